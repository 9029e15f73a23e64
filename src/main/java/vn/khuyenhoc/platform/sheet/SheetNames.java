package vn.khuyenhoc.platform.sheet;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of the tabs of one workbook: at most 31 letters, none of {@code \\ / ? * [ ] :}, none twice
 * whatever the case of its letters. A long one ends behind a whole word.
 */
public final class SheetNames {

  private static final int LONGEST = 31;
  private static final Pattern FORBIDDEN = Pattern.compile("[\\\\/?*\\[\\]:]");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String MORE = "…";

  private final Set<String> taken = new HashSet<>();

  /** The name of another tab of that title. */
  public String next(String title) {
    String name = of(title);
    for (int at = 2; !taken.add(name.toLowerCase(Locale.ROOT)); at++) {
      String number = " " + at;
      name = fitting(clean(title), LONGEST - number.length()) + number;
    }
    return name;
  }

  /** The name of a tab of that title where there is no other. */
  public static String of(String title) {
    return fitting(clean(title), LONGEST);
  }

  private static String clean(String title) {
    return SPACES.matcher(FORBIDDEN.matcher(title).replaceAll(" ")).replaceAll(" ").strip();
  }

  private static String fitting(String name, int most) {
    if (name.length() <= most) {
      return name;
    }
    int end = name.lastIndexOf(' ', most - MORE.length());
    return name.substring(0, end > 0 ? end : most - MORE.length()).strip() + MORE;
  }
}
