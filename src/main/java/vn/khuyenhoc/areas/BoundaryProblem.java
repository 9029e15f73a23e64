package vn.khuyenhoc.areas;

import vn.khuyenhoc.platform.ProblemCode;

/** What can be wrong with a file of boundaries. */
public enum BoundaryProblem implements ProblemCode {
  /** Not JSON, or broken off. Argument: the line where the reading stopped. */
  NOT_JSON("AREAS-085"),
  /** JSON, but no GeoJSON FeatureCollection. */
  NOT_A_COLLECTION("AREAS-086"),
  /** A collection with nothing in it. */
  NO_FEATURES("AREAS-087"),
  /** A feature without a code. Argument: the property that should hold it. */
  CODE_MISSING("AREAS-088"),
  /** Neither Polygon nor MultiPolygon. Argument: what it is. */
  NOT_A_POLYGON("AREAS-089"),
  /** A position that is no pair of numbers. */
  POSITION_WRONG("AREAS-090"),
  /** A ring whose last position is not its first. */
  RING_OPEN("AREAS-091"),
  /** A ring of fewer than four positions. */
  RING_TOO_SHORT("AREAS-092"),
  /** Latitude before longitude. */
  SWAPPED("AREAS-093"),
  /** Outside of Viet Nam. Arguments: longitude, latitude. */
  OUTSIDE("AREAS-094"),
  /** No area here has the code on the day. Argument: code. */
  CODE_UNKNOWN("AREAS-095"),
  /** Two features for one area. Arguments: code, number of the other. */
  CODE_TWICE("AREAS-096"),
  /** Several areas here have the code. Argument: code. */
  CODE_OF_SEVERAL("AREAS-097"),
  /** The file is too large. Argument: most megabytes. */
  TOO_LARGE("AREAS-098"),
  /** Too many positions. Argument: most. */
  TOO_MANY_POSITIONS("AREAS-099");

  private final String code;

  BoundaryProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
