package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;

/** Criteria sets as YAML files that people write, and as the JSON that the database keeps. */
final class CriteriaFile {

  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CriteriaFile() {}

  /** Reads a set and checks it whole: all problems at once. */
  static Result<CriteriaSet> read(String yaml) {
    CriteriaSet set;
    try {
      set = YAML.readValue(yaml, CriteriaSet.class);
    } catch (JacksonException | NullPointerException unreadable) {
      return Result.refused(Problem.of(CriteriaProblem.UNREADABLE));
    }
    List<Problem> problems = problems(set);
    return problems.isEmpty() ? Result.ok(set) : Result.refused(problems);
  }

  static String json(CriteriaSet set) {
    return JSON.writeValueAsString(set);
  }

  static CriteriaSet fromJson(String json) {
    return JSON.readValue(json, CriteriaSet.class);
  }

  private static List<Problem> problems(CriteriaSet set) {
    List<Problem> problems = new ArrayList<>();
    if (blank(set.id()) || blank(set.model()) || blank(set.title()) || set.criteria().isEmpty()) {
      problems.add(Problem.of(CriteriaProblem.MISSING, "id, model, title, criteria"));
    }
    Set<String> seen = new HashSet<>();
    boolean allVerified = set.passTotalVerified() && set.notApplicableVerified();
    for (Criterion criterion : set.criteria()) {
      allVerified &= criterion.verified();
      if (!seen.add(criterion.id())) {
        problems.add(Problem.at(criterion.id(), CriteriaProblem.DOUBLED, criterion.id()));
      }
      if (blank(criterion.text()) || criterion.indicators().isEmpty()) {
        problems.add(Problem.at(criterion.id(), CriteriaProblem.MISSING, criterion.id()));
      }
      if (criterion.verified() && blank(criterion.source())) {
        problems.add(Problem.at(criterion.id(), CriteriaProblem.UNSOURCED, criterion.id()));
      }
      for (Indicator indicator : criterion.indicators()) {
        allVerified &= indicator.verified();
        if (!seen.add(indicator.id())) {
          problems.add(Problem.at(indicator.id(), CriteriaProblem.DOUBLED, indicator.id()));
        }
        if (blank(indicator.text()) || blank(indicator.question())) {
          problems.add(Problem.at(indicator.id(), CriteriaProblem.MISSING, indicator.id()));
        }
        if (indicator.verified() && blank(indicator.source())) {
          problems.add(Problem.at(indicator.id(), CriteriaProblem.UNSOURCED, indicator.id()));
        }
        if (!soundSteps(indicator)) {
          problems.add(Problem.at(indicator.id(), CriteriaProblem.STEPS, indicator.id()));
        }
      }
    }
    if (set.passTotal().signum() <= 0 || set.passTotal().compareTo(set.maxTotal()) > 0) {
      problems.add(Problem.of(CriteriaProblem.PASS_TOTAL, set.passTotal(), set.maxTotal()));
    }
    if (!set.sample() && !allVerified) {
      problems.add(Problem.of(CriteriaProblem.UNSOURCED, set.id()));
    }
    return problems;
  }

  private static boolean soundSteps(Indicator indicator) {
    return indicator.maxPoints().signum() > 0
        && indicator.allows(indicator.maxPoints())
        && indicator.allows(BigDecimal.ZERO)
        && indicator.steps().stream()
            .map(Step::points)
            .allMatch(p -> p.signum() >= 0 && p.compareTo(indicator.maxPoints()) <= 0)
        && indicator.steps().stream()
                .map(step -> step.points().stripTrailingZeros())
                .distinct()
                .count()
            == indicator.steps().size();
  }

  private static boolean blank(@org.jspecify.annotations.Nullable String text) {
    return text == null || text.isBlank();
  }
}
