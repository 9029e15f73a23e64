package vn.khuyenhoc.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.TestFiles;

/** What anybody learns who asks whether a certificate is genuine. */
@ModuleTest
class VerifyPagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private Certificates certificates;
  @Autowired private SigningKeys keys;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;

  private static int addresses;

  private Office office;
  private String address;

  @BeforeEach
  void office() {
    office = Office.in(areas, builtIn);
    address = "10.1." + ++addresses / 250 + "." + addresses % 250;
  }

  private MockHttpServletResponse ask(String path) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(
                get(URI.create(path))
                    .with(
                        request -> {
                          request.setRemoteAddr(address);
                          return request;
                        }))
            .andReturn()
            .getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private String said(String path) throws Exception {
    return ask(path).getContentAsString();
  }

  private String byNumber(String number, String issuer, String year) throws Exception {
    return said(
        "/verify?number=" + coded(number) + "&issuer=" + coded(issuer) + "&year=" + coded(year));
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String square(IssuedCertificate issued) {
    return keys.signer(null).text(certificates.byId(office.officer(), issued.id()));
  }

  @Test
  void aSquareCodeIsAnsweredAtOnceWithLittleOfThePerson() throws Exception {
    IssuedCertificate issued = office.issue(certificates, "Lò Văn Pánh");
    MockHttpServletResponse answer = ask("/v/" + square(issued));
    String page = answer.getContentAsString();
    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(page)
        .contains("Giấy thật, còn hiệu lực", "L. V. Pánh", issued.number(), "Gia đình học tập")
        .doesNotContain("Lò Văn Pánh", "Bản Một", "<script", "subject/");
    assertThat(answer.getHeaders("Set-Cookie")).isEmpty();
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(compressed(page) + compressed(style(page))).isLessThan(10_000);
  }

  private String style(String page) throws Exception {
    int at = page.indexOf("/static/");
    return said(page.substring(at, page.indexOf('"', at)));
  }

  private static int compressed(String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.size();
  }

  @Test
  void whatHoldsFromALaterDaySaysSo() throws Exception {
    UUID id = Ids.next();
    IssuedCertificate issued =
        certificates
            .issue(
                office.officer(),
                office.batch(
                    office.series(certificates),
                    List.of(
                        WantedCertificate.first(
                            id,
                            "subject/" + id,
                            "Lò Văn Pánh",
                            true,
                            "Bản Một, Xã Thượng",
                            "",
                            LocalDate.of(2027, 1, 1),
                            LocalDate.of(2027, 12, 31)))))
            .orThrow()
            .getFirst();
    assertThat(said("/v/" + square(issued)))
        .contains("Giấy thật, chưa đến ngày có hiệu lực", "01/01/2027")
        .doesNotContain("còn hiệu lực<");
    assertThat(byNumber(issued.number(), office.issuer().name(), "2026"))
        .contains("Giấy thật, chưa đến ngày có hiệu lực");
  }

  @Test
  void aRevocationIsSeenOnTheNextRequest() throws Exception {
    IssuedCertificate issued = office.issue(certificates, "Lò Thị Thu");
    String square = square(issued);
    assertThat(said("/v/" + square)).contains("còn hiệu lực");
    certificates
        .revoke(office.officer(), List.of(issued.id()), LocalDate.of(2026, 11, 1), "hồ sơ khai sai")
        .orThrow();
    for (String path : List.of("/v/" + square, "/v/" + CertificateCode.grouped(issued.code()))) {
      assertThat(said(path))
          .contains("Giấy đã bị thu hồi", "01/11/2026")
          .doesNotContain("hồ sơ khai sai");
    }
    assertThat(byNumber(issued.number(), office.series(certificates).issuerCode(), "2026"))
        .contains("thu hồi");
  }

  @Test
  void oneThatWasReplacedLeadsToItsSuccessor() throws Exception {
    IssuedCertificate old = office.issue(certificates, "Lò Văn Sai");
    WantedCertificate family = Office.family("Lò Văn Đúng");
    WantedCertificate correction =
        new WantedCertificate(
            family.id(),
            family.subject(),
            family.name(),
            true,
            "",
            "",
            Office.DECIDED,
            null,
            old.id(),
            "sai tên",
            null);
    IssuedCertificate fresh =
        certificates
            .issue(office.officer(), office.batch(office.series(certificates), List.of(correction)))
            .orThrow()
            .getFirst();
    assertThat(said("/v/" + old.code()))
        .contains("đã được thay", "href=\"/v/" + fresh.code(), fresh.number());
    assertThat(said("/v/" + fresh.code())).contains("còn hiệu lực", "không thời hạn");
  }

  @Test
  void oneThatEndedIsExpired() throws Exception {
    WantedCertificate ended =
        WantedCertificate.first(
            vn.khuyenhoc.platform.Ids.next(),
            "s",
            "Dòng họ Lò",
            false,
            "",
            "",
            Office.DECIDED,
            LocalDate.of(2026, 11, 1));
    IssuedCertificate issued =
        certificates
            .issue(office.officer(), office.batch(office.series(certificates), List.of(ended)))
            .orThrow()
            .getFirst();
    assertThat(said("/v/" + issued.code())).contains("đã hết hạn", "Dòng họ Lò");
  }

  @Test
  void aSquareCodeChangedInAnyBitIsWrong() throws Exception {
    String square = square(office.issue(certificates, "Lò Văn Thật"));
    byte[] bytes = java.util.Base64.getUrlDecoder().decode(square);
    Random random = new Random(5);
    for (int i = 0; i < 30; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      String text = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      address = "10.9.0." + i;
      assertThat(said("/v/" + text))
          .contains("Mã vuông không phải của hệ thống này")
          .doesNotContain("còn hiệu lực");
    }
  }

  @Test
  void whatIsMistypedOrUnknownSaysWhatToDo() throws Exception {
    String code = CertificateCode.fresh();
    assertThat(ask("/verify?code=" + code).getStatus()).isEqualTo(404);
    assertThat(said("/verify?code=" + code)).contains("Không có giấy này");
    assertThat(said("/verify?code=ABCD-EFGH-0001")).contains("Mã gõ chưa đúng", "ABCD-EFGH-0001");
    assertThat(byNumber("99999", "nơi nào đó", "")).contains("Không có giấy này");
    for (String hostile :
        List.of(
            "/v/%00",
            "/verify?number=%27&issuer=%25&year=9",
            "/v/" + "A".repeat(5000),
            "/verify?number=" + "9".repeat(400) + "&issuer=x",
            "/verify?code=%F0%9F%98%80")) {
      assertThat(ask(hostile).getStatus()).as(hostile).isLessThan(500);
    }
  }

  @Test
  void aNumberIsFoundWithWordsOfTheIssuerInAnyWay() throws Exception {
    IssuedCertificate issued = office.issue(certificates, "Lò Văn Số");
    Series series = office.series(certificates);
    assertThat(byNumber("1/gcn-ubnd", series.issuerCode(), ""))
        .contains("còn hiệu lực", "L. V. Số");
    assertThat(byNumber(issued.number(), series.issuerCode(), "2026")).contains("còn hiệu lực");
    assertThat(byNumber("01", series.issuerCode(), "2025")).contains("Không có giấy này");
    assertThat(byNumber("2", series.issuerCode(), "2026")).contains("Không có giấy này");
    certificates
        .issue(
            office.officer(),
            office.batch(office.series(certificates, 2025), List.of(Office.family("Lò Văn Kia"))))
        .orThrow();
    String typed = "thuong uy ban nhan dan " + office.issuer().areaId();
    assertThat(byNumber("1", typed, "2026")).contains("L. V. Số");
    assertThat(byNumber("1", typed, ""))
        .contains(
            "Có nhiều giấy mang số này",
            "/verify?series=" + series.id(),
            "2025 · " + series.issuerCode());
    assertThat(said("/verify?series=" + series.id() + "&n=1")).contains("L. V. Số");
  }

  @Test
  void whoeverGuessesWaits() throws Exception {
    IssuedCertificate issued = office.issue(certificates, "Lò Văn Đoán");
    for (int i = 0; i < Guesses.MOST_MISSED; i++) {
      assertThat(ask("/verify?code=" + CertificateCode.fresh()).getStatus()).isEqualTo(404);
    }
    MockHttpServletResponse refused = ask("/v/" + issued.code());
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("600");
    assertThat(refused.getContentAsString()).contains("Hãy chờ ít phút");
    address = "10.200.0.1";
    assertThat(ask("/v/" + issued.code()).getStatus()).isEqualTo(200);
  }

  @Test
  void whoeverReadsNumbersOneAfterTheOtherWaits() throws Exception {
    office.issue(certificates, "Lò Văn Dãy");
    int series = office.series(certificates).id();
    for (int i = 0; i < Guesses.MOST_NUMBERS; i++) {
      assertThat(ask("/verify?series=" + series + "&n=1").getStatus()).isEqualTo(200);
    }
    assertThat(ask("/verify?series=" + series + "&n=1").getStatus()).isEqualTo(429);
  }

  private record Told(int code, String words) {}

  private Told offline(String text, Path file, LocalDate today) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setOut(stream);
      int code = OfflineCheck.run(new Arguments(List.of(text, "--keys", file.toString())), today);
      return new Told(code, out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void isCheckedWithoutANetworkWithThePublishedKeys(@TempDir Path folder) throws Exception {
    IssuedCertificate issued = office.issue(certificates, "Lò Văn Xa");
    String square = square(issued);
    Path file = Files.writeString(folder.resolve("keys.json"), said("/verify/keys.json"));
    LocalDate today = LocalDate.of(2026, 11, 2);
    Told genuine = offline("https://hoc.example.vn/v/" + square, file, today);
    assertThat(genuine.code()).isZero();
    assertThat(genuine.words()).contains("ĐÚNG", issued.number(), "L. V. Xa", "GDHT");
    assertThat(offline(square, file, Office.UNTIL.plusDays(1)).words()).contains("ĐÃ HẾT HẠN");
    assertThat(offline(square.substring(0, 150) + "AAAA", file, today).code()).isEqualTo(1);
    Path other =
        Files.writeString(
            folder.resolve("other.json"),
            Files.readString(file).replaceAll("\"kid\":\"\\w+\"", "\"kid\":\"00000000\""));
    assertThat(offline(square, other, today).words()).contains("KHÔNG KIỂM TRA ĐƯỢC");
    Path ended =
        Files.writeString(
            folder.resolve("ended.json"),
            Files.readString(file).replaceAll("\"exp\":\\d+", "\"exp\":1600000000"));
    assertThat(offline(square, ended, today).words()).contains("Khóa đã hết hạn");
    assertThat(offline(square, folder.resolve("none"), today).code()).isEqualTo(2);
  }

  @Test
  void afterAnotherKeyTookOverTheEarlierOneStillVerifies() throws Exception {
    String earlier = square(office.issue(certificates, "Lò Văn Trước"));
    String before = keys.signer(null).id();
    keys.rotate(null);
    assertThat(keys.signer(null).id()).isNotEqualTo(before);
    String later = square(office.issue(certificates, "Lò Văn Mới"));
    assertThat(said("/v/" + earlier)).contains("còn hiệu lực");
    assertThat(said("/v/" + later)).contains("còn hiệu lực");
    assertThat(said("/verify/keys")).contains(before, keys.signer(null).id());
    Path file = TestFiles.FOLDER.resolve("keys/certificate-" + before + ".key");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }
}
