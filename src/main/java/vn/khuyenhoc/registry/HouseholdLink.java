package vn.khuyenhoc.registry;

import java.time.LocalDate;

/**
 * What a household has to do with another.
 *
 * @param kind how
 * @param other the other one
 * @param head its head
 * @param code its code
 * @param on the day
 */
public record HouseholdLink(Kind kind, HouseholdKey other, String head, String code, LocalDate on) {

  /** How two households are related, seen from the first. */
  public enum Kind {
    /** It came out of the other. */
    SPLIT_FROM,
    /** The other came out of it. */
    SPLIT_INTO,
    /** It is the same as the other, which is kept. */
    JOINED_INTO,
    /** The other was the same and is no longer counted. */
    JOINED_FROM
  }
}
