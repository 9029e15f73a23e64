package vn.khuyenhoc.reports;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SameBytes;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reports.ReportCollection.Line;

/** The list beside the files of collected reports: of whom there is what. */
final class CollectionSheet {

  private static final List<String> KEYS =
      List.of("number", "above", "code", "name", "outcome", "file");
  private static final int WIDE = 34;
  private static final int WIDTH = 16;
  private static final int FILES = 70;

  private CollectionSheet() {}

  static byte[] of(ReportCollection run, String area, List<Line> lines, Texts t) {
    List<Column> columns =
        KEYS.stream()
            .map(
                key ->
                    Column.text(key, t.t("reports.collection.column." + key))
                        .width(
                            key.equals("file")
                                ? FILES
                                : key.equals("number") || key.equals("code") ? WIDTH : WIDE))
            .toList();
    String title = t.t("reports.collection.list");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SheetWriter writer =
        new SheetWriter(
            out,
            SheetShape.of(columns),
            title,
            List.of(
                title,
                new ReportWords(t).title(run.form(), run.from(), run.until()),
                area,
                t.t("reports.collection.begun", run.createdName(), run.createdAt())),
            SheetWords.of(t.locale()))) {
      for (Line line : lines) {
        writer.row(
            String.valueOf(line.number()),
            line.above(),
            line.code(),
            line.name(),
            outcome(line, t),
            String.join(", ", line.files()));
      }
    }
    Instant over = run.finishedAt();
    return SameBytes.of(out.toByteArray(), over == null ? run.createdAt() : over);
  }

  /** What there is of an area, in words. */
  static String outcome(Line line, Texts t) {
    String key = "reports.collection.outcome." + line.outcome();
    return line.outcome() == ReportCollection.Outcome.SENT && line.version() > 1
        ? t.t(key + ".version", line.version())
        : t.t(key);
  }
}
