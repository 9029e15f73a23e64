package vn.khuyenhoc.platform.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a sheet: its values by column of the shape, and everything wrong with them.
 *
 * <p>A cell with a problem, a blank one and one whose column is absent have no value ({@code
 * null}); {@link #typed} tells what stands in it.
 */
public final class SheetRow {

  private final int number;
  private final SheetShape shape;
  private final int[] found;
  private final RawRow raw;
  private final @Nullable Object[] values;
  private final List<SheetFinding> problems;
  private final boolean since1904;

  SheetRow(
      int number,
      SheetShape shape,
      int[] found,
      RawRow raw,
      @Nullable Object[] values,
      List<SheetFinding> problems,
      boolean since1904) {
    this.number = number;
    this.shape = shape;
    this.found = found;
    this.raw = raw;
    this.values = values;
    this.problems = problems;
    this.since1904 = since1904;
  }

  /** The row's number as Excel shows it, from 1. */
  public int number() {
    return number;
  }

  /** Everything that keeps this row out; empty for a sound row. */
  public List<SheetFinding> problems() {
    return problems;
  }

  /** Whether nothing is wrong with it as a row of a sheet. */
  public boolean sound() {
    return problems.isEmpty();
  }

  /** A cleaned text. */
  public @Nullable String text(String key) {
    return text(shape.position(key));
  }

  /** A cleaned text, by {@linkplain SheetShape#position position}. */
  public @Nullable String text(int position) {
    return (String) values[position];
  }

  /** A whole number. */
  public @Nullable Long wholeNumber(String key) {
    return wholeNumber(shape.position(key));
  }

  /** A whole number, by position. */
  public @Nullable Long wholeNumber(int position) {
    return (Long) values[position];
  }

  /** A number; of a column of percentages in hundredths. */
  public @Nullable BigDecimal number(String key) {
    return number(shape.position(key));
  }

  /** A number, by position. */
  public @Nullable BigDecimal number(int position) {
    return (BigDecimal) values[position];
  }

  /** A day. */
  public @Nullable LocalDate date(String key) {
    return date(shape.position(key));
  }

  /** A day, by position. */
  public @Nullable LocalDate date(int position) {
    return (LocalDate) values[position];
  }

  /** What stands in the cell of a column, as a person sees it; empty when blank or absent. */
  public String typed(String key) {
    return typed(shape.position(key));
  }

  /** What stands in the cell of a column, by position. */
  public String typed(int position) {
    int column = found[position];
    return column < 0 ? "" : Values.shown(raw, column, since1904);
  }

  /** All cells as a person sees them, from column A, those of unknown columns too. */
  public List<String> cells() {
    List<String> cells = new ArrayList<>(raw.width);
    for (int i = 0; i < raw.width; i++) {
      cells.add(Values.shown(raw, i, since1904));
    }
    return cells;
  }

  /** Letters of the column a key was found in, as Excel shows them; null if it is absent. */
  public @Nullable String columnLetters(String key) {
    int column = found[shape.position(key)];
    return column < 0 ? null : Cells.letters(column);
  }

  RawRow raw() {
    return raw;
  }

  boolean since1904() {
    return since1904;
  }
}
