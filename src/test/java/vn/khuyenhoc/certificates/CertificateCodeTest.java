package vn.khuyenhoc.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Codes that people type, and names that strangers see. */
class CertificateCodeTest {

  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  @Test
  void isReadHoweverItIsTyped() {
    String code = CertificateCode.fresh();
    String grouped = CertificateCode.grouped(code);
    assertThat(grouped).matches("[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}");
    assertThat(CertificateCode.read(grouped)).contains(code);
    assertThat(
            CertificateCode.read(
                " " + grouped.toLowerCase(Locale.ROOT).replace('-', ' ') + "\u00a0"))
        .contains(code);
    assertThat(CertificateCode.unpacked(CertificateCode.packed(code))).isEqualTo(code);
  }

  @Test
  void findsEverySingleMistakeAndEveryTwoExchanged() {
    for (int round = 0; round < 50; round++) {
      String code = CertificateCode.fresh();
      for (int i = 0; i < code.length(); i++) {
        for (char letter : LETTERS.toCharArray()) {
          String wrong = code.substring(0, i) + letter + code.substring(i + 1);
          assertThat(CertificateCode.read(wrong).isPresent()).isEqualTo(wrong.equals(code));
        }
        for (int j = i + 1; j < code.length() - 1; j++) {
          char[] exchanged = code.toCharArray();
          exchanged[i] = code.charAt(j);
          exchanged[j] = code.charAt(i);
          String wrong = new String(exchanged);
          assertThat(CertificateCode.read(wrong).isPresent()).isEqualTo(wrong.equals(code));
        }
      }
    }
  }

  @Test
  void doesNotRepeat() {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      assertThat(codes.add(CertificateCode.fresh())).isTrue();
    }
  }

  @Test
  void aPersonsNameIsShownInPart() {
    assertThat(NameMask.masked("Lò Văn Pánh")).isEqualTo("L. V. Pánh");
    assertThat(NameMask.masked("  Đinh   Ánh ")).isEqualTo("Đ. Ánh");
    assertThat(NameMask.masked("Sùng")).isEqualTo("S.");
  }

  @Test
  void aPatternHasOneNumberAndNothingElseInBraces() {
    assertThat(NumberPattern.read(" {n}/GCN-UBND ")).contains("{n}/GCN-UBND");
    assertThat(NumberPattern.read("{yyyy}/{n}-HKH")).contains("{yyyy}/{n}-HKH");
    for (String unsound :
        new String[] {"GCN", "{n}{n}", "{n}/{m}", "", "{n}'; drop", "{n" + "x".repeat(80)}) {
      assertThat(NumberPattern.read(unsound)).as(unsound).isEmpty();
    }
    assertThat(NumberPattern.numbered("{n}/{yyyy}/GCN", 7, 2026)).isEqualTo("07/2026/GCN");
  }
}
