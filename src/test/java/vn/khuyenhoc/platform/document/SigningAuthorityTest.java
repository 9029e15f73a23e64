package vn.khuyenhoc.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who signs what in whose name, as Decree 30/2020 has it. */
class SigningAuthorityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DECISION|Ủy ban nhân dân xã Thuận Châu|Chủ tịch|CHỦ TỊCH|CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THUẬN CHÂU",
        "DECISION|Ủy ban nhân dân xã Thuận Châu|Phó Chủ tịch|KT. CHỦ TỊCH/PHÓ CHỦ TỊCH|CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THUẬN CHÂU",
        "DECISION|Ủy ban nhân dân xã Thuận Châu|TM. Ủy ban nhân dân, Chủ tịch|TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH|ỦY BAN NHÂN DÂN XÃ THUẬN CHÂU",
        "DECISION|Ủy ban nhân dân xã Thuận Châu|Chủ tịch UBND xã|CHỦ TỊCH|CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THUẬN CHÂU",
        "DECISION|Ủy ban nhân dân xã Thuận Châu|Chủ tịch UBND (mẫu)|CHỦ TỊCH (MẪU)|CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THUẬN CHÂU",
        "DECISION|Ủy ban nhân dân xã Thuận Châu|Phó Chủ tịch Ủy ban nhân dân xã|KT. CHỦ TỊCH/PHÓ CHỦ TỊCH|CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THUẬN CHÂU",
        "DECISION|Hội Khuyến học tỉnh Sơn La|Chủ tịch|TM. BAN THƯỜNG VỤ/CHỦ TỊCH|BAN THƯỜNG VỤ HỘI KHUYẾN HỌC TỈNH SƠN LA",
        "DECISION|Hội Khuyến học tỉnh Sơn La|T/M Ban Chấp hành, chủ tịch|TM. BAN CHẤP HÀNH/CHỦ TỊCH|BAN CHẤP HÀNH HỘI KHUYẾN HỌC TỈNH SƠN LA",
        "DECISION|Sở Giáo dục và Đào tạo|Giám đốc|GIÁM ĐỐC|GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "DECISION|Sở Giáo dục và Đào tạo|Phó Giám đốc|KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC|GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "REPORT|Ủy ban nhân dân tỉnh Sơn La|Chủ tịch|TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH|",
        "REPORT|Hội Khuyến học tỉnh Sơn La|Phó Chủ tịch|TM. BAN CHẤP HÀNH/KT. CHỦ TỊCH/PHÓ CHỦ TỊCH|",
        "PLAN|UBND tỉnh Sơn La|Chủ tịch|TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH|",
        "SUBMISSION|Hội Khuyến học xã Thuận Châu|Chủ tịch|TM. BAN THƯỜNG VỤ/CHỦ TỊCH|",
        "SUBMISSION|Ủy ban Mặt trận Tổ quốc xã Thuận Châu|Chủ tịch|TM. BAN THƯỜNG TRỰC/CHỦ TỊCH|",
        "REPORT|Trường THPT Tông Lệnh|Hiệu trưởng|HIỆU TRƯỞNG|",
        "REPORT|Ủy ban nhân dân tỉnh Sơn La|TL. Chủ tịch, Chánh Văn phòng|TL. CHỦ TỊCH/CHÁNH VĂN PHÒNG|CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA",
        "REPORT|Ủy ban nhân dân tỉnh Sơn La|TUQ. Chủ tịch, Giám đốc Sở Nội vụ|TUQ. CHỦ TỊCH/GIÁM ĐỐC SỞ NỘI VỤ|",
        "REPORT|Hội Khuyến học tỉnh Sơn La|TM. Ban Thường vụ, KT. Chủ tịch, Ủy viên Thường trực|TM. BAN THƯỜNG VỤ/KT. CHỦ TỊCH/ỦY VIÊN THƯỜNG TRỰC|",
        "MINUTES|Ủy ban nhân dân xã Thuận Châu|Thư ký|THƯ KÝ|",
      })
  void everyKindOfDocumentIsSignedInItsOwnCapacity(
      DocumentKind kind, String issuer, String position, String lines, String decides) {
    SigningAuthority authority = SigningAuthority.of(kind, issuer, position);
    assertThat(authority.block(null).capacity())
        .containsExactlyElementsOf(Arrays.asList(lines.split("/")));
    if (decides != null) {
      assertThat(authority.decides()).isEqualTo(decides);
    }
  }

  @Test
  void everyKindOfDocumentOfEveryKindOfBodyHasItsAnswer() {
    for (DocumentKind kind : DocumentKind.values()) {
      for (String issuer :
          new String[] {"Ủy ban nhân dân xã A", "Hội Khuyến học xã A", "Ủy ban Mặt trận xã A"}) {
        assertThat(SigningAuthority.of(kind, issuer, SigningAuthority.head(issuer)).block("A"))
            .satisfies(block -> assertThat(block.capacity().getLast()).isEqualTo("CHỦ TỊCH"));
      }
    }
    assertThat(SigningAuthority.head("Sở Nội vụ")).isEqualTo("Giám đốc");
    assertThat(SigningAuthority.head("Doanh nghiệp A")).isEqualTo("Thủ trưởng");
  }
}
