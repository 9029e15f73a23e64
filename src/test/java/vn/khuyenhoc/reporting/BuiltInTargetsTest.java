package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.CountFormula;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SharedData;

@ModuleTest
class BuiltInTargetsTest {

  @Autowired private BuiltInTargets builtIn;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private Targets targets;
  @Autowired private Indicators indicators;
  @Autowired private Areas areas;
  @Autowired private Languages languages;

  @Test
  void everyTargetOfThePlansIsThereOnceHoweverOftenTheyAreLoaded() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    builtIn.loadOnce();
    Map<String, Integer> counts =
        targets.byPlan().entrySet().stream()
            .filter(entry -> entry.getKey().id().matches("S[0-9]"))
            .collect(
                Collectors.toMap(entry -> entry.getKey().id(), entry -> entry.getValue().size()));
    assertThat(counts).isEqualTo(Map.of("S0", 26, "S1", 17, "S4", 11));
  }

  @Test
  void everyColumnOfThePublishedTargetsIsRepresentedWithoutLoss() throws Exception {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Map<String, PlanTarget> known = known();
    List<String[]> rows =
        Files.readAllLines(SharedData.file("targets.csv")).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .toList();
    assertThat(rows).hasSize(40);
    for (String[] row : rows) {
      PlanTarget target = Objects.requireNonNull(known.get(row[0] + " " + row[3]), row[0]);
      assertThat(target.plan().id()).isEqualTo(row[1]);
      assertThat(target.plan().areaName()).contains(row[2]);
      assertThat(target.indicator()).isEqualTo(row[4]);
      assertThat(target.scope().words()).isEqualTo(row[5]);
      if (row[6].isEmpty()) {
        assertThat(target.goal().kind()).isEqualTo(Goal.Kind.PER_PERSON);
        assertThat(target.goal().value()).isEqualByComparingTo("3");
      } else {
        assertThat(target.goal().value()).isEqualByComparingTo(row[6]);
        assertThat(target.goal().kind())
            .isEqualTo(
                row[7].startsWith("relative growth")
                    ? Goal.Kind.GROWTH_PERCENT
                    : Goal.Kind.PERCENT);
      }
      assertThat(target.condition()).isEqualTo(row[7]);
      assertThat(target.scope().leastRating())
          .isEqualTo(row[7].equals("rating >= KHA") ? Rating.FAIR : null);
      assertThat(target.ambiguous()).isEqualTo(row[7].contains("ambiguous"));
    }
  }

  @Test
  void whatTheDoubtOfATargetSaysItIsCountedOverIsWhatItIsHeldAgainst() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Map<String, PlanTarget> known = known();
    Map<String, Indicator> all = indicators.all();
    for (PlanTarget target : known.values()) {
      TargetForm typed =
          new TargetForm(
              target.id(),
              String.valueOf(target.year()),
              target.indicator(),
              target.measuredBy(),
              target.scope().words(),
              target.goal().direction().name(),
              target.goal().value() == null ? "" : target.goal().value().toPlainString(),
              target.goal().kind().name(),
              target.goal().other() == null ? "" : target.goal().other().name(),
              target.goal().period() == null ? "" : target.goal().period().name(),
              target.goal().baseYear() == null ? "" : target.goal().baseYear().toString(),
              target.scope().unitLevel() == null ? "" : target.scope().unitLevel().name(),
              "",
              "",
              "",
              1);
      PlanTarget byHand =
          PlanRules.target(typed, target.plan(), all, "TOT_KHA", Grades.NONE).orThrow();
      assertThat(byHand.denominator()).as(target.id()).isEqualTo(target.denominator());
      assertThat(byHand.level()).as(target.id()).isEqualTo(target.level());
      assertThat(byHand.goal()).as(target.id()).isEqualTo(target.goal());
      if (target.doubt().contains("người lớn")) {
        assertThat(target.denominator()).as(target.id()).isEqualTo(Denominator.ADULTS);
      }
      if (target.doubt().contains("cấp thôn")) {
        assertThat(target.denominator()).as(target.id()).isEqualTo(Denominator.VILLAGES);
        assertThat(target.level()).as(target.id()).isEqualTo(ModelLevel.VILLAGE);
      }
    }
    List<Measured> communities =
        LearningModel.LEARNING_COMMUNITY.levels().stream()
            .map(level -> Measured.of(LearningModel.LEARNING_COMMUNITY, level))
            .toList();
    for (String id : List.of("S0-4.5 2024", "S1-d 2025", "S1-d 2030", "S4-d 2024")) {
      PlanTarget target = Objects.requireNonNull(known.get(id), id);
      assertThat(communities.stream().filter(target::over).map(Measured::level))
          .containsExactly(ModelLevel.VILLAGE);
    }
    PlanTarget citizens = Objects.requireNonNull(known.get("S0-4.1 2024"));
    Measured adults = Measured.of(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON);
    assertThat(citizens.over(adults)).isTrue();
    assertThat(citizens.over(adults.over(Denominator.CITIZENS))).isFalse();
  }

  @Test
  void plansOfOneProvinceThatDifferInAYearStandBesideEachOther() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Map<String, PlanTarget> known = known();
    Map<String, String> differing =
        Map.of("S0-4.2 2024", "S1-b 2025", "S0-4.3 2024", "S1-c 2025", "S0-4.5 2024", "S1-d 2025");
    differing.forEach(
        (one, other) -> {
          PlanTarget first = Objects.requireNonNull(known.get(one), one);
          PlanTarget second = Objects.requireNonNull(known.get(other), other);
          assertThat(TargetRules.conflicts(first, known.values())).containsExactly(second);
          assertThat(TargetRules.conflicts(second, known.values())).containsExactly(first);
        });
    assertThat(known.values())
        .filteredOn(one -> !TargetRules.conflicts(one, known.values()).isEmpty())
        .extracting(one -> one.id() + " " + one.year())
        .containsExactlyInAnyOrderElementsOf(
            differing.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                .toList());
  }

  @Test
  void whatTheFileLacksOfTheAssociationsPlanIsThereToo() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Map<String, PlanTarget> known = known();
    Map<String, Goal.Kind> kinds =
        Stream.of(
                "S0-1.1", "S0-1.2a", "S0-1.2b", "S0-1.2c", "S0-1.3", "S0-2.1", "S0-2.2", "S0-2.3a",
                "S0-2.3b", "S0-2.3c", "S0-3", "S0-4.1", "S0-4.2", "S0-4.3", "S0-4.4", "S0-4.5",
                "S0-5", "S0-6", "S0-7.1", "S0-7.2", "S0-8.1", "S0-8.2", "S0-8.3", "S0-8.4", "S0-9a",
                "S0-9b")
            .collect(
                Collectors.toMap(
                    id -> id,
                    id -> Objects.requireNonNull(known.get(id + " 2024"), id).goal().kind()));
    assertThat(kinds)
        .containsEntry("S0-1.1", Goal.Kind.DONE)
        .containsEntry("S0-2.3a", Goal.Kind.TIMES)
        .containsEntry("S0-5", Goal.Kind.LIST)
        .containsEntry("S0-8.4", Goal.Kind.DONE);
    Goal bulletin = Objects.requireNonNull(known.get("S0-2.3c 2024")).goal();
    assertThat(bulletin.period()).isEqualTo(Goal.Period.ISSUE);
    assertThat(Reckoning.expected(bulletin, bulletin.kind())).isNull();
    Goal newspaper = Objects.requireNonNull(known.get("S0-2.3b 2024")).goal();
    assertThat(Reckoning.expected(newspaper, newspaper.kind())).isEqualByComparingTo("52");
  }

  @Test
  void everyTargetIsComputedByAnIndicatorWhoseFormulasCanBeRead() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Map<String, Indicator> all = indicators.all();
    assertThat(all)
        .containsKeys(known().values().stream().map(PlanTarget::computedBy).toArray(String[]::new));
    List<String> names = Reckoning.names(all.values());
    for (Indicator one : all.values()) {
      for (String formula : List.of(one.numerator(), one.denominator())) {
        if (!formula.isEmpty()) {
          assertThat(CountFormula.of(formula, names).problems("x", one.id(), name -> "")).isEmpty();
        }
      }
    }
  }

  @Test
  void aDefinitionNamesEveryPlanWhoseTargetsItComputesAndWhatItIsDividedBy() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Map<String, Indicator> all = indicators.all();
    Map<String, String> named =
        Map.of(
            "S0", "Kế hoạch thi đua năm 2024 của Hội Khuyến học tỉnh Sơn La",
            "S1", "Kế hoạch của UBND tỉnh Sơn La giai đoạn 2022–2030",
            "S4", "Kế hoạch 415/KH-UBND của UBND huyện Tháp Mười");
    for (PlanTarget target : known().values()) {
      assertThat(Objects.requireNonNull(all.get(target.computedBy())).source())
          .as(target.id())
          .contains(Objects.requireNonNull(named.get(target.plan().id())));
    }
    PlanWords words = new PlanWords(languages.in("vi"), all);
    assertThat(all.values())
        .filteredOn(Indicator::builtIn)
        .allSatisfy(
            one ->
                assertThat(words.denominator(one).isEmpty())
                    .as(one.id())
                    .isEqualTo(!one.kind().divided() && one.kind() != Indicator.Kind.GROWTH));
    assertThat(words.denominator(Objects.requireNonNull(all.get("MEMBER_BRIEFED"))))
        .isEqualTo("tổng số, báo cáo bằng tay cùng với tử số");
    assertThat(words.written(Objects.requireNonNull(all.get("MEMBER_GROWTH"))))
        .isEqualTo("MEMBERS (năm nay) so với MEMBERS (năm gốc)");
  }

  private Map<String, PlanTarget> known() {
    return targets.byPlan().entrySet().stream()
        .filter(entry -> entry.getKey().id().matches("S[0-9]"))
        .flatMap(entry -> entry.getValue().stream())
        .collect(Collectors.toMap(one -> one.id() + " " + one.year(), one -> one));
  }

  @Test
  void aPlanOutsideTheTreeKeepsItsAreasName() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Plan plan = plan("S4");
    assertThat(plan.areaId()).isNull();
    assertThat(plan.areaName()).contains("Tháp Mười");
    assertThat(plan("S1").number()).isEmpty();
    assertThat(plan("S1").dated()).isEmpty();
  }

  @Test
  void sonLaIn2026IsHeldAgainstTheMilestoneOf2030AndIn2024AgainstTheAssociations() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Area sonLa = areas.byCode(AreaLevel.PROVINCE, "14").orElseThrow();
    List<Integer> upward = List.of(sonLa.id(), areas.nation().id());
    Aim aim = Objects.requireNonNull(targets.aim(Measured.FAMILIES, upward, 2026));
    assertThat(aim.target().percent()).isEqualByComparingTo("80");
    assertThat(aim.target().year()).isEqualTo(2030);
    assertThat(aim.milestones().getFirst().percent()).isEqualByComparingTo("70");
    Aim earlier = Objects.requireNonNull(targets.aim(Measured.FAMILIES, upward, 2024));
    assertThat(earlier.target().percent()).isEqualByComparingTo("90");
    assertThat(earlier.others()).singleElement().extracting(PlanTarget::year).isEqualTo(2025);
  }

  private Plan plan(String id) {
    return targets.byPlan().keySet().stream()
        .filter(plan -> plan.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
