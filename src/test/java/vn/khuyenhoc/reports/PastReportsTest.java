package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.PdfProof;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Reports from before the system, opened beside those of today. */
@ModuleTest
class PastReportsTest {

  @Autowired private HistoricalReports reports;
  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;
  @Autowired private ReportCheck check;
  @Autowired private TransactionTemplate transactions;

  private String code;
  private int province;
  private Actor operator;
  private Cookie officer;

  @BeforeEach
  void aProvinceThatWasThereBefore() {
    int nation = SmallProvince.in(areas, builtIn).nation();
    province =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(new NewArea(nation, "P" + System.nanoTime(), "Tỉnh Sơn La", "PROVINCE")),
                LocalDate.of(1976, 7, 2),
                "test")
            .getFirst();
    code = areas.byId(province).code();
    operator = Actor.operator("Người vận hành", nation);
    officer = signedIn.as(Role.PROVINCE_OFFICER, province, "Cán bộ tỉnh");
  }

  private HistoricalFacts facts(String of) {
    HistoricalFacts known = reports.builtIn();
    HistoricalFacts.Head head = known.head();
    return new HistoricalFacts(
        new HistoricalFacts.Head(
            head.number(),
            head.symbol(),
            head.title(),
            head.occasion(),
            head.issuer(),
            head.place(),
            of,
            head.areaName(),
            head.from(),
            head.until(),
            head.signedOn(),
            head.overlapping(),
            head.threshold(),
            head.thresholdStated()),
        known.items(),
        known.results(),
        known.targets(),
        known.districts(),
        known.leaders(),
        known.words());
  }

  private List<Map<String, Object>> districts() {
    return jdbc.sql(
            """
            select name, kind, valid::text as valid, source from areas.area_version
             where parent_id = :province and level = 2 order by name collate platform.vi, valid
            """)
        .param("province", province)
        .query()
        .listOfRows();
  }

  private MockHttpServletResponse answer(String path, Cookie who) throws Exception {
    return mvc.perform(get(path).cookie(who)).andReturn().getResponse();
  }

  private String page(String path) throws Exception {
    MockHttpServletResponse answer = answer(path, officer);
    assertThat(answer.getStatus()).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  void theTwelveDistrictsOfItsDayAreInTheTreeOfThatDayAndOfNoLaterOne() {
    PastReport kept = reports.keep(operator, facts(code)).orThrow();
    assertThat(districts())
        .hasSize(12)
        .allSatisfy(
            one -> {
              assertThat(one.get("valid")).isEqualTo("[2022-05-17,2025-07-01)");
              assertThat(String.valueOf(one.get("source"))).contains("không rõ từ bao giờ");
            })
        .extracting(one -> one.get("name"))
        .contains("Huyện Mộc Châu", "Thành phố Sơn La", "Huyện Vân Hồ");
    assertThat(kept.content().below()).hasSize(12).allMatch(one -> one.id() > 0);
    assertThat(areas.children(province)).isEmpty();
  }

  @Test
  void aDistrictThatTheTreeKnowsFromLaterOnGetsAnEarlierVersionUnderItsNameOfThatDay() {
    int town =
        areas
            .add(
                AreaLevel.DISTRICT,
                List.of(new NewArea(province, "123", "Thị xã Mộc Châu", "TOWN")),
                LocalDate.of(2025, 6, 30),
                "test")
            .getFirst();
    PastReport kept = reports.keep(operator, facts(code)).orThrow();
    assertThat(districts())
        .filteredOn(one -> String.valueOf(one.get("name")).endsWith("Mộc Châu"))
        .extracting(one -> one.get("name"), one -> one.get("valid"))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Huyện Mộc Châu", "[2022-05-17,2025-06-30)"),
            org.assertj.core.groups.Tuple.tuple("Thị xã Mộc Châu", "[2025-06-30,)"));
    assertThat(kept.content().below())
        .filteredOn(one -> one.name().equals("Mộc Châu"))
        .singleElement()
        .satisfies(one -> assertThat(one.id()).isEqualTo(town));
  }

  @Test
  void whatDistrictsOwedStandsApartFromWhatIsOwedToday() throws Exception {
    reports.keep(operator, facts(code)).orThrow();
    for (String level : List.of("DISTRICT", "PROVINCE")) {
      assertThat(
              mvc.perform(
                      post("/obligations/new")
                          .cookie(officer)
                          .with(csrf())
                          .param("id", UUID.randomUUID().toString())
                          .param("area", String.valueOf(province))
                          .param("title", "Báo cáo của " + level)
                          .param("form", "YEAR")
                          .param("reporter", level)
                          .param("to1", "UBND tỉnh")
                          .param("side1", "COMMITTEE")
                          .param("rhythm", "YEARLY")
                          .param("first", "15/11")
                          .param("inclusive", "BEFORE")
                          .param("from", "1/1/2024")
                          .param("tracked", "1/1/2026"))
                  .andReturn()
                  .getResponse()
                  .getStatus())
          .isEqualTo(303);
    }
    assertThat(page("/obligations"))
        .contains("Báo cáo của PROVINCE")
        .doesNotContain("Báo cáo của DISTRICT");
    String over = page("/obligations?state=over");
    assertThat(over.substring(over.indexOf("<table")))
        .contains("Báo cáo của DISTRICT", "Không còn nơi nào ở cấp này")
        .doesNotContain("Báo cáo của PROVINCE");
  }

  @Test
  void theSameFactsAreKeptOnceAndGiveTheSameBytes() {
    PastReport first = reports.keep(operator, facts(code)).orThrow();
    PastReport again = reports.keep(operator, facts(code)).orThrow();
    assertThat(again).isEqualTo(first);
    assertThat(districts()).hasSize(12);
    assertThat(ReportJson.hash(first.json())).isEqualTo(first.hash());
    assertThat(reports.papers(facts(code)).hash()).isEqualTo(first.hash());
  }

  @Test
  void whatIsKeptIsNeverChanged() {
    PastReport kept = reports.keep(operator, facts(code)).orThrow();
    assertThatThrownBy(
            () ->
                jdbc.sql("update reports.past_report set title = 'x' where past_report_id = :id")
                    .param("id", kept.id())
                    .update())
        .isInstanceOf(DataAccessException.class);
    assertThat(reports.one(operator, kept.id())).isEqualTo(kept);
  }

  @Test
  void theCheckNamesWhatIsKeptAndIsNotWhatItsHashSays() {
    PastReport kept = reports.keep(operator, facts(code)).orThrow();
    assertThat(check.faults()).noneMatch(one -> one.contains(kept.id().toString()));
    UUID other = Ids.next();
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  insert into reports.past_report
                    (past_report_id, area_id, number, signed_on, title, content, hash, kept_at, kept_name)
                  select :other, area_id, number || 'x', signed_on, title, content || ' ', hash, kept_at, kept_name
                    from reports.past_report where past_report_id = :id
                  """)
              .param("other", other)
              .param("id", kept.id())
              .update();
          assertThat(check.faults())
              .filteredOn(one -> one.contains(other.toString()))
              .singleElement()
              .asString()
              .contains("SHA-256");
          status.setRollbackOnly();
        });
  }

  @Test
  void aProvinceThatTheTreeDoesNotKnowOnThatDayKeepsTheNamesAlone() {
    SmallProvince young = SmallProvince.in(areas, builtIn);
    PastReport kept = reports.keep(operator, facts(areas.byId(young.province()).code())).orThrow();
    assertThat(kept.content().below()).hasSize(12).allMatch(one -> one.id() < 0);
    assertThat(areas.children(young.province())).hasSize(2);
  }

  @Test
  void aProvinceOfAnUnknownCodeIsRefusedInWords() {
    assertThat(reports.keep(operator, facts("không có")).problems())
        .extracting(problem -> problem.code().code())
        .containsExactly("PAST-014");
  }

  @Test
  void theReportStandsInTheListOfItsProvinceAndEveryNumberOpens() throws Exception {
    PastReport kept = reports.keep(operator, facts(code)).orThrow();
    assertThat(
            reports.list(signedIn.actor(Role.PROVINCE_OFFICER, province, "Cán bộ")).stream()
                .map(PastReportLine::id))
        .containsExactly(kept.id());
    assertThat(page("/reports")).contains("Báo cáo trước khi có hệ thống", kept.path());
    String page = page(kept.path());
    assertThat(page)
        .contains("64/BC-HKH", "17/05/2022", "3.606", "1.983.273.000", kept.hash())
        .contains("6/12 huyện có quỹ từ 100 triệu đồng trở lên")
        .contains("chưa báo cáo", "/figure?key=");
    for (ReportFigure figure : kept.content().figures()) {
      PastView view = PastView.of(kept, languages.vietnamese());
      assertThat(page(view.figure(figure.key(), 0))).contains(kept.hash());
      for (ReportFigure.Part part : figure.parts()) {
        assertThat(answer(view.figure(figure.key(), part.areaId()), officer).getStatus())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void aNumberThatDiffersFromItsPartsSaysSoAndOneThatIsNotToldIsNotZero() throws Exception {
    PastReport kept = reports.keep(operator, facts(code)).orThrow();
    ReportFigure chapters =
        kept.content().figures().stream()
            .filter(one -> one.label().equals("Chi hội khuyến học"))
            .findFirst()
            .orElseThrow();
    assertThat(page(PastView.of(kept, languages.vietnamese()).figure(chapters.key(), 0)))
        .contains("3.606", "2.833", "64/BC-HKH");
    ReportFigure budget =
        kept.content().figures().stream()
            .filter(one -> one.parts().stream().anyMatch(part -> part.value() == null))
            .findFirst()
            .orElseThrow();
    ReportFigure.Part silent =
        budget.parts().stream().filter(one -> one.value() == null).findFirst().orElseThrow();
    assertThat(
            page(PastView.of(kept, languages.vietnamese()).figure(budget.key(), silent.areaId())))
        .contains("không phải bằng 0");
  }

  @Test
  void itIsTakenAsWordPdfExcelAndDataAndOnlyByThoseWhoReachItsProvince() throws Exception {
    PastReport kept = reports.keep(operator, facts(code)).orThrow();
    assertThat(answer(kept.path() + "/report.docx", officer).getStatus()).isEqualTo(200);
    assertThat(answer(kept.path() + "/report.xlsx", officer).getStatus()).isEqualTo(200);
    assertThat(
            PdfProof.unsound(answer(kept.path() + "/report.pdf", officer).getContentAsByteArray()))
        .isEmpty();
    assertThat(
            answer(kept.path() + "/report.json", officer)
                .getContentAsString(StandardCharsets.UTF_8))
        .isEqualTo(kept.json());
    Cookie elsewhere =
        signedIn.as(
            Role.PROVINCE_OFFICER, SmallProvince.in(areas, builtIn).province(), "Cán bộ khác");
    assertThat(answer(kept.path(), elsewhere).getStatus()).isEqualTo(404);
    assertThat(answer("/reports", elsewhere).getContentAsString(StandardCharsets.UTF_8))
        .doesNotContain(kept.path());
  }
}
