package vn.khuyenhoc.certificates;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that certificates can refuse. */
public enum CertificatesProblem implements ProblemCode {
  /** A pattern without {n}, too long, or with something else in braces. Argument: as typed. */
  PATTERN_UNSOUND("CERTIFICATES-001"),
  /** A first number that is none. Argument: as typed. */
  FIRST_UNSOUND("CERTIFICATES-002"),
  /** Numbers of the series were taken: first number and pattern stay. Argument: how many. */
  SERIES_BEGUN("CERTIFICATES-003"),
  /** Numbers used on paper that are none. Argument: as typed. */
  RANGE_UNSOUND("CERTIFICATES-004"),
  /** Numbers used on paper that certificates here bear. Arguments: first and last number. */
  RANGE_ISSUED("CERTIFICATES-005"),
  /** Numbers used on paper that were noted before. */
  RANGE_NOTED("CERTIFICATES-006"),
  /** No reason. */
  REASON_MISSING("CERTIFICATES-007"),
  /** Somebody else changed it in between. */
  CHANGED_MEANWHILE("CERTIFICATES-008"),
  /** Revoked or replaced already. Argument: number. */
  ENDED_ALREADY("CERTIFICATES-009"),
  /** A date that cannot be read. Argument: as typed. */
  DATE_UNREADABLE("CERTIFICATES-010"),
  /** Revoked on a day to come, or before it was issued. Argument: the day of issue. */
  DATE_OUTSIDE("CERTIFICATES-011"),
  /** Nothing to issue. */
  NOTHING_TO_ISSUE("CERTIFICATES-012"),
  /** A name with nothing in it. Argument: subject. */
  NAME_MISSING("CERTIFICATES-013"),
  /** Valid until a day before the first one. Argument: name. */
  VALIDITY_UNSOUND("CERTIFICATES-014"),
  /** Issued before to somebody else under the same key of the caller. Argument: name. */
  KEY_TAKEN("CERTIFICATES-015"),
  /** Replaces or renews one that is not there. Argument: name. */
  PREDECESSOR_UNKNOWN("CERTIFICATES-016"),
  /** A symbol of an issuer that cannot be printed in a number. Argument: as given. */
  SYMBOL_UNSOUND("CERTIFICATES-017"),
  /** More than a hundred thousand at once. Argument: the limit. */
  TOO_MANY("CERTIFICATES-018"),
  /** The series has no certificate to print. */
  NOTHING_TO_PRINT("CERTIFICATES-019"),
  /** No name of the issuer. */
  ISSUER_MISSING("CERTIFICATES-020"),
  /** A year that is none. Argument: as typed. */
  YEAR_UNSOUND("CERTIFICATES-021"),
  /** A letter that the lettering has not. Arguments: the letter, the text it stands in, number. */
  LETTER_UNKNOWN("CERTIFICATES-030"),
  /** There is no key file to sign with. */
  SIGNATURE_MISSING("CERTIFICATES-031"),
  /** The password does not open the key file. */
  SIGNATURE_PASSWORD("CERTIFICATES-032"),
  /** The key file is none. */
  SIGNATURE_UNREADABLE("CERTIFICATES-033"),
  /** The key file's certificate has ended. Arguments: whose it is, its last day. */
  SIGNATURE_EXPIRED("CERTIFICATES-034"),
  /** The key file's certificate is not valid yet. Arguments: whose it is, its first day. */
  SIGNATURE_NOT_YET("CERTIFICATES-035"),
  /** The key file's certificate is not made for signing documents. Argument: whose it is. */
  SIGNATURE_NOT_FOR_SIGNING("CERTIFICATES-036"),
  /** The disk is full. */
  DISK_FULL("CERTIFICATES-037"),
  /** Something unforeseen; it is in the log. */
  RUN_BROKEN("CERTIFICATES-038"),
  /** The program was stopped and knows the typed password no more. */
  PASSWORD_FORGOTTEN("CERTIFICATES-039"),
  /** The run is over or stopped. */
  RUN_OVER("CERTIFICATES-040"),
  /** It ends with what it certifies. Argument: number. */
  ENDS_WITH_TITLE("CERTIFICATES-041");

  private final String code;

  CertificatesProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
