package vn.khuyenhoc.platform;

import org.springframework.stereotype.Component;

/**
 * Whether the data hold samples, whichever way the program was started: pages and documents then
 * say so. Told once the database is open, so that nothing has to wait for it.
 */
@Component
public class SampleData {

  private volatile boolean present;

  /** Whether there are samples among the data. */
  public boolean present() {
    return present;
  }

  /** Tells whether there are samples among the data. */
  public void found(boolean samples) {
    present = samples;
  }
}
