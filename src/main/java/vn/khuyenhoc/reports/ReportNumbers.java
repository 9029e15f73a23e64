package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.ResultsReport;
import vn.khuyenhoc.reports.ReportFigure.Kind;
import vn.khuyenhoc.reports.ReportFigure.Part;
import vn.khuyenhoc.reports.ReportFigure.State;

/** The figures of one filling: the one way by which a number comes into a report. */
final class ReportNumbers {

  private final int areaId;
  private final ReportPeriod period;
  private final Map<String, ReportFigure> comparable;
  private final Registered registered;
  private final Texts t;
  private final Map<String, ReportFigure> figures = new LinkedHashMap<>();

  /**
   * @param areaId who reports
   * @param comparable figures of the report on the same period a year before, where the figures of
   *     the year before are not comparable; empty where there is none
   * @param registered how many registered
   */
  ReportNumbers(
      int areaId,
      ReportPeriod period,
      Map<String, ReportFigure> comparable,
      Registered registered,
      Texts texts) {
    this.areaId = areaId;
    this.period = period;
    this.comparable = comparable;
    this.registered = registered;
    this.t = texts;
  }

  /** What a number is. */
  record What(String key, String label, Kind kind, String unit) {
    static What count(String key, String label, String unit) {
      return new What(key, label, Kind.COUNT, unit);
    }

    static What percent(String key, String label) {
      return new What(key, label, Kind.PERCENT, "");
    }
  }

  /**
   * A number with what it is made of, where it is made of two.
   *
   * @param uncomputed where there is no number: whether something was reported and it cannot be
   *     computed all the same
   */
  record Number(
      @Nullable BigDecimal value,
      @Nullable BigDecimal numerator,
      @Nullable BigDecimal denominator,
      boolean uncomputed) {

    Number(
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator) {
      this(value, numerator, denominator, numerator != null);
    }

    static Number of(@Nullable BigDecimal value) {
      return new Number(value, null, null);
    }

    static Number of(long value) {
      return of(BigDecimal.valueOf(value));
    }

    /** Over so many percent; not known where one of the two is not. */
    static Number share(@Nullable BigDecimal over, @Nullable BigDecimal under) {
      return new Number(ReportWords.percent(over, under), over, under);
    }

    State state() {
      return value != null ? State.REPORTED : uncomputed ? State.NOT_COMPUTED : State.NOT_REPORTED;
    }
  }

  /** How a number came here: what counts, where it is read live, in which way. */
  record Origin(String definition, String href, String obtained) {}

  ReportPeriod period() {
    return period;
  }

  /** How many registered. */
  Registered registered() {
    return registered;
  }

  Texts texts() {
    return t;
  }

  /** Every figure, in the order they were added. */
  List<ReportFigure> all() {
    return List.copyOf(figures.values());
  }

  @Nullable ReportFigure figure(String key) {
    return figures.get(key);
  }

  /**
   * Adds a figure.
   *
   * @param before the same of the year before, which is told where that is comparable
   */
  ReportFigure add(
      What what,
      Number own,
      @Nullable BigDecimal before,
      String remark,
      Origin origin,
      List<Part> parts) {
    ReportFigure held = period.whole() ? null : comparable.get(what.key());
    return put(
        new ReportFigure(
            what.key(),
            what.label(),
            what.kind(),
            what.unit(),
            ReportFigure.kept(own.value()),
            ReportFigure.kept(own.numerator()),
            ReportFigure.kept(own.denominator()),
            period.whole() ? ReportFigure.kept(before) : held == null ? null : held.value(),
            own.state(),
            remark,
            origin.definition(),
            origin.href(),
            origin.obtained(),
            parts,
            List.of(),
            List.of()));
  }

  /** The same of everything that is measured: the area, the year before, and the areas below. */
  ReportFigure add(
      What what,
      Overview.Column column,
      @Nullable AreaFigure before,
      Function<AreaFigure, Number> number,
      String remark,
      String definition) {
    return add(
        what,
        number.apply(column.own()),
        before == null ? null : number.apply(before).value(),
        remark,
        counted(column.measured(), definition),
        parts(column, number));
  }

  /**
   * The same of what is counted apart for each area.
   *
   * @param counts the counts of the area and of those below it
   * @param outcome whether it is something that was reached: what belongs to areas that have not
   *     reported is then not among what is told of the whole either
   */
  ReportFigure add(
      What what,
      Overview.Column column,
      Map<Integer, Long> counts,
      boolean outcome,
      String definition) {
    AreaFigure own = column.own();
    long all = counts.getOrDefault(own.areaId(), 0L);
    long below = 0;
    long silent = 0;
    List<Part> parts = new ArrayList<>();
    for (AreaFigure child : column.children()) {
      long one = counts.getOrDefault(child.areaId(), 0L);
      below += one;
      boolean told = !outcome || child.reported();
      silent += told ? 0 : one;
      parts.add(part(child.areaId(), name(child), told ? Number.of(one) : Number.of(null)));
    }
    AreaFigure rest = column.rest();
    if (rest != null) {
      parts.add(
          part(
              rest.areaId(),
              ReportSays.say("own-line", rest.name()),
              !outcome || rest.reported() ? Number.of(all - below) : Number.of(null)));
    }
    return add(
        what,
        !outcome || own.reported() ? Number.of(all - silent) : Number.of(null),
        null,
        "",
        counted(column.measured(), definition),
        parts);
  }

  private static String name(AreaFigure child) {
    return child.unassigned() ? ReportSays.say("unassigned", child.name()) : child.name();
  }

  /** Puts a figure that is complete. */
  ReportFigure put(ReportFigure figure) {
    figures.put(figure.key(), figure);
    return figure;
  }

  /** Where what the system counts comes from. */
  Origin counted(Measured measured, String definition) {
    return new Origin(
        definition, live(measured), ReportSays.say("obtained.tally", period.moment()));
  }

  private String live(Measured measured) {
    return "/figures?area="
        + areaId
        + (measured.query().isEmpty() ? "&model=" + measured.model() : measured.query())
        + "&year="
        + period.year()
        + "&basis=1";
  }

  /** The areas below, and what belongs to the area itself and to none of them. */
  static List<Part> parts(Overview.Column column, Function<AreaFigure, Number> number) {
    List<Part> parts = new ArrayList<>();
    for (AreaFigure child : column.children()) {
      parts.add(part(child.areaId(), name(child), number.apply(child)));
    }
    AreaFigure rest = column.rest();
    if (rest != null) {
      parts.add(part(rest.areaId(), ReportSays.say("own-line", rest.name()), number.apply(rest)));
    }
    return parts;
  }

  static Part part(int areaId, String name, Number of) {
    return new Part(
        areaId,
        name,
        ReportFigure.kept(of.value()),
        ReportFigure.kept(of.numerator()),
        ReportFigure.kept(of.denominator()));
  }

  /** A share in words, or that it could not be computed. */
  String percent(String key) {
    ReportFigure figure = figures.get(key);
    BigDecimal value = figure == null ? null : figure.number();
    return value == null ? ReportSays.say("no-figure") : t.percent(value);
  }

  /** What is measured, in quotation marks. */
  String quoted(Measured measured) {
    return ReportSays.say("quoted", t.t(measured.messageKey()));
  }

  /** The same with the year that its numbers are of, where they are not those of the period. */
  String named(Measured measured) {
    return period.whole()
        ? quoted(measured)
        : ReportSays.say("of-year", quoted(measured), period.of());
  }

  /** How many were recognised; not known where nobody reported. */
  static @Nullable BigDecimal recognised(@Nullable AreaFigure of) {
    return of == null || !of.reported() ? null : BigDecimal.valueOf(of.tally().recognised());
  }

  /** How many stand on its list; not known where it has none, which is not zero. */
  static @Nullable BigDecimal listed(@Nullable AreaFigure of) {
    return of == null || listless(of) ? null : BigDecimal.valueOf(of.tally().roll());
  }

  /** How many there are; not known where nobody said, and there is no list either. */
  static @Nullable BigDecimal total(@Nullable AreaFigure of) {
    return of == null
            || !of.base().known()
            || of.base() instanceof ResultsReport.Base.Roll && listless(of)
        ? null
        : BigDecimal.valueOf(of.base().count());
  }

  /** Whether it has no list and has reported nothing. */
  static boolean listless(AreaFigure of) {
    return of.tally().roll() == 0 && !of.reported();
  }
}
