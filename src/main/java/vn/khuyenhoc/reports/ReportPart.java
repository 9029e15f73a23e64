package vn.khuyenhoc.reports;

/** What is reported by hand and is a part of something else that is, as its definition says. */
enum ReportPart {
  /** Members who belong to the Party, of the members. */
  PARTY_MEMBERS("MEMBERS");

  private final String whole;

  ReportPart(String whole) {
    this.whole = whole;
  }

  /** The key of its figure. */
  String key() {
    return ReportFigure.BY_HAND + name();
  }

  /** The key of the figure that it is a part of. */
  String whole() {
    return ReportFigure.BY_HAND + whole;
  }
}
