package vn.khuyenhoc.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Option;

/**
 * One field of a form that is drawn from its description.
 *
 * @param name its name, where problems of it are shown
 * @param label its words
 * @param type how it is drawn
 * @param value as typed
 * @param hint a quieter line; null for none
 * @param options what can be chosen; empty where nothing is
 * @param required whether it must be filled in
 * @param most most characters; 0 for any
 */
public record FormField(
    String name,
    String label,
    Type type,
    String value,
    @Nullable String hint,
    List<Option> options,
    boolean required,
    int most) {

  /** How a field is drawn. */
  public enum Type {
    /** One line. */
    TEXT,
    /** A short number. */
    NUMBER,
    /** Several lines. */
    LINES,
    /** A list to choose from. */
    CHOICE,
    /** A few large choices. */
    RADIO,
    /** A day. */
    DAY,
    /** A box to tick. */
    TICK,
    /** Sent, not shown. */
    HIDDEN
  }

  static FormField hidden(String name, String value) {
    return new FormField(name, "", Type.HIDDEN, value, null, List.of(), false, 0);
  }

  static FormField of(Type type, String name, String label, String value) {
    return new FormField(name, label, type, value, null, List.of(), true, 0);
  }

  FormField hint(String words) {
    return new FormField(name, label, type, value, words, options, required, most);
  }

  FormField from(List<Option> choices) {
    return new FormField(name, label, type, value, hint, choices, required, most);
  }

  FormField optional() {
    return new FormField(name, label, type, value, hint, options, false, most);
  }

  FormField most(int characters) {
    return new FormField(name, label, type, value, hint, options, required, characters);
  }

  /** Whether the box is ticked. */
  public boolean ticked() {
    return value.equals("true");
  }
}
