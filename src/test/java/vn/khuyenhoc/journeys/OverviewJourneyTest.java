package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A province sees all of its models on one page and takes a part of it away; a commune does on a
 * phone. With and without JavaScript.
 */
class OverviewJourneyTest extends Journey {

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void everythingOfAnAreaIsOnOnePageAndEachPartHasAnAddress(boolean script) throws IOException {
    Setting setting = wholeProcedure("Lò Văn Mười", "Cà Văn Dũng", "Quàng Thị Ánh");
    Album album = new Album(script ? "overview-script" : "overview-no-script");
    try (Screen desk = screen(album, "province", Screen.Kind.DESKTOP, script, setting.overseer());
        Screen phone = screen(album, "commune", Screen.Kind.PHONE, script, setting.officer())) {
      desk.open("/dashboard");
      desk.see("Tỷ lệ công nhận theo", "Dấu — là chưa báo cáo, không phải 0", "Nơi chưa báo cáo");
      desk.shot("whole");
      desk.open("/dashboard?part=silent");
      desk.see("Nơi chưa báo cáo", "Xem cả trang");
      desk.shot("part");
      assertThat(Files.size(desk.download("Excel"))).isGreaterThan(2_000);
      desk.press("Xem cả trang");
      desk.press("Phân bố điểm theo tiêu chí");
      desk.shot("scores");
      phone.open("/dashboard");
      phone.see("Bản Một", "Thay đổi từ ngày");
      phone.shot("whole");
      phone.open("/dashboard/scores");
      phone.shot("scores");
    }
    assertThat(album.wrong()).isEmpty();
  }
}
