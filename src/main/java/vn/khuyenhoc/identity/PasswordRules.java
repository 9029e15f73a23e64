package vn.khuyenhoc.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Which passwords and logins may be chosen. */
final class PasswordRules {

  /** The least length of an officer's password. */
  static final int OFFICERS_LEAST = 10;

  /** The least length of a volunteer's PIN or password. */
  static final int VOLUNTEERS_LEAST = 6;

  private static final int MOST = 200;
  private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{2,39}");
  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  /**
   * Everything wrong with a password typed twice, at the fields {@code password} and {@code again}.
   */
  static List<Problem> problems(String password, String again, String login, int least) {
    List<Problem> problems = new ArrayList<>();
    if (password.codePointCount(0, password.length()) < least) {
      problems.add(Problem.at("password", IdentityProblem.PASSWORD_SHORT, least));
    } else if (password.length() > MOST) {
      problems.add(Problem.at("password", IdentityProblem.TOO_LONG, MOST));
    } else {
      String folded = VietnameseText.fold(password);
      if (login.length() >= 3 && folded.contains(login.toLowerCase(Locale.ROOT))) {
        problems.add(Problem.at("password", IdentityProblem.PASSWORD_CONTAINS_LOGIN));
      }
      if (common(folded)) {
        problems.add(Problem.at("password", IdentityProblem.PASSWORD_COMMON));
      }
    }
    if (!password.equals(again)) {
      problems.add(Problem.at("again", IdentityProblem.PASSWORDS_DIFFER));
    }
    return problems;
  }

  /** A login as it is kept: small letters without marks, no blanks at the ends. */
  static String login(String typed) {
    return VietnameseText.fold(VietnameseText.clean(typed));
  }

  /** Whether this can be a login. */
  static boolean loginSound(String login) {
    return LOGIN.matcher(login).matches();
  }

  /** A login made of a full name: {@code lovanan}. */
  static String loginOf(String fullName) {
    String letters = VietnameseText.fold(fullName).replaceAll("[^a-z0-9]", "");
    String kept = letters.length() > 30 ? letters.substring(0, 30) : letters;
    return kept.length() < 3 ? "nguoidung" + kept : kept;
  }

  /** Known ones, one of them with digits around it, one letter repeated, or a run of digits. */
  private static boolean common(String folded) {
    String bare = folded.replaceAll("[^a-z0-9]", "");
    String word = bare.replaceAll("^[0-9]+|[0-9]+$", "");
    return COMMON.contains(bare)
        || (!word.isEmpty() && COMMON.contains(word))
        || folded.chars().distinct().count() <= 2
        || "01234567890123456789".contains(folded)
        || "98765432109876543210".contains(folded);
  }

  private static Set<String> common() {
    try (InputStream in =
        Objects.requireNonNull(
            PasswordRules.class.getResourceAsStream("/identity/common-passwords.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
