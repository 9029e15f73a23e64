package vn.khuyenhoc.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.Statements;

/** Certificates in the browser of those who issue them, without a script. */
@ModuleTest
class CertificatePagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Certificates certificates;
  @Autowired private PrintRuns runs;
  @Autowired private PrintRunTable runTable;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;

  private Office office;
  private Cookie officer;
  private Cookie foreign;

  @BeforeEach
  void office() {
    office = Office.in(areas, builtIn);
    officer =
        signedIn.as(Role.COMMUNE_OFFICER, office.place().communes().getFirst(), "Quàng Thị Lan");
    foreign = signedIn.as(Role.COMMUNE_OFFICER, office.place().communes().getLast(), "Người Khác");
  }

  private MockHttpServletResponse answer(AbstractMockHttpServletRequestBuilder<?> request)
      throws Exception {
    MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private String page(String path) throws Exception {
    MockHttpServletResponse response = answer(get(URI.create(path)).cookie(officer));
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  private MockHttpServletResponse send(String path, Map<String, String> form) throws Exception {
    MockHttpServletRequestBuilder request = post(path).cookie(officer).with(csrf());
    form.forEach(request::param);
    return answer(request);
  }

  @Test
  void theListIsSearchedByNumberCodeNameAndPlace() throws Exception {
    IssuedCertificate wanted = office.issue(certificates, "Lường Thị Tìm");
    office.issue(certificates, 30);
    assertThat(page("/certificates")).contains("31 giấy chứng nhận", "Lường Thị Tìm", "page=2");
    for (String typed :
        List.of("luong%20tim", "1", "01/GCN-UBND", CertificateCode.grouped(wanted.code()))) {
      assertThat(page("/certificates?q=" + typed))
          .as(typed)
          .contains("Lường Thị Tìm", "1 giấy chứng nhận");
    }
    assertThat(page("/certificates?q=kh%C3%B4ng%20c%C3%B3")).contains("Không tìm thấy giấy nào");
    assertThat(page("/certificates?status=REVOKED")).contains("Không tìm thấy giấy nào");
    assertThat(answer(get("/certificates").cookie(foreign)).getContentAsString())
        .contains("Chưa có giấy chứng nhận nào");
  }

  @Test
  void aPageOfTheListAsksAsMuchForManyAsForFew() throws Exception {
    office.issue(certificates, 2);
    int few = Statements.during(() -> page("/certificates")).size();
    office.issue(certificates, 60);
    assertThat(Statements.during(() -> page("/certificates"))).hasSize(few).hasSizeLessThan(11);
  }

  @Test
  void oneIsRevokedWithItsReasonAndKeepsWhatWasTyped() throws Exception {
    IssuedCertificate issued = office.issue(certificates, "Lò Văn Thu Hồi");
    String path = "/certificates/" + issued.id();
    assertThat(page(path)).contains("Thu hồi giấy này", "Còn hiệu lực");
    MockHttpServletResponse refused =
        send(path + "/revoke", Map.of("on", "hôm qua", "reason", " "));
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString()).contains("hôm qua", "Hãy ghi lý do", "#reason");
    assertThat(
            send(path + "/revoke", Map.of("on", "1/11/2026", "reason", "Hồ sơ khai sai"))
                .getStatus())
        .isEqualTo(303);
    assertThat(page(path))
        .contains("đã bị thu hồi từ ngày 01/11/2026", "Hồ sơ khai sai")
        .doesNotContain("Thu hồi giấy này", "/print");
    assertThat(send(path + "/revoke", Map.of("on", "1/11/2026", "reason", "x")).getStatus())
        .isEqualTo(422);
  }

  @Test
  void oneIsPrintedWithTheAddressOfThisServer() throws Exception {
    IssuedCertificate issued = office.issue(certificates, "Lò Văn In");
    MockHttpServletResponse pdf =
        answer(get("/certificates/" + issued.id() + "/print").cookie(officer));
    assertThat(pdf.getContentType()).startsWith("application/pdf");
    assertThat(pdf.getHeader("Content-Disposition")).contains("000001-GCN-UBND-2026.pdf");
    try (PDDocument document = Loader.loadPDF(pdf.getContentAsByteArray())) {
      assertThat(new PDFTextStripper().getText(document)).contains("Lò Văn In", "localhost/verify");
    }
    IssuedCertificate strange = office.issue(certificates, "Lò ꪹꪕ");
    MockHttpServletResponse refused =
        answer(get("/certificates/" + strange.id() + "/print").cookie(officer));
    assertThat(refused.getStatus()).isEqualTo(422);
    refused.setCharacterEncoding(StandardCharsets.UTF_8.name());
    assertThat(refused.getContentAsString())
        .contains("Phông chữ của giấy chứng nhận không có chữ “ꪹ”");
  }

  @Test
  void aSeriesIsPreparedBeforeTheFirstCertificate() throws Exception {
    MockHttpServletResponse begun =
        send(
            "/certificates/series",
            Map.of(
                "area",
                String.valueOf(office.issuer().areaId()),
                "issuer",
                "Ủy ban nhân dân xã Thượng",
                "symbol",
                "ubnd",
                "year",
                "2026"));
    assertThat(begun.getStatus()).isEqualTo(303);
    String path = Objects.requireNonNull(begun.getHeader("Location"));
    assertThat(page(path)).contains("{n}/GCN-UBND", "Số đã dùng trên giấy");
    MockHttpServletResponse refused =
        send(path + "/settings", Map.of("pattern", "không số", "first", "không", "version", "0"));
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains("#pattern", "#first", "value=\"không số\"", "value=\"không\"");
    assertThat(
            send(
                    path + "/settings",
                    Map.of("pattern", "{n}/{yyyy}/GCN-UBND", "first", "121", "version", "0"))
                .getStatus())
        .isEqualTo(303);
    assertThat(
            send(path + "/paper", Map.of("from", "122", "last", "123", "reason", "viết tay"))
                .getStatus())
        .isEqualTo(303);
    assertThat(page(path)).contains("121/2026/GCN-UBND", "viết tay");
    assertThat(send(path + "/paper", Map.of("from", "", "last", "", "reason", "")).getStatus())
        .isEqualTo(422);
    assertThat(answer(get(path).cookie(foreign)).getStatus()).isEqualTo(404);
    office.issue(certificates, 2);
    assertThat(page(path)).contains("Dãy số đã bắt đầu", "125/2026/GCN-UBND");
  }

  @Test
  void filesAreAskedForFollowedAndDownloaded() throws Exception {
    office.issue(certificates, 3);
    int series = office.series(certificates).id();
    String path = "/certificates/series/" + series + "/files";
    assertThat(page(path)).contains("3 giấy còn hiệu lực", "Một tệp để in", "khóa ký số");
    MockHttpServletResponse refused =
        answer(
            multipart(path)
                .param("id", UUID.randomUUID().toString())
                .param("kind", "SIGNED")
                .param("colour", "BLUE")
                .param("heading", "GIẤY CÔNG NHẬN")
                .param("password", "x")
                .cookie(officer)
                .with(csrf()));
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains("Chưa có tệp khóa để ký số", "GIẤY CÔNG NHẬN")
        .doesNotContain("value=\"x\"");
    String id = UUID.randomUUID().toString();
    String run = "";
    for (int twice = 0; twice < 2; twice++) {
      MockHttpServletResponse begun =
          answer(
              multipart(path)
                  .param("id", id)
                  .param("kind", "PRINT")
                  .param("colour", "RED")
                  .param("border", "true")
                  .param("heading", "GIẤY CÔNG NHẬN")
                  .cookie(officer)
                  .with(csrf()));
      assertThat(begun.getStatus()).isEqualTo(303);
      run = Objects.requireNonNull(begun.getHeader("Location"));
    }
    assertThat(run).endsWith(id);
    UUID runId = UUID.fromString(id);
    if (runTable.runs().seen(runId, java.time.Instant.now())
        || runTable.byId(runId).orElseThrow().working()) {
      runs.work(runTable.byId(runId).orElseThrow(), 1);
    }
    for (int i = 0; i < 200 && runTable.byId(runId).orElseThrow().working(); i++) {
      Thread.sleep(50);
    }
    assertThat(page(run)).contains("Xong lúc", "Phần 1: số 01/GCN-UBND đến 03/GCN-UBND");
    MockHttpServletResponse part = answer(get(run + "/parts/1").cookie(officer));
    assertThat(part.getHeader("Content-Disposition")).contains("giay-chung-nhan-2026-01.pdf");
    try (PDDocument document = Loader.loadPDF(part.getContentAsByteArray())) {
      assertThat(document.getNumberOfPages()).isEqualTo(3);
      assertThat(new PDFTextStripper().getText(document)).contains("GIẤY CÔNG NHẬN");
    }
    assertThat(answer(get(run).cookie(foreign)).getStatus()).isEqualTo(404);
    assertThat(answer(get(run + "/parts/2").cookie(officer)).getStatus()).isEqualTo(404);
  }
}
