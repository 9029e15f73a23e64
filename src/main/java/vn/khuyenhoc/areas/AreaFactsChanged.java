package vn.khuyenhoc.areas;

import java.util.List;
import java.util.Set;
import vn.khuyenhoc.areas.AreaFacts.Attribute;

/**
 * What is known of areas beside their place in the tree is another value now: recorded, or taken
 * back. Published inside the transaction.
 *
 * @param attributes what it is about
 * @param areas which areas
 */
public record AreaFactsChanged(Set<Attribute> attributes, List<Integer> areas) {
  public AreaFactsChanged {
    attributes = Set.copyOf(attributes);
    areas = List.copyOf(areas);
  }

  /** The same of everything that was recorded together. */
  static AreaFactsChanged of(List<AreaFacts.NewFact> facts) {
    return new AreaFactsChanged(
        Set.copyOf(facts.stream().map(AreaFacts.NewFact::attribute).toList()),
        facts.stream().map(AreaFacts.NewFact::areaId).distinct().toList());
  }
}
