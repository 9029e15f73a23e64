package vn.khuyenhoc.areas;

import vn.khuyenhoc.platform.ProblemCode;

/** What can be wrong with a list of villages to add. */
enum VillageProblem implements ProblemCode {
  /** No name stands in the list. */
  NONE("AREAS-040"),
  /** A name says not what it is. Arguments: number of the line, the name. */
  KIND_UNKNOWN("AREAS-041"),
  /** A name stands twice in the list. Arguments: number of the line, the name, the first line. */
  DOUBLED("AREAS-042"),
  /** The commune has such a village already. Arguments: number of the line, the name. */
  THERE_ALREADY("AREAS-043"),
  /** A name is too long. Arguments: number of the line, most letters. */
  TOO_LONG("AREAS-044"),
  /** More lines than are taken at once. Arguments: lines, most lines. */
  TOO_MANY("AREAS-045");

  private final String code;

  VillageProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
