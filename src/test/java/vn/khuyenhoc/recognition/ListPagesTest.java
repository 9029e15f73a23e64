package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.HouseholdImports;
import vn.khuyenhoc.registry.ImportBatch;
import vn.khuyenhoc.registry.ImportCounts;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;

/** Every list of a campaign goes out as a workbook and comes back through the import unchanged. */
@ModuleTest
class ListPagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private SignedIn signedIn;
  @Autowired private Scene scene;
  @Autowired private Recognition recognition;
  @Autowired private HouseholdImports imports;

  private Scene.Cast cast;
  private Actor officer;
  private Cookie cookie;

  @BeforeEach
  void aVillageSentItsHouseholds() {
    cast = scene.cast();
    cast.household(0, "Lò Văn An");
    cast.household(0, "Quàng Thị Bích", null, 2);
    cast.household(0, "Cà Thị Xuân");
    cast.household(1, "Tòng Văn Chung");
    cast.open();
    cast.scoreAndSend(0, 1);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, cast.commune, "Cán bộ Danh sách");
    cookie = signedIn.as(Role.COMMUNE_OFFICER, cast.commune, "Cán bộ Danh sách");
  }

  private byte[] workbook(String path) throws Exception {
    MockHttpServletResponse response =
        mvc.perform(get(path).cookie(cookie)).andReturn().getResponse();
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getContentType()).contains("spreadsheetml");
    return response.getContentAsByteArray();
  }

  private ImportBatch readBack(byte[] workbook) {
    UUID id = Ids.next();
    imports
        .begin(officer, id, cast.commune, "danh-sach.xlsx", new ByteArrayInputStream(workbook))
        .orThrow();
    imports.work(id, true);
    return imports.read(officer, id);
  }

  private static String words(byte[] workbook) throws IOException {
    StringBuilder words = new StringBuilder();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
      List<Row> rows = book.getFirstSheet().read();
      rows.forEach(row -> row.forEach(cell -> words.append(cell.getRawValue()).append('\n')));
    }
    return words.toString();
  }

  @Test
  void theVillagesListComesBackUnchangedWithoutAWarning() throws Exception {
    byte[] list =
        workbook("/campaigns/" + cast.campaign + "/villages/" + cast.village(0) + "/export");
    ImportBatch back = readBack(list);
    assertThat(back.counts()).isEqualTo(new ImportCounts(3, 0, 0, 3, 0));
    assertThat(back.findings()).isEmpty();
    assertThat(words(list)).contains("Trạng thái hồ sơ", "Chưa đạt");
  }

  @Test
  void theQueueOfTheCommuneComesBackUnchanged() throws Exception {
    String queue = "/campaigns/" + cast.campaign + "/communes/" + cast.commune + "/export";
    assertThat(readBack(workbook(queue)).counts()).isEqualTo(new ImportCounts(4, 0, 0, 4, 0));
    assertThat(readBack(workbook(queue + "?stage=SENT")).counts())
        .isEqualTo(new ImportCounts(3, 0, 0, 3, 0));
    assertThat(words(workbook(queue + "?stage=SENT&q=xuan")))
        .contains("Cà Thị Xuân")
        .doesNotContain("Lò Văn An");
  }

  @Test
  void theListOfADecisionComesBackUnchanged() throws Exception {
    recognition
        .approve(cast.officer, cast.campaign, cast.commune, new Selection.AllBut(null, List.of()))
        .orThrow();
    UUID decision =
        recognition
            .recognise(
                cast.officer, cast.decision("7/QĐ-UBND", new Selection.AllBut(null, List.of())))
            .orThrow()
            .decisionId();
    byte[] list = workbook("/decisions/" + decision + "/export");
    assertThat(readBack(list).counts()).isEqualTo(new ImportCounts(2, 0, 0, 2, 0));
    assertThat(words(list)).contains("7/QĐ-UBND", "Quàng Thị Bích");
  }

  @Test
  void aForeignListIsNotFound() throws Exception {
    int foreign = cast.place.communes().getLast();
    assertThat(
            mvc.perform(
                    get("/campaigns/" + cast.campaign + "/communes/" + foreign + "/export")
                        .cookie(cookie))
                .andReturn()
                .getResponse()
                .getStatus())
        .isEqualTo(404);
  }
}
