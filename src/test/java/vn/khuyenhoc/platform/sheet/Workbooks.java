package vn.khuyenhoc.platform.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Workbooks as people send them: made by another program than ours, or part by part. */
final class Workbooks {

  /** The shape that most tests read. */
  static final SheetShape HOUSEHOLDS =
      SheetShape.of(
          Column.text("code", "Mã hộ", "Mã số hộ"),
          Column.text("village", "Thôn, bản", "Bản", "Thôn").required(),
          Column.text("head", "Họ và tên chủ hộ", "Chủ hộ").required().atMost(60),
          Column.wholeNumber("children", "Số trẻ em").between(0, 50),
          Column.percent("rate", "Tỷ lệ"),
          Column.date("since", "Ngày đăng ký"),
          Column.lines("note", "Ghi chú"));

  static final List<String> HEADERS = HOUSEHOLDS.columns().stream().map(Column::header).toList();

  private Workbooks() {}

  /** What a reading gave. */
  record Reading(SheetOutcome outcome, List<SheetRow> rows) {

    SheetOutcome.Read read() {
      if (outcome instanceof SheetOutcome.Read read) {
        return read;
      }
      throw new AssertionError("refused: " + outcome.findings());
    }

    List<SheetProblem> codes() {
      return outcome.findings().stream().map(SheetFinding::code).toList();
    }

    List<SheetFinding> rowProblems() {
      return rows.stream().flatMap(row -> row.problems().stream()).toList();
    }

    List<String> texts(String key) {
      return rows.stream().map(row -> String.valueOf(row.text(key))).toList();
    }
  }

  static Reading read(Path file) {
    return read(file, "danh-sach.xlsx", HOUSEHOLDS);
  }

  static Reading read(Path file, String name, SheetShape shape) {
    return read(new SheetReader(), file, name, shape);
  }

  static Reading read(SheetReader reader, Path file, String name, SheetShape shape) {
    List<SheetRow> rows = new ArrayList<>();
    SheetOutcome outcome = reader.read(file, name, shape, rows::add);
    return new Reading(outcome, rows);
  }

  /** A workbook made by Apache POI, which like Excel puts every text into the shared table. */
  static Path poi(Path file, Consumer<XSSFWorkbook> content) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      content.accept(workbook);
      workbook.write(out);
    }
    return file;
  }

  /** A sheet with the usual headers in the first row and these rows below; null for no cell. */
  static Path table(Path file, @Nullable Object[]... rows) throws IOException {
    return poi(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet("Hộ");
          fill(sheet, 0, HEADERS.toArray());
          for (int i = 0; i < rows.length; i++) {
            fill(sheet, i + 1, rows[i]);
          }
        });
  }

  static void fill(Sheet sheet, int row, @Nullable Object... cells) {
    var line = sheet.createRow(row);
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      if (cell instanceof Number number) {
        line.createCell(i).setCellValue(number.doubleValue());
      } else if (cell instanceof Boolean flag) {
        line.createCell(i).setCellValue(flag);
      } else if (cell != null) {
        line.createCell(i).setCellValue(cell.toString());
      }
    }
  }

  static @Nullable Object[] cells(@Nullable Object... cells) {
    return cells;
  }

  /** The parts of the smallest workbook with one sheet of this content. */
  static Map<String, String> parts(String sheetData) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "[Content_Types].xml",
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        </Types>""");
    parts.put(
        "_rels/.rels",
        """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
        </Relationships>""");
    parts.put(
        "xl/workbook.xml",
        """
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
        <sheets><sheet name="Hộ" sheetId="1" r:id="rId1"/></sheets></workbook>""");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
        <Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
        </Relationships>""");
    parts.put(
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
            + sheetData
            + "</sheetData></worksheet>");
    return parts;
  }

  /** The header row in XML, as row 1. */
  static String headerXml() {
    StringBuilder row = new StringBuilder("<row r=\"1\">");
    for (String header : HEADERS) {
      row.append("<c t=\"inlineStr\"><is><t>").append(header).append("</t></is></c>");
    }
    return row.append("</row>").toString();
  }

  static Path zip(Path file, Map<String, String> parts) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }
}
