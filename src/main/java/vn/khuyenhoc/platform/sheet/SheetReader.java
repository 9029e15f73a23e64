package vn.khuyenhoc.platform.sheet;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Reads an uploaded sheet row by row, in memory that does not grow with it.
 *
 * <p>Reads .xlsx, and CSV files named so; says what to do about anything else. The sheet taken is
 * the first visible one with the shape's headers, which may stand below a title. Whatever the
 * content of the file, the answer is an outcome and never an exception.
 */
public final class SheetReader {

  private static final int MOST_FINDINGS = 10_000;

  private final SheetLimits limits;

  /** A reader with the usual limits. */
  public SheetReader() {
    this(SheetLimits.DEFAULT);
  }

  /** A reader with limits of its own. */
  public SheetReader(SheetLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads the file and hands its rows over, top down, those with problems too.
   *
   * <p>The handler may write as it goes, but has to be able to forget: only {@link
   * SheetOutcome.Read} says that the rows were all of the file.
   *
   * @param file the uploaded content; no other file is ever opened
   * @param fileName the name it was uploaded under
   * @throws E what the handler throws
   * @throws UncheckedIOException if the disk, not the content, fails
   */
  public <E extends Exception> SheetOutcome read(
      Path file, String fileName, SheetShape shape, RowHandler<E> handler) throws E {
    if (!Files.isReadable(file)) {
      throw new UncheckedIOException(new NoSuchFileException(file.toString()));
    }
    Reading reading = new Reading(shape);
    try {
      reading.open(file, fileName);
      for (SheetRow row = reading.next(); row != null; row = reading.next()) {
        handler.take(row);
      }
      return reading.outcome();
    } catch (Refusal refusal) {
      return new SheetOutcome.Refused(refusal.findings());
    } finally {
      reading.close();
    }
  }

  /**
   * Looks at the beginning of a file, so that somebody can say which of its columns means what.
   *
   * @param headerRow the row to take for the header, 0 for none; null to look for it
   * @param rows how many rows to show at most
   */
  public SheetGlance glance(
      Path file, String fileName, SheetShape shape, @Nullable Integer headerRow, int rows) {
    if (!Files.isReadable(file)) {
      throw new UncheckedIOException(new NoSuchFileException(file.toString()));
    }
    try {
      return switch (FileKind.of(file, fileName, limits)) {
        case CSV -> {
          try (RowSource csv = CsvRows.open(file, limits)) {
            yield glance(csv, "", shape, headerRow, rows);
          }
        }
        case XLSX -> {
          try (XlsxFile opened = XlsxFile.open(file, limits)) {
            SheetGlance best = null;
            long most = -1;
            for (XlsxFile.SheetPart sheet : opened.sheets()) {
              if (sheet.hidden()) {
                continue;
              }
              try (RowSource source = opened.rows(sheet)) {
                SheetGlance one = glance(source, sheet.name(), shape, headerRow, rows);
                long known = one.guess().stream().filter(column -> column >= 0).count();
                if (!one.first().isEmpty() && known > most) {
                  most = known;
                  best = one;
                }
              }
            }
            if (best == null) {
              throw new Refusal(SheetProblem.EMPTY_FILE);
            }
            yield best;
          }
        }
      };
    } catch (Refusal refusal) {
      return SheetGlance.refused(refusal.findings());
    } catch (FileNotFoundException | NoSuchFileException gone) {
      throw new UncheckedIOException(gone);
    } catch (IOException | RuntimeException broken) {
      return SheetGlance.refused(List.of(SheetFinding.ofFile(SheetProblem.DAMAGED)));
    }
  }

  /**
   * The visible sheets of a workbook that hold anything, in their order.
   *
   * @return none for a file that is no workbook, or none that can be read
   */
  public List<String> sheetNames(Path file) {
    List<String> names = new ArrayList<>();
    try (XlsxFile opened = XlsxFile.open(file, limits)) {
      for (XlsxFile.SheetPart sheet : opened.sheets()) {
        if (!sheet.hidden() && holdsAnything(opened, sheet)) {
          names.add(sheet.name());
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
    return names;
  }

  private static boolean holdsAnything(XlsxFile opened, XlsxFile.SheetPart sheet)
      throws IOException {
    try (RowSource rows = opened.rows(sheet)) {
      RawRow row = new RawRow(16);
      while (rows.next(row)) {
        if (!row.isBlank()) {
          return true;
        }
        row = new RawRow(16);
      }
      return false;
    }
  }

  private static SheetGlance glance(
      RowSource source, String sheetName, SheetShape shape, @Nullable Integer headerRow, int rows)
      throws IOException {
    Headers headers = new Headers(shape);
    List<RawRow> looked = new ArrayList<>();
    long letters = 0;
    RawRow header = null;
    int bestScore = 0;
    while (looked.size() < Headers.SEARCHED_ROWS && letters < Headers.SEARCHED_LETTERS) {
      RawRow row = new RawRow(16);
      if (!source.next(row)) {
        break;
      }
      if (row.isBlank()) {
        continue;
      }
      looked.add(row);
      letters += row.letters();
      int score = headers.score(row);
      if (headerRow == null ? score > bestScore : row.number == headerRow) {
        bestScore = score;
        header = row;
      }
    }
    if (looked.isEmpty() && sheetName.isEmpty()) {
      throw new Refusal(SheetProblem.EMPTY_FILE);
    }
    if (header == null && headerRow == null) {
      // the first row with as much in it as any other is meant as the header
      int widest = looked.stream().mapToInt(SheetReader::filled).max().orElse(0);
      header = looked.stream().filter(row -> filled(row) == widest).findFirst().orElse(null);
    }
    int[] found = new int[shape.columns().size()];
    Arrays.fill(found, -1);
    List<SheetGlance.Line> lines = new ArrayList<>();
    int from = 0;
    if (header != null) {
      found = headers.match(header, new ArrayList<>());
      from = Math.max(0, looked.indexOf(header) - rows / 2);
    }
    for (RawRow row : looked.subList(from, Math.min(looked.size(), from + rows))) {
      lines.add(new SheetGlance.Line(row.number, Reading.shown(row, source)));
    }
    return new SheetGlance(
        List.of(),
        sheetName,
        header == null ? 0 : header.number,
        lines,
        Arrays.stream(found).boxed().toList());
  }

  private static int filled(RawRow row) {
    int filled = 0;
    for (int i = 0; i < row.width; i++) {
      if (row.kind(i) != RawRow.BLANK) {
        filled++;
      }
    }
    return filled;
  }

  /** One reading of one file. */
  private final class Reading {

    private final SheetShape shape;
    private final Headers headers;
    private final List<SheetFinding> findings = new ArrayList<>();
    private final Deque<RawRow> ahead = new ArrayDeque<>();
    private @Nullable XlsxFile workbook;
    private @Nullable RowSource source;
    private @Nullable SheetHeading heading;
    private @Nullable Values values;
    private int[] found = new int[0];
    private int[] firstFormulas = new int[0];
    private int room = 16;
    private int rows;
    private int unsound;
    private int hidden;
    private boolean belowHeader = true;

    Reading(SheetShape shape) {
      this.shape = shape;
      this.headers = new Headers(shape);
    }

    void open(Path file, String fileName) throws Refusal {
      try {
        switch (FileKind.of(file, fileName, limits)) {
          case CSV -> {
            RowSource csv = CsvRows.open(file, limits);
            source = csv;
            if (!findHeader(csv, "")) {
              throw noHeader();
            }
            refuseBadHeader();
          }
          case XLSX -> {
            XlsxFile opened = XlsxFile.open(file, limits);
            workbook = opened;
            chooseSheet(opened);
          }
        }
      } catch (Refusal refusal) {
        throw refusal;
      } catch (FileNotFoundException | NoSuchFileException gone) {
        throw new UncheckedIOException(gone);
      } catch (IOException | RuntimeException broken) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
    }

    /** Takes the first visible sheet whose header is sound, else says what the best one lacks. */
    private void chooseSheet(XlsxFile opened) throws IOException {
      String wanted = shape.sheetName();
      String hiddenFit = null;
      boolean named = false;
      int best = 0;
      List<SheetFinding> bestFindings = List.of();
      for (XlsxFile.SheetPart sheet : opened.sheets()) {
        if (wanted != null && !VietnameseText.sameName(wanted, sheet.name())) {
          continue;
        }
        named = true;
        RowSource rowsOfSheet = opened.rows(sheet);
        source = rowsOfSheet;
        if (findHeader(rowsOfSheet, sheet.name())) {
          boolean sound = findings.stream().allMatch(SheetFinding::warning);
          if (sound && !sheet.hidden()) {
            return;
          }
          int columns = (int) Arrays.stream(found).filter(at -> at >= 0).count();
          if (sound && hiddenFit == null) {
            hiddenFit = sheet.name();
          } else if (!sound && !sheet.hidden() && columns > best) {
            best = columns;
            bestFindings = List.copyOf(findings);
          }
        }
        rowsOfSheet.close();
        source = null;
        ahead.clear();
        findings.clear();
      }
      if (hiddenFit != null) {
        throw new Refusal(SheetProblem.HIDDEN_SHEET, hiddenFit);
      }
      if (!bestFindings.isEmpty()) {
        throw new Refusal(bestFindings);
      }
      throw wanted != null && !named ? new Refusal(SheetProblem.NO_SUCH_SHEET, wanted) : noHeader();
    }

    private void refuseBadHeader() throws Refusal {
      if (findings.stream().anyMatch(finding -> !finding.warning())) {
        throw new Refusal(List.copyOf(findings));
      }
    }

    private Refusal noHeader() {
      List<Column> columns = shape.columns();
      List<Column> needed =
          columns.stream().filter(column -> column.need() != Column.Need.OPTIONAL).toList();
      return new Refusal(
          SheetProblem.NO_HEADER,
          (needed.isEmpty() ? columns : needed)
              .stream().map(Column::header).collect(Collectors.joining(", ")));
    }

    /** Looks at the first rows; the one that names most columns is the header. */
    private boolean findHeader(RowSource rowsOfSheet, String sheetName) throws IOException {
      SheetMapping mapping = shape.mapping();
      if (mapping != null) {
        return takeMapping(mapping, rowsOfSheet, sheetName);
      }
      List<RawRow> looked = new ArrayList<>();
      int best = -1;
      int bestScore = 0;
      long letters = 0;
      while (looked.size() < Headers.SEARCHED_ROWS && letters < Headers.SEARCHED_LETTERS) {
        RawRow row = new RawRow(room);
        if (!rowsOfSheet.next(row)) {
          break;
        }
        if (row.isBlank()) {
          continue;
        }
        looked.add(row);
        letters += row.letters();
        int score = headers.score(row);
        if (score > bestScore) {
          bestScore = score;
          best = looked.size() - 1;
        }
        if (score == shape.columns().size()) {
          break;
        }
      }
      if (best < 0 || !headers.isHeader(bestScore)) {
        return false;
      }
      RawRow header = looked.get(best);
      found = headers.match(header, findings);
      values = new Values(shape, found, rowsOfSheet.since1904());
      firstFormulas = new int[found.length];
      room = Math.max(1, header.width);
      List<SheetHeading.TitleRow> titles = new ArrayList<>();
      for (RawRow title : looked.subList(0, best)) {
        titles.add(new SheetHeading.TitleRow(title.number, shown(title, rowsOfSheet)));
      }
      heading =
          new SheetHeading(
              sheetName,
              titles,
              header.number,
              shown(header, rowsOfSheet),
              Arrays.stream(found).boxed().toList());
      ahead.addAll(looked.subList(best + 1, looked.size()));
      return true;
    }

    /** The columns are where somebody said they are. */
    private boolean takeMapping(SheetMapping mapping, RowSource rowsOfSheet, String sheetName)
        throws IOException {
      List<SheetHeading.TitleRow> titles = new ArrayList<>();
      List<String> headerCells = List.of();
      for (boolean reached = mapping.headerRow() <= 0; !reached; ) {
        RawRow row = new RawRow(room);
        if (!rowsOfSheet.next(row)) {
          return false;
        }
        if (row.number >= mapping.headerRow()) {
          headerCells = shown(row, rowsOfSheet);
          room = Math.max(1, row.width);
          reached = true;
        } else if (!row.isBlank()) {
          titles.add(new SheetHeading.TitleRow(row.number, shown(row, rowsOfSheet)));
        }
      }
      List<Column> columns = shape.columns();
      found = new int[columns.size()];
      for (int i = 0; i < found.length; i++) {
        Column column = columns.get(i);
        found[i] = mapping.columns().getOrDefault(column.key(), -1);
        if (found[i] < 0 && column.need() != Column.Need.OPTIONAL) {
          findings.add(
              new SheetFinding(
                  SheetProblem.MISSING_COLUMN,
                  mapping.headerRow(),
                  null,
                  column.key(),
                  "",
                  List.of(column.header())));
        }
      }
      values = new Values(shape, found, rowsOfSheet.since1904());
      firstFormulas = new int[found.length];
      heading =
          new SheetHeading(
              sheetName,
              titles,
              mapping.headerRow(),
              headerCells,
              Arrays.stream(found).boxed().toList());
      return true;
    }

    private static List<String> shown(RawRow row, RowSource rowsOfSheet) {
      List<String> cells = new ArrayList<>(row.width);
      for (int i = 0; i < row.width; i++) {
        cells.add(Values.shown(row, i, rowsOfSheet.since1904()));
      }
      return cells;
    }

    @Nullable SheetRow next() throws Refusal {
      Values reader = values;
      if (reader == null) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      try {
        for (RawRow raw = nextRaw(); raw != null; raw = nextRaw()) {
          if (isNothing(raw)) {
            continue;
          }
          boolean first = belowHeader;
          belowHeader = false;
          if (isRowCount(raw) || first && isColumnNumbers(raw)) {
            continue;
          }
          if (++rows > limits.rows()) {
            throw new Refusal(SheetProblem.TOO_MANY_ROWS, VietnameseNumbers.format(limits.rows()));
          }
          if (raw.hidden) {
            hidden++;
          }
          int[] before = firstFormulas;
          SheetRow row = reader.row(raw);
          for (int i = 0; i < before.length; i++) {
            if (before[i] == 0 && reader.formulas()[i] > 0) {
              before[i] = raw.number;
            }
          }
          if (!row.sound()) {
            unsound++;
          }
          return row;
        }
        return null;
      } catch (Refusal refusal) {
        throw refusal;
      } catch (IOException | RuntimeException broken) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
    }

    private @Nullable RawRow nextRaw() throws IOException {
      RawRow waiting = ahead.poll();
      if (waiting != null) {
        return waiting;
      }
      RowSource rowsOfSheet = source;
      if (rowsOfSheet == null) {
        return null;
      }
      RawRow row = new RawRow(room);
      return rowsOfSheet.next(row) ? row : null;
    }

    /** Blank where it matters: prepared forms number their rows beforehand. */
    private boolean isNothing(RawRow raw) {
      for (int column : found) {
        if (raw.kind(column) != RawRow.BLANK
            || column >= 0 && column < raw.width && raw.formulas[column]) {
          return false;
        }
      }
      return true;
    }

    /** The line that ends our own exports. */
    private boolean isRowCount(RawRow raw) {
      if (raw.width == 0 || raw.kind(0) != RawRow.TEXT) {
        return false;
      }
      for (int i = 1; i < raw.width; i++) {
        if (raw.kind(i) != RawRow.BLANK) {
          return false;
        }
      }
      String text = raw.text(0);
      for (SheetWords words : SheetWords.ALL) {
        String start = words.rowCount("");
        if (text.startsWith(start)
            && text.substring(start.length())
                .chars()
                .allMatch(c -> c == '.' || Character.isDigit(c))) {
          return true;
        }
      }
      return false;
    }

    /**
     * The line (1) (2) (3) … or A B 1 2 … that many offices put below the header. One cell below
     * every header, in sequence: no row of data looks like that.
     */
    private boolean isColumnNumbers(RawRow raw) {
      SheetHeading above = heading;
      int headed = 0;
      int letters = 0;
      int numbers = 0;
      for (int i = 0; above != null && i < Math.max(raw.width, above.headers().size()); i++) {
        boolean header = i < above.headers().size() && !above.headers().get(i).isEmpty();
        if (header != (raw.kind(i) != RawRow.BLANK)) {
          return false;
        }
        if (!header) {
          continue;
        }
        headed++;
        String text = raw.text(i).replace("(", "").replace(")", "").strip();
        if (text.equals(String.valueOf(numbers + 1)) || text.equals(numbers + 1 + ".0")) {
          numbers++;
        } else if (numbers == 0 && text.equals(String.valueOf((char) ('A' + letters)))) {
          letters++;
        } else {
          return false;
        }
      }
      return headed >= 3;
    }

    SheetOutcome outcome() throws Refusal {
      SheetHeading above = heading;
      RowSource rowsOfSheet = source;
      if (above == null || rowsOfSheet == null) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      for (String range : rowsOfSheet.merged()) {
        merged(above, range);
      }
      Values reader = values;
      for (int i = 0; reader != null && i < found.length; i++) {
        int count = reader.formulas()[i];
        if (count > 0) {
          Column column = shape.columns().get(i);
          findings.add(
              new SheetFinding(
                  SheetProblem.FORMULAS,
                  firstFormulas[i],
                  Cells.letters(found[i]),
                  column.key(),
                  "",
                  List.of(column.header(), VietnameseNumbers.format(count))));
        }
      }
      if (hidden > 0) {
        findings.add(
            SheetFinding.ofFile(SheetProblem.HIDDEN_ROWS, VietnameseNumbers.format(hidden)));
      }
      if (rows == 0) {
        findings.add(SheetFinding.ofFile(SheetProblem.NO_ROWS));
      }
      return new SheetOutcome.Read(above, rows, unsound, findings);
    }

    private void merged(SheetHeading above, String range) {
      int colon = range.indexOf(':');
      String first = colon < 0 ? range : range.substring(0, colon);
      String last = colon < 0 ? range : range.substring(colon + 1);
      int bottom = Cells.row(last);
      int top = Cells.row(first);
      if (top <= above.headerRow() || bottom < top || findings.size() >= MOST_FINDINGS) {
        return;
      }
      int left = Cells.column(first);
      int right = Cells.column(last);
      for (int i = 0; i < found.length; i++) {
        if (found[i] >= left && found[i] <= right) {
          findings.add(
              new SheetFinding(
                  SheetProblem.MERGED_CELLS,
                  top,
                  Cells.letters(found[i]),
                  shape.columns().get(i).key(),
                  range,
                  List.of(range)));
          return;
        }
      }
    }

    void close() {
      try (XlsxFile opened = workbook;
          RowSource rowsOfSheet = source) {
        // Both are closed on leaving, the rows before the workbook they come from.
      } catch (IOException atTheEnd) {
        throw new UncheckedIOException(atTheEnd);
      }
    }
  }
}
