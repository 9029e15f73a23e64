package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Score;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.recognition.DossierRow.Change;

/** Checks and calculations of dossiers; pure. */
final class DossierRules {

  /** A reason shorter than this says nothing. */
  static final int LEAST_REASON = 5;

  /** The longest text of a reason, a title or a name. */
  static final int MOST_LETTERS = 1000;

  /** From this many dossiers on, one and the same total in a whole village is worth a look. */
  static final int ALIKE_FROM = 5;

  /** A total that differs from last year's by this many points is worth a look. */
  static final int FAR_POINTS = 20;

  private DossierRules() {}

  /**
   * Puts answers into a dossier.
   *
   * @param set its criteria
   * @param row as it stands
   * @param given points by indicator; a null value clears the answer; indicators not named stay
   * @param part whether answers may still be missing afterwards
   * @return the dossier afterwards, or every problem, each at {@code fieldPrefix + indicator}
   */
  static Result<DossierRow.Scored> score(
      CriteriaSet set,
      DossierRow row,
      Map<String, @Nullable BigDecimal> given,
      boolean part,
      String fieldPrefix) {
    List<Problem> problems = new ArrayList<>();
    Problem closed = closedToVillage(row);
    if (closed != null) {
      return Result.refused(closed);
    }
    Set<String> open = open(set, row);
    Map<String, BigDecimal> answers = new HashMap<>(row.answers());
    List<Change> changes = new ArrayList<>();
    Set<String> revisited = new HashSet<>(row.revisited());
    for (Map.Entry<String, @Nullable BigDecimal> one : given.entrySet()) {
      String id = one.getKey();
      BigDecimal points = one.getValue();
      String field = fieldPrefix + id;
      Indicator indicator = set.indicator(id).orElse(null);
      BigDecimal before = row.answers().get(id);
      boolean same = same(before, points);
      if (indicator == null) {
        problems.add(Problem.at(field, RecognitionProblem.UNKNOWN_INDICATOR, id));
      } else if (points != null && !indicator.entered()) {
        problems.add(Problem.at(field, RecognitionProblem.COMPUTED_INDICATOR, id));
      } else if (points != null && !indicator.allows(points)) {
        problems.add(
            Problem.at(field, RecognitionProblem.NO_SUCH_STEP, id, points, steps(indicator)));
      } else if (points != null && !same && !set.applies(indicator, row.facts())) {
        problems.add(Problem.at(field, RecognitionProblem.NOT_APPLICABLE, id, row.head()));
      } else if (!same && !open.contains(id)) {
        problems.add(Problem.at(field, RecognitionProblem.NOT_GIVEN_BACK, id, row.head()));
      } else {
        if (!same) {
          changes.add(new Change(id, before, points));
          if (points == null) {
            answers.remove(id);
          } else {
            answers.put(id, points);
          }
        }
        if (row.stage() == Stage.RETURNED && row.returnedItems().contains(id)) {
          revisited.add(id);
        }
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Assessment assessment = Scoring.assess(set, answers, row.facts());
    if (!part) {
      revisited.addAll(row.returnedItems());
      for (String missing : assessment.missing()) {
        boolean asked = set.indicator(missing).map(Indicator::entered).orElse(true);
        problems.add(
            Problem.at(
                fieldPrefix + missing,
                asked ? RecognitionProblem.MISSING_ANSWER : RecognitionProblem.FACT_UNKNOWN,
                missing,
                row.head()));
      }
      if (!problems.isEmpty()) {
        return Result.refused(problems);
      }
    }
    boolean touched = !part || !given.isEmpty();
    boolean looked = revisited.containsAll(row.returnedItems()) && touched;
    return Result.ok(
        new DossierRow.Scored(row, after(row, answers, assessment, revisited, looked), changes));
  }

  /**
   * Puts corrected answers into a dossier that waits for appraisal.
   *
   * @param given points by indicator
   * @return the dossier afterwards, or every problem, each at the indicator
   */
  static Result<DossierRow.Scored> correct(
      CriteriaSet set, DossierRow row, Map<String, BigDecimal> given) {
    if (!DossierLifecycle.allows(row.stage(), DossierEvent.CORRECT)) {
      return Result.refused(Problem.of(RecognitionProblem.NOT_CORRECTABLE, row.head()));
    }
    List<Problem> problems = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    Map<String, BigDecimal> answers = new HashMap<>(row.answers());
    given.forEach(
        (id, points) -> {
          Indicator indicator = set.indicator(id).orElse(null);
          if (indicator == null) {
            problems.add(Problem.at("points", RecognitionProblem.UNKNOWN_INDICATOR, id));
          } else if (!indicator.entered()) {
            problems.add(Problem.at("points", RecognitionProblem.COMPUTED_INDICATOR, id));
          } else if (!indicator.allows(points)) {
            problems.add(
                Problem.at(
                    "points", RecognitionProblem.NO_SUCH_STEP, id, points, steps(indicator)));
          } else if (!set.applies(indicator, row.facts())) {
            problems.add(Problem.at("points", RecognitionProblem.NOT_APPLICABLE, id, row.head()));
          } else if (!same(answers.get(id), points)) {
            changes.add(new Change(id, answers.get(id), points));
            answers.put(id, points);
          }
        });
    if (problems.isEmpty() && changes.isEmpty()) {
      problems.add(Problem.at("points", RecognitionProblem.SCORE_UNCHANGED));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Stage stage = DossierLifecycle.step(row.stage(), DossierEvent.CORRECT, row.stage());
    Assessment assessment = Scoring.assess(set, answers, row.facts());
    return Result.ok(
        new DossierRow.Scored(
            row, row.with(answers).standing(stage, Standing.of(assessment)), changes));
  }

  private static DossierRow after(
      DossierRow row,
      Map<String, BigDecimal> answers,
      Assessment assessment,
      Set<String> revisited,
      boolean looked) {
    boolean finished = assessment.complete() && (row.stage() != Stage.RETURNED || looked);
    Stage wanted;
    DossierEvent event;
    if (finished) {
      wanted = Stage.SCORED;
      event = DossierEvent.COMPLETE;
    } else if (row.stage() == Stage.RETURNED) {
      wanted = Stage.RETURNED;
      event = DossierEvent.SCORE;
    } else if (answers.isEmpty()) {
      wanted = Stage.LISTED;
      event = DossierEvent.EMPTY;
    } else {
      wanted = Stage.SCORING;
      event = DossierEvent.SCORE;
    }
    Stage stage =
        wanted == row.stage() && wanted == Stage.LISTED
            ? wanted
            : DossierLifecycle.step(row.stage(), event, wanted);
    return row.with(answers)
        .looked(revisited)
        .standing(stage, finished ? Standing.of(assessment) : null);
  }

  /**
   * What a scored dossier comes to with the household's numbers of today, just before it is sent:
   * {@link Stage#SENT}, or {@link Stage#SCORING} where the numbers made an indicator apply that has
   * no answer.
   */
  static DossierRow beforeSending(CriteriaSet set, DossierRow row) {
    Assessment assessment = Scoring.assess(set, row.answers(), row.facts());
    return assessment.complete()
        ? row.standing(
            DossierLifecycle.step(row.stage(), DossierEvent.SEND, Stage.SENT),
            Standing.of(assessment))
        : row.stage() == Stage.SCORED
            ? unfinished(row, DossierEvent.EMPTY, DossierEvent.SCORE)
            : unfinished(row, DossierEvent.REOPEN, DossierEvent.REOPEN);
  }

  /** A scored dossier in which something is missing again. */
  private static DossierRow unfinished(DossierRow row, DossierEvent empty, DossierEvent some) {
    return row.standing(
        row.answers().isEmpty()
            ? DossierLifecycle.step(row.stage(), empty, Stage.LISTED)
            : DossierLifecycle.step(row.stage(), some, Stage.SCORING),
        null);
  }

  /**
   * What a dossier comes to that is opened again after the meeting or the notice: scored, or with
   * something to be scored where its numbers changed since.
   */
  static DossierRow reopened(CriteriaSet set, DossierRow row) {
    DossierRow unvoted = row.unvoted();
    Assessment assessment = Scoring.assess(set, row.answers(), row.facts());
    return assessment.complete()
        ? unvoted.standing(
            DossierLifecycle.step(row.stage(), DossierEvent.REOPEN, Stage.SCORED),
            Standing.of(assessment))
        : unfinished(unvoted, DossierEvent.REOPEN, DossierEvent.REOPEN);
  }

  /**
   * What a dossier comes to that is put to the council again: what its points say, as if the
   * council had not voted.
   *
   * @param to approved where the votes were recorded wrongly, sent where a score is corrected
   */
  static DossierRow reconsidered(CriteriaSet set, DossierRow row, Stage to) {
    return row.unvoted()
        .standing(
            DossierLifecycle.step(row.stage(), DossierEvent.RECONSIDER, to),
            Standing.of(Scoring.assess(set, row.answers(), row.facts())));
  }

  /**
   * What a dossier comes to now that its facts are others, nobody having scored. Nothing that was
   * sent falls back: what has become unknown counts as not achieved there. What was not sent waits
   * again for whoever scores.
   *
   * @param score what its answers and the new facts come to
   */
  static DossierRow recomputed(DossierRow row, Score score) {
    return switch (row.stage()) {
      case SCORED ->
          score.complete()
              ? row.standing(row.stage(), Standing.of(score))
              : unfinished(row, DossierEvent.RECOMPUTED, DossierEvent.RECOMPUTED);
      case MET, POSTED, SENT, APPROVED, AGREED -> row.standing(row.stage(), Standing.of(score));
      case RETURNED ->
          row.outcome() == null
              ? row
              : row.standing(row.stage(), score.complete() ? Standing.of(score) : null);
      case LISTED, SCORING, RECOGNISED, REVOKED, REMOVED -> row;
    };
  }

  /**
   * The indicators that the village may answer now: all that apply; once the commune gave some
   * back, only those, and what has no answer.
   */
  static Set<String> open(CriteriaSet set, DossierRow row) {
    return open(
        set, row.stage(), row.answers().keySet(), row.facts(), row.returned(), row.returnedItems());
  }

  static Set<String> open(
      CriteriaSet set,
      Stage stage,
      Set<String> answered,
      Facts facts,
      boolean returned,
      Set<String> returnedItems) {
    if (!DossierLifecycle.allows(stage, DossierEvent.COMPLETE)) {
      return Set.of();
    }
    boolean all = !returned || returnedItems.isEmpty();
    return set.indicators().stream()
        .filter(Indicator::entered)
        .filter(one -> set.applies(one, facts) || answered.contains(one.id()))
        .map(Indicator::id)
        .filter(id -> all || returnedItems.contains(id) || !answered.contains(id))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Why the village cannot score it now; null where it can. */
  static @Nullable Problem closedToVillage(DossierRow row) {
    return switch (row.stage()) {
      case LISTED, SCORING, SCORED, RETURNED -> null;
      case SENT -> Problem.of(RecognitionProblem.ALREADY_SENT, row.head());
      case MET, POSTED -> Problem.of(RecognitionProblem.MET_ALREADY, row.head());
      case APPROVED, AGREED, RECOGNISED, REVOKED ->
          Problem.of(RecognitionProblem.ALREADY_APPRAISED, row.head());
      case REMOVED -> Problem.of(RecognitionProblem.NOT_ON_ROLL, row.head());
    };
  }

  /** What is wrong with year and due date of a campaign to be opened today. */
  static List<Problem> openingProblems(int year, LocalDate dueOn, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    if (year < today.getYear() - 1 || year > today.getYear() + 1) {
      problems.add(
          Problem.at(
              "year",
              RecognitionProblem.YEAR_OUT_OF_REACH,
              String.valueOf(today.getYear() - 1),
              String.valueOf(today.getYear() + 1)));
    }
    LocalDate first = LocalDate.of(year, 1, 1);
    LocalDate last = LocalDate.of(year + 1, 1, 31);
    if (dueOn.isBefore(today)) {
      problems.add(Problem.at("dueOn", RecognitionProblem.DUE_IN_PAST, today));
    } else if (dueOn.isBefore(first) || dueOn.isAfter(last)) {
      problems.add(Problem.at("dueOn", RecognitionProblem.DUE_OUTSIDE_YEAR, first, last));
    }
    return problems;
  }

  private static boolean same(@Nullable BigDecimal before, @Nullable BigDecimal after) {
    return before == null ? after == null : after != null && before.compareTo(after) == 0;
  }

  private static String steps(Indicator indicator) {
    return indicator.steps().stream()
        .map(step -> step.points().stripTrailingZeros().toPlainString().replace('.', ','))
        .collect(Collectors.joining(" · "));
  }
}
