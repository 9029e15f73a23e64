package vn.khuyenhoc.platform.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import vn.khuyenhoc.platform.Result;

/** Files are told by their bytes, drawn anew, or refused with what to do. */
class AttachmentsTest {

  private final Attachments attachments = new Attachments(DataSize.ofMegabytes(15));

  private Result<Attachment> read(byte[] bytes) {
    return read("anh.jpg", bytes);
  }

  private Result<Attachment> read(String name, byte[] bytes) {
    try {
      return attachments.read("file", name, bytes.length, () -> new ByteArrayInputStream(bytes));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private List<String> problems(byte[] bytes) {
    return read(bytes).problems().stream().map(one -> ((Enum<?>) one.code()).name()).toList();
  }

  private static BufferedImage seen(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  @Test
  void aPhotoIsDrawnAnewUprightWithoutThePlaceItWasTaken() throws IOException {
    byte[] photo = HostileFiles.photo(800, 600, 6);
    Attachment kept = read(photo).orThrow();
    assertThat(kept.kind()).isEqualTo(AttachmentKind.PICTURE);
    assertThat(kept.width()).isEqualTo(600);
    assertThat(kept.height()).isEqualTo(800);
    // turned a quarter clockwise, what was above left is above right
    Color corner = new Color(seen(kept.content()).getRGB(580, 20));
    assertThat(corner.getRed()).isGreaterThan(200);
    assertThat(corner.getGreen()).isLessThan(60);
    assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain("GPS");
    assertThat(seen(Objects.requireNonNull(kept.preview())).getHeight()).isEqualTo(480);
  }

  @Test
  void aLargePhotoIsMadeSmallerAndPngAndWebpBecomeJpeg() throws IOException {
    Attachment large = read(HostileFiles.jpeg(6000, 4000, 2)).orThrow();
    assertThat(large.width()).isEqualTo(Pictures.LONGEST);
    assertThat(large.height()).isBetween(1706, 1707);
    Attachment png = read(HostileFiles.image("png", 300, 200, 2)).orThrow();
    assertThat(FirstBytes.of(png.content())).isEqualTo(FirstBytes.JPEG);
    Attachment webp = read(HostileFiles.webp()).orThrow();
    assertThat(webp.width()).isEqualTo(1);
    assertThat(FirstBytes.of(webp.content())).isEqualTo(FirstBytes.JPEG);
  }

  @Test
  void whatStandsBehindAPictureNeverComesAlong() {
    byte[] archive = HostileFiles.zip("evil.sh", "rm -rf");
    Attachment kept = read(HostileFiles.joined(HostileFiles.jpeg(100, 80, 3), archive)).orThrow();
    assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain("evil");
    Attachment png =
        read(HostileFiles.joined(HostileFiles.image("png", 100, 80, 3), archive)).orThrow();
    assertThat(new String(png.content(), StandardCharsets.ISO_8859_1)).doesNotContain("evil");
  }

  @Test
  void theSamePictureSavedAnewLooksAlikeAndAnotherDoesNot() {
    Attachment first = read(HostileFiles.jpeg(1200, 900, 4)).orThrow();
    long other = likeness(read(HostileFiles.jpeg(1200, 900, 5)).orThrow());
    long again = likeness(read(first.content()).orThrow());
    assertThat(Long.bitCount(likeness(first) ^ other)).isGreaterThan(8);
    assertThat(Long.bitCount(likeness(first) ^ again)).isLessThanOrEqualTo(3);
  }

  private static long likeness(Attachment attachment) {
    return Objects.requireNonNull(attachment.likeness());
  }

  @Test
  void everyHostileFileIsRefusedInItsOwnWords() throws IOException {
    assertThat(problems(new byte[0])).containsExactly("EMPTY");
    assertThat(problems(new byte[16 << 20])).containsExactly("TOO_LARGE");
    assertThat(problems("\0\0\0\30ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("HEIC");
    assertThat(problems("MZ\u0090\0\3\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("PROGRAM");
    assertThat(problems("#!/bin/sh\nrm".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("PROGRAM");
    assertThat(problems("<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("UNKNOWN_KIND");
    assertThat(problems(HostileFiles.bomb(30_000, 30_000))).containsExactly("PICTURE_TOO_LARGE");
    assertThat(problems(HostileFiles.bomb(20_000, 5_000))).containsExactly("PICTURE_BROKEN");
    byte[] jpeg = HostileFiles.jpeg(400, 300, 6);
    assertThat(problems(java.util.Arrays.copyOf(jpeg, jpeg.length / 2)))
        .containsExactly("PICTURE_BROKEN");
    assertThat(read(HostileFiles.pdf("")).orThrow().pages()).isEqualTo(1);
    assertThat(problems(HostileFiles.pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")))
        .containsExactly("PDF_ACTS");
    assertThat(problems(HostileFiles.pdf("/OpenAction << /S /J#61vaScript >>")))
        .containsExactly("PDF_ACTS");
    assertThat(problems(HostileFiles.pdf("/OpenAction << /S /Launch /F (cmd.exe) >>")))
        .containsExactly("PDF_ACTS");
    assertThat(problems(HostileFiles.pdf("/Names << /EmbeddedFiles 9 0 R >>")))
        .containsExactly("PDF_FILES");
    assertThat(problems(HostileFiles.pdf("/Encrypt 5 0 R"))).containsExactly("PDF_LOCKED");
    assertThat(problems(HostileFiles.packed("9 0 << /S /JavaScript /JS (x) >>", "/FlateDecode")))
        .containsExactly("PDF_ACTS");
    assertThat(read(HostileFiles.packed("9 0 << /Kind /Harmless >>", "/FlateDecode")).done())
        .isTrue();
    assertThat(problems(HostileFiles.packed("39203020", "[/ASCIIHexDecode /FlateDecode]")))
        .containsExactly("PDF_BROKEN");
    assertThat(problems(HostileFiles.packed("9 0 " + " ".repeat(60 << 20), "/FlateDecode")))
        .containsExactly("PDF_BROKEN");
    assertThat(problems(HostileFiles.joined(HostileFiles.pdf(""), HostileFiles.zip("a", "b"))))
        .containsExactly("TWO_IN_ONE");
    assertThat(problems(HostileFiles.word("word/vbaProject.bin", "x")))
        .containsExactly("OFFICE_ACTS");
    assertThat(
            problems(
                HostileFiles.word(
                    "word/_rels/settings.xml.rels",
                    "<Relationship Type=\"http://x/attachedTemplate\" TargetMode=\"External\"/>")))
        .containsExactly("OFFICE_LINKS");
    assertThat(problems(HostileFiles.word("word/media/a.png", "0".repeat(80 << 20))))
        .containsExactly("OFFICE_TOO_LARGE");
    assertThat(problems(HostileFiles.zip("evil.exe", "MZ"))).containsExactly("OFFICE_BROKEN");
    assertThat(
            problems(
                HostileFiles.joined(
                    HostileFiles.word(), "x".repeat(70_000).getBytes(StandardCharsets.UTF_8))))
        .containsExactly("OFFICE_BROKEN");
  }

  @Test
  void whatWordAndExcelWriteIsTaken() throws IOException {
    try (XWPFDocument document = new XWPFDocument();
        XSSFWorkbook workbook = new XSSFWorkbook()) {
      document.createParagraph().createRun().setText("Biên bản");
      workbook.createSheet("Danh sách").createRow(0).createCell(0).setCellValue("a");
      var word = new java.io.ByteArrayOutputStream();
      document.write(word);
      var excel = new java.io.ByteArrayOutputStream();
      workbook.write(excel);
      assertThat(read("a.exe", word.toByteArray()).orThrow().kind()).isEqualTo(AttachmentKind.WORD);
      assertThat(read("b", excel.toByteArray()).orThrow().kind()).isEqualTo(AttachmentKind.EXCEL);
    }
  }

  @Test
  void aNameIsOnlyShown() {
    assertThat(Attachments.plain("C:\\ảnh\\..\\sổ\u202egpj.exe\r\n\"<b>")).isEqualTo("sổgpj.exeb");
    assertThat(Attachments.plain("///")).isEqualTo("?");
  }

  @Test
  void thousandsOfDamagedFilesAreReadOrRefusedAndNothingElse() {
    List<byte[]> seeds =
        List.of(
            HostileFiles.photo(64, 48, 3),
            HostileFiles.image("png", 64, 48, 7),
            HostileFiles.webp(),
            HostileFiles.pdf("/OpenAction 3 0 R"),
            HostileFiles.packed("9 0 << /Kind /Harmless >>", "/FlateDecode"),
            HostileFiles.word("word/media/a.png", "0".repeat(2_000)));
    Random random = new Random(20_261_122);
    List<String> faults = new ArrayList<>();
    int taken = 0;
    int refused = 0;
    for (int round = 0; round < 6_000; round++) {
      byte[] bytes = mutated(seeds.get(round % seeds.size()), random);
      try {
        if (read(bytes).done()) {
          taken++;
        } else {
          refused++;
        }
      } catch (RuntimeException | Error fault) {
        faults.add(round + ": " + fault);
      }
    }
    assertThat(faults).isEmpty();
    assertThat(taken).isPositive();
    assertThat(refused).isGreaterThan(2_000);
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = java.util.Arrays.copyOf(bytes, at);
        case 3 -> {
          byte[] extra = new byte[1 + random.nextInt(40)];
          random.nextBytes(extra);
          bytes = HostileFiles.spliced(bytes, at, extra);
        }
        case 4 -> {
          for (int j = at; j < Math.min(bytes.length, at + 4); j++) {
            bytes[j] = (byte) 0xFF;
          }
        }
        default -> {
          int from = random.nextInt(bytes.length);
          byte[] piece =
              java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 30));
          bytes = HostileFiles.spliced(bytes, at, piece);
        }
      }
    }
    return bytes;
  }
}
