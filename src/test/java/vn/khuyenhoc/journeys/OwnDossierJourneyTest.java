package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.recognition.DossierKey;
import vn.khuyenhoc.recognition.Dossiers;
import vn.khuyenhoc.recognition.Recognition;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.registry.SubjectEntry;
import vn.khuyenhoc.registry.SubjectField;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.SubjectKind;
import vn.khuyenhoc.registry.Subjects;
import vn.khuyenhoc.support.Chromium;
import vn.khuyenhoc.support.ServerTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/**
 * The head of a unit: from the slip of the commune over self-assessment and evidence to the printed
 * letter and the dossier that was sent. With and without JavaScript; pictures in {@code
 * target/journey}.
 */
@ServerTest
class OwnDossierJourneyTest {

  @SuppressWarnings("NullAway.Init")
  private static Chromium chromium;

  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private CriteriaSets sets;
  @Autowired private Subjects subjects;
  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private SignedIn signedIn;
  @LocalServerPort private int port;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  private static byte[] picture() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(40, 40, 200, 120);
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void theHeadOfAUnitDoesTheOwnDossier(boolean script) throws IOException {
    SmallProvince place = SmallProvince.in(areas, builtIn);
    criteria.loadOnce();
    int commune = place.communes().getFirst();
    Actor officer = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Cầm Thị Mai");
    Actor overseer = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Hà Văn Tỉnh");
    SubjectKey unit =
        subjects
            .add(
                officer,
                new Subjects.NewSubject(
                    Ids.next(),
                    SubjectKind.UNIT,
                    commune,
                    SubjectEntry.named("Trường THCS Thử")
                        .with(SubjectField.UNIT_KIND, "SCHOOL")
                        .with(SubjectField.MANAGING_LEVEL, "COMMUNE")
                        .with(SubjectField.STAFF, 20)))
            .orThrow();
    String set =
        sets.inForce(
                LearningModel.LEARNING_UNIT,
                ModelLevel.COMMUNE,
                "",
                null,
                LocalDate.of(2026, 11, 2))
            .getFirst()
            .id();
    int campaign =
        recognition
            .openCampaign(
                overseer,
                new Recognition.OpenCampaign(
                    2026,
                    place.province(),
                    set,
                    LocalDate.of(2027, 1, 15),
                    BuiltInProcedures.plain(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE)))
            .orThrow();
    DossierKey key = dossiers.of(officer, unit, campaign).orElseThrow();
    Album album = new Album(script ? "own-script" : "own-no-script");
    String site = "http://127.0.0.1:" + port;
    String code;
    try (Screen desk =
        new Screen(
            chromium.browser(),
            site,
            album,
            "commune",
            Screen.Kind.DESKTOP,
            script,
            signedIn.cookie(officer))) {
      desk.open("/units/" + unit.homeId() + "/" + unit.subjectId());
      desk.press("Tài khoản người đứng đầu");
      desk.see("Chưa có tài khoản");
      desk.press("Tạo tài khoản");
      desk.page().waitForSelector("#errors");
      desk.shot("heads-refused");
      desk.type("Họ và tên", "Lò Thị Hiệu");
      desk.type("Chức vụ", "Hiệu trưởng");
      desk.press("Tạo tài khoản");
      desk.see("Lò Thị Hiệu", "Chưa vào lần nào");
      desk.shot("heads");
      desk.press("In phiếu mã mới");
      desk.page().waitForSelector(".slip .code");
      desk.shot("slip");
      code = Objects.requireNonNull(desk.page().locator(".slip .code").textContent());
    }
    try (Screen phone =
        new Screen(
            chromium.browser(),
            site,
            album,
            "head",
            Screen.Kind.PHONE,
            script,
            new jakarta.servlet.http.Cookie("kh_text", "normal"))) {
      phone.open("/sign-in/slip");
      phone.page().locator("input[name=code]").fill(code);
      phone.page().locator("form:has(input[name=code]) button").first().click();
      phone.page().waitForURL("**/account/welcome");
      phone.open("/work");
      phone.see("Trường THCS Thử, năm 2026: tự đánh giá chưa xong");
      phone.shot("work");
      phone.open("/own");
      phone.see("Trường THCS Thử");
      phone.shot("own");
      phone.press("Trường THCS Thử");
      phone.shot("dossier-empty");
      phone.press("Tự đánh giá");
      phone.shot("form");
      phone.press("Hoàn thành");
      phone.page().waitForSelector("#errors");
      phone.shot("form-missing");
      int fields = phone.page().locator("main fieldset.field").count();
      assertThat(fields).isGreaterThan(3);
      for (int i = 0; i < fields; i++) {
        phone.page().locator("main fieldset.field").nth(i).locator("input").first().check();
      }
      phone.page().locator("main button[value^='evidence:']").first().click();
      phone.see("Minh chứng");
      if (!script) {
        phone
            .page()
            .locator("input[type=file]")
            .setInputFiles(
                new com.microsoft.playwright.options.FilePayload(
                    "anh.jpg", "image/jpeg", picture()));
        phone.press("Gửi");
        phone.see("anh.jpg");
      }
      phone.shot("evidence");
      phone.open("/own/" + key.text() + "/form");
      phone.press("Hoàn thành");
      phone.see("Đã tự đánh giá xong");
      phone.shot("assessed");
      assertThat(Files.size(phone.download("Tờ trình"))).isGreaterThan(5_000);
      assertThat(Files.size(phone.download("Báo cáo"))).isGreaterThan(5_000);
      phone.press("Gửi hồ sơ đi duyệt");
      phone.see("Đã gửi hồ sơ");
      phone.shot("sent");
    }
    try (Screen desk =
        new Screen(
            chromium.browser(),
            site,
            album,
            "desk",
            Screen.Kind.DESKTOP,
            script,
            signedIn.cookie(signedIn.head(unit, commune, "Lò Văn Phó")))) {
      desk.open("/own/" + key.text());
      desk.see("Lò Thị Hiệu");
      desk.shot("dossier");
      desk.open("/own/" + key.text() + "/form");
      desk.shot("form");
    }
    assertThat(dossiers.byKey(officer, key).scorers()).containsExactly("Lò Thị Hiệu");
    assertThat(album.wrong()).isEmpty();
  }
}
