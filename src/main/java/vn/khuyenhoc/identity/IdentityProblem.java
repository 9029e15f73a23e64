package vn.khuyenhoc.identity;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that accounts and sign-in can refuse. */
enum IdentityProblem implements ProblemCode {
  /**
   * Unknown login, wrong password, locked account: the same sentence, so that nobody learns which.
   */
  WRONG_LOGIN("IDENTITY-001"),
  /** Too many failed attempts from one address. Argument: minutes to wait. */
  TOO_MANY_ATTEMPTS("IDENTITY-002"),
  /** Too many people sign in at this moment. */
  BUSY("IDENTITY-003"),
  /** A login that is missing or has characters it cannot have. */
  LOGIN_FORM("IDENTITY-004"),
  /** Argument: the login. */
  LOGIN_TAKEN("IDENTITY-005"),
  /** Argument: the least number of characters. */
  PASSWORD_SHORT("IDENTITY-006"),
  /** The password contains the login. */
  PASSWORD_CONTAINS_LOGIN("IDENTITY-007"),
  /** The password is one of those tried first. */
  PASSWORD_COMMON("IDENTITY-008"),
  /** The two passwords differ. */
  PASSWORDS_DIFFER("IDENTITY-009"),
  /** No full name. */
  NAME_MISSING("IDENTITY-010"),
  /** No slip with this code. */
  SLIP_UNKNOWN("IDENTITY-011"),
  /** Argument: the day on which it expired. */
  SLIP_EXPIRED("IDENTITY-012"),
  /** The slip was used or replaced by a newer one. */
  SLIP_USED("IDENTITY-013"),
  /** No village chosen. */
  VILLAGE_MISSING("IDENTITY-014"),
  /** No such village in the commune. Arguments: what was typed, the commune. */
  VILLAGE_UNKNOWN("IDENTITY-015"),
  /** Several villages of that name. Arguments: what was typed, their codes. */
  VILLAGE_AMBIGUOUS("IDENTITY-016"),
  /** The same person stands twice in a sheet. Argument: the other row. */
  TWICE_IN_SHEET("IDENTITY-017"),
  /** Somebody of that name already has an account there. Arguments: name, village. */
  HAS_ACCOUNT("IDENTITY-018"),
  /** No role chosen. */
  ROLE_MISSING("IDENTITY-019"),
  /** No area given or chosen. */
  AREA_MISSING("IDENTITY-020"),
  /** No such area within reach. Argument: what was typed. */
  AREA_UNKNOWN("IDENTITY-021"),
  /** Several areas fit: one is to be chosen. Argument: what was typed. */
  AREA_AMBIGUOUS("IDENTITY-022"),
  /** The role is not held over areas of that level. Arguments: the area. */
  AREA_LEVEL("IDENTITY-023"),
  /** Nobody would be left who keeps accounts. */
  LAST_ADMINISTRATOR("IDENTITY-024"),
  /** The account was ended. */
  ACCOUNT_ENDED("IDENTITY-025"),
  /** Nobody ends their own account or administration. */
  OWN_ACCOUNT("IDENTITY-026"),
  /** The present password is not the one given. */
  PRESENT_PASSWORD("IDENTITY-027"),
  /** The sheet was applied already. */
  SHEET_APPLIED("IDENTITY-028"),
  /** Nobody was chosen in the list. */
  NOBODY_CHOSEN("IDENTITY-029"),
  /** The account has this role there already. */
  ROLE_HELD("IDENTITY-030"),
  /** The last role of an account cannot be taken: the account is to be ended instead. */
  LAST_ROLE("IDENTITY-031"),
  /** Arguments: most characters. */
  TOO_LONG("IDENTITY-032"),
  /** No file chosen. */
  FILE_MISSING("IDENTITY-033"),
  /** More accounts chosen than slips are printed at once. Argument: the most. */
  TOO_MANY_CHOSEN("IDENTITY-034"),
  /** An officer signs in with a password, so one has to be chosen. */
  PASSWORD_NEEDED("IDENTITY-035"),
  /** No row of the sheet can be applied. */
  NOTHING_TO_APPLY("IDENTITY-036"),
  /** What belongs to a commune gets its head's account there, what belongs to a province there. */
  HEAD_OF_ANOTHER_LEVEL("IDENTITY-037"),
  /** Nobody is given an account for what is not in the register any more. Value: its name. */
  SUBJECT_ENDED("IDENTITY-038"),
  /** Nobody acts for a body that has ended. Value: its name. */
  BODY_ENDED("IDENTITY-039");

  private final String code;

  IdentityProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
