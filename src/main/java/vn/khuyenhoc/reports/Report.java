package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;

/**
 * A report of an area on a period: where it is. What it says stands in its versions.
 *
 * @param id its identity
 * @param areaId who reports
 * @param areaName that area's name today, or as it last was
 * @param level that area's level
 * @param obligationId what it fulfils; null where nobody asked
 * @param form its form
 * @param from first day of the period
 * @param until last day of the period
 * @param stage where it is
 * @param sentVersion the newest version that was sent; null for none
 * @param sentAt when that was
 * @param acceptedAt when it was accepted; null while it is not
 */
public record Report(
    UUID id,
    int areaId,
    String areaName,
    AreaLevel level,
    @Nullable UUID obligationId,
    ReportForm form,
    LocalDate from,
    LocalDate until,
    ReportStage stage,
    @Nullable Integer sentVersion,
    @Nullable Instant sentAt,
    @Nullable Instant acceptedAt) {

  /** Its page. */
  public String path() {
    return "/reports/" + id;
  }

  /**
   * A draft of it.
   *
   * @param content its figures and prepared sentences, without texts
   * @param filledAt when the figures were read
   * @param filledName who asked for them
   * @param correcting why what was sent is being corrected; null where it is not
   * @param merged what was put together of the areas below; null before
   */
  public record Draft(
      ReportContent content,
      Instant filledAt,
      String filledName,
      @Nullable String correcting,
      ReportContent.@Nullable Merged merged) {}

  /**
   * A text of a section that was saved once.
   *
   * @param no its number, rising
   * @param section of which section
   * @param words the text
   * @param basedOn the text that was on the screen then; 0 for none
   * @param aside whether somebody else had saved another one meanwhile
   * @param at when
   * @param by by whom
   */
  public record SavedText(
      long no,
      ReportSection section,
      String words,
      long basedOn,
      boolean aside,
      Instant at,
      String by) {}

  /**
   * What somebody said of a figure.
   *
   * @param notReported whether it cannot be reported
   * @param reason why
   */
  public record Mark(String figure, boolean notReported, String reason, Instant at, String by) {}

  /**
   * A version that was sent.
   *
   * @param version from 1
   * @param json what it says, to the letter
   * @param hash the SHA-256 of that
   * @param reason why it corrects the one before; empty otherwise
   */
  public record Sent(
      UUID reportId,
      int areaId,
      int version,
      String json,
      String hash,
      String reason,
      Instant at,
      String by) {

    /** What it says. */
    public ReportContent content() {
      return ReportJson.content(json);
    }
  }

  /** A version without what it says. */
  public record Version(int version, String hash, String reason, Instant at, String by) {}

  /** Something that became of it. */
  public record Step(
      String step, @Nullable Integer version, String reason, Instant at, String by) {}

  /** Whether its writers may change it now. */
  public boolean open(Draft draft) {
    return !stage.above() || draft.correcting() != null;
  }
}
