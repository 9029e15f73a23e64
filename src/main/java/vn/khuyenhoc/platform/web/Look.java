package vn.khuyenhoc.platform.web;

import java.util.Set;

/**
 * How one reader wants the screens: remembered per person or per device.
 *
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param textSize {@code normal}, {@code large} or {@code larger}
 * @param language {@code vi} or {@code en}
 */
public record Look(String theme, String textSize, String language) {

  private static final Set<String> THEMES = Set.of("auto", "light", "dark");
  private static final Set<String> SIZES = Set.of("normal", "large", "larger");
  private static final Set<String> LANGUAGES = Set.of("vi", "en");

  /** What a reader gets who never chose: the device's own theme, normal letters, Vietnamese. */
  public static final Look DEFAULT = new Look("auto", "normal", "vi");

  /** Anything that is not one of the offered choices falls back to the default one. */
  public Look {
    theme = THEMES.contains(theme) ? theme : "auto";
    textSize = SIZES.contains(textSize) ? textSize : "normal";
    language = LANGUAGES.contains(language) ? language : "vi";
  }
}
