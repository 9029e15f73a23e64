package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** Citizens, clans, units, groups and centres in the browser, without a script. */
@ModuleTest
class SubjectPagesTest {

  private static final List<String> LISTS =
      List.of("citizens", "clans", "communities", "units", "groups", "centres", "programmes");

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Subjects subjects;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;

  private SmallProvince place;
  private Actor officer;
  private Cookie cookie;

  @BeforeEach
  void people() {
    place = SmallProvince.in(areas, builtIn);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, commune(), "Quàng Thị Lan");
    cookie = signedIn.cookie(officer);
  }

  private int commune() {
    return place.communes().getFirst();
  }

  private SubjectKey citizen(String name, String group) {
    return subjects
        .add(
            officer,
            new Subjects.NewSubject(
                Ids.next(),
                SubjectKind.CITIZEN,
                place.villages().getFirst(),
                SubjectEntry.named(name)
                    .with(SubjectField.BIRTH_YEAR, 1970)
                    .with(SubjectField.LABOUR_GROUP, group),
                "",
                new Consent.Given(Consent.How.PAPER, LocalDate.of(2026, 11, 1), ""),
                Map.of(),
                true))
        .orThrow();
  }

  private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    return response;
  }

  private String page(Cookie who, String path) throws Exception {
    MockHttpServletResponse response = answer(get(URI.create(path)).cookie(who));
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString();
  }

  private MockHttpServletResponse send(Cookie who, String path, Map<String, String> form)
      throws Exception {
    MockHttpServletRequestBuilder request = post(path).cookie(who).with(csrf());
    form.forEach(request::param);
    return answer(request);
  }

  private static long rows(String page) {
    return page.lines().filter(line -> line.contains("<th scope=\"row\">")).count();
  }

  @Test
  void listsByGivenNamePageByPageAndFindsByWordsGroupAndCode() throws Exception {
    for (int i = 1; i <= 27; i++) {
      citizen("Lò Văn Số" + (i < 10 ? "0" : "") + i, i == 5 ? "WORKER" : "FARMER");
    }
    SubjectKey last = citizen("Cà Thị An", "FARMER");
    String first = page(cookie, "/citizens");
    assertThat(first).contains("28 công dân");
    assertThat(rows(first)).isEqualTo(25);
    assertThat(first.indexOf("Cà Thị An")).isBetween(0, first.indexOf("Lò Văn Số01"));
    assertThat(first).contains("page=2");
    String second = page(cookie, "/citizens?page=2");
    assertThat(rows(second)).isEqualTo(3);
    assertThat(second).contains("Lò Văn Số27").doesNotContain("Cà Thị An");
    String found = page(cookie, "/citizens?q=" + coded("an ca thi"));
    assertThat(found).contains("Cà Thị An").doesNotContain("Lò Văn Số01");
    String workers = page(cookie, "/citizens?group=WORKER");
    assertThat(workers).contains("Lò Văn Số05").doesNotContain("Lò Văn Số06");
    String byCode = page(cookie, "/citizens?q=" + subjects.byKey(last).orElseThrow().code());
    assertThat(byCode).contains("Cà Thị An");
    assertThat(rows(byCode)).isEqualTo(1);
    assertThat(page(cookie, "/citizens?q=khongco")).contains("Không tìm thấy");
    assertThat(Statements.during(() -> page(cookie, "/citizens?size=100")).size())
        .as("however many rows")
        .isLessThanOrEqualTo(10);
  }

  private static String coded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void tellsEverythingWrongWithANewOneOfEachKindAtOnceAndKeepsWhatWasTyped() throws Exception {
    Map<SubjectKind, List<String>> wrong =
        Map.of(
            SubjectKind.CITIZEN, List.of("name", "birth_year", "labour_group", "consent"),
            SubjectKind.CLAN, List.of("name", "households"),
            SubjectKind.UNIT, List.of("name", "unit_kind", "managing_level", "staff"),
            SubjectKind.SELF_MANAGED_GROUP, List.of("name", "households"),
            SubjectKind.LEARNING_CENTRE, List.of("name", "centre_kind"));
    for (Map.Entry<SubjectKind, List<String>> one : wrong.entrySet()) {
      SubjectKind kind = one.getKey();
      String path = "/" + kind.path() + "/new";
      boolean village = kind.homes().contains(vn.khuyenhoc.areas.AreaLevel.VILLAGE);
      Map<String, String> form = new HashMap<>();
      form.put("id", Ids.next().toString());
      form.put("area", String.valueOf(village ? place.villages().getFirst() : commune()));
      form.put("note", "đừng mất của " + kind);
      form.put("households", "mười");
      form.put("staff", "nhiều");
      form.put("birth_year", "2090");
      MockHttpServletResponse answer = send(cookie, path, form);
      String page = answer.getContentAsString();
      assertThat(answer.getStatus()).as("%s", kind).isEqualTo(422);
      assertThat(summary(page)).as("%s", kind).containsExactlyInAnyOrderElementsOf(one.getValue());
      assertThat(page).contains("đừng mất của " + kind);
      for (String typed : List.of("households", "staff", "birth_year")) {
        if (one.getValue().contains(typed)) {
          assertThat(page).as(typed).contains("value=\"" + form.get(typed) + "\"");
        }
      }
      assertThat(subjects.page(SubjectFilter.of(kind, List.of(commune())), 10, 0).total())
          .as("nothing was added")
          .isZero();
    }
  }

  /** The fields that the summary on top of a form links to. */
  private static List<String> summary(String page) {
    Matcher errors = Pattern.compile("data-errors.*?</ul>", Pattern.DOTALL).matcher(page);
    assertThat(errors.find()).isTrue();
    return Pattern.compile("href=\"#([^\"]+)\"")
        .matcher(errors.group())
        .results()
        .map(link -> link.group(1))
        .toList();
  }

  @Test
  void anAreaOfSomebodyElseIsNotFoundWhateverOneAsksOfIt() throws Exception {
    int foreign = place.communes().getLast();
    for (String list : LISTS) {
      for (String what : List.of("", "/print", "/export")) {
        String path = "/" + list + what + "?area=" + foreign;
        assertThat(answer(get(path).cookie(cookie)).getStatus()).as(path).isEqualTo(404);
      }
      assertThat(answer(get("/" + list + "?area=" + commune()).cookie(cookie)).getStatus())
          .isEqualTo(200);
    }
    for (String list : List.of("citizens", "clans", "units", "groups", "centres")) {
      String path = "/" + list + "/new?area=" + foreign;
      assertThat(answer(get(path).cookie(cookie)).getStatus()).as(path).isEqualTo(404);
      Map<String, String> form =
          Map.of("id", Ids.next().toString(), "name", "X", "area", String.valueOf(foreign));
      assertThat(send(cookie, "/" + list + "/new", form).getStatus()).as(path).isEqualTo(404);
    }
  }

  @Test
  void aProvinceOfficerEntersTheStaffOfAUnitThatTheProvinceManages() throws Exception {
    Actor province = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    Cookie own = signedIn.cookie(province);
    SubjectKey unit =
        subjects
            .add(
                province,
                new Subjects.NewSubject(
                    Ids.next(),
                    SubjectKind.UNIT,
                    commune(),
                    SubjectEntry.named("Trường của tỉnh")
                        .with(SubjectField.UNIT_KIND, "SCHOOL")
                        .with(SubjectField.MANAGING_LEVEL, "PROVINCE")))
            .orThrow();
    SubjectKey person = citizen("Lò Thị Mười", "OFFICIAL");
    String code = subjects.byKey(person).orElseThrow().code();
    String path = Subject.path(SubjectKind.UNIT, unit) + "/members";
    assertThat(page(own, path + "?role=WORKS_IN")).contains("name=\"codes\"");
    MockHttpServletResponse wrong =
        send(own, path, Map.of("version", "1", "role", "WORKS_IN", "codes", code + " sai-mã"));
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(wrong.getContentAsString()).contains("sai-mã", code);
    assertThat(
            send(own, path, Map.of("version", "1", "role", "WORKS_IN", "codes", code)).getStatus())
        .isEqualTo(303);
    assertThat(subjects.memberCount(unit, MembershipRole.WORKS_IN)).isEqualTo(1);
    assertThat(page(own, Subject.path(SubjectKind.UNIT, unit))).contains("Lò Thị Mười");
    assertThat(
            send(
                    own,
                    path,
                    Map.of("version", "1", "role", "WORKS_IN", "way", "REMOVE", "codes", code))
                .getStatus())
        .isEqualTo(303);
    assertThat(subjects.memberCount(unit, MembershipRole.WORKS_IN)).isZero();
    Cookie other = signedIn.as(Role.COMMUNE_OFFICER, place.communes().getLast(), "Người Khác");
    assertThat(answer(get(path).cookie(other)).getStatus()).isEqualTo(404);
  }
}
