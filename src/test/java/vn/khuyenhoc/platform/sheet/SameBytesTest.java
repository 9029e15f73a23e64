package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

class SameBytesTest {

  private static final SheetShape SHAPE =
      SheetShape.of(List.of(Column.text("code", "Mã"), Column.text("name", "Tên")));

  private static byte[] list() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SheetWriter writer =
        new SheetWriter(out, SHAPE, "Danh sách", List.of("Danh sách"), SheetWords.VIETNAMESE)) {
      for (int number = 0; number < 1200; number++) {
        writer.row("0" + number, "Xã " + number);
      }
    }
    return out.toByteArray();
  }

  private static Map<String, String> parts(byte[] workbook) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook)).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        parts.put(
            entry.getName(),
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  @Test
  void nothingStaysOnTheDiskOfAWorkbookThatWasNotFinished() throws IOException {
    SameBytes.Undated undated = new SameBytes.Undated(OutputStream.nullOutputStream());
    undated.write(list());
    assertThat(undated.aside).exists();
    undated.close();
    assertThat(undated.aside).doesNotExist();
  }

  @Test
  void theSameListIsTheSameBytesWheneverItIsWritten() throws IOException {
    byte[] written = list();
    assertThat(list()).isEqualTo(written);
    assertThat(parts(written).get("docProps/core.xml")).doesNotContain("dcterms:created");
    try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(written))) {
      assertThat(read.getSheetAt(0).getRow(1202).getCell(1).getStringCellValue())
          .isEqualTo("Xã 1199");
    }
  }

  @Test
  void anyWorkbookLosesItsMomentAndNothingElse() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "KhuyenHoc", "1.0")) {
      workbook.newWorksheet("Bảng").value(0, 0, "Ô");
    }
    Map<String, String> dated = parts(out.toByteArray());
    Map<String, String> undated = parts(SameBytes.undated(out.toByteArray()));
    assertThat(dated.remove("docProps/core.xml")).contains("dcterms:created");
    assertThat(undated.remove("docProps/core.xml")).doesNotContain("dcterms:created");
    assertThat(undated).isEqualTo(dated);
  }

  @Test
  void aWorkbookOfAMomentSaysThatOne() throws IOException {
    Instant moment = Instant.parse("2026-11-15T03:00:00Z");
    byte[] of = SameBytes.of(list(), moment);
    assertThat(parts(of).get("docProps/core.xml"))
        .contains("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-11-15T03:00:00Z<");
    try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(of))) {
      assertThat(read.getProperties().getCoreProperties().getCreated())
          .isEqualTo(java.util.Date.from(moment));
    }
  }
}
