package vn.khuyenhoc.recognition;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;

/**
 * What can depend on what: from the citizen to the family, the clan, the village, the unit, the
 * commune and the province, never back. An edge carries the facts by which a change of the one is
 * felt by the other. Everything that recomputes walks this graph, so nothing can depend on itself.
 */
public final class Dependence {

  /** What is rated, or belongs to what is rated. */
  public enum Node {
    /** Công dân. */
    CITIZEN,
    /** Gia đình. */
    HOUSEHOLD,
    /** Dòng họ. */
    CLAN,
    /** Tổ Nhân dân tự quản. */
    GROUP,
    /** Trung tâm học tập cộng đồng. */
    CENTRE,
    /** Đơn vị, whoever manages it. */
    UNIT,
    /** Cộng đồng cấp thôn. */
    VILLAGE,
    /** Cộng đồng cấp xã, and the commune's programme as a whole. */
    COMMUNE,
    /** Cộng đồng cấp huyện, to 30 June 2025. */
    DISTRICT,
    /** Cộng đồng cấp tỉnh, and the province's programme as a whole. */
    PROVINCE;

    /** What is rated by this model at this level. */
    public static Node of(LearningModel model, ModelLevel level) {
      return switch (model) {
        case LEARNING_CITIZEN -> CITIZEN;
        case LEARNING_FAMILY -> HOUSEHOLD;
        case LEARNING_CLAN -> CLAN;
        case SELF_MANAGED_GROUP -> GROUP;
        case COMMUNITY_LEARNING_CENTRE -> CENTRE;
        case LEARNING_UNIT -> UNIT;
        case LEARNING_COMMUNITY, LEARNING_SOCIETY ->
            switch (level) {
              case VILLAGE -> VILLAGE;
              case COMMUNE -> COMMUNE;
              case DISTRICT -> DISTRICT;
              default -> PROVINCE;
            };
      };
    }

    /** Whether it is an area as a whole. */
    boolean area() {
      return this == VILLAGE || this == COMMUNE || this == DISTRICT || this == PROVINCE;
    }
  }

  /**
   * One edge.
   *
   * @param from whose title or numbers change
   * @param to whose dossier feels it
   * @param facts by which facts
   */
  public record Edge(Node from, Node to, Set<String> facts) {
    public Edge {
      facts = Set.copyOf(facts);
    }
  }

  /** What each states of itself, with nobody below it. */
  private static final List<Edge> OWN =
      List.of(
          new Edge(Node.HOUSEHOLD, Node.HOUSEHOLD, Set.of("children", "adults", "workers")),
          new Edge(Node.CLAN, Node.CLAN, Set.of("households")),
          new Edge(Node.GROUP, Node.GROUP, Set.of("households")),
          new Edge(Node.UNIT, Node.UNIT, Set.of("staff", "learners", "school")),
          new Edge(Node.COMMUNE, Node.COMMUNE, Set.of("population")),
          new Edge(Node.DISTRICT, Node.DISTRICT, Set.of("population")),
          new Edge(Node.PROVINCE, Node.PROVINCE, Set.of("population")));

  private static final List<Edge> EDGES = edges();

  private Dependence() {}

  private static List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    edges.add(new Edge(Node.CITIZEN, Node.HOUSEHOLD, Set.of("citizens", "learning_citizens")));
    edges.add(new Edge(Node.CITIZEN, Node.UNIT, Set.of("learning_citizens", "learning_learners")));
    edges.add(new Edge(Node.CITIZEN, Node.CLAN, Set.of("learning_citizens")));
    edges.add(
        new Edge(Node.HOUSEHOLD, Node.CLAN, Set.of("households", "learning_families", "adults")));
    List<Node> areas = List.of(Node.VILLAGE, Node.COMMUNE, Node.DISTRICT, Node.PROVINCE);
    for (Node area : areas) {
      edges.add(new Edge(Node.CITIZEN, area, Set.of("learning_citizens")));
      edges.add(
          new Edge(
              Node.HOUSEHOLD,
              area,
              Set.of("households", "learning_families", "adults", "workers")));
      edges.add(new Edge(Node.CLAN, area, Set.of("clans", "learning_clans")));
      if (area != Node.VILLAGE) {
        edges.add(new Edge(Node.UNIT, area, Set.of("units", "learning_units")));
        edges.add(new Edge(Node.VILLAGE, area, Set.of("villages", "learning_villages")));
      }
    }
    for (Node area : List.of(Node.DISTRICT, Node.PROVINCE)) {
      edges.add(new Edge(Node.COMMUNE, area, Set.of("communes", "learning_communes")));
    }
    return List.copyOf(edges);
  }

  /** Every edge from one to another. */
  public static List<Edge> all() {
    return EDGES;
  }

  /** The facts that something states of itself. */
  public static Set<String> own(Node node) {
    return OWN.stream()
        .filter(edge -> edge.to() == node)
        .map(Edge::facts)
        .findFirst()
        .orElse(Set.of());
  }

  /** The facts of one that change with the other, what it states of itself where both are one. */
  public static Set<String> carried(Node from, Node to) {
    Set<String> facts = new TreeSet<>(from == to ? own(to) : Set.of());
    EDGES.stream()
        .filter(edge -> edge.from() == from && edge.to() == to)
        .forEach(edge -> facts.addAll(edge.facts()));
    return facts;
  }

  /** Whether a change of any of these can be felt by a dossier whose criteria use these facts. */
  static boolean felt(EnumSet<Node> changed, Node node, Set<String> used) {
    return changed.stream().flatMap(from -> carried(from, node).stream()).anyMatch(used::contains);
  }
}
