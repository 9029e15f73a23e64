package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.sheet.SheetProblem;
import vn.khuyenhoc.platform.web.Languages;

/** What is wrong with a file is said all at once, with its line, and what to do. */
class CriteriaFileTest {

  private static final Languages LANGUAGES = new Languages();
  private static final String YAML =
      """
      format: 2
      id: thu-1
      model: LEARNING_UNIT
      level: PROVINCE
      issuer: Nơi thử
      version: 1
      title: Bộ thử
      basis: Không có
      sample: true
      engine: POINTS
      maxTotal: 20
      pass:
        total: 15
        leastEach: 5
        leastOf: {"1": 5}
        conditions:
          - {formula: staff > 0, text: đơn vị chưa có thành viên nào}
      ratings:
        - {rating: GOOD, from: 18}
        - {rating: FAIR, from: 15, below: 18}
        - {rating: NOT_ACHIEVED, from: 0, below: 15}
      criteria:
        - id: "1"
          text: Một
          maxPoints: 20
          indicators:
            - id: "1.1"
              text: Chỉ số một (mẫu)
              question: Thế nào?
              maxPoints: 10
              appliesWhen: staff > 0
              steps:
                - {points: 10, label: Có}
                - {points: 0, label: Chưa}
            - id: "1.2"
              text: Tỷ lệ (mẫu)
              question: Bao nhiêu?
              maxPoints: 10
              steps:
                - {points: 10, label: Nhiều}
                - {points: 5, label: Vừa}
                - {points: 0, label: Ít}
              computed:
                value: share(learning_citizens, staff)
                unit: "%"
                bands:
                  - {from: 95, points: 10}
                  - {from: 90, points: 5}
                  - {from: 0, points: 0}
      """;

  private static final String SIGNS = ":{}[]\"'&*!|>#-\n\t\u0000%@`ă,?";

  /** The problems of a text as line and code. */
  private static List<String> problems(String yaml) {
    return CriteriaFile.read(yaml).problems().stream().map(CriteriaFileTest::said).toList();
  }

  private static String said(Problem problem) {
    assertThat(LANGUAGES.vietnamese().t(problem)).isNotBlank();
    FilePlace place = FilePlace.of(problem);
    return (place == null ? "" : place.sheet() + place.line())
        + " "
        + ((Enum<?>) problem.code()).name();
  }

  private static int line(String of) {
    return (int) YAML.substring(0, YAML.indexOf(of)).chars().filter(c -> c == '\n').count() + 1;
  }

  private static String with(String old, String changed) {
    assertThat(YAML).contains(old);
    return YAML.replace(old, changed);
  }

  @Test
  void theFileItselfIsSound() {
    assertThat(problems(YAML)).isEmpty();
  }

  @Test
  void pointsThatDoNotAddUpAreNamedWhereTheyAreStated() {
    assertThat(problems(with("maxTotal: 20", "maxTotal: 30")))
        .containsExactly(line("maxTotal") + " TOTAL_DIFFERS");
    assertThat(problems(with("    maxPoints: 20", "    maxPoints: 25")))
        .containsExactly(line("    maxPoints: 20") + " CRITERION_DIFFERS");
  }

  @Test
  void bandsWithGapsAndOverlapsAreRefused() {
    assertThat(problems(with("from: 15, below: 18", "from: 15, below: 17")))
        .containsExactly(line("ratings:") + " BAND_GAP");
    assertThat(problems(with("from: 15, below: 18", "from: 15, below: 19")))
        .containsExactly(line("ratings:") + " BAND_OVERLAP");
    assertThat(problems(with("GOOD, from: 18", "GOOD, from: 15")))
        .contains(line("ratings:") + " BAND_OVERLAP");
    assertThat(problems(with("{from: 0, points: 0}", "{from: 10, points: 0}")))
        .containsExactly(line("bands:") + " BAND_GAP");
    assertThat(problems(with("{from: 90, points: 5}", "{from: 90, below: 96, points: 5}")))
        .containsExactly(line("bands:") + " BAND_OVERLAP");
    assertThat(problems(with("{from: 90, points: 5}", "{from: 90, points: 7}")))
        .containsExactly(line("{from: 90") + " BAND_NO_STEP");
    assertThat(problems(with("GOOD, from: 18", "AVERAGE, from: 18")))
        .containsExactly(line("ratings:") + " RATING_ORDER");
    assertThat(problems(with("GOOD, from: 18", "LEVEL_2, from: 18")))
        .contains(line("GOOD") + " RATING_OF_OTHER_ENGINE");
    assertThat(problems(with("total: 15", "total: 14")))
        .containsExactly(line("ratings:") + " RATING_AND_PASS");
  }

  @Test
  void everythingElseThatMakesNoSenseIsRefused() {
    assertThat(problems(with("appliesWhen: staff > 0", "appliesWhen: stuff > 0")))
        .containsExactly(line("appliesWhen") + " FORMULA_MISSPELT_FACT");
    assertThat(problems(with("appliesWhen: staff > 0", "appliesWhen: staff / 0 > 1")))
        .containsExactly(line("appliesWhen") + " FORMULA_DIVISION");
    assertThat(problems(with("share(learning_citizens, staff)", "staff.map(x, x)")))
        .contains(line("value: share") + " FORMULA_LOOP");
    assertThat(problems(with("id: \"1.2\"", "id: \"1.1\"")))
        .containsExactly(line("id: \"1.2\"") + " DOUBLED");
    assertThat(problems(with("leastOf: {\"1\": 5}", "leastOf: {\"9\": 5}")))
        .containsExactly(line("leastOf") + " LEAST_OF_UNKNOWN");
    assertThat(problems(with("leastOf: {\"1\": 5}", "leastOf: {\"1\": 21}")))
        .containsExactly(line("leastOf") + " LEAST_OF");
    assertThat(problems(with("leastEach: 5", "leastEach: 11")))
        .containsExactly(line("leastEach") + " LEAST_EACH", line("leastEach") + " LEAST_EACH");
    assertThat(problems(with("sample: true", "sample: false")))
        .containsExactly(line("sample") + " UNSOURCED");
    assertThat(problems(with("level: PROVINCE", "level: VILLAGE")))
        .contains(line("level") + " NO_SUCH_LEVEL");
    assertThat(problems(with("level: PROVINCE", "level: PROVINCE\nform: FARMER")))
        .containsExactly((line("level") + 1) + " FORM_UNWANTED");
    assertThat(problems(with("question: Bao nhiêu?", "question: ''")))
        .containsExactly(line("question: Bao nhiêu?") + " MISSING");
    assertThat(problems(with("{points: 5, label: Vừa}", "{points: 11, label: Vừa}")))
        .contains((line("{points: 5, label: Vừa}") - 2) + " STEPS");
    assertThat(problems(with("total: 15", "total: 150")))
        .contains(line("total: 15") + " PASS_TOTAL");
    assertThat(problems(with("engine: POINTS", "engine: LEVELS")))
        .contains(
            line("total: 15") + " PASS_OF_OTHER_ENGINE",
            line("steps:") + " LEVEL_STEPS",
            line("ratings:") + " PASS_OF_OTHER_ENGINE");
  }

  @Test
  void whatIsWronglyWrittenIsNamedWithItsLine() {
    assertThat(problems(with("issuer: Nơi thử", "isuer: Nơi thử")))
        .containsExactly(line("issuer") + " MISSPELT_KEY");
    assertThat(problems(with("issuer: Nơi thử", "issuer: Nơi thử\nxyzzy: 1")))
        .containsExactly((line("issuer") + 1) + " UNKNOWN_KEY");
    assertThat(problems(with("version: 1", "version: một")))
        .containsExactly(line("version") + " NOT_A_NUMBER");
    assertThat(problems(with("version: 1", "version: 1e999999999")))
        .containsExactly(line("version") + " NOT_A_NUMBER");
    assertThat(problems(with("sample: true", "sample: có lẽ")))
        .containsExactly(line("sample") + " NOT_YES_NO");
    assertThat(problems(with("model: LEARNING_UNIT", "model: UNIT")))
        .containsExactly(line("model") + " NOT_A_WORD");
    assertThat(problems(with("model: LEARNING_UNIT\n", "").replace("maxTotal: 20", "maxTotal: 30")))
        .containsExactlyInAnyOrder("1 MISSING", line("maxTotal") - 1 + " TOTAL_DIFFERS");
    assertThat(problems(with("engine: POINTS", "engine: POINT")))
        .containsExactly(line("engine") + " NOT_A_WORD");
    assertThat(problems(with("        maxPoints: 10\n        appliesWhen", "        appliesWhen")))
        .containsExactly(line("id: \"1.1\"") + " MISSING");
    assertThat(problems(with("{points: 5, label: Vừa}", "{label: Vừa}")))
        .containsExactly(line("{points: 5, label: Vừa}") + " MISSING");
    assertThat(problems(with("format: 2", "format: 3"))).containsExactly("1 UNKNOWN_FORMAT");
    assertThat(problems(with("title: Bộ thử", "title: [Bộ thử]")))
        .containsExactly(line("title") + " WRONG_SHAPE");
    assertThat(problems(with("title: Bộ thử", "title: \"Bộ thử")))
        .hasSize(1)
        .allMatch(said -> said.endsWith(" SYNTAX") || said.endsWith(" UNREADABLE"));
    assertThat(problems(with("title: Bộ thử", "title: Bộ thử\ntitle: Hai lần")))
        .containsExactly((line("title") + 1) + " SYNTAX");
    assertThat(problems(with("issuer: Nơi thử", "issuer: &a Nơi").replace("Bộ thử", "*a")))
        .hasSize(1);
    assertThat(problems("")).hasSize(1);
    assertThat(problems("- 1\n- 2")).hasSize(1);
    assertThat(problems("a: &a [1]\nb: [*a, *a]")).isNotEmpty();
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    String broken =
        with("maxTotal: 20", "maxTotal: 30")
            .replace("appliesWhen: staff > 0", "appliesWhen: stuff > 0")
            .replace("version: 1", "version: một")
            .replace("{from: 0, points: 0}", "{from: 10, points: 0}");
    assertThat(problems(broken))
        .containsExactlyInAnyOrder(
            line("version") + " NOT_A_NUMBER",
            line("maxTotal") + " TOTAL_DIFFERS",
            line("appliesWhen") + " FORMULA_MISSPELT_FACT",
            line("bands:") + " BAND_GAP");
  }

  @Test
  void noTextMakesItFail() {
    Random random = new Random(44);
    for (int round = 0; round < 1_500; round++) {
      StringBuilder text = new StringBuilder(YAML);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
          case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(80)));
          default -> text.setCharAt(at, (char) random.nextInt(0x300));
        }
      }
      problems(text.toString());
    }
  }

  // workbooks

  private static final CriteriaFiles FILES = new CriteriaFiles(new CriteriaSheet(LANGUAGES));

  /** What somebody does to a workbook. */
  private interface Change {
    void to(XSSFWorkbook workbook);
  }

  private static List<String> workbook(Path folder, Change change) throws IOException {
    Path file = folder.resolve("bo.xlsx");
    Files.write(file, FILES.xlsx(CriteriaFile.read(YAML).orThrow()));
    try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(file))) {
      change.to(workbook);
      try (OutputStream out = Files.newOutputStream(file)) {
        workbook.write(out);
      }
    }
    return FILES.read(file, "bo.xlsx").checked().problems().stream()
        .map(CriteriaFileTest::said)
        .toList();
  }

  private static Row row(XSSFWorkbook workbook, String sheet, String first) {
    Sheet found = workbook.getSheet(sheet);
    for (Row row : found) {
      if (row.getCell(0) != null && row.getCell(0).toString().equals(first)) {
        return row;
      }
    }
    throw new IllegalStateException(first + " is on no row of " + sheet);
  }

  @Test
  void aWorkbookThatExcelSavedAgainIsTheSame(@TempDir Path folder) throws IOException {
    assertThat(workbook(folder, same -> {})).isEmpty();
    assertThat(FILES.read(folder.resolve("bo.xlsx"), "bo.xlsx").checked().orThrow())
        .isEqualTo(CriteriaFile.read(YAML).orThrow());
  }

  @Test
  void mergedCellsAreRefusedWithTheirRow(@TempDir Path folder) throws IOException {
    assertThat(
            workbook(
                folder,
                book -> book.getSheet("Chỉ số").addMergedRegion(new CellRangeAddress(1, 2, 1, 1))))
        .contains("indicators2 MERGED_CELLS");
  }

  @Test
  void whatCannotBeReadHidesNothingElseAndIsToldOnce(@TempDir Path folder) throws IOException {
    assertThat(
            workbook(
                folder,
                book -> {
                  row(book, "Chỉ số", "1.1").createCell(1).setCellValue("7");
                  row(book, "Chỉ số", "1.1").createCell(7).setCellValue("stuff > 0");
                  row(book, "Chỉ số", "1.2").createCell(6).setCellValue("nhiều");
                  row(book, "Chỉ số", "1.2").createCell(9).setCellValue("staff.map(x, x)");
                  row(book, "Bộ tiêu chí", "version").createCell(0).setCellValue("verzion");
                  row(book, "Bộ tiêu chí", "title").createCell(1).setBlank();
                  row(book, "Khoảng giá trị", "1.2").createCell(3).setCellValue(7);
                  row(book, "Xếp loại", "Tốt").createCell(0).setCellValue("Rất tốt");
                  row(book, "Điều kiện", "staff > 0").createCell(0).setCellValue("staff / 0 > 1");
                }))
        .containsExactlyInAnyOrder(
            "indicators2 ROW_WITHOUT_PARENT",
            "indicators2 FORMULA_MISSPELT_FACT",
            "indicators3 " + SheetProblem.NOT_A_NUMBER,
            "indicators3 FORMULA_LOOP",
            "set10 MISSPELT_KEY",
            "set11 MISSING",
            "bands2 BAND_NO_STEP",
            "ratings2 NOT_A_WORD",
            "conditions2 FORMULA_DIVISION");
  }

  @Test
  void rowsThatNameNothingAreTold(@TempDir Path folder) throws IOException {
    assertThat(
            workbook(
                folder,
                book -> {
                  row(book, "Mức điểm", "1.1").createCell(0).setCellValue("8.8");
                  row(book, "Mức điểm", "1.2").createCell(1).setCellValue("mười");
                  row(book, "Khoảng giá trị", "1.2").createCell(0).setBlank();
                }))
        .containsExactlyInAnyOrder(
            "steps2 ROW_WITHOUT_PARENT",
            "steps4 " + SheetProblem.NOT_A_NUMBER,
            "bands2 " + SheetProblem.VALUE_MISSING);
  }

  @Test
  void whatMakesNoSenseIsNamedWithItsSheetAndRow(@TempDir Path folder) throws IOException {
    assertThat(
            workbook(
                folder,
                book -> {
                  row(book, "Chỉ số", "1.1").createCell(7).setCellValue("stuff > 0");
                  row(book, "Tiêu chí", "1").createCell(2).setCellValue(21);
                }))
        .containsExactlyInAnyOrder(
            "indicators2 FORMULA_MISSPELT_FACT", "criteria2 CRITERION_DIFFERS");
  }

  @Test
  void sheetsAndColumnsThatAreMissingOrUnknownAreTold(@TempDir Path folder) throws IOException {
    assertThat(workbook(folder, book -> book.removeSheetAt(book.getSheetIndex("Chỉ số"))))
        .containsExactly("indicators0 NO_SUCH_SHEET");
    assertThat(workbook(folder, book -> book.removeSheetAt(book.getSheetIndex("Bộ tiêu chí"))))
        .containsExactly("set0 NO_SUCH_SHEET");
    assertThat(workbook(folder, book -> rename(book, "Xếp loại", "Xếp hạng")))
        .containsExactly(" UNKNOWN_SHEET");
    assertThat(workbook(folder, book -> book.createSheet("Sheet8"))).isEmpty();
    assertThat(workbook(folder, book -> header(book, "Chỉ số", 7, "Ap dụng khj")))
        .containsExactly("indicators1 MISSPELT_COLUMN");
    assertThat(workbook(folder, book -> header(book, "Chỉ số", 13, "Ghi chú của tôi")))
        .containsExactly("indicators1 UNKNOWN_COLUMN");
    assertThat(workbook(folder, book -> header(book, "Mức điểm", 1, "Sao")))
        .containsExactlyInAnyOrder("steps1 MISSING_COLUMN", "steps1 UNKNOWN_COLUMN");
    assertThat(workbook(folder, book -> book.setSheetHidden(book.getSheetIndex("Tiêu chí"), true)))
        .containsExactly("criteria0 HIDDEN_SHEET");
  }

  private static void rename(XSSFWorkbook book, String sheet, String name) {
    book.setSheetName(book.getSheetIndex(sheet), name);
  }

  private static void header(XSSFWorkbook book, String sheet, int column, String header) {
    book.getSheet(sheet).getRow(0).createCell(column).setCellValue(header);
  }

  @Test
  void numbersAreReadAsPeopleWriteThem(@TempDir Path folder) throws IOException {
    Change typed =
        book -> {
          row(book, "Bộ tiêu chí", "pass.total").createCell(1).setCellValue("12,5");
          row(book, "Xếp loại", "Khá").createCell(1).setCellValue("12,5");
          row(book, "Xếp loại", "Chưa đạt").createCell(2).setCellValue("12,50");
        };
    assertThat(workbook(folder, typed)).isEmpty();
    CriteriaSet read = FILES.read(folder.resolve("bo.xlsx"), "bo.xlsx").checked().orThrow();
    assertThat(read.pass().total()).isEqualByComparingTo("12.5");
    assertThat(read.ratings().get(1).from()).isEqualByComparingTo("12.5");
    assertThat(
            workbook(
                folder,
                book -> {
                  row(book, "Bộ tiêu chí", "pass.total").createCell(1).setCellValue("1,250");
                  row(book, "Bộ tiêu chí", "maxTotal").createCell(1).setCellValue("hai mươi");
                  row(book, "Xếp loại", "Khá").createCell(1).setCellValue("1,250");
                }))
        .containsExactlyInAnyOrder(
            "set20 NUMBER_AMBIGUOUS", "set19 NOT_A_NUMBER", "ratings3 AMBIGUOUS_NUMBER");
  }

  @Test
  void resultsOfFormulasAreTakenAndFormulasWithoutResultAreNot(@TempDir Path folder)
      throws IOException {
    assertThat(
            workbook(
                folder,
                book -> {
                  row(book, "Chỉ số", "1.1").createCell(6).setCellFormula("5+5");
                  book.getCreationHelper().createFormulaEvaluator().evaluateAll();
                }))
        .isEmpty();
    assertThat(
            workbook(
                folder,
                book -> {
                  row(book, "Chỉ số", "1.1").createCell(6).setCellFormula("5+5");
                  row(book, "Tiêu chí", "1").createCell(2).setCellFormula("1/0");
                  book.getCreationHelper()
                      .createFormulaEvaluator()
                      .evaluateFormulaCell(row(book, "Tiêu chí", "1").getCell(2));
                }))
        .containsExactlyInAnyOrder("indicators2 FORMULA_WITHOUT_VALUE", "criteria2 ERROR_CELL");
  }

  @Test
  void otherFilesAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bo.xlsx");
    Files.writeString(file, "không phải bảng tính", StandardCharsets.UTF_8);
    assertThat(FILES.read(file, "bo.xlsx").checked().problems()).hasSize(1);
    Files.write(file, new byte[] {(byte) 0xC3, 0x28});
    assertThat(FILES.read(file, "bo.yaml").checked().problems()).hasSize(1);
    Path table = folder.resolve("bo.csv");
    Files.writeString(table, "Mục;Nội dung\nid;bo-1\n", StandardCharsets.UTF_8);
    assertThat(FILES.read(table, "bo.csv").checked().problems())
        .extracting(Problem::code)
        .containsExactly(CriteriaProblem.NOT_A_WORKBOOK);
  }
}
