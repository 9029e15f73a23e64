package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.RunState;

/**
 * The files of all reports below an area on a form and period, made behind the pages.
 *
 * @param id made by the form
 * @param areaId who receives the reports
 * @param level of those whose reports they are
 * @param form the form
 * @param from first day of the period
 * @param until last day of the period
 * @param drafts whether those who have sent none get a draft
 * @param word whether as Word
 * @param pdf whether as PDF
 * @param sample whether the data are samples
 * @param state where it stands
 * @param problem why it is held; null where it is not
 * @param createdAt when it was begun
 * @param createdBy by which account; null from the command line
 * @param createdName by whom
 * @param finishedAt when it was over; null while it is not
 * @param done of how many areas the files are made
 * @param total how many areas
 * @param sent how many reports that were sent are in it
 * @param drafted how many drafts
 * @param missing how many areas have nothing
 * @param size of the files so far, in bytes
 */
public record ReportCollection(
    UUID id,
    int areaId,
    AreaLevel level,
    ReportForm form,
    LocalDate from,
    LocalDate until,
    boolean drafts,
    boolean word,
    boolean pdf,
    boolean sample,
    RunState state,
    @Nullable CollectionProblem problem,
    Instant createdAt,
    @Nullable UUID createdBy,
    String createdName,
    @Nullable Instant finishedAt,
    int done,
    int total,
    int sent,
    int drafted,
    int missing,
    long size) {

  /** Whether it goes on by itself. */
  public boolean working() {
    return state.working();
  }

  /** Of how many areas there is a report that could not be made into a file. */
  public int broken() {
    return done - sent - drafted - missing;
  }

  /** Its page. */
  public String path() {
    return "/reports/collections/" + id;
  }

  /**
   * A part that is to be made.
   *
   * @param part from 1
   * @param first the number of its first area among all
   * @param areas whose reports, in the order of the files
   */
  record Part(int part, int first, List<Integer> areas) {}

  /**
   * What became of an area.
   *
   * @param number its number among all
   * @param above the province of a commune where several provinces are collected; empty otherwise
   * @param version of what was sent; 0 for a draft, and where there is nothing
   * @param files the names of its files, without the folder; none where there is nothing
   */
  public record Line(
      int number,
      String name,
      String code,
      String above,
      Outcome outcome,
      int version,
      List<String> files) {}

  /** What is there of an area. */
  public enum Outcome {
    /** The report as it was sent. */
    SENT,
    /** A draft of the figures of the moment. */
    DRAFT,
    /** Nothing: it has sent none, and a draft was not asked for, or the area is no more. */
    NONE,
    /** A report that could not be made into a file. */
    BROKEN
  }
}
