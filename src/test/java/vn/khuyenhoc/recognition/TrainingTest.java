package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.WorkSource;
import vn.khuyenhoc.recognition.Recognition.OpenCampaigns;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** A campaign for practising goes the whole way and counts nowhere. */
@ModuleTest
@Import(Scene.class)
class TrainingTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Autowired private Recognition recognition;
  @Autowired private Decisions decisions;
  @Autowired private Dossiers dossiers;
  @Autowired private Meetings meetings;
  @Autowired private Notices notices;
  @Autowired private NoticesDue due;
  @Autowired private Registrations registrations;
  @Autowired private RecognitionWork work;
  @Autowired private Scene scene;
  @Autowired private SignedIn signedIn;
  @Autowired private MockMvc mvc;
  @Autowired private JdbcClient jdbc;
  @Autowired private List<Check> checks;

  private Scene.Cast cast;
  private int real;
  private String number;

  /**
   * A real campaign of the year: a village recognised with certificates, another one still open.
   */
  @BeforeEach
  void aRealCampaign() {
    cast = scene.cast();
    cast.households(0, 3);
    cast.households(1, 2);
    cast.open();
    real = cast.campaign;
    cast.scoreAndSend(0, 1);
    recognition.approve(cast.officer, real, cast.commune, Selection.all()).orThrow();
    number = "12/QĐ-UBND";
    UUID decided =
        recognition
            .recognise(cast.officer, cast.decision(number, Selection.all()))
            .orThrow()
            .decisionId();
    decisions.certify(cast.officer, decided, null).orThrow();
  }

  private List<Integer> train() {
    return recognition
        .openCampaigns(
            cast.province,
            new OpenCampaigns(
                2026,
                cast.place.province(),
                List.of(cast.set.id()),
                LocalDate.of(2026, 12, 15),
                BuiltInProcedures.whole(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD),
                true))
        .orThrow();
  }

  /** Everything of which figures, titles, certificates and real work are made. */
  private Map<String, String> counted() {
    Map<String, String> counted = new TreeMap<>();
    List<String> tables =
        new ArrayList<>(
            jdbc.sql(
                    """
                    select schemaname || '.' || tablename from pg_tables
                     where schemaname in ('reporting', 'certificates')
                    """)
                .query(String.class)
                .list());
    tables.add("recognition.title");
    for (String table : tables) {
      counted.put(table, content("select t::text as line from " + table + " t"));
    }
    for (String table : List.of("tally", "dossier", "decision", "meeting", "notice", "step")) {
      counted.put(
          table,
          content(
              "select t::text as line from recognition."
                  + table
                  + " t join recognition.campaign c using (campaign_id)"
                  + " where not c.training and c.area_id = "
                  + cast.place.province()));
    }
    return counted;
  }

  private String content(String lines) {
    return jdbc.sql(
            "select coalesce(string_agg(line, E'\\n' order by line), '') from (%s) x"
                .formatted(lines))
        .query(String.class)
        .single();
  }

  /** What everybody reads of it: figures in every form, lists, work, public pages. */
  private Map<String, String> read() throws Exception {
    Map<String, String> read = new TreeMap<>();
    Cookie province =
        signedIn.as(Role.PROVINCE_OFFICER, cast.place.province(), "Người đọc số liệu tỉnh");
    Cookie commune = signedIn.as(Role.COMMUNE_OFFICER, cast.commune, "Người đọc số liệu xã");
    for (int area : List.of(cast.place.province(), cast.commune, cast.village(0))) {
      for (String basis : List.of("0", "1")) {
        page(read, province, "/figures?area=" + area + "&basis=" + basis);
        page(read, province, "/figures?area=" + area + "&basis=" + basis + "&campaign=" + real);
      }
      page(read, province, "/areas/" + area);
      page(read, province, "/titles?area=" + area);
    }
    for (String path :
        List.of(
            "/figures/statistics.csv?area=",
            "/figures/statistics.xlsx?area=",
            "/figures/report.docx?area=")) {
      page(read, province, path + cast.place.province());
      page(read, commune, path + cast.commune);
    }
    page(read, commune, "/work");
    page(read, province, "/work");
    page(read, commune, "/certificates");
    page(read, commune, "/campaigns/" + real + "/communes/" + cast.commune);
    page(read, commune, "/campaigns/" + real + "/villages/" + cast.village(1));
    page(read, commune, "/campaigns/" + real + "/villages/" + cast.village(1) + "/export");
    var household = cast.lines(0).getFirst().subject();
    page(read, commune, "/households/" + household.homeId() + "/" + household.subjectId());
    page(read, null, "/verify");
    page(read, null, "/sign-in");
    page(read, null, "/help");
    return read;
  }

  private void page(Map<String, String> read, @Nullable Cookie who, String path) throws Exception {
    MockHttpServletResponse answer =
        mvc.perform(who == null ? get(path) : get(path).cookie(who)).andReturn().getResponse();
    assertThat(answer.getStatus()).as("%s", path).isEqualTo(200);
    read.put(
        (who == null ? "" : who.getValue().length() + " ") + path,
        content(answer.getContentAsByteArray())
            .replaceAll("(name=\"(?:_csrf|form)\" value=\")[^\"]*", "$1"));
  }

  /** What a page or a file says; of a packed one its parts, but not when it was made. */
  private static String content(byte[] bytes) throws IOException {
    if (bytes.length < 2 || bytes[0] != 'P' || bytes[1] != 'K') {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    StringBuilder parts = new StringBuilder();
    Path file = Files.createTempFile("training", ".zip");
    try {
      Files.write(file, bytes);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        for (ZipEntry part : Collections.list(zip.entries())) {
          if (!part.getName().equals("docProps/core.xml")) {
            parts
                .append(part.getName())
                .append(
                    new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
    } finally {
      Files.delete(file);
    }
    // the writer of sheets names merged cells in no order of its own
    return Pattern.compile("<mergeCells>(.*?)</mergeCells>")
        .matcher(parts)
        .replaceAll(
            merged ->
                Stream.of(merged.group(1).split("(?<=>)")).sorted().collect(Collectors.joining()));
  }

  /** Registration, scores, meeting, notice, appraisal with a return, council, decision. */
  private UUID playedWhole() {
    cast.campaign = train().getFirst();
    registrations
        .register(cast.volunteer(), cast.campaign, cast.village(0), null, Registrations.How.PAPER)
        .orThrow();
    cast.score(0, 0);
    UUID village =
        meetings
            .plan(
                cast.volunteer(),
                new Meetings.Plan(
                    cast.campaign, cast.village(0), MeetingKind.VILLAGE, TODAY, "Nhà văn hóa", ""))
            .orThrow();
    meetings.hold(cast.volunteer(), village, protocol()).orThrow();
    UUID notice =
        notices
            .post(cast.volunteer(), cast.campaign, cast.village(0), TODAY, "Nhà văn hóa")
            .orThrow();
    jdbc.sql(
            "update recognition.notice set posted_on = posted_on - 20, until = until - 20 where notice_id = :id")
        .param("id", notice)
        .update();
    assertThatThrownBy(() -> notices.open(notice)).isInstanceOf(NotFoundException.class);
    due.end();
    cast.send(0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    UUID council =
        meetings
            .plan(
                cast.officer,
                new Meetings.Plan(
                    cast.campaign,
                    cast.commune,
                    MeetingKind.COUNCIL,
                    TODAY,
                    "UBND xã",
                    "Lò Văn Chủ"))
            .orThrow();
    meetings
        .hold(
            cast.officer,
            council,
            new Protocol(
                TODAY,
                "UBND xã",
                "Lò Văn Chủ",
                "Cà Thị Ghi",
                2,
                2,
                "Lò Văn Chủ\nCà Thị Ghi",
                Map.of(),
                List.of(),
                false))
        .orThrow();
    return recognition
        .recognise(cast.officer, cast.decision(number, Selection.all()))
        .orThrow()
        .decisionId();
  }

  private static Protocol protocol() {
    return new Protocol(
        TODAY, "Nhà văn hóa", "Lò Văn Chủ", "Cà Thị Ghi", 20, 30, "", Map.of(), List.of(), false);
  }

  @Test
  void aWholeTrainingCampaignChangesNothingThatCounts() throws Exception {
    Map<String, String> before = counted();
    Map<String, String> readBefore = read();
    UUID decision = playedWhole();
    assertThat(dossiers.decision(cast.officer, decision).recognised()).isEqualTo(3);
    assertThat(decisions.certify(cast.officer, decision, null).orThrow())
        .as("no certificates, no numbers")
        .isZero();
    int training = cast.campaign;
    cast.campaign = real;
    assertThat(counted()).isEqualTo(before);
    Map<String, String> readAfter = read();
    assertThat(readAfter.keySet()).isEqualTo(readBefore.keySet());
    readAfter.forEach((path, now) -> assertThat(now).as(path).isEqualTo(readBefore.get(path)));
    recognition.closeCampaign(cast.province, training).orThrow();
    assertThat(counted()).isEqualTo(before);
    for (Check check : checks) {
      if (List.of("dossiers", "tally", "scores", "figures", "titles").contains(check.name())) {
        assertThat(check.faults()).as(check.name()).isEmpty();
      }
    }
  }

  @Test
  void itsPagesAndPapersSayThatItIsForPractising() throws Exception {
    UUID decision = playedWhole();
    Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, cast.commune, "Cán bộ tập huấn");
    String base = "/campaigns/" + cast.campaign;
    for (String path :
        List.of(
            base,
            base + "/villages/" + cast.village(0),
            base + "/villages/" + cast.village(0) + "/meeting",
            base + "/villages/" + cast.village(0) + "/notice",
            base + "/villages/" + cast.village(0) + "/registration",
            base + "/communes/" + cast.commune,
            "/decisions/" + decision,
            "/dossiers/" + cast.lines(0).getFirst().key().text())) {
      MockHttpServletResponse answer =
          mvc.perform(get(path).cookie(officer)).andReturn().getResponse();
      assertThat(answer.getStatus()).as(path).isEqualTo(200);
      assertThat(answer.getContentAsString(StandardCharsets.UTF_8))
          .as(path)
          .contains("<p class=\"demo\">TẬP HUẤN, không tính vào đâu</p>");
    }
    String ordinary =
        mvc.perform(get("/campaigns/" + real).cookie(officer))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(ordinary).doesNotContain("TẬP HUẤN");
  }

  @Test
  void itStandsBesideTheRealOneAndBeginsAnew() {
    int first = train().getFirst();
    assertThat(
            Scene.codes(
                recognition.openCampaigns(
                    cast.province,
                    new OpenCampaigns(
                        2026,
                        cast.place.province(),
                        List.of(cast.set.id()),
                        LocalDate.of(2026, 12, 15),
                        null,
                        true))))
        .containsExactly("RECOGNITION-160");
    assertThat(dossiers.total(cast.province, first).roll()).isEqualTo(5);
    cast.campaign = first;
    int second = recognition.restartTraining(cast.province, first).orThrow();
    assertThat(dossiers.campaign(cast.province, first).open()).isFalse();
    assertThat(dossiers.campaign(cast.province, second).training()).isTrue();
    assertThat(dossiers.total(cast.province, second).listed()).isEqualTo(5);
    assertThatThrownBy(() -> recognition.restartTraining(cast.province, real))
        .isInstanceOf(NotFoundException.class);
    cast.campaign = real;
    assertThat(dossiers.office(cast.officer, real, cast.commune, Basis.AS_IS).recognised())
        .isEqualTo(2);
  }

  @Test
  void whoeverJoinsTheRegisterIsOnBothRolls() {
    int training = train().getFirst();
    cast.household(2, "Lò Thị Mới");
    assertThat(dossiers.total(cast.province, training).roll()).isEqualTo(6);
    assertThat(dossiers.total(cast.province, real).roll()).isEqualTo(6);
    assertThat(
            work.waitingFor(cast.volunteer()).stream()
                .map(WorkSource.Work::href)
                .filter(href -> href.contains("/campaigns/" + training + "/")))
        .isEmpty();
  }
}
