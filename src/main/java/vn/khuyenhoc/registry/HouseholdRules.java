package vn.khuyenhoc.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.LegacyEncoding;

/** What must hold of a household, wherever it comes from. Pure. */
final class HouseholdRules {

  static final int LONGEST_HEAD = 100;
  static final int LONGEST_ADDRESS = 200;
  static final int LONGEST_NOTE = 1_000;
  static final int MOST_PERSONS = 99;

  private HouseholdRules() {}

  /** Everything wrong with an entry. */
  static List<Problem> problems(HouseholdEntry entry) {
    List<Problem> problems = new ArrayList<>();
    if (entry.head().isEmpty()) {
      problems.add(Problem.at("head", RegistryProblem.HEAD_MISSING));
    }
    text(problems, "head", entry.head(), LONGEST_HEAD);
    text(problems, "address", entry.address(), LONGEST_ADDRESS);
    text(problems, "note", entry.note(), LONGEST_NOTE);
    count(problems, "children", entry.children());
    count(problems, "adults", entry.adults());
    count(problems, "workers", entry.workers());
    if (workersOverAdults(entry.adults(), entry.workers())) {
      problems.add(
          Problem.at(
              "workers",
              RegistryProblem.WORKERS_OVER_ADULTS,
              String.valueOf(entry.workers()),
              String.valueOf(entry.adults())));
    }
    return problems;
  }

  private static void text(List<Problem> problems, String field, String text, int longest) {
    if (text.length() > longest) {
      problems.add(Problem.at(field, RegistryProblem.TOO_LONG, longest));
    }
    Optional<LegacyEncoding.Suspicion> suspicion = LegacyEncoding.detect(text);
    if (suspicion.isPresent() && suspicion.get().confidence() >= LegacyEncoding.REFUSED_FROM) {
      problems.add(
          Problem.at(field, RegistryProblem.OLD_ENCODING, text, suspicion.get().repaired()));
    }
  }

  private static void count(List<Problem> problems, String field, @Nullable Integer count) {
    if (count != null && (count < 0 || count > MOST_PERSONS)) {
      problems.add(Problem.at(field, RegistryProblem.NOT_A_COUNT, String.valueOf(count)));
    }
  }

  /** Only adults are counted as workers; what was not reported contradicts nothing. */
  static boolean workersOverAdults(@Nullable Integer adults, @Nullable Integer workers) {
    return adults != null && workers != null && workers > adults;
  }

  /** What stays behind when persons leave: not reported stays not reported. */
  static @Nullable Integer rest(@Nullable Integer present, @Nullable Integer leaving) {
    return present == null || leaving == null ? present : Integer.valueOf(present - leaving);
  }

  /** Everything wrong with a split of a household into itself and a new one. */
  static List<Problem> splitProblems(HouseholdEntry present, HouseholdEntry leaving) {
    List<Problem> problems = new ArrayList<>(problems(leaving));
    leaves(problems, "children", present.children(), leaving.children());
    leaves(problems, "adults", present.adults(), leaving.adults());
    leaves(problems, "workers", present.workers(), leaving.workers());
    if (problems.isEmpty()
        && workersOverAdults(
            rest(present.adults(), leaving.adults()), rest(present.workers(), leaving.workers()))) {
      problems.add(Problem.at("workers", RegistryProblem.SPLIT_REST_WORKERS));
    }
    return problems;
  }

  private static void leaves(
      List<Problem> problems, String field, @Nullable Integer present, @Nullable Integer leaving) {
    if (present != null && leaving != null && leaving > present) {
      problems.add(
          Problem.at(
              field,
              RegistryProblem.SPLIT_TOO_MANY,
              String.valueOf(leaving),
              String.valueOf(present)));
    }
  }
}
