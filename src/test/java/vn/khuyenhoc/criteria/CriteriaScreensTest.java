package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.HtmlUtils;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/**
 * The screens of criteria sets: who sees what, what is asked back, and that nothing typed is lost.
 */
@ModuleTest
class CriteriaScreensTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private BuiltInCriteria builtInCriteria;
  @Autowired private CriteriaSets sets;
  @Autowired private JdbcClient jdbc;

  private SmallProvince place;
  private String code;
  private Actor officer;
  private Cookie desk;
  private Cookie volunteer;
  private Cookie neighbour;

  @BeforeEach
  void twoProvincesWithAnOfficerEach() {
    place = SmallProvince.in(areas, builtIn);
    builtInCriteria.loadOnce();
    code = areas.byId(place.province()).code();
    officer = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    desk = signedIn.cookie(officer);
    volunteer = signedIn.as(Role.VOLUNTEER, place.villages().getFirst(), "Trưởng bản");
    neighbour =
        signedIn.as(Role.PROVINCE_OFFICER, SmallProvince.in(areas, builtIn).province(), "Tỉnh bên");
  }

  // ── helpers ───────────────────────────────────────────────────────────────────────────────────

  private MockHttpServletResponse open(String path, Cookie who) throws Exception {
    return mvc.perform(get(URI.create(path)).cookie(who)).andReturn().getResponse();
  }

  private static String text(MockHttpServletResponse response) throws Exception {
    return HtmlUtils.htmlUnescape(
        response
            .getContentAsString(StandardCharsets.UTF_8)
            .replaceAll("<[^>]+>", " ")
            .replaceAll("[\\s\\u00a0]+", " "));
  }

  private String page(String path, Cookie who) throws Exception {
    MockHttpServletResponse response = open(path, who);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return text(response);
  }

  private MockHttpServletResponse send(String path, Cookie who, Map<String, String> fields)
      throws Exception {
    MockHttpServletRequestBuilder request = post(URI.create(path)).cookie(who);
    fields.forEach(request::param);
    return mvc.perform(request.with(csrf())).andReturn().getResponse();
  }

  private static final Pattern FIELD =
      Pattern.compile(
          "<(input|textarea|select)((?:[^>\"]|\"[^\"]*\")*)>([^<]*(?:<option[^>]*>[^<]*</option>\\s*)*)");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");
  private static final Pattern CHOSEN = Pattern.compile("<option value=\"([^\"]*)\" selected");
  private static final Pattern FIRST = Pattern.compile("<option value=\"([^\"]*)\"");

  /** What the fields of a page's forms hold, as a browser would send them. */
  private Map<String, String> form(String path) throws Exception {
    return fields(open(path, desk));
  }

  private static Map<String, String> fields(MockHttpServletResponse response) throws Exception {
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(response.getContentAsString(StandardCharsets.UTF_8));
    while (field.find()) {
      Map<String, String> own = new HashMap<>();
      Matcher attribute = ATTRIBUTE.matcher(field.group(2));
      while (attribute.find()) {
        own.put(attribute.group(1), HtmlUtils.htmlUnescape(attribute.group(2)));
      }
      String name = own.get("name");
      String type = own.getOrDefault("type", "");
      if (name == null || name.equals("_csrf")) {
        continue;
      }
      boolean box = type.equals("checkbox") || type.equals("radio");
      if (box && !field.group(2).matches("(?s).*\\schecked(\\s.*|$)")) {
        continue;
      }
      if (field.group(1).equals("select")) {
        Matcher chosen = CHOSEN.matcher(field.group(3));
        Matcher first = FIRST.matcher(field.group(3));
        fields.put(
            name,
            HtmlUtils.htmlUnescape(
                chosen.find() ? chosen.group(1) : first.find() ? first.group(1) : ""));
      } else if (field.group(1).equals("textarea")) {
        fields.put(name, HtmlUtils.htmlUnescape(field.group(3)));
      } else {
        fields.put(name, own.getOrDefault("value", ""));
      }
    }
    return fields;
  }

  private static Map<String, String> with(Map<String, String> fields, String... changes) {
    Map<String, String> changed = new HashMap<>(fields);
    for (int i = 0; i < changes.length; i += 2) {
      changed.put(changes[i], changes[i + 1]);
    }
    return changed;
  }

  /** A draft of the province with the content of the small set; its address. */
  private String draft(CriteriaSet content) {
    String id = sets.freeId("thu-" + code.toLowerCase(java.util.Locale.ROOT), 1);
    sets.saveDraft(officer, SetEdits.as(content, id, code, ""), 0).orThrow();
    return "/criteria/drafts/" + id;
  }

  private CriteriaSet now(String draft) {
    return sets.kept(officer, draft.substring(draft.lastIndexOf('/') + 1)).set();
  }

  private String reading(String draft) {
    return draft.replace("/drafts", "");
  }

  // ── reading ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void aVolunteerReadsWhatHoldsHereFirstAndASetInPlainWords() throws Exception {
    assertThat(page("/criteria", volunteer))
        .contains("Đang áp dụng hôm nay ở " + areas.byId(place.province()).name())
        .contains("Gia đình học tập")
        .contains("(mẫu) đã đối chiếu")
        .doesNotContain("Soạn bộ mới");
    assertThat(page("/criteria/" + BuiltInCriteria.LEARNING_FAMILY, volunteer))
        .contains("Khi có trẻ em")
        .contains("tổng từ 80 điểm trở lên")
        .contains("(mẫu)")
        .contains("QĐ 448/QĐ-KHVN (2015)")
        .doesNotContain("children > 0");
  }

  @Test
  void computedIndicatorsAreReadWithTheirBandsAndFigures() throws Exception {
    String draft = draft(Sets.unit());
    assertThat(page(reading(draft), desk))
        .contains("Khi đơn vị là trường học")
        .contains("Máy tính từ tỷ lệ người học đạt công dân học tập trên người học")
        .contains("từ 97 % trở lên: mức độ 2: Từ 97 %")
        .contains("dưới 95 %: chưa đạt")
        .contains("mọi chỉ số áp dụng đều đạt ít nhất mức độ 1");
  }

  @Test
  void aListIsFilteredAndSearchedWithoutAccents() throws Exception {
    String draft = draft(Sets.unit());
    String id = draft.substring(draft.lastIndexOf('/') + 1);
    assertThat(page("/criteria?status=DRAFT&q=don%20vi%20thu", desk))
        .contains("Bộ thử Đơn vị học tập");
    assertThat(page("/criteria?model=LEARNING_UNIT/PROVINCE&place=" + place.province(), desk))
        .contains("Bộ thử Đơn vị học tập");
    assertThat(page("/criteria?place=national&status=DRAFT", desk)).doesNotContain(id);
    assertThat(page("/criteria?q=khongcogi", desk)).contains("Không có bộ tiêu chí nào như vậy");
    for (String odd : List.of("model=x", "status=x", "place=x", "page=-3", "size=7", "q=%25%5F'")) {
      assertThat(open("/criteria?" + odd, desk).getStatus()).as(odd).isEqualTo(200);
    }
  }

  @Test
  void theListSendsFewStatements() throws Exception {
    draft(Sets.unit());
    assertThat(Statements.during(() -> open("/criteria", desk))).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void aScoreSheetIsPrintedWithPlacesToSign() throws Exception {
    assertThat(page("/criteria/" + BuiltInCriteria.LEARNING_FAMILY + "/sheet", volunteer))
        .contains("Phiếu tự đánh giá: Gia đình học tập")
        .contains("Người chủ trì")
        .contains("Cộng");
  }

  @Test
  void aDraftIsFoundByThoseWhoKeepThePlaceAndByNobodyElse() throws Exception {
    String draft = draft(Sets.family());
    for (String path :
        List.of(
            reading(draft),
            reading(draft) + "/try",
            reading(draft) + "/sheet",
            reading(draft) + "/compare",
            reading(draft) + "/export.yaml")) {
      assertThat(open(path, desk).getStatus()).as(path).isEqualTo(200);
      assertThat(open(path, volunteer).getStatus()).as(path).isEqualTo(404);
      assertThat(open(path, neighbour).getStatus()).as(path).isEqualTo(404);
    }
    for (String path :
        List.of(draft, draft + "/head", draft + "/indicators/1.1", draft + "/force")) {
      assertThat(open(path, neighbour).getStatus()).as(path).isEqualTo(404);
      assertThat(open(path, volunteer).getStatus()).as(path).isEqualTo(403);
    }
    assertThat(send(draft + "/head", neighbour, Map.of("title", "x")).getStatus()).isEqualTo(404);
  }

  // ── beginning ─────────────────────────────────────────────────────────────────────────────────

  @Test
  void aBlankSetBeginsOnceHoweverOftenItIsSent() throws Exception {
    Map<String, String> fields =
        Map.of(
            "title",
            "Bộ mới " + code,
            "model",
            "LEARNING_CLAN/CLAN",
            "place",
            code,
            "engine",
            "POINTS");
    String first =
        Objects.requireNonNull(send("/criteria/new", desk, fields).getHeader("Location"));
    assertThat(first).startsWith("/criteria/drafts/bo-moi-");
    assertThat(send("/criteria/new", desk, fields).getHeader("Location")).isEqualTo(first);
    assertThat(page(first, desk))
        .contains("Chưa có tiêu chí nào")
        .contains("Chưa ghi cơ quan ban hành")
        .contains("điều phải sửa trước khi áp dụng");
  }

  @Test
  void whatIsMissingForABlankSetIsAskedForAtOnceAndWhatWasTypedStays() throws Exception {
    MockHttpServletResponse answer =
        send("/criteria/new", desk, Map.of("issuer", "Hội tỉnh", "place", "khác"));
    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(text(answer))
        .contains("Chưa có tên bộ tiêu chí")
        .contains("Chưa chọn mô hình và cấp")
        .contains("Chưa chọn nơi áp dụng của bạn");
    assertThat(answer.getContentAsString()).contains("value=\"Hội tỉnh\"");
  }

  @Test
  void aProvinceCopiesTheNationalSetIntoAVariantThatIsComparedWithIt() throws Exception {
    String national = "/criteria/" + BuiltInCriteria.LEARNING_FAMILY;
    assertThat(page(national + "/copy", desk)).contains("Bộ riêng của");
    String copy =
        Objects.requireNonNull(
            send(national + "/copy", desk, Map.of("place", code)).getHeader("Location"));
    assertThat(copy).startsWith("/criteria/drafts/gia-dinh-hoc-tap-mau-t");
    assertThat(send(national + "/copy", desk, Map.of("place", code)).getHeader("Location"))
        .isEqualTo(copy);
    assertThat(send(national + "/copy", desk, Map.of("place", "-")).getStatus()).isEqualTo(422);
    assertThat(page(reading(copy) + "/compare", desk)).contains("Hai bộ giống nhau.");
    CriteriaSet set = now(copy);
    assertThat(set.basedOn()).isEqualTo(BuiltInCriteria.LEARNING_FAMILY);
    Map<String, String> fields = form(copy + "/indicators/1.1");
    send(copy + "/indicators/1.1", desk, with(fields, "applies", "", "step-1-points", "4"));
    send(copy + "/remove/1.3", desk, form(copy + "/remove/1.3"));
    assertThat(page(reading(copy) + "/compare", desk))
        .contains("Thêm 0 chỉ số, bỏ 1, sửa 1")
        .contains("Khi có trẻ em")
        .contains("luôn áp dụng")
        .contains("đã bỏ");
    MockHttpServletResponse sheet = open(reading(copy) + "/compare.xlsx", desk);
    assertThat(sheet.getContentAsByteArray()).startsWith('P', 'K');
  }

  // ── writing ───────────────────────────────────────────────────────────────────────────────────

  @Test
  void aDraftMayBeWrongAndNamesEverythingThatIsWithItsPlace() throws Exception {
    String draft = draft(Sets.family());
    assertThat(page(draft, desk)).contains("Dự thảo không còn gì phải sửa");
    Map<String, String> fields = form(draft + "/indicators/1.1");
    MockHttpServletResponse saved =
        send(
            draft + "/indicators/1.1",
            desk,
            with(
                fields,
                "max",
                "12",
                "question",
                "",
                "applies",
                "OWN",
                "appliesFormula",
                "childrn > 0",
                "verified",
                "true",
                "source",
                ""));
    assertThat(saved.getHeader("Location")).isEqualTo(draft + "#c-1");
    Map<String, String> head = form(draft + "/head");
    send(draft + "/head", desk, with(head, "total", "99", "rating-1-from", "15"));
    MockHttpServletResponse contents = open(draft, desk);
    assertThat(text(contents))
        .contains("Chưa có câu hỏi cho người chấm")
        .contains("Có phải bạn muốn viết “children”?")
        .contains("các mức điểm phải khác nhau")
        .contains("Điểm đạt 99 phải lớn hơn 0 và không quá tổng điểm 22");
    assertThat(contents.getContentAsString())
        .contains(draft + "/indicators/1.1#question")
        .contains(draft + "/indicators/1.1#appliesFormula")
        .contains(draft + "/indicators/1.1#steps")
        .contains(draft + "/head#total");
    assertThat(page(draft + "/indicators/1.1", desk)).contains("Chưa có câu hỏi cho người chấm");
    MockHttpServletResponse force =
        send(draft + "/force", desk, Map.of("from", "1/1/2027", "revision", "3"));
    assertThat(force.getStatus()).isEqualTo(422);
    assertThat(text(force)).contains("Chưa đưa vào áp dụng được");
  }

  @Test
  void everyPartOfADraftThatCanBeNamedLeadsToAFieldThatIsThere() throws Exception {
    String draft = draft(Sets.family());
    Map<String, String> blank = new HashMap<>();
    form(draft + "/indicators/2.1")
        .forEach(
            (name, value) ->
                blank.put(
                    name,
                    name.matches("seen|of|kind|part|whole|steps|bands|.*-points|.*-from")
                        ? value
                        : ""));
    send(draft + "/indicators/2.1", desk, with(blank, "max", "3", "verified", "true"));
    Map<String, String> head = form(draft + "/head");
    send(
        draft + "/head",
        desk,
        with(
            head,
            "title",
            "",
            "issuer",
            "",
            "basis",
            "",
            "total",
            "",
            "each",
            "50",
            "least-0",
            "90",
            "declared",
            "7",
            "rating-0-below",
            "3",
            "naVerified",
            "true",
            "conditions",
            "1",
            "condition-0-formula",
            "1 +"));
    String contents = open(draft, desk).getContentAsString(StandardCharsets.UTF_8);
    Matcher link = Pattern.compile("href=\"(" + draft + "[^\"#]*)#([^\"]+)\"").matcher(contents);
    List<String> lost = new ArrayList<>();
    int links = 0;
    while (link.find()) {
      links++;
      String there = open(link.group(1), desk).getContentAsString(StandardCharsets.UTF_8);
      if (!there.contains("id=\"" + link.group(2) + "\"")) {
        lost.add(link.group());
      }
    }
    assertThat(links).isGreaterThan(10);
    assertThat(lost).isEmpty();
  }

  @Test
  void aNumberThatCannotBeReadIsAskedAboutAndNothingTypedIsLost() throws Exception {
    String draft = draft(Sets.family());
    CriteriaSet before = now(draft);
    MockHttpServletResponse answer =
        send(
            draft + "/indicators/1.1",
            desk,
            with(
                form(draft + "/indicators/1.1"),
                "max",
                "mười",
                "step-0-points",
                "1,234",
                "step-1-points",
                "",
                "text",
                "Lời văn mới gõ"));
    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(text(answer))
        .contains("“mười” không phải là số")
        .contains("“1,234” có thể là 1,23 hoặc 1.234")
        .contains("Ô này cần một số")
        .contains("Lời văn mới gõ");
    assertThat(now(draft)).isEqualTo(before);
  }

  @Test
  void rowsComeAndGoWithoutLosingWhatWasTyped() throws Exception {
    String draft = draft(Sets.family());
    Map<String, String> typed =
        with(form(draft + "/indicators/1.1"), "text", "Đang gõ dở", "step-2-label", "dòng cuối");
    MockHttpServletResponse more =
        send(draft + "/indicators/1.1", desk, with(typed, "do", "add-step"));
    assertThat(more.getStatus()).isEqualTo(200);
    Map<String, String> four = fields(more);
    assertThat(four).containsEntry("steps", "4").containsEntry("step-2-label", "dòng cuối");
    assertThat(text(more)).contains("Đang gõ dở");
    Map<String, String> three =
        fields(send(draft + "/indicators/1.1", desk, with(four, "do", "drop-step-0")));
    assertThat(three).containsEntry("steps", "3").containsEntry("step-1-label", "dòng cuối");
    assertThat(now(draft).indicators().getFirst().text()).isEqualTo("Trẻ em đều được đến trường");
  }

  @Test
  void whoSavesAfterSomebodyElseSeesBothAndLosesNothing() throws Exception {
    String draft = draft(Sets.family());
    Actor colleague = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Bà Khác");
    Map<String, String> mine = form(draft + "/indicators/1.1");
    MockHttpServletRequestBuilder theirs =
        post(URI.create(draft + "/indicators/1.1")).cookie(signedIn.cookie(colleague));
    with(mine, "text", "Lời văn của bà Khác").forEach(theirs::param);
    mvc.perform(theirs.with(csrf()));
    MockHttpServletResponse answer =
        send(draft + "/indicators/1.1", desk, with(mine, "text", "Lời văn của tôi"));
    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(text(answer))
        .contains("Bà Khác vừa lưu phần này trong lúc bạn đang sửa")
        .contains("Lời văn của bà Khác")
        .contains("Lời văn của tôi");
    assertThat(now(draft).indicators().getFirst().text()).isEqualTo("Lời văn của bà Khác");
    send(draft + "/indicators/1.1", desk, fields(answer));
    assertThat(now(draft).indicators().getFirst().text()).isEqualTo("Lời văn của tôi");
  }

  @Test
  void changesOfDifferentPartsDoNotMeet() throws Exception {
    String draft = draft(Sets.family());
    Map<String, String> one = form(draft + "/indicators/1.1");
    Map<String, String> other = form(draft + "/criteria/2");
    Map<String, String> head = form(draft + "/head");
    send(draft + "/head", desk, with(head, "title", "Tên mới"));
    send(draft + "/criteria/2", desk, with(other, "text", "Tiêu chí mới"));
    MockHttpServletResponse last =
        send(draft + "/indicators/1.1", desk, with(one, "help", "Giúp thêm"));
    assertThat(last.getStatus()).isEqualTo(303);
    CriteriaSet set = now(draft);
    assertThat(set.title()).isEqualTo("Tên mới");
    assertThat(set.criteria().get(1).text()).isEqualTo("Tiêu chí mới");
    assertThat(set.indicators().getFirst().help()).isEqualTo("Giúp thêm");
  }

  @Test
  void partsAreAddedOnceMovedAndTakenOutAfterAQuestion() throws Exception {
    String draft = draft(Sets.family());
    Map<String, String> blank = form(draft + "/indicators/1.new");
    assertThat(blank).containsEntry("id", "1.2");
    Map<String, String> typed =
        with(
            blank,
            "text",
            "Chỉ số thêm",
            "question",
            "Có không?",
            "max",
            "5",
            "step-0-points",
            "5",
            "step-0-label",
            "có",
            "step-2-label",
            "không");
    assertThat(send(draft + "/indicators/1.new", desk, typed).getStatus()).isEqualTo(303);
    assertThat(send(draft + "/indicators/1.new", desk, typed).getStatus()).isEqualTo(303);
    assertThat(now(draft).criteria().getFirst().indicators()).hasSize(2);
    send(draft + "/order", desk, Map.of("up", "1.2"));
    assertThat(now(draft).indicator("1.1").orElseThrow().text()).isEqualTo("Chỉ số thêm");
    Map<String, String> asked = form(draft + "/remove/1.1");
    assertThat(page(draft + "/remove/1.1", desk)).contains("Chỉ số thêm");
    assertThat(send(draft + "/remove/1.1", desk, Map.of("seen", "other")).getStatus())
        .isEqualTo(422);
    send(draft + "/remove/1.1", desk, asked);
    assertThat(now(draft).indicator("1.1").orElseThrow().text())
        .isEqualTo("Trẻ em đều được đến trường");
    for (String wrong : List.of("/indicators/9.1", "/indicators/x", "/criteria/0", "/remove/1.9")) {
      assertThat(open(draft + wrong, desk).getStatus()).as(wrong).isEqualTo(404);
    }
    assertThat(send(draft + "/order", desk, Map.of("up", "9")).getStatus()).isEqualTo(404);
  }

  @Test
  void commonCasesWriteTheFormulaAndAnOwnOneIsNotMixedWithThem() throws Exception {
    String draft = draft(Sets.family());
    Map<String, String> fields = form(draft + "/indicators/1.1");
    send(
        draft + "/indicators/1.1",
        desk,
        with(
            fields,
            "applies",
            "adults > 0",
            "kind",
            "SHARE",
            "part",
            "workers",
            "whole",
            "adults",
            "bands",
            "2",
            "band-0-from",
            "80",
            "band-0-points",
            "10",
            "band-1-from",
            "0",
            "band-1-points",
            "0"));
    CriteriaSet.Indicator saved = now(draft).indicators().getFirst();
    assertThat(saved.appliesWhen()).isEqualTo("adults > 0");
    assertThat(Objects.requireNonNull(saved.computed()).value())
        .isEqualTo("share(workers, adults)");
    assertThat(saved.computed().unit()).isEqualTo("%");
    MockHttpServletResponse mixed =
        send(
            draft + "/indicators/1.1",
            desk,
            with(form(draft + "/indicators/1.1"), "appliesFormula", "children > 2", "whole", ""));
    assertThat(mixed.getStatus()).isEqualTo(422);
    assertThat(text(mixed)).contains("Có công thức riêng").contains("Tỷ lệ cần hai số liệu");
  }

  @Test
  void aFormulaIsTriedAndSaidInWords() throws Exception {
    String draft = draft(Sets.family());
    assertThat(
            page(
                draft
                    + "/formulas?formula=children%20%3E%200%20%26%26%20adults%20%3E%201&f.children=2",
                desk))
        .contains("có trẻ em và số người lớn trên 1")
        .contains("chưa biết");
    assertThat(
            page(
                draft
                    + "/formulas?formula=share(learning_citizens,adults)&f.adults=4&f.learning_citizens=3",
                desk))
        .contains("Kết quả: 75");
    MockHttpServletResponse wrong =
        open(draft + "/formulas?formula=children%20/%202&f.adults=nhi%E1%BB%81u", desk);
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat(text(wrong)).contains("có phép chia").contains("“nhiều” không phải là số đếm");
  }

  // ── in force ──────────────────────────────────────────────────────────────────────────────────

  private String forced(CriteriaSet content, String from) throws Exception {
    String draft = draft(content);
    Map<String, String> fields = form(draft + "/force");
    MockHttpServletResponse done = send(draft + "/force", desk, with(fields, "from", from));
    assertThat(done.getHeader("Location")).as(text(done)).isEqualTo(reading(draft));
    return reading(draft);
  }

  @Test
  void aSetPutInForceEndsTheOneItFollowsAndNeverChangesAgain() throws Exception {
    String first = forced(Sets.family(), "1/1/2026");
    CriteriaSet next = Sets.family();
    String draft = draft(next.copy(next.id(), code, "", 2, "Bộ thử lần 2"));
    assertThat(page(draft + "/force", desk))
        .contains("“Bộ thử Gia đình học tập” (áp dụng từ 01/01/2026) thôi áp dụng")
        .contains("Các đợt đã mở giữ bộ tiêu chí lúc mở");
    Map<String, String> fields = form(draft + "/force");
    MockHttpServletResponse odd =
        send(draft + "/force", desk, with(fields, "from", "31/2/2027", "last", "mai"));
    assertThat(odd.getStatus()).isEqualTo(422);
    assertThat(text(odd)).contains("“31/2/2027” không phải là ngày").contains("“mai”");
    assertThat(send(draft + "/force", desk, with(fields, "from", "1/1/2025")).getStatus())
        .isEqualTo(422);
    assertThat(
            send(draft + "/force", desk, with(fields, "from", "1/1/2027", "last", "1/1/2026"))
                .getStatus())
        .isEqualTo(422);
    send(draft + "/force", desk, with(fields, "from", "1/1/2027"));
    assertThat(page(first, volunteer)).contains("áp dụng từ 01/01/2026 đến 31/12/2026");
    assertThat(page(reading(draft), volunteer)).contains("áp dụng từ 01/01/2027");
    assertThat(open(draft, desk).getHeader("Location")).isEqualTo(reading(draft));
    assertThat(open(draft + "/head", desk).getStatus()).isEqualTo(404);
    assertThat(send(draft + "/head", desk, Map.of("title", "x")).getStatus()).isEqualTo(404);
  }

  @Test
  void aSetIsEndedOnADayByThoseWhoKeepItOnly() throws Exception {
    String set = forced(Sets.family(), "1/1/2026");
    assertThat(page(set + "/retire", neighbour)).contains("Bộ này do nơi khác giữ");
    assertThat(send(set + "/retire", neighbour, Map.of("last", "31/12/2026")).getStatus())
        .isEqualTo(404);
    MockHttpServletResponse odd = send(set + "/retire", desk, Map.of("last", ""));
    assertThat(odd.getStatus()).isEqualTo(422);
    assertThat(send(set + "/retire", desk, Map.of("last", "1/1/2020")).getStatus()).isEqualTo(422);
    assertThat(send(set + "/retire", desk, Map.of("last", "31/12/2026")).getHeader("Location"))
        .isEqualTo(set);
    assertThat(page(set, volunteer)).contains("đến 31/12/2026");
    assertThat(text(send(set + "/retire", desk, Map.of("last", "30/12/2026"))))
        .contains("không đang áp dụng");
  }

  @Test
  void aMistakeIsTakenBackUnderAnotherIdentityAndOnlyWhileNothingRefersToIt() throws Exception {
    String set = forced(Sets.family(), "1/1/2026");
    String id = set.substring(set.lastIndexOf('/') + 1);
    String back = sets.takeBack(officer, id).orThrow();
    assertThat(back).isNotEqualTo(id);
    assertThat(sets.kept(officer, back).set().criteria()).isEqualTo(Sets.family().criteria());
    assertThat(open(set, desk).getStatus()).isEqualTo(404);
    assertThat(sets.takeBack(officer, back).done()).isFalse();
    String again = forced(Sets.family(), "1/1/2026");
    String kept = again.substring(again.lastIndexOf('/') + 1);
    assertThat(
            jdbc.sql("select count(*) from criteria.criteria_set where set_id = :id")
                .param("id", kept)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    sets.saveDraft(officer, SetEdits.as(Sets.family(), sets.freeId(kept + "-x", 1), code, kept), 0)
        .orThrow();
    assertThat(sets.takeBack(officer, kept).problems())
        .extracting(one -> one.code())
        .containsExactly(EditProblem.IN_USE);
  }

  @Test
  void aMistakeIsTakenBackOnScreenWhileNoCampaignUsesIt() throws Exception {
    String set = forced(Sets.family(), "1/1/2026");
    assertThat(page(set, desk)).contains("Chưa có đợt nào dùng bộ này");
    assertThat(page(set + "/retire", desk)).contains("còn rút lại được");
    String back =
        Objects.requireNonNull(send(set + "/take-back", desk, Map.of()).getHeader("Location"));
    assertThat(back).startsWith("/criteria/drafts/");
    assertThat(send(set + "/take-back", desk, Map.of()).getStatus()).isEqualTo(404);
    String used = forced(Sets.family(), "1/1/2026");
    jdbc.sql(
            """
            insert into recognition.campaign
              (model, level, year, area_id, set_id, due_on, reference_date, opened_at, opened_by)
            values ('LEARNING_FAMILY', 'HOUSEHOLD', 2026, :area, :set, date '2026-12-01', date '2026-12-31', now(), :who)
            """)
        .param("area", place.province())
        .param("set", used.substring(used.lastIndexOf('/') + 1))
        .param("who", officer.personId())
        .update();
    assertThat(page(used, desk)).contains("Gia đình học tập 2026").contains("đang mở");
    MockHttpServletResponse refused = send(used + "/take-back", desk, Map.of());
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(text(refused)).contains("đã có nơi dùng nên không rút lại được");
  }

  @Test
  void whatWasEndedForAMistakeGoesOnAndTheIdentityIsSpent() throws Exception {
    String set = forced(Sets.family(), "1/1/2026");
    String first = set.substring(set.lastIndexOf('/') + 1);
    CriteriaSet family = Sets.family();
    CriteriaSet next =
        family.copy(sets.freeId("sau", 2), code, "", family.version() + 1, family.title());
    int revision = sets.saveDraft(officer, next, 0).orThrow();
    LocalDate later = LocalDate.of(2027, 1, 1);
    sets.putInForce(officer, next.id(), revision, later, null).orThrow();
    assertThat(sets.kept(officer, first).line().to()).isEqualTo(later);

    sets.takeBack(officer, next.id()).orThrow();

    assertThat(sets.kept(officer, first).line().status()).isEqualTo(SetStatus.IN_FORCE);
    assertThat(sets.kept(officer, first).line().to()).isNull();
    assertThat(sets.saveDraft(officer, next, 0).problems())
        .extracting(one -> one.code())
        .containsExactly(CriteriaProblem.ID_TAKEN);
    assertThat(sets.load(officer, next, null, null, true, false).problems())
        .extracting(one -> one.code())
        .containsExactly(CriteriaProblem.ID_TAKEN);
  }

  @Test
  void anIndicatorThatSaysSomethingElseIsNoLongerTheOneThatWasChecked() {
    Indicator checked =
        Sets.family().indicators().stream().filter(Indicator::verified).findFirst().orElseThrow();
    assertThat(SetEdits.doubted(checked, checked)).isEqualTo(checked);
    assertThat(SetEdits.doubted(checked, worth(checked, 20, checked.source())).verified())
        .isFalse();
    assertThat(SetEdits.doubted(checked, worth(checked, 20, "another source")).verified()).isTrue();
  }

  private static Indicator worth(Indicator one, int points, String source) {
    return new Indicator(
        one.id(),
        one.text(),
        one.question(),
        one.help(),
        one.evidence(),
        java.math.BigDecimal.valueOf(points),
        one.appliesWhen(),
        one.notApplicable(),
        one.verified(),
        source,
        one.steps(),
        one.computed());
  }

  @Test
  void aDraftThatAnotherSetIsBasedOnIsNotThrownAway() throws Exception {
    CriteriaSet base =
        Sets.family().copy(sets.freeId("goc", 1), code, "", 7, Sets.family().title());
    int revision = sets.saveDraft(officer, base, 0).orThrow();
    sets.saveDraft(officer, SetEdits.as(base, sets.freeId("theo", 1), code, base.id()), 0)
        .orThrow();
    assertThat(sets.drop(officer, base.id(), revision).problems())
        .extracting(one -> one.code())
        .containsExactly(EditProblem.IN_USE);
  }

  @Test
  void aDraftIsThrownAwayAfterAQuestion() throws Exception {
    String draft = draft(Sets.family());
    Map<String, String> asked = form(draft + "/drop");
    assertThat(send(draft + "/drop", desk, Map.of("revision", "99")).getStatus()).isEqualTo(422);
    assertThat(send(draft + "/drop", desk, asked).getHeader("Location")).isEqualTo("/criteria");
    assertThat(open(draft, desk).getStatus()).isEqualTo(404);
  }

  // ── trying ────────────────────────────────────────────────────────────────────────────────────

  @Test
  void aTrialSaysInWordsWhyAndAccountsForEveryPoint() throws Exception {
    String set = reading(draft(Sets.family()));
    assertThat(page(set + "/try?a1.1=4&f.children=2&f.adults=4&f.learning_citizens=3", desk))
        .contains("Chưa đạt: chỉ số 1.1 dưới 5 điểm; thiếu 3 điểm so với mức 14.")
        .contains("tỷ lệ công dân học tập trên người lớn = 75 %")
        .contains("11 trên 20");
    assertThat(page(set + "/try?a1.1=10&f.children=2", desk))
        .contains("chưa báo cáo: số công dân học tập, số người lớn")
        .contains("Chưa đủ để kết luận");
    assertThat(page(set + "/try?f.children=0&f.adults=2&f.learning_citizens=2", desk))
        .contains("không áp dụng: tính đủ điểm")
        .contains("Đạt: 20 trên 20 điểm")
        .contains("Tốt");
  }

  @Test
  void aTrialKeepsWhatWasEnteredInItsAddressAndFillsInQuickly() throws Exception {
    String set = reading(draft(Sets.family()));
    MockHttpServletResponse filled = open(set + "/try?fill=most&f.adults=5", desk);
    assertThat(filled.getHeader("Location")).isEqualTo(set + "/try?f.adults=5&a1.1=10#result");
    assertThat(open(set + "/try?fill=least", desk).getHeader("Location"))
        .isEqualTo(set + "/try?a1.1=0#result");
    MockHttpServletResponse odd = open(set + "/try?a1.1=9&f.adults=-3&a9.9=1&f.x=2", desk);
    assertThat(odd.getStatus()).isEqualTo(422);
    assertThat(text(odd))
        .contains("Chỉ số 1.1 không có mức “9”")
        .contains("“-3” không phải là số đếm");
    assertThat(text(send(set + "/try", desk, Map.of("a1.1", "10", "f.children", "0"))))
        .contains("không áp dụng");
  }

  @Test
  void aDraftWithTwoIndicatorsOfOneNumberIsNotTried() throws Exception {
    String draft = draft(Sets.family());
    send(draft + "/indicators/2.1", desk, with(form(draft + "/indicators/2.1"), "id", "1.1"));
    assertThat(page(reading(draft) + "/try?a1.1=10", desk))
        .contains("Dự thảo có hai chỉ số trùng số");
  }

  // ── files ─────────────────────────────────────────────────────────────────────────────────────

  private MockHttpServletResponse load(String name, byte[] content) throws Exception {
    return mvc.perform(
            multipart(URI.create("/criteria/load"))
                .file(new MockMultipartFile("file", name, null, content))
                .with(csrf())
                .cookie(desk))
        .andReturn()
        .getResponse();
  }

  private MockHttpServletResponse load(String content) throws Exception {
    return load("bo.yaml", content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFileIsLookedAtWholeBeforeAnythingIsKept() throws Exception {
    long before = sets.list(officer, SetFilter.ALL).size();
    MockHttpServletResponse broken =
        load(Sets.FAMILY.replace("maxPoints: 10", "maxPoint: mười").replace("POINTS", "SCORES"));
    assertThat(broken.getStatus()).isEqualTo(422);
    assertThat(text(broken)).contains("Dòng").contains("maxPoints").contains("Chưa lưu gì");
    for (byte[] odd :
        List.of(
            "[1, 2".getBytes(StandardCharsets.UTF_8),
            "a: &a [*a]".getBytes(StandardCharsets.UTF_8),
            new byte[] {(byte) 0xff, 0, 1},
            new byte[] {'P', 'K', 3, 4})) {
      assertThat(load("bo.yaml", odd).getStatus()).isEqualTo(422);
    }
    assertThat(text(load("", new byte[0]))).contains("Chưa chọn tệp");
    assertThat(sets.list(officer, SetFilter.ALL)).hasSize((int) before);
  }

  @Test
  void aFileWithSoundWritingButWrongContentIsKeptAsADraftToBePutRight() throws Exception {
    MockHttpServletResponse look = load(Sets.FAMILY.replace("total: 14", "total: 140"));
    assertThat(text(look)).contains("Điểm đạt 140").contains("Lưu thành dự thảo");
    MockHttpServletResponse kept =
        send("/criteria/load/keep", desk, with(fields(look), "place", code));
    assertThat(page(Objects.requireNonNull(kept.getHeader("Location")), desk))
        .contains("Điểm đạt 140");
  }

  @Test
  void aSetTakenAwayAndLoadedBackIsTheSame() throws Exception {
    String draft = draft(Sets.unit());
    String yaml =
        open(reading(draft) + "/export.yaml", desk).getContentAsString(StandardCharsets.UTF_8);
    MockHttpServletResponse look = load(yaml);
    assertThat(text(look)).contains("đã có bộ khác dùng").contains("Xem trước");
    String back =
        Objects.requireNonNull(
            send("/criteria/load/keep", desk, fields(look)).getHeader("Location"));
    CriteriaSet first = now(draft);
    assertThat(SetEdits.as(now(back), first.id(), code, "")).isEqualTo(first);
    assertThat(
            send("/criteria/load/keep", desk, Map.of("content", "x: [", "place", code)).getStatus())
        .isEqualTo(422);
    assertThat(send("/criteria/load/keep", desk, with(fields(look), "place", "-")).getStatus())
        .isEqualTo(422);
  }

  @Test
  void aWorkbookComesBackTheSameAndItsMistakesAreNamedBySheetAndRow() throws Exception {
    String draft = draft(Sets.family());
    byte[] workbook = open(reading(draft) + "/export.xlsx", desk).getContentAsByteArray();
    assertThat(workbook).startsWith('P', 'K');
    String back =
        Objects.requireNonNull(
            send("/criteria/load/keep", desk, fields(load("bo.xlsx", workbook)))
                .getHeader("Location"));
    assertThat(SetEdits.as(now(back), now(draft).id(), code, "")).isEqualTo(now(draft));
    byte[] template = open("/criteria/load/template.xlsx", desk).getContentAsByteArray();
    assertThat(text(load("mau.xlsx", template))).contains("Xem trước: Bộ tiêu chí của tôi");
    CriteriaSet wrong = SetEdits.put(now(draft), new SetEdits.Place(0, 0), ofBrokenFormula());
    String broken = draft(wrong);
    assertThat(
            text(
                load(
                    "sai.xlsx",
                    open(reading(broken) + "/export.xlsx", desk).getContentAsByteArray())))
        .contains("Trang Chỉ số, dòng")
        .contains("Có phải bạn muốn viết “children”?");
  }

  private static CriteriaSet.Indicator ofBrokenFormula() {
    CriteriaSet.Indicator one = Sets.family().indicators().getFirst();
    return new CriteriaSet.Indicator(
        one.id(),
        one.text(),
        one.question(),
        one.help(),
        one.evidence(),
        one.maxPoints(),
        "childrn > 0",
        one.notApplicable(),
        one.verified(),
        one.source(),
        one.steps(),
        one.computed());
  }

  @Test
  void whatHoldsTodayIsTheProvincesOwnSet() throws Exception {
    CriteriaSet own = Sets.family();
    forced(own.copy(own.id(), code, "", 1, "Bộ riêng của tỉnh " + code), "1/1/2026");
    assertThat(
            sets.inForce(own.model(), own.level(), "", place.province(), LocalDate.of(2026, 5, 1)))
        .first()
        .extracting(CriteriaSet::title)
        .isEqualTo("Bộ riêng của tỉnh " + code);
    assertThat(page("/criteria", volunteer)).contains("Bộ riêng của tỉnh " + code);
    assertThat(page("/criteria?size=200", neighbour)).contains("Bộ riêng của tỉnh " + code);
  }
}
