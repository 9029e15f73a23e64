package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;

/**
 * Duties to report, for whoever reads reports: those that bind one's area, those that come from it,
 * and those of the areas in it.
 */
@Service
public class Obligations {

  private final ObligationTable table;
  private final Areas areas;
  private final AreasThen then;
  private final Clock clock;

  Obligations(ObligationTable table, Areas areas, AreasThen then, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.then = then;
    this.clock = clock;
  }

  /** Everything around the actor's areas, withdrawn ones as well. */
  @Transactional(readOnly = true)
  public List<Obligation> around(Actor actor) {
    List<Integer> own = actor.areasFor(Right.REPORT_READ);
    return own.isEmpty() ? List.of() : table.around(own, then.before(own));
  }

  /**
   * One of them.
   *
   * @throws NotFoundException if there is none within reach
   */
  @Transactional(readOnly = true)
  public Obligation one(Actor actor, UUID id) {
    if (!actor.holds(Right.REPORT_READ)) {
      throw new ForbiddenException(Right.REPORT_READ);
    }
    return around(actor).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("obligation " + id));
  }

  /**
   * The duties in force that a plan makes for its own area, whoever reads it: the plan as a
   * document says the same to everybody.
   */
  @Transactional(readOnly = true)
  public List<Obligation> ofPlan(String plan, int areaId) {
    return table.ofPlan(plan, areaId).stream()
        .filter(one -> !one.withdrawn() && plan.equals(one.says().planId()))
        .toList();
  }

  /**
   * Those that concern an area, in force: those by which it or areas in it report, and below a
   * province those of the areas in it. What only areas above it report does not.
   *
   * @param area within the actor's reach
   */
  List<Obligation> concerning(List<Obligation> around, Area area) {
    Map<Integer, Area> path =
        areas.pathKnown(area).stream().collect(Collectors.toMap(Area::id, Function.identity()));
    return around.stream()
        .filter(one -> !one.withdrawn())
        .filter(
            one -> {
              AreaLevel level = one.says().reporter().level();
              return level == null || level.compareTo(area.level()) >= 0;
            })
        .filter(
            one ->
                path.containsKey(one.areaId())
                    || area.level() == AreaLevel.PROVINCE
                        && one.areaLevel().compareTo(AreaLevel.PROVINCE) > 0)
        .toList();
  }

  /** Those of them by which nobody is left to report: their level of areas has ended. */
  @Transactional(readOnly = true)
  public Set<UUID> withoutReporters(Collection<Obligation> of) {
    return table.withoutReporters(of);
  }

  /** Whether the actor may change it. */
  @Transactional(readOnly = true)
  public boolean keeps(Actor actor, Obligation obligation) {
    return !obligation.areaEnded()
        && areas.reaches(actor, Right.OBLIGATION_KEEP, obligation.areaId());
  }

  /** The areas for which somebody may keep duties: one's own, and those of the level below. */
  @Transactional(readOnly = true)
  public List<Area> choices(Actor actor) {
    List<Area> choices = new ArrayList<>();
    for (int own : actor.areasFor(Right.OBLIGATION_KEEP)) {
      Area area = areas.byId(own);
      choices.add(area);
      choices.addAll(
          areas.below(
              List.of(own),
              area.level() == AreaLevel.NATION ? AreaLevel.PROVINCE : AreaLevel.COMMUNE));
    }
    return choices.stream().distinct().toList();
  }

  /**
   * The time between reports and what goes into them, of those that fall due next.
   *
   * @param all everything that inputs may be among
   * @return by duty; without those that nothing with a day goes into
   */
  @Transactional(readOnly = true)
  public Map<UUID, List<ObligationGap>> gaps(
      Collection<Obligation> of, Collection<Obligation> all) {
    Map<UUID, Obligation> known =
        all.stream().collect(Collectors.toMap(Obligation::id, Function.identity()));
    List<Integer> areaIds =
        of.stream()
            .filter(one -> one.says().afterCampaign())
            .map(Obligation::areaId)
            .distinct()
            .toList();
    Map<Integer, Map<Integer, LocalDate>> ends =
        areaIds.isEmpty() ? Map.of() : table.campaignEnds(areaIds);
    LocalDate today = LocalDate.now(clock);
    Map<UUID, List<ObligationGap>> gaps = new LinkedHashMap<>();
    for (Obligation one : of) {
      if (one.withdrawn() || one.says().inputs().isEmpty() && !one.says().afterCampaign()) {
        continue;
      }
      Map<Integer, LocalDate> campaigns = ends.getOrDefault(one.areaId(), Map.of());
      List<ObligationGap> its =
          one.next(today)
              .map(due -> one.gaps(due, known, new HashMap<>(campaigns)))
              .orElse(List.of());
      if (!its.isEmpty()) {
        gaps.put(one.id(), its);
      }
    }
    return gaps;
  }
}
