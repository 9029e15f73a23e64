package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Tables that somebody puts together. */
@ModuleTest
class TablesTest {

  @Autowired private Tables tables;
  @Autowired private CrossTable table;
  @Autowired private FiguresTable figures;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;

  private TableProvince filled(long seed) {
    return TableProvince.filled(jdbc, areas, builtInAreas, criteria, seed);
  }

  private ReformedProvince reformed() {
    return new ReformedProvince(jdbc, areas, builtInAreas, criteria, reorganisations);
  }

  private static Actor officer(SmallProvince place) {
    return SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
  }

  private Tables.Asked ask(Actor actor, String query) {
    TableTyped typed = TableTyped.of(query);
    return tables.ask(
        actor,
        Right.FIGURES_READ,
        typed,
        typed.one("area").isEmpty() ? null : Integer.valueOf(typed.one("area")));
  }

  private TableAnswer answer(Actor actor, String query) {
    Tables.Asked asked = ask(actor, query);
    assertThat(asked.problems()).isEmpty();
    return Objects.requireNonNull(asked.answer());
  }

  private List<ProblemCode> wrong(Actor actor, String query) {
    return ask(actor, query).problems().stream().map(Problem::code).toList();
  }

  @Test
  void talliesAndDossiersGiveTheSameNumbersForWhateverBothKnow() {
    TableProvince filled = filled(7);
    ReformedProvince merged = reformed();
    merged.merge();
    ReformedProvince divided = reformed();
    divided.divide();
    Random random = new Random(11);
    int compared = 0;
    for (SmallProvince place : List.of(filled.place, merged.place, divided.place)) {
      Actor officer = officer(place);
      List<Integer> roots =
          List.of(
              place.province(),
              place.province(),
              place.communes().getFirst(),
              place.villages().getFirst());
      for (int round = 0; round < 250; round++) {
        String query = random(random, roots.get(random.nextInt(roots.size())));
        TableScope scope =
            tables.known(
                officer, Right.FIGURES_READ, Integer.valueOf(TableTyped.of(query).one("area")));
        if (TableQuestionRules.read(TableTyped.of(query), scope)
                instanceof Result.Ok<TableQuestion>(TableQuestion question)
            && question.tallied()) {
          assertThat(counted(question, CrossTable.Source.TALLIES))
              .as(query)
              .isEqualTo(counted(question, CrossTable.Source.DOSSIERS));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private Map<String, TableMeasure.Figure> counted(
      TableQuestion question, CrossTable.Source source) {
    Map<String, TableMeasure.Figure> counted = new TreeMap<>();
    table
        .count(question, source, null, 60)
        .forEach(
            group ->
                counted.put(
                    group.outer() + "|" + group.inner() + "|" + group.column(),
                    question.measure().of(group.counts())));
    return counted;
  }

  private static String random(Random random, int area) {
    List<TableAxis> axes =
        List.of(
            TableAxis.COMMUNE,
            TableAxis.VILLAGE,
            TableAxis.VILLAGE,
            TableAxis.HIGHLAND,
            TableAxis.MODEL,
            TableAxis.YEAR,
            TableAxis.FORM,
            TableAxis.STEP,
            TableAxis.RATING);
    StringBuilder query = new StringBuilder();
    TableMeasure[] measures = TableMeasure.values();
    query.append("measure=").append(measures[random.nextInt(measures.length)]);
    query.append("&rows=").append(axes.get(random.nextInt(axes.size())));
    if (random.nextInt(3) == 0) {
      query.append("&then=").append(axes.get(random.nextInt(axes.size())));
    }
    if (random.nextBoolean()) {
      query.append("&columns=").append(axes.get(random.nextInt(axes.size())));
    }
    query.append("&area=").append(area).append("&basis=").append(random.nextInt(2));
    query.append("&year=").append(2025 + random.nextInt(2));
    if (query.indexOf("=MODEL") < 0) {
      query
          .append("&model=")
          .append(random.nextInt(3) == 0 ? "LEARNING_CITIZEN.PERSON" : "LEARNING_FAMILY.HOUSEHOLD");
    }
    if (random.nextInt(3) == 0) {
      query.append("&STEP=RECOGNISED&STEP=SENT&STEP=APPROVED");
    } else if (random.nextInt(3) == 0) {
      query.append("&RATING=GOOD&RATING=ACHIEVED");
    }
    if (random.nextInt(5) == 0) {
      query.append("&FORM=FARMER");
    }
    return query.toString();
  }

  @Test
  void aMergedCommuneIsOneRowNowAndTwoThen() {
    ReformedProvince province = reformed();
    int merged = province.merge().id();
    Actor officer = officer(province.place);
    String query =
        "measure=RECOGNISED&rows=COMMUNE&year=2025&model=LEARNING_FAMILY.HOUSEHOLD&area="
            + province.place.province();
    TableAnswer now = answer(officer, query + "&basis=1");
    assertThat(now.lines())
        .extracting(TableAnswer.Line::outer)
        .containsExactly(String.valueOf(merged));
    assertThat(recognised(now.lines().getFirst())).isEqualTo(40);
    TableAnswer then = answer(officer, query + "&basis=0");
    assertThat(then.lines())
        .extracting(
            line ->
                Objects.requireNonNull(then.names().places().get(Integer.valueOf(line.outer())))
                    .name(),
            TablesTest::recognised)
        .containsExactly(tuple("Xã Hạ", 10L), tuple("Xã Thượng", 30L));
    assertThat(
            wrong(
                officer,
                "measure=ROLL&rows=VILLAGE&year=2025&model=LEARNING_FAMILY.HOUSEHOLD&basis=1&area="
                    + province.place.communes().getFirst()))
        .containsExactly(ReportingProblem.TABLE_AREA_ENDED);
  }

  private static long recognised(TableAnswer.Line line) {
    return Objects.requireNonNull(line.cells().getFirst()).recognised();
  }

  @Test
  void totalsAreOfWhatWasCountedAndNeverOfShares() {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 30);
    province.listed(province.village(0), 10);
    province.recognised(province.village(3), 1);
    province.listed(province.village(3), 8);
    province.listed(province.village(4), 5);
    Actor officer = officer(province.place);
    TableAnswer share =
        answer(
            officer,
            "measure=SHARE_RECOGNISED&rows=COMMUNE&then=VILLAGE&year=2026&model=LEARNING_FAMILY.HOUSEHOLD&area="
                + province.place.province());
    Map<String, TableMeasure.Figure> shown = new LinkedHashMap<>();
    for (TableAnswer.Line line : share.lines()) {
      shown.put(
          line.inner() == null ? line.outer() : line.inner(),
          TableMeasure.SHARE_RECOGNISED.of(line.cells().getFirst()));
    }
    assertThat(value(shown, province.village(0))).isEqualByComparingTo("75");
    assertThat(value(shown, province.village(3))).isEqualByComparingTo("11.11111111111111111111");
    assertThat(figure(shown, province.village(3)).small()).isTrue();
    assertThat(figure(shown, province.village(4)).missing())
        .as("not reported is not zero")
        .isEqualTo(TableMeasure.Missing.NOT_REPORTED);
    assertThat(value(shown, province.commune(1)))
        .as("1 of 14, and not the average of 11 and nothing")
        .isEqualByComparingTo("7.14285714285714285714");
    TableAnswer.Line total = Objects.requireNonNull(share.total());
    assertThat(TableMeasure.SHARE_RECOGNISED.of(total.cells().getFirst()).value())
        .isEqualByComparingTo("57.40740740740740740741");
    assertThat(TableMeasure.SHARE_RECOGNISED.of(null).missing())
        .isEqualTo(TableMeasure.Missing.NOTHING);
  }

  private static TableMeasure.Figure figure(Map<String, TableMeasure.Figure> shown, int area) {
    return Objects.requireNonNull(shown.get(String.valueOf(area)));
  }

  private static BigDecimal value(Map<String, TableMeasure.Figure> shown, int area) {
    return Objects.requireNonNull(figure(shown, area).value());
  }

  @Test
  void modelsAndYearsAreNeverAddedUp() {
    TableProvince province = filled(3);
    Actor officer = officer(province.place);
    String area = "&area=" + province.place.province();
    TableAnswer byModel =
        answer(officer, "measure=ROLL&rows=COMMUNE&columns=MODEL&year=2026" + area);
    assertThat(byModel.columns())
        .containsExactly(
            "LEARNING_CITIZEN.PERSON",
            "LEARNING_FAMILY.HOUSEHOLD",
            "LEARNING_CLAN.CLAN",
            "LEARNING_UNIT.COMMUNE");
    assertThat(byModel.lines()).allMatch(line -> line.total() == null);
    assertThat(byModel.total()).isNotNull();
    assertThat(byModel.lines().getLast().outer())
        .as("what belongs to the province itself is in no commune")
        .isEmpty();
    assertThat(
            answer(
                    officer,
                    "measure=ROLL&rows=YEAR&columns=STEP&model=LEARNING_FAMILY.HOUSEHOLD" + area)
                .total())
        .isNull();
    assertThat(
            wrong(
                officer,
                "measure=ROLL&rows=COMMUNE&year=2025&year=2026&model=LEARNING_FAMILY.HOUSEHOLD&model=LEARNING_CITIZEN.PERSON"
                    + area))
        .containsExactly(ReportingProblem.TABLE_YEARS_APART, ReportingProblem.TABLE_MODELS_APART);
  }

  @Test
  void whatTheRegisterSaysDividesATableWithoutLosingAnybody() {
    TableProvince province = filled(5);
    Actor officer = officer(province.place);
    String of = "&year=2026&area=" + province.place.province();
    for (String query :
        List.of(
            "measure=ROLL&rows=AGE&columns=SEX&model=LEARNING_CITIZEN.PERSON",
            "measure=ROLL&rows=CHILDREN&columns=OUTCOME&model=LEARNING_FAMILY.HOUSEHOLD",
            "measure=ROLL&rows=UNIT_KIND&then=SCHOOL&columns=STAFF&model=LEARNING_UNIT.COMMUNE",
            "measure=ROLL&rows=HOUSEHOLDS&columns=RATING&model=LEARNING_CLAN.CLAN",
            "measure=ROLL&rows=VILLAGE&columns=RATING&model=LEARNING_FAMILY.HOUSEHOLD")) {
      String model = TableTyped.of(query).one("model");
      TableAnswer answer = answer(officer, query + of);
      assertThat(answer.live()).isFalse();
      assertThat(Objects.requireNonNull(answer.total()).total())
          .as(query)
          .extracting(counts -> Objects.requireNonNull(counts).roll())
          .isEqualTo(
              jdbc.sql(
                      """
                      select count(*) from recognition.dossier d join recognition.campaign c using (campaign_id)
                       where c.area_id = ? and c.year = 2026 and c.model || '.' || c.level = ? and d.stage <> 'REMOVED'
                      """)
                  .params(province.place.province(), model)
                  .query(Long.class)
                  .single());
    }
    TableAnswer average =
        answer(
            officer,
            "measure=AVERAGE_TOTAL&rows=COMMUNE&columns=SEX&SEX=FEMALE&SEX=MALE&model=LEARNING_CITIZEN.PERSON"
                + of);
    assertThat(average.lines()).isNotEmpty();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    TableProvince province = filled(9);
    Actor officer = officer(province.place);
    assertThat(
            wrong(
                officer,
                "measure=SUM&rows=COMMUNE&then=PROVINCE&columns=COMMUNE&year=1999&year=x&model=NONE&STEP=LATE&basis=now&area="
                    + province.place.province()))
        .containsExactly(
            ReportingProblem.TABLE_MEASURE_UNKNOWN,
            ReportingProblem.TABLE_BASIS_UNKNOWN,
            ReportingProblem.TABLE_AXIS_TWICE,
            ReportingProblem.TABLE_LEVEL_NOT_BELOW,
            ReportingProblem.TABLE_LEVELS_REVERSED,
            ReportingProblem.TABLE_YEAR_WITHOUT_CAMPAIGN,
            ReportingProblem.TABLE_YEAR_UNREADABLE,
            ReportingProblem.TABLE_MODEL_UNKNOWN,
            ReportingProblem.TABLE_VALUE_UNKNOWN);
    assertThat(
            wrong(
                officer,
                "measure=ROLL&rows=AGE&columns=DISTRICT&UNIT_KIND=SCHOOLS&year=2026&model=LEARNING_FAMILY.HOUSEHOLD&area="
                    + province.place.province()))
        .containsExactly(
            ReportingProblem.TABLE_DISTRICT_NOW,
            ReportingProblem.TABLE_VALUE_UNKNOWN,
            ReportingProblem.TABLE_ATTRIBUTE_OF_ANOTHER_MODEL);
    assertThat(wrong(officer, "measure=ROLL&rows=1;drop table x&area=" + province.place.province()))
        .containsExactly(
            ReportingProblem.TABLE_AXIS_UNKNOWN,
            ReportingProblem.TABLE_YEAR_MISSING,
            ReportingProblem.TABLE_MODEL_MISSING);
    SmallProvince empty = SmallProvince.in(areas, builtInAreas);
    assertThat(wrong(officer(empty), "measure=ROLL&rows=COMMUNE&area=" + empty.province()))
        .containsExactly(ReportingProblem.TABLE_NO_CAMPAIGN);
  }

  @Test
  void anAreaOfOthersIsNotFound() {
    TableProvince province = filled(1);
    Actor commune =
        SmallProvince.actor(
            "Cán bộ xã", Role.COMMUNE_OFFICER, province.place.communes().getFirst());
    for (int area :
        List.of(
            province.place.province(),
            province.place.communes().getLast(),
            province.place.villages().getLast(),
            999_999_999)) {
      assertThatThrownBy(() -> ask(commune, "measure=ROLL&rows=VILLAGE&area=" + area))
          .isInstanceOf(NotFoundException.class);
    }
    assertThat(answer(commune, "").lines()).isNotEmpty();
  }

  @Test
  void peopleOfAVillageAreOnlyForWhoeverReadsTheRegisterThere() {
    TableProvince province = filled(2);
    Actor national =
        SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, province.place.nation());
    String of =
        "&year=2026&model=LEARNING_CITIZEN.PERSON&area=" + province.place.communes().getFirst();
    assertThat(wrong(national, "measure=ROLL&rows=VILLAGE&columns=AGE" + of))
        .containsExactly(ReportingProblem.TABLE_PEOPLE_OF_A_VILLAGE);
    assertThat(answer(national, "measure=ROLL&rows=SEX&columns=AGE" + of).lines()).isNotEmpty();
    assertThat(
            answer(officer(province.place), "measure=ROLL&rows=VILLAGE&columns=AGE" + of).lines())
        .isNotEmpty();
  }

  @Test
  void whatTakesTooLongIsToldInWordsAndCanBeCountedLater() throws Exception {
    TableProvince province = filled(4);
    Tables hurried = new Tables(table, figures, areas, transactions, clock, 1);
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread holder =
        Thread.ofPlatform()
            .start(
                () ->
                    new TransactionTemplate(transactions)
                        .executeWithoutResult(
                            status -> {
                              jdbc.sql(
                                      "lock table registry.learning_centre in access exclusive mode")
                                  .update();
                              locked.countDown();
                              try {
                                over.await();
                              } catch (InterruptedException stop) {
                                Thread.currentThread().interrupt();
                              }
                            }));
    try {
      locked.await();
      int campaign = province.campaign("COMMUNITY_LEARNING_CENTRE", "CENTRE", "", 2026);
      assertThat(campaign).isPositive();
      Tables.Asked asked =
          hurried.ask(
              officer(province.place),
              Right.FIGURES_READ,
              TableTyped.of(
                  "measure=ROLL&rows=CENTRE_KIND&year=2026&model=COMMUNITY_LEARNING_CENTRE.CENTRE&area="
                      + province.place.province()),
              province.place.province());
      assertThat(asked.problems())
          .extracting(Problem::code)
          .containsExactly(ReportingProblem.TABLE_TOO_SLOW);
      assertThat(asked.forLater()).isTrue();
    } finally {
      over.countDown();
      holder.join();
    }
  }

  @Test
  void theAddressIsTheQuestion() {
    TableProvince province = filled(6);
    TableQuestion question =
        Objects.requireNonNull(
            ask(
                    officer(province.place),
                    "rows=COMMUNE&measure=ROLL&STEP=SENT&STEP=LISTED&columns=RATING&basis=0&model=LEARNING_FAMILY.HOUSEHOLD&year=2025&area="
                        + province.place.province())
                .question());
    assertThat(question.query())
        .isEqualTo(
            "measure=ROLL&rows=COMMUNE&columns=RATING&area="
                + province.place.province()
                + "&year=2025&model=LEARNING_FAMILY.HOUSEHOLD&basis=0&STEP=LISTED&STEP=SENT");
    assertThat(ask(officer(province.place), question.query()).question()).isEqualTo(question);
    assertThat(question.level()).isEqualTo(AreaLevel.PROVINCE);
    assertThat(question.basis()).isEqualTo(Basis.AS_WAS);
    assertThat(new ArrayList<>(question.filters().keySet())).containsExactly(TableAxis.STEP);
  }
}
