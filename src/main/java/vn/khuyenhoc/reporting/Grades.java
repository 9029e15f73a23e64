package vn.khuyenhoc.reporting;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/**
 * The rating scales of plans, and which ratings the criteria in use give at all: how much has a
 * rating that none of them gives is not known, and is not zero.
 *
 * @param scales the scales by identity
 * @param given what is given to what
 */
record Grades(Map<String, RatingScale> scales, Set<Grade> given) {

  /** Nothing is asked for by its rating. */
  static final Grades NONE = new Grades(Map.of(), Set.of());

  Grades {
    scales = Map.copyOf(scales);
    given = Set.copyOf(given);
  }

  /** A rating that criteria give to a model at a level. */
  record Grade(LearningModel model, ModelLevel level, Rating rating) {}

  /** The scale of that identity; null for none. */
  @Nullable RatingScale scale(String id) {
    return scales.get(id);
  }

  /** The ratings that count in measures although no document assigns them. */
  List<RatingScale.Step> unverified(Collection<Measure> measures) {
    return measures.stream()
        .flatMap(
            measure -> {
              Rating least = measure.least();
              RatingScale scale = scale(measure.scale());
              return least == null || scale == null
                  ? Stream.of()
                  : scale.unverified(least).stream();
            })
        .distinct()
        .toList();
  }

  /** Whether anything can have the least rating that a measure asks for. */
  boolean give(Measure measure) {
    LearningModel model = measure.model();
    Rating least = measure.least();
    RatingScale scale = scale(measure.scale());
    if (model == null || least == null) {
      return true;
    }
    return scale != null
        && scale.from(least).stream()
            .anyMatch(
                rating ->
                    measure.levels().stream()
                        .anyMatch(level -> given.contains(new Grade(model, level, rating))));
  }

  /** What of a formula asks for a rating that is never given; empty for nothing. */
  Optional<Measure> never(String formula, TargetScope scope) {
    return Measure.words(formula).stream()
        .map(name -> Optional.ofNullable(Measure.named(name)))
        .flatMap(Optional::stream)
        .map(measure -> measure.within(scope))
        .filter(measure -> !give(measure))
        .findFirst();
  }
}
