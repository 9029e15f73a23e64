package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.DocumentHead;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.DocumentTable;
import vn.khuyenhoc.platform.document.DocumentTable.Align;
import vn.khuyenhoc.platform.document.DocumentTable.Cell;
import vn.khuyenhoc.platform.document.DocumentTable.Column;
import vn.khuyenhoc.platform.document.DocumentTable.Row;
import vn.khuyenhoc.platform.document.Orientation;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Commune;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;
import vn.khuyenhoc.reporting.ResultsReport.Target;

/**
 * The results report as a Word document ready to be numbered and signed: sentences with the figures
 * in them, a table by commune as an annex, and room to write what only people know.
 */
public final class ResultsReportDocument {

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int LINES_TO_WRITE = 6;
  private static final int TABLE_SIZE = 11;

  private final ResultsReport report;
  private final Wording wording;
  private final List<Commune> late;
  private final boolean anyDeclared;

  private ResultsReportDocument(ResultsReport report) {
    this.report = report;
    this.wording = report.wording();
    this.late =
        report.communes().stream()
            .filter(commune -> commune.reporting() != Reporting.REPORTED)
            .toList();
    this.anyDeclared =
        report.communes().stream().anyMatch(commune -> !(commune.base() instanceof Base.Roll));
  }

  /** The report as .docx; the same report gives the same bytes. */
  public static byte[] of(ResultsReport report) {
    return document(report).toBytes();
  }

  /** The report as a document, with its figures by the names that templates know them by. */
  static AdministrativeDocument document(ResultsReport report) {
    ResultsReportDocument one = new ResultsReportDocument(report);
    return one.named(one.compose());
  }

  private AdministrativeDocument named(AdministrativeDocument document) {
    document
        .named("mo_hinh", report.model())
        .named("dia_ban", report.area())
        .named(
            "thoi_diem_so_lieu",
            VietnameseDates.format(report.takenAt().atZone(VIETNAM).toLocalDate()))
        .named("tong_so", report.base().known() ? number(report.base().count()) : say("no-figure"))
        .named("tren_danh_sach", number(report.sum(Commune::roll)))
        .named("da_cham", number(report.sum(Commune::scored)))
        .named("da_gui", number(report.sum(Commune::sent)))
        .named("da_duyet", number(report.sum(Commune::approved)))
        .named("da_cong_nhan", number(report.sum(Commune::recognised)))
        .named("ty_le", percent(report.rate()))
        .named("ty_le_tren_danh_sach", percent(report.rateOnRoll()))
        .named(
            "chi_tieu",
            report.targets().isEmpty()
                ? say("no-figure")
                : planned(report.targets().getFirst().percent()))
        .named("so_don_vi", number(report.areas().size()))
        .named("so_don_vi_bao_cao", number(report.count(Reporting.REPORTED)))
        .named("so_don_vi_chua_bao_cao", number(report.count(Reporting.NOT_REPORTED)));
    List<Map<String, String>> lines = new ArrayList<>();
    for (Commune commune : report.communes()) {
      boolean reported = commune.hasReported();
      Target target = commune.target();
      Map<String, String> line = new HashMap<>();
      line.put("tt", number(lines.size() + 1L));
      line.put("ten_don_vi", commune.names());
      line.put(
          "don_vi_tong_so",
          commune.base().known() ? number(commune.base().count()) : say("no-figure"));
      line.put("don_vi_tren_danh_sach", number(commune.roll()));
      line.put("don_vi_da_cham", given(reported || commune.scored() > 0, commune.scored()));
      line.put("don_vi_da_gui", given(reported, commune.sent()));
      line.put("don_vi_da_duyet", given(reported, commune.approved()));
      line.put("don_vi_da_cong_nhan", given(reported, commune.recognised()));
      line.put("don_vi_ty_le", reported ? rate(commune.rate()) : say("no-figure"));
      line.put("don_vi_chi_tieu", target == null ? say("no-figure") : figure(target.percent()));
      line.put("don_vi_bao_cao", extent(commune));
      lines.add(line);
    }
    return document.named("bang_don_vi", lines);
  }

  /** What was not reported is said, and is not zero. */
  private String given(boolean reported, long count) {
    return reported ? number(count) : say("not-reported");
  }

  private AdministrativeDocument compose() {
    var document =
        AdministrativeDocument.under(
            new DocumentHead(
                report.issuer(),
                DocumentKind.REPORT,
                report.number(),
                report.signedOn(),
                report.year(),
                say("subject", report.model(), year(report.year()), report.area()),
                report.takenAt()));
    sample(document);
    document.paragraph(opening());
    situation(document);
    results(document);
    document.part(say("difficulties")).writingLines(LINES_TO_WRITE);
    document.part(say("proposals")).writingLines(LINES_TO_WRITE);
    document.paragraph(
        say("closing", report.model(), year(report.year()), report.area(), report.issuer().name()));
    document.closing(report.recipients(), report.signature());
    document.annex(
        say("annex.communes", report.model(), year(report.year())), Orientation.LANDSCAPE);
    sample(document);
    communes(document);
    if (!late.isEmpty()) {
      document.annex(say("annex.late"), Orientation.PORTRAIT);
      sample(document);
      late(document);
    }
    return document;
  }

  private void sample(AdministrativeDocument document) {
    if (report.sampleData()) {
      document.notice(say("sample-data"));
    }
  }

  private String opening() {
    var moment = report.takenAt().atZone(VIETNAM);
    var time = clock(moment.toLocalTime());
    var plans =
        report.targets().stream().map(Target::plan).distinct().collect(Collectors.joining("; "));
    return plans.isEmpty()
        ? say(
            "opening",
            report.issuer().name(),
            report.model(),
            year(report.year()),
            time,
            moment.toLocalDate())
        : say(
            "opening.plans",
            plans,
            report.issuer().name(),
            report.model(),
            year(report.year()),
            time,
            moment.toLocalDate());
  }

  // --- I

  private void situation(AdministrativeDocument document) {
    document.part(say("situation"));
    document.section(say("situation.scope"));
    document.paragraph(
        say(
            "situation.scope.areas",
            withInitial(report.area(), String::toUpperCase),
            report.areas().size(),
            report.sum(Commune::villages),
            report.villageWord(),
            report.model(),
            year(report.year())));
    var unassigned = report.unassigned();
    if (!unassigned.isEmpty()) {
      document.paragraph(
          say(
              "situation.scope.unassigned",
              unassigned.stream().mapToLong(Commune::roll).sum(),
              unassigned.size()));
    }
    document.paragraph(tree(report));
    var campaign = report.campaign();
    document.paragraph(
        say(
            campaign.closed() ? "situation.scope.closed" : "situation.scope.open",
            campaign.openedOn(),
            campaign.dueOn()));
    document.section(say("situation.roll"));
    document.paragraph(say("situation.roll.households", report.sum(Commune::roll)));
    document.paragraph(
        switch (report.base()) {
          case Base.Roll roll -> say("situation.base.roll", roll.count());
          case Base.Declared declared ->
              say("situation.base.declared", declared.count(), declared.source(), declared.asOf());
          case Base.Mixed mixed ->
              say(
                  "situation.base.mixed",
                  mixed.count(),
                  mixed.declaredAreas(),
                  mixed.rollAreas(),
                  communesAnnex());
          case Base.Stated stated ->
              say("situation.base.stated", stated.count(), stated.households());
          case Base.Unknown unknown ->
              say("situation.base.unknown", unknown.stating(), unknown.households());
        });
    document.section(say("situation.criteria"));
    var criteria = report.criteria();
    document.paragraph(
        say("situation.criteria.set", criteria.title(), criteria.version(), criteria.issuer()));
    if (criteria.sample()) {
      document.paragraph(say("situation.criteria.sample"));
    }
  }

  // --- II

  private void results(AdministrativeDocument document) {
    document.part(say("results"));
    document.section(say("results.reporting"));
    reporting(document);
    document.section(say("results.figures"));
    figures(document);
    document.section(say("results.targets"));
    targets(document);
  }

  private void reporting(AdministrativeDocument document) {
    int communes = report.areas().size();
    long reported = report.count(Reporting.REPORTED);
    long partly = report.count(Reporting.PARTLY);
    long missing = report.count(Reporting.NOT_REPORTED);
    if (late.isEmpty()) {
      document.paragraph(say("results.reporting.all", communes, report.villageWord()));
      return;
    }
    document.paragraph(
        say(
            "results.reporting.counts",
            reported,
            communes,
            partly,
            missing,
            report.villageWord(),
            say("annex.late.label")));
    if (missing > 0) {
      document.paragraph(say("results.reporting.missing", missing, names(Reporting.NOT_REPORTED)));
    }
  }

  private void figures(AdministrativeDocument document) {
    long roll = report.sum(Commune::roll);
    long scored = report.sum(Commune::scored);
    long sent = report.sum(Commune::sent);
    long approved = report.sum(Commune::approved);
    long recognised = report.sum(Commune::recognised);
    if (report.count(Reporting.NOT_REPORTED) == report.areas().size()) {
      document.paragraph(say("results.figures.none", scored));
      return;
    }
    document.paragraph(
        say(
            "results.figures.work",
            scored,
            percent(new Rate(scored, roll)),
            sent,
            percent(new Rate(sent, roll)),
            approved,
            percent(new Rate(approved, roll))));
    document.paragraph(
        say(
            "results.figures.recognised",
            recognised,
            report.model(),
            percent(report.rate()),
            baseNamed()));
    if (!(report.base() instanceof Base.Roll)) {
      document.paragraph(say("results.figures.on-roll", percent(report.rateOnRoll()), roll));
    }
    long missing = report.count(Reporting.NOT_REPORTED);
    if (missing > 0) {
      document.paragraph(
          say(
              "results.figures.of-reported",
              missing,
              report.areas().size() - missing,
              percent(report.rateOfReported())));
    }
    document.caption(say("summary.caption", report.model(), year(report.year())));
    document.table(
        new DocumentTable(
            List.of(
                new Column(say("summary.no"), 8, Align.CENTRE),
                new Column(say("summary.content"), 52, Align.LEFT),
                new Column(say("summary.households"), 20, Align.RIGHT),
                new Column(say("summary.rate"), 20, Align.RIGHT)),
            List.of(
                Row.of("1", say("summary.roll"), number(roll), say("no-figure")),
                Row.of("2", say("summary.scored"), number(scored), rate(new Rate(scored, roll))),
                Row.of("3", say("summary.sent"), number(sent), rate(new Rate(sent, roll))),
                Row.of(
                    "4", say("summary.approved"), number(approved), rate(new Rate(approved, roll))),
                Row.of(
                    "5",
                    say("summary.recognised", report.model()),
                    number(recognised),
                    rate(report.rateOnRoll()))),
            13));
    document.note(say("summary.note"));
    document.paragraph(say("results.figures.annex", communesAnnex()));
  }

  private void targets(AdministrativeDocument document) {
    if (report.targets().isEmpty()) {
      document.paragraph(say("results.targets.none", report.model(), year(report.year())));
      return;
    }
    for (var target : report.targets()) {
      document.item(comparison(target));
    }
    var main = report.targets().getFirst();
    if (main.year() != report.year()) {
      document.paragraph(say("results.targets.other-year", year(report.year()), year(main.year())));
    }
    long held =
        report.areas().stream()
            .filter(commune -> commune.hasReported() && commune.target() != null)
            .count();
    if (held > 0) {
      long reached =
          report.areas().stream().filter(ResultsReportDocument::reachesItsTarget).count();
      document.paragraph(say("results.targets.communes", held, reached, held - reached));
    }
  }

  private String comparison(Target target) {
    return say(
        "results.targets.one",
        target.plan(),
        target.scope(),
        year(target.year()),
        planned(target.percent()),
        percent(report.rate()),
        verdict(target.percent()));
  }

  private String verdict(BigDecimal target) {
    var rate = report.rate();
    var above = rate.above(target);
    if (above == null || report.count(Reporting.NOT_REPORTED) == report.areas().size()) {
      return say("results.targets.no-rate");
    }
    if (rate.reaches(target)) {
      return above.signum() > 0
          ? say("results.targets.above", VietnameseNumbers.format(above, 1))
          : say("results.targets.met");
    }
    var missing = rate.missing(target);
    return above.signum() < 0
        ? say("results.targets.below", VietnameseNumbers.format(above.negate(), 1), missing)
        : say("results.targets.just-below", missing);
  }

  private static boolean reachesItsTarget(Commune commune) {
    var target = commune.target();
    return target != null && commune.hasReported() && commune.rate().reaches(target.percent());
  }

  // --- annexes

  private void communes(AdministrativeDocument document) {
    var columns = new ArrayList<Column>();
    columns.add(new Column(say("table.no"), 8, Align.CENTRE));
    columns.add(new Column(say("table.commune"), 33, Align.LEFT));
    columns.add(new Column(say("table.villages", report.villageWord()), 12, Align.RIGHT));
    if (anyDeclared) {
      columns.add(new Column(say("table.base"), 17, Align.RIGHT));
    }
    columns.add(new Column(say("table.roll"), 16, Align.RIGHT));
    columns.add(new Column(say("table.scored"), 16, Align.RIGHT));
    columns.add(new Column(say("table.sent"), 16, Align.RIGHT));
    columns.add(new Column(say("table.approved"), 16, Align.RIGHT));
    columns.add(new Column(say("table.recognised"), 16, Align.RIGHT));
    columns.add(new Column(say("table.rate"), 13, Align.RIGHT));
    columns.add(new Column(say("table.target"), 13, Align.RIGHT));
    columns.add(new Column(say("table.gap"), 15, Align.RIGHT));
    columns.add(new Column(say("table.reporting"), 26, Align.LEFT));
    var rows = new ArrayList<Row>();
    for (int at = 0; at < report.communes().size(); at++) {
      rows.add(row(at + 1, report.communes().get(at)));
    }
    rows.add(total());
    document.table(new DocumentTable(columns, rows, TABLE_SIZE));
    document.note(note());
  }

  private Row row(int number, Commune commune) {
    var cells = new ArrayList<Cell>();
    cells.add(Cell.of(number(number)));
    cells.add(Cell.of(commune.names()));
    cells.add(Cell.of(number(commune.villages())));
    if (anyDeclared) {
      var households = number(commune.base().count());
      cells.add(
          Cell.of(
              !commune.base().known()
                  ? say("no-figure")
                  : commune.base() instanceof Base.Roll || commune.base() instanceof Base.Stated
                      ? households
                      : say("table.declared", households)));
    }
    cells.add(Cell.of(number(commune.roll())));
    var target = commune.target();
    if (commune.hasReported()) {
      cells.add(Cell.of(number(commune.scored())));
      cells.add(Cell.of(number(commune.sent())));
      cells.add(Cell.of(number(commune.approved())));
      cells.add(Cell.of(number(commune.recognised())));
      cells.add(Cell.of(rate(commune.rate())));
    } else if (commune.scored() > 0) {
      cells.add(Cell.of(number(commune.scored())));
      cells.add(new Cell(say("not-reported"), 4));
    } else {
      cells.add(new Cell(say("not-reported"), 5));
    }
    cells.add(Cell.of(target == null ? say("no-figure") : figure(target.percent())));
    cells.add(
        Cell.of(
            target == null || !commune.hasReported()
                ? say("no-figure")
                : gap(commune.rate().above(target.percent()))));
    cells.add(Cell.of(extent(commune)));
    return new Row(cells, false);
  }

  private Row total() {
    var cells = new ArrayList<Cell>();
    cells.add(Cell.of(""));
    cells.add(Cell.of(say("table.total")));
    cells.add(Cell.of(number(report.sum(Commune::villages))));
    if (anyDeclared) {
      cells.add(Cell.of(number(report.sum(commune -> commune.base().count()))));
    }
    cells.add(Cell.of(number(report.sum(Commune::roll))));
    cells.add(Cell.of(number(report.sum(Commune::scored))));
    cells.add(Cell.of(number(report.sum(Commune::sent))));
    cells.add(Cell.of(number(report.sum(Commune::approved))));
    cells.add(Cell.of(number(report.sum(Commune::recognised))));
    cells.add(Cell.of(rate(report.rateOfTable())));
    cells.add(Cell.of(say("no-figure")));
    cells.add(Cell.of(say("no-figure")));
    cells.add(Cell.of(say("no-figure")));
    return new Row(cells, true);
  }

  private String note() {
    var note = new StringBuilder(say("table.note", report.villageWord()));
    if (report.count(Reporting.NOT_REPORTED) > 0) {
      note.append(' ').append(say("table.note.not-reported"));
    }
    String sources =
        report.communes().stream()
            .map(this::source)
            .filter(source -> !source.isEmpty())
            .collect(Collectors.joining("; "));
    if (!sources.isEmpty()) {
      note.append(' ').append(say("table.note.declared", sources));
    }
    if (report.criteria().sample()) {
      note.append(' ').append(say("situation.criteria.sample"));
    }
    return note.toString();
  }

  private String source(Commune commune) {
    return commune.base() instanceof Base.Declared declared
        ? say("table.note.source", commune.name(), declared.source(), declared.asOf())
        : "";
  }

  private void late(AdministrativeDocument document) {
    var rows = new ArrayList<Row>();
    for (int at = 0; at < late.size(); at++) {
      var commune = late.get(at);
      rows.add(
          Row.of(
              number(at + 1),
              commune.names(),
              number(commune.villages()),
              number(commune.roll()),
              extent(commune)));
    }
    document.table(
        new DocumentTable(
            List.of(
                new Column(say("table.no"), 8, Align.CENTRE),
                new Column(say("table.commune"), 40, Align.LEFT),
                new Column(say("table.villages", report.villageWord()), 17, Align.RIGHT),
                new Column(say("table.roll"), 20, Align.RIGHT),
                new Column(say("table.reporting"), 40, Align.LEFT)),
            rows,
            13));
  }

  // --- words

  private String extent(Commune commune) {
    return extent(commune, report);
  }

  /** What a commune has reported, in words. */
  static String extent(Commune commune, ResultsReport report) {
    var wording = report.wording();
    return switch (commune.reporting()) {
      case NOT_REPORTED -> wording.say("not-reported");
      case PARTLY ->
          wording.say(
              "partly-reported", commune.villagesSent(), commune.villages(), report.villageWord());
      case REPORTED -> wording.say(commune.reportedByHand() ? "reported-by-hand" : "reported");
    };
  }

  /** Through which tree of areas a report is read, with the day of that tree. */
  static String tree(ResultsReport report) {
    var tree = report.tree();
    var wording = report.wording();
    var said = wording.say(tree.basis() == Basis.AS_IS ? "tree.as-is" : "tree.as-was", tree.day());
    return tree.otherNames().isEmpty()
        ? said
        : wording.say(
            "tree.names", said, withInitial(report.area(), String::toUpperCase), tree.otherNames());
  }

  private String names(Reporting extent) {
    return report.areas().stream()
        .filter(commune -> commune.reporting() == extent)
        .map(commune -> withInitial(commune.name(), String::toLowerCase))
        .collect(Collectors.joining(", "));
  }

  private String baseNamed() {
    return switch (report.base()) {
      case Base.Roll roll -> say("base.roll", roll.count());
      case Base.Declared declared ->
          say("base.declared", declared.count(), declared.source(), declared.asOf());
      case Base.Mixed mixed -> say("base.mixed", mixed.count());
      case Base.Stated stated -> say("base.stated", stated.count());
      case Base.Unknown unknown -> say("base.unknown");
    };
  }

  private String communesAnnex() {
    return say(late.isEmpty() ? "annex.communes.only" : "annex.communes.label");
  }

  private String percent(Rate rate) {
    var percent = rate.percent();
    return percent == null ? say("no-figure") : VietnameseNumbers.percent(percent);
  }

  private String rate(Rate rate) {
    return figure(rate.percent());
  }

  private String figure(@Nullable BigDecimal figure) {
    return figure == null ? say("no-figure") : VietnameseNumbers.format(figure, 1);
  }

  private String planned(BigDecimal percent) {
    return say("percent", VietnameseNumbers.format(percent));
  }

  private static String number(long number) {
    return VietnameseNumbers.format(number);
  }

  private static String year(int year) {
    return Integer.toString(year);
  }

  private String clock(LocalTime time) {
    return say("clock", "%02d".formatted(time.getHour()), "%02d".formatted(time.getMinute()));
  }

  private String gap(@Nullable BigDecimal points) {
    return points != null && points.signum() > 0 ? "+" + figure(points) : figure(points);
  }

  private static String withInitial(String text, BiFunction<String, Locale, String> turned) {
    return text.isEmpty()
        ? text
        : turned.apply(text.substring(0, 1), Locale.of("vi")) + text.substring(1);
  }

  private String say(String key, @Nullable Object... values) {
    return wording.say(key, values);
  }
}
