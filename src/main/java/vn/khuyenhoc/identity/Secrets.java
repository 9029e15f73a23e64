package vn.khuyenhoc.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** Random secrets and the hashes under which they are kept. */
final class Secrets {

  /** Letters and digits that nobody confuses on paper or on the telephone. */
  static final String LETTERS = "ACDEFGHJKMNPQRTUVWXY34679";

  private static final int CODE_LENGTH = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** A secret of 256 bits for a cookie or a link. */
  static String token() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The code of a slip, 46 bits: ten letters, without groups. */
  static String code() {
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** A code as it is printed: ACDEF-GHJKM. */
  static String grouped(String code) {
    return code.substring(0, CODE_LENGTH / 2) + "-" + code.substring(CODE_LENGTH / 2);
  }

  /** A code as typed, without blanks, dashes and small letters. */
  static String normalised(String typed) {
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    typed
        .toUpperCase(Locale.ROOT)
        .chars()
        .filter(Character::isLetterOrDigit)
        .limit(40)
        .forEach(c -> code.append((char) c));
    return code.toString();
  }

  /** What is kept of a secret. */
  static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
