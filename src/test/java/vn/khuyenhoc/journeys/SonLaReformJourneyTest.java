package vn.khuyenhoc.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.SharedData;

/**
 * Sơn La's real reform of 1 July 2025 as an officer of the province records it on screen: from the
 * two official lists and the list of succession, with a campaign before it and one after, and every
 * figure read both ways. The province has a code of its own here, since others work on the real
 * one.
 */
class SonLaReformJourneyTest extends Journey {

  private static final LocalDate LONG_AGO = LocalDate.of(2024, 1, 1);
  private static final int HOUSEHOLDS_EACH = 2;
  private static final AtomicInteger NUMBER = new AtomicInteger(140);

  @Autowired private List<Check> checks;

  @ParameterizedTest(name = "JavaScript: {0}")
  @ValueSource(booleans = {true, false})
  void theReformIsRecordedFromTheListsAndEveryFigureIsReadBothWays(boolean script)
      throws IOException {
    builtIn.loadOnce();
    criteria.loadOnce();
    String code = "R" + NUMBER.incrementAndGet();
    int province =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(new NewArea(areas.nation().id(), code, "Tỉnh Sơn La", "PROVINCE")),
                LocalDate.of(1976, 7, 2),
                "test")
            .getFirst();
    Actor officer = signedIn.actor(Role.PROVINCE_OFFICER, province, "Hà Văn Tỉnh");
    Album album = new Album(script ? "reform" : "reform-no-script");
    try (Screen desk =
            screen(album, "province", Screen.Kind.DESKTOP, script, signedIn.cookie(officer));
        Screen phone =
            screen(album, "phone", Screen.Kind.PHONE, script, signedIn.cookie(officer))) {
      theListOfBeforeIsImported(desk, code);
      int before = aCampaignBeforeTheReform(province);
      theReformIsRecorded(desk, code);
      int after = aCampaignAfterIt(desk, province);
      for (Check check : checks) {
        assertThat(check.faults())
            .as(check.name())
            .noneMatch(fault -> fault.startsWith("campaign " + before + ","))
            .noneMatch(fault -> fault.startsWith("campaign " + after + ","));
      }
      theFiguresOfBothAreReadBothWays(desk, phone, province, before, after);
      theHistoryIsSeenAndTheOldNameIsFound(desk, phone);
    }
    assertThat(album.wrong()).isEmpty();
  }

  /** The rows of an official list that are this province's, under its code of this test. */
  private static byte[] list(String name, String code) throws IOException {
    List<String> lines = Files.readAllLines(SharedData.file("areas/" + name));
    Set<String> inside = new HashSet<>(Set.of("14"));
    List<String> kept = new ArrayList<>(List.of(lines.getFirst()));
    for (String line : lines) {
      String[] cells = line.split(",", -1);
      if (cells[1].equals("province") && cells[0].equals("14")) {
        kept.add(line.replaceFirst("^14,", code + ","));
      } else if (inside.contains(cells[4])) {
        if (cells[1].equals("district")) {
          inside.add(cells[0]);
        }
        cells[4] = cells[4].equals("14") ? code : cells[4];
        kept.add(String.join(",", cells));
      }
    }
    return String.join("\n", kept).getBytes(StandardCharsets.UTF_8);
  }

  private static void begin(Screen desk, String decree, String day) {
    desk.open("/areas");
    desk.press("Sắp xếp đơn vị hành chính");
    desk.press("Ghi một đợt sắp xếp");
    desk.type("Số nghị quyết, quyết định", decree);
    desk.type("Ngày hiệu lực", day);
    desk.press("Bắt đầu");
    desk.see("Thêm một thay đổi");
  }

  private static void send(Screen desk, String purpose, String name, byte[] content) {
    desk.mark(purpose);
    desk.attach("Tệp Excel hoặc CSV", name, content);
    desk.press("Gửi tệp");
    desk.see("Cột đã được đoán theo dòng tiêu đề");
    desk.shot("columns-" + name.replaceAll("\\..*", ""));
    desk.press("Xác nhận các cột");
    desk.see("Đã ghi nhớ các cột của tệp", name);
  }

  private static void theListOfBeforeIsImported(Screen desk, String code) throws IOException {
    begin(desk, "Danh mục 30/6/2025", "01/01/2024");
    send(
        desk,
        "Danh mục đơn vị hành chính của ngày hiệu lực",
        "danh-muc-cu.csv",
        list("areas-2025-06-30.csv", code));
    desk.press("Xem thử");
    desk.see("Không có lỗi.", "200");
    desk.shot("before-preview");
    desk.press("Ghi vào hệ thống");
    desk.see("Đã ghi đợt sắp xếp vào hệ thống");
  }

  /** Two households in a village of every commune, and the campaign of 2024, over and closed. */
  private int aCampaignBeforeTheReform(int province) {
    List<Integer> communes =
        jdbc.sql(
                """
                select area_id from areas.ancestor where ancestor_id = :p and valid @> date '2024-06-01'
                   and area_id in (select area_id from areas.area where level = 3) order by area_id
                """)
            .param("p", province)
            .query(Integer.class)
            .list();
    assertThat(communes).hasSize(200);
    areas.add(
        AreaLevel.VILLAGE,
        communes.stream()
            .map(commune -> new NewArea(commune, "B" + commune, "Bản " + commune, "VILLAGE"))
            .toList(),
        LONG_AGO,
        "test");
    jdbc.sql(
            """
            with villages as (
              select area_id from areas.ancestor where ancestor_id = :p and valid @> date '2024-06-01'
                 and area_id in (select area_id from areas.area where level = 4)),
            added as (
              insert into registry.household (home_id, serial, head, created_at)
              select v.area_id, n, 'Hộ ' || v.area_id || ' số ' || n, timestamptz '2024-01-02'
                from villages v, generate_series(1, :each) n
              returning home_id, household_id)
            insert into registry.residence (home_id, subject_id, valid, area_id)
            select home_id, household_id, daterange('2024-01-02', null), home_id from added
            """)
        .param("p", province)
        .param("each", HOUSEHOLDS_EACH)
        .update();
    int campaign =
        jdbc.sql(
                """
                insert into recognition.campaign (model, year, area_id, set_id, due_on, reference_date, opened_at)
                select 'LEARNING_FAMILY', 2024, :p, :set, date '2024-12-15', date '2024-12-31',
                       timestamptz '2024-03-01' returning campaign_id
                """)
            .param("p", province)
            .param("set", BuiltInCriteria.LEARNING_FAMILY)
            .query(Integer.class)
            .single();
    jdbc.sql(
            """
            insert into recognition.dossier (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome,
                                             total, scored_at, sent_at)
            select r.home_id, :c, r.subject_id, r.area_id, r.area_id, 'APPROVED',
                   case when h.serial = 1 then 'ACHIEVED' else 'NOT_ACHIEVED' end, 80, timestamptz '2024-10-01',
                   timestamptz '2024-11-01'
              from registry.residence r
              join registry.household h on h.home_id = r.home_id and h.household_id = r.subject_id
              join areas.ancestor a on a.area_id = r.area_id and a.ancestor_id = :p and a.valid @> date '2024-06-01'
            """)
        .param("c", campaign)
        .param("p", province)
        .update();
    jdbc.sql(
            "update recognition.campaign set status = 'CLOSED', closed_at = timestamptz '2025-01-10' where campaign_id = :c")
        .param("c", campaign)
        .update();
    return campaign;
  }

  private static void theReformIsRecorded(Screen desk, String code) throws IOException {
    begin(desk, "1681/NQ-UBTVQH15", "01/07/2025");
    send(
        desk,
        "Danh sách đơn vị cũ thành đơn vị mới",
        "ke-thua.csv",
        Files.readAllBytes(SharedData.file("areas/succession-son-la.csv")));
    send(
        desk,
        "Danh mục đơn vị hành chính của ngày hiệu lực",
        "danh-muc-moi.csv",
        list("areas-2025-07-01.csv", code));
    desk.shot("draft");
    desk.press("Xem thử");
    desk.see("Không có lỗi.", "Chưa rõ (4)", "Xã cũ về đâu");
    desk.shot("preview");
    desk.press("Ghi vào hệ thống");
    desk.see("Đã ghi đợt sắp xếp vào hệ thống", "1681/NQ-UBTVQH15", "4 đơn vị chưa rõ");
    desk.shot("recorded");
  }

  private int aCampaignAfterIt(Screen desk, int province) {
    desk.open("/campaigns");
    desk.press("Mở đợt đánh giá");
    desk.mark("Bộ tiêu chí mẫu Gia đình học tập");
    desk.type("Hạn thôn, bản gửi lên xã", "30/11/2026");
    desk.press("Mở đợt đánh giá");
    desk.see("Đã mở đợt đánh giá năm 2026");
    int campaign =
        jdbc.sql("select campaign_id from recognition.campaign where area_id = :p and year = 2026")
            .param("p", province)
            .query(Integer.class)
            .single();
    jdbc.sql(
            """
            update recognition.dossier d
               set stage = 'APPROVED', outcome = 'ACHIEVED', total = 90, scored_at = timestamptz '2026-10-01',
                   sent_at = timestamptz '2026-10-02'
              from registry.household h
             where d.campaign_id = :c and h.home_id = d.home_id and h.household_id = d.subject_id and h.serial = 1
            """)
        .param("c", campaign)
        .update();
    desk.open("/campaigns/" + campaign);
    desk.see("Phường Tô Hiệu");
    desk.shot("campaign-after");
    return campaign;
  }

  private void theFiguresOfBothAreReadBothWays(
      Screen desk, Screen phone, int province, int before, int after) {
    String all = String.valueOf(200 * HOUSEHOLDS_EACH);
    String is = "/figures?area=" + province + "&campaign=%d&basis=1";
    String was = "/figures?area=" + province + "&campaign=%d&basis=0";
    desk.open(is.formatted(before));
    desk.see("Phường Tô Hiệu", "Phường Chiềng Lề", all);
    desk.shot("before-as-is");
    assertThat(rolls(before, 1)).hasSize(79);
    desk.open(was.formatted(before));
    desk.see("Theo huyện", "Huyện Mường La", "Qua các năm", "1681/NQ-UBTVQH15", all);
    desk.shot("before-as-was");
    desk.press("Thành phố Sơn La");
    desk.see("Phường Chiềng Lề", "nay: Phường Tô Hiệu");
    desk.shot("before-as-was-district");
    assertThat(rolls(before, 0)).hasSize(200);
    desk.open(is.formatted(after));
    desk.see("Phường Tô Hiệu", "Qua các năm", "2024", "2026", all);
    desk.shot("after-as-is");
    desk.open(was.formatted(after));
    desk.see("Phường Tô Hiệu", all);
    phone.open(is.formatted(before));
    phone.see("Phường Tô Hiệu", all);
    phone.shot("before-as-is");
    phone.open(was.formatted(before));
    phone.see("Thành phố Sơn La", all);
    phone.shot("before-as-was");
    for (int campaign : List.of(before, after)) {
      for (int basis : List.of(0, 1)) {
        assertThat(rolls(campaign, basis).stream().mapToInt(Integer::intValue).sum())
            .as("campaign %s, basis %s: nothing is lost", campaign, basis)
            .isEqualTo(200 * HOUSEHOLDS_EACH);
      }
    }
    int gone = commune(province, "03646", "2024-06-01");
    desk.open("/figures?area=" + gone + "&campaign=" + before + "&basis=1");
    desk.see("Phường Tô Hiệu");
    desk.shot("ended-commune-as-is");
    desk.open("/figures?area=" + gone + "&campaign=" + before + "&basis=0");
    desk.see("Phường Chiềng Lề", "Bản ");
    desk.shot("ended-commune-as-was");
  }

  /** The roll of every commune that has one. */
  private List<Integer> rolls(int campaign, int basis) {
    return jdbc.sql(
            "select roll from recognition.tally where campaign_id = :c and basis = :b and level = 3 and roll > 0")
        .param("c", campaign)
        .param("b", basis)
        .query(Integer.class)
        .list();
  }

  private int commune(int province, String code, String day) {
    return jdbc.sql(
            """
            select v.area_id from areas.area_version v
              join areas.ancestor a on a.area_id = v.area_id and a.ancestor_id = :p and a.valid @> :day::date
             where v.code = :code and v.level = 3 and v.valid @> :day::date
            """)
        .param("p", province)
        .param("code", code)
        .param("day", day)
        .query(Integer.class)
        .single();
  }

  private static void theHistoryIsSeenAndTheOldNameIsFound(Screen desk, Screen phone) {
    desk.open("/areas?q=chieng+le");
    desk.see("Phường Chiềng Lề", "Phường Tô Hiệu");
    desk.shot("search");
    desk.press("Phường Chiềng Lề");
    desk.see("03646", "Phường Tô Hiệu");
    desk.shot("ended-commune");
    desk.press("Lịch sử");
    desk.see("1681/NQ-UBTVQH15");
    desk.shot("history");
    phone.open(desk.here());
    phone.see("1681/NQ-UBTVQH15");
    phone.shot("history");
  }
}
