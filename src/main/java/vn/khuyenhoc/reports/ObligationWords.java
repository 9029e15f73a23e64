package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.HistoryLine;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Duties to report in the reader's words.
 *
 * @param t the reader's language
 * @param today the day
 */
public record ObligationWords(Texts t, LocalDate today) {

  /** By when: "hằng năm, trước ngày 15/11". */
  public String rule(ObligationRule rule) {
    String rhythm = t.t(rule.rhythm().messageKey());
    return switch (rule.rhythm()) {
      case YEARLY -> joined(rhythm, year(rule, rule.first(), rule.later()));
      case HALF_YEARLY ->
          rule.first() == null
              ? joined(rhythm, t.t("obligations.rule.no-day"))
              : joined(
                  rhythm,
                  t.t(
                      "obligations.rule.halves",
                      year(rule, rule.first(), false),
                      year(rule, rule.second(), false)));
      case QUARTERLY, MONTHLY -> {
        Integer day = rule.day();
        yield joined(
            rhythm,
            day == null
                ? t.t("obligations.rule.no-day")
                : t.t(
                    "obligations.rule."
                        + rule.rhythm().name()
                        + (rule.later() ? ".later" : "")
                        + before(rule),
                    day));
      }
      case WEEKLY -> {
        Integer day = rule.day();
        yield joined(
            rhythm,
            day == null
                ? t.t("obligations.rule.no-day")
                : t.t(
                    "obligations.rule.WEEKLY" + (rule.later() ? ".later" : "") + before(rule),
                    t.t("obligations.weekday." + day)));
      }
      case ONCE -> once(rule);
      case AFTER_EVENT -> {
        Integer days = rule.daysAfter();
        yield days == null
            ? joined(rhythm, t.t("obligations.rule.no-days-after"))
            : t.t("obligations.rule.days-after", days);
      }
      case ON_REQUEST, NO_DAY -> rhythm;
    };
  }

  private static String joined(String rhythm, String day) {
    return rhythm + ", " + day;
  }

  private static String before(ObligationRule rule) {
    return rule.inclusive() ? "" : ".before";
  }

  private String year(ObligationRule rule, @Nullable MonthDay day, boolean later) {
    return day == null
        ? t.t("obligations.rule.no-day")
        : t.t(
            "obligations.rule.day" + (later ? ".later" : "") + before(rule),
            day.getDayOfMonth() + "/" + day.getMonthValue());
  }

  private String once(ObligationRule rule) {
    LocalDate day = rule.once();
    ObligationRule.Within within = rule.within();
    if (day == null || within == null) {
      return t.t("obligations.rule.no-day");
    }
    return switch (within) {
      case DAY -> t.t("obligations.rule.once" + before(rule), day);
      case QUARTER ->
          t.t(
              "obligations.rule.quarter",
              VietnameseDates.romanQuarter((day.getMonthValue() + 2) / 3),
              String.valueOf(day.getYear()));
      case YEAR -> t.t("obligations.rule.year", String.valueOf(day.getYear()));
    };
  }

  /** Who reports: "mỗi xã của Tỉnh Sơn La", or the bodies by name. */
  public String reporter(Obligation obligation) {
    ObligationSays says = obligation.says();
    return says.reporter() == ObligationReporter.BODIES
        ? parties(says.reporters())
        : t.t(
            says.reporter().level() == obligation.areaLevel()
                ? "obligations.reporter.itself"
                : says.reporter().messageKey(),
            obligation.areaName());
  }

  /** Several of them in one line. */
  public String parties(List<ObligationParty> parties) {
    return parties.stream().map(ObligationParty::said).collect(Collectors.joining("; "));
  }

  /** The names of its forms. */
  public String forms(ObligationSays says) {
    return says.forms().stream()
        .map(one -> t.t("reports.form." + one))
        .collect(Collectors.joining(", "));
  }

  /** The document it comes from. */
  public String document(ObligationSays says) {
    return List.of(says.number(), says.document()).stream()
        .filter(one -> !one.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  /** The last day: "hết ngày 14/11/2026 (thứ Bảy)", and that it was moved. */
  public String due(ObligationDue due) {
    LocalDate day = due.due();
    if (day == null) {
      return t.t("obligations.due.none");
    }
    String said =
        t.t(
            "obligations.due.day",
            day,
            t.t("obligations.weekday." + day.getDayOfWeek().getValue()));
    return due.moved()
        ? said
            + " · "
            + (due.ruled() == null
                ? t.t("obligations.due.set")
                : t.t("obligations.due.moved", due.ruled()))
        : said;
  }

  /** When it is due and how far off that is, and whose it was where those are no more. */
  public String said(Dues.Owed one) {
    String when = due(one.due()) + " · " + left(one.due());
    return one.formerly().isEmpty()
        ? when
        : t.t("obligations.owed.formerly", String.join(", ", one.formerly())) + " · " + when;
  }

  /** How far off it is: "còn 12 ngày", "hạn hôm nay", "đã qua 3 ngày". */
  public String left(ObligationDue due) {
    LocalDate day = due.due();
    if (day == null) {
      return t.t("obligations.due.none");
    }
    long days = java.time.temporal.ChronoUnit.DAYS.between(today, day);
    return t.t(
        days < 0
            ? "obligations.left.past"
            : days == 0 ? "obligations.left.today" : "obligations.left.days",
        Math.abs(days));
  }

  /** What it is about. */
  public String period(ObligationDue due) {
    ObligationOccasion occasion = due.occasion();
    String period = due.period().name(t);
    return occasion == null || occasion.name().isEmpty()
        ? period
        : t.t("obligations.period.occasion", occasion.name(), period);
  }

  /** How many have sent it: "đã gửi 60 trên 75". */
  public String sum(DueSum sum) {
    return sum.areas() == 0
        ? t.t("obligations.sum.nobody")
        : t.t("obligations.sum", sum.sent(), sum.areas());
  }

  /** Where a report stands, and that it was late. */
  public String state(DueRow row) {
    String said = t.t(row.state().messageKey());
    if (row.missing()) {
      return t.t("obligations.state.missing", said);
    }
    return row.late() && row.state() == DueState.ACCEPTED
        ? t.t("obligations.state.was-late", said)
        : said;
  }

  /** Everything that was done to it, the newest first. */
  public List<HistoryLine> history(Obligation obligation) {
    record Line(java.time.Instant at, HistoryLine line) {}
    List<Line> lines = new ArrayList<>();
    ObligationSays earlier = null;
    for (ObligationVersion version : obligation.versions()) {
      ObligationSays says = version.says();
      String what = t.t(version.act().messageKey());
      if (earlier != null && !earlier.rule().equals(says.rule())) {
        what = t.t("obligations.act.rule", what, rule(earlier.rule()), rule(says.rule()));
      }
      if (earlier != null && !earlier.title().equals(says.title())) {
        what = t.t("obligations.act.title", what, earlier.title());
      }
      if (version.corrects()) {
        what = t.t("obligations.act.corrects", what);
      }
      lines.add(
          new Line(
              version.at(),
              new HistoryLine(
                  t.dateTime(version.at()),
                  what,
                  version.by(),
                  version.reason().isEmpty() ? null : version.reason(),
                  version.act() == ObligationVersion.Act.WITHDRAW ? "back" : "info")));
      earlier = says;
    }
    for (ObligationMove move : obligation.moves()) {
      lines.add(
          new Line(
              move.at(),
              new HistoryLine(
                  t.dateTime(move.at()),
                  move.due() == null
                      ? t.t("obligations.act.move-back", move.period().name(t), said(move.was()))
                      : t.t(
                          "obligations.act.move-one",
                          move.period().name(t),
                          said(move.was()),
                          said(move.due())),
                  move.by(),
                  move.reason(),
                  "wait")));
    }
    for (ObligationOccasion occasion : obligation.occasions()) {
      lines.add(
          new Line(
              occasion.at(),
              new HistoryLine(
                  t.dateTime(occasion.at()),
                  t.t(
                      occasion.withdrawnReason() == null
                          ? "obligations.act.occasion"
                          : "obligations.act.occasion-withdrawn",
                      occasion.name(),
                      occasion.period().name(t),
                      said(occasion.due())),
                  occasion.by(),
                  occasion.withdrawnReason(),
                  "info")));
    }
    return lines.stream()
        .sorted(java.util.Comparator.comparing(Line::at).reversed())
        .map(Line::line)
        .toList();
  }

  private String said(@Nullable LocalDate day) {
    return day == null ? t.t("obligations.due.none") : t.date(day);
  }
}
