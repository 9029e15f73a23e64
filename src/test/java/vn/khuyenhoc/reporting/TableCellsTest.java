package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** What stands behind a cell of a table, and who is shown how many there are. */
@ModuleTest
class TableCellsTest {

  private static final List<String> TABLES =
      List.of(
          "measure=ROLL&rows=AGE&columns=SEX&model=LEARNING_CITIZEN.PERSON",
          "measure=RECOGNISED&rows=COMMUNE&columns=RATING&model=LEARNING_FAMILY.HOUSEHOLD",
          "measure=REPORTED&rows=VILLAGE&columns=OUTCOME&model=LEARNING_FAMILY.HOUSEHOLD",
          "measure=ROLL&rows=COMMUNE&then=VILLAGE&columns=STEP&model=LEARNING_FAMILY.HOUSEHOLD&STEP=SENT&STEP=RECOGNISED",
          "measure=NOT_ACHIEVED&rows=FORM&columns=COMMUNE&model=LEARNING_CITIZEN.PERSON",
          "measure=APPROVED&rows=COMMUNE&columns=CHILDREN&model=LEARNING_FAMILY.HOUSEHOLD",
          "measure=AVERAGE_TOTAL&rows=COMMUNE&columns=SEX&model=LEARNING_CITIZEN.PERSON");

  @Autowired private Tables tables;
  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private JdbcClient jdbc;

  @Test
  void behindEveryCellStandAsManyDossiersAsItCounts() {
    TableProvince province = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 31);
    Actor officer =
        SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, province.place.province());
    int compared = 0;
    for (int year : List.of(2025, 2026)) {
      for (int basis : List.of(0, 1)) {
        for (String table : TABLES) {
          String query = table + "&year=" + year + "&basis=" + basis;
          compared += compare(officer, province.place.province(), query);
          compared += compare(officer, province.place.communes().getFirst(), query);
        }
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  private int compare(Actor officer, int area, String query) {
    TableTyped typed = TableTyped.of(query + "&area=" + area);
    Tables.Asked asked = tables.ask(officer, Right.FIGURES_READ, typed, area);
    TableAnswer answer = asked.answer();
    if (answer == null) {
      return 0;
    }
    int compared = 0;
    TableQuestion question = answer.question();
    for (TableAnswer.Line line : answer.lines()) {
      for (int at = 0; at < answer.columns().size(); at++) {
        TableCounts counts = line.cells().get(at);
        if (counts == null) {
          continue;
        }
        TableCell cell = TableCell.of(question, line, answer.columns().get(at));
        List<DossierBehind> behind =
            tables.behind(officer, typed, area, cell, 500, 0).orThrow().dossiers();
        assertThat((long) behind.size())
            .as("%s: %s", query, cell)
            .isEqualTo(number(question.measure(), counts));
        assertThat(behind).allMatch(one -> one.of() == behind.size());
        compared++;
      }
    }
    return compared;
  }

  private static long number(TableMeasure measure, TableCounts counts) {
    BigDecimal value = measure.of(counts).value();
    return switch (measure) {
      case SHARE_RECOGNISED -> counts.roll();
      case AVERAGE_TOTAL -> counts.scored();
      default -> Objects.requireNonNull(value).longValueExact();
    };
  }

  @Test
  void onlyWhoMayReadDossiersThereIsLedToThem() throws Exception {
    TableProvince province = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 32);
    int area = province.place.province();
    int commune = province.place.communes().getFirst();
    String query =
        "measure=ROLL&rows=COMMUNE&columns=STEP&year=2026&basis=1&model=LEARNING_FAMILY.HOUSEHOLD&area="
            + area;
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, area, "Cán bộ tỉnh");
    String page = text("/tables/ask?" + query, officer, 200);
    assertThat(page).contains("/tables/dossiers?");
    String list =
        text("/tables/dossiers?" + query + "&row=" + commune + "&column=LISTED", officer, 200);
    assertThat(list).contains("Hồ sơ: Xã Thượng", "/dossiers/");
    Cookie nation = signedIn.as(Role.NATIONAL_OFFICER, province.place.nation(), "Cán bộ");
    assertThat(text("/tables/ask?" + query, nation, 200)).doesNotContain("/tables/dossiers?");
    text("/tables/dossiers?" + query, nation, 403);
    Cookie foreign =
        signedIn.as(Role.COMMUNE_OFFICER, province.place.communes().get(1), "Cán bộ xã");
    text("/tables/dossiers?" + query, foreign, 404);
    text("/tables/dossiers?area=abc", officer, 404);
    for (String odd : List.of("&row=abc", "&column=NOTHING", "&row=99999999999", "&column=%00")) {
      text("/tables/dossiers?" + query + odd, officer, 404);
    }
    text("/tables/dossiers?measure=NONE&area=" + area, officer, 404);
    Actor other =
        SmallProvince.actor("Cán bộ xã", Role.COMMUNE_OFFICER, province.place.communes().get(1));
    TableCell all = new TableCell(null, null, null);
    assertThatThrownBy(() -> tables.behind(other, TableTyped.of(query), area, all, 10, 0))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                tables.behind(
                    SmallProvince.actor("Cán bộ", Role.NATIONAL_OFFICER, province.place.nation()),
                    TableTyped.of(query),
                    area,
                    all,
                    10,
                    0))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void whoMayNotReadPeopleIsNotShownHowFewThereAreNeitherOnThePageNorInSheets() throws Exception {
    TableProvince province = TableProvince.filled(jdbc, areas, builtInAreas, criteria, 33);
    int area = province.place.province();
    String query =
        "measure=ROLL&rows=AGE&columns=SEX&year=2026&basis=1&model=LEARNING_CITIZEN.PERSON&area="
            + area;
    Actor nation = SmallProvince.actor("Cán bộ", Role.NATIONAL_OFFICER, province.place.nation());
    TableAnswer shown = answer(nation, query, area);
    assertThat(shown.veiled()).isTrue();
    for (TableAnswer.Line line : shown.lines()) {
      line.cells().forEach(TableCellsTest::notSmall);
      notSmall(line.total());
    }
    assertThat(shown.lines().stream().flatMap(line -> line.cells().stream()))
        .contains(TableCounts.SMALL);
    Actor officer = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, area);
    assertThat(answer(officer, query, area).veiled()).isFalse();
    assertThat(
            answer(
                    nation,
                    "measure=ROLL&rows=COMMUNE&columns=STEP&year=2026&basis=1&model=LEARNING_CITIZEN.PERSON&area="
                        + area,
                    area)
                .veiled())
        .as("where dossiers stand says nothing of people")
        .isFalse();
    Cookie cookie = signedIn.as(Role.NATIONAL_OFFICER, province.place.nation(), "Cán bộ");
    assertThat(text("/tables/ask?" + query, cookie, 200))
        .contains("&lt;5", "không ai tính ra được", "từ 1 đến 4, không ghi rõ số");
    assertThat(text("/tables/ask/table.csv?" + query, cookie, 200))
        .contains("<5", "không ai tính ra được");
    MockHttpServletResponse workbook =
        mvc.perform(get("/tables/ask/table.xlsx?" + query).cookie(cookie))
            .andReturn()
            .getResponse();
    assertThat(workbook.getStatus()).isEqualTo(200);
    assertThat(workbook.getContentAsByteArray()).startsWith('P', 'K');
  }

  private static void notSmall(@Nullable TableCounts counts) {
    assertThat(counts == null ? 0 : counts.roll()).isNotIn(1L, 2L, 3L, 4L);
  }

  private TableAnswer answer(Actor actor, String query, int area) {
    return Objects.requireNonNull(
        tables.ask(actor, Right.FIGURES_READ, TableTyped.of(query), area).answer());
  }

  private String text(String path, Cookie who, int status) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(path).cookie(who)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(status);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }
}
