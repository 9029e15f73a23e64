package vn.khuyenhoc.reporting;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.web.Texts;

/** A plan as a table: its targets, what is reached, and what each number is made of. */
@Component
class PlanSheet {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "indicator",
          "scope",
          "year",
          "goal",
          "value",
          "over",
          "under",
          "heard",
          "gap",
          "state",
          "definition",
          "remark",
          "conflict",
          "reported",
          "rated");

  /** The headings. */
  List<String> headers(Texts t) {
    return COLUMNS.stream().map(key -> t.t("reporting.plan.column." + key)).toList();
  }

  /** One row a target; null where something is not known. */
  List<List<@Nullable Object>> rows(PlanView view, Texts t) {
    PlanWords words = new PlanWords(t, view.indicators());
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TargetLine line : view.standing()) {
      PlanTarget target = line.target();
      Achieved achieved = line.achieved();
      Indicator indicator = line.indicator();
      List<@Nullable Object> row = new ArrayList<>();
      row.add(target.id());
      row.add(words.name(target));
      row.add(words.scope(target));
      row.add(String.valueOf(target.year()));
      row.add(both(t, words.goal(target), words.otherGoal(target)));
      row.add(both(t, words.value(line), words.otherValue(line)));
      row.add(value(achieved.numerator()));
      row.add(value(achieved.denominator()));
      row.add(achieved.why() == null ? words.heard(line) : words.lack(achieved.why()));
      row.add(
          both(
              t,
              achieved.why() == null ? words.gap(line) : words.why(line),
              words.otherWhy(line).isEmpty() ? words.otherGap(line) : words.otherWhy(line)));
      row.add(words.state(line));
      row.add(indicator == null ? "" : words.definition(indicator));
      row.add(
          Stream.of(words.doubt(target), words.unlike(line))
              .filter(one -> !one.isEmpty())
              .collect(Collectors.joining(" ")));
      row.add(line.conflicts().stream().map(words::conflict).collect(Collectors.joining("; ")));
      row.add(words.reporters(line));
      row.add(words.unverified(line));
      rows.add(row);
    }
    return rows;
  }

  /** What a plan says that can be read in two ways: both of them. */
  private static String both(Texts t, String one, String other) {
    return other.isEmpty() || other.equals(one)
        ? one
        : one.isEmpty()
            ? t.t("reporting.targets.or", other)
            : one + "; " + t.t("reporting.targets.or", other);
  }

  private static @Nullable BigDecimal value(@Nullable Amount amount) {
    BigDecimal value = amount == null ? null : amount.value();
    if (value == null) {
      return null;
    }
    // the table keeps four places of whatever was reported by hand
    BigDecimal plain = value.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** Writes a workbook. */
  void write(OutputStream out, PlanView view, Texts t) {
    List<Column> columns = new ArrayList<>();
    for (String key : COLUMNS) {
      String header = t.t("reporting.plan.column." + key);
      columns.add(
          key.equals("over") || key.equals("under")
              ? Column.number(key, header)
              : Column.text(key, header)
                  .width(
                      switch (key) {
                        case "id", "year", "state" -> 12;
                        case "value", "heard" -> 20;
                        default -> 36;
                      }));
    }
    Area area = view.area();
    try (SheetWriter writer =
        new SheetWriter(
            out,
            SheetShape.of(columns),
            t.t("reporting.targets.title"),
            List.of(
                view.plan().title(),
                new PlanWords(t, view.indicators()).plan(view.plan()),
                t.t(
                    "reporting.plan.read",
                    area == null ? view.plan().areaName() : area.name(),
                    view.at(),
                    view.basis().name(t))),
            SheetWords.of(t.locale()))) {
      for (List<@Nullable Object> row : rows(view, t)) {
        writer.row(row.toArray());
      }
    }
  }
}
