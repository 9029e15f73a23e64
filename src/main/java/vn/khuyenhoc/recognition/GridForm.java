package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseNumbers;

/**
 * The grid as the browser sends it: for every household the points on the screen, and the points
 * that were there when the page was drawn, so that what somebody typed can be told from what they
 * merely saw. A household that somebody else scored in between carries the typed points of the
 * conflict and whose points are to hold.
 */
final class GridForm {

  /** The part of a field's name after the dossier: the version that was looked at. */
  static final String VERSION = "version";

  /** The points that stood in the cells when the page was drawn. */
  static final String SHOWN = "shown";

  /** The points typed over somebody else's, which wait for a choice. */
  static final String CONFLICT = "conflict";

  /** Who scored in between, as a sentence names them. */
  static final String BY = "by";

  /** Whose points hold: {@link #MINE}, anything else keeps theirs. */
  static final String CHOICE = "choice";

  static final String MINE = "mine";

  /**
   * One household of the form.
   *
   * @param version the version that was looked at; 0 where none was sent
   * @param typed what stands in the cells, by indicator
   * @param shown what stood in them; null where the form does not say
   * @param conflict what was typed over somebody else's points when that was refused
   * @param by who scored in between; empty for no conflict
   * @param mine whether the typed points hold
   */
  record Row(
      int version,
      Map<String, String> typed,
      @Nullable Map<String, String> shown,
      Map<String, String> conflict,
      String by,
      boolean mine) {

    /** Whether somebody typed into the cell, or wants what they typed before to hold. */
    boolean wanted(String indicator) {
      String value = typed.getOrDefault(indicator, "");
      String before = conflict.get(indicator);
      if (before != null) {
        return mine || !same(value, before);
      }
      return shown == null || !same(value, shown.getOrDefault(indicator, ""));
    }

    /** The points that stood in a cell; null where the form does not say. */
    @Nullable String seen(String indicator) {
      return shown == null ? null : shown.getOrDefault(indicator, "");
    }

    /** What stood in the cells, as numbers; null where the form does not say. */
    @Nullable Map<String, @Nullable BigDecimal> seen() {
      if (shown == null) {
        return null;
      }
      Map<String, @Nullable BigDecimal> points = new HashMap<>();
      shown.forEach((indicator, value) -> points.put(indicator, points(value)));
      return points;
    }
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();

  GridForm(Map<String, String> fields) {
    Map<String, Map<String, String>> parts = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          int colon = name.indexOf(':');
          if (colon > 0) {
            parts
                .computeIfAbsent(name.substring(0, colon), any -> new TreeMap<>())
                .put(name.substring(colon + 1), value.strip());
          }
        });
    parts.forEach(
        (key, part) -> {
          String version = part.getOrDefault(VERSION, "");
          String shown = part.get(SHOWN);
          Map<String, String> conflict = unpacked(part.getOrDefault(CONFLICT, ""));
          String by = part.getOrDefault(BY, "");
          boolean mine = MINE.equals(part.get(CHOICE));
          for (String own : new String[] {VERSION, SHOWN, CONFLICT, BY, CHOICE}) {
            part.remove(own);
          }
          rows.put(
              key,
              new Row(
                  version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0,
                  part,
                  shown == null ? null : unpacked(shown),
                  conflict,
                  by,
                  mine));
        });
  }

  /** The households of the form by the text of their dossier's key, in order. */
  Map<String, Row> rows() {
    return rows;
  }

  /** Points as a cell holds them. */
  static String text(@Nullable BigDecimal points) {
    return points == null ? "" : points.stripTrailingZeros().toPlainString();
  }

  /** The number in a cell; null for an empty cell and for what is none. */
  static @Nullable BigDecimal points(String value) {
    return VietnameseNumbers.parse(value) instanceof NumberReading.Ok number
        ? number.value()
        : null;
  }

  /** Whether two cells hold the same, written one way or another. */
  static boolean same(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    BigDecimal first = points(one);
    BigDecimal second = points(other);
    return first != null && second != null && first.compareTo(second) == 0;
  }

  /** Cells as one hidden field holds them: {@code 1.1=5&2.1=}. */
  static String packed(Map<String, String> cells) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(cells)
        .forEach(
            (indicator, value) ->
                text.append(text.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(indicator, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }

  private static Map<String, String> unpacked(String text) {
    Map<String, String> cells = new HashMap<>();
    for (String part : text.split("&")) {
      int sign = part.indexOf('=');
      if (sign > 0) {
        try {
          cells.put(
              URLDecoder.decode(part.substring(0, sign), StandardCharsets.UTF_8),
              URLDecoder.decode(part.substring(sign + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException forged) {
          // Then the cell counts as one that was empty when the page was drawn.
          cells.put(part.substring(0, sign), "");
        }
      }
    }
    return cells;
  }
}
