package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** How dossiers were scored, indicator by indicator, held against the answers themselves. */
@ModuleTest
class ScoresTest {

  private static final Set<String> NOT_SCORED = Set.of("LISTED", "SCORING", "REMOVED");

  @Autowired private ScoresRead scores;
  @Autowired private CriteriaSets sets;
  @Autowired private JdbcClient jdbc;
  @Autowired private JsonMapper json;
  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private Reorganisations reorganisations;

  private record Answered(int then, int now, String stage, Map<String, BigDecimal> answers) {}

  @Test
  void everyStepCountsTheDossiersWhoseAnswerItIsAtEveryLevel() {
    for (long seed = 1; seed <= 3; seed++) {
      FiguresProvince province = province();
      answer(province.campaign, new Random(seed));
      for (int area :
          List.of(province.place.province(), province.commune(0), province.village(1))) {
        agrees(province.officer, province.campaign, area);
      }
    }
  }

  @Test
  void soItIsOverAReorganisationThroughBothTrees() {
    ReformedProvince merged =
        new ReformedProvince(jdbc, areas, builtInAreas, criteria, reorganisations);
    int before = merged.commune(0).id();
    answer(merged.past, new Random(7));
    int into = merged.merge().id();
    agrees(merged.keeper, merged.past, merged.place.province());
    Scores now = read(merged.keeper, into, merged.past, Basis.AS_IS);
    assertThat(now.dossiers()).isEqualTo(recounted(merged.past, into, Basis.AS_IS).dossiers());
    assertThat(now.dossiers()).isPositive();
    Scores then = read(merged.keeper, before, merged.past, Basis.AS_WAS);
    Recount known = recounted(merged.past, before, Basis.AS_WAS);
    assertThat(then.dossiers()).isEqualTo(known.dossiers()).isPositive();
    compare(then, known);
  }

  @Test
  void whatNobodyAnsweredHasNoAverageAndWhatTheSetNoLongerGivesStandsBesideItsSteps() {
    FiguresProvince province = province();
    CriteriaSet set = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    CriteriaSet.Indicator first = entered(set).getFirst();
    jdbc.sql(
            """
            update recognition.dossier set answers = jsonb_build_object(:indicator::text, 999)
             where campaign_id = :campaign and area_now = :village
            """)
        .param("indicator", first.id())
        .param("campaign", province.campaign)
        .param("village", province.village(0))
        .update();
    Scores read = read(province.officer, province.place.province(), province.campaign, Basis.AS_IS);
    Scores.Line odd = line(read, first.id());
    assertThat(odd.steps()).hasSize(first.steps().size() + 1);
    assertThat(odd.steps().getLast())
        .isEqualTo(new Scores.Step(BigDecimal.valueOf(999), "", odd.answered()));
    // of twenty recognised and five that are only listed, the former
    assertThat(odd.answered()).isEqualTo(20);
    assertThat(odd.full().whole()).isEqualTo(20);
    assertThat(odd.full().part()).isZero();
    Scores.Line silent = line(read, entered(set).getLast().id());
    assertThat(silent.answered()).isZero();
    assertThat(silent.average()).isNull();
    assertThat(silent.steps()).allMatch(step -> silent.percent(step) == null);
  }

  @Test
  void theNationChoosesAProvinceAndForeignAreasAreNotFound() throws Exception {
    FiguresProvince province = province();
    FiguresProvince other = province();
    Actor nation =
        SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, province.place.nation());
    Scores wide = scores.of(nation, Right.FIGURES_READ, null, null, Basis.AS_IS);
    assertThat(wide.campaign()).isNull();
    assertThat(wide.lines()).isEmpty();
    assertThat(wide.provinces())
        .extracting(AreaFigures.Step::areaId)
        .contains(province.place.province(), other.place.province());
    assertThatThrownBy(
            () -> read(province.officer, other.place.province(), other.campaign, Basis.AS_IS))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> read(province.officer, province.place.province(), other.campaign, Basis.AS_IS))
        .isInstanceOf(NotFoundException.class);
    int sent =
        Statements.during(
                () ->
                    read(
                        province.officer,
                        province.place.province(),
                        province.campaign,
                        Basis.AS_IS))
            .size();
    assertThat(sent).isLessThanOrEqualTo(6);
  }

  @Test
  void thePageAndItsSheetsShowWhatWasCounted() throws Exception {
    FiguresProvince province = province();
    CriteriaSet.Indicator first = entered(sets.byId(BuiltInCriteria.LEARNING_FAMILY)).getFirst();
    CriteriaSet.Step step = first.steps().getFirst();
    jdbc.sql(
            """
            update recognition.dossier set answers = jsonb_build_object(:indicator::text, :points::numeric)
             where campaign_id = :campaign
            """)
        .param("indicator", first.id())
        .param("points", step.points())
        .param("campaign", province.campaign)
        .update();
    Cookie officer = signedIn.as(Role.PROVINCE_OFFICER, province.place.province(), "Cán bộ tỉnh");
    String address =
        "?area=" + province.place.province() + "&campaign=" + province.campaign + "&basis=1";
    assertThat(text("/dashboard/scores" + address, officer)).contains(first.text(), "45");
    assertThat(text("/dashboard/scores.csv" + address, officer))
        .startsWith("\uFEFF")
        .contains(first.id() + ";", ";45;100,0;");
  }

  private String text(String path, Cookie who) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(path).cookie(who)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  private static List<CriteriaSet.Indicator> entered(CriteriaSet set) {
    return set.indicators().stream().filter(CriteriaSet.Indicator::entered).toList();
  }

  private static Scores.Line line(Scores read, String indicator) {
    return read.lines().stream()
        .filter(one -> one.id().equals(indicator))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Gives every dossier of a campaign an answer to some of the questions, now and then an odd one.
   */
  private void answer(int campaign, Random random) {
    CriteriaSet set = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    for (UUID id :
        jdbc.sql("select dossier_id from recognition.dossier where campaign_id = ?")
            .param(campaign)
            .query(UUID.class)
            .list()) {
      Map<String, BigDecimal> answers = new HashMap<>();
      for (CriteriaSet.Indicator one : entered(set)) {
        if (random.nextInt(5) > 0) {
          answers.put(
              one.id(),
              random.nextInt(20) == 0
                  ? BigDecimal.valueOf(777)
                  : one.steps().get(random.nextInt(one.steps().size())).points());
        }
      }
      jdbc.sql("update recognition.dossier set answers = ?::jsonb where dossier_id = ?")
          .params(json.writeValueAsString(answers), id)
          .update();
    }
  }

  private void agrees(Actor actor, int campaign, int area) {
    for (Basis basis : Basis.values()) {
      Scores read = read(actor, area, campaign, basis);
      Recount known = recounted(campaign, area, basis);
      assertThat(read.dossiers()).isEqualTo(known.dossiers()).isPositive();
      compare(read, known);
    }
  }

  private static void compare(Scores read, Recount known) {
    Set<String> seen = new HashSet<>();
    for (Scores.Line line : read.lines()) {
      seen.add(line.id());
      Map<BigDecimal, Long> given = known.given().getOrDefault(line.id(), Map.of());
      Map<BigDecimal, Long> shown = new TreeMap<>();
      line.steps().stream()
          .filter(step -> step.dossiers() > 0)
          .forEach(step -> shown.merge(step.points(), step.dossiers(), Long::sum));
      assertThat(shown).as(line.id()).isEqualTo(given);
      assertThat(line.answered())
          .isEqualTo(given.values().stream().mapToLong(Long::longValue).sum());
    }
    assertThat(seen).containsAll(known.given().keySet());
  }

  private record Recount(long dossiers, Map<String, Map<BigDecimal, Long>> given) {}

  /** Dossier by dossier, answer by answer. */
  private Recount recounted(int campaign, int area, Basis basis) {
    Set<Integer> within =
        new HashSet<>(
            jdbc.sql(
                    """
                    select a.area_id
                      from recognition.campaign c
                      join areas.ancestor a on a.ancestor_id = :area
                       and a.valid @> case when :was and c.status = 'CLOSED' then c.reference_date else platform.today() end
                     where c.campaign_id = :campaign
                    """)
                .param("area", area)
                .param("was", basis == Basis.AS_WAS)
                .param("campaign", campaign)
                .query(Integer.class)
                .list());
    long dossiers = 0;
    Map<String, Map<BigDecimal, Long>> given = new HashMap<>();
    for (Answered one : answered(campaign)) {
      if (within.contains(basis == Basis.AS_WAS ? one.then() : one.now())
          && !NOT_SCORED.contains(one.stage())) {
        dossiers++;
        one.answers()
            .forEach(
                (indicator, points) ->
                    given
                        .computeIfAbsent(indicator, any -> new TreeMap<>())
                        .merge(points, 1L, Long::sum));
      }
    }
    return new Recount(dossiers, given);
  }

  private List<Answered> answered(int campaign) {
    return jdbc.sql(
            "select area_then, area_now, stage, answers::text from recognition.dossier where campaign_id = ?")
        .param(campaign)
        .query(
            (row, number) -> {
              Map<String, BigDecimal> answers = new HashMap<>();
              JsonNode read = json.readTree(row.getString(4));
              read.propertyStream()
                  .forEach(
                      one ->
                          answers.put(
                              one.getKey(), Objects.requireNonNull(one.getValue().decimalValue())));
              return new Answered(row.getInt(1), row.getInt(2), row.getString(3), answers);
            })
        .list();
  }

  private Scores read(Actor actor, int area, int campaign, Basis basis) {
    return scores.of(actor, Right.FIGURES_READ, area, campaign, basis);
  }

  private FiguresProvince province() {
    FiguresProvince province = new FiguresProvince(jdbc, areas, builtInAreas, criteria, 2026);
    province.recognised(province.village(0), 20);
    province.listed(province.village(0), 5);
    province.recognised(province.village(1), 10);
    province.dossiers(province.village(1), 4, "APPROVED", "NOT_ACHIEVED", true);
    province.dossiers(province.village(3), 11, "SENT", "ACHIEVED", true);
    return province;
  }
}
