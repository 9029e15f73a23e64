package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.criteria.KnownFacts;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.recognition.Dependence.Edge;
import vn.khuyenhoc.recognition.Dependence.Node;
import vn.khuyenhoc.support.GoldenFile;

/** What depends on what, drawn and kept; it never comes back to where it began. */
class DependenceTest {

  @Test
  void theDrawingOfTheDependenceIsTheOneKept() {
    GoldenFile.matches("dependence.md", drawing());
  }

  private static String drawing() {
    StringBuilder out = new StringBuilder();
    out.append("# What is computed from what\n\n```mermaid\nflowchart TD\n");
    for (Edge edge : Dependence.all()) {
      out.append("  %s --> %s\n".formatted(edge.from(), edge.to()));
    }
    out.append("```\n\n");
    out.append(
        """
        An arrow leads from what changes to the dossiers that are computed anew in the same
        transaction, as long as nothing is decided on them.

        | From | To | Facts |
        |---|---|---|
        """);
    for (Edge edge : Dependence.all()) {
      out.append(
          "| %s | %s | %s |\n"
              .formatted(edge.from(), edge.to(), String.join(", ", new TreeSet<>(edge.facts()))));
    }
    out.append("\nStated by each itself:\n\n| Of | Facts |\n|---|---|\n");
    for (Node node : Node.values()) {
      Set<String> own = new TreeSet<>(Dependence.own(node));
      if (!own.isEmpty()) {
        out.append("| %s | %s |\n".formatted(node, String.join(", ", own)));
      }
    }
    return out.toString();
  }

  @Test
  void nothingDependsOnItself() {
    Map<Node, Set<Node>> below = new EnumMap<>(Node.class);
    for (Node node : Node.values()) {
      below.put(node, new TreeSet<>());
    }
    Dependence.all().forEach(edge -> below.getOrDefault(edge.to(), Set.of()).add(edge.from()));
    List<Node> order = new ArrayList<>();
    while (order.size() < Node.values().length) {
      List<Node> free =
          below.entrySet().stream()
              .filter(one -> !order.contains(one.getKey()) && order.containsAll(one.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      assertThat(free).as("a cycle among what is not in %s", order).isNotEmpty();
      order.addAll(free);
    }
  }

  @Test
  void everyFactThatAFormulaMayNameComesFromSomewhere() {
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        Node node = Node.of(model, level);
        Set<String> carried = new TreeSet<>();
        for (Node from : Node.values()) {
          carried.addAll(Dependence.carried(from, node));
        }
        assertThat(carried)
            .as("%s %s", model, level)
            .containsAll(KnownFacts.of(model, level).stream().map(KnownFacts.Fact::name).toList());
        Set<String> used = new TreeSet<>();
        KnownFacts.of(model, level).forEach(fact -> used.add(fact.name()));
        assertThat(FactTable.columns(node, used).split(" as fact_").length - 1)
            .isEqualTo(used.size());
      }
    }
  }
}
