package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sheet of 300,000 households, every text of it different, is read by a program that may use 24
 * MB of heap in all, and so are 60,000 rows of it exported and marked up. The texts alone are
 * several times that as objects.
 */
class SheetMemoryTest {

  private static final int ROWS = 300_000;
  private static final int WRITTEN = 60_000;
  private static Path folder;

  @BeforeAll
  static void writeALargeWorkbook(@TempDir Path shared) throws IOException {
    folder = shared;
    Map<String, String> parts = Workbooks.parts("");
    parts.remove("xl/worksheets/sheet1.xml");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("large.xlsx")))) {
      zip.setLevel(1);
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      Writer out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 16);
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      out.write("<worksheet><sheetData>" + Workbooks.headerXml());
      for (int i = 0; i < ROWS; i++) {
        out.write("<row>");
        for (int c = 0; c < 3; c++) {
          out.write("<c t=\"s\"><v>" + (i * 3 + c) + "</v></c>");
        }
        out.write("<c><v>3</v></c><c/><c><v>45611</v></c></row>");
      }
      out.write("</sheetData></worksheet>");
      out.flush();
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      out.write("<sst>");
      for (int i = 0; i < ROWS; i++) {
        out.write("<si><t>14-" + i + "</t></si><si><t>Bản Nà Sài số " + i);
        out.write("</t></si><si><t>Lò Văn Mười (nhà thứ " + i + " của xã)</t></si>");
      }
      out.write("</sst>");
      out.flush();
      zip.closeEntry();
    }
  }

  @Test
  void worksInLittleMemoryWhateverTheFile() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isZero();
    assertThat(said.strip().lines().toList().getLast()).isEqualTo("read 300000, read again 60000");
  }

  /** The program with little memory. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) throws IOException {
      Path large = Path.of(arguments[0], "large.xlsx");
      Path export = Path.of(arguments[0], "export.xlsx");
      SheetHeading heading =
          new SheetHeading("Hộ", List.of(), 1, Workbooks.HEADERS, List.of(0, 1, 2, 3, 4, 5, 6));
      List<MarkedWorkbook.Mark> marks =
          List.of(new MarkedWorkbook.Mark("head", "Chủ hộ này không có."));
      int read;
      try (OutputStream out = Files.newOutputStream(export);
          SheetWriter writer =
              new SheetWriter(out, Workbooks.HOUSEHOLDS, "Hộ", List.of(), SheetWords.VIETNAMESE);
          MarkedWorkbook marked =
              new MarkedWorkbook(
                  OutputStream.nullOutputStream(),
                  heading,
                  Workbooks.HOUSEHOLDS,
                  SheetWords.VIETNAMESE)) {
        read =
            count(
                large,
                row -> {
                  if (row.number() <= WRITTEN + 1) {
                    writer.row(
                        row.text(0),
                        row.text(1),
                        row.text(2),
                        row.wholeNumber(3),
                        row.number(4),
                        row.date(5),
                        null);
                    marked.row(row, marks);
                  }
                });
      }
      System.out.println("read " + read + ", read again " + count(export, row -> {}));
    }

    private static int count(Path file, RowHandler<RuntimeException> handler) {
      SheetOutcome outcome = new SheetReader().read(file, "x.xlsx", Workbooks.HOUSEHOLDS, handler);
      if (outcome instanceof SheetOutcome.Read read && read.unsoundRows() == 0) {
        return read.rows();
      }
      throw new UncheckedIOException(new IOException(outcome.toString()));
    }
  }
}
