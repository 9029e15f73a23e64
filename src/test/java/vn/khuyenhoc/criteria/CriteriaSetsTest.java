package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Drafts, putting in force, retiring; each test in a province of its own. */
@ModuleTest
class CriteriaSetsTest {

  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Autowired private CriteriaSets sets;
  @Autowired private BuiltInCriteria builtIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private JdbcClient jdbc;

  private SmallProvince province;
  private String code;
  private Actor officer;
  private Actor national;

  @BeforeEach
  void setUp() {
    province = SmallProvince.in(areas, builtInAreas);
    builtIn.loadOnce();
    code = areas.byId(province.province()).code();
    officer = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, province.province());
    national = SmallProvince.actor("Cán bộ trung ương", Role.NATIONAL_OFFICER, province.nation());
  }

  private static String id() {
    return "bo-thu-" + NUMBER.incrementAndGet();
  }

  private String draft() {
    CriteriaSet family = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    String id = id();
    sets.saveDraft(officer, family.copy(id, code, family.id(), 1, family.title()), 0).orThrow();
    return id;
  }

  private CriteriaSet titled(String id, String title) {
    CriteriaSet set = sets.kept(officer, id).set();
    return set.copy(set.id(), set.province(), set.basedOn(), set.version(), title);
  }

  private static List<ProblemCode> codes(Result<?> result) {
    return result.problems().stream().map(Problem::code).toList();
  }

  @Test
  void aProvincesVariantComesBeforeTheNationalSet() {
    String id = draft();
    assertThat(sets.kept(officer, id).set().basedOn()).isEqualTo(BuiltInCriteria.LEARNING_FAMILY);
    assertThat(sets.putInForce(officer, id, 1, FROM, null).done()).isTrue();
    assertThat(
            sets.inForce(
                LearningModel.LEARNING_FAMILY,
                ModelLevel.HOUSEHOLD,
                "",
                province.province(),
                LocalDate.of(2026, 5, 5)))
        .extracting(CriteriaSet::id)
        .containsExactly(id, BuiltInCriteria.LEARNING_FAMILY);
  }

  @Test
  void everySetThatComesWithTheProductIsInForceForItsPeriod() {
    for (BuiltInCriteria.Shipped one : BuiltInCriteria.ALL) {
      SetLine line = sets.kept(national, one.id()).line();
      assertThat(line.status()).as(one.id()).isEqualTo(SetStatus.IN_FORCE);
      assertThat(line.from()).isEqualTo(one.from());
      assertThat(line.to()).isEqualTo(one.to());
    }
    assertThat(
            sets.inForce(
                LearningModel.LEARNING_UNIT,
                ModelLevel.PROVINCE,
                "",
                null,
                LocalDate.of(2023, 6, 1)))
        .extracting(CriteriaSet::id)
        .containsExactly("don-vi-tinh-tt22");
  }

  @Test
  void aDraftIsKeptWithItsProblemsButNotPutInForceWithThem() {
    String id = draft();
    assertThat(sets.saveDraft(officer, titled(id, ""), 1).orThrow()).isEqualTo(2);
    assertThat(sets.kept(officer, id).problems())
        .extracting(Problem::code)
        .containsExactly(CriteriaProblem.MISSING);
    assertThat(codes(sets.putInForce(officer, id, 2, FROM, null)))
        .containsExactly(CriteriaProblem.MISSING);
    assertThat(sets.kept(officer, id).line().status()).isEqualTo(SetStatus.DRAFT);
  }

  @Test
  void whoSavesOverAnothersChangeIsToldAndNothingIsLost() {
    String id = draft();
    sets.saveDraft(officer, titled(id, "Một"), 1).orThrow();
    Result<Integer> late = sets.saveDraft(officer, titled(id, "Hai"), 1);
    assertThat(codes(late)).containsExactly(CriteriaProblem.DRAFT_CHANGED);
    assertThat(sets.kept(officer, id).set().title()).isEqualTo("Một");
  }

  @Test
  void aSetInForceNeverChanges() {
    String id = draft();
    sets.putInForce(officer, id, 1, FROM, null).orThrow();
    assertThat(codes(sets.saveDraft(officer, titled(id, "Khác"), 2)))
        .containsExactly(CriteriaProblem.NOT_A_DRAFT);
    assertThat(codes(sets.drop(officer, id, 2))).containsExactly(CriteriaProblem.NOT_A_DRAFT);
    for (String change :
        List.of(
            "update criteria.criteria_set set content = '{}' where set_id = :id",
            "update criteria.criteria_set set form = 'X' where set_id = :id",
            "update criteria.criteria_set set status = 'DRAFT', valid = 'empty' where set_id = :id",
            "update criteria.criteria_set set valid = daterange('2020-01-01', null) where set_id = :id",
            "delete from criteria.criteria_set where set_id = :id")) {
      assertThatThrownBy(() -> jdbc.sql(change).param("id", id).update())
          .isInstanceOf(DataIntegrityViolationException.class)
          .hasMessageContaining("immutable");
    }
  }

  @Test
  void twoSetsAreNeverInForceForOnePlaceAndDay() {
    String first = draft();
    String second = draft();
    sets.putInForce(officer, first, 1, FROM, LocalDate.of(2027, 1, 1)).orThrow();
    Result<String> meeting = sets.putInForce(officer, second, 1, LocalDate.of(2026, 12, 31), null);
    assertThat(codes(meeting))
        .containsExactly(CriteriaProblem.IN_FORCE_UNTIL, CriteriaProblem.VERSION_TAKEN);
    assertThat(meeting.problems().getFirst().arguments())
        .containsExactly(
            sets.kept(officer, first).line().title(), FROM, LocalDate.of(2026, 12, 31));
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        """
                        update criteria.criteria_set set status = 'IN_FORCE', version = 99,
                               valid = daterange('2026-06-01', null) where set_id = :id
                        """)
                    .param("id", second)
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("criteria_set_one_in_force");
    CriteriaSet next = sets.kept(officer, second).set();
    sets.saveDraft(
            officer, next.copy(next.id(), next.province(), next.basedOn(), 2, next.title()), 1)
        .orThrow();
    assertThat(sets.putInForce(officer, second, 2, LocalDate.of(2027, 1, 1), null).done()).isTrue();
  }

  @Test
  void aRetiredSetStaysWithItsPeriodAndMakesRoom() {
    String first = draft();
    String second = draft();
    sets.putInForce(officer, first, 1, FROM, null).orThrow();
    CriteriaSet next = sets.kept(officer, second).set();
    sets.saveDraft(
            officer, next.copy(next.id(), next.province(), next.basedOn(), 2, next.title()), 1)
        .orThrow();
    assertThat(codes(sets.putInForce(officer, second, 2, LocalDate.of(2025, 1, 1), null)))
        .containsExactly(CriteriaProblem.ALREADY_IN_FORCE);
    assertThat(codes(sets.retire(officer, first, FROM))).containsExactly(CriteriaProblem.PERIOD);
    sets.retire(officer, first, LocalDate.of(2027, 1, 1)).orThrow();
    assertThat(sets.putInForce(officer, second, 2, LocalDate.of(2027, 1, 1), null).done()).isTrue();
    assertThat(
            sets.inForce(
                    LearningModel.LEARNING_FAMILY,
                    ModelLevel.HOUSEHOLD,
                    "",
                    province.province(),
                    LocalDate.of(2026, 6, 1))
                .getFirst()
                .id())
        .isEqualTo(first);
    assertThat(sets.byId(first).id()).isEqualTo(first);
    assertThat(codes(sets.retire(officer, first, LocalDate.of(2026, 6, 1))))
        .containsExactly(CriteriaProblem.NOT_IN_FORCE);
  }

  @Test
  void aProvinceKeepsItsOwnVariantsOnly() {
    SmallProvince elsewhere = SmallProvince.in(areas, builtInAreas);
    Actor other = SmallProvince.actor("Người khác", Role.PROVINCE_OFFICER, elsewhere.province());
    String id = draft();
    assertThatThrownBy(() -> sets.kept(other, id)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sets.putInForce(other, id, 1, FROM, null))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sets.copy(other, BuiltInCriteria.LEARNING_FAMILY, code))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sets.copy(officer, BuiltInCriteria.LEARNING_FAMILY, ""))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sets.retire(officer, BuiltInCriteria.LEARNING_FAMILY, FROM))
        .isInstanceOf(NotFoundException.class);
    Actor volunteer = SmallProvince.actor("Trưởng bản", Role.VOLUNTEER, province.villages().get(0));
    assertThatThrownBy(() -> sets.drop(volunteer, id, 1)).isInstanceOf(ForbiddenException.class);
    assertThat(sets.list(other, SetFilter.ALL)).extracting(SetLine::id).doesNotContain(id);
    assertThat(sets.list(officer, SetFilter.ALL)).extracting(SetLine::id).contains(id);
    assertThat(sets.list(volunteer, SetFilter.NOW))
        .extracting(SetLine::id)
        .contains(BuiltInCriteria.LEARNING_FAMILY)
        .doesNotContain(id, "gia-dinh-hoc-tap-448");
    String copied = sets.copy(national, BuiltInCriteria.LEARNING_FAMILY, "").orThrow().id();
    assertThat(sets.kept(national, copied).set().version()).isEqualTo(2);
    assertThatThrownBy(() -> sets.byId(copied)).isInstanceOf(NotFoundException.class);
    assertThat(sets.drop(national, copied, 1).done()).isTrue();
  }

  @Test
  void officersWhoBeginTheSameAtOnceEachGetADraftOfTheirOwn() throws Exception {
    CriteriaSet family = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    CriteriaSet mine = family.copy("", code, family.id(), 1, "Bộ mới " + code);
    List<Actor> officers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      // every one sends the form twice
      Actor one = SmallProvince.actor("Cán bộ " + i, Role.PROVINCE_OFFICER, province.province());
      officers.addAll(List.of(one, one));
    }
    CyclicBarrier together = new CyclicBarrier(officers.size());
    List<Future<String>> begun = new ArrayList<>();
    try (ExecutorService all = Executors.newFixedThreadPool(officers.size())) {
      for (Actor one : officers) {
        begun.add(
            all.submit(
                () -> {
                  together.await();
                  return sets.begin(one, mine, "bo-cung-luc").orThrow().id();
                }));
      }
    }
    List<String> ids = new ArrayList<>();
    for (Future<String> one : begun) {
      ids.add(one.get());
    }
    for (int i = 0; i < ids.size(); i += 2) {
      assertThat(ids.get(i)).isEqualTo(ids.get(i + 1));
    }
    assertThat(Set.copyOf(ids)).hasSize(6);
  }

  @Test
  void aDraftThatIsThereIsReplacedByAFileOnlyWhenToldSo() {
    String id = draft();
    CriteriaSet other = titled(id, "Tên khác");
    Result<CriteriaSets.Loaded> kept = sets.load(officer, other, null, null, false, false);
    assertThat(codes(kept)).containsExactly(CriteriaProblem.DRAFT_THERE);
    assertThat(kept.problems().getFirst().arguments()).contains(id, officer.name());
    assertThat(sets.load(officer, other, null, null, true, true).orThrow().changed()).isTrue();
    assertThat(sets.kept(officer, id).set().title()).isNotEqualTo("Tên khác");
    sets.load(officer, other, null, null, true, false).orThrow();
    assertThat(sets.kept(officer, id).set()).isEqualTo(other);
    assertThat(sets.load(officer, other, null, null, false, false).orThrow().changed()).isFalse();
  }

  @Test
  void theSameFileAgainChangesNothingAndAnotherContentIsRefused() {
    String id = id();
    CriteriaSet set =
        sets.byId(BuiltInCriteria.LEARNING_FAMILY)
            .copy(id, code, BuiltInCriteria.LEARNING_FAMILY, 1, "Bộ của tỉnh");
    assertThat(sets.load(officer, set, FROM, null, false, true).orThrow().changed()).isTrue();
    assertThatThrownBy(() -> sets.kept(officer, id)).isInstanceOf(NotFoundException.class);
    assertThat(sets.load(officer, set, null, null, false, false).orThrow())
        .isEqualTo(new CriteriaSets.Loaded(id, SetStatus.DRAFT, true));
    assertThat(sets.load(officer, set, null, null, false, false).orThrow().changed()).isFalse();
    assertThat(sets.load(officer, set, FROM, null, false, false).orThrow())
        .isEqualTo(new CriteriaSets.Loaded(id, SetStatus.IN_FORCE, true));
    CriteriaSet read = CriteriaFile.read(CriteriaFile.yaml(set)).orThrow();
    assertThat(sets.load(officer, read, FROM, null, false, false).orThrow())
        .isEqualTo(new CriteriaSets.Loaded(id, SetStatus.IN_FORCE, false));
    assertThat(
            codes(
                sets.load(
                    officer,
                    set.copy(id, code, set.basedOn(), 1, "Tên khác"),
                    FROM,
                    null,
                    false,
                    false)))
        .containsExactly(CriteriaProblem.CHANGED);
    assertThat(
            codes(
                sets.load(
                    officer, set.copy(id(), "X99", "", 1, "Tên khác"), FROM, null, false, false)))
        .containsExactly(CriteriaProblem.UNKNOWN_PROVINCE);
  }

  @Test
  void aSetKeptInTheFirstFormatIsStillReadAndMeansTheSame() {
    String id = id();
    jdbc.sql(
            """
            insert into criteria.criteria_set
              (set_id, model, level, issuer, province_id, version, valid, title, status, sample, content, content_sha256,
               loaded_at, changed_at)
            values (:id, 'LEARNING_FAMILY', 'HOUSEHOLD', 'Cũ', :province, 1, daterange('2025-01-01', null), 'Bộ cũ',
                    'IN_FORCE', true, :content::jsonb, '', now(), now())
            """)
        .param("id", id)
        .param("province", province.province())
        .param(
            "content",
            """
            {"id": "%s", "model": "LEARNING_FAMILY", "level": "HOUSEHOLD", "issuer": "Cũ", "version": 1,
             "title": "Bộ cũ", "basis": "Cũ", "sample": true, "passTotal": 8, "passTotalVerified": false,
             "notApplicableVerified": false, "criteria": [{"id": "1", "text": "Một", "verified": false, "source": "",
               "indicators": [
                 {"id": "1.1", "text": "A", "question": "A?", "help": "", "evidence": "", "maxPoints": 5,
                  "appliesWhen": "HAS_CHILDREN", "verified": false, "source": "",
                  "steps": [{"points": 5, "label": "Có"}, {"points": 0, "label": "Chưa"}]},
                 {"id": "1.2", "text": "B", "question": "B?", "help": "", "evidence": "", "maxPoints": 5,
                  "appliesWhen": "ALWAYS", "verified": false, "source": "",
                  "steps": [{"points": 5, "label": "Có"}, {"points": 0, "label": "Chưa"}]}]}]}
            """
                .formatted(id))
        .update();
    CriteriaSet set = sets.byId(id);
    assertThat(CriteriaRules.problems(set)).isEmpty();
    var five = java.util.Map.of("1.2", new java.math.BigDecimal(5));
    Assessment without = Scoring.assess(set, five, Facts.ofHousehold(0, null, null));
    assertThat(without.total()).isEqualByComparingTo("10");
    assertThat(without.outcome()).isEqualTo(Outcome.ACHIEVED);
    assertThat(Scoring.assess(set, five, Facts.NONE).missing()).containsExactly("1.1");
  }

  @Test
  void whatComesWithTheProductIsADraftWhereAnotherSetIsInForce() {
    CriteriaSet mine =
        CriteriaFile.read(BuiltInCriteria.yaml("to-tu-quan-mau"))
            .orThrow()
            .copy(id(), "", "", 7, "Bộ riêng");
    CriteriaTable table = new CriteriaTable(jdbc);
    table.addShipped(
        List.of(new CriteriaTable.Shipped(mine, LocalDate.of(2023, 1, 1), null)),
        "thử",
        java.time.Instant.EPOCH);
    assertThat(sets.kept(national, mine.id()).line().status()).isEqualTo(SetStatus.DRAFT);
    assertThat(sets.drop(national, mine.id(), 1).done()).isTrue();
  }
}
