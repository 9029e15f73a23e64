package vn.khuyenhoc.platform.pdf;

import vn.khuyenhoc.platform.Problem;

/** A letter that the lettering has not: the certificate or document cannot be drawn as it is. */
public final class LetterUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String letter;
  private final String text;

  LetterUnknownException(int codePoint, String text) {
    super("no letter U+%04X".formatted(codePoint), null, false, false);
    this.letter = Character.toString(codePoint);
    this.text = text;
  }

  /** The letter. */
  public String letter() {
    return letter;
  }

  /** The text it stands in. */
  public String text() {
    return text;
  }

  /** What is said of it to whoever asked for the PDF. */
  public Problem problem() {
    return Problem.of(PdfProblem.LETTER_NOT_PRINTED, letter, text);
  }
}
