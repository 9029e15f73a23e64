package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.attachment.HostileFiles;
import vn.khuyenhoc.recognition.DossierLine;
import vn.khuyenhoc.recognition.Selection;

/**
 * One village goes the whole procedure: registration, meeting, public notice with an objection,
 * sending, council. With and without JavaScript; pictures in {@code target/journey}.
 */
class MeetingJourneyTest extends Journey {

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void aVillageGoesTheWholeProcedure(boolean script) throws IOException {
    Setting setting = wholeProcedure("Lò Văn Mười", "Cà Văn Dũng", "Quàng Thị Ánh");
    int commune = setting.commune();
    int village = setting.village();
    int campaign = setting.campaign();
    Actor officer = setting.officer();
    Album album = new Album(script ? "meeting-script" : "meeting-no-script");
    String here = setting.list();
    try (Screen phone = screen(album, "volunteer", Screen.Kind.PHONE, script, setting.volunteer());
        Screen desk = screen(album, "commune", Screen.Kind.DESKTOP, script, officer)) {
      phone.open("/work");
      phone.see("3 hồ sơ chưa đăng ký");
      phone.shot("work");
      phone.press("3 hồ sơ chưa đăng ký");
      phone.press("Ghi đăng ký");
      phone.seeErrors("Chưa chọn");
      phone.shot("registration-refused");
      phone.press("Ghi cho cả 3");
      phone.see("Đã ghi đăng ký: 3", "Tất cả đã đăng ký");
      phone.shot("registration");
      phone.press("In giấy đăng ký");
      phone.see("Đăng ký là tự nguyện");
      phone.shot("registration-sheet");
      scored(setting);
      phone.open(here);
      phone.see("Họp bình xét ở thôn, bản", "3 hồ sơ chờ");
      phone.shot("village");
      phone.open(here + "/send");
      phone.see("3 hồ sơ đã chấm nhưng chưa họp bình xét");
      phone.shot("send-too-early");
      phone.open(here + "/meeting");
      phone.press("Lập danh sách biểu quyết");
      phone.seeErrors("Hãy ghi địa điểm");
      phone.type("Địa điểm", "Nhà văn hóa bản Một");
      phone.shot("meeting-plan");
      phone.press("Lập danh sách biểu quyết");
      phone.see("Danh sách biểu quyết: 3 hồ sơ", "Lò Văn Mười");
      phone.shot("meeting-list");
      phone.press("Ghi kết quả họp");
      phone.type("Chủ trì", "Lường Văn Thật");
      phone.type("Số đại diện hộ có mặt", "20");
      phone.type("Số người không đồng ý: Cà Văn Dũng", "25");
      phone.press("Ghi kết quả");
      phone.seeErrors("Hãy ghi tên thư ký", "Cà Văn Dũng: 25 người");
      phone.shot("meeting-refused");
      assertThat(phone.field("Chủ trì")).isEqualTo("Lường Văn Thật");
      phone.type("Thư ký", "Lò Thị Ghi");
      phone.type("Số người không đồng ý: Cà Văn Dũng", "15");
      phone.press("Ghi kết quả");
      phone.see("2 hồ sơ được thông qua, 1 hồ sơ không được thông qua");
      phone.shot("meeting-held");
      assertThat(Files.size(phone.download("Biên bản (Word)"))).isGreaterThan(5_000);
      phone.attach("Bản chụp hoặc bản quét", "bb.pdf", HostileFiles.pdf(""));
      phone.press("Gửi bản chụp");
      phone.see("Đã lưu bản chụp biên bản");
      phone.press("Ghi lại vì ghi sai");
      phone.shot("meeting-correct");
      phone.open(here + "/notice");
      phone.type("Nơi dán", "Bảng tin bản");
      phone.shot("notice-post");
      phone.press("Niêm yết 3 hồ sơ");
      phone.see("Đã ghi ngày niêm yết");
      phone
          .page()
          .locator("select[name=dossier]")
          .selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
      phone.type("Nội dung", "Cháu nhỏ chưa đi học đều");
      phone.press("Ghi ý kiến");
      phone.see("Đã ghi ý kiến", "Cháu nhỏ chưa đi học đều");
      phone.shot("notice");
      phone.press("Trang cho mọi người xem");
      phone.see("Quàng Thị Ánh", "Đến hết ngày 12/11/2026".replace("Đến", "đến"));
      phone.shot("notice-public");
      theNoticeIsOver(setting);
      desk.open("/work");
      desk.see("1 ý kiến niêm yết chờ trả lời");
      desk.shot("work");
      desk.press("1 ý kiến niêm yết chờ trả lời");
      desk.press("Dán ngày");
      desk.press("Cháu nhỏ chưa đi học đều");
      desk.mark("Ý kiến không đúng");
      desk.press("Trả lời");
      desk.seeErrors("Hãy ghi");
      desk.type("Lý do", "Nhà trường xác nhận cháu đi học đều");
      desk.shot("objection");
      desk.press("Trả lời");
      desk.see("Đã trả lời ý kiến");
      desk.shot("notice");
      phone.open(here);
      phone.shot("village-posted");
      phone.open(here + "/send");
      phone.shot("send");
      phone.press("Gửi 3 hộ lên xã");
      phone.see("Đã gửi 3 hộ");
      recognition.approve(officer, campaign, commune, Selection.all()).orThrow();
      desk.open("/work");
      desk.see("2 hồ sơ đã duyệt, chờ hội đồng");
      desk.press("2 hồ sơ đã duyệt, chờ hội đồng");
      desk.type("Địa điểm", "UBND xã");
      desk.type("Thành viên hội đồng được mời", "Ông A, chủ tịch\nBà B, thư ký");
      desk.shot("council-plan");
      desk.press("Lập danh sách biểu quyết");
      desk.see("Ghi kết quả họp");
      desk.shot("council-list");
      desk.press("Ghi kết quả họp");
      desk.type("Chủ trì", "Ông A");
      desk.type("Thư ký", "Bà B");
      desk.type("Số thành viên có mặt", "2");
      desk.shot("council-hold");
      desk.press("Ghi kết quả");
      desk.see("cả 2 hồ sơ được thông qua");
      desk.shot("council-held");
      DossierLine line =
          dossiers.inVillage(officer, campaign, village, "", null, 1, 25).rows().getFirst();
      desk.open("/dossiers/" + line.key().text());
      desk.see("Họp bình xét ngày 02/11/2026");
      desk.shot("dossier");
    }
    assertThat(album.wrong()).isEmpty();
  }
}
