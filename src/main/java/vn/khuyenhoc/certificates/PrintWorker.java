package vn.khuyenhoc.certificates;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.RunWorker;

/** Makes files of certificates behind the pages of a server. */
@Component
@ConditionalOnWebApplication
class PrintWorker extends RunWorker {

  PrintWorker(PrintRuns runs) {
    super("certificates", runs::workAll);
  }
}
