package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.support.ModuleTest;

/** The demonstration shows what it promises; on a database of its own, which holds nothing else. */
@ModuleTest
@TestPropertySource(properties = "khuyenhoc.demonstration=here")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemonstrationTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Autowired private List<BuiltIn> builtIn;
  @Autowired private Samples samples;
  @Autowired private Areas areas;
  @Autowired private Dossiers dossiers;
  @Autowired private Meetings meetings;
  @Autowired private Decisions decisions;
  @Autowired private Titles titles;
  @Autowired private Bodies bodies;
  @Autowired private TallyCheck tallies;
  @Autowired private DossierCheck standing;
  @Autowired private JdbcClient jdbc;

  private Area commune;
  private Actor officer;
  private Campaign farmers;

  @BeforeAll
  void isLoaded() {
    builtIn.stream().sorted(Comparator.comparingInt(BuiltIn::place)).forEach(BuiltIn::loadOnce);
    samples.load("demo", Actor.operator("demo", areas.nation().id()), Integer.MAX_VALUE);
    commune = areas.byCode(AreaLevel.COMMUNE, "03721").orElseThrow();
    officer =
        new Actor(null, null, "Cán bộ xã", List.of(new Grant(Role.COMMUNE_OFFICER, commune.id())));
    farmers =
        dossiers.campaigns(officer).stream()
            .filter(
                one ->
                    one.model() == LearningModel.LEARNING_CITIZEN
                        && one.procedure().has(StepKind.COUNCIL))
            .findFirst()
            .orElseThrow();
  }

  private List<Meeting> meetings(MeetingKind kind) {
    return kind == MeetingKind.COUNCIL
        ? meetings.of(officer, farmers.id(), commune.id(), kind)
        : areas.children(commune.id()).stream()
            .flatMap(village -> meetings.of(officer, farmers.id(), village.id(), kind).stream())
            .toList();
  }

  @Test
  void everyVillageOfTheProcedureIsAtAnotherStep() {
    assertThat(dossiers.apart(officer, farmers.id(), commune.id(), vn.khuyenhoc.areas.Basis.AS_IS))
        .containsKeys(Stage.MET, Stage.POSTED, Stage.AGREED);
    Tally all =
        dossiers.office(officer, farmers.id(), commune.id(), vn.khuyenhoc.areas.Basis.AS_IS);
    assertThat(all.listed()).as("not registered yet").isPositive();
    assertThat(all.scored()).as("a meeting is planned").isPositive();
    assertThat(all.sent()).isPositive();
    assertThat(all.approved()).isPositive();
    assertThat(
            jdbc.sql(
                    """
                    select count(*)::integer
                      from recognition.objection o join recognition.notice n on n.notice_id = o.notice_id
                     where n.campaign_id = :id and o.resolution is null and not n.ended
                    """)
                .param("id", farmers.id())
                .query(Integer.class)
                .single())
        .as("a notice hangs, and an objection waits")
        .isPositive();
  }

  @Test
  void meetingsArePlannedBeforeTheirLastDayAndOthersWereHeld() {
    for (MeetingKind kind : MeetingKind.values()) {
      LocalDate due = farmers.procedure().dueOn(kind.step(), farmers.year()).orElseThrow();
      assertThat(meetings(kind))
          .filteredOn(one -> one.status() == Meeting.Status.PLANNED)
          .as(kind.name())
          .isNotEmpty()
          .allSatisfy(
              one -> assertThat(one.heldOn()).isAfterOrEqualTo(TODAY).isBeforeOrEqualTo(due));
      assertThat(meetings(kind))
          .anyMatch(one -> one.status() == Meeting.Status.HELD && !one.heldOn().isAfter(TODAY));
    }
  }

  @Test
  void aDecisionIsBeingDrawnUp() {
    assertThat(decisions.drafts(officer, farmers.id(), commune.id()))
        .isNotEmpty()
        .allSatisfy(
            draft -> {
              assertThat(draft.dossiers()).isPositive();
              assertThat(draft.unfit()).isZero();
            });
  }

  @Test
  void titlesHoldHaveExpiredAndOneWasRevokedAndEachHasItsCertificate() {
    Map<Title.State, Integer> counts =
        titles.list(officer, new TitleFilter(commune.id(), null, null, null, ""), 1, 50).counts();
    assertThat(counts.get(Title.State.VALID)).isPositive();
    assertThat(
            titles
                .list(officer, new TitleFilter(commune.id(), null, 2025, null, ""), 1, 200)
                .found()
                .rows())
        .as("what was decided on 10 November last year, a year later")
        .isNotEmpty()
        .allMatch(one -> one.state(LocalDate.of(2026, 11, 10)) == Title.State.EXPIRED);
    assertThat(counts.get(Title.State.REVOKED)).isEqualTo(1);
    assertThat(
            titles
                .list(
                    officer,
                    new TitleFilter(
                        commune.id(), LearningModel.LEARNING_FAMILY, null, Title.State.VALID, ""),
                    1,
                    50)
                .found()
                .rows())
        .isNotEmpty()
        .allSatisfy(title -> assertThat(title.certificate()).isNotEmpty());
  }

  @Test
  void theProvinceAndTheCommuneHaveTheirBodies() {
    assertThat(bodies.around(commune.id(), TODAY).bodies())
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy((at, body) -> assertThat(body.name()).isNotBlank());
  }

  @Test
  void everySampleUnitKnowsHowManyWorkThereSoThatItsHeadCanFinish() {
    assertThat(
            jdbc.sql("select count(*)::integer from registry.unit where staff is null")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(
            jdbc.sql(
                    """
                    select distinct d.stage
                      from recognition.dossier d
                      join registry.unit u on u.home_id = d.home_id and u.subject_id = d.subject_id
                     where u.unit_kind = 'COOPERATIVE' and u.home_id = :commune
                    """)
                .param("commune", commune.id())
                .query(String.class)
                .list())
        .as("begun by its head")
        .containsExactly("LISTED");
  }

  @Test
  void countsWhatItHoldsAndExplainsIt() {
    assertThat(tallies.faults()).isEmpty();
    assertThat(standing.faults()).isEmpty();
  }
}
