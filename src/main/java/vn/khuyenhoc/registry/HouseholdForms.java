package vn.khuyenhoc.registry;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;

/** What somebody typed into a form about a household, and what is wrong with it as typed. */
final class HouseholdForms {

  private HouseholdForms() {}

  /**
   * An entry with everything wrong with it, both as typed and by the rules.
   *
   * @param entry what could be understood
   * @param problems what could not, and what the rules say
   */
  record Typed(HouseholdEntry entry, List<Problem> problems) {}

  /** Reads the fields of a household. */
  static Typed entry(Map<String, String> form) {
    List<Problem> problems = new ArrayList<>();
    HouseholdEntry entry =
        new HouseholdEntry(
            form.getOrDefault("head", ""),
            form.getOrDefault("address", ""),
            count(form, "children", problems),
            count(form, "adults", problems),
            count(form, "workers", problems),
            form.getOrDefault("note", ""));
    problems.addAll(HouseholdRules.problems(entry));
    return new Typed(entry, problems);
  }

  private static @Nullable Integer count(
      Map<String, String> form, String field, List<Problem> problems) {
    String typed = VietnameseText.clean(form.get(field));
    if (typed.isEmpty()) {
      return null;
    }
    if (typed.matches("[0-9]{1,4}")) {
      return Integer.valueOf(typed);
    }
    problems.add(Problem.at(field, RegistryProblem.NOT_A_COUNT, typed));
    return null;
  }

  /** A day as 2026-11-15 or 15/11/2026; null when it is none. */
  static @Nullable LocalDate day(Map<String, String> form, String field) {
    String typed = VietnameseText.clean(form.get(field));
    try {
      return LocalDate.parse(typed);
    } catch (DateTimeParseException notIso) {
      return VietnameseDates.parse(typed) instanceof DateReading.Ok day ? day.date() : null;
    }
  }

  /** The version of the household that the form was filled in for. */
  static int version(Map<String, String> form) {
    String typed = form.getOrDefault("version", "");
    if (!typed.matches("[0-9]{1,9}")) {
      throw new NotFoundException("version " + typed);
    }
    return Integer.parseInt(typed);
  }

  /** The identity that the form made for a new household. */
  static UUID id(Map<String, String> form) {
    try {
      return UUID.fromString(form.getOrDefault("id", ""));
    } catch (IllegalArgumentException forged) {
      throw new NotFoundException("form id");
    }
  }

  /** An area's identity; null when none was chosen. */
  static @Nullable Integer area(Map<String, String> form, String field) {
    String typed = form.getOrDefault(field, "");
    return typed.matches("[0-9]{1,9}") ? Integer.valueOf(typed) : null;
  }

  /** The fields as a form shows them. */
  static Map<String, String> values(HouseholdEntry entry) {
    Map<String, String> values = new HashMap<>();
    values.put("head", entry.head());
    values.put("address", entry.address());
    values.put("children", shown(entry.children()));
    values.put("adults", shown(entry.adults()));
    values.put("workers", shown(entry.workers()));
    values.put("note", entry.note());
    return values;
  }

  private static String shown(@Nullable Integer count) {
    return count == null ? "" : Objects.toString(count);
  }
}
