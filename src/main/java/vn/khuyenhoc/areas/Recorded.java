package vn.khuyenhoc.areas;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;

/** What recorded reorganisations did and left open, as it is shown. */
public final class Recorded {

  private Recorded() {}

  /**
   * A line of the list.
   *
   * @param created communes that came into being
   * @param ended communes that ended
   * @param open villages that nobody has assigned yet
   * @param undecided areas of which nothing tells what becomes of them
   */
  public record Line(
      int id,
      String decree,
      LocalDate effectiveOn,
      String scope,
      boolean withdrawn,
      int created,
      int ended,
      int open,
      int undecided) {}

  /** What went into what; its place is the number of all that are found. */
  public record Went(
      int fromId,
      String fromCode,
      String fromName,
      int toId,
      String toCode,
      String toName,
      boolean part,
      long found) {}

  /**
   * A divided area and its line of what is unassigned.
   *
   * @param holder the line
   * @param villages how many areas it had below
   * @param open how many are still in the line and may be assigned
   * @param stuck how many are in the line though no successor stands any more
   */
  public record Divided(
      int holder,
      int area,
      AreaLevel level,
      String code,
      String name,
      int villages,
      int open,
      int stuck) {
    /** How many are no longer in the line. */
    public int assigned() {
      return villages - open - stuck;
    }
  }

  /** A village that waits: in which line, of which divided area. */
  public record Waiting(int id, String code, String name, int holder, String divided) {}

  /** An area that what waits in a line may go to. */
  public record Successor(int holder, int id, String code, String name) {}

  /** What a reorganisation leaves to do in areas within reach. */
  public record Left(int id, String decree, int villages, int undecided) {}

  /** A sheet of assignments that somebody sent. */
  public record Sheet(
      UUID id,
      int reorganisation,
      String sha256,
      String fileName,
      Instant createdAt,
      String createdName,
      @Nullable Instant appliedAt) {}

  /** What one divided area has, and where it may go. */
  public record Division(Divided divided, List<Waiting> waiting, List<Successor> successors) {}

  /** A row with mistakes. */
  public record Failed(int row, List<Problem> problems) {}

  /**
   * What a sheet says.
   *
   * @param assigned for each village its successor
   * @param blank rows that leave it open
   * @param failed rows with mistakes
   * @param into how many villages go to each successor, by its words
   * @param refused why it cannot be read at all
   */
  public record SheetSays(
      Map<Integer, Integer> assigned,
      int blank,
      List<Failed> failed,
      Map<String, Integer> into,
      List<Problem> refused) {
    public SheetSays {
      failed = List.copyOf(failed);
      refused = List.copyOf(refused);
    }

    /** How many rows there are. */
    public int rows() {
      return assigned.size() + blank + failed.size();
    }
  }
}
