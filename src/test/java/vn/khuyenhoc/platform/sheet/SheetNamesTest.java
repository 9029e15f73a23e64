package vn.khuyenhoc.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SheetNamesTest {

  @Test
  void aLongTitleEndsBehindAWholeWord() {
    assertThat(SheetNames.of("Đơn vị học tập cấp xã được công nhận năm 2026"))
        .isEqualTo("Đơn vị học tập cấp xã được…")
        .hasSizeLessThanOrEqualTo(31);
    assertThat(SheetNames.of("Đơn vị: tỉnh/xã")).isEqualTo("Đơn vị tỉnh xã");
  }

  @Test
  void twoTitlesThatBeginAlikeHaveTabsOfTheirOwn() {
    SheetNames names = new SheetNames();
    assertThat(
            List.of(
                names.next("Đơn vị học tập cấp xã được công nhận"),
                names.next("Đơn vị học tập cấp xã được khen thưởng"),
                names.next("ĐƠN VỊ HỌC TẬP CẤP XÃ ĐƯỢC công nhận")))
        .containsExactly(
            "Đơn vị học tập cấp xã được…",
            "Đơn vị học tập cấp xã được… 2",
            "ĐƠN VỊ HỌC TẬP CẤP XÃ ĐƯỢC… 3");
  }

  @Test
  void everyTabHasANameThatExcelTakes() {
    Random random = new Random(7);
    SheetNames names = new SheetNames();
    Set<String> all = new HashSet<>();
    for (int at = 0; at < 500; at++) {
      StringBuilder title = new StringBuilder("a");
      for (int letters = random.nextInt(60); letters > 0; letters--) {
        title.append("ab đ Ộ/?*[]:\\ ".charAt(random.nextInt(13)));
      }
      String name = names.next(title.toString());
      assertThat(name).hasSizeLessThanOrEqualTo(31).doesNotContainPattern("[\\\\/?*\\[\\]:]");
      assertThat(all.add(name.toLowerCase(Locale.ROOT))).isTrue();
    }
  }
}
