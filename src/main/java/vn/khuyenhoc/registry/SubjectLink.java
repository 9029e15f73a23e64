package vn.khuyenhoc.registry;

import java.time.LocalDate;

/**
 * What a subject has to do with another of its kind.
 *
 * @param kind how
 * @param other the other one
 * @param name its name; of a household the name of its head
 * @param code its code
 * @param on the day
 */
public record SubjectLink(Kind kind, SubjectKey other, String name, String code, LocalDate on) {

  /** How two of a kind are related, seen from the first. */
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
