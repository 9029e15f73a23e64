package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khuyenhoc.recognition.Scene.codes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.Recognition.GridRow;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.recognition.Recognition.Recognise;
import vn.khuyenhoc.recognition.Recognition.Scored;
import vn.khuyenhoc.recognition.Recognition.Sent;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** The procedure from the opened campaign to the recorded decision, and what it refuses. */
@ModuleTest
@Import(Scene.class)
class RecognitionTest {

  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private Households households;
  @Autowired private Scene scene;
  @Autowired private JdbcClient jdbc;

  private Scene.Cast cast;

  @BeforeEach
  void aProvince() {
    cast = scene.cast();
  }

  private static Map<String, @Nullable BigDecimal> one(String indicator, @Nullable Integer points) {
    Map<String, @Nullable BigDecimal> answers = new HashMap<>();
    answers.put(indicator, points == null ? null : BigDecimal.valueOf(points));
    return answers;
  }

  private Scored scored(Result<Scored> result) {
    return result.orThrow();
  }

  private Recognise decision(String number, Selection which) {
    return cast.decision(number, which);
  }

  // campaigns

  @Test
  void opensACampaignWithEveryActiveHouseholdOnItsRoll() {
    cast.households(0, 3);
    cast.households(4, 2);
    HouseholdKey gone = cast.household(1, "Lò Đã Đi");
    households
        .close(cast.officer, gone, 1, LocalDate.of(2026, 10, 1), "Chuyển đi tỉnh khác")
        .orThrow();
    cast.open();
    assertThat(cast.tally()).isEqualTo(new Tally(5, 5, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(dossiers.campaigns(cast.volunteer()))
        .singleElement()
        .satisfies(campaign -> assertThat(campaign.open()).isTrue());
    assertThat(dossiers.communes(cast.province, cast.campaign))
        .extracting(commune -> commune.tally().roll())
        .containsExactlyInAnyOrder(3, 2);
    assertThat(dossiers.myVillages(cast.volunteer(), cast.campaign))
        .singleElement()
        .satisfies(village -> assertThat(village.tally().roll()).isEqualTo(3));
  }

  @Test
  void refusesASecondCampaignOfTheYear() {
    cast.open();
    assertThat(
            codes(
                recognition.openCampaign(
                    cast.province,
                    new OpenCampaign(
                        2026, cast.place.province(), cast.set.id(), LocalDate.of(2026, 12, 1)))))
        .containsExactly("RECOGNITION-011");
  }

  @Test
  void refusesACampaignWithEverythingWrongAtOnce() {
    Result<Integer> result =
        recognition.openCampaign(
            cast.province,
            new OpenCampaign(
                2029, cast.place.province(), "no-such-set", LocalDate.of(2026, 11, 1)));
    assertThat(codes(result))
        .containsExactlyInAnyOrder("RECOGNITION-015", "RECOGNITION-013", "RECOGNITION-012");
    assertThat(result.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("year", "dueOn", "setId");
  }

  @Test
  void takesADueDateUpToTheJanuaryAfterTheYear() {
    OpenCampaign late =
        new OpenCampaign(2026, cast.place.province(), cast.set.id(), LocalDate.of(2027, 2, 1));
    assertThat(codes(recognition.openCampaign(cast.province, late)))
        .containsExactly("RECOGNITION-014");
    assertThat(
            recognition
                .openCampaign(
                    cast.province,
                    new OpenCampaign(
                        2026, cast.place.province(), cast.set.id(), LocalDate.of(2027, 1, 31)))
                .done())
        .isTrue();
  }

  @Test
  void opensForAProvinceOnlyAndOnlyByItsOfficer() {
    Actor everywhere = SmallProvince.actor("x", Role.PROVINCE_OFFICER, cast.place.nation());
    OpenCampaign commune =
        new OpenCampaign(2026, cast.commune, cast.set.id(), LocalDate.of(2026, 12, 1));
    assertThat(codes(recognition.openCampaign(everywhere, commune)))
        .containsExactly("RECOGNITION-010");
    assertThatThrownBy(() -> recognition.openCampaign(cast.officer, commune))
        .isInstanceOf(ForbiddenException.class);
    Scene.Cast other = scene.cast();
    assertThatThrownBy(
            () ->
                recognition.openCampaign(
                    other.province,
                    new OpenCampaign(
                        2026, cast.place.province(), cast.set.id(), LocalDate.of(2026, 12, 1))))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void closingSaysWhatIsLeftAndFreezesTheRoll() {
    cast.households(0, 3);
    cast.open();
    cast.scoreAndSend(0, 1);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    Recognition.Closed closed = recognition.closeCampaign(cast.province, cast.campaign).orThrow();
    assertThat(closed.leftOpen()).isEqualTo(2);
    cast.household(0, "Lò Đến Sau");
    assertThat(cast.tally().roll()).isEqualTo(3);
    assertThat(codes(recognition.closeCampaign(cast.province, cast.campaign)))
        .containsExactly("RECOGNITION-016");
  }

  @Test
  void refusesEveryCommandOnceTheCampaignWasClosedInBetween() {
    cast.households(0, 1);
    cast.open();
    DossierKey key = cast.key(0, 0);
    recognition.closeCampaign(cast.province, cast.campaign).orThrow();
    Actor volunteer = cast.volunteer();
    assertThat(codes(recognition.score(volunteer, key, 1, cast.full(), false)))
        .containsExactly("RECOGNITION-002");
    assertThat(
            codes(
                recognition.scoreGrid(
                    volunteer,
                    cast.campaign,
                    cast.village(0),
                    List.of(new GridRow(key, 1, cast.full())))))
        .containsExactly("RECOGNITION-002");
    assertThat(codes(recognition.sendVillage(volunteer, cast.campaign, cast.village(0))))
        .containsExactly("RECOGNITION-002");
    assertThat(
            codes(recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all())))
        .containsExactly("RECOGNITION-002");
    assertThat(
            codes(
                recognition.giveBack(
                    cast.officer,
                    cast.campaign,
                    cast.commune,
                    List.of(key),
                    "Chấm lại giúp",
                    List.of())))
        .containsExactly("RECOGNITION-002");
    assertThat(codes(recognition.recognise(cast.officer, decision("1/QĐ", Selection.all()))))
        .containsExactly("RECOGNITION-002");
    assertThat(cast.line(key).stage()).isEqualTo(Stage.LISTED);
  }

  // scoring

  @Test
  void scoresOneQuestionAPageUntilNothingIsMissing() {
    cast.households(0, 1);
    cast.open();
    DossierKey key = cast.key(0, 0);
    int version = cast.line(key).version();
    Scored first = scored(recognition.score(cast.volunteer(), key, version, one("1.1", 10), true));
    assertThat(first.stage()).isEqualTo(Stage.SCORING);
    assertThat(first.missing()).doesNotContain("1.1").contains("1.2");
    for (String indicator : first.missing()) {
      first =
          scored(
              recognition.score(
                  cast.volunteer(),
                  key,
                  first.version(),
                  Map.of(indicator, cast.set.indicator(indicator).orElseThrow().maxPoints()),
                  true));
    }
    assertThat(first.stage()).isEqualTo(Stage.SCORED);
    assertThat(first.outcome()).isEqualTo(Outcome.ACHIEVED);
    assertThat(first.total()).isEqualByComparingTo("100");
    Scored cleared = scored(recognition.clear(cast.volunteer(), key, first.version(), "3.1"));
    assertThat(cleared.stage()).isEqualTo(Stage.SCORING);
    assertThat(cleared.outcome()).isNull();
    assertThat(cleared.missing()).containsExactly("3.1");
  }

  @Test
  void isNotScoredAgainOnceItsLastAnswerIsCleared() {
    cast.households(0, 1);
    cast.open();
    DossierKey key = cast.key(0, 0);
    Scored one = scored(recognition.score(cast.volunteer(), key, 1, one("1.1", 10), true));
    assertThat(scored(recognition.clear(cast.volunteer(), key, one.version(), "1.1")).stage())
        .isEqualTo(Stage.LISTED);
    assertThat(cast.tally().listed()).isEqualTo(1);
  }

  @Test
  void refusesToDeclareCompleteWhatIsNotNamingEachMissingIndicator() {
    cast.households(0, 1);
    cast.open();
    Map<String, @Nullable BigDecimal> answers = cast.full();
    answers.remove("1.1");
    answers.remove("4.3");
    Result<Scored> result = recognition.score(cast.volunteer(), cast.key(0, 0), 1, answers, false);
    assertThat(codes(result)).containsOnly("RECOGNITION-024");
    assertThat(result.problems()).extracting(Problem::field).containsExactly("1.1", "4.3");
    assertThat(cast.tally().listed()).isEqualTo(1);
  }

  @Test
  void refusesPointsOutsideTheStepsUnknownIndicatorsAndWhatDoesNotApply() {
    cast.household(0, "Cà Thị Già", 0, 2);
    cast.open();
    Map<String, @Nullable BigDecimal> answers = one("3.1", 4);
    answers.putAll(one("9.9", 5));
    answers.putAll(one("1.1", 10));
    assertThat(codes(recognition.score(cast.volunteer(), cast.key(0, 0), 1, answers, true)))
        .containsExactlyInAnyOrder("RECOGNITION-021", "RECOGNITION-020", "RECOGNITION-022");
  }

  @Test
  void refusesAStaleVersionNamingWhoChangedItAndTakesTheSameAnswerTwice() {
    cast.households(0, 1);
    cast.open();
    DossierKey key = cast.key(0, 0);
    recognition.score(cast.volunteer(), key, 1, one("3.1", 5), true).orThrow();
    Result<Scored> stale = recognition.score(cast.officer, key, 1, one("3.1", 0), true);
    assertThat(codes(stale)).containsExactly("RECOGNITION-003");
    assertThat(stale.problems().getFirst().arguments()).contains(cast.volunteer().name());
    assertThat(recognition.score(cast.volunteer(), key, 1, one("3.1", 5), true).done()).isTrue();
  }

  @Test
  void savesAGridAtOnceAndTellsProblemsByRowAndIndicator() {
    cast.households(0, 4);
    cast.open();
    List<DossierLine> lines = cast.lines(0);
    List<GridRow> rows =
        List.of(
            new GridRow(lines.get(0).key(), 1, cast.full()),
            new GridRow(lines.get(1).key(), 1, cast.poor()),
            new GridRow(lines.get(2).key(), 1, one("3.1", 5)),
            new GridRow(lines.get(3).key(), 1, Map.of()));
    Recognition.GridSaved saved =
        recognition.scoreGrid(cast.volunteer(), cast.campaign, cast.village(0), rows).orThrow();
    assertThat(saved).isEqualTo(new Recognition.GridSaved(3, 2, 2));
    assertThat(cast.tally()).isEqualTo(new Tally(4, 1, 1, 2, 0, 0, 0, 0, 0, 0));

    GridRow wrong = new GridRow(lines.get(3).key(), 1, one("3.1", 4));
    Result<Recognition.GridSaved> refused =
        recognition.scoreGrid(
            cast.volunteer(),
            cast.campaign,
            cast.village(0),
            List.of(wrong, new GridRow(lines.get(2).key(), 1, one("3.1", 0))));
    assertThat(codes(refused)).containsExactly("RECOGNITION-021", "RECOGNITION-003");
    assertThat(refused.problems())
        .extracting(Problem::field)
        .containsExactly(wrong.field("3.1"), lines.get(2).key().text());
    assertThat(cast.tally().listed()).isEqualTo(1);
  }

  @Test
  void namesTheScorerOfAPaperInsteadOfWhoTypedIt() {
    cast.households(0, 1);
    cast.open();
    DossierKey key = cast.key(0, 0);
    recognition
        .score(cast.officer, key, 1, cast.full(), false, cast.volunteer().person())
        .orThrow();
    assertThat(dossiers.byKey(cast.officer, key).scorers()).containsExactly("Trưởng bản 1");
    assertThat(
            codes(
                recognition.score(
                    cast.officer, key, 2, cast.poor(), false, scene.cast().volunteer().person())))
        .containsExactly("RECOGNITION-026");
  }

  @Test
  void findsNothingOfAnotherVillageOrProvince() {
    cast.households(0, 1);
    cast.open();
    DossierKey key = cast.key(0, 0);
    Actor other = cast.volunteers.get(1);
    assertThatThrownBy(() -> recognition.score(other, key, 1, cast.full(), true))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> recognition.sendVillage(other, cast.campaign, cast.village(0)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> dossiers.byKey(other, key)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> dossiers.history(other, key)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> recognition.approve(other, cast.campaign, cast.commune, Selection.all()))
        .isInstanceOf(ForbiddenException.class);
    Scene.Cast foreign = scene.cast();
    assertThatThrownBy(() -> dossiers.campaign(foreign.province, cast.campaign))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> recognition.sendVillage(foreign.volunteer(), cast.campaign, foreign.village(0)))
        .isInstanceOf(NotFoundException.class);
  }

  // sending

  @Test
  void sendsAVillageInPartsAndSaysWhatIsLeft() {
    cast.households(0, 3);
    cast.open();
    List<DossierLine> lines = cast.lines(0);
    recognition.score(cast.volunteer(), lines.get(0).key(), 1, cast.full(), false).orThrow();
    recognition.score(cast.volunteer(), lines.get(1).key(), 1, cast.poor(), false).orThrow();
    Sent sent = recognition.sendVillage(cast.volunteer(), cast.campaign, cast.village(0)).orThrow();
    assertThat(sent.stepId()).isNotNull();
    assertThat(sent.sent()).isEqualTo(2);
    assertThat(sent.achieved()).isEqualTo(1);
    assertThat(sent.notScored()).isEqualTo(1);
    assertThat(codes(recognition.sendVillage(cast.volunteer(), cast.campaign, cast.village(0))))
        .containsExactly("RECOGNITION-030");
    recognition.score(cast.volunteer(), lines.get(2).key(), 1, cast.full(), false).orThrow();
    assertThat(
            recognition
                .sendVillage(cast.volunteer(), cast.campaign, cast.village(0))
                .orThrow()
                .sent())
        .isEqualTo(1);
    assertThat(cast.tally()).isEqualTo(new Tally(3, 0, 0, 0, 3, 0, 0, 0, 0, 3));
    assertThat(
            codes(recognition.score(cast.volunteer(), lines.get(0).key(), 3, one("3.1", 0), true)))
        .containsExactly("RECOGNITION-004");
  }

  @Test
  void whatIsNotDecidedFollowsTheHouseholdsNumbersAndSaysSo() {
    HouseholdKey grown = cast.household(0, "Lò Có Con", 0, 2);
    HouseholdKey other = cast.household(0, "Lò Không Con", 1, 2);
    cast.open();
    Map<String, @Nullable BigDecimal> childless = cast.full();
    childless.keySet().removeIf(id -> id.startsWith("1."));
    recognition.score(cast.volunteer(), cast.of(grown), 1, childless, false).orThrow();
    recognition.score(cast.volunteer(), cast.of(other), 1, cast.full(), false).orThrow();
    households
        .edit(cast.officer, grown, 1, new HouseholdEntry("Lò Có Con", "", 2, 2, 0, ""))
        .orThrow();
    assertThat(cast.line(cast.of(grown)).stage()).isEqualTo(Stage.SCORING);
    assertThat(dossiers.history(cast.officer, cast.of(grown)).getFirst())
        .satisfies(
            entry -> {
              assertThat(entry.event()).isEqualTo(DossierEvent.RECOMPUTED);
              assertThat(entry.sources())
                  .contains(
                      new SourceChange(SourceChange.OUTCOME, "ACHIEVED", null),
                      new SourceChange("children", "0", "2"));
            });
    Sent sent = recognition.sendVillage(cast.volunteer(), cast.campaign, cast.village(0)).orThrow();
    assertThat(sent.sent()).isEqualTo(1);
    assertThat(sent.incomplete()).isEmpty();
    households
        .edit(cast.officer, other, 1, new HouseholdEntry("Lò Không Con", "", 5, 2, 0, ""))
        .orThrow();
    assertThat(dossiers.byKey(cast.officer, cast.of(other)).facts().get("children")).isEqualTo(5);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    recognition.recognise(cast.officer, cast.decision("1/QĐ-UBND", Selection.all())).orThrow();
    households
        .edit(cast.officer, other, 2, new HouseholdEntry("Lò Không Con", "", 0, 2, 0, ""))
        .orThrow();
    assertThat(dossiers.byKey(cast.officer, cast.of(other)).facts().get("children")).isEqualTo(5);
  }

  @Test
  void whatWasSentNeverFallsBackButCountsAsNotAchievedWhereAnAnswerIsMissing() {
    HouseholdKey grown = cast.household(0, "Lò Có Con", 0, 2);
    cast.open();
    Map<String, @Nullable BigDecimal> childless = cast.full();
    childless.keySet().removeIf(id -> id.startsWith("1."));
    recognition.score(cast.volunteer(), cast.of(grown), 1, childless, false).orThrow();
    cast.send(0);
    households
        .edit(cast.officer, grown, 1, new HouseholdEntry("Lò Có Con", "", 2, 2, 0, ""))
        .orThrow();
    DossierLine line = cast.line(cast.of(grown));
    assertThat(line.stage()).isEqualTo(Stage.SENT);
    assertThat(line.outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    assertThat(line.sourceChanged()).isTrue();
    assertThat(dossiers.byKey(cast.officer, cast.of(grown)).countsAsNotAchieved()).isTrue();
    households
        .edit(cast.officer, grown, 2, new HouseholdEntry("Lò Có Con", "", 0, 2, 0, ""))
        .orThrow();
    assertThat(cast.line(cast.of(grown)).outcome()).isEqualTo(Outcome.ACHIEVED);
  }

  // appraisal

  @Test
  void approvesEverythingSentButTheExceptions() {
    cast.households(0, 3);
    cast.households(1, 2);
    cast.open();
    cast.scoreAndSend(0, 1);
    cast.scoreAndSend(1, 0);
    DossierKey left = cast.key(1, 0);
    Recognition.Approved approved =
        recognition
            .approve(
                cast.officer,
                cast.campaign,
                cast.commune,
                new Selection.AllBut(null, List.of(left)))
            .orThrow();
    assertThat(approved.approved()).isEqualTo(4);
    assertThat(approved.achieved()).isEqualTo(3);
    assertThat(approved.notAchieved()).isEqualTo(1);
    assertThat(cast.line(left).stage()).isEqualTo(Stage.SENT);
    assertThat(
            recognition
                .approve(
                    cast.officer, cast.campaign, cast.commune, Selection.village(cast.village(1)))
                .orThrow()
                .approved())
        .isEqualTo(1);
    assertThat(
            codes(recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all())))
        .containsExactly("RECOGNITION-040");
    assertThat(
            codes(
                recognition.approve(
                    cast.officer, cast.campaign, cast.commune, Selection.these(List.of(left)))))
        .containsExactly("RECOGNITION-041");
  }

  @Test
  void refusesAnAppraiserWhoScoredInTheVillage() {
    cast.households(0, 2);
    cast.households(1, 1);
    cast.open();
    recognition.score(cast.officer, cast.key(0, 0), 1, cast.full(), false).orThrow();
    recognition.score(cast.volunteer(), cast.key(0, 1), 1, cast.full(), false).orThrow();
    cast.send(0);
    cast.scoreAndSend(1, 0);
    Result<Recognition.Approved> refused =
        recognition.approve(
            cast.officer,
            cast.campaign,
            cast.commune,
            Selection.these(List.of(cast.key(0, 1), cast.key(1, 0))));
    assertThat(codes(refused)).containsExactly("RECOGNITION-042");
    assertThat(refused.problems().getFirst().arguments()).containsExactly("Bản Một", 1);
    assertThat(
            recognition
                .approve(
                    cast.officer, cast.campaign, cast.commune, Selection.village(cast.village(1)))
                .done())
        .isTrue();
    assertThat(cast.tally().sent()).isEqualTo(2);
  }

  @Test
  void givesBackOnlyWithAReason() {
    cast.households(0, 1);
    cast.open();
    cast.scoreAndSend(0, 0);
    Result<Recognition.GivenBack> refused =
        recognition.giveBack(
            cast.officer,
            cast.campaign,
            cast.commune,
            List.of(cast.key(0, 0)),
            " sửa! ",
            List.of("9.9"));
    assertThat(codes(refused)).containsExactlyInAnyOrder("RECOGNITION-043", "RECOGNITION-020");
    assertThat(cast.tally().sent()).isEqualTo(1);
  }

  @Test
  void aReturnedDossierOpensOnlyWhatWasReturnedAndKeepsItsHistory() {
    cast.households(0, 1);
    cast.open();
    cast.scoreAndSend(0, 0);
    DossierKey key = cast.key(0, 0);
    recognition
        .giveBack(
            cast.officer,
            cast.campaign,
            cast.commune,
            List.of(key),
            "Xem lại sổ của trường",
            List.of("1.1", "3.1"))
        .orThrow();
    Dossier returned = dossiers.byKey(cast.volunteer(), key);
    assertThat(returned.line().returnedReason()).isEqualTo("Xem lại sổ của trường");
    assertThat(returned.open()).containsExactlyInAnyOrder("1.1", "3.1");
    int version = returned.line().version();
    assertThat(codes(recognition.score(cast.volunteer(), key, version, one("2.1", 5), true)))
        .containsExactly("RECOGNITION-023");
    assertThat(codes(recognition.sendVillage(cast.volunteer(), cast.campaign, cast.village(0))))
        .containsExactly("RECOGNITION-030");

    Scored one = scored(recognition.score(cast.volunteer(), key, version, one("1.1", 5), true));
    assertThat(one.stage()).isEqualTo(Stage.RETURNED);
    Scored both =
        scored(recognition.score(cast.volunteer(), key, one.version(), one("3.1", 5), true));
    assertThat(both.stage()).isEqualTo(Stage.SCORED);
    assertThat(both.total()).isEqualByComparingTo("95");
    assertThat(cast.tally().reported()).isEqualTo(1);
    cast.send(0);
    assertThat(cast.line(key).stage()).isEqualTo(Stage.SENT);
    assertThat(dossiers.history(cast.officer, key))
        .extracting(HistoryEntry::event)
        .containsExactlyInAnyOrder(
            DossierEvent.LIST,
            DossierEvent.SCORE,
            DossierEvent.SEND,
            DossierEvent.GIVE_BACK,
            DossierEvent.SCORE,
            DossierEvent.SEND);
    assertThat(dossiers.history(cast.officer, key))
        .filteredOn(entry -> entry.event() == DossierEvent.GIVE_BACK)
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).isEqualTo("Xem lại sổ của trường"));
  }

  @Test
  void aReturnedDossierLookedThroughWithoutAChangeCanBeSentAgain() {
    cast.households(0, 1);
    cast.open();
    cast.scoreAndSend(0, 0);
    DossierKey key = cast.key(0, 0);
    recognition
        .giveBack(
            cast.officer, cast.campaign, cast.commune, List.of(key), "Kiểm tra lại", List.of())
        .orThrow();
    Scored looked =
        scored(recognition.score(cast.volunteer(), key, cast.line(key).version(), Map.of(), false));
    assertThat(looked.stage()).isEqualTo(Stage.SCORED);
    cast.send(0);
  }

  // decisions

  @Test
  void recognisesWhatIsApprovedAndAchievedInBulk() {
    cast.households(0, 12);
    cast.open();
    cast.scoreAndSend(0, 2);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    Recognition.Decided decided =
        recognition.recognise(cast.officer, decision("12/QĐ-UBND", Selection.all())).orThrow();
    assertThat(decided.recognised()).isEqualTo(10);
    assertThat(cast.tally()).isEqualTo(new Tally(12, 0, 0, 0, 0, 0, 0, 2, 10, 12));
    Decision kept = dossiers.decision(cast.officer, decided.decisionId());
    assertThat(kept.number()).isEqualTo("12/QĐ-UBND");
    assertThat(kept.recognised()).isEqualTo(10);
    Listing<DossierLine> page = dossiers.decided(cast.officer, decided.decisionId(), 2, 4);
    assertThat(page.total()).isEqualTo(10);
    assertThat(page.rows()).hasSize(4);
    assertThat(dossiers.decisions(cast.province, cast.campaign, cast.place.province()))
        .containsExactly(kept);
    assertThat(codes(recognition.recognise(cast.officer, decision("13/QĐ-UBND", Selection.all()))))
        .containsExactly("RECOGNITION-060");
  }

  @Test
  void refusesADecisionWithEverythingWrongAtOnce() {
    cast.households(0, 1);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    Recognise empty =
        new Recognise(
            cast.campaign, cast.commune, " ", "", null, "", "", Selection.these(List.of()));
    assertThat(codes(recognition.recognise(cast.officer, empty)))
        .containsExactlyInAnyOrder(
            "RECOGNITION-050",
            "RECOGNITION-051",
            "RECOGNITION-052",
            "RECOGNITION-053",
            "RECOGNITION-054",
            "RECOGNITION-045");
  }

  @Test
  void refusesADecisionOfTomorrowAndOneOlderThanWhatItDecidesOn() {
    cast.households(0, 1);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    assertThat(codes(recognition.recognise(cast.officer, dated(LocalDate.of(2026, 11, 3)))))
        .containsExactly("RECOGNITION-055");
    assertThat(codes(recognition.recognise(cast.officer, dated(LocalDate.of(2026, 11, 1)))))
        .containsExactly("RECOGNITION-056");
  }

  private Recognise dated(LocalDate date) {
    return new Recognise(
        cast.campaign,
        cast.commune,
        "UBND Xã Thượng",
        "5/QĐ-UBND",
        date,
        "Người Ký",
        "Chủ tịch",
        Selection.all());
  }

  @Test
  void refusesANumberThatTheIssuerUsedInTheYear() {
    cast.households(0, 2);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    List<DossierLine> lines = cast.lines(0);
    String number = cast.campaign + "/QĐ-UBND";
    recognition
        .recognise(cast.officer, decision(number, Selection.these(List.of(lines.get(0).key()))))
        .orThrow();
    assertThat(
            codes(
                recognition.recognise(
                    cast.officer, decision(" " + number.toLowerCase() + " ", Selection.all()))))
        .containsExactly("RECOGNITION-057");
  }

  @Test
  void refusesADecisionByTheOneWhoScored() {
    cast.households(0, 3);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    Recognise own =
        new Recognise(
            cast.campaign,
            cast.commune,
            "UBND Xã Thượng",
            "7/QĐ-UBND",
            LocalDate.of(2026, 11, 2),
            "trưởng  bản 1",
            "Chủ tịch",
            Selection.all());
    Result<Recognition.Decided> refused = recognition.recognise(cast.officer, own);
    assertThat(codes(refused)).containsExactly("RECOGNITION-058");
    assertThat(refused.problems().getFirst().arguments()).contains(3);
    assertThat(cast.tally().approved()).isEqualTo(3);
  }

  @Test
  void refusesADecisionRecordedByItsSigner() {
    cast.households(0, 1);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    Recognise own =
        new Recognise(
            cast.campaign,
            cast.commune,
            "UBND Xã Thượng",
            "8/QĐ-UBND",
            LocalDate.of(2026, 11, 2),
            cast.officer.name(),
            "Chủ tịch",
            Selection.all());
    assertThat(codes(recognition.recognise(cast.officer, own))).containsExactly("RECOGNITION-059");
  }

  @Test
  void refusesToRecogniseWhatDidNotAchieve() {
    cast.households(0, 2);
    cast.open();
    cast.scoreAndSend(0, 1);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    Result<Recognition.Decided> refused =
        recognition.recognise(
            cast.officer,
            decision(
                "9/QĐ-UBND",
                Selection.these(cast.lines(0).stream().map(DossierLine::key).toList())));
    assertThat(codes(refused)).containsExactly("RECOGNITION-061");
    assertThat(refused.problems().getFirst().arguments().getFirst()).isEqualTo(1);
  }

  @Test
  void theDatabaseItselfRefusesASignerWhoScored() {
    cast.households(0, 1);
    cast.open();
    cast.scoreAndSend(0, 0);
    DossierKey key = cast.key(0, 0);
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        "update recognition.dossier set signed_by = scored_by[1] where dossier_id = :id")
                    .param("id", key.dossierId())
                    .update())
        .hasMessageContaining("dossier_signer_scored_nothing");
  }

  // lists

  @Test
  void findsHouseholdsWithoutAccentsInAnyOrderOfWords() {
    cast.household(0, "Lò Thị Đào");
    cast.household(0, "Cà Văn Ánh");
    cast.open();
    assertThat(
            dossiers
                .inVillage(cast.volunteer(), cast.campaign, cast.village(0), "dao lo", null, 1, 25)
                .rows())
        .extracting(DossierLine::head)
        .containsExactly("Lò Thị Đào");
    assertThat(cast.lines(0))
        .extracting(DossierLine::head)
        .containsExactly("Cà Văn Ánh", "Lò Thị Đào");
  }

  @Test
  void leadsFromOneHouseholdToTheNextThatWaits() {
    cast.households(0, 3);
    cast.open();
    List<DossierLine> lines = cast.lines(0);
    Actor volunteer = cast.volunteer();
    int village = cast.village(0);
    assertThat(dossiers.next(volunteer, cast.campaign, village, null)).contains(lines.get(0).key());
    recognition.score(volunteer, lines.get(1).key(), 1, cast.full(), false).orThrow();
    assertThat(dossiers.next(volunteer, cast.campaign, village, lines.get(0).key()))
        .contains(lines.get(2).key());
    assertThat(dossiers.next(volunteer, cast.campaign, village, lines.get(2).key()))
        .contains(lines.get(0).key());
    cast.score(0, 0);
    assertThat(dossiers.next(volunteer, cast.campaign, village, null)).isEmpty();
  }

  @Test
  void pointsToVillagesWhereEverybodyHasTheSameTotal() {
    cast.households(0, 5);
    cast.households(1, 5);
    cast.open();
    cast.scoreAndSend(0, 0);
    cast.scoreAndSend(1, 1);
    QueueFilter closer = new QueueFilter(null, Stage.SENT, true, "");
    Listing<QueueLine> queue =
        dossiers.queue(cast.officer, cast.campaign, cast.commune, closer, 1, 50);
    assertThat(queue.total()).isEqualTo(5);
    assertThat(queue.rows()).allMatch(QueueLine::villageAlike);
    assertThat(
            dossiers
                .queue(cast.officer, cast.campaign, cast.commune, QueueFilter.waiting(), 1, 50)
                .total())
        .isEqualTo(10);
  }

  @Test
  void showsAGridWithWhatAppliesToEachHousehold() {
    cast.household(0, "Lò Một", 0, 2);
    cast.open();
    GridLine row =
        dossiers
            .grid(cast.volunteer(), cast.campaign, cast.village(0), "", 1, 50)
            .rows()
            .getFirst();
    assertThat(row.applies()).contains("2.1").doesNotContain("1.1");
    assertThat(row.open()).isEqualTo(row.applies());
  }
}
