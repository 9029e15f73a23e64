package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khuyenhoc.recognition.Scene.codes;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.certificates.Certificate;
import vn.khuyenhoc.certificates.CertificateStatus;
import vn.khuyenhoc.certificates.Certificates;
import vn.khuyenhoc.certificates.Issuer;
import vn.khuyenhoc.certificates.KeyFileMaker;
import vn.khuyenhoc.certificates.Series;
import vn.khuyenhoc.certificates.SeriesChoice;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.attachment.HostileFiles;
import vn.khuyenhoc.recognition.Decisions.Correction;
import vn.khuyenhoc.recognition.Decisions.Issue;
import vn.khuyenhoc.recognition.Decisions.NameCorrection;
import vn.khuyenhoc.recognition.Decisions.Revocation;
import vn.khuyenhoc.recognition.Decisions.Withdrawal;
import vn.khuyenhoc.recognition.Recognition.Decided;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.registry.Household;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.PdfProof;

/** From the draft of a decision to the titles that it gives, and what becomes of both. */
@ModuleTest
@Import(Scene.class)
class DecisionsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);

  @Autowired private Recognition recognition;
  @Autowired private Decisions decisions;
  @Autowired private Titles titles;
  @Autowired private Dossiers dossiers;
  @Autowired private Bodies bodies;
  @Autowired private Households households;
  @Autowired private Scene scene;
  @Autowired private DossierTable dossierTable;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;
  @Autowired private TransactionTemplate transactions;
  @Autowired private Certificates certificates;
  @Autowired private Attachments attachments;
  @Autowired private FileStore files;
  @Autowired private List<Check> checks;

  private Scene.Cast cast;

  @BeforeEach
  void fourHouseholdsApproved() {
    cast = scene.cast();
    cast.households(0, 3);
    cast.households(1, 1);
    cast.open();
    cast.scoreAndSend(0, 0);
    cast.scoreAndSend(1, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
  }

  private UUID draft(Selection which) {
    return decisions.draft(cast.officer, cast.campaign, cast.commune, which, Ids.next()).orThrow();
  }

  private static Issue issue(String number, @Nullable Integer seen) {
    return new Issue("UBND Xã Thượng", number, DAY, "Người Ký", "Chủ tịch", seen, null);
  }

  private UUID issued(String number) {
    UUID id = draft(Selection.all());
    decisions.issue(cast.officer, id, issue(number, null)).orThrow();
    return id;
  }

  private Title title(int village, int index) {
    return titles.of(cast.key(village, index)).getFirst();
  }

  private void holds() {
    for (Check check : checks) {
      if (List.of("dossiers", "tally", "figures").contains(check.name())) {
        assertThat(check.faults()).as(check.name()).isEmpty();
      }
    }
  }

  @Test
  void aDraftHasTheUsualWordsAndBecomesTheDecision() {
    UUID id = draft(Selection.all());
    DecisionDraft draft = decisions.draft(cast.officer, id);
    assertThat(draft.dossiers()).isEqualTo(4);
    assertThat(draft.issuer()).isEqualTo("UBND xã Thượng");
    assertThat(draft.text().subject()).contains("Gia đình học tập", "2026");
    assertThat(cast.tally().recognised()).isZero();
    assertThatThrownBy(() -> dossiers.decision(cast.officer, id))
        .isInstanceOf(NotFoundException.class);
    assertThat(decisions.issue(cast.officer, id, issue("1/QĐ-UBND", 4)).orThrow().recognised())
        .isEqualTo(4);
    assertThat(cast.tally().recognised()).isEqualTo(4);
    assertThat(dossiers.decision(cast.officer, id).number()).isEqualTo("1/QĐ-UBND");
    assertThat(title(0, 0).validFrom()).isEqualTo(DAY);
    assertThat(title(0, 0).validUntil()).isEqualTo(LocalDate.of(2027, 11, 1));
    assertThat(decisions.issue(cast.officer, id, issue("1/QĐ-UBND", 4)).orThrow().recognised())
        .as("sent twice, issued once")
        .isEqualTo(4);
    holds();
  }

  @Test
  void theRegisterOfBodiesSaysWhoIssuesItAndHowItsNumbersAreWritten() {
    bodies
        .add(
            cast.officer,
            Ids.next(),
            cast.commune,
            new Body.Entry(
                BodyKind.PEOPLES_COMMITTEE,
                "UBND xã Thượng Mới",
                "UBND-XHHT",
                LocalDate.of(2025, 7, 1),
                null,
                ""))
        .orThrow();
    UUID id = draft(Selection.all());
    DecisionDraft draft = decisions.draft(cast.officer, id);
    Campaign campaign = dossiers.campaign(cast.officer, cast.campaign);
    assertThat(draft.issuer()).isEqualTo("UBND xã Thượng Mới");
    assertThat(decisions.symbol(campaign, cast.commune, draft.issuer(), DAY))
        .isEqualTo("UBND-XHHT");
    assertThat(decisions.symbol(campaign, cast.commune, "UBND xã khác", DAY)).isEqualTo("UBND");
    assertThat(decisions.symbol(campaign, cast.commune, draft.issuer(), LocalDate.of(2025, 6, 30)))
        .isEqualTo("UBND");
  }

  @Test
  void whatIsInADraftIsInNoOtherAndIsNotRecognisedBesides() {
    DossierKey first = cast.key(0, 0);
    UUID id = draft(Selection.these(List.of(first)));
    assertThat(
            codes(
                decisions.draft(
                    cast.officer,
                    cast.campaign,
                    cast.commune,
                    Selection.these(List.of(first)),
                    Ids.next())))
        .containsExactly("RECOGNITION-200");
    assertThat(
            recognition
                .recognise(cast.officer, cast.decision("2/QĐ-UBND", Selection.all()))
                .orThrow()
                .recognised())
        .isEqualTo(3);
    assertThat(cast.line(first).stage()).isEqualTo(Stage.APPROVED);
    assertThat(decisions.drop(cast.officer, id).orThrow()).isEqualTo(1);
    assertThat(dossiers.ready(cast.officer, cast.campaign, cast.commune))
        .singleElement()
        .satisfies(one -> assertThat(one.dossiers()).isEqualTo(1));
    holds();
  }

  @Test
  void givingBackTakesADossierOutOfItsDraft() {
    UUID id = draft(Selection.all());
    recognition
        .giveBack(
            cast.officer,
            cast.campaign,
            cast.commune,
            List.of(cast.key(0, 1)),
            "Thiếu minh chứng",
            List.of())
        .orThrow();
    assertThat(decisions.draft(cast.officer, id).dossiers()).isEqualTo(3);
    assertThat(codes(decisions.issue(cast.officer, id, issue("3/QĐ-UBND", 4))))
        .containsExactly("RECOGNITION-062");
    assertThat(decisions.issue(cast.officer, id, issue("3/QĐ-UBND", 3)).orThrow().recognised())
        .isEqualTo(3);
    holds();
  }

  @Test
  void aDraftThatSomebodyElseWroteMeanwhileIsNotOverwritten() {
    UUID id = draft(Selection.all());
    DecisionDraft seen = decisions.draft(cast.officer, id);
    DecisionText words = new DecisionText("Về việc khác", "", "Một\nHai");
    decisions.write(cast.officer, id, seen.edition(), "UBND xã Thượng", words).orThrow();
    assertThat(codes(decisions.write(cast.officer, id, seen.edition(), "UBND xã Thượng", words)))
        .containsExactly("RECOGNITION-202");
    assertThat(
            codes(
                decisions.write(
                    cast.officer, id, seen.edition() + 1, "", new DecisionText("", "", ""))))
        .containsExactlyInAnyOrder("RECOGNITION-050", "RECOGNITION-203", "RECOGNITION-204");
  }

  @Test
  void theListOfADraftIsWrittenAsWordAndReadBack() throws Exception {
    UUID id = draft(Selection.all());
    DecisionDraft draft = decisions.draft(cast.officer, id);
    byte[] word =
        DecisionDocument.of(
                new DecisionDocument.Source(
                    draft.issuer(),
                    "UBND",
                    null,
                    null,
                    2026,
                    null,
                    "Phó Chủ tịch",
                    draft.officeName(),
                    draft.text(),
                    draft.edition(),
                    draft.draftedAt(),
                    decisions.drafted(cast.officer, id, 1, 100).rows(),
                    java.util.Map.of(cast.key(0, 0), "Lò Văn Đính Chính"),
                    line -> "x"),
                false)
            .toBytes();
    String text;
    try (var document =
        new org.apache.poi.xwpf.usermodel.XWPFDocument(new ByteArrayInputStream(word))) {
      text = new org.apache.poi.xwpf.extractor.XWPFWordExtractor(document).getText();
    }
    assertThat(text)
        .contains("QUYẾT ĐỊNH", "Điều 1. Công nhận danh hiệu", "KT. CHỦ TỊCH", "Bản Một: 3")
        .as("the chairman decides by his own authority")
        .doesNotContain("TM. ")
        .contains("Lò Văn Đính Chính", "Tổng cộng: 4", "Bản thảo số 1, danh sách 4 hồ sơ");
  }

  @Test
  void aWithdrawnDecisionIsKeptItsTitlesEndAndItsDossiersWaitAgain() {
    UUID id = issued("5/QĐ-UBND");
    assertThat(codes(decisions.withdraw(cast.officer, id, new Withdrawal(null, "", "x", false))))
        .containsExactlyInAnyOrder(
            "RECOGNITION-212", "RECOGNITION-214", "RECOGNITION-043", "RECOGNITION-215");
    Decisions.Withdrawn done =
        decisions
            .withdraw(cast.officer, id, new Withdrawal(DAY, "6/QĐ-UBND", "Sai thẩm quyền ký", true))
            .orThrow();
    assertThat(done).isEqualTo(new Decisions.Withdrawn(4, 4));
    assertThat(cast.tally().recognised()).isZero();
    assertThat(cast.tally().approved()).isEqualTo(4);
    assertThat(dossiers.decision(cast.officer, id).holds()).isFalse();
    assertThat(dossiers.decided(cast.officer, id, 1, 10).total()).isEqualTo(4);
    assertThat(title(0, 0).revoked()).isNotNull();
    assertThat(
            codes(
                decisions.withdraw(
                    cast.officer, id, new Withdrawal(DAY, "7/QĐ-UBND", "Sai lần nữa", true))))
        .containsExactly("RECOGNITION-210");
    recognition.recognise(cast.officer, cast.decision("8/QĐ-UBND", Selection.all())).orThrow();
    assertThat(titles.of(cast.key(0, 0))).hasSize(2);
    assertThat(cast.tally().recognised()).isEqualTo(4);
    holds();
  }

  @Test
  void aTitleIsTakenBackOnceWithAReasonAndTheFiguresFollow() {
    issued("9/QĐ-UBND");
    Title before = title(0, 0);
    Revocation wanted =
        new Revocation(before.version(), DAY, "10/QĐ-UBND", "Khai không đúng", true);
    assertThat(
            codes(
                decisions.revoke(
                    cast.officer,
                    before.key(),
                    new Revocation(before.version(), DAY.minusDays(1), "1", "Khai sai", true))))
        .containsExactly("RECOGNITION-213");
    Title revoked = decisions.revoke(cast.officer, before.key(), wanted).orThrow();
    assertThat(revoked.state(DAY)).isEqualTo(Title.State.REVOKED);
    assertThat(cast.line(before.dossier()).stage()).isEqualTo(Stage.REVOKED);
    assertThat(cast.tally().recognised()).isEqualTo(3);
    assertThat(cast.tally().notAchieved()).isEqualTo(1);
    assertThat(codes(decisions.revoke(cast.officer, before.key(), wanted)))
        .containsExactly("RECOGNITION-216");
    holds();
  }

  @Test
  void aCorrectionKeepsWhatWasSaidFirstAndMovesThePeriodOfTheTitles() {
    UUID id = issued("11/QĐ-UBND");
    jdbc.sql("update recognition.dossier set sent_at = '2026-10-20' where campaign_id = :campaign")
        .param("campaign", cast.campaign)
        .update();
    Correction right =
        new Correction(
            dossiers.decision(cast.officer, id).edition(),
            "UBND Xã Thượng",
            "12/QĐ-UBND",
            DAY.minusDays(1),
            "Người Khác",
            "Phó Chủ tịch",
            "13/QĐ-UBND",
            "Ghi nhầm số và ngày");
    decisions.correct(cast.officer, id, right).orThrow();
    Decision now = dossiers.decision(cast.officer, id);
    assertThat(now.number()).isEqualTo("12/QĐ-UBND");
    assertThat(now.signerName()).isEqualTo("Người Khác");
    assertThat(title(0, 0).validUntil()).isEqualTo(LocalDate.of(2027, 10, 31));
    assertThat(decisions.corrections(id))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.changes())
                    .contains(
                        new DecisionCorrection.Change(
                            DecisionCorrection.NUMBER, "11/QĐ-UBND", "12/QĐ-UBND")));
    assertThat(codes(decisions.correct(cast.officer, id, right)))
        .as("the second of two who opened the same page is told who was first")
        .containsExactly("RECOGNITION-224");
    assertThat(
            codes(
                decisions.correct(
                    cast.officer,
                    id,
                    new Correction(
                        dossiers.decision(cast.officer, id).edition(),
                        "UBND Xã Thượng",
                        "12/QĐ-UBND",
                        DAY.minusDays(1),
                        "Trưởng bản 1",
                        "Chủ tịch",
                        "",
                        "Ghi nhầm người ký"))))
        .containsExactly("RECOGNITION-058");
    holds();
  }

  @Test
  void aNameIsCorrectedOnTheTitleAndNotInTheRegister() {
    UUID id = issued("14/QĐ-UBND");
    Title before = title(0, 0);
    Title after =
        decisions
            .correctName(
                cast.officer,
                before.key(),
                new NameCorrection(before.version(), "Lò Văn Ân", "", "In sai dấu"))
            .orThrow();
    assertThat(after.name()).isEqualTo("Lò Văn Ân");
    assertThat(cast.line(before.dossier()).head()).isEqualTo(before.name());
    assertThat(decisions.corrections(id)).hasSize(1);
  }

  @Test
  void theTitleOfAJoinedEntryIsTheKeptOnesNow() {
    HouseholdKey late = cast.household(2, "Cà Văn Muộn");
    issued("15/QĐ-UBND");
    Title before = title(1, 0);
    String duplicate = before.code();
    Household kept = households.read(cast.officer, late);
    households.join(cast.officer, late, kept.version(), duplicate, "nhập hai lần").orThrow();
    assertThat(titles.of(late.asSubject()))
        .singleElement()
        .satisfies(one -> assertThat(one.key().id()).isEqualTo(before.key().id()));
    holds();
  }

  @Test
  void aTitleExpiresByItsDateAndIsFoundByItsStateNameAndNumber() {
    issued("16/QĐ-UBND");
    Title one = title(0, 0);
    assertThat(one.state(one.validUntil())).isEqualTo(Title.State.ENDING);
    assertThat(one.state(one.validUntil().plusDays(1))).isEqualTo(Title.State.EXPIRED);
    assertThat(one.state(DAY)).isEqualTo(Title.State.VALID);
    assertThat(
            titles
                .list(
                    cast.officer,
                    new TitleFilter(cast.commune, null, 2026, Title.State.VALID, "van 0 lo"),
                    1,
                    50)
                .found()
                .total())
        .isEqualTo(3);
    assertThat(
            titles
                .list(
                    cast.officer,
                    new TitleFilter(cast.commune, null, null, null, "16/qđ-ubnd"),
                    1,
                    50)
                .found()
                .total())
        .isEqualTo(4);
    assertThat(
            titles
                .list(cast.officer, new TitleFilter(cast.village(1), null, null, null, ""), 1, 50)
                .counts())
        .containsEntry(Title.State.VALID, 1);
    assertThatThrownBy(
            () ->
                titles.list(
                    cast.volunteer(),
                    new TitleFilter(cast.village(1), null, null, null, ""),
                    1,
                    50))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void everyTitleIsHandedOverOnceInTheOrderOfTheListAndInTheStateItIsCountedIn() {
    issued("17/QĐ-UBND");
    List<UUID> own = titles(null);
    assertThat(own).hasSizeGreaterThanOrEqualTo(4);
    LocalDate today = LocalDate.now(clock);
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          moved(own.get(0), today.minusDays(400), today.minusDays(1), today);
          moved(own.get(1), today.minusDays(400), today.minusDays(1), null);
          moved(own.get(2), today.plusDays(1), today.plusDays(400), null);
          moved(own.get(3), today.minusDays(400), today, null);
          Map<Title.State, Integer> counts =
              titles
                  .list(cast.officer, new TitleFilter(cast.commune, null, null, null, ""), 1, 50)
                  .counts();
          for (Title.State state : Title.State.values()) {
            assertThat(titles(state)).as(state.name()).hasSize(counts.getOrDefault(state, 0));
          }
          assertThat(counts)
              .containsEntry(Title.State.REVOKED, 1)
              .containsEntry(Title.State.EXPIRED, 1)
              .containsEntry(Title.State.NOT_YET, 1)
              .containsEntry(Title.State.ENDING, 1);
          assertThat(titles(null)).hasSameSizeAs(own).doesNotHaveDuplicates();
        });
  }

  private void moved(UUID title, LocalDate from, LocalDate until, @Nullable LocalDate revoked) {
    jdbc.sql(
            """
            update recognition.title
               set valid_from = :from, valid_until = :until, revoked_on = :revoked::date,
                   revoked_at = :revoked::date, revoked_reason = 'x' || left(:revoked, 0),
                   revoked_document = left(:revoked, 0), revoked_name = 'x' || left(:revoked, 0)
             where title_id = :id
            """)
        .param("from", from)
        .param("until", until)
        .param("revoked", revoked == null ? null : revoked.toString())
        .param("id", title)
        .update();
  }

  /** Those handed over, which are those of the list. */
  private List<UUID> titles(Title.@Nullable State state) {
    TitleFilter filter = new TitleFilter(cast.commune, null, null, state, "");
    List<Title> all = new ArrayList<>();
    titles.each(cast.officer, filter, all::add);
    assertThat(titles.list(cast.officer, filter, 1, 200).found().rows()).isEqualTo(all);
    LocalDate today = LocalDate.now(clock);
    assertThat(all)
        .allMatch(
            one ->
                state == null
                    || one.state(today) == state
                    || state == Title.State.VALID && one.state(today) == Title.State.ENDING);
    return all.stream().map(one -> one.key().id()).toList();
  }

  private Result<Decision> sent(UUID id, String name, byte[] bytes) throws IOException {
    return switch (attachments.read(
        "file", name, bytes.length, () -> new ByteArrayInputStream(bytes))) {
      case Result.Ok<Attachment>(Attachment paper) -> decisions.attach(cast.officer, id, paper);
      case Result.Refused<Attachment>(List<Problem> problems) -> Result.refused(problems);
    };
  }

  @Test
  void theSignedPaperIsKeptByWhatItIsNotByItsName() throws Exception {
    UUID id = issued("17/QĐ-UBND");
    assertThat(codes(sent(id, "qd.pdf", "MZ program".getBytes(StandardCharsets.UTF_8))))
        .containsExactly("FILE-004");
    assertThat(codes(sent(id, "qd.pdf", HostileFiles.pdf("/OpenAction<</S/JavaScript/JS(x)>>"))))
        .containsExactly("FILE-008");
    assertThat(codes(sent(id, "qd.docx", HostileFiles.word()))).containsExactly("RECOGNITION-218");
    Decision kept = sent(id, "qd.pdf", HostileFiles.pdf("")).orThrow();
    assertThat(Objects.requireNonNull(kept.scan()).type()).isEqualTo("application/pdf");
  }

  private static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");

  private static byte[] key(String password, String until) {
    return KeyFileMaker.of(
        "UBND xã Thượng", password, LONG_AGO, Instant.parse(until + "T00:00:00Z"));
  }

  @Test
  void isSignedAsPdfWithTheOrganisationsKeyAndKeptBesideTheDecision() throws Exception {
    UUID id = issued("19/QĐ-UBND");
    UUID form = Ids.next();
    byte[] key = key("mật khẩu", "2029-01-01");
    SignedDecision signed = decisions.sign(cast.officer, id, form, key, "mật khẩu").orThrow();
    assertThat(decisions.sign(cast.officer, id, form, null, "").orThrow())
        .as("sent twice, signed once")
        .isEqualTo(signed);
    assertThat(signed.whose()).isEqualTo("UBND xã Thượng");
    byte[] pdf = Files.readAllBytes(files.path(signed.sha256()));
    SignatureWrapper signature = PdfProof.validated(pdf);
    assertThat(signature.getSignatureFormat()).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
    assertThat(signature.isSignatureIntact() && signature.isSignatureValid()).isTrue();
    assertThat(PdfProof.unsound(pdf)).isEmpty();
    assertThat(PdfProof.read(pdf))
        .contains(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "19/QĐ-UBND",
            "DANH SÁCH ĐƯỢC CÔNG NHẬN",
            title(1, 0).name(),
            "Người Ký");
    byte[] changed = pdf.clone();
    changed[300] ^= 1;
    SignatureWrapper broken = PdfProof.validated(changed);
    assertThat(broken.isSignatureIntact() && broken.isSignatureValid()).isFalse();
    assertThat(codes(sent(id, "da-ky.pdf", pdf)))
        .as("what the product signs is taken as a signed paper too")
        .isEmpty();
    decisions
        .correct(
            cast.officer,
            id,
            new Correction(
                dossiers.decision(cast.officer, id).edition(),
                "UBND Xã Thượng",
                "20/QĐ-UBND",
                DAY,
                "Người Ký",
                "Chủ tịch",
                "",
                "Ghi nhầm số"))
        .orThrow();
    assertThat(decisions.signed(id)).extracting(SignedDecision::current).containsExactly(false);
    decisions.sign(cast.officer, id, Ids.next(), null, "mật khẩu").orThrow();
    assertThat(decisions.signed(id))
        .as("the first one is kept")
        .extracting(SignedDecision::current)
        .containsExactly(true, false);
  }

  @Test
  void aKeyThatCannotSignIsRefusedInWordsAndNothingIsKept() {
    UUID id = issued("21/QĐ-UBND");
    assertThat(codes(decisions.sign(cast.officer, id, Ids.next(), null, "")))
        .containsExactly("CERTIFICATES-031");
    assertThat(
            codes(decisions.sign(cast.officer, id, Ids.next(), key("đúng", "2029-01-01"), "sai")))
        .containsExactly("CERTIFICATES-032");
    assertThat(
            codes(decisions.sign(cast.officer, id, Ids.next(), key("đúng", "2026-01-01"), "đúng")))
        .containsExactly("CERTIFICATES-034");
    assertThat(codes(decisions.sign(cast.officer, id, Ids.next(), new byte[] {1, 2, 3}, "đúng")))
        .containsExactly("CERTIFICATES-033");
    assertThat(decisions.signed(id)).isEmpty();
    Actor elsewhere = scene.cast().officer;
    assertThatThrownBy(() -> decisions.sign(elsewhere, id, Ids.next(), key("a", "2029-01-01"), "a"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void theDatabaseItselfDeletesNoIssuedDecision() {
    UUID id = issued("18/QĐ-UBND");
    assertThatThrownBy(
            () ->
                jdbc.sql("delete from recognition.decision where decision_id = :id")
                    .param("id", id)
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void manyAtOnceIssueADraftOnce() throws Exception {
    UUID id = draft(Selection.all());
    List<Future<Result<Recognition.Decided>>> answers = new ArrayList<>();
    try (ExecutorService all = Executors.newFixedThreadPool(64)) {
      for (int i = 0; i < 64; i++) {
        String number = (100 + i) + "/QĐ-UBND";
        answers.add(all.submit(() -> decisions.issue(cast.officer, id, issue(number, 4))));
      }
      for (Future<Result<Recognition.Decided>> answer : answers) {
        assertThat(answer.get().orThrow().recognised()).isEqualTo(4);
      }
    }
    assertThat(titles.of(cast.key(0, 0))).hasSize(1);
    assertThat(cast.tally().recognised()).isEqualTo(4);
    holds();
  }

  @Test
  void certificatesAreIssuedAtOnceReplacedByACorrectionAndEndWithTheirTitles() {
    UUID id = issued("21/QĐ-UBND");
    assertThat(decisions.certify(cast.officer, id, null).orThrow()).isEqualTo(4);
    assertThat(decisions.certify(cast.officer, id, null).orThrow()).as("once").isZero();
    Title first = title(0, 0);
    assertThat(title(1, 0).certificate()).as("in the order of the list").isEqualTo("01/GCN-UBND");
    assertThat(first.certificate()).isEqualTo("02/GCN-UBND");
    assertThat(certificate(first).status(DAY)).isEqualTo(CertificateStatus.VALID);
    Title renamed =
        decisions
            .correctName(
                cast.officer,
                first.key(),
                new NameCorrection(first.version(), "Lò Văn Ân", "", "In sai dấu"))
            .orThrow();
    assertThat(renamed.certificate()).isEqualTo("05/GCN-UBND");
    assertThat(certificate(first).status(DAY)).isEqualTo(CertificateStatus.REPLACED);
    decisions
        .revoke(
            cast.officer,
            renamed.key(),
            new Revocation(renamed.version(), DAY, "22/QĐ-UBND", "Khai không đúng", true))
        .orThrow();
    assertThat(certificate(renamed).status(DAY)).isEqualTo(CertificateStatus.REVOKED);
    decisions
        .withdraw(cast.officer, id, new Withdrawal(DAY, "23/QĐ-UBND", "Sai thẩm quyền", true))
        .orThrow();
    assertThat(certificate(title(1, 0)).status(DAY)).isEqualTo(CertificateStatus.REVOKED);
  }

  @Test
  void aCertificateEndsWithItsTitleAndNotByItself() {
    UUID id = issued("24/QĐ-UBND");
    decisions.certify(cast.officer, id, null).orThrow();
    Title first = title(0, 0);
    List<UUID> certificate = List.of(Objects.requireNonNull(first.certificateId()));
    assertThat(codes(certificates.revoke(cast.officer, certificate, DAY, "Khai không đúng")))
        .containsExactly("CERTIFICATES-041");
    assertThat(certificate(first).status(DAY)).isEqualTo(CertificateStatus.VALID);
    certificates.revokeDecided(cast.officer, certificate, DAY, "Giấy rách").orThrow();
    Title renamed =
        decisions
            .correctName(
                cast.officer,
                first.key(),
                new NameCorrection(first.version(), "Lò Văn Ân", "", "In sai dấu"))
            .orThrow();
    assertThat(certificate(renamed).status(DAY)).isEqualTo(CertificateStatus.VALID);
    assertThat(certificate(first).status(DAY)).isEqualTo(CertificateStatus.REVOKED);
  }

  @Test
  void aTitleWhoseCertificateWasRevokedByItselfGetsAnotherOne() {
    UUID id = issued("25/QĐ-UBND");
    decisions.certify(cast.officer, id, null).orThrow();
    Title first = title(0, 0);
    certificates
        .revokeDecided(
            cast.officer, List.of(Objects.requireNonNull(first.certificateId())), DAY, "Giấy rách")
        .orThrow();
    assertThat(decisions.held(id).certified()).isEqualTo(3);
    assertThat(decisions.certify(cast.officer, id, null).orThrow()).isEqualTo(1);
    assertThat(certificate(title(0, 0)).status(DAY)).isEqualTo(CertificateStatus.VALID);
    assertThat(certificate(first).status(DAY)).isEqualTo(CertificateStatus.REVOKED);
    assertThat(decisions.held(id).certified()).isEqualTo(4);
    assertThat(decisions.certify(cast.officer, id, null).orThrow()).isZero();
  }

  @Test
  void aNumberIsTakenHoweverTheIssuerIsWritten() {
    DossierKey first = cast.key(0, 0);
    decisions
        .issue(
            cast.officer,
            draft(Selection.these(List.of(first))),
            new Issue(
                "Ủy ban nhân dân xã Thượng", "25/QĐ-UBND", DAY, "Người Ký", "Chủ tịch", 1, null))
        .orThrow();
    UUID second = draft(Selection.all());
    assertThat(codes(decisions.issue(cast.officer, second, issue("25/qđ-ubnd", 3))))
        .containsExactly("RECOGNITION-057");
    assertThat(
            codes(
                recognition.recognise(
                    cast.officer,
                    cast.decision("25/QĐ-UBND", Selection.these(List.of(cast.key(1, 0)))))))
        .contains("RECOGNITION-057");
  }

  @Test
  void levelOneIsHeldFromTheFirstOfItsTitlesHoweverOftenRenewed() {
    UUID id = issued("26/QĐ-UBND");
    jdbc.sql("update recognition.dossier set rating = 'LEVEL_2' where dossier_id = :id")
        .param("id", cast.key(0, 0).dossierId())
        .update();
    earlier(cast.key(0, 1), LocalDate.of(2025, 10, 1));
    earlier(cast.key(0, 2), LocalDate.of(2026, 10, 1));
    assertThat(dossierTable.levelTwoTooEarly(id, DAY.minusMonths(12))).isEmpty();
    earlier(cast.key(0, 1), LocalDate.of(2025, 11, 20));
    assertThat(dossierTable.levelTwoTooEarly(id, DAY.minusMonths(12)))
        .containsExactly(title(0, 0).name());
    asTheyWere(id);
  }

  /** What was written past the commands for a test is not left behind. */
  private void asTheyWere(UUID decision) {
    jdbc.sql(
            """
            update recognition.dossier d set rating = o.rating from recognition.dossier o
             where d.dossier_id = :first and o.dossier_id = :other
            """)
        .param("first", cast.key(0, 0).dossierId())
        .param("other", cast.key(0, 1).dossierId())
        .update();
    jdbc.sql(
            """
            update recognition.title t
               set rating = d.rating, valid_from = q.decided_on, subject_id = d.subject_id
              from recognition.dossier d, recognition.decision q
             where d.dossier_id = t.dossier_id and q.decision_id = t.decision_id and q.decision_id = :decision
            """)
        .param("decision", decision)
        .update();
  }

  /** Makes the title of one dossier a title at level 1 that the first household held before. */
  private void earlier(DossierKey from, LocalDate since) {
    jdbc.sql(
            """
            update recognition.title t
               set rating = 'LEVEL_1', valid_from = :since,
                   subject_id = (select d.subject_id from recognition.dossier d where d.dossier_id = :first)
             where t.dossier_id = :from
            """)
        .param("since", java.sql.Date.valueOf(since))
        .param("first", cast.key(0, 0).dossierId())
        .param("from", from.dossierId())
        .update();
  }

  @Test
  void aTitleThatWasTakenBackKeepsItsPeriodWhenTheDateIsCorrected() {
    UUID id = issued("27/QĐ-UBND");
    jdbc.sql("update recognition.dossier set sent_at = '2026-10-20' where campaign_id = :campaign")
        .param("campaign", cast.campaign)
        .update();
    Title gone = title(0, 0);
    decisions
        .revoke(
            cast.officer,
            gone.key(),
            new Revocation(gone.version(), DAY, "28/QĐ-UBND", "Khai không đúng", true))
        .orThrow();
    decisions
        .correct(
            cast.officer,
            id,
            new Correction(
                dossiers.decision(cast.officer, id).edition(),
                "UBND Xã Thượng",
                "27/QĐ-UBND",
                DAY.minusDays(1),
                "Người Ký",
                "Chủ tịch",
                "",
                "Ghi nhầm ngày"))
        .orThrow();
    assertThat(title(0, 1).validFrom()).isEqualTo(DAY.minusDays(1));
    assertThat(title(0, 0).validFrom()).isEqualTo(DAY);
  }

  @Test
  void whatWasPrintedBeforeTheListChangedIsNotIssued() {
    UUID id = draft(Selection.these(List.of(cast.key(0, 0), cast.key(0, 1))));
    DecisionDraft printed = decisions.draft(cast.officer, id);
    decisions.takeOut(cast.officer, id, List.of(cast.key(0, 0))).orThrow();
    decisions.add(cast.officer, id, Selection.these(List.of(cast.key(1, 0)))).orThrow();
    DecisionDraft now = decisions.draft(cast.officer, id);
    assertThat(now.dossiers()).isEqualTo(printed.dossiers());
    assertThat(codes(decisions.issue(cast.officer, id, of(printed))))
        .containsExactly("RECOGNITION-225");
    decisions
        .write(
            cast.officer,
            id,
            printed.edition(),
            printed.issuer(),
            new DecisionText("Về việc khác", "", "Một"))
        .orThrow();
    DecisionDraft worded = decisions.draft(cast.officer, id);
    assertThat(codes(decisions.issue(cast.officer, id, of(now))))
        .containsExactly("RECOGNITION-225");
    recognition
        .giveBack(
            cast.officer,
            cast.campaign,
            cast.commune,
            List.of(cast.key(1, 0)),
            "Thiếu minh chứng",
            List.of())
        .orThrow();
    assertThat(decisions.draft(cast.officer, id).edition()).isGreaterThan(worded.edition());
    assertThat(
            decisions
                .issue(cast.officer, id, of(decisions.draft(cast.officer, id)))
                .orThrow()
                .recognised())
        .isEqualTo(1);
  }

  private void rename(DossierKey of, String head, int children) {
    SubjectKey subject = cast.line(of).subject();
    HouseholdKey key = new HouseholdKey(subject.homeId(), subject.subjectId());
    households
        .edit(
            cast.officer,
            key,
            households.byId(key).orElseThrow().version(),
            new HouseholdEntry(head, "", children, 2, 0, ""))
        .orThrow();
  }

  @Test
  void aNameChangedAfterTheListWasPrintedIsTold() {
    UUID id = draft(Selection.all());
    DecisionDraft printed = decisions.draft(cast.officer, id);
    DossierKey key = cast.key(0, 0);
    String before = cast.line(key).head();
    rename(key, before, 3);
    assertThat(decisions.draft(cast.officer, id).edition())
        .as("another number of children is not printed")
        .isEqualTo(printed.edition());
    rename(key, "Lò Văn Đổi", 3);
    assertThat(decisions.draft(cast.officer, id).edition()).isEqualTo(printed.edition() + 1);
    Result<Decided> refused = decisions.issue(cast.officer, id, of(printed));
    assertThat(codes(refused)).containsExactly("RECOGNITION-225", "RECOGNITION-227");
    assertThat(refused.problems().getLast().arguments()).contains(before + " → Lò Văn Đổi");
    decisions.issue(cast.officer, id, of(decisions.draft(cast.officer, id))).orThrow();
  }

  private static Issue of(DecisionDraft draft) {
    return new Issue(
        "UBND Xã Thượng", "29/QĐ-UBND", DAY, "Người Ký", "Chủ tịch", null, draft.edition());
  }

  @Test
  void theOfficerSeesTheFirstNumberAndChoosesTheSeries() {
    UUID id = issued("30/QĐ-UBND");
    Campaign campaign = dossiers.campaign(cast.officer, cast.campaign);
    Decision decision = dossiers.decision(cast.officer, id);
    assertThat(decisions.series(campaign, decision))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.id()).isNull();
              assertThat(one.next()).isEqualTo("01/GCN-UBND");
            });
    Series other =
        certificates
            .series(cast.officer, new Issuer(cast.commune, "HKH", "Hội Khuyến học", ""), 2026)
            .orThrow();
    assertThat(decisions.series(campaign, decision))
        .extracting(SeriesChoice::next)
        .containsExactly("01/GCN-UBND", "01/GCN-HKH");
    decisions.certify(cast.officer, id, other.id()).orThrow();
    Title first = title(1, 0);
    assertThat(first.certificate()).isEqualTo("01/GCN-HKH");
    assertThat(
            decisions
                .correctName(
                    cast.officer,
                    first.key(),
                    new NameCorrection(first.version(), "Lò Văn Ân", "", "In sai dấu"))
                .orThrow()
                .certificate())
        .as("the one that replaces it is of the same series")
        .isEqualTo("05/GCN-HKH");
  }

  private Certificate certificate(Title title) {
    UUID id = java.util.Objects.requireNonNull(title.certificateId());
    return java.util.Objects.requireNonNull(certificates.byIds(List.of(id)).get(id));
  }

  @Test
  void aCorrectedScoreKeepsTheOldOneAndItsCorrectorNeverSigns() {
    cast.households(2, 1);
    cast.scoreAndSend(2, 0);
    DossierKey key = cast.key(2, 0);
    DossierLine line = cast.line(key);
    assertThat(
            codes(
                recognition.correct(cast.officer, key, line.version(), java.util.Map.of(), "ngắn")))
        .containsExactlyInAnyOrder("RECOGNITION-043", "RECOGNITION-220");
    String indicator = cast.set.indicators().getFirst().id();
    recognition
        .correct(
            cast.officer,
            key,
            line.version(),
            java.util.Map.of(indicator, java.math.BigDecimal.ZERO),
            "Minh chứng không đủ")
        .orThrow();
    assertThat(cast.line(key).total()).isLessThan(line.total());
    assertThat(cast.line(key).stage()).isEqualTo(Stage.SENT);
    assertThat(dossiers.history(cast.officer, key))
        .anySatisfy(
            entry -> {
              assertThat(entry.event()).isEqualTo(DossierEvent.CORRECT);
              assertThat(entry.reason()).isEqualTo("Minh chứng không đủ");
            });
    assertThat(
            codes(
                recognition.correct(
                    cast.officer,
                    key,
                    line.version(),
                    java.util.Map.of(indicator, java.math.BigDecimal.ZERO),
                    "Minh chứng không đủ")))
        .containsExactly("RECOGNITION-003");
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        "update recognition.dossier set signed_by = :person where dossier_id = :id")
                    .param("person", cast.officer.personId())
                    .param("id", key.dossierId())
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(
            codes(
                recognition.correct(
                    cast.officer, cast.key(0, 0), 99, java.util.Map.of(), "Minh chứng")))
        .contains("RECOGNITION-003");
  }
}
