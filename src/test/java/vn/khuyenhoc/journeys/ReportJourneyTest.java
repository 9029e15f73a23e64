package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A commune writes its report and sends it, the province gives it back, the commune sends it again,
 * the province puts it into its own and sends that. With and without JavaScript.
 */
class ReportJourneyTest extends Journey {

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void aReportGoesUpIsReturnedSentAgainAndPutTogether(boolean script) throws IOException {
    Setting setting = wholeProcedure("Lò Văn Mười", "Cà Văn Dũng", "Quàng Thị Ánh");
    Album album = new Album(script ? "reports-script" : "reports-no-script");
    try (Screen commune = screen(album, "commune", Screen.Kind.PHONE, script, setting.officer());
        Screen province =
            screen(album, "province", Screen.Kind.DESKTOP, script, setting.overseer())) {
      commune.open("/reports");
      commune.see("Chưa có báo cáo nào");
      commune.shot("list-empty");
      commune.press("Soạn báo cáo mới");
      commune.page().locator("main form.form button").first().click();
      commune.seeErrors("Chọn loại báo cáo");
      commune.page().selectOption("#form", "YEAR");
      commune.shot("new");
      commune.page().locator("main form.form button").first().click();
      commune.see("Dự thảo", "Gia đình học tập", "trong danh sách xét 3 hộ", "chưa báo cáo");
      commune.shot("draft");
      String report = commune.here().replaceAll("[?#].*", "");
      String draft = report.replace("/reports/", "/reports/drafts/");
      commune.press("Kiểm tra và gửi");
      commune.see("Phải sửa trước khi gửi", "Chưa viết phần “Khó khăn, vướng mắc”");
      commune.page().locator("main form.form button").first().click();
      commune.seeErrors("Phần “Khó khăn, vướng mắc” chưa viết");
      commune.shot("send-refused");
      for (String section : new String[] {"DIFFICULTIES", "PROPOSALS", "NEXT"}) {
        commune.open(draft + "/sections/" + section);
        commune.type("Nội dung của đơn vị", "Đường xa, " + section);
        if (script && section.equals("DIFFICULTIES")) {
          commune.waitFor("Đã tự lưu lúc");
          commune.shot("section-saved");
        }
        commune.page().locator("main form.form button").first().click();
        commune.see("Đường xa, " + section);
      }
      commune.press("Kiểm tra và gửi");
      commune.seeNot("Phải sửa trước khi gửi");
      confirm(commune);
      commune.page().locator("main form.form button").first().click();
      commune.see("Bản 1, đã gửi", "Mã kiểm tra số liệu");
      commune.shot("sent");

      province.open("/reports?of=below");
      province.press("Báo cáo năm");
      province.see("Nhận báo cáo này?", "Đường xa, DIFFICULTIES");
      province.shot("received");
      province.press("Trả lại");
      province.type("Lý do", "Nói rõ bản nào xa");
      province.shot("return");
      province.page().locator("main form.form button").first().click();
      province.see("Bị trả lại");

      commune.open(report);
      commune.see("Nói rõ bản nào xa");
      commune.shot("returned");
      commune.open(draft + "/sections/DIFFICULTIES");
      commune.type("Nội dung của đơn vị", "Bản Ba đường xa.");
      commune.page().locator("main form.form button").first().click();
      commune.see("Diễn biến");
      commune.press("Kiểm tra và gửi");
      commune.see("Thể thức văn bản");
      confirm(commune);
      commune.page().locator("main form.form button").first().click();
      commune.see("Bản 2, đã gửi");
      commune.press("xem khác bản trước");
      commune.see("Đường xa, DIFFICULTIES", "Bản Ba đường xa.");
      commune.shot("differences");

      province.open(report);
      province.press("Nhận báo cáo");
      province.see("Đã được nhận");
      province.open("/obligations/late?form=YEAR&from=01/01/2026&until=31/12/2026");
      province.see("Xã Hạ", "Chưa gửi", "Xã Thượng", "Đã được nhận");
      province.shot("owing");
      province.open("/reports/new");
      province.page().selectOption("#form", "YEAR");
      province.page().locator("main form.form button").first().click();
      province.press("Tổng hợp báo cáo cấp dưới");
      province.see("Chưa gửi báo cáo (1): Xã Hạ", "Bản Ba đường xa.");
      province.shot("merged");
      String own =
          province.here().replaceAll("[?#].*", "").replace("/reports/", "/reports/drafts/");
      for (String section : new String[] {"DIFFICULTIES", "PROPOSALS", "NEXT"}) {
        province.open(own + "/sections/" + section);
        province.type("Nội dung của đơn vị", "Không có.");
        province.page().locator("main form.form button").first().click();
        province.see("Diễn biến", "Không có.");
      }
      province.press("Kiểm tra và gửi");
      province.see("Thể thức văn bản");
      province.shot("send");
      confirm(province);
      province.page().locator("main form.form button").first().click();
      province.see("Bản 1, đã gửi");
      province.page().locator("main td a").first().click();
      province.see("Lấy từ đâu", "Mã kiểm tra số liệu", "Số hiện nay");
      province.shot("figure");
      province.open(own.replace("/reports/drafts/", "/reports/"));
      assertThat(Files.size(province.download("Word"))).isGreaterThan(5_000);
      assertThat(Files.size(province.download("PDF"))).isGreaterThan(5_000);
      assertThat(Files.size(province.download("Excel"))).isGreaterThan(5_000);
    }
    assertThat(album.wrong()).isEmpty();
  }

  /** Confirms the warnings, where there are any. */
  private static void confirm(Screen screen) {
    if (screen.page().locator("#confirmed").count() > 0) {
      screen.page().locator("#confirmed").check();
    }
  }
}
