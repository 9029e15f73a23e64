package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.reporting.BuiltInTargets;
import vn.khuyenhoc.reporting.FiguresProvince;
import vn.khuyenhoc.reporting.RowsAsked;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/**
 * Every number of a sent report, of whatever kind, opens down to rows that come to what was sent,
 * and does so when everything behind it has changed.
 */
@ModuleTest
class ReportOpenedTest {

  private static final int ALL = 500;
  private static final String LATER = "2026-11-03 08:00+07";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Autowired private Reports reports;
  @Autowired private ReportRows rows;
  @Autowired private ReportWriting writing;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private BuiltInTargets targets;
  @Autowired private Households households;
  @Autowired private Reorganisations reorganisations;
  @Autowired private MockMvc mvc;
  @Autowired private JdbcClient jdbc;

  private FiguresProvince province;
  private Actor commune;
  private Actor overseer;
  private Cookie cookie;
  private int citizens;

  @BeforeEach
  void aProvinceWithEverything() {
    targets.loadOnce();
    province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 8);
    province.listed(province.village(1), 4);
    province.recognised(province.village(3), 3);
    commune = signedIn.actor(Role.COMMUNE_OFFICER, province.commune(0), "Cầm Thị Mai");
    overseer = signedIn.actor(Role.PROVINCE_OFFICER, province.place.province(), "Hà Văn Tỉnh");
    cookie = signedIn.cookie(overseer);
    jdbc.sql(
            """
            update registry.subject set adults = 3, workers = 2
             where kind = 'HOUSEHOLD' and home_id = any (:villages::integer[])
            """)
        .param("villages", province.place.villages().toArray(Integer[]::new))
        .update();
    jdbc.sql("update recognition.dossier set rating = 'GOOD' where area_now = ?")
        .param(province.village(0))
        .update();
    people();
    units();
    jdbc.sql(
            """
            select areas.record_attributes(array[:area], array['POPULATION'], array[date '2024-01-01'], array['1200'],
              array['Niên giám'], timestamptz '2026-10-01 08:00+07', null, 'Người Ghi', null)
            """)
        .param("area", province.commune(0))
        .query((row, number) -> 0)
        .list();
    hand("MEMBERS", 2026, "120", null, null, "{}");
    hand("MEMBERS", 2023, "100", null, null, "{}");
    hand("MEMBERS", 2025, "110", null, null, "{}");
    hand("MEMBER_BRIEFED", 2026, null, "30", "40", "{}");
    hand("AGREEMENTS_SIGNED", 2026, "2", null, null, "{Bộ đội,Công an}");
    jdbc.sql(
            """
            insert into reporting.declared_total
              (area_id, model, level, denominator, total, source, as_of, declared_at, declared_name)
            values (:area, 'LEARNING_CLAN', 'CLAN', 'CLANS', 9, 'Sổ xã', date '2026-10-01',
                    timestamptz '2026-10-01 08:00+07', 'Người Ghi')
            """)
        .param("area", province.commune(0))
        .update();
    String plan = "O-" + province.campaign;
    province.target(plan, province.commune(0), 2026, "90");
    target("citizens", "LEARNING_CITIZEN", "PERCENT", null, "50", "ADULTS");
    target("workers", "LEARNING_CITIZEN_OF_WORKERS", "PERCENT", null, "50", null);
    target("staff", "LEARNING_CITIZEN_OF_STAFF", "PERCENT", null, "50", null);
    target("members", "MEMBER_GROWTH", "GROWTH_PERCENT", "PERCENTAGE_POINTS", "10", null);
    target("rate", "MEMBER_RATE", "PERCENT", null, "10", null);
    target("briefed", "MEMBER_BRIEFED", "PERCENT", null, "70", null);
    target("units", "LEARNING_UNIT", "PERCENT", null, "50", null);
    target("books", "BOOKS", "COUNT", null, "500", null);
    target("signed", "AGREEMENTS_SIGNED", "LIST", null, null, null);
    jdbc.sql(
            """
            update reporting.target set scale_id = 'TOT_KHA', least_rating = 'GOOD'
             where plan_id = :plan and indicator = 'LEARNING_FAMILY'
            """)
        .param("plan", plan)
        .update();
  }

  private void hand(
      String indicator,
      int year,
      @Nullable String value,
      @Nullable String over,
      @Nullable String under,
      String items) {
    hand(indicator, year, value, over, under, items, "2026-10-01 08:00+07");
  }

  private void hand(
      String indicator,
      int year,
      @Nullable String value,
      @Nullable String over,
      @Nullable String under,
      String items,
      String at) {
    jdbc.sql(
            """
            insert into reporting.reported_value
              (indicator_id, area_id, year, value, numerator, denominator, items, note, reported_at, reported_name)
            values (:indicator, :area, :year, :value::numeric, :over::numeric, :under::numeric, :items::text[], 'sổ',
                    :at::timestamptz, 'Người Ghi')
            """)
        .param("at", at)
        .param("indicator", indicator)
        .param("area", province.commune(0))
        .param("year", year)
        .param("value", value)
        .param("over", over)
        .param("under", under)
        .param("items", items)
        .update();
  }

  private void target(
      String id,
      String indicator,
      String kind,
      @Nullable String other,
      @Nullable String value,
      @Nullable String over) {
    jdbc.sql(
            """
            insert into reporting.target
              (plan_id, target_id, year, area_id, area_name, indicator, scope, value, direction, value_kind, other_kind,
               base_year, denominator)
            values (:plan, :id, 2026, :area, 'Xã Thử', :indicator, '', :value::numeric,
                    case when :kind = 'LIST' then 'DONE' else 'AT_LEAST' end, :kind, :other::text,
                    case when :kind = 'GROWTH_PERCENT' then 2023 end, :over::text)
            """)
        .param("plan", "O-" + province.campaign)
        .param("id", id)
        .param("area", province.commune(0))
        .param("indicator", indicator)
        .param("value", value)
        .param("kind", kind)
        .param("other", other)
        .param("over", over)
        .update();
  }

  private int campaign(String model, String level, String form) {
    return jdbc.sql(
            """
            insert into recognition.campaign (model, level, form, year, area_id, set_id, due_on, reference_date, opened_at)
            values (:model, :level, :form, 2026, :area, :set, date '2026-11-15', date '2026-12-31', now())
            returning campaign_id
            """)
        .param("model", model)
        .param("level", level)
        .param("form", form)
        .param("area", province.place.province())
        .param("set", BuiltInCriteria.LEARNING_FAMILY)
        .query(Integer.class)
        .single();
  }

  private UUID subject(int home, String kind) {
    UUID id =
        jdbc.sql(
                """
                insert into registry.subject (home_id, kind, serial, name, created_at)
                select :home, :kind, coalesce(max(serial), 0) + 1, 'Lò Thị Ai', now()
                  from registry.subject where home_id = :home
                returning subject_id
                """)
            .param("home", home)
            .param("kind", kind)
            .query(UUID.class)
            .single();
    jdbc.sql(
            """
            insert into registry.residence (home_id, subject_id, kind, valid, area_id)
            values (:home, :id, :kind, daterange('2025-07-01', null), :home)
            """)
        .param("home", home)
        .param("id", id)
        .param("kind", kind)
        .update();
    return id;
  }

  private void dossier(
      int campaign, int home, UUID subject, boolean recognised, @Nullable String rating) {
    jdbc.sql(
            """
            with decided as (
              insert into recognition.decision
                (campaign_id, area_id, issuer, number, decided_on, signer_id, signer_name, signer_title,
                 recorded_at, recorded_by, recorded_name, recognised)
              select :campaign, :area, 'UBND ' || uuidv7(), '1', date '2026-11-01', person_id, 'Người Ký', 'Chủ tịch',
                     now(), gen_random_uuid(), 'Người Ghi', 1
                from registry.person where :recognised limit 1
              returning decision_id)
            insert into recognition.dossier
              (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, sent_at, rating, decision_id)
            values (:home, :campaign, :subject, :home, :home, case when :recognised then 'RECOGNISED' else 'SENT' end,
                    'ACHIEVED', 90, now(), :rating::text, (select decision_id from decided))
            """)
        .param("campaign", campaign)
        .param("area", province.commune(0))
        .param("home", home)
        .param("subject", subject)
        .param("recognised", recognised)
        .param("rating", rating)
        .update();
  }

  private void member(int home, UUID id, String role, int otherHome, UUID other) {
    jdbc.sql(
            """
            insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
            values (?, ?, ?, ?, ?, daterange('2025-07-01', null))
            """)
        .params(home, id, role, otherHome, other)
        .update();
  }

  /** A farmer lives in every household; every second of them is a Learning citizen. */
  private void people() {
    citizens = campaign("LEARNING_CITIZEN", "PERSON", "FARMER");
    int clans = campaign("LEARNING_CLAN", "CLAN", "");
    UUID clan = subject(province.village(1), "CLAN");
    jdbc.sql("insert into registry.clan (home_id, subject_id) values (?, ?)")
        .params(province.village(1), clan)
        .update();
    dossier(clans, province.village(1), clan, true, null);
    int at = 0;
    for (HouseholdKey one : of(province.village(0), province.village(1))) {
      UUID id = subject(one.homeId(), "CITIZEN");
      jdbc.sql(
              "insert into registry.citizen (home_id, subject_id, birth_year, labour_group) values (?, ?, 1980, 'FARMER')")
          .params(one.homeId(), id)
          .update();
      member(one.homeId(), id, "LIVES_IN", one.homeId(), one.householdId());
      dossier(citizens, one.homeId(), id, at % 2 == 0, null);
      if (one.homeId() == province.village(1) && at % 2 == 0) {
        member(one.homeId(), one.householdId(), "BELONGS_TO", province.village(1), clan);
      }
      at++;
    }
  }

  private void units() {
    int units = campaign("LEARNING_UNIT", "COMMUNE", "");
    for (int n = 0; n < 3; n++) {
      UUID id = subject(province.commune(0), "UNIT");
      jdbc.sql(
              "insert into registry.unit (home_id, subject_id, unit_kind, managing_level) values (?, ?, ?, 'COMMUNE')")
          .params(province.commune(0), id, n == 0 ? "SCHOOL" : "AGENCY")
          .update();
      dossier(units, province.commune(0), id, n != 1, n == 0 ? "LEVEL_2" : null);
      UUID worker =
          jdbc.sql(
                  """
                  select subject_id from registry.subject where home_id = :home and kind = 'CITIZEN'
                   order by subject_id offset :n limit 1
                  """)
              .param("home", province.village(0))
              .param("n", n)
              .query(UUID.class)
              .single();
      member(province.village(0), worker, "WORKS_IN", province.commune(0), id);
    }
  }

  private List<HouseholdKey> of(int... villages) {
    return jdbc.sql(
            """
            select home_id, subject_id from registry.subject
             where kind = 'HOUSEHOLD' and home_id = any (:villages::integer[]) order by home_id, subject_id
            """)
        .param("villages", villages)
        .query(
            (row, number) ->
                new HouseholdKey(row.getInt("home_id"), row.getObject("subject_id", UUID.class)))
        .list();
  }

  private UUID sent(Actor actor, int area) {
    UUID id = WrittenReports.begin(writing, actor, area, ReportForm.YEAR);
    WrittenReports.write(writing, reports, actor, id, "Thiếu kinh phí.");
    ReportContent content = reports.working(actor, id);
    ReportContent.Head head = reports.head(content, reports.open(actor, id).report());
    writing
        .send(
            actor,
            id,
            new ReportSending(
                head.superior(),
                head.issuer(),
                head.symbol(),
                head.place(),
                "12",
                "2/11/2026",
                head.onBehalfOf(),
                "",
                head.position(),
                "Cầm Thị Mai",
                "Hội Khuyến học tỉnh",
                "VT",
                true))
        .orThrow();
    return id;
  }

  private ReportRows.Behind behind(UUID id, ReportContent content, ReportRows.Wanted wanted) {
    return rows.behind(overseer, id, content, 1, wanted, ALL, 0);
  }

  /** Opens rows, and where they are told area by area each of these; answers what they come to. */
  private @Nullable BigDecimal come(UUID id, ReportContent content, ReportRows.Wanted wanted) {
    ReportRows.Behind behind = behind(id, content, wanted);
    if (!(behind.rows() instanceof ReportRows.ByArea below)) {
      assertThat(behind.missing()).as("%s", wanted).isZero();
      return behind.total();
    }
    assertThat(below.below()).as("%s", wanted).isNotEmpty();
    BigDecimal sum = BigDecimal.ZERO;
    for (ReportRows.Below one : below.below()) {
      BigDecimal of =
          come(id, content, new ReportRows.Wanted(wanted.key(), wanted.of(), one.areaId()));
      sum = of == null ? sum : sum.add(of);
    }
    return sum;
  }

  /** What every number of a report opens to. */
  private Set<String> walked(UUID id) throws Exception {
    Report.Sent sent = reports.sent(overseer, id, 1);
    ReportContent content = sent.content();
    Set<String> opened = new HashSet<>();
    for (ReportFigure figure : content.figures()) {
      String key = figure.key();
      String page = html("/reports/" + id + "/figure?version=1&key=" + key);
      assertThat(page).as(key).contains(sent.hash());
      if (!figure.known() && figure.made().isEmpty()) {
        continue;
      }
      assertThat(figure.definition()).as(key).isNotEmpty();
      List<ReportRows.Wanted> all = new ArrayList<>();
      if (ReportRows.any(key)) {
        all.add(new ReportRows.Wanted(key, 0, 0));
        if (figure.previous() != null) {
          all.add(new ReportRows.Wanted(key, ReportRows.Wanted.BEFORE, 0));
        }
      }
      for (int of = 1; of <= figure.made().size(); of++) {
        all.add(new ReportRows.Wanted(key, of, 0));
      }
      assertThat(all).as("rows behind %s", key).isNotEmpty();
      for (ReportRows.Wanted one : all) {
        BigDecimal come = come(id, content, one);
        BigDecimal frozen = behind(id, content, one).frozen();
        // a total that nobody declared is the list, which is another figure
        if (come != null && frozen != null) {
          assertThat(come).as("%s", one).isEqualByComparingTo(frozen);
          opened.add(behind(id, content, one).rows().getClass().getSimpleName());
        }
        assertThat(
                html(
                    "/reports/"
                        + id
                        + "/rows?version=1&key="
                        + one.key()
                        + (one.of() == 0 ? "" : "&of=" + one.of())))
            .as("%s", one)
            .contains(sent.hash());
      }
    }
    return opened;
  }

  private String html(String path) throws Exception {
    MockHttpServletResponse answer =
        mvc.perform(get(path).cookie(cookie)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  private void changed() {
    Actor both = SmallProvince.actor("Hai xã", Role.COMMUNE_OFFICER, province.place.province());
    List<HouseholdKey> first = of(province.village(0));
    List<HouseholdKey> second = of(province.village(1));
    HouseholdKey away = first.get(0);
    households.move(both, away, version(away), province.village(3), TODAY, "chuyển xã").orThrow();
    HouseholdKey within = second.get(0);
    households
        .move(both, within, version(within), province.village(0), TODAY, "chuyển nhà")
        .orThrow();
    HouseholdKey gone = second.get(1);
    households.close(both, gone, version(gone), TODAY, "về Hà Nội").orThrow();
    HouseholdKey more = first.get(1);
    var entry = households.read(both, more).entry();
    households
        .edit(
            both,
            more,
            version(more),
            new HouseholdEntry(entry.head(), entry.address(), 1, 9, 8, entry.note()))
        .orThrow();
    households
        .add(
            both,
            vn.khuyenhoc.platform.Ids.next(),
            province.village(1),
            new HouseholdEntry("Hộ Mới", "", 1, 4, 4, ""),
            false)
        .orThrow();
    // one family, one citizen are no longer recognised
    for (int campaign : List.of(province.campaign, citizens)) {
      jdbc.sql(
              """
              with moved as (
                update recognition.dossier d set stage = 'APPROVED', decision_id = null
                 where (d.home_id, d.dossier_id) = (
                   select x.home_id, x.dossier_id from recognition.dossier x
                    where x.area_now = :village and x.campaign_id = :campaign and x.stage = 'RECOGNISED'
                    order by x.dossier_id offset 2 limit 1)
                returning home_id, dossier_id),
              stepped as (
                insert into recognition.step (campaign_id, area_id, event, at, actor, dossiers)
                values (:campaign, :commune, 'WITHDRAW', now(), 'Người Ghi', 1)
                returning step_id)
              insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
              select home_id, dossier_id, step_id, 'RECOGNISED', 'APPROVED' from moved, stepped
              """)
          .param("village", province.village(0))
          .param("campaign", campaign)
          .param("commune", province.commune(0))
          .update();
    }
    hand("MEMBERS", 2026, "150", null, null, "{}", LATER);
    jdbc.sql(
            """
            insert into reporting.declared_total
              (area_id, model, level, denominator, total, source, as_of, declared_at, declared_name)
            values (:area, 'LEARNING_CLAN', 'CLAN', 'CLANS', 12, 'Sổ mới', date '2026-10-02', timestamptz '2026-11-03 08:00+07',
                    'Người Ghi')
            """)
        .param("area", province.commune(0))
        .update();
    jdbc.sql(
            """
            select areas.record_attributes(array[:area], array['POPULATION'], array[date '2024-01-01'], array['1300'],
              array['Đếm lại'], timestamptz '2026-11-03 08:00+07', null, 'Người Ghi', null)
            """)
        .param("area", province.commune(0))
        .query((row, number) -> 0)
        .list();
    DeclaredChanges.After village =
        new DeclaredChanges.After("O" + province.place.province(), "Bản Mới", "VILLAGE", "");
    reorganisations
        .apply(
            overseer,
            province.place.province(),
            TODAY.minusDays(1),
            Decree.of("NQ bản"),
            DeclaredChanges.none()
                .with(merged(province.village(0), village), merged(province.village(1), village)))
        .orThrow();
    DeclaredChanges.After to =
        new DeclaredChanges.After("P" + province.place.province(), "Xã Mới", "COMMUNE", "");
    reorganisations
        .apply(
            overseer,
            province.place.province(),
            TODAY,
            Decree.of("NQ xã"),
            DeclaredChanges.none()
                .with(merged(province.commune(0), to), merged(province.commune(1), to)))
        .orThrow();
  }

  private DeclaredChanges.Link merged(int area, DeclaredChanges.After to) {
    return new DeclaredChanges.Link(
        0, DeclaredChanges.Before.of(areas.byId(area)), to, DeclaredChanges.Extent.WHOLE);
  }

  private int version(HouseholdKey key) {
    return households.read(overseer, key).version();
  }

  private String value(UUID id, String key) {
    return Objects.requireNonNull(
        Objects.requireNonNull(reports.sent(overseer, id, 1).content().figure(key)).value());
  }

  @Test
  void aGrowthThatCanBeReadInTwoWaysIsToldInBoth() {
    UUID id = WrittenReports.begin(writing, commune, province.commune(0), ReportForm.YEAR);
    assertThat(reports.working(commune, id).sections())
        .flatMap(ReportContent.Section::sentences)
        .filteredOn(one -> one.contains("tăng 10"))
        .singleElement()
        .asString()
        .containsPattern("tăng 10.%.*hiểu cách khác: .*điểm phần trăm.*kết quả .*hiểu cách khác: ");
  }

  @Test
  void everyNumberOfACommuneOpensToWhatWasSentWhateverChangedSince() throws Exception {
    UUID id = sent(commune, province.commune(0));
    assertThat(value(id, "S.ADULTS")).isEqualTo("16.7");
    String made = reports.sent(overseer, id, 1).json();
    Set<String> before = walked(id);
    assertThat(before)
        .contains("Dossiers", "Households", "People", "Population", "Reported", "Declared");
    changed();
    assertThat(walked(id)).isEqualTo(before);
    assertThat(reports.sent(overseer, id, 1).json()).isEqualTo(made);
    assertThat(ReportJson.write(reports.sent(overseer, id, 1).content())).isEqualTo(made);
  }

  @Test
  void everyNumberOfAProvinceOpensAreaByAreaToWhatWasSent() throws Exception {
    UUID id = sent(overseer, province.place.province());
    assertThat(walked(id)).contains("ByArea", "Dossiers");
    changed();
    assertThat(walked(id)).contains("ByArea", "Dossiers");
  }

  @Test
  void aNumberAddedUpOfReportsBelowOpensToWhatEachOfThemSent() throws Exception {
    UUID below = sent(commune, province.commune(0));
    UUID id = WrittenReports.begin(writing, overseer, province.place.province(), ReportForm.YEAR);
    writing.merge(overseer, id).orThrow();
    WrittenReports.write(writing, reports, overseer, id, "Thiếu kinh phí.");
    writing
        .send(overseer, id, WrittenReports.sending(reports, overseer, id, "2/11/2026", true))
        .orThrow();
    hand("MEMBERS", 2026, "150", null, null, "{}", LATER);
    ReportContent content = reports.sent(overseer, id, 1).content();
    for (int area : List.of(0, province.commune(0))) {
      ReportRows.Behind members = behind(id, content, new ReportRows.Wanted("H.MEMBERS", 0, area));
      assertThat(members.frozen()).isEqualByComparingTo("120");
      assertThat(members.missing()).isZero();
      assertThat(((ReportRows.Summed) members.rows()).pieces())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.areaId()).isEqualTo(province.commune(0));
                assertThat(one.report()).isEqualTo(below.toString());
                assertThat(one.version()).isEqualTo(1);
                assertThat(one.value()).isEqualByComparingTo("120");
              });
    }
    assertThat(html("/reports/" + id + "/rows?version=1&key=H.MEMBERS"))
        .contains("/reports/" + below + "/figure?key=H.MEMBERS&amp;version=1", "120")
        .doesNotContain("Chưa có ai nhập số này");
    assertThat(walked(id)).contains("Summed", "ByArea", "Dossiers");
  }

  @Test
  void whatHouseholdsStatedIsToldByNameToThoseInChargeAlone() {
    UUID id = sent(commune, province.commune(0));
    ReportContent content = reports.sent(overseer, id, 1).content();
    ReportRows.Wanted adults = new ReportRows.Wanted("S.ADULTS", 2, 0);
    ReportRows.Households own =
        (ReportRows.Households) rows.behind(commune, id, content, 1, adults, ALL, 0).rows();
    assertThat(own.lines()).hasSize(12).allMatch(RowsAsked.Household::same);
    Actor nation = signedIn.actor(Role.NATIONAL_OFFICER, areas.nation().id(), "Trung ương");
    ReportRows.Households closed =
        (ReportRows.Households) rows.behind(nation, id, content, 1, adults, ALL, 0).rows();
    assertThat(closed.stated().sum()).isEqualTo(36);
    assertThat(closed.lines()).isEmpty();
    ReportFigure workers =
        content.figures().stream()
            .filter(one -> one.key().contains(".workers."))
            .findFirst()
            .orElseThrow();
    ReportRows.Wanted inside = new ReportRows.Wanted(workers.key(), 2, 0);
    assertThat(
            ((ReportRows.People) rows.behind(commune, id, content, 1, inside, ALL, 0).rows())
                .lines())
        .hasSize(10);
    assertThat(
            ((ReportRows.People) rows.behind(nation, id, content, 1, inside, ALL, 0).rows())
                .lines())
        .isEmpty();
  }
}
