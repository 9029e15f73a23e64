package vn.khuyenhoc.platform.sheet;

/** Text of a cell as the file format spells it: {@code _x000D_} for what XML cannot carry. */
final class SheetText {

  private static final int LONGEST_CELL = 32_767;

  private SheetText() {}

  /**
   * A text as a cell holds it: never a formula, and cut where Excel would call the file damaged.
   */
  static String cell(String text) {
    String guarded = Cells.guarded(text);
    return escaped(
        guarded.length() <= LONGEST_CELL ? guarded : guarded.substring(0, LONGEST_CELL - 1) + "…");
  }

  /** Excel's spelling of a text; undone by {@link XlsxRows#unescaped}. */
  static String escaped(String text) {
    StringBuilder spelled = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      boolean spell =
          c < ' ' && c != '\n' && c != '\t'
              || c >= 0x7F && c < 0xA0
              || c >= 0xFFFE
              || Character.isSurrogate(c) && !pair
              || c == '_' && isSpelling(text, i);
      if (spell && spelled == null) {
        spelled = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (spelled != null) {
        if (spell) {
          spelled.append(String.format("_x%04X_", (int) c));
        } else {
          spelled.append(c);
        }
      }
      if (pair) {
        i++;
        if (spelled != null) {
          spelled.append(text.charAt(i));
        }
      }
    }
    return spelled == null ? text : spelled.toString();
  }

  private static boolean isSpelling(String text, int at) {
    return at + 6 < text.length()
        && text.charAt(at + 1) == 'x'
        && text.charAt(at + 6) == '_'
        && XlsxRows.hex(text, at + 2) >= 0;
  }
}
