package vn.khuyenhoc.platform.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows of a CSV file in Unicode, as Excel saves it: quoted where needed, separated by comma,
 * semicolon or tab, whichever the first lines have most of. Every cell is text.
 */
final class CsvRows implements RowSource {

  private static final int LOOKED_AT = 16_384;
  private static final int LONGEST_CELL = 32_767;

  private final Reader in;
  private final SheetLimits limits;
  private final char separator;
  private final StringBuilder cell = new StringBuilder(64);
  private int lastRow;
  private boolean ended;

  private CsvRows(Reader in, char separator, SheetLimits limits) {
    this.in = in;
    this.separator = separator;
    this.limits = limits;
  }

  static CsvRows open(Path path, SheetLimits limits) throws IOException {
    InputStream bytes = Files.newInputStream(path);
    try {
      Charset charset = charset(path);
      Reader in =
          new BufferedReader(
              new InputStreamReader(
                  bytes,
                  charset
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)),
              1 << 16);
      in.mark(LOOKED_AT);
      char[] start = new char[LOOKED_AT];
      int length = 0;
      for (int read; length < LOOKED_AT; length += read) {
        read = in.read(start, length, LOOKED_AT - length);
        if (read < 0) {
          break;
        }
      }
      in.reset();
      int from = length > 0 && start[0] == '\uFEFF' ? 1 : 0;
      if (from == 1 && in.read() != '\uFEFF') {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      String head = new String(start, from, length - from);
      boolean announced = head.length() > 5 && head.startsWith("sep=") && (head.charAt(5) < ' ');
      CsvRows rows = new CsvRows(in, announced ? head.charAt(4) : separator(head), limits);
      if (announced) {
        rows.next(new RawRow(1));
      }
      return rows;
    } catch (CharacterCodingException other) {
      bytes.close();
      throw new Refusal(SheetProblem.NOT_UNICODE);
    } catch (IOException | RuntimeException failure) {
      bytes.close();
      throw failure;
    }
  }

  private static Charset charset(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] mark = in.readNBytes(4);
      if (mark.length >= 2) {
        int first = (mark[0] & 0xFF) << 8 | (mark[1] & 0xFF);
        if (first == 0xFFFE) {
          return StandardCharsets.UTF_16LE;
        }
        if (first == 0xFEFF) {
          return StandardCharsets.UTF_16BE;
        }
      }
      return StandardCharsets.UTF_8;
    }
  }

  private static char separator(String head) {
    int tabs = 0;
    int semicolons = 0;
    int commas = 0;
    boolean quoted = false;
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        tabs += c == '\t' ? 1 : 0;
        semicolons += c == ';' ? 1 : 0;
        commas += c == ',' ? 1 : 0;
      }
    }
    return tabs > 0 && tabs >= semicolons && tabs >= commas
        ? '\t'
        : semicolons > commas ? ';' : ',';
  }

  @Override
  public boolean next(RawRow row) throws IOException {
    if (ended) {
      return false;
    }
    try {
      return read(row);
    } catch (CharacterCodingException other) {
      throw new Refusal(SheetProblem.NOT_UNICODE);
    }
  }

  private boolean read(RawRow row) throws IOException {
    int c = in.read();
    if (c < 0) {
      ended = true;
      return false;
    }
    row.number = ++lastRow;
    int column = 0;
    while (true) {
      cell.setLength(0);
      if (c == '"') {
        c = quoted();
      }
      while (c >= 0 && c != separator && c != '\n' && c != '\r') {
        append(c);
        c = in.read();
      }
      put(row, column++);
      if (c == separator) {
        c = in.read();
        continue;
      }
      if (c == '\r') {
        in.mark(1);
        if (in.read() != '\n') {
          in.reset();
        }
      }
      ended = c < 0;
      return true;
    }
  }

  /** Reads to the closing quote; tells the character behind it. */
  private int quoted() throws IOException {
    while (true) {
      int c = in.read();
      if (c < 0) {
        return c;
      }
      if (c == '"') {
        c = in.read();
        if (c != '"') {
          return c;
        }
      }
      append(c);
    }
  }

  private void append(int c) throws Refusal {
    if (cell.length() >= LONGEST_CELL) {
      throw new Refusal(SheetProblem.DAMAGED);
    }
    cell.append((char) c);
  }

  private void put(RawRow row, int column) throws Refusal {
    String text = cell.toString();
    if (text.isBlank()) {
      return;
    }
    if (column >= limits.columns()) {
      throw new Refusal(SheetProblem.TOO_MANY_COLUMNS, limits.columns());
    }
    row.set(column, RawRow.TEXT, Formats.GENERAL, false, text);
  }

  @Override
  public List<String> merged() {
    return List.of();
  }

  @Override
  public boolean since1904() {
    return false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
