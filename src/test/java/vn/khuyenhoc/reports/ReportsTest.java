package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.AreaFigures;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.Figures;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.PdfProof;
import vn.khuyenhoc.support.SignedIn;

/** Reports from their first draft to what was frozen and put together. */
@ModuleTest
class ReportsTest {

  private static final String FAMILIES = "M.LEARNING_FAMILY.HOUSEHOLD";

  @Autowired private Reports reports;
  @Autowired private ReportTable table;
  @Autowired private ReportWriting writing;
  @Autowired private Figures figures;
  @Autowired private ObligationEdits edits;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;

  private FiguresProvince province;
  private Actor commune;
  private Actor other;
  private Actor overseer;

  @BeforeEach
  void aProvinceWithACampaign() {
    targets.loadOnce();
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 30);
    province.listed(province.village(1), 10);
    province.recognised(province.village(3), 5);
    province.listed(province.village(4), 7);
    province.target("R-" + province.campaign, province.place.province(), 2026, "90");
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
    other = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(1), "Lò Văn Hạ");
    overseer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
  }

  private static ReportOpening opening(int area, ReportForm form) {
    return new ReportOpening(String.valueOf(area), form.name(), "1/1/2026", "31/12/2026", null);
  }

  private UUID begin(Actor actor, int area) {
    return WrittenReports.begin(writing, actor, area, ReportForm.YEAR);
  }

  private void write(Actor actor, UUID id, ReportSection section, String words) {
    WrittenReports.write(writing, reports, actor, id, section, words);
  }

  private void writeAll(Actor actor, UUID id, String difficulties) {
    WrittenReports.write(writing, reports, actor, id, difficulties);
  }

  private static ReportSending sending(boolean confirmed) {
    return WrittenReports.sending(confirmed);
  }

  private UUID sent(Actor actor, int area, String difficulties) {
    return WrittenReports.sent(writing, reports, actor, area, difficulties);
  }

  private void members(int area, int year, int count) {
    WrittenReports.members(jdbc, area, year, count);
  }

  private static List<ProblemCode> codes(Result<?> result) {
    return result.problems().stream().map(Problem::code).toList();
  }

  private static ReportFigure figure(ReportContent content, String key) {
    return Objects.requireNonNull(content.figure(key), key);
  }

  // --- filling

  @Test
  void everyNumberIsTheLiveFigureOfTheMomentOfFilling() {
    UUID id = begin(overseer, province.place.province());
    ReportContent content = reports.working(overseer, id);
    AreaFigures live =
        figures.of(overseer, province.place.province(), province.campaign, Basis.AS_IS);
    AreaFigure own = Objects.requireNonNull(live.own());
    assertThat(figure(content, FAMILIES + ".total").number())
        .isEqualByComparingTo(BigDecimal.valueOf(own.base().count()));
    assertThat(figure(content, FAMILIES + ".registered").number())
        .isEqualByComparingTo(BigDecimal.valueOf(own.tally().roll()));
    assertThat(figure(content, FAMILIES + ".recognised").number())
        .isEqualByComparingTo(BigDecimal.valueOf(own.tally().recognised()));
    ReportFigure rate = figure(content, FAMILIES + ".rate");
    assertThat(rate.number()).isEqualByComparingTo(own.percent());
    assertThat(rate.numerator()).isEqualTo("35");
    assertThat(rate.denominator()).isEqualTo("52");
    for (AreaFigure child : live.children()) {
      ReportFigure.Part part =
          Objects.requireNonNull(figure(content, FAMILIES + ".recognised").part(child.areaId()));
      assertThat(part.value()).isEqualTo(String.valueOf(child.tally().recognised()));
    }
    assertThat(Objects.requireNonNull(content.section(ReportSection.RESULTS)).sentences())
        .anySatisfy(
            said ->
                assertThat(said)
                    .contains("trong danh sách xét 52 hộ", "được công nhận 35 hộ", "67,3", "90"));
    // new facts change nothing until somebody reads the figures again, and texts stay then
    write(overseer, id, ReportSection.DIFFICULTIES, "Đường xa.");
    province.recognised(province.village(2), 8);
    assertThat(figure(reports.working(overseer, id), FAMILIES + ".recognised").value())
        .isEqualTo("35");
    writing.refill(overseer, id, false).orThrow();
    ReportContent again = reports.working(overseer, id);
    assertThat(figure(again, FAMILIES + ".recognised").value()).isEqualTo("43");
    assertThat(Objects.requireNonNull(again.section(ReportSection.DIFFICULTIES)).text())
        .isEqualTo("Đường xa.");
  }

  @Test
  void whatWasNotReportedIsNeverZero() {
    FiguresProvince silent = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    silent.listed(silent.village(0), 4);
    Actor officer = signedIn.actor(Role.COMMUNE_OFFICER, silent.commune(0), "Cán bộ");
    ReportContent content = reports.working(officer, begin(officer, silent.commune(0)));
    ReportFigure recognised = figure(content, FAMILIES + ".recognised");
    assertThat(recognised.value()).isNull();
    assertThat(recognised.state()).isEqualTo(ReportFigure.State.NOT_REPORTED);
    assertThat(figure(content, "H.MEMBERS").state()).isEqualTo(ReportFigure.State.NOT_REPORTED);
    assertThat(new ReportWords(languages.vietnamese()).value(recognised)).isEqualTo("chưa báo cáo");
  }

  @Test
  void whatIsReportedByHandStandsBesideTheYearBefore() {
    members(province.commune(0), 2025, 90);
    members(province.commune(0), 2026, 120);
    UUID id = begin(commune, province.commune(0));
    ReportFigure figure = figure(reports.working(commune, id), "H.MEMBERS");
    assertThat(figure.value()).isEqualTo("120");
    assertThat(figure.previous()).isEqualTo("90");
    assertThat(figure.obtained()).contains("Người Ghi");
    assertThat(codes(writing.mark(commune, id, "H.MEMBERS", true, " ")))
        .containsExactly(ReportProblem.REASON_MISSING);
    assertThat(codes(writing.mark(commune, id, FAMILIES + ".rate", true, "vì")))
        .containsExactly(ReportProblem.FIGURE_NOT_BY_HAND);
    writing.mark(commune, id, "H.MEMBERS", true, "đang đếm lại").orThrow();
    ReportContent marked = reports.working(commune, id);
    assertThat(figure(marked, "H.MEMBERS").value()).isNull();
    assertThat(Objects.requireNonNull(marked.section(ReportSection.ORGANISATION)).sentences())
        .anySatisfy(said -> assertThat(said).contains("số hội viên (đang đếm lại)"));
    writing.mark(commune, id, "H.MEMBERS", false, "").orThrow();
    assertThat(figure(reports.working(commune, id), "H.MEMBERS").value()).isEqualTo("120");
  }

  // --- beginning

  @Test
  void whatCannotBeBegunIsSaidAtOnce() {
    assertThat(
            codes(
                writing.begin(
                    commune,
                    Ids.next(),
                    new ReportOpening("x", "NONE", "", "32/1/2026", null),
                    false)))
        .containsExactlyInAnyOrder(
            ReportProblem.FORM_MISSING,
            ReportProblem.DAY_MISSING,
            ReportProblem.DAY_MISSING,
            ReportProblem.AREA_MISSING);
    String own = String.valueOf(province.commune(0));
    assertThat(
            codes(
                writing.begin(
                    commune,
                    Ids.next(),
                    new ReportOpening(own, "YEAR", "31/12/2026", "1/1/2026", null),
                    false)))
        .containsExactly(ReportProblem.PERIOD_AHEAD, ReportProblem.PERIOD_TURNED);
    // of a neighbour, of the area below, of the area above
    for (int area : List.of(province.commune(1), province.place.province())) {
      assertThat(codes(writing.begin(commune, Ids.next(), opening(area, ReportForm.YEAR), false)))
          .containsExactly(ReportProblem.AREA_MISSING);
    }
    assertThat(
            codes(
                writing.begin(
                    overseer, Ids.next(), opening(province.commune(0), ReportForm.YEAR), false)))
        .containsExactly(ReportProblem.AREA_MISSING);
    UUID id = begin(commune, province.commune(0));
    assertThat(
            codes(
                writing.begin(
                    commune, Ids.next(), opening(province.commune(0), ReportForm.YEAR), false)))
        .containsExactly(ReportProblem.THERE_ALREADY);
    // the same form sent twice begins one
    assertThat(
            writing
                .begin(commune, id, opening(province.commune(0), ReportForm.YEAR), false)
                .orThrow())
        .isEqualTo(id);
    Actor volunteer = signedIn.actor(Role.VOLUNTEER, province.village(0), "Cộng tác viên");
    assertThatThrownBy(() -> begin(volunteer, province.village(0)))
        .isInstanceOf(ForbiddenException.class);
  }

  // --- texts

  @Test
  void twoPeopleWritingAtOnceLoseNothing() {
    UUID id = begin(commune, province.commune(0));
    Actor colleague = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Quàng Văn Bạn");
    ReportSection section = ReportSection.DIFFICULTIES;
    ReportWriting.Saved first = writing.save(commune, id, section, "Bài một", 0).orThrow();
    assertThat(first.aside()).isFalse();
    ReportWriting.Saved second = writing.save(colleague, id, section, "Bài hai", 0).orThrow();
    assertThat(second.aside()).isTrue();
    assertThat(second.current()).isEqualTo(first.no());
    assertThat(Objects.requireNonNull(reports.text(commune, id, section)).words())
        .isEqualTo("Bài một");
    assertThat(reports.text(colleague, id, second.no()).words()).isEqualTo("Bài hai");
    writing.save(colleague, id, section, "Bài một\nBài hai", first.no()).orThrow();
    assertThat(reports.texts(commune, id, section))
        .extracting(Report.SavedText::words)
        .containsExactly("Bài một\nBài hai", "Bài hai", "Bài một");
    writing.bringBack(commune, id, second.no()).orThrow();
    assertThat(Objects.requireNonNull(reports.text(commune, id, section)).words())
        .isEqualTo("Bài hai");
    assertThat(reports.texts(commune, id, section)).hasSize(4);
    assertThat(codes(writing.save(commune, id, section, "a".repeat(ReportWriting.LONGEST + 1), 0)))
        .containsExactly(ReportProblem.TOO_LONG);
    assertThat(codes(writing.save(commune, id, ReportSection.LESSONS, "x", 0)))
        .containsExactly(ReportProblem.SECTION_UNKNOWN);
  }

  // --- sending and receiving

  private boolean fill(UUID id, String json, Instant at, String by) {
    return table.fill(id, json, at, table.reading(), by);
  }

  @Test
  void figuresThatWereReadEarlierDoNotReplaceLaterOnes() {
    UUID id = begin(overseer, province.place.province());
    Report.Draft draft = table.draft(id).orElseThrow();
    String json = ReportJson.write(draft.content());
    assertThat(fill(id, json, draft.filledAt().plusSeconds(5), "Người đọc sau")).isTrue();
    assertThat(fill(id, json, draft.filledAt().plusSeconds(2), "Người đọc trước")).isFalse();
    assertThat(table.draft(id).orElseThrow().filledName()).isEqualTo("Người đọc sau");
    // the clock of a refilling says when it read, too
    writing.refill(overseer, id, false).orThrow();
    assertThat(table.draft(id).orElseThrow().filledName()).isEqualTo("Người đọc sau");
  }

  @Test
  void obstaclesAndWarningsAreSaidAtOnce() {
    members(province.commune(0), 2025, 10);
    members(province.commune(0), 2026, 500);
    UUID id = begin(commune, province.commune(0));
    List<ReportFinding> findings = reports.findings(commune, id, languages.vietnamese());
    assertThat(findings).filteredOn(ReportFinding::obstacle).hasSize(3);
    assertThat(findings)
        .extracting(one -> one.words().messageKey())
        .contains("reports.check.jump", "reports.check.silent");
    assertThat(codes(writing.send(commune, id, sending(false))))
        .containsExactlyInAnyOrder(
            ReportProblem.SECTION_EMPTY,
            ReportProblem.SECTION_EMPTY,
            ReportProblem.SECTION_EMPTY,
            ReportProblem.WARNINGS_OPEN);
    assertThat(reports.open(commune, id).report().stage()).isEqualTo(ReportStage.DRAFT);
  }

  @Test
  void aReportGoesUpComesBackAndGoesUpAgain() {
    UUID id = begin(commune, province.commune(0));
    assertThatThrownBy(() -> reports.open(overseer, id)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> reports.open(other, id)).isInstanceOf(NotFoundException.class);
    writeAll(commune, id, "Không có.");
    assertThat(writing.send(commune, id, sending(true)).orThrow()).isEqualTo(1);
    assertThat(codes(writing.save(commune, id, ReportSection.NEXT, "Khác", 0)))
        .containsExactly(ReportProblem.LOCKED);
    assertThat(codes(writing.refill(commune, id, false))).containsExactly(ReportProblem.LOCKED);
    assertThatThrownBy(() -> writing.accept(commune, id, 1)).isInstanceOf(ForbiddenException.class);
    assertThat(codes(writing.giveBack(overseer, id, 1, " ")))
        .containsExactly(ReportProblem.REASON_MISSING);
    assertThat(codes(writing.accept(overseer, id, 2))).containsExactly(ReportProblem.VERSION_OLD);
    writing.giveBack(overseer, id, 1, "Thiếu khó khăn").orThrow();
    assertThat(codes(writing.accept(overseer, id, 1))).containsExactly(ReportProblem.NOT_SENT);
    write(commune, id, ReportSection.DIFFICULTIES, "Thiếu sách.");
    assertThat(writing.send(commune, id, sending(true)).orThrow()).isEqualTo(2);
    writing.accept(overseer, id, 2).orThrow();
    assertThat(reports.open(overseer, id).report().stage()).isEqualTo(ReportStage.ACCEPTED);
    assertThat(codes(writing.giveBack(overseer, id, 2, "x")))
        .containsExactly(ReportProblem.NOT_SENT);
    // a correction is a version beside what was sent
    String before = reports.sent(overseer, id, 2).json();
    province.recognised(province.village(2), 6);
    writing.correct(commune, id, "Sót một thôn").orThrow();
    writing.refill(commune, id, false).orThrow();
    assertThat(writing.send(commune, id, sending(true)).orThrow()).isEqualTo(3);
    assertThat(reports.sent(overseer, id, 2).json()).isEqualTo(before);
    assertThat(reports.sent(overseer, id, 3).reason()).isEqualTo("Sót một thôn");
    ReportDifferences differences = reports.differences(overseer, id, 2, 3);
    assertThat(differences.figures())
        .anySatisfy(
            one -> {
              assertThat(one.label()).contains("được công nhận");
              assertThat(Objects.requireNonNull(one.before()).value()).isEqualTo("30");
              assertThat(Objects.requireNonNull(one.after()).value()).isEqualTo("36");
            });
    assertThat(reports.differences(overseer, id, 1, 2).texts())
        .containsExactly(
            new ReportDifferences.Text(ReportSection.DIFFICULTIES, "", "Không có.", "Thiếu sách."));
    assertThat(reports.open(overseer, id).report().stage()).isEqualTo(ReportStage.SENT);
    assertThat(reports.steps(commune, id))
        .extracting(Report.Step::step)
        .containsExactly("SENT", "CORRECTING", "ACCEPTED", "SENT", "RETURNED", "SENT", "OPENED");
  }

  @Test
  void nobodyChangesWhatWasSent() {
    UUID id = sent(commune, province.commune(0), "Không có.");
    assertThatThrownBy(
            () ->
                jdbc.sql("update reports.sent set hash = hash where report_id = :id")
                    .param("id", id)
                    .update())
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void whatWasSentIsTheSameBytesAfterAReorganisation() throws Exception {
    members(province.commune(0), 2026, 120);
    UUID id = sent(commune, province.commune(0), "Đường xa.");
    Report.Sent before = reports.sent(overseer, id, 1);
    byte[] word = document(before).toBytes();
    byte[] pdf = document(before).toPdf();
    assertThat(PdfProof.unsound(pdf)).isEmpty();
    assertThat(PdfProof.read(pdf)).contains(before.hash(), "Đường xa.").doesNotContain("DỰ THẢO");
    assertThat(before.hash()).isEqualTo(ReportJson.hash(before.json()));
    assertThat(ReportJson.write(before.content())).isEqualTo(before.json());

    DeclaredChanges.After to =
        new DeclaredChanges.After("N" + province.place.province(), "Xã Mới", "COMMUNE", "");
    reorganisations
        .apply(
            overseer,
            province.place.province(),
            LocalDate.of(2026, 11, 1),
            Decree.of("NQ 1"),
            DeclaredChanges.none()
                .with(merged(province.commune(0), to), merged(province.commune(1), to)))
        .orThrow();

    Report.Sent after = reports.sent(overseer, id, 1);
    assertThat(after.json().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(before.json().getBytes(StandardCharsets.UTF_8));
    assertThat(document(after).toBytes()).isEqualTo(word);
    assertThat(document(after).toPdf()).isEqualTo(pdf);
    assertThat(after.content().area().name()).isEqualTo("Xã Thượng");
    assertThat(reports.open(overseer, id).ended()).isTrue();
    assertThat(reports.live(overseer, id, FAMILIES + ".recognised")).isNull();
    Result<UUID> refused =
        writing.begin(commune, Ids.next(), opening(province.commune(0), ReportForm.RESULTS), false);
    assertThat(codes(refused)).containsExactly(ReportProblem.AREA_ENDED);
    assertThat(refused.problems().getFirst().arguments()).contains("Xã Thượng", "Xã Mới");
  }

  @Test
  void whatAnEndedAreaWroteEntersTheReportOfWhatReceivedItAndNobodyIsGivenBackWhatNobodyCanSend() {
    UUID begun = begin(commune, province.commune(0));
    write(commune, begun, ReportSection.DIFFICULTIES, "Đường xa.");
    UUID sent = sent(other, province.commune(1), "Thiếu sách.");
    DeclaredChanges.After to =
        new DeclaredChanges.After("N" + province.place.province(), "Xã Mới", "COMMUNE", "");
    reorganisations
        .apply(
            overseer,
            province.place.province(),
            LocalDate.of(2026, 11, 1),
            Decree.of("NQ 1"),
            DeclaredChanges.none()
                .with(merged(province.commune(0), to), merged(province.commune(1), to)))
        .orThrow();
    int received =
        Objects.requireNonNull(
                areas
                    .laterNames(List.of(province.commune(0)), LocalDate.of(2026, 10, 31))
                    .get(province.commune(0)))
            .getFirst()
            .laterId();
    Actor successor = signedIn.actor(Role.COMMUNE_OFFICER, received, "Lường Thị Mới");

    UUID report = begin(successor, received);
    assertThat(
            Objects.requireNonNull(reports.text(successor, report, ReportSection.DIFFICULTIES))
                .words())
        .contains("Xã Thượng: Đường xa.")
        .doesNotContain("Thiếu sách.");
    Result<UUID> refused = writing.giveBack(overseer, sent, 1, "Thiếu số.");
    assertThat(codes(refused)).containsExactly(ReportProblem.RETURN_ENDED);
    assertThat(refused.problems().getFirst().arguments()).contains("Xã Mới");
    writing.accept(overseer, sent, 1).orThrow();
  }

  private DeclaredChanges.Link merged(int area, DeclaredChanges.After to) {
    return new DeclaredChanges.Link(
        0, DeclaredChanges.Before.of(areas.byId(area)), to, DeclaredChanges.Extent.WHOLE);
  }

  private vn.khuyenhoc.platform.document.AdministrativeDocument document(Report.Sent sent) {
    ReportContent content = sent.content();
    return ReportDocument.of(
        content, Objects.requireNonNull(content.head()), sent.hash(), languages.vietnamese());
  }

  // --- putting together

  @Test
  void reportsOfCommunesArePutTogetherAndWhoIsMissingIsNamed() {
    members(province.commune(0), 2026, 120);
    members(province.commune(1), 2026, 30);
    UUID id = begin(overseer, province.place.province());
    assertThat(codes(writing.merge(overseer, id))).containsExactly(ReportProblem.NOTHING_TO_MERGE);
    sent(commune, province.commune(0), "Đường xa.");
    ReportContent.Merged partly = writing.merge(overseer, id).orThrow();
    assertThat(partly.missing()).extracting(ReportContent.Place::name).containsExactly("Xã Hạ");
    ReportContent content = reports.working(overseer, id);
    assertThat(figure(content, "H.MEMBERS").value()).isEqualTo("120");
    assertThat(figure(content, "H.MEMBERS").remark()).contains("Xã Hạ");
    assertThat(Objects.requireNonNull(content.section(ReportSection.BELOW)).sentences())
        .anySatisfy(said -> assertThat(said).contains("Chưa gửi báo cáo (1): Xã Hạ"))
        .anySatisfy(
            said ->
                assertThat(said)
                    .contains("hệ thống đếm ở mọi địa bàn", "cộng từ báo cáo đã gửi: số hội viên"));
    assertThat(figure(content, FAMILIES + ".recognised").obtained()).contains("Gồm mọi địa bàn");
    assertThat(figure(content, "H.MEMBERS").obtained())
        .contains("Cộng từ báo cáo của 1 nơi")
        .doesNotContain("Gồm mọi địa bàn");

    sent(other, province.commune(1), "Thiếu người.");
    writing.merge(overseer, id).orThrow();
    ReportContent whole = reports.working(overseer, id);
    ReportFigure members = figure(whole, "H.MEMBERS");
    assertThat(members.value()).isEqualTo("150");
    assertThat(members.parts())
        .extracting(ReportFigure.Part::value)
        .containsExactlyInAnyOrder("120", "30");
    assertThat(Objects.requireNonNull(whole.section(ReportSection.DIFFICULTIES)).gathered())
        .extracting(ReportContent.Gathered::name, ReportContent.Gathered::text)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Xã Thượng", "Đường xa."),
            org.assertj.core.groups.Tuple.tuple("Xã Hạ", "Thiếu người."));
    // the province's own number differs from the sum of all its communes: both are told
    members(province.place.province(), 2026, 200);
    writing.refill(overseer, id, false).orThrow();
    ReportFigure apart = figure(reports.working(overseer, id), "H.MEMBERS");
    assertThat(apart.value()).isEqualTo("200");
    assertThat(apart.state()).isEqualTo(ReportFigure.State.APART);
    assertThat(apart.remark()).contains("200", "150");
    writeAll(overseer, id, "Không có.");
    writing.send(overseer, id, sending(true)).orThrow();
    Actor national = signedIn.actor(Role.NATIONAL_OFFICER, province.place.nation(), "Trung ương");
    writing.accept(national, id, 1).orThrow();
    assertThat(reports.list(national, below(), 200, 0)).extracting(Report::id).contains(id);
  }

  @Test
  void whoHasItsReportBackIsNotToldAsOneThatSentNone() {
    sent(commune, province.commune(0), "Đường xa.");
    UUID back = sent(other, province.commune(1), "Thiếu người.");
    writing.giveBack(overseer, back, 1, "Thiếu số liệu").orThrow();
    UUID id = begin(overseer, province.place.province());
    writing.merge(overseer, id).orThrow();
    assertThat(
            Objects.requireNonNull(reports.working(overseer, id).section(ReportSection.BELOW))
                .sentences())
        .anyMatch(said -> said.contains("đang bị trả lại để sửa (1): Xã Hạ"))
        .noneMatch(said -> said.contains("Chưa gửi báo cáo"));
  }

  @Test
  void whatWasPutTogetherBeforeReturnsWereToldIsStillRead() {
    ReportContent.Merged kept =
        ReportJson.merged(
            """
            {"at":"2026-11-02T01:00:00Z","gathered":{},"sources":[],"sums":[],
             "missing":[{"id":1,"level":"COMMUNE","code":"1","name":"Xã A"}]}
            """);
    assertThat(kept.silent()).extracting(ReportContent.Place::name).containsExactly("Xã A");
    assertThat(kept.sentBack()).isEmpty();
  }

  @Test
  void aReportThatADutyAsksForGoesToThoseWhomTheDutyNames() {
    UUID duty = Ids.next();
    edits.addBuiltIn(
        overseer,
        duty,
        province.place.province(),
        null,
        yearly(
            List.of(party(ObligationParty.Side.COMMITTEE, "UBND cấp xã")),
            party(ObligationParty.Side.ASSOCIATION, "Hội Khuyến học Việt Nam"),
            party(ObligationParty.Side.COMMITTEE, "Sở Giáo dục và Đào tạo")));
    Report report = reports.open(commune, begin(commune, province.commune(0))).report();
    ReportContent content = reports.working(commune, report.id());
    assertThat(reports.head(content, report).recipients())
        .contains("Ủy ban nhân dân xã Thượng (báo cáo)")
        .noneMatch(one -> one.contains("cấp xã"));
    Report asked =
        new Report(
            report.id(),
            report.areaId(),
            report.areaName(),
            report.level(),
            duty,
            report.form(),
            report.from(),
            report.until(),
            report.stage(),
            null,
            null,
            null);
    ReportContent.Head head = reports.head(content, asked);
    assertThat(head.issuer()).isEqualTo("Ủy ban nhân dân xã Thượng");
    assertThat(head.symbol()).isEqualTo("UBND");
    assertThat(head.onBehalfOf()).isEqualTo("Ủy ban nhân dân");
    assertThat(head.recipients())
        .containsExactly("Sở Giáo dục và Đào tạo", "Hội Khuyến học Việt Nam");
    assertThat(reports.duties(List.of(report))).isEmpty();
    assertThat(reports.duties(List.of(asked, report)))
        .containsOnlyKeys(duty)
        .extractingByKey(duty)
        .extracting(ObligationSays::title)
        .isEqualTo("Báo cáo năm của xã");
    assertThat(
            new ReportParties(content, reports.head(content))
                .asked(
                    yearly(
                        List.of(),
                        party(ObligationParty.Side.ASSOCIATION, "Hội Khuyến học cấp xã"),
                        party(ObligationParty.Side.ASSOCIATION, "Hội Khuyến học Việt Nam")))
                .recipients())
        .as("nobody receives the report they write")
        .containsExactly("Hội Khuyến học Việt Nam");
  }

  private static ObligationSays yearly(
      List<ObligationParty> reporters, ObligationParty... recipients) {
    LocalDate from = LocalDate.of(2026, 1, 1);
    return new ObligationSays(
        "Báo cáo năm của xã",
        "",
        "",
        null,
        "",
        ObligationReporter.COMMUNE,
        reporters,
        List.of(recipients),
        List.of(ReportForm.YEAR.name()),
        ObligationRule.yearly(java.time.MonthDay.of(12, 31), false),
        from,
        null,
        from,
        List.of(),
        false);
  }

  private static ObligationParty party(ObligationParty.Side side, String name) {
    return new ObligationParty(side, null, "", name);
  }

  private static ReportFilter below() {
    return new ReportFilter(true, null, null, null, "");
  }

  @Test
  void whatGaveAwayAPartOfItselfDoesNotComeWithThatPart() {
    UUID id = sent(commune, province.commune(0), "Đường xa.");
    ReportFilter own = new ReportFilter(false, null, null, null, "");
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql(
                  """
                  with told as (
                    insert into areas.reorganisation (scope_id, decree, effective_on, recorded_at, recorded_name)
                    values (:province, 'NQ 9', '2026-10-01', now(), 'Cán bộ tỉnh') returning reorganisation_id)
                  insert into areas.succession (reorganisation_id, from_area, to_area, extent)
                  select reorganisation_id, :from, :to, 'PART' from told
                  """)
              .param("province", province.place.province())
              .param("from", province.commune(0))
              .param("to", province.commune(1))
              .update();
          assertThat(reports.list(other, own, 25, 0)).isEmpty();
          assertThat(reports.list(commune, own, 25, 0)).extracting(Report::id).containsExactly(id);
          status.setRollbackOnly();
        });
  }

  @Test
  void aNumberOfACommuneThatDiffersFromTheProvincesIsTold() {
    sent(commune, province.commune(0), "Không có.");
    province.recognised(province.village(2), 4);
    UUID id = begin(overseer, province.place.province());
    assertThat(reports.findings(overseer, id, languages.vietnamese()))
        .anySatisfy(
            one -> {
              assertThat(one.words().messageKey()).isEqualTo("reports.check.below");
              assertThat(one.words().arguments().toString()).contains("Xã Thượng gửi 30, ở đây 34");
            });
  }

  // --- lists

  @Test
  void everybodySeesTheirOwnAndWhoReceivesSeesWhatWasSent() {
    UUID draft = begin(other, province.commune(1));
    UUID id = sent(commune, province.commune(0), "Không có.");
    ReportFilter own = new ReportFilter(false, null, null, null, "");
    assertThat(reports.list(commune, own, 25, 0)).extracting(Report::id).containsExactly(id);
    assertThat(reports.list(overseer, own, 25, 0)).isEmpty();
    assertThat(reports.list(overseer, below(), 25, 0)).extracting(Report::id).containsExactly(id);
    assertThat(reports.count(overseer, below())).isEqualTo(1);
    assertThat(reports.list(other, own, 25, 0)).extracting(Report::id).containsExactly(draft);
    assertThat(
            reports.list(
                overseer,
                new ReportFilter(true, ReportForm.YEAR, 2026, ReportStage.SENT, "thuong"),
                25,
                0))
        .hasSize(1);
    assertThat(
            reports.list(
                overseer, new ReportFilter(true, ReportForm.RESULTS, null, null, ""), 25, 0))
        .isEmpty();
    List<Reports.Owing> owing =
        reports.owing(
            overseer,
            province.place.province(),
            ReportForm.YEAR,
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 12, 31));
    assertThat(owing)
        .extracting(one -> one.place().name(), one -> one.report() != null)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Xã Thượng", true),
            org.assertj.core.groups.Tuple.tuple("Xã Hạ", false));
  }

  @Test
  void aShareWithoutCountsIsNeverAddedUp() {
    ReportFigure share =
        new ReportFigure(
            "H.X",
            "X",
            ReportFigure.Kind.PERCENT,
            "",
            "60",
            null,
            null,
            null,
            ReportFigure.State.APART,
            "chỉ có tỷ lệ",
            "",
            "",
            "",
            List.of(),
            List.of(),
            List.of());
    ReportFigure counted =
        new ReportFigure(
            "H.X",
            "X",
            ReportFigure.Kind.PERCENT,
            "",
            "50",
            "5",
            "10",
            null,
            ReportFigure.State.REPORTED,
            "",
            "",
            "",
            "",
            List.of(),
            List.of(),
            List.of());
    ReportContent.Place one = new ReportContent.Place(1, "COMMUNE", "1", "Xã A");
    ReportContent.Place two = new ReportContent.Place(2, "COMMUNE", "2", "Xã B");
    ReportContent.Merged merged =
        ReportMerging.of(
            content(counted),
            List.of(one, two),
            Map.of(1, version(1, content(share)), 2, version(2, content(counted))),
            java.util.Set.of(),
            java.time.Instant.EPOCH);
    ReportContent.Sum sum = merged.sums().getFirst();
    assertThat(sum.value()).isEqualTo("50");
    assertThat(sum.numerator()).isEqualTo("5");
    assertThat(sum.apart()).containsExactly("Xã A");
  }

  private static Report.Sent version(int area, ReportContent content) {
    return new Report.Sent(
        new UUID(0, area), area, 1, ReportJson.write(content), "", "", java.time.Instant.EPOCH, "");
  }

  private static ReportContent content(ReportFigure figure) {
    return new ReportContent(
        1,
        ReportForm.YEAR,
        "2026-01-01",
        "2026-12-31",
        2026,
        new ReportContent.Place(9, "PROVINCE", "9", "Tỉnh"),
        List.of(),
        List.of(),
        "2026-11-02T01:00:00Z",
        false,
        List.of(),
        List.of(figure),
        null,
        List.of(),
        null);
  }
}
