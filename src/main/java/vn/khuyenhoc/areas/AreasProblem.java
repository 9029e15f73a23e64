package vn.khuyenhoc.areas;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that areas can refuse. */
public enum AreasProblem implements ProblemCode {
  /** No area of that level has the code on the eve. Arguments: code, name. */
  CODE_UNKNOWN("AREAS-001"),
  /** Several areas have the code on the eve and the name does not tell which. Argument: code. */
  CODE_NOT_UNIQUE("AREAS-002"),
  /** The same line twice. Arguments: code, the other line. */
  LINE_DOUBLED("AREAS-003"),
  /** The list has a code twice at one level. Arguments: code, the other line. */
  CODE_DOUBLED("AREAS-004"),
  /** The list puts an area below two others. Arguments: code, the other line. */
  TWO_PARENTS("AREAS-005"),
  /** The name known under a code is another. Arguments: code, name given, name known. */
  NAME_DIFFERS("AREAS-006"),
  /** A hint: the name is only written otherwise. Arguments: name given, name known. */
  NAME_WRITTEN_OTHERWISE("AREAS-007"),
  /** The new area is not in the list for the day. Arguments: code, name. */
  SUCCESSOR_UNKNOWN("AREAS-008"),
  /** An area goes as a whole into more than one. Arguments: code, the other line. */
  TWO_SUCCESSORS("AREAS-009"),
  /** One new code with two names. Arguments: code, name, the other name. */
  TWO_NAMES("AREAS-010"),
  /** Only one part of a divided area is told. Argument: code. */
  PART_ALONE("AREAS-011"),
  /** The area comes into being on the day or later. Arguments: code, first day. */
  PREDECESSOR_NOT_YET("AREAS-012"),
  /** A later change of the area is recorded. Arguments: code, name, its day. */
  LATER_CHANGE("AREAS-013"),
  /** The parent's code is unknown. Arguments: code, parent code. */
  PARENT_UNKNOWN("AREAS-014"),
  /** The parent is not of a higher level. Arguments: code, name. */
  PARENT_LEVEL("AREAS-015"),
  /** No such level. Argument: what is typed. */
  LEVEL_UNKNOWN("AREAS-016"),
  /** No such kind at that level. Arguments: what is typed, name. */
  KIND_UNKNOWN("AREAS-017"),
  /** Neither whole nor part. Argument: what is typed. */
  EXTENT_UNKNOWN("AREAS-018"),
  /** Nothing would change. */
  NOTHING_CHANGES("AREAS-019"),
  /** No decree's number. */
  DECREE_MISSING("AREAS-020"),
  /** No day, or none that can be read. */
  DATE_MISSING("AREAS-021"),
  /** What is assigned is not unassigned. Argument: name. */
  NOT_UNASSIGNED("AREAS-022"),
  /** What it is assigned to is no successor of the divided area. Arguments: name, successor. */
  NOT_A_SUCCESSOR("AREAS-023"),
  /** Withdrawn already. */
  WITHDRAWN_ALREADY("AREAS-024"),
  /** Later facts depend on it. Arguments: what, how many. */
  LATER_FACTS("AREAS-025"),
  /** No reason was given. */
  REASON_MISSING("AREAS-026"),
  /** A file that cannot be read. Argument: its path. */
  FILE_UNREADABLE("AREAS-027"),
  /** No such area. Argument: code. */
  AREA_UNKNOWN("AREAS-028"),
  /**
   * A division of which not everything is assigned: allowed, stays visible. Arguments: name,
   * villages.
   */
  DIVIDED_UNASSIGNED("AREAS-029"),
  /** A change is told twice for one area. Arguments: code, the other line. */
  CHANGED_TWICE("AREAS-030"),
  /** A new code is taken by an area that goes on. Arguments: code, its name. */
  CODE_TAKEN("AREAS-031"),
  /**
   * Predecessors lie in different areas and nothing tells where the new one lies. Arguments: code,
   * name.
   */
  PARENT_AMBIGUOUS("AREAS-032"),
  /** The draft was recorded or set aside. */
  DRAFT_FINISHED("AREAS-100"),
  /** Nothing is chosen. */
  NOTHING_CHOSEN("AREAS-101"),
  /** To merge takes two areas. */
  MERGE_OF_ONE("AREAS-102"),
  /** To divide takes two parts. */
  DIVISION_INTO_ONE("AREAS-103"),
  /** No code for the new area. */
  CODE_MISSING("AREAS-104"),
  /** No name for the new area. */
  NAME_MISSING("AREAS-105"),
  /** No area is chosen for it to belong to. */
  PARENT_NOT_CHOSEN("AREAS-106"),
  /** The areas chosen are of several levels. */
  SEVERAL_LEVELS("AREAS-107"),
  /** No file was chosen. */
  FILE_NOT_CHOSEN("AREAS-108"),
  /** The file is too large. Argument: the limit in MB. */
  FILE_TOO_LARGE("AREAS-109"),
  /** A column of the file was chosen for two things. Arguments: one, the other. */
  COLUMN_CHOSEN_TWICE("AREAS-110"),
  /** A column that is needed was not chosen. Argument: what it holds. */
  COLUMN_NOT_CHOSEN("AREAS-111"),
  /** The draft is no longer as it was looked at. */
  DRAFT_CHANGED("AREAS-112"),
  /** A hint: the decree is dated after the day from which it holds. Arguments: both days. */
  DECREE_AFTER_DAY("AREAS-113"),
  /** Nobody has said yet what the columns of a file mean. Argument: its name. */
  COLUMNS_UNKNOWN("AREAS-114"),
  /** A row of an assignment names no village that waits. Argument: what is typed. */
  VILLAGE_NOT_WAITING("AREAS-115"),
  /** A row of an assignment names no successor. Arguments: what is typed, the successors. */
  SUCCESSOR_NOT_FOUND("AREAS-116"),
  /** A village is assigned twice. Arguments: name, the other row. */
  ASSIGNED_TWICE("AREAS-117"),
  /** The sheet was applied already. */
  SHEET_APPLIED("AREAS-118"),
  /** Nothing is assigned. */
  NOTHING_ASSIGNED("AREAS-119"),
  /** A date that is none. Argument: what is typed. */
  DATE_UNREADABLE("AREAS-120"),
  /** Too long a text. Argument: the limit. */
  TEXT_TOO_LONG("AREAS-121"),
  /** Rows of a sheet have mistakes; nothing of it is assigned. Argument: how many. */
  SHEET_WITH_MISTAKES("AREAS-122"),
  /** An area that people live in ends and nothing receives them. Arguments: code, name. */
  ENDS_WITH_PEOPLE("AREAS-123"),
  /** A rule for villages was changed after it was looked at. */
  RULE_CHANGED("AREAS-124");

  private final String code;

  AreasProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
