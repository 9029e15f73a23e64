package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Outcome;

/**
 * A public notice (niêm yết công khai) of what a village proposes.
 *
 * @param id identity
 * @param campaignId of which campaign
 * @param areaId of which village
 * @param postedOn the day on which it was posted, which is not counted
 * @param until the last day of it
 * @param place where it hangs
 * @param ended whether nothing that it names waits any more
 * @param listed how many dossiers it names
 * @param open how many objections wait for an answer
 * @param recordedAt when it was recorded
 * @param actor by whom
 */
public record Notice(
    UUID id,
    int campaignId,
    int areaId,
    LocalDate postedOn,
    LocalDate until,
    String place,
    boolean ended,
    int listed,
    int open,
    Instant recordedAt,
    String actor) {

  /** The page of whoever works with it. */
  public String path() {
    return "/notices/" + id + "/objections";
  }

  /** The page for everybody. */
  public String publicPath() {
    return "/notices/" + id;
  }

  /** Whether people can still object in time. */
  public boolean runs(LocalDate today) {
    return !today.isAfter(until);
  }

  /**
   * A line of it.
   *
   * @param key which dossier
   * @param place its number, from 1
   * @param name whose it is
   * @param outcome what was posted of it
   * @param stage where it stands now
   * @param changed whether it was changed since, so that this notice does not count for it
   * @param objections how many objected
   */
  public record Line(
      DossierKey key,
      int place,
      String name,
      @Nullable Outcome outcome,
      Stage stage,
      boolean changed,
      int objections) {}
}
