package vn.khuyenhoc.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
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
  private final Texts t;

  HistoricalReports(Areas areas, Languages languages) {
    this.areas = areas;
    this.t = languages.vietnamese();
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

  /** Makes the report of the facts. The same facts give the same bytes of data. */
  public Papers papers(HistoricalFacts facts) {
    int areaId = areas.byCode(AreaLevel.PROVINCE, facts.head().areaCode()).map(Area::id).orElse(0);
    ReportContent content = HistoricalFilling.of(facts, areaId);
    ReportContent.Head head = content.head();
    if (head == null) {
      throw new IllegalStateException("a report that was issued has a head");
    }
    String json = ReportJson.write(content);
    String hash = ReportJson.hash(json);
    AdministrativeDocument document =
        ReportDocument.of(
            content,
            head,
            hash,
            t,
            new ReportDocument.Title(
                facts.head().title(),
                HistoricalFilling.say(
                    "opening", head.issuer(), ReportSays.inSentence(facts.head().title()))));
    return new Papers(
        content,
        json,
        hash,
        document.toBytes(),
        document.toPdf(),
        ReportWorkbook.of(content, hash, t));
  }
}
