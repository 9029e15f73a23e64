package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.attachment.HostileFiles;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.Objection.Resolution;
import vn.khuyenhoc.recognition.Protocol.Against;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.recognition.Registrations.How;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.registry.HouseholdAssignments;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Registration, village meeting, public notice and council of the whole procedure. */
@ModuleTest
@Import(Scene.class)
class MeetingsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Autowired private Recognition recognition;
  @Autowired private Decisions decisions;
  @Autowired private HouseholdAssignments assignments;
  @Autowired private Dossiers dossiers;
  @Autowired private Meetings meetings;
  @Autowired private Attachments attachments;
  @Autowired private Notices notices;
  @Autowired private Households households;
  @Autowired private Areas areas;
  @Autowired private Reorganisations reorganisations;
  @Autowired private RecognitionWork work;
  @Autowired private Deadlines deadlines;
  @Autowired private Bodies bodies;
  @Autowired private Languages languages;
  @Autowired private NoticesDue due;
  @Autowired private Registrations registrations;
  @Autowired private MeetingMinutes minutes;
  @Autowired private Scene scene;
  @Autowired private TallyCheck tallies;
  @Autowired private ScoreCheck scores;
  @Autowired private DossierCheck standing;
  @Autowired private JdbcClient jdbc;

  private Scene.Cast cast;

  @BeforeEach
  void aCampaignOfTheWholeProcedure() {
    cast = scene.cast();
    cast.households(0, 3);
    cast.campaign =
        recognition
            .openCampaign(
                cast.province,
                new OpenCampaign(
                    2026,
                    cast.place.province(),
                    cast.set.id(),
                    LocalDate.of(2026, 12, 15),
                    BuiltInProcedures.whole(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD)))
            .orThrow();
  }

  private void register(int village) {
    registrations
        .register(
            cast.volunteers.get(village), cast.campaign, cast.village(village), null, How.PAPER)
        .orThrow();
  }

  private UUID plan(int village) {
    return meetings
        .plan(
            cast.volunteers.get(village),
            new Meetings.Plan(
                cast.campaign,
                cast.village(village),
                MeetingKind.VILLAGE,
                TODAY,
                "Nhà văn hóa",
                "Ban Công tác Mặt trận"))
        .orThrow();
  }

  private static Protocol protocol(@Nullable Integer present, Map<DossierKey, Against> exceptions) {
    return new Protocol(
        TODAY,
        "Nhà văn hóa",
        "Lò Văn Chủ",
        "Cà Thị Ghi",
        present,
        30,
        "",
        exceptions,
        List.of(),
        false);
  }

  private Meetings.Voted hold(int village, Map<DossierKey, Against> exceptions) {
    return meetings
        .hold(cast.volunteers.get(village), plan(village), protocol(20, exceptions))
        .orThrow();
  }

  private void scored(int village) {
    register(village);
    cast.score(village, 0);
  }

  private UUID post(int village) {
    return notices
        .post(
            cast.volunteers.get(village),
            cast.campaign,
            cast.village(village),
            TODAY,
            "Nhà văn hóa")
        .orThrow();
  }

  /** The days of a notice go by. */
  private void over(UUID notice) {
    jdbc.sql(
            """
            update recognition.notice set posted_on = posted_on - 20, until = until - 20 where notice_id = :id
            """)
        .param("id", notice)
        .update();
  }

  private List<Stage> stages(int village) {
    return cast.lines(village).stream().map(DossierLine::stage).toList();
  }

  private void sound() {
    assertThat(tallies.faults())
        .filteredOn(fault -> fault.startsWith("campaign " + cast.campaign + ","))
        .isEmpty();
    List<String> keys =
        jdbc.sql(
                "select home_id || '/' || dossier_id from recognition.dossier where campaign_id = :c")
            .param("c", cast.campaign)
            .query(String.class)
            .list();
    List<String> faults = new ArrayList<>(scores.faults());
    faults.addAll(standing.faults());
    assertThat(faults).noneMatch(fault -> keys.stream().anyMatch(fault::contains));
  }

  @Test
  void nothingIsScoredBeforeItIsRegistered() {
    DossierLine line = cast.lines(0).getFirst();
    assertThat(
            Scene.codes(
                recognition.score(
                    cast.volunteer(), line.key(), line.version(), cast.full(), false)))
        .containsExactly("MEETING-060");
    assertThat(dossiers.byKey(cast.volunteer(), line.key()).open()).isEmpty();
    assertThat(dossiers.next(cast.volunteer(), cast.campaign, cast.village(0), null)).isEmpty();
    assertThat(
            registrations
                .register(
                    cast.volunteer(),
                    cast.campaign,
                    cast.village(0),
                    List.of(line.key()),
                    How.ASSISTED)
                .orThrow())
        .isEqualTo(1);
    assertThat(registrations.lines(cast.volunteer(), cast.campaign, cast.village(0), false))
        .hasSize(2);
    recognition.score(cast.volunteer(), line.key(), line.version(), cast.full(), false).orThrow();
    assertThat(
            Scene.codes(
                registrations.withdraw(
                    cast.volunteer(), cast.campaign, cast.village(0), List.of(line.key()))))
        .containsExactly("MEETING-062");
    sound();
  }

  @Test
  void aRegistrationIsWithdrawnBeforeScoring() {
    register(0);
    DossierKey key = cast.key(0, 1);
    assertThat(
            registrations
                .withdraw(cast.volunteer(), cast.campaign, cast.village(0), List.of(key))
                .orThrow())
        .isEqualTo(1);
    assertThat(cast.line(key).registeredAt()).isNull();
    sound();
  }

  @Test
  void aMeetingVotesAndWhatItVotesDownDoesNotAchieve() {
    scored(0);
    DossierKey down = cast.key(0, 1);
    Meetings.Voted voted = hold(0, Map.of(down, new Against(11, 0)));
    assertThat(voted.passed()).isEqualTo(2);
    assertThat(voted.failed()).isEqualTo(1);
    assertThat(stages(0)).containsOnly(Stage.MET);
    assertThat(cast.line(down).outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    assertThat(cast.line(down).total()).isNotNull();
    assertThat(meetings.said(cast.volunteer(), down))
        .singleElement()
        .matches(one -> one.agreed() == 9 && one.vote() == Vote.FAILED);
    sound();
  }

  @Test
  void exactlyTheThresholdIsEnough() {
    scored(0);
    DossierKey half = cast.key(0, 0);
    assertThat(hold(0, Map.of(half, new Against(6, 4))).failed()).isZero();
  }

  @Test
  void everythingWrongWithAProtocolIsToldAtOnce() {
    scored(0);
    UUID id = plan(0);
    Protocol wrong =
        new Protocol(
            TODAY.plusDays(1),
            " ",
            "",
            "",
            2,
            1,
            "",
            Map.of(cast.key(0, 0), new Against(2, 1), cast.key(0, 1), new Against(-1, 0)),
            List.of(),
            false);
    assertThat(Scene.codes(meetings.hold(cast.volunteer(), id, wrong)))
        .containsExactlyInAnyOrder(
            "MEETING-004",
            "MEETING-006",
            "MEETING-007",
            "MEETING-008",
            "MEETING-010",
            "MEETING-011",
            "MEETING-016");
    assertThat(Scene.codes(meetings.hold(cast.volunteer(), id, protocol(null, Map.of()))))
        .containsExactly("MEETING-009");
    Protocol early =
        new Protocol(TODAY.minusDays(1), "x", "y", "z", 5, null, "", Map.of(), List.of(), false);
    assertThat(Scene.codes(meetings.hold(cast.volunteer(), id, early)))
        .containsExactly("MEETING-005");
    assertThat(stages(0)).containsOnly(Stage.SCORED);
  }

  @Test
  void whatChangedSinceTheListWasPrintedIsNamedAndCanWaitForTheNextMeeting() {
    scored(0);
    UUID id = plan(0);
    DossierLine line = cast.lines(0).getFirst();
    recognition.score(cast.volunteer(), line.key(), line.version(), cast.poor(), false).orThrow();
    Result<Meetings.Voted> refused = meetings.hold(cast.volunteer(), id, protocol(20, Map.of()));
    assertThat(Scene.codes(refused)).containsExactly("MEETING-012");
    assertThat(refused.problems().getFirst().arguments()).contains(line.head());
    Protocol without = new Protocol(TODAY, "x", "y", "z", 20, null, "", Map.of(), List.of(), true);
    assertThat(meetings.hold(cast.volunteer(), id, without).orThrow().leftOut()).isEqualTo(1);
    assertThat(cast.line(line.key()).stage()).isEqualTo(Stage.SCORED);
    assertThat(Scene.codes(meetings.hold(cast.volunteer(), id, without)))
        .containsExactly("MEETING-013");
    sound();
  }

  @Test
  void aMeetingRecordedWronglyIsRecordedAgainAndTheOldOneKept() {
    scored(0);
    DossierKey wrong = cast.key(0, 0);
    UUID id = hold(0, Map.of(wrong, new Against(15, 0))).meetingId();
    assertThat(Scene.codes(meetings.correct(cast.volunteer(), id, protocol(20, Map.of()), "")))
        .containsExactly("RECOGNITION-043");
    UUID again =
        meetings
            .correct(
                cast.volunteer(),
                id,
                protocol(20, Map.of(wrong, new Against(1, 0))),
                "Ghi nhầm số phiếu")
            .orThrow()
            .meetingId();
    assertThat(cast.line(wrong).outcome()).isEqualTo(Outcome.ACHIEVED);
    assertThat(stages(0)).containsOnly(Stage.MET);
    Meeting old = meetings.byId(cast.volunteer(), id);
    assertThat(old.status()).isEqualTo(Meeting.Status.REPLACED);
    assertThat(old.failed()).isEqualTo(1);
    assertThat(old.replacedBy()).isEqualTo(again);
    post(0);
    assertThat(
            Scene.codes(
                meetings.correct(
                    cast.volunteer(),
                    again,
                    protocol(20, Map.of(wrong, new Against(20, 0))),
                    "Lại ghi nhầm")))
        .containsExactly("MEETING-015");
    sound();
  }

  @Test
  void theMinutesNameWhoWasThereAndEveryVote() throws IOException {
    scored(0);
    DossierKey down = cast.key(0, 1);
    UUID id = hold(0, Map.of(down, new Against(12, 1))).meetingId();
    byte[] word =
        minutes
            .of(
                meetings.byId(cast.volunteer(), id),
                dossiers.campaign(cast.volunteer(), cast.campaign),
                meetings.ballots(cast.volunteer(), id),
                false)
            .toBytes();
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(word))) {
      StringBuilder text = new StringBuilder();
      document.getParagraphs().forEach(one -> text.append(one.getText()).append('\n'));
      document.getTables().forEach(table -> text.append(table.getText()).append('\n'));
      assertThat(text)
          .contains("BIÊN BẢN", "Lò Văn Chủ", "Cà Thị Ghi", "Có mặt 20 trên tổng số 30")
          .contains(cast.line(down).head(), "Không thông qua", "CHỦ TRÌ", "THƯ KÝ");
    }
  }

  private Result<Meeting> sent(UUID id, String name, byte[] bytes) throws IOException {
    return switch (attachments.read(
        "file", name, bytes.length, () -> new ByteArrayInputStream(bytes))) {
      case Result.Ok<Attachment>(Attachment paper) -> meetings.attach(cast.volunteer(), id, paper);
      case Result.Refused<Attachment>(List<Problem> problems) -> Result.refused(problems);
    };
  }

  @Test
  void onlyPdfAndPicturesAreKeptAsSignedMinutes() throws IOException {
    scored(0);
    UUID id = hold(0, Map.of()).meetingId();
    assertThat(Scene.codes(sent(id, "bien-ban.pdf", new byte[] {'M', 'Z', 0, 1})))
        .containsExactly("FILE-004");
    assertThat(Scene.codes(sent(id, "bien-ban.pdf", new byte[(15 << 20) + 1])))
        .containsExactly("FILE-002");
    assertThat(
            Scene.codes(sent(id, "a.pdf", HostileFiles.pdf("/OpenAction<</S/JavaScript/JS(x)>>"))))
        .containsExactly("FILE-008");
    assertThat(Scene.codes(sent(id, "bien-ban.docx", HostileFiles.word())))
        .containsExactly("MEETING-020");
    sent(id, "bien-ban.pdf", HostileFiles.pdf("")).orThrow();
    assertThat(meetings.scan(cast.officer, id).orElseThrow().mediaType())
        .isEqualTo("application/pdf");
  }

  @Test
  void sendingSaysWhatIsMissing() {
    scored(0);
    assertThat(send(0)).containsExactly("RECOGNITION-030", "MEETING-050");
    hold(0, Map.of());
    assertThat(send(0)).containsExactly("RECOGNITION-030", "MEETING-051");
    UUID notice = post(0);
    assertThat(send(0)).containsExactly("RECOGNITION-030", "MEETING-052");
    object(notice, cast.key(0, 0), TODAY);
    assertThat(send(0)).containsExactly("RECOGNITION-030", "MEETING-052", "MEETING-053");
  }

  @Test
  void whatAnObjectionHoldsWaitsForWhoeverAnswersItAndNotForTheVillage() {
    scored(0);
    hold(0, Map.of());
    UUID notice = post(0);
    UUID said = object(notice, cast.key(0, 0), TODAY);
    over(notice);
    notices.end(cast.volunteer(), notice).orThrow();
    assertThat(deadlines.of(cast.volunteer()).all())
        .filteredOn(one -> one.held())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.waiting()).isEqualTo(1);
              assertThat(one.mine()).isFalse();
              assertThat(one.href()).endsWith("/notice");
            });
    assertThat(deadlines.of(cast.officer).all())
        .filteredOn(one -> one.held())
        .singleElement()
        .matches(Deadline::mine);
    assertThat(deadlines.of(cast.volunteer()).all())
        .filteredOn(one -> one.send())
        .singleElement()
        .matches(one -> one.waiting() == 2);
    assertThat(deadlines.of(cast.volunteer()).all())
        .as("the notice is over: nothing waits to be posted")
        .noneMatch(one -> one.kind() == StepKind.PUBLIC_NOTICE && !one.held());
    assertThat(work.waitingFor(cast.volunteer()))
        .noneMatch(one -> one.messageKey().equals("work.to-post"));
    notices
        .resolve(cast.officer, notice, said, Resolution.DISMISSED, "Đã hỏi nhà trường")
        .orThrow();
    assertThat(deadlines.of(cast.officer).all()).noneMatch(one -> one.held());
  }

  @Test
  void aDeadlineNamesTheBodyWhoseTurnItIs() {
    scored(0);
    hold(0, Map.of());
    over(post(0));
    due.end();
    cast.send(0);
    Deadline waiting =
        deadlines.of(cast.officer).all().stream()
            .filter(one -> one.kind() == StepKind.APPRAISAL && !one.send())
            .findFirst()
            .orElseThrow();
    Texts t = languages.vietnamese();
    BodyKind kind = Objects.requireNonNull(waiting.by()).body();
    assertThat(waiting.doer(t, bodies.around(cast.commune, TODAY)))
        .isEqualTo(t.t("steps.by", t.t(kind.messageKey()), t.t("areas.level.COMMUNE")));
    bodies
        .add(
            cast.officer,
            Ids.next(),
            cast.commune,
            new Body.Entry(kind, "Cơ quan của Xã Thượng", "", TODAY.minusYears(1), null, ""))
        .orThrow();
    assertThat(waiting.doer(t, bodies.around(cast.commune, TODAY)))
        .isEqualTo("Cơ quan của Xã Thượng");
  }

  private List<String> send(int village) {
    return Scene.codes(
        recognition.sendVillage(
            cast.volunteers.get(village), cast.campaign, cast.village(village)));
  }

  private UUID object(UUID notice, DossierKey key, LocalDate day) {
    UUID id = Ids.next();
    notices
        .object(
            cast.volunteer(),
            new Notices.NewObjection(id, notice, key, day, "", "Con chưa đi học đều"))
        .orThrow();
    return id;
  }

  @Test
  void aNoticeCountsWholeDaysAndEndsByItselfAfterTheLast() {
    scored(0);
    hold(0, Map.of());
    UUID notice = post(0);
    Notice posted = notices.byId(cast.volunteer(), notice);
    assertThat(posted.until()).isEqualTo(TODAY.plusDays(10));
    assertThat(notices.open(notice).lines()).hasSize(3);
    assertThat(Scene.codes(notices.end(cast.volunteer(), notice))).containsExactly("MEETING-033");
    jdbc.sql("update recognition.notice set until = :day where notice_id = :id")
        .param("day", java.sql.Date.valueOf(TODAY))
        .param("id", notice)
        .update();
    assertThat(Scene.codes(notices.end(cast.volunteer(), notice))).containsExactly("MEETING-033");
    over(notice);
    assertThat(due.end()).isGreaterThanOrEqualTo(3);
    assertThat(stages(0)).containsOnly(Stage.POSTED);
    assertThat(notices.byId(cast.volunteer(), notice).ended()).isTrue();
    assertThat(notices.open(notice).lines()).isEmpty();
    cast.send(0);
    assertThat(stages(0)).containsOnly(Stage.SENT);
    sound();
  }

  @Test
  void anObjectionHoldsADossierUntilSomebodyWhoDidNotScoreAnswersIt() {
    scored(0);
    hold(0, Map.of());
    UUID notice = post(0);
    DossierKey doubted = cast.key(0, 0);
    DossierKey wrong = cast.key(0, 1);
    UUID first = object(notice, doubted, TODAY);
    UUID second = object(notice, wrong, TODAY);
    over(notice);
    assertThat(notices.end(cast.volunteer(), notice).orThrow().ended()).isEqualTo(1);
    assertThat(
            Scene.codes(
                notices.resolve(
                    cast.volunteer(), notice, first, Resolution.DISMISSED, "Đã hỏi nhà trường")))
        .containsExactly("MEETING-037");
    assertThat(Scene.codes(notices.resolve(cast.officer, notice, first, null, "")))
        .containsExactly("MEETING-040", "RECOGNITION-043");
    notices
        .resolve(cast.officer, notice, first, Resolution.DISMISSED, "Đã hỏi nhà trường")
        .orThrow();
    assertThat(cast.line(doubted).stage()).isEqualTo(Stage.POSTED);
    notices
        .resolve(cast.officer, notice, second, Resolution.UPHELD, "Nhà trường xác nhận")
        .orThrow();
    assertThat(cast.line(wrong).stage()).isEqualTo(Stage.SCORED);
    assertThat(
            Scene.codes(
                notices.resolve(
                    cast.officer, notice, second, Resolution.UPHELD, "Nhà trường xác nhận")))
        .containsExactly("MEETING-038");
    // it is voted on and posted again; the old notice does not count for it
    hold(0, Map.of());
    due.end();
    assertThat(cast.line(wrong).stage()).isEqualTo(Stage.MET);
    sound();
  }

  @Test
  void aLateObjectionIsKeptAndHoldsNothing() {
    scored(0);
    hold(0, Map.of());
    UUID notice = post(0);
    over(notice);
    UUID id = Ids.next();
    assertThat(
            notices
                .object(
                    cast.officer,
                    new Notices.NewObjection(
                        id, notice, cast.key(0, 0), TODAY, "Bà Hoa", "Nghe nói chưa đúng"))
                .orThrow())
        .isTrue();
    assertThat(notices.end(cast.volunteer(), notice).orThrow().ended()).isEqualTo(3);
    assertThat(notices.objection(cast.volunteer(), notice, id).late()).isTrue();
  }

  @Test
  void whatSomebodyObjectedToInTimeIsNotSentThoughTheNoticeIsOver() {
    scored(0);
    hold(0, Map.of());
    UUID notice = post(0);
    over(notice);
    due.end();
    DossierKey doubted = cast.key(0, 0);
    UUID said = object(notice, doubted, TODAY.minusDays(15));
    cast.send(0);
    assertThat(cast.line(doubted).stage()).isEqualTo(Stage.POSTED);
    assertThat(cast.line(cast.key(0, 1)).stage()).isEqualTo(Stage.SENT);
    Result<?> refused = recognition.sendVillage(cast.volunteer(), cast.campaign, cast.village(0));
    assertThat(Scene.codes(refused)).containsExactly("RECOGNITION-030", "MEETING-055");
    assertThat(refused.problems().getLast().arguments()).contains(cast.line(doubted).head());
    notices
        .resolve(cast.officer, notice, said, Resolution.DISMISSED, "Đã hỏi nhà trường")
        .orThrow();
    cast.send(0);
    assertThat(stages(0)).containsOnly(Stage.SENT);
    sound();
  }

  @Test
  void votesCountedForAnotherListAreNotRecorded() {
    scored(0);
    UUID id = plan(0);
    java.time.Instant seen = meetings.byId(cast.volunteer(), id).listedAt();
    assertThat(
            Scene.codes(
                meetings.hold(cast.volunteer(), id, seen.minusSeconds(60), protocol(20, Map.of()))))
        .containsExactly("MEETING-023");
    assertThat(Scene.codes(meetings.hold(cast.volunteer(), id, null, protocol(20, Map.of()))))
        .containsExactly("MEETING-023");
    assertThat(stages(0)).containsOnly(Stage.SCORED);
    meetings.hold(cast.volunteer(), id, seen, protocol(20, Map.of())).orThrow();
  }

  private Result<Meetings.Voted> onDay(UUID id, LocalDate day) {
    return meetings.correct(
        cast.volunteer(),
        id,
        new Protocol(day, "x", "y", "z", 20, null, "", Map.of(), List.of(), false),
        "Ghi nhầm ngày");
  }

  @Test
  void theCorrectedDayOfAMeetingLiesBetweenTheScoresAndWhatCameOfIt() {
    scored(0);
    UUID id = hold(0, Map.of()).meetingId();
    assertThat(Scene.codes(onDay(id, TODAY.minusDays(1)))).containsExactly("MEETING-005");
    jdbc.sql(
            "update recognition.dossier set scored_at = scored_at - interval '30 days' where campaign_id = :c")
        .param("c", cast.campaign)
        .update();
    over(post(0));
    Result<Meetings.Voted> late = onDay(id, TODAY.minusDays(1));
    assertThat(Scene.codes(late)).containsExactly("MEETING-024");
    assertThat(late.problems().getFirst().arguments()).contains(TODAY.minusDays(20));
    onDay(id, TODAY.minusDays(25)).orThrow();
    sound();
  }

  @Test
  void aRefusalNamesNothingThatLiesElsewhere() {
    Scene.Cast other = scene.cast();
    other.households(0, 1);
    other.open();
    other.scoreAndSend(0, 0);
    DossierKey foreign = other.key(0, 0);
    String head = other.line(foreign).head();
    register(0);
    assertThat(
            registrations
                .withdraw(cast.volunteer(), cast.campaign, cast.village(0), List.of(foreign))
                .orThrow())
        .isZero();
    Result<?> chosen =
        recognition.recognise(cast.officer, cast.decision("1", Selection.these(List.of(foreign))));
    assertThat(Scene.codes(chosen)).isNotEmpty();
    assertThat(chosen.problems())
        .allSatisfy(one -> assertThat(one.arguments().toString()).doesNotContain(head));
  }

  @Test
  void whatWaitsInAVillageThatWasMergedIsWorkedOnInTheNewOne() {
    cast.households(1, 2);
    scored(0);
    hold(0, Map.of());
    UUID notice = post(0);
    DossierKey doubted = cast.key(0, 0);
    UUID said = object(notice, doubted, TODAY);
    over(notice);
    scored(1);
    DossierKey voted = cast.key(1, 0);
    UUID planned = plan(1);
    Area one = areas.byId(cast.village(0));
    Area two = areas.byId(cast.village(1));
    After common = new After(one.code() + "C", "Bản Chung", "VILLAGE", "");
    reorganisations
        .apply(
            SmallProvince.actor("x", Role.PROVINCE_OFFICER, cast.place.province()),
            cast.place.province(),
            LocalDate.of(2026, 5, 1),
            Decree.of("5/NQ"),
            DeclaredChanges.none()
                .with(
                    new Link(0, Before.of(one), common, Extent.WHOLE),
                    new Link(0, Before.of(two), common, Extent.WHOLE)))
        .orThrow();
    int village = areas.standing(one.id());
    assertThat(village).isNotEqualTo(one.id());
    assertThat(notices.of(cast.officer, cast.campaign, village))
        .singleElement()
        .satisfies(posted -> assertThat(notices.acts(cast.officer, posted)).isTrue());
    assertThat(work.waitingFor(cast.officer))
        .filteredOn(item -> item.messageKey().equals("work.objections"))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.href())
                    .isEqualTo("/campaigns/" + cast.campaign + "/villages/" + village + "/notice"));
    notices
        .resolve(cast.officer, notice, said, Resolution.DISMISSED, "Đã hỏi nhà trường")
        .orThrow();
    assertThat(cast.line(doubted).stage()).isEqualTo(Stage.POSTED);
    assertThat(meetings.of(cast.officer, cast.campaign, village, MeetingKind.VILLAGE))
        .extracting(Meeting::id)
        .contains(planned);
    assertThat(meetings.hold(cast.officer, planned, protocol(20, Map.of())).orThrow().passed())
        .isEqualTo(2);
    assertThat(cast.line(voted).stage()).isEqualTo(Stage.MET);
    sound();
  }

  private int named(String name) {
    return areas.children(cast.commune).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static Link part(Area divided, String code, String name) {
    return new Link(
        0, Before.of(divided), new After(divided.code() + code, name, "VILLAGE", ""), Extent.PART);
  }

  private void assign(int village, int successor, DossierKey... keys) {
    assignments
        .assign(
            cast.province,
            areas.standing(village),
            java.util.Arrays.stream(keys)
                .map(key -> cast.line(key).subject())
                .map(one -> new HouseholdKey(one.homeId(), one.subjectId()))
                .toList(),
            successor)
        .orThrow();
  }

  @Test
  void whatWaitsInAVillageThatWasDividedIsWorkedOnInItsParts() {
    cast.households(1, 2);
    scored(0);
    hold(0, Map.of());
    UUID notice = post(0);
    DossierKey doubted = cast.key(0, 0);
    DossierKey second = cast.key(0, 1);
    DossierKey third = cast.key(0, 2);
    UUID said = object(notice, doubted, TODAY);
    over(notice);
    scored(1);
    DossierKey here = cast.key(1, 0);
    DossierKey there = cast.key(1, 1);
    UUID planned = plan(1);
    Area one = areas.byId(cast.village(0));
    Area two = areas.byId(cast.village(1));
    reorganisations
        .apply(
            cast.province,
            cast.place.province(),
            LocalDate.of(2026, 5, 1),
            Decree.of("6/NQ"),
            DeclaredChanges.none()
                .with(
                    part(one, "A", "Bản Một Trên"),
                    part(one, "B", "Bản Một Dưới"),
                    part(two, "A", "Bản Hai Trên"),
                    part(two, "B", "Bản Hai Dưới")))
        .orThrow();
    assign(one.id(), named("Bản Một Trên"), doubted);
    assign(one.id(), named("Bản Một Dưới"), second, third);
    assign(two.id(), named("Bản Hai Trên"), here);
    assign(two.id(), named("Bản Hai Dưới"), there);
    Actor upper = cast.person("Trưởng bản Một Trên", Role.VOLUNTEER, named("Bản Một Trên"));
    Actor lower = cast.person("Trưởng bản Một Dưới", Role.VOLUNTEER, named("Bản Một Dưới"));
    assertThat(notices.of(lower, cast.campaign, named("Bản Một Dưới")))
        .singleElement()
        .satisfies(posted -> assertThat(notices.acts(lower, posted)).isTrue());
    assertThat(notices.of(upper, cast.campaign, named("Bản Một Trên"))).hasSize(1);
    assertThat(notices.of(cast.officer, cast.campaign, named("Bản Hai Trên"))).isEmpty();
    assertThatThrownBy(
            () -> notices.resolve(lower, notice, said, Resolution.DISMISSED, "Không phải bản này"))
        .as("it is about a household of the other part")
        .isInstanceOf(NotFoundException.class);
    notices.resolve(upper, notice, said, Resolution.DISMISSED, "Đã hỏi nhà trường").orThrow();
    assertThat(List.of(doubted, second, third))
        .allSatisfy(key -> assertThat(cast.line(key).stage()).isEqualTo(Stage.POSTED));
    Actor top = cast.person("Trưởng bản Hai Trên", Role.VOLUNTEER, named("Bản Hai Trên"));
    assertThat(meetings.of(top, cast.campaign, named("Bản Hai Trên"), MeetingKind.VILLAGE))
        .extracting(Meeting::id)
        .containsExactly(planned);
    assertThat(Scene.codes(meetings.hold(top, planned, protocol(20, Map.of()))))
        .containsExactly("MEETING-012");
    Protocol own = new Protocol(TODAY, "x", "y", "z", 20, null, "", Map.of(), List.of(), true);
    Meetings.Voted voted = meetings.hold(top, planned, own).orThrow();
    assertThat(voted.passed()).isEqualTo(1);
    assertThat(voted.leftOut()).isEqualTo(1);
    assertThat(cast.line(here).stage()).isEqualTo(Stage.MET);
    assertThat(cast.line(there).stage()).isEqualTo(Stage.SCORED);
    Actor bottom = cast.person("Trưởng bản Hai Dưới", Role.VOLUNTEER, named("Bản Hai Dưới"));
    UUID next =
        meetings
            .plan(
                bottom,
                new Meetings.Plan(
                    cast.campaign, named("Bản Hai Dưới"), MeetingKind.VILLAGE, TODAY, "x", ""))
            .orThrow();
    assertThat(meetings.hold(bottom, next, own).orThrow().passed()).isEqualTo(1);
    assertThat(cast.line(there).stage()).isEqualTo(Stage.MET);
    sound();
  }

  @Test
  void openingAgainClearsTheVoteAndIsKeptInTheHistory() {
    scored(0);
    DossierKey key = cast.key(0, 0);
    hold(0, Map.of(key, new Against(20, 0)));
    assertThat(Scene.codes(meetings.reopen(cast.volunteer(), key, cast.line(key).version(), "x")))
        .containsExactly("RECOGNITION-043");
    assertThat(
            meetings
                .reopen(cast.volunteer(), key, cast.line(key).version(), "Chấm nhầm chỉ số hai")
                .orThrow())
        .isEqualTo(Stage.SCORED);
    assertThat(cast.line(key).outcome()).isEqualTo(Outcome.ACHIEVED);
    assertThat(dossiers.history(cast.volunteer(), key).getFirst().event())
        .isEqualTo(DossierEvent.REOPEN);
    sound();
  }

  @Test
  void whatWasVotedDownStaysSoWhenSentAndComesToItsPointsWhenGivenBack() {
    scored(0);
    DossierKey down = cast.key(0, 0);
    hold(0, Map.of(down, new Against(20, 0)));
    over(post(0));
    due.end();
    cast.send(0);
    assertThat(cast.line(down).outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    sound();
    recognition
        .giveBack(
            cast.officer, cast.campaign, cast.commune, List.of(down), "Họp lại giúp", List.of())
        .orThrow();
    recognition.score(cast.volunteer(), down, cast.line(down).version(), Map.of(), false).orThrow();
    assertThat(cast.line(down).stage()).isEqualTo(Stage.SCORED);
    assertThat(cast.line(down).outcome()).isEqualTo(Outcome.ACHIEVED);
    sound();
  }

  @Test
  void theCouncilVotesBeforeTheDecision() {
    scored(0);
    hold(0, Map.of());
    over(post(0));
    due.end();
    cast.send(0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    assertThat(recognition.recognise(cast.officer, cast.decision("1", Selection.all())).done())
        .isFalse();
    UUID id =
        meetings
            .plan(
                cast.officer,
                new Meetings.Plan(
                    cast.campaign, cast.commune, MeetingKind.COUNCIL, TODAY, "UBND xã", ""))
            .orThrow();
    DossierKey down = cast.key(0, 2);
    Map<DossierKey, Against> exceptions = new HashMap<>();
    exceptions.put(down, new Against(3, 0));
    Protocol unnamed =
        new Protocol(TODAY, "x", "y", "z", 5, 7, "Một", exceptions, List.of("99-1"), false);
    assertThat(Scene.codes(meetings.hold(cast.officer, id, unnamed)))
        .containsExactlyInAnyOrder("MEETING-017", "MEETING-018");
    Protocol named =
        new Protocol(
            TODAY,
            "x",
            "y",
            "z",
            5,
            7,
            "Một, chủ tịch\nHai\nBa\nBốn\nNăm, thư ký",
            exceptions,
            List.of(),
            false);
    Meetings.Voted voted = meetings.hold(cast.officer, id, named).orThrow();
    assertThat(voted.failed()).isEqualTo(1);
    assertThat(stages(0)).containsOnly(Stage.AGREED);
    sound();
    assertThat(
            recognition
                .recognise(cast.officer, cast.decision("1", Selection.all()))
                .orThrow()
                .recognised())
        .isEqualTo(2);
    sound();
  }

  private void approved() {
    scored(0);
    hold(0, Map.of());
    over(post(0));
    due.end();
    cast.send(0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
  }

  private static Protocol members(Map<DossierKey, Against> exceptions) {
    return new Protocol(TODAY, "x", "y", "z", 2, 2, "Một\nHai", exceptions, List.of(), false);
  }

  private UUID council(Map<DossierKey, Against> exceptions) {
    UUID id =
        meetings
            .plan(
                cast.officer,
                new Meetings.Plan(
                    cast.campaign, cast.commune, MeetingKind.COUNCIL, TODAY, "UBND xã", ""))
            .orThrow();
    return meetings.hold(cast.officer, id, members(exceptions)).orThrow().meetingId();
  }

  private Map<Stage, StageCount> apart() {
    return dossiers.apart(cast.officer, cast.campaign, cast.commune, Basis.AS_IS);
  }

  @Test
  void minutesOfTheCouncilThatChangeAResultPutTheDossierToItAgain() {
    approved();
    UUID id = council(Map.of());
    UUID draft =
        decisions
            .draft(cast.officer, cast.campaign, cast.commune, Selection.all(), Ids.next())
            .orThrow();
    int edition = decisions.draft(cast.officer, draft).edition();
    DossierKey down = cast.key(0, 0);
    DossierKey other = cast.key(0, 1);
    Meetings.Voted voted =
        meetings
            .correct(
                cast.officer, id, members(Map.of(down, new Against(2, 0))), "Ghi nhầm số phiếu")
            .orThrow();
    assertThat(voted.again()).isEqualTo(1);
    assertThat(cast.line(down).stage()).isEqualTo(Stage.APPROVED);
    assertThat(cast.line(down).outcome()).isEqualTo(Outcome.ACHIEVED);
    assertThat(cast.line(other).stage()).isEqualTo(Stage.AGREED);
    HistoryEntry last = dossiers.history(cast.officer, down).getFirst();
    assertThat(last.event()).isEqualTo(DossierEvent.RECONSIDER);
    assertThat(last.reason()).isEqualTo("Ghi nhầm số phiếu");
    assertThat(decisions.draft(cast.officer, draft).dossiers()).isEqualTo(2);
    assertThat(decisions.draft(cast.officer, draft).edition()).isGreaterThan(edition);
    assertThat(meetings.waiting(cast.officer, cast.campaign, cast.commune, MeetingKind.COUNCIL))
        .isEqualTo(1);
    assertThat(apart())
        .containsEntry(Stage.APPROVED, new StageCount(1, 1, 1))
        .containsEntry(Stage.AGREED, new StageCount(2, 2, 0));
    sound();
    council(Map.of(down, new Against(2, 0)));
    assertThat(cast.line(down).stage()).isEqualTo(Stage.AGREED);
    assertThat(cast.line(down).outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    assertThat(apart())
        .as("what the council failed is counted where it stands")
        .containsEntry(Stage.APPROVED, StageCount.NONE)
        .containsEntry(Stage.AGREED, new StageCount(3, 2, 0));
    sound();
  }

  @Test
  void aScoreCorrectedAfterTheCouncilIsApprovedAndPutToItAgain() {
    approved();
    council(Map.of());
    DossierKey key = cast.key(0, 0);
    String indicator = cast.set.indicators().getFirst().id();
    Recognition.Scored corrected =
        recognition
            .correct(
                cast.officer,
                key,
                cast.line(key).version(),
                Map.of(indicator, java.math.BigDecimal.ZERO),
                "Minh chứng không đúng")
            .orThrow();
    assertThat(corrected.stage()).isEqualTo(Stage.SENT);
    assertThat(corrected.version()).isEqualTo(cast.line(key).version());
    assertThat(dossiers.history(cast.officer, key))
        .anySatisfy(
            entry -> {
              assertThat(entry.event()).isEqualTo(DossierEvent.RECONSIDER);
              assertThat(entry.reason()).isEqualTo("Minh chứng không đúng");
            });
    sound();
    assertThat(
            recognition
                .recognise(cast.officer, cast.decision("1", Selection.these(List.of(key))))
                .done())
        .isFalse();
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    assertThat(cast.line(key).stage()).isEqualTo(Stage.APPROVED);
    assertThat(cast.line(cast.key(0, 1)).stage()).isEqualTo(Stage.AGREED);
    sound();
  }

  @Test
  void whatMeetingsSaidOfAJoinedDossierHoldsForTheKeptOne() {
    HouseholdKey kept = cast.household(1, "Lò Văn Trùng");
    HouseholdKey duplicate = cast.household(0, "Lò Văn Trùng");
    scored(0);
    hold(0, Map.of());
    over(post(0));
    due.end();
    cast.send(0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    UUID id =
        meetings
            .plan(
                cast.officer,
                new Meetings.Plan(
                    cast.campaign, cast.commune, MeetingKind.COUNCIL, TODAY, "UBND xã", ""))
            .orThrow();
    meetings
        .hold(
            cast.officer,
            id,
            new Protocol(TODAY, "x", "y", "z", 2, 2, "Một\nHai", Map.of(), List.of(), false))
        .orThrow();
    households
        .join(
            cast.officer,
            kept,
            households.byId(kept).orElseThrow().version(),
            households.byId(duplicate).orElseThrow().code(),
            "Ghi trùng hai lần")
        .orThrow();
    DossierKey stays = cast.of(kept);
    assertThat(cast.line(stays).stage()).isEqualTo(Stage.AGREED);
    assertThat(meetings.said(cast.officer, stays))
        .extracting(Meetings.Said::kind)
        .containsExactlyInAnyOrder(MeetingKind.VILLAGE, MeetingKind.COUNCIL);
    jdbc.sql(
            "update recognition.dossier set sent_at = sent_at - interval '30 days' where campaign_id = :c")
        .param("c", cast.campaign)
        .update();
    Recognition.Recognise wanted = cast.decision("1", Selection.these(List.of(stays)));
    assertThat(
            Scene.codes(
                recognition.recognise(
                    cast.officer,
                    new Recognition.Recognise(
                        wanted.campaignId(),
                        wanted.communeId(),
                        wanted.issuer(),
                        wanted.number(),
                        TODAY.minusDays(3),
                        wanted.signerName(),
                        wanted.signerTitle(),
                        wanted.which()))))
        .containsExactly("RECOGNITION-056");
  }

  @Test
  void aCampaignWithoutTheseStepsKnowsNoneOfThem() {
    Scene.Cast plain = scene.cast();
    plain.households(0, 1);
    plain.open();
    plain.score(0, 0);
    assertThat(
            Scene.codes(
                meetings.plan(
                    plain.volunteer(),
                    new Meetings.Plan(
                        plain.campaign, plain.village(0), MeetingKind.VILLAGE, TODAY, "x", ""))))
        .containsExactly("MEETING-001");
    assertThat(
            Scene.codes(
                notices.post(plain.volunteer(), plain.campaign, plain.village(0), TODAY, "x")))
        .containsExactly("MEETING-030");
    assertThat(
            Scene.codes(
                registrations.register(
                    plain.volunteer(), plain.campaign, plain.village(0), null, How.PAPER)))
        .containsExactly("MEETING-061");
    plain.send(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 77, 2031})
  void figuresEqualTheirRecountAndNoStepIsSkippedWhateverIsDone(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    cast.households(1, 3);
    List<Actor> people = cast.volunteers;
    for (int turn = 0; turn < 90; turn++) {
      int village = random.nextInt(2);
      int area = cast.village(village);
      Actor volunteer = people.get(village);
      List<DossierLine> lines = cast.lines(village);
      DossierLine line = lines.get(random.nextInt(lines.size()));
      switch (random.nextInt(13)) {
        case 0 ->
            registrations.register(
                volunteer,
                cast.campaign,
                area,
                random.nextBoolean() ? null : List.of(line.key()),
                How.PAPER);
        case 1, 2, 3 ->
            recognition.score(
                volunteer,
                line.key(),
                line.version(),
                random.nextInt(4) == 0 ? cast.poor() : cast.full(),
                false);
        case 4, 5 ->
            meetings
                .plan(
                    volunteer,
                    new Meetings.Plan(cast.campaign, area, MeetingKind.VILLAGE, TODAY, "x", ""))
                .map(
                    id ->
                        meetings.hold(
                            volunteer,
                            id,
                            protocol(10, Map.of(line.key(), new Against(random.nextInt(11), 0)))));
        case 6 -> {
          if (notices.post(volunteer, cast.campaign, area, TODAY, "x")
              instanceof Result.Ok<UUID>(UUID id)) {
            if (random.nextBoolean()) {
              notices.object(
                  volunteer,
                  new Notices.NewObjection(Ids.next(), id, line.key(), TODAY, "", "Chưa đúng"));
            }
            over(id);
          }
        }
        case 7 -> due.end();
        case 8 -> {
          for (Notice notice : notices.of(cast.officer, cast.campaign, area)) {
            for (Objection one : notices.objections(cast.officer, notice.id())) {
              notices.resolve(
                  cast.officer,
                  notice.id(),
                  one.id(),
                  random.nextBoolean() ? Resolution.UPHELD : Resolution.DISMISSED,
                  "Đã hỏi lại rồi");
            }
          }
        }
        case 9 -> recognition.sendVillage(volunteer, cast.campaign, area);
        case 10 -> {
          recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all());
          if (random.nextBoolean()) {
            meetings
                .plan(
                    cast.officer,
                    new Meetings.Plan(
                        cast.campaign, cast.commune, MeetingKind.COUNCIL, TODAY, "x", ""))
                .map(
                    id ->
                        meetings.hold(
                            cast.officer,
                            id,
                            new Protocol(
                                TODAY,
                                "x",
                                "y",
                                "z",
                                2,
                                null,
                                "Một\nHai",
                                Map.of(),
                                List.of(),
                                false)));
          }
        }
        case 11 -> meetings.reopen(volunteer, line.key(), line.version(), "Xem lại điểm giúp");
        default ->
            recognition.giveBack(
                cast.officer,
                cast.campaign,
                cast.commune,
                List.of(line.key()),
                "Xem lại giúp",
                List.of());
      }
    }
    sound();
    // what was sent was met and posted since it was last scored
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from recognition.dossier d
                     where d.campaign_id = :c and d.stage in ('SENT', 'APPROVED', 'AGREED')
                       and (not exists (select from recognition.dossier_step x
                                         where x.home_id = d.home_id and x.dossier_id = d.dossier_id and x.to_stage = 'POSTED')
                         or d.vote is null or d.registered_at is null)
                    """)
                .param("c", cast.campaign)
                .query(Integer.class)
                .single())
        .isZero();
  }
}
