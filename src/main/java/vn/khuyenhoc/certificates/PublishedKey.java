package vn.khuyenhoc.certificates;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key of square codes, as everybody may have it.
 *
 * @param id eight hexadecimal digits
 * @param raw the 32 bytes of RFC 8032
 * @param from first day on which it signed
 * @param until last day on which it signs
 */
@SuppressWarnings("ArrayRecordComponent")
public record PublishedKey(String id, byte[] raw, LocalDate from, LocalDate until) {

  /** What stands before the raw bytes in a SubjectPublicKeyInfo of Ed25519. */
  private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  /** The key as Java takes it. */
  PublicKey key() {
    byte[] whole = Arrays.copyOf(HEAD, HEAD.length + raw.length);
    System.arraycopy(raw, 0, whole, HEAD.length, raw.length);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(whole));
    } catch (GeneralSecurityException unsound) {
      throw new IllegalArgumentException(unsound);
    }
  }

  /** The raw bytes of a key as Java has it. */
  static byte[] raw(PublicKey key) {
    byte[] whole = key.getEncoded();
    return Arrays.copyOfRange(whole, whole.length - 32, whole.length);
  }

  /** The raw bytes as they are published. */
  public String x() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
  }

  /** Whether the key was in use on that day. */
  boolean usedOn(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(until);
  }
}
