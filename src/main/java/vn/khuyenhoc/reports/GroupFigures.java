package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportFigure.Role;
import vn.khuyenhoc.reports.ReportNumbers.Number;
import vn.khuyenhoc.reports.ReportNumbers.What;

/** Learning citizens by labour group, and as a share of what households state. */
final class GroupFigures {

  private final ReportNumbers numbers;
  private final Texts t;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  GroupFigures(ReportNumbers numbers) {
    this.numbers = numbers;
    this.t = numbers.texts();
  }

  /** What was said of shares of what households state. */
  List<String> sentences() {
    return said;
  }

  /** The table of all groups; null where there is none. */
  @Nullable Table table() {
    return rows.isEmpty()
        ? null
        : new Table(
            "GROUPS",
            ReportSays.say("table.groups", numbers.period().of()),
            "",
            ReportSays.say("column.group"),
            List.of(
                new Column(ReportSays.say("column.listed"), ""),
                new Column(ReportSays.say("column.registered"), ""),
                new Column(ReportSays.say("column.achieved"), ""),
                new Column(ReportSays.say("column.rate-listed"), ""),
                new Column(ReportSays.say("column.rate-registered"), ""),
                new Column(numbers.period().before(), "")),
            rows);
  }

  /** The beginning of the keys of a labour group's figures. */
  static String key(Measured measured) {
    return "G." + measured.form();
  }

  /** The key of a share of what households state. */
  static String statedKey(Measured measured) {
    return "S." + measured.denominator();
  }

  /** Adds a labour group. */
  void group(Measured measured, String name, AreaFigure own, @Nullable AreaFigure before) {
    String key = key(measured);
    String noun = t.t(measured.roll().messageKey());
    ReportNumbers.Origin origin =
        numbers.counted(measured, ReportSays.say("figure.group.definition", name));
    BigDecimal recognised = ReportNumbers.recognised(own);
    numbers.add(
        What.count(key + ".registered", ReportSays.say("figure.group.listed", name), noun),
        Number.of(ReportNumbers.listed(own)),
        ReportNumbers.listed(before),
        "",
        origin,
        List.of());
    Registered registered = numbers.registered();
    int year = numbers.period().year();
    numbers.add(
        What.count(key + ".enrolled", ReportSays.say("figure.group.registered", name), noun),
        Number.of(registered.count(measured, year, own)),
        registered.count(measured, year - 1, before),
        "",
        origin,
        List.of());
    numbers.add(
        What.count(key + ".recognised", ReportSays.say("figure.group.recognised", name), noun),
        Number.of(recognised),
        ReportNumbers.recognised(before),
        "",
        origin,
        List.of());
    numbers.add(
        What.percent(key + ".rate", ReportSays.say("figure.group.rate-listed", name)),
        Number.share(recognised, ReportNumbers.listed(own)),
        ReportWords.percent(ReportNumbers.recognised(before), ReportNumbers.listed(before)),
        "",
        origin,
        List.of());
    numbers.add(
        What.percent(key + ".rate_enrolled", ReportSays.say("figure.group.rate", name)),
        Number.share(recognised, registered.under(measured, year, own)),
        ReportWords.percent(
            ReportNumbers.recognised(before), registered.under(measured, year - 1, before)),
        "",
        origin,
        List.of());
    rows.add(
        new Row(
            name,
            0,
            false,
            List.of(
                key + ".registered",
                key + ".enrolled",
                key + ".recognised",
                key + ".rate",
                key + ".rate_enrolled",
                ReportCell.before(key + ".rate"))));
  }

  /**
   * Adds the share of what households state.
   *
   * @param own null where counting it takes too long: it is then told as not computed
   * @param below the same of the areas below
   */
  void stated(
      Measured measured,
      @Nullable AreaFigure own,
      @Nullable AreaFigure before,
      List<AreaFigure> below) {
    String noun = t.t(measured.denominator().messageKey());
    BigDecimal under = ReportNumbers.total(own);
    ReportFigure rate =
        numbers.add(
            What.percent(statedKey(measured), ReportSays.say("figure.stated", noun)),
            own == null
                ? new Number(null, null, null, true)
                : Number.share(ReportNumbers.recognised(own), under),
            before == null ? null : before.percent(),
            own == null
                ? ReportSays.say("remark.slow")
                : under == null ? ReportSays.say("remark.stated", noun) : "",
            numbers.counted(measured, ReportSays.say("figure.stated.definition", noun)),
            below.stream()
                .map(
                    one ->
                        ReportNumbers.part(
                            one.areaId(),
                            one.name(),
                            Number.share(ReportNumbers.recognised(one), ReportNumbers.total(one))))
                .toList());
    if (own != null) {
      int year = numbers.period().year();
      String citizens = ModelFigures.key(measured) + ".recognised";
      ReportIngredients made =
          new ReportIngredients(t)
              .add(
                  Role.COUNTED,
                  citizens,
                  ReportSays.say("figure.recognised", t.t(measured.messageKey())),
                  year,
                  ReportNumbers.recognised(own))
              .stated(Role.DIVISOR, measured.denominator(), year, under);
      if (before != null && rate.previous() != null && numbers.period().whole()) {
        made.add(
                Role.BEFORE,
                citizens,
                ReportSays.say("figure.recognised", t.t(measured.messageKey())),
                year - 1,
                ReportNumbers.recognised(before))
            .stated(Role.BEFORE, measured.denominator(), year - 1, ReportNumbers.total(before));
      }
      numbers.put(rate.of(made.all()));
    }
    BigDecimal value = rate.number();
    if (value != null && under != null) {
      said.add(ReportSays.say("results.stated", noun, t.percent(value), t.decimal(under)));
    }
  }
}
