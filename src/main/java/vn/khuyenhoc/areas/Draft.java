package vn.khuyenhoc.areas;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reorganisation that somebody is still writing down.
 *
 * @param id made by the form that began it
 * @param scopeId the province, or the nation, within which areas change
 * @param effectiveOn the day from which it is to hold
 * @param decree what is recorded with it; the number may still be empty
 * @param changes what was entered one by one
 * @param version rises with every change
 * @param createdAt when it was begun
 * @param createdName by whom
 * @param changedAt when it was last changed
 * @param changedName by whom
 * @param reorganisationId what it was recorded as; null before
 * @param discarded whether somebody set it aside
 */
public record Draft(
    UUID id,
    int scopeId,
    LocalDate effectiveOn,
    Reorganisation.Decree decree,
    List<DraftChange> changes,
    int version,
    Instant createdAt,
    String createdName,
    Instant changedAt,
    String changedName,
    @Nullable Integer reorganisationId,
    boolean discarded) {

  public Draft {
    changes = List.copyOf(changes);
  }

  /** Whether it can still be changed. */
  public boolean open() {
    return reorganisationId == null && !discarded;
  }

  /** Its page. */
  public String path() {
    return "/areas/reorganisations/drafts/" + id;
  }

  /** The last day before it holds. */
  public LocalDate eve() {
    return effectiveOn.minusDays(1);
  }

  /**
   * A file of a draft.
   *
   * @param purpose what it is read as
   * @param columns what its columns mean; null until somebody said so
   */
  public record File(
      AreaLists.Purpose purpose, String sha256, String fileName, @Nullable MappedColumns columns) {}

  /** Decree and days as typed. */
  public record Header(String decree, String decreeDate, String effectiveOn, String note) {
    static final Header BLANK = new Header("", "", "", "");
  }
}
