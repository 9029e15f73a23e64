package vn.khuyenhoc.reports;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetLimits;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reports.ReportHand.Line;

/**
 * What a report asks to be entered by hand as a workbook: out with empty cells, back with numbers
 * in them. An empty cell leaves what is there. Nothing is written by reading it: what it would
 * change becomes the fields of {@link ReportHand#save}.
 */
@Component
public class ReportHandSheet {

  static final long LARGEST = 2L << 20;

  private static final String CODE = "code";
  private static final String THERE = "there";
  private static final String VALUE = "value";
  private static final String WHOLE = "whole";
  private static final String WHY = "why";
  private static final List<String> KEYS =
      List.of(CODE, "label", "unit", "before", THERE, VALUE, WHOLE, WHY);
  private static final int LONGEST_REASON = 1000;
  private static final Pattern REPORT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final ReportHand hand;
  private final Reports reports;
  private final Languages languages;
  private final SheetReader reader = new SheetReader(SheetLimits.DEFAULT.withFileBytes(LARGEST));

  ReportHandSheet(ReportHand hand, Reports reports, Languages languages) {
    this.hand = hand;
    this.reports = reports;
    this.languages = languages;
  }

  private SheetShape shape(Texts t) {
    Texts other = languages.in(t.language().equals("en") ? "vi" : "en");
    List<Column> columns = new ArrayList<>();
    for (String key : KEYS) {
      String own = t.t("reports.hand.sheet." + key);
      String theirs = other.t("reports.hand.sheet." + key);
      Column column =
          switch (key) {
            case VALUE, WHOLE -> Column.number(key, own, theirs).width(18);
            case WHY -> Column.text(key, own, theirs).atMost(LONGEST_REASON).width(40);
            case "label" -> Column.text(key, own, theirs).width(60);
            case "unit" -> Column.text(key, own, theirs).width(14);
            default -> Column.text(key, own, theirs).width(24);
          };
      columns.add(
          key.equals(CODE) ? column.required() : key.equals(VALUE) ? column.present() : column);
    }
    return SheetShape.of(columns);
  }

  /** Writes every line with its code, its unit and what is there, and room for the numbers. */
  void write(Actor actor, UUID id, Texts t, OutputStream out) {
    ReportView view =
        ReportView.of(reports.open(actor, id), reports.working(actor, id), null, "", t);
    List<String> above =
        List.of(
            t.t("reports.hand.title"),
            view.title() + " · " + view.content().area().name(),
            t.t("reports.hand.sheet.lead"),
            t.t("reports.hand.sheet.of", id.toString()));
    try (SheetWriter writer =
        new SheetWriter(
            out, shape(t), t.t("reports.hand.sheet.tab"), above, SheetWords.of(t.locale()))) {
      for (Line line : hand.lines(actor, id, t)) {
        writer.row(
            line.id(), line.label(), line.unit(), line.previous(), line.says(t), null, null, null);
      }
    }
  }

  /**
   * What a workbook would do.
   *
   * @param rows how many lines it has
   * @param changes what it would change, line by line
   * @param fields the same as fields of the sheet, with what was there when it was read
   * @param problems everything that is wrong, each with its cell
   * @param warnings remarks about the file
   */
  public record Read(
      int rows,
      List<Change> changes,
      Map<String, String> fields,
      List<String> problems,
      List<String> warnings) {
    public Read {
      changes = List.copyOf(changes);
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A line that a workbook would change.
   *
   * @param cell where it stands there
   * @param there what it says now
   * @param will what it would say
   * @param meanwhile who changed it after the workbook was made and when; empty for nobody
   */
  public record Change(String cell, Line there, Line will, String meanwhile) {}

  /**
   * Says what a file would do as things stand now.
   *
   * @param note where its numbers come from
   */
  @Transactional(readOnly = true)
  public Read look(Actor actor, UUID id, Path file, String name, String note, Texts t) {
    Reading reading =
        new Reading(reports.writing(actor, id).report(), hand.lines(actor, id, t), note, t);
    SheetOutcome outcome = reader.read(file, name, shape(t), reading::take);
    if (outcome instanceof SheetOutcome.Read read) {
      String above =
          read.heading().titleRows().stream()
              .flatMap(row -> row.cells().stream())
              .collect(Collectors.joining(" "))
              .toLowerCase(Locale.ROOT);
      Matcher named = REPORT.matcher(above);
      if (named.find() && !named.group().equals(id.toString())) {
        reading.problems.addFirst(t.t(Problem.of(ReportProblem.HAND_OTHER_REPORT)));
      }
    }
    outcome.findings().forEach(reading::file);
    return new Read(
        reading.rows, reading.changes, reading.fields, reading.problems, reading.warnings);
  }

  /** One reading of a workbook. */
  private final class Reading {
    private final Report report;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final String note;
    private final Texts t;
    private final SheetWords words;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int rows;

    Reading(Report report, List<Line> lines, String note, Texts t) {
      this.report = report;
      this.note = note;
      this.t = t;
      this.words = SheetWords.of(t.locale());
      lines.forEach(line -> this.lines.put(line.id(), line));
    }

    void take(SheetRow row) {
      rows++;
      row.problems().forEach(one -> problems.add(words.sentenceWithPlace(one)));
      String code = row.text(CODE);
      if (code == null) {
        return;
      }
      Line line = lines.get(code.strip().toUpperCase(Locale.ROOT));
      if (line == null) {
        wrong(row, CODE, Problem.of(ReportProblem.HAND_LINE_UNKNOWN, code));
        return;
      }
      Integer before = seen.putIfAbsent(line.id(), row.number());
      if (before != null) {
        wrong(row, CODE, Problem.of(ReportProblem.HAND_LINE_TWICE, line.label(), before));
        return;
      }
      if (!line.share() && row.number(WHOLE) != null) {
        wrong(row, WHOLE, Problem.of(ReportProblem.HAND_NO_WHOLE, line.label()));
      }
      if (row.sound()) {
        change(row, line);
      }
    }

    private void change(SheetRow row, Line line) {
      Map<String, String> typed = typed(row, line);
      if (typed.isEmpty()) {
        return;
      }
      typed.put(ReportHand.WAS + line.id(), line.was());
      Line will = line.typed(typed);
      if (!line.changed(will, line.was())) {
        return;
      }
      List<Problem> wrong = hand.wrong(report, line, will, note);
      wrong.stream()
          .filter(one -> !ReportHand.NOTE.equals(one.field()))
          .forEach(one -> wrong(row, column(one, line), one));
      String there = row.text(THERE);
      boolean meanwhile =
          row.columnLetters(THERE) != null
              && line.at() != null
              && !VietnameseText.clean(there == null ? "" : there)
                  .equals(VietnameseText.clean(line.says(t)));
      changes.add(
          new Change(
              row.columnLetters(first(typed, line)) + row.number(),
              line,
              will,
              meanwhile ? line.said(t) : ""));
      fields.putAll(typed);
    }

    private Map<String, String> typed(SheetRow row, Line line) {
      Map<String, String> typed = new LinkedHashMap<>();
      BigDecimal value = row.number(VALUE);
      BigDecimal whole = line.share() ? row.number(WHOLE) : null;
      String why = row.text(WHY);
      if (value != null) {
        typed.put(ReportHand.VALUE + line.id(), ReportHand.field(value, t.language()));
      }
      if (whole != null) {
        typed.put(ReportHand.WHOLE + line.id(), ReportHand.field(whole, t.language()));
      }
      if (why != null && !why.isBlank()) {
        typed.put(ReportHand.SILENT + line.id(), "true");
        typed.put(ReportHand.REASON + line.id(), why);
      }
      return typed;
    }

    /** Where what was typed begins: at the number, what it is of, or why there is none. */
    private static String first(Map<String, String> typed, Line line) {
      return typed.containsKey(ReportHand.VALUE + line.id())
          ? VALUE
          : typed.containsKey(ReportHand.WHOLE + line.id()) ? WHOLE : WHY;
    }

    private static String column(Problem one, Line line) {
      String field = one.field() == null ? "" : one.field();
      return field.equals(ReportHand.WHOLE + line.id())
          ? WHOLE
          : field.equals(ReportHand.REASON + line.id()) ? WHY : VALUE;
    }

    private void wrong(SheetRow row, String column, Problem problem) {
      String letters = row.columnLetters(column);
      problems.add(
          t.t(
              "reports.hand.sheet.cell",
              (letters == null ? "" : letters) + row.number(),
              t.t(problem)));
    }

    void file(SheetFinding finding) {
      (finding.warning() ? warnings : problems).add(words.sentenceWithPlace(finding));
    }
  }
}
