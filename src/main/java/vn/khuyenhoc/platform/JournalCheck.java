package vn.khuyenhoc.platform;

import java.util.List;
import org.springframework.stereotype.Component;

/** The journal is one unbroken chain, and no entry was changed after it was sealed. */
@Component
class JournalCheck implements Check {

  private final JournalSealer sealer;

  JournalCheck(JournalSealer sealer) {
    this.sealer = sealer;
  }

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public List<String> faults() {
    return sealer.verify();
  }
}
