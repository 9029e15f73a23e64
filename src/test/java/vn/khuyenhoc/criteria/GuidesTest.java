package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.attachment.HostileFiles;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** Guidance of a province or the country in the library. */
@ModuleTest
class GuidesTest {

  @Autowired private Guides guides;
  @Autowired private MockMvc mvc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;

  private SmallProvince place;
  private Actor province;
  private Actor volunteer;

  @BeforeEach
  void aProvince() {
    place = SmallProvince.in(areas, builtIn);
    province = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    volunteer = signedIn.actor(Role.VOLUNTEER, place.villages().getFirst(), "Trưởng bản");
  }

  private static Guide.Entry entry(String title, String step, String part) {
    return new Guide.Entry(
        title,
        "45/HD-HKH",
        LocalDate.of(2026, 10, 1),
        "Hội Khuyến học tỉnh",
        LearningModel.LEARNING_FAMILY,
        step,
        part,
        "https://vidu.vn/huong-dan");
  }

  private UUID add(Guide.Entry entry) {
    return guides.add(province, Ids.next(), place.province(), entry, null).orThrow();
  }

  private static List<String> codes(Result<?> result) {
    return result.problems().stream().map(problem -> problem.code().code()).toList();
  }

  @Test
  void standsBesideItsStepAndItsCriterionInItsOwnProvinceOnly() {
    add(entry("Hướng dẫn họp", "VILLAGE_MEETING", ""));
    add(entry("Hướng dẫn chấm", "", "2"));
    GuidesHere here = guides.around(LearningModel.LEARNING_FAMILY, place.villages().getLast());
    assertThat(here.ofStep("VILLAGE_MEETING"))
        .extracting(one -> one.entry().title())
        .containsExactly("Hướng dẫn họp");
    assertThat(here.ofPart("2.1", "2"))
        .extracting(one -> one.entry().title())
        .containsExactly("Hướng dẫn chấm");
    assertThat(here.ofPart("3")).isEmpty();
    assertThat(guides.around(LearningModel.LEARNING_CLAN, place.villages().getLast()).all())
        .noneMatch(one -> one.areaId() == place.province());
    SmallProvince other = SmallProvince.in(areas, builtIn);
    assertThat(guides.around(LearningModel.LEARNING_FAMILY, other.villages().getFirst()).all())
        .noneMatch(one -> one.areaId() == place.province());
    assertThat(
            guides.list(signedIn.actor(Role.VOLUNTEER, other.villages().getFirst(), "Người khác")))
        .noneMatch(one -> one.areaId() == place.province());
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThat(
            codes(
                guides.add(
                    province,
                    Ids.next(),
                    place.province(),
                    new Guide.Entry(
                        " ",
                        "",
                        LocalDate.of(2027, 1, 1),
                        "",
                        null,
                        "DANCING",
                        "2",
                        "http://vidu.vn"),
                    null)))
        .containsExactlyInAnyOrder(
            "LIBRARY-001",
            "LIBRARY-002",
            "LIBRARY-003",
            "LIBRARY-005",
            "LIBRARY-007",
            "LIBRARY-008");
    assertThat(
            codes(
                guides.add(
                    province,
                    Ids.next(),
                    place.province(),
                    new Guide.Entry("x", "", null, "y", null, "", "hai", ""),
                    null)))
        .containsExactlyInAnyOrder("LIBRARY-004", "LIBRARY-006");
    for (String link :
        List.of("javascript:alert(1)", "https://", "https://a@vidu.vn/", "https://vidu .vn")) {
      assertThat(
              codes(
                  guides.add(
                      province,
                      Ids.next(),
                      place.province(),
                      new Guide.Entry("x", "", null, "y", null, "", "", link),
                      null)))
          .as(link)
          .containsExactly("LIBRARY-003");
    }
  }

  @Test
  void isCorrectedByOneAtATimeAndWithdrawnWithAReasonAndKept() {
    UUID id = add(entry("Hướng dẫn họp", "VILLAGE_MEETING", ""));
    guides
        .change(province, id, 1, entry("Hướng dẫn họp thôn", "VILLAGE_MEETING", ""), null)
        .orThrow();
    assertThat(codes(guides.change(province, id, 1, entry("Khác", "", ""), null)))
        .containsExactly("LIBRARY-010");
    assertThat(codes(guides.withdraw(province, id, 2, " "))).containsExactly("LIBRARY-012");
    guides.withdraw(province, id, 2, "Có hướng dẫn mới").orThrow();
    assertThat(codes(guides.change(province, id, 3, entry("Khác", "", ""), null)))
        .containsExactly("LIBRARY-011");
    assertThat(guides.list(volunteer)).noneMatch(one -> one.id().equals(id));
    assertThat(guides.around(LearningModel.LEARNING_FAMILY, place.villages().getFirst()).all())
        .noneMatch(one -> one.id().equals(id));
    assertThat(guides.list(province))
        .filteredOn(one -> one.id().equals(id))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.entry().title()).isEqualTo("Hướng dẫn họp thôn");
              assertThat(one.withdrawn()).isNotNull();
            });
    assertThat(
            jdbc.sql("select action from platform.journal where subject = :s order by entry_id")
                .param("s", "guide/" + id)
                .query(String.class)
                .list())
        .containsExactly("guide.add", "guide.change", "guide.withdraw");
  }

  @Test
  void isKeptByItsOwnProvinceAndWhoeverIsAboveAlone() {
    UUID id = add(entry("Hướng dẫn họp", "VILLAGE_MEETING", ""));
    Actor stranger =
        signedIn.actor(
            Role.PROVINCE_OFFICER, SmallProvince.in(areas, builtIn).province(), "Cán bộ tỉnh khác");
    assertThatThrownBy(() -> guides.own(stranger, id)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                guides.add(
                    province, Ids.next(), place.communes().getFirst(), entry("x", "", ""), null))
        .isInstanceOf(NotFoundException.class);
    assertThat(
            guides
                .own(signedIn.actor(Role.NATIONAL_OFFICER, place.nation(), "Trung ương"), id)
                .id())
        .isEqualTo(id);
  }

  @Test
  void aFileIsAddedOnThePageReadInTheVillageAndFoundNowhereElse() throws Exception {
    Cookie officer = signedIn.cookie(province);
    assertThat(page("/library/add", officer)).contains("Họp bình xét", "Bắt đầu bằng https://");
    MockHttpServletResponse wrong = send(officer, "", null);
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(wrong.getContentAsString(StandardCharsets.UTF_8))
        .contains("Chưa có tên tài liệu", "Chưa có gì để đọc", "Hội Khuyến học tỉnh");
    MockHttpServletResponse added = send(officer, "Hướng dẫn chấm điểm", HostileFiles.pdf(""));
    assertThat(added.getRedirectedUrl()).isEqualTo("/library#own");
    Cookie reader = signedIn.cookie(volunteer);
    String library = page("/library", reader);
    assertThat(library)
        .contains("Hướng dẫn chấm điểm", "Hội Khuyến học tỉnh")
        .doesNotContain("/library/add");
    String file = library.substring(library.indexOf("/library/files/"));
    file = file.substring(0, file.indexOf('"'));
    MockHttpServletResponse read = mvc.perform(get(file).cookie(reader)).andReturn().getResponse();
    assertThat(read.getStatus()).isEqualTo(200);
    assertThat(read.getContentType()).isEqualTo("application/pdf");
    assertThat(read.getHeader("Content-Disposition")).contains("huong-dan.pdf");
    Cookie stranger =
        signedIn.as(
            Role.PROVINCE_OFFICER, SmallProvince.in(areas, builtIn).province(), "Cán bộ nơi khác");
    assertThat(mvc.perform(get(file).cookie(stranger)).andReturn().getResponse().getStatus())
        .isEqualTo(404);
    String edit = "/library/guides/" + file.substring("/library/files/".length());
    assertThat(page(edit, officer)).contains("Hướng dẫn chấm điểm", "Rút tài liệu này");
    assertThat(
            mvc.perform(post(edit + "/withdraw").param("version", "1").cookie(officer).with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus())
        .isEqualTo(422);
    mvc.perform(
            post(edit + "/withdraw")
                .param("version", "1")
                .param("reason", "Có bản mới")
                .cookie(officer)
                .with(csrf()))
        .andReturn();
    assertThat(page("/library", officer)).contains("Đã rút");
    assertThat(page(edit, officer)).contains("Có bản mới");
    assertThat(page("/library", reader)).doesNotContain("Hướng dẫn chấm điểm");
  }

  private MockHttpServletResponse send(Cookie who, String title, byte @Nullable [] file)
      throws Exception {
    var request = multipart("/library/add");
    if (file != null) {
      request.file(new MockMultipartFile("file", "huong-dan.pdf", "application/pdf", file));
    }
    return mvc.perform(
            request
                .param("title", title)
                .param("issuer", "Hội Khuyến học tỉnh")
                .cookie(who)
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  private String page(String path, Cookie who) throws Exception {
    MockHttpServletResponse answer = mvc.perform(get(path).cookie(who)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }
}
