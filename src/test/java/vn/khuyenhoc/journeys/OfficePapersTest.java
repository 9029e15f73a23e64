package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.journeys.PeopledProvince.Spot;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.document.WordTemplate;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.platform.web.Downloads;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.reports.Templates;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.PdfProof;
import vn.khuyenhoc.support.SignedIn;

/**
 * Every Word, Excel and PDF file that a page of the running program hands over: a new one is looked
 * at, too, because the routes are walked. The templates of every kind and what is filled into them
 * are looked at with them.
 */
@ModuleTest
@Import(PeopledProvince.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficePapersTest {

  private static final int PORTRAIT_WIDE = 11906;
  private static final int PORTRAIT_HIGH = 16838;
  private static final double TWIPS_A_MILLIMETRE = 1440 / 25.4;

  /** Papers that people of the province sent are a few letters long. */
  private static final int SENT_BY_SOMEBODY = 100;

  @Autowired private MockMvc mvc;
  @Autowired private PeopledProvince provinces;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private Templates templates;
  @Autowired private Clock clock;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  private Spot here;
  private final Map<String, byte[]> words = new TreeMap<>();
  private final Map<String, byte[]> sheets = new TreeMap<>();
  private final Map<String, byte[]> papers = new TreeMap<>();
  private final Map<String, Set<Integer>> answers = new TreeMap<>();

  @BeforeAll
  void everyFileThatAPageHandsOver() throws Exception {
    here = provinces.make().getFirst();
    Spot spot = here;
    Map<Role, Cookie> devices = new TreeMap<>();
    devices.put(Role.VOLUNTEER, signedIn.cookie(spot.volunteer()));
    devices.put(Role.COMMUNE_OFFICER, signedIn.as(Role.COMMUNE_OFFICER, spot.commune(), "Cán bộ"));
    devices.put(
        Role.PROVINCE_OFFICER, signedIn.as(Role.PROVINCE_OFFICER, spot.province(), "Cán bộ"));
    devices.put(
        Role.NATIONAL_OFFICER, signedIn.as(Role.NATIONAL_OFFICER, areas.nation().id(), "Cán bộ"));
    for (var route : mappings.getHandlerMethods().entrySet()) {
      Needs needs = route.getValue().getMethodAnnotation(Needs.class);
      if (needs == null
          || !route.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
        continue;
      }
      for (String pattern : route.getKey().getPatternValues()) {
        Sites.Site site =
            Sites.at(
                pattern, Arrays.asList(route.getValue().getMethod().getParameters()), false, spot);
        for (var device : devices.entrySet()) {
          if (site != null && needs.value().heldBy(device.getKey())) {
            take(
                pattern,
                mvc.perform(get(URI.create(site.path())).cookie(device.getValue()))
                    .andReturn()
                    .getResponse());
          }
        }
      }
    }
    for (TemplateKind kind : TemplateKind.values()) {
      byte[] file = BuiltInTemplates.file(kind);
      words.put("template " + kind, file);
      words.put("filled " + kind, WordTemplate.of(file, kind).fill(BuiltInTemplates.sample(kind)));
      papers.put("sample " + kind, BuiltInTemplates.sample(kind).toPdf());
    }
  }

  private void take(String pattern, MockHttpServletResponse response) {
    String type = String.valueOf(response.getContentType());
    answers.computeIfAbsent(pattern, any -> new TreeSet<>()).add(response.getStatus());
    if (response.getStatus() != 200) {
      return;
    }
    byte[] content = response.getContentAsByteArray();
    if (type.startsWith(Downloads.WORD.toString())) {
      words.put(pattern, content);
    } else if (type.startsWith(Downloads.EXCEL.toString())) {
      sheets.put(pattern, content);
    } else if (type.startsWith("application/pdf") && content.length > SENT_BY_SOMEBODY) {
      papers.put(pattern, content);
    }
  }

  @Test
  void everyPathIsAnsweredToSomebodyWhoMayAskForIt() {
    Map<String, Set<Integer>> refused = new TreeMap<>(answers);
    // handed over, or led on to where it is
    refused.values().removeIf(all -> all.stream().anyMatch(status -> status < 400));
    // what was marked in a sheet is kept for whoever sent it, and here nobody did
    refused.remove("/accounts/import/{sheet}/marked");
    assertThat(refused).isEmpty();
  }

  @Test
  void theDocumentsThatAProvinceWorksWithAreAmongThem() {
    assertThat(words)
        .containsKeys(
            "/figures/report.docx",
            "/decisions/{id}/word",
            "/meetings/{meeting}/minutes",
            "/dossiers/{home}/{id}/submission.docx",
            "/dossiers/{home}/{id}/self-assessment.docx",
            "/dossiers/{home}/{id}/summary.docx",
            "/targets/{plan}/plan.docx",
            "/templates/versions/{template}/sample.docx");
    assertThat(sheets).containsKeys("/figures/statistics.xlsx");
    assertThat(papers)
        .containsKeys(
            "/figures/report.pdf",
            "/decisions/{id}/pdf",
            "/decisions/drafts/{draft}/submission.pdf",
            "/meetings/{meeting}/minutes.pdf",
            "/dossiers/{home}/{id}/submission.pdf",
            "/dossiers/{home}/{id}/self-assessment.pdf",
            "/dossiers/{home}/{id}/summary.pdf",
            "/targets/{plan}/plan.pdf");
  }

  @Test
  void aDecisionWithItsListIsWrittenInTheTemplateOfItsProvince() throws Exception {
    String pattern = "/decisions/{id}/word";
    assertThat(new WordXml(words.get(pattern)).paragraphs()).doesNotContain("Thôn, bản");
    templates
        .use(
            signedIn.actor(Role.PROVINCE_OFFICER, here.province(), "Cán bộ tỉnh"),
            PeopledProvince.template(here.province()),
            LocalDate.now(clock),
            "")
        .orThrow();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, here.commune(), "Cán bộ xã");
    String path = Sites.at(pattern, List.of(), false, here).path();
    byte[] written =
        mvc.perform(get(path).cookie(officer)).andReturn().getResponse().getContentAsByteArray();
    assertThat(new WordXml(written).paragraphs())
        .contains("Thôn, bản", "Bản Một", "QUYẾT ĐỊNH:")
        .noneMatch(text -> text.contains("{{"));
  }

  @Test
  void everyWordFileIsLaidOutAsTheDecreeSays() {
    List<String> wrong = new ArrayList<>();
    words.forEach(
        (name, file) -> {
          WordXml xml = new WordXml(file);
          paper(name, xml, wrong);
          letters(name, xml, wrong);
          numbers(name, xml, wrong);
          xml.paragraphs()
              .forEach(
                  text -> {
                    if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
                      wrong.add(name + ": not composed: " + text);
                    }
                  });
        });
    assertThat(wrong).isEmpty();
  }

  private static void paper(String name, WordXml xml, List<String> wrong) {
    for (int at = 1; at <= xml.count("//w:sectPr"); at++) {
      String section = "(//w:sectPr)[" + at + "]";
      int wide = number(xml, section + "/w:pgSz/@w:w");
      int high = number(xml, section + "/w:pgSz/@w:h");
      if (Math.min(wide, high) != PORTRAIT_WIDE || Math.max(wide, high) != PORTRAIT_HIGH) {
        wrong.add(name + ": paper of " + wide + " × " + high);
      }
      inside(name, "top", xml, section, 20, 25, wrong);
      inside(name, "bottom", xml, section, 20, 25, wrong);
      inside(name, "left", xml, section, 30, 35, wrong);
      inside(name, "right", xml, section, 15, 20, wrong);
    }
  }

  private static void inside(
      String name,
      String side,
      WordXml xml,
      String section,
      int least,
      int most,
      List<String> wrong) {
    double margin = number(xml, section + "/w:pgMar/@w:" + side) / TWIPS_A_MILLIMETRE;
    if (margin < least || margin > most) {
      wrong.add(name + ": " + side + " margin of " + margin + " mm");
    }
  }

  private static int number(WordXml xml, String path) {
    return Integer.parseInt(xml.values(path).getFirst());
  }

  private static void letters(String name, WordXml xml, List<String> wrong) {
    xml.values("//w:r[w:t]/w:rPr/w:rFonts/@w:ascii").stream()
        .filter(font -> !font.equals("Times New Roman"))
        .forEach(font -> wrong.add(name + ": letters in " + font));
    if (xml.count("//w:r[w:t][not(w:rPr/w:rFonts)]") > 0) {
      wrong.add(name + ": letters of no font of their own");
    }
  }

  /** In the middle of the top margin, and not on the first page. */
  private static void numbers(String name, WordXml xml, List<String> wrong) {
    List<String> headers =
        xml.names().stream().filter(part -> part.matches("word/header\\d+\\.xml")).toList();
    boolean centred =
        headers.stream()
            .anyMatch(
                part ->
                    !xml.values(part, "//w:p[w:pPr/w:jc/@w:val='center'][.//w:instrText='PAGE']")
                        .isEmpty());
    boolean empty = headers.stream().anyMatch(part -> xml.values(part, "//w:r").isEmpty());
    if (!centred || !empty || xml.count("(//w:sectPr)[1]/w:titlePg") != 1) {
      wrong.add(name + ": numbers of pages");
    }
  }

  @Test
  void everyPdfIsOneForArchives() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (var paper : papers.entrySet()) {
      PdfProof.unsound(paper.getValue()).forEach(fault -> wrong.add(paper.getKey() + ": " + fault));
    }
    assertThat(wrong).isEmpty();
  }

  /** Needs LibreOffice: {@code ./khuyenhoc test --full} installs it. */
  @Test
  @Tag("full")
  void libreOfficeOpensEveryFileAndShowsWhatStandsInIt(@TempDir Path folder) throws Exception {
    Map<Path, String> texts = new TreeMap<>();
    for (var word : words.entrySet()) {
      texts.put(
          kept(folder, word.getKey(), ".docx", word.getValue()),
          new WordXml(word.getValue())
              .paragraphs().stream().filter(text -> text.length() > 8).findFirst().orElse(""));
    }
    for (var sheet : sheets.entrySet()) {
      texts.put(
          kept(folder, sheet.getKey(), ".xlsx", sheet.getValue()), firstWords(sheet.getValue()));
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "soffice",
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder.resolve("pdf").toString()));
    texts.keySet().forEach(file -> command.add(file.toString()));
    Process office =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(office.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(folder.resolve("said"))).doesNotContain("Error:");
    List<String> wrong = new ArrayList<>();
    for (var text : texts.entrySet()) {
      String name = text.getKey().getFileName().toString();
      Path pdf = folder.resolve("pdf").resolve(name.substring(0, name.length() - 5) + ".pdf");
      if (!Files.exists(pdf)) {
        wrong.add(name + ": was not opened");
        continue;
      }
      byte[] content = Files.readAllBytes(pdf);
      try (var document = Loader.loadPDF(content)) {
        if (document.getNumberOfPages() < 1 || document.getNumberOfPages() > 60) {
          wrong.add(name + ": " + document.getNumberOfPages() + " pages");
        }
      }
      if (!bare(PdfProof.read(content)).contains(bare(text.getValue()))
          && !bare(PdfProof.readAcross(content)).contains(bare(text.getValue()))
          && !besideAnother(PdfProof.readAcross(content), text.getValue())) {
        wrong.add(name + ": does not show “" + text.getValue() + "”");
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Path kept(Path folder, String name, String ending, byte[] content)
      throws Exception {
    Path file = folder.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ending);
    return Files.write(file, content);
  }

  private static String firstWords(byte[] sheet) throws Exception {
    try (Workbook workbook = WorkbookFactory.create(new ByteArrayInputStream(sheet))) {
      for (Row row : workbook.getSheetAt(0)) {
        for (Cell cell : row) {
          if (cell.getCellType() == CellType.STRING && !cell.getStringCellValue().isBlank()) {
            return cell.getStringCellValue();
          }
        }
      }
    }
    return "";
  }

  /**
   * Whether all its words stand there in their order, though lines of another column are read
   * between its own: the head of a document has the issuer beside the name of the country.
   */
  private static boolean besideAnother(String across, String text) {
    String words =
        Arrays.stream(Normalizer.normalize(text, Normalizer.Form.NFC).strip().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+(?:\\S+\\s+){0,12}?"));
    return Pattern.compile(words).matcher(Normalizer.normalize(across, Normalizer.Form.NFC)).find();
  }

  /** Without the ends of lines, which are elsewhere on paper. */
  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\u00ad-]+", "");
  }
}
