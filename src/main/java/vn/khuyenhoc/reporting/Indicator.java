package vn.khuyenhoc.reporting;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;

/**
 * What plans set targets for.
 *
 * @param id its identity: {@code LEARNING_FAMILY}
 * @param kind what kind of number it is
 * @param unit the word behind its numerator; empty where none is needed
 * @param numerator formula over measures and other indicators; empty where it is reported by hand
 * @param denominator formula of what it is a share of; empty where it is no share
 * @param nameVi its Vietnamese name
 * @param nameEn its English name
 * @param definitionVi one sentence that says what counts
 * @param definitionEn the same in English
 * @param source who says so
 * @param verified whether it was compared with the source
 * @param builtIn whether it comes with the product, and so is never changed
 * @param areaId the province whose own it is; null for the whole country
 * @param copiedFrom of which it is a copy; null for none
 * @param version rises with every change
 * @param withdrawn whether nothing new may use it
 * @param groups the labour groups that its formulas name, with what people call them
 * @param levels the levels whose areas report it by hand, each for itself; no others are asked
 */
public record Indicator(
    String id,
    Kind kind,
    String unit,
    String numerator,
    String denominator,
    String nameVi,
    String nameEn,
    String definitionVi,
    String definitionEn,
    String source,
    boolean verified,
    boolean builtIn,
    @Nullable Integer areaId,
    @Nullable String copiedFrom,
    int version,
    boolean withdrawn,
    Map<String, String> groups,
    List<AreaLevel> levels) {

  /** The levels that report by hand. */
  public static final List<AreaLevel> REPORTING =
      List.of(AreaLevel.NATION, AreaLevel.PROVINCE, AreaLevel.DISTRICT, AreaLevel.COMMUNE);

  private static final Set<String> OF_DISTRICTS =
      Set.of("ASSOCIATIONS_DISTRICT", "DISTRICT_CONTEST_HELD", "DISTRICT_INSPECTION_DONE");

  public Indicator {
    groups = Map.copyOf(groups);
    levels = REPORTING.stream().filter(levels::contains).toList();
  }

  /** Whether it counts something of districts, so that there is nothing where there are none. */
  public boolean ofDistricts() {
    return builtIn && OF_DISTRICTS.contains(id);
  }

  /** Whether it is reported by hand by areas of a level. */
  public boolean askedOf(AreaLevel level) {
    return byHand() && levels.contains(level);
  }

  /** What kind of number an indicator is. */
  public enum Kind {
    /** Numerator in percent of the denominator. */
    SHARE,
    /** The numerator. */
    COUNT,
    /** The numerator in percent above that of a base year. */
    GROWTH,
    /** Numerator for each of the denominator. */
    AVERAGE,
    /** Something that is done once. */
    EVENT,
    /** Something that comes round. */
    RHYTHM,
    /** A list of what was made. */
    LIST,
    /** Work that goes on. */
    PROJECT;

    /** Whether it is done or not, and nothing is counted. */
    public boolean done() {
      return this == EVENT || this == PROJECT;
    }

    /** Whether it has a denominator. */
    public boolean divided() {
      return this == SHARE || this == AVERAGE;
    }
  }

  /** Whether the system does not count it. */
  public boolean byHand() {
    return numerator.isEmpty();
  }

  /** Its name in a language. */
  public String name(String language) {
    return language.equals("en") ? nameEn : nameVi;
  }

  /** Its definition in a language. */
  public String definition(String language) {
    return language.equals("en") ? definitionEn : definitionVi;
  }
}
