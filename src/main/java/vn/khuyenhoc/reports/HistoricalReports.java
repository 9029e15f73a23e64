package vn.khuyenhoc.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.PastDistricts;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Reports that were written before the system was there, made again from what they told: the same
 * numbers, sums and statements, what they leave open left open, as Word, PDF/A and Excel.
 */
@Component
public class HistoricalReports {

  private static final String BUILT_IN = "/reports/son-la-2022/";
  private static final List<String> FILES =
      List.of(
          "report",
          "organisation",
          "results",
          "targets",
          "districts",
          "budget-detail",
          "leaders",
          "words");

  private final Areas areas;
  private final PastDistricts districts;
  private final PastReportTable table;
  private final Journal journal;
  private final Texts t;
  private final Clock clock;

  HistoricalReports(
      Areas areas,
      PastDistricts districts,
      PastReportTable table,
      Journal journal,
      Languages languages,
      Clock clock) {
    this.areas = areas;
    this.districts = districts;
    this.table = table;
    this.journal = journal;
    this.t = languages.vietnamese();
    this.clock = clock;
  }

  /**
   * Such a report with its papers.
   *
   * @param content what it says
   * @param json the same as canonical JSON
   * @param hash the SHA-256 of that
   * @param word as a Word file
   * @param pdf as PDF/A
   * @param workbook its tables as an Excel file
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Papers(
      ReportContent content, String json, String hash, byte[] word, byte[] pdf, byte[] workbook) {}

  /**
   * Reads the facts of an old report from a folder of sheets, all or nothing.
   *
   * @return the facts, or every problem, its field saying in which file and row
   */
  public Result<HistoricalFacts> read(Path folder) {
    return HistoricalReading.read(folder);
  }

  /** A problem of such a folder as a sentence with its place before. */
  public String sentence(Problem problem) {
    return HistoricalFilling.say("sheet.problem", problem.field(), t.t(problem));
  }

  /** The facts that come with the product: report 64/BC-HKH of Sơn La, May 2022. */
  public HistoricalFacts builtIn() {
    try {
      Path folder = Files.createTempDirectory("khuyenhoc-report");
      try {
        for (String name : FILES) {
          try (InputStream in =
              HistoricalReports.class.getResourceAsStream(BUILT_IN + name + ".csv")) {
            if (in == null) {
              throw new IllegalStateException("missing: " + BUILT_IN + name);
            }
            Files.copy(in, folder.resolve(name + ".csv"));
          }
        }
        return read(folder).orThrow();
      } finally {
        for (String name : FILES) {
          Files.deleteIfExists(folder.resolve(name + ".csv"));
        }
        Files.delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Makes the report of the facts. The same facts give the same bytes of data while the tree knows
   * the same districts of its day: what the tree knows is said by its identities, the rest by name.
   */
  public Papers papers(HistoricalFacts facts) {
    int areaId = province(facts);
    ReportContent content =
        HistoricalFilling.of(
            facts,
            areaId,
            areaId == 0
                ? Map.of()
                : districts.find(
                    areaId, HistoricalFilling.districts(facts), facts.head().signedOn()));
    String json = ReportJson.write(content);
    String hash = ReportJson.hash(json);
    AdministrativeDocument document = document(content, hash, facts.head().title());
    return new Papers(
        content,
        json,
        hash,
        document.toBytes(),
        document.toPdf(),
        ReportWorkbook.of(content, hash, t));
  }

  private int province(HistoricalFacts facts) {
    return areas.byCode(AreaLevel.PROVINCE, facts.head().areaCode()).map(Area::id).orElse(0);
  }

  /** Such a report as a document. */
  AdministrativeDocument document(ReportContent content, String hash, String title) {
    ReportContent.Head head = content.head();
    if (head == null) {
      throw new IllegalStateException("a report that was issued has a head");
    }
    return ReportDocument.of(
        content,
        head,
        hash,
        t,
        new ReportDocument.Title(
            title, HistoricalFilling.say("opening", head.issuer(), ReportSays.inSentence(title))));
  }

  /**
   * Keeps such a report, so that it is opened beside those of today; the districts of its day are
   * written into the tree of that day where they are not. The same facts twice are kept once; where
   * the tree has learnt of its province or districts meanwhile they are kept again, with the
   * identities of the tree, and the newer one is listed.
   *
   * @return the report; refused where its province is not in the tree
   */
  @Transactional
  public Result<PastReport> keep(Actor actor, HistoricalFacts facts) {
    int areaId = province(facts);
    if (areaId == 0) {
      return Result.refused(
          List.of(
              Problem.at(
                  "area_code", HistoricalProblem.PROVINCE_UNKNOWN, facts.head().areaCode())));
    }
    areas.require(actor, Right.REPORT_WRITE, areaId);
    HistoricalFacts.Head head = facts.head();
    String number = head.number() + "/" + DocumentKind.REPORT.symbol() + "-" + head.symbol();
    ReportContent content =
        HistoricalFilling.of(
            facts,
            areaId,
            districts.record(
                areaId,
                HistoricalFilling.districts(facts),
                head.signedOn(),
                HistoricalFilling.say("district.source", number, head.signedOn())));
    String json = ReportJson.write(content);
    String hash = ReportJson.hash(json);
    UUID id = Ids.next();
    if (table.add(
        id,
        areaId,
        number,
        head.signedOn(),
        head.title(),
        json,
        hash,
        clock.instant(),
        actor.name())) {
      journal.write(
          actor,
          "report.keep-past",
          "past-report/" + id,
          areaId,
          Map.of("number", number, "hash", hash));
    }
    return Result.ok(table.one(areaId, number, head.signedOn(), hash).orElseThrow());
  }

  /** The reports from before the system that somebody may read, the latest first. */
  @Transactional(readOnly = true)
  public List<PastReportLine> list(Actor actor) {
    List<Integer> own = actor.areasFor(Right.REPORT_READ);
    return own.isEmpty() ? List.of() : table.newest(own);
  }

  /**
   * One of them.
   *
   * @throws NotFoundException if there is none within reach
   */
  @Transactional(readOnly = true)
  public PastReport one(Actor actor, UUID id) {
    PastReport report = table.one(id).orElseThrow(() -> new NotFoundException("past report " + id));
    areas.requireKnown(actor, Right.REPORT_READ, report.areaId());
    return report;
  }
}
