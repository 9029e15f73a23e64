package vn.khuyenhoc.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Sentence;

class WordTemplateTest {

  private static final String RELS = "word/_rels/document.xml.rels";
  private static final String RELATION =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  // --- what comes with the product

  @ParameterizedTest
  @EnumSource(TemplateKind.class)
  void aTemplateThatComesWithTheProductHasNothingWrongWithIt(TemplateKind kind) {
    var read = WordTemplate.check(BuiltInTemplates.file(kind), kind);
    assertThat(read.refusals()).isEmpty();
    assertThat(read.warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TemplateKind.class)
  void theSameDocumentInATemplateIsTheSameBytesAndLeavesNoName(TemplateKind kind) {
    var template = WordTemplate.of(BuiltInTemplates.file(kind), kind);
    byte[] once = template.fill(BuiltInTemplates.sample(kind));
    assertThat(once).isEqualTo(template.fill(BuiltInTemplates.sample(kind)));
    var text = String.join("\n", new WordXml(once).paragraphs());
    assertThat(text)
        .doesNotContain("{{", "}}")
        .contains("HỘI KHUYẾN HỌC TỈNH MẪU", "Trích yếu mẫu", "ngày 05 tháng 12 năm 2026")
        .contains("DỮ LIỆU MẪU");
  }

  @Test
  void aDecisionHasItsListRowByRowAndItsRecipientsLineByLine() {
    var words =
        new WordXml(
            WordTemplate.of(BuiltInTemplates.file(TemplateKind.DECISION), TemplateKind.DECISION)
                .fill(BuiltInTemplates.sample(TemplateKind.DECISION)));
    assertThat(words.paragraphs())
        .containsSubsequence(
            "Điều 1. Công nhận danh hiệu mẫu năm 2026 cho các hộ gia đình có tên"
                + " trong danh sách kèm theo.",
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.")
        .contains("- Hội Khuyến học Việt Nam;", "- Các xã, phường;", "Tổng cộng: 3");
    assertThat(words.values("//w:tbl[last()]//w:tr[.//w:t='M-0002']//w:t"))
        .containsExactly("2", "Hoàng Văn Thử", "Bản Một", "M-0002", "Đạt");
  }

  @Test
  void annexesLieAsTheyAreMeantAndTheOfficesHeaderShowsTheNumbersOfTheirPages() {
    var words =
        new WordXml(
            WordTemplate.of(BuiltInTemplates.file(TemplateKind.YEAR), TemplateKind.YEAR)
                .fill(BuiltInTemplates.sample(TemplateKind.YEAR)));
    assertThat(words.values("//w:sectPr/w:pgSz/@w:orient")).containsExactly("landscape");
    assertThat(words.count("//w:sectPr")).isEqualTo(2);
    assertThat(words.count("//w:sectPr[w:headerReference]")).isEqualTo(2);
    assertThat(words.values("//w:body/*[last()]/w:pgSz/@w:orient")).containsExactly("landscape");
  }

  // --- finding names

  @Test
  void aNameThatWordCutIntoRunsIsFoundAndKeepsTheLookOfItsFirstLetter() {
    byte[] file =
        office(
            """
            <w:p><w:r><w:rPr><w:i/></w:rPr><w:t>Về {</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{tri</w:t></w:r>\
            <w:r><w:t>ch_</w:t></w:r><w:r><w:t>yeu}} và </w:t></w:r><w:r><w:t>hết</w:t></w:r></w:p>
            """);
    assertThat(WordTemplate.check(file, TemplateKind.YEAR).refusals()).isEmpty();
    var words = filled(file);
    assertThat(words.paragraphs()).contains("Về Trích yếu mẫu của văn bản dùng để thử và hết");
    assertThat(words.values("//w:r[w:rPr/w:i]/w:t[contains(., 'Trích')]")).hasSize(1);
  }

  @Test
  void aNameInCapitalsGivesItsValueInCapitals() {
    assertThat(filled(office(paragraph("{{TRICH_YEU}}"))).paragraphs())
        .contains("TRÍCH YẾU MẪU CỦA VĂN BẢN DÙNG ĐỂ THỬ");
  }

  @Test
  void aParagraphOfWhichNothingIsLeftGoesAway() {
    var document =
        BuiltInTemplates.sample(TemplateKind.YEAR).named("ky_bao_cao", "").named("dia_ban", "");
    var words =
        new WordXml(
            WordTemplate.of(office(paragraph("{{ky_bao_cao}}{{dia_ban}}")), TemplateKind.YEAR)
                .fill(document));
    assertThat(words.count("//w:p[not(.//w:t)][not(.//w:pPr)]")).isZero();
  }

  @Test
  void whatIsEnteredAsAValueIsNeverTakenForANameAgain() {
    var document =
        BuiltInTemplates.sample(TemplateKind.YEAR)
            .named("dia_ban", "{{#noi_nhan}} {{co_quan}} <w:p/> & \u0001")
            .named("noi_nhan", List.of(Map.of("noi_nhan_ten", "{{#noi_nhan}}{{luu}}")));
    var words =
        new WordXml(
            WordTemplate.of(
                    office(
                        paragraph("{{dia_ban}}")
                            + paragraph("{{#noi_nhan}}{{noi_nhan_ten}}{{/noi_nhan}}")),
                    TemplateKind.YEAR)
                .fill(document));
    assertThat(words.paragraphs())
        .contains("{{#noi_nhan}} {{co_quan}} <w:p/> & ", "{{#noi_nhan}}{{luu}}");
  }

  @Test
  void severalParagraphsBetweenBeginningAndEndAreRepeatedTogether() {
    var words =
        filled(
            office(
                paragraph("{{#noi_nhan}}")
                    + paragraph("Gửi")
                    + paragraph("{{noi_nhan_ten}}")
                    + paragraph("{{/noi_nhan}}")));
    assertThat(words.paragraphs())
        .containsSubsequence(
            "Gửi", "Hội Khuyến học Việt Nam", "Gửi", "Ủy ban nhân dân tỉnh Mẫu", "Gửi");
  }

  @Test
  void madeUpFiguresAreSaidToBeEvenWhereTheTemplateHasNoPlaceForIt() {
    byte[] file =
        office(paragraph("{{dieu_so}}").replace("{{dieu_so}}", "{{so}}"), "noi_dung", "so");
    assertThat(filled(file).paragraphs().getFirst()).contains("DỮ LIỆU MẪU");
  }

  // --- what is refused

  @Test
  void anUnknownNameIsSaidWithItsPlaceAndTheNearestOne() {
    assertThat(refused(office(paragraph("Trích {{trich_yew}} hết"))))
        .containsExactly("TEMPLATE-010 paragraph {{trich_yew}} {{trich_yeu}}");
    assertThat(refused(office(paragraph("{{Trích yếu}}"))))
        .containsExactly("TEMPLATE-010 paragraph {{Trích yếu}} {{trich_yeu}}");
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    byte[] file =
        office(
            paragraph("{{khong_co}}")
                + paragraph("{{trich_yeu}")
                + paragraph("{trich_yeu}")
                + paragraph("{{noi_nhan_ten}}")
                + paragraph("{{#noi_nhan}} x")
                + paragraph("{{noi_nhan}}")
                + paragraph("Và {{noi_dung}}"));
    assertThat(refused(file).stream().map(one -> one.substring(0, 12)).toList())
        .contains(
            "TEMPLATE-010",
            "TEMPLATE-012",
            "TEMPLATE-011",
            "TEMPLATE-013",
            "TEMPLATE-018",
            "TEMPLATE-015");
    assertThat(refused(file)).filteredOn(one -> one.startsWith("TEMPLATE-012")).hasSize(2);
  }

  @Test
  void aListThatBeginsInATableAndEndsOutsideIsRefused() {
    String cell = "<w:tbl><w:tr><w:tc>" + paragraph("{{#noi_nhan}}") + "</w:tc></w:tr></w:tbl>";
    assertThat(refused(office(cell + paragraph("{{/noi_nhan}}"))))
        .containsExactly("TEMPLATE-014 table {{#noi_nhan}}");
  }

  @Test
  void whatEveryTemplateOfTheKindNeedsIsAskedFor() {
    byte[] file = office(paragraph("không có gì"), "noi_dung", "co_quan", "so", "trich_yeu");
    assertThat(refused(file))
        .containsExactly(
            "TEMPLATE-016 {{co_quan}}",
            "TEMPLATE-016 {{so}}, {{so_ky_hieu}}",
            "TEMPLATE-016 {{trich_yeu}}",
            "TEMPLATE-016 {{noi_dung}}");
  }

  @Test
  void fieldsThatRunOrFetchSomethingAreRefusedHoweverTheyAreCut() {
    String split =
        """
        <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x "y"</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
        """;
    assertThat(refused(office(split))).hasSize(1).first().asString().startsWith("TEMPLATE-009");
    assertThat(refused(office("<w:p><w:fldSimple w:instr=\" INCLUDETEXT x \"/></w:p>")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("TEMPLATE-009");
    assertThat(refused(office("<w:p><w:fldSimple w:instr=\" PAGE \"/></w:p>"))).isEmpty();
  }

  @Test
  void changesThatNobodyAcceptedAreRefused() {
    assertThat(refused(office("<w:p><w:ins w:id=\"1\"><w:r><w:t>x</w:t></w:r></w:ins></w:p>")))
        .containsExactly("TEMPLATE-017 paragraph");
  }

  @Test
  void whatIsReadFromElsewhereIsRefusedButLinksOfTheTextAreNot() {
    assertThat(refused(related("attachedTemplate", "http://x.vn/a.dotm")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("TEMPLATE-007");
    assertThat(refused(related("image", "\\\\\\\\may\\\\anh.png"))).hasSize(1);
    assertThat(refused(related("hyperlink", "file:///etc/passwd"))).hasSize(1);
    assertThat(refused(related("hyperlink", "http://x.vn"))).hasSize(1);
    assertThat(refused(related("hyperlink", "https://khuyenhoc.vn"))).isEmpty();
  }

  @Test
  void macrosAndFilesInsideAreRefused() {
    assertThat(refused(with(parts -> parts.put("word/vbaProject.bin", bytes("x")))))
        .containsExactly("TEMPLATE-006");
    assertThat(
            refused(
                changed(
                    "[Content_Types].xml",
                    types ->
                        types.replace(
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                            "application/vnd.ms-word.document.macroEnabled.main+xml"))))
        .contains("TEMPLATE-006");
    assertThat(refused(with(parts -> parts.put("word/embeddings/oleObject1.bin", bytes("x")))))
        .containsExactly("TEMPLATE-008 word/embeddings/oleObject1.bin");
  }

  @Test
  void whatIsNoWordFileIsRefusedForWhatItIs() {
    assertThat(refused(bytes("chữ"))).containsExactly("TEMPLATE-001 5");
    assertThat(refused(new byte[0])).containsExactly("TEMPLATE-001 5");
    assertThat(refused(Arrays.copyOf(office(""), 900))).containsExactly("TEMPLATE-001 5");
    assertThat(refused(new byte[(5 << 20) + 1])).containsExactly("TEMPLATE-003 5");
    byte[] old = Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 2000);
    assertThat(refused(old)).containsExactly("TEMPLATE-002 5");
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, old, 512, name.length);
    assertThat(refused(old)).containsExactly("TEMPLATE-005 5");
  }

  @Test
  void aFileThatIsHugeWhenUnpackedIsNotUnpacked() {
    assertThat(refused(with(parts -> parts.put("word/media/a.png", new byte[41 << 20]))))
        .containsExactly("TEMPLATE-004 5");
  }

  @Test
  void aFileThatDeclaresEntitiesIsNotRead() {
    assertThat(
            refused(
                changed(
                    "word/document.xml",
                    xml ->
                        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
                            + xml.substring(xml.indexOf("<w:document")))))
        .contains("TEMPLATE-001 5");
  }

  @Test
  void otherPaperMarginsAndFontsAreSaidButTaken() {
    var read =
        WordTemplate.check(
            changed(
                "word/document.xml",
                xml ->
                    xml.replace("w:left=\"1701\"", "w:left=\"1134\"")
                        .replaceFirst("w:ascii=\"Times New Roman\"", "w:ascii=\"Arial\"")),
            TemplateKind.YEAR);
    assertThat(read.refusals()).isEmpty();
    assertThat(shown(read.warnings()))
        .containsExactlyInAnyOrder("TEMPLATE-020 20 20 20 15", "TEMPLATE-021 Arial");
  }

  // --- files

  private static WordXml filled(byte[] file) {
    return new WordXml(
        WordTemplate.of(file, TemplateKind.YEAR).fill(BuiltInTemplates.sample(TemplateKind.YEAR)));
  }

  private static List<String> refused(byte[] file) {
    return shown(WordTemplate.check(file, TemplateKind.YEAR).refusals());
  }

  /** Codes with their values; of a place what kind of place. */
  private static List<String> shown(List<Problem> problems) {
    return problems.stream()
        .map(
            one ->
                one.code().code()
                    + one.arguments().stream()
                        .map(
                            value ->
                                " "
                                    + (value instanceof Sentence place
                                        ? place.messageKey().replaceAll(".*\\.", "")
                                        : value))
                        .reduce("", String::concat))
        .toList();
  }

  private static String paragraph(String text) {
    return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  }

  /** The yearly report's template with something more in it, and some names taken out. */
  private static byte[] office(String more, String... without) {
    return changed(
        "word/document.xml",
        xml -> {
          String changed = xml.replaceFirst("(<w:body>)", "$1" + quoted(more));
          for (String name : without) {
            String keep = changed.startsWith(more) ? "" : more;
            changed =
                changed
                    .replace(keep, "\u0000")
                    .replaceAll("(?i)\\{\\{" + name + "}}", "x")
                    .replace("\u0000", keep);
          }
          return changed;
        });
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text.strip());
  }

  private static byte[] related(String type, String target) {
    return changed(
        RELS,
        xml ->
            xml.replace(
                "</Relationships>",
                "<Relationship Id=\"x9\" Type=\""
                    + RELATION
                    + type
                    + "\" Target=\""
                    + target
                    + "\" TargetMode=\"External\"/></Relationships>"));
  }

  private static byte[] changed(String part, UnaryOperator<String> change) {
    return with(
        parts ->
            parts.put(
                part, bytes(change.apply(new String(parts.get(part), StandardCharsets.UTF_8)))));
  }

  private static byte[] with(Consumer<Map<String, byte[]>> change) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    var packed = new ByteArrayOutputStream();
    try (var zip =
            new ZipInputStream(new ByteArrayInputStream(BuiltInTemplates.file(TemplateKind.YEAR)));
        var out = new ZipOutputStream(packed)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), zip.readAllBytes());
      }
      change.accept(parts);
      for (var part : parts.entrySet()) {
        out.putNextEntry(new ZipEntry(part.getKey()));
        out.write(part.getValue());
        out.closeEntry();
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
