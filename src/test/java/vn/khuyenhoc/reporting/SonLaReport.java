package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Campaign;
import vn.khuyenhoc.reporting.ResultsReport.Commune;
import vn.khuyenhoc.reporting.ResultsReport.Criteria;
import vn.khuyenhoc.reporting.ResultsReport.Target;

/** Reports of a whole province with made-up figures. */
final class SonLaReport {

  static final Target TARGET =
      new Target(
          new BigDecimal("70.00"),
          "Kế hoạch của Ủy ban nhân dân tỉnh Sơn La thực hiện Chương trình “Đẩy mạnh phong trào học"
              + " tập suốt đời trong gia đình, dòng họ, cộng đồng, đơn vị giai đoạn 2021 - 2030”",
          "tỉnh Sơn La",
          2025);

  static final List<String> NAMES =
      """
          Phường Tô Hiệu
          Phường Chiềng An
          Phường Chiềng Cơi
          Phường Chiềng Sinh
          Xã Mường Chiên
          Xã Mường Giôn
          Xã Quỳnh Nhai
          Xã Mường Sại
          Xã Thuận Châu
          Xã Bình Thuận
          Xã Mường É
          Xã Chiềng La
          Xã Mường Khiêng
          Xã Mường Bám
          Xã Long Hẹ
          Xã Co Mạ
          Xã Nậm Lầu
          Xã Muổi Nọi
          Xã Mường La
          Xã Chiềng Lao
          Xã Ngọc Chiến
          Xã Mường Bú
          Xã Chiềng Hoa
          Xã Bắc Yên
          Xã Xím Vàng
          Xã Tà Xùa
          Xã Pắc Ngà
          Xã Tạ Khoa
          Xã Chiềng Sại
          Xã Suối Tọ
          Xã Mường Cơi
          Xã Phù Yên
          Xã Gia Phù
          Xã Mường Bang
          Xã Tường Hạ
          Xã Kim Bon
          Xã Tân Phong
          Phường Mộc Sơn
          Phường Mộc Châu
          Phường Thảo Nguyên
          Xã Chiềng Sơn
          Xã Tân Yên
          Xã Đoàn Kết
          Xã Song Khủa
          Xã Tô Múa
          Phường Vân Sơn
          Xã Lóng Sập
          Xã Vân Hồ
          Xã Xuân Nha
          Xã Yên Châu
          Xã Chiềng Hặc
          Xã Yên Sơn
          Xã Lóng Phiêng
          Xã Phiêng Khoài
          Xã Mai Sơn
          Xã Chiềng Sung
          Xã Mường Chanh
          Xã Chiềng Mung
          Xã Chiềng Mai
          Xã Tà Hộc
          Xã Phiêng Cằm
          Xã Phiêng Pằn
          Xã Sông Mã
          Xã Bó Sinh
          Xã Mường Lầm
          Xã Nậm Ty
          Xã Chiềng Sơ
          Xã Chiềng Khoong
          Xã Huổi Một
          Xã Mường Hung
          Xã Chiềng Khương
          Xã Púng Bánh
          Xã Sốp Cộp
          Xã Mường Lèo
          Xã Mường Lạn
          """
          .lines()
          .toList();

  private SonLaReport() {}

  /**
   * Seventy-five communes: five have reported nothing (one of them scored some), eight in part, two
   * have a declared total, one reported by hand.
   */
  static ResultsReport full() {
    return of(communes(), null, null, true);
  }

  static ResultsReport signed(List<Commune> communes) {
    return of(communes, "7", LocalDate.of(2026, 12, 5), false);
  }

  static ResultsReport of(
      List<Commune> communes,
      @Nullable String number,
      @Nullable LocalDate signedOn,
      boolean sample) {
    return new ResultsReport(
        new IssuingBody("Hội Khuyến học Việt Nam", "Hội Khuyến học tỉnh Sơn La", "HKH", "Sơn La"),
        number,
        signedOn,
        2026,
        "Gia đình học tập",
        "tỉnh Sơn La",
        "bản",
        Instant.parse("2026-11-15T03:42:00Z"),
        new Campaign(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 11, 10), false),
        new Criteria("Bộ tiêu chí Gia đình học tập", "Hội Khuyến học Việt Nam", 1, sample),
        FigureRules.together(communes.stream().map(Commune::base).toList()),
        List.of(TARGET),
        communes,
        new Recipients(
            List.of(
                "Hội Khuyến học Việt Nam (báo cáo)",
                "Ủy ban nhân dân tỉnh (báo cáo)",
                "Sở Giáo dục và Đào tạo",
                "Ủy viên Ban Chấp hành Hội Khuyến học tỉnh",
                "Hội Khuyến học các xã, phường"),
            "VT"),
        new SignatureBlock("Ban Chấp hành", null, "Chủ tịch", "Nguyễn Thị Mẫu"),
        sample,
        ResultsReport.Lines.COMMUNES,
        new ResultsReport.Tree(Basis.AS_IS, LocalDate.of(2026, 11, 15), ""));
  }

  static List<Commune> communes() {
    var communes = new ArrayList<Commune>();
    for (int at = 0; at < NAMES.size(); at++) {
      int villages = 22 + at * 7 % 17;
      long roll = 300 + at * 37L % 211;
      if (at % 15 == 11) {
        long scored = at == 11 ? 25 : 0;
        communes.add(commune(NAMES.get(at), villages, 0, roll, scored, 0, 0, 0));
      } else if (at % 9 == 4) {
        long sent = roll * 2 / 5;
        communes.add(
            commune(NAMES.get(at), villages, villages * 2 / 5, roll, sent + 14, sent, sent / 2, 0));
      } else {
        long recognised = roll * (58 + at * 11 % 31) / 100;
        communes.add(
            commune(
                NAMES.get(at),
                villages,
                villages,
                roll,
                roll - 3,
                roll - 5,
                recognised + 9,
                recognised));
      }
    }
    var declared = communes.get(2);
    communes.set(
        2,
        new Commune(
            declared.name(),
            declared.villages(),
            declared.villagesSent(),
            true,
            declared.roll(),
            new Base.Declared(1204, "UBND phường Chiềng Cơi", LocalDate.of(2026, 6, 30)),
            declared.scored(),
            declared.sent(),
            declared.approved(),
            declared.recognised(),
            TARGET,
            "",
            false));
    return communes;
  }

  static Commune commune(
      String name,
      int villages,
      int villagesSent,
      long roll,
      long scored,
      long sent,
      long approved,
      long recognised) {
    return new Commune(
        name,
        villages,
        villagesSent,
        false,
        roll,
        new Base.Roll(roll),
        scored,
        sent,
        approved,
        recognised,
        TARGET,
        "",
        false);
  }
}
