package vn.khuyenhoc.criteria;

/** Small sets for tests: one by points about a family, one by levels about a unit. */
final class Sets {

  private Sets() {}

  static final String FAMILY =
      """
      format: 2
      id: thu-gia-dinh-1
      model: LEARNING_FAMILY
      level: HOUSEHOLD
      issuer: Hội Khuyến học thử
      version: 1
      title: Bộ thử Gia đình học tập
      basis: Bộ mẫu để kiểm tra
      period: 2026–2030
      sample: true
      engine: POINTS
      notApplicable: {rule: FULL, verified: false}
      pass: {total: 14, leastEach: 5, verified: false}
      ratings:
        - {rating: GOOD, from: 18, verified: false}
        - {rating: FAIR, from: 14, verified: false}
      criteria:
        - id: "1"
          text: Trẻ em học tập
          verified: true
          source: Điều 1
          indicators:
            - id: "1.1"
              text: Trẻ em đều được đến trường
              question: Các em có đi học đủ không?
              evidence: Sổ theo dõi
              maxPoints: 10
              appliesWhen: children > 0
              verified: true
              source: Điều 1 khoản 1
              steps:
                - {points: 10, label: Tất cả đều đi học}
                - {points: 4, label: Có em nghỉ học}
                - {points: 0, label: Không em nào đi học}
        - id: "2"
          text: Người lớn học tập
          verified: false
          indicators:
            - id: "2.1"
              text: Tỷ lệ người lớn là công dân học tập
              question: Bao nhiêu người lớn là công dân học tập?
              maxPoints: 10
              verified: false
              steps:
                - {points: 10, label: Đủ}
                - {points: 7, label: Gần đủ}
                - {points: 0, label: Chưa}
              computed:
                value: share(learning_citizens, adults)
                unit: "%"
                bands:
                  - {from: 90, points: 10}
                  - {from: 50, points: 7}
                  - {from: 0, points: 0}
      """;

  static final String UNIT =
      """
      format: 2
      id: thu-don-vi-1
      model: LEARNING_UNIT
      level: PROVINCE
      issuer: Hội Khuyến học thử
      version: 1
      title: Bộ thử Đơn vị học tập
      basis: Bộ mẫu để kiểm tra
      sample: true
      engine: LEVELS
      notApplicable: {rule: NEUTRAL, verified: false}
      pass: {verified: false}
      criteria:
        - id: "1"
          text: Kết quả
          verified: false
          indicators:
            - id: "1.1"
              text: Có kế hoạch học tập
              question: Đơn vị có kế hoạch không?
              maxPoints: 2
              verified: false
              steps:
                - {points: 2, label: Có}
                - {points: 0, label: Chưa}
            - id: "1.2"
              text: Tỷ lệ người học là công dân học tập
              question: Bao nhiêu người học?
              maxPoints: 2
              appliesWhen: school
              verified: false
              steps:
                - {points: 2, label: Từ 97 %}
                - {points: 1, label: Từ 95 %}
                - {points: 0, label: Dưới 95 %}
              computed:
                value: share(learning_learners, learners)
                unit: "%"
                bands:
                  - {from: 97, points: 2}
                  - {from: 95, points: 1}
                  - {from: 0, points: 0}
      """;

  static CriteriaSet family() {
    return CriteriaFile.read(FAMILY).orThrow();
  }

  static CriteriaSet unit() {
    return CriteriaFile.read(UNIT).orThrow();
  }
}
