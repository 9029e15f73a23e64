package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A province says what its communes have to report and by when, moves a day, and looks who is late;
 * a commune sees it on a phone. With and without JavaScript.
 */
class ObligationsJourneyTest extends Journey {

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void aReportIsSetMovedAndFollowedFromTheProvinceToAPhone(boolean script) throws IOException {
    Setting setting = wholeProcedure("Lò Văn Mười");
    Album album = new Album(script ? "obligations-script" : "obligations-no-script");
    try (Screen desk = screen(album, "province", Screen.Kind.DESKTOP, script, setting.overseer());
        Screen phone = screen(album, "commune", Screen.Kind.PHONE, script, setting.officer())) {
      desk.open("/obligations");
      desk.shot("list");
      desk.press("Thêm việc báo cáo");
      desk.shot("form");
      desk.press("Lưu");
      desk.seeErrors("Nhập tên việc báo cáo.", "Ghi ít nhất một nơi nhận.");
      desk.shot("form-refused");
      desk.type("Tên việc báo cáo", "Báo cáo cuối năm của xã");
      desk.mark("Báo cáo kết quả thực hiện");
      desk.mark("Xã, phường");
      desk.type("Tên nơi nhận", "Hội Khuyến học tỉnh");
      desk.page().selectOption("#side1", "ASSOCIATION");
      desk.page().selectOption("#rhythm", "YEARLY");
      desk.type("Ngày trong năm", "15/11");
      desk.mark("Kết quả đợt đánh giá của năm");
      desk.press("Lưu");
      desk.see("hằng năm, trước ngày 15/11", "hết thứ Bảy, 14/11/2026", "sớm hơn hạn của");
      desk.shot("obligation");
      phone.open("/work");
      phone.see("Gửi báo cáo: Báo cáo cuối năm của xã");
      phone.open("/obligations");
      phone.see("Báo cáo bạn phải gửi", "còn 12 ngày");
      phone.shot("list");
      phone.open("/obligations/calendar");
      phone.see("Báo cáo cuối năm của xã");
      phone.shot("calendar");
      desk.open("/obligations/calendar");
      desk.shot("calendar");
      desk.press("Báo cáo cuối năm của xã");
      desk.see("0 trên 2", "Xã Thượng", "Xã Hạ", "Chưa làm");
      desk.shot("late-one");
      assertThat(Files.size(desk.download("Tải Excel"))).isGreaterThan(2_000);
      desk.open("/obligations/late");
      desk.see("Báo cáo cuối năm của xã");
      desk.shot("late");
      phone.open("/obligations/late");
      phone.shot("late");
      phone.press("Báo cáo cuối năm của xã");
      phone.see("Xã Thượng");
      phone.seeNot("Xã Hạ");
      phone.shot("late-one");
      desk.open("/obligations");
      desk.press("Báo cáo cuối năm của xã");
      desk.press("Dời hạn");
      desk.page().selectOption("#period", "2026-01-01_2026-12-31");
      desk.type("Ngày cuối cùng được gửi", "20/12/2026");
      desk.mark("Chỉ kỳ này");
      desk.type("Lý do", "Chờ kết quả đợt đánh giá");
      desk.shot("move");
      desk.page().locator("main form button.button").first().click();
      desk.see("đã dời từ 14/11/2026", "Chờ kết quả đợt đánh giá", "còn 5 ngày để tổng hợp");
      desk.shot("moved");
      phone.open("/obligations/calendar?month=2026-12");
      phone.see("Báo cáo cuối năm của xã");
      desk.open("/obligations/examples");
      desk.see("huyện Tháp Mười");
      desk.shot("examples");
    }
    assertThat(album.wrong()).isEmpty();
  }
}
