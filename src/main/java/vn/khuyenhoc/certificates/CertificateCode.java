package vn.khuyenhoc.certificates;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * The public code of a certificate: eleven letters and digits at random (54 bits) and one that
 * checks them, written in groups of four. Nothing that looks like something else is used: no 0, O,
 * 1, I, L. There are 31 of them, a prime, so that every single mistake and every two exchanged are
 * found.
 */
final class CertificateCode {

  /** How many characters a code has, without the dashes. */
  static final int LENGTH = 12;

  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private CertificateCode() {}

  /** A new one. */
  static String fresh() {
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = 1; i < LENGTH; i++) {
      code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return code.append(check(code)).toString();
  }

  /** In groups, as it is printed: K7MP-2QRT-9XYA. */
  static String grouped(String code) {
    return code.substring(0, 4) + "-" + code.substring(4, 8) + "-" + code.substring(8);
  }

  /** The code that was typed, with or without dashes, large or small; empty where it is none. */
  static Optional<String> read(String typed) {
    String bare = bare(typed);
    if (bare.length() != LENGTH || bare.chars().anyMatch(c -> LETTERS.indexOf(c) < 0)) {
      return Optional.empty();
    }
    return bare.charAt(LENGTH - 1) == check(bare) ? Optional.of(bare) : Optional.empty();
  }

  /** The code as a number, for the square code. */
  static long packed(String code) {
    long value = 0;
    for (int i = 0; i < LENGTH; i++) {
      value = value * LETTERS.length() + LETTERS.indexOf(code.charAt(i));
    }
    return value;
  }

  /** The code behind the number. */
  static String unpacked(long packed) {
    char[] code = new char[LENGTH];
    long rest = packed;
    for (int i = LENGTH - 1; i >= 0; i--) {
      code[i] = LETTERS.charAt((int) Long.remainderUnsigned(rest, LETTERS.length()));
      rest = Long.divideUnsigned(rest, LETTERS.length());
    }
    return new String(code);
  }

  private static String bare(String typed) {
    StringBuilder bare = new StringBuilder(LENGTH);
    for (int i = 0; i < typed.length() && bare.length() <= LENGTH; i++) {
      char c = typed.charAt(i);
      if (c > ' ' && c != '-' && c != '.' && c != '\u00a0') {
        bare.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
      }
    }
    return bare.toString();
  }

  private static char check(CharSequence code) {
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum += (i + 2) * LETTERS.indexOf(code.charAt(i));
    }
    return LETTERS.charAt(sum % LETTERS.length());
  }
}
