package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseDates;

/**
 * What was typed about a duty to report, as it was typed: each field with all its values.
 *
 * @param fields by their names
 */
public record ObligationForm(Map<String, List<String>> fields) {

  /** How many recipients a form has room for. */
  public static final int RECIPIENTS = 4;

  public ObligationForm {
    fields =
        fields.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, one -> List.copyOf(one.getValue())));
  }

  /** The first value of a field; empty for none. */
  public String one(String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** All values of a field. */
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Whether a field has this value among its own. */
  public boolean has(String name, String value) {
    return all(name).contains(value);
  }

  /** Whether something is ticked. */
  public boolean ticked(String name) {
    return !all(name).isEmpty();
  }

  /** Which version was open; 0 for none. */
  public int version() {
    return one("version").matches("[0-9]{1,6}") ? Integer.parseInt(one("version")) : 0;
  }

  /** An identity that the form names; null for none that can be read. */
  public @Nullable UUID id(String name) {
    return readId(one(name));
  }

  static @Nullable UUID readId(String typed) {
    return typed.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? UUID.fromString(typed)
        : null;
  }

  /** An empty form with these values. */
  public static ObligationForm fresh(Map<String, String> values) {
    return new ObligationForm(
        values.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue()))));
  }

  /** The form that says what a duty says. */
  public static ObligationForm of(ObligationSays says, int areaId, int version) {
    ObligationRule rule = says.rule();
    Map<String, List<String>> fields = new java.util.HashMap<>();
    put(fields, "title", says.title());
    put(fields, "area", String.valueOf(areaId));
    put(fields, "plan", Objects.requireNonNullElse(says.planId(), ""));
    put(fields, "document", says.document());
    put(fields, "number", says.number());
    put(fields, "words", says.words());
    put(fields, "reporter", says.reporter().name());
    put(
        fields,
        "reporters",
        says.reporters().stream().map(ObligationParty::said).collect(Collectors.joining("\n")));
    for (int at = 0; at < Math.min(RECIPIENTS, says.recipients().size()); at++) {
      ObligationParty one = says.recipients().get(at);
      UUID body = one.bodyId();
      put(fields, "side" + (at + 1), one.side().name());
      put(fields, "body" + (at + 1), body == null ? "" : body.toString());
      put(fields, "to" + (at + 1), one.words());
    }
    fields.put("form", says.forms());
    put(fields, "rhythm", rule.rhythm().name());
    put(fields, "first", said(rule.first()));
    put(fields, "second", said(rule.second()));
    put(fields, rule.rhythm() == ObligationRhythm.WEEKLY ? "weekday" : "day", said(rule.day()));
    if (rule.later()) {
      put(fields, "later", "true");
    }
    put(fields, "once", once(rule));
    ObligationPeriod about = rule.about();
    put(fields, "aboutFrom", about == null ? "" : VietnameseDates.format(about.from()));
    put(fields, "aboutTo", about == null ? "" : VietnameseDates.format(about.to()));
    put(fields, "daysAfter", said(rule.daysAfter()));
    put(fields, "inclusive", rule.inclusive() ? "UNTIL" : "BEFORE");
    put(fields, "from", VietnameseDates.format(says.from()));
    put(fields, "to", said(says.to()));
    put(fields, "tracked", VietnameseDates.format(says.trackedFrom()));
    fields.put("input", says.inputs().stream().map(UUID::toString).toList());
    if (says.afterCampaign()) {
      put(fields, "campaign", "true");
    }
    put(fields, "version", String.valueOf(version));
    return new ObligationForm(fields);
  }

  private static void put(Map<String, List<String>> fields, String name, String value) {
    fields.put(name, List.of(value));
  }

  private static String said(@Nullable MonthDay day) {
    return day == null ? "" : day.getDayOfMonth() + "/" + day.getMonthValue();
  }

  private static String said(@Nullable Integer number) {
    return number == null ? "" : String.valueOf(number);
  }

  private static String said(@Nullable LocalDate day) {
    return day == null ? "" : VietnameseDates.format(day);
  }

  private static String once(ObligationRule rule) {
    LocalDate day = rule.once();
    ObligationRule.Within within = rule.within();
    if (day == null || within == null) {
      return "";
    }
    return switch (within) {
      case DAY -> VietnameseDates.format(day);
      case QUARTER ->
          VietnameseDates.romanQuarter((day.getMonthValue() + 2) / 3) + "/" + day.getYear();
      case YEAR -> String.valueOf(day.getYear());
    };
  }

  /** The lines of a field of several, without empty ones. */
  public List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    Collections.addAll(lines, one(name).split("\\R"));
    lines.removeIf(String::isBlank);
    return lines;
  }
}
