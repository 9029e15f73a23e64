package vn.khuyenhoc.recognition.procedure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.recognition.procedure.Procedure.Content;
import vn.khuyenhoc.recognition.procedure.Procedure.Doer;
import vn.khuyenhoc.recognition.procedure.Procedure.Step;

/** What makes a procedure sound; pure. */
final class ProcedureRules {

  private static final int MOST_DAYS = 100;
  private static final int MOST_MONTHS = 120;
  private static final int MOST_LETTERS = 4000;

  /** A year that is none, to compare days that come back every year. */
  private static final int ANY_YEAR = 2025;

  private ProcedureRules() {}

  /**
   * Everything that is wrong with it. Fields: {@code title}, {@code yearFrom}, {@code KIND.due} …
   */
  static List<Problem> problems(Procedure procedure) {
    List<Problem> problems = new ArrayList<>();
    if (procedure.title().isBlank()) {
      problems.add(Problem.at("title", ProcedureProblem.TITLE_MISSING));
    }
    tooLong(problems, "title", procedure.title());
    tooLong(problems, "note", procedure.content().note());
    years(problems, procedure.yearFrom(), procedure.yearTo());
    Content content = procedure.content();
    steps(problems, content.steps());
    offices(problems, procedure);
    days(problems, content);
    if (content.validity().months() < 1 || content.validity().months() > MOST_MONTHS) {
      problems.add(Problem.at("validity", ProcedureProblem.VALIDITY));
    }
    if (content.levelTwoAfterMonths() < 0 || content.levelTwoAfterMonths() > MOST_MONTHS) {
      problems.add(Problem.at("levelTwo", ProcedureProblem.LEVEL_TWO));
    }
    if (content.votePercent() < 0 || content.votePercent() > 100) {
      problems.add(Problem.at("votePercent", ProcedureProblem.VOTES));
    }
    return problems;
  }

  private static void years(List<Problem> problems, int from, @Nullable Integer to) {
    if (from < 2000 || from > 2100) {
      problems.add(Problem.at("yearFrom", ProcedureProblem.YEAR_OUT_OF_REACH));
    }
    if (to != null && (to < 2000 || to > 2100)) {
      problems.add(Problem.at("yearTo", ProcedureProblem.YEAR_OUT_OF_REACH));
    } else if (to != null && to < from) {
      problems.add(Problem.at("yearTo", ProcedureProblem.YEARS_TURNED));
    }
  }

  private static void steps(List<Problem> problems, List<Step> steps) {
    Set<StepKind> seen = EnumSet.noneOf(StepKind.class);
    for (Step step : steps) {
      if (!seen.add(step.kind())) {
        problems.add(
            Problem.at(step.kind().name(), ProcedureProblem.STEP_TWICE, step.kind().messageKey()));
      }
      tooLong(problems, step.kind() + ".guidance", step.guidance());
      tooLong(problems, step.kind() + ".source", step.source());
      if (step.kind() == StepKind.PUBLIC_NOTICE && (step.days() < 1 || step.days() > MOST_DAYS)) {
        problems.add(Problem.at(step.kind() + ".days", ProcedureProblem.NOTICE_DAYS));
      }
    }
    for (StepKind kind : StepKind.values()) {
      if (kind.always() && !seen.contains(kind)) {
        problems.add(Problem.at(kind.name(), ProcedureProblem.STEP_MISSING, kind.messageKey()));
      }
    }
  }

  /** Who appraises and decides: an office there is, above what is rated where that is an area. */
  private static void offices(List<Problem> problems, Procedure procedure) {
    AreaLevel rated = areaLevel(procedure.level());
    boolean area =
        procedure.model() == LearningModel.LEARNING_COMMUNITY
            || procedure.model() == LearningModel.LEARNING_SOCIETY;
    for (Step step : procedure.content().steps()) {
      Doer by = step.by();
      boolean judges =
          step.kind() == StepKind.APPRAISAL
              || step.kind() == StepKind.COUNCIL
              || step.kind() == StepKind.DECISION;
      if (!judges) {
        continue;
      }
      String field = step.kind() + ".by";
      if (by == null) {
        problems.add(Problem.at(field, ProcedureProblem.NOBODY_NAMED, step.kind().messageKey()));
      } else if (by.level() != AreaLevel.COMMUNE
          && by.level() != AreaLevel.PROVINCE
          && by.level() != AreaLevel.NATION) {
        problems.add(Problem.at(field, ProcedureProblem.NO_SUCH_OFFICE, step.kind().messageKey()));
      } else if (area && by.level().compareTo(rated) >= 0) {
        problems.add(
            Problem.at(
                field,
                ProcedureProblem.DECIDES_FOR_ITSELF,
                step.kind().messageKey(),
                procedure.model().messageKey(procedure.level())));
      } else if (!area && by.level().compareTo(rated) > 0) {
        problems.add(Problem.at(field, ProcedureProblem.NO_SUCH_OFFICE, step.kind().messageKey()));
      }
    }
    if (procedure.has(StepKind.COUNCIL)
        && procedure.step(StepKind.COUNCIL).map(Step::by).map(Doer::level).orElse(null)
            != procedure.step(StepKind.APPRAISAL).map(Step::by).map(Doer::level).orElse(null)) {
      problems.add(Problem.at("COUNCIL.by", ProcedureProblem.COUNCIL_ELSEWHERE));
    }
    if (procedure.has(StepKind.VILLAGE_MEETING) && rated.compareTo(AreaLevel.VILLAGE) < 0) {
      problems.add(
          Problem.at(
              "VILLAGE_MEETING",
              ProcedureProblem.NO_VILLAGE,
              procedure.model().messageKey(procedure.level())));
    }
  }

  /** The level of the areas that what is rated belongs to itself. */
  static AreaLevel areaLevel(ModelLevel level) {
    return switch (level) {
      case PERSON, HOUSEHOLD, CLAN, GROUP, VILLAGE -> AreaLevel.VILLAGE;
      case CENTRE, COMMUNE -> AreaLevel.COMMUNE;
      case DISTRICT -> AreaLevel.DISTRICT;
      case PROVINCE -> AreaLevel.PROVINCE;
    };
  }

  private static void days(List<Problem> problems, Content content) {
    boolean sound = true;
    if (!content.dataFrom().exists()) {
      problems.add(noSuchDay("dataFrom", "procedure.data-from", content.dataFrom()));
      sound = false;
    }
    if (!content.dataTo().exists()) {
      problems.add(noSuchDay("dataTo", "procedure.data-to", content.dataTo()));
      sound = false;
    }
    if (sound && content.dataTo().in(ANY_YEAR).isBefore(content.dataFrom().in(ANY_YEAR))) {
      problems.add(Problem.at("dataTo", ProcedureProblem.PERIOD_TURNED));
    }
    LocalDate last = null;
    StepKind before = null;
    for (Step step : content.steps()) {
      DayOfYear due = step.due();
      if (due == null) {
        continue;
      }
      String field = step.kind() + ".due";
      if (!due.exists()) {
        problems.add(noSuchDay(field, step.kind().messageKey(), due));
      } else if (last != null && before != null && due.in(ANY_YEAR).isBefore(last)) {
        problems.add(
            Problem.at(
                field, ProcedureProblem.DUE_TURNED, step.kind().messageKey(), before.messageKey()));
      } else {
        last = due.in(ANY_YEAR);
        before = step.kind();
      }
    }
  }

  private static Problem noSuchDay(String field, String what, DayOfYear day) {
    return Problem.at(field, ProcedureProblem.NO_SUCH_DAY, what, day.day(), day.month());
  }

  private static void tooLong(List<Problem> problems, String field, String text) {
    if (text.length() > MOST_LETTERS) {
      problems.add(Problem.at(field, ProcedureProblem.TOO_LONG, MOST_LETTERS));
    }
  }
}
