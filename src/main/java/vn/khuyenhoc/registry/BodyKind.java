package vn.khuyenhoc.registry;

/** The kinds of bodies that register, appraise, decide and report. */
public enum BodyKind {
  /** Ủy ban nhân dân. */
  PEOPLES_COMMITTEE,
  /** Bộ. */
  MINISTRY,
  /** Sở Giáo dục và Đào tạo; Phòng Giáo dục và Đào tạo to 30 June 2025. */
  EDUCATION_DEPARTMENT,
  /** Sở, ban, ngành khác. */
  DEPARTMENT,
  /** Hội Khuyến học. */
  STUDY_PROMOTION_ASSOCIATION,
  /** Chi hội khuyến học, Ban khuyến học. */
  CHAPTER,
  /** Mặt trận Tổ quốc, Ban Công tác Mặt trận. */
  FATHERLAND_FRONT,
  /** Ban chỉ đạo. */
  STEERING_COMMITTEE,
  /** Hội đồng. */
  COUNCIL,
  /** Thôn, bản, tổ dân phố: trưởng thôn chủ trì. */
  VILLAGE,
  /** Another organisation. */
  OTHER;

  /** The key of its name in the messages. */
  public String messageKey() {
    return "body.kind." + name();
  }
}
