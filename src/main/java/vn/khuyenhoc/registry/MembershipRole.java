package vn.khuyenhoc.registry;

/** How one subject belongs to another; a subject has each role once at a time. */
public enum MembershipRole {
  /** A citizen lives in a household, and moves with it. */
  LIVES_IN,
  /** A citizen works in a unit. */
  WORKS_IN,
  /** A citizen learns in a unit that is a school. */
  STUDIES_IN,
  /** A household belongs to a clan. */
  BELONGS_TO;

  /** Who belongs. */
  public SubjectKind member() {
    return this == BELONGS_TO ? SubjectKind.HOUSEHOLD : SubjectKind.CITIZEN;
  }

  /** What it belongs to. */
  public SubjectKind of() {
    return switch (this) {
      case LIVES_IN -> SubjectKind.HOUSEHOLD;
      case WORKS_IN, STUDIES_IN -> SubjectKind.UNIT;
      case BELONGS_TO -> SubjectKind.CLAN;
    };
  }
}
