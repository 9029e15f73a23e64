package vn.khuyenhoc.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khuyenhoc.support.PdfProof.read;
import static vn.khuyenhoc.support.PdfProof.unsound;
import static vn.khuyenhoc.support.PdfProof.validated;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.certificates.paper.Book;
import vn.khuyenhoc.certificates.paper.OneFile;
import vn.khuyenhoc.certificates.paper.Paper;
import vn.khuyenhoc.certificates.paper.PaperLook;
import vn.khuyenhoc.certificates.paper.Template;
import vn.khuyenhoc.platform.pdf.DocumentSigner;
import vn.khuyenhoc.platform.pdf.LetterUnknownException;
import vn.khuyenhoc.platform.pdf.SignatureProblem;

/** Certificates on paper: what can be read on them, and that their signatures hold. */
class PaperTest {

  private static final Instant NOW = Instant.parse("2026-11-02T01:00:00Z");
  private static final PaperLook RED = new PaperLook(true, PaperLook.Colour.RED);

  static Certificate certificate(int n, String name) {
    Series series =
        new Series(
            1,
            new Issuer(7, "UBND", "Ủy ban nhân dân xã Thuận Châu", ""),
            "UBND-03646",
            2026,
            "{n}/GCN-UBND",
            1,
            2,
            1,
            0);
    return new Certificate(
        new UUID(7, n),
        series,
        n,
        series.numbered(n),
        CertificateCode.fresh(),
        new Certificate.Batch(
            new UUID(1, 1),
            "Ủy ban nhân dân xã Thuận Châu",
            "Tỉnh Sơn La",
            "Gia đình học tập năm 2026",
            "GDHT",
            "58/QĐ-UBND",
            LocalDate.of(2026, 11, 20),
            "Chủ tịch Ủy ban nhân dân xã Thuận Châu",
            "Cà Văn Ký",
            "TM. Ủy ban nhân dân\nChủ tịch",
            "Thuận Châu",
            LocalDate.of(2026, 11, 20),
            NOW,
            "x",
            1),
        "s",
        name,
        true,
        "bản Hìn, xã Thuận Châu, tỉnh Sơn La",
        "Tốt",
        LocalDate.of(2026, 11, 20),
        LocalDate.of(2027, 11, 19),
        CertificateStatus.VALID,
        null,
        null,
        null,
        null);
  }

  private static Paper paper(Certificate certificate) {
    return paper(certificate, null);
  }

  private static Paper paper(Certificate certificate, SigningKeys.@Nullable Signer signer) {
    return new PaperWords(PaperWords.usualHeading(), "https://hoc.example.vn", signer)
        .of(certificate);
  }

  private static Template template(Paper... papers) {
    Template.Letters letters = new Template.Letters();
    for (Paper one : papers) {
      letters.add(one);
    }
    return letters.template(RED);
  }

  @Test
  void everythingOnItCanBeReadAgain() throws Exception {
    Paper paper = paper(certificate(12, "Lường Thị Hồng Ngoẵn"));
    byte[] pdf = OneFile.plain(template(paper), paper);
    assertThat(read(pdf))
        .contains(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "ỦY BAN NHÂN DÂN XÃ THUẬN CHÂU",
            "GIẤY CHỨNG NHẬN",
            "Lường Thị Hồng Ngoẵn",
            "Gia đình học tập năm 2026",
            "Có giá trị từ ngày 20/11/2026 đến ngày 19/11/2027",
            "Quyết định số 58/QĐ-UBND ngày 20/11/2026",
            "Thuận Châu, ngày 20 tháng 11 năm 2026",
            "CHỦ TỊCH",
            "Cà Văn Ký",
            "Số: 12/GCN-UBND");
    assertThat(unsound(pdf)).isEmpty();
    assertThat(pdf.length).isLessThan(120_000);
  }

  @Test
  void theSquareCodeIsReadFromThePrintedPage() throws Exception {
    java.security.KeyPair pair =
        java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Certificate certificate = certificate(4, "Lò Văn Vuông");
    Paper paper =
        paper(
            certificate,
            new SigningKeys.Signer("0a0b0c0d", pair.getPrivate(), LocalDate.of(2026, 11, 2)));
    byte[] pdf = OneFile.plain(template(paper), paper);
    BufferedImage image;
    try (PDDocument document = Loader.loadPDF(pdf)) {
      image = new PDFRenderer(document).renderImageWithDPI(0, 200);
    }
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    String text =
        new QRCodeReader()
            .decode(
                new BinaryBitmap(
                    new HybridBinarizer(
                        new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                Map.of(DecodeHintType.TRY_HARDER, true))
            .getText();
    assertThat(text).isEqualTo(paper.square()).startsWith("https://hoc.example.vn/v/");
    CodePayload.Read payload =
        CodePayload.read(text.substring(text.lastIndexOf('/') + 1)).orElseThrow();
    assertThat(payload.by(pair.getPublic())).isTrue();
    assertThat(payload.payload().name()).isEqualTo("L. V. Vuông");
    assertThat(payload.payload().code()).isEqualTo(certificate.code());
  }

  @Test
  void aBookHasAPageForEach() throws Exception {
    List<Paper> papers = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      papers.add(paper(certificate(i, "Lò Văn Trang " + i)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Book book = new Book(template(papers.toArray(Paper[]::new)), out);
    for (Paper one : papers) {
      book.add(one);
    }
    book.close(PaperWords.filesTitle(), LocalDate.of(2026, 11, 20), "x");
    assertThat(unsound(out.toByteArray())).isEmpty();
    try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
      assertThat(document.getNumberOfPages()).isEqualTo(30);
      PDFTextStripper last = new PDFTextStripper();
      last.setStartPage(30);
      assertThat(last.getText(document)).contains("Lò Văn Trang 30", "Số: 30/GCN-UBND");
    }
  }

  @Test
  void longNamesAreSetSmallerAndNothingIsCut() throws Exception {
    String name =
        "Cộng đồng học tập bản Nà Hốc Phiêng Khoài Nong Lanh Co Mạ Long Hẹ ".repeat(3).strip();
    Paper paper = paper(certificate(5, name));
    byte[] pdf = OneFile.plain(template(paper), paper);
    assertThat(read(pdf).replaceAll("\\s+", " ")).contains(name);
  }

  @Test
  void withoutABorderForPaperThatHasOne() throws Exception {
    Paper paper = paper(certificate(6, "Lò Văn Phôi"));
    Template.Letters letters = new Template.Letters();
    letters.add(paper);
    byte[] pdf =
        OneFile.plain(letters.template(new PaperLook(false, PaperLook.Colour.BLUE)), paper);
    assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).doesNotContain("/Border");
    assertThat(unsound(pdf)).isEmpty();
  }

  @Test
  void lettersOfTheMinoritiesAreThereAndOthersAreNamed() throws Exception {
    String minorities = "Y Ƀlŏ Niê Kdăm, H'Ƀlĭ Ayŭn, Đinh Kơ Pă, Cầm Ñú";
    Paper paper = paper(certificate(7, minorities.replace("Ƀ", "B")));
    assertThat(read(OneFile.plain(template(paper), paper))).contains("Niê Kdăm", "Ayŭn", "Blŏ");
    assertThatThrownBy(() -> template(paper(certificate(8, "ꪹꪕ ꪼꪕ"))))
        .isInstanceOfSatisfying(
            LetterUnknownException.class, unknown -> assertThat(unknown.letter()).isEqualTo("ꪹ"));
  }

  @Test
  void aSignedFileIsPadesOfTheBaselineAndHolds() throws Exception {
    for (String algorithm : List.of("RSA", "EC")) {
      byte[] file =
          KeyFileMaker.of(
              "UBND xã Thuận Châu",
              "mật khẩu",
              NOW.minusSeconds(1000),
              Instant.parse("2029-01-01T00:00:00Z"),
              KeyUsage.digitalSignature,
              algorithm);
      DocumentSigner signer = DocumentSigner.open(file, "mật khẩu".toCharArray(), NOW);
      assertThat(signer.name()).isEqualTo("UBND xã Thuận Châu");
      Paper paper = paper(certificate(9, "Lò Văn Ký"));
      byte[] pdf = OneFile.signed(template(paper), paper, signer, PaperWords.reason(), NOW);
      SignatureWrapper signature = validated(pdf);
      assertThat(signature.getSignatureFormat()).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
      assertThat(signature.isSignatureIntact()).isTrue();
      assertThat(signature.isSignatureValid()).isTrue();
      assertThat(signature.isBLevelTechnicallyValid()).isTrue();
      assertThat(unsound(pdf)).isEmpty();

      byte[] changed = pdf.clone();
      changed[200] ^= 1;
      assertThat(validated(changed).isSignatureIntact() && validated(changed).isSignatureValid())
          .isFalse();
    }
  }

  @Test
  void aKeyFileThatCannotSignSaysWhy() {
    Instant later = Instant.parse("2029-01-01T00:00:00Z");
    byte[] sound = KeyFileMaker.of("A", "đúng", NOW.minusSeconds(9), later);
    assertWhy(sound, "sai", SignatureProblem.Why.PASSWORD);
    assertWhy(new byte[] {1, 2, 3}, "x", SignatureProblem.Why.UNREADABLE);
    assertWhy(
        KeyFileMaker.of("A", "x", NOW.minusSeconds(99), NOW.minusSeconds(9)),
        "x",
        SignatureProblem.Why.EXPIRED);
    assertWhy(
        KeyFileMaker.of("A", "x", NOW.plusSeconds(9), later), "x", SignatureProblem.Why.NOT_YET);
    assertWhy(
        KeyFileMaker.of("A", "x", NOW.minusSeconds(9), later, KeyUsage.keyEncipherment, "RSA"),
        "x",
        SignatureProblem.Why.NOT_FOR_SIGNING);
  }

  private static void assertWhy(byte[] file, String password, SignatureProblem.Why why) {
    assertThatThrownBy(() -> DocumentSigner.open(file, password.toCharArray(), NOW))
        .isInstanceOfSatisfying(
            SignatureProblem.class, problem -> assertThat(problem.why()).isEqualTo(why));
  }
}
