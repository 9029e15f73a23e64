package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.reporting.RowsAsked;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Every number that was sent opens to the rows it was made of, whatever became of them since. */
@ModuleTest
class ReportRowsTest {

  private static final String FAMILIES = "M.LEARNING_FAMILY.HOUSEHOLD";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
  private static final int ALL = 200;

  @Autowired private Reports reports;
  @Autowired private ReportRows rows;
  @Autowired private ReportWriting writing;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private BuiltInProcedures procedures;
  @Autowired private Households households;
  @Autowired private Reorganisations reorganisations;
  @Autowired private JdbcClient jdbc;

  private FiguresProvince province;
  private Actor commune;
  private Actor overseer;

  @BeforeEach
  void aProvinceWithACampaign() {
    targets.loadOnce();
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 30);
    province.listed(province.village(1), 10);
    province.recognised(province.village(3), 5);
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
    overseer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
  }

  private UUID sent(Actor actor, int area) {
    return written(actor, WrittenReports.begin(writing, actor, area, ReportForm.YEAR));
  }

  private UUID sent(Actor actor, int area, String from, String until) {
    return written(
        actor, WrittenReports.begin(writing, actor, area, ReportForm.AD_HOC, from, until));
  }

  private UUID written(Actor actor, UUID id) {
    ReportForm form = reports.open(actor, id).report().form();
    for (ReportSection section : ReportSection.of(form, false)) {
      if (section.owed()) {
        WrittenReports.write(writing, reports, actor, id, section, "Như đã nêu.");
      }
    }
    send(actor, id);
    return id;
  }

  private void send(Actor actor, UUID id) {
    writing
        .send(actor, id, WrittenReports.sending(reports, actor, id, "2/11/2026", true))
        .orThrow();
  }

  private ReportRows.Behind behind(Actor actor, UUID id, int version, String key, int area) {
    return rows.behind(
        actor,
        id,
        reports.sent(actor, id, version).content(),
        version,
        new ReportRows.Wanted(key, 0, area),
        ALL,
        0);
  }

  private static ReportRows.Dossiers dossiers(ReportRows.Behind behind) {
    return (ReportRows.Dossiers) behind.rows();
  }

  /** Checks that the rows of a sent figure number what was sent, and answers them. */
  private RowsAsked.Counts numbers(UUID id, int version, String key, long sent) {
    ReportFigure figure =
        Objects.requireNonNull(reports.sent(overseer, id, version).content().figure(key));
    ReportRows.Behind behind = behind(overseer, id, version, key, 0);
    RowsAsked.Counts counts = dossiers(behind).counts();
    assertThat(figure.value()).isEqualTo(String.valueOf(sent));
    assertThat(counts.then()).isEqualTo(sent);
    assertThat(behind.missing()).isZero();
    assertThat(counts.places().stream().mapToLong(RowsAsked.Place::then).sum()).isEqualTo(sent);
    for (RowsAsked.Place place : counts.places()) {
      ReportFigure.Part part = figure.part(place.areaId());
      if (part != null) {
        assertThat(part.value()).isEqualTo(String.valueOf(place.then()));
      }
      assertThat(dossiers(behind(overseer, id, version, key, place.areaId())).counts().then())
          .isEqualTo(place.then());
    }
    assertThat(dossiers(behind).lines()).hasSize((int) sent);
    assertThat(dossiers(behind).lines().stream().filter(one -> !one.still()).count())
        .isEqualTo(counts.left());
    return counts;
  }

  private HouseholdKey household(int village, String stage, int skipped) {
    return jdbc.sql(
            """
            select d.home_id, d.subject_id from recognition.dossier d
             where d.area_now = :village and d.stage = :stage and d.campaign_id = :campaign
             order by d.dossier_id offset :skipped limit 1
            """)
        .param("village", village)
        .param("stage", stage)
        .param("campaign", province.campaign)
        .param("skipped", skipped)
        .query(
            (row, number) ->
                new HouseholdKey(row.getInt("home_id"), row.getObject("subject_id", UUID.class)))
        .single();
  }

  /** A recognition is taken back, with the step that the product writes of it. */
  private void withdraw(HouseholdKey key) {
    jdbc.sql(
            """
            with moved as (
              update recognition.dossier set stage = 'APPROVED', decision_id = null
               where home_id = :home and subject_id = :id and campaign_id = :campaign
              returning home_id, dossier_id, area_now),
            stepped as (
              insert into recognition.step (step_id, campaign_id, area_id, event, at, actor, dossiers)
              values (:step, :campaign, :commune, 'WITHDRAW', now(), 'Người Ghi', 1))
            insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
            select home_id, dossier_id, :step, 'RECOGNISED', 'APPROVED' from moved
            """)
        .param("home", key.homeId())
        .param("id", key.householdId())
        .param("campaign", province.campaign)
        .param("commune", province.commune(0))
        .param("step", Ids.next())
        .update();
  }

  /** Everything recognised was so by a step of its decision, and has its title. */
  private void decided() {
    jdbc.sql(
            """
            with of as (
              select d.home_id, d.dossier_id, d.subject_id, d.campaign_id, d.decision_id, d.rating
                from recognition.dossier d
               where d.campaign_id = :campaign and d.stage = 'RECOGNISED'),
            steps as (
              select decision_id, uuidv7() as step_id, count(*) as dossiers from of group by decision_id),
            stepped as (
              insert into recognition.step
                (step_id, campaign_id, area_id, event, at, actor, dossiers, decision_id)
              select step_id, :campaign, :commune, 'RECOGNISE', now(), 'Người Ghi', dossiers, decision_id from steps),
            titled as (
              insert into recognition.title
                (home_id, dossier_id, campaign_id, subject_id, decision_id, name, rating, valid_from, valid_until)
              select home_id, dossier_id, campaign_id, subject_id, decision_id, 'Hộ', coalesce(rating, 'ACHIEVED'),
                     date '2026-11-01', date '2027-11-01' from of)
            insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
            select home_id, dossier_id, step_id, 'APPROVED', 'RECOGNISED' from of join steps using (decision_id)
            """)
        .param("campaign", province.campaign)
        .param("commune", province.commune(0))
        .update();
  }

  private void rate(int village, String rating, int count) {
    jdbc.sql(
            """
            update recognition.dossier d set rating = :rating
             where (d.home_id, d.dossier_id) in (
               select x.home_id, x.dossier_id from recognition.dossier x
                where x.area_now = :village and x.stage = 'RECOGNISED' and x.campaign_id = :campaign
                order by x.dossier_id limit :count)
            """)
        .param("rating", rating)
        .param("village", village)
        .param("campaign", province.campaign)
        .param("count", count)
        .update();
  }

  private int version(HouseholdKey key) {
    return households.read(overseer, key).version();
  }

  private DeclaredChanges.Link merged(int area, DeclaredChanges.After to) {
    return new DeclaredChanges.Link(
        0, DeclaredChanges.Before.of(areas.byId(area)), to, DeclaredChanges.Extent.WHOLE);
  }

  /** Registers so many of a village that have not, or withdraws that of those that have. */
  private void register(int village, int count, boolean withdrawn) {
    jdbc.sql(
            """
            with marked as (
              update recognition.dossier d
                 set registered_at = case when not :withdrawn then now() end,
                     registered_how = case when not :withdrawn then 'PAPER' end
               where (d.home_id, d.dossier_id) in (
                 select x.home_id, x.dossier_id from recognition.dossier x
                  where x.area_now = :village and x.campaign_id = :campaign
                    and (x.registered_at is not null) = :withdrawn
                  order by x.dossier_id limit :count)
              returning d.home_id, d.dossier_id, d.stage),
            stepped as (
              insert into recognition.step (campaign_id, area_id, event, at, actor, dossiers)
              values (:campaign, :village, 'REGISTER', now(), 'Người Ghi', :count)
              returning step_id)
            insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
            select home_id, dossier_id, step_id, stage, stage from marked, stepped
            """)
        .param("withdrawn", withdrawn)
        .param("village", village)
        .param("campaign", province.campaign)
        .param("count", count)
        .update();
  }

  @Test
  void whoRegisteredIsCountedApartFromTheList() {
    procedures.loadOnce();
    UUID id = WrittenReports.begin(writing, commune, province.commune(0), ReportForm.YEAR);
    ReportContent before = reports.working(commune, id);
    assertThat(Objects.requireNonNull(before.figure(FAMILIES + ".enrolled")).known())
        .as("nobody is asked to register")
        .isFalse();
    jdbc.sql("update recognition.campaign set procedure_id = ? where campaign_id = ?")
        .params(
            BuiltInProcedures.whole(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD),
            province.campaign)
        .update();
    ReportFigure none =
        Objects.requireNonNull(
            reports
                .working(
                    overseer,
                    WrittenReports.begin(
                        writing, overseer, province.place.province(), ReportForm.YEAR))
                .figure(FAMILIES + ".enrolled"));
    assertThat(none.number()).as("asked, and nobody did").isZero();
    register(province.village(0), 30, false);
    register(province.village(1), 2, false);
    writing.refill(commune, id, false).orThrow();
    ReportContent content = reports.sent(overseer, written(commune, id), 1).content();
    assertThat(Objects.requireNonNull(content.figure(FAMILIES + ".registered")).number())
        .isEqualByComparingTo("40");
    assertThat(Objects.requireNonNull(content.figure(FAMILIES + ".enrolled")).number())
        .isEqualByComparingTo("32");
    assertThat(Objects.requireNonNull(content.figure(FAMILIES + ".enrolled_rate")).number())
        .isEqualByComparingTo("80");
    assertThat(Objects.requireNonNull(content.figure(FAMILIES + ".rate_enrolled")).number())
        .isEqualByComparingTo("93.8");
    assertThat(content.sections())
        .flatMap(ReportContent.Section::sentences)
        .anyMatch(
            one ->
                one.contains("trong danh sách xét 40 hộ, đăng ký 32 hộ;")
                    && one.contains("93,8")
                    && one.contains("số đăng ký"));
    assertThat(numbers(id, 1, FAMILIES + ".enrolled", 32).left()).isZero();
    register(province.village(1), 1, true);
    register(province.village(1), 4, false);
    RowsAsked.Counts later = numbers(id, 1, FAMILIES + ".enrolled", 32);
    assertThat(later.came() - later.left()).isEqualTo(3);
    numbers(id, 1, FAMILIES + ".registered", 40);
  }

  @Test
  void theRowsOfASentFigureAreThoseOfItsMomentWhateverChangedSince() {
    UUID id = sent(commune, province.commune(0));
    assertThat(numbers(id, 1, FAMILIES + ".registered", 40).left()).isZero();
    assertThat(numbers(id, 1, FAMILIES + ".recognised", 30).left()).isZero();

    Actor both = SmallProvince.actor("Hai xã", Role.COMMUNE_OFFICER, province.place.province());
    // moved within the commune, moved away, gone, withdrawn, and somebody new
    HouseholdKey within = household(province.village(1), "LISTED", 0);
    households
        .move(both, within, version(within), province.village(0), TODAY, "chuyển nhà")
        .orThrow();
    HouseholdKey away = household(province.village(1), "LISTED", 0);
    households.move(both, away, version(away), province.village(3), TODAY, "chuyển xã").orThrow();
    HouseholdKey gone = household(province.village(1), "LISTED", 0);
    households.close(both, gone, version(gone), TODAY, "về Hà Nội").orThrow();
    withdraw(household(province.village(0), "RECOGNISED", 3));
    households
        .add(
            both,
            Ids.next(),
            province.village(1),
            new HouseholdEntry("Hộ Mới", "", 1, 2, 1, ""),
            false)
        .orThrow();

    RowsAsked.Counts registered = numbers(id, 1, FAMILIES + ".registered", 40);
    assertThat(registered.left()).isEqualTo(3);
    assertThat(registered.came()).isEqualTo(1);
    RowsAsked.Counts recognised = numbers(id, 1, FAMILIES + ".recognised", 30);
    assertThat(recognised.left()).isEqualTo(1);
    ReportRows.Dossiers open = dossiers(behind(commune, id, 1, FAMILIES + ".registered", 0));
    assertThat(open.lines().stream().filter(one -> one.name().isEmpty()))
        .as("who moved to another commune is not named to this one")
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.place()).isEqualTo("Bản Hai");
              assertThat(line.placeNow()).isNotEmpty();
            });
    assertThat(dossiers(behind(overseer, id, 1, FAMILIES + ".registered", 0)).lines())
        .noneMatch(one -> one.name().isEmpty());
    assertThat(open.lines())
        .anySatisfy(
            line -> {
              assertThat(line.stage()).isEqualTo("LISTED");
              assertThat(line.stageNow()).isEqualTo("REMOVED");
            });

    // a correction is another version with rows of its own
    writing.correct(commune, id, "đếm lại").orThrow();
    writing.refill(commune, id, false).orThrow();
    send(commune, id);
    numbers(id, 1, FAMILIES + ".registered", 40);
    numbers(id, 1, FAMILIES + ".recognised", 30);
    numbers(id, 2, FAMILIES + ".registered", 39);
    numbers(id, 2, FAMILIES + ".recognised", 29);

    // the villages become one, in the commune that is merged with the other one
    DeclaredChanges.After village =
        new DeclaredChanges.After("V" + province.place.province(), "Bản Mới", "VILLAGE", "");
    reorganisations
        .apply(
            overseer,
            province.place.province(),
            TODAY.minusDays(1),
            Decree.of("NQ bản"),
            DeclaredChanges.none()
                .with(merged(province.village(0), village), merged(province.village(1), village)))
        .orThrow();
    assertThat(numbers(id, 1, FAMILIES + ".registered", 40).left()).isEqualTo(40);
    numbers(id, 2, FAMILIES + ".recognised", 29);
    DeclaredChanges.After to =
        new DeclaredChanges.After("N" + province.place.province(), "Xã Mới", "COMMUNE", "");
    reorganisations
        .apply(
            overseer,
            province.place.province(),
            TODAY,
            Decree.of("NQ xã"),
            DeclaredChanges.none()
                .with(merged(province.commune(0), to), merged(province.commune(1), to)))
        .orThrow();
    numbers(id, 1, FAMILIES + ".registered", 40);
    numbers(id, 1, FAMILIES + ".recognised", 30);
    numbers(id, 2, FAMILIES + ".registered", 39);
    numbers(id, 2, FAMILIES + ".recognised", 29);
    assertThat(dossiers(behind(overseer, id, 1, FAMILIES + ".registered", 0)).lines())
        .allSatisfy(line -> assertThat(line.place()).isIn("Bản Một", "Bản Hai"))
        .filteredOn(line -> line.placeNow().equals("Bản Mới"))
        .hasSizeGreaterThan(30);
  }

  @Test
  void whatWasDecidedOrRatedThenIsNotWhatWasDecidedOrRatedSince() {
    String good = "R.LEARNING_FAMILY.HOUSEHOLD.GOOD";
    String until = "E.LEARNING_FAMILY.HOUSEHOLD.until";
    String after = "E.LEARNING_FAMILY.HOUSEHOLD.after";
    rate(province.village(0), "GOOD", 12);
    decided();
    UUID early = sent(commune, province.commune(0), "1/1/2026", "31/10/2026");
    UUID late = sent(commune, province.commune(0), "1/1/2026", "1/11/2026");
    assertThat(numbers(early, 1, good, 12).left()).isZero();
    assertThat(numbers(early, 1, after, 30).left()).isZero();
    assertThat(numbers(late, 1, until, 30).left()).isZero();

    // withdrawn and rated anew; rated anew where it stands; and the date of the decision corrected
    HouseholdKey back = household(province.village(0), "RECOGNISED", 0);
    withdraw(back);
    jdbc.sql("update recognition.dossier set rating = 'FAIR' where home_id = ? and subject_id = ?")
        .params(back.homeId(), back.householdId())
        .update();
    assertThat(numbers(early, 1, good, 12).left()).isEqualTo(1);
    assertThat(numbers(early, 1, after, 30).left()).isEqualTo(1);
    assertThat(numbers(late, 1, until, 30).left()).isEqualTo(1);
    rate(province.village(0), "FAIR", 3);
    assertThat(numbers(early, 1, good, 12).left()).isEqualTo(4);
    assertThat(numbers(early, 1, after, 30).left()).isEqualTo(1);
    jdbc.sql(
            """
            with c as (
              insert into recognition.decision_correction (decision_id, at, actor, reason, changes)
              select decision_id, clock_timestamp() + interval '1 second', 'Người Ghi', 'ghi nhầm',
                     '{"decidedOn": ["2026-11-01", "2026-10-20"]}'
                from recognition.decision where campaign_id = :campaign)
            update recognition.decision set decided_on = date '2026-10-20' where campaign_id = :campaign
            """)
        .param("campaign", province.campaign)
        .update();
    assertThat(numbers(early, 1, after, 30).left()).isEqualTo(30);
    assertThat(numbers(late, 1, until, 30).left()).isEqualTo(1);
    numbers(early, 1, "E.LEARNING_FAMILY.HOUSEHOLD.until", 0);
  }

  @Test
  void aProvinceIsOpenedCommuneByCommune() {
    UUID id = sent(overseer, province.place.province());
    ReportRows.Behind whole = behind(overseer, id, 1, FAMILIES + ".recognised", 0);
    assertThat(whole.rows()).isInstanceOf(ReportRows.ByArea.class);
    ReportFigure figure =
        Objects.requireNonNull(
            reports.sent(overseer, id, 1).content().figure(FAMILIES + ".recognised"));
    withdraw(household(province.village(0), "RECOGNISED", 0));
    long opened = 0;
    for (ReportFigure.Part part : figure.parts()) {
      ReportRows.Behind behind = behind(overseer, id, 1, FAMILIES + ".recognised", part.areaId());
      long then = dossiers(behind).counts().then();
      assertThat(String.valueOf(then)).isEqualTo(part.value() == null ? "0" : part.value());
      opened += then;
    }
    assertThat(opened).isEqualTo(35);
  }

  @Test
  void nobodyReadsNamesOutsideTheirOwnAreas() {
    UUID id = sent(commune, province.commune(0));
    Actor nation = signedIn.actor(Role.NATIONAL_OFFICER, areas.nation().id(), "Cán bộ trung ương");
    ReportRows.Behind behind =
        rows.behind(
            nation,
            id,
            reports.sent(overseer, id, 1).content(),
            1,
            new ReportRows.Wanted(FAMILIES + ".registered", 0, 0),
            ALL,
            0);
    assertThat(dossiers(behind).counts().then()).isEqualTo(40);
    assertThat(behind.named()).as("the association's centre reads numbers, not dossiers").isFalse();
    assertThat(dossiers(behind).lines()).isEmpty();
    Actor elsewhere = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(1), "Lò Văn Hạ");
    ReportRows.Behind closed =
        rows.behind(
            elsewhere,
            id,
            reports.sent(overseer, id, 1).content(),
            1,
            new ReportRows.Wanted(FAMILIES + ".registered", 0, 0),
            ALL,
            0);
    assertThat(dossiers(closed).counts().then()).isEqualTo(40);
    assertThat(closed.named()).isFalse();
    assertThat(dossiers(closed).lines()).isEmpty();
    assertThatThrownBy(() -> behind(commune, id, 1, FAMILIES + ".registered", province.village(3)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> behind(commune, id, 1, "T.none", 0))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whatWasReportedByHandOpensToWhoReportedIt() {
    jdbc.sql(
            """
            insert into reporting.reported_value
              (indicator_id, area_id, year, value, note, reported_at, reported_name)
            values ('MEMBERS', :area, 2026, 120, 'sổ hội viên', timestamptz '2026-11-01 08:00+07', 'Người Ghi')
            """)
        .param("area", province.commune(0))
        .update();
    UUID id = sent(commune, province.commune(0));
    ReportRows.Behind behind = behind(overseer, id, 1, "H.MEMBERS", 0);
    assertThat(behind.rows())
        .isInstanceOfSatisfying(
            ReportRows.Reported.class,
            hand ->
                assertThat(hand.values())
                    .singleElement()
                    .satisfies(
                        one -> {
                          assertThat(one.by()).isEqualTo("Người Ghi");
                          @Nullable UUID counted = hand.counted();
                          assertThat(one.id()).isEqualTo(counted);
                        }));
  }
}
