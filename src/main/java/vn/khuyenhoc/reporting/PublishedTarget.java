package vn.khuyenhoc.reporting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * A row of a published list of targets, which says a least number and a condition in words: what
 * kind of number it is follows from what it measures, and the year that growth is measured from
 * from its words.
 */
final class PublishedTarget {

  /** The kind of value of such a row, until it is known what it measures. */
  static final String KIND = "PUBLISHED";

  private static final Pattern NUMBER = Pattern.compile("^\\s*(\\d+(?:[.,]\\d+)?)");
  private static final Pattern SINCE =
      Pattern.compile("(?:so voi|against|than in|since)\\D{0,12}((?:19|20)\\d\\d)");

  private static final Map<ModelLevel, Pattern> UNITS =
      Map.of(
          ModelLevel.COMMUNE, Pattern.compile("\\bcommune\\b|\\bcap xa\\b"),
          ModelLevel.DISTRICT, Pattern.compile("\\bdistrict\\b|\\bcap huyen\\b"),
          ModelLevel.PROVINCE, Pattern.compile("\\bprovincial\\b|\\bcap tinh\\b"));

  private PublishedTarget() {}

  /** The row as a form says it; what is no such row stays as it is. */
  static TargetForm read(TargetForm row, Map<String, Indicator> indicators) {
    if (!row.kind().equals(KIND)) {
      return row;
    }
    Indicator indicator =
        indicators.get(VietnameseText.clean(row.indicator()).toUpperCase(Locale.ROOT));
    Goal.Kind kind = kind(indicator);
    String said = VietnameseText.fold(row.scope() + " " + row.doubt());
    Matcher number = NUMBER.matcher(row.doubt());
    Matcher since = SINCE.matcher(said);
    boolean ambiguous =
        kind == Goal.Kind.GROWTH_PERCENT
            && (said.contains("ambiguous") || said.contains("chua ro nghia"));
    return new TargetForm(
        row.id(),
        row.year(),
        row.indicator(),
        measuredBy(indicator, said, indicators),
        row.scope(),
        row.direction(),
        row.value().isEmpty() && number.find() ? number.group(1) : row.value(),
        kind.name(),
        ambiguous ? Goal.Kind.PERCENTAGE_POINTS.name() : row.other(),
        row.period(),
        kind.growth() && row.baseYear().isEmpty() && since.find() ? since.group(1) : row.baseYear(),
        row.unitLevel().isEmpty() ? unitLevel(indicator, said) : row.unitLevel(),
        row.leastRating(),
        row.doubt(),
        row.things(),
        row.version());
  }

  private static Goal.Kind kind(@Nullable Indicator indicator) {
    return indicator == null
        ? Goal.Kind.PERCENT
        : switch (indicator.kind()) {
          case SHARE -> Goal.Kind.PERCENT;
          case GROWTH -> Goal.Kind.GROWTH_PERCENT;
          case AVERAGE -> Goal.Kind.PER_PERSON;
          case COUNT, RHYTHM -> Goal.Kind.COUNT;
          case EVENT, PROJECT -> Goal.Kind.DONE;
          case LIST -> Goal.Kind.LIST;
        };
  }

  /** Of units, or of those who work in them: the one level of units that the words name. */
  private static String unitLevel(@Nullable Indicator indicator, String said) {
    boolean ofUnits =
        indicator != null
            && (indicator.id().equals(LearningModel.LEARNING_UNIT.name())
                || said.startsWith("staff in "));
    List<String> named =
        UNITS.entrySet().stream()
            .filter(one -> ofUnits && one.getValue().matcher(said).find())
            .map(one -> one.getKey().name())
            .toList();
    return named.size() == 1 ? named.getFirst() : "";
  }

  /** Citizens among those inside what was recognised are counted by indicators of their own. */
  private static String measuredBy(
      @Nullable Indicator indicator, String said, Map<String, Indicator> indicators) {
    for (String inside : List.of("workers", "staff")) {
      String of =
          indicator == null ? "" : indicator.id() + "_OF_" + inside.toUpperCase(Locale.ROOT);
      if (said.startsWith(inside + " in ") && indicators.containsKey(of)) {
        return of;
      }
    }
    return "";
  }
}
