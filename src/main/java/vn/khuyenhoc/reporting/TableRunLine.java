package vn.khuyenhoc.reporting;

import java.util.List;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Visit;

/**
 * A counting in a list.
 *
 * @param run the counting
 * @param title what its table is
 * @param sub who began it, when, and how far it is
 * @param kind how its state is coloured
 * @param state its state
 */
public record TableRunLine(TableRun run, String title, String sub, String kind, String state) {

  static List<TableRunLine> of(Visit visit, List<TableRun> runs) {
    return runs.stream().map(run -> of(visit.t(), run)).toList();
  }

  private static TableRunLine of(Texts t, TableRun run) {
    TableTyped typed = TableTyped.of(run.question());
    StringBuilder by = new StringBuilder();
    for (String field : List.of("rows", "then", "columns")) {
      TableAxis axis = TableAxis.named(typed.one(field));
      if (axis != null) {
        by.append(by.isEmpty() ? "" : " × ").append(t.t(axis.messageKey()));
      }
    }
    return new TableRunLine(
        run,
        t.t(
            "tables.title.of",
            t.t(TableMeasure.valueOf(typed.one("measure")).messageKey()),
            by.toString()),
        t.t("tables.run.begun", run.createdName(), run.createdAt())
            + " · "
            + t.t("tables.run.progress.remark", run.done(), run.total()),
        run.state().tag(),
        t.t("tables.run.state." + run.state()));
  }
}
