package vn.khuyenhoc.reports;

import java.util.Arrays;
import java.util.List;

/**
 * The statistics that every report has besides the results of the models, each a table and a sheet
 * of its own. What stands in one is there in each report, reported or not.
 */
enum ReportBlock {
  /** Associations by level, chapters, boards, members. */
  ORGANISATION(
      "ASSOCIATIONS_DISTRICT",
      "ASSOCIATIONS_COMMUNE",
      "ASSOCIATIONS_DIRECT",
      "CHAPTERS",
      "BOARDS",
      "MEMBERS",
      ReportShare.MEMBER_RATE.name(),
      "PARTY_MEMBERS"),
  /** The fund, a head too, and what it was used for. */
  FUND(
      "FUND",
      ReportShare.FUND_A_HEAD.name(),
      "FUND_RAISED",
      "SCHOLARSHIPS",
      "SCHOLARSHIP_AMOUNT",
      "SUPPORT_AMOUNT",
      "REWARD_AMOUNT"),
  /** Courses and who took part. */
  TRAINING("COURSES", "PARTICIPANTS", "OFFICER_TRAINED"),
  /** Learning centres as communes rate them. */
  CLC("CLC_GOOD", "CLC_FAIR", "CLC_EFFECTIVE"),
  /** Everything else that is reported by hand. */
  OTHER;

  private final List<String> lines;

  ReportBlock(String... lines) {
    this.lines = List.of(lines);
  }

  /** Its lines: indicators reported by hand, and shares of them, in their order. */
  List<String> lines() {
    return lines;
  }

  /** Where a figure reported by hand stands in it; behind all others where it has no place. */
  int place(String figure) {
    int at = lines.indexOf(figure.substring(ReportFigure.BY_HAND.length()));
    return at < 0 ? lines.size() : at;
  }

  /** The one that an indicator stands in. */
  static ReportBlock of(String indicator) {
    return Arrays.stream(values())
        .filter(one -> one.lines.contains(indicator))
        .findFirst()
        .orElse(OTHER);
  }
}
