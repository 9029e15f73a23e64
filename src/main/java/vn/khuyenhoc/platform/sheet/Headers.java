package vn.khuyenhoc.platform.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.LegacyEncoding;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Finds the header among the first rows of a sheet and the shape's columns in it. */
final class Headers {

  /** The header stands within the first so many rows that are not blank. */
  static final int SEARCHED_ROWS = 40;

  /** … and their first so many characters, for these rows are kept. */
  static final long SEARCHED_LETTERS = 1 << 20;

  private final SheetShape shape;
  private final Map<String, Integer> byName = new HashMap<>();
  private final Set<String> ignored = new HashSet<>();

  Headers(SheetShape shape) {
    this.shape = shape;
    List<Column> columns = shape.columns();
    for (int i = 0; i < columns.size(); i++) {
      for (String header : columns.get(i).headers()) {
        byName.putIfAbsent(name(header), i);
      }
    }
    for (SheetWords words : SheetWords.ALL) {
      for (String header : words.ignoredHeaders()) {
        ignored.add(name(header));
      }
    }
  }

  /** Letters and digits only, without accents; what stands in brackets is explanation. */
  static String name(String header) {
    String typed = VietnameseText.clean(header);
    int bracket = typed.indexOf('(');
    String name = letters(bracket > 0 ? typed.substring(0, bracket) : typed);
    return name.isEmpty() ? letters(typed) : name;
  }

  private static String letters(String typed) {
    String folded = VietnameseText.fold(typed);
    StringBuilder name = new StringBuilder(folded.length());
    folded.codePoints().filter(Character::isLetterOrDigit).forEach(name::appendCodePoint);
    return name.toString();
  }

  private int column(String header) {
    Integer found = byName.get(name(header));
    if (found == null) {
      found = byName.get(name(LegacyEncoding.repair(header)));
    }
    return found == null ? -1 : found;
  }

  /** How many columns of the shape a row names. */
  int score(RawRow row) {
    Set<Integer> named = new HashSet<>();
    for (int i = 0; i < row.width; i++) {
      if (row.kind(i) == RawRow.TEXT) {
        named.add(column(row.text(i)));
      }
    }
    named.remove(-1);
    return named.size();
  }

  /** Whether a row names enough columns to be meant as the header. */
  boolean isHeader(int score) {
    return score >= Math.min(2, shape.columns().size());
  }

  /** Where each column of the shape stands, and what is wrong with the header, all at once. */
  int[] match(RawRow row, List<SheetFinding> findings) {
    List<Column> columns = shape.columns();
    int[] found = new int[columns.size()];
    Arrays.fill(found, -1);
    List<SheetFinding> unknown = new ArrayList<>();
    for (int i = 0; i < row.width; i++) {
      if (row.kind(i) == RawRow.BLANK) {
        continue;
      }
      String header = VietnameseText.clean(row.text(i));
      int column = row.kind(i) == RawRow.TEXT ? column(header) : -1;
      if (column < 0) {
        if (!ignored.contains(name(header)) && !header.isEmpty()) {
          unknown.add(finding(SheetProblem.UNKNOWN_COLUMN, row.number, i, null, header, header));
        }
      } else if (found[column] >= 0) {
        findings.add(
            finding(
                SheetProblem.DUPLICATE_COLUMN,
                row.number,
                i,
                columns.get(column).key(),
                header,
                header,
                Cells.letters(found[column])));
      } else {
        found[column] = i;
      }
    }
    for (int i = 0; i < found.length; i++) {
      Column column = columns.get(i);
      if (found[i] < 0 && column.need() != Column.Need.OPTIONAL) {
        findings.add(
            new SheetFinding(
                SheetProblem.MISSING_COLUMN,
                row.number,
                null,
                column.key(),
                "",
                List.of(column.header())));
      }
    }
    findings.addAll(unknown);
    return found;
  }

  private static SheetFinding finding(
      SheetProblem problem,
      int row,
      int column,
      @Nullable String key,
      String value,
      Object... arguments) {
    return new SheetFinding(problem, row, Cells.letters(column), key, value, List.of(arguments));
  }
}
