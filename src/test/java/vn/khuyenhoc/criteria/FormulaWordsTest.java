package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** Formulas in words, and the choices that write them. */
class FormulaWordsTest {

  private static final Texts T = new Languages().vietnamese();

  private static String said(LearningModel model, ModelLevel level, String formula) {
    return FormulaWords.of(T, model, level, formula).orElse("");
  }

  private static String ofFamily(String formula) {
    return said(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, formula);
  }

  @Test
  void saysWhatThereIsAndWhatThereIsNot() {
    assertThat(ofFamily("children > 0")).isEqualTo("có trẻ em");
    assertThat(ofFamily("1 <= children")).isEqualTo("có trẻ em");
    assertThat(ofFamily("adults == 0")).isEqualTo("không có người lớn");
    assertThat(ofFamily("children >= 3")).isEqualTo("số trẻ em từ 3 trở lên");
  }

  @Test
  void saysWhetherAUnitIsASchool() {
    assertThat(said(LearningModel.LEARNING_UNIT, ModelLevel.PROVINCE, "school"))
        .isEqualTo("đơn vị là trường học");
    assertThat(said(LearningModel.LEARNING_UNIT, ModelLevel.PROVINCE, "!school"))
        .isEqualTo("đơn vị không phải là trường học");
  }

  @Test
  void joinsConditionsAndMarksWhatBelongsTogether() {
    assertThat(ofFamily("children > 0 && adults > 0")).isEqualTo("có trẻ em và có người lớn");
    assertThat(ofFamily("children > 0 && (adults > 0 || workers > 0)"))
        .isEqualTo("có trẻ em và (có người lớn hoặc có người lao động)");
  }

  @Test
  void saysSharesAndSums() {
    assertThat(ofFamily("share(learning_citizens, adults) >= 90.0"))
        .isEqualTo("tỷ lệ công dân học tập trên người lớn từ 90 trở lên");
    assertThat(ofFamily("share(learning_citizens, adults + children)"))
        .isEqualTo("tỷ lệ công dân học tập trên (số người lớn cộng số trẻ em)");
  }

  @Test
  void hasNoWordsForWhatCannotBeRead() {
    for (String formula : new String[] {"", "children >", "staff > 0", "children / 2", "\"a\""}) {
      assertThat(FormulaWords.of(T, LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, formula))
          .as(formula)
          .isEmpty();
    }
  }

  @Test
  void everyChoiceIsASoundFormulaWithWordsAndIsFoundAgain() {
    for (LearningModel model : LearningModel.values()) {
      for (ModelLevel level : model.levels()) {
        FormulaChoices.applies(T, model, level)
            .forEach(
                choice -> {
                  if (!choice.value().equals(FormulaChoices.OWN)) {
                    assertThat(FormulaChoices.chosen(model, level, choice.value()))
                        .isEqualTo(choice.value());
                  }
                  if (!choice.value().isEmpty() && !choice.value().equals(FormulaChoices.OWN)) {
                    assertThat(Formulas.faults(model, level, choice.value(), true)).isEmpty();
                    assertThat(choice.label()).doesNotContain(choice.value());
                  }
                });
      }
    }
  }

  @Test
  void knowsAShareACountAndAFormulaOfItsOwn() {
    LearningModel clan = LearningModel.LEARNING_CLAN;
    assertThat(FormulaChoices.kind(clan, ModelLevel.CLAN, "share(learning_families,households)"))
        .isEqualTo(FormulaChoices.Value.SHARE);
    assertThat(FormulaChoices.kind(clan, ModelLevel.CLAN, " households "))
        .isEqualTo(FormulaChoices.Value.COUNT);
    assertThat(FormulaChoices.kind(clan, ModelLevel.CLAN, "households + 1"))
        .isEqualTo(FormulaChoices.Value.FORMULA);
  }
}
