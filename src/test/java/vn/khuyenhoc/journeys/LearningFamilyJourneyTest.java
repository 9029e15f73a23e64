package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.SmallProvince;

/**
 * The whole path of the learning family as people walk it: a volunteer on a phone, officers of
 * commune and province at a desk, each in a browser of their own, with and without JavaScript.
 * Every page on the way is kept as a picture in {@code target/journey}.
 */
class LearningFamilyJourneyTest extends Journey {

  private static final String REASON = "Đề nghị ghi rõ số sách của gia đình.";

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void aFamilyIsRecognisedFromTheListToTheReport(boolean script) throws IOException {
    SmallProvince place = SmallProvince.in(areas, builtIn);
    criteria.loadOnce();
    CriteriaSet set = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    int commune = place.communes().getFirst();
    int village = place.villages().getFirst();
    plan(place.province());
    Actor volunteer = signedIn.actor(Role.VOLUNTEER, village, "Lường Văn Thật");
    Actor colleague = signedIn.actor(Role.VOLUNTEER, village, "Bạc Thị Cùng");
    Actor officer = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Cầm Thị Mai");
    Actor overseer = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Hà Văn Tỉnh");
    Album album = new Album(script ? "script" : "no-script");
    try (Screen phone =
            screen(album, "volunteer", Screen.Kind.PHONE, script, signedIn.cookie(volunteer));
        Screen desk =
            screen(album, "commune", Screen.Kind.DESKTOP, script, signedIn.cookie(officer));
        Screen other =
            screen(album, "colleague", Screen.Kind.PHONE, script, signedIn.cookie(colleague));
        Screen province =
            screen(album, "province", Screen.Kind.DESKTOP, script, signedIn.cookie(overseer))) {
      theCommuneBringsItsHouseholds(desk);
      theProvinceOpensTheCampaign(province);
      theVolunteerScoresOneByOne(phone, set);
      theVolunteerScoresTheRestInTheGrid(phone, set, script);
      twoPeopleScoreTheSameHousehold(phone, other);
      theConnectionIsLostWhileSaving(phone, script);
      theVolunteerSends(phone, 4, "send");
      theCommuneGivesOneBackAndApprovesTheRest(desk);
      theCommuneRecognises(desk);
      theVolunteerCorrects(phone);
      theVolunteerSends(phone, 1, "send-again");
      theCommuneRecognisesTheLast(desk);
      theProvinceReadsItsFigures(province);
    }
    assertThat(album.wrong()).isEmpty();
  }

  /** A plan of the province with a target of the year. */
  private void plan(int province) {
    jdbc.sql(
            """
            with p as (
              insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, period)
              values ('T' || :area, :area, 'Tỉnh Thử', 'UBND tỉnh Thử', 'Kế hoạch xã hội học tập', '7/KH-UBND',
                      daterange('2026-01-01', '2031-01-01'))
              returning plan_id, area_id)
            insert into reporting.target (plan_id, target_id, year, area_id, area_name, indicator, scope, value)
            select plan_id, plan_id, 2026, area_id, 'Tỉnh Thử', 'LEARNING_FAMILY', 'tỉnh', 70 from p
            """)
        .param("area", province)
        .update();
  }

  /** A list with a mistake in its last row, then the whole list again, corrected. */
  private static void theCommuneBringsItsHouseholds(Screen desk) throws IOException {
    desk.open("/households");
    desk.see("Chưa có hộ nào");
    desk.shot("no-households");
    desk.press("Nhập từ Excel");
    desk.press("Gửi lên xem trước");
    desk.seeErrors("Hãy chọn tệp");
    desk.shot("import-refused");
    desk.attach("Tệp danh sách", "danh-sach.xlsx", households("Bản Hay"));
    desk.press("Gửi lên xem trước");
    desk.waitFor("Đây là bản xem trước. Chưa có gì thay đổi.");
    desk.see("Dòng cần sửa: 1", "Dòng 6", "Bản Hay");
    desk.shot("import-preview");
    String batch = desk.here();
    List<String> marked = cellsOf(desk.download("Tải tệp đánh dấu lỗi"));
    assertThat(marked)
        .contains("Tòng Thị Hoa", "Lò Văn Mười")
        .anyMatch(text -> text.contains("“Bản Hay”"));
    desk.open("/households");
    desk.see("Chưa có hộ nào");
    desk.open(batch);
    desk.pressTwice("Nhập 4 hộ, bỏ lại 1 dòng lỗi");
    desk.waitFor("Đã nhập xong");
    assertThat(figures(desk)).containsExactly("5", "4", "0", "0", "1");
    desk.shot("import-done");
    desk.press("Nhập tệp khác");
    desk.attach("Tệp danh sách", "danh-sach.xlsx", households("Bản Hai"));
    desk.press("Gửi lên xem trước");
    desk.waitFor("Đây là bản xem trước. Chưa có gì thay đổi.");
    assertThat(figures(desk)).containsExactly("5", "1", "0", "4", "0");
    desk.press("Nhập 1 hộ");
    desk.waitFor("Đã nhập xong");
    desk.press("Xem danh sách hộ");
    desk.see("5 hộ", "Tòng Thị Hoa", "Bản Hai");
    desk.shot("households");
  }

  private static List<String> figures(Screen desk) {
    return desk.page().locator(".stat .value").allInnerTexts();
  }

  private static byte[] households(String lastVillage) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Danh sách");
      List<List<Object>> rows =
          List.of(
              List.of("Thôn, bản", "Chủ hộ", "Số trẻ em", "Số người lớn", "Số người lao động"),
              List.of("Bản Một", "Lò Văn Mười", 2, 2, 1),
              List.of("Bản Một", "Quàng Thị Ánh", 2, 2, 1),
              List.of("Bản Một", "Cà Văn Dũng", 0, 2, 1),
              List.of("bản một", "Lò Văn Đức", 2, 2, 1),
              List.of(lastVillage, "Tòng Thị Hoa", 1, 2, 1));
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          if (rows.get(row).get(column) instanceof Number number) {
            sheet.value(row, column, number);
          } else {
            sheet.value(row, column, rows.get(row).get(column).toString());
          }
        }
      }
    }
    return out.toByteArray();
  }

  private static void theProvinceOpensTheCampaign(Screen province) {
    province.open("/work");
    province.shot("work");
    province.go("Đợt đánh giá");
    province.see("Chưa có đợt đánh giá nào");
    province.shot("no-campaign");
    province.press("Mở đợt đánh giá");
    assertThat(province.field("Năm đánh giá")).isEqualTo("2026");
    province.see("mẫu, chưa đối chiếu văn bản gốc");
    province.mark("Bộ tiêu chí mẫu Gia đình học tập");
    province.type("Hạn thôn, bản gửi lên xã", "31/2/2026");
    province.press("Mở đợt đánh giá");
    province.seeErrors("Hãy ghi ngày theo dạng ngày/tháng/năm");
    assertThat(province.field("Hạn thôn, bản gửi lên xã")).isEqualTo("31/2/2026");
    province.shot("campaign-refused");
    province.type("Hạn thôn, bản gửi lên xã", "30/11/2026");
    province.press("Mở đợt đánh giá");
    province.see("Đã mở đợt đánh giá năm 2026", "Gia đình học tập 2026");
    province.shot("campaign");
    province.press("Bộ tiêu chí mẫu Gia đình học tập");
    province.see("mẫu, chưa đối chiếu văn bản gốc");
    province.shot("criteria");
  }

  private static void theVolunteerScoresOneByOne(Screen phone, CriteriaSet set) {
    phone.open("/work");
    phone.see("Lường Văn Thật", "Bản Một (2026): 4 hộ chưa chấm xong");
    phone.shot("work");
    phone.press("Bản Một (2026): 4 hộ chưa chấm xong");
    phone.see("0 trên 4 hộ đã chấm", "Lò Văn Mười", "Cà Văn Dũng");
    phone.seeNot("Tòng Thị Hoa");
    phone.shot("village");
    phone.type("Tìm chủ hộ", "muoi lo");
    phone.press("Tìm");
    phone.see("Lò Văn Mười");
    phone.seeNot("Lò Văn Đức", "Cà Văn Dũng");
    phone.shot("found");
    phone.press("Lò Văn Mười");
    phone.shot("dossier");
    phone.press("Bắt đầu chấm");
    phone.see("Câu 1 trên 13", "Trẻ em trong nhà có được đến trường đầy đủ không?");
    phone.shot("question");
    phone.press("Tiếp tục");
    phone.seeErrors("Hãy chọn một mức điểm.");
    phone.shot("question-refused");
    phone.mark("Có em đang bỏ học");
    phone.press("Tiếp tục");
    phone.see("Câu 2 trên 13");
    phone.press("Quay lại");
    phone.see("Câu 1 trên 13");
    assertThat(phone.page().getByLabel("Có em đang bỏ học").isChecked()).isTrue();
    phone.shot("question-changed");
    for (CriteriaSet.Indicator indicator : set.indicators()) {
      phone.page().waitForURL("**/" + indicator.id());
      phone.mark(indicator.steps().getFirst().label());
      phone.press("Tiếp tục");
    }
    phone.see("100 trên 100 điểm", "Đã chấm, chưa gửi", "Chỉ số 1.1: 0 → 10");
    phone.shot("dossier-scored");
  }

  /** Scores three households with the keyboard alone; one of them poorly, one number wrong. */
  private static void theVolunteerScoresTheRestInTheGrid(
      Screen phone, CriteriaSet set, boolean script) {
    phone.press("Về danh sách");
    phone.press("Chấm theo bảng");
    phone.shot("grid");
    Map<String, String> wanted = new HashMap<>();
    List<String> cells = cells(phone);
    List<String> rows = cells.stream().map(one -> one.replaceFirst(":.*", "")).distinct().toList();
    assertThat(rows).hasSize(4);
    for (String cell : cells) {
      String head = headOf(phone, cell);
      String indicator = cell.substring(cell.indexOf(':') + 1);
      CriteriaSet.Indicator one = set.indicator(indicator).orElseThrow();
      String points =
          head.startsWith("Cà")
              ? "0"
              : head.contains("Ánh") && indicator.equals("3.2")
                  ? "3"
                  : one.maxPoints().toBigInteger().toString();
      if (!head.contains("Mười")) {
        wanted.put(cell, points);
      }
    }
    String wrong =
        wanted.keySet().stream()
            .filter(cell -> cell.endsWith(":3.1") && headOf(phone, cell).contains("Đức"))
            .findFirst()
            .orElseThrow();
    List<String> order = new ArrayList<>(cells);
    phone.tabTo(order.getFirst());
    if (script) {
      // down a column with Enter, then back up and one to the right
      for (CriteriaSet.Indicator indicator : set.indicators()) {
        List<String> column =
            order.stream().filter(cell -> cell.endsWith(":" + indicator.id())).toList();
        while (!phone.focus().equals(column.getFirst())) {
          phone.key("Tab");
        }
        for (String cell : column) {
          assertThat(phone.focus()).isEqualTo(cell);
          write(phone, cell, wanted, wrong);
          phone.key("Enter");
        }
        for (int i = 1; i < column.size(); i++) {
          phone.key("ArrowUp");
        }
      }
    } else {
      for (String cell : order) {
        phone.tabTo(cell);
        write(phone, cell, wanted, wrong);
      }
    }
    phone.tabTo("Lưu bảng điểm");
    phone.key("Enter");
    phone.seeErrors("Chỉ số 3.1 không cho 4 điểm. Hãy chọn một trong các mức: ");
    phone.shot("grid-refused");
    assertThat(value(phone, wrong)).isEqualTo("4");
    wanted.forEach(
        (cell, points) -> {
          if (!cell.equals(wrong)) {
            assertThat(value(phone, cell)).as(cell).isEqualTo(points);
          }
        });
    phone.page().locator("#errors a").first().focus();
    phone.key("Enter");
    phone.tabTo(wrong);
    phone.page().keyboard().press("Control+A");
    phone.page().keyboard().type("5");
    phone.tabTo("Lưu bảng điểm");
    phone.key("Enter");
    phone.see("Đã lưu 3 hộ. Còn 0 hộ trong bảng chưa chấm đủ.");
    phone.shot("grid-saved");
  }

  private static void write(Screen phone, String cell, Map<String, String> wanted, String wrong) {
    String points = wanted.get(cell);
    if (points != null) {
      phone.page().keyboard().type(cell.equals(wrong) ? "4" : points);
    }
  }

  private static List<String> cells(Screen phone) {
    return ((List<?>)
            phone
                .page()
                .evaluate("[...document.querySelectorAll('input.cell')].map(one => one.name)"))
        .stream().map(String::valueOf).toList();
  }

  private static String value(Screen phone, String cell) {
    return phone.page().locator("input[name='" + cell + "']").inputValue();
  }

  private static String headOf(Screen phone, String cell) {
    return phone.page().locator("input[name='" + cell + "']").getAttribute("aria-label");
  }

  private static String cell(Screen phone, String head, String indicator) {
    return cells(phone).stream()
        .filter(one -> one.endsWith(":" + indicator) && headOf(phone, one).contains(head))
        .findFirst()
        .orElseThrow();
  }

  private static void write(Screen phone, String cell, String points) {
    phone.page().locator("input[name='" + cell + "']").fill(points);
  }

  /** Whoever saves later sees both points, and overwrites nothing by saving once more. */
  private static void twoPeopleScoreTheSameHousehold(Screen phone, Screen other) {
    phone.press("Về danh sách");
    String grid = phone.here() + "/grid";
    phone.open(grid);
    other.open(grid);
    String cell = cell(phone, "Ánh", "3.2");
    write(other, cell, "0");
    other.press("Lưu bảng điểm");
    other.see("Đã lưu 1 hộ");
    write(phone, cell, "5");
    phone.press("Lưu bảng điểm");
    phone.seeErrors("Hộ Quàng Thị Ánh (mã ", "Bạc Thị Cùng vừa chấm lúc", "Chưa lưu hộ nào");
    phone.see("Chỉ số 3.2: điểm hiện tại 0, bạn gõ 5");
    assertThat(value(phone, cell)).isEqualTo("5");
    phone.shot("grid-conflict");
    phone.press("Lưu bảng điểm");
    phone.see("Đã lưu 0 hộ");
    assertThat(value(phone, cell)).isEqualTo("0");
    other.open(grid);
    write(other, cell, "3");
    other.press("Lưu bảng điểm");
    other.see("Đã lưu 1 hộ");
    write(phone, cell, "5");
    phone.press("Lưu bảng điểm");
    phone.mark("Lấy điểm tôi gõ");
    phone.press("Lưu bảng điểm");
    phone.see("Đã lưu 1 hộ");
    assertThat(value(phone, cell)).isEqualTo("5");
  }

  /** What was typed is still there when the network is back, and is saved once. */
  private static void theConnectionIsLostWhileSaving(Screen phone, boolean script) {
    String grid = phone.here();
    String cell = cell(phone, "Ánh", "3.2");
    write(phone, cell, "3");
    if (script) {
      phone.online(false);
      phone.press("Lưu bảng điểm");
      phone.see("Mất kết nối mạng nên chưa gửi được. Những gì bạn nhập vẫn còn nguyên");
      assertThat(value(phone, cell)).isEqualTo("3");
      phone.shot("connection-lost");
      phone.online(true);
    }
    // the browser keeps what was typed within a second, which is less than a hand takes
    phone.page().waitForTimeout(1_500);
    phone.breakOff(true);
    phone.press("Lưu bảng điểm");
    phone.page().waitForURL("chrome-error://**");
    phone.breakOff(false);
    phone.page().goBack();
    assertThat(phone.here()).isEqualTo(grid);
    // the browser puts back what was typed once the page has come
    PlaywrightAssertions.assertThat(phone.page().locator("input[name='" + cell + "']"))
        .hasValue("3");
    phone.press("Lưu bảng điểm");
    phone.see("Đã lưu 1 hộ. Còn 0 hộ trong bảng chưa chấm đủ.");
    assertThat(value(phone, cell)).isEqualTo("3");
  }

  private static void theVolunteerSends(Screen phone, int count, String picture) {
    phone.open("/work");
    phone.press("Bản Một (2026): " + count + " hộ đã chấm, chưa gửi xã");
    phone.see("Bản Một: " + count + " hộ sẽ được gửi");
    phone.shot(picture);
    phone.pressTwice("Gửi " + count + " hộ lên xã");
    phone.see("Đã gửi " + count + " hộ lên xã", "Cán bộ xã sẽ xem và duyệt");
    assertThat(phone.page().locator(".ref").textContent().strip()).isNotEmpty();
    phone.shot(picture + "-done");
    phone.page().goBack();
    phone.page().goForward();
    phone.press("Về việc của tôi");
    phone.seeNot("chưa gửi xã");
  }

  private static void theCommuneGivesOneBackAndApprovesTheRest(Screen desk) {
    desk.open("/work");
    desk.shot("work");
    desk.press("Xã Thượng (2026): 4 hồ sơ của 1 thôn, bản chờ duyệt");
    desk.shot("queue");
    desk.press("Trả lại các hộ đã chọn");
    desk.seeErrors("Hãy đánh dấu ít nhất một hồ sơ");
    desk.mark("Chọn Quàng Thị Ánh");
    desk.press("Trả lại các hộ đã chọn");
    desk.mark("3.2 Nhà có sách, báo hoặc tài liệu để học không?");
    desk.press("Trả lại 1 hộ");
    desk.seeErrors("Hãy ghi rõ cần sửa gì, ít nhất 5 chữ cái");
    assertThat(
            desk.page().getByLabel("3.2 Nhà có sách, báo hoặc tài liệu để học không?").isChecked())
        .isTrue();
    desk.shot("give-back-refused");
    desk.type("Cần sửa gì?", REASON);
    desk.press("Trả lại 1 hộ");
    desk.see("Đã trả lại 1 hộ");
    desk.press("Duyệt tất cả 3 hộ đang chờ");
    desk.see("Đã duyệt 3 hộ: 2 đạt, 1 chưa đạt.");
    desk.shot("approved");
  }

  private static void theCommuneRecognises(Screen desk) {
    desk.press("Công nhận 2 hộ đã duyệt");
    assertThat(desk.field("Ngày ký")).isEqualTo("02/11/2026");
    desk.shot("recognise");
    desk.type("Cơ quan ban hành", "UBND xã Thượng");
    desk.type("Ngày ký", "3/11/2026");
    desk.type("Người ký", "Lường Văn Thật");
    desk.press("Công nhận 2 hộ");
    desk.seeErrors(
        "Hãy ghi số quyết định",
        "Ngày ký không được sau hôm nay, 02/11/2026",
        "Lường Văn Thật đã chấm 2 hồ sơ trong số này");
    desk.shot("recognise-refused");
    desk.type("Số quyết định", "12/QĐ-UBND");
    desk.type("Ngày ký", "2/11/2026");
    desk.type("Người ký", "Đinh Văn Chủ");
    desk.pressTwice("Công nhận 2 hộ");
    desk.see("Đã ghi quyết định công nhận 2 hộ", "Lò Văn Mười", "Lò Văn Đức", "Đinh Văn Chủ");
    desk.shot("decision");
  }

  private static void theVolunteerCorrects(Screen phone) {
    phone.open("/work");
    phone.shot("work-returned");
    phone.press("Bản Một (2026): 1 hộ xã trả lại, cần sửa");
    phone.see(REASON);
    phone.shot("village-returned");
    phone.press("Quàng Thị Ánh");
    phone.see(REASON, "Chỉ sửa các chỉ số: 3.2.");
    phone.shot("dossier-returned");
    String dossier = phone.here();
    for (String closed : List.of("1.1", "4.3", "3.1")) {
      phone.open(dossier + "/" + closed);
      phone.see("Câu này hiện không sửa được");
      assertThat(phone.page().locator("input[type=radio]").count()).as(closed).isZero();
    }
    phone.shot("question-closed");
    phone.open(dossier);
    phone.press("Sửa điểm");
    phone.see(REASON);
    phone.shot("question-returned");
    phone.mark("Có");
    phone.press("Tiếp tục");
    phone.see("100 trên 100 điểm", "Đã chấm, chưa gửi", "Chỉ số 3.2: 3 → 5");
    phone.shot("dossier-corrected");
  }

  private static void theCommuneRecognisesTheLast(Screen desk) {
    desk.open("/work");
    desk.press("Xã Thượng (2026): 1 hồ sơ của 1 thôn, bản chờ duyệt");
    desk.mark("Chọn Quàng Thị Ánh");
    desk.press("Duyệt các hộ đã chọn");
    desk.see("Đã duyệt 1 hộ: 1 đạt, 0 chưa đạt.");
    desk.press("Công nhận 1 hộ đã duyệt");
    desk.type("Cơ quan ban hành", "UBND xã Thượng");
    desk.type("Số quyết định", "12/QĐ-UBND");
    desk.type("Người ký", "Đinh Văn Chủ");
    desk.press("Công nhận 1 hộ");
    desk.seeErrors("Số 12/QĐ-UBND của cơ quan này đã dùng trong năm 2026");
    assertThat(desk.field("Người ký")).isEqualTo("Đinh Văn Chủ");
    desk.type("Số quyết định", "13/QĐ-UBND");
    desk.press("Công nhận 1 hộ");
    desk.see("Đã ghi quyết định công nhận 1 hộ", "Quàng Thị Ánh");
    desk.press("Xã Thượng");
    desk.shot("queue-at-the-end");
  }

  private static void theProvinceReadsItsFigures(Screen province) throws IOException {
    province.go("Số liệu");
    province.see("60 %", "70 %", "Kế hoạch số 7/KH-UBND", "3 trên 5 hộ đã được công nhận");
    province.shot("figures");
    Path report = province.download("Tải báo cáo Word");
    assertThat(text(report, "word/document.xml")).contains("Xã Thượng", "60,0");
    Path statistics = province.download("Tải thống kê Excel");
    assertThat(cellsOf(statistics)).contains("Xã Thượng");
    province.press("Xã Thượng");
    province.see("Bản Hai", "Chưa báo cáo");
    province.shot("figures-commune");
    province.press("Bản Một");
    province.see("Lò Văn Mười", "Cà Văn Dũng", "Không đạt");
    province.shot("figures-village");
    province.press("Lò Văn Mười");
    province.see("Công nhận theo Quyết định số 12/QĐ-UBND");
    province.shot("household");
    province.press("Công nhận theo Quyết định số 12/QĐ-UBND");
    province.see("Đinh Văn Chủ");
  }

  private static String text(Path file, String part) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = Objects.requireNonNull(zip.getEntry(part), part);
      return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> cellsOf(Path file) throws IOException {
    List<String> cells = new ArrayList<>();
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
      for (Row row : workbook.getFirstSheet().read()) {
        row.forEach(cell -> cells.add(cell == null ? "" : cell.getText()));
      }
    }
    return cells;
  }
}
