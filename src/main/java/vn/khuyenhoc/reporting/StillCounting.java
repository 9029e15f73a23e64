package vn.khuyenhoc.reporting;

/** What was asked for is being counted behind the page, province after province. */
final class StillCounting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int done;
  private final int total;

  StillCounting(int done, int total) {
    super(done + " of " + total + " provinces are counted");
    this.done = done;
    this.total = total;
  }

  /** How many provinces are counted. */
  int done() {
    return done;
  }

  /** How many provinces there are. */
  int total() {
    return total;
  }
}
