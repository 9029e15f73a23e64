package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.RunsOfParts;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

/** The files of all reports below, from asking for them to the archive. */
@ModuleTest
class ReportCollectionsTest {

  @Autowired private ReportCollections collections;
  @Autowired private ReportCollectionTable table;
  @Autowired private ReportWriting writing;
  @Autowired private Reports written;
  @Autowired private ReportTable reports;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcClient jdbc;
  @Autowired private MockMvc mvc;
  @Autowired private Locks locks;

  private FiguresProvince province;
  private Actor overseer;
  private Actor commune;

  @BeforeEach
  void aProvinceWithACampaign() {
    targets.loadOnce();
    province = FiguresProvince.half(jdbc, areas, builtInAreas, criteria);
    overseer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
  }

  private CollectionAsked asked(boolean drafts) {
    return new CollectionAsked(
        String.valueOf(province.place.province()),
        AreaLevel.COMMUNE.name(),
        ReportForm.YEAR.name(),
        "1/1/2026",
        "31/12/2026",
        drafts,
        true,
        false);
  }

  /** Begun, and kept from the worker behind the pages. */
  private ReportCollection begun(Actor actor, CollectionAsked asked) {
    return kept(() -> collections.begin(actor, Ids.next(), asked, false).orThrow());
  }

  /** One that comes to wait, kept from the worker behind the pages from its first moment. */
  private ReportCollection kept(Supplier<ReportCollection> waiting) {
    return Objects.requireNonNull(transactions.execute(status -> taken(waiting.get().id())));
  }

  private ReportCollection taken(UUID id) {
    jdbc.sql("update reports.collection set state = 'WORKING', seen_at = now() where run_id = ?")
        .param(id)
        .update();
    return again(id);
  }

  private ReportCollection again(UUID id) {
    return table.byId(id).orElseThrow();
  }

  private UUID sent() {
    return WrittenReports.sent(
        writing, written, commune, province.commune(0), "Đường xa, sóng yếu.");
  }

  private byte[] archive(ReportCollection run) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    collections.archive(overseer, run.id()).writeTo(out);
    return out.toByteArray();
  }

  private static Map<String, byte[]> entries(byte[] archive) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static String words(byte[] document) throws IOException {
    return new String(
        Objects.requireNonNull(entries(document).get("word/document.xml")), StandardCharsets.UTF_8);
  }

  private static List<ProblemCode> codes(Result<?> result) {
    return result.problems().stream().map(Problem::code).toList();
  }

  @Test
  void whatWasSentIsThereAsItWasSentAndTheOthersAsDrafts() throws Exception {
    sent();
    ReportCollection run = begun(overseer, asked(true));
    assertThat(run.total()).isEqualTo(2);
    collections.work(run, 2);
    ReportCollection done = again(run.id());
    assertThat(List.of(done.state(), done.done(), done.sent(), done.drafted(), done.missing()))
        .containsExactly(RunState.DONE, 2, 1, 1, 0);
    Map<String, byte[]> entries = entries(archive(done));
    assertThat(entries.keySet())
        .containsExactlyInAnyOrder(
            "0000-danh-sach.xlsx",
            "%04d-xa-thuong.docx".formatted(number(done, "Xã Thượng")),
            "%04d-xa-ha-du-thao.docx".formatted(number(done, "Xã Hạ")));
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (entry.getKey().contains("thuong")) {
        assertThat(words(entry.getValue()))
            .contains("Đường xa, sóng yếu.")
            .doesNotContain("DỰ THẢO");
      } else if (entry.getKey().endsWith(".docx")) {
        assertThat(words(entry.getValue()))
            .contains("DỰ THẢO", "CHƯA GỬI", "(chưa gửi nơi nào)")
            .doesNotContain("Đường xa", "Hội Khuyến học tỉnh (báo cáo)", "(để báo cáo)");
      }
    }
    assertThat(archive(done)).as("taken twice").isEqualTo(archive(done));
  }

  private int number(ReportCollection run, String name) {
    return collections.lines(overseer, run.id()).stream()
        .filter(one -> one.name().equals(name))
        .map(ReportCollection.Line::number)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whereNothingWasSentThereIsNothingUnlessDraftsAreAskedFor() throws Exception {
    assertThat(codes(collections.begin(overseer, Ids.next(), asked(false), false)))
        .containsExactly(CollectionProblem.NOTHING_SENT);
    sent();
    ReportCollection run = begun(overseer, asked(false));
    collections.work(run, 1);
    ReportCollection done = again(run.id());
    assertThat(List.of(done.sent(), done.drafted(), done.missing())).containsExactly(1, 0, 1);
    assertThat(entries(archive(done))).hasSize(2);
    assertThat(collections.lines(overseer, run.id()))
        .filteredOn(one -> one.outcome() == ReportCollection.Outcome.NONE)
        .extracting(ReportCollection.Line::name)
        .containsExactly("Xã Hạ");
  }

  @Test
  void aRunThatWasInterruptedGoesOnAndWritesEachReportOnce() {
    List<Integer> order = new ArrayList<>();
    int count = 2 * ReportCollections.PART + 7;
    for (int at = 0; at < count; at++) {
      order.add(province.commune(at % 2));
    }
    UUID id = Ids.next();
    ReportCollection run =
        kept(
            () ->
                collections.begin(
                    overseer,
                    id,
                    new ReportCollections.Wanted(
                        province.place.province(),
                        AreaLevel.COMMUNE,
                        ReportForm.YEAR,
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2026, 12, 31),
                        true,
                        true,
                        false,
                        false),
                    order));
    long before = collections.written();
    collections.make(run, overseer, table.open(id).getFirst());
    assertThat(again(id).done()).as("part by part").isEqualTo(ReportCollections.PART);
    Thread.currentThread().interrupt();
    collections.work(again(id), 1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(again(id).state()).as("left to the next").isEqualTo(RunState.WAITING);
    collections.work(taken(id), 2);
    ReportCollection done = again(id);
    assertThat(List.of(done.state(), done.done(), done.drafted()))
        .containsExactly(RunState.DONE, count, count);
    assertThat(collections.written() - before).isEqualTo(count);
    assertThat(collections.lines(overseer, id))
        .extracting(ReportCollection.Line::number)
        .doesNotHaveDuplicates()
        .hasSize(count);
  }

  @Test
  void onlyWhoReceivesReportsThereCollectsSeesAndStops() {
    sent();
    Actor foreign =
        signedIn.actor(
            Role.PROVINCE_OFFICER,
            FiguresProvince.half(jdbc, areas, builtInAreas, criteria).place.province(),
            "Người tỉnh khác");
    Actor colleague =
        signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Đồng nghiệp");
    assertThatThrownBy(() -> collections.begin(commune, Ids.next(), asked(true), false))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> collections.begin(foreign, Ids.next(), asked(true), false))
        .isInstanceOf(NotFoundException.class);
    ReportCollection run = begun(overseer, asked(true));
    assertThatThrownBy(() -> collections.read(foreign, run.id()))
        .isInstanceOf(NotFoundException.class);
    assertThat(collections.read(colleague, run.id()).id()).isEqualTo(run.id());
    assertThatThrownBy(() -> collections.stop(colleague, run.id()))
        .as("only one's own")
        .isInstanceOf(NotFoundException.class);
    assertThat(collections.stop(overseer, run.id()).orThrow().state()).isEqualTo(RunState.STOPPED);
    collections.work(run, 1);
    assertThat(again(run.id()).done()).isZero();
    assertThat(codes(collections.stop(overseer, run.id()))).containsExactly(CollectionProblem.OVER);
    assertThatThrownBy(() -> collections.archive(overseer, run.id()))
        .isInstanceOf(NotFoundException.class);
    assertThat(collections.own(overseer, 5))
        .extracting(ReportCollection::id)
        .containsExactly(run.id());
    assertThat(collections.own(colleague, 5)).isEmpty();
  }

  @Test
  void whatIsHeldGoesOnWhenItsReasonIsGoneAndIsToldInTheJournal() {
    ReportCollection run = begun(overseer, asked(true));
    rights("now()");
    collections.work(run, 1);
    assertThat(again(run.id()).state()).isEqualTo(RunState.HELD);
    rights("null");
    ReportCollection on = kept(() -> collections.resume(overseer, run.id()).orThrow());
    assertThat(on.problem()).isNull();
    assertThat(
            jdbc.sql(
                    "select count(*) from platform.journal where subject = ? and action = 'report.collect.resume'")
                .param("report-collection/" + run.id())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    collections.work(on, 1);
    assertThat(again(run.id()).state()).isEqualTo(RunState.DONE);
    assertThat(codes(collections.resume(overseer, run.id())))
        .containsExactly(CollectionProblem.OVER);
  }

  private void rights(String endedAt) {
    jdbc.sql("update identity.role_grant set ended_at = " + endedAt + " where account_id = ?")
        .param(overseer.accountId())
        .update();
  }

  @Test
  void onlyWhatIsAtWorkIsDoneAndOnlyWhatIsHeldGoesOn() {
    ReportCollection run = begun(overseer, asked(true));
    Instant now = Instant.now();
    assertThat(table.runs().resume(run.id(), now)).isEqualTo(RunsOfParts.Resumed.BEFORE);
    assertThat(again(run.id()).state()).isEqualTo(RunState.WORKING);
    collections.work(run, 1);
    assertThat(table.runs().hold(run.id(), Problem.of(CollectionProblem.BROKEN), now)).isFalse();
    assertThat(again(run.id()).state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aReportThatCannotBeLaidOutIsMissingAlone() throws Exception {
    UUID broken = sent();
    Report.Sent sent = firstSent();
    String json = ReportJson.write(sent.content()).replace("\"2026-11-01\"", "\"2026-13-01\"");
    transactions.executeWithoutResult(
        status ->
            reports.addSent(
                broken, 2, json, ReportJson.hash(json), "Sai ngày ký", sent.at(), commune));
    ReportCollection run = begun(overseer, asked(true));
    collections.work(run, 1);
    ReportCollection done = again(run.id());
    assertThat(List.of(done.state(), done.sent(), done.drafted(), done.missing(), done.broken()))
        .containsExactly(RunState.DONE, 0, 1, 0, 1);
    assertThat(entries(archive(done)).keySet())
        .containsExactlyInAnyOrder(
            "0000-danh-sach.xlsx", "%04d-xa-ha-du-thao.docx".formatted(number(done, "Xã Hạ")));
  }

  @Test
  void whatIsDownloadedIsWrittenWithoutTheDatabase() throws Exception {
    ReportCollection run = begun(overseer, asked(true));
    collections.work(run, 1);
    ReportCollections.Archive archive = collections.archive(overseer, run.id());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(
            Statements.during(
                () -> {
                  archive.writeTo(out);
                  return true;
                }))
        .isEmpty();
    assertThat(entries(out.toByteArray())).hasSize(3);
    byte[] taken =
        mvc.perform(
                MockMvcRequestBuilders.get(run.path() + "/reports.zip")
                    .cookie(signedIn.cookie(overseer)))
            .andExpect(MockMvcResultMatchers.status().isOk())
            .andExpect(MockMvcResultMatchers.header().string("Content-Type", "application/zip"))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    assertThat(taken).isEqualTo(out.toByteArray());
  }

  @Test
  void whoLostTheRightKeepsTheRunFromGoingOn() {
    ReportCollection run = begun(overseer, asked(true));
    jdbc.sql("update identity.role_grant set ended_at = now() where account_id = ?")
        .param(overseer.accountId())
        .update();
    collections.work(run, 1);
    ReportCollection held = again(run.id());
    assertThat(held.state()).isEqualTo(RunState.HELD);
    assertThat(held.problem()).isEqualTo(CollectionProblem.RIGHT_LOST);
    assertThat(held.done()).isZero();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    CollectionAsked wrong =
        new CollectionAsked("", "VILLAGE", "", "31/12/2026", "gì đó", true, false, false);
    assertThat(codes(collections.begin(overseer, Ids.next(), wrong, false)))
        .containsExactlyInAnyOrder(
            CollectionProblem.AREA_MISSING,
            CollectionProblem.LEVEL_MISSING,
            ReportProblem.FORM_MISSING,
            ReportProblem.DAY_MISSING,
            CollectionProblem.KIND_MISSING);
    UUID once = Ids.next();
    ReportCollection run = collections.begin(overseer, once, asked(true), false).orThrow();
    assertThat(collections.begin(overseer, once, asked(true), false).orThrow().id())
        .isEqualTo(run.id());
    assertThat(collections.own(overseer, 5)).hasSize(1);
    collections.stop(overseer, once).orThrow();
  }

  @Test
  void aPartIsMadeInAsManyStatementsForManyAreasAsForFew() throws Exception {
    FiguresProvince other = FiguresProvince.half(jdbc, areas, builtInAreas, criteria);
    Actor nation =
        signedIn.actor(Role.NATIONAL_OFFICER, province.place.nation(), "Cán bộ trung ương");
    ReportCollection run =
        begun(
            nation,
            new CollectionAsked(
                String.valueOf(province.place.nation()),
                "COMMUNE",
                "YEAR",
                "1/1/2026",
                "31/12/2026",
                true,
                true,
                false));
    List<Integer> many = new ArrayList<>(province.place.communes());
    many.addAll(other.place.communes());
    int few = statements(run, nation, List.of(province.commune(0)));
    assertThat(statements(run, nation, many)).isEqualTo(few);
    collections.stop(nation, run.id()).orThrow();
  }

  @Test
  void aPartIsMadeInAsManyStatementsWhereItsReportsWereSentOnManyDays() throws Exception {
    sent();
    ReportCollection run = begun(overseer, asked(false));
    List<Integer> both = province.place.communes().subList(0, 2);
    int oneDay = statements(run, overseer, both);
    sent(1, Instant.parse("2026-03-05T03:00:00Z"));
    assertThat(statements(run, overseer, both)).isEqualTo(oneDay);
    collections.stop(overseer, run.id()).orThrow();
  }

  /** What the first commune has sent. */
  private Report.Sent firstSent() {
    return Objects.requireNonNull(
            table
                .sent(
                    List.of(province.commune(0)),
                    ReportForm.YEAR,
                    LocalDate.of(2026, 1, 1),
                    LocalDate.of(2026, 12, 31))
                .get(province.commune(0)))
        .getFirst();
  }

  /** A report that another commune has sent at another moment. */
  private void sent(int commune, Instant at) {
    UUID id =
        writing
            .begin(
                signedIn.actor(Role.COMMUNE_OFFICER, province.commune(commune), "Lò Văn Hạ"),
                Ids.next(),
                new ReportOpening(
                    String.valueOf(province.commune(commune)),
                    "YEAR",
                    "1/1/2026",
                    "31/12/2026",
                    null),
                false)
            .orThrow();
    ReportContent.Head head = Objects.requireNonNull(firstSent().content().head());
    String json = ReportJson.write(reports.draft(id).orElseThrow().content().under(head));
    reports.addSent(id, 1, json, ReportJson.hash(json), "", at, this.commune);
  }

  @Test
  void aPartThatWasReadBeforeAReorganisationIsReadAgain() throws Exception {
    ReportCollection run = begun(overseer, asked(true));
    ReportCollection.Part part = table.open(run.id()).getFirst();
    long before = collections.written();
    String tree = reports.tree();
    Thread making = new Thread(() -> collections.make(run, overseer, part));
    transactions.executeWithoutResult(
        status -> {
          locks.treeAlone();
          making.start();
          while (making.isAlive() && !waitsForTheTree()) {
            Thread.onSpinWait();
          }
          jdbc.sql(
                  """
                  insert into areas.reorganisation
                    (scope_id, decree, effective_on, recorded_at, recorded_name, withdrawn_at, withdrawn_name,
                     withdrawn_reason)
                  values (?, 'Nghị quyết 5/NQ-HĐND', '2027-01-01', now(), 'Cán bộ tỉnh', now(), 'Cán bộ tỉnh', 'Nhập nhầm')
                  """)
              .param(province.place.province())
              .update();
        });
    making.join();
    assertThat(reports.tree()).isNotEqualTo(tree);
    assertThat(collections.written() - before).isEqualTo(2L * part.areas().size());
    assertThat(again(run.id()).done()).isEqualTo(part.areas().size());
    collections.stop(overseer, run.id()).orThrow();
  }

  private boolean waitsForTheTree() {
    return jdbc.sql(
            "select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  private int statements(ReportCollection run, Actor actor, List<Integer> areaIds)
      throws Exception {
    return Statements.during(
            () -> {
              collections.make(run, actor, new ReportCollection.Part(1_000_000, 1, areaIds));
              return true;
            })
        .size();
  }
}
