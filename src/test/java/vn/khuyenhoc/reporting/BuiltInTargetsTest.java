package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.support.ModuleTest;

@ModuleTest
class BuiltInTargetsTest {

  @Autowired private BuiltInTargets builtIn;
  @Autowired private BuiltInAreas builtInAreas;
  @Autowired private Targets targets;
  @Autowired private Areas areas;

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
    assertThat(counts).isEqualTo(Map.of("S0", 12, "S1", 17, "S4", 11));
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
  void sonLaIn2026IsHeldAgainstTheMilestoneOf2025AndIn2024AgainstTheAssociations() {
    builtInAreas.loadOnce();
    builtIn.loadOnce();
    Area sonLa = areas.byCode(AreaLevel.PROVINCE, "14").orElseThrow();
    List<Integer> upward = List.of(sonLa.id(), areas.nation().id());
    Aim aim = Objects.requireNonNull(targets.aim(Measured.FAMILIES, upward, 2026));
    assertThat(aim.target().percent()).isEqualByComparingTo("70");
    assertThat(aim.target().year()).isEqualTo(2025);
    assertThat(aim.milestones().getFirst().percent()).isEqualByComparingTo("80");
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
