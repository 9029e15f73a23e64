package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.FiguresTable.Counted;
import vn.khuyenhoc.reporting.FiguresTable.Node;
import vn.khuyenhoc.reporting.FiguresTable.Place;

/**
 * Live figures of areas: exact the moment a write commits, because they are read from the tallies,
 * and in a few statements however many areas there are.
 */
@Service
public class Figures {

  private final FiguresTable table;
  private final Sums sums;
  private final TargetTable targets;
  private final MeasureTable measures;
  private final StatedCountry country;
  private final Areas areas;
  private final AreasThen then;
  private final Reorganisations reorganisations;
  private final Clock clock;

  Figures(
      FiguresTable table,
      Sums sums,
      TargetTable targets,
      MeasureTable measures,
      StatedCountry country,
      Areas areas,
      AreasThen then,
      Reorganisations reorganisations,
      Clock clock) {
    this.table = table;
    this.sums = sums;
    this.targets = targets;
    this.measures = measures;
    this.country = country;
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
  @Transactional(readOnly = true, noRollbackFor = NotFoundException.class)
  public AreaFigures of(Actor actor, int areaId, @Nullable Integer campaignId, Basis basis) {
    AreaFigures read = asked(actor, Right.FIGURES_READ, areaId, Asked.of(campaignId), basis);
    if (!read.shows(campaignId)) {
      throw new NotFoundException("campaign " + campaignId + " of area " + areaId);
    }
    return read;
  }

  /**
   * The same of whatever is asked for, for whoever holds a right there, such as the right to
   * download reports. Where the area has no such campaign, those of the newest are answered.
   */
  @Transactional(readOnly = true)
  public AreaFigures asked(Actor actor, Right right, int areaId, Asked asked, Basis basis) {
    Set<Integer> reach = new HashSet<>(actor.areasFor(right));
    if (reach.isEmpty()) {
      throw new ForbiddenException(right);
    }
    LocalDate today = LocalDate.now(clock);
    List<FiguresCampaign> all = table.campaigns(areaId);
    FiguresCampaign campaign = choose(all, asked, today);
    Measured meant = asked.measured() == null ? Measured.FAMILIES : asked.measured();
    Measured measured = campaign == null ? meant : meant.of(campaign);
    LocalDate date = campaign == null ? today : campaign.treeDate(basis, today);
    List<Place> path = table.path(areaId, date);
    Set<Integer> within = within(areaId, path, date, today, reach);
    if (path.isEmpty()) {
      return absent(areaId, measured, all, campaign, basis, date, today, within);
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
          measured,
          steps,
          List.of(),
          all,
          null,
          List.of(),
          basis,
          date,
          null,
          null,
          List.of(),
          List.of(),
          null,
          TargetRules.aim(
              upward,
              date.getYear(),
              targets.of(measured, upward).stream().filter(one -> one.over(measured)).toList()),
          List.of(),
          List.of(),
          clock.instant(),
          within);
    }
    List<FiguresCampaign> counted =
        all.stream().filter(one -> measured.counts(one) && one.year() == campaign.year()).toList();
    Wanted wanted = new Wanted(measured, campaign.year());
    List<PlanTarget> every = new ArrayList<>();
    FigureRules.Family family =
        summed(path.getLast().level())
            ? sums.of(
                    areaId,
                    path.getLast().level(),
                    Map.of(wanted, counted),
                    Map.of(),
                    basis,
                    today,
                    (one, ids) -> {
                      every.addAll(targets(measured, upward, ids));
                      List<PlanTarget> plans = over(every, measured);
                      return id ->
                          TargetRules.aim(
                              upwardOf(id, areaId, upward, Map.of()), campaign.year(), plans);
                    })
                .families()
                .get(wanted)
            : null;
    if (family == null) {
      Counted what =
          counted(areaId, measured, counted, campaign, path.getLast().level(), basis, today);
      List<Node> nodes =
          nodes(path.getLast().level(), Map.of(new Looked(areaId, wanted), what), basis, date)
              .getFirst();
      every.addAll(
          targets(measured, upward, nodes.stream().map(node -> node.place().id()).toList()));
      List<PlanTarget> plans = over(every, measured);
      Map<Integer, @Nullable Integer> parents = new LinkedHashMap<>();
      nodes.forEach(node -> parents.put(node.place().id(), node.parentId()));
      family =
          FigureRules.family(
              areaId,
              nodes,
              measured,
              id -> TargetRules.aim(upwardOf(id, areaId, upward, parents), campaign.year(), plans));
    }
    List<PlanTarget> plans = over(every, measured);
    return new AreaFigures(
        measured,
        steps,
        years(all, measured),
        all,
        campaign,
        counted.stream().map(FiguresCampaign::id).toList(),
        basis,
        date,
        family.own(),
        null,
        family.owing(),
        family.lines(),
        family.rest(),
        family.own().aim(),
        every.stream()
            .filter(one -> !one.over(measured) && one.comparable())
            .filter(one -> upward.contains(one.areaId()) && one.plan().covers(campaign.year()))
            .toList(),
        rated(
            plans.stream()
                .filter(one -> upward.contains(one.areaId()) && one.plan().covers(campaign.year()))
                .toList(),
            measured,
            campaign.year(),
            basis,
            family.own()),
        clock.instant(),
        within);
  }

  /**
   * From when until when what figures are a share of was counted; null where it is of the moment of
   * the figures.
   */
  StatedCountry.@Nullable Moments counted(AreaFigures read) {
    FiguresCampaign of = read.campaign();
    return of != null && read.measured().denominator().stated() && summed(read.area().level())
        ? country.counted(PeopleDay.of(of.year(), read.treeDate()))
        : null;
  }

  /**
   * Whether an area is read as sums of those directly below it, and nothing of what lies deeper:
   * the nation.
   */
  private static boolean summed(AreaLevel level) {
    return level == AreaLevel.NATION;
  }

  private List<PlanTarget> targets(
      Measured measured, List<Integer> upward, Collection<Integer> below) {
    return targets.of(measured, Stream.concat(upward.stream(), below.stream()).distinct().toList());
  }

  private static List<PlanTarget> over(List<PlanTarget> every, Measured measured) {
    return every.stream().filter(one -> one.over(measured)).toList();
  }

  /** What targets of a least rating are held against; one statement, where there are any. */
  private List<RatedAim> rated(
      List<PlanTarget> plans, Measured measured, int year, Basis basis, AreaFigure own) {
    List<PlanTarget> rated =
        plans.stream().filter(one -> one.share() && one.scope().leastRating() != null).toList();
    if (rated.isEmpty() || !own.reported()) {
      return List.of();
    }
    Grades grades = targets.grades();
    Map<MeasureTable.Rated, Long> counts =
        measures.rated(List.of(own.areaId()), List.of(year), List.of(measured.model()), basis);
    List<RatedAim> aims = new ArrayList<>();
    for (PlanTarget target : rated) {
      Rating least = target.scope().leastRating();
      RatingScale scale = grades.scale(target.scope().scale());
      if (least != null && scale != null) {
        boolean given =
            grades.give(
                new Measure(
                    Measure.Kind.RECOGNISED,
                    measured.model(),
                    List.of(measured.level()),
                    null,
                    scale.id(),
                    least,
                    measured.form()));
        long count =
            scale.from(least).stream()
                .mapToLong(
                    rating ->
                        counts.getOrDefault(
                            new MeasureTable.Rated(
                                own.areaId(),
                                year,
                                measured.model(),
                                measured.level(),
                                measured.form(),
                                rating),
                            0L))
                .sum();
        aims.add(
            new RatedAim(
                target,
                least,
                given || count > 0,
                own.base().known() ? new Rate(count, own.base().count()) : new Rate(0, 0),
                scale.unverified(least)));
      }
    }
    return aims;
  }

  /** Something measured in a year. */
  record Wanted(Measured measured, int year) {}

  /**
   * The figures of an area and of those below it, of several things and years at once, in as many
   * statements as of one; without targets.
   *
   * @param area the area in the tree of today
   * @param all what is asked for
   * @param basis through which tree
   * @return without what no campaign of the year counts there
   */
  Map<Wanted, FigureRules.Family> several(Area area, Collection<Wanted> all, Basis basis) {
    return several(area.level(), Map.of(area.id(), all), basis).getOrDefault(area.id(), Map.of());
  }

  /**
   * The same of many areas, in as many statements as of one.
   *
   * @param level that of all of them in the tree of today; the nation comes alone
   * @param all what is asked for, by area
   */
  Map<Integer, Map<Wanted, FigureRules.Family>> several(
      AreaLevel level, Map<Integer, ? extends Collection<Wanted>> all, Basis basis) {
    Map<Integer, Collection<Wanted>> every = new LinkedHashMap<>(all);
    List<Integer> asked =
        every.entrySet().stream()
            .filter(one -> !one.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    if (asked.isEmpty()) {
      return Map.of();
    }
    LocalDate today = LocalDate.now(clock);
    Map<Integer, List<FiguresCampaign>> known = table.campaigns(asked);
    Map<LocalDate, Map<Looked, Counted>> byDay = new LinkedHashMap<>();
    Map<Looked, List<FiguresCampaign>> looked = new LinkedHashMap<>();
    List<Sums.Request> apart = new ArrayList<>();
    for (int areaId : asked) {
      Map<Wanted, List<FiguresCampaign>> added = new LinkedHashMap<>();
      for (Wanted wanted : every.getOrDefault(areaId, List.of())) {
        List<FiguresCampaign> campaigns =
            known.getOrDefault(areaId, List.of()).stream()
                .filter(one -> wanted.measured().counts(one) && one.year() == wanted.year())
                .toList();
        if (!campaigns.isEmpty()) {
          added.put(wanted, campaigns);
          looked.put(new Looked(areaId, wanted), campaigns);
        }
      }
      apart.add(new Sums.Request(areaId, added, Map.of(), (one, ids) -> id -> null));
    }
    Map<Integer, Map<Wanted, FigureRules.Family>> families = new HashMap<>();
    if (summed(level)) {
      sums.of(level, apart, basis, today)
          .forEach((areaId, added) -> families.put(areaId, new HashMap<>(added.families())));
    }
    looked.forEach(
        (one, campaigns) -> {
          if (!families.getOrDefault(one.areaId(), Map.of()).containsKey(one.wanted())) {
            byDay
                .computeIfAbsent(
                    campaigns.getFirst().treeDate(basis, today), day -> new LinkedHashMap<>())
                .put(
                    one,
                    counted(
                        one.areaId(),
                        one.wanted().measured(),
                        campaigns,
                        campaigns.getFirst(),
                        level,
                        basis,
                        today));
          }
        });
    byDay.forEach(
        (day, counted) -> {
          List<List<Node>> nodes = nodes(level, counted, basis, day);
          int at = 0;
          for (Looked one : counted.keySet()) {
            List<Node> of = nodes.get(at++);
            if (of.stream().anyMatch(node -> node.place().id() == one.areaId())) {
              families
                  .computeIfAbsent(one.areaId(), any -> new HashMap<>())
                  .put(
                      one.wanted(),
                      FigureRules.family(one.areaId(), of, one.wanted().measured(), id -> null));
            }
          }
        });
    return families;
  }

  /** Something measured of an area. */
  private record Looked(int areaId, Wanted wanted) {}

  private static Counted counted(
      int areaId,
      Measured measured,
      List<FiguresCampaign> campaigns,
      FiguresCampaign chosen,
      AreaLevel level,
      Basis basis,
      LocalDate today) {
    AreaLevel deepest =
        level.compareTo(AreaLevel.COMMUNE) < 0 ? AreaLevel.COMMUNE : AreaLevel.VILLAGE;
    return new Counted(
        areaId,
        measured,
        deepest.compareTo(measured.leaf()) > 0 ? measured.leaf() : deepest,
        campaigns.stream().map(FiguresCampaign::id).toList(),
        campaigns.stream().map(one -> one.treeDate(basis, today)).toList(),
        chosen.referenceDate());
  }

  /**
   * What is known of the areas, with the totals that hold and what households state; in the order
   * of what is counted.
   */
  private List<List<Node>> nodes(
      AreaLevel level, Map<Looked, Counted> all, Basis basis, LocalDate date) {
    List<Counted> counted = List.copyOf(all.values());
    List<List<Node>> known = table.nodes(counted, basis);
    List<Integer> open =
        known.stream().flatMap(one -> DeclaredParts.open(one).stream()).distinct().toList();
    List<List<FiguresTable.Part>> parts =
        open.isEmpty() ? List.of() : table.parts(open, date, counted);
    List<Looked> looked = List.copyOf(all.keySet());
    Map<Told, Map<Integer, FiguresTable.Stated>> stated = stated(level, looked, known, date);
    List<List<Node>> nodes = new ArrayList<>();
    for (int at = 0; at < counted.size(); at++) {
      List<Node> own = known.get(at);
      Told told = told(looked.get(at), date);
      if (told != null) {
        Map<Integer, FiguresTable.Stated> said = stated.getOrDefault(told, Map.of());
        own =
            own.stream()
                .map(
                    node ->
                        node.stating(
                            said.getOrDefault(node.place().id(), FiguresTable.Stated.NOTHING)))
                .toList();
      }
      nodes.add(DeclaredParts.counted(own, parts.isEmpty() ? List.of() : parts.get(at)));
    }
    return nodes;
  }

  /** Whose statements are added up, and on which day they lived there. */
  private record Told(Denominator denominator, PeopleDay day) {}

  private static @Nullable Told told(Looked looked, LocalDate date) {
    Denominator denominator = looked.wanted().measured().denominator();
    return denominator.stated()
        ? new Told(denominator, PeopleDay.of(looked.wanted().year(), date))
        : null;
  }

  /** What households of communes and villages state, by what is a share of it. */
  private Map<Told, Map<Integer, FiguresTable.Stated>> stated(
      AreaLevel level, List<Looked> looked, List<List<Node>> known, LocalDate date) {
    Map<Told, Set<Integer>> areasOf = new LinkedHashMap<>();
    for (int at = 0; at < looked.size(); at++) {
      Told told = told(looked.get(at), date);
      if (told != null) {
        Set<Integer> ids = areasOf.computeIfAbsent(told, any -> new LinkedHashSet<>());
        known.get(at).stream()
            .map(Node::place)
            .filter(place -> place.level().compareTo(AreaLevel.COMMUNE) >= 0)
            .forEach(place -> ids.add(place.id()));
      }
    }
    Map<Told, Map<Integer, FiguresTable.Stated>> stated = new HashMap<>();
    areasOf.forEach(
        (one, ids) ->
            stated.put(
                one,
                summed(level)
                    ? country.byCommune(one.day(), one.denominator())
                    : table.stated(ids, one.day(), one.denominator())));
    return stated;
  }

  /**
   * All areas over which a right reaches an area. Where somebody's own area is not above it on the
   * day of the tree, it is read through what it is today: whoever has received it reads what it
   * was.
   *
   * @throws NotFoundException if none of them is the reader's own
   */
  Set<Integer> within(
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
      Measured measured,
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
            .filter(measured::counts)
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
        measured,
        List.of(new AreaFigures.Step(areaId, last.level(), name)),
        years(all, measured),
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
        null,
        List.of(),
        List.of(),
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

  /**
   * An area's figures of all years of what is shown, on the basis shown; of citizens those of the
   * year by labour group beside them.
   */
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
            .filter(figures.measured().ofForm("")::counts)
            .sorted(Comparator.comparingInt(FiguresCampaign::year))
            .toList();
    Map<Wanted, List<FiguresCampaign>> whole = new LinkedHashMap<>();
    Map<String, FiguresCampaign> forms = new LinkedHashMap<>();
    for (FiguresCampaign one : all) {
      if (figures.measured().counts(one)) {
        whole
            .computeIfAbsent(new Wanted(figures.measured(), one.year()), any -> new ArrayList<>())
            .add(one);
      }
      if (!one.form().isEmpty() && one.year() == shown.year()) {
        forms.putIfAbsent(one.form(), one);
        Wanted group = new Wanted(figures.measured().ofForm(one.form()), one.year());
        if (!group.measured().equals(figures.measured())) {
          whole.computeIfAbsent(group, any -> new ArrayList<>()).add(one);
        }
      }
    }
    Map<Wanted, Sums.Total> read =
        sums.of(areaId, level, Map.of(), whole, figures.basis(), today, (one, ids) -> id -> null)
            .totals();
    List<Trend.Year> years = new ArrayList<>();
    whole.forEach(
        (wanted, of) -> {
          if (wanted.measured().equals(figures.measured())) {
            of.stream()
                .map(one -> Trend.Year.of(one, one.treeDate(Basis.AS_WAS, today), read.get(wanted)))
                .reduce(Trend.Year::and)
                .ifPresent(years::add);
          }
        });
    List<Trend.Group> groups = new ArrayList<>();
    forms.forEach(
        (form, one) -> {
          Sums.Total total =
              read.getOrDefault(
                  new Wanted(figures.measured().ofForm(form), one.year()), Sums.Total.NONE);
          groups.add(
              new Trend.Group(form, one.formName(), one.id(), total.tally(), total.reported()));
        });
    return new Trend(
        years,
        years.size() < 2
            ? List.of()
            : table.changes(areaId, level, years.getFirst().day(), years.getLast().day()),
        groups);
  }

  /**
   * What belongs to an area itself behind its figures, people by given name; nothing for whoever
   * may not read dossiers there.
   *
   * @param actor who reads
   * @param figures figures of an area, as answered by {@link #of}
   * @param limit the most to answer
   * @param offset how many to leave out first
   */
  @Transactional(readOnly = true)
  public List<SubjectLine> subjects(Actor actor, AreaFigures figures, int limit, long offset) {
    return mayReadSubjects(actor, figures) && figures.listed() > 0
        ? table.subjects(
            figures.area().areaId(), figures.campaignIds(), figures.basis(), limit, offset)
        : List.of();
  }

  /** Whether the reader may see by name what is behind the figures of this area. */
  public boolean mayReadSubjects(Actor actor, AreaFigures figures) {
    return figures.reachedFrom(actor.areasFor(Right.DOSSIER_READ));
  }

  /** The names from the nation down to an area on a day, whoever may read them. */
  List<String> pathNames(int areaId, LocalDate date) {
    return table.path(areaId, date).stream().map(Place::name).toList();
  }

  /** The one asked for, or this year's; next year's may be open long before anything is in it. */
  private static @Nullable FiguresCampaign choose(
      List<FiguresCampaign> all, Asked asked, LocalDate today) {
    Integer campaignId = asked.campaign();
    for (FiguresCampaign one : all) {
      if (campaignId != null && one.id() == campaignId) {
        return one;
      }
    }
    Measured measured = asked.measured();
    List<FiguresCampaign> of =
        all.stream()
            .filter(measured == null ? Measured.FAMILIES::counts : measured::counts)
            .toList();
    if (of.isEmpty() && measured == null) {
      of = all;
    }
    Integer year = asked.year();
    int latest = year == null ? today.getYear() : year;
    return of.stream()
        .filter(one -> year == null ? one.year() <= latest : one.year() == latest)
        .findFirst()
        .orElse(of.isEmpty() ? null : of.getFirst());
  }

  /** One campaign a year of what is measured, to choose from. */
  private static List<FiguresCampaign> years(List<FiguresCampaign> all, Measured measured) {
    List<FiguresCampaign> years = new ArrayList<>();
    for (FiguresCampaign one : all) {
      if (measured.counts(one) && years.stream().noneMatch(other -> other.year() == one.year())) {
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
