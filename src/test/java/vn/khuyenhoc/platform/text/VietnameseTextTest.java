package vn.khuyenhoc.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VietnameseTextTest {

  @Test
  void composesWhatMacintoshesDecompose() {
    String decomposed = Normalizer.normalize("Nguyễn Thị Hường", Normalizer.Form.NFD);
    assertThat(VietnameseText.nfc(decomposed)).isEqualTo("Nguyễn Thị Hường");
    assertThat(VietnameseText.clean(decomposed)).isEqualTo("Nguyễn Thị Hường");
  }

  @Test
  void turnsEveryKindOfBlankIntoOneSpace() {
    assertThat(VietnameseText.clean("\u00A0 Lò\t\u2003Văn\r\n\u3000Mười \u00A0"))
        .isEqualTo("Lò Văn Mười");
  }

  @Test
  void removesWhatNobodySees() {
    assertThat(VietnameseText.clean("\uFEFFLò\u200B Văn\u200D Mư\u00ADời\u0007"))
        .isEqualTo("Lò Văn Mười");
  }

  @Test
  void findsNothingInBlanks() {
    assertThat(VietnameseText.clean(null)).isEmpty();
    assertThat(VietnameseText.clean(" \u00A0\u200B\n")).isEmpty();
  }

  @Test
  void keepsTheLinesOfANote() {
    assertThat(VietnameseText.cleanLines("  một \r\n hai\n\n\nba  bốn\n"))
        .isEqualTo("một\nhai\nba bốn");
  }

  @Test
  void cleansATextOnlyOnce() {
    Random random = new Random(20_260_801);
    for (int i = 0; i < 20_000; i++) {
      String text = RandomText.any(random, 12);
      String clean = VietnameseText.clean(text);
      assertThat(VietnameseText.clean(clean)).isEqualTo(clean);
      assertThat(Normalizer.isNormalized(clean, Normalizer.Form.NFC)).isTrue();
      assertThat(clean).isEqualTo(clean.strip());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Đặng Thuỳ TRÂM, dang thuy tram",
    "Gia đình học tập, gia dinh hoc tap",
    "ƯỚC MƠ ở Ỷ Lan, uoc mo o y lan",
    "14-0001, 14-0001",
    "ÐỨC, ðuc"
  })
  void foldsTonesMarksAndCase(String text, String folded) {
    assertThat(VietnameseText.fold(text)).isEqualTo(folded);
  }

  @Test
  void foldsComposedAndDecomposedAlike() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      String text = RandomText.vietnamese(random, 5);
      String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
      assertThat(VietnameseText.fold(decomposed)).isEqualTo(VietnameseText.fold(text));
      assertThat(VietnameseText.fold(text)).isASCII();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Hoà, Hòa",
    "thuỷ, THỦY",
    "Quí, Quý",
    "Nguyễn  Thị Hoà, nguyễn thị hòa",
    "Khoẻ, Khỏe",
    "Mường É, MƯỜNG É",
    "Quì Châu, Quỳ Châu"
  })
  void seesTheSameNameInOtherSpellings(String a, String b) {
    assertThat(VietnameseText.sameName(a, b)).isTrue();
    assertThat(VietnameseText.nameKey(a)).isEqualTo(VietnameseText.nameKey(b));
  }

  @ParameterizedTest
  @CsvSource({
    "Hoa, Hòa",
    "Vi, Vy",
    "Lò Văn Ánh, Lò Văn Ảnh",
    "Thúy, Thúi",
    "Đức, Dức",
    "Bản A, Bản B",
    "Hòa An, Hoa Àn",
    "Mùa, Mưa"
  })
  void keepsDifferentNamesApart(String a, String b) {
    assertThat(VietnameseText.sameName(a, b)).isFalse();
  }

  @Test
  void sortsByTheVietnameseAlphabet() {
    List<String> sorted =
        List.of(
            "a", "A", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "â", "ấ", "b", "Ban A", "Bản A", "Bản Ă",
            "Bản B", "d", "đ", "Đ", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y");
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.shuffle(shuffled, new Random(3));
    shuffled.sort(VietnameseText.order());
    assertThat(shuffled).isEqualTo(sorted);
  }

  @Test
  void ordersAnyTextsWithoutContradiction() {
    Random random = new Random(11);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      texts.add(RandomText.any(random, 4));
    }
    for (String a : texts) {
      for (String b : texts) {
        int forth = Integer.signum(VietnameseText.order().compare(a, b));
        assertThat(Integer.signum(VietnameseText.order().compare(b, a))).isEqualTo(-forth);
      }
    }
    texts.sort(VietnameseText.order());
    for (int i = 0; i + 2 < texts.size(); i++) {
      assertThat(VietnameseText.order().compare(texts.get(i), texts.get(i + 2)))
          .isLessThanOrEqualTo(0);
    }
  }
}
