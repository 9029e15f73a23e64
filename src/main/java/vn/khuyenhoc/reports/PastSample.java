package vn.khuyenhoc.reports;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Sample;

/** The report of Sơn La of May 2022, to be opened in the demonstration. */
@Component
class PastSample implements Sample {

  private static final int PLACE = 61;

  private final HistoricalReports reports;
  private final Areas areas;

  PastSample(HistoricalReports reports, Areas areas) {
    this.reports = reports;
    this.areas = areas;
  }

  @Override
  public int place() {
    return PLACE;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    HistoricalFacts facts = reports.builtIn();
    if (areas.byCode(AreaLevel.PROVINCE, facts.head().areaCode()).isPresent()) {
      reports.keep(operator, facts).orThrow();
    }
  }
}
