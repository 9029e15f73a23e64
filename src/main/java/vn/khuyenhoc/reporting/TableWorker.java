package vn.khuyenhoc.reporting;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.RunWorker;

/** Counts tables behind the pages of a server. */
@Component
@ConditionalOnWebApplication
class TableWorker extends RunWorker {

  TableWorker(TableRuns runs) {
    super("tables", runs::workAll);
  }
}
