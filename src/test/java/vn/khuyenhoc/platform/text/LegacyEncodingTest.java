package vn.khuyenhoc.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khuyenhoc.platform.text.LegacyEncoding.Kind;

class LegacyEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "TCVN3, Céng hoµ x· héi chñ nghÜa ViÖt Nam, Cộng hoà xã hội chủ nghĩa Việt Nam",
    "TCVN3, §éc lËp - Tù do - H¹nh phóc, Độc lập - Tự do - Hạnh phúc",
    "TCVN3, NguyÔn ThÞ Hoµ, Nguyễn Thị Hoà",
    "TCVN3, Lß V¨n M\u00ADêi, Lò Văn Mười",
    "TCVN3, B¶n Nµ Sµi, Bản Nà Sài",
    "TCVN3, Sè trÎ em, Số trẻ em",
    "VNI, Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Cộng hòa xã hội chủ nghĩa Việt Nam",
    "VNI, Ñoäc laäp - Töï do - Haïnh phuùc, Độc lập - Tự do - Hạnh phúc",
    "VNI, Nguyeãn Thò Hoøa, Nguyễn Thị Hòa",
    "VNI, Loø Vaên Möôøi, Lò Văn Mười",
    "VNI, Baûn Naø Saøi, Bản Nà Sài",
    "VNI, NGUYEÃN VAÊN ÑÖÙC, NGUYỄN VĂN ĐỨC"
  })
  void recognisesTheFontsOfBeforeUnicode(Kind kind, String typed, String repaired) {
    assertThat(LegacyEncoding.detect(typed))
        .hasValueSatisfying(
            suspicion -> {
              assertThat(suspicion.kind()).isEqualTo(kind);
              assertThat(suspicion.repaired()).isEqualTo(repaired);
              assertThat(suspicion.confidence()).isGreaterThan(LegacyEncoding.REFUSED_FROM);
            });
    assertThat(LegacyEncoding.repair(typed)).isEqualTo(repaired);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Nguyễn Văn Ánh", "Bản Nà Sài", "Hoà", "Đào", "Phường Tô Hiệu", "Số 5 ở Là"})
  void recognisesTextReadInTheWrongEncoding(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder misread = new StringBuilder();
    for (byte b : bytes) {
      String letter = new String(new byte[] {b}, Charset.forName("windows-1252"));
      misread.append(letter.equals("\uFFFD") ? String.valueOf((char) (b & 0xFF)) : letter);
    }
    assertThat(LegacyEncoding.repair(misread.toString())).isEqualTo(text);
    String twice =
        new String(
            misread.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(LegacyEncoding.repair(twice)).isEqualTo(text);
    assertThat(LegacyEncoding.detect(misread.toString()).orElseThrow().kind())
        .isEqualTo(Kind.MOJIBAKE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nguy?n V?n A", "L\uFFFD V\uFFFDn", "Ph?m"})
  void knowsWhenLettersAreLost(String typed) {
    assertThat(LegacyEncoding.detect(typed).orElseThrow().kind()).isEqualTo(Kind.LOST);
    assertThat(LegacyEncoding.repair(typed)).isEqualTo(typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hoà Bình",
        "Hoà",
        "Lò Thị Mùa",
        "Mường É",
        "É Tòng",
        "Sùng Nhìa Và",
        "Là Văn Páo",
        "Café Müller",
        "José Núñez",
        "Noël",
        "25 m²",
        "10 °C",
        "½ sào",
        "· Ban A",
        "§ 5",
        "«Hà»",
        "Excel® 2016",
        "© 2024",
        "Tòng Văn Ó",
        "Vì Thị Xoè",
        "Kà",
        "Quàng Thị É",
        "Xí nghiệp 1/5",
        "Có không?",
        "Nhà có mấy người? 3 người",
        "Ða",
        "naïve",
        "Ô tô",
        "Ý Yên",
        "Lý Quí",
        "Hà\u00A0Nội",
        "Ngô Xuân Hoàn",
        "Bế Văn Đàn",
        "Lèo Văn Toán",
        "Lô Thị Ngà",
        "Bạc Cầm Ún"
      })
  void leavesSoundTextAlone(String typed) {
    assertThat(LegacyEncoding.detect(typed)).isEmpty();
    assertThat(LegacyEncoding.repair(typed)).isEqualTo(VietnameseText.nfc(typed));
  }

  @Test
  void neverSuspectsUnicodeNames() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      String name = RandomText.vietnamese(random, 6);
      assertThat(LegacyEncoding.detect(name)).as(name).isEmpty();
    }
  }

  @Test
  void takesAnyTextWithoutFailing() {
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      assertThat(LegacyEncoding.repair(RandomText.any(random, 10))).isNotNull();
    }
  }
}
