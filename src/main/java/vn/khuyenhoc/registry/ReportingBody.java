package vn.khuyenhoc.registry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaNames;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Wording;

/**
 * The association of an area as the body that reports: what the register of bodies calls it, and
 * where it has none, what associations are called.
 */
public final class ReportingBody {

  private static final Wording WORDING = Wording.of("results-report");
  private static final Locale VIETNAMESE = Locale.of("vi", "VN");

  private ReportingBody() {}

  /**
   * Who issues the reports of an area.
   *
   * @param around the bodies around it
   * @param level its level
   * @param name its name
   * @param parent the name of the area that it lies in; null for the nation
   */
  public static IssuingBody of(
      Bodies.Around around, AreaLevel level, String name, @Nullable String parent) {
    Body own = around.at(BodyKind.STUDY_PROMOTION_ASSOCIATION, level).orElse(null);
    return new IssuingBody(
        superior(around, level, parent),
        own != null
            ? own.name()
            : level == AreaLevel.NATION ? WORDING.say("issuer.national") : named(name),
        own == null || own.symbol().isEmpty() ? WORDING.say("issuer.symbol") : own.symbol(),
        AreaNames.place(name));
  }

  private static String superior(Bodies.Around around, AreaLevel level, @Nullable String parent) {
    if (parent == null) {
      return level == AreaLevel.PROVINCE ? WORDING.say("issuer.national") : "";
    }
    AreaLevel up = level == AreaLevel.COMMUNE ? AreaLevel.PROVINCE : AreaLevel.NATION;
    return around
        .at(BodyKind.STUDY_PROMOTION_ASSOCIATION, up)
        .map(Body::name)
        .orElseGet(
            () ->
                switch (level) {
                  case COMMUNE -> named(parent);
                  case PROVINCE -> WORDING.say("issuer.national");
                  default -> "";
                });
  }

  private static String named(String area) {
    return WORDING.say(
        "issuer.of",
        area.isEmpty() ? area : area.substring(0, 1).toLowerCase(VIETNAMESE) + area.substring(1));
  }
}
