package vn.khuyenhoc.platform.document;

/** The kinds of named administrative document this product writes, with their symbols. */
public enum DocumentKind {
  /** Báo cáo. */
  REPORT("BC"),
  /** Quyết định. */
  DECISION("QĐ"),
  /** Kế hoạch. */
  PLAN("KH"),
  /** Tờ trình. */
  SUBMISSION("TTr"),
  /** Thông báo. */
  NOTICE("TB"),
  /** Hướng dẫn. */
  GUIDANCE("HD"),
  /** Biên bản. */
  MINUTES("BB");

  private final String symbol;

  DocumentKind(String symbol) {
    this.symbol = symbol;
  }

  /** The abbreviation in a document's symbol: BC in {@code 58/BC-HKH}. */
  public String symbol() {
    return symbol;
  }

  /** The kind in Vietnamese with an initial capital: {@code Báo cáo}. */
  public String vietnamese() {
    return DocumentText.of("kind." + name());
  }
}
