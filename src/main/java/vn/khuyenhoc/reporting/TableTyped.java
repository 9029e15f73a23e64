package vn.khuyenhoc.reporting;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a form or an address holds, as typed: of each field every value that is not empty.
 *
 * @param fields by name
 */
public record TableTyped(Map<String, List<String>> fields) {

  private static final int LONGEST = 4_000;

  public TableTyped {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    fields.forEach(
        (name, values) -> {
          List<String> some = values.stream().filter(value -> !value.isBlank()).toList();
          if (!some.isEmpty()) {
            kept.put(name, some);
          }
        });
    fields = java.util.Collections.unmodifiableMap(kept);
  }

  /** What a request holds. */
  static TableTyped of(Map<String, String[]> request) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    request.forEach((name, values) -> fields.put(name, Arrays.asList(values)));
    return new TableTyped(fields);
  }

  /** What the query of an address holds; what cannot be read is left out. */
  static TableTyped of(String query) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String part : query.substring(0, Math.min(query.length(), LONGEST)).split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        try {
          fields
              .computeIfAbsent(
                  URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
                  name -> new ArrayList<>())
              .add(URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException unreadable) {
          continue;
        }
      }
    }
    return new TableTyped(fields);
  }

  /** Whether nobody has asked anything yet. */
  boolean fresh() {
    return !fields.containsKey("measure") && !fields.containsKey("rows");
  }

  /** The same where nothing else was typed into a field. */
  TableTyped over(TableTyped typed) {
    Map<String, List<String>> all = new LinkedHashMap<>(fields);
    all.putAll(typed.fields);
    return new TableTyped(all);
  }

  /** The last value of a field; empty for none. */
  public String one(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? "" : values.getLast().strip();
  }

  /** Every value of a field. */
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Whether one of the values of a field is that. */
  public boolean has(String name, String value) {
    return all(name).contains(value);
  }
}
