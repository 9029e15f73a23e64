package vn.khuyenhoc.reports;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.areas.LaterName;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.CsvWriter;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Texts;

/** Who has sent a report and who has not, as a file: what the page shows of all its pages. */
@Component
class LateSheet {

  private static final List<String> KEYS = List.of("code", "name", "now", "state", "sent");
  private static final int NAME_WIDTH = 30;
  private static final int WIDTH = 20;

  byte[] workbook(
      String title,
      List<String> lines,
      List<DueRow> rows,
      Map<Integer, List<LaterName>> later,
      ObligationWords words) {
    Texts t = words.t();
    List<Column> columns =
        KEYS.stream()
            .map(
                key ->
                    Column.text(key, t.t("obligations.late.column." + key))
                        .width(key.equals("name") || key.equals("now") ? NAME_WIDTH : WIDTH))
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> titles = new java.util.ArrayList<>();
    titles.add(title);
    titles.addAll(lines);
    try (SheetWriter writer =
        new SheetWriter(out, SheetShape.of(columns), title, titles, SheetWords.of(t.locale()))) {
      rows.forEach(row -> writer.row(cells(row, later, words)));
    }
    return out.toByteArray();
  }

  byte[] csv(List<DueRow> rows, Map<Integer, List<LaterName>> later, ObligationWords words) {
    CsvWriter writer =
        new CsvWriter()
            .row(KEYS.stream().map(key -> words.t().t("obligations.late.column." + key)).toArray());
    rows.forEach(row -> writer.row(cells(row, later, words)));
    return writer.bytes();
  }

  private static @Nullable Object[] cells(
      DueRow row, Map<Integer, List<LaterName>> later, ObligationWords words) {
    Instant sent = row.firstSent();
    return new @Nullable Object[] {
      row.code(),
      row.name(),
      AreaNames.now(words.t(), later.get(row.areaId())),
      words.state(row),
      sent == null ? "" : words.t().dateTime(sent)
    };
  }
}
