package vn.khuyenhoc.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Reports of bodies that do not work here, written down by hand by the office that gets them. */
@ModuleTest
class BodyReceiptsTest {

  @Autowired private ObligationEdits edits;
  @Autowired private Obligations obligations;
  @Autowired private Dues dues;
  @Autowired private BodyReceipts receipts;
  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Clock clock;

  private SmallProvince place;
  private Actor province;
  private Cookie device;
  private UUID id;
  private ObligationDue overdue;

  @BeforeEach
  void aDutyOfTwoBodiesThatWasDueLastYear() {
    place = SmallProvince.in(areas, builtIn);
    province = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    device = signedIn.cookie(province);
    id = Ids.next();
    LocalDate from = LocalDate.of(LocalDate.now(clock).getYear() - 1, 1, 1);
    edits.addBuiltIn(
        province,
        id,
        place.province(),
        null,
        new ObligationSays(
            "Báo cáo phong trào thi đua",
            "",
            "",
            null,
            "trước ngày 05 tháng 12 hằng năm",
            ObligationReporter.BODIES,
            List.of(party("Sở Nội vụ"), party("Tỉnh đoàn")),
            List.of(party("Sở Giáo dục và Đào tạo")),
            List.of(ReportForm.YEAR.name()),
            ObligationRule.yearly(MonthDay.of(12, 5), false),
            from,
            null,
            from,
            List.of(),
            false));
    overdue = obligation().dues(LocalDate.now(clock)).getFirst();
  }

  private static ObligationParty party(String name) {
    return new ObligationParty(ObligationParty.Side.OTHER, null, "", name);
  }

  private Obligation obligation() {
    return obligations.one(province, id);
  }

  private String path() {
    return "/obligations/bodies/" + id;
  }

  private String page(String path) throws Exception {
    return mvc.perform(get(path).cookie(device))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  private int status(String path) throws Exception {
    return mvc.perform(get(path).cookie(device)).andReturn().getResponse().getStatus();
  }

  private MockHttpServletResponse write(String body, String day, String note, boolean back)
      throws Exception {
    return mvc.perform(
            multipart(path() + "/record")
                .file(
                    new MockMultipartFile(
                        "file",
                        "bao-cao.pdf",
                        "application/pdf",
                        BuiltInTemplates.sample(TemplateKind.YEAR).toPdf()))
                .param("period", overdue.key())
                .param("body", body)
                .param("day", day)
                .param("note", note)
                .param("back", String.valueOf(back))
                .cookie(device)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  private BodyRow row(String body) {
    return receipts.rows(obligation(), overdue).stream()
        .filter(one -> one.body().equals(body))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bodiesThatHaveSentNothingAreMissingOnceTheDayIsOverEverywhereThatIsTold() throws Exception {
    assertThat(page(path() + "?period=" + overdue.key()))
        .contains("Sở Nội vụ", "Tỉnh đoàn", "Quá hạn, chưa nhận");
    assertThat(page("/obligations/late")).contains(path() + "?period=" + overdue.key());
    assertThat(dues.waiting(province).below())
        .filteredOn(line -> line.obligation().id().equals(id))
        .singleElement()
        .satisfies(line -> assertThat(line.sum().missing()).isEqualTo(2));
  }

  @Test
  void whatCameIsWrittenDownWithItsDayAndFileAndIsMissingNoMore() throws Exception {
    String day = VietnameseDates.format(overdue.day());
    assertThat(write("Sở Nội vụ", day, "Gửi qua bưu điện", false).getStatus()).isEqualTo(303);
    BodyRow row = row("Sở Nội vụ");
    assertThat(row.state()).isEqualTo(DueState.SENT_IN_TIME);
    assertThat(row("Tỉnh đoàn").missing()).isTrue();
    assertThat(page(path() + "?period=" + overdue.key()))
        .contains("Đã nhận đúng hạn", "Gửi qua bưu điện", "Cán bộ tỉnh", "/file?receipt=");
    BodyReceipt receipt = Objects.requireNonNull(row.receipt());
    assertThat(
            mvc.perform(get(path() + "/file?receipt=" + receipt.id()).cookie(device))
                .andReturn()
                .getResponse()
                .getContentAsByteArray())
        .isEqualTo(BuiltInTemplates.sample(TemplateKind.YEAR).toPdf());
    assertThat(dues.waiting(province).below())
        .filteredOn(line -> line.obligation().id().equals(id))
        .singleElement()
        .satisfies(line -> assertThat(line.sum().missing()).isEqualTo(1));
  }

  @Test
  void whatCameAfterItsDayIsLate() throws Exception {
    write("Tỉnh đoàn", VietnameseDates.format(overdue.day().plusDays(1)), "", false);
    assertThat(row("Tỉnh đoàn").state()).isEqualTo(DueState.SENT_LATE);
    assertThat(row("Tỉnh đoàn").missing()).isFalse();
  }

  @Test
  void aWrongLineIsTakenBackWithAReasonAndTheReportIsMissingAgain() throws Exception {
    write("Tỉnh đoàn", VietnameseDates.format(overdue.day()), "", false);
    assertThat(write("Tỉnh đoàn", "", "", true).getStatus()).isEqualTo(422);
    assertThat(row("Tỉnh đoàn").receipt()).isNotNull();
    assertThat(write("Tỉnh đoàn", "", "Nhầm với đoàn thể khác", true).getStatus()).isEqualTo(303);
    assertThat(row("Tỉnh đoàn").missing()).isTrue();
  }

  @Test
  void whatIsWrongIsSaidAtOnceAndStaysTyped() throws Exception {
    MockHttpServletResponse answer = write("Sở nào đó", "hôm kia", "x".repeat(501), false);
    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
        .contains("Cơ quan này không có trong danh sách", "Hãy ghi ngày nhận", "hôm kia", "xxx");
    MockHttpServletResponse later =
        write("Sở Nội vụ", VietnameseDates.format(LocalDate.now(clock).plusDays(1)), "", false);
    assertThat(later.getContentAsString(StandardCharsets.UTF_8)).contains("chưa đến");
    assertThat(row("Sở Nội vụ").receipt()).isNull();
  }

  @Test
  void aCommuneReadsItButDoesNotWriteIt() throws Exception {
    Cookie commune = signedIn.as(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Cán bộ xã");
    assertThat(
            mvc.perform(
                    multipart(path() + "/record")
                        .param("period", overdue.key())
                        .param("body", "Sở Nội vụ")
                        .param("day", "1/1/2026")
                        .cookie(commune)
                        .with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus())
        .isEqualTo(403);
    assertThat(row("Sở Nội vụ").receipt()).isNull();
    write("Sở Nội vụ", VietnameseDates.format(overdue.day()), "Gửi qua bưu điện", false);
    device = commune;
    assertThat(page(path() + "?period=" + overdue.key()))
        .contains("Sở Nội vụ", "Đã nhận đúng hạn", "Quá hạn, chưa nhận")
        .doesNotContain("/record?");
    assertThat(status(path() + "/record?period=" + overdue.key())).isEqualTo(403);
  }

  @Test
  void aCommuneSeesNeitherTheFilesOfBodiesNorWhatIsNotedBesideThemNorThatTheyAreLate()
      throws Exception {
    write("Sở Nội vụ", VietnameseDates.format(overdue.day()), "Gửi qua bưu điện", false);
    String file =
        path() + "/file?receipt=" + Objects.requireNonNull(row("Sở Nội vụ").receipt()).id();
    assertThat(status(file)).isEqualTo(200);
    assertThat(page("/obligations/late")).contains(path());
    device = signedIn.as(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Cán bộ xã");
    assertThat(page(path() + "?period=" + overdue.key()))
        .contains("Sở Nội vụ")
        .doesNotContain("/file?receipt=", "Gửi qua bưu điện");
    assertThat(status(file)).isEqualTo(404);
    assertThat(page("/obligations/late")).doesNotContain(path());
  }

  @Test
  void bodiesNamedSinceThenAreNotLateForPeriodsOfBefore() {
    ObligationSays says = obligation().says();
    ObligationForm form = ObligationForm.of(says, place.province(), 1);
    Map<String, List<String>> fields = new HashMap<>(form.fields());
    fields.put("reporters", List.of("Sở Nội vụ\nSở Y tế"));
    fields.put("reason", List.of("Đổi nơi báo cáo"));
    edits.change(province, id, new ObligationForm(fields)).orThrow();
    assertThat(bodies(overdue)).containsExactly("Sở Nội vụ", "Tỉnh đoàn");
    assertThat(bodies(obligation().dues(LocalDate.now(clock).plusYears(2)).getLast()))
        .containsExactly("Sở Nội vụ", "Sở Y tế");
  }

  private List<String> bodies(ObligationDue due) {
    return receipts.rows(obligation(), due).stream().map(BodyRow::body).toList();
  }

  private Result<UUID> recorded(UUID line, boolean back) {
    return receipts.record(
        province,
        id,
        overdue.key(),
        line,
        "Tỉnh đoàn",
        back,
        VietnameseDates.format(overdue.day()),
        "Ghi nhầm",
        null,
        List.of());
  }

  private static List<ProblemCode> codes(Result<?> result) {
    return result.problems().stream().map(Problem::code).toList();
  }

  @Test
  void nothingIsTakenBackWhereNothingCameAndOneFormSentTwiceWritesOnce() {
    assertThat(codes(recorded(Ids.next(), true)))
        .containsExactly(ObligationProblem.NOTHING_RECEIVED);
    UUID line = Ids.next();
    recorded(line, false).orThrow();
    UUID back = Ids.next();
    assertThat(recorded(back, true).orThrow()).isEqualTo(back);
    assertThat(recorded(back, true).orThrow()).isEqualTo(back);
    assertThat(recorded(line, false).orThrow()).isEqualTo(line);
    assertThat(row("Tỉnh đoàn").receipt()).isNull();
  }

  @Test
  void nothingIsWrittenDownForADutyThatWasWithdrawn() {
    edits.withdraw(province, id, "Không còn yêu cầu").orThrow();
    assertThat(codes(recorded(Ids.next(), false))).containsExactly(ObligationProblem.IS_WITHDRAWN);
    assertThat(row("Tỉnh đoàn").receipt()).isNull();
  }
}
