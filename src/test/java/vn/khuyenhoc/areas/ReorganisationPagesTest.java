package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SharedData;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** A reorganisation in the browser, without a script: written down, looked at, recorded, undone. */
@ModuleTest
class ReorganisationPagesTest {

  private static final AtomicInteger NUMBER = new AtomicInteger(300);

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Households households;
  @Autowired private Languages languages;
  @Autowired private JdbcClient jdbc;

  /** Somebody who keeps the areas of a province, with a browser. */
  private final class Keeper {
    final int province;
    final Actor actor;
    final Cookie cookie;

    Keeper(int province) {
      this(Role.PROVINCE_OFFICER, province);
    }

    Keeper(Role role, int province) {
      this.province = province;
      this.actor = signedIn.actor(role, province, "Lò Thị Giữ");
      this.cookie = signedIn.cookie(actor);
    }

    MockHttpServletResponse answer(AbstractMockHttpServletRequestBuilder<?> request)
        throws Exception {
      MockHttpServletResponse response =
          mvc.perform(request.cookie(cookie)).andReturn().getResponse();
      if (response.getContentType() == null || response.getContentType().startsWith("text/html")) {
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      }
      return response;
    }

    String page(String path) throws Exception {
      MockHttpServletResponse response = answer(get(URI.create(path)));
      assertThat(response.getStatus()).as(path).isEqualTo(200);
      return response.getContentAsString();
    }

    MockHttpServletResponse send(String path, String... form) throws Exception {
      MockHttpServletRequestBuilder request = post(URI.create(path)).with(csrf());
      for (int i = 0; i < form.length; i += 2) {
        request.param(form[i], form[i + 1]);
      }
      return answer(request);
    }

    String sent(int status, String path, String... form) throws Exception {
      MockHttpServletResponse response = send(path, form);
      assertThat(response.getStatus()).as(path).isEqualTo(status);
      return status == 303
          ? Objects.requireNonNull(response.getHeader("Location"))
          : response.getContentAsString();
    }

    String draft(String day) throws Exception {
      return sent(
          303,
          "/areas/reorganisations/new",
          "form",
          UUID.randomUUID().toString(),
          "scope",
          String.valueOf(province),
          "decree",
          "1681/NQ-UBTVQH15",
          "decreeDate",
          "16/6/2025",
          "effectiveOn",
          day);
    }

    MockHttpServletResponse upload(String path, String purpose, String name, byte[] content)
        throws Exception {
      return answer(
          multipart(URI.create(path + "/file"))
              .file(new MockMultipartFile("file", name, "text/csv", content))
              .param("purpose", purpose)
              .with(csrf()));
    }

    /** Sends a file and confirms its columns as they are guessed. */
    void file(String draft, String purpose, String name, String content) throws Exception {
      MockHttpServletResponse sent =
          upload(draft, purpose, name, content.getBytes(StandardCharsets.UTF_8));
      assertThat(sent.getStatus()).isEqualTo(303);
      String columns = Objects.requireNonNull(sent.getHeader("Location"));
      assertThat(columns).isEqualTo(draft + "/columns?purpose=" + purpose);
      List<String> form = chosen(page(columns));
      form.addAll(List.of("purpose", purpose));
      assertThat(sent(303, draft + "/columns", form.toArray(String[]::new))).isEqualTo(draft);
    }

    String record(String draft) throws Exception {
      return sent(303, draft + "/record", "version", version(page(draft + "/preview")));
    }
  }

  private static String version(String page) {
    return group(page, "name=\"version\" value=\"(\\d+)\"");
  }

  private static String group(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  /** What the form of the columns holds as it is shown. */
  private static List<String> chosen(String page) {
    List<String> form = new ArrayList<>();
    String body = page.substring(page.lastIndexOf("<form class=\"form\""));
    Matcher hidden =
        Pattern.compile("type=\"hidden\" name=\"(sheet|header)\" value=\"([^\"]*)\"").matcher(body);
    while (hidden.find()) {
      form.add(hidden.group(1));
      form.add(hidden.group(2));
    }
    Matcher select =
        Pattern.compile("<select[^>]* name=\"(\\w+)\"(.*?)</select>", Pattern.DOTALL).matcher(body);
    while (select.find()) {
      Matcher option =
          Pattern.compile("<option value=\"([^\"]*)\" selected").matcher(select.group(2));
      form.add(select.group(1));
      form.add(option.find() ? option.group(1) : "");
    }
    return form;
  }

  private SmallProvince small() {
    return SmallProvince.in(areas, builtIn);
  }

  /** A province that is given Sơn La's areas under a code of its own. */
  private Keeper sonLa(String code) {
    builtIn.loadOnce();
    return new Keeper(
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(new NewArea(areas.nation().id(), code, "Tỉnh Sơn La", "PROVINCE")),
                LocalDate.of(1976, 7, 2),
                "test")
            .getFirst());
  }

  /** The country's list with Sơn La under that code. */
  private static String list(String name, String code) throws IOException {
    return Files.readAllLines(SharedData.file("areas/" + name)).stream()
        .map(
            line ->
                line.startsWith("14,province")
                    ? code + line.substring(2)
                    : line.replaceFirst("^(\\w+,\\w+,\\w+,[^,]*),14(,.*)?$", "$1," + code + "$2"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void sonLasReformIsRecordedFromTheTwoListsAndTheSuccessionAndWithdrawn() throws Exception {
    String code = "P" + NUMBER.incrementAndGet();
    Keeper keeper = sonLa(code);
    String before = keeper.draft("01/06/2025");
    keeper.file(before, "LIST", "truoc.csv", list("areas-2025-06-30.csv", code));
    assertThat(keeper.page(before + "/preview"))
        .contains("Không có lỗi.", "200", "Ghi vào hệ thống", "Xã Mường Bám");
    keeper.record(before);

    String draft = keeper.draft("01/07/2025");
    keeper.file(
        draft,
        "SUCCESSION",
        "succession-son-la.csv",
        Files.readString(SharedData.file("areas/succession-son-la.csv")));
    keeper.file(draft, "LIST", "sau.csv", list("areas-2025-07-01.csv", code));
    String look = keeper.page(draft + "/preview");
    assertThat(look)
        .contains("Không có lỗi.", "Chưa rõ (4)", "Xã cũ về đâu (193)", "Đơn vị mới (68)")
        .contains("Cấp huyện");
    assertThat(keeper.page(draft + "/preview?show=COMMUNES&q=chieng%20le"))
        .contains("Phường Chiềng Lề", "Phường Tô Hiệu")
        .doesNotContain("Xã Mường Bú");
    assertThat(keeper.page(draft + "/preview?show=UNDECIDED")).contains("Noong Lay");
    assertThat(keeper.page(draft + "/preview/print"))
        .contains("Phương án sắp xếp", "Phường Chiềng Lề", "Người lập");
    String csv =
        new String(
            keeper
                .answer(get(URI.create(draft + "/preview/export?format=csv")))
                .getContentAsByteArray(),
            StandardCharsets.UTF_8);
    assertThat(csv).contains("Phường Chiềng Lề");
    assertThat(csv.lines().count())
        .isEqualTo(1 + 193 + 68 + lines(csv, "Thay đổi") + lines(csv, "Lưu ý"));
    assertThat(keeper.answer(get(URI.create(draft + "/preview/export"))).getContentAsByteArray())
        .startsWith('P', 'K');

    String version = version(look);
    String recorded = keeper.sent(303, draft + "/record", "version", version);
    assertThat(keeper.sent(303, draft + "/record", "version", version))
        .as("sent twice, recorded once")
        .isEqualTo(recorded);
    assertThat(keeper.page(recorded))
        .contains("1681/NQ-UBTVQH15, ngày 16/06/2025", "Đang có hiệu lực", "Lò Thị Giữ")
        .contains("4 đơn vị chưa rõ thành đơn vị nào", "189");
    assertThat(keeper.page(recorded + "?q=03646")).contains("Phường Quyết Thắng");
    assertThat(keeper.page("/work")).contains("4 đơn vị chưa rõ");
    assertThat(keeper.page("/areas/reorganisations"))
        .contains("1681/NQ-UBTVQH15", "01/07/2025", "4 đơn vị chưa rõ");
    assertThat(keeper.page("/areas")).contains("/areas/reorganisations");

    assertThat(facts(keeper)).as("population and area of 75 communes").isEqualTo(150);

    assertThat(keeper.page(recorded + "/withdraw")).contains("Những thay đổi sẽ được rút lại");
    assertThat(keeper.sent(422, recorded + "/withdraw", "reason", " ")).contains("Hãy ghi lý do");
    keeper.sent(303, recorded + "/withdraw", "reason", "Ghi nhầm ngày");
    assertThat(keeper.page(recorded)).contains("Đã rút", "Ghi nhầm ngày");
    assertThat(keeper.page("/work")).doesNotContain("đơn vị chưa rõ");
    assertThat(facts(keeper)).as("they went with the list").isZero();
  }

  private int facts(Keeper keeper) {
    return jdbc.sql(
            """
            select count(*) from areas.attribute f
             where exists (select from areas.ancestor a
                            where a.area_id = f.area_id and a.ancestor_id = :province)
            """)
        .param("province", keeper.province)
        .query(Integer.class)
        .single();
  }

  private static long lines(String csv, String what) {
    return csv.lines().filter(line -> line.startsWith(what)).count();
  }

  @Test
  void aFileWithUnknownHeadersIsReadByTheColumnsThatSomebodyChose() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    String code = areas.byId(place.communes().getFirst()).code();
    String other = areas.byId(place.communes().getLast()).code();
    String draft = keeper.draft("1/12/2026");
    byte[] workbook =
        workbook(
            new String[] {"DANH SÁCH SẮP XẾP"},
            new String[] {"STT", "Đơn vị trước", "Ký hiệu trước", "Ký hiệu sau", "Đơn vị sau"},
            new String[] {"1", "Xã Thượng", code, "77777", "Xã Thượng Hạ"},
            new String[] {"2", "Xã Hạ", other, "77777", "Xã Thượng Hạ"});
    assertThat(keeper.upload(draft, "SUCCESSION", "ds.xlsx", workbook).getStatus()).isEqualTo(303);
    assertThat(keeper.page(draft + "/preview")).contains("Chưa chọn các cột của tệp ds.xlsx");
    String columns = keeper.page(draft + "/columns?purpose=SUCCESSION");
    assertThat(columns).contains("Ký hiệu trước", "Cột C: Ký hiệu trước", "Xã Thượng", "Tiêu đề");
    assertThat(
            keeper.sent(
                422, draft + "/columns", "purpose", "SUCCESSION", "header", "2", "old_code", "2"))
        .contains("Chưa chọn cột cho “Mã mới”");
    assertThat(
            keeper.sent(
                422,
                draft + "/columns",
                "purpose",
                "SUCCESSION",
                "header",
                "2",
                "old_code",
                "2",
                "new_code",
                "2"))
        .contains("Một cột không thể vừa là");
    keeper.sent(
        303,
        draft + "/columns",
        "purpose",
        "SUCCESSION",
        "sheet",
        "Danh sách",
        "header",
        "2",
        "old_code",
        "2",
        "old_name",
        "1",
        "new_code",
        "3",
        "new_name",
        "4");
    assertThat(keeper.page(draft + "/preview")).contains("Không có lỗi.", "Xã Thượng Hạ");
    keeper.record(draft);
  }

  private static byte[] workbook(String[]... rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Danh sách");
      for (int row = 0; row < rows.length; row++) {
        for (int column = 0; column < rows[row].length; column++) {
          sheet.value(row, column, rows[row][column]);
        }
      }
    }
    return out.toByteArray();
  }

  @Test
  void areasAreFoundTickedAndMergedOneByOne() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    int upper = place.communes().getFirst();
    int lower = place.communes().getLast();
    String draft = keeper.draft("2026-12-01");
    assertThat(keeper.page(draft)).contains("Chưa nhập thay đổi nào", "Nhập", "Chia");
    assertThat(keeper.page(draft + "/add?kind=MERGE")).contains("Tìm các đơn vị được nhập");
    String found =
        keeper.sent(
            200,
            draft + "/add",
            "kind",
            "MERGE",
            "do",
            "find",
            "q",
            "xa thuong",
            "name",
            "Xã Giữ Nguyên Chữ Đã Gõ");
    assertThat(found)
        .contains("Xã Thượng", "Xã Giữ Nguyên Chữ Đã Gõ")
        .doesNotContain("found-" + lower);
    String once = UUID.randomUUID().toString();
    String refused =
        keeper.sent(
            422,
            draft + "/add",
            "kind",
            "MERGE",
            "do",
            "add",
            "once",
            once,
            "found",
            String.valueOf(upper));
    assertThat(refused).contains("Nhập cần từ hai đơn vị", "Chưa ghi mã", "Chưa ghi tên");
    for (int i = 0; i < 2; i++) {
      keeper.sent(
          303,
          draft + "/add",
          "kind",
          "MERGE",
          "do",
          "add",
          "once",
          once,
          "chosen",
          String.valueOf(upper),
          "found",
          String.valueOf(lower),
          "keep",
          String.valueOf(lower));
    }
    String page = keeper.page(draft);
    assertThat(page).contains("Thay đổi đã nhập: 1", "Nhập ", "thành Xã Hạ");
    String look = keeper.page(draft + "/preview");
    assertThat(look).contains("Không có lỗi.", "Xã Thượng", "Xã Hạ");

    keeper.sent(
        303, draft + "/remove", "change", group(page, "name=\"change\" value=\"([0-9a-f-]{36})\""));
    assertThat(keeper.sent(422, draft + "/record", "version", version(look)))
        .as("it is no longer what was looked at")
        .contains("Bản nháp đã thay đổi từ lúc xem thử", "Không có gì thay đổi");
  }

  @Test
  void everyKindOfChangeCanBeEntered() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    String upper = String.valueOf(place.communes().getFirst());
    String lower = String.valueOf(place.communes().getLast());
    String village = String.valueOf(place.villages().getFirst());
    String draft = keeper.draft("1/12/2026");
    assertThat(keeper.page(draft + "/add?kind=ALTER&from=" + upper))
        .as("what is known is filled in")
        .contains("value=\"Xã Thượng\"");
    assertThat(
            keeper.sent(
                422,
                draft + "/add",
                "kind",
                "ALTER",
                "do",
                "add",
                "chosen",
                upper,
                "name",
                "Xã Thượng",
                "code",
                areas.byId(place.communes().getFirst()).code()))
        .contains("Không có gì thay đổi");
    keeper.sent(
        303,
        draft + "/add",
        "kind",
        "ALTER",
        "do",
        "add",
        "chosen",
        upper,
        "name",
        "Phường Thượng",
        "code",
        "66666",
        "areaKind",
        "WARD");
    keeper.sent(
        303, draft + "/add", "kind", "MOVE", "do", "add", "chosen", village, "parent", lower);
    keeper.sent(
        303,
        draft + "/add",
        "kind",
        "CREATE",
        "do",
        "add",
        "level",
        "COMMUNE",
        "name",
        "Xã Mới Lập",
        "code",
        "66667",
        "parent",
        String.valueOf(place.province()));
    assertThat(keeper.sent(422, draft + "/add", "kind", "ABOLISH", "do", "add", "level", "COMMUNE"))
        .as("only districts are abolished")
        .contains("Bỏ");
    keeper.sent(303, draft + "/add", "kind", "ABOLISH", "do", "add", "level", "DISTRICT");
    assertThat(keeper.sent(422, draft + "/add", "kind", "MOVE", "do", "add", "chosen", village))
        .contains("Chưa chọn đơn vị trên");
    assertThat(keeper.page(draft))
        .contains("Phường Thượng (66666)", "Chuyển Bản Một", "Lập Xã Mới Lập", "Bỏ Cấp huyện");
    assertThat(keeper.page(draft + "/preview?show=CHANGED"))
        .contains("Không có lỗi.", "<b>66666</b>", "<b>Phường Thượng</b>", "<b>Xã Hạ</b>");
    String recorded = keeper.record(draft);
    assertThat(keeper.page(recorded)).contains("Sắp có hiệu lực", "01/12/2026");
  }

  @Test
  void aDividedCommuneIsAssignedByHandByRuleAndByASheet() throws Exception {
    SmallProvince place = small();
    int commune = place.communes().getFirst();
    Actor officer = signedIn.actor(Role.COMMUNE_OFFICER, commune, "Cán bộ xã");
    for (int village : place.villages().subList(0, 3)) {
      households
          .add(
              officer,
              Ids.next(),
              village,
              new HouseholdEntry("Lò Văn " + village, "", 1, 2, 1, ""),
              true)
          .orThrow();
    }
    Keeper keeper = new Keeper(place.province());
    String draft = keeper.draft("1/10/2026");
    String receiving =
        keeper.sent(
            200,
            draft + "/add",
            "kind",
            "DIVIDE",
            "do",
            "receive",
            "chosen",
            String.valueOf(commune),
            "partName-0",
            "Xã Nửa Trên",
            "partCode-0",
            "55551",
            "partKind-0",
            "",
            "partExisting-0",
            "",
            "parent",
            String.valueOf(place.communes().getLast()));
    assertThat(receiving).contains("Xã Nửa Trên", "Phần 2 nhập vào Xã Hạ");
    keeper.sent(
        303,
        draft + "/add",
        "kind",
        "DIVIDE",
        "do",
        "add",
        "chosen",
        String.valueOf(commune),
        "partName-0",
        "Xã Nửa Trên",
        "partCode-0",
        "55551",
        "partKind-0",
        "",
        "partExisting-0",
        "",
        "partName-1",
        "Xã Hạ",
        "partCode-1",
        "x",
        "partKind-1",
        "",
        "partExisting-1",
        String.valueOf(place.communes().getLast()));
    assertThat(keeper.page(draft + "/preview")).contains("Không có lỗi.", "Lưu ý (1)", "Bị chia");
    assertThat(keeper.page(draft + "/preview?show=HINTS"))
        .contains("Thay đổi số 1", "còn 3 thôn, bản chưa phân");
    String recorded = keeper.record(draft);
    assertThat(keeper.page(recorded)).contains("3 thôn, bản chưa phân", "đã phân 0 trong 3");
    assertThat(keeper.page("/work")).contains("3 thôn, bản chưa phân về đơn vị mới");
    assertThat(keeper.page("/areas/reorganisations")).contains("3 thôn, bản chưa phân");
    String worklist =
        group(keeper.page(recorded), "href=\"(/areas/reorganisations/\\d+/unassigned/\\d+)\"");
    String page = keeper.page(worklist);
    assertThat(page).contains("Bản Một", "Bản Hai", "Bản Ba", "Xã Nửa Trên (55551)");
    String upper = group(page, "<option value=\"(\\d+)\"[^>]*>Xã Nửa Trên");
    String lower = group(page, "<option value=\"(\\d+)\"[^>]*>Xã Hạ");
    assertThat(keeper.sent(422, worklist)).contains("Chưa phân thôn, bản nào");
    keeper.sent(303, worklist, "to-" + place.villages().getFirst(), upper);
    assertThat(keeper.page(worklist)).contains("Bản Hai").doesNotContain("Bản Một");

    String looked =
        keeper.sent(200, worklist + "/rule", "do", "look", "text-0", "hai", "successor-0", upper);
    assertThat(looked).contains("Xã Nửa Trên (55551): 1 thôn, bản.", "Phân 1 thôn, bản");
    assertThat(keeper.page(worklist)).as("nothing is assigned by a look").contains("Bản Hai");
    String seen = group(looked, "name=\"seen\" value=\"(\\w+)\"");
    assertThat(
            keeper.sent(
                422,
                worklist + "/rule",
                "do",
                "assign",
                "seen",
                seen,
                "text-0",
                "ba",
                "successor-0",
                upper))
        .as("what was not looked at is not assigned")
        .contains("Quy tắc đã đổi sau khi xem");
    keeper.sent(
        303,
        worklist + "/rule",
        "do",
        "assign",
        "seen",
        seen,
        "text-0",
        "hai",
        "successor-0",
        upper);

    byte[] sheet = keeper.answer(get(URI.create(recorded + "/sheet"))).getContentAsByteArray();
    String village = areas.byId(place.villages().get(2)).code();
    try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(sheet))) {
      assertThat(read.getFirstSheet().read().toString()).contains(village, "Bản Ba", "Xã Hạ (");
    }
    String wrong =
        sheet(
            keeper, recorded, "Mã thôn, bản;Về đơn vị mới\n" + village + ";Xã Đâu Đâu\nX9;Xã Hạ\n");
    assertThat(keeper.page(wrong))
        .contains("“Xã Đâu Đâu” không phải đơn vị mới", "Không có thôn, bản nào “X9”")
        .doesNotContain("bỏ qua");
    assertThat(keeper.answer(get(URI.create(wrong + "/marked"))).getContentAsByteArray())
        .startsWith('P', 'K');
    assertThat(keeper.sent(422, wrong + "/apply")).contains("Còn 2 dòng có lỗi");
    String half =
        sheet(keeper, recorded, "Mã thôn, bản;Về đơn vị mới\n" + village + ";Xã Hạ\nX9;Xã Hạ\n");
    assertThat(keeper.page(half))
        .as("a sheet with a mistake is not applied by half")
        .contains("Còn 1 dòng có lỗi", half + "/marked")
        .doesNotContain("Phân 1 thôn, bản");
    assertThat(keeper.sent(422, half + "/apply")).contains("Còn 1 dòng có lỗi");
    assertThat(keeper.page(worklist)).contains("Bản Ba");
    assertThat(keeper.page(half)).doesNotContain("đã được áp dụng");
    String right =
        sheet(
            keeper,
            recorded,
            "Mã thôn, bản;Thôn, bản;Về đơn vị mới\n" + village + ";Bản Ba;xã hạ\nX9;;\n");
    assertThat(keeper.page(right)).contains("Phân 1 thôn, bản");
    keeper.sent(303, right + "/apply");
    assertThat(keeper.sent(422, right + "/apply")).contains("đã được áp dụng");
    assertThat(keeper.page(recorded)).contains("Đã phân xong").doesNotContain("chưa phân về");
    assertThat(keeper.page("/work")).doesNotContain("chưa phân về đơn vị mới");
    assertThat(areas.byId(place.villages().getFirst()).parentId())
        .isEqualTo(Integer.valueOf(upper));
    assertThat(areas.byId(place.villages().get(2)).parentId()).isEqualTo(Integer.valueOf(lower));

    signedIn.as(Role.COMMUNE_OFFICER, Integer.parseInt(upper), "Cán bộ mới");
    String kept = keeper.sent(422, recorded + "/withdraw", "reason", "Nhầm");
    assertThat(kept)
        .contains("1 tài khoản có vai trò ở đơn vị mới", "1 người", "Sửa bằng một đợt mới")
        .doesNotContain("identity.");
    String after = group(kept, "href=\"(/areas/reorganisations/new\\?after=\\d+)\"");
    assertThat(keeper.page(after)).contains("Sửa, bổ sung cho 1681/NQ-UBTVQH15");
  }

  @Test
  void whatChangedInTheLineIsAssignedAndWhatNothingReceivesIsSaidToNeedAnother() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    Area first = areas.byId(place.villages().getFirst());
    String draft = keeper.draft("1/9/2026");
    keeper.sent(
        303,
        draft + "/add",
        "kind",
        "DIVIDE",
        "do",
        "add",
        "chosen",
        String.valueOf(place.communes().getFirst()),
        "partName-0",
        "Xã Phía Bắc",
        "partCode-0",
        "31311",
        "partExisting-0",
        "",
        "partName-1",
        "Xã Phía Nam",
        "partCode-1",
        "31312",
        "partExisting-1",
        "");
    String recorded = keeper.record(draft);
    String worklist =
        group(keeper.page(recorded), "href=\"(/areas/reorganisations/\\d+/unassigned/\\d+)\"");
    String renaming = keeper.draft("1/10/2026");
    keeper.sent(
        303,
        renaming + "/add",
        "kind",
        "ALTER",
        "do",
        "add",
        "chosen",
        String.valueOf(first.id()),
        "name",
        "Bản Một Mới",
        "code",
        first.code());
    keeper.record(renaming);
    int north = areas.byCode(AreaLevel.COMMUNE, "31311").orElseThrow().id();
    int south = areas.byCode(AreaLevel.COMMUNE, "31312").orElseThrow().id();
    assertThat(keeper.page(worklist)).contains("Bản Một Mới", "Bản Hai", "Bản Ba");
    keeper.sent(303, worklist, "to-" + first.id(), String.valueOf(north));
    assertThat(
            jdbc.sql(
                    "select distinct parent_id from areas.area_version where area_id = :id and lower(valid) >= '2026-09-01'")
                .param("id", first.id())
                .query(Integer.class)
                .list())
        .as("it belongs there since the division, under both its names")
        .containsExactly(north);

    String merging = keeper.draft("1/11/2026");
    keeper.sent(
        303,
        merging + "/add",
        "kind",
        "MERGE",
        "do",
        "add",
        "chosen",
        String.valueOf(north),
        "chosen",
        String.valueOf(south),
        "name",
        "Xã Gộp Lại",
        "code",
        "31313");
    keeper.record(merging);
    assertThat(keeper.page(worklist))
        .contains("2 thôn, bản không phân được ở đây")
        .doesNotContain("name=\"to-", "Mọi thôn, bản đã được phân");
    assertThat(keeper.page(recorded)).contains("2 thôn, bản cần đợt mới", "đã phân 1 trong 3");
    assertThat(keeper.page("/work")).doesNotContain("chưa phân về đơn vị mới");
    String moving = keeper.draft("15/11/2026");
    keeper.sent(
        303,
        moving + "/add",
        "kind",
        "MOVE",
        "do",
        "add",
        "chosen",
        String.valueOf(place.villages().get(1)),
        "chosen",
        String.valueOf(place.villages().get(2)),
        "parent",
        String.valueOf(areas.byCode(AreaLevel.COMMUNE, "31313").orElseThrow().id()));
    keeper.record(moving);
    assertThat(keeper.page(worklist)).contains("Mọi thôn, bản đã được phân");
  }

  private String sheet(Keeper keeper, String recorded, String csv) throws Exception {
    MockHttpServletResponse sent =
        keeper.answer(
            multipart(URI.create(recorded + "/sheets/new"))
                .file(
                    new MockMultipartFile(
                        "file", "phan.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
                .param("sheet", UUID.randomUUID().toString())
                .with(csrf()));
    assertThat(sent.getStatus()).isEqualTo(303);
    return Objects.requireNonNull(sent.getHeader("Location"));
  }

  @Test
  void everythingWrongIsToldAtOnceWithItsLineAndNothingIsRecorded() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    Area upper = areas.byId(place.communes().getFirst());
    Area lower = areas.byId(place.communes().getLast());
    Area province = areas.byId(place.province());
    String draft = keeper.draft("1/12/2026");
    keeper.file(
        draft,
        "SUCCESSION",
        "ds.csv",
        "Mã cũ;Tên cũ;Mã mới;Tên mới;Phạm vi\n"
            + upper.code()
            + ";Xã Thượng;44441;Xã Hoà Bình;toàn bộ\n"
            + upper.code()
            + ";Xã Thượng;44441;Xã Hoà Bình;toàn bộ\n"
            + lower.code()
            + ";Xã Hạ;44442;Xã Không Có;toàn bộ\n"
            + "00000;Xã Lạ;44441;Xã Hoà Bình;toàn bộ\n"
            + lower.code()
            + ";Xã Sai Tên;44441;Xã Hoà Bình;nửa\n");
    keeper.file(
        draft,
        "LIST",
        "dm.csv",
        "Mã;Cấp;Tên;Thuộc mã\n"
            + province.code()
            + ";tỉnh;"
            + province.name()
            + ";\n"
            + "44441;xã;Xã Hòa Bình;"
            + province.code()
            + "\n"
            + "44441;xã;Xã Hòa Bình;"
            + province.code()
            + "\n"
            + "44443;xã;Xã Hai Cha;"
            + province.code()
            + "\n"
            + "44443;xã;Xã Hai Cha;ZZ\n");
    String problems = keeper.page(draft + "/preview?show=PROBLEMS&size=200");
    assertThat(problems)
        .contains("Dòng 3 của tệp kế thừa", "đã có ở dòng 2")
        .contains("Không có đơn vị nào mang mã 00000 (Xã Lạ)")
        .contains("Danh mục của ngày này không có đơn vị mã 44442 (Xã Không Có)")
        .contains("Dòng 6 của tệp kế thừa", "nửa")
        .contains("Dòng 4 của danh mục", "ghi mã 44441 hai lần, lần đầu ở dòng 3 của danh mục")
        .contains("xếp mã 44443 vào hai đơn vị trên")
        .doesNotContain("name=\"version\"");
    assertThat(keeper.page(draft + "/preview?show=HINTS&size=200"))
        .as("only written otherwise")
        .contains("Xã Hoà Bình", "Xã Hòa Bình", "chỉ khác cách viết");
    String version =
        jdbc.sql("select version from areas.draft where draft_id = :id::uuid")
            .param("id", draft.substring(draft.lastIndexOf('/') + 1))
            .query(String.class)
            .single();
    assertThat(keeper.sent(422, draft + "/record", "version", version))
        .contains("Không có đơn vị nào mang mã 00000");
    assertThat(areas.byId(upper.id()).until()).isNull();
  }

  @Test
  void aDayBeforeALaterChangeIsRefusedInWords() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    String upper = String.valueOf(place.communes().getFirst());
    String first = keeper.draft("1/12/2026");
    keeper.sent(
        303,
        first + "/add",
        "kind",
        "ALTER",
        "do",
        "add",
        "chosen",
        upper,
        "name",
        "Xã Thượng Mới",
        "code",
        areas.byId(place.communes().getFirst()).code());
    keeper.record(first);
    String second = keeper.draft("1/11/2026");
    keeper.sent(
        303,
        second + "/add",
        "kind",
        "ALTER",
        "do",
        "add",
        "chosen",
        upper,
        "name",
        "Xã Thượng Khác",
        "code",
        areas.byId(place.communes().getFirst()).code());
    assertThat(keeper.page(second + "/preview"))
        .contains("đã có thay đổi ghi nhận cho ngày 01/12/2026", "Thay đổi số 1")
        .doesNotContain("name=\"version\"");
    String third = keeper.draft("1/6/2025");
    assertThat(keeper.sent(200, third + "/add", "kind", "MERGE", "do", "find", "q", "xa thuong"))
        .as("the commune does not exist on that eve yet")
        .contains("Không tìm thấy đơn vị nào");
  }

  @Test
  void aFileThatIsNoneIsRefusedInWordsAndTheDraftStays() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    String draft = keeper.draft("1/12/2026");
    assertThat(
            keeper
                .answer(
                    multipart(URI.create(draft + "/file")).param("purpose", "LIST").with(csrf()))
                .getContentAsString())
        .contains("Chưa chọn tệp");
    assertThat(keeper.upload(draft, "LIST", "rong.csv", new byte[0]).getContentAsString())
        .contains("Tệp trống");
    assertThat(
            keeper
                .upload(draft, "LIST", "anh.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2})
                .getContentAsString())
        .contains("không phải bảng tính");
    assertThat(
            keeper
                .upload(
                    draft,
                    "LIST",
                    "cu.xls",
                    "<html><table></table></html>".getBytes(StandardCharsets.UTF_8))
                .getStatus())
        .isEqualTo(422);
    keeper.file(draft, "SUCCESSION", "chi-tieu-de.csv", "Mã cũ;Tên cũ;Mã mới;Tên mới;Phạm vi\n");
    assertThat(keeper.page(draft + "/preview"))
        .contains("Không có gì thay đổi")
        .doesNotContain("name=\"version\"");
    keeper.sent(303, draft + "/file/remove", "purpose", "SUCCESSION");
    assertThat(keeper.page(draft)).doesNotContain("chi-tieu-de.csv");
  }

  @Test
  void whatWasTypedStaysAndADraftIsNeverLost() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    assertThat(keeper.page("/areas/reorganisations"))
        .contains("Chưa ghi đợt sắp xếp nào", "Ghi một đợt sắp xếp");
    String scope = String.valueOf(place.province());
    assertThat(
            keeper.sent(
                422,
                "/areas/reorganisations/new",
                "scope",
                scope,
                "decree",
                "12/NQ",
                "effectiveOn",
                "32/13/2026",
                "note",
                "Chú ý"))
        .contains("value=\"32/13/2026\"", "value=\"12/NQ\"", "Chú ý", "không phải là ngày");
    assertThat(keeper.sent(422, "/areas/reorganisations/new", "scope", scope))
        .contains("Hãy ghi ngày hiệu lực");
    String draft = keeper.draft("1/12/2026");
    assertThat(keeper.sent(422, draft, "decree", "13/NQ", "effectiveOn", "mai"))
        .contains("value=\"13/NQ\"", "value=\"mai\"");
    keeper.sent(303, draft, "decree", "", "effectiveOn", "2/12/2026", "decreeDate", "3/12/2026");
    assertThat(keeper.page(draft + "/preview?show=PROBLEMS")).contains("Hãy ghi số của nghị quyết");
    assertThat(keeper.page(draft + "/preview?show=HINTS"))
        .contains("Ngày ký 03/12/2026 sau ngày hiệu lực 02/12/2026");
    assertThat(keeper.page("/areas/reorganisations")).contains(draft);
    assertThat(keeper.page("/work")).contains("1 đợt sắp xếp đang ghi dở");
    keeper.sent(303, draft + "/discard");
    assertThat(keeper.page("/areas/reorganisations")).doesNotContain(draft);
    assertThat(keeper.page(draft)).contains("Lấy lại bản nháp");
    assertThat(keeper.sent(422, draft, "decree", "14/NQ", "effectiveOn", "2/12/2026"))
        .contains("đã được ghi hoặc đã bỏ");
    keeper.sent(303, draft + "/discard", "aside", "false");
    assertThat(keeper.page("/areas/reorganisations")).contains(draft);
  }

  @Test
  void aForeignDraftAndAForeignReorganisationAreNotFound() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    Keeper stranger = new Keeper(small().province());
    String draft = keeper.draft("1/12/2026");
    keeper.sent(
        303,
        draft + "/add",
        "kind",
        "CREATE",
        "do",
        "add",
        "level",
        "COMMUNE",
        "name",
        "Xã Mới",
        "code",
        "33331",
        "parent",
        String.valueOf(place.province()));
    assertThat(
            keeper.sent(
                422,
                draft + "/add",
                "kind",
                "CREATE",
                "do",
                "add",
                "name",
                "Xã Nữa",
                "code",
                "33332",
                "parent",
                String.valueOf(stranger.province)))
        .as("a foreign area cannot be chosen")
        .contains("Chưa chọn đơn vị trên");
    assertThat(stranger.answer(get(URI.create(draft))).getStatus()).isEqualTo(404);
    assertThat(stranger.send(draft + "/record", "version", "2").getStatus()).isEqualTo(404);
    String recorded = keeper.record(draft);
    assertThat(stranger.answer(get(URI.create(recorded))).getStatus()).isEqualTo(404);
    assertThat(stranger.send(recorded + "/withdraw", "reason", "x").getStatus()).isEqualTo(404);
    assertThat(stranger.page("/areas/reorganisations")).doesNotContain(recorded);
  }

  @Test
  void noPageSendsAStatementARow() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    String draft = keeper.draft("1/10/2026");
    String commune = String.valueOf(place.communes().getFirst());
    keeper.sent(
        303,
        draft + "/add",
        "kind",
        "DIVIDE",
        "do",
        "add",
        "chosen",
        commune,
        "partName-0",
        "Xã Một Nửa",
        "partCode-0",
        "22221",
        "partExisting-0",
        "",
        "partName-1",
        "Xã Nửa Kia",
        "partCode-1",
        "22222",
        "partExisting-1",
        "");
    List<String> paths =
        new ArrayList<>(List.of(draft, draft + "/preview", draft + "/add?kind=MERGE"));
    for (String path : paths) {
      assertThat(Statements.during(() -> keeper.page(path))).as(path).hasSizeLessThan(16);
    }
    String recorded = keeper.record(draft);
    String worklist =
        group(keeper.page(recorded), "href=\"(/areas/reorganisations/\\d+/unassigned/\\d+)\"");
    for (String path : List.of("/areas/reorganisations", recorded, worklist)) {
      assertThat(Statements.during(() -> keeper.page(path))).as(path).hasSizeLessThan(14);
    }
  }

  @Test
  void whatTheNationDividedIsAssignedByTheProvinceInWhichItLies() throws Exception {
    SmallProvince place = small();
    Keeper nation = new Keeper(Role.NATIONAL_OFFICER, place.nation());
    Keeper keeper = new Keeper(place.province());
    Keeper stranger = new Keeper(small().province());
    String commune = String.valueOf(place.communes().getFirst());
    String draft = nation.draft("1/10/2026");
    nation.sent(
        303,
        draft + "/add",
        "kind",
        "DIVIDE",
        "do",
        "add",
        "chosen",
        commune,
        "partName-0",
        "Xã Phía Đông",
        "partCode-0",
        "11111",
        "partExisting-0",
        "",
        "partName-1",
        "Xã Phía Tây",
        "partCode-1",
        "11112",
        "partExisting-1",
        "");
    String recorded = nation.record(draft);
    assertThat(keeper.page("/areas/reorganisations")).contains(recorded);
    assertThat(keeper.page("/work")).contains("3 thôn, bản chưa phân về đơn vị mới");
    assertThat(stranger.answer(get(URI.create(recorded))).getStatus()).isEqualTo(404);
    assertThat(stranger.page("/work")).doesNotContain("chưa phân về đơn vị mới");
    String page = keeper.page(recorded);
    assertThat(page).as("only the nation takes it back").doesNotContain("/withdraw");
    assertThat(keeper.send(recorded + "/withdraw", "reason", "x").getStatus()).isEqualTo(404);
    String worklist = group(page, "href=\"(/areas/reorganisations/\\d+/unassigned/\\d+)\"");
    String east = group(keeper.page(worklist), "<option value=\"(\\d+)\"[^>]*>Xã Phía Đông");
    String seen =
        group(keeper.sent(200, worklist + "/rule", "rest", east), "name=\"seen\" value=\"(\\w+)\"");
    keeper.sent(303, worklist + "/rule", "do", "assign", "seen", seen, "rest", east);
    assertThat(areas.byId(place.villages().getFirst()).parentId()).isEqualTo(Integer.valueOf(east));
    assertThat(stranger.send(worklist, "to-1", east).getStatus()).isEqualTo(404);
  }

  @Test
  void aMergerIsDividedAgainByADraftFilledInBeforehand() throws Exception {
    SmallProvince place = small();
    Keeper keeper = new Keeper(place.province());
    Area upper = areas.byId(place.communes().getFirst());
    Area lower = areas.byId(place.communes().getLast());
    String draft = keeper.draft("1/10/2026");
    keeper.sent(
        303,
        draft + "/add",
        "kind",
        "MERGE",
        "do",
        "add",
        "chosen",
        String.valueOf(upper.id()),
        "chosen",
        String.valueOf(lower.id()),
        "name",
        "Xã Gộp Nhầm",
        "code",
        "12121");
    String recorded = keeper.record(draft);
    String again =
        group(
                keeper.page(recorded),
                "href=\"(/areas/reorganisations/new\\?after=\\d+[^\"]*kind=DIVIDE)\"")
            .replace("&amp;", "&");
    String form = keeper.page(again);
    String first = group(form, "name=\"first\" value=\"([^\"]+)\"").replace("&amp;", "&");
    String adding =
        keeper.sent(
            303,
            "/areas/reorganisations/new",
            "scope",
            String.valueOf(place.province()),
            "effectiveOn",
            "1/12/2026",
            "first",
            first);
    assertThat(keeper.page(adding))
        .contains("Xã Gộp Nhầm", "value=\"Xã Thượng\"", "value=\"Xã Hạ\"")
        .contains("value=\"" + upper.code() + "\"", "value=\"" + lower.code() + "\"");
    assertThat(
            keeper.sent(
                303,
                "/areas/reorganisations/new",
                "scope",
                String.valueOf(place.province()),
                "effectiveOn",
                "1/12/2026",
                "first",
                "//evil"))
        .doesNotContain("evil");
  }

  @Test
  void everythingThatCanStandOnAReorganisationHasWords() {
    List<String> referrers =
        jdbc.sql(
                """
                select distinct k.conrelid::regclass::text
                  from pg_constraint k join pg_class c on c.oid = k.conrelid
                 where k.contype = 'f' and k.confrelid = 'areas.area'::regclass
                   and c.relnamespace <> 'areas'::regnamespace
                """)
            .query(String.class)
            .list();
    assertThat(referrers)
        .isNotEmpty()
        .allMatch(table -> languages.vietnamese().has("areas.fact." + table));
  }
}
