package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasReorganised;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Alteration;
import vn.khuyenhoc.areas.DeclaredChanges.Assignment;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/**
 * Whatever happens to areas, every figure stays: as it was, as it is, and counted from the facts.
 */
@ModuleTest
@Import(Scene.class)
class ReorganisedFiguresTest {

  private static final LocalDate FIRST = LocalDate.of(2025, 8, 1);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Areas areas;
  @Autowired private Scene scene;
  @Autowired private TallyCheck tallies;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;
  @Autowired private ApplicationEventPublisher events;

  /** A province with households, a closed campaign of last year and an open one of this year. */
  private final class Country {
    final Scene.Cast cast = scene.cast();
    final Actor keeper = SmallProvince.actor("x", Role.PROVINCE_OFFICER, cast.place.province());
    final Actor officer = SmallProvince.actor("y", Role.COMMUNE_OFFICER, cast.place.province());
    int past;
    int decrees;

    Country(int each) {
      for (int village = 0; village < 6; village++) {
        cast.households(village, each + village);
      }
      past =
          recognition
              .open(
                  cast.province,
                  new Recognition.OpenCampaign(
                      2025, cast.place.province(), cast.set.id(), LocalDate.of(2025, 12, 15)),
                  java.time.Instant.parse("2025-09-01T01:00:00Z"),
                  LocalDate.of(2025, 9, 1))
              .orThrow();
      recognition.closeCampaign(cast.province, past).orThrow();
      cast.open();
    }

    Area commune(int index) {
      return areas.byId(cast.place.communes().get(index));
    }

    Result<Reorganisations.Applied> apply(LocalDate day, DeclaredChanges declared) {
      return reorganisations.apply(
          keeper, cast.place.province(), day, Decree.of("NQ " + ++decrees), declared);
    }

    /**
     * Roll by area as one basis shows it, named by what lies there, so that identities may differ.
     */
    Map<String, Integer> figures(int campaign, int basis, int level) {
      Map<String, Integer> found = new TreeMap<>();
      jdbc.sql(
              """
              select t.area_id, t.roll, (select string_agg(k.area_id::text, ',' order by k.area_id)
                                           from areas.ancestor k join areas.area x on x.area_id = k.area_id and x.level = 4
                                          where k.ancestor_id = t.area_id and k.valid @> platform.today()) as holds
                from recognition.tally t
               where t.campaign_id = :c and t.basis = :b and t.level = :l and t.roll > 0
              """)
          .param("c", campaign)
          .param("b", basis)
          .param("l", level)
          .query(
              (row, number) ->
                  found.merge(
                      String.valueOf(row.getString("holds")), row.getInt("roll"), Integer::sum))
          .list();
      return found;
    }

    /** As-was total = as-is total = facts at every level; tallies are what a recount gives. */
    void conserved() {
      for (int campaign : List.of(past, cast.campaign)) {
        long facts =
            one(
                "select count(*) from recognition.dossier where campaign_id = :c and stage <> 'REMOVED'",
                campaign,
                0,
                0);
        for (int basis = 0; basis < 2; basis++) {
          for (int level : List.of(3, 4)) {
            assertThat(
                    one(
                        "select coalesce(sum(roll), 0) from recognition.tally where campaign_id = :c and basis = :b and level = :l",
                        campaign,
                        basis,
                        level))
                .as("campaign %s, basis %s, level %s", campaign, basis, level)
                .isEqualTo(facts);
          }
          for (int level : List.of(0, 1)) {
            assertThat(
                    one(
                        """
                        select coalesce(sum(t.roll), 0) from recognition.tally t
                          join recognition.campaign c using (campaign_id)
                          join areas.ancestor a on a.area_id = t.area_id and a.ancestor_level = :l
                           and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                               else platform.today() end
                         where t.campaign_id = :c and t.basis = :b and t.level = 3
                        """,
                        campaign,
                        basis,
                        level))
                .as("campaign %s, basis %s, level %s", campaign, basis, level)
                .isEqualTo(facts);
          }
        }
        assertThat(tallies.faults())
            .filteredOn(fault -> fault.startsWith("campaign " + campaign + ","))
            .isEmpty();
      }
      assertThat(
              jdbc.sql(
                      """
                      select count(*) from registry.residence r
                        join areas.ancestor p on p.area_id = r.area_id and p.ancestor_id = :p
                       where upper_inf(r.valid) and r.kind not in ('COMMUNITY', 'PROGRAMME')
                         and not exists (select from areas.area_version v
                                          where v.area_id = r.area_id and v.valid @> platform.today())
                      """)
                  .param("p", cast.place.province())
                  .query(Long.class)
                  .single())
          .isZero();
    }

    private long one(String sql, int campaign, int basis, int level) {
      var asked = jdbc.sql(sql).param("c", campaign);
      if (sql.contains(":b")) {
        asked = asked.param("b", basis);
      }
      if (sql.contains(":l")) {
        asked = asked.param("l", level);
      }
      return asked.query(Long.class).single();
    }

    /** Everything that is known of the tree of this province, to be compared. */
    List<String> tree() {
      return jdbc.sql(
              """
              select concat_ws('|', v.area_id, v.valid, v.parent_id, v.code, v.name, v.kind) from areas.area_version v
               where v.area_id in (select area_id from areas.ancestor where ancestor_id = :p)
              union all
              select concat_ws('|', 'above', a.area_id, a.ancestor_id, a.valid) from areas.ancestor a
               where a.area_id in (select area_id from areas.ancestor where ancestor_id = :p)
              union all
              select concat_ws('|', 'lives', r.subject_id, r.valid, r.area_id) from registry.residence r
               where r.home_id in (select area_id from areas.ancestor where ancestor_id = :p)
              union all
              select concat_ws('|', 'dossier', d.dossier_id, d.area_then, d.area_now) from recognition.dossier d
               where d.home_id in (select area_id from areas.ancestor where ancestor_id = :p)
              union all
              select (to_jsonb(t) - 'day')::text from recognition.tally t
               where t.area_id in (select area_id from areas.ancestor where ancestor_id = :p) and t.roll > 0
              order by 1
              """)
          .param("p", cast.place.province())
          .query(String.class)
          .list();
    }
  }

  private static Link link(Area from, String newCode, String newName, Extent extent) {
    return new Link(0, Before.of(from), new After(newCode, newName, from.kind(), ""), extent);
  }

  private static DeclaredChanges merge(Area a, Area b, String code, String name) {
    return merge(a, b, code, name, "");
  }

  private static DeclaredChanges merge(Area a, Area b, String code, String name, String parent) {
    After to = new After(code, name, a.kind(), parent);
    return DeclaredChanges.none()
        .with(
            new Link(0, Before.of(a), to, Extent.WHOLE),
            new Link(0, Before.of(b), to, Extent.WHOLE));
  }

  @Test
  void aMergerAndTheReverseDivisionGiveBackTheSameFigures() {
    Country country = new Country(2);
    Map<String, Integer> asIs = country.figures(country.cast.campaign, 1, 3);
    Map<String, Integer> asWas = country.figures(country.past, 0, 3);
    assertThat(asIs).hasSize(2);
    List<Area> villages = areas.children(country.commune(0).id());
    Reorganisations.Applied merged =
        country
            .apply(
                LocalDate.of(2026, 3, 1),
                merge(country.commune(0), country.commune(1), "M1", "Xã Mới"))
            .orThrow();
    country.conserved();
    assertThat(country.figures(country.cast.campaign, 1, 3)).hasSize(1);
    assertThat(
            jdbc.sql(
                    "select count(*) from recognition.tally where campaign_id = :c and basis = 0 and level = 3 and roll > 0")
                .param("c", country.past)
                .query(Integer.class)
                .single())
        .as("last year's report still tells the two communes")
        .isEqualTo(2);
    Area whole = areas.below(List.of(country.cast.place.province()), AreaLevel.COMMUNE).getFirst();
    assertThat(whole.name()).isEqualTo("Xã Mới");
    List<Assignment> assignments = new ArrayList<>();
    for (Area village : areas.children(whole.id())) {
      boolean first = villages.stream().anyMatch(one -> one.id() == village.id());
      assignments.add(new Assignment(0, Before.of(village), first ? "M2" : "M3"));
    }
    country
        .apply(
            LocalDate.of(2026, 5, 1),
            DeclaredChanges.none()
                .with(
                    link(whole, "M2", "Xã Thượng", Extent.PART),
                    link(whole, "M3", "Xã Hạ", Extent.PART))
                .assigning(assignments))
        .orThrow();
    country.conserved();
    assertThat(country.figures(country.cast.campaign, 1, 3)).isEqualTo(asIs);
    assertThat(country.figures(country.past, 1, 3)).isEqualTo(asIs);
    assertThat(country.figures(country.past, 0, 4).values())
        .containsExactlyInAnyOrderElementsOf(country.figures(country.past, 1, 4).values());
    assertThat(asWas.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(asIs.values().stream().mapToInt(Integer::intValue).sum());
    assertThat(reorganisations.history(whole.id())).hasSize(4);
    assertThat(Scene.codes(reorganisations.withdraw(country.keeper, merged.id(), "Nhầm")))
        .contains("AREAS-025");
    country.conserved();
  }

  @Test
  void whatIsNotAssignedStaysVisibleAndIsCountedUntilSomebodyAssignsIt() {
    Country country = new Country(1);
    Area divided = country.commune(0);
    List<Area> villages = areas.children(divided.id());
    Reorganisations.Applied applied =
        country
            .apply(
                LocalDate.of(2026, 2, 1),
                DeclaredChanges.none()
                    .with(
                        link(divided, "D1", "Xã Một", Extent.PART),
                        link(divided, "D2", "Xã Hai", Extent.PART))
                    .assigning(List.of(new Assignment(0, Before.of(villages.getFirst()), "D1"))))
            .orThrow();
    country.conserved();
    List<Area> communes = areas.below(List.of(country.cast.place.province()), AreaLevel.COMMUNE);
    Area holder =
        communes.stream().filter(one -> one.kind().equals("UNASSIGNED")).findFirst().orElseThrow();
    assertThat(areas.children(holder.id())).hasSize(2);
    Area second =
        communes.stream().filter(one -> one.code().equals("D2")).findFirst().orElseThrow();
    Map<Integer, Integer> told = new HashMap<>();
    areas.children(holder.id()).forEach(village -> told.put(village.id(), second.id()));
    assertThat(
            Scene.codes(
                reorganisations.assign(
                    country.keeper, applied.id(), Map.of(villages.getFirst().id(), second.id()))))
        .containsExactly("AREAS-022");
    assertThat(
            Scene.codes(
                reorganisations.assign(
                    country.keeper,
                    applied.id(),
                    Map.of(areas.children(holder.id()).getFirst().id(), country.commune(1).id()))))
        .containsExactly("AREAS-023");
    assertThat(reorganisations.assign(country.keeper, applied.id(), told).orThrow()).isEqualTo(2);
    country.conserved();
    assertThat(areas.children(holder.id())).isEmpty();
    assertThat(areas.children(second.id())).hasSize(2);
  }

  @Test
  void householdsAndDossiersOfAMergedVillageFollowAndAWithdrawalGivesBackExactlyWhatWas() {
    Country country = new Country(2);
    jdbc.sql(
            """
            update registry.residence set valid = daterange('2025-08-01', null)
             where area_id = any (:v::integer[]) and subject_id in (
               select household_id from registry.household where serial = 1)
            """)
        .param("v", country.cast.place.villages().toArray(Integer[]::new))
        .update();
    List<String> before = country.tree();
    List<Area> villages = areas.children(country.commune(0).id());
    Reorganisations.Applied applied =
        country
            .apply(
                LocalDate.of(2026, 4, 1),
                DeclaredChanges.none()
                    .with(
                        link(villages.get(0), "W", "Bản Chung", Extent.WHOLE),
                        link(villages.get(1), "W", "Bản Chung", Extent.WHOLE),
                        link(villages.get(2), "W1", "Bản Ba A", Extent.PART),
                        link(villages.get(2), "W2", "Bản Ba B", Extent.PART)))
            .orThrow();
    country.conserved();
    assertThat(country.tree()).isNotEqualTo(before);
    Area common =
        areas.children(country.commune(0).id()).stream()
            .filter(one -> one.code().equals("W"))
            .findFirst()
            .orElseThrow();
    assertThat(dossiers.village(country.officer, country.cast.campaign, common.id()).roll())
        .isGreaterThan(3);
    assertThat(
            jdbc.sql(
                    "select count(*) from registry.residence where area_id = :v and lower(valid) = '2026-04-01' and kind = 'HOUSEHOLD'")
                .param("v", common.id())
                .query(Integer.class)
                .single())
        .as("who lived there before lives in the new village from its day on")
        .isEqualTo(2);
    reorganisations.withdraw(country.keeper, applied.id(), "Nhập nhầm tệp").orThrow();
    assertThat(country.tree()).isEqualTo(before);
    country.conserved();
    assertThat(Scene.codes(reorganisations.withdraw(country.keeper, applied.id(), "Lần nữa")))
        .containsExactly("AREAS-024");
  }

  @Test
  void aReorganisationOnWhichLaterFactsStandIsNotWithdrawn() {
    Country country = new Country(1);
    Reorganisations.Applied applied =
        country
            .apply(
                LocalDate.of(2026, 4, 1),
                merge(country.commune(0), country.commune(1), "N", "Xã Mới"))
            .orThrow();
    Area merged = areas.below(List.of(country.cast.place.province()), AreaLevel.COMMUNE).getFirst();
    country.cast.person("Cán bộ mới", Role.COMMUNE_OFFICER, merged.id());
    jdbc.sql(
            "insert into registry.person (area_id, full_name, created_at) values (:a, 'Lò Thị Mới', now())")
        .param("a", merged.id())
        .update();
    List<String> before = country.tree();
    assertThat(Scene.codes(reorganisations.withdraw(country.keeper, applied.id(), "Nhầm")))
        .containsExactly("AREAS-025");
    assertThat(country.tree()).isEqualTo(before);
  }

  @Test
  void oneRecordedEarlyChangesNoFigureBeforeItsDayAndAllOnIt() {
    Country country = new Country(1);
    LocalDate day = LocalDate.of(2026, 12, 1);
    List<Area> villages = areas.children(country.commune(0).id());
    country.apply(day, merge(country.commune(0), country.commune(1), "E", "Xã Sau")).orThrow();
    Reorganisations.Applied second =
        country
            .apply(
                LocalDate.of(2026, 12, 2),
                DeclaredChanges.none()
                    .with(
                        link(villages.get(0), "EV", "Bản Sau", Extent.WHOLE),
                        link(villages.get(1), "EV", "Bản Sau", Extent.WHOLE)))
            .orThrow();
    country.conserved();
    assertThat(reorganisations.byId(second.id()).followedOn()).isNull();
    assertThat(country.figures(country.cast.campaign, 1, 3)).hasSize(2);
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("select set_config('khuyenhoc.today', '2026-12-03', true)")
              .query(String.class)
              .single();
          for (int id : List.of(second.id() - 1, second.id())) {
            events.publishEvent(
                new AreasReorganised(
                    id,
                    day,
                    jdbc.sql(
                            "select distinct area_id from areas.area_version where begun_by = :r or ended_by = :r")
                        .param("r", id)
                        .query(Integer.class)
                        .list()));
          }
          country.conserved();
          assertThat(country.figures(country.cast.campaign, 1, 3)).hasSize(1);
          assertThat(country.figures(country.cast.campaign, 1, 4)).hasSize(5);
          status.setRollbackOnly();
        });
    // closing fixes the figures to the end of the year, where all of it holds already
    recognition.closeCampaign(country.cast.province, country.cast.campaign).orThrow();
    country.conserved();
    assertThat(
            jdbc.sql(
                    "select count(*) from recognition.tally where campaign_id = :c and basis = 0 and level = 3 and roll > 0")
                .param("c", country.cast.campaign)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 17, 99, 404, 1975, 2025, 2026, 77777})
  void asWasAsIsAndFactsAgreeAfterAnySequenceOfReorganisationsAndFacts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Country country = new Country(1);
    Map<Integer, Integer> divisions = new LinkedHashMap<>();
    List<Integer> applied = new ArrayList<>();
    LocalDate day = FIRST;
    int done = 0;
    for (int turn = 0; turn < 36; turn++) {
      List<Area> communes = areas.below(List.of(country.cast.place.province()), AreaLevel.COMMUNE);
      List<Area> villages = areas.below(List.of(country.cast.place.province()), AreaLevel.VILLAGE);
      Area commune = communes.get(random.nextInt(communes.size()));
      Area village = villages.get(random.nextInt(villages.size()));
      String code = seed + "-" + turn;
      Result<Reorganisations.Applied> result = null;
      day = day.plusDays(1 + random.nextInt(11));
      switch (random.nextInt(9)) {
        case 0 -> {
          Area other = communes.get(random.nextInt(communes.size()));
          if (other.id() != commune.id()
              && !other.kind().equals("UNASSIGNED")
              && !commune.kind().equals("UNASSIGNED")) {
            result = country.apply(day, merge(commune, other, code, "Xã " + turn));
          }
        }
        case 1 -> {
          if (!commune.kind().equals("UNASSIGNED")) {
            List<Assignment> told = new ArrayList<>();
            for (Area child : areas.children(commune.id())) {
              int to = random.nextInt(3);
              if (to < 2) {
                told.add(new Assignment(0, Before.of(child), code + "ab".charAt(to)));
              }
            }
            result =
                country.apply(
                    day,
                    DeclaredChanges.none()
                        .with(
                            link(commune, code + "a", "Xã " + turn + "a", Extent.PART),
                            link(commune, code + "b", "Xã " + turn + "b", Extent.PART))
                        .assigning(told));
            if (result.done()) {
              divisions.put(result.orThrow().id(), turn);
            }
          }
        }
        case 2 ->
            result =
                country.apply(
                    day,
                    DeclaredChanges.none()
                        .with(
                            new Alteration(
                                0, Before.of(commune), code, "Xã Tên " + turn, null, null)));
        case 3 -> {
          if (!commune.kind().equals("UNASSIGNED")) {
            result =
                country.apply(
                    day,
                    DeclaredChanges.none()
                        .with(
                            new Alteration(
                                0, Before.of(village), null, null, null, Before.of(commune))));
          }
        }
        case 4 -> {
          Area other = villages.get(random.nextInt(villages.size()));
          if (other.id() != village.id()
              && !other.kind().equals("UNASSIGNED")
              && !village.kind().equals("UNASSIGNED")) {
            result = country.apply(day, merge(village, other, code, "Bản " + turn, commune.code()));
          }
        }
        case 5 -> {
          if (!village.kind().equals("UNASSIGNED")) {
            result =
                country.apply(
                    day,
                    DeclaredChanges.none()
                        .with(
                            link(village, code + "a", "Bản " + turn + "a", Extent.PART),
                            link(village, code + "b", "Bản " + turn + "b", Extent.PART)));
          }
        }
        case 6 -> {
          if (!applied.isEmpty()) {
            int last = applied.removeLast();
            if (!reorganisations.withdraw(country.keeper, last, "Thử rút lại").done()) {
              applied.clear();
            }
          }
        }
        case 7 -> {
          for (int division : divisions.keySet()) {
            Map<Integer, Integer> told =
                jdbc
                    .sql(
                        """
                        select v.area_id, min(s.to_area) as into_area
                          from areas.unassigned u
                          join areas.area_version v on v.parent_id = u.area_id and upper_inf(v.valid)
                           and v.begun_by = u.reorganisation_id
                          join areas.succession s on s.reorganisation_id = u.reorganisation_id
                           and s.from_area = u.divided_area
                          join areas.area_version w on w.area_id = s.to_area and upper_inf(w.valid)
                         where u.reorganisation_id = :r
                         group by v.area_id limit 2
                        """)
                    .param("r", division)
                    .query((row, number) -> Map.entry(row.getInt(1), row.getInt(2)))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            if (!told.isEmpty() && reorganisations.byId(division).withdrawnAt() == null) {
              reorganisations.assign(country.keeper, division, told).orThrow();
            }
          }
        }
        default -> {
          List<DossierLine> lines =
              dossiers
                  .inVillage(country.officer, country.cast.campaign, village.id(), "", null, 1, 50)
                  .rows();
          if (!lines.isEmpty()) {
            DossierLine line = lines.get(random.nextInt(lines.size()));
            recognition.score(
                SmallProvince.actor("chấm", Role.VOLUNTEER, country.cast.place.province()),
                line.key(),
                line.version(),
                random.nextBoolean() ? country.cast.full() : country.cast.poor(),
                false);
          }
        }
      }
      if (result != null && result.done()) {
        applied.add(result.orThrow().id());
        done++;
      }
      if (turn % 6 == 5) {
        country.conserved();
      }
    }
    assertThat(done).isGreaterThan(5);
    assertThat(day).isBefore(TODAY);
    country.conserved();
    recognition.closeCampaign(country.cast.province, country.cast.campaign).orThrow();
    country.conserved();
  }
}
