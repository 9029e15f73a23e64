package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.reporting.FiguresTable.Node;
import vn.khuyenhoc.reporting.FiguresTable.Place;

/**
 * Live figures of areas: exact the moment a write commits, because they are read from the tallies,
 * and in four statements however many areas there are.
 */
@Service
public class Figures {

  /** The model that figures are of where nothing says otherwise. */
  public static final String LEARNING_FAMILY = "LEARNING_FAMILY";

  private final FiguresTable table;
  private final TargetTable targets;
  private final Clock clock;

  Figures(FiguresTable table, TargetTable targets, Clock clock) {
    this.table = table;
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * The figures of an area and of those directly below it.
   *
   * @param actor who reads
   * @param areaId the area
   * @param campaignId the campaign; the one of the same model and year is taken where this one is
   *     another province's; null for the newest
   * @param basis through which tree
   * @throws ForbiddenException if the actor may read figures nowhere
   * @throws NotFoundException if it may not read this area's, or if there is no such area or
   *     campaign
   */
  @Transactional(readOnly = true)
  public AreaFigures of(Actor actor, int areaId, @Nullable Integer campaignId, Basis basis) {
    return of(actor, Right.FIGURES_READ, areaId, campaignId, basis);
  }

  /** The same for whoever holds another right there, such as the right to download reports. */
  @Transactional(readOnly = true)
  public AreaFigures of(
      Actor actor, Right right, int areaId, @Nullable Integer campaignId, Basis basis) {
    Set<Integer> reach = new HashSet<>(actor.areasFor(right));
    if (reach.isEmpty()) {
      throw new ForbiddenException(right);
    }
    LocalDate today = LocalDate.now(clock);
    List<FiguresCampaign> all = table.campaigns(areaId);
    FiguresCampaign campaign = choose(all, campaignId, today);
    LocalDate date = campaign == null ? today : campaign.treeDate(basis, today);
    List<Place> path = table.path(areaId, date);
    int top = 0;
    while (top < path.size() && !reach.contains(path.get(top).id())) {
      top++;
    }
    if (top == path.size()) {
      throw new NotFoundException("figures of area " + areaId);
    }
    List<AreaFigures.Step> steps =
        path.subList(top, path.size()).stream()
            .map(place -> new AreaFigures.Step(place.id(), place.level(), place.name()))
            .toList();
    List<Integer> upward = path.reversed().stream().map(Place::id).toList();
    if (campaign == null) {
      if (campaignId != null) {
        throw new NotFoundException("campaign " + campaignId + " of area " + areaId);
      }
      return new AreaFigures(
          steps,
          List.of(),
          null,
          List.of(),
          basis,
          date,
          null,
          List.of(),
          TargetRules.aim(upward, date.getYear(), targets.of(LEARNING_FAMILY, upward)),
          clock.instant());
    }
    List<FiguresCampaign> counted = all.stream().filter(one -> same(one, campaign)).toList();
    List<Node> nodes =
        table.nodes(
            areaId,
            path.getLast().level().compareTo(AreaLevel.COMMUNE) < 0
                ? AreaLevel.COMMUNE
                : AreaLevel.VILLAGE,
            date,
            counted.stream().map(FiguresCampaign::id).toList(),
            counted.stream().map(one -> one.treeDate(basis, today)).toList(),
            basis,
            campaign.model(),
            campaign.referenceDate());
    List<Integer> related = new ArrayList<>(upward);
    nodes.stream().map(node -> node.place().id()).filter(id -> id != areaId).forEach(related::add);
    List<PlanTarget> known = targets.of(campaign.model(), related);
    Map<Integer, @Nullable Integer> parents = new LinkedHashMap<>();
    nodes.forEach(node -> parents.put(node.place().id(), node.parentId()));
    FigureRules.Family family =
        FigureRules.family(
            areaId,
            nodes,
            id -> TargetRules.aim(upwardOf(id, areaId, upward, parents), campaign.year(), known));
    return new AreaFigures(
        steps,
        years(all),
        campaign,
        counted.stream().map(FiguresCampaign::id).toList(),
        basis,
        date,
        family.own(),
        family.children(),
        family.own().aim(),
        clock.instant());
  }

  /**
   * The households behind a village's figures, people by given name; none for whoever may not read
   * dossiers there.
   *
   * @param actor who reads
   * @param figures figures of a village, as answered by {@link #of}
   * @param limit the most to answer
   * @param offset how many to leave out first
   */
  @Transactional(readOnly = true)
  public List<HouseholdLine> households(Actor actor, AreaFigures figures, int limit, long offset) {
    return mayReadHouseholds(actor, figures) && !figures.campaignIds().isEmpty()
        ? table.households(
            figures.area().areaId(), figures.campaignIds(), figures.basis(), limit, offset)
        : List.of();
  }

  /** Whether the reader may see the households behind the figures of this village. */
  public boolean mayReadHouseholds(Actor actor, AreaFigures figures) {
    List<Integer> reach = actor.areasFor(Right.DOSSIER_READ);
    return figures.area().level() == AreaLevel.VILLAGE
        && figures.path().stream().anyMatch(step -> reach.contains(step.areaId()));
  }

  /** The names from the nation down to an area on a day, whoever may read them. */
  List<String> pathNames(int areaId, LocalDate date) {
    return table.path(areaId, date).stream().map(Place::name).toList();
  }

  /** The one asked for, or this year's; next year's may be open long before anything is in it. */
  private static @Nullable FiguresCampaign choose(
      List<FiguresCampaign> all, @Nullable Integer campaignId, LocalDate today) {
    if (campaignId == null) {
      return all.stream()
          .filter(one -> one.year() <= today.getYear())
          .findFirst()
          .orElseGet(() -> all.isEmpty() ? null : all.getFirst());
    }
    return all.stream().filter(one -> one.id() == campaignId).findFirst().orElse(null);
  }

  private static boolean same(FiguresCampaign one, FiguresCampaign other) {
    return one.model().equals(other.model()) && one.year() == other.year();
  }

  /** One campaign a model and year, to choose from. */
  private static List<FiguresCampaign> years(List<FiguresCampaign> all) {
    List<FiguresCampaign> years = new ArrayList<>();
    for (FiguresCampaign one : all) {
      if (years.stream().noneMatch(other -> same(one, other))) {
        years.add(one);
      }
    }
    return years;
  }

  private static List<Integer> upwardOf(
      int id, int areaId, List<Integer> upward, Map<Integer, @Nullable Integer> parents) {
    List<Integer> ids = new ArrayList<>();
    Integer at = id;
    while (at != null && at != areaId) {
      ids.add(at);
      at = parents.get(at);
    }
    ids.addAll(upward);
    return ids;
  }
}
