package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.RowsAsked;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportNumbers.Number;
import vn.khuyenhoc.reports.ReportNumbers.What;

/**
 * How much was recognised by the last day of a period whose figures were read after it, by the days
 * of the decisions. Campaigns are yearly, so everything else is told as of the moment of reading.
 */
final class PeriodFigures {

  /** The end of the keys of what was decided after the period. */
  static final String AFTER = ".after";

  private final ReportNumbers numbers;
  private final @Nullable Map<RowsAsked.Thing, Long> later;
  private final Texts t;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> named = new ArrayList<>();

  /**
   * @param later how much of each was decided after the last day of the period; null where counting
   *     that took too long
   */
  PeriodFigures(ReportNumbers numbers, @Nullable Map<RowsAsked.Thing, Long> later) {
    this.numbers = numbers;
    this.later = later;
    this.t = numbers.texts();
  }

  /** Adds a model; nothing where nobody reported it, or the period is not over yet. */
  void add(Overview.Column column) {
    BigDecimal all = ReportNumbers.recognised(column.own());
    if (all == null || later == null || !numbers.period().over()) {
      return;
    }
    Measured measured = column.measured();
    String name = t.t(measured.messageKey());
    String noun = t.t(measured.roll().messageKey());
    String key = key(measured);
    BigDecimal after =
        BigDecimal.valueOf(
            later.getOrDefault(new RowsAsked.Thing(measured.model(), measured.level()), 0L));
    rows.add(
        new Row(
            name,
            0,
            false,
            List.of(
                put(key + ".until", "until", name, noun, measured, all.subtract(after)),
                put(key + AFTER, "after", name, noun, measured, after),
                ModelFigures.key(measured) + ".recognised")));
    BigDecimal until = all.subtract(after);
    share(
        key + ".rate",
        until,
        ReportNumbers.total(column.own()),
        measured,
        ReportSays.say("figure.period.rate", name, numbers.period().until()));
    share(
        key + ".rate_enrolled",
        until,
        numbers.registered().under(column, numbers.period().year(), column.own()),
        measured,
        ReportSays.say("figure.period.rate-registered", name, numbers.period().until()));
    if (after.signum() > 0) {
      named.add(ReportSays.say("period.one", numbers.quoted(measured), after, all));
    }
  }

  /** The beginning of the keys of what is told by the days of decisions. */
  static String key(Measured measured) {
    return "E." + measured.model() + "." + measured.level();
  }

  /**
   * Whether the results of a part of a year are told by the days of decisions, because some came
   * after it.
   */
  boolean apart() {
    return !numbers.period().whole() && !named.isEmpty();
  }

  private void share(
      String key, BigDecimal until, @Nullable BigDecimal under, Measured measured, String label) {
    numbers.add(
        What.percent(key, label),
        Number.share(until, under),
        null,
        "",
        numbers.counted(measured, label),
        List.of());
  }

  private String put(
      String key, String what, String name, String noun, Measured measured, BigDecimal value) {
    return numbers
        .add(
            What.count(
                key, ReportSays.say("figure.period." + what, name, numbers.period().until()), noun),
            Number.of(value),
            null,
            "",
            numbers.counted(
                measured,
                ReportSays.say(
                    "figure.period." + what + ".definition", name, numbers.period().until())),
            List.of())
        .key();
  }

  /** What is said of it; empty where the period is not over. */
  List<String> sentences() {
    ReportPeriod period = numbers.period();
    if (!period.over()) {
      return List.of();
    }
    List<String> said = new ArrayList<>();
    if (later == null) {
      said.add(ReportSays.say("period.slow", period.until(), period.moment(), period.of()));
    } else if (rows.isEmpty()) {
      return List.of();
    } else if (named.isEmpty()) {
      said.add(ReportSays.say("period.nothing", period.until(), period.moment(), period.of()));
    } else {
      said.add(
          ReportSays.say(
              "period.later",
              period.until(),
              period.moment(),
              period.of(),
              String.join("; ", named)));
    }
    said.add(ReportSays.say("period.read", period.day()));
    return said;
  }

  /**
   * The table of all models; null where there is none, nothing came after the period, or the
   * results themselves are told by the days of decisions.
   */
  @Nullable Table table() {
    return named.isEmpty() || apart()
        ? null
        : new Table(
            "PERIOD",
            ReportSays.say("table.period", numbers.period().until(), numbers.period().of()),
            ReportSays.say("table.period.note", numbers.period().until()),
            ReportSays.say("column.model"),
            List.of(
                new Column(ReportSays.say("column.until", numbers.period().until()), ""),
                new Column(ReportSays.say("column.after", numbers.period().until()), ""),
                new Column(ReportSays.say("column.together", numbers.period().moment()), "")),
            rows);
  }
}
