package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A set of criteria by points (bộ tiêu chí): criteria with indicators, each with its maximum and
 * allowed steps, and the condition to pass.
 *
 * @param id its identity, never used for another content: {@code gia-dinh-mau-2026-1}
 * @param model LEARNING_FAMILY …
 * @param level HOUSEHOLD …
 * @param issuer who issued it
 * @param version its number among the issuer's sets of the model
 * @param title what it is called
 * @param basis the document it follows
 * @param sample whether any part was not checked against the original document; shown on screen
 * @param passTotal the least total to pass
 * @param passTotalVerified whether that was read in the source
 * @param notApplicableVerified whether the rule that an indicator which does not apply counts full
 *     points was read in the source
 * @param criteria the criteria in order
 */
public record CriteriaSet(
    String id,
    String model,
    String level,
    String issuer,
    int version,
    String title,
    String basis,
    boolean sample,
    BigDecimal passTotal,
    boolean passTotalVerified,
    boolean notApplicableVerified,
    List<Criterion> criteria) {

  public CriteriaSet {
    criteria = List.copyOf(criteria);
  }

  /**
   * A criterion (tiêu chí).
   *
   * @param id its number: {@code 2}
   * @param text its wording
   * @param verified whether wording and points were read in the source
   * @param source where; empty for a sample
   * @param indicators its indicators in order
   */
  public record Criterion(
      String id, String text, boolean verified, String source, List<Indicator> indicators) {
    public Criterion {
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
   * @param maxPoints the most points it gives
   * @param appliesWhen when it applies
   * @param verified whether wording and points were read in the source
   * @param source where; empty for a sample
   * @param steps the points that can be given, from the most
   */
  public record Indicator(
      String id,
      String text,
      String question,
      String help,
      String evidence,
      BigDecimal maxPoints,
      AppliesWhen appliesWhen,
      boolean verified,
      String source,
      List<Step> steps) {
    public Indicator {
      steps = List.copyOf(steps);
    }

    /** Whether these points are one of the steps. */
    public boolean allows(BigDecimal points) {
      return steps.stream().anyMatch(step -> step.points().compareTo(points) == 0);
    }
  }

  /**
   * Points that can be given.
   *
   * @param points how many
   * @param label for what
   */
  public record Step(BigDecimal points, String label) {}

  /** All indicators in order. */
  public List<Indicator> indicators() {
    return criteria.stream().flatMap(criterion -> criterion.indicators().stream()).toList();
  }

  /** The indicator with this number. */
  public Optional<Indicator> indicator(@Nullable String indicatorId) {
    return indicators().stream().filter(one -> one.id().equals(indicatorId)).findFirst();
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
}
