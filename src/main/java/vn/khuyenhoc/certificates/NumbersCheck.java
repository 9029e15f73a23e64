package vn.khuyenhoc.certificates;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Check;

/**
 * Numbers of every series without a gap and none twice; every certificate's state is what was noted
 * of it; keys in use are where they belong.
 */
@Component
class NumbersCheck implements Check {

  private static final int MOST = 20;

  private final CertificateTable table;
  private final SigningKeys keys;

  NumbersCheck(CertificateTable table, SigningKeys keys) {
    this.table = table;
    this.keys = keys;
  }

  @Override
  public String name() {
    return "certificates";
  }

  @Override
  @Transactional(readOnly = true)
  public List<String> faults() {
    List<String> faults = new ArrayList<>(table.numberFaults(MOST));
    faults.addAll(table.stateFaults(MOST));
    keys.missing()
        .forEach(
            id ->
                faults.add(
                    "the private half of key %s is missing: the next code is signed with a new key"
                        .formatted(id)));
    return faults;
  }
}
