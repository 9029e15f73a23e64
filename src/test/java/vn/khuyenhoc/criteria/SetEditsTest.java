package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Pass;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.SetEdits.Place;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** Changing the parts of a set, and its forms both ways. */
class SetEditsTest {

  private static final Texts T = new Languages().vietnamese();

  private static Indicator indicator(String id, String text) {
    return new Indicator(
        id,
        text,
        text + "?",
        "",
        "",
        BigDecimal.TEN,
        "",
        null,
        true,
        "Điều 1",
        List.of(new Step(BigDecimal.TEN, "đủ"), new Step(BigDecimal.ZERO, "chưa")),
        null);
  }

  private static Criterion criterion(String id, Indicator... indicators) {
    return new Criterion(id, "Tiêu chí " + id, null, true, "Điều 1", List.of(indicators));
  }

  private static CriteriaSet set(Criterion... criteria) {
    return new CriteriaSet(
        "bo-thu-1",
        LearningModel.LEARNING_FAMILY,
        ModelLevel.HOUSEHOLD,
        "",
        "",
        "",
        "Hội",
        1,
        "Bộ thử",
        "Thử",
        "",
        false,
        Engine.POINTS,
        NotApplicable.FULL,
        true,
        "Điều 2",
        null,
        new Pass(
            BigDecimal.TEN, null, Map.of("2", BigDecimal.valueOf(5)), List.of(), true, "Điều 3"),
        List.of(),
        List.of(criteria));
  }

  private static final CriteriaSet TWO =
      set(
          criterion("1", indicator("1.1", "Một"), indicator("1.2", "Hai")),
          criterion("2", indicator("2.1", "Ba")));

  private static List<String> numbers(CriteriaSet set) {
    return set.indicators().stream().map(one -> one.id() + " " + one.text()).toList();
  }

  @Test
  void movingCountsOnAndTakesTheLeastPointsAlong() {
    CriteriaSet moved = SetEdits.moved(TWO, new Place(1, -1), true);
    assertThat(numbers(moved)).containsExactly("1.1 Ba", "2.1 Một", "2.2 Hai");
    assertThat(moved.pass().leastOf()).containsOnlyKeys("1");
    assertThat(numbers(SetEdits.moved(TWO, new Place(0, 0), false)))
        .containsExactly("1.1 Hai", "1.2 Một", "2.1 Ba");
  }

  @Test
  void movingBeyondTheEndChangesNothing() {
    assertThat(SetEdits.moved(TWO, new Place(0, 0), true)).isEqualTo(TWO);
    assertThat(SetEdits.moved(TWO, new Place(1, -1), false)).isEqualTo(TWO);
  }

  @Test
  void numbersOfADocumentsOwnAreLeftAlone() {
    CriteriaSet own =
        set(criterion("1", indicator("1.1", "Một"), indicator("1.1b", "Hai")), criterion("2"));
    assertThat(numbers(SetEdits.moved(own, new Place(0, 1), true)))
        .containsExactly("1.1b Hai", "1.1 Một");
    assertThat(numbers(SetEdits.counted(own))).containsExactly("1.1 Một", "1.2 Hai");
  }

  @Test
  void takingACriterionOutTakesItsLeastPointsOut() {
    CriteriaSet left = SetEdits.without(TWO, new Place(1, -1));
    assertThat(left.pass().leastOf()).isEmpty();
    assertThat(numbers(SetEdits.without(TWO, new Place(0, 0))))
        .containsExactly("1.1 Hai", "2.1 Ba");
  }

  @Test
  void aSetIsASampleAsLongAsAnyPartWasNotChecked() {
    assertThat(SetEdits.tidy(TWO).sample()).isFalse();
    Indicator unchecked =
        IndicatorForm.read(
                IndicatorForm.of(T, TWO, indicator("1.1", "Một")).tick("verified", false))
            .orThrow();
    CriteriaSet changed = SetEdits.put(TWO, new Place(0, 0), unchecked);
    assertThat(changed.sample()).isTrue();
    assertThat(SetEdits.put(changed, new Place(0, 0), indicator("1.1", "Một")).sample()).isFalse();
  }

  @Test
  void aPartIsFoundAgainWhereItWasMovedTo() {
    String mark = SetEdits.mark(TWO.indicators().getFirst());
    CriteriaSet shifted =
        set(
            criterion("1", indicator("1.0", "Mới"), indicator("1.1", "Một")),
            criterion("2", indicator("2.1", "Ba")));
    assertThat(SetEdits.find(shifted, mark, new Place(0, 0))).isEqualTo(new Place(0, 1));
    assertThat(SetEdits.find(SetEdits.counted(shifted), mark, new Place(0, 0))).isNull();
  }

  @Test
  void everyPartOfTheBuiltInSetsComesBackFromItsForm() {
    for (CriteriaSet set : List.of(TWO, Sets.family(), Sets.unit())) {
      assertThat(HeadForm.read(HeadForm.of(T, set), set, group -> true).orThrow()).isEqualTo(set);
      for (Criterion criterion : set.criteria()) {
        assertThat(
                CriterionForm.read(CriterionForm.of(T, criterion), criterion.indicators())
                    .orThrow())
            .isEqualTo(criterion);
        for (Indicator one : criterion.indicators()) {
          assertThat(IndicatorForm.read(IndicatorForm.of(T, set, one)).orThrow()).isEqualTo(one);
        }
      }
    }
  }

  @Test
  void aRowThatIsTakenOutLeavesTheOthersInOrder() {
    TypedForm form =
        new TypedForm(Map.of())
            .put("steps", 3)
            .put("step-0-points", "a")
            .put("step-1-points", "b")
            .put("step-2-points", "c")
            .put("title", "còn");
    TypedForm left = Objects.requireNonNull(form.pressed("drop-step-1"));
    assertThat(left.rows("step")).isEqualTo(2);
    assertThat(left.row("step", 0, "points") + left.row("step", 1, "points")).isEqualTo("ac");
    assertThat(left.get("title")).isEqualTo("còn");
    assertThat(form.pressed("save")).isNull();
    assertThat(form.pressed("drop-step-99")).isNotNull();
  }
}
