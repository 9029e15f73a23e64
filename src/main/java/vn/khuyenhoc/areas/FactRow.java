package vn.khuyenhoc.areas;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.khuyenhoc.areas.AreaFacts.Attribute;
import vn.khuyenhoc.areas.AreaFacts.Fact;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What is known today of one of several areas, attribute by attribute.
 *
 * @param areaId the area
 * @param name its name
 * @param values its values in words, in the order of the attributes; empty for what is not known
 */
public record FactRow(int areaId, String name, List<String> values) {

  public FactRow {
    values = List.copyOf(values);
  }

  /** The areas of which anything is known. */
  static List<FactRow> of(Texts t, List<Area> areas, Map<Integer, Map<Attribute, Fact>> known) {
    return areas.stream()
        .filter(area -> known.containsKey(area.id()))
        .map(
            area -> {
              Map<Attribute, Fact> facts = known.getOrDefault(area.id(), Map.of());
              return new FactRow(
                  area.id(),
                  area.name(),
                  Arrays.stream(Attribute.values())
                      .map(
                          attribute -> {
                            Fact fact = facts.get(attribute);
                            return fact == null ? "" : FactLine.value(t, attribute, fact.value());
                          })
                      .toList());
            })
        .toList();
  }
}
