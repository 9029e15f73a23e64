package vn.khuyenhoc.areas;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A recorded reorganisation.
 *
 * @param id its number
 * @param scopeId the area within which it was recorded
 * @param decree the decree's number
 * @param decreeDate the decree's date, where known
 * @param effectiveOn the day from which it holds
 * @param note what else is to be known
 * @param recordedAt when it was recorded
 * @param recordedName by whom
 * @param followedOn the day on which figures followed; null while its day is still to come
 * @param withdrawnAt when it was withdrawn; null while it holds
 * @param withdrawnReason why
 */
public record Reorganisation(
    int id,
    int scopeId,
    String decree,
    @Nullable LocalDate decreeDate,
    LocalDate effectiveOn,
    String note,
    Instant recordedAt,
    String recordedName,
    @Nullable LocalDate followedOn,
    @Nullable Instant withdrawnAt,
    @Nullable String withdrawnReason) {

  /**
   * What is recorded with every reorganisation.
   *
   * @param number the decree's number: "1681/NQ-UBTVQH15"
   * @param date the decree's date, where known
   * @param note what else is to be known
   */
  public record Decree(String number, @Nullable LocalDate date, String note) {
    /** A decree by its number alone. */
    public static Decree of(String number) {
      return new Decree(number, null, "");
    }
  }
}
