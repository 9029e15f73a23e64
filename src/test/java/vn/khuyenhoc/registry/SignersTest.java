package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

@ModuleTest
class SignersTest {

  private static final LocalDate START = LocalDate.of(2025, 7, 1);

  @Autowired private MockMvc web;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Bodies bodies;
  @Autowired private Signers signers;

  private int commune;
  private Actor officer;
  private Cookie device;
  private UUID body;

  @BeforeEach
  void aBody() {
    SmallProvince place = SmallProvince.in(areas, builtIn);
    commune = place.communes().getFirst();
    officer = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Cán bộ xã");
    device = signedIn.cookie(officer);
    body =
        bodies
            .add(
                officer,
                Ids.next(),
                commune,
                new Body.Entry(
                    BodyKind.PEOPLES_COMMITTEE, "UBND xã Thượng", "UBND", START, null, ""))
            .orThrow();
  }

  private static Signer.Entry entry(
      String name,
      SigningManner manner,
      String collective,
      Set<SignedPaper> usual,
      LocalDate from,
      @Nullable LocalDate to) {
    return new Signer.Entry(
        name,
        manner == SigningManner.OWN
            ? "Chủ tịch"
            : manner == SigningManner.IN_PLACE ? "Phó Chủ tịch" : "Chánh Văn phòng",
        manner,
        collective,
        "",
        Set.of(SignedPaper.REPORT, SignedPaper.DECISION),
        usual,
        from,
        to);
  }

  private Result<UUID> add(Signer.Entry entry) {
    return signers.add(officer, Ids.next(), body, entry);
  }

  private Signing signing(SignedPaper paper, LocalDate day) {
    return signers.around(commune, day).of(paper, "Ủy ban nhân dân xã Thượng");
  }

  private String page(MockHttpServletRequestBuilder request, int status) throws Exception {
    return web.perform(request.cookie(device).with(csrf()))
        .andExpect(status().is(status))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @Test
  void everyMannerOfSigningIsWrittenAsTheDecreeHasIt() {
    Set<SignedPaper> none = Set.of();
    add(entry("Lò Văn Một", SigningManner.OWN, "", Set.of(SignedPaper.REPORT), START, null))
        .orThrow();
    UUID deputy = add(entry("Lò Văn Hai", SigningManner.IN_PLACE, "", none, START, null)).orThrow();
    UUID order = add(entry("Lò Văn Ba", SigningManner.BY_ORDER, "", none, START, null)).orThrow();
    UUID given =
        add(entry("Lò Văn Bốn", SigningManner.AUTHORISED, "", none, START, null)).orThrow();
    Signing report = signing(SignedPaper.REPORT, START);
    assertThat(report.block().capacity()).containsExactly("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH");
    assertThat(report.block().written()).isEqualTo("Lò Văn Một");
    assertThat(report.others())
        .extracting(Signer::id)
        .containsExactlyInAnyOrder(deputy, order, given);
    assertThat(report.by(deputy).block().capacity())
        .containsExactly("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH");
    assertThat(report.by(order).block().capacity())
        .containsExactly("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG");
    assertThat(report.by(given).block().capacity())
        .containsExactly("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG");
    // nobody of the four usually signs decisions, and nobody signs plans
    assertThat(signing(SignedPaper.DECISION, START).usual()).isNull();
    assertThat(signing(SignedPaper.DECISION, START).by(deputy).block().capacity())
        .containsExactly("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH");
    assertThat(signing(SignedPaper.PLAN, START).signers()).isEmpty();
    assertThat(signing(SignedPaper.PLAN, START).block().written()).startsWith("....");
    assertThat(signing(SignedPaper.REPORT, START.minusDays(1)).signers()).isEmpty();
  }

  @Test
  void aKindOfPaperHasOneUsualSignerOnEveryDay() {
    Set<SignedPaper> reports = Set.of(SignedPaper.REPORT);
    LocalDate last = LocalDate.of(2026, 3, 31);
    add(entry("Lò Văn Một", SigningManner.OWN, "", reports, START, last)).orThrow();
    Signer.Entry next = entry("Lò Văn Hai", SigningManner.OWN, "", reports, last, null);
    assertThat(add(next).problems()).extracting(Problem::field).containsExactly("paper-REPORT");
    UUID id =
        add(entry("Lò Văn Hai", SigningManner.OWN, "", reports, last.plusDays(1), null)).orThrow();
    assertThat(signing(SignedPaper.REPORT, last).name()).isEqualTo("Lò Văn Một");
    assertThat(signing(SignedPaper.REPORT, last.plusDays(1)).name()).isEqualTo("Lò Văn Hai");
    assertThat(signers.edit(officer, id, 1, next).problems())
        .extracting(one -> one.code().code())
        .containsExactly("REGISTRY-136");
    assertThat(
            signers
                .edit(
                    officer,
                    id,
                    7,
                    entry("Lò Văn Ba", SigningManner.OWN, "", reports, last.plusDays(1), null))
                .problems())
        .extracting(one -> one.code().code())
        .containsExactly("REGISTRY-007");
    assertThat(signers.of(officer, body)).hasSize(2);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndWhatWasTypedIsKept() throws Exception {
    String path = "/bodies/" + body + "/signers";
    assertThat(page(get(path), 200)).contains("Chưa ghi ai ký văn bản của UBND xã Thượng");
    assertThat(
            page(
                post(path + "/new")
                    .param("name", "Một")
                    .param("position", "")
                    .param("from", "32/1/2026")
                    .param("to", "hôm qua"),
                422))
        .contains(
            "Hãy ghi đủ họ và tên",
            "Hãy ghi chức vụ",
            "Hãy chọn ít nhất một loại",
            "Hãy ghi ngày theo dạng",
            "hôm qua",
            "32/1/2026",
            "value=\"Một\"");
    assertThat(
            page(
                post(path + "/new")
                    .param("name", "Lò Thị Một")
                    .param("position", "Chủ tịch")
                    .param("paper-REPORT", "USUAL")
                    .param("from", "30/6/2025")
                    .param("to", "29/6/2025"),
                422))
        .contains("có từ ngày 01/07/2025", "Ngày cuối phải từ ngày bắt đầu ký");
    page(
        post(path + "/new")
            .param("name", "Lò Thị Một")
            .param("position", "Chủ tịch")
            .param("paper-REPORT", "USUAL")
            .param("paper-PLAN", "MAY")
            .param("from", "1/7/2025"),
        303);
    assertThat(page(get(path), 200)).contains("Lò Thị Một", "thường ký", "Kế hoạch");
    Signer one = signers.of(officer, body).getFirst();
    assertThat(page(get(path + "/" + one.id()), 200)).contains("value=\"Lò Thị Một\"");
    device =
        signedIn.as(
            Role.COMMUNE_OFFICER,
            SmallProvince.in(areas, builtIn).communes().getFirst(),
            "Cán bộ xã khác");
    page(get(path), 404);
    page(get(path + "/" + one.id()), 404);
  }
}
