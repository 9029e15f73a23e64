package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.recognition.DossierLine;

/**
 * A family from its registration to the certificate that somebody checks in the street, and on to
 * its revocation; with the photo from the phone beside the score, the network lost in between.
 */
class RecognitionJourneyTest extends Journey {

  private static final String PHOTO = "IMG_20261101_083012.jpg";

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void aFamilyIsRecognisedCertifiedCheckedAndRevoked(boolean script) throws Exception {
    Setting setting = wholeProcedure("Lò Văn Mười", "Cà Văn Dũng", "Quàng Thị Ánh");
    Album album = new Album(script ? "recognition" : "recognition-no-script");
    try (Screen phone = screen(album, "volunteer", Screen.Kind.PHONE, script, setting.volunteer());
        Screen desk = screen(album, "commune", Screen.Kind.DESKTOP, script, setting.officer());
        Screen small =
            screen(album, "commune-phone", Screen.Kind.PHONE, script, setting.officer());
        Screen street = street(album)) {
      theVillageRegisters(phone, setting);
      oneIsScoredOnThePhone(phone, setting);
      aPhotoSupportsTheScore(phone, setting, script);
      scored(setting);
      theVillageMeetsPostsAndSends(phone, setting);
      theCommuneLooksCorrectsAndGivesBack(desk, small, phone, setting);
      theCouncilAgrees(desk, setting);
      theDecisionIsDraftedAndIssued(desk, small, setting);
      String address = theCertificateIsPrinted(desk, small);
      theStreetSees(street, address, "Giấy thật, còn hiệu lực");
      theTitleIsRevoked(desk, small);
      theStreetSees(street, address, "Giấy đã bị thu hồi");
    }
    assertThat(album.wrong()).isEmpty();
  }

  private static void theVillageRegisters(Screen phone, Setting setting) {
    phone.open(setting.list() + "/registration");
    phone.press("Ghi cho cả 3");
    phone.see("Đã ghi đăng ký: 3");
  }

  private void oneIsScoredOnThePhone(Screen phone, Setting setting) {
    phone.open(setting.list());
    phone.press("Lò Văn Mười");
    phone.press("Bắt đầu chấm");
    CriteriaSet set = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    for (CriteriaSet.Indicator indicator : set.indicators()) {
      phone.page().waitForURL("**/" + indicator.id());
      phone.mark(indicator.steps().getFirst().label());
      phone.press("Tiếp tục");
    }
    phone.see("100 trên 100 điểm");
  }

  /** A photo of twelve megapixels; where scripts run it leaves the phone much smaller. */
  private void aPhotoSupportsTheScore(Screen phone, Setting setting, boolean script)
      throws IOException {
    DossierLine line = line(setting, "Lò Văn Mười");
    phone.open("/dossiers/" + line.key().text() + "/1.1/evidence");
    phone.see("Chưa có minh chứng");
    phone.shot("evidence-none");
    if (!script) {
      send(phone);
      phone.seeErrors("Hãy chọn ít nhất một ảnh hoặc tệp");
      phone.shot("evidence-refused");
    }
    byte[] photo = photo(script ? 5 : 6);
    if (script) {
      phone.online(false);
      phone.attach("Ảnh hoặc tệp", PHOTO, "image/jpeg", photo);
      phone.see(PHOTO, "mất mạng, tệp vẫn còn ở đây");
      phone.shot("evidence-offline");
      phone.online(true);
    } else {
      phone.attach("Ảnh hoặc tệp", PHOTO, "image/jpeg", photo);
      send(phone);
    }
    phone.waitFor("1 minh chứng");
    phone.see(PHOTO);
    phone.shot("evidence");
    assertThat(
            jdbc.sql(
                    "select width || 'x' || height from recognition.evidence where dossier_id = :id")
                .param("id", line.key().dossierId())
                .query(String.class)
                .list())
        .containsExactly(script ? "1600x1200" : "2560x1920");
    assertThat(
            jdbc.sql("select size from recognition.evidence where dossier_id = :id")
                .param("id", line.key().dossierId())
                .query(Long.class)
                .single())
        .isLessThan(photo.length);
    phone.attach(
        "Ảnh hoặc tệp",
        "hoc-ba.jpg",
        "image/jpeg",
        "MZ no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (!script) {
      send(phone);
    }
    phone.see("hoc-ba.jpg");
    phone.shot("evidence-unknown");
    phone.open("/dossiers/" + line.key().text() + "/1.1/evidence");
    phone.see("1 minh chứng");
    phone.press(PHOTO);
    phone.see("1 trong 1");
    phone.shot("evidence-one");
  }

  private static void send(Screen phone) {
    phone.page().locator("form[data-evidence] button.button").click();
  }

  private static byte[] photo(long seed) throws IOException {
    BufferedImage picture = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 6_000; i++) {
      pen.setColor(Color.getHSBColor((float) random.nextDouble(), 0.5f, 0.8f));
      pen.fillRect(random.nextInt(4000), random.nextInt(3000), 160, 90);
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", out);
    return out.toByteArray();
  }

  private DossierLine line(Setting setting, String head) {
    return dossiers
        .inVillage(setting.officer(), setting.campaign(), setting.village(), head, null, 1, 25)
        .rows()
        .getFirst();
  }

  private void theVillageMeetsPostsAndSends(Screen phone, Setting setting) {
    phone.open(setting.list() + "/meeting");
    phone.type("Địa điểm", "Nhà văn hóa bản Một");
    phone.press("Lập danh sách biểu quyết");
    phone.press("Ghi kết quả họp");
    phone.type("Chủ trì", "Lường Văn Thật");
    phone.type("Thư ký", "Lò Thị Ghi");
    phone.type("Số đại diện hộ có mặt", "20");
    phone.press("Ghi kết quả");
    phone.see("cả 3 hồ sơ được thông qua");
    phone.open(setting.list() + "/notice");
    phone.type("Nơi dán", "Bảng tin bản");
    phone.press("Niêm yết 3 hồ sơ");
    phone.see("Đã ghi ngày niêm yết");
    String notice = phone.here();
    theNoticeIsOver(setting);
    phone.open(notice);
    phone.press("Kết thúc niêm yết");
    phone.see("Đã kết thúc: 3 hồ sơ đi tiếp");
    phone.open(setting.list() + "/send");
    phone.press("Gửi 3 hộ lên xã");
    phone.see("Đã gửi 3 hộ");
  }

  private void theCommuneLooksCorrectsAndGivesBack(
      Screen desk, Screen small, Screen phone, Setting setting) {
    desk.open(setting.queue());
    desk.see("1 minh chứng");
    desk.shot("queue");
    small.open(setting.queue());
    small.shot("queue");
    desk.press("Lò Văn Mười");
    Locator picture = desk.page().locator("main img[src$='/preview']").first();
    picture.scrollIntoViewIfNeeded();
    desk.page()
        .waitForCondition(
            () -> Boolean.TRUE.equals(picture.evaluate("e => e.complete && e.naturalWidth > 0")));
    desk.see("Duyệt hồ sơ này");
    desk.shot("dossier-with-evidence");
    small.open(desk.here());
    small.shot("dossier-with-evidence");
    desk.press("1.1 ");
    desk.see("Điểm đã chấm");
    desk.page().locator(".foot button").first().click();
    desk.seeErrors("Điểm không khác trước");
    desk.shot("correct-refused");
    desk.page().locator("main input[type=radio]").nth(1).check();
    desk.type("Lý do sửa điểm", "Sổ theo dõi của trường ghi khác");
    desk.page().locator(".foot button").first().click();
    desk.see("Đã sửa điểm chỉ số 1.1", "Sổ theo dõi của trường ghi khác");
    desk.shot("corrected");
    desk.open(setting.queue());
    desk.mark("Chọn Quàng Thị Ánh");
    desk.press("Trả lại các hộ đã chọn");
    desk.press("Trả lại 1 hộ");
    desk.seeErrors("Hãy ");
    desk.shot("give-back-refused");
    desk.type("Cần sửa gì?", "Thiếu ảnh chụp lớp học ở trung tâm");
    desk.mark("2.1 ");
    desk.press("Trả lại 1 hộ");
    desk.see("Đã trả lại 1 hộ");
    phone.open("/dossiers/" + line(setting, "Quàng Thị Ánh").key().text());
    phone.see("Thiếu ảnh chụp lớp học ở trung tâm", "2.1");
    phone.shot("given-back");
    desk.open(setting.queue());
    desk.press("Duyệt tất cả 2 hộ đang chờ");
    desk.see("Đã duyệt 2 hộ");
  }

  private static void theCouncilAgrees(Screen desk, Setting setting) {
    desk.open(setting.queue() + "/council");
    desk.type("Địa điểm", "UBND xã");
    desk.type("Thành viên hội đồng được mời", "Ông A, chủ tịch\nBà B, thư ký");
    desk.press("Lập danh sách biểu quyết");
    desk.press("Ghi kết quả họp");
    desk.type("Chủ trì", "Ông A");
    desk.type("Thư ký", "Bà B");
    desk.type("Số thành viên có mặt", "2");
    desk.press("Ghi kết quả");
    desk.see("cả 2 hồ sơ được thông qua");
  }

  private static void theDecisionIsDraftedAndIssued(Screen desk, Screen small, Setting setting)
      throws IOException {
    desk.open(setting.queue() + "/recognise");
    desk.shot("recognise");
    desk.press("Soạn dự thảo");
    desk.see("Đã soạn dự thảo", "Danh sách: 2 hộ");
    String draft = desk.here();
    desk.shot("draft");
    small.open(draft);
    small.shot("draft");
    desk.type("Trích yếu", "");
    desk.press("Lưu lời văn");
    desk.seeErrors("Hãy ghi trích yếu");
    desk.shot("draft-refused");
    desk.type("Trích yếu", "Công nhận Gia đình học tập năm 2026");
    desk.press("Lưu lời văn");
    desk.see("Đã lưu lời văn");
    assertThat(Files.size(desk.download("Tải bản Word"))).isGreaterThan(5_000);
    desk.press("Đã ký, ghi số và ngày");
    desk.type("Số quyết định", "58/QĐ-UBND");
    desk.type("Ngày ký", "31/2/2026");
    desk.press("Công nhận 2 hộ");
    desk.seeErrors("Không có ngày “31/2/2026”");
    assertThat(desk.field("Số quyết định")).isEqualTo("58/QĐ-UBND");
    desk.shot("issue-refused");
    desk.type("Ngày ký", "01/09/2026");
    desk.type("Người ký", "Lường Văn Thật");
    desk.press("Công nhận 2 hộ");
    desk.seeErrors("hội đồng họp, ngày 02/11/2026");
    desk.shot("issue-too-early");
    small.open(draft + "/issue");
    small.shot("issue");
    desk.type("Ngày ký", "02/11/2026");
    desk.press("Công nhận 2 hộ");
    desk.seeErrors("Lường Văn Thật đã chấm 2 hồ sơ");
    desk.type("Người ký", "Cà Văn Ký");
    desk.press("Công nhận 2 hộ");
    desk.see("Đã ghi quyết định công nhận 2 hộ");
    assertThat(Files.size(desk.download("Tải bản Word"))).isGreaterThan(5_000);
    desk.shot("decision");
    desk.press("Cấp 2 giấy chứng nhận");
    desk.see("Đã cấp 2 giấy chứng nhận", "2 trên 2 danh hiệu");
    desk.shot("decision-certified");
    small.open(desk.here());
    small.shot("decision-certified");
  }

  /** Prints one and reads the address out of its square code. */
  private String theCertificateIsPrinted(Screen desk, Screen small) throws Exception {
    desk.open("/titles");
    desk.shot("titles");
    small.open("/titles");
    small.shot("titles");
    desk.press("Lò Văn Mười");
    desk.see("Còn hiệu lực");
    desk.shot("title");
    small.open(desk.here());
    small.shot("title");
    desk.open("/certificates?q=muoi");
    desk.shot("certificates");
    desk.see("Lò Văn Mười");
    desk.press("/GCN-UBND");
    desk.shot("certificate");
    small.open(desk.here());
    small.shot("certificate");
    String text = square(desk.download("Tải bản in (PDF)"));
    assertThat(text).startsWith(site() + "/v/");
    return text.substring(site().length());
  }

  private static String square(Path pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 200);
      int[] pixels =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      return new QRCodeReader()
          .decode(
              new BinaryBitmap(
                  new HybridBinarizer(
                      new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
              Map.of(DecodeHintType.TRY_HARDER, true))
          .getText();
    }
  }

  private static void theStreetSees(Screen street, String address, String state) {
    street.open(address);
    street.see(state, "L. V. Mười");
    street.seeNot("Lò Văn");
    street.shot("verify");
  }

  private static void theTitleIsRevoked(Screen desk, Screen small) {
    desk.open("/titles?q=muoi");
    desk.press("Lò Văn Mười");
    desk.press("Thu hồi danh hiệu");
    desk.shot("revoke");
    small.open(desk.here());
    small.shot("revoke");
    desk.press("Thu hồi danh hiệu");
    desk.seeErrors("Hãy đánh dấu là đã đọc hậu quả");
    desk.type("Văn bản thu hồi", "61/QĐ-UBND ngày 02/11/2026");
    desk.type("Lý do thu hồi", "Hồ sơ khai không đúng");
    desk.shot("revoke-refused");
    desk.mark("Tôi đã đọc hậu quả");
    desk.press("Thu hồi danh hiệu");
    desk.see("Đã thu hồi danh hiệu", "61/QĐ-UBND");
    desk.shot("title-revoked");
    desk.open("/titles?state=REVOKED");
    desk.see("Lò Văn Mười");
  }
}
