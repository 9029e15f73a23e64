package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.WorkSource.Work;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.registry.Household;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.TestDatabase;

/** The roll of an open campaign follows the register; what waits follows the roll. */
@ModuleTest
@Import(Scene.class)
class RollTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private Households households;
  @Autowired private Scene scene;
  @Autowired private TallyCheck tallies;
  @Autowired private RecognitionWork work;
  @Autowired private DossierCheck standing;
  @Autowired private RecognisedTitles held;
  @Autowired private Titles titles;
  @Autowired private Decisions decisions;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;
  @Autowired private TestDatabase database;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;

  private Scene.Cast cast;

  @BeforeEach
  void aProvince() {
    cast = scene.cast();
  }

  private Household now(HouseholdKey key) {
    return households.byId(key).orElseThrow();
  }

  private Actor keeper() {
    return new Actor(
        null,
        cast.officer.personId(),
        "Người giữ sổ",
        List.of(
            new vn.khuyenhoc.platform.Grant(Role.COMMUNE_OFFICER, cast.place.province()),
            new vn.khuyenhoc.platform.Grant(Role.COMMUNE_OFFICER, cast.commune)));
  }

  private void exact() {
    assertThat(tallies.faults())
        .filteredOn(fault -> fault.startsWith("campaign " + cast.campaign + ","))
        .isEmpty();
  }

  private void join(HouseholdKey kept, HouseholdKey duplicate) {
    households
        .join(cast.officer, kept, now(kept).version(), now(duplicate).code(), "Ghi trùng hai lần")
        .orThrow();
  }

  @Test
  void everyCounterOfAProvinceIsComparedWithItsCommunes() {
    cast.open();
    Acting.as(cast.officer, () -> cast.household(0, "Lò Được Đếm"));
    JdbcClient owner = JdbcClient.create(database.owner().dataSource());
    String change =
        """
        update recognition.tally_wide w set %1$s = w.%1$s %2$s 1
         where w.campaign_id = :campaign
           and (w.area_id, w.basis, w.part) = (select o.area_id, o.basis, o.part from recognition.tally_wide o
                                                where o.campaign_id = w.campaign_id
                                                order by o.area_id, o.basis, o.part limit 1)
        """;
    for (String counter :
        List.of(
            "recognised", "recognised_fair", "recognised_level_1", "registered", "villages_roll")) {
      assertThat(
              owner.sql(change.formatted(counter, "+")).param("campaign", cast.campaign).update())
          .isOne();
      try {
        assertThat(tallies.faults())
            .anyMatch(
                fault ->
                    fault.startsWith("campaign " + cast.campaign + ",")
                        && fault.contains(" " + counter + ": put together"));
      } finally {
        owner.sql(change.formatted(counter, "-")).param("campaign", cast.campaign).update();
      }
      exact();
    }
  }

  @Test
  void aHouseholdAddedLaterComesOnTheRollNamingWhoAddedIt() {
    cast.open();
    HouseholdKey added = Acting.as(cast.officer, () -> cast.household(0, "Lò Đến Sau"));
    DossierKey key = cast.of(added);
    assertThat(cast.line(key).stage()).isEqualTo(Stage.LISTED);
    assertThat(dossiers.history(cast.officer, key))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.event()).isEqualTo(DossierEvent.LIST);
              assertThat(entry.actor()).isEqualTo(cast.officer.name());
            });
    exact();
  }

  @Test
  void householdsOfAnImportComeOnTheRollTogether() {
    cast.open();
    cast.households(0, 2);
    java.util.UUID batch =
        jdbc.sql(
                """
                insert into registry.import_batch
                  (area_id, file_name, stage, row_count, imported, updated, skipped, failed, created_at, created_name, applied_at)
                values (:area, 'test', 'APPLIED', 2, 2, 0, 0, 0, now(), 'test', now()) returning batch_id
                """)
            .param("area", cast.commune)
            .query(java.util.UUID.class)
            .single();
    jdbc.sql(
            """
            with added as (
              insert into registry.household (home_id, serial, head, created_at, batch_id)
              select :village, 100 + n, 'Lò Nhập ' || n, now(), :batch from generate_series(1, 7) n
              returning home_id, household_id)
            insert into registry.residence (home_id, subject_id, valid, area_id)
            select home_id, household_id, daterange('2026-01-01', null), home_id from added
            """)
        .param("village", cast.village(0))
        .param("batch", batch)
        .update();
    assertThat(cast.tally().roll()).isEqualTo(2);
    publisher.publishEvent(
        new vn.khuyenhoc.registry.RegistryEvents.HouseholdsAdded(batch, List.of()));
    assertThat(cast.tally().roll()).isEqualTo(9);
    assertThat(cast.tally().listed()).isEqualTo(9);
    exact();
  }

  @Autowired private org.springframework.context.ApplicationEventPublisher publisher;

  @Test
  void aDossierFollowsItsHouseholdToAnotherCommune() {
    HouseholdKey moving = cast.household(0, "Lò Chuyển Đi");
    cast.open();
    cast.scoreAndSend(0, 0);
    households
        .move(keeper(), moving, now(moving).version(), cast.village(4), TODAY, "Chuyển sang Xã Hạ")
        .orThrow();
    DossierKey key = cast.of(moving);
    assertThat(dossiers.byKey(keeper(), key).line().villageId()).isEqualTo(cast.village(4));
    assertThat(dossiers.byKey(keeper(), key).line().stage()).isEqualTo(Stage.SENT);
    assertThat(dossiers.communes(cast.province, cast.campaign))
        .filteredOn(commune -> commune.areaId() == cast.place.communes().getLast())
        .singleElement()
        .satisfies(commune -> assertThat(commune.tally().sent()).isEqualTo(1));
    exact();
  }

  @Test
  void aHouseholdThatLeavesTheProvinceGoesFromOneRollToTheOther() {
    SmallProvince other = SmallProvince.in(areas, builtIn);
    HouseholdKey moving = cast.household(0, "Lò Sang Tỉnh");
    int here = cast.open();
    Actor nation = SmallProvince.actor("x", Role.PROVINCE_OFFICER, cast.place.nation());
    int there =
        recognition
            .openCampaign(
                nation,
                new Recognition.OpenCampaign(
                    2026, other.province(), cast.set.id(), LocalDate.of(2026, 12, 1)))
            .orThrow();
    households
        .move(
            SmallProvince.actor("x", Role.COMMUNE_OFFICER, cast.place.nation()),
            moving,
            1,
            other.villages().getFirst(),
            TODAY,
            "Chuyển sang tỉnh khác")
        .orThrow();
    assertThat(dossiers.total(nation, here).roll()).isZero();
    assertThat(dossiers.total(nation, there).listed()).isEqualTo(1);
    exact();
  }

  @Test
  void aClosedHouseholdLeavesTheRollUnlessItWasSent() {
    HouseholdKey early = cast.household(0, "Lò Đi Sớm");
    HouseholdKey late = cast.household(1, "Lò Đi Muộn");
    cast.open();
    cast.score(0, 0);
    cast.scoreAndSend(1, 0);
    households.close(cast.officer, early, 1, TODAY, "Chuyển đi nơi khác").orThrow();
    households.close(cast.officer, late, 1, TODAY, "Chuyển đi nơi khác").orThrow();
    assertThat(cast.tally()).isEqualTo(new Tally(1, 0, 0, 0, 1, 0, 0, 0, 0, 1));
    households.reopen(cast.officer, early, now(early).version(), "Ghi nhầm là đã đi").orThrow();
    assertThat(cast.line(cast.of(early)).stage()).isEqualTo(Stage.SCORING);
    assertThat(cast.tally().roll()).isEqualTo(2);
    exact();
  }

  @Test
  void aHouseholdThatWasClosedWhenTheCampaignOpenedComesOnTheRollWhenReopened() {
    HouseholdKey back = cast.household(0, "Lò Trở Về");
    households.close(cast.officer, back, 1, TODAY, "Chuyển đi nơi khác").orThrow();
    cast.open();
    households.reopen(cast.officer, back, now(back).version(), "Đã trở về bản").orThrow();
    assertThat(cast.tally().listed()).isEqualTo(1);
    exact();
  }

  @Test
  void theFurtherDossierOfAHouseholdEnteredTwiceStaysOnTheKeptOne() {
    HouseholdKey kept = cast.household(0, "Lò Văn Một");
    HouseholdKey duplicate = cast.household(1, "Lò Văn Một");
    cast.open();
    cast.scoreAndSend(1, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    DossierKey other = cast.of(duplicate);
    join(kept, duplicate);
    Dossier stays = dossiers.byKey(cast.officer, cast.of(kept));
    assertThat(stays.line().stage()).isEqualTo(Stage.APPROVED);
    assertThat(stays.line().total()).isEqualByComparingTo("100");
    assertThat(stays.scorers()).containsExactly("Trưởng bản 2");
    assertThat(cast.line(other).stage()).isEqualTo(Stage.REMOVED);
    assertThat(dossiers.history(cast.officer, stays.line().key()))
        .extracting(HistoryEntry::event)
        .contains(DossierEvent.TAKE_OVER, DossierEvent.APPROVE, DossierEvent.SEND);
    assertThat(cast.tally()).isEqualTo(new Tally(1, 0, 0, 0, 0, 0, 1, 0, 0, 1));
    exact();
  }

  @Test
  void whoCorrectedTheDuplicateDoesNotSignForTheKeptOne() {
    HouseholdKey kept = cast.household(0, "Lò Văn Bốn");
    HouseholdKey duplicate = cast.household(1, "Lò Văn Bốn");
    cast.open();
    cast.scoreAndSend(1, 0);
    DossierLine line = cast.line(cast.of(duplicate));
    recognition
        .correct(
            cast.person("Người Sửa", Role.COMMUNE_OFFICER, cast.commune),
            line.key(),
            line.version(),
            java.util.Map.of("1.1", java.math.BigDecimal.ZERO),
            "Minh chứng không đủ")
        .orThrow();
    join(kept, duplicate);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    Recognition.Recognise wanted = cast.decision("72/QĐ-UBND", Selection.all());
    assertThat(
            Scene.codes(
                recognition.recognise(
                    cast.officer,
                    new Recognition.Recognise(
                        wanted.campaignId(),
                        wanted.communeId(),
                        wanted.issuer(),
                        wanted.number(),
                        wanted.decidedOn(),
                        "Người Sửa",
                        wanted.signerTitle(),
                        wanted.which()))))
        .containsExactly("RECOGNITION-058");
  }

  @Test
  void aRecognisedDuplicateHandsItsDecisionToTheKeptHousehold() {
    HouseholdKey kept = cast.household(0, "Lò Văn Hai");
    HouseholdKey duplicate = cast.household(1, "Lò Văn Hai");
    cast.open();
    cast.scoreAndSend(1, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    Recognition.Decided decided =
        recognition.recognise(cast.officer, cast.decision("71/QĐ-UBND", Selection.all())).orThrow();
    join(kept, duplicate);
    assertThat(dossiers.decided(cast.officer, decided.decisionId(), 1, 10).rows())
        .singleElement()
        .satisfies(line -> assertThat(line.subject()).isEqualTo(kept.asSubject()));
    exact();
  }

  @Test
  void twoTitlesOfOneYearAfterAJoinAreToldUntilOneIsTakenBack() {
    HouseholdKey kept = cast.household(0, "Lò Văn Sáu");
    HouseholdKey duplicate = cast.household(1, "Lò Văn Sáu");
    cast.open();
    cast.scoreAndSend(0, 0);
    cast.scoreAndSend(1, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    recognition.recognise(cast.officer, cast.decision("73/QĐ-UBND", Selection.all())).orThrow();
    String key = cast.of(kept).text();
    assertThat(standing.faults()).noneMatch(fault -> fault.contains(key));
    join(kept, duplicate);
    assertThat(standing.faults())
        .filteredOn(fault -> fault.contains(key))
        .singleElement()
        .asString()
        .contains("one is to be taken back");
    assertThat(held.of(kept.asSubject(), languages.vietnamese()))
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo("Trùng danh hiệu");
              assertThat(one.sub()).contains("thu hồi");
              assertThat(one.href()).startsWith("/titles/");
            });
    takeBack(titles.of(kept.asSubject()).getFirst());
    assertThat(standing.faults()).noneMatch(fault -> fault.contains("one is to be taken back"));
    assertThat(held.of(kept.asSubject(), languages.vietnamese()))
        .noneMatch(one -> one.state().equals("Trùng danh hiệu"));
  }

  @Test
  void twoTitlesOfEntriesJoinedIntoAThirdAreTold() {
    HouseholdKey kept = cast.household(2, "Lò Văn Tám");
    HouseholdKey first = cast.household(0, "Lò Văn Tám");
    HouseholdKey second = cast.household(1, "Lò Văn Tám");
    cast.open();
    cast.scoreAndSend(0, 0);
    cast.scoreAndSend(1, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    recognition.recognise(cast.officer, cast.decision("74/QĐ-UBND", Selection.all())).orThrow();
    join(first, second);
    join(kept, first);
    String key = cast.of(kept).text();
    assertThat(standing.faults())
        .filteredOn(fault -> fault.contains(key))
        .singleElement()
        .asString()
        .contains("one is to be taken back");
    assertThat(held.of(kept.asSubject(), languages.vietnamese()))
        .as("told on the page that joining leads to")
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.state()).isEqualTo("Trùng danh hiệu"));
    takeBack(titles.of(kept.asSubject()).getFirst());
    assertThat(standing.faults()).noneMatch(fault -> fault.contains("one is to be taken back"));
  }

  private void takeBack(Title title) {
    decisions
        .revoke(
            cast.officer,
            title.key(),
            new Decisions.Revocation(
                title.version(), LocalDate.of(2026, 11, 2), "5/QĐ", "Ghi trùng hai lần", true))
        .orThrow();
  }

  @Test
  void whatStandsInADraftIsNotToBeDecidedAndTheDraftIsLinked() {
    cast.households(0, 2);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    assertThat(waiting(cast.officer)).contains("work.decide").doesNotContain("work.draft");
    java.util.UUID draft =
        decisions
            .draft(
                cast.officer,
                cast.campaign,
                cast.commune,
                Selection.these(List.of(cast.key(0, 0))),
                vn.khuyenhoc.platform.Ids.next())
            .orThrow();
    assertThat(work.waitingFor(cast.officer))
        .filteredOn(one -> one.messageKey().equals("work.decide"))
        .singleElement()
        .satisfies(one -> assertThat(one.count()).isEqualTo(1));
    assertThat(work.waitingFor(cast.officer))
        .filteredOn(one -> one.messageKey().equals("work.draft"))
        .singleElement()
        .satisfies(one -> assertThat(one.href()).isEqualTo("/decisions/drafts/" + draft));
  }

  @Test
  void theDecisionWaitsAtTheOfficeThatDecides() {
    cast.households(0, 2);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    assertThat(waiting(cast.province)).doesNotContain("work.decide");
    jdbc.sql("update recognition.campaign set decided_at = 1 where campaign_id = :c")
        .param("c", cast.campaign)
        .update();
    assertThat(waiting(cast.officer)).doesNotContain("work.decide");
    assertThat(work.waitingFor(cast.province))
        .filteredOn(one -> one.messageKey().equals("work.decide"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.href())
                    .isEqualTo(
                        "/campaigns/"
                            + cast.campaign
                            + "/communes/"
                            + cast.place.province()
                            + "/recognise"));
  }

  @Test
  void theKeptDossierStaysWhereItIsTheFurtherOne() {
    HouseholdKey kept = cast.household(0, "Lò Văn Ba");
    HouseholdKey duplicate = cast.household(1, "Lò Văn Ba");
    cast.open();
    cast.scoreAndSend(0, 0);
    join(kept, duplicate);
    assertThat(cast.line(cast.of(kept)).stage()).isEqualTo(Stage.SENT);
    assertThat(cast.tally().roll()).isEqualTo(1);
    exact();
  }

  private List<String> waiting(Actor actor) {
    return work.waitingFor(actor).stream().map(Work::messageKey).toList();
  }

  @Test
  void everyRoleSeesWhatWaitsForIt() {
    assertThat(waiting(cast.province)).containsExactly("work.open-campaign");
    cast.households(0, 3);
    cast.households(1, 2);
    cast.open();
    assertThat(waiting(cast.province)).containsExactly("work.communes-late");
    assertThat(waiting(cast.volunteer())).containsExactly("work.to-score");
    assertThat(waiting(cast.officer)).containsExactly("work.villages-late");
    cast.score(0, 0);
    assertThat(waiting(cast.volunteer())).containsExactly("work.to-send");
    cast.send(0);
    assertThat(waiting(cast.volunteer())).isEmpty();
    assertThat(work.waitingFor(cast.officer))
        .filteredOn(one -> one.messageKey().equals("work.appraise"))
        .singleElement()
        .satisfies(one -> assertThat(one.count()).isEqualTo(3));
    recognition
        .giveBack(
            cast.officer,
            cast.campaign,
            cast.commune,
            List.of(cast.key(0, 0)),
            "Xem lại giúp",
            List.of())
        .orThrow();
    assertThat(waiting(cast.volunteer())).containsExactly("work.returned");
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    assertThat(waiting(cast.officer)).containsExactly("work.decide", "work.villages-late");
    assertThat(waiting(cast.province)).isEmpty();
  }
}
