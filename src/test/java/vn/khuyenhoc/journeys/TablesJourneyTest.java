package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A province puts a table together, saves it and shares it; a commune opens it on a phone and sees
 * its own villages. With and without JavaScript.
 */
class TablesJourneyTest extends Journey {

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void aTableIsAskedForSavedSharedAndOpenedElsewhere(boolean script) throws IOException {
    Setting setting = wholeProcedure("Lò Văn Mười", "Cà Văn Dũng", "Quàng Thị Ánh");
    Album album = new Album(script ? "tables-script" : "tables-no-script");
    try (Screen desk = screen(album, "province", Screen.Kind.DESKTOP, script, setting.overseer());
        Screen phone = screen(album, "commune", Screen.Kind.PHONE, script, setting.officer())) {
      desk.open("/tables");
      desk.see("Chưa có bảng nào");
      desk.shot("list-empty");
      desk.press("Lập bảng mới");
      desk.see("Xã Thượng", "Chưa chấm", "Bảng này tính thế nào");
      desk.shot("table");
      desk.page().locator("summary").first().click();
      desk.page().selectOption("#columns", "COMMUNE");
      desk.shot("question");
      desk.press("Lập bảng");
      desk.seeErrors("“Xã, phường” được chọn hai lần");
      desk.shot("question-refused");
      desk.page().selectOption("#columns", "CHILDREN");
      desk.press("Lập bảng");
      desk.see("Số con của hộ", "Đếm từ hồ sơ và sổ đăng ký");
      desk.shot("table-register");
      assertThat(Files.size(desk.download("Tải Excel"))).isGreaterThan(2_000);
      desk.press("Lưu bảng này");
      desk.press("Lưu");
      desk.seeErrors("");
      desk.type("Tên bảng", "Theo số con");
      desk.mark("Cán bộ xã");
      desk.shot("save");
      desk.page().locator("form .foot button").first().click();
      desk.see("Bảng đã lưu “Theo số con” của Hà Văn Tỉnh");
      desk.shot("saved");
      phone.open("/tables");
      phone.shot("list");
      phone.press("Theo số con");
      phone.see("vì đó là địa bàn của bạn", "đã đổi thành “Thôn, bản”", "Bản Một");
      phone.shot("opened");
      phone.page().locator("summary").first().click();
      phone.shot("question");
      desk.press("Đổi tên, chia sẻ");
      desk.shot("edit");
      desk.press("Bỏ bảng này");
      desk.see("Chưa có bảng nào");
      phone.open("/tables");
      phone.see("Chưa có bảng nào");
    }
    assertThat(album.wrong()).isEmpty();
  }
}
