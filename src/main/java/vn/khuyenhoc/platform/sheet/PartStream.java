package vn.khuyenhoc.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * One unpacked part of a workbook, with what the JDK's reader does not check: that it does not
 * unpack without end, that its checksum is right (one changed byte would change a name in silence),
 * and that no single tag is so long that an XML parser would fill the memory with it.
 */
final class PartStream extends InputStream {

  /** Longest run without the beginning of a tag; a cell's text has at most 32,767 characters. */
  private static final int LONGEST_RUN = 1 << 20;

  private final InputStream in;
  private final Budget budget;
  private final long expectedCrc;
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private int run;
  private boolean ended;

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

  PartStream(InputStream in, Budget budget, long expectedCrc) {
    this.in = in;
    this.budget = budget;
    this.expectedCrc = expectedCrc;
  }

  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    int read = in.read(buffer, 0, buffer.length);
    if (read < 0) {
      ended = true;
      if (expectedCrc >= 0 && crc.getValue() != expectedCrc) {
        throw new Refusal(SheetProblem.DAMAGED);
      }
      return false;
    }
    budget.spend(read);
    crc.update(buffer, 0, read);
    int since = run;
    for (int i = 0; i < read; i++) {
      since = buffer[i] == '<' ? 0 : since + 1;
      if (since > LONGEST_RUN) {
        throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
      }
    }
    run = since;
    position = 0;
    limit = read;
    return true;
  }

  @Override
  public int read() throws IOException {
    while (position >= limit) {
      if (!fill()) {
        return -1;
      }
    }
    return buffer[position++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position >= limit) {
      if (!fill()) {
        return -1;
      }
    }
    int given = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, given);
    position += given;
    return given;
  }

  /** Reads what is left, so that the checksum of the whole is seen. */
  void drain() throws IOException {
    while (fill()) {
      position = limit;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
