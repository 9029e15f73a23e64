package vn.khuyenhoc.platform.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of a set of rows that does not depend on their order: the sum, modulo 2^256, of the
 * SHA-256 of every row. The same row twice counts twice.
 */
final class RowSum {

  private final MessageDigest digest = sha256();
  private final long[] sum = new long[4];
  private long rows;

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static String sha256(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  void add(byte[] row) {
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(row));
    long carry = 0;
    for (int word = 3; word >= 0; word--) {
      long addend = hash.getLong(word * Long.BYTES);
      long before = sum[word];
      long partial = before + addend;
      long total = partial + carry;
      carry =
          (Long.compareUnsigned(partial, before) < 0 || Long.compareUnsigned(total, partial) < 0)
              ? 1
              : 0;
      sum[word] = total;
    }
    rows++;
  }

  long rows() {
    return rows;
  }

  String hex() {
    ByteBuffer bytes = ByteBuffer.allocate(4 * Long.BYTES);
    for (long word : sum) {
      bytes.putLong(word);
    }
    return hex(bytes.array());
  }
}
