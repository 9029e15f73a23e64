package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

class FiguresWordsTest {

  private final FiguresWords words = new FiguresWords(new Languages().vietnamese());
  private final Plan association =
      new Plan(
          "S0", 1, "tỉnh Sơn La", "Hội Khuyến học tỉnh Sơn La", "…", "04/HKH", "", 2024, 2024, "");
  private final Plan committee =
      new Plan("S1", 1, "tỉnh Sơn La", "UBND tỉnh Sơn La", "…", "", "", 2022, 2030, "");
  private final List<PlanTarget> targets =
      List.of(
          TargetRulesTest.target(association, "S0-4.2", 2024, 1, "90"),
          TargetRulesTest.target(committee, "S1-b", 2025, 1, "70"),
          TargetRulesTest.target(committee, "S1-b", 2030, 1, "80"));

  @Test
  void theGapIsSaidInPoints() {
    assertThat(words.gap(figure(736, 1000, 2024))).isEqualTo("còn thiếu 16,4 điểm");
    assertThat(words.gap(figure(755, 1000, 2025))).isEqualTo("vượt 5,5 điểm");
    assertThat(words.gap(figure(700, 1000, 2025))).isEqualTo("vừa đạt");
    assertThat(words.gap(figure(6996, 10000, 2025)))
        .isEqualTo("còn thiếu chưa đến 0,1 điểm (4 hộ)");
  }

  @Test
  void aRateThatOnlyRoundsUpToItsTargetHasNotReachedIt() {
    assertThat(figure(6996, 10000, 2025).gauge().met()).isFalse();
    assertThat(figure(6996, 10000, 2025).missing()).isEqualTo(4);
    assertThat(figure(7000, 10000, 2025).gauge().met()).isTrue();
  }

  @Test
  void whatWasNotReportedHasNoGap() {
    assertThat(words.gap(figure(0, 1000, 2025, Reporting.NOT_REPORTED, 0, 30))).isNull();
  }

  @Test
  void theTargetIsNamedWithPlanYearAndOrigin() {
    assertThat(words.aim(aim(List.of(1, 0), 2024)))
        .isEqualTo(
            "Chỉ tiêu năm 2024: 90\u00a0% (Kế hoạch số 04/HKH của Hội Khuyến học tỉnh Sơn La).");
    assertThat(words.others(aim(List.of(1, 0), 2024)))
        .isEqualTo("Kế hoạch 2022–2030 của UBND tỉnh Sơn La, chưa rõ số: 70\u00a0% (năm 2025)");
    assertThat(words.aim(aim(List.of(1, 0), 2026)))
        .isEqualTo(
            "Năm này không có chỉ tiêu riêng, so với mốc 2030: 80\u00a0% (Kế hoạch 2022–2030 của UBND"
                + " tỉnh Sơn La, chưa rõ số). Cùng kế hoạch: mốc 2025: 70\u00a0%.");
    assertThat(words.aim(aim(List.of(3, 1, 0), 2026)))
        .startsWith("Không có chỉ tiêu riêng, so với mốc 2030 của tỉnh Sơn La: 80\u00a0%");
    assertThat(words.aim(aim(List.of(3, 1, 0), 2024)))
        .startsWith("Không có chỉ tiêu riêng, so với chỉ tiêu của tỉnh Sơn La năm 2024: 90\u00a0%");
  }

  @Test
  void howMuchWasReportedIsSaidInUnits() {
    assertThat(words.reporting(figure(1, 10, 2025, Reporting.PARTLY, 12, 30)))
        .isEqualTo("12/30 thôn, bản đã gửi đủ");
    assertThat(words.reporting(figure(0, 10, 2025, Reporting.NOT_REPORTED, 0, 30)))
        .isEqualTo("Chưa báo cáo");
    assertThat(words.reporting(figure(0, 0, 2025, Reporting.NOT_REPORTED, 0, 0)))
        .isEqualTo("Chưa có danh sách hộ");
  }

  @Test
  void theMixOfBasesIsCounted() {
    assertThat(words.mix(new Base.Mixed(1, 12, 63), AreaLevel.PROVINCE))
        .isEqualTo("12 xã theo số công bố, 63 xã theo danh sách");
  }

  private AreaFigure figure(int recognised, int roll, int year) {
    return figure(recognised, roll, year, Reporting.REPORTED, 1, 1);
  }

  private AreaFigure figure(
      int recognised, int roll, int year, Reporting reporting, long sent, long units) {
    return new AreaFigure(
        1,
        AreaLevel.COMMUNE,
        "Xã Thử",
        "1",
        new Tally(roll, 0, 0, 0, 0, 0, 0, 0, recognised, recognised),
        new Base.Roll(roll),
        reporting,
        units,
        sent,
        TargetRules.aim(List.of(1, 0), year, targets),
        false,
        Set.of());
  }

  private Aim aim(List<Integer> upward, int year) {
    @Nullable Aim aim = TargetRules.aim(upward, year, targets);
    return Objects.requireNonNull(aim);
  }
}
