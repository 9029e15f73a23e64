package vn.khuyenhoc.platform.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Walks the rows of one sheet of a workbook. */
final class XlsxRows implements RowSource {

  private static final int LAST_ROW = 1_048_576;
  private static final int LAST_COLUMN = 16_384;
  private static final int LONGEST_CELL = 32_767;
  private static final int MOST_MERGES = 10_000;

  private final XmlPart xml;
  private final SharedStrings texts;
  private final byte[] formats;
  private final boolean since1904;
  private final SheetLimits limits;
  private final List<String> merged = new ArrayList<>();
  private int lastRow;
  private boolean ended;

  XlsxRows(
      XmlPart xml, SharedStrings texts, byte[] formats, boolean since1904, SheetLimits limits) {
    this.xml = xml;
    this.texts = texts;
    this.formats = formats;
    this.since1904 = since1904;
    this.limits = limits;
  }

  @Override
  public boolean next(RawRow row) throws IOException {
    while (!ended) {
      int event = xml.next();
      if (event == XmlPart.END) {
        ended = true;
      } else if (event == XmlPart.OPEN) {
        switch (xml.name()) {
          case "row" -> {
            read(row);
            return true;
          }
          case "mergeCell" -> {
            String cells = xml.attribute("ref");
            if (cells != null && merged.size() < MOST_MERGES) {
              merged.add(cells);
            }
          }
          default -> {}
        }
      }
    }
    return false;
  }

  private void read(RawRow row) throws IOException {
    int number = lastRow + 1;
    String stated = xml.attribute("r");
    if (stated != null) {
      number = Cells.number(stated, 0);
    }
    String hidden = xml.attribute("hidden");
    row.hidden = hidden != null && isTrue(hidden);
    if (number <= lastRow || number > LAST_ROW) {
      throw new Refusal(SheetProblem.DAMAGED);
    }
    lastRow = number;
    row.number = number;
    int column = -1;
    while (true) {
      int event = xml.next();
      if (event == XmlPart.END) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      if (event == XmlPart.CLOSE) {
        if (xml.name().equals("row")) {
          return;
        }
      } else if (xml.name().equals("c")) {
        column = cell(row, column + 1);
      }
    }
  }

  private static boolean isTrue(String flag) {
    return flag.equals("1") || flag.equals("true");
  }

  /** Reads one cell to its end and tells its column. */
  private int cell(RawRow row, int following) throws IOException {
    int column = following;
    String type = "n";
    byte format = Formats.GENERAL;
    int count = xml.attributeCount();
    for (int i = 0; i < count; i++) {
      switch (xml.attributeLetter(i)) {
        case 'r' -> column = xml.attributeColumn(i);
        case 't' -> type = xml.attributeWord(i);
        case 's' -> {
          int style = xml.attributeNumber(i);
          format = style >= 0 && style < formats.length ? formats[style] : Formats.GENERAL;
        }
        default -> {}
      }
    }
    if (column < following || column >= LAST_COLUMN) {
      throw new Refusal(SheetProblem.DAMAGED);
    }
    boolean formula = false;
    boolean value = false;
    int depth = xml.depth();
    while (true) {
      int event = xml.next();
      if (event == XmlPart.CLOSE) {
        if (xml.depth() < depth) {
          break;
        }
      } else if (event == XmlPart.END) {
        throw new Refusal(SheetProblem.DAMAGED);
      } else if (xml.is("v")) {
        value = true;
        xml.clearText();
        xml.collectText();
      } else if (xml.is("is")) {
        value = true;
        xml.clearText();
        collectRuns(xml);
      } else if (xml.is("f")) {
        formula = true;
      }
    }
    put(row, column, value ? type : "", format, formula);
    return column;
  }

  private void put(RawRow row, int column, String type, byte format, boolean formula)
      throws IOException {
    byte kind;
    String text;
    switch (type) {
      case "" -> {
        kind = RawRow.BLANK;
        text = "";
      }
      case "s" -> {
        int index = xml.textNumber();
        if (index < 0 || index >= texts.size()) {
          throw new Refusal(SheetProblem.DAMAGED);
        }
        kind = RawRow.TEXT;
        text = texts.get(index);
      }
      case "inlineStr", "str" -> {
        kind = RawRow.TEXT;
        text = mayBeEscaped(xml) ? unescaped(xml.text()) : xml.text();
      }
      case "b" -> {
        kind = RawRow.BOOLEAN;
        text = xml.text();
      }
      case "e" -> {
        kind = RawRow.ERROR;
        text = xml.text();
      }
      case "d" -> {
        kind = RawRow.ISO_DATE;
        text = xml.text();
      }
      default -> {
        kind = xml.textLength() == 0 ? RawRow.BLANK : RawRow.NUMBER;
        text = xml.text();
      }
    }
    if (!formula && (kind == RawRow.BLANK || kind == RawRow.TEXT && isBlank(text))) {
      return;
    }
    if (text.length() > LONGEST_CELL) {
      throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
    }
    if (column >= limits.columns()) {
      throw new Refusal(SheetProblem.TOO_MANY_COLUMNS, limits.columns());
    }
    row.set(column, kind, format, formula, text);
  }

  private static boolean isBlank(String text) {
    return text.isEmpty() || text.charAt(0) <= ' ' && text.isBlank();
  }

  /** Collects the text of an element with runs ({@code si}, {@code is}) without its readings. */
  static void collectRuns(XmlPart xml) throws IOException {
    int depth = xml.depth();
    int reading = 0;
    while (true) {
      int event = xml.next();
      if (event == XmlPart.END) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      if (event == XmlPart.CLOSE) {
        if (xml.depth() < depth) {
          return;
        }
        if (xml.depth() < reading) {
          reading = 0;
        }
      } else if (xml.is("rPh")) {
        reading = xml.depth();
      } else if (reading == 0 && xml.is("t")) {
        xml.collectText();
      }
    }
  }

  static boolean mayBeEscaped(XmlPart xml) {
    byte[] bytes = xml.textBytes();
    for (int i = xml.textLength() - 7; i >= 0; i--) {
      if (bytes[i] == '_' && bytes[i + 1] == 'x') {
        return true;
      }
    }
    return false;
  }

  /** Excel writes characters that XML cannot carry as {@code _x000D_}. */
  static String unescaped(String text) {
    int at = text.indexOf("_x");
    if (at < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    while (at >= 0) {
      int code = at + 6 < text.length() && text.charAt(at + 6) == '_' ? hex(text, at + 2) : -1;
      if (code >= 0) {
        plain.append(text, from, at).append((char) code);
        from = at + 7;
        at = text.indexOf("_x", from);
      } else {
        at = text.indexOf("_x", at + 1);
      }
    }
    return plain.append(text, from, text.length()).toString();
  }

  static int hex(String text, int from) {
    int code = 0;
    for (int i = from; i < from + 4; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }

  @Override
  public List<String> merged() {
    return merged;
  }

  @Override
  public boolean since1904() {
    return since1904;
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}
