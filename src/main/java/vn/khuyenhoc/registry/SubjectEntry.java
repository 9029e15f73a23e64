package vn.khuyenhoc.registry;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What can be entered of anything that is no household.
 *
 * @param name full name
 * @param address place within the area; may be empty
 * @param note anything worth knowing; may be empty
 * @param values what its kind has besides: text, Integer, Boolean or a code; what is not known has
 *     no entry
 */
public record SubjectEntry(
    String name, String address, String note, Map<SubjectField, Object> values) {

  private static final List<String> CONCEALED = List.of("sex", "address", "note");

  /** Texts in the one form in which the product keeps them. */
  public SubjectEntry {
    name = VietnameseText.clean(name);
    address = VietnameseText.clean(address);
    note = VietnameseText.cleanLines(note);
    Map<SubjectField, Object> kept = new EnumMap<>(SubjectField.class);
    values.forEach(
        (field, value) -> {
          Object clean = value instanceof String text ? VietnameseText.clean(text) : value;
          if (!clean.equals("")) {
            kept.put(field, clean);
          }
        });
    values = java.util.Collections.unmodifiableMap(kept);
  }

  /** An entry of a name alone, to be followed by {@link #with}. */
  public static SubjectEntry named(String name) {
    return new SubjectEntry(name, "", "", Map.of());
  }

  /** The same with one more value; null for not known. */
  public SubjectEntry with(SubjectField field, @Nullable Object value) {
    Map<SubjectField, Object> more = new EnumMap<>(SubjectField.class);
    more.putAll(values);
    if (value == null) {
      more.remove(field);
    } else {
      more.put(field, value);
    }
    return new SubjectEntry(name, address, note, more);
  }

  /** A text or code; null when not known. */
  public @Nullable String text(SubjectField field) {
    return (String) values.get(field);
  }

  /** A number; null when not reported. */
  public @Nullable Integer number(SubjectField field) {
    return (Integer) values.get(field);
  }

  /** Whether it is said to be so. */
  public boolean yes(SubjectField field) {
    return Boolean.TRUE.equals(values.get(field));
  }

  /** Everything by the names that history and sheets use; what is not known is null. */
  Map<String, @Nullable Object> facts(SubjectKind kind) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("name", name);
    facts.put("address", address);
    kind.fields().forEach(field -> facts.put(field.column(), values.get(field)));
    facts.put("note", note);
    return facts;
  }

  /**
   * Whether only that it changed is written down, never the value: what a person can have erased by
   * taking their consent back.
   *
   * @param column as history names it
   */
  static boolean concealed(SubjectKind kind, String column) {
    return kind == SubjectKind.CITIZEN && CONCEALED.contains(column);
  }

  /** Leaves of the concealed ones only that they changed; of what was and is blank, nothing. */
  static void conceal(
      SubjectKind kind, Map<String, @Nullable Object> was, Map<String, @Nullable Object> is) {
    for (String column : CONCEALED) {
      if (concealed(kind, column) && is.containsKey(column)) {
        Object value = is.get(column);
        boolean filled = value != null && !value.equals("");
        if (was.containsKey(column) || filled) {
          is.put(column, true);
        } else {
          is.remove(column);
        }
        was.remove(column);
      }
    }
  }

  /** What differs, as it was and as it is. */
  static void difference(
      Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after,
      Map<String, @Nullable Object> was,
      Map<String, @Nullable Object> is) {
    after.forEach(
        (name, value) -> {
          if (!Objects.equals(before.get(name), value)) {
            was.put(name, before.get(name));
            is.put(name, value);
          }
        });
  }
}
