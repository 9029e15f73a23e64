package vn.khuyenhoc.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Command;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * {@code reports past FOLDER --out DIR [--keep]}: makes an old report again from a folder of sheets
 * with its facts, as Word, PDF/A, Excel and JSON; or says everything that is wrong with them and
 * writes nothing. With {@code --keep} the report is opened in the browser too.
 */
@Component
class HistoricalCommand implements Command {

  private final HistoricalReports reports;
  private final Texts t;

  HistoricalCommand(HistoricalReports reports, Languages languages) {
    this.reports = reports;
    this.t = languages.vietnamese();
  }

  @Override
  public String name() {
    return "reports past";
  }

  @Override
  public int run(Arguments arguments) {
    Path folder = arguments.word(0).map(Path::of).orElse(null);
    if (folder == null || !Files.isDirectory(folder)) {
      System.err.println(t.t("historical.command.usage"));
      return 2;
    }
    Result<HistoricalFacts> read = reports.read(folder);
    if (!read.done()) {
      read.problems().forEach(problem -> System.err.println(reports.sentence(problem)));
      return 1;
    }
    String kept = "";
    if (arguments.has("keep")) {
      Actor operator = Acting.current();
      if (operator == null) {
        System.err.println(t.t("historical.command.usage"));
        return 2;
      }
      Result<PastReport> keeping = reports.keep(operator, read.orThrow());
      if (!keeping.done()) {
        keeping.problems().forEach(problem -> System.err.println(reports.sentence(problem)));
        return 1;
      }
      kept = keeping.orThrow().path();
    }
    HistoricalReports.Papers papers = reports.papers(read.orThrow());
    Path out = Path.of(arguments.option("out", "."));
    try {
      Files.createDirectories(out);
      Files.write(out.resolve("report.docx"), papers.word());
      Files.write(out.resolve("report.pdf"), papers.pdf());
      Files.write(out.resolve("report.xlsx"), papers.workbook());
      Files.write(out.resolve("report.json"), papers.json().getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    System.out.println(t.t("historical.command.done", out, papers.hash()));
    if (!kept.isEmpty()) {
      System.out.println(t.t("historical.command.kept", kept));
    }
    return 0;
  }
}
