package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.reporting.MeasureTable.Inside;
import vn.khuyenhoc.reporting.MeasureTable.People;
import vn.khuyenhoc.reporting.MeasureTable.Spot;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Workers of recognised families, clans and villages, and staff of recognised units. */
@ModuleTest
class PeopleInsideTest {

  private static final int YEAR = 2026;

  @Autowired private MeasureTable table;
  @Autowired private JdbcClient jdbc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets builtInTargets;
  @Autowired private Overviews overviews;
  @Autowired private Targets targets;
  @Autowired private Clock clock;

  private record Person(
      int village, int home, boolean works, boolean learning, @Nullable Integer unit) {}

  @Test
  void everybodyCountsOnceHoweverManyRecognisedThingsContainThem() {
    for (long seed = 1; seed <= 4; seed++) {
      compare(seed);
    }
  }

  private void compare(long seed) {
    Random random = new Random(seed);
    SmallProvince place = SmallProvince.in(areas, builtInAreas);
    criteria.loadOnce();
    int citizens = campaign(place, "LEARNING_CITIZEN", "PERSON", "FARMER");
    int families = campaign(place, "LEARNING_FAMILY", "HOUSEHOLD", "");
    int clans = campaign(place, "LEARNING_CLAN", "CLAN", "");
    int villages = campaign(place, "LEARNING_COMMUNITY", "VILLAGE", "");
    int communeUnits = campaign(place, "LEARNING_UNIT", "COMMUNE", "");
    UUID signer = signer(place);

    List<UUID> clan = new ArrayList<>();
    Set<Integer> goodClans = new HashSet<>();
    for (int n = 0; n < 4; n++) {
      int village = place.villages().get(random.nextInt(6));
      UUID id = subject(village, "CLAN", village);
      jdbc.sql("insert into registry.clan (home_id, subject_id) values (?, ?)")
          .params(village, id)
          .update();
      clan.add(id);
      if (random.nextBoolean()) {
        goodClans.add(n);
        recognised(clans, village, id, village, signer);
      }
    }
    List<Integer> clanHomes =
        clan.stream()
            .map(
                id ->
                    jdbc.sql("select home_id from registry.subject where subject_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
            .toList();
    List<UUID> home = new ArrayList<>();
    List<Integer> homeVillage = new ArrayList<>();
    List<Boolean> good = new ArrayList<>();
    for (int n = 0; n < 15; n++) {
      int village = place.villages().get(random.nextInt(6));
      UUID id = subject(village, "HOUSEHOLD", village);
      home.add(id);
      homeVillage.add(village);
      boolean family = random.nextInt(3) == 0;
      if (family) {
        recognised(families, village, id, village, signer);
      }
      boolean kin = false;
      if (random.nextBoolean()) {
        int of = random.nextInt(4);
        member(village, id, "BELONGS_TO", clanHomes.get(of), clan.get(of));
        kin = goodClans.contains(of);
      }
      good.add(family || kin);
    }
    Set<Integer> goodVillages = new HashSet<>();
    for (int village : place.villages()) {
      if (random.nextInt(4) == 0) {
        goodVillages.add(village);
        recognised(villages, village, community(village), village, signer);
      }
    }
    List<UUID> units = new ArrayList<>();
    Set<Integer> goodUnits = new HashSet<>();
    int commune = place.communes().getFirst();
    for (int n = 0; n < 3; n++) {
      UUID id = subject(commune, "UNIT", commune);
      units.add(id);
      if (n != 1) {
        goodUnits.add(n);
        recognised(communeUnits, commune, id, commune, signer);
      }
    }
    List<Person> people = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      int of = random.nextInt(15);
      Person person =
          new Person(
              homeVillage.get(of),
              of,
              random.nextInt(5) > 0,
              random.nextInt(3) == 0,
              random.nextBoolean() ? random.nextInt(3) : null);
      UUID id = subject(person.village(), "CITIZEN", person.village());
      jdbc.sql(
              "insert into registry.citizen (home_id, subject_id, birth_year, labour_group) values (?, ?, 1980, ?)")
          .params(person.village(), id, person.works() ? "FARMER" : "LEARNER")
          .update();
      member(person.village(), id, "LIVES_IN", person.village(), home.get(of));
      Integer unit = person.unit();
      if (unit != null) {
        member(person.village(), id, "WORKS_IN", commune, units.get(unit));
      }
      if (person.learning()) {
        recognised(citizens, person.village(), id, person.village(), signer);
      }
      people.add(person);
    }

    List<Integer> asked =
        List.of(place.province(), commune, place.communes().get(1), place.villages().getFirst());
    for (Basis basis : Basis.values()) {
      Inside inside =
          table.inside(asked, MeasureTable.days(List.of(YEAR), LocalDate.now(clock), basis), basis);
      for (int area : asked) {
        List<Person> workers =
            people.stream()
                .filter(one -> within(place, area, one.village()))
                .filter(Person::works)
                .filter(one -> good.get(one.home()) || goodVillages.contains(one.village()))
                .toList();
        assertThat(inside.workers().getOrDefault(new Spot(area, YEAR), People.NOBODY))
            .as("workers of %s, seed %s, %s", area, seed, basis)
            .isEqualTo(
                new People(workers.size(), workers.stream().filter(Person::learning).count()));
        named(area, basis, List.of(), false, workers.size());
        named(area, basis, List.of(), true, workers.stream().filter(Person::learning).count());
        List<Person> staff =
            area != place.province() && area != commune
                ? List.of()
                : people.stream()
                    .filter(one -> one.unit() != null && goodUnits.contains(one.unit()))
                    .toList();
        assertThat(
                inside
                    .staff()
                    .getOrDefault(new Spot(area, YEAR), Map.of())
                    .getOrDefault(ModelLevel.COMMUNE, People.NOBODY))
            .as("staff of %s, seed %s, %s", area, seed, basis)
            .isEqualTo(new People(staff.size(), staff.stream().filter(Person::learning).count()));
        named(area, basis, List.of(ModelLevel.COMMUNE), false, staff.size());
      }
    }
    shown(place, people, good, goodVillages);
  }

  /** The overview of a province leaves such a target open until somebody asks for it. */
  private void shown(
      SmallProvince place, List<Person> people, List<Boolean> good, Set<Integer> goodVillages) {
    List<Person> workers =
        people.stream()
            .filter(Person::works)
            .filter(one -> good.get(one.home()) || goodVillages.contains(one.village()))
            .toList();
    builtInTargets.loadOnce();
    String plan = "I" + place.province();
    jdbc.sql(
            """
            with p as (
              insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, period)
              values (:plan, :area, 'Tỉnh Thử', 'Hội Khuyến học', 'Kế hoạch thử', '1/KH', daterange('2022-01-01', '2031-01-01'))
              returning plan_id)
            insert into reporting.target
              (plan_id, target_id, year, area_id, area_name, indicator, measured_by, scope, direction, value, value_kind,
               level, unit_level, denominator)
            select p.plan_id, t.target_id, :year, :area, 'Tỉnh Thử', t.indicator, t.measured_by, t.scope, t.direction,
                   t.value, t.value_kind, t.level, t.unit_level, t.denominator
              from p, reporting.target t
             where t.plan_id = 'S1' and t.target_id = 'S1-f' and t.year = 2030
            """)
        .param("plan", plan)
        .param("area", place.province())
        .param("year", YEAR)
        .update();
    Actor officer = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
    Achieved open = shown(officer, place.province(), false);
    assertThat(open.value()).isNull();
    assertThat(Objects.requireNonNull(open.why()).lack()).isEqualTo(Unknown.Lack.LATER);
    Achieved counted = shown(officer, place.province(), true);
    assertThat(counted)
        .isEqualTo(
            targets
                .view(officer, plan, place.province(), Basis.AS_IS)
                .standing()
                .getFirst()
                .achieved());
    if (people.stream().anyMatch(Person::learning) && !workers.isEmpty()) {
      assertThat(Objects.requireNonNull(counted.denominator()).value())
          .isEqualByComparingTo(String.valueOf(workers.size()));
      assertThat(Objects.requireNonNull(counted.numerator()).value())
          .isEqualByComparingTo(String.valueOf(workers.stream().filter(Person::learning).count()));
    }
  }

  private Achieved shown(Actor officer, int area, boolean counted) {
    Overview overview =
        overviews.of(
            officer,
            Right.FIGURES_READ,
            new Overview.Query(area, YEAR, Basis.AS_IS, null, null, counted));
    return Objects.requireNonNull(overview.plan()).standing().getFirst().achieved();
  }

  /** Whoever is counted is also named, once. */
  private void named(
      int area, Basis basis, List<ModelLevel> units, boolean learning, long expected) {
    PeopleDay day = PeopleDay.of(YEAR, LocalDate.now(clock), basis);
    List<PersonInside> people = table.people(area, YEAR, day, basis, units, learning, 500, 0);
    assertThat(people.stream().map(PersonInside::subjectId).distinct().count())
        .isEqualTo(expected)
        .isEqualTo(people.size());
    if (expected > 2) {
      assertThat(table.people(area, YEAR, day, basis, units, learning, 2, 1))
          .isEqualTo(people.subList(1, 3))
          .allMatch(one -> one.of() == expected);
    }
  }

  private static boolean within(SmallProvince place, int area, int village) {
    int at = place.villages().indexOf(village);
    return area == place.province() || area == village || area == place.communes().get(at / 3);
  }

  private int campaign(SmallProvince place, String model, String level, String form) {
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

  private UUID signer(SmallProvince place) {
    return jdbc.sql(
            """
            insert into registry.person (area_id, full_name, created_at) values (:area, 'Người Ký', now())
            returning person_id
            """)
        .param("area", place.province())
        .query(UUID.class)
        .single();
  }

  private UUID subject(int home, String kind, int area) {
    UUID id =
        jdbc.sql(
                """
                insert into registry.subject (home_id, kind, serial, name, created_at)
                select :home, :kind, coalesce(max(serial), 0) + 1, 'Ai đó', now() from registry.subject where home_id = :home
                returning subject_id
                """)
            .param("home", home)
            .param("kind", kind)
            .query(UUID.class)
            .single();
    jdbc.sql(
            """
            insert into registry.residence (home_id, subject_id, kind, valid, area_id)
            values (:home, :id, :kind, daterange('2025-07-01', null), :area)
            """)
        .param("home", home)
        .param("id", id)
        .param("kind", kind)
        .param("area", area)
        .update();
    return id;
  }

  /** Every village has one of its own. */
  private UUID community(int village) {
    return jdbc.sql(
            "select subject_id from registry.subject where home_id = ? and kind = 'COMMUNITY'")
        .param(village)
        .query(UUID.class)
        .single();
  }

  private void member(int home, UUID id, String role, int otherHome, UUID other) {
    jdbc.sql(
            """
            insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
            values (?, ?, ?, ?, ?, daterange('2025-07-01', null))
            """)
        .params(home, id, role, otherHome, other)
        .update();
  }

  private void recognised(int campaign, int home, UUID subject, int area, UUID signer) {
    UUID decision =
        jdbc.sql(
                """
                insert into recognition.decision
                  (campaign_id, area_id, issuer, number, decided_on, signer_id, signer_name, signer_title,
                   recorded_at, recorded_by, recorded_name, recognised)
                values (:campaign, :area, :issuer, '1', date '2026-11-01', :signer, 'Người Ký', 'Chủ tịch', now(),
                        gen_random_uuid(), 'Người Ghi', 1)
                returning decision_id
                """)
            .param("campaign", campaign)
            .param("area", area)
            .param("issuer", "UBND " + UUID.randomUUID())
            .param("signer", signer)
            .query(UUID.class)
            .single();
    jdbc.sql(
            """
            insert into recognition.dossier
              (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, sent_at, decision_id)
            values (:home, :campaign, :subject, :area, :area, 'RECOGNISED', 'ACHIEVED', 90, now(), :decision)
            """)
        .param("home", home)
        .param("campaign", campaign)
        .param("subject", subject)
        .param("area", area)
        .param("decision", decision)
        .update();
  }
}
