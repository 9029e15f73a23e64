package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.web.util.HtmlUtils;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.attachment.Attachments;
import vn.khuyenhoc.platform.attachment.HostileFiles;
import vn.khuyenhoc.registry.Household;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** Evidence beside a score: sent, looked at, used again, taken off and put back. */
@ModuleTest
class DossierEvidenceTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Scene scene;
  @Autowired private DossierEvidence evidence;
  @Autowired private Households households;
  @Autowired private Attachments attachments;
  @Autowired private EvidenceCheck check;
  @Autowired private FileStore files;
  @Autowired private JdbcClient jdbc;

  private Scene.Cast cast;
  private DossierKey first;
  private DossierKey second;
  private Cookie mine;

  @BeforeEach
  void twoHouseholds() {
    cast = scene.cast();
    cast.household(0, "Lò Văn An");
    cast.household(0, "Quàng Thị Bích");
    cast.open();
    first = cast.key(0, 0);
    second = cast.key(0, 1);
    mine = signedIn.as(Role.VOLUNTEER, cast.village(0), "Lò Thị Tôi");
  }

  private Attachment file(String name, byte[] bytes) {
    try {
      return attachments
          .read("file", name, bytes.length, () -> new ByteArrayInputStream(bytes))
          .orThrow();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private Attachment photo(long seed) {
    return file("giay-khen.jpg", HostileFiles.jpeg(640, 480, seed));
  }

  private EvidenceKey attach(Actor actor, DossierKey key, String indicator, Attachment file) {
    return evidence.attach(actor, key, indicator, file, "").orThrow();
  }

  private List<Evidence> present(DossierKey key) {
    return evidence.of(cast.officer, key).stream().filter(Evidence::present).toList();
  }

  @Test
  void theSameFileSentTwiceIsOnePiece() {
    EvidenceKey one = attach(cast.volunteer(), first, "1.1", photo(1));
    assertThat(attach(cast.volunteer(), first, "1.1", photo(1))).isEqualTo(one);
    assertThat(present(first)).hasSize(1);
    assertThat(evidence.history(cast.officer, first)).hasSize(1);
    assertThat(present(first).getFirst().actor()).isEqualTo("Trưởng bản 1");
    assertThat(check.faults()).isEmpty();
  }

  @Test
  void evidenceOfAJoinedEntryIsSeenCountedAndTakenOffWithTheKeptOne() {
    HouseholdKey kept = cast.household(0, "Lò Văn Trùng");
    HouseholdKey duplicate = cast.household(1, "Lò Văn Trùng");
    EvidenceKey one = attach(cast.volunteers.get(1), cast.of(duplicate), "1.1", photo(5));
    Household now = households.byId(kept).orElseThrow();
    households
        .join(
            cast.officer,
            kept,
            now.version(),
            households.byId(duplicate).orElseThrow().code(),
            "Ghi trùng hai lần")
        .orThrow();
    DossierKey stays = cast.of(kept);
    assertThat(present(stays)).extracting(Evidence::key).containsExactly(one);
    assertThat(evidence.one(cast.volunteer(), one).dossier()).isEqualTo(stays);
    assertThat(evidence.counts(List.of(stays)))
        .containsEntry(stays.text(), new EvidenceCount(1, 0));
    assertThat(attach(cast.volunteer(), stays, "1.1", photo(5)))
        .as("the same file beside the same score is one piece still")
        .isEqualTo(one);
    assertThat(evidence.remove(cast.volunteer(), one, "chụp nhầm hộ").orThrow().present())
        .isFalse();
    assertThat(evidence.history(cast.officer, stays))
        .extracting(EvidenceChange::event)
        .containsExactly("REMOVE", "ATTACH");
  }

  @Test
  void thePictureOfAnotherHouseholdIsTakenAndFlagged() {
    EvidenceKey one = attach(cast.volunteer(), first, "1.1", photo(2));
    assertThat(evidence.one(cast.officer, one).shared()).isZero();
    EvidenceKey other =
        attach(
            cast.volunteer(),
            second,
            "1.2",
            file("anh.png", HostileFiles.image("png", 640, 480, 2)));
    assertThat(evidence.one(cast.officer, one).shared()).isEqualTo(1);
    assertThat(evidence.elsewhere(cast.officer, other))
        .extracting(EvidenceElsewhere::dossier)
        .containsExactly(first);
    attach(cast.volunteer(), second, "1.1", photo(77));
    attach(cast.volunteer(), second, "1.1", photo(2));
    assertThat(evidence.counts(List.of(first, second)))
        .containsEntry(first.text(), new EvidenceCount(1, 1))
        .containsEntry(second.text(), new EvidenceCount(3, 1));
  }

  @Test
  void whatIsTakenOffKeepsItsFileAndReasonAndComesBack() {
    EvidenceKey one = attach(cast.volunteer(), first, "1.1", photo(3));
    assertThat(Scene.codes(evidence.remove(cast.volunteer(), one, "x")))
        .containsExactly("RECOGNITION-125");
    Evidence removed = evidence.remove(cast.volunteer(), one, "chụp nhầm hộ").orThrow();
    assertThat(removed.present()).isFalse();
    assertThat(present(first)).isEmpty();
    assertThat(files.path(removed.sha256())).exists();
    evidence.restore(cast.volunteer(), one).orThrow();
    assertThat(present(first)).hasSize(1);
    assertThat(evidence.history(cast.officer, first))
        .extracting(EvidenceChange::event)
        .containsExactly("RESTORE", "REMOVE", "ATTACH");
    evidence.remove(cast.volunteer(), one, "chụp nhầm hộ").orThrow();
    assertThat(attach(cast.volunteer(), first, "1.1", photo(3))).isEqualTo(one);
    assertThat(present(first)).hasSize(1);
    assertThatThrownBy(
            () -> jdbc.sql("delete from recognition.evidence where home_id > 0").update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void oneOfTheOwnIsUsedAgainAndNoneOfOthers() {
    EvidenceKey own = attach(cast.volunteer(), first, "1.1", photo(4));
    EvidenceKey foreign = attach(cast.volunteer(), second, "1.1", photo(5));
    assertThat(evidence.reusable(cast.volunteer(), first, "1.1")).isEmpty();
    assertThat(evidence.reuse(cast.volunteer(), first, "1.2", List.of(own, foreign), "").orThrow())
        .isEqualTo(1);
    assertThat(evidence.reuse(cast.volunteer(), first, "1.2", List.of(own), "").orThrow()).isZero();
    assertThat(present(first))
        .extracting(Evidence::indicator, Evidence::reused)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("1.1", false),
            org.assertj.core.groups.Tuple.tuple("1.2", true));
    assertThat(Scene.codes(evidence.reuse(cast.volunteer(), first, "1.2", List.of(), "")))
        .containsExactly("RECOGNITION-124");
  }

  @Test
  void onceSentOnlyWhoeverAppraisesAddsAndSaysWhy() {
    EvidenceKey ofVillage = attach(cast.volunteer(), first, "1.1", photo(6));
    cast.scoreAndSend(0, 0);
    assertThat(Scene.codes(evidence.attach(cast.volunteer(), first, "1.1", photo(7), "")))
        .containsExactly("RECOGNITION-120");
    assertThat(Scene.codes(evidence.attach(cast.officer, first, "1.1", photo(7), "")))
        .containsExactly("RECOGNITION-125");
    EvidenceKey added =
        evidence.attach(cast.officer, first, "1.1", photo(7), "thôn bổ sung").orThrow();
    assertThat(Scene.codes(evidence.remove(cast.officer, ofVillage, "không đúng hộ")))
        .containsExactly("RECOGNITION-123");
    assertThat(evidence.remove(cast.officer, added, "gắn nhầm").done()).isTrue();
    assertThatThrownBy(() -> evidence.of(cast.volunteers.get(1), first))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> evidence.attach(cast.volunteers.get(1), first, "1.1", photo(8), ""))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> evidence.one(cast.volunteers.get(1), ofVillage))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aLostOrAlteredFileIsFoundAndAnOrphanCountsForNothing() throws IOException {
    byte[] orphan = HostileFiles.jpeg(50, 40, 99);
    files.keep(new ByteArrayInputStream(orphan), "image/jpeg", orphan.length, cast.officer);
    EvidenceKey one = attach(cast.volunteer(), first, "1.1", photo(1_000_001));
    assertThat(check.faults()).isEmpty();
    Path path = files.path(evidence.one(cast.officer, one).sha256());
    byte[] whole = Files.readAllBytes(path);
    byte[] altered = whole.clone();
    altered[whole.length / 2] ^= 1;
    Files.write(path, altered);
    assertThat(check.faults()).singleElement().asString().endsWith("altered");
    Files.delete(path);
    assertThat(check.faults()).singleElement().asString().endsWith("missing");
    // sent once more, it is there again
    attach(cast.volunteer(), first, "1.1", photo(1_000_001));
    assertThat(check.faults()).isEmpty();
  }

  private record Answer(int status, String body, MockHttpServletResponse response) {}

  private Answer answer(RequestBuilder request) throws Exception {
    MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
    return new Answer(
        response.getStatus(),
        HtmlUtils.htmlUnescape(response.getContentAsString(StandardCharsets.UTF_8)),
        response);
  }

  private String path(DossierKey key, String indicator) {
    return "/dossiers/" + key.text() + "/" + indicator + "/evidence";
  }

  private static MockMultipartFile part(String name, byte[] bytes) {
    return new MockMultipartFile("file", name, "image/jpeg", bytes);
  }

  @Test
  void severalFilesAreSentAtOnceAndTheGoodOnesStay() throws Exception {
    Answer refused =
        answer(
            multipart(path(first, "1.1"))
                .file(part("tot.jpg", HostileFiles.jpeg(200, 100, 9)))
                .file(part("virus.jpg", "MZ\0\0".getBytes(StandardCharsets.UTF_8)))
                .file(
                    part(
                        "iphone.heic",
                        "\0\0\0\30ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))
                .with(csrf())
                .cookie(mine));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Đã gắn: tot.jpg")
        .contains("Tệp \"virus.jpg\" là một chương trình")
        .contains("Ảnh \"iphone.heic\" ở dạng HEIC")
        .contains("1 minh chứng");
    Answer done =
        answer(
            multipart(path(first, "1.1"))
                .file(part("so.pdf", HostileFiles.pdf("")))
                .with(csrf())
                .cookie(mine));
    assertThat(done.status()).isEqualTo(303);
    Answer page = answer(get("/dossiers/" + first.text()).cookie(mine));
    assertThat(page.body())
        .contains("2 minh chứng")
        .contains("/preview\"")
        .contains("Gắn minh chứng tot.jpg cho chỉ số 1.1");
    Answer json =
        answer(
            multipart(path(first, "1.1"))
                .file(part("to.jpg", new byte[16 << 20]))
                .with(csrf())
                .header("Accept", "application/json")
                .cookie(mine));
    assertThat(json.status()).isEqualTo(422);
    assertThat(json.body()).contains("nặng 16 MB, quá giới hạn 15 MB");
    assertThat(answer(post(path(first, "1.1")).with(csrf()).cookie(mine)).body())
        .contains("Hãy chọn ít nhất một ảnh");
  }

  @Test
  void filesAreHandedOverSoThatNothingOfThemRuns() throws Exception {
    EvidenceKey picture = attach(cast.volunteer(), first, "1.1", photo(10));
    EvidenceKey paper =
        attach(cast.volunteer(), first, "1.1", file("sổ.exe", HostileFiles.pdf("")));
    Answer seen = answer(get("/evidence/" + picture.text() + "/picture").cookie(mine));
    assertThat(seen.response().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(seen.response().getHeader("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; sandbox");
    assertThat(seen.response().getContentType()).isEqualTo("image/jpeg");
    assertThat(answer(get("/evidence/" + paper.text() + "/picture").cookie(mine)).status())
        .isEqualTo(404);
    Answer saved = answer(get("/evidence/" + paper.text() + "/file").cookie(mine));
    assertThat(saved.response().getHeader("Content-Disposition"))
        .startsWith("attachment;")
        .contains(".pdf")
        .doesNotContain(".exe");
    Cookie foreign = signedIn.as(Role.VOLUNTEER, cast.village(1), "Người Khác");
    for (String end : List.of("", "/picture", "/preview", "/file")) {
      assertThat(answer(get("/evidence/" + picture.text() + end).cookie(foreign)).status())
          .isEqualTo(404);
    }
    Answer large = answer(get("/evidence/" + picture.text()).cookie(mine));
    assertThat(large.status()).isEqualTo(200);
    assertThat(large.body()).contains("1 trong 2").contains("rel=\"next\"");
    Answer off =
        answer(
            post("/evidence/" + picture.text() + "/remove")
                .param("reason", "")
                .with(csrf())
                .cookie(mine));
    assertThat(off.status()).isEqualTo(422);
    assertThat(off.body()).contains("Hãy ghi lý do, ít nhất 5 chữ cái");
  }
}
