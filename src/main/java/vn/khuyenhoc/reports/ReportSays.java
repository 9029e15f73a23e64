package vn.khuyenhoc.reports;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.reports.ReportContent.Place;

/** The words of reports on areas and periods. Official documents are Vietnamese. */
final class ReportSays {

  private static final Pattern TWO_STOPS = Pattern.compile("(?<!\\.)\\.\\.(?!\\.)");
  private static final Wording WORDING = Wording.of("area-report");
  private static final Locale VIETNAMESE = Locale.of("vi", "VN");

  private ReportSays() {}

  /** A sentence of a report. */
  static String say(String key, @Nullable Object... values) {
    // a value that is a sentence of its own does not end the one around it twice
    return TWO_STOPS.matcher(WORDING.say(key, values)).replaceAll(".");
  }

  /** A name inside a sentence: tỉnh Sơn La. */
  static String inSentence(String name) {
    return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(VIETNAMESE) + name.substring(1);
  }

  /** An area as it is today. */
  static Place place(Area area) {
    return new Place(area.id(), area.level().name(), area.code(), area.name());
  }
}
