package vn.khuyenhoc.criteria;

/** What an assessment comes to. */
public enum Outcome {
  /** Đạt. */
  ACHIEVED,
  /** Chưa đạt. */
  NOT_ACHIEVED
}
