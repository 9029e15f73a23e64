package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.certificates.Certificates;
import vn.khuyenhoc.certificates.IssueBatch;
import vn.khuyenhoc.certificates.IssuedCertificate;
import vn.khuyenhoc.certificates.Issuer;
import vn.khuyenhoc.certificates.KeyFileMaker;
import vn.khuyenhoc.certificates.WantedCertificate;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.SmallProvince;

/**
 * An office prepares its numbers, prints what was issued and takes one back; somebody in the street
 * checks it on an old phone.
 */
class CertificatesJourneyTest extends Journey {

  @Autowired private Certificates certificates;

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void fromTheFirstNumberToTheStreet(boolean script) {
    SmallProvince place = SmallProvince.in(areas, builtIn);
    int commune = place.communes().getFirst();
    Actor officer = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Quàng Thị Lan");
    Album album = new Album(script ? "certificates" : "certificates-no-script");
    try (Screen desk =
            screen(album, "office", Screen.Kind.DESKTOP, script, signedIn.cookie(officer));
        Screen small =
            screen(album, "office-phone", Screen.Kind.PHONE, script, signedIn.cookie(officer));
        Screen street =
            screen(
                album,
                "street",
                Screen.Kind.PHONE,
                false,
                new jakarta.servlet.http.Cookie("nobody", "x"))) {
      String series = theNumbersArePrepared(desk, small);
      List<IssuedCertificate> issued = issued(officer, commune);
      theyAreFoundAndPrinted(desk, small, issued, series);
      oneIsCheckedInTheStreet(street, issued);
      oneIsTakenBack(desk, issued.get(1));
      street.open("/v/" + issued.get(1).code());
      street.see("Giấy đã bị thu hồi", "02/11/2026");
      street.shot("revoked");
    }
    assertThat(album.wrong()).isEmpty();
  }

  private static String theNumbersArePrepared(Screen desk, Screen small) {
    desk.open("/certificates");
    desk.see("Chưa có giấy chứng nhận nào");
    desk.shot("empty");
    desk.press("Các dãy số và việc in");
    desk.see("Chuẩn bị dãy số trước khi cấp");
    desk.shot("series-list");
    desk.type("Tên cơ quan cấp", "Ủy ban nhân dân xã Thượng");
    desk.press("Mở dãy số");
    desk.see("Đã mở dãy số", "Cách viết số");
    String series = desk.here();
    desk.type("Số đầu tiên", "một");
    desk.press("Lưu cách viết số");
    desk.seeErrors("“một” không phải số đầu tiên");
    desk.shot("series-wrong");
    desk.type("Số đầu tiên", "21");
    desk.press("Lưu cách viết số");
    desk.see("Giấy đầu tiên sẽ mang số 21/GCN-UBND");
    desk.type("Từ số", "23");
    desk.type("Đã dùng cho giấy nào", "Giấy viết tay tháng 9");
    desk.press("Ghi các số này");
    desk.see("Giấy viết tay tháng 9");
    small.open(series);
    small.shot("series");
    return series;
  }

  private List<IssuedCertificate> issued(Actor officer, int commune) {
    int series =
        certificates
            .series(officer, new Issuer(commune, "UBND", "Ủy ban nhân dân xã Thượng", ""), 2026)
            .orThrow()
            .id();
    LocalDate day = LocalDate.of(2026, 10, 20);
    List<WantedCertificate> wanted = new ArrayList<>();
    for (String name : List.of("Lường Thị Hồng", "Lò Văn Pánh", "Quàng Văn Đôi", "Cà Thị Inh")) {
      wanted.add(
          WantedCertificate.first(
              Ids.next(), name, name, true, "Bản Một, Xã Thượng", "Tốt", day, day.plusYears(1)));
    }
    return certificates
        .issue(
            officer,
            new IssueBatch(
                series,
                "Gia đình học tập năm 2026",
                "GDHT",
                "58/QĐ-UBND",
                day,
                "Chủ tịch Ủy ban nhân dân xã Thượng",
                "Cà Văn Ký",
                "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
                "Thượng",
                day,
                wanted))
        .orThrow();
  }

  private static void theyAreFoundAndPrinted(
      Screen desk, Screen small, List<IssuedCertificate> issued, String series) {
    assertThat(issued)
        .extracting(IssuedCertificate::number)
        .containsExactly("21/GCN-UBND", "22/GCN-UBND", "24/GCN-UBND", "25/GCN-UBND");
    desk.open("/certificates?q=panh");
    desk.see("Lò Văn Pánh", "1 giấy chứng nhận");
    desk.open("/certificates");
    desk.shot("list");
    small.open("/certificates");
    small.shot("list");
    desk.open(series);
    desk.shot("series-begun");
    desk.press("In cả dãy số");
    desk.shot("files");
    desk.mark("Từng tệp riêng, có chữ ký số");
    desk.press("Bắt đầu tạo tệp");
    desk.seeErrors("Chưa có tệp khóa để ký số");
    desk.shot("files-wrong");
    desk.attach(
        "Tệp khóa ký số",
        "ubnd.p12",
        KeyFileMaker.of(
            "UBND xã Thượng",
            "bí mật",
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2029-01-01T00:00:00Z")));
    desk.type("Mật khẩu của tệp khóa", "bí mật");
    desk.press("Bắt đầu tạo tệp");
    desk.waitFor("Xong lúc");
    desk.see("4 giấy", "Phần 1: số 21/GCN-UBND đến 25/GCN-UBND");
    desk.shot("run");
    assertThat(desk.download("Phần 1").toFile().length()).isGreaterThan(40_000);
    small.open(desk.here());
    small.shot("run");
    small.open(series + "/files");
    small.see("Đang giữ: UBND xã Thượng, có giá trị đến 01/01/2029");
    small.shot("files");
  }

  private static void oneIsCheckedInTheStreet(Screen street, List<IssuedCertificate> issued) {
    street.open("/verify");
    street.shot("verify");
    street.type("Mã kiểm tra", "k7mp 2qrt 9xyz");
    street.page().click("button >> nth=0");
    street.shot("mistyped");
    street.type("Mã kiểm tra", issued.getFirst().code().toLowerCase(java.util.Locale.ROOT));
    street.page().click("button >> nth=0");
    street.see("Giấy thật, còn hiệu lực", "L. T. Hồng", "21/GCN-UBND");
    street.seeNot("Lường Thị", "Bản Một");
    street.shot("valid");
    street.page().click("text=English");
    street.see("Genuine and valid");
    street.open("/verify/keys");
    street.shot("keys");
  }

  private static void oneIsTakenBack(Screen desk, IssuedCertificate one) {
    desk.open("/certificates/" + one.id());
    desk.shot("one");
    desk.press("Thu hồi giấy này");
    desk.shot("revoke");
    desk.press("Thu hồi giấy");
    desk.seeErrors("Hãy ghi lý do");
    desk.type("Lý do", "Hồ sơ khai sai");
    desk.press("Thu hồi giấy");
    desk.see("đã bị thu hồi từ ngày 02/11/2026. Lý do: Hồ sơ khai sai");
    desk.shot("one-revoked");
  }
}
