package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
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
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.reporting.FiguresTable.Stated;
import vn.khuyenhoc.reporting.MeasureTable.People;
import vn.khuyenhoc.reporting.MeasureTable.Spot;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Whoever looks at a past year counts the people of that year, through whichever tree. */
@ModuleTest
class PeopleOfAYearTest {

  private static final int YEAR = 2025;

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private MeasureTable table;
  @Autowired private FiguresTable figures;
  @Autowired private RowsThen rows;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Clock clock;

  private SmallProvince place;
  private Actor keeper;
  private UUID good;
  private UUID plain;
  private UUID unit;
  private int serial;

  @BeforeEach
  void aRecognisedFamilyAVillageAndAUnitOfThePastYear() {
    place = SmallProvince.in(areas, builtInAreas);
    criteria.loadOnce();
    keeper = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
    good = subject(village(0), "HOUSEHOLD", "2025-07-01", null);
    plain = subject(village(0), "HOUSEHOLD", "2025-07-01", null);
    unit = subject(commune(0), "UNIT", "2025-07-01", null);
    recognised(campaign("LEARNING_FAMILY", "HOUSEHOLD", ""), village(0), good);
    recognised(
        campaign("LEARNING_COMMUNITY", "VILLAGE", ""),
        village(1),
        jdbc.sql("select subject_id from registry.subject where home_id = ? and kind = 'COMMUNITY'")
            .param(village(1))
            .query(UUID.class)
            .single());
    recognised(campaign("LEARNING_UNIT", "COMMUNE", ""), commune(0), unit);
  }

  private int village(int number) {
    return place.villages().get(number);
  }

  private int commune(int number) {
    return place.communes().get(number);
  }

  /** Four who counted, and everybody who did not, or not yet, or not any more. */
  private void people() {
    citizen(village(0), good, "2025-07-01", null, "FARMER");
    UUID moved = citizen(village(0), good, "2025-07-01", "2026-02-01", "FARMER");
    residence(village(0), moved, "CITIZEN", "2026-02-01", null, village(4));
    closed(citizen(village(0), good, "2025-07-01", null, "FARMER"), village(0), "2026-04-02");
    UUID retired = citizen(village(0), good, "2025-07-01", null, "LEARNER");
    changed(village(0), retired, "2026-05-01", "{\"labour_group\": \"FARMER\"}");
    closed(citizen(village(0), good, "2025-07-01", null, "FARMER"), village(0), "2025-10-02");
    citizen(village(0), good, "2026-01-05", null, "FARMER");
    UUID grown = citizen(village(0), good, "2025-07-01", null, "FARMER");
    changed(village(0), grown, "2026-05-01", "{\"labour_group\": \"LEARNER\"}");
    citizen(village(0), plain, "2025-07-01", null, "FARMER");
  }

  @Test
  void whoMovedDiedOrRetiredSinceCountsAndWhoCameOrGrewUpSinceDoesNot() {
    people();
    for (Basis basis : Basis.values()) {
      for (int area : List.of(place.province(), commune(0), village(0))) {
        counted(area, basis, 4);
      }
      counted(commune(1), basis, 0);
      counted(village(4), basis, 0);
    }
    UUID clerk = citizen(village(0), plain, "2025-07-01", null, "FARMER");
    member(village(0), clerk, "WORKS_IN", commune(0), unit, "2025-07-01", null);
    closed(clerk, village(0), "2026-06-01");
    UUID left = citizen(village(0), plain, "2025-07-01", null, "FARMER");
    member(village(0), left, "WORKS_IN", commune(0), unit, "2025-07-01", "2025-12-31");
    for (Basis basis : Basis.values()) {
      assertThat(staff(commune(0), basis)).isEqualTo(1);
    }
  }

  @Test
  void thePeopleOfAVillageThatIsNoMoreCountWhereItLiesTodayAndNobodyElseDoes() {
    people();
    UUID neighbour = subject(village(1), "HOUSEHOLD", "2025-07-01", null);
    citizen(village(1), neighbour, "2025-07-01", null, "FARMER");
    int merged = merged();
    counted(merged, Basis.AS_IS, 5);
    counted(commune(0), Basis.AS_IS, 5);
    counted(place.province(), Basis.AS_IS, 5);
    counted(village(0), Basis.AS_WAS, 4);
    counted(village(1), Basis.AS_WAS, 1);
    counted(commune(0), Basis.AS_WAS, 5);
  }

  @Test
  void peopleOfADividedVillageCountWhereEachOfThemWent() {
    UUID farmer = citizen(village(0), good, "2025-07-01", null, "FARMER");
    String code = areas.byId(village(0)).code();
    After upper = new After(code + "A", "Bản Trên", "VILLAGE", "");
    After lower = new After(code + "B", "Bản Dưới", "VILLAGE", "");
    Before divided = Before.of(areas.byId(village(0)));
    reorganised(
        DeclaredChanges.none()
            .with(
                new Link(0, divided, upper, Extent.PART),
                new Link(0, divided, lower, Extent.PART)));
    List<Integer> parts =
        Stream.of("Bản Trên", "Bản Dưới")
            .map(
                name ->
                    areas.below(List.of(commune(0)), AreaLevel.VILLAGE).stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .id())
            .toList();
    inside(commune(0), Basis.AS_IS, 1);
    inside(parts.getFirst(), Basis.AS_IS, 0);
    jdbc.sql("select registry.assign_households(array[?], array[?], array[?])")
        .params(village(0), farmer, parts.getLast())
        .query(Integer.class)
        .single();
    inside(commune(0), Basis.AS_IS, 1);
    inside(parts.getFirst(), Basis.AS_IS, 0);
    inside(parts.getLast(), Basis.AS_IS, 1);
  }

  @Test
  void whatHouseholdsStatedIsOfThatYearToo() {
    jdbc.sql("update registry.subject set adults = 5, workers = 4 where subject_id = ?")
        .param(good)
        .update();
    changed(village(0), good, "2026-05-01", "{\"adults\": 3, \"workers\": 2}");
    jdbc.sql("update registry.subject set adults = 2, workers = 1 where subject_id = ?")
        .param(plain)
        .update();
    closed(plain, village(0), "2026-03-01");
    UUID late = subject(village(0), "HOUSEHOLD", "2026-01-10", null);
    jdbc.sql("update registry.subject set adults = 9, workers = 9 where subject_id = ?")
        .param(late)
        .update();
    UUID gone = subject(village(0), "HOUSEHOLD", "2025-07-01", "2026-02-01");
    jdbc.sql("update registry.subject set adults = 1, workers = 1 where subject_id = ?")
        .param(gone)
        .update();
    residence(village(0), gone, "HOUSEHOLD", "2026-02-01", null, village(5));
    int merged = merged();
    LocalDate today = LocalDate.now(clock);
    PeopleDay past = PeopleDay.of(YEAR, today);
    assertThat(past.on()).isEqualTo(LocalDate.of(2025, 12, 31));
    for (int area : List.of(merged, commune(0))) {
      assertThat(figures.stated(List.of(area), past, Denominator.ADULTS).get(area))
          .isEqualTo(new Stated(6, 3, 3));
      assertThat(rows.stated(stated(area, Denominator.ADULTS)).sum()).isEqualTo(6);
      assertThat(figures.stated(List.of(area), past, Denominator.WORKERS).get(area))
          .isEqualTo(new Stated(4, 3, 3));
      assertThat(rows.stated(stated(area, Denominator.WORKERS)).sum()).isEqualTo(4);
      assertThat(
              figures
                  .stated(List.of(area), PeopleDay.of(2026, today), Denominator.ADULTS)
                  .get(area))
          .isEqualTo(new Stated(14, 2, 2));
    }
    assertThat(figures.stated(List.of(commune(1)), past, Denominator.ADULTS)).isEmpty();
    FiguresTable.StatedCommune all =
        new FiguresTable.StatedCommune(place.province(), new Stated(6, 3, 3), new Stated(4, 3, 3));
    assertThat(figures.statedCommunes(past, place.province())).containsEntry(commune(0), all);
    assertThat(figures.statedCommunes(past, null)).containsEntry(commune(0), all);
  }

  @Test
  void figuresOfAPastYearSayOfWhichDayTheHouseholdsAre() throws Exception {
    campaign("LEARNING_CITIZEN", "PERSON", "FARMER");
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    for (String per : List.of("ADULTS", "CITIZENS")) {
      String page =
          mvc.perform(get("/figures?model=LEARNING_CITIZEN&year=2025&per=" + per).cookie(officer))
              .andReturn()
              .getResponse()
              .getContentAsString(StandardCharsets.UTF_8);
      assertThat(page.contains("Số người lớn lấy theo các hộ ở đó ngày 31/12/2025"))
          .isEqualTo(per.equals("ADULTS"));
    }
  }

  private StatedAsked stated(int area, Denominator denominator) {
    LocalDate today = LocalDate.now(clock);
    return new StatedAsked(area, rows.leaves(area, today), YEAR, denominator, today, Ids.next());
  }

  /** As many as that, and as many rows behind a report that was read now. */
  private void counted(int area, Basis basis, long expected) {
    inside(area, basis, expected);
    LocalDate today = LocalDate.now(clock);
    if (basis == Basis.AS_IS) {
      assertThat(
              rows.people(
                  new PeopleAsked(
                      area, rows.leaves(area, today), YEAR, List.of(), false, today, Ids.next())))
          .as("rows of %s", areas.lastKnown(area).name())
          .isEqualTo(expected);
    }
  }

  /** As many as that, and each of them by name. */
  private void inside(int area, Basis basis, long expected) {
    LocalDate today = LocalDate.now(clock);
    assertThat(
            table
                .inside(List.of(area), MeasureTable.days(List.of(YEAR), today, basis), basis)
                .workers()
                .getOrDefault(new Spot(area, YEAR), People.NOBODY)
                .all())
        .as("%s of %s", basis, areas.lastKnown(area).name())
        .isEqualTo(expected);
    assertThat(
            table.people(
                area, YEAR, PeopleDay.of(YEAR, today, basis), basis, List.of(), false, 100, 0))
        .hasSize((int) expected);
  }

  private long staff(int area, Basis basis) {
    return table
        .inside(List.of(area), MeasureTable.days(List.of(YEAR), LocalDate.now(clock), basis), basis)
        .staff()
        .getOrDefault(new Spot(area, YEAR), Map.of())
        .getOrDefault(ModelLevel.COMMUNE, People.NOBODY)
        .all();
  }

  /** The first two villages are one since March of the next year. */
  private int merged() {
    After to = new After(areas.byId(village(0)).code() + "G", "Bản Gộp", "VILLAGE", "");
    reorganised(
        DeclaredChanges.none()
            .with(
                new Link(0, Before.of(areas.byId(village(0))), to, Extent.WHOLE),
                new Link(0, Before.of(areas.byId(village(1))), to, Extent.WHOLE)));
    return areas.below(List.of(commune(0)), AreaLevel.VILLAGE).stream()
        .filter(one -> one.name().equals("Bản Gộp"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private void reorganised(DeclaredChanges changes) {
    reorganisations
        .apply(keeper, place.province(), LocalDate.of(2026, 3, 1), Decree.of("NQ 1"), changes)
        .orThrow();
  }

  private int campaign(String model, String level, String form) {
    return jdbc.sql(
            """
            insert into recognition.campaign (model, level, form, year, area_id, set_id, due_on, reference_date, opened_at)
            values (:model, :level, :form, :year, :area, :set, make_date(:year, 11, 15), make_date(:year, 12, 31), now())
            returning campaign_id
            """)
        .param("model", model)
        .param("level", level)
        .param("form", form)
        .param("year", YEAR)
        .param("area", place.province())
        .param("set", BuiltInCriteria.LEARNING_FAMILY)
        .query(Integer.class)
        .single();
  }

  private void recognised(int campaign, int home, UUID subject) {
    jdbc.sql(
            """
            with signer as (
              insert into registry.person (area_id, full_name, created_at) values (:province, 'Người Ký', now())
              returning person_id),
            decision as (
              insert into recognition.decision
                (campaign_id, area_id, issuer, number, decided_on, signer_id, signer_name, signer_title,
                 recorded_at, recorded_by, recorded_name, recognised)
              select :campaign, :commune, 'UBND ' || gen_random_uuid(), '1', date '2025-11-20', person_id, 'Người Ký',
                     'Chủ tịch', now(), gen_random_uuid(), 'Người Ghi', 1 from signer
              returning decision_id)
            insert into recognition.dossier
              (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, sent_at, decision_id)
            select :home, :campaign, :subject, :home, :home, 'RECOGNISED', 'ACHIEVED', 90, now(), decision_id from decision
            """)
        .param("province", place.province())
        .param("commune", commune(0))
        .param("campaign", campaign)
        .param("home", home)
        .param("subject", subject)
        .update();
  }

  private UUID subject(int home, String kind, String from, @Nullable String until) {
    UUID id =
        jdbc.sql(
                """
                insert into registry.subject (home_id, kind, serial, name, created_at)
                values (:home, :kind, :serial, 'Lò Thị Thử', now())
                returning subject_id
                """)
            .param("home", home)
            .param("kind", kind)
            .param("serial", 1000 + ++serial)
            .query(UUID.class)
            .single();
    residence(home, id, kind, from, until, home);
    return id;
  }

  private void residence(
      int home, UUID id, String kind, String from, @Nullable String until, int area) {
    jdbc.sql(
            """
            insert into registry.residence (home_id, subject_id, kind, valid, area_id)
            values (:home, :id, :kind, daterange(:from::date, :until::date), :area)
            """)
        .param("home", home)
        .param("id", id)
        .param("kind", kind)
        .param("from", from)
        .param("until", until)
        .param("area", area)
        .update();
  }

  private UUID citizen(
      int village, UUID household, String from, @Nullable String until, String group) {
    UUID id = subject(village, "CITIZEN", from, until);
    jdbc.sql(
            "insert into registry.citizen (home_id, subject_id, birth_year, labour_group) values (?, ?, 1980, ?)")
        .params(village, id, group)
        .update();
    member(village, id, "LIVES_IN", village, household, from, until);
    return id;
  }

  private void member(
      int home,
      UUID id,
      String role,
      int otherHome,
      UUID other,
      String from,
      @Nullable String until) {
    jdbc.sql(
            """
            insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
            values (:home, :id, :role, :otherHome, :other, daterange(:from::date, :until::date))
            """)
        .param("home", home)
        .param("id", id)
        .param("role", role)
        .param("otherHome", otherHome)
        .param("other", other)
        .param("from", from)
        .param("until", until)
        .update();
  }

  private void closed(UUID id, int home, String day) {
    jdbc.sql("update registry.subject set status = 'CLOSED' where subject_id = ?")
        .param(id)
        .update();
    changed(home, id, day, "{\"status\": \"ACTIVE\"}");
  }

  /** Somebody changed it on that day; what it was before. */
  private void changed(int home, UUID id, String day, String before) {
    jdbc.sql(
            """
            insert into registry.subject_change (home_id, subject_id, change_id, at, actor, kind, before)
            values (:home, :id, uuidv7(:day::date + interval '10 hours' - now()), :day::date + interval '10 hours',
                    'Người Sửa', 'EDITED', :before::jsonb)
            """)
        .param("home", home)
        .param("id", id)
        .param("day", day)
        .param("before", before)
        .update();
  }
}
