package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** What a report says of others and of itself stays true: merges, versions, periods, hashes. */
@ModuleTest
class ReportIntegrityTest {

  @Autowired private Reports reports;
  @Autowired private ReportWriting writing;
  @Autowired private ReportCheck check;
  @Autowired private ReportTable table;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  private FiguresProvince province;
  private Actor commune;
  private Actor other;
  private Actor overseer;

  @BeforeEach
  void aProvinceWithACampaign() {
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 30);
    province.recognised(province.village(3), 5);
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
    other = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(1), "Lò Văn Hạ");
    overseer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
  }

  private Result<UUID> begin(Actor actor, int area, ReportForm form, String from, String until) {
    return writing.begin(
        actor,
        Ids.next(),
        new ReportOpening(String.valueOf(area), form.name(), from, until, null),
        false);
  }

  private UUID year(Actor actor, int area) {
    return begin(actor, area, ReportForm.YEAR, "1/1/2026", "31/12/2026").orThrow();
  }

  private void write(Actor actor, UUID id, ReportSection section, String words) {
    WrittenReports.write(writing, reports, actor, id, section, words);
  }

  private void writeAll(Actor actor, UUID id, String difficulties) {
    WrittenReports.write(writing, reports, actor, id, difficulties);
  }

  private static ReportSending sending(String number, String recipients) {
    return new ReportSending(
        "",
        "Hội Khuyến học",
        "HKH",
        "Thượng",
        number,
        "2/11/2026",
        "",
        "",
        "Chủ tịch",
        "",
        recipients,
        "VT",
        true);
  }

  private UUID sent(Actor actor, int area, String difficulties) {
    UUID id = year(actor, area);
    writeAll(actor, id, difficulties);
    writing.send(actor, id, sending("12", "Tỉnh")).orThrow();
    return id;
  }

  private static List<ProblemCode> codes(Result<?> result) {
    return result.problems().stream().map(Problem::code).toList();
  }

  private List<String> stale(UUID id) {
    return reports.findings(overseer, id, languages.vietnamese()).stream()
        .filter(one -> one.words().messageKey().equals("reports.check.stale"))
        .map(one -> one.words().arguments().toString())
        .toList();
  }

  // --- periods

  @Test
  void aPeriodThatDoesNotFitTheFormIsRefusedWithAllElse() {
    int own = province.commune(0);
    assertThat(codes(begin(commune, own, ReportForm.SIX_MONTHS, "1/1/2026", "30/9/2026")))
        .containsExactly(ReportProblem.NOT_HALF_A_YEAR);
    assertThat(codes(begin(commune, own, ReportForm.YEAR, "1/1/2025", "31/12/2026")))
        .containsExactly(ReportProblem.NOT_A_YEAR);
    Result<UUID> all =
        begin(commune, province.commune(1), ReportForm.YEAR, "2/1/2026", "31/12/2026");
    assertThat(codes(all))
        .containsExactlyInAnyOrder(ReportProblem.AREA_MISSING, ReportProblem.NOT_A_YEAR);
    begin(commune, own, ReportForm.SIX_MONTHS, "1/1/2026", "30/6/2026").orThrow();
    begin(commune, own, ReportForm.SIX_MONTHS, "1/7/2026", "31/12/2026").orThrow();
    begin(commune, own, ReportForm.AD_HOC, "5/3/2026", "17/4/2026").orThrow();
    begin(commune, own, ReportForm.FINAL_REVIEW, "1/1/2021", "31/12/2025").orThrow();
  }

  // --- what was put together

  @Test
  void aMergeThatBecameStaleIsToldWithNamesAndRepairedByMergingAgain() {
    UUID below = sent(commune, province.commune(0), "Đường xa.");
    UUID id = year(overseer, province.place.province());
    writing.merge(overseer, id).orThrow();
    assertThat(stale(id)).isEmpty();

    // one that was missing sends
    UUID late = sent(other, province.commune(1), "Thiếu người.");
    assertThat(stale(id)).singleElement().asString().contains("chưa có", "Xã Hạ");
    writing.merge(overseer, id).orThrow();
    assertThat(stale(id)).isEmpty();

    // one is given back, then sent again
    writing.giveBack(overseer, below, 1, "Thiếu").orThrow();
    assertThat(stale(id)).singleElement().asString().contains("bị trả lại", "Xã Thượng");
    write(commune, below, ReportSection.DIFFICULTIES, "Đường rất xa.");
    writing.send(commune, below, sending("13", "Tỉnh")).orThrow();
    assertThat(stale(id)).singleElement().asString().contains("bản mới", "Xã Thượng");

    // at sending it is a warning that has to be read: what was on the screen did not tell it
    writing.merge(overseer, id).orThrow();
    writeAll(overseer, id, "Không có.");
    String seen = ReportFinding.mark(reports.findings(overseer, id, languages.vietnamese()));
    writing.giveBack(overseer, late, 1, "Thiếu").orThrow();
    assertThat(codes(writing.send(overseer, id, sending("1", "Bộ"), seen, languages.vietnamese())))
        .containsExactly(ReportProblem.WARNINGS_CHANGED);
    writing.merge(overseer, id).orThrow();
    assertThat(stale(id)).isEmpty();
    String now = ReportFinding.mark(reports.findings(overseer, id, languages.vietnamese()));
    assertThat(
            writing.send(overseer, id, sending("1", "Bộ"), now, languages.vietnamese()).orThrow())
        .isEqualTo(1);
  }

  @Test
  void aDraftOrReturnedReportNeverHidesASentOneOfTheSamePeriod() {
    UUID unasked = sent(commune, province.commune(0), "Đường xa.");
    transactions.executeWithoutResult(
        status -> {
          returnedOnADuty(unasked);
          UUID id = year(overseer, province.place.province());
          assertThat(writing.merge(overseer, id).orThrow().sources())
              .extracting(ReportContent.Source::report)
              .containsExactly(unasked.toString());
          assertThat(
                  reports.owing(
                      overseer,
                      province.place.province(),
                      ReportForm.YEAR,
                      LocalDate.of(2026, 1, 1),
                      LocalDate.of(2026, 12, 31)))
              .extracting(Reports.Owing::report)
              .filteredOn(Objects::nonNull)
              .extracting(one -> Objects.requireNonNull(one).id())
              .containsExactly(unasked);
          status.setRollbackOnly();
        });
  }

  /** The same area sent later on a duty too, and that one was given back. */
  private void returnedOnADuty(UUID of) {
    jdbc.sql(
            """
            with duty as (
              insert into reports.obligation (area_id) values (:area) returning obligation_id),
            made as (
              insert into reports.report (report_id, area_id, obligation_id, form, period, stage, sent_version,
                                          first_sent_at, sent_at)
              select uuidv7(), r.area_id, duty.obligation_id, r.form, r.period, 'RETURNED', 1, now() + interval '1 hour',
                     now() + interval '1 hour'
                from reports.report r, duty where r.report_id = :of
              returning report_id)
            insert into reports.sent (report_id, version, content, hash, reason, sent_at, sent_name)
            select made.report_id, 1, s.content, s.hash, '', now() + interval '1 hour', 'ai'
              from reports.sent s, made where s.report_id = :of
            """)
        .param("area", province.place.province())
        .param("of", of)
        .update();
  }

  // --- texts

  @Test
  void whoSavesTwiceFromOneScreenMeetsNobody() {
    UUID id = year(commune, province.commune(0));
    ReportSection section = ReportSection.DIFFICULTIES;
    ReportWriting.Saved first = writing.save(commune, id, section, "Bài", 0).orThrow();
    ReportWriting.Saved second = writing.save(commune, id, section, "Bài dài hơn", 0).orThrow();
    assertThat(second.aside()).isFalse();
    assertThat(Objects.requireNonNull(reports.text(commune, id, section)).words())
        .isEqualTo("Bài dài hơn");
    // somebody else between the two is somebody else
    Actor colleague = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Quàng Văn Bạn");
    writing.save(colleague, id, section, "Bài của bạn", second.no()).orThrow();
    writing.save(commune, id, section, "Bài ba", first.no()).orThrow();
    assertThat(Objects.requireNonNull(reports.text(commune, id, section)).words())
        .isEqualTo("Bài của bạn");
  }

  @Test
  void aSecondScreenOfOnesOwnLosesNothingEither() {
    UUID id = year(commune, province.commune(0));
    ReportSection section = ReportSection.DIFFICULTIES;
    writing.save(commune, id, section, "Màn hình một", 0).orThrow();
    ReportWriting.Saved second = writing.save(commune, id, section, "Màn hình hai", 0).orThrow();
    assertThat(second.aside()).isTrue();
    assertThat(Objects.requireNonNull(reports.text(commune, id, section)).words())
        .isEqualTo("Màn hình một");
    assertThat(reports.text(commune, id, second.no()).words()).isEqualTo("Màn hình hai");
  }

  // --- one report

  @Test
  void whatWasBegunOnADutyIsNotBegunUnaskedBesideIt() {
    UUID id = year(commune, province.commune(0));
    jdbc.sql(
            """
            with duty as (insert into reports.obligation (area_id) values (:area) returning obligation_id)
            update reports.report set obligation_id = (select obligation_id from duty) where report_id = :id
            """)
        .param("area", province.place.province())
        .param("id", id)
        .update();
    assertThat(
            writing
                .begin(
                    commune,
                    Ids.next(),
                    new ReportOpening(
                        String.valueOf(province.commune(0)),
                        ReportForm.YEAR.name(),
                        "1/1/2026",
                        "31/12/2026",
                        null),
                    false)
                .problems())
        .extracting(Problem::code)
        .containsExactly(ReportProblem.THERE_ALREADY);
  }

  @Test
  void whatWasBegunUnaskedIsWhatADutyAsksForLater() {
    UUID id = year(commune, province.commune(0));
    UUID duty =
        jdbc.sql("insert into reports.obligation (area_id) values (:area) returning obligation_id")
            .param("area", province.place.province())
            .query(UUID.class)
            .single();
    LocalDate from = LocalDate.of(2026, 1, 1);
    LocalDate until = LocalDate.of(2026, 12, 31);
    assertThat(table.existing(province.commune(0), ReportForm.YEAR, from, until, duty))
        .contains(id);
    assertThat(table.asked(id, duty)).isTrue();
    assertThat(table.asked(id, duty)).isFalse();
    assertThat(reports.open(commune, id).report().obligationId()).isEqualTo(duty);
  }

  // --- versions

  @Test
  void everythingThatIsPrintedIsComparedBetweenVersions() {
    UUID below = sent(commune, province.commune(0), "Đường xa.");
    UUID id = year(overseer, province.place.province());
    writing.merge(overseer, id).orThrow();
    writeAll(overseer, id, "Không có.");
    writing.send(overseer, id, sending("1", "Bộ")).orThrow();
    writing.correct(overseer, id, "Xã gửi lại").orThrow();
    writing.giveBack(overseer, below, 1, "Thiếu").orThrow();
    write(commune, below, ReportSection.DIFFICULTIES, "Đường rất xa.");
    writing.send(commune, below, sending("13", "Tỉnh")).orThrow();
    sent(other, province.commune(1), "Thiếu người.");
    writing.merge(overseer, id).orThrow();
    writing.send(overseer, id, sending("2", "Bộ\nVụ")).orThrow();
    ReportDifferences differences = reports.differences(overseer, id, 1, 2);
    assertThat(differences.head())
        .containsExactly(
            new ReportDifferences.HeadLine("reports.head.number", "1", "2"),
            new ReportDifferences.HeadLine("reports.head.recipients", "Bộ", "Bộ\nVụ"));
    assertThat(differences.texts())
        .containsExactlyInAnyOrder(
            new ReportDifferences.Text(
                ReportSection.DIFFICULTIES, "Xã Thượng", "Đường xa.", "Đường rất xa."),
            new ReportDifferences.Text(ReportSection.DIFFICULTIES, "Xã Hạ", "", "Thiếu người."),
            new ReportDifferences.Text(ReportSection.PROPOSALS, "Xã Hạ", "", "Cấp thêm kinh phí."));
    assertThat(differences.sources())
        .containsExactlyInAnyOrder(
            new ReportDifferences.Below("Xã Thượng", 1, 2),
            new ReportDifferences.Below("Xã Hạ", 0, 1));
    assertThat(differences.prepared())
        .filteredOn(one -> one.section() == ReportSection.BELOW)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.gone()).anyMatch(said -> said.contains("Chưa gửi báo cáo (1): Xã Hạ"));
              assertThat(one.added()).anyMatch(said -> said.contains("2/2"));
            });
  }

  @Test
  void onlyTheChangedWordsOfALongSentenceAreMarked() {
    List<ReportChange> changes =
        ReportChange.of(
            List.of("Như cũ.", "Xã có 30 hộ đăng ký, được công nhận 20 hộ.", "Bỏ hẳn."),
            List.of("Như cũ.", "Xã có 30 hộ đăng ký, được công nhận 25 hộ năm nay.", "Câu mới"));
    assertThat(changes).hasSize(3);
    assertThat(marked(changes.getFirst().before())).containsExactly("20 hộ.");
    assertThat(marked(changes.getFirst().after())).containsExactly("25 hộ năm nay.");
    assertThat(
            changes.getFirst().before().stream()
                .map(ReportChange.Run::text)
                .collect(java.util.stream.Collectors.joining()))
        .isEqualTo("Xã có 30 hộ đăng ký, được công nhận 20 hộ.");
    assertThat(changes.get(1).after()).isEmpty();
    assertThat(changes.get(2).before()).isEmpty();
  }

  private static List<String> marked(List<ReportChange.Run> runs) {
    return runs.stream().filter(ReportChange.Run::changed).map(ReportChange.Run::text).toList();
  }

  @Test
  void theCheckNamesWhatWasSentAndIsNoLongerWhatItsHashSays() {
    UUID id = sent(commune, province.commune(0), "Không có.");
    assertThat(faultsOf(id)).isEmpty();
    String json = reports.sent(commune, id, 1).json();
    transactions.executeWithoutResult(
        status -> {
          second(id, json.replace("Không có.", "Có."), ReportJson.hash(json));
          assertThat(faultsOf(id)).singleElement().asString().contains("version 2", "SHA-256");
          status.setRollbackOnly();
        });
    transactions.executeWithoutResult(
        status -> {
          second(id, "{", ReportJson.hash("{"));
          assertThat(faultsOf(id)).singleElement().asString().contains("cannot be read");
          status.setRollbackOnly();
        });
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  "update reports.report set stage = 'ACCEPTED', sent_version = 2 where report_id = :id")
              .param("id", id)
              .update();
          assertThat(faultsOf(id)).singleElement().asString().contains("ACCEPTED");
          status.setRollbackOnly();
        });
    assertThat(faultsOf(id)).isEmpty();
  }

  private void second(UUID id, String json, String hash) {
    jdbc.sql(
            """
            insert into reports.sent (report_id, version, content, hash, reason, sent_at, sent_name)
            select :id, 2, :json, :hash, '', sent_at, 'ai' from reports.report where report_id = :id
            """)
        .param("id", id)
        .param("json", json)
        .param("hash", hash)
        .update();
    jdbc.sql("update reports.report set sent_version = 2 where report_id = :id")
        .param("id", id)
        .update();
  }

  private List<String> faultsOf(UUID id) {
    return check.faults().stream().filter(one -> one.contains(id.toString())).toList();
  }
}
