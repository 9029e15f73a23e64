package vn.khuyenhoc.platform.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Walks the rows of one sheet of a workbook. */
final class XlsxRows implements RowSource {

  private static final int LAST_ROW = 1_048_576;
  private static final int LAST_COLUMN = 16_384;
  private static final int MOST_MERGES = 10_000;

  private final XmlPart xml;
  private final SharedStrings texts;
  private final byte[] formats;
  private final boolean since1904;
  private final SheetLimits limits;
  private final List<String> merged = new ArrayList<>();
  private final StringBuilder buffer = new StringBuilder(64);
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
      if (event == XMLStreamConstants.END_DOCUMENT) {
        ended = true;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
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
    for (int i = 0; i < xml.attributeCount(); i++) {
      String name = xml.attributeName(i);
      if (name.equals("r")) {
        number = Cells.number(xml.attributeValue(i), 0);
      } else if (name.equals("hidden")) {
        row.hidden = isTrue(xml.attributeValue(i));
      }
    }
    if (number <= lastRow || number > LAST_ROW) {
      throw new Refusal(SheetProblem.DAMAGED);
    }
    lastRow = number;
    row.number = number;
    int column = -1;
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_DOCUMENT) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
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
      String name = xml.attributeName(i);
      if (name.length() != 1) {
        continue;
      }
      switch (name.charAt(0)) {
        case 'r' -> column = Cells.column(xml.attributeValue(i));
        case 't' -> type = xml.attributeValue(i);
        case 's' -> {
          int style = Cells.number(xml.attributeValue(i), 0);
          format = style >= 0 && style < formats.length ? formats[style] : Formats.GENERAL;
        }
        default -> {}
      }
    }
    if (column < following || column >= LAST_COLUMN) {
      throw new Refusal(SheetProblem.DAMAGED);
    }
    boolean formula = false;
    String value = null;
    int depth = xml.depth();
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_DOCUMENT) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        if (xml.depth() < depth) {
          break;
        }
        continue;
      }
      switch (xml.name()) {
        case "v" -> {
          buffer.setLength(0);
          xml.text(buffer);
          value = buffer.toString();
        }
        case "f" -> formula = true;
        case "is" -> {
          buffer.setLength(0);
          richText(xml, buffer);
          value = unescaped(buffer);
        }
        default -> {}
      }
    }
    put(row, column, type, format, formula, value);
    return column;
  }

  private void put(
      RawRow row, int column, String type, byte format, boolean formula, @Nullable String value)
      throws IOException {
    byte kind = RawRow.BLANK;
    String text = "";
    if (value != null) {
      text = value;
      switch (type) {
        case "s" -> {
          int index = Cells.number(value, 0);
          if (index < 0 || index >= texts.size()) {
            throw new Refusal(SheetProblem.DAMAGED);
          }
          text = texts.get(index);
          kind = RawRow.TEXT;
        }
        case "inlineStr" -> kind = RawRow.TEXT;
        case "str" -> {
          text = unescaped(value);
          kind = RawRow.TEXT;
        }
        case "b" -> kind = RawRow.BOOLEAN;
        case "e" -> kind = RawRow.ERROR;
        case "d" -> kind = RawRow.ISO_DATE;
        default -> kind = value.isEmpty() ? RawRow.BLANK : RawRow.NUMBER;
      }
    }
    if (kind == RawRow.BLANK && !formula || kind == RawRow.TEXT && text.isBlank() && !formula) {
      return;
    }
    if (column >= limits.columns()) {
      throw new Refusal(SheetProblem.TOO_MANY_COLUMNS, limits.columns());
    }
    row.set(column, kind, format, formula, text);
  }

  /** The text of an element with runs ({@code si}, {@code is}), phonetic readings aside. */
  static void richText(XmlPart xml, StringBuilder into) throws IOException {
    int depth = xml.depth();
    int phonetic = 0;
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_DOCUMENT) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        if (xml.depth() < depth) {
          return;
        }
        if (phonetic > 0 && xml.depth() < phonetic) {
          phonetic = 0;
        }
      } else if (xml.name().equals("rPh")) {
        phonetic = xml.depth();
      } else if (phonetic == 0 && xml.name().equals("t")) {
        xml.text(into);
      }
    }
  }

  /** Excel writes characters that XML cannot carry as {@code _x000D_}. */
  static String unescaped(CharSequence written) {
    String text = written.toString();
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
