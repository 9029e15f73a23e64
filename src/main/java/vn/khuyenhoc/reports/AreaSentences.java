package vn.khuyenhoc.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.FiguresWords;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/** What a report says of its area and of those below it besides numbers of models. */
final class AreaSentences {

  /** So many areas are named in a sentence. */
  static final int MOST_NAMED = 10;

  private final ReportNumbers numbers;
  private final Overview overview;
  private final Texts t;

  AreaSentences(ReportNumbers numbers, Overview overview) {
    this.numbers = numbers;
    this.overview = overview;
    this.t = numbers.texts();
  }

  /** What was evaluated, of which year, in which areas, and when it was read. */
  List<String> situation(List<Area> below, boolean comparable) {
    ReportPeriod period = numbers.period();
    List<String> said = new ArrayList<>();
    if (!below.isEmpty()) {
      said.add(
          ReportSays.say(
              "situation.areas." + below.getFirst().level().name(),
              overview.area().name(),
              below.size()));
    }
    List<String> models =
        overview.columns().stream().map(one -> numbers.quoted(one.measured())).distinct().toList();
    String year = String.valueOf(period.year());
    said.add(
        models.isEmpty()
            ? ReportSays.say("situation.nothing", year)
            : ReportSays.say("situation.models", year, String.join(", ", models)));
    if (!period.whole()) {
      said.add(ReportSays.say("situation.so-far", period.words(), year, period.moment()));
      said.add(
          ReportSays.say(
              comparable ? "situation.held-against" : "situation.no-comparison",
              period.fromBefore(),
              period.untilBefore()));
    } else if (period.from().getYear() != period.year()) {
      said.add(ReportSays.say("situation.last-year", period.words(), year));
    }
    said.add(ReportSays.say("situation.moment", period.moment(), overview.date()));
    return said;
  }

  /** Which areas below reported nothing of a model. */
  List<String> below(int count) {
    List<String> said = new ArrayList<>();
    String unit = new FiguresWords(t).unit(overview.childLevel());
    for (Overview.Column column : overview.below()) {
      List<AreaFigure> silent = column.children(Reporting.NOT_REPORTED);
      if (!silent.isEmpty()) {
        said.add(
            ReportSays.say(
                "below.silent",
                numbers.named(column.measured()),
                silent.size(),
                column.areas(),
                unit,
                named(silent, unit)));
      }
    }
    if (said.isEmpty() && !overview.below().isEmpty()) {
      said.add(ReportSays.say("below.all", count, unit));
    }
    return said;
  }

  /** The first of many by name; the tables of areas name them all. */
  private static String named(List<AreaFigure> silent, String unit) {
    String names =
        silent.stream().limit(MOST_NAMED).map(AreaFigure::name).collect(Collectors.joining(", "));
    return silent.size() <= MOST_NAMED
        ? names
        : ReportSays.say("below.silent.more", names, silent.size() - MOST_NAMED, unit);
  }
}
