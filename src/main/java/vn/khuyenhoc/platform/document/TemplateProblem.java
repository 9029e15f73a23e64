package vn.khuyenhoc.platform.document;

import vn.khuyenhoc.platform.ProblemCode;

/** What is wrong with a Word file that an office sent as its template. */
public enum TemplateProblem implements ProblemCode {
  /** No .docx, or a damaged one. */
  NOT_WORD("TEMPLATE-001"),
  /** A file of Word before 2007. */
  OLD_FORMAT("TEMPLATE-002"),
  /** Larger than 5 MB. */
  TOO_LARGE("TEMPLATE-003"),
  /** Small as it comes, huge when it is unpacked. */
  BOMB("TEMPLATE-004"),
  /** Opened with a password only. */
  ENCRYPTED("TEMPLATE-005"),
  /** With macros. */
  MACROS("TEMPLATE-006"),
  /** Reads something from elsewhere. Values: which part, the address. */
  EXTERNAL("TEMPLATE-007"),
  /** Holds another file or a control. Value: which part. */
  EMBEDDED("TEMPLATE-008"),
  /** A field that runs or fetches something. Values: the place, the field. */
  ACTIVE_FIELD("TEMPLATE-009"),
  /** No name of the catalogue. Values: the place, the name, the nearest one. */
  UNKNOWN_NAME("TEMPLATE-010"),
  /** A name of a list outside of the list. Values: the place, the name, the list. */
  OUTSIDE_LIST("TEMPLATE-011"),
  /** Braces that do not close. Values: the place, what stands there. */
  BROKEN("TEMPLATE-012"),
  /** A list that does not end, or ends without a beginning. Values: the place, the name. */
  UNPAIRED("TEMPLATE-013"),
  /** A list that begins in one table or cell and ends in another. Values: the place, the name. */
  ACROSS("TEMPLATE-014"),
  /** Whole paragraphs asked for inside a sentence. Values: the place, the name. */
  NOT_ALONE("TEMPLATE-015"),
  /** Something is never asked for. Value: the names of which one is needed. */
  REQUIRED("TEMPLATE-016"),
  /** Changes that nobody accepted yet. Value: the place. */
  TRACKED("TEMPLATE-017"),
  /** A list used as a word, or a word as a list. Values: the place, the name, how it is written. */
  WRONG_USE("TEMPLATE-018"),
  /** Not A4. Value: how large in millimetres, two values. */
  PAPER("TEMPLATE-019"),
  /** Margins outside Decree 30. Values: top, bottom, left, right in millimetres. */
  MARGINS("TEMPLATE-020"),
  /** Letters in another font. Value: which. */
  FONT("TEMPLATE-021"),
  /** Comments that would be seen by everybody. */
  COMMENTS("TEMPLATE-022"),
  /** No file chosen. */
  MISSING("TEMPLATE-023"),
  /** No reason given. */
  REASON_MISSING("TEMPLATE-024"),
  /** No day, or none that can be read. */
  DAY_WRONG("TEMPLATE-025"),
  /** In force from a day that has passed. Value: today. */
  DAY_PASSED("TEMPLATE-026"),
  /** A text that is too long. Value: most letters. */
  TEXT_LONG("TEMPLATE-027"),
  /** Nothing of one's own is in force that could be withdrawn. */
  NOTHING_IN_FORCE("TEMPLATE-028");

  private final String code;

  TemplateProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }

  /** Whether a template is taken in spite of it. */
  public boolean warning() {
    return this == PAPER || this == MARGINS || this == FONT || this == COMMENTS;
  }
}
