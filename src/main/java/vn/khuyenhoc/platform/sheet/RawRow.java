package vn.khuyenhoc.platform.sheet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row as it stands in the file, before anybody knows what its columns mean. */
final class RawRow {

  static final byte BLANK = 0;
  static final byte TEXT = 1;
  static final byte NUMBER = 2;
  static final byte BOOLEAN = 3;
  static final byte ERROR = 4;
  static final byte ISO_DATE = 5;

  int number;
  boolean hidden;
  int width;
  byte[] kinds;
  byte[] formats;
  boolean[] formulas;
  @Nullable String[] texts;

  /** A row with room for that many columns, to begin with. */
  RawRow(int room) {
    kinds = new byte[room];
    formats = new byte[room];
    formulas = new boolean[room];
    texts = new String[room];
  }

  void set(int column, byte kind, byte format, boolean formula, String text) {
    if (column >= kinds.length) {
      int size = Math.max(column + 1, kinds.length * 2);
      kinds = Arrays.copyOf(kinds, size);
      formats = Arrays.copyOf(formats, size);
      formulas = Arrays.copyOf(formulas, size);
      texts = Arrays.copyOf(texts, size);
    }
    kinds[column] = kind;
    formats[column] = format;
    formulas[column] = formula;
    texts[column] = text;
    width = Math.max(width, column + 1);
  }

  byte kind(int column) {
    return column >= 0 && column < width ? kinds[column] : BLANK;
  }

  /** The text of a cell, empty when blank. */
  String text(int column) {
    String text = column >= 0 && column < width ? texts[column] : null;
    return text == null ? "" : text;
  }

  /** How many characters its cells hold. */
  long letters() {
    long letters = 0;
    for (int i = 0; i < width; i++) {
      letters += text(i).length();
    }
    return letters;
  }

  boolean isBlank() {
    for (int i = 0; i < width; i++) {
      if (kinds[i] != BLANK) {
        return false;
      }
    }
    return true;
  }
}
