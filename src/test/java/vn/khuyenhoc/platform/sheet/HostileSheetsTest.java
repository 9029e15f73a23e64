package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.khuyenhoc.platform.sheet.Workbooks.HOUSEHOLDS;
import static vn.khuyenhoc.platform.sheet.Workbooks.cells;
import static vn.khuyenhoc.platform.sheet.Workbooks.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they seem: each ends in a sentence, none in an exception. */
class HostileSheetsTest {

  private static final String PLAIN_ROW =
      "<row><c/><c t=\"inlineStr\"><is><t>A</t></is></c><c t=\"inlineStr\"><is><t>B</t></is></c></row>";

  private Path folder;
  private Path file;

  @BeforeEach
  void nameAFile(@TempDir Path folder) {
    this.folder = folder;
    file = folder.resolve("danh-sach.xlsx");
  }

  private List<SheetProblem> refused(Path path, String name) {
    return refused(new SheetReader(), path, name);
  }

  private List<SheetProblem> refused(SheetReader reader, Path path, String name) {
    SheetOutcome outcome = read(reader, path, name, HOUSEHOLDS).outcome();
    assertThat(outcome).isInstanceOf(SheetOutcome.Refused.class);
    return outcome.findings().stream().map(SheetFinding::code).toList();
  }

  private Path written(String content) throws IOException {
    return Files.writeString(file, content);
  }

  private Path zipped(Map<String, String> parts) throws IOException {
    return Workbooks.zip(file, parts);
  }

  @Test
  void refusesAnEmptyFile() throws IOException {
    assertThat(refused(written(""), "x.xlsx")).containsExactly(SheetProblem.EMPTY_FILE);
  }

  @Test
  void refusesAFileBeyondTheLimit() throws IOException {
    Workbooks.table(file, cells(null, "Bản A", "Lò A"));
    SheetReader strict = new SheetReader(SheetLimits.DEFAULT.withFileBytes(1000));
    assertThat(refused(strict, file, "x.xlsx")).containsExactly(SheetProblem.FILE_TOO_LARGE);
  }

  @Test
  void asksForAnotherFormatThanExcel97() throws IOException {
    try (HSSFWorkbook old = new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      old.createSheet().createRow(0).createCell(0).setCellValue("Chủ hộ");
      old.write(out);
    }
    assertThat(refused(file, "x.xls")).containsExactly(SheetProblem.OLD_EXCEL);
    assertThat(refused(file, "x.xlsx")).containsExactly(SheetProblem.OLD_EXCEL);
  }

  @Test
  void asksForThePasswordToBeRemoved() throws Exception {
    Path plain = Workbooks.table(folder.resolve("plain.xlsx"), cells(null, "Bản A", "Lò A"));
    try (POIFSFileSystem ole = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(file)) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("mật khẩu");
      try (OutputStream secret = encryptor.getDataStream(ole)) {
        Files.copy(plain, secret);
      }
      ole.writeFilesystem(out);
    }
    assertThat(refused(file, "x.xlsx")).containsExactly(SheetProblem.ENCRYPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bản,Chủ hộ|x.xlsx|RENAMED_TEXT",
        "Bản,Chủ hộ|x.XLS|RENAMED_TEXT",
        "<html><table><tr><td>Bản</td></tr></table></html>|x.xlsx|RENAMED_TEXT",
        "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>|x.xlsx|RENAMED_TEXT",
        "<table></table>|x.csv|RENAMED_TEXT",
        "Bản,Chủ hộ|x.docx|NOT_A_SHEET",
        "%PDF-1.4 \u0001\u0002 %|x.xlsx|NOT_A_SHEET",
        "PK|x.xlsx|RENAMED_TEXT",
        "PK\u0003\u0004 and no more|x.xlsx|DAMAGED"
      })
  void saysWhatARenamedFileIs(String content, String name, SheetProblem problem)
      throws IOException {
    assertThat(refused(written(content), name)).containsExactly(problem);
  }

  @Test
  void refusesCsvInAnotherEncoding() throws IOException {
    Files.write(file, "Bản,Chủ hộ\nBản A,Lò Đ".getBytes("windows-1258"));
    assertThat(refused(file, "x.csv")).containsExactly(SheetProblem.NOT_UNICODE);
    String late = "Bản,Chủ hộ\n" + "Bản A,Lò A\n".repeat(20_000);
    byte[] bytes = late.getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 3] = (byte) 0xC3;
    Files.write(file, bytes);
    assertThat(refused(file, "x.csv")).containsExactly(SheetProblem.NOT_UNICODE);
  }

  @ParameterizedTest
  @CsvSource({
    "sheet.main+xml, sheet.binary.macroEnabled.main, OTHER_OFFICE_FILE",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml, "
        + "application/vnd.ms-excel.sheet.macroEnabled.main+xml, MACROS",
    "spreadsheetml.sheet.main, wordprocessingml.document.main, OTHER_OFFICE_FILE"
  })
  void refusesOtherKindsOfOfficeFiles(String part, String other, SheetProblem problem)
      throws IOException {
    Map<String, String> parts = Workbooks.parts(Workbooks.headerXml() + PLAIN_ROW);
    parts.computeIfPresent("[Content_Types].xml", (name, xml) -> xml.replace(part, other));
    assertThat(refused(zipped(parts), "x.xlsx")).containsExactly(problem);
  }

  @Test
  void refusesOpenDocumentAndOtherZips() throws IOException {
    assertThat(refused(zipped(Map.of("mimetype", "x", "content.xml", "<a/>")), "x.xlsx"))
        .containsExactly(SheetProblem.OTHER_OFFICE_FILE);
    assertThat(refused(zipped(Map.of("anh.txt", "x")), "x.xlsx"))
        .containsExactly(SheetProblem.NOT_A_SHEET);
  }

  @Test
  void refusesAFileCutOffAnywhere() throws IOException {
    Workbooks.table(file, cells(null, "Bản A", "Lò A", 1, null, null, null));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 5; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(refused(file, "x.xlsx")).containsExactly(SheetProblem.DAMAGED);
    }
  }

  @Test
  void noticesASingleChangedLetter() throws IOException {
    Map<String, String> parts = Workbooks.parts(Workbooks.headerXml() + PLAIN_ROW);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(0);
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    byte[] stored = bytes.toByteArray();
    Files.write(file, stored);
    assertThat(read(file).texts("head")).containsExactly("B");
    int at = new String(stored, StandardCharsets.ISO_8859_1).indexOf("<t>B<") + 3;
    stored[at] = 'C';
    Files.write(file, stored);
    assertThat(refused(file, "x.xlsx")).containsExactly(SheetProblem.DAMAGED);
  }

  @Test
  void neverResolvesEntities() throws IOException {
    Map<String, String> parts = Workbooks.parts(Workbooks.headerXml() + PLAIN_ROW);
    String laughs =
        "<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM"
            + " \"file:///etc/hostname\">]>";
    parts.computeIfPresent(
        "xl/worksheets/sheet1.xml",
        (name, xml) -> laughs + xml.replace("<t>B</t>", "<t>&b;&f;</t>"));
    assertThat(refused(zipped(parts), "x.xlsx")).containsExactly(SheetProblem.DAMAGED);
    parts.computeIfPresent(
        "xl/worksheets/sheet1.xml", (name, xml) -> xml.substring(laughs.length()));
    assertThat(refused(zipped(parts), "x.xlsx")).containsExactly(SheetProblem.DAMAGED);
  }

  @Test
  void ignoresLinksToOtherFiles() throws IOException {
    Map<String, String> parts =
        Workbooks.parts(
            Workbooks.headerXml()
                + "<row><c/><c t=\"str\"><f>'[1]Hộ'!A1</f><v>Bản A</v></c>"
                + "<c t=\"inlineStr\"><is><t>Lò A</t></is></c></row>");
    parts.computeIfPresent(
        "xl/_rels/workbook.xml.rels",
        (name, xml) ->
            xml.replace(
                "</Relationships>",
                "<Relationship Id=\"rId9\" Type=\"x/worksheet\" TargetMode=\"External\""
                    + " Target=\"file:///etc/passwd\"/><Relationship Id=\"rId8\""
                    + " Type=\"x/worksheet\" Target=\"../../../../etc/passwd\"/></Relationships>"));
    Workbooks.Reading reading = read(zipped(parts));
    assertThat(reading.texts("village")).containsExactly("Bản A");
    assertThat(reading.codes()).containsExactly(SheetProblem.FORMULAS);
  }

  @Test
  void stopsUnpackingWhatGrowsWithoutEnd() throws IOException {
    SheetReader reader = new SheetReader();
    Map<String, String> parts = Workbooks.parts("");
    for (String grown :
        List.of("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")) {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        for (Map.Entry<String, String> part : parts.entrySet()) {
          if (!part.getKey().equals(grown)) {
            zip.putNextEntry(new ZipEntry(part.getKey()));
            zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
          }
        }
        zip.putNextEntry(new ZipEntry(grown));
        zip.write("<x>".getBytes(StandardCharsets.UTF_8));
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        for (int i = 0; i < 60; i++) {
          zip.write(blanks);
        }
      }
      assertThat(Files.size(file)).isLessThan(1 << 20);
      assertThat(refused(reader, file, "x.xlsx")).containsExactly(SheetProblem.UNPACKS_TOO_LARGE);
    }
  }

  @Test
  void stopsAtWhatIsTooLongOrTooDeep() throws IOException {
    String header = Workbooks.headerXml();
    Map<String, SheetProblem> contents = new HashMap<>();
    contents.put(header + "<row " + "x".repeat(200_000) + "/>", SheetProblem.UNPACKS_TOO_LARGE);
    contents.put(
        header + "<row x=\"" + "x".repeat(200_000) + "\"/>", SheetProblem.UNPACKS_TOO_LARGE);
    contents.put(
        header + "<row><c t=\"str\"><v>" + "x".repeat(300_000) + "</v></c></row>",
        SheetProblem.UNPACKS_TOO_LARGE);
    contents.put(header + "<a>".repeat(100) + "</a>".repeat(100), SheetProblem.DAMAGED);
    contents.put(header + "<row r=\"2000000\"/>", SheetProblem.DAMAGED);
    contents.put(header + "<row r=\"1\"/>", SheetProblem.DAMAGED);
    contents.put(header + "<row><c r=\"B2\"/><c r=\"A2\"><v>1</v></c></row>", SheetProblem.DAMAGED);
    contents.put(header + "<row><c r=\"ZZZ2\"><v>1</v></c></row>", SheetProblem.DAMAGED);
    contents.put(header + "<row><c r=\"XFD2\"><v>1</v></c></row>", SheetProblem.TOO_MANY_COLUMNS);
    contents.put(header + "<row><c t=\"s\"><v>7</v></c></row>", SheetProblem.DAMAGED);
    contents.put(header + "<row><c></row>", SheetProblem.DAMAGED);
    for (Map.Entry<String, SheetProblem> content : contents.entrySet()) {
      String start = content.getKey().substring(header.length(), header.length() + 12);
      assertThat(read(zipped(Workbooks.parts(content.getKey()))).codes())
          .as(start)
          .containsExactly(content.getValue());
    }
  }

  @Test
  void keepsLittleOfRowsFullOfText() throws IOException {
    String cell = "<c t=\"str\"><v>" + "Bản ".repeat(8_000) + "</v></c>";
    zipped(Workbooks.parts(("<row>" + cell.repeat(100) + "</row>").repeat(6)));
    assertThat(refused(file, "x.xlsx")).containsExactly(SheetProblem.NO_HEADER);
    zipped(Workbooks.parts(Workbooks.headerXml() + "<row><c/>" + cell + cell + cell + "</row>"));
    for (SheetFinding finding : read(file).rowProblems()) {
      assertThat(finding.value()).hasSizeLessThan(250);
      assertThat(SheetWords.VIETNAMESE.sentence(finding)).hasSizeLessThan(400);
    }
  }

  @Test
  void countsRowsOnlyUpToTheLimit() throws IOException {
    zipped(Workbooks.parts(Workbooks.headerXml() + PLAIN_ROW.repeat(11) + "<row/>".repeat(1000)));
    assertThat(read(file).rows()).hasSize(11);
    SheetReader strict = new SheetReader(SheetLimits.DEFAULT.withRows(10));
    assertThat(refused(strict, file, "x.xlsx")).containsExactly(SheetProblem.TOO_MANY_ROWS);
  }

  @Test
  void refusesADirectoryOfManyThousandParts() throws IOException {
    Map<String, String> parts = Workbooks.parts(Workbooks.headerXml() + PLAIN_ROW);
    for (int i = 0; i < 6_000; i++) {
      parts.put("xl/media/" + i, "");
    }
    assertThat(refused(zipped(parts), "x.xlsx")).containsExactly(SheetProblem.UNPACKS_TOO_LARGE);
    Map<String, String> few = Workbooks.parts(Workbooks.headerXml() + PLAIN_ROW);
    zipped(few);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 10, 1 << 30);
    Files.write(file, bytes);
    assertThat(refused(file, "x.xlsx")).containsExactly(SheetProblem.UNPACKS_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void answersToEveryMutationOfAFile(int seed) throws IOException {
    Workbooks.table(
        file,
        cells("001", "Bản A", "Lò Văn Mười", 3, "73,6 %", "15/11/2024", "một\nhai"),
        cells("002", "Bản B", "Cầm Thị Hặc", 1.5, 0.5, 45611, null));
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(seed);
    int readable = 0;
    for (int i = 0; i < 1_500; i++) {
      byte[] mutated = sound.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      Files.write(file, mutated);
      SheetOutcome outcome = read(file).outcome();
      if (outcome instanceof SheetOutcome.Read whole) {
        readable++;
        assertThat(whole.rows()).isEqualTo(2);
      } else {
        assertThat(outcome.problems()).isNotEmpty();
      }
    }
    assertThat(readable).isBetween(1, 1_499);
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13})
  void answersToEveryMutationOfItsParts(int seed) throws IOException {
    Map<String, String> sound =
        Workbooks.parts(
            Workbooks.headerXml()
                + PLAIN_ROW
                + "<row r=\"7\"><c r=\"A7\" t=\"s\" s=\"1\"><v>0</v></c><c t=\"str\"><f>A1</f><v>&#66;&amp;"
                + "</v></c><c t=\"e\"><v>#N/A</v></c><c s=\"2\"><v>0.5</v></c></row>");
    sound.put("xl/sharedStrings.xml", "<sst><si><t>Lò</t></si><si><r><t>A</t></r></si></sst>");
    sound.put(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd/mm\"/></numFmts><cellXfs>"
            + "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>");
    List<String> names = List.copyOf(sound.keySet());
    Random random = new Random(seed);
    String signs = "<>/=\"'&;:! ?-[]x0019A\u0000é";
    int readable = 0;
    for (int i = 0; i < 1_000; i++) {
      Map<String, String> parts = new HashMap<>(sound);
      StringBuilder part = new StringBuilder();
      String name = names.get(random.nextInt(names.size()));
      part.append(sound.get(name));
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int at = random.nextInt(part.length());
        char sign = signs.charAt(random.nextInt(signs.length()));
        switch (random.nextInt(4)) {
          case 0 -> part.insert(at, sign);
          case 1 -> part.setCharAt(at, sign);
          case 2 -> part.delete(at, Math.min(part.length(), at + random.nextInt(20)));
          default -> part.insert(at, part.substring(at, Math.min(part.length(), at + 30)));
        }
        if (part.isEmpty()) {
          part.append(' ');
        }
      }
      parts.put(name, part.toString());
      SheetOutcome outcome = read(zipped(parts)).outcome();
      if (outcome instanceof SheetOutcome.Read) {
        readable++;
      } else {
        assertThat(outcome.problems()).isNotEmpty();
      }
    }
    assertThat(readable).isBetween(1, 999);
  }

  @Test
  void answersToEveryMutationOfACsvFile() throws IOException {
    byte[] sound =
        "Bản;Chủ hộ;Số trẻ em\n\"Bản \"\"A\"\"\";Lò;1\r\nBản B;Cầm;2\n"
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(4);
    for (int i = 0; i < 1_500; i++) {
      byte[] mutated = sound.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      Files.write(file, mutated);
      assertThat(read(file, "x.csv", HOUSEHOLDS).outcome()).isNotNull();
    }
  }
}
