package vn.khuyenhoc.platform;

import java.security.SecureRandom;
import java.util.UUID;

/** Identifiers that sort by the time they were made (UUID version 7, RFC 9562). */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new identifier. */
  public static UUID next() {
    long millis = System.currentTimeMillis();
    long high = (millis << 16) | 0x7000 | (RANDOM.nextInt() & 0xFFF);
    long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
