package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.WordXml;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signer;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.SigningManner;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** Reports and plans are signed by whoever the register of signers has on their day. */
@ModuleTest
class ReportSignersTest {

  private static final LocalDate START = LocalDate.of(2025, 7, 1);

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Bodies bodies;
  @Autowired private Signers signers;
  @Autowired private Reports reports;
  @Autowired private ReportWriting writing;

  private FiguresProvince province;
  private int commune;
  private Actor officer;
  private Cookie device;

  @BeforeEach
  void aCommuneThatReports() {
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    commune = province.place.communes().getFirst();
    officer = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Cán bộ xã");
    device = signedIn.cookie(officer);
  }

  private UUID body(Actor keeper, int area, BodyKind kind, String name) {
    return bodies
        .add(keeper, Ids.next(), area, new Body.Entry(kind, name, "HKH", START, null, ""))
        .orThrow();
  }

  private UUID signs(
      Actor keeper,
      UUID body,
      String name,
      SigningManner manner,
      boolean usually,
      LocalDate from,
      @Nullable LocalDate to) {
    Set<SignedPaper> papers = Set.of(SignedPaper.REPORT, SignedPaper.PLAN);
    return signers
        .add(
            keeper,
            Ids.next(),
            body,
            new Signer.Entry(
                name,
                manner == SigningManner.OWN ? "Chủ tịch" : "Phó Chủ tịch",
                manner,
                "",
                "",
                papers,
                usually ? papers : Set.of(),
                from,
                to))
        .orThrow();
  }

  private String page(String path) throws Exception {
    return mvc.perform(get(path).cookie(device)).andReturn().getResponse().getContentAsString();
  }

  private List<String> word(String path) throws Exception {
    return new WordXml(
            mvc.perform(get(path).cookie(device)).andReturn().getResponse().getContentAsByteArray())
        .paragraphs();
  }

  private UUID begun() {
    UUID id = WrittenReports.begin(writing, officer, commune, ReportForm.YEAR);
    WrittenReports.write(writing, reports, officer, id, "Thiếu sách.");
    return id;
  }

  @Test
  void aReportIsSignedByWhomTheBookHasAndKeepsTheOneItWasSentWith() throws Exception {
    UUID id = begun();
    String send = "/reports/drafts/" + id + "/send";
    assertThat(page(send)).contains("chỗ ký để dấu chấm", "/bodies/new?area=" + commune);
    String issuer = reports.head(reports.working(officer, id)).issuer();
    UUID body = body(officer, commune, BodyKind.STUDY_PROMOTION_ASSOCIATION, issuer);
    assertThat(page(send)).contains("chỗ ký để dấu chấm", "/bodies/" + body + "/signers");
    UUID head = signs(officer, body, "Lò Thị Một", SigningManner.OWN, true, START, null);
    UUID deputy = signs(officer, body, "Lò Thị Hai", SigningManner.IN_PLACE, false, START, null);
    assertThat(page(send)).contains("value=\"Lò Thị Một\"", "?signer=" + deputy);
    assertThat(page(send + "?signer=" + deputy))
        .contains("value=\"Lò Thị Hai\"", "value=\"Phó Chủ tịch\"", "value=\"Chủ tịch\"");
    ReportContent.Head asProposed = reports.head(reports.working(officer, id));
    assertThat(asProposed.signer()).isEqualTo("Lò Thị Một");
    ReportSending typed =
        ReportSending.typed(
            java.util.Map.of(
                "issuer", issuer,
                "position", "Chủ tịch",
                "signer", "Lò Thị Một",
                "signedOn", "1/11/2026",
                "confirmed", "true"));
    writing.send(officer, id, typed).orThrow();
    Signer entered = signers.one(officer, head);
    signers
        .edit(
            officer,
            head,
            entered.version(),
            new Signer.Entry(
                "Người Khác Hẳn",
                "Chủ tịch",
                SigningManner.OWN,
                "",
                "",
                entered.entry().papers(),
                entered.entry().usual(),
                START,
                null))
        .orThrow();
    assertThat(word("/reports/" + id + "/report.docx"))
        .contains("Lò Thị Một")
        .doesNotContain("Người Khác Hẳn");
  }

  @Test
  void whoeverSignsNoMoreOnTheDayOfTheReportIsRefused() {
    UUID id = begun();
    String issuer = reports.head(reports.working(officer, id)).issuer();
    UUID body = body(officer, commune, BodyKind.STUDY_PROMOTION_ASSOCIATION, issuer);
    LocalDate last = LocalDate.of(2026, 10, 31);
    signs(officer, body, "Lò Thị Cũ", SigningManner.OWN, true, START, last);
    signs(officer, body, "Lò Thị Mới", SigningManner.OWN, true, last.plusDays(1), null);
    assertThat(signers.around(commune, last).of(SignedPaper.REPORT, issuer).name())
        .isEqualTo("Lò Thị Cũ");
    assertThat(signers.around(commune, last.plusDays(1)).of(SignedPaper.REPORT, issuer).name())
        .isEqualTo("Lò Thị Mới");
    java.util.function.Function<String, List<String>> send =
        day ->
            writing
                .send(
                    officer,
                    id,
                    ReportSending.typed(
                        java.util.Map.of(
                            "issuer", issuer,
                            "position", "Chủ tịch",
                            "signer", "Lò Thị Cũ",
                            "signedOn", day,
                            "confirmed", "true")))
                .problems()
                .stream()
                .map(one -> one.code().code())
                .toList();
    assertThat(send.apply("1/11/2026")).containsExactly("REPORT-039");
    assertThat(send.apply("31/10/2026")).isEmpty();
  }

  @Test
  void aPlanIsSignedByWhomTheBookHasOrByWhoeverIsChosen() throws Exception {
    Actor keeper = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    device = signedIn.cookie(keeper);
    String plan = "/targets/" + province.plan();
    String issuer =
        jdbc.sql("select issuer from reporting.plan where plan_id = :id")
            .param("id", plan.substring("/targets/".length()))
            .query(String.class)
            .single();
    assertThat(word(plan + "/plan.docx")).contains("..............................");
    UUID body = body(keeper, province.place.province(), BodyKind.OTHER, issuer);
    signs(keeper, body, "Hà Văn Một", SigningManner.OWN, true, START, null);
    UUID deputy = signs(keeper, body, "Hà Thị Hai", SigningManner.IN_PLACE, false, START, null);
    // a plan of 2022 whose day nobody knows was not signed by whoever signs today
    assertThat(word(plan + "/plan.docx"))
        .contains("..............................")
        .doesNotContain("Hà Văn Một");
    jdbc.sql("update reporting.plan set period = '[2026-01-01,2031-01-01)' where plan_id = :id")
        .param("id", plan.substring("/targets/".length()))
        .update();
    assertThat(word(plan + "/plan.docx"))
        .contains("Hà Văn Một")
        .noneMatch(one -> one.contains("KT."));
    assertThat(page(plan)).contains("Hà Văn Một", "signer=" + deputy);
    assertThat(word(plan + "/plan.docx?signer=" + deputy))
        .contains("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hà Thị Hai");
  }
}
