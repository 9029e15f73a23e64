package vn.khuyenhoc.platform.sheet;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that can be wrong with a sheet, whatever it is about. */
public enum SheetProblem implements ProblemCode {
  /** The file has no content. */
  EMPTY_FILE("SHEET-001"),
  /** Arguments: size and limit in MB. */
  FILE_TOO_LARGE("SHEET-002"),
  /** A workbook of Excel 97–2003. */
  OLD_EXCEL("SHEET-003"),
  /** A workbook that asks for a password. */
  ENCRYPTED("SHEET-004"),
  /** Text, CSV or HTML under the name of a workbook. */
  RENAMED_TEXT("SHEET-005"),
  /** Neither a workbook nor a CSV file. */
  NOT_A_SHEET("SHEET-006"),
  /** Another kind of office file: Word, OpenDocument, binary workbook. */
  OTHER_OFFICE_FILE("SHEET-007"),
  /** A workbook with macros. */
  MACROS("SHEET-008"),
  /** Cut off or altered on the way. */
  DAMAGED("SHEET-009"),
  /** Unpacks to more than the limits allow. */
  UNPACKS_TOO_LARGE("SHEET-010"),
  /** Argument: the limit. */
  TOO_MANY_ROWS("SHEET-011"),
  /** Argument: the limit. */
  TOO_MANY_COLUMNS("SHEET-012"),
  /** A CSV file in another encoding than Unicode. */
  NOT_UNICODE("SHEET-013"),
  /** Argument: the name of the sheet that was looked for. */
  NO_SUCH_SHEET("SHEET-014"),
  /** Argument: the headers that are needed. */
  NO_HEADER("SHEET-015"),
  /** Argument: the header. */
  MISSING_COLUMN("SHEET-016"),
  /** Arguments: the header, the other column that has it. */
  DUPLICATE_COLUMN("SHEET-017"),
  /** A warning. Argument: the header as typed. */
  UNKNOWN_COLUMN("SHEET-018", true),
  /** A warning: headers, yet nothing below. */
  NO_ROWS("SHEET-019", true),
  /** The rows stand on a hidden sheet only. Argument: its name. */
  HIDDEN_SHEET("SHEET-020"),
  /** A warning. Argument: how many rows with data are hidden. */
  HIDDEN_ROWS("SHEET-021", true),
  /** A required cell is blank. Argument: the header. */
  VALUE_MISSING("SHEET-022"),
  /** Argument: the value. */
  NOT_A_NUMBER("SHEET-023"),
  /** Arguments: the value, its possible meanings. */
  AMBIGUOUS_NUMBER("SHEET-024"),
  /** Argument: the value. */
  NOT_WHOLE("SHEET-025"),
  /** Arguments: the value, least, greatest. */
  OUT_OF_RANGE("SHEET-026"),
  /** Argument: the value. */
  NOT_A_DATE("SHEET-027"),
  /** Argument: the value. */
  IMPOSSIBLE_DATE("SHEET-028"),
  /** Arguments: length, limit. */
  TEXT_TOO_LONG("SHEET-029"),
  /** Argument: the error as Excel shows it. */
  ERROR_CELL("SHEET-030"),
  /** A formula that nobody has calculated. */
  FORMULA_WITHOUT_VALUE("SHEET-031"),
  /** A warning: results of formulas were taken. Arguments: header, number of cells. */
  FORMULAS("SHEET-032", true),
  /** Argument: the merged cells (B7:B9). */
  MERGED_CELLS("SHEET-033"),
  /** Arguments: the value, the suggestion in Unicode. */
  OLD_ENCODING("SHEET-034"),
  /** Argument: the value. */
  LOST_CHARACTERS("SHEET-035"),
  /** Below zero where only zero or more makes sense. Arguments: the value, least. */
  TOO_SMALL("SHEET-036"),
  /** Arguments: the value, greatest. */
  TOO_GREAT("SHEET-037");

  private final String code;
  private final boolean warning;

  SheetProblem(String code) {
    this(code, false);
  }

  SheetProblem(String code, boolean warning) {
    this.code = code;
    this.warning = warning;
  }

  @Override
  public String code() {
    return code;
  }

  /** Whether it is only to be known; anything else keeps its row, or the whole file, out. */
  public boolean warning() {
    return warning;
  }
}
