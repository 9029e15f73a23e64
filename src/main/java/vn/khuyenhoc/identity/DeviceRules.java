package vn.khuyenhoc.identity;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;

/** How long a device stays signed in, and what it is called in plain words. */
final class DeviceRules {

  private static final Duration VOLUNTEERS = Duration.ofDays(60);
  private static final Duration OFFICERS = Duration.ofHours(12);
  private static final Duration OFFICERS_REMEMBERED = Duration.ofDays(14);

  private DeviceRules() {}

  /**
   * What a device is.
   *
   * @param kind ANDROID, IPHONE, IPAD, WINDOWS, MAC, LINUX, CHROMEBOOK or OTHER
   * @param browser its proper name; empty where unknown
   */
  record Kind(String kind, String browser) {}

  /** How long after it was last seen a device of somebody with these roles stays signed in. */
  static Duration kept(Collection<Grant> grants, boolean remembered) {
    if (codeEnough(grants)) {
      return VOLUNTEERS;
    }
    return remembered ? OFFICERS_REMEMBERED : OFFICERS;
  }

  /** Whether somebody is a volunteer or a head and nothing more: a code is enough for them. */
  static boolean codeEnough(Collection<Grant> grants) {
    return !grants.isEmpty() && grants.stream().allMatch(grant -> codeEnough(grant.role()));
  }

  static boolean codeEnough(Role role) {
    return role == Role.VOLUNTEER || role == Role.HEAD;
  }

  /** Reads what a browser says about itself. */
  static Kind kind(String userAgent) {
    String agent = userAgent.toLowerCase(Locale.ROOT);
    String kind =
        agent.contains("android")
            ? "ANDROID"
            : agent.contains("iphone")
                ? "IPHONE"
                : agent.contains("ipad")
                    ? "IPAD"
                    : agent.contains("windows")
                        ? "WINDOWS"
                        : agent.contains("cros")
                            ? "CHROMEBOOK"
                            : agent.contains("mac os")
                                ? "MAC"
                                : agent.contains("linux") ? "LINUX" : "OTHER";
    String browser =
        agent.contains("zalo")
            ? "Zalo"
            : agent.contains("coc_coc")
                ? "C\u1ed1c C\u1ed1c"
                : agent.contains("edg")
                    ? "Edge"
                    : agent.contains("samsungbrowser")
                        ? "Samsung Internet"
                        : agent.contains("opr/") || agent.contains("opera")
                            ? "Opera"
                            : agent.contains("firefox") || agent.contains("fxios")
                                ? "Firefox"
                                : agent.contains("chrome") || agent.contains("crios")
                                    ? "Chrome"
                                    : agent.contains("safari") ? "Safari" : "";
    return new Kind(kind, browser);
  }
}
