package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

/** The documents that the work rests on. */
@ModuleTest
class LibraryPagesTest {

  @Autowired private MockMvc mvc;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private BuiltInCriteria criteria;
  @Autowired private SignedIn signedIn;

  @Test
  void everyDocumentSaysWhatWasCheckedAndWhatWasNot() {
    assertThat(LibraryPages.documents())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            one -> {
              assertThat(one.number()).isNotBlank();
              assertThat(one.issuer()).isNotBlank();
              assertThat(one.governs()).isNotBlank();
              assertThat(one.verified()).as(one.id()).isNotEmpty();
              assertThat(one.unverified()).as(one.id()).isNotEmpty();
              assertThat(one.url()).startsWith("http");
            });
    assertThat(LibraryPages.documents().stream().map(SourceDocument::id)).doesNotHaveDuplicates();
  }

  @Test
  void aVolunteerReadsWhatIsAboutAModelAndFindsItsBlankSheet() throws Exception {
    criteria.loadOnce();
    SmallProvince place = SmallProvince.in(areas, builtIn);
    Cookie volunteer =
        signedIn.as(Role.VOLUNTEER, place.villages().getFirst(), "Trưởng bản đọc tài liệu");
    String all = page("/library", volunteer);
    assertThat(all).contains("Thông tư 24/2023/TT-BGDĐT", "Nghị định 86/2023/NĐ-CP");
    String units = page("/library?model=LEARNING_UNIT", volunteer);
    assertThat(units)
        .contains("Thông tư 24/2023/TT-BGDĐT", "gửi hồ sơ trước ngày 15/01 năm sau", "/sheet")
        .doesNotContain("Nghị định 86/2023/NĐ-CP", "Quyết định 324/QĐ-KHVN");
    assertThat(page("/library?model=NOTHING", volunteer)).contains("Thông tư 25/2023/TT-BGDĐT");
  }

  private String page(String path, Cookie who) throws Exception {
    return mvc.perform(get(path).cookie(who))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }
}
