package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.LaterName;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.FiguresTable.Node;
import vn.khuyenhoc.reporting.FiguresTable.Place;

/**
 * Live figures of areas: exact the moment a write commits, because they are read from the tallies,
 * and in five statements however many areas there are.
 */
@Service
public class Figures {

  /** The model that figures are of where nothing says otherwise. */
  public static final String LEARNING_FAMILY = "LEARNING_FAMILY";

  private final FiguresTable table;
  private final TargetTable targets;
  private final Areas areas;
  private final AreasThen then;
  private final Reorganisations reorganisations;
  private final Clock clock;

  Figures(
      FiguresTable table,
      TargetTable targets,
      Areas areas,
      AreasThen then,
      Reorganisations reorganisations,
      Clock clock) {
    this.table = table;
    this.targets = targets;
    this.areas = areas;
    this.then = then;
    this.reorganisations = reorganisations;
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
    Set<Integer> within = within(areaId, path, date, today, reach);
    if (campaign == null && campaignId != null) {
      throw new NotFoundException("campaign " + campaignId + " of area " + areaId);
    }
    if (path.isEmpty()) {
      return absent(areaId, all, campaign, basis, date, today, within);
    }
    int top = 0;
    while (top < path.size() - 1 && !reach.contains(path.get(top).id())) {
      top++;
    }
    List<AreaFigures.Step> steps =
        path.subList(top, path.size()).stream()
            .map(place -> new AreaFigures.Step(place.id(), place.level(), place.name()))
            .toList();
    List<Integer> upward = path.reversed().stream().map(Place::id).toList();
    if (campaign == null) {
      return new AreaFigures(
          steps,
          List.of(),
          List.of(),
          null,
          List.of(),
          basis,
          date,
          null,
          null,
          List.of(),
          List.of(),
          TargetRules.aim(upward, date.getYear(), targets.of(LEARNING_FAMILY, upward)),
          clock.instant(),
          within);
    }
    List<FiguresCampaign> counted = all.stream().filter(one -> same(one, campaign)).toList();
    List<Node> known =
        table.nodes(
            areaId,
            path.getLast().level().compareTo(AreaLevel.COMMUNE) < 0
                ? AreaLevel.COMMUNE
                : AreaLevel.VILLAGE,
            counted.stream().map(FiguresCampaign::id).toList(),
            counted.stream().map(one -> one.treeDate(basis, today)).toList(),
            basis,
            campaign.model(),
            campaign.referenceDate());
    List<Integer> open = DeclaredParts.open(known);
    List<Node> nodes =
        DeclaredParts.counted(
            known,
            open.isEmpty()
                ? List.of()
                : table.parts(open, date, campaign.model(), campaign.referenceDate()));
    List<Integer> related = new ArrayList<>(upward);
    nodes.stream().map(node -> node.place().id()).filter(id -> id != areaId).forEach(related::add);
    List<PlanTarget> plans = targets.of(campaign.model(), related);
    Map<Integer, @Nullable Integer> parents = new LinkedHashMap<>();
    nodes.forEach(node -> parents.put(node.place().id(), node.parentId()));
    FigureRules.Family family =
        FigureRules.family(
            areaId,
            nodes,
            id -> TargetRules.aim(upwardOf(id, areaId, upward, parents), campaign.year(), plans));
    return new AreaFigures(
        steps,
        years(all),
        all,
        campaign,
        counted.stream().map(FiguresCampaign::id).toList(),
        basis,
        date,
        family.own(),
        null,
        family.children(),
        family.lines(),
        family.own().aim(),
        clock.instant(),
        within);
  }

  /**
   * All areas over which a right reaches an area. Where somebody's own area is not above it on the
   * day of the tree, it is read through what it is today: whoever has received it reads what it
   * was.
   *
   * @throws NotFoundException if none of them is the reader's own
   */
  private Set<Integer> within(
      int areaId, List<Place> path, LocalDate date, LocalDate today, Set<Integer> reach) {
    Set<Integer> within = new HashSet<>();
    path.forEach(place -> within.add(place.id()));
    if (within.stream().anyMatch(reach::contains)) {
      return within;
    }
    boolean heir = false;
    Area last = areas.lastKnown(areaId);
    if (last.until() == null || last.until().isAfter(today)) {
      areas.path(areaId).forEach(area -> within.add(area.id()));
    } else {
      areas.pathKnown(areaId).forEach(area -> within.add(area.id()));
      for (LaterName later :
          areas
              .laterNames(List.of(areaId), last.until().minusDays(1))
              .getOrDefault(areaId, List.of())) {
        List<Integer> above = areas.path(later.laterId()).stream().map(Area::id).toList();
        heir |= above.stream().anyMatch(reach::contains);
        if (!later.part()) {
          within.addAll(above);
        }
      }
    }
    if (!heir && within.stream().noneMatch(reach::contains)) {
      throw new NotFoundException("figures of area " + areaId + " on " + date);
    }
    return within;
  }

  private AreaFigures absent(
      int areaId,
      List<FiguresCampaign> all,
      @Nullable FiguresCampaign campaign,
      Basis basis,
      LocalDate date,
      LocalDate today,
      Set<Integer> within) {
    List<Area> versions = reorganisations.versions(areaId);
    if (versions.isEmpty()) {
      throw new NotFoundException("area " + areaId);
    }
    Area first = versions.getFirst();
    Area last = versions.getLast();
    LocalDate until = last.until();
    boolean ended = until != null && !date.isBefore(until);
    List<Reorganisations.Step> steps =
        reorganisations.history(areaId).stream()
            .filter(step -> (ended ? step.fromId() : step.toId()) == areaId)
            .toList();
    FiguresCampaign counted =
        all.stream()
            .filter(one -> one.treeDate(Basis.AS_WAS, today).isBefore(today))
            .filter(
                one -> {
                  LocalDate day = one.treeDate(Basis.AS_WAS, today);
                  return !day.isBefore(first.from()) && (until == null || day.isBefore(until));
                })
            .findFirst()
            .orElse(null);
    String name = ended ? last.name() : first.name();
    return new AreaFigures(
        List.of(new AreaFigures.Step(areaId, last.level(), name)),
        years(all),
        all,
        campaign,
        List.of(),
        basis,
        date,
        null,
        new Absence(
            last.level(),
            name,
            ended,
            ended && until != null ? until : first.from(),
            steps.isEmpty() ? "" : steps.getFirst().decree(),
            steps.stream()
                .map(
                    step ->
                        new Absence.Other(
                            ended ? step.toId() : step.fromId(),
                            ended ? step.toName() : step.fromName(),
                            step.extent() == DeclaredChanges.Extent.PART))
                .toList(),
            ended ? table.holder(areaId, today).orElse(null) : null,
            counted),
        List.of(),
        List.of(),
        null,
        clock.instant(),
        within);
  }

  /**
   * Other names of areas of a table, in the reader's words: what those of today were called before,
   * or what those of an earlier day are called now.
   *
   * @return by area, beside its name in brackets; without those that were never called otherwise
   */
  @Transactional(readOnly = true)
  public Map<Integer, String> otherNames(AreaFigures figures, Texts t) {
    List<Integer> ids =
        Stream.concat(
                Stream.of(figures.area().areaId()),
                Stream.concat(figures.children().stream(), figures.lines().stream())
                    .map(AreaFigure::areaId))
            .distinct()
            .toList();
    return then.otherNames(figures.basis(), ids, figures.treeDate(), t);
  }

  /** An area's figures of all years of the model shown, on the basis shown. */
  @Transactional(readOnly = true)
  public Trend trend(AreaFigures figures) {
    FiguresCampaign shown = figures.campaign();
    if (shown == null || figures.own() == null) {
      return Trend.NONE;
    }
    LocalDate today = LocalDate.now(clock);
    int areaId = figures.area().areaId();
    AreaLevel level = figures.area().level();
    List<FiguresCampaign> all =
        figures.counted().stream()
            .filter(one -> one.model().equals(shown.model()))
            .sorted(Comparator.comparingInt(FiguresCampaign::year))
            .toList();
    Map<Integer, FiguresTable.Year> read = new HashMap<>();
    table
        .years(
            areaId,
            level,
            all.stream().map(FiguresCampaign::id).toList(),
            all.stream().map(one -> one.treeDate(figures.basis(), today)).toList(),
            figures.basis())
        .forEach(year -> read.put(year.campaignId(), year));
    List<Trend.Year> years = new ArrayList<>();
    for (FiguresCampaign one : all) {
      FiguresTable.Year year = read.get(one.id());
      if (year == null) {
        continue;
      }
      Trend.Year next =
          new Trend.Year(
              one.year(),
              one.id(),
              !one.closed(),
              one.treeDate(Basis.AS_WAS, today),
              year.existed(),
              year.tally());
      if (years.isEmpty() || years.getLast().year() != one.year()) {
        years.add(next);
      } else {
        years.set(years.size() - 1, years.getLast().and(next));
      }
    }
    return new Trend(
        years,
        years.size() < 2
            ? List.of()
            : table.changes(areaId, level, years.getFirst().day(), years.getLast().day()));
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
    return figures.area().level() == AreaLevel.VILLAGE
        && figures.reachedFrom(actor.areasFor(Right.DOSSIER_READ));
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
