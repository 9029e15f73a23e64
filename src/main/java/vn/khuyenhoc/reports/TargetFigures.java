package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.Achieved;
import vn.khuyenhoc.reporting.Amount;
import vn.khuyenhoc.reporting.Goal;
import vn.khuyenhoc.reporting.Indicator;
import vn.khuyenhoc.reporting.PlanTarget;
import vn.khuyenhoc.reporting.PlanView;
import vn.khuyenhoc.reporting.PlanWords;
import vn.khuyenhoc.reporting.TargetLine;
import vn.khuyenhoc.reporting.Unknown;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportFigure.Kind;
import vn.khuyenhoc.reports.ReportNumbers.Number;
import vn.khuyenhoc.reports.ReportNumbers.Origin;
import vn.khuyenhoc.reports.ReportNumbers.What;

/**
 * Targets of the plan with what is reached. Of the plan of an area above only rates are told, as
 * that area's: what it has to do or to have itself binds nobody below it.
 */
final class TargetFigures {

  /** The beginning of the keys of targets. */
  static final String KEY = "T.";

  private final ReportNumbers numbers;
  private final int areaId;
  private final Texts t;
  private final List<String> said = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();

  TargetFigures(ReportNumbers numbers, int areaId) {
    this.numbers = numbers;
    this.areaId = areaId;
    this.t = numbers.texts();
  }

  /** Whether a target is told in the report of an area. */
  static boolean told(PlanTarget target, int areaId) {
    Goal.Kind kind = target.goal().kind();
    return own(target, areaId) || kind == Goal.Kind.PERCENT || kind == Goal.Kind.PER_PERSON;
  }

  private static boolean own(PlanTarget target, int areaId) {
    return target.areaId() != null && target.areaId() == areaId;
  }

  static String key(PlanTarget target) {
    return KEY + target.plan().id() + "." + target.id() + "." + target.year();
  }

  List<String> sentences() {
    return said;
  }

  /** A table of each plan; none where there is none. */
  List<Table> tables() {
    return tables;
  }

  private static Table table(PlanView plan, List<Row> rows, boolean alone) {
    return new Table(
        alone ? "TARGETS" : "TARGETS." + plan.plan().id(),
        alone
            ? ReportSays.say("table.targets")
            : ReportSays.say("table.targets.of", plan.plan().title()),
        "",
        ReportSays.say("column.target"),
        List.of(
            new Column(ReportSays.say("column.goal"), ""),
            new Column(ReportSays.say("column.year"), ""),
            new Column(ReportSays.say("column.result"), ""),
            new Column(ReportSays.say("column.gap"), "")),
        rows);
  }

  /** Adds those that are told of every plan, plan by plan. */
  void add(List<PlanView> plans) {
    List<PlanView> told = plans.stream().filter(one -> !lines(one).isEmpty()).toList();
    if (told.isEmpty()) {
      said.add(ReportSays.say("targets.none", numbers.period().of()));
    }
    for (PlanView plan : told) {
      add(plan, told.size() == 1);
    }
  }

  private List<TargetLine> lines(PlanView plan) {
    return plan.standing().stream().filter(one -> told(one.target(), areaId)).toList();
  }

  private void add(PlanView plan, boolean alone) {
    List<TargetLine> lines = lines(plan);
    PlanWords words = new PlanWords(t, plan.indicators());
    said.add(ReportSays.say("targets.plan", plan.plan().title(), words.plan(plan.plan())));
    if (!numbers.period().whole()) {
      said.add(ReportSays.say("targets.so-far", numbers.period().of()));
    }
    said.add(
        ReportSays.say(
            "targets.counts",
            count(lines, Achieved.State.MET),
            count(lines, Achieved.State.MISSED),
            count(lines, Achieved.State.UNKNOWN)));
    List<Row> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(add(line, words)));
    tables.add(table(plan, rows, alone));
  }

  private static long count(List<TargetLine> lines, Achieved.State state) {
    return lines.stream().filter(one -> one.achieved().state() == state).count();
  }

  private Row add(TargetLine line, PlanWords words) {
    PlanTarget target = line.target();
    String name = name(target, words);
    String year = String.valueOf(target.year());
    String read = String.valueOf(line.achieved().year());
    String why = words.why(line);
    ReportFigure figure = figure(line, words, name, why);
    String goal = either(words.goal(target), words.otherGoal(target));
    String heard = words.heard(line);
    String value =
        heard.isEmpty()
            ? words.value(line)
            : ReportSays.say("targets.heard", words.value(line), heard);
    String gap = words.gap(line);
    String unlike = words.unlike(line);
    String plain = gap.isEmpty() ? words.state(line) : gap;
    String first = unlike.isEmpty() ? plain : ReportSays.say("targets.heard", plain, unlike);
    String stands = either(first, otherwise(line, words));
    // a share of what few have sent is no share of everything: the table says so, too
    String told =
        heard.isEmpty()
            ? stands
            : ReportSays.say("targets.stands", stands, words.heardBriefly(line));
    // what is reached of a year that is over is that year's, not the report's
    boolean over = line.achieved().year() != numbers.period().year();
    boolean valued = line.achieved().kind().valued() || line.achieved().kind() == Goal.Kind.LIST;
    Row row =
        new Row(
            over ? ReportSays.say("targets.row.of-year", name, read) : name,
            0,
            false,
            List.of(
                ReportCell.words(goal),
                ReportCell.words(year),
                // what is done or not has no number to be opened
                valued || value.isEmpty() ? figure.key() : ReportCell.words(value),
                ReportCell.words(told)));
    said.add(
        value.isEmpty()
            ? ReportSays.say(
                "targets.unknown",
                name,
                goal,
                year,
                why.isEmpty() ? ReportSays.say("not-reported") : why)
            : over
                ? ReportSays.say("targets.line.of-year", name, goal, year, value, stands, read)
                : ReportSays.say("targets.line", name, goal, year, value, stands));
    return row;
  }

  /** What is read in one way only says so; of what can be read in two ways both are told. */
  private static String either(String one, String other) {
    return other.isEmpty() ? one : ReportSays.say("targets.either", one, other);
  }

  /** What the other reading of a growth comes to and how far that is; empty where there is none. */
  private static String otherwise(TargetLine line, PlanWords words) {
    String value = words.otherValue(line).isEmpty() ? words.otherWhy(line) : words.otherValue(line);
    String gap = words.otherGap(line);
    return value.isEmpty() || gap.isEmpty()
        ? value + gap
        : ReportSays.say("targets.otherwise", value, gap);
  }

  /** What it measures, for whom, and whose it is. */
  private String name(PlanTarget target, PlanWords words) {
    String name = words.name(target);
    if (!own(target, areaId)) {
      return ReportSays.say("targets.of-above", name, target.plan().areaName());
    }
    String scope = words.scope(target);
    return scope.isEmpty() ? name : ReportSays.say("targets.scope", name, scope);
  }

  /** Adds a target's figure; two targets of one rate differ by their years. */
  ReportFigure figure(TargetLine line, PlanWords words, String name, String remark) {
    Achieved achieved = line.achieved();
    Unknown why = achieved.why();
    boolean growth = achieved.kind() == Goal.Kind.GROWTH_PERCENT;
    boolean points = achieved.kind() == Goal.Kind.PERCENTAGE_POINTS;
    boolean percent = achieved.kind() == Goal.Kind.PERCENT || growth;
    Indicator indicator = line.indicator();
    String label = ReportSays.say("targets.label", name, String.valueOf(line.target().year()));
    ReportFigure figure =
        numbers.add(
            new What(
                key(line.target()),
                label,
                percent ? Kind.PERCENT : Kind.DECIMAL,
                percent ? "" : points ? ReportSays.say("unit.points") : words.unit(line.target())),
            new Number(
                percent || points ? rounded(achieved.value()) : achieved.value(),
                // a growth is no share of what it is divided by
                growth ? null : number(achieved.numerator()),
                growth ? null : number(achieved.denominator()),
                why != null && why.lack() != Unknown.Lack.NOT_REPORTED),
            null,
            remark,
            new Origin(
                indicator == null ? "" : indicator.definitionVi(),
                line.target().href() + "?area=" + areaId + "&basis=1",
                ReportSays.say("obtained.plan", numbers.period().moment())),
            List.of());
    return numbers.put(figure.of(ReportIngredients.of(line, words, t)));
  }

  private static @Nullable BigDecimal rounded(@Nullable BigDecimal value) {
    return value == null ? null : value.setScale(1, RoundingMode.HALF_UP);
  }

  private static @Nullable BigDecimal number(@Nullable Amount amount) {
    return amount == null ? null : amount.value();
  }
}
