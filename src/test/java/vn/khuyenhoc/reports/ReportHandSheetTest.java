package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

@ModuleTest
class ReportHandSheetTest {

  private static final int THERE = 4;
  private static final int VALUE = 5;
  private static final int WHOLE = 6;
  private static final int WHY = 7;
  private static final int COLUMNS = 8;

  @Autowired private ReportHandSheet workbooks;
  @Autowired private ReportHand hand;
  @Autowired private ReportWriting writing;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private FiguresProvince province;
  private Actor commune;
  private Actor colleague;
  private Texts t;

  @BeforeEach
  void aCommuneThatReports() {
    targets.loadOnce();
    t = languages.vietnamese();
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 3);
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
    colleague = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Lò Văn Đồng");
  }

  private UUID begin(Actor actor, int area) {
    return writing
        .begin(
            actor,
            Ids.next(),
            new ReportOpening(String.valueOf(area), "YEAR", "1/1/2026", "31/12/2026", null),
            false)
        .orThrow();
  }

  /** A workbook as somebody has it in Excel: what stands above, and rows of cells. */
  private record Filled(List<String> above, List<String> headers, List<Object[]> rows) {

    /** Types into the row of a code. */
    Filled type(String code, int column, Object value) {
      row(code)[column] = value;
      return this;
    }

    Object[] row(String code) {
      return rows.stream().filter(row -> code.equals(row[0])).findFirst().orElseThrow();
    }
  }

  private Filled download(UUID id) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    workbooks.write(commune, id, t, out);
    Path file = folder.resolve("downloaded.xlsx");
    Files.write(file, out.toByteArray());
    List<Object[]> rows = new ArrayList<>();
    SheetOutcome outcome =
        new SheetReader()
            .<RuntimeException>read(
                file,
                "downloaded.xlsx",
                SheetShape.of(Column.text("code", t.t("reports.hand.sheet.code")).required()),
                row -> {
                  Object[] cells = new Object[COLUMNS];
                  for (int i = 0; i < row.cells().size(); i++) {
                    cells[i] = row.cells().get(i).isEmpty() ? null : row.cells().get(i);
                  }
                  rows.add(cells);
                });
    assertThat(outcome).isInstanceOf(SheetOutcome.Read.class);
    SheetOutcome.Read read = (SheetOutcome.Read) outcome;
    return new Filled(
        read.heading().titleRows().stream().map(row -> row.cells().getFirst()).toList(),
        read.heading().headers(),
        rows);
  }

  private ReportHandSheet.Read look(UUID id, Filled filled) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      String header = filled.headers().get(i);
      columns.add(
          i == VALUE || i == WHOLE
              ? Column.number(String.valueOf(i), header)
              : Column.text(String.valueOf(i), header));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SheetWriter writer =
        new SheetWriter(
            out, SheetShape.of(columns), "A", filled.above(), SheetWords.of(t.locale()))) {
      filled.rows().forEach(writer::row);
    }
    Path file = folder.resolve("sent.xlsx");
    Files.write(file, out.toByteArray());
    return workbooks.look(commune, id, file, "sent.xlsx", "sổ của Hội", t);
  }

  private ReportHand.Saved take(UUID id, ReportHandSheet.Read read) {
    assertThat(read.problems()).isEmpty();
    Map<String, String> fields = new HashMap<>(read.fields());
    fields.put("note", "tệp Excel");
    return hand.save(commune, id, fields, t).orThrow();
  }

  private void enters(Actor actor, UUID id, BiConsumer<Map<String, String>, ReportHand.Line> what) {
    Map<String, String> fields = new HashMap<>(Map.of("note", "sổ"));
    hand.lines(actor, id, t)
        .forEach(
            line -> {
              fields.put("w." + line.id(), line.was());
              what.accept(fields, line);
            });
    assertThat(hand.save(actor, id, fields, t).orThrow().problems()).isEmpty();
  }

  private ReportHand.Line line(UUID id, String code) {
    return hand.lines(commune, id, t).stream()
        .filter(one -> one.id().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theWorkbookHoldsEveryLineOnceWithEmptyCellsAndChangesNothingAsItIs() throws IOException {
    UUID id = begin(commune, province.commune(0));
    enters(colleague, id, (fields, line) -> fields.put("v.MEMBERS", "1.250"));
    Filled out = download(id);
    assertThat(out.rows())
        .extracting(row -> row[0])
        .containsExactlyElementsOf(
            hand.lines(commune, id, t).stream().map(ReportHand.Line::id).toList());
    assertThat(out.rows()).allMatch(row -> row[VALUE] == null && row[WHOLE] == null);
    assertThat(out.row("MEMBERS")[THERE]).isEqualTo("1.250");
    ReportHandSheet.Read read = look(id, out);
    assertThat(read.problems()).isEmpty();
    assertThat(read.rows()).isEqualTo(out.rows().size());
    assertThat(read.changes()).isEmpty();
  }

  @Test
  void whatIsFilledInIsShownFirstAndTakenOverWithOnePress() throws IOException {
    UUID id = begin(commune, province.commune(0));
    ReportHandSheet.Read read =
        look(
            id,
            download(id)
                .type("MEMBERS", VALUE, new BigDecimal("1250"))
                .type("FUND", VALUE, new BigDecimal("1234.567"))
                .type("OFFICER_TRAINED", VALUE, new BigDecimal("12"))
                .type("OFFICER_TRAINED", WHOLE, new BigDecimal("15"))
                .type("COURSES", WHY, "chưa mở lớp nào"));
    assertThat(read.changes())
        .extracting(one -> one.there().id())
        .containsExactlyInAnyOrder("MEMBERS", "FUND", "OFFICER_TRAINED", "COURSES");
    // a number is named by its own cell, and a reason by its
    assertThat(read.changes())
        .allSatisfy(
            one ->
                assertThat(one.cell())
                    .startsWith(
                        String.valueOf(
                            (char) ('A' + (one.there().id().equals("COURSES") ? WHY : VALUE)))));
    assertThat(line(id, "MEMBERS").value()).isEmpty();
    assertThat(take(id, read).saved()).hasSize(4);
    assertThat(line(id, "MEMBERS").value()).isEqualTo("1.250");
    assertThat(line(id, "FUND").value()).isEqualTo("1.234,5670");
    assertThat(line(id, "OFFICER_TRAINED").says(t)).isEqualTo("12/15");
    assertThat(line(id, "COURSES").reason()).isEqualTo("chưa mở lớp nào");
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnceWithItsCellAndNothingIsWritten() throws IOException {
    UUID id = begin(commune, province.commune(0));
    Filled out = download(id);
    Object[] twice = out.row("FUND").clone();
    out.rows().add(twice);
    out.row("CHAPTERS")[0] = "CHI_HOI";
    out.type("MEMBERS", VALUE, new BigDecimal("-3"))
        .type("FUND", WHOLE, new BigDecimal("7"))
        .type("OFFICER_TRAINED", VALUE, new BigDecimal("16"))
        .type("OFFICER_TRAINED", WHOLE, new BigDecimal("15"))
        .type("COURSES", VALUE, new BigDecimal("2"))
        .type("COURSES", WHY, "chưa mở lớp nào");
    ReportHandSheet.Read read = look(id, out);
    int first = out.above().size() + 3;
    for (String code : List.of("MEMBERS", "OFFICER_TRAINED", "COURSES")) {
      int row = first + out.rows().indexOf(out.row(code));
      assertThat(read.problems()).as(code).anyMatch(one -> one.startsWith("Ô F" + row + ":"));
    }
    assertThat(read.problems())
        .anyMatch(one -> one.startsWith("Ô G") && one.contains("trên tổng số"))
        .anyMatch(one -> one.startsWith("Ô A") && one.contains("CHI_HOI"))
        .anyMatch(one -> one.contains("Chỉ giữ một hàng"))
        .hasSize(6);
    assertThat(hand.lines(commune, id, t)).allMatch(line -> line.at() == null);
  }

  @Test
  void theFileOfAnotherReportIsRefused() throws IOException {
    UUID id = begin(commune, province.commune(0));
    Actor neighbour = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(1), "Vì Văn Hặc");
    UUID other = begin(neighbour, province.commune(1));
    Filled out = download(id).type("MEMBERS", VALUE, new BigDecimal("1"));
    Filled renamed =
        new Filled(
            out.above().stream()
                .map(line -> line.replace(id.toString(), other.toString()))
                .toList(),
            out.headers(),
            out.rows());
    assertThat(look(id, renamed).problems()).containsExactly(t.t("problem.REPORT-036"));
  }

  @Test
  void whatSomebodyElseEnteredAfterTheDownloadIsSaidBeforeItIsReplaced() throws IOException {
    UUID id = begin(commune, province.commune(0));
    Filled out = download(id).type("MEMBERS", VALUE, new BigDecimal("290"));
    enters(colleague, id, (fields, line) -> fields.put("v.MEMBERS", "300"));
    ReportHandSheet.Read read = look(id, out);
    assertThat(read.changes())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.there().value()).isEqualTo("300");
              assertThat(one.will().value()).isEqualTo("290");
              assertThat(one.meanwhile()).contains("Lò Văn Đồng");
            });
    // and what is entered after the preview is told again
    enters(colleague, id, (fields, line) -> fields.put("v.MEMBERS", "310"));
    assertThat(take(id, read).told()).containsOnlyKeys("MEMBERS");
    assertThat(line(id, "MEMBERS").value()).isEqualTo("310");
    ReportHand.Saved taken = take(id, look(id, out));
    assertThat(taken.replaced())
        .singleElement()
        .satisfies(one -> assertThat(one.says(t)).contains("310", "Lò Văn Đồng", "290"));
  }
}
