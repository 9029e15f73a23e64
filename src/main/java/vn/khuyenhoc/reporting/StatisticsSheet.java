package vn.khuyenhoc.reporting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.sheet.CsvWriter;
import vn.khuyenhoc.platform.sheet.SameBytes;
import vn.khuyenhoc.platform.sheet.SheetNames;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Commune;
import vn.khuyenhoc.reporting.ResultsReport.Tree;

/**
 * The statistics table of a results report as a workbook of one sheet, ready to print on A4
 * landscape: the columns that reports of this kind show, both rates (of all households and of those
 * on the roll) among them. Figures are numbers; what has not been reported is words and stays out
 * of the sums.
 */
public final class StatisticsSheet {

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String FONT = "Times New Roman";
  private static final String COUNT = "#,##0";
  private static final String SHARE = "0.0%";
  private static final String POINTS = "+0.0;-0.0;0.0";
  private static final double[] WIDTHS = {5, 22, 7, 9, 26, 9, 11, 11, 11, 11, 11, 11, 9, 11, 24};
  private static final int COLUMNS = WIDTHS.length;
  private static final int SIZE = 11;
  private static final double LINE_HEIGHT = 15;
  private static final int BASE_LETTERS = 30;
  private static final int NAME_LETTERS = 25;
  private static final int LINES_A_PAGE = 48;
  private static final double MILLIMETRES_PER_INCH = 25.4;

  private final ResultsReport report;
  private final Worksheet sheet;
  private int row;
  private boolean strong;

  private StatisticsSheet(ResultsReport report, Worksheet sheet) {
    this.report = report;
    this.sheet = sheet;
  }

  /** The table as .xlsx. */
  public static byte[] of(ResultsReport report) {
    var bytes = new ByteArrayOutputStream();
    try (var workbook = new Workbook(bytes, "KhuyenHoc", "1.0")) {
      workbook
          .properties()
          .setTitle(
              report.wording().say("sheet.title", report.model(), Integer.toString(report.year())))
          .setCompany(report.issuer().name());
      var sheet = workbook.newWorksheet(name(report));
      new StatisticsSheet(report, sheet).write();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return SameBytes.undated(bytes.toByteArray());
  }

  /** The same table without its frame as CSV, for other programs; unknown figures stay empty. */
  public static byte[] csv(ResultsReport report) {
    Wording wording = report.wording();
    CsvWriter csv = new CsvWriter();
    List<String> headings = new ArrayList<>(headings(report));
    headings.add(wording.say("sheet.other-names"));
    headings.add(wording.say("sheet.tree"));
    headings.add(wording.say("sheet.tree.day"));
    csv.row(headings.toArray());
    Tree tree = report.tree();
    String read = wording.say(tree.basis() == Basis.AS_IS ? "sheet.as-is" : "sheet.as-was");
    for (int at = 0; at < report.communes().size(); at++) {
      Commune one = report.communes().get(at);
      boolean reported = one.hasReported();
      var target = one.target();
      csv.row(
          at + 1,
          one.name(),
          one.villages(),
          one.base().known() ? one.base().count() : null,
          base(one.base(), wording),
          one.roll(),
          reported || one.scored() > 0 ? one.scored() : null,
          reported ? one.sent() : null,
          reported ? one.approved() : null,
          reported ? one.recognised() : null,
          reported ? rounded(one.rate().percent()) : null,
          reported ? rounded(one.rateOnRoll().percent()) : null,
          target == null ? null : rounded(target.percent()),
          reported && target != null ? rounded(one.rate().above(target.percent())) : null,
          ResultsReportDocument.extent(one, report),
          one.otherNames(),
          read,
          VietnameseDates.format(tree.day()));
    }
    return csv.bytes();
  }

  private static @Nullable BigDecimal rounded(@Nullable BigDecimal figure) {
    return figure == null ? null : figure.setScale(1, RoundingMode.HALF_UP);
  }

  private static String name(ResultsReport report) {
    return SheetNames.of(
        report.wording().say("sheet.name", report.model(), Integer.toString(report.year())));
  }

  private void write() {
    page();
    titleBlock();
    int heading = row;
    heading();
    sheet.repeatRows(heading, heading);
    sheet.freezePane(2, heading + 1);
    for (int at = 0; at < report.communes().size(); at++) {
      commune(at + 1, report.communes().get(at));
    }
    total();
    signatures();
  }

  private void page() {
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.pageOrientation("landscape");
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) pages());
    sheet.topMargin(inches(20));
    sheet.bottomMargin(inches(20));
    sheet.leftMargin(inches(20));
    sheet.rightMargin(inches(15));
    sheet.footer(say("sheet.page") + " &P/&N", Position.CENTER);
    for (int column = 0; column < COLUMNS; column++) {
      sheet.width(column, WIDTHS[column]);
    }
  }

  /** So few pages that the signatures do not stand on one of their own. */
  private int pages() {
    int aroundTheTable = 27;
    return Math.ceilDiv(report.communes().size() + aroundTheTable, LINES_A_PAGE);
  }

  private void titleBlock() {
    int left = 4;
    var issuer = report.issuer();
    line(0, left, upper(issuer.superior()), false, SIZE);
    line(left + 1, COLUMNS - 1, Wording.of("decree30").say("nation"), true, SIZE);
    row++;
    line(0, left, upper(issuer.name()), true, SIZE);
    line(left + 1, COLUMNS - 1, Wording.of("decree30").say("motto"), true, 12);
    row += 2;
    line(
        0,
        COLUMNS - 1,
        upper(say("sheet.title", report.model(), Integer.toString(report.year()))),
        true,
        14);
    row++;
    if (report.sampleData()) {
      line(0, COLUMNS - 1, say("sample-data"), true, 12);
      row++;
    }
    line(0, COLUMNS - 1, say("sheet.area", report.area()), false, 12);
    row++;
    var moment = report.takenAt().atZone(VIETNAM);
    line(
        0,
        COLUMNS - 1,
        say(
            "sheet.taken",
            say("clock", two(moment.getHour()), two(moment.getMinute())),
            moment.toLocalDate()),
        false,
        12);
    row++;
    line(0, COLUMNS - 1, ResultsReportDocument.tree(report), false, 12);
    row++;
    var criteria = report.criteria();
    line(
        0,
        COLUMNS - 1,
        say(
            criteria.sample() ? "sheet.criteria.sample" : "sheet.criteria",
            criteria.title(),
            criteria.version(),
            criteria.issuer()),
        false,
        12);
    row++;
    for (var target : report.targets()) {
      line(
          0,
          COLUMNS - 1,
          say(
              "sheet.target",
              Integer.toString(target.year()),
              say("percent", VietnameseNumbers.format(target.percent())),
              target.plan(),
              target.scope()),
          false,
          12);
      row++;
    }
    row++;
  }

  private static List<String> headings(ResultsReport report) {
    Wording wording = report.wording();
    return List.of(
        wording.say("table.no"),
        wording.say("table.commune"),
        wording.say("table.villages", report.villageWord()),
        wording.say("table.base"),
        wording.say("sheet.base"),
        wording.say("table.roll"),
        wording.say("table.scored"),
        wording.say("table.sent"),
        wording.say("table.approved"),
        wording.say("table.recognised"),
        wording.say("sheet.rate"),
        wording.say("sheet.rate-on-roll"),
        wording.say("sheet.target.column"),
        wording.say("table.gap"),
        wording.say("table.reporting"));
  }

  private void heading() {
    var headings = headings(report);
    for (int column = 0; column < COLUMNS; column++) {
      sheet.value(row, column, headings.get(column));
    }
    sheet
        .range(row, 0, row, COLUMNS - 1)
        .style()
        .fontName(FONT)
        .fontSize(SIZE)
        .bold()
        .wrapText(true)
        .horizontalAlignment("center")
        .verticalAlignment("center")
        .borderStyle(BorderStyle.THIN)
        .set();
    sheet.rowHeight(row, 48);
    row++;
  }

  private void commune(int number, Commune commune) {
    count(0, (long) number);
    text(1, commune.names());
    count(2, (long) commune.villages());
    if (commune.base().known()) {
      count(3, commune.base().count());
    } else {
      missing(3, say("no-figure"));
    }
    var base = base(commune.base(), report.wording());
    text(4, base);
    count(5, commune.roll());
    boolean reported = commune.hasReported();
    count(6, reported || commune.scored() > 0 ? commune.scored() : null);
    count(7, reported ? commune.sent() : null);
    count(8, reported ? commune.approved() : null);
    count(9, reported ? commune.recognised() : null);
    share(10, reported, commune.rate().percent());
    share(11, reported, commune.rateOnRoll().percent());
    var target = commune.target();
    share(12, true, target == null ? null : target.percent());
    points(13, reported && target != null ? commune.rate().above(target.percent()) : null);
    text(14, ResultsReportDocument.extent(commune, report));
    // Rows do not grow by themselves where the sheet is only looked at.
    int lines =
        Math.max(
            Math.ceilDiv(base.length(), BASE_LETTERS),
            Math.ceilDiv(commune.names().length(), NAME_LETTERS));
    if (lines > 1) {
      sheet.rowHeight(row, LINE_HEIGHT * lines);
    }
    row++;
  }

  private void total() {
    strong = true;
    text(0, "");
    text(1, say("table.total"));
    count(2, report.sum(Commune::villages));
    count(3, report.sum(commune -> commune.base().count()));
    missing(4, say("no-figure"));
    count(5, report.sum(Commune::roll));
    count(6, report.sum(Commune::scored));
    count(7, report.sum(Commune::sent));
    count(8, report.sum(Commune::approved));
    count(9, report.sum(Commune::recognised));
    share(10, true, report.rateOfTable().percent());
    share(11, true, report.rateOnRoll().percent());
    for (int column = 12; column < COLUMNS; column++) {
      missing(column, say("no-figure"));
    }
    strong = false;
    row++;
    sheet.value(row, 0, say("sheet.note"));
    sheet.range(row, 0, row, COLUMNS - 1).merge();
    sheet
        .range(row, 0, row, COLUMNS - 1)
        .style()
        .fontName(FONT)
        .fontSize(SIZE)
        .italic()
        .wrapText(true)
        .verticalAlignment("top")
        .set();
    sheet.rowHeight(row, 32);
    row += 2;
  }

  private void signatures() {
    line(0, 4, say("sheet.prepared-by"), true, 12);
    for (var capacity : report.signature().capacity()) {
      line(9, COLUMNS - 1, capacity, true, 12);
      row++;
    }
    row += 4;
    line(9, COLUMNS - 1, report.signature().written(), true, 12);
  }

  // --- cells

  private void line(int from, int to, String text, boolean bold, int size) {
    sheet.value(row, from, VietnameseText.nfc(text));
    var range = sheet.range(row, from, row, to);
    range.merge();
    var style = range.style().fontName(FONT).fontSize(size).horizontalAlignment("center");
    if (bold) {
      style.bold();
    }
    style.set();
  }

  private void text(int column, String text) {
    sheet.value(row, column, harmless(VietnameseText.nfc(text)));
    cell(column, "left").indent(text.isEmpty() ? 0 : 1).wrapText(true).set();
  }

  /** A name out of the register is never taken for a formula, whatever it is pasted into. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private void count(int column, @Nullable Long figure) {
    if (figure == null) {
      missing(column, say("not-reported"));
      return;
    }
    sheet.value(row, column, figure);
    cell(column, "right").format(COUNT).set();
  }

  private void share(int column, boolean reported, @Nullable BigDecimal percent) {
    if (!reported || percent == null) {
      missing(column, say(reported ? "no-figure" : "not-reported"));
      return;
    }
    sheet.value(row, column, percent.movePointLeft(2));
    cell(column, "right").format(SHARE).set();
  }

  private void points(int column, @Nullable BigDecimal points) {
    if (points == null) {
      missing(column, say("no-figure"));
      return;
    }
    sheet.value(row, column, points.setScale(1, RoundingMode.HALF_UP));
    cell(column, "right").format(POINTS).set();
  }

  private void missing(int column, String words) {
    sheet.value(row, column, words);
    cell(column, "right").italic().wrapText(true).set();
  }

  private StyleSetter cell(int column, String alignment) {
    var style = sheet.style(row, column);
    style
        .fontName(FONT)
        .fontSize(SIZE)
        .horizontalAlignment(alignment)
        .verticalAlignment("center")
        .borderStyle(BorderStyle.THIN);
    return strong ? (StyleSetter) style.bold() : style;
  }

  private static String base(Base base, Wording wording) {
    return switch (base) {
      case Base.Roll roll -> wording.say("sheet.base.roll");
      case Base.Declared declared ->
          wording.say("sheet.base.declared", declared.source(), declared.asOf());
      case Base.Mixed mixed -> wording.say("sheet.base.mixed");
      case Base.Stated stated -> wording.say("sheet.base.stated", stated.households());
      case Base.Unknown unknown ->
          wording.say("sheet.base.unknown", unknown.stating(), unknown.households());
    };
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.of("vi"));
  }

  private static String two(int number) {
    return "%02d".formatted(number);
  }

  private static float inches(double millimetres) {
    return (float) (millimetres / MILLIMETRES_PER_INCH);
  }

  private String say(String key, @Nullable Object... values) {
    return report.wording().say(key, values);
  }
}
