package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Rating;

/**
 * One of the numbers that another one was worked out from, down to what rows stand behind.
 *
 * @param of what it counts
 * @param year of which year
 * @param value how much there was
 */
public record Ingredient(Of of, int year, BigDecimal value) {

  /** What an ingredient counts. */
  public sealed interface Of {}

  /**
   * Dossiers, or a total of what they are of.
   *
   * @param measure what it was counted for
   * @param measured of which model, at one level
   * @param rating only those with this rating; null for all
   */
  public record Counted(Measure measure, Measured measured, @Nullable Rating rating)
      implements Of {}

  /**
   * The people of an area.
   *
   * @param on the day they were known of
   */
  public record Population(LocalDate on) implements Of {}

  /**
   * People who belong to something that was recognised.
   *
   * @param measure which of them
   */
  public record People(Measure measure) implements Of {}

  /** What was reported by hand. */
  public record ByHand(Indicator indicator) implements Of {}

  static Ingredient byHand(Indicator indicator, int year, BigDecimal value) {
    return new Ingredient(new ByHand(indicator), year, value);
  }

  static Ingredient counted(
      Measure measure, Measured measured, @Nullable Rating rating, int year, long count) {
    return new Ingredient(new Counted(measure, measured, rating), year, BigDecimal.valueOf(count));
  }

  static List<Ingredient> population(int year, LocalDate on, BigDecimal people) {
    return List.of(new Ingredient(new Population(on), year, people));
  }

  static List<Ingredient> people(Measure measure, int year, long count) {
    return List.of(new Ingredient(new People(measure), year, BigDecimal.valueOf(count)));
  }
}
