package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.Aim;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.FiguresWords;
import vn.khuyenhoc.reporting.Indicator;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.PlanTarget;
import vn.khuyenhoc.reporting.PlanView;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportNumbers.Number;
import vn.khuyenhoc.reports.ReportNumbers.What;

/** Results of the learning models: of each a sentence, a line, and a table of the areas below. */
final class ModelFigures {

  private static final String UNTIL = ".until";

  private static final List<String> COLUMNS =
      List.of("total", "registered", "enrolled", "recognised", "rate", "rate_enrolled");

  private final ReportNumbers numbers;
  private final Map<String, Indicator> known;
  private final boolean apart;
  private final Texts t;
  private final List<String> overRoll = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<Table> byArea = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  /**
   * @param apart whether what was recognised after the period is told beside what was by its end
   */
  ModelFigures(ReportNumbers numbers, Map<String, Indicator> known, boolean apart) {
    this.apart = apart;
    this.numbers = numbers;
    this.known = known;
    this.t = numbers.texts();
  }

  /** The beginning of the keys of a model's figures. */
  static String key(Measured measured) {
    return "M." + measured.model() + "." + measured.level();
  }

  /** What was said of each. */
  List<String> sentences() {
    return said;
  }

  /** The tables of each area's own, in order. */
  List<Table> byArea() {
    return byArea;
  }

  /** The table of all models; null where there is none. */
  @Nullable Table table() {
    ReportPeriod period = numbers.period();
    if (rows.isEmpty()) {
      return null;
    }
    List<String> notes = new ArrayList<>();
    notes.add(ReportSays.say("table.models.note"));
    if (!overRoll.isEmpty()) {
      notes.add(ReportSays.say("table.models.over-roll", String.join(", ", overRoll)));
    }
    if (apart) {
      notes.add(ReportSays.say("table.models.apart", period.until()));
    }
    List<Column> columns = new ArrayList<>();
    if (apart) {
      columns.add(new Column(asRead("column.total"), ""));
      columns.add(new Column(asRead("column.listed"), ""));
      columns.add(new Column(asRead("column.registered"), ""));
      columns.add(new Column(asRead("column.registered-share"), ""));
      columns.add(new Column(ReportSays.say("column.recognised.until", period.until()), ""));
      columns.add(new Column(ReportSays.say("column.recognised.after"), ""));
    } else {
      columns.add(new Column(ReportSays.say("column.total"), ""));
      columns.add(new Column(ReportSays.say("column.listed"), ""));
      columns.add(new Column(ReportSays.say("column.registered"), ""));
      columns.add(new Column(ReportSays.say("column.registered-share"), ""));
      columns.add(new Column(ReportSays.say("column.recognised"), ""));
    }
    columns.add(new Column(ReportSays.say("column.rate"), ""));
    columns.add(new Column(ReportSays.say("column.rate-registered"), ""));
    columns.add(new Column(period.before(), ""));
    return new Table(
        "MODELS",
        ReportSays.say("table.models", period.of()),
        String.join(" ", notes),
        ReportSays.say("column.model"),
        columns,
        rows);
  }

  /** A heading over what is not told by the days of decisions: with the day of reading. */
  private String asRead(String key) {
    return ReportSays.say("column.read", ReportSays.say(key), numbers.period().day());
  }

  /**
   * Adds a model.
   *
   * @param plan the plan that the report tells the targets of; null for none
   */
  void add(
      Overview.Column column,
      @Nullable AreaFigure before,
      String unitBelow,
      @Nullable PlanView plan) {
    Measured measured = column.measured();
    String key = key(measured);
    String name = t.t(measured.messageKey());
    figures(column, before, key, name);
    List<String> cells = new ArrayList<>();
    String told = told(measured);
    cells.add(key + ".total");
    cells.add(key + ".registered");
    cells.add(key + ".enrolled");
    cells.add(key + ".enrolled_rate");
    if (apart) {
      boolean split = !told.equals(key);
      cells.add(split ? told + UNTIL : key + ".recognised");
      cells.add(split ? told + PeriodFigures.AFTER : key + ".recognised");
    } else {
      cells.add(key + ".recognised");
    }
    cells.add(told + ".rate");
    cells.add(told + ".rate_enrolled");
    cells.add(ReportCell.before(key + ".rate"));
    rows.add(new Row(name, 0, false, cells));
    if (overRoll(column.own(), measured)) {
      overRoll.add(name);
    }
    said.add(sentence(column, key, unitBelow, plan));
    if (!column.children().isEmpty()) {
      byArea.add(byArea(column, key, name));
    }
  }

  /** The beginning of the keys of the results that are told: those by the end of the period. */
  private String told(Measured measured) {
    String until = PeriodFigures.key(measured);
    return apart && numbers.figure(until + UNTIL) != null ? until : key(measured);
  }

  /** Whether the total is the roll because nobody declared one. */
  private static boolean overRoll(AreaFigure of, Measured measured) {
    return of.base() instanceof Base.Roll && measured.declarable();
  }

  private void figures(
      Overview.Column column, @Nullable AreaFigure before, String key, String name) {
    Measured measured = column.measured();
    AreaFigure own = column.own();
    String noun = t.t(measured.roll().messageKey());
    String year = numbers.period().of();
    String indicator = definition(measured);
    boolean overRoll = overRoll(own, measured);
    numbers.add(
        What.count(
            key + ".total",
            ReportSays.say(overRoll ? "figure.total.roll" : "figure.total", name),
            noun),
        column,
        before,
        one -> Number.of(ReportNumbers.total(one)),
        "",
        ReportSays.say(
            "figure.total.definition",
            noun,
            new FiguresWords(t, measured).base(own.base(), own.level())));
    numbers.add(
        What.count(key + ".registered", ReportSays.say("figure.listed", name), noun),
        column,
        before,
        one -> Number.of(ReportNumbers.listed(one)),
        "",
        ReportSays.say("figure.listed.definition", noun, name, year));
    Registered registered = numbers.registered();
    numbers.add(
        What.count(key + ".enrolled", ReportSays.say("figure.registered", name), noun),
        column,
        before,
        one -> Number.of(registered.count(column, year(one, before), one)),
        "",
        ReportSays.say("figure.registered.definition", noun, name, year));
    numbers.add(
        What.percent(key + ".enrolled_rate", ReportSays.say("figure.registered-share", name)),
        column,
        before,
        one ->
            Number.share(
                registered.count(column, year(one, before), one), ReportNumbers.total(one)),
        "",
        ReportSays.say("figure.registered-share.definition", noun, name));
    numbers.add(
        What.count(key + ".recognised", ReportSays.say("figure.recognised", name), noun),
        column,
        before,
        one -> Number.of(ReportNumbers.recognised(one)),
        "",
        ReportSays.say("figure.recognised.definition", noun, name, year));
    numbers.add(
        What.percent(
            key + ".rate", ReportSays.say(overRoll ? "figure.rate.roll" : "figure.rate", name)),
        column,
        before,
        one -> Number.share(ReportNumbers.recognised(one), ReportNumbers.total(one)),
        noTotal(own),
        indicator.isEmpty()
            ? ReportSays.say(
                overRoll ? "figure.rate.roll.definition" : "figure.rate.definition", noun, name)
            : indicator);
    numbers.add(
        What.percent(key + ".rate_enrolled", ReportSays.say("figure.rate-registered", name)),
        column,
        before,
        one ->
            Number.share(
                ReportNumbers.recognised(one), registered.under(column, year(one, before), one)),
        "",
        ReportSays.say("figure.rate-registered.definition", noun, name));
    if (measured.model() == LearningModel.LEARNING_UNIT) {
      numbers.add(
          What.percent(key + ".rate_registered", ReportSays.say("figure.rate-listed", name)),
          column,
          before,
          one -> Number.share(ReportNumbers.recognised(one), ReportNumbers.listed(one)),
          "",
          ReportSays.say("figure.rate-listed.definition", noun, name));
    }
  }

  /** Of which year an area's figure is. */
  private int year(AreaFigure of, @Nullable AreaFigure before) {
    return of == before ? numbers.period().year() - 1 : numbers.period().year();
  }

  private static String noTotal(AreaFigure own) {
    BigDecimal total = ReportNumbers.total(own);
    return own.reported() && (total == null || total.signum() == 0)
        ? ReportSays.say("remark.no-total")
        : "";
  }

  /** What the indicator of that model says it counts. */
  private String definition(Measured measured) {
    Indicator indicator = known.get(measured.model().name());
    return indicator == null || measured.model().levels().size() > 1
        ? ""
        : indicator.definitionVi();
  }

  private String sentence(
      Overview.Column column, String key, String unitBelow, @Nullable PlanView plan) {
    AreaFigure own = column.own();
    Measured measured = column.measured();
    String name = numbers.named(measured);
    String noun = t.t(measured.roll().messageKey());
    if (ReportNumbers.listless(own)) {
      return ReportSays.say("results.no-list", name, noun);
    }
    if (!own.reported()) {
      return ReportSays.say(
          "results.silent", name, own.tally().roll(), noun, registered(own, measured));
    }
    String told = told(measured);
    ReportFigure until = numbers.figure(told + UNTIL);
    ReportFigure after = numbers.figure(told + PeriodFigures.AFTER);
    StringBuilder sentence =
        new StringBuilder(
            until == null || after == null
                ? ReportSays.say(
                    "results.model",
                    name,
                    own.tally().roll(),
                    noun,
                    own.tally().recognised(),
                    registered(own, measured))
                : ReportSays.say(
                    "results.model.until",
                    name,
                    own.tally().roll(),
                    noun,
                    until.number(),
                    registered(own, measured),
                    numbers.period().until(),
                    after.number()));
    ReportFigure overRegistered = numbers.figure(told + ".rate_enrolled");
    if (overRegistered != null && overRegistered.number() != null) {
      sentence.append(
          ReportSays.say(
              "results.model.rate-registered", numbers.percent(told + ".rate_enrolled")));
    }
    if (overRoll(own, measured)) {
      sentence.append(ReportSays.say("results.model.roll", noun, numbers.percent(told + ".rate")));
    } else if (own.base().known()) {
      sentence.append(
          ReportSays.say(
              "results.model.total", numbers.percent(told + ".rate"), own.base().count(), noun));
    }
    ReportFigure rate = numbers.figure(key + ".rate");
    BigDecimal previous = rate == null ? null : rate.numberBefore();
    if (previous != null) {
      sentence.append(
          ReportSays.say(
              numbers.period().whole() ? "results.model.before" : "results.model.same-before",
              String.valueOf(numbers.period().year() - 1),
              t.percent(previous)));
    }
    sentence.append('.');
    PlanTarget target = target(own, measured, plan);
    // targets are held against the year, which goes on after the period
    if (target != null && until == null) {
      aim(own, target, measured, noun, sentence);
    }
    long silent = column.children(Reporting.NOT_REPORTED).size();
    if (silent > 0) {
      sentence
          .append(' ')
          .append(ReportSays.say("results.silent.below", silent, column.areas(), unitBelow));
    }
    String partly = partly(column);
    if (!partly.isEmpty()) {
      sentence.append(' ').append(ReportSays.say("results.partly.below", partly));
    }
    return sentence.toString();
  }

  /** How many registered, and which share of all; empty where that is not known. */
  private String registered(AreaFigure own, Measured measured) {
    String key = key(measured);
    String noun = t.t(measured.roll().messageKey());
    ReportFigure count = numbers.figure(key + ".enrolled");
    BigDecimal number = count == null ? null : count.number();
    if (number == null) {
      return "";
    }
    ReportFigure share = numbers.figure(key + ".enrolled_rate");
    return share == null || share.number() == null || overRoll(own, measured)
        ? ReportSays.say("results.model.registered", number, noun)
        : ReportSays.say(
            "results.model.registered.share",
            number,
            noun,
            numbers.percent(key + ".enrolled_rate"));
  }

  /** Wide areas below that have reported and are not complete themselves: 1/75 xã, phường. */
  private String partly(Overview.Column column) {
    FiguresWords words = new FiguresWords(t, column.measured());
    List<AreaFigure> open =
        column.children(Reporting.PARTLY).stream()
            .filter(one -> one.level().compareTo(AreaLevel.COMMUNE) < 0)
            .toList();
    String named =
        open.stream()
            .limit(AreaSentences.MOST_NAMED)
            .map(
                one ->
                    ReportSays.say(
                        "results.partly.one",
                        one.name(),
                        ReportSays.inSentence(words.reporting(one))))
            .collect(Collectors.joining(", "));
    return open.size() <= AreaSentences.MOST_NAMED
        ? named
        : ReportSays.say("results.partly.more", named, open.size() - AreaSentences.MOST_NAMED);
  }

  /**
   * The target that the year's share is held against: that of the plan which the report tells.
   * Where it has none, what applies otherwise.
   */
  private @Nullable PlanTarget target(AreaFigure own, Measured measured, @Nullable PlanView plan) {
    PlanTarget told = plan == null ? null : plan.target(measured, numbers.period().year());
    Aim aim = own.aim();
    return told != null || aim == null ? told : aim.target();
  }

  private void aim(
      AreaFigure own, PlanTarget target, Measured measured, String noun, StringBuilder sentence) {
    BigDecimal goal = target.percent();
    BigDecimal gap = own.rate().above(goal);
    if (gap == null) {
      return;
    }
    String plan = new FiguresWords(t, measured).plan(target.plan());
    String year = String.valueOf(target.year());
    sentence.append(' ');
    if (own.rate().reaches(goal)) {
      sentence.append(
          gap.signum() > 0
              ? ReportSays.say("results.aim.above", t.percent(goal), plan, year, t.decimal(gap))
              : ReportSays.say("results.aim.met", t.percent(goal), plan, year));
    } else {
      sentence.append(
          ReportSays.say(
              "results.aim.below",
              t.percent(goal),
              plan,
              year,
              t.decimal(gap.negate()),
              own.base().known() ? own.rate().missing(goal) : 0,
              noun));
    }
  }

  private Table byArea(Overview.Column column, String key, String name) {
    List<Row> areas = new ArrayList<>();
    ReportFigure listed = numbers.figure(key + ".registered");
    if (listed != null) {
      listed
          .parts()
          .forEach(part -> areas.add(new Row(part.name(), part.areaId(), false, List.of())));
    }
    areas.add(
        new Row(
            ReportSays.say("row.total"),
            0,
            true,
            COLUMNS.stream().map(one -> key + "." + one).toList()));
    return new Table(
        "AREAS." + key,
        ReportSays.say("table.areas", name, numbers.period().of()),
        ReportSays.say(
            "table.areas.note",
            new FiguresWords(t, column.measured()).base(column.own().base(), column.own().level())),
        ReportSays.say("column.area"),
        List.of(
            new Column(ReportSays.say("column.total"), key + ".total"),
            new Column(ReportSays.say("column.listed"), key + ".registered"),
            new Column(ReportSays.say("column.registered"), key + ".enrolled"),
            new Column(ReportSays.say("column.recognised"), key + ".recognised"),
            new Column(ReportSays.say("column.rate"), key + ".rate"),
            new Column(ReportSays.say("column.rate-registered"), key + ".rate_enrolled")),
        areas);
  }
}
