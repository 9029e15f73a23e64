package vn.khuyenhoc.reports;

import java.util.List;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Collected files in a list.
 *
 * @param title what is collected
 * @param sub when it was begun, and how far it is
 * @param href its page
 * @param kind how its state is coloured
 * @param state its state
 */
public record CollectionLine(String title, String sub, String href, String kind, String state) {

  static List<CollectionLine> of(Texts t, List<ReportCollection> runs) {
    return runs.stream().map(run -> of(t, run)).toList();
  }

  private static CollectionLine of(Texts t, ReportCollection run) {
    return new CollectionLine(
        new ReportWords(t).title(run.form(), run.from(), run.until())
            + " · "
            + t.t("reports.collection.level." + run.level()),
        t.t("reports.collection.begun", run.createdName(), run.createdAt())
            + " · "
            + t.t("reports.collection.progress.remark", run.done(), run.total()),
        run.path(),
        run.state().tag(),
        t.t("reports.collection.state." + run.state()));
  }
}
