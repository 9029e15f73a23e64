package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.reporting.AreaFigure.Warning;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

@ModuleTest
class DeclaredTotalsTest {

  @Autowired private DeclaredTotals totals;
  @Autowired private Figures figures;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Languages languages;

  @Test
  void aRateIsOverTheDeclaredTotalAndSaysSo() {
    FiguresProvince province = province();
    province.recognised(province.village(0), 60);
    declare(province, province.commune(0), "120");
    AreaFigure commune = own(province, province.commune(0));
    assertThat(commune.percent()).isEqualByComparingTo("50.0");
    assertThat(commune.percentOfRoll()).isEqualByComparingTo("100.0");
    assertThat(words().base(commune.base(), commune.level()))
        .isEqualTo("Tính trên tổng số hộ công bố: 120 (Thống kê của UBND xã, 30/06/2026).");
    assertThat(own(province, province.village(0)).percent()).isEqualByComparingTo("100.0");
  }

  @Test
  void aWiderAreaAddsUpWhatCountsBelowAndSaysTheMix() {
    FiguresProvince province = province();
    province.recognised(province.village(0), 60);
    province.recognised(province.village(3), 30);
    province.listed(province.village(3), 10);
    declare(province, province.commune(0), "160");
    AreaFigure whole = own(province, province.place.province());
    assertThat(whole.base()).isEqualTo(new Base.Mixed(200, 1, 1));
    assertThat(whole.percent()).isEqualByComparingTo("45.0");
    assertThat(words().base(whole.base(), whole.level()))
        .isEqualTo("Tính trên 200 hộ: 1 xã theo số công bố, 1 xã theo danh sách.");
    declare(province, province.place.province(), "500");
    assertThat(own(province, province.place.province()).percent()).isEqualByComparingTo("18.0");
  }

  @Test
  void aCommuneWithoutAnyHouseholdListedStillCountsByItsDeclaredTotal() {
    FiguresProvince province = province();
    province.recognised(province.village(0), 50);
    declare(province, province.commune(1), "150");
    assertThat(own(province, province.place.province()).percent()).isEqualByComparingTo("25.0");
  }

  @Test
  void theLastOneCountsEveryOneStaysAndAWithdrawalBringsBackTheRegister() {
    FiguresProvince province = province();
    province.recognised(province.village(0), 30);
    int commune = province.commune(0);
    declare(province, commune, "100");
    declare(province, commune, "1.000");
    assertThat(own(province, commune).percent()).isEqualByComparingTo("3.0");
    assertThat(withdraw(province, commune, "nhầm xã").done()).isTrue();
    assertThat(own(province, commune).percent()).isEqualByComparingTo("100.0");
    assertThat(totals.history(province.officer, commune, Measured.FAMILIES))
        .extracting(DeclaredTotal::total)
        .containsExactly(null, 1000, 100);
    assertThat(codes(withdraw(province, commune, "lần nữa"))).containsExactly("REPORTING-009");
    assertThat(
            jdbc.sql("select count(*) from platform.journal where subject = :subject")
                .param("subject", "area/" + commune)
                .query(Long.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void aTotalForALaterDayLeavesAnEarlierCampaignAlone() {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2024);
    province.recognised(province.village(0), 30);
    declare(province, province.commune(0), "100");
    assertThat(own(province, province.commune(0)).percent()).isEqualByComparingTo("100.0");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    FiguresProvince province = province();
    assertThat(codes(declare(province, province.commune(0), typed("", " ", "31/02/2026", false))))
        .containsExactly("REPORTING-001", "REPORTING-004", "REPORTING-006");
    assertThat(
            codes(declare(province, province.commune(0), typed("1,234", "a", "3/11/2026", false))))
        .containsExactly("REPORTING-003", "REPORTING-007");
    for (String wrong : List.of("0", "-5", "12,5", "hai trăm", "73,6 %", "999999999999")) {
      assertThat(
              codes(declare(province, province.commune(0), typed(wrong, "a", "1/1/2026", false))))
          .as(wrong)
          .containsExactly("REPORTING-002");
    }
    assertThat(totals.history(province.officer, province.commune(0), Measured.FAMILIES)).isEmpty();
  }

  @Test
  void aTotalSmallerThanTheRegisterIsAskedAboutAndThenWarnedAbout() {
    FiguresProvince province = province();
    province.recognised(province.village(0), 60);
    int commune = province.commune(0);
    Declaration small = typed("50", "UBND xã", "30/6/2026", false);
    assertThat(codes(declare(province, commune, small))).containsExactly("REPORTING-008");
    Declaration confirmed = typed("50", "UBND xã", "30/6/2026", true);
    assertThat(declare(province, commune, confirmed).done()).isTrue();
    AreaFigure figure = own(province, commune);
    assertThat(figure.percent()).isEqualByComparingTo("120.0");
    assertThat(figure.warnings())
        .containsExactlyInAnyOrder(Warning.BASE_BELOW_RECOGNISED, Warning.DECLARED_BELOW_ROLL);
    assertThat(words().warnings(figure).getFirst()).contains("vượt 100 %");
  }

  @Test
  void theSameFormSentTwiceDeclaresOnce() {
    FiguresProvince province = province();
    Declaration typed = typed("300", "UBND xã", "30/6/2026", false);
    declare(province, province.commune(0), typed);
    declare(province, province.commune(0), typed);
    assertThat(totals.history(province.officer, province.commune(0), Measured.FAMILIES)).hasSize(1);
  }

  @Test
  void onlyOfficersOfTheAreaDeclareAndOnlyForCommunesAndProvinces() {
    FiguresProvince province = province();
    Declaration typed = typed("300", "UBND xã", "30/6/2026", false);
    Actor neighbour =
        SmallProvince.actor("Cán bộ xã bên", Role.COMMUNE_OFFICER, province.commune(1));
    Actor volunteer = SmallProvince.actor("Cộng tác viên", Role.VOLUNTEER, province.village(0));
    assertThatThrownBy(
            () -> totals.declare(neighbour, province.commune(0), Measured.FAMILIES, typed))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> totals.declare(volunteer, province.village(0), Measured.FAMILIES, typed))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> declare(province, province.village(0), typed))
        .isInstanceOf(NotFoundException.class);
  }

  private FiguresProvince province() {
    return new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
  }

  private FiguresWords words() {
    return new FiguresWords(languages.vietnamese());
  }

  private void declare(FiguresProvince province, int area, String total) {
    declare(province, area, typed(total, "Thống kê của UBND xã", "30/6/2026", false)).orThrow();
  }

  private Result<DeclaredTotal> declare(FiguresProvince province, int area, Declaration typed) {
    return totals.declare(province.officer, area, Measured.FAMILIES, typed);
  }

  private Result<DeclaredTotal> withdraw(FiguresProvince province, int area, String reason) {
    return totals.withdraw(province.officer, area, Measured.FAMILIES, UUID.randomUUID(), reason);
  }

  private static Declaration typed(String total, String source, String asOf, boolean confirmed) {
    return new Declaration(Ids.next(), total, source, asOf, confirmed);
  }

  private AreaFigure own(FiguresProvince province, int area) {
    return Objects.requireNonNull(
        figures.of(province.officer, area, province.campaign, Basis.AS_IS).own());
  }

  private static List<String> codes(Result<?> result) {
    return result.problems().stream().map(Problem::code).map(code -> code.code()).toList();
  }
}
