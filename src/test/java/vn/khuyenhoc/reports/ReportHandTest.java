package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** The sheet of what is entered by hand, and who is asked for what. */
@ModuleTest
class ReportHandTest {

  @Autowired private Reports reports;
  @Autowired private ReportHand hand;
  @Autowired private ReportWriting writing;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;
  @Autowired private TransactionTemplate transactions;

  private FiguresProvince province;
  private Actor commune;
  private Actor colleague;
  private Actor overseer;

  @BeforeEach
  void aProvinceWithACampaign() {
    targets.loadOnce();
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 3);
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
    colleague = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Lò Văn Đồng");
    overseer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
  }

  private UUID begin(Actor actor, int area) {
    return WrittenReports.begin(writing, actor, area, ReportForm.YEAR);
  }

  private List<ReportHand.Line> lines(Actor actor, UUID id) {
    return hand.lines(actor, id, languages.vietnamese());
  }

  /** The fields of the sheet as they stand on a screen that was just opened. */
  private Map<String, String> screen(Actor actor, UUID id) {
    Map<String, String> fields = new HashMap<>();
    fields.put("note", "sổ của Hội");
    for (ReportHand.Line line : lines(actor, id)) {
      fields.put("v." + line.id(), line.value());
      if (line.share()) {
        fields.put("d." + line.id(), line.whole());
      }
      if (line.silent()) {
        fields.put("s." + line.id(), "true");
      }
      fields.put("r." + line.id(), line.reason());
      fields.put("w." + line.id(), line.was());
    }
    return fields;
  }

  private ReportHand.Saved save(Actor actor, UUID id, Map<String, String> fields) {
    return hand.save(actor, id, fields, languages.vietnamese()).orThrow();
  }

  private ReportFigure figure(UUID id, String key) {
    return Objects.requireNonNull(reports.working(commune, id).figure(key), key);
  }

  @Test
  void everyLevelIsAskedForItsOwnAlone() {
    UUID below = begin(commune, province.commune(0));
    assertThat(lines(commune, below))
        .extracting(ReportHand.Line::id)
        .contains("MEMBERS", "FUND", "CHAPTERS", "COURSES")
        .doesNotContain(
            "ASSOCIATIONS_DISTRICT",
            "ASSOCIATIONS_COMMUNE",
            "ASSOCIATIONS_DIRECT",
            "TV_COLUMN",
            "DISTRICT_CONTEST_HELD");
    assertThat(reports.working(commune, below).figure("H.ASSOCIATIONS_DISTRICT")).isNull();
    UUID own = begin(overseer, province.place.province());
    assertThat(lines(overseer, own))
        .extracting(ReportHand.Line::id)
        .contains("MEMBERS", "ASSOCIATIONS_COMMUNE", "TV_COLUMN")
        // there are no districts in the year
        .doesNotContain("ASSOCIATIONS_DISTRICT", "DISTRICT_CONTEST_HELD");
  }

  @Test
  void moreOfThePartyThanThereAreMembersIsTold() {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> fields = screen(commune, id);
    fields.put("v.MEMBERS", "2.000");
    fields.put("v.PARTY_MEMBERS", "2.500");
    assertThat(save(commune, id, fields).problems()).isEmpty();
    writing.refill(commune, id, false).orThrow();
    assertThat(told(id)).contains("H.PARTY_MEMBERS");
    fields = screen(commune, id);
    fields.put("v.PARTY_MEMBERS", "2.000");
    assertThat(save(commune, id, fields).problems()).isEmpty();
    writing.refill(commune, id, false).orThrow();
    assertThat(told(id)).doesNotContain("H.PARTY_MEMBERS");
  }

  @Test
  void whatWasEnteredAfterTheReportReadItsFiguresIsTold() {
    UUID id = begin(commune, province.commune(0));
    assertThat(enteredSince(id)).isEmpty();
    jdbc.sql(
            """
            insert into reporting.reported_value
              (indicator_id, area_id, year, value, note, reported_at, reported_name)
            values ('MEMBERS', :area, 2026, 120, 'sổ', :at, 'Người Ghi')
            """)
        .param("area", province.commune(0))
        .param("at", clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC))
        .update();
    assertThat(enteredSince(id)).containsExactly("H.MEMBERS");
  }

  private List<String> enteredSince(UUID id) {
    return reports.findings(commune, id, languages.vietnamese()).stream()
        .filter(one -> one.words().messageKey().equals("reports.check.entered"))
        .flatMap(one -> one.all().stream())
        .map(ReportFigure::key)
        .toList();
  }

  private List<String> told(UUID id) {
    return reports.findings(commune, id, languages.vietnamese()).stream()
        .filter(one -> one.words().messageKey().equals("reports.check.above-other"))
        .map(ReportFinding::figure)
        .toList();
  }

  @Test
  void whatNoLevelBelowIsAskedForIsNotMissingInWhatTheySent() {
    UUID below = begin(commune, province.commune(0));
    WrittenReports.write(writing, reports, commune, below, "Như đã nêu.");
    writing
        .send(commune, below, WrittenReports.sending(reports, commune, below, "2/11/2026", true))
        .orThrow();
    UUID own = begin(overseer, province.place.province());
    Map<String, String> fields = screen(overseer, own);
    fields.put("v.ASSOCIATIONS_COMMUNE", "75");
    assertThat(save(overseer, own, fields).problems()).isEmpty();
    writing.refill(overseer, own, false).orThrow();
    ReportContent.Merged merged = writing.merge(overseer, own).orThrow();
    assertThat(merged.sums()).noneMatch(one -> one.figure().equals("H.ASSOCIATIONS_COMMUNE"));
    assertThat(merged.sums()).anyMatch(one -> one.figure().equals("H.MEMBERS"));
    ReportFigure figure =
        Objects.requireNonNull(reports.working(overseer, own).figure("H.ASSOCIATIONS_COMMUNE"));
    assertThat(figure.value()).isEqualTo("75");
  }

  @Test
  void aSheetSavesEveryLineThatIsRightAndSaysWhatIsWrongWithTheOthers() {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> fields = screen(commune, id);
    fields.put("v.MEMBERS", "1.250");
    fields.put("v.OFFICER_TRAINED", "12");
    fields.put("d.OFFICER_TRAINED", "15");
    fields.put("v.FUND", "nhiều");
    fields.put("s.COURSES", "true");
    fields.put("r.COURSES", "chưa mở lớp nào");
    fields.put("s.PARTICIPANTS", "true");
    ReportHand.Saved saved = save(commune, id, fields);
    assertThat(saved.saved()).containsExactlyInAnyOrder("MEMBERS", "OFFICER_TRAINED", "COURSES");
    assertThat(saved.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("v.FUND", "r.PARTICIPANTS");
    writing.refill(commune, id, false).orThrow();
    assertThat(figure(id, "H.MEMBERS").value()).isEqualTo("1250");
    assertThat(figure(id, "H.MEMBERS").obtained()).contains("Cầm Thị Mai", "sổ của Hội");
    assertThat(figure(id, "H.OFFICER_TRAINED").value()).isEqualTo("80");
    assertThat(figure(id, "H.COURSES").state()).isEqualTo(ReportFigure.State.NOT_REPORTED);
    assertThat(figure(id, "H.COURSES").remark()).isEqualTo("chưa mở lớp nào");

    // what was not touched is not entered again
    assertThat(save(commune, id, screen(commune, id)).saved()).isEmpty();
    long entered =
        jdbc.sql("select count(*) from reporting.reported_value where area_id = :area")
            .param("area", province.commune(0))
            .query(Long.class)
            .single();
    assertThat(entered).isEqualTo(2);

    // a number stays until it is said that there is none
    Map<String, String> emptied = screen(commune, id);
    emptied.put("v.MEMBERS", "");
    assertThat(save(commune, id, emptied).problems())
        .extracting(Problem::code)
        .containsExactly(ReportProblem.HAND_EMPTIED);
    Map<String, String> silent = screen(commune, id);
    silent.put("s.MEMBERS", "true");
    silent.put("r.MEMBERS", "đang đếm lại");
    assertThat(save(commune, id, silent).problems()).isEmpty();
    assertThat(figure(id, "H.MEMBERS").value()).isNull();
    Map<String, String> again = screen(commune, id);
    again.remove("s.MEMBERS");
    again.put("r.MEMBERS", "");
    assertThat(save(commune, id, again).problems()).isEmpty();
    assertThat(figure(id, "H.MEMBERS").value()).isEqualTo("1250");
  }

  @Test
  void whatSomebodyElseEnteredMeanwhileIsNotOverwrittenUnseen() {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> mine = screen(commune, id);
    Map<String, String> theirs = screen(colleague, id);
    theirs.put("v.MEMBERS", "300");
    theirs.put("v.CHAPTERS", "8");
    assertThat(save(colleague, id, theirs).saved()).hasSize(2);
    mine.put("v.MEMBERS", "290");
    mine.put("v.FUND", "5.000.000");
    ReportHand.Saved saved = save(commune, id, mine);
    assertThat(saved.saved()).containsExactlyInAnyOrder("FUND");
    assertThat(saved.problems())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.code()).isEqualTo(ReportProblem.HAND_CHANGED);
              assertThat(one.arguments()).contains("300");
            });
    assertThat(lines(commune, id))
        .filteredOn(one -> List.of("MEMBERS", "CHAPTERS").contains(one.id()))
        .extracting(ReportHand.Line::value)
        .containsExactlyInAnyOrder("300", "8");
    Actor stranger = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(1), "Người Khác");
    assertThatThrownBy(() -> hand.lines(stranger, id, languages.vietnamese()))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aNumberThatIsSaidToBeNoneAtTheSameTimeIsRefusedAndNotLost() {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> fields = screen(commune, id);
    fields.put("v.MEMBERS", "1.250");
    fields.put("s.MEMBERS", "true");
    fields.put("r.MEMBERS", "đang đếm lại");
    fields.put("d.OFFICER_TRAINED", "15");
    fields.put("s.OFFICER_TRAINED", "true");
    fields.put("r.OFFICER_TRAINED", "chưa mở lớp");
    ReportHand.Saved saved = save(commune, id, fields);
    assertThat(saved.saved()).isEmpty();
    assertThat(saved.problems())
        .extracting(Problem::field, Problem::code)
        .containsExactlyInAnyOrder(
            tuple("v.MEMBERS", ReportProblem.HAND_NUMBER_AND_SILENT),
            tuple("v.OFFICER_TRAINED", ReportProblem.HAND_NUMBER_AND_SILENT));
    assertThat(lines(commune, id)).noneMatch(ReportHand.Line::silent);
    // either of the two alone is what it says
    fields.remove("s.MEMBERS");
    fields.put("d.OFFICER_TRAINED", "");
    ReportHand.Saved after = save(commune, id, fields);
    assertThat(after.problems()).isEmpty();
    assertThat(after.saved()).containsExactlyInAnyOrder("MEMBERS", "OFFICER_TRAINED");
    assertThat(lines(commune, id))
        .filteredOn(ReportHand.Line::silent)
        .extracting(ReportHand.Line::id)
        .containsExactly("OFFICER_TRAINED");
  }

  private long entered(String indicator) {
    return jdbc.sql(
            "select count(*) from reporting.reported_value where area_id = :area and indicator_id = :of")
        .param("area", province.commune(0))
        .param("of", indicator)
        .query(Long.class)
        .single();
  }

  @Test
  void aLineThatWasRightIsNotEnteredAgainWithTheOnesThatWereWrong() {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> fields = screen(commune, id);
    fields.put("v.MEMBERS", "1250");
    fields.put("v.OFFICER_TRAINED", "12,0");
    fields.put("d.OFFICER_TRAINED", "15");
    fields.put("v.FUND", "nhiều");
    assertThat(save(commune, id, fields).saved())
        .containsExactlyInAnyOrder("MEMBERS", "OFFICER_TRAINED");
    // the sheet that comes back says by now what is saved, and keeps what is not
    Map<String, String> back = screen(commune, id);
    lines(commune, id)
        .forEach(
            line -> {
              ReportHand.Line shown = line.again(fields);
              assertThat(shown.value())
                  .isEqualTo(line.id().equals("FUND") ? "nhiều" : line.value());
              back.put("v." + line.id(), shown.value());
            });
    back.put("v.FUND", "5 triệu");
    assertThat(save(commune, id, back).saved()).isEmpty();
    // nor is a number that is only written another way
    back.put("v.MEMBERS", "1 250");
    back.put("v.FUND", "5000000");
    assertThat(save(commune, id, back).saved()).containsExactlyInAnyOrder("FUND");
    assertThat(List.of(entered("MEMBERS"), entered("OFFICER_TRAINED"), entered("FUND")))
        .containsOnly(1L);
  }

  @Test
  void aSheetThatComesBackShowsWhatSomebodyElseEnteredInLinesThatWereNotTouched() {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> first = screen(commune, id);
    first.put("v.CHAPTERS", "5");
    save(commune, id, first);
    Map<String, String> mine = screen(commune, id);
    Map<String, String> theirs = screen(colleague, id);
    theirs.put("v.CHAPTERS", "8");
    save(colleague, id, theirs);
    mine.put("v.FUND", "nhiều");
    save(commune, id, mine);
    assertThat(lines(commune, id))
        .filteredOn(line -> line.id().equals("CHAPTERS"))
        .extracting(line -> line.again(mine).value())
        .containsExactly("8");
  }

  @Test
  void whatSomebodyElseIsSavingAtTheSameMomentIsWaitedForAndSeen() throws Exception {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> first = screen(commune, id);
    first.put("v.MEMBERS", "250");
    save(commune, id, first);
    Map<String, String> mine = screen(commune, id);
    mine.put("v.MEMBERS", "290");
    Map<String, String> theirs = screen(colleague, id);
    theirs.put("v.MEMBERS", "300");
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<ReportHand.Saved> late =
          Objects.requireNonNull(
              transactions.execute(
                  status -> {
                    assertThat(save(colleague, id, theirs).problems()).isEmpty();
                    Future<ReportHand.Saved> begun = threads.submit(() -> save(commune, id, mine));
                    while (!begun.isDone() && !waiting()) {
                      Thread.onSpinWait();
                    }
                    return begun;
                  }));
      assertThat(late.get().saved()).isEmpty();
      assertThat(late.get().problems())
          .extracting(Problem::code)
          .containsExactly(ReportProblem.HAND_CHANGED);
    }
    assertThat(lines(commune, id))
        .filteredOn(line -> line.id().equals("MEMBERS"))
        .extracting(ReportHand.Line::value)
        .containsExactly("300");
  }

  private boolean waiting() {
    return jdbc.sql(
            "select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void aNumberOnTheSheetIsReadAsItselfInEveryLanguage() {
    for (String number :
        List.of(
            "0",
            "7",
            "1250",
            "12.5",
            "0.125",
            "1.25",
            "1.234",
            "12.345",
            "123.456",
            "1234.567",
            "12.3456",
            "0.0001",
            "100000",
            "1250000",
            "610000000.1234",
            "999999999999999.9999")) {
      for (String language : List.of("vi", "en")) {
        String field = ReportHand.field(new BigDecimal(number), language);
        assertThat(VietnameseNumbers.parse(field))
            .as(field)
            .isInstanceOfSatisfying(
                NumberReading.Ok.class, ok -> assertThat(ok.value()).isEqualByComparingTo(number));
      }
    }
    UUID id = begin(commune, province.commune(0));
    Map<String, String> fields = screen(commune, id);
    fields.put("v.FUND", "1250,1234");
    fields.put("v.MEMBERS", "1250");
    save(commune, id, fields);
    // a sheet opened in one language and sent in the other changes nothing that was not touched
    Map<String, String> english = new HashMap<>();
    english.put("note", "sổ của Hội");
    for (ReportHand.Line line : hand.lines(commune, id, languages.in("en"))) {
      english.put("v." + line.id(), line.value());
      english.put("d." + line.id(), line.whole());
      english.put("w." + line.id(), line.was());
    }
    assertThat(english).containsEntry("v.FUND", "1 250.1234").containsEntry("v.MEMBERS", "1 250");
    assertThat(save(commune, id, english).saved()).isEmpty();
    english.put("s.MEMBERS", "true");
    english.put("r.MEMBERS", "đang đếm lại");
    assertThat(save(commune, id, english).problems()).isEmpty();
    assertThat(List.of(entered("MEMBERS"), entered("FUND"))).containsOnly(1L);
  }

  /** The fields of the sheet as it comes back after a refusal: what was typed, what was told. */
  private static Map<String, String> pressedAgain(
      Map<String, String> typed, ReportHand.Saved refused) {
    Map<String, String> fields = new HashMap<>(typed);
    refused.told().forEach((id, told) -> fields.put("k." + id, told));
    return fields;
  }

  @Test
  void aSecondPressReplacesOnlyWhatThePersonWasTold() {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> mine = screen(commune, id);
    mine.put("v.MEMBERS", "290");
    Map<String, String> theirs = screen(colleague, id);
    theirs.put("v.MEMBERS", "300");
    save(colleague, id, theirs);
    ReportHand.Saved first = save(commune, id, mine);
    assertThat(first.told()).containsOnlyKeys("MEMBERS");
    // the same press again, with nothing told in between, says the same
    assertThat(save(commune, id, mine).problems())
        .extracting(Problem::code)
        .containsExactly(ReportProblem.HAND_CHANGED);
    // a third change in between is told again
    Map<String, String> third = screen(colleague, id);
    third.put("v.MEMBERS", "310");
    save(colleague, id, third);
    ReportHand.Saved second = save(commune, id, pressedAgain(mine, first));
    assertThat(second.saved()).isEmpty();
    assertThat(second.problems())
        .singleElement()
        .satisfies(one -> assertThat(one.arguments()).contains("310"));
    // what was told is replaced, and it is said what that was and whose
    ReportHand.Saved done = save(commune, id, pressedAgain(mine, second));
    assertThat(done.problems()).isEmpty();
    assertThat(done.replaced())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.says(languages.vietnamese())).contains("310", "Lò Văn Đồng", "290"));
    assertThat(lines(commune, id))
        .filteredOn(line -> line.id().equals("MEMBERS"))
        .extracting(ReportHand.Line::value)
        .containsExactly("290");
    // one's own number is replaced without words
    Map<String, String> own = screen(commune, id);
    own.put("v.MEMBERS", "291");
    assertThat(save(commune, id, own).replaced()).isEmpty();
  }

  @Test
  void whatSomebodySaidToBeNoneMeanwhileIsNotOverwrittenUnseenEither() {
    UUID id = begin(commune, province.commune(0));
    Map<String, String> mine = screen(commune, id);
    mine.put("v.COURSES", "3");
    Map<String, String> theirs = screen(colleague, id);
    theirs.put("s.COURSES", "true");
    theirs.put("r.COURSES", "chưa mở lớp nào");
    save(colleague, id, theirs);
    ReportHand.Saved first = save(commune, id, mine);
    assertThat(first.problems())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.code()).isEqualTo(ReportProblem.HAND_CHANGED);
              assertThat(languages.vietnamese().t(one)).contains("chưa mở lớp nào", "Lò Văn Đồng");
            });
    assertThat(lines(commune, id))
        .filteredOn(ReportHand.Line::silent)
        .extracting(ReportHand.Line::id)
        .containsExactly("COURSES");
    assertThat(save(commune, id, pressedAgain(mine, first)).saved()).containsExactly("COURSES");
    assertThat(lines(commune, id)).noneMatch(ReportHand.Line::silent);
  }
}
