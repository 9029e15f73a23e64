package vn.khuyenhoc.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The code of a household, person or unit on paper and in sheets: {@code home-serial-check}. The
 * last digit is a Damm check digit over the digits before it, so that one wrong digit and two
 * neighbours exchanged are noticed instead of meeting another one.
 *
 * @param homeId the area where it was first registered
 * @param serial its number among everything registered there; 0 is the area's own community
 */
public record SubjectCode(int homeId, int serial) {

  private static final Pattern FORM =
      Pattern.compile("\\s*(\\d{1,9})\\s*[-‐‑–—−]\\s*(\\d{1,7})\\s*[-‐‑–—−]\\s*(\\d)\\s*");

  /** H. M. Damm's quasigroup of order 10. */
  private static final int[][] DAMM = {
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
    {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
    {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
    {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}
  };

  /** Reads a code as somebody typed it; null when it is none or its check digit is wrong. */
  public static @Nullable SubjectCode parse(String typed) {
    Matcher matcher = FORM.matcher(typed);
    if (!matcher.matches()) {
      return null;
    }
    SubjectCode code =
        new SubjectCode(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    return code.check() == matcher.group(3).charAt(0) - '0' ? code : null;
  }

  /** As it is printed. */
  public String printed() {
    return homeId + "-" + serial + "-" + check();
  }

  private int check() {
    return damm(damm(0, homeId), serial);
  }

  private static int damm(int state, int number) {
    int before = number >= 10 ? damm(state, number / 10) : state;
    return DAMM[before][number % 10];
  }
}
