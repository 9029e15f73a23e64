package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;

/** What plans set targets for. Built-in indicators are never changed, only copied. */
@Service
public class Indicators {

  private final IndicatorTable table;
  private final TargetTable targets;
  private final Areas areas;
  private final Journal journal;
  private final Clock clock;

  Indicators(IndicatorTable table, TargetTable targets, Areas areas, Journal journal, Clock clock) {
    this.clock = clock;
    this.table = table;
    this.targets = targets;
    this.areas = areas;
    this.journal = journal;
  }

  /** Every indicator by its identity, in the order of names. */
  @Transactional(readOnly = true)
  public Map<String, Indicator> all() {
    Map<String, Indicator> all = new LinkedHashMap<>();
    table.all().forEach(one -> all.put(one.id(), one));
    return all;
  }

  /**
   * The ratings that an indicator counts although no document says which word of plans they are.
   *
   * @param one one of those that are known
   */
  @Transactional(readOnly = true)
  public List<RatingScale.Step> unverified(Indicator one) {
    Set<Measure> measures = new Reckoning(table.all()).measures(one);
    return measures.stream().allMatch(measure -> measure.least() == null)
        ? List.of()
        : targets.grades().unverified(measures);
  }

  /** Every labour group that a formula can name: what people call it, by code. */
  @Transactional(readOnly = true)
  public Map<String, String> groups() {
    return table.groups();
  }

  /** The targets that an indicator computes, of every plan. */
  @Transactional(readOnly = true)
  public List<PlanTarget> uses(String id) {
    return targets.all().values().stream()
        .flatMap(List::stream)
        .filter(one -> one.computedBy().equals(id))
        .toList();
  }

  /** Whether somebody may change an indicator: a province its own, the country its own. */
  @Transactional(readOnly = true)
  public boolean keeps(Actor actor, Indicator one) {
    return !one.withdrawn() && owns(actor, one);
  }

  private boolean owns(Actor actor, Indicator one) {
    Integer area = one.areaId();
    return !one.builtIn()
        && actor.holds(Right.TARGET_KEEP)
        && areas.reaches(actor, Right.TARGET_KEEP, area == null ? areas.nation().id() : area);
  }

  /**
   * The one that somebody may change.
   *
   * @throws NotFoundException if there is none, or it is somebody else's or built in
   */
  @Transactional(readOnly = true)
  public Indicator own(Actor actor, String id) {
    if (!actor.holds(Right.TARGET_KEEP)) {
      throw new ForbiddenException(Right.TARGET_KEEP);
    }
    Indicator one = one(id);
    if (!owns(actor, one)) {
      throw new NotFoundException("indicator " + id + " to be changed");
    }
    return table.standing(one);
  }

  /**
   * One that can be used.
   *
   * @throws NotFoundException if there is none, or it was withdrawn
   */
  @Transactional(readOnly = true)
  public Indicator standing(String id) {
    return table.standing(one(id));
  }

  private Indicator one(String id) {
    return table.all().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("indicator " + id));
  }

  /** The name of the area whose own an indicator is; empty for one of the product. */
  @Transactional(readOnly = true)
  public String owner(Indicator one) {
    Integer area = one.areaId();
    return one.builtIn() ? "" : area == null ? areas.nation().name() : areas.byId(area).name();
  }

  /**
   * Keeps a new one: of the province, or of the country where the actor works for it. The same one
   * sent twice is kept once.
   *
   * @param t the language in which problems name the formulas
   */
  @Transactional
  public Result<Indicator> add(Actor actor, IndicatorForm typed, Texts t) {
    return keep(actor, null, typed, t, "indicator.add");
  }

  /**
   * Keeps a copy under an identity of its own: of the province, or of the country where the actor
   * works for it. The same one sent twice is kept once.
   *
   * @param from the one that is copied
   * @param t the language in which problems name the formulas
   */
  @Transactional
  public Result<Indicator> copy(Actor actor, String from, IndicatorForm typed, Texts t) {
    return keep(actor, from, typed, t, "indicator.copy");
  }

  private Result<Indicator> keep(
      Actor actor, @Nullable String from, IndicatorForm typed, Texts t, String action) {
    List<Integer> own = actor.areasFor(Right.TARGET_KEEP);
    if (own.isEmpty()) {
      throw new ForbiddenException(Right.TARGET_KEEP);
    }
    if (from != null) {
      standing(from);
    }
    int nation = areas.nation().id();
    Integer owner = own.contains(nation) ? null : own.getFirst();
    Result<Indicator> read = read(typed, owner, from, t);
    if (!(read instanceof Result.Ok<Indicator>(Indicator one))) {
      String id = VietnameseText.clean(typed.id()).toUpperCase(Locale.ROOT);
      if (table.all().stream().noneMatch(other -> other.id().equals(id))) {
        return read;
      }
      List<Problem> problems = new ArrayList<>(read.problems());
      problems.addFirst(Problem.at("id", ReportingProblem.INDICATOR_ID_TAKEN, id));
      return Result.refused(problems);
    }
    if (table.add(one)) {
      write(actor, one, action);
      return read;
    }
    return table.all().contains(one)
        ? read
        : Result.refused(Problem.at("id", ReportingProblem.INDICATOR_ID_TAKEN, one.id()));
  }

  /** Changes one's own. */
  @Transactional
  public Result<Indicator> change(Actor actor, String id, IndicatorForm typed, Texts t) {
    Indicator before = own(actor, id);
    Result<Indicator> read = read(typed, before.areaId(), before.copiedFrom(), t);
    if (!(read instanceof Result.Ok<Indicator>(Indicator one))) {
      return read;
    }
    if (!one.id().equals(id) || !table.change(one)) {
      return Result.refused(Problem.of(ReportingProblem.CHANGED_MEANWHILE));
    }
    write(actor, one, "indicator.change");
    return read;
  }

  /** Withdraws one's own, which nothing may use any more: no target and no other formula. */
  @Transactional
  public Result<Indicator> withdraw(Actor actor, String id) {
    Indicator one = own(actor, id);
    List<String> users =
        Stream.concat(
                uses(id).stream()
                    .filter(target -> target.withdrawn() == null)
                    .map(target -> target.id() + " (" + target.plan().id() + ")"),
                table.all().stream()
                    .filter(other -> !other.withdrawn() && !other.id().equals(id))
                    .filter(
                        other ->
                            Measure.words(other.numerator() + " " + other.denominator())
                                .contains(id))
                    .map(Indicator::id))
            .distinct()
            .toList();
    if (!users.isEmpty()) {
      return Result.refused(
          Problem.of(ReportingProblem.INDICATOR_IN_USE, String.join(", ", users)));
    }
    if (!table.withdraw(id, clock.instant(), actor.name())) {
      return Result.refused(Problem.of(ReportingProblem.CHANGED_MEANWHILE));
    }
    write(actor, one, "indicator.withdraw");
    return Result.ok(one);
  }

  private Result<Indicator> read(
      IndicatorForm typed, @Nullable Integer owner, @Nullable String copiedFrom, Texts t) {
    return IndicatorRules.read(
        typed,
        table.all(),
        table.groups(),
        owner,
        copiedFrom,
        t.t("reporting.definition.numerator"),
        t.t("reporting.definition.denominator"),
        new PlanWords(t, all(), table.groups())::counts,
        targets.grades());
  }

  private void write(Actor actor, Indicator one, String action) {
    journal.write(
        actor,
        action,
        "indicator/" + one.id(),
        one.areaId(),
        Map.of(
            "numerator", one.numerator(), "denominator", one.denominator(), "name", one.nameVi()));
  }
}
