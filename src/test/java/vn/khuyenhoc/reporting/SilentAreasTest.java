package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** What an area manages itself says nothing of those in it that are silent, from wherever read. */
@ModuleTest
class SilentAreasTest {

  private static final Measured CLANS = Measured.of(LearningModel.LEARNING_CLAN, ModelLevel.CLAN);
  private static final int YEAR = 2026;

  @Autowired private Overviews overviews;
  @Autowired private Figures figures;
  @Autowired private Reorganisations reorganisations;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  private final Random random = new Random(7);

  /** A province with a campaign of clans. */
  private final class Clans {
    final TableProvince province = new TableProvince(jdbc, areas, builtInAreas, criteria);
    final int campaign = province.campaign("LEARNING_CLAN", "CLAN", "", YEAR);

    int id() {
      return province.place.province();
    }

    int commune(int number) {
      return province.place.communes().get(number);
    }

    int village(int number) {
      return province.place.villages().get(number);
    }

    void listed(int area) {
      dossier(area, "LISTED", false);
    }

    void sent(int area) {
      dossier(area, "SENT", true);
    }

    void recognised(int area) {
      dossier(area, "RECOGNISED", true);
    }

    private void dossier(int area, String stage, boolean sent) {
      province.dossier(
          campaign,
          province.subject("CLAN", area, random),
          area,
          stage,
          sent ? "ACHIEVED" : null,
          sent ? "GOOD" : null,
          sent ? 90 : null,
          sent,
          false);
    }
  }

  @Test
  void aProvinceThatOnlySawToWhatItManagesItselfHasNotReported() {
    Clans clans = new Clans();
    clans.sent(clans.id());
    clans.listed(clans.village(0));
    AreaFigure read = told(clans.id());
    assertThat(read.reporting()).isEqualTo(Reporting.NOT_REPORTED);
    assertThat(read.percent()).isNull();
  }

  @Test
  void soHasOneInWhichNobodyHasSentAnything() {
    Clans clans = new Clans();
    clans.listed(clans.id());
    clans.listed(clans.village(0));
    assertThat(told(clans.id()).reported()).isFalse();
  }

  @Test
  void oneCommuneThatSentAndRecognisedNothingIsZero() {
    Clans clans = new Clans();
    clans.sent(clans.id());
    clans.sent(clans.village(0));
    clans.listed(clans.village(3));
    AreaFigure read = told(clans.id());
    assertThat(read.reporting()).isEqualTo(Reporting.PARTLY);
    assertThat(read.percent()).isEqualByComparingTo("0");
    assertThat(told(clans.commune(0)).reported()).isTrue();
    assertThat(told(clans.commune(1)).reported()).isFalse();
  }

  @Test
  void communesThatOnlySawToWhatTheyManageThemselvesAreSilentAndTheirProvinceIs() {
    Clans clans = new Clans();
    clans.sent(clans.commune(0));
    clans.listed(clans.village(0));
    assertThat(told(clans.commune(0)).reported()).isFalse();
    assertThat(told(clans.id()).reported()).isFalse();
    clans.sent(clans.village(1));
    assertThat(told(clans.commune(0)).percent()).isEqualByComparingTo("0");
    assertThat(told(clans.id()).percent()).isEqualByComparingTo("0");
  }

  @Test
  void aCommuneInWhichNobodyElseHasToReportHasReported() {
    Clans clans = new Clans();
    clans.sent(clans.commune(0));
    assertThat(told(clans.commune(0)).reporting()).isEqualTo(Reporting.REPORTED);
    assertThat(told(clans.id()).reporting()).isEqualTo(Reporting.PARTLY);
  }

  @Test
  void whatIsRecognisedIsTold() {
    Clans clans = new Clans();
    clans.recognised(clans.id());
    clans.listed(clans.village(0));
    assertThat(told(clans.id()).percent()).isEqualByComparingTo("50");
  }

  @Test
  void soItIsOfProvincesThatWereMerged() {
    Clans one = new Clans();
    Clans two = new Clans();
    one.sent(one.id());
    one.listed(one.village(0));
    two.sent(two.id());
    int into = merged(one, two);
    assertThat(told(into).reported()).isFalse();
    two.sent(two.village(0));
    assertThat(told(into).percent()).isEqualByComparingTo("0");
    assertThat(read(into, Basis.AS_IS).begun()).isEqualTo(2);
  }

  private int merged(Clans one, Clans two) {
    After into = new After("S" + one.id(), "Tỉnh Chung", "PROVINCE", "");
    Area first = areas.byId(one.id());
    Area second = areas.byId(two.id());
    reorganisations
        .apply(
            nation(),
            areas.nation().id(),
            LocalDate.of(2026, 3, 1),
            Decree.of("NQ " + one.id()),
            DeclaredChanges.none()
                .with(
                    new Link(0, Before.of(first), into, Extent.WHOLE),
                    new Link(0, Before.of(second), into, Extent.WHOLE)))
        .orThrow();
    return areas.below(List.of(areas.nation().id()), AreaLevel.PROVINCE).stream()
        .filter(area -> area.code().equals(into.code()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private Actor nation() {
    return SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, areas.nation().id());
  }

  /** What an area's own page says, once all that read it agree, through both trees. */
  private AreaFigure told(int area) {
    for (Basis basis : Basis.values()) {
      Trend.Year year = read(area, basis);
      AreaFigures page = page(area, basis);
      AreaFigure own = Objects.requireNonNull(page.own());
      assertThat(overview(area, basis)).isEqualTo(own);
      assertThat(year.reported()).isEqualTo(own.reported());
      Integer begun = FigureRules.begun(own, page.lines(), page.rest());
      assertThat(List.of(year.begun(), year.units()))
          .containsExactly(begun == null ? own.unitsSent() : (long) begun, own.units());
      int above = Objects.requireNonNull(areas.byId(area).parentId());
      assertThat(
              Objects.requireNonNull(column(above, basis)).children().stream()
                  .filter(child -> child.areaId() == area))
          .as("read from above, " + basis)
          .containsExactly(own);
      assertThat(page(above, basis).children().stream().filter(child -> child.areaId() == area))
          .containsExactly(own);
      assertThat(years(above, basis)).isEqualTo(years(page(above, basis)));
    }
    return overview(area, Basis.AS_IS);
  }

  private AreaFigures page(int area, Basis basis) {
    return figures.asked(nation(), Right.FIGURES_READ, area, new Asked(null, CLANS, YEAR), basis);
  }

  private Overview.Column column(int area, Basis basis) {
    return overviews
        .of(nation(), Right.FIGURES_READ, new Overview.Query(area, YEAR, basis, null, null))
        .columns()
        .stream()
        .filter(one -> one.measured().equals(CLANS))
        .findFirst()
        .orElseThrow();
  }

  private AreaFigure overview(int area, Basis basis) {
    return column(area, basis).own();
  }

  private List<Trend.Year> years(AreaFigures page) {
    return figures.trend(page).years();
  }

  private List<Trend.Year> years(int area, Basis basis) {
    return overviews
        .of(nation(), Right.FIGURES_READ, new Overview.Query(area, YEAR, basis, null, null))
        .trends()
        .stream()
        .filter(one -> one.measured().equals(CLANS))
        .findFirst()
        .orElseThrow()
        .trend()
        .years();
  }

  /** The year as one among others. */
  private Trend.Year read(int area, Basis basis) {
    return years(page(area, basis)).stream()
        .filter(one -> one.year() == YEAR)
        .findFirst()
        .orElseThrow();
  }
}
