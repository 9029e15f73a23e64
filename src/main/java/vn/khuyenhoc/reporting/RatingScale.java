package vn.khuyenhoc.reporting;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.khuyenhoc.criteria.Rating;

/**
 * How the words of plans lie on the ratings of criteria sets: {@code KHA} is {@code FAIR}.
 *
 * @param id its identity
 * @param steps its ratings, the highest first
 */
public record RatingScale(String id, List<Step> steps) {

  public RatingScale {
    steps = steps.stream().sorted(Comparator.comparingInt(Step::rank).reversed()).toList();
  }

  /**
   * One rating on the scale.
   *
   * @param rating the rating
   * @param word what plans call it
   * @param rank 1 for the lowest; two ratings may have the same one
   * @param verified whether a document says so
   * @param source which document
   */
  public record Step(Rating rating, String word, int rank, boolean verified, String source) {}

  /** Every rating that is this one or above it. */
  public Set<Rating> from(Rating least) {
    int rank =
        steps.stream()
            .filter(step -> step.rating() == least)
            .mapToInt(Step::rank)
            .findFirst()
            .orElse(Integer.MAX_VALUE);
    return steps.stream()
        .filter(step -> step.rank() >= rank)
        .map(Step::rating)
        .collect(Collectors.toSet());
  }

  /** The steps above the least one that no document assigns. */
  public List<Step> unverified(Rating least) {
    Set<Rating> counted = from(least);
    return steps.stream()
        .filter(step -> !step.verified() && counted.contains(step.rating()))
        .toList();
  }
}
