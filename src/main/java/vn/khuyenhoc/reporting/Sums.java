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
 * database: for everything that is a share of a roll or of a declared total.
 */
@Component
class Sums {

  private final SumsTable table;
  private final FiguresTable figures;

  Sums(SumsTable table, FiguresTable figures) {
    this.table = table;
    this.figures = figures;
  }

  /**
   * What was added up.
   *
   * @param families what was told apart by the areas below; without what is not in the tree
   * @param totals what was not told apart: everything in the area; without what is not in the tree
   */
  record Added(Map<Wanted, Family> families, Map<Wanted, Tally> totals) {}

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
   * Adds up.
   *
   * @param areaId the area
   * @param level its level
   * @param apart what is told apart by the areas below; campaigns that count it
   * @param whole what is one sum, by campaigns that count it
   * @param aims which target applies to whom
   */
  Added of(
      int areaId,
      AreaLevel level,
      Map<Wanted, List<FiguresCampaign>> apart,
      Map<Wanted, List<FiguresCampaign>> whole,
      Basis basis,
      LocalDate today,
      Aims aims) {
    List<Wanted> wanted = new ArrayList<>(apart.keySet());
    List<Wish> wishes = new ArrayList<>();
    apart.forEach((one, of) -> wishes.add(wish(one, of, basis, today, true)));
    int parted = wishes.size();
    whole.forEach(
        (one, of) -> {
          wanted.add(one);
          wishes.add(wish(one, of, basis, today, false));
        });
    if (wishes.isEmpty()) {
      return new Added(Map.of(), Map.of());
    }
    List<List<Sum>> sums = table.sums(areaId, level, wishes, basis);
    List<Map<Integer, Named>> named =
        parted == 0 ? List.of() : declared(areaId, wishes.subList(0, parted), basis, today);
    Map<Wanted, Family> families = new LinkedHashMap<>();
    Map<Wanted, Tally> totals = new HashMap<>();
    for (int at = 0; at < wishes.size(); at++) {
      List<Sum> of = sums.get(at);
      Sum own =
          of.stream().filter(sum -> sum.node().place().id() == areaId).findFirst().orElse(null);
      if (own == null) {
        continue;
      }
      if (at < parted) {
        families.put(
            wanted.get(at),
            family(
                own,
                of,
                wanted.get(at).measured(),
                named.get(at),
                aims.of(wanted.get(at), of.stream().map(sum -> sum.node().place().id()).toList())));
      } else {
        totals.put(wanted.get(at), own.node().tally());
      }
    }
    return new Added(families, totals);
  }

  private static Wish wish(
      Wanted wanted, List<FiguresCampaign> of, Basis basis, LocalDate today, boolean apart) {
    return new Wish(
        wanted.measured(),
        of.stream().map(FiguresCampaign::id).toList(),
        of.stream().map(one -> one.treeDate(basis, today)).toList(),
        of.getFirst().referenceDate(),
        apart);
  }

  /** What was declared within the area, resolved over reorganisations; mostly nothing. */
  private List<Map<Integer, Named>> declared(
      int areaId, List<Wish> wishes, Basis basis, LocalDate today) {
    List<Integer> ids = table.declared(areaId, today);
    if (ids.isEmpty()) {
      return wishes.stream().map(one -> Map.<Integer, Named>of()).toList();
    }
    List<List<Named>> known = table.named(areaId, ids, wishes, basis);
    List<Map<Integer, Named>> all = new ArrayList<>();
    Map<LocalDate, List<List<FiguresTable.Part>>> parts = new HashMap<>();
    List<FiguresTable.Counted> counted =
        wishes.stream()
            .map(
                one ->
                    new FiguresTable.Counted(
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
      Sum own, List<Sum> all, Measured measured, Map<Integer, Named> named, AimOf aims) {
    List<AreaFigure> children =
        all.stream()
            .filter(sum -> sum != own)
            .map(sum -> child(sum, measured, named, aims))
            .toList();
    return new Family(
        FigureRules.of(counting(own.node(), named), children, measured, aims),
        children,
        children,
        FigureRules.rest(own.node(), children, measured));
  }

  private static AreaFigure child(
      Sum sum, Measured measured, Map<Integer, Named> named, AimOf aims) {
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
            declared,
            (int) sum.units() - declared,
            base),
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
