package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of criteria (bộ tiêu chí): criteria with indicators, each with its steps, the condition to
 * pass and the ratings. Plain data: a draft may have problems, which {@link CriteriaRules} names.
 *
 * @param id its identity, never used for another content: {@code gia-dinh-mau-2026-1}
 * @param model what it rates
 * @param level whose, or of which level
 * @param form the code of the labour group of citizens; empty for every other model
 * @param province the code of the province whose variant it is; empty for a national set
 * @param basedOn the identity of the national set that a variant is derived from; may be empty
 * @param issuer who issued it
 * @param version its number among the issuer's sets of the model
 * @param title what it is called
 * @param basis the document it follows
 * @param period the period the document names: "2016–2020"; may be empty
 * @param sample whether any part was not checked against the original document; shown on screen
 * @param engine how it rates
 * @param notApplicable how an indicator counts that does not apply, unless it says otherwise
 * @param notApplicableVerified whether that rule was read in a source
 * @param notApplicableSource in which; empty for a sample
 * @param declaredTotal the most points as the document states it, to be compared with the sum; may
 *     be absent
 * @param pass the condition to pass
 * @param ratings the ratings by points, the best first; empty where the set says no more than
 *     achieved or not, and in sets by levels
 * @param criteria the criteria in order
 */
public record CriteriaSet(
    String id,
    LearningModel model,
    ModelLevel level,
    String form,
    String province,
    String basedOn,
    String issuer,
    int version,
    String title,
    String basis,
    String period,
    boolean sample,
    Engine engine,
    NotApplicable notApplicable,
    boolean notApplicableVerified,
    String notApplicableSource,
    @Nullable BigDecimal declaredTotal,
    Pass pass,
    List<RatingBand> ratings,
    List<Criterion> criteria) {

  public CriteriaSet {
    declaredTotal = plain(declaredTotal);
    ratings = List.copyOf(ratings);
    criteria = List.copyOf(criteria);
  }

  /** One number has one form, so that two sets that say the same are equal. */
  private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
    return number == null ? null : exact(number);
  }

  private static BigDecimal exact(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * The condition to pass; all of it has to hold. Sets by levels pass from level 1 on.
   *
   * @param total the least total; null in sets by levels
   * @param leastEach the least points of every indicator that applies; null where none is asked
   * @param leastOf the least points of some criteria, by number
   * @param conditions what else has to hold
   * @param verified whether that was read in the source
   * @param source where; empty for a sample
   */
  public record Pass(
      @Nullable BigDecimal total,
      @Nullable BigDecimal leastEach,
      Map<String, BigDecimal> leastOf,
      List<Condition> conditions,
      boolean verified,
      String source) {
    public Pass {
      total = plain(total);
      leastEach = plain(leastEach);
      Map<String, BigDecimal> least = new LinkedHashMap<>();
      leastOf.forEach((criterion, points) -> least.put(criterion, exact(points)));
      leastOf = Collections.unmodifiableMap(least);
      conditions = List.copyOf(conditions);
    }

    /** No more than a least total, as a sample. */
    public static Pass from(@Nullable BigDecimal total) {
      return new Pass(total, null, Map.of(), List.of(), false, "");
    }
  }

  /**
   * Something else that has to hold to pass. Unknown counts as held: what is not reported is held
   * against nobody.
   *
   * @param formula over facts, true or false
   * @param text the same in plain words, as it ends the sentence "Chưa đạt: …"
   */
  public record Condition(String formula, String text) {}

  /**
   * A rating and the totals it stands for.
   *
   * @param rating which
   * @param from the least total
   * @param below the total from which it no longer holds; null where the band above says it
   * @param verified whether that was read in the source
   * @param source where; empty for a sample
   */
  public record RatingBand(
      Rating rating, BigDecimal from, @Nullable BigDecimal below, boolean verified, String source) {
    public RatingBand {
      from = exact(from);
      below = plain(below);
    }
  }

  /**
   * A criterion (tiêu chí).
   *
   * @param id its number: {@code 2}
   * @param text its wording
   * @param declaredPoints the most points as the document states it, to be compared with the sum;
   *     may be absent
   * @param verified whether wording and points were read in the source
   * @param source where; empty for a sample
   * @param indicators its indicators in order
   */
  public record Criterion(
      String id,
      String text,
      @Nullable BigDecimal declaredPoints,
      boolean verified,
      String source,
      List<Indicator> indicators) {
    public Criterion {
      declaredPoints = plain(declaredPoints);
      indicators = List.copyOf(indicators);
    }

    /** The most points it can give. */
    public BigDecimal maxPoints() {
      return indicators.stream().map(Indicator::maxPoints).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /**
   * An indicator (chỉ số).
   *
   * @param id its number: {@code 2.1}
   * @param text its wording
   * @param question the same as a plain question for the volunteer
   * @param help an example, or what to look at; may be empty
   * @param evidence what evidence is asked for; may be empty
   * @param maxPoints the most points it gives; the highest level in sets by levels
   * @param appliesWhen when it applies, as a formula; empty for always
   * @param notApplicable how it counts where it does not apply; null as the set says
   * @param verified whether wording and points were read in the source
   * @param source where, with the article; empty for a sample
   * @param steps the points that can be given, from the most
   * @param computed how it is computed; null where it is entered
   */
  public record Indicator(
      String id,
      String text,
      String question,
      String help,
      String evidence,
      BigDecimal maxPoints,
      String appliesWhen,
      @Nullable NotApplicable notApplicable,
      boolean verified,
      String source,
      List<Step> steps,
      @Nullable Computed computed) {
    public Indicator {
      maxPoints = exact(maxPoints);
      steps = List.copyOf(steps);
    }

    /** Whether these points are one of the steps. */
    public boolean allows(BigDecimal points) {
      return steps.stream().anyMatch(step -> step.points().compareTo(points) == 0);
    }

    /** Whether somebody answers it; otherwise it is computed from facts. */
    public boolean entered() {
      return computed == null;
    }

    /** Whether it always applies. */
    public boolean always() {
      return appliesWhen.isEmpty();
    }
  }

  /**
   * Points that can be given, or a level that can be met.
   *
   * @param points how many; the level in sets by levels
   * @param label for what
   */
  public record Step(BigDecimal points, String label) {
    public Step {
      points = exact(points);
    }
  }

  /**
   * How an indicator is computed.
   *
   * @param value a formula over facts that gives a number
   * @param unit what the number counts: {@code %}, {@code người}; may be empty
   * @param bands which step a value gives, the highest values first
   */
  public record Computed(String value, String unit, List<ValueBand> bands) {
    public Computed {
      bands = List.copyOf(bands);
    }
  }

  /**
   * The step that a range of values gives. The lowest range also takes what lies below it.
   *
   * @param from the least value
   * @param below the value from which it no longer holds; null where the band above says it
   * @param points one of the indicator's steps
   */
  public record ValueBand(BigDecimal from, @Nullable BigDecimal below, BigDecimal points) {
    public ValueBand {
      from = exact(from);
      below = plain(below);
      points = exact(points);
    }
  }

  /** By identity and version alone: a set is looked up often, and has hundreds of parts. */
  @Override
  public int hashCode() {
    return 31 * id.hashCode() + version;
  }

  /** All indicators in order. */
  public List<Indicator> indicators() {
    return criteria.stream().flatMap(criterion -> criterion.indicators().stream()).toList();
  }

  /** The indicator with this number. */
  public Optional<Indicator> indicator(@Nullable String indicatorId) {
    return criteria.stream()
        .flatMap(criterion -> criterion.indicators().stream())
        .filter(one -> one.id().equals(indicatorId))
        .findFirst();
  }

  /** The criterion that an indicator belongs to. */
  public Criterion criterionOf(String indicatorId) {
    return criteria.stream()
        .filter(one -> one.indicators().stream().anyMatch(i -> i.id().equals(indicatorId)))
        .findFirst()
        .orElseThrow();
  }

  /** The most points the set can give. */
  public BigDecimal maxTotal() {
    return criteria.stream().map(Criterion::maxPoints).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Whether an indicator of this set applies; where that is unknown, it does.
   *
   * @param facts what is known
   */
  public boolean applies(Indicator indicator, Facts facts) {
    return indicator.always()
        || Formulas.condition(model, level, indicator.appliesWhen()).holds(facts) != Truth.FALSE;
  }

  /** Whether somebody is asked for an answer: it applies and is not computed. */
  public boolean asks(Indicator indicator, Facts facts) {
    return indicator.entered() && applies(indicator, facts);
  }

  /** How an indicator counts where it does not apply. */
  public NotApplicable whenNotApplicable(Indicator indicator) {
    NotApplicable own = indicator.notApplicable();
    return own == null ? notApplicable : own;
  }

  /** The same set under another identity, for a copy. */
  public CriteriaSet copy(
      String newId, String newProvince, String newBasedOn, int newVersion, String newTitle) {
    return new CriteriaSet(
        newId,
        model,
        level,
        form,
        newProvince,
        newBasedOn,
        issuer,
        newVersion,
        newTitle,
        basis,
        period,
        sample,
        engine,
        notApplicable,
        notApplicableVerified,
        notApplicableSource,
        declaredTotal,
        pass,
        ratings,
        criteria);
  }
}
