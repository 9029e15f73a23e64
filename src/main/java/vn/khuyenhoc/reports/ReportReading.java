package vn.khuyenhoc.reports;

import java.time.Instant;
import java.util.UUID;

/**
 * The moment at which figures were read.
 *
 * @param id an identity (UUID version 7) that sorts after everything that was there to be read and
 *     before everything that came later
 * @param tree the newest reorganisation of areas that was recorded then; 0 for none
 */
record ReportReading(UUID id, int tree) {

  /** Nothing was read. */
  static final ReportReading NEVER = new ReportReading(new UUID(0, 0), 0);

  private static final int VERSION = 0x7000;
  private static final int MILLIS = 16;

  /** The end of the millisecond that somebody wrote down, where nothing better was kept. */
  static ReportReading at(Instant moment) {
    return new ReportReading(
        new UUID((moment.toEpochMilli() << MILLIS) | VERSION | 0xFFF, -1L), Integer.MAX_VALUE);
  }
}
