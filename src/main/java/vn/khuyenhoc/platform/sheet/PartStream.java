package vn.khuyenhoc.platform.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * One unpacked part of a workbook, with what the JDK's reader does not check: that it does not
 * unpack without end, and that its checksum is right (one changed byte would change a name in
 * silence).
 */
final class PartStream implements Closeable {

  private final InputStream in;
  private final Budget budget;
  private final long expectedCrc;
  private final CRC32 crc = new CRC32();

  /** What all parts of one workbook may unpack to, together. */
  static final class Budget {
    private long left;

    Budget(long bytes) {
      left = bytes;
    }

    void spend(int bytes) throws Refusal {
      left -= bytes;
      if (left < 0) {
        throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
      }
    }
  }

  /**
   * A part of a zip.
   *
   * @param expectedCrc the checksum the zip states; -1 for none
   */
  PartStream(InputStream in, Budget budget, long expectedCrc) {
    this.in = in;
    this.budget = budget;
    this.expectedCrc = expectedCrc;
  }

  /**
   * Reads what comes next.
   *
   * @return how many bytes; -1 at the end
   * @throws Refusal if the part is too large, or at its end if its checksum is wrong
   */
  int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read < 0) {
      if (expectedCrc >= 0 && crc.getValue() != expectedCrc) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      return -1;
    }
    budget.spend(read);
    crc.update(target, offset, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
