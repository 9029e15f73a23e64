package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Replaces the last 64 bytes of what is written by the SHA-256 of everything before them, in
 * hexadecimal: the seal that shows any later change of any byte of the file.
 */
final class SealedOutput extends OutputStream {

  static final int LENGTH = 64;

  private final OutputStream to;
  private final MessageDigest digest = RowSum.sha256();
  private final byte[] held = new byte[LENGTH];
  private int holding;
  private long written;

  SealedOutput(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int surplus = holding + length - LENGTH;
    if (surplus > 0) {
      int fromHeld = Math.min(holding, surplus);
      pass(held, 0, fromHeld);
      System.arraycopy(held, fromHeld, held, 0, holding - fromHeld);
      holding -= fromHeld;
      int direct = surplus - fromHeld;
      pass(bytes, offset, direct);
      System.arraycopy(bytes, offset + direct, held, holding, length - direct);
      holding += length - direct;
    } else {
      System.arraycopy(bytes, offset, held, holding, length);
      holding += length;
    }
  }

  private void pass(byte[] bytes, int offset, int length) throws IOException {
    digest.update(bytes, offset, length);
    to.write(bytes, offset, length);
    written += length;
  }

  /** Bytes of the finished file. */
  long length() {
    return written + LENGTH;
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }

  @Override
  public void close() throws IOException {
    to.write(RowSum.hex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
    to.close();
  }
}
