package vn.khuyenhoc.reports;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.WorkSource;

/** Reports that wait for somebody: given back to be corrected, or sent from below. */
@Component
class ReportWork implements WorkSource {

  private static final int LATE = 2;
  private static final int ATTENTION = 1;

  private final ReportTable table;
  private final ReportReach reach;

  ReportWork(ReportTable table, ReportReach reach) {
    this.table = table;
    this.reach = reach;
  }

  @Override
  public List<Work> waitingFor(Actor actor) {
    List<Work> work = new ArrayList<>();
    for (AreaLevel level : ReportReach.LEVELS) {
      List<Integer> writes = reach.writing(actor, level);
      long returned =
          writes.isEmpty() ? 0 : table.waiting(writes, List.of(level), ReportStage.RETURNED);
      if (returned > 0) {
        work.add(
            new Work(
                "reports.work.returned",
                List.of(returned),
                returned,
                "/reports?stage=RETURNED",
                LATE));
      }
      List<Integer> receives = reach.receiving(actor, level);
      long sent =
          receives.isEmpty() ? 0 : table.waiting(receives, List.of(level), ReportStage.SENT);
      if (sent > 0) {
        work.add(
            new Work(
                "reports.work.received",
                List.of(sent),
                sent,
                "/reports?of=below&stage=SENT",
                ATTENTION));
      }
    }
    return work;
  }
}
