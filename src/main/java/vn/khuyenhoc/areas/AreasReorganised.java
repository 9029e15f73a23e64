package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.List;

/**
 * Areas changed: a reorganisation was recorded, its day came, something unassigned was assigned, or
 * it was withdrawn. Published inside the transaction, with the tree as it then stands; told again
 * when the day of one recorded early has come. Listeners move what they keep, by sets, and may be
 * told twice.
 *
 * @param reorganisationId which one
 * @param effectiveOn the day from which it holds
 * @param areas every area that begins, ends or changes by it
 */
public record AreasReorganised(int reorganisationId, LocalDate effectiveOn, List<Integer> areas) {

  public AreasReorganised {
    areas = List.copyOf(areas);
  }

  /**
   * A reorganisation is about to be withdrawn: listeners put back what they moved by it, before the
   * tree is again what it was.
   *
   * @param reorganisationId which one
   */
  public record Withdrawing(int reorganisationId) {}
}
