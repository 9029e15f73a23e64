package vn.khuyenhoc.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number of a report with everything it takes to open it. Numbers are plain decimals as text,
 * so that the same number is always the same letters; what was not reported has none, which is not
 * zero.
 *
 * @param key its identity within reports: {@code M.LEARNING_FAMILY.HOUSEHOLD.recognised}
 * @param label what it is
 * @param kind how it is written
 * @param unit the word behind it; empty for none
 * @param value the number; null where it is not known
 * @param numerator how many, of a share; null for none
 * @param denominator of how many; null for none
 * @param previous the same of the period before; null where it is not known
 * @param state whether it is known, and whether it may be added to others
 * @param remark what has to be said beside it; empty for nothing
 * @param definition what counts, in words
 * @param href where it is read live; empty for nowhere
 * @param obtained how it came here, in words
 * @param parts the areas below that it is made of; empty where it is not
 * @param reached of how many areas it was added up, level by level; empty where it was not
 * @param made the numbers that it was worked out from, where these are of other figures or years;
 *     not written where there are none, as in reports from before these were kept
 */
public record ReportFigure(
    String key,
    String label,
    Kind kind,
    String unit,
    @Nullable String value,
    @Nullable String numerator,
    @Nullable String denominator,
    @Nullable String previous,
    State state,
    String remark,
    String definition,
    String href,
    String obtained,
    List<Part> parts,
    List<Reached> reached,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Ingredient> made) {

  /** The beginning of the keys of what is reported by hand. */
  static final String BY_HAND = "H.";

  public ReportFigure {
    parts = List.copyOf(parts);
    // what was sent before this was told does not have it
    reached = reached == null ? List.of() : List.copyOf(reached);
    made = made == null ? List.of() : List.copyOf(made);
  }

  /** How a number is written. */
  public enum Kind {
    /** So many. */
    COUNT,
    /** A share in percent. */
    PERCENT,
    /** Any number with decimals. */
    DECIMAL
  }

  /** Whether a number is known. */
  public enum State {
    /** It is. */
    REPORTED,
    /** It is not, which is not zero. */
    NOT_REPORTED,
    /**
     * What was reported does not yield it: something that it is computed from is missing or zero.
     */
    NOT_COMPUTED,
    /** There is none to be reported: the document that is retold sets none. */
    NOT_STATED,
    /**
     * It is, but is told apart from what could be added up: a share without what it is made of, a
     * total that differs from its parts.
     */
    APART
  }

  /**
   * Of how many areas of a level in an area a number was added up.
   *
   * @param areaId the area
   * @param name its name on that day
   * @param level the level of those that were added up
   * @param added how many were
   * @param areas how many there are
   */
  public record Reached(int areaId, String name, String level, long added, long areas) {
    boolean all() {
      return added >= areas;
    }
  }

  /**
   * The same of an area below, as it was then.
   *
   * @param areaId the area
   * @param name its name on that day
   * @param value the number; null where it was not reported
   * @param numerator how many, of a share
   * @param denominator of how many
   */
  public record Part(
      int areaId,
      String name,
      @Nullable String value,
      @Nullable String numerator,
      @Nullable String denominator) {}

  /** What an ingredient is to the number that is worked out from it. */
  public enum Role {
    /** What is counted. */
    COUNTED,
    /** What it is divided by. */
    DIVISOR,
    /** The same of the year that growth is measured from. */
    BASE,
    /** What the number of the year before was worked out from. */
    BEFORE
  }

  /**
   * A number that another one was worked out from.
   *
   * @param role what it is to it
   * @param key what it counts: the key of a figure, or of something that no report tells by itself
   * @param label what it is
   * @param year of which year
   * @param value how much there was; null for what is no number, but done or not
   */
  public record Ingredient(Role role, String key, String label, int year, @Nullable String value) {

    private Ingredient of(@Nullable String number) {
      return new Ingredient(role, key, label, year, number);
    }
  }

  /** The number; null where it is not known. */
  public @Nullable BigDecimal number() {
    return decimal(value);
  }

  /** The number of the period before; null where it is not known. */
  public @Nullable BigDecimal numberBefore() {
    return decimal(previous);
  }

  /** A number as it is kept; null for none. */
  public static @Nullable BigDecimal decimal(@Nullable String kept) {
    return kept == null ? null : new BigDecimal(kept);
  }

  /** How a number is kept; null for none. */
  static @Nullable String kept(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros().toPlainString();
  }

  /** How a whole number is kept. */
  static String kept(long number) {
    return Long.toString(number);
  }

  /** Whether it is known. */
  public boolean known() {
    return value != null;
  }

  /** Whether it is reported by hand. */
  public boolean byHand() {
    return key.startsWith(BY_HAND);
  }

  /** The part of an area; null where it is none of them. */
  public @Nullable Part part(int areaId) {
    return parts.stream().filter(one -> one.areaId() == areaId).findFirst().orElse(null);
  }

  /**
   * Whether it goes into a sum over areas. A total that differs from its parts does: it is what the
   * area itself says of itself.
   */
  boolean addable() {
    return known() && kind != Kind.DECIMAL && (state != State.APART || !parts.isEmpty());
  }

  /** Of how many areas a part was added up; empty where it was not. */
  public List<Reached> reached(int areaId) {
    return reached.stream().filter(one -> one.areaId() == areaId).toList();
  }

  private ReportFigure with(
      @Nullable String number,
      @Nullable String over,
      @Nullable String under,
      State as,
      String say,
      String how,
      List<Part> of,
      List<Reached> from) {
    return new ReportFigure(
        key,
        label,
        kind,
        unit,
        number,
        over,
        under,
        previous,
        as,
        say,
        definition,
        href,
        how,
        of,
        from,
        made);
  }

  /** The same with the numbers that it was worked out from. */
  ReportFigure of(List<Ingredient> ingredients) {
    return new ReportFigure(
        key,
        label,
        kind,
        unit,
        value,
        numerator,
        denominator,
        previous,
        state,
        remark,
        definition,
        href,
        obtained,
        parts,
        reached,
        ingredients);
  }

  /** The same with what somebody says of it: that it cannot be reported. */
  ReportFigure notReported(String reason) {
    return with(null, null, null, State.NOT_REPORTED, reason, obtained, parts, List.of());
  }

  /** The same told apart from what could be added up. */
  ReportFigure apart(String why, List<Part> of) {
    return with(value, numerator, denominator, State.APART, why, obtained, of, List.of());
  }

  /** The same beside what the areas below come to. */
  ReportFigure beside(String say, List<Part> of) {
    return with(value, numerator, denominator, state, say, obtained, of, List.of());
  }

  /** The same with a number that was put together. */
  ReportFigure gathered(
      @Nullable String number,
      @Nullable String over,
      @Nullable String under,
      String say,
      String how,
      List<Part> of,
      List<Reached> from) {
    return with(
        number,
        over,
        under,
        number == null ? State.NOT_REPORTED : State.REPORTED,
        say,
        how,
        of,
        from);
  }

  /** The same in a report that also adds up what was sent: this one is of every area. */
  ReportFigure ofAll() {
    return with(
        value,
        numerator,
        denominator,
        state,
        remark,
        obtained + " " + ReportSays.say("obtained.of-all"),
        parts,
        reached);
  }

  /** The same worked out from another figure. */
  ReportFigure over(@Nullable BigDecimal share, ReportFigure of, String say) {
    return with(
            kept(share),
            of.value(),
            denominator,
            share == null ? State.NOT_REPORTED : of.state(),
            say,
            obtained,
            parts,
            of.reached())
        .of(
            made.stream()
                .map(one -> one.role() == Role.COUNTED ? one.of(of.value()) : one)
                .toList());
  }
}
