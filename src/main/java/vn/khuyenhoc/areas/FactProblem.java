package vn.khuyenhoc.areas;

import vn.khuyenhoc.platform.ProblemCode;

/** What can be wrong with what is recorded of an area. */
public enum FactProblem implements ProblemCode {
  /** No value. */
  VALUE_MISSING("AREAS-060"),
  /** Not a whole number. Argument: what is typed. */
  VALUE_NOT_WHOLE("AREAS-061"),
  /** Not a number. Argument: what is typed. */
  VALUE_NOT_A_NUMBER("AREAS-062"),
  /** Could be two numbers. Arguments: what is typed, the smaller, the greater. */
  VALUE_AMBIGUOUS("AREAS-063"),
  /** Neither yes nor no. Argument: what is typed. */
  VALUE_NOT_YES_OR_NO("AREAS-064"),
  /** No status of new rural areas. Argument: what is typed. */
  VALUE_NOT_A_STATUS("AREAS-065"),
  /** More than an area of that level can have. Arguments: what is typed, the most. */
  VALUE_TOO_LARGE("AREAS-066"),
  /** No day, or none that can be read. */
  DAY_MISSING("AREAS-067"),
  /** A day that is still to come. Argument: today. */
  DAY_AHEAD("AREAS-068"),
  /** The area is not there yet. Arguments: name, its first day. */
  DAY_BEFORE_AREA("AREAS-069"),
  /** The area is no more. Arguments: name, the day it ended. */
  DAY_AFTER_AREA("AREAS-070"),
  /** No source. */
  SOURCE_MISSING("AREAS-071"),
  /** The source is too long. Argument: most letters. */
  SOURCE_TOO_LONG("AREAS-072"),
  /** Nothing says what is recorded. */
  ATTRIBUTE_MISSING("AREAS-073"),
  /** A sheet names an area that is not here on the day. Argument: code. */
  AREA_NOT_HERE("AREAS-074"),
  /** A sheet names an area twice. Arguments: code, the other line. */
  AREA_TWICE("AREAS-075"),
  /** Several areas here have the code. Argument: code. */
  CODE_OF_SEVERAL("AREAS-076"),
  /** The name belongs to another area. Arguments: code, name given, name known. */
  NAME_OTHER("AREAS-077"),
  /** A sheet without a single value. */
  NOTHING_TO_RECORD("AREAS-078"),
  /** Taken back before. */
  ENTRY_WITHDRAWN("AREAS-079"),
  /** No file was chosen. */
  FILE_MISSING("AREAS-080");

  private final String code;

  FactProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
