package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What somebody typed into a form, as they typed it: nothing is lost when it cannot be read, or
 * when a row is added. Rows of a list are called {@code step-0-points}, their number {@code steps}.
 */
public final class TypedForm {

  private static final int MOST_ROWS = 60;

  private final Map<String, String> values;

  /** What the fields hold. */
  public TypedForm(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  /** The fields by name. */
  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** What a field holds; nothing for a field that was not sent. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** Whether a box is ticked. */
  public boolean on(String name) {
    return get(name).equals("true");
  }

  /** A text of one line, without blanks around it. */
  String line(String name) {
    return VietnameseText.clean(get(name));
  }

  /** A text of several lines. */
  String lines(String name) {
    return VietnameseText.cleanLines(get(name)).strip();
  }

  TypedForm put(String name, @Nullable Object value) {
    values.put(name, value == null ? "" : value.toString());
    return this;
  }

  /** A number as people type it: exact, nothing between thousands; empty for none. */
  TypedForm number(Texts t, String name, @Nullable BigDecimal number) {
    if (number == null) {
      return put(name, "");
    }
    BigDecimal plain = number.stripTrailingZeros();
    // three decimals would be read as thousands
    int places = plain.scale() == 3 ? 4 : Math.max(0, plain.scale());
    return put(name, plain.setScale(places).toPlainString().replace('.', t.decimalMark()));
  }

  TypedForm tick(String name, boolean on) {
    return put(name, on ? "true" : "");
  }

  /** How many rows a list has: {@code step} for the rows {@code step-0-…}. */
  public int rows(String list) {
    String rows = get(list + "s");
    return rows.matches("\\d{1,3}") ? Math.min(MOST_ROWS, Integer.parseInt(rows)) : 0;
  }

  /** What a row of a list holds. */
  public String row(String list, int row, String name) {
    return get(list + "-" + row + "-" + name);
  }

  /** The same with an empty row at the end. */
  TypedForm added(String list) {
    return put(list + "s", Math.min(MOST_ROWS, rows(list) + 1));
  }

  /** The same without a row; those below move up. */
  TypedForm dropped(String list, int gone) {
    int rows = rows(list);
    if (gone < 0 || gone >= rows) {
      return this;
    }
    Map<String, String> kept = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          String[] parts = name.split("-", 3);
          boolean row = parts.length == 3 && parts[0].equals(list) && parts[1].matches("\\d{1,3}");
          int at = row ? Integer.parseInt(parts[1]) : -1;
          if (!row || at < gone) {
            kept.put(name, value);
          } else if (at > gone) {
            kept.put(list + "-" + (at - 1) + "-" + parts[2], value);
          }
        });
    return new TypedForm(kept).put(list + "s", rows - 1);
  }

  /**
   * The form after a button that adds or removes a row: {@code add-step}, {@code drop-step-2}.
   *
   * @return null where the button was another one
   */
  @Nullable TypedForm pressed(String button) {
    if (button.matches("add-[a-z]+")) {
      return added(button.substring(4));
    }
    if (button.matches("drop-[a-z]+-\\d{1,3}")) {
      int cut = button.lastIndexOf('-');
      return dropped(button.substring(5, cut), Integer.parseInt(button.substring(cut + 1)));
    }
    return null;
  }

  /** Reads numbers and collects what cannot be read. */
  static final class Reader {
    private final TypedForm form;
    private final List<Problem> problems = new ArrayList<>();

    Reader(TypedForm form) {
      this.form = form;
    }

    List<Problem> problems() {
      return problems;
    }

    void wrong(String field, EditProblem problem, Object... arguments) {
      problems.add(Problem.at(field, problem, arguments));
    }

    /** A number; null for an empty field, and with a problem for one that is none. */
    @Nullable BigDecimal number(String field) {
      String typed = form.line(field);
      if (typed.isEmpty()) {
        return null;
      }
      return switch (VietnameseNumbers.parse(typed)) {
        case NumberReading.Ok ok when ok.value().precision() <= 12 && ok.value().scale() <= 6 ->
            ok.value();
        case NumberReading.Ambiguous both -> {
          wrong(
              field,
              EditProblem.NUMBER_AMBIGUOUS,
              typed,
              both.candidates().getFirst(),
              both.candidates().getLast());
          yield null;
        }
        default -> {
          wrong(field, EditProblem.NUMBER_UNREADABLE, typed);
          yield null;
        }
      };
    }

    /** A number that has to be there. */
    BigDecimal needed(String field) {
      int before = problems.size();
      BigDecimal number = number(field);
      if (number == null && problems.size() == before) {
        wrong(field, EditProblem.NUMBER_MISSING);
      }
      return number == null ? BigDecimal.ZERO : number;
    }
  }
}
