package vn.khuyenhoc.reporting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.FigureRules.AimOf;
import vn.khuyenhoc.reporting.FigureRules.Family;
import vn.khuyenhoc.reporting.FigureRules.Summed;
import vn.khuyenhoc.reporting.Figures.Wanted;
import vn.khuyenhoc.reporting.FiguresTable.Node;
import vn.khuyenhoc.reporting.SumsTable.Named;
import vn.khuyenhoc.reporting.SumsTable.Sum;
import vn.khuyenhoc.reporting.SumsTable.Wish;

/**
 * The same figures as those of {@link Figures}, of any models and years at once, added up in the
 * database: for everything that is a share of a roll or of a declared total; of the nation also of
 * what households state, as long as nothing else was declared instead anywhere.
 */
@Component
class Sums {

  private final SumsTable table;
  private final FiguresTable figures;
  private final StatedCountry country;

  Sums(SumsTable table, FiguresTable figures, StatedCountry country) {
    this.country = country;
    this.table = table;
    this.figures = figures;
  }

  /**
   * What was added up.
   *
   * @param families what was told apart by the areas below; without what is not in the tree, and
   *     without what cannot be added up
   * @param totals what was not told apart: everything in the area; without what is not in the tree
   */
  record Added(Map<Wanted, Family> families, Map<Wanted, Total> totals) {}

  /**
   * Everything in an area as one.
   *
   * @param reported whether it counts as one that has reported
   * @param begun how many of those that have to report are heard
   * @param units how many have to report; of the lowest areas what stands on their roll
   */
  record Total(Tally tally, boolean reported, long begun, long units) {

    /** Nothing of it is known. */
    static final Total NONE = new Total(Tally.NONE, false, 0, 0);

    /** The same of an area that is told apart. */
    static Total of(Family family) {
      AreaFigure own = family.own();
      Integer begun = family.begun();
      return new Total(
          own.tally(), own.reported(), begun == null ? own.unitsSent() : begun, own.units());
    }

    private static Total of(Sum own, AreaLevel leaf) {
      Tally tally = own.node().tally();
      AreaLevel level = own.node().place().level();
      if (level.compareTo(leaf) >= 0) {
        return new Total(tally, tally.hasReported(), tally.reported(), tally.roll());
      }
      boolean reported =
          tally.hasReported() && !FigureRules.silent(tally, own.units(), own.heard());
      if (level != AreaLevel.COMMUNE) {
        // to the nation provinces report, and what belongs to these themselves goes with them
        return new Total(
            tally,
            reported,
            own.begun(),
            own.units() + (level == AreaLevel.NATION ? 0 : own.itself()));
      }
      // what belongs to the commune and to none of its villages
      boolean rest = tally.roll() > own.node().villagesRoll();
      boolean restBegun = rest && tally.reported() > own.node().villagesReported();
      return new Total(
          tally, reported, own.begun() + (restBegun ? 1 : 0), own.units() + (rest ? 1 : 0));
    }
  }

  /** Which target applies to whom. */
  interface Aims {

    /**
     * Of something measured.
     *
     * @param areas the area looked at and those directly below it that are told apart
     */
    AimOf of(Wanted wanted, List<Integer> areas);
  }

  /**
   * What is to be added up of an area.
   *
   * @param areaId the area
   * @param apart what is told apart by the areas below; campaigns that count it
   * @param whole what is one sum, by campaigns that count it
   * @param aims which target applies to whom
   */
  record Request(
      int areaId,
      Map<Wanted, List<FiguresCampaign>> apart,
      Map<Wanted, List<FiguresCampaign>> whole,
      Aims aims) {}

  /** Adds up of one area. */
  Added of(
      int areaId,
      AreaLevel level,
      Map<Wanted, List<FiguresCampaign>> apart,
      Map<Wanted, List<FiguresCampaign>> whole,
      Basis basis,
      LocalDate today,
      Aims aims) {
    return of(level, List.of(new Request(areaId, apart, whole, aims)), basis, today)
        .getOrDefault(areaId, NOTHING);
  }

  private static final Added NOTHING = new Added(Map.of(), Map.of());

  /**
   * Adds up of many areas, in as many statements as of one.
   *
   * @param level that of all of them; the nation comes alone
   * @param all one for each area
   * @return by area; without areas of which nothing was asked for
   */
  Map<Integer, Added> of(AreaLevel level, List<Request> all, Basis basis, LocalDate today) {
    List<Wanted> wanted = new ArrayList<>();
    List<Aims> aims = new ArrayList<>();
    List<Wish> wishes = new ArrayList<>();
    for (Request request : all) {
      request
          .apart()
          .forEach(
              (one, of) -> {
                wanted.add(one);
                aims.add(request.aims());
                wishes.add(wish(request.areaId(), one, of, basis, today, true));
              });
    }
    int parted = wishes.size();
    for (Request request : all) {
      request
          .whole()
          .forEach(
              (one, of) -> {
                wanted.add(one);
                wishes.add(wish(request.areaId(), one, of, basis, today, false));
              });
    }
    if (wishes.isEmpty()) {
      return Map.of();
    }
    List<List<Sum>> sums = table.sums(level, wishes, basis);
    List<Map<Integer, Named>> named =
        parted == 0 ? List.of() : declared(wishes.subList(0, parted), basis, today);
    Map<Integer, Added> added = new HashMap<>();
    Map<Told, Map<Integer, FiguresTable.Stated>> stated = new HashMap<>();
    for (int at = 0; at < wishes.size(); at++) {
      int areaId = wishes.get(at).areaId();
      Added one =
          added.computeIfAbsent(areaId, any -> new Added(new LinkedHashMap<>(), new HashMap<>()));
      List<Sum> of = sums.get(at);
      Sum own =
          of.stream().filter(sum -> sum.node().place().id() == areaId).findFirst().orElse(null);
      if (own == null) {
        continue;
      }
      Denominator denominator = wanted.get(at).measured().denominator();
      if (at < parted && denominator.stated() && declared(named.get(at))) {
        continue;
      }
      if (at < parted) {
        one.families()
            .put(
                wanted.get(at),
                family(
                    own,
                    of,
                    wanted.get(at).measured(),
                    named.get(at),
                    denominator.stated()
                        ? stated.computeIfAbsent(
                            new Told(
                                denominator,
                                PeopleDay.of(
                                    wanted.get(at).year(), wishes.get(at).dates().getFirst())),
                            told -> country.byProvince(told.day(), told.denominator()))
                        : null,
                    aims.get(at)
                        .of(
                            wanted.get(at),
                            of.stream().map(sum -> sum.node().place().id()).toList())));
      } else {
        one.totals().put(wanted.get(at), Total.of(own, wanted.get(at).measured().leaf()));
      }
    }
    return added;
  }

  /** What households state on a day. */
  private record Told(Denominator denominator, PeopleDay day) {}

  private static boolean declared(Map<Integer, Named> named) {
    return named.values().stream()
        .anyMatch(one -> one.node().declared() != null || !one.node().doubts().isEmpty());
  }

  private static Wish wish(
      int areaId,
      Wanted wanted,
      List<FiguresCampaign> of,
      Basis basis,
      LocalDate today,
      boolean apart) {
    return new Wish(
        areaId,
        wanted.measured(),
        of.stream().map(FiguresCampaign::id).toList(),
        of.stream().map(one -> one.treeDate(basis, today)).toList(),
        of.getFirst().referenceDate(),
        apart);
  }

  /** What was declared within the area, resolved over reorganisations; mostly nothing. */
  private List<Map<Integer, Named>> declared(List<Wish> wishes, Basis basis, LocalDate today) {
    Map<Integer, List<Integer>> ids =
        table.declared(wishes.stream().map(Wish::areaId).distinct().toList(), today);
    if (ids.isEmpty()) {
      return wishes.stream().map(one -> Map.<Integer, Named>of()).toList();
    }
    List<List<Named>> known = table.named(ids, wishes, basis);
    List<Map<Integer, Named>> all = new ArrayList<>();
    Map<LocalDate, List<List<FiguresTable.Part>>> parts = new HashMap<>();
    List<FiguresTable.Counted> counted =
        wishes.stream()
            .map(
                one ->
                    new FiguresTable.Counted(
                        one.areaId(),
                        one.measured(),
                        AreaLevel.COMMUNE,
                        one.campaigns(),
                        one.dates(),
                        one.until()))
            .toList();
    List<Integer> open =
        known.stream().flatMap(of -> DeclaredParts.open(nodes(of)).stream()).distinct().toList();
    for (int at = 0; at < wishes.size(); at++) {
      LocalDate date = wishes.get(at).dates().getFirst();
      List<List<FiguresTable.Part>> into =
          open.isEmpty()
              ? List.of()
              : parts.computeIfAbsent(date, day -> figures.parts(open, day, counted));
      List<Node> resolved =
          DeclaredParts.counted(nodes(known.get(at)), into.isEmpty() ? List.of() : into.get(at));
      Map<Integer, Named> byArea = new LinkedHashMap<>();
      for (int next = 0; next < resolved.size(); next++) {
        Node node = resolved.get(next);
        byArea.put(node.place().id(), new Named(known.get(at).get(next).childId(), node));
      }
      all.add(byArea);
    }
    return all;
  }

  private static List<Node> nodes(Collection<Named> named) {
    return named.stream().map(Named::node).toList();
  }

  private static Family family(
      Sum own,
      List<Sum> all,
      Measured measured,
      Map<Integer, Named> named,
      @Nullable Map<Integer, FiguresTable.Stated> stated,
      AimOf aims) {
    List<AreaFigure> children =
        all.stream()
            .filter(sum -> sum != own)
            .map(sum -> child(sum, measured, named, stated, aims))
            .toList();
    return new Family(
        FigureRules.of(counting(own.node(), named), children, measured, aims),
        children,
        children,
        FigureRules.rest(own.node(), children, measured));
  }

  private static AreaFigure child(
      Sum sum,
      Measured measured,
      Map<Integer, Named> named,
      @Nullable Map<Integer, FiguresTable.Stated> stated,
      AimOf aims) {
    Node node = counting(sum.node(), named);
    AreaLevel level = node.place().level();
    if (level.compareTo(AreaLevel.COMMUNE) >= 0 || level.compareTo(measured.leaf()) >= 0) {
      return FigureRules.of(node, List.of(), measured, aims);
    }
    long base = node.tally().roll();
    int declared = 0;
    for (Named one : named.values()) {
      DeclaredTotal total = one.node().declared();
      Integer count = total == null ? null : total.total();
      if (one.childId() == node.place().id()
          && one.node().place().id() != node.place().id()
          && count != null) {
        base += count - one.node().tally().roll();
        declared += one.node().place().unassigned() ? 0 : 1;
      }
    }
    return FigureRules.summed(
        node,
        new Summed(
            sum.units() + sum.itself(),
            sum.full() + sum.itselfFull(),
            sum.units(),
            sum.heard(),
            declared,
            (int) sum.units() - declared,
            base,
            stated == null
                ? null
                : stated.getOrDefault(node.place().id(), FiguresTable.Stated.NOTHING)),
        measured,
        aims);
  }

  private static Node counting(Node node, Map<Integer, Named> named) {
    Named one = named.get(node.place().id());
    if (one == null) {
      return node;
    }
    @Nullable DeclaredTotal declared = one.node().declared();
    Set<AreaFigure.Warning> doubts = one.node().doubts();
    return declared == null && doubts.isEmpty() ? node : node.counting(declared, doubts);
  }
}
