package vn.khuyenhoc.reports;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that collecting the files of reports can refuse. */
enum CollectionProblem implements ProblemCode {
  /** No area was chosen, or none for which the actor receives reports. */
  AREA_MISSING("COLLECTION-001"),
  /** It was not chosen whose reports, or nobody of that level lies in the area. */
  LEVEL_MISSING("COLLECTION-002"),
  /** Neither Word nor PDF was chosen. */
  KIND_MISSING("COLLECTION-003"),
  /** No area below has sent such a report, and drafts were not asked for. */
  NOTHING_SENT("COLLECTION-004"),
  /** It is over already: there is nothing to stop or to go on with. */
  OVER("COLLECTION-005"),
  /** Whoever began it may not receive these reports any more. */
  RIGHT_LOST("COLLECTION-006"),
  /** The disk is full. */
  DISK_FULL("COLLECTION-007"),
  /** Something broke while it was made. */
  BROKEN("COLLECTION-008");

  private final String code;

  CollectionProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
