package vn.khuyenhoc.reports;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.RunWorker;

/** Collects files of reports behind the pages of a server. */
@Component
@ConditionalOnWebApplication
class ReportCollectionWorker extends RunWorker {

  ReportCollectionWorker(ReportCollections collections) {
    super("reports", collections::workAll);
  }
}
