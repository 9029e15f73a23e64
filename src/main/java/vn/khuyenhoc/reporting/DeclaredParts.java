package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.reporting.AreaFigure.Warning;
import vn.khuyenhoc.reporting.FiguresTable.Node;
import vn.khuyenhoc.reporting.FiguresTable.Part;

/**
 * What a declared total becomes over a reorganisation: of areas that were put together as wholes
 * the sum, if all are known for the same day; never a guess. Of what was divided nobody knows a
 * total until somebody declares it.
 */
final class DeclaredParts {

  private final Map<Integer, List<Part>> parts = new HashMap<>();
  private final Set<Integer> asked = new HashSet<>();

  private DeclaredParts(List<Part> parts) {
    parts.forEach(
        part -> this.parts.computeIfAbsent(part.intoId(), id -> new ArrayList<>()).add(part));
  }

  /** A total that holds, or why none does. */
  private record Known(@Nullable DeclaredTotal total, Set<Warning> doubts) {
    static final Known NOTHING = new Known(null, Set.of());
  }

  /** The areas of which totals can be declared and none is. */
  static List<Integer> open(List<Node> nodes) {
    return nodes.stream()
        .filter(
            node ->
                node.declared() == null
                    && (node.place().level() == AreaLevel.COMMUNE
                        || node.place().level() == AreaLevel.PROVINCE))
        .map(node -> node.place().id())
        .distinct()
        .toList();
  }

  /** The same areas with the totals that hold for them. */
  static List<Node> counted(List<Node> nodes, List<Part> parts) {
    if (parts.isEmpty()) {
      return nodes;
    }
    DeclaredParts all = new DeclaredParts(parts);
    return nodes.stream()
        .map(
            node -> {
              if (node.declared() != null) {
                return node;
              }
              Known known = all.of(node.place().id());
              Set<Warning> doubts = EnumSet.noneOf(Warning.class);
              doubts.addAll(node.doubts());
              doubts.addAll(known.doubts());
              return known.total() == null && doubts.isEmpty()
                  ? node
                  : node.counting(known.total(), known.total() == null ? doubts : known.doubts());
            })
        .toList();
  }

  private Known of(int areaId) {
    List<Part> into = parts.getOrDefault(areaId, List.of());
    if (into.isEmpty() || !asked.add(areaId)) {
      return Known.NOTHING;
    }
    List<Known> known =
        into.stream()
            .map(part -> part.declared() == null ? of(part.fromId()) : known(part.declared()))
            .toList();
    asked.remove(areaId);
    List<DeclaredTotal> totals = new ArrayList<>();
    known.forEach(
        one -> {
          if (one.total() != null) {
            totals.add(one.total());
          }
        });
    if (totals.isEmpty()) {
      return new Known(
          null, known.stream().flatMap(one -> one.doubts().stream()).collect(Collectors.toSet()));
    }
    if (into.stream().anyMatch(part -> !part.whole())) {
      return new Known(null, Set.of(Warning.DECLARED_DIVIDED));
    }
    if (totals.size() < into.size() || into.stream().anyMatch(Part::received)) {
      return new Known(null, Set.of(Warning.DECLARED_PART_UNKNOWN));
    }
    if (totals.stream().map(DeclaredTotal::asOf).distinct().count() > 1) {
      return new Known(null, Set.of(Warning.DECLARED_DATES_DIFFER));
    }
    return new Known(sum(areaId, into, totals), Set.of());
  }

  /** What was withdrawn is not known, whatever was known of its parts. */
  private static Known known(DeclaredTotal declared) {
    return declared.total() == null ? Known.NOTHING : new Known(declared, Set.of());
  }

  private static DeclaredTotal sum(int areaId, List<Part> into, List<DeclaredTotal> totals) {
    DeclaredTotal first = totals.getFirst();
    int sum = 0;
    List<String> sources = new ArrayList<>();
    for (int at = 0; at < totals.size(); at++) {
      Integer total = totals.get(at).total();
      sum += total == null ? 0 : total;
      sources.add(into.get(at).fromName() + ": " + totals.get(at).source());
    }
    return new DeclaredTotal(
        first.id(),
        areaId,
        sum,
        String.join("; ", sources),
        first.asOf(),
        first.declaredAt(),
        first.declaredBy());
  }
}
