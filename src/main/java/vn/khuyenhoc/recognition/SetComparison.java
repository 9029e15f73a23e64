package vn.khuyenhoc.recognition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Rating;

/**
 * What another criteria set would make of the dossiers of a campaign. Nothing is written.
 *
 * @param dossiers how many were looked at: everything scored to the end
 * @param achievedBefore of those, how many achieve as they stand
 * @param achievedAfter how many would achieve for certain
 * @param up how many would be rated higher
 * @param down how many would be rated lower
 * @param open how many depend on answers or numbers that are not there
 * @param ratingsBefore how many have each rating as they stand, the best first
 * @param ratingsAfter how many would have it
 * @param unanswered indicators without an answer, with the number of dossiers that lack it
 * @param changed those rated otherwise, a part of the list
 * @param changedTotal how many those are
 */
public record SetComparison(
    int dossiers,
    int achievedBefore,
    int achievedAfter,
    int up,
    int down,
    int open,
    Map<Rating, Integer> ratingsBefore,
    Map<Rating, Integer> ratingsAfter,
    Map<String, Integer> unanswered,
    List<ChangedResult> changed,
    int changedTotal) {

  /** Every rating that occurs before or after, the best first. */
  public List<Rating> ratings() {
    return java.util.Arrays.stream(Rating.values())
        .filter(one -> ratingsBefore.containsKey(one) || ratingsAfter.containsKey(one))
        .sorted(java.util.Comparator.reverseOrder())
        .toList();
  }

  /** How many of a rating before. */
  public int before(@Nullable Rating rating) {
    return rating == null ? 0 : ratingsBefore.getOrDefault(rating, 0);
  }

  /** How many of a rating after. */
  public int after(@Nullable Rating rating) {
    return rating == null ? 0 : ratingsAfter.getOrDefault(rating, 0);
  }
}
