package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** Numbers in forms come back as they were, whatever the language of the page. */
class TypedFormTest {

  private static final Languages LANGUAGES = new Languages();

  @Test
  void aNumberThatIsShownIsReadAsTheSame() {
    Random random = new Random(27);
    for (Texts t : List.of(LANGUAGES.vietnamese(), LANGUAGES.in("en"))) {
      for (int round = 0; round < 2_000; round++) {
        BigDecimal number =
            BigDecimal.valueOf(random.nextInt(2_000_000) - 100_000, random.nextInt(5));
        TypedForm form = new TypedForm(Map.of()).number(t, "max", number);
        TypedForm.Reader reader = new TypedForm.Reader(form);
        assertThat(reader.number("max")).as(form.get("max")).isEqualByComparingTo(number);
        assertThat(reader.problems()).isEmpty();
      }
    }
  }

  @Test
  void nothingNeedlessIsShown() {
    Texts t = LANGUAGES.vietnamese();
    TypedForm form = new TypedForm(Map.of());
    assertThat(form.number(t, "x", new BigDecimal("5.00")).get("x")).isEqualTo("5");
    assertThat(form.number(t, "x", new BigDecimal("1E+3")).get("x")).isEqualTo("1000");
    assertThat(form.number(t, "x", new BigDecimal("7.50")).get("x")).isEqualTo("7,5");
    assertThat(form.number(t, "x", null).get("x")).isEmpty();
  }
}
