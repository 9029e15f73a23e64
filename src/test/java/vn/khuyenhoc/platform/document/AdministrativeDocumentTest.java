package vn.khuyenhoc.platform.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.support.PdfProof;

class AdministrativeDocumentTest {

  private static final IssuingBody ASSOCIATION =
      new IssuingBody("Hội Khuyến học Việt Nam", "Hội Khuyến học tỉnh Sơn La", "HKH", "Sơn La");

  private static final Recipients RECIPIENTS =
      new Recipients(List.of("Hội Khuyến học Việt Nam (báo cáo)", "UBND tỉnh"), "VT");

  private static final SignatureBlock DEPUTY =
      new SignatureBlock("Ban Chấp hành", "Chủ tịch", "Phó Chủ tịch", "Nguyễn Thị Mẫu");

  @Test
  void whatADocumentIsFoundedOnStandsInItalics() throws Exception {
    AdministrativeDocument document =
        AdministrativeDocument.under(head(null, null))
            .ground("Căn cứ Nghị định 86/2023/NĐ-CP;")
            .paragraph("Điều 1. Công nhận.");
    assertThat(new WordXml(document.toBytes()).values("//w:p[w:r/w:rPr/w:i and w:pPr/w:ind]//w:t"))
        .containsExactly("Căn cứ Nghị định 86/2023/NĐ-CP;");
    assertThat(PdfProof.read(document.toPdf())).contains("Căn cứ Nghị định 86/2023/NĐ-CP;");
  }

  @Test
  void isAPdfForArchivesWithTheSameWords() throws Exception {
    byte[] pdf = full().toPdf();
    assertThat(PdfProof.unsound(pdf)).isEmpty();
    assertThat(full().toPdf()).isEqualTo(pdf);
    String words = PdfProof.read(pdf).replaceAll("\\s+", " ");
    for (String text : new WordXml(full().toBytes()).values("//w:body//w:t")) {
      for (String word : text.split("\\s+", -1)) {
        assertThat(words).contains(word);
      }
    }
  }

  @Test
  void keepsTheMarginsOfTheDecreeOnA4() {
    var xml = new WordXml(full().toBytes());
    assertThat(xml.values("//w:pgSz/@w:w")).containsExactly("11906", "16838", "11906");
    assertThat(xml.values("//w:pgSz/@w:h")).containsExactly("16838", "11906", "16838");
    assertThat(xml.values("//w:pgSz/@w:orient")).containsExactly("landscape");
    for (var section : xml.values("//w:pgMar/@w:top")) {
      assertThat(millimetres(section)).isBetween(20.0, 25.0);
    }
    for (var section : xml.values("//w:pgMar/@w:bottom")) {
      assertThat(millimetres(section)).isBetween(20.0, 25.0);
    }
    for (var section : xml.values("//w:pgMar/@w:left")) {
      assertThat(millimetres(section)).isBetween(30.0, 35.0);
    }
    for (var section : xml.values("//w:pgMar/@w:right")) {
      assertThat(millimetres(section)).isBetween(15.0, 20.0);
    }
    // The number and its line stay inside the top margin.
    for (var section : xml.values("//w:pgMar/@w:header")) {
      assertThat(millimetres(section)).isLessThan(20 - 14 * 0.3528);
    }
  }

  @Test
  void writesEveryRunInBlackTimesNewRoman() {
    var xml = new WordXml(full().toBytes());
    int runs = xml.count("//w:r");
    assertThat(runs).isGreaterThan(30);
    assertThat(new TreeSet<>(xml.values("//w:r/w:rPr/w:rFonts/@w:ascii")))
        .containsExactly("Times New Roman");
    assertThat(xml.count("//w:r/w:rPr/w:rFonts/@w:ascii")).isEqualTo(runs);
    assertThat(xml.count("//w:r/w:rPr/w:rFonts/@w:hAnsi")).isEqualTo(runs);
    assertThat(new TreeSet<>(xml.values("//w:r/w:rPr/w:color/@w:val"))).containsExactly("000000");
    assertThat(new TreeSet<>(xml.values("//w:r/w:rPr/w:sz/@w:val")))
        .containsExactly("22", "24", "26", "28");
    assertThat(xml.values("word/styles.xml", "//w:docDefaults//w:lang/@w:val"))
        .containsExactly("vi-VN");
  }

  @Test
  void numbersPagesInTheTopMarginButNotTheFirst() {
    var xml = new WordXml(full().toBytes());
    var headers = xml.names().stream().filter(name -> name.startsWith("word/header")).toList();
    assertThat(headers).hasSize(2);
    var numbered =
        headers.stream()
            .filter(name -> xml.values(name, "//w:instrText").contains("PAGE"))
            .toList();
    assertThat(numbered).hasSize(1);
    assertThat(xml.values(numbered.getFirst(), "//w:jc/@w:val")).containsExactly("center");
    assertThat(new TreeSet<>(xml.values(numbered.getFirst(), "//w:sz/@w:val")))
        .containsExactly("28");
    // One sectPr for the body and one for each annex: all without a number on their first page.
    assertThat(xml.count("//w:sectPr")).isEqualTo(3);
    assertThat(xml.count("//w:sectPr/w:titlePg")).isEqualTo(3);
    assertThat(xml.values("//w:sectPr/w:pgNumType/@w:start")).containsExactly("1", "1", "1");
    assertThat(xml.values("//w:sectPr/w:headerReference/@w:type"))
        .hasSize(6)
        .containsOnly("first", "default");
  }

  @Test
  void writesTheHeadAsTheDecreeDoes() {
    var lines = new WordXml(full().toBytes()).paragraphs();
    assertThat(lines)
        .containsSubsequence(
            "HỘI KHUYẾN HỌC VIỆT NAM",
            "HỘI KHUYẾN HỌC",
            "TỈNH SƠN LA",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 05/BC-HKH",
            "Sơn La, ngày 04 tháng 02 năm 2026",
            "BÁO CÁO",
            "Kết quả công nhận danh hiệu “Gia đình học tập” năm 2026");
  }

  @Test
  void setsBodyAndOwnNameApartFromTheSuperiorByWeight() {
    var xml = new WordXml(full().toBytes());
    assertThat(weightOf(xml, "HỘI KHUYẾN HỌC VIỆT NAM")).isZero();
    assertThat(weightOf(xml, "TỈNH SƠN LA")).isEqualTo(1);
    assertThat(weightOf(xml, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")).isEqualTo(1);
    assertThat(xml.values("//w:r[w:t='Độc lập - Tự do - Hạnh phúc']/w:rPr/w:sz/@w:val"))
        .containsExactly("26");
    assertThat(xml.count("//w:r[w:t='Sơn La, ngày 04 tháng 02 năm 2026']/w:rPr/w:i")).isOne();
    assertThat(xml.values("//w:r[w:t='Nơi nhận:']/w:rPr/w:sz/@w:val")).containsExactly("24");
    assertThat(xml.count("//w:r[w:t='Nơi nhận:']/w:rPr[w:b and w:i]")).isOne();
    assertThat(xml.values("//w:r[w:t='- UBND tỉnh;']/w:rPr/w:sz/@w:val")).containsExactly("22");
  }

  @Test
  void drawsTheRuleUnderTheMottoAsLongAsItsText() {
    var xml = new WordXml(full().toBytes());
    var path = "//w:p[w:pPr/w:pBdr/w:top and not(w:r)]";
    int left = Integer.parseInt(xml.values(path + "/w:pPr/w:ind/@w:left").get(1));
    int right = Integer.parseInt(xml.values(path + "/w:pPr/w:ind/@w:right").get(1));
    int cell = Integer.parseInt(xml.values("//w:tc/w:tcPr/w:tcW/@w:w").get(1));
    int text = TimesWidths.twips("Độc lập - Tự do - Hạnh phúc", 13, true);
    assertThat(cell - left - right).isBetween(text - 2, text + 2);
    // And the one under the issuing body between a third and a half of its name.
    int own = TimesWidths.twips("HỘI KHUYẾN HỌC", 12, true);
    int issuerCell = Integer.parseInt(xml.values("//w:tc/w:tcPr/w:tcW/@w:w").getFirst());
    int issuerRule =
        issuerCell
            - Integer.parseInt(xml.values(path + "/w:pPr/w:ind/@w:left").getFirst())
            - Integer.parseInt(xml.values(path + "/w:pPr/w:ind/@w:right").getFirst());
    assertThat(issuerRule).isBetween(own / 3, own / 2);
  }

  @Test
  void leavesNumberAndDateOpenWhileUnsigned() {
    var lines =
        new WordXml(
                AdministrativeDocument.under(head(null, null))
                    .paragraph("Nội dung.")
                    .closing(RECIPIENTS, new SignatureBlock(null, null, "Chủ tịch", null))
                    .toBytes())
            .paragraphs();
    assertThat(lines)
        .contains("Số:     /BC-HKH", "Sơn La, ngày     tháng     năm 2026", "CHỦ TỊCH")
        .doesNotContain("TM. BAN CHẤP HÀNH");
  }

  @Test
  void justifiesTheBodyWithItsFirstLineIndented() {
    var xml = new WordXml(full().toBytes());
    var body = "//w:p[w:r/w:t='Nội dung thứ nhất.']/w:pPr";
    assertThat(xml.values(body + "/w:jc/@w:val")).containsExactly("both");
    int indent = Integer.parseInt(xml.values(body + "/w:ind/@w:firstLine").getFirst());
    assertThat(indent / 566.93).isBetween(1.0, 1.28);
    assertThat(Integer.parseInt(xml.values(body + "/w:spacing/@w:after").getFirst()))
        .isGreaterThanOrEqualTo(120);
    assertThat(Integer.parseInt(xml.values(body + "/w:spacing/@w:line").getFirst()))
        .isBetween(240, 360);
  }

  @Test
  void setsWordAndNumberOfAnArticleInBoldAndAddresseesUpright() throws Exception {
    var document =
        AdministrativeDocument.under(head("5", null))
            .addressees("Ủy ban nhân dân xã")
            .article("1", "Công nhận danh hiệu.");
    document.closing(RECIPIENTS, DEPUTY);
    var xml = new WordXml(document.toBytes());
    assertThat(xml.count("//w:r[starts-with(w:t,'Điều 1.')]/w:rPr/w:b")).isOne();
    assertThat(weightOf(xml, "Công nhận danh hiệu.")).isZero();
    assertThat(weightOf(xml, "Kính gửi: Ủy ban nhân dân xã")).isZero();
    assertThat(xml.count("//w:r[w:t='Kính gửi: Ủy ban nhân dân xã']/w:rPr/w:i")).isZero();
    assertThat(PdfProof.read(document.toPdf())).contains("Điều 1. Công nhận danh hiệu.");
  }

  @Test
  void minutesSignedByTwoSayWhoReceivesThem() throws Exception {
    var minutes =
        AdministrativeDocument.under(head("5", null))
            .signedByTwo(RECIPIENTS, new SignatureBlock(null, null, "Thư ký", null), DEPUTY);
    assertThat(new WordXml(minutes.toBytes()).paragraphs())
        .containsSubsequence("THƯ KÝ", "Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.");
    assertThat(PdfProof.read(minutes.toPdf())).contains("Nơi nhận:", "- UBND tỉnh;");
  }

  @Test
  void numbersPartsAndSections() {
    var document =
        AdministrativeDocument.under(head("12", LocalDate.of(2026, 10, 15))).part("Tình hình");
    document.section("Chung").section("Riêng").part("Kết quả").section("Chung");
    var lines = new WordXml(document.closing(RECIPIENTS, DEPUTY).toBytes()).paragraphs();
    assertThat(lines)
        .containsSubsequence("I. TÌNH HÌNH", "1. Chung", "2. Riêng", "II. KẾT QUẢ", "1. Chung");
    assertThat(lines).contains("Sơn La, ngày 15 tháng 10 năm 2026", "Số: 12/BC-HKH");
  }

  @Test
  void repeatsTheHeadingOfATableAndKeepsRowsWhole() {
    var xml = new WordXml(full().toBytes());
    assertThat(xml.count("//w:tr[w:trPr/w:tblHeader]")).isEqualTo(2);
    assertThat(xml.values("//w:tr[w:trPr/w:tblHeader][1]//w:t")).contains("Xã, phường", "Số hộ");
    assertThat(xml.count("//w:tr[not(w:trPr/w:cantSplit)]//w:t[.='320.489']")).isZero();
    assertThat(xml.values("//w:p[w:r/w:t='320.489']/w:pPr/w:jc/@w:val")).containsOnly("right");
    assertThat(xml.values("//w:tc[w:tcPr/w:gridSpan]//w:t")).containsOnly("chưa báo cáo");
    assertThat(xml.values("//w:tc/w:tcPr/w:gridSpan/@w:val")).containsOnly("2");
  }

  @Test
  void refusesATableWhoseRowsDoNotFillIt() {
    assertThatThrownBy(
            () ->
                new DocumentTable(
                    table().columns(), List.of(DocumentTable.Row.of("1", "Xã Mường La")), 12))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbersAnnexesOnlyWhenThereAreSeveral() {
    assertThat(new WordXml(full().toBytes()).paragraphs())
        .containsSubsequence(
            "PHÓ CHỦ TỊCH",
            "Nguyễn Thị Mẫu",
            "Phụ lục I",
            "BIỂU SỐ LIỆU",
            "(Kèm theo Báo cáo số 05/BC-HKH ngày 04 tháng 02 năm 2026 của Hội Khuyến học tỉnh Sơn"
                + " La)",
            "Phụ lục II");
    assertThat(
            new WordXml(
                    AdministrativeDocument.under(head("5", null))
                        .closing(RECIPIENTS, DEPUTY)
                        .annex("Biểu", Orientation.PORTRAIT)
                        .paragraph("Một.")
                        .toBytes())
                .paragraphs())
        .contains("Phụ lục");
  }

  @Test
  void putsAnnexesAfterTheSignatureOnly() {
    var open = AdministrativeDocument.under(head("5", null));
    assertThatThrownBy(() -> open.annex("Biểu", Orientation.PORTRAIT))
        .isInstanceOf(IllegalStateException.class);
    var closed = AdministrativeDocument.under(head("5", null)).closing(RECIPIENTS, DEPUTY);
    assertThatThrownBy(() -> closed.paragraph("Thêm.")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void writesComposedLettersWhateverComesIn() {
    var decomposed = Normalizer.normalize("Hộ gia đình ở Mường É", Normalizer.Form.NFD);
    var xml =
        new WordXml(
            AdministrativeDocument.under(head("5", null))
                .paragraph(decomposed)
                .closing(RECIPIENTS, DEPUTY)
                .toBytes());
    assertThat(xml.paragraphs()).contains("Hộ gia đình ở Mường É");
    assertThat(xml.paragraphs())
        .allMatch(line -> Normalizer.isNormalized(line, Normalizer.Form.NFC));
  }

  @Test
  void givesTheSameBytesForTheSameDescription() {
    assertThat(full().toBytes()).isEqualTo(full().toBytes());
    var xml = new WordXml(full().toBytes());
    assertThat(xml.values("docProps/core.xml", "//dcterms:created"))
        .containsExactly("2026-02-04T02:03:04Z");
    assertThat(xml.values("docProps/core.xml", "//dcterms:modified"))
        .containsExactly("2026-02-04T02:03:04Z");
    assertThat(xml.values("docProps/core.xml", "//dc:creator"))
        .containsExactly("Hội Khuyến học tỉnh Sơn La");
  }

  private static AdministrativeDocument full() {
    return AdministrativeDocument.under(head("5", LocalDate.of(2026, 2, 4)))
        .notice("SỐ LIỆU MẪU")
        .addressees("Ủy ban nhân dân tỉnh Sơn La")
        .part("Tình hình")
        .section("Đăng ký")
        .paragraph("Nội dung thứ nhất.")
        .writingLines(2)
        .caption("Bảng 1")
        .table(table())
        .note("Ghi chú của bảng.")
        .closing(RECIPIENTS, DEPUTY)
        .annex("Biểu số liệu", Orientation.LANDSCAPE)
        .table(table())
        .annex("Danh sách", Orientation.PORTRAIT)
        .item("Một.");
  }

  private static DocumentHead head(@Nullable String number, @Nullable LocalDate signedOn) {
    return new DocumentHead(
        ASSOCIATION,
        DocumentKind.REPORT,
        number,
        signedOn,
        2026,
        "Kết quả công nhận danh hiệu “Gia đình học tập” năm 2026",
        Instant.parse("2026-02-04T02:03:04Z"));
  }

  private static DocumentTable table() {
    return new DocumentTable(
        List.of(
            new DocumentTable.Column("Xã, phường", 3, DocumentTable.Align.LEFT),
            new DocumentTable.Column("Số hộ", 1, DocumentTable.Align.RIGHT),
            new DocumentTable.Column("Công nhận", 1, DocumentTable.Align.RIGHT)),
        List.of(
            DocumentTable.Row.of("Xã Mường La", "4.123", "3.210"),
            new DocumentTable.Row(
                List.of(
                    DocumentTable.Cell.of("Xã Mường É"), new DocumentTable.Cell("chưa báo cáo", 2)),
                false),
            DocumentTable.Row.total("Toàn tỉnh", "320.489", "3.210")),
        12);
  }

  private static double millimetres(String twips) {
    return Integer.parseInt(twips) / 1440.0 * 25.4;
  }

  private static int weightOf(WordXml xml, String text) {
    return xml.count("//w:r[w:t='" + text + "']/w:rPr/w:b");
  }
}
