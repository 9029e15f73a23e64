package vn.khuyenhoc.areas;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaFacts.Attribute;
import vn.khuyenhoc.areas.AreaFacts.Entry;
import vn.khuyenhoc.areas.AreaFacts.Suggestion;
import vn.khuyenhoc.platform.web.Texts;

/**
 * One attribute of an area as a line: what holds today, or what is missing and what is offered.
 *
 * @param attribute what it is
 * @param label its name
 * @param now what holds today; null for nothing known
 * @param value the value in words; empty for nothing known
 * @param suggestion what the areas that became this one had together; null for none
 * @param offer the suggestion in words; empty for none
 */
public record FactLine(
    Attribute attribute,
    String label,
    @Nullable Entry now,
    String value,
    @Nullable Suggestion suggestion,
    String offer) {

  /** Every attribute of an area. */
  static List<FactLine> of(
      Texts t, List<Entry> entries, Map<Attribute, Suggestion> suggested, LocalDate day) {
    Map<Attribute, Entry> now = new EnumMap<>(Attribute.class);
    entries.stream()
        .filter(entry -> entry.holds(day))
        .forEach(entry -> now.put(entry.attribute(), entry));
    List<FactLine> lines = new ArrayList<>();
    for (Attribute attribute : Attribute.values()) {
      Entry entry = now.get(attribute);
      Suggestion suggestion = entry == null ? suggested.get(attribute) : null;
      lines.add(
          new FactLine(
              attribute,
              label(t, attribute),
              entry,
              entry == null ? "" : value(t, attribute, entry.value()),
              suggestion,
              suggestion == null ? "" : offer(t, suggestion)));
    }
    return lines;
  }

  /** What an attribute is called. */
  public static String label(Texts t, Attribute attribute) {
    return t.t("areas.fact." + attribute.name());
  }

  /** A value in words: 51.293 người, 11,92 km², Có. */
  public static String value(Texts t, Attribute attribute, String value) {
    return switch (attribute.form()) {
      case WHOLE, DECIMAL ->
          t.t("areas.fact.value." + attribute.name(), t.decimal(new BigDecimal(value)));
      case YES_OR_NO, STATUS -> t.t("areas.fact.value." + attribute.name() + "." + value);
    };
  }

  private static String offer(Texts t, Suggestion suggestion) {
    String parts =
        suggestion.parts().stream()
            .map(
                part ->
                    t.t(
                        "areas.fact.part",
                        part.name(),
                        part.value() == null
                            ? t.t("areas.fact.unknown")
                            : t.decimal(new BigDecimal(part.value()))))
            .collect(Collectors.joining(", "));
    String sum = suggestion.value();
    return sum == null
        ? t.t("areas.fact.offer.incomplete", parts)
        : t.t("areas.fact.offer", value(t, suggestion.attribute(), sum), parts);
  }
}
