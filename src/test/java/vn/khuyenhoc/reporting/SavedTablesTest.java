package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** Tables under a name, for oneself and for others. */
@ModuleTest
class SavedTablesTest {

  @Autowired private SavedTables saved;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private JdbcClient jdbc;

  private FiguresProvince province;
  private Actor officer;

  @BeforeEach
  void aProvinceWithACampaign() {
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 3);
    officer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
  }

  private String question(int area) {
    return "measure=ROLL&rows=COMMUNE&columns=STEP&year=2026&model=LEARNING_FAMILY.HOUSEHOLD&area="
        + area;
  }

  private SavedTable save(String name, List<String> roles) {
    return saved
        .save(
            officer,
            Ids.next(),
            new SavedTables.Form(name, roles, question(province.place.province()), 0))
        .orThrow();
  }

  @Test
  void aTableIsFoundByNameAndOpensWithItsQuestion() {
    SavedTable table = save("  Theo bước,  năm nay ", List.of());
    assertThat(table.name()).isEqualTo("Theo bước, năm nay");
    save("Bảng khác", List.of());
    assertThat(saved.list(officer, "theo buoc", 25, 0)).containsExactly(table);
    assertThat(saved.count(officer, "")).isEqualTo(2);
    assertThat(saved.opened(officer, table.id()))
        .isEqualTo("/tables/ask?" + table.question() + "&saved=" + table.id());
    UUID twice = Ids.next();
    SavedTables.Form form =
        new SavedTables.Form("Hai lần", List.of(), question(province.place.province()), 0);
    saved.save(officer, twice, form).orThrow();
    saved.save(officer, twice, form).orThrow();
    assertThat(saved.count(officer, "hai lan")).isEqualTo(1);
  }

  @Test
  void whoeverSharesARoleInTheSameAreaSeesFiguresOfTheOwnArea() {
    SavedTable table = save("Chung", List.of("COMMUNE_OFFICER", "ADMINISTRATOR", "NONE"));
    assertThat(table.sharedWith()).containsExactly(Role.COMMUNE_OFFICER);
    Actor commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    assertThat(saved.list(commune, "", 25, 0)).containsExactly(table);
    assertThat(saved.opened(commune, table.id()))
        .startsWith(
            "/tables/ask?measure=ROLL&rows=VILLAGE&columns=STEP&area=" + province.commune(0));
    Actor volunteer = signedIn.actor(Role.VOLUNTEER, province.village(0), "Cộng tác viên");
    FiguresProvince other = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    Actor stranger = signedIn.actor(Role.COMMUNE_OFFICER, other.commune(0), "Cán bộ xã khác");
    for (Actor nobody : List.of(volunteer, stranger)) {
      assertThat(saved.list(nobody, "", 25, 0)).isEmpty();
      assertThatThrownBy(() -> saved.opened(nobody, table.id()))
          .isInstanceOf(NotFoundException.class);
    }
    assertThatThrownBy(() -> saved.own(commune, table.id())).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> saved.withdraw(commune, table.id()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aTableIsRenamedReplacedAndWithdrawnButNeverDeleted() {
    SavedTable table = save("Cũ", List.of());
    SavedTable changed =
        saved
            .change(
                officer,
                table.id(),
                new SavedTables.Form(
                    "Mới",
                    List.of("VOLUNTEER"),
                    question(province.place.province()).replace("ROLL", "RECOGNISED"),
                    table.version()))
            .orThrow();
    assertThat(changed.question()).startsWith("measure=RECOGNISED");
    assertThat(
            codes(
                saved.change(
                    officer,
                    table.id(),
                    new SavedTables.Form("X", List.of(), changed.question(), 1))))
        .containsExactly(ReportingProblem.CHANGED_MEANWHILE);
    assertThat(saved.read(officer, table.id()).name()).isEqualTo("Mới");
    saved.withdraw(officer, table.id());
    assertThat(saved.list(officer, "", 25, 0)).isEmpty();
    assertThat(
            jdbc.sql("select withdrawn_name from reporting.saved_table where table_id = ?")
                .param(table.id())
                .query(String.class)
                .single())
        .isEqualTo("Cán bộ tỉnh");
    assertThat(save("Mới", List.of()).id()).isNotEqualTo(table.id());
  }

  @Test
  void whatCannotBeSavedIsSaidAtOnce() {
    save("Tên", List.of());
    assertThat(
            codes(
                saved.save(
                    officer,
                    Ids.next(),
                    new SavedTables.Form(
                        "tên", List.of(), "measure=ROLL&area=" + province.place.province(), 0))))
        .contains(ReportingProblem.TABLE_NAME_TAKEN, ReportingProblem.TABLE_ROWS_MISSING);
    assertThat(
            codes(
                saved.save(
                    officer,
                    Ids.next(),
                    new SavedTables.Form(" ", List.of(), question(province.place.province()), 0))))
        .containsExactly(ReportingProblem.TEXT_MISSING);
    Actor commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cán bộ xã");
    assertThatThrownBy(
            () ->
                saved.save(
                    commune,
                    Ids.next(),
                    new SavedTables.Form(
                        "Của tỉnh", List.of(), question(province.place.province()), 0)))
        .isInstanceOf(NotFoundException.class);
  }

  private static List<vn.khuyenhoc.platform.ProblemCode> codes(Result<SavedTable> result) {
    return result.problems().stream().map(Problem::code).toList();
  }
}
