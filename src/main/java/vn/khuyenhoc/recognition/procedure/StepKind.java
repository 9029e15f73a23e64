package vn.khuyenhoc.recognition.procedure;

/** The steps that a procedure can have, in the order in which they follow one another. */
public enum StepKind {
  /** Đăng ký. */
  REGISTRATION,
  /** Tự đánh giá, tự chấm điểm: in every procedure. */
  SELF_ASSESSMENT,
  /** Họp bình xét ở thôn. */
  VILLAGE_MEETING,
  /** Niêm yết công khai, with a number of days. */
  PUBLIC_NOTICE,
  /** Thẩm định: in every procedure. */
  APPRAISAL,
  /** Hội đồng họp. */
  COUNCIL,
  /** Quyết định công nhận: in every procedure. */
  DECISION,
  /** Cấp giấy chứng nhận. */
  CERTIFICATE;

  /** Whether no procedure is without it. */
  public boolean always() {
    return this == SELF_ASSESSMENT || this == APPRAISAL || this == DECISION;
  }

  /** The key of its name in the messages. */
  public String messageKey() {
    return "procedure.step." + name();
  }
}
