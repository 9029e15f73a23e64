package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.reporting.AreaYear;
import vn.khuyenhoc.reporting.Indicator;
import vn.khuyenhoc.reporting.ReportedValue;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportFigure.Kind;
import vn.khuyenhoc.reports.ReportFigure.Role;
import vn.khuyenhoc.reports.ReportNumbers.Number;
import vn.khuyenhoc.reports.ReportNumbers.Origin;
import vn.khuyenhoc.reports.ReportNumbers.What;

/** What is reported by hand, by block, with what is worked out from it and the people. */
final class HandFigures {

  private final ReportNumbers numbers;
  private final int areaId;

  HandFigures(ReportNumbers numbers, int areaId) {
    this.numbers = numbers;
    this.areaId = areaId;
  }

  /** Adds all of it: a table a block. */
  List<Table> add(AreaYear read) {
    Map<ReportBlock, Map<String, Row>> blocks = new EnumMap<>(ReportBlock.class);
    for (Indicator one : read.byHand()) {
      ReportFigure figure =
          add(one, read.reported().get(one.id()), read.reportedBefore().get(one.id()));
      blocks
          .computeIfAbsent(ReportBlock.of(one.id()), any -> new LinkedHashMap<>())
          .put(one.id(), row(figure, figure.kind() == Kind.PERCENT ? "%" : one.unit()));
    }
    for (ReportShare one : ReportShare.values()) {
      blocks
          .computeIfAbsent(ReportBlock.of(one.name()), any -> new LinkedHashMap<>())
          .put(one.name(), row(perHead(one, read), ReportSays.say("unit." + one.name())));
    }
    List<Table> tables = new ArrayList<>();
    blocks.forEach((block, rows) -> tables.add(table(block, rows)));
    return tables;
  }

  private Table table(ReportBlock block, Map<String, Row> rows) {
    ReportPeriod period = numbers.period();
    List<Row> ordered = new ArrayList<>();
    block.lines().stream().filter(rows::containsKey).forEach(one -> ordered.add(rows.remove(one)));
    ordered.addAll(rows.values());
    return new Table(
        block.name(),
        ReportSays.say("table.block." + block.name(), period.of()),
        "",
        ReportSays.say("column.indicator"),
        List.of(
            new Column(ReportSays.say("column.unit"), ""),
            new Column(ReportSays.say("column.value", period.of()), ""),
            new Column(
                period.whole()
                    ? ReportSays.say("column.value", String.valueOf(period.year() - 1))
                    : period.before(),
                "")),
        ordered);
  }

  private static Row row(ReportFigure figure, String unit) {
    return new Row(
        figure.label(),
        0,
        false,
        List.of(ReportCell.words(unit), figure.key(), ReportCell.before(figure.key())));
  }

  private ReportFigure perHead(ReportShare one, AreaYear read) {
    BigDecimal over = value(read.reported().get(one.indicator()), false);
    ReportFigure figure =
        numbers.add(
            new What(
                one.key(),
                ReportSays.say("figure." + one.name()),
                one.kind(),
                one.kind() == Kind.PERCENT ? "" : ReportSays.say("unit." + one.name())),
            new Number(one.value(over, read.population()), over, read.population()),
            one.value(
                value(read.reportedBefore().get(one.indicator()), false), read.populationBefore()),
            read.population() == null ? ReportSays.say("remark.people") : "",
            new Origin(
                ReportSays.say("figure." + one.name() + ".definition"),
                "/areas/" + areaId,
                ReportSays.say("obtained.people", numbers.period().moment())),
            List.of());
    int year = numbers.period().year();
    LocalDate day = read.overview().date();
    LocalDate last = LocalDate.of(year, 12, 31);
    String label = label(one.indicator(), read.byHand());
    boolean compared = figure.previous() != null && numbers.period().whole();
    return numbers.put(
        figure.of(
            new ReportIngredients(numbers.texts())
                .add(Role.COUNTED, one.over(), label, year, over)
                .population(Role.DIVISOR, year, last.isAfter(day) ? day : last, read.population())
                .add(
                    Role.BEFORE,
                    one.over(),
                    label,
                    year - 1,
                    compared ? value(read.reportedBefore().get(one.indicator()), false) : null)
                .population(
                    Role.BEFORE,
                    year - 1,
                    last.minusYears(1),
                    compared ? read.populationBefore() : null)
                .all()));
  }

  private static String label(String indicator, List<Indicator> all) {
    return all.stream()
        .filter(one -> one.id().equals(indicator))
        .map(Indicator::nameVi)
        .findFirst()
        .orElse(indicator);
  }

  /** Adds what was reported of an indicator; null for nothing. */
  ReportFigure add(Indicator one, @Nullable ReportedValue now, @Nullable ReportedValue before) {
    boolean share = one.kind() == Indicator.Kind.SHARE;
    BigDecimal value = value(now, share);
    boolean alone = now != null && share && value != null && now.denominator() == null;
    ReportFigure figure =
        numbers.add(
            new What(
                ReportFigure.BY_HAND + one.id(),
                one.nameVi(),
                share ? Kind.PERCENT : Kind.COUNT,
                share ? "" : one.unit()),
            new Number(
                value,
                now == null ? null : now.numerator(),
                now == null ? null : now.denominator()),
            value(before, share),
            "",
            new Origin(
                one.definitionVi(),
                "/indicators/"
                    + one.id()
                    + "/report?area="
                    + areaId
                    + "&year="
                    + numbers.period().year(),
                obtained(now)),
            List.of());
    return alone || one.kind() == Indicator.Kind.AVERAGE && value != null
        ? numbers.put(figure.apart(ReportSays.say("remark.alone"), List.of()))
        : figure;
  }

  private String obtained(@Nullable ReportedValue now) {
    return now == null
        ? ReportSays.say("obtained.none")
        : ReportSays.say(
            now.note().isEmpty() ? "obtained.hand" : "obtained.hand.note",
            now.by(),
            numbers.texts().dateTime(now.at()),
            now.note());
  }

  private static @Nullable BigDecimal value(@Nullable ReportedValue of, boolean share) {
    if (of == null) {
      return null;
    }
    return share && of.denominator() != null
        ? ReportWords.percent(of.numerator(), of.denominator())
        : of.value() != null ? of.value() : of.numerator();
  }
}
