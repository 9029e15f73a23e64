package vn.khuyenhoc.platform.pdf;

import vn.khuyenhoc.platform.ProblemCode;

/** Why something is not drawn as PDF. */
public enum PdfProblem implements ProblemCode {
  /** A letter that the lettering has not. Values: the letter, the text it stands in. */
  LETTER_NOT_PRINTED("PDF-001");

  private final String code;

  PdfProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
