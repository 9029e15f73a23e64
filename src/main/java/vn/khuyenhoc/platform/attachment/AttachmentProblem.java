package vn.khuyenhoc.platform.attachment;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that can be wrong with an attached file. The first value is always its name. */
public enum AttachmentProblem implements ProblemCode {
  /** The file has no content. */
  EMPTY("FILE-001"),
  /** Values: name, size and limit in MB. */
  TOO_LARGE("FILE-002"),
  /** A photo in the format of newer phones that few programs read. */
  HEIC("FILE-003"),
  /** A program under whatever name. */
  PROGRAM("FILE-004"),
  /** None of the kinds that are taken. */
  UNKNOWN_KIND("FILE-005"),
  /** A picture that is cut off, altered or of a kind that is not read. */
  PICTURE_BROKEN("FILE-006"),
  /** Values: name, width, height, the most in million pixels. */
  PICTURE_TOO_LARGE("FILE-007"),
  /** A PDF that runs something or opens something when it is read. */
  PDF_ACTS("FILE-008"),
  /** A PDF with other files inside. */
  PDF_FILES("FILE-009"),
  /** A PDF that asks for a password. */
  PDF_LOCKED("FILE-010"),
  /** A PDF that is cut off or built in a way that cannot be looked through. */
  PDF_BROKEN("FILE-011"),
  /** Word or Excel of 1997–2003, or one that asks for a password. */
  OFFICE_OLD("FILE-012"),
  /** A document with macros or controls. */
  OFFICE_ACTS("FILE-013"),
  /** A document that is cut off, altered, or none of Word and Excel. */
  OFFICE_BROKEN("FILE-014"),
  /** A document that unpacks to far more than it is. */
  OFFICE_TOO_LARGE("FILE-015"),
  /** Two files in one: something stands before or behind it. */
  TWO_IN_ONE("FILE-016"),
  /** So many pictures are being read that this one would have to wait too long. */
  BUSY("FILE-017"),
  /** A document that fetches a template or an object from somewhere else. */
  OFFICE_LINKS("FILE-018");

  private final String code;

  AttachmentProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
