package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Role;

/**
 * A province writes its variant of the national set on screen: copied, broken, put right, tried,
 * put in force, compared with its origin, taken away as a file and loaded back; and a volunteer
 * reads it on a phone.
 */
class CriteriaJourneyTest extends Journey {

  private static final AtomicInteger NUMBER = new AtomicInteger(160);

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void aProvinceWritesItsVariantFromTheNationalSet(boolean script) throws IOException {
    builtIn.loadOnce();
    criteria.loadOnce();
    int province =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(
                    new NewArea(
                        areas.nation().id(),
                        "C" + NUMBER.incrementAndGet(),
                        "Tỉnh Biên Soạn",
                        "PROVINCE")),
                LocalDate.of(1976, 7, 2),
                "test")
            .getFirst();
    int commune =
        areas
            .add(
                AreaLevel.COMMUNE,
                List.of(new NewArea(province, NUMBER.get() + "901", "Xã Đọc", "COMMUNE")),
                LocalDate.of(2025, 7, 1),
                "test")
            .getFirst();
    Album album = new Album(script ? "criteria" : "criteria-no-script");
    try (Screen desk =
            screen(
                album,
                "province",
                Screen.Kind.DESKTOP,
                script,
                signedIn.as(Role.PROVINCE_OFFICER, province, "Hà Văn Tỉnh"));
        Screen small =
            screen(
                album,
                "province-phone",
                Screen.Kind.PHONE,
                script,
                signedIn.as(Role.PROVINCE_OFFICER, province, "Lò Thị Tỉnh"));
        Screen phone =
            screen(
                album,
                "volunteer",
                Screen.Kind.PHONE,
                script,
                signedIn.as(Role.VOLUNTEER, commune, "Lò Văn Đọc"))) {
      theNationalSetIsReadAndCopied(desk);
      String draft = desk.here();
      theDraftIsBrokenAndEverythingWrongIsNamed(desk, small, draft);
      itIsPutRight(desk, draft);
      itIsTried(desk, draft);
      String set = itIsPutInForceAndCompared(desk, draft);
      itIsTakenAwayAndLoadedBack(desk, set);
      aVolunteerReadsItOnAPhone(phone, set);
    }
    assertThat(album.wrong()).isEmpty();
  }

  private static void theNationalSetIsReadAndCopied(Screen desk) {
    desk.open("/criteria");
    desk.see("Đang áp dụng hôm nay ở Tỉnh Biên Soạn");
    desk.shot("list");
    desk.open("/criteria/" + BuiltInCriteria.LEARNING_FAMILY);
    desk.see("Khi có trẻ em", "tổng từ 80 điểm trở lên", "(mẫu)");
    desk.shot("set");
    desk.press("Sao chép");
    desk.see("Bộ riêng của Tỉnh Biên Soạn");
    desk.shot("copy");
    desk.press("Sao chép và sửa");
    desk.see("Đã sao chép", "Dự thảo không còn gì phải sửa");
    desk.shot("draft");
  }

  private static void theDraftIsBrokenAndEverythingWrongIsNamed(
      Screen desk, Screen small, String draft) {
    desk.press("Sửa phần đầu");
    desk.shot("head");
    desk.type("Tổng điểm tối thiểu để đạt", "ba trăm");
    desk.press("Thêm mức xếp loại");
    desk.page().selectOption("#rating-0-rating", "GOOD");
    desk.page().fill("#rating-0-from", "120");
    desk.press("Lưu");
    desk.seeErrors("“ba trăm” không phải là số");
    desk.shot("head-unreadable");
    desk.type("Tổng điểm tối thiểu để đạt", "300");
    desk.press("Lưu");
    desk.see("Đã lưu phần đầu");
    desk.open(draft + "/indicators/1.1");
    desk.shot("indicator");
    desk.type("Câu hỏi cho người chấm", "");
    desk.page().selectOption("#applies", "OWN");
    desk.type("Công thức riêng", "childrn > 0");
    desk.press("Thêm mức");
    assertThat(desk.field("Câu hỏi cho người chấm")).isEmpty();
    assertThat(desk.page().inputValue("#appliesFormula")).isEqualTo("childrn > 0");
    desk.page().fill("#step-3-points", "7");
    desk.press("Lưu");
    desk.see(
        "Chưa có câu hỏi cho người chấm",
        "Có phải bạn muốn viết “children”?",
        "Mức này chưa nói rõ khi nào được chọn",
        "Điểm đạt 300",
        "cao hơn tổng điểm 100");
    desk.shot("wrong");
    small.open(draft);
    small.shot("wrong");
    small.open(draft + "/indicators/1.1");
    small.shot("indicator-wrong");
    small.open(draft + "/head");
    small.shot("head");
    small.open(draft + "/formulas?formula=children%20%3E%200&f.children=2");
    small.see("Nghĩa là: có trẻ em", "Kết quả: đúng");
    small.shot("formulas");
    desk.press("Đưa vào áp dụng");
    desk.see("Chưa đưa vào áp dụng được");
    desk.shot("not-in-force");
  }

  private static void itIsPutRight(Screen desk, String draft) {
    desk.open(draft);
    desk.press("Chưa có câu hỏi cho người chấm");
    desk.seeErrors("Chưa có câu hỏi");
    desk.type("Câu hỏi cho người chấm", "Các em trong nhà có đi học đủ không?");
    desk.page().selectOption("#applies", "children > 0");
    desk.page().fill("#appliesFormula", "");
    desk.page().fill("#step-3-label", "Đi học nhưng hay nghỉ");
    desk.press("Lưu");
    desk.press("Điểm đạt 300");
    desk.type("Tổng điểm tối thiểu để đạt", "75");
    desk.press("Bỏ dòng");
    desk.press("Lưu");
    desk.see("Dự thảo không còn gì phải sửa");
    desk.open(draft + "/indicators/4.new");
    desk.see("Thêm chỉ số vào tiêu chí 4");
    desk.type("Lời văn chỉ số", "Tỷ lệ người lớn là công dân học tập");
    desk.type("Câu hỏi cho người chấm", "Máy tính");
    desk.type("Điểm tối đa", "10");
    desk.page().fill("#step-0-points", "10");
    desk.page().fill("#step-0-label", "Từ một nửa");
    desk.page().fill("#step-2-label", "Dưới một nửa");
    desk.mark("Máy tính tỷ lệ");
    desk.page().click("summary:has-text('Nếu máy tính')");
    desk.page().selectOption("#part", "learning_citizens");
    desk.page().selectOption("#whole", "adults");
    desk.page().fill("#band-0-from", "50");
    desk.page().fill("#band-0-points", "10");
    desk.page().fill("#band-1-from", "0");
    desk.page().fill("#band-1-points", "0");
    desk.shot("indicator-computed");
    desk.press("Lưu");
    desk.see("Đã lưu chỉ số 4.4", "Dự thảo không còn gì phải sửa");
    desk.press("Lên Chỉ số 4.4");
    desk.see("4.3 Tỷ lệ người lớn là công dân học tập");
    desk.open(draft + "/remove/3.4");
    desk.shot("remove");
    desk.press("Bỏ chỉ số 3.4");
    desk.see("Đã bỏ");
  }

  private static void itIsTried(Screen desk, String draft) {
    desk.open(draft);
    desk.press("Thử chấm");
    desk.page().fill("[name='f.children']", "0");
    desk.page().fill("[name='f.adults']", "4");
    desk.page().fill("[name='f.learning_citizens']", "1");
    desk.press("Tất cả cao nhất");
    desk.see(
        "Đạt: 95 trên 105 điểm",
        "không áp dụng: tính đủ điểm",
        "tỷ lệ công dân học tập trên người lớn = 25 %");
    assertThat(desk.here()).contains("f.children=0", "a2.1=10");
    desk.shot("try");
    desk.press("Tất cả thấp nhất");
    desk.see("Chưa đạt: thiếu 45 điểm so với mức 75.");
  }

  private static String itIsPutInForceAndCompared(Screen desk, String draft) {
    desk.open(draft);
    desk.press("Đưa vào áp dụng");
    desk.see("bộ này được chọn trước", "Các đợt đã mở giữ bộ tiêu chí lúc mở");
    desk.shot("force");
    desk.type("Áp dụng từ ngày", "1/1/2027");
    desk.press("Đưa vào áp dụng");
    desk.see("Đã đưa vào áp dụng từ 01/01/2027", "Sắp áp dụng");
    String set = desk.here();
    desk.press("khác gì bộ gốc?");
    desk.see(
        "Thêm 1 chỉ số, bỏ 1",
        "Các em trong nhà có đi học đủ không?",
        "Trẻ em trong nhà có được đến trường đầy đủ không?");
    desk.shot("compare");
    desk.open(set + "/retire");
    desk.see("Thôi áp dụng");
    desk.shot("retire");
    return set;
  }

  private static void itIsTakenAwayAndLoadedBack(Screen desk, String set) throws IOException {
    desk.open(set);
    byte[] yaml = Files.readAllBytes(desk.download("Tải YAML"));
    desk.open("/criteria/load");
    desk.shot("load");
    desk.attach(
        "Tệp bộ tiêu chí",
        "hong.yaml",
        new String(yaml, StandardCharsets.UTF_8)
            .replace("maxPoints: 10", "maxPoint: mười")
            .getBytes(StandardCharsets.UTF_8));
    desk.press("Xem thử");
    desk.see("Chưa lưu gì", "Dòng");
    desk.shot("load-wrong");
    desk.attach("Tệp bộ tiêu chí", "bo.yaml", yaml);
    desk.press("Xem thử");
    desk.see("Xem trước", "đã có bộ khác dùng");
    desk.shot("preview");
    desk.press("Lưu thành dự thảo");
    desk.see("Đã lưu thành dự thảo");
    String back = desk.here().replace("/drafts", "");
    desk.open(back + "/compare?with=" + set.substring(set.lastIndexOf('/') + 1));
    desk.see("Hai bộ giống nhau.");
    desk.open(set);
    byte[] workbook = Files.readAllBytes(desk.download("Tải Excel"));
    desk.open("/criteria/load");
    desk.attach("Tệp bộ tiêu chí", "bo.xlsx", workbook);
    desk.press("Xem thử");
    desk.see("Xem trước", "đã có bộ khác dùng");
  }

  private static void aVolunteerReadsItOnAPhone(Screen phone, String set) {
    phone.open("/criteria");
    phone.see("Đang áp dụng hôm nay ở Tỉnh Biên Soạn");
    phone.seeNot("Soạn bộ mới");
    phone.shot("list");
    phone.open(set);
    phone.see("Khi có trẻ em", "Máy tính từ tỷ lệ công dân học tập trên người lớn");
    phone.shot("set");
    phone.press("In phiếu chấm");
    phone.shot("sheet");
    phone.open(set + "/try?a1.1=5");
    phone.shot("try");
    phone.open(set + "/compare");
    phone.shot("compare");
    phone.open("/criteria/don-vi-tinh-tt24");
    phone.see("Khi đơn vị là trường học", "mọi chỉ số áp dụng đều đạt ít nhất mức độ 1");
    phone.shot("unit");
    phone.press("Thử chấm");
    phone.page().fill("[name='f.staff']", "40");
    phone.page().fill("[name='f.learning_citizens']", "37");
    phone.page().selectOption("[name='f.school']", "0");
    phone.press("Tất cả cao nhất");
    phone.see("Đạt mức độ 1", "tỷ lệ công dân học tập trên thành viên của đơn vị = 92,5 %");
    phone.shot("unit-try");
  }
}
