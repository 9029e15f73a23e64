package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.web.Gauge;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

/**
 * How a reader looks at an overview: in which language, which part of it, and the addresses that
 * lead from there. Every address names area, year, tree, plan and model, so that whoever receives
 * it sees the same.
 */
public final class OverviewView {

  /** A part of the page with an address of its own. */
  public enum Part {
    TARGETS,
    HEAT,
    RANKING,
    SILENT,
    WEEK,
    TREND,
    MAP;

    /** How addresses write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one written so; null for all of them. */
    static @Nullable Part named(String key) {
      for (Part part : values()) {
        if (part.key().equals(key)) {
          return part;
        }
      }
      return null;
    }
  }

  /** How many rows a part shows on the whole page; alone it shows all. */
  public static final int SHOWN = 10;

  /**
   * The rows of a part that are shown.
   *
   * @param rows those, in order
   * @param all how many there are
   */
  public record Some<T>(List<T> rows, int all) {

    public Some {
      rows = List.copyOf(rows);
    }

    /** Whether there are more than are shown. */
    public boolean cut() {
      return rows.size() < all;
    }

    /** How many are not shown. */
    public int rest() {
      return all - rows.size();
    }
  }

  private final Overview overview;
  private final Texts t;
  private final LocalDate today;
  private final @Nullable Part only;
  private final Overview.Query asked;
  private final boolean mayTake;
  private final boolean mayAct;

  /**
   * @param today the day it is read on
   * @param only the part that is shown alone; null for the whole page
   * @param asked what was asked for
   * @param mayTake whether the reader may download tables here
   * @param mayAct whether the reader may open campaigns
   */
  OverviewView(
      Overview overview,
      Texts t,
      LocalDate today,
      @Nullable Part only,
      Overview.Query asked,
      boolean mayTake,
      boolean mayAct) {
    this.overview = overview;
    this.t = t;
    this.today = today;
    this.only = only;
    this.asked = asked;
    this.mayTake = mayTake;
    this.mayAct = mayAct;
  }

  /** What is shown. */
  public Overview overview() {
    return overview;
  }

  /** Whether the reader may download tables. */
  public boolean mayTake() {
    return mayTake;
  }

  /** The part shown alone; null for the whole page. */
  public @Nullable Part only() {
    return only;
  }

  /** Whether a part is on the page. */
  public boolean shows(Part part) {
    return only == null || only == part;
  }

  /** The first rows on the whole page; all where the part stands alone. */
  private <T> Some<T> first(List<T> rows) {
    return new Some<>(
        only == null && rows.size() > SHOWN ? rows.subList(0, SHOWN) : rows, rows.size());
  }

  /** The ranked areas: on the whole page the first and the last of them, in equal number. */
  public Some<Ranking.Place> ranked(Ranking ranking) {
    List<Ranking.Place> all = ranking.ranked();
    if (only != null || all.size() <= SHOWN) {
      return new Some<>(all, all.size());
    }
    List<Ranking.Place> ends = new ArrayList<>(all.subList(0, SHOWN / 2));
    ends.addAll(all.subList(all.size() - SHOWN / 2, all.size()));
    return new Some<>(ends, all.size());
  }

  /** Areas with too few to be ranked. */
  public Some<AreaFigure> few(Ranking ranking) {
    return first(ranking.few());
  }

  /** Rows of the heat table; on the whole page the first of those that have reported anything. */
  public Some<Overview.Row> heat() {
    List<Overview.Row> rows = overview.rows();
    if (only != null || rows.size() <= SHOWN) {
      return new Some<>(rows, rows.size());
    }
    List<Overview.Row> first = new ArrayList<>();
    rows.stream().filter(OverviewView::told).forEach(first::add);
    rows.stream().filter(row -> !told(row)).forEach(first::add);
    return new Some<>(first.subList(0, SHOWN), rows.size());
  }

  private static boolean told(Overview.Row row) {
    return row.cells().stream().anyMatch(cell -> cell != null && cell.reported());
  }

  /** Areas that still owe something: those that have sent nothing come first. */
  public Some<AreaFigure> owingShown(Overview.Column column) {
    return first(owing(column));
  }

  /** What changed since last week; on the whole page without what did not. */
  public Some<Overview.Week> week() {
    List<Overview.Week> all = overview.week();
    return only != null
        ? new Some<>(all, all.size())
        : first(all.stream().filter(one -> !one.still()).toList());
  }

  /** What figures of something say in words. */
  public FiguresWords words(Measured measured) {
    return new FiguresWords(t, measured);
  }

  /** What is measured. */
  public String name(Measured measured) {
    return t.t(measured.messageKey());
  }

  /** The same where the word for a title can be left out. */
  public String brief(Measured measured) {
    String key = "dashboard.brief." + measured.messageKey();
    return t.has(key) ? t.t(key) : name(measured);
  }

  /** What areas below are called. */
  public String unit() {
    return t.t("reporting.unit." + overview.childLevel().name());
  }

  private String query(
      int area, int year, Basis basis, @Nullable String plan, @Nullable Measured model) {
    return "?area="
        + area
        + "&year="
        + year
        + "&basis="
        + basis.code()
        + (plan == null ? "" : "&plan=" + plan)
        + (model == null
            ? ""
            : "&model="
                + model.model()
                + (model.model().levels().size() > 1 ? "&level=" + model.level() : ""));
  }

  private @Nullable String plan() {
    PlanView plan = overview.plan();
    return plan == null ? null : plan.plan().id();
  }

  private @Nullable Measured model() {
    Overview.Column chosen = overview.chosen();
    // where the targets alone were read, the page they come into looks at what was asked for
    return chosen == null ? asked.model() : chosen.measured();
  }

  private String here() {
    return query(overview.area().areaId(), overview.year(), overview.basis(), plan(), model());
  }

  private String kept(String href) {
    Part part = only;
    return part == null ? href : href + "&part=" + part.key();
  }

  /** This very view. */
  public String self() {
    return asked.counted() ? counted() : kept("/dashboard" + here());
  }

  /** The same with what takes long to count. */
  public String counted() {
    return kept("/dashboard" + here() + "&counted=true");
  }

  /** The targets alone with what takes long to count, to be put into the page that left it out. */
  public String fetched() {
    return counted() + "&fetch=" + Part.TARGETS.key();
  }

  /** The whole page. */
  public String whole() {
    return "/dashboard" + here();
  }

  /** One part of it alone. */
  public String part(Part part) {
    return "/dashboard" + here() + "&part=" + part.key();
  }

  /** A part as a file. */
  public String file(Part part, String ending) {
    return "/dashboard/" + part.key() + "." + ending + here();
  }

  /** The same of another area; its own plan is chosen there again where this one does not hold. */
  public String area(int areaId) {
    return kept("/dashboard" + query(areaId, overview.year(), overview.basis(), plan(), model()));
  }

  /** Figures of something of an area, with everything behind them. */
  public String figures(int areaId, Measured measured) {
    return figures(areaId, measured, overview.year(), overview.basis());
  }

  /** The same of another year or tree. */
  public static String figures(int areaId, Measured measured, int year, Basis basis) {
    return "/figures?area="
        + areaId
        + (measured.query().isEmpty() ? "&model=" + measured.model() : measured.query())
        + "&year="
        + year
        + "&basis="
        + basis.code();
  }

  /** The years to choose from. */
  public List<Segment> years() {
    return overview.years().stream()
        .map(
            year ->
                new Segment(
                    String.valueOf(year),
                    kept(
                        "/dashboard"
                            + query(
                                overview.area().areaId(), year, overview.basis(), plan(), model())),
                    year == overview.year()))
        .toList();
  }

  /** The two ways to read areas. */
  public List<Segment> bases() {
    return overview
        .basis()
        .choice(
            t,
            one ->
                kept(
                    "/dashboard"
                        + query(overview.area().areaId(), overview.year(), one, plan(), model())));
  }

  /** What can be looked at closely. */
  public List<Option> models() {
    return overview.columns().stream()
        .map(column -> new Option(key(column.measured()), name(column.measured())))
        .toList();
  }

  /** What is looked at closely, as a choice sends it. */
  public String modelKey() {
    Measured model = model();
    return model == null ? "" : key(model);
  }

  private static String key(Measured measured) {
    return measured.model() + "." + measured.level();
  }

  /** What a form sends besides the choice, so that everything else of the view stays. */
  public Map<String, String> kept() {
    Map<String, String> kept = new LinkedHashMap<>();
    kept.put("area", String.valueOf(overview.area().areaId()));
    kept.put("year", String.valueOf(overview.year()));
    kept.put("basis", String.valueOf(overview.basis().code()));
    String plan = plan();
    if (plan != null) {
      kept.put("plan", plan);
    }
    Part part = only;
    if (part != null) {
      kept.put("part", part.key());
    }
    return kept;
  }

  /** The plans to choose from. */
  public List<Segment> plans() {
    return overview.plans().stream()
        .map(
            one ->
                new Segment(
                    new PlanWords(t, Map.of()).plan(one),
                    kept(
                        "/dashboard"
                            + query(
                                overview.area().areaId(),
                                overview.year(),
                                overview.basis(),
                                one.id(),
                                model())),
                    one.id().equals(plan())))
        .toList();
  }

  /** The page of the plan, of this area. */
  public String planPage() {
    PlanView plan = overview.plan();
    return plan == null ? "/targets" : plan.href() + plan.query();
  }

  /** The bar of a target that is a share; null of any other. */
  public @Nullable Gauge gauge(TargetLine line) {
    Achieved achieved = line.achieved();
    if (achieved.kind() != Goal.Kind.PERCENT) {
      return null;
    }
    BigDecimal value = achieved.value();
    BigDecimal aim = line.target().goal().value();
    return new Gauge(
        value == null ? null : value.setScale(1, RoundingMode.HALF_UP),
        aim,
        achieved.state() == Achieved.State.MET);
  }

  /**
   * Why a target has no value, without what stands beside it anyway: its name, and what it lacks.
   */
  public String why(TargetLine line, PlanWords words) {
    Unknown why = line.achieved().why();
    if (why == null || why.said().messageKey().equals("reporting.why.reported")) {
      return "";
    }
    String brief = why.said().messageKey().replace("reporting.", "dashboard.");
    List<Object> said = why.said().arguments();
    return t.has(brief) && !said.isEmpty() ? t.t(brief, said.getLast()) : words.why(line);
  }

  /** Whether a target is still to be counted, because that takes long. */
  public boolean later(TargetLine line) {
    Unknown why = line.achieved().why();
    return why != null && why.lack() == Unknown.Lack.LATER;
  }

  /** Whether any is. */
  public boolean later() {
    return lines().stream().anyMatch(this::later);
  }

  /** The targets that are shown: those that stand. */
  public List<TargetLine> lines() {
    PlanView plan = overview.plan();
    return plan == null ? List.of() : plan.standing();
  }

  /** What is said of a share in a cell of the heat table; for those who cannot see its shade. */
  public String cell(@Nullable AreaFigure figure) {
    if (figure == null) {
      return "";
    }
    BigDecimal percent = figure.percent();
    if (!figure.reported()) {
      return t.t("target.none");
    }
    if (percent == null) {
      return t.t("dashboard.heat.nobody");
    }
    return Ranking.few(figure)
        ? t.t("dashboard.heat.few", percent, figure.tally().recognised(), figure.base().count())
        : t.decimal(percent);
  }

  /** How many areas below have reported of all, as 73/75; null where all have in full. */
  public @Nullable String heard(Overview.Column column) {
    AreaFigure own = column.own();
    Integer begun = column.begun();
    return own.reporting() != Reporting.PARTLY
        ? null
        : t.t("dashboard.heat.heard", begun == null ? own.unitsSent() : begun, own.units());
  }

  /** How little an area below has sent where nothing of it is recognised yet; null otherwise. */
  public @Nullable String heard(AreaFigure figure) {
    return figure.reporting() == Reporting.PARTLY && figure.tally().recognised() == 0
        ? t.t("dashboard.heat.heard", figure.tally().reported(), figure.tally().roll())
        : null;
  }

  /** How much the area itself has reported. */
  public String extent(Overview.Column column) {
    return words(column.measured()).reporting(column.own(), column.begun());
  }

  /** How far a ranked area is from its target, or from all together where no plan says anything. */
  public String gap(AreaFigure figure, Rate mean, Measured measured) {
    String gap = words(measured).gap(figure);
    if (gap != null) {
      return gap;
    }
    BigDecimal percent = figure.percent();
    BigDecimal all = mean.percent();
    if (percent == null || all == null) {
      return "";
    }
    BigDecimal away = percent.subtract(all);
    return away.signum() == 0
        ? t.t("dashboard.mean.same")
        : t.t(away.signum() > 0 ? "dashboard.mean.above" : "dashboard.mean.below", away.abs());
  }

  /** How much an area below has reported. */
  public String extent(AreaFigure figure, Measured measured) {
    return words(measured).reporting(figure);
  }

  /** What an area below still owes. */
  public String owes(AreaFigure figure, Measured measured) {
    long units = figure.units() - figure.unitsSent();
    return figure.tally().roll() == 0
        ? t.t("dashboard.silent.empty")
        : figure.level() == AreaLevel.PROVINCE && measured.leaf() != AreaLevel.PROVINCE
            ? t.t("dashboard.silent.communes", units, figure.units())
            : words(measured)
                .say(
                    "dashboard.silent.left",
                    figure.tally().roll() - figure.tally().reported(),
                    figure.tally().roll());
  }

  /** The deadline with the days that are left or have passed. */
  public String due(Overview.Column column) {
    if (column.closed()) {
      return t.t("dashboard.due.closed", column.dueOn());
    }
    long days = ChronoUnit.DAYS.between(today, column.dueOn());
    return days > 0
        ? t.t("dashboard.due.left", column.dueOn(), days)
        : days == 0
            ? t.t("dashboard.due.today", column.dueOn())
            : t.t("dashboard.due.past", column.dueOn(), -days);
  }

  /** Whether the deadline has passed. */
  public boolean late(Overview.Column column) {
    return !column.closed() && column.dueOn().isBefore(today);
  }

  /** Where one sees to it that an area reports. */
  public String act(AreaFigure figure, Overview.Column column) {
    return mayAct
            && figure.level() == AreaLevel.VILLAGE
            && column.campaigns().size() == 1
            && overview.basis() == Basis.AS_IS
        ? "/campaigns/" + column.campaigns().getFirst().id() + "/villages/" + figure.areaId()
        : figures(figure.areaId(), column.measured());
  }

  /** The campaign itself, where one is opened and prolonged; null where there are several. */
  public @Nullable String campaign(Overview.Column column) {
    return mayAct && column.campaigns().size() == 1
        ? "/campaigns/" + column.campaigns().getFirst().id()
        : null;
  }

  /** Those that have not reported, then those that have reported in part. */
  public List<AreaFigure> owing(Overview.Column column) {
    List<AreaFigure> owing = new ArrayList<>(column.children(Reporting.NOT_REPORTED));
    owing.addAll(column.children(Reporting.PARTLY));
    return owing;
  }

  /** A change with its sign: +12, −3, 0. */
  public String signed(long change) {
    return change > 0
        ? "+" + t.number(change)
        : change < 0 ? "\u2212" + t.number(-change) : t.number(0);
  }

  /** The year of a trend; null where there was none. */
  public Trend.@Nullable Year year(Overview.Line line, int year) {
    return line.trend().years().stream().filter(one -> one.year() == year).findFirst().orElse(null);
  }

  /** What a year of a trend says in place of a share. */
  public String trend(Trend.@Nullable Year year) {
    if (year == null) {
      return "";
    }
    if (!year.existed()) {
      return t.t("reporting.trend.absent.short");
    }
    return year.reported() ? t.t("dashboard.heat.nobody") : t.t("target.none");
  }

  /** How many have reported for a year; null where none has, or all have. */
  public @Nullable String begun(Overview.Line line, Trend.Year year) {
    return words(line.measured()).begun(year, overview.area().level());
  }

  /** The drawing of the trend of what is looked at closely. */
  public @Nullable TrendChart chart() {
    Overview.Line line = overview.trend();
    return line == null || line.trend().years().isEmpty()
        ? null
        : TrendChart.of(line.trend(), overview.basis());
  }

  /** A share for a file: the number, or why there is none. */
  @Nullable Object value(@Nullable AreaFigure figure) {
    if (figure == null) {
      return null;
    }
    BigDecimal percent = figure.percent();
    return percent == null || Ranking.few(figure) ? cell(figure) : percent;
  }
}
