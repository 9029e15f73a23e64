package vn.khuyenhoc.platform.document;

/** The kinds of named administrative document this product writes, with their symbols. */
public enum DocumentKind {
  /** Báo cáo. */
  REPORT,
  /** Quyết định. */
  DECISION,
  /** Kế hoạch. */
  PLAN,
  /** Tờ trình. */
  SUBMISSION,
  /** Thông báo. */
  NOTICE,
  /** Hướng dẫn. */
  GUIDANCE,
  /** Biên bản. */
  MINUTES;

  /** The abbreviation in a document's symbol: BC in {@code 58/BC-HKH}. */
  public String symbol() {
    return Decree30.say("symbol." + name());
  }

  /** The kind in Vietnamese with an initial capital: {@code Báo cáo}. */
  public String vietnamese() {
    return Decree30.say("kind." + name());
  }
}
