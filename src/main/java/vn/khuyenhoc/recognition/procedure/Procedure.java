package vn.khuyenhoc.recognition.procedure;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.registry.BodyKind;

/**
 * A procedure of recognition (trình tự, thủ tục công nhận): of one model at one level, for the
 * country or one province, for assessment years from–to. A campaign keeps the one that it was
 * opened with.
 *
 * @param id identity
 * @param model what is recognised
 * @param level whose, or of which level
 * @param provinceId whose it is; null for the country's
 * @param title what it is called
 * @param yearFrom first assessment year
 * @param yearTo last assessment year; null for no end
 * @param status where it stands
 * @param edition counts its changes as a draft
 * @param content what it says
 */
public record Procedure(
    String id,
    LearningModel model,
    ModelLevel level,
    @Nullable Integer provinceId,
    String title,
    int yearFrom,
    @Nullable Integer yearTo,
    Status status,
    int edition,
    Content content) {

  /** Draft, in force, retired: never back. */
  public enum Status {
    /** Bản nháp. */
    DRAFT,
    /** Đang áp dụng: never changed any more. */
    IN_FORCE,
    /** Thôi áp dụng: no campaign is opened with it any more. */
    RETIRED;

    /** The key of its name in the messages. */
    public String messageKey() {
      return "procedure.status." + name();
    }
  }

  /**
   * What a procedure says.
   *
   * @param steps its steps, in their order
   * @param dataFrom first day of what is assessed (kỳ số liệu)
   * @param dataTo last day of what is assessed
   * @param validity how long a title holds
   * @param levelTwoAfterMonths months from a decision at level 1 until level 2 may follow; 0 for no
   *     such rule
   * @param votePercent of those present at a meeting, how many percent have to agree; 0–100
   * @param sample whether it is an example to be checked, not the text of a regulation
   * @param note what else is to be known of it
   */
  public record Content(
      List<Step> steps,
      DayOfYear dataFrom,
      DayOfYear dataTo,
      Validity validity,
      int levelTwoAfterMonths,
      int votePercent,
      boolean sample,
      String note) {
    public Content {
      steps = steps.stream().sorted(Comparator.comparing(Step::kind)).toList();
    }
  }

  /**
   * One step.
   *
   * @param kind which
   * @param by which body does it; null for whoever is rated, or the volunteer of the village
   * @param due by when; null for no day of its own
   * @param days how many days it lasts: of a public notice
   * @param guidance what to do, in plain words
   * @param source the document and article that say so; empty where it is custom
   */
  public record Step(
      StepKind kind,
      @Nullable Doer by,
      @Nullable DayOfYear due,
      int days,
      String guidance,
      String source) {}

  /**
   * Which body does a step.
   *
   * @param body of which kind
   * @param level of which level; what is rated lies in its area, or is its area
   */
  public record Doer(BodyKind body, AreaLevel level) {}

  /**
   * How long a title holds.
   *
   * @param months 1–120
   * @param from counted from when
   */
  public record Validity(int months, From from) {
    /** From when validity is counted. */
    public enum From {
      /** From the day of the decision. */
      DECISION,
      /** From the end of the year of the decision: "36 months following the year". */
      YEAR_END
    }

    /** The last day on which a title of such a decision is valid. */
    public LocalDate until(LocalDate decidedOn) {
      return switch (from) {
        case DECISION -> decidedOn.plusMonths(months).minusDays(1);
        case YEAR_END -> LocalDate.of(decidedOn.getYear(), 12, 31).plusMonths(months);
      };
    }
  }

  /** How campaigns went that were opened before procedures were written down. */
  public static Procedure before(LearningModel model, ModelLevel level) {
    AreaLevel office =
        level == ModelLevel.PROVINCE || level == ModelLevel.DISTRICT
            ? AreaLevel.PROVINCE
            : AreaLevel.COMMUNE;
    return new Procedure(
        "",
        model,
        level,
        null,
        "",
        2000,
        null,
        Status.RETIRED,
        1,
        new Content(
            List.of(
                new Step(StepKind.SELF_ASSESSMENT, null, null, 0, "", ""),
                new Step(
                    StepKind.APPRAISAL,
                    new Doer(BodyKind.STUDY_PROMOTION_ASSOCIATION, office),
                    null,
                    0,
                    "",
                    ""),
                new Step(
                    StepKind.DECISION,
                    new Doer(BodyKind.PEOPLES_COMMITTEE, office),
                    null,
                    0,
                    "",
                    "")),
            new DayOfYear(1, 1, false),
            new DayOfYear(31, 12, false),
            new Validity(12, Validity.From.DECISION),
            0,
            50,
            true,
            ""));
  }

  /** The steps that it has. */
  public Set<StepKind> steps() {
    EnumSet<StepKind> kinds = EnumSet.noneOf(StepKind.class);
    content.steps().forEach(step -> kinds.add(step.kind()));
    return kinds;
  }

  /** Whether it is for this assessment year. */
  public boolean covers(int assessmentYear) {
    return yearFrom <= assessmentYear && (yearTo == null || yearTo >= assessmentYear);
  }

  /** Whether it has this step. */
  public boolean has(StepKind kind) {
    return step(kind).isPresent();
  }

  /** One of its steps. */
  public Optional<Step> step(StepKind kind) {
    return content.steps().stream().filter(one -> one.kind() == kind).findFirst();
  }

  /** The last day of a step for an assessment year, where it has one. */
  public Optional<LocalDate> dueOn(StepKind kind, int assessmentYear) {
    return step(kind).map(Step::due).map(due -> due.in(assessmentYear));
  }

  /** The level whose office appraises. */
  public AreaLevel appraisedAt() {
    return office(StepKind.APPRAISAL);
  }

  /** The level whose office draws up the decision and records what was signed. */
  public AreaLevel decidedAt() {
    return office(StepKind.DECISION);
  }

  /**
   * The level of the office that works at a step: where a ministry does it, the province sends and
   * records.
   */
  private AreaLevel office(StepKind kind) {
    AreaLevel by = step(kind).map(Step::by).map(Doer::level).orElse(AreaLevel.COMMUNE);
    return by == AreaLevel.NATION ? AreaLevel.PROVINCE : by;
  }

  /** The period of what is assessed: "01/01/2026–31/12/2026". */
  public String dataPeriod(int assessmentYear) {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    return content.dataFrom().in(assessmentYear).format(form)
        + "–"
        + content.dataTo().in(assessmentYear).format(form);
  }
}
