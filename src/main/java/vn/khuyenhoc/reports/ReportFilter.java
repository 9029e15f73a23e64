package vn.khuyenhoc.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which reports a list shows.
 *
 * @param below those of the areas below instead of one's own
 * @param form of that form; null for any
 * @param year whose period ends in that year; null for any
 * @param stage in that stage; null for any
 * @param words words of the area's name; empty for any
 */
public record ReportFilter(
    boolean below,
    @Nullable ReportForm form,
    @Nullable Integer year,
    @Nullable ReportStage stage,
    String words) {

  /** Whether it leaves anything out. */
  public boolean narrows() {
    return form != null || year != null || stage != null || !words.isEmpty();
  }

  /** The stages that can be asked for: what is being written is nobody else's business. */
  public List<ReportStage> stages() {
    return below
        ? List.of(ReportStage.SENT, ReportStage.ACCEPTED, ReportStage.RETURNED)
        : List.of(ReportStage.values());
  }
}
