package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.Achieved;
import vn.khuyenhoc.reporting.Aim;
import vn.khuyenhoc.reporting.Amount;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.AreaYear;
import vn.khuyenhoc.reporting.AreaYears;
import vn.khuyenhoc.reporting.FiguresWords;
import vn.khuyenhoc.reporting.Goal;
import vn.khuyenhoc.reporting.Indicator;
import vn.khuyenhoc.reporting.Indicators;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.PlanView;
import vn.khuyenhoc.reporting.PlanWords;
import vn.khuyenhoc.reporting.Rate;
import vn.khuyenhoc.reporting.ReportedValue;
import vn.khuyenhoc.reporting.TargetLine;
import vn.khuyenhoc.reports.ReportContent.Column;
import vn.khuyenhoc.reports.ReportContent.Row;
import vn.khuyenhoc.reports.ReportContent.Section;
import vn.khuyenhoc.reports.ReportContent.Table;
import vn.khuyenhoc.reports.ReportFigure.Kind;
import vn.khuyenhoc.reports.ReportFigure.Part;
import vn.khuyenhoc.reports.ReportFigure.State;

/**
 * Fills a report with the figures of this moment: sentences with the numbers in them, tables, and
 * behind each number where it comes from. Texts of the office are not its business.
 */
@Component
class ReportFilling {

  /** So many areas are named in a sentence. */
  private static final int MOST_NAMED = 10;

  private static final List<Rating> RATINGS =
      List.of(
          Rating.GOOD,
          Rating.FAIR,
          Rating.AVERAGE,
          Rating.LEVEL_2,
          Rating.LEVEL_1,
          Rating.ACHIEVED);

  private final AreaYears years;
  private final Areas areas;
  private final Indicators indicators;
  private final Texts t;
  private final Clock clock;

  ReportFilling(
      AreaYears years, Areas areas, Indicators indicators, Languages languages, Clock clock) {
    this.years = years;
    this.areas = areas;
    this.indicators = indicators;
    this.t = languages.vietnamese();
    this.clock = clock;
  }

  /** The year whose figures a report on a period tells. */
  static int year(LocalDate until) {
    return until.getYear();
  }

  /**
   * Fills it.
   *
   * @param right by which the actor reads the figures
   * @param areaId an area of today's tree
   * @param sample whether the data are samples
   */
  ReportContent fill(
      Actor actor,
      Right right,
      int areaId,
      ReportForm form,
      LocalDate from,
      LocalDate until,
      boolean sample) {
    return fill(actor, right, List.of(areaId), form, from, until, sample).getFirst();
  }

  /**
   * Fills those of many areas, in as many statements as of one.
   *
   * @param areaIds areas of today's tree
   * @return in the same order
   */
  List<ReportContent> fill(
      Actor actor,
      Right right,
      List<Integer> areaIds,
      ReportForm form,
      LocalDate from,
      LocalDate until,
      boolean sample) {
    Map<Integer, AreaYear> read = years.of(actor, right, areaIds, year(until));
    Map<Integer, List<Area>> paths = areas.paths(areaIds);
    Map<Integer, List<Area>> below = areas.children(areaIds);
    Map<String, Indicator> known = indicators.all();
    List<ReportContent> filled = new ArrayList<>();
    read.forEach(
        (areaId, year) ->
            filled.add(
                new Filled(year, known, form, from, until)
                    .content(
                        paths.getOrDefault(areaId, List.of()),
                        below.getOrDefault(areaId, List.of()),
                        sample)));
    return filled;
  }

  /** One filling. */
  private final class Filled {

    private final AreaYear read;
    private final ReportForm form;
    private final LocalDate from;
    private final LocalDate until;
    private final int year;
    private final Map<String, Indicator> known;
    private final Map<String, ReportFigure> figures = new LinkedHashMap<>();
    private final String at;

    Filled(
        AreaYear read,
        Map<String, Indicator> known,
        ReportForm form,
        LocalDate from,
        LocalDate until) {
      this.read = read;
      this.form = form;
      this.from = from;
      this.until = until;
      this.year = year(until);
      this.known = known;
      this.at = t.dateTime(read.overview().at());
    }

    ReportContent content(List<Area> path, List<Area> below, boolean sample) {
      boolean above = read.level().compareTo(AreaLevel.COMMUNE) < 0;
      List<Section> sections = new ArrayList<>();
      for (ReportSection key : ReportSection.of(form, above)) {
        sections.add(
            switch (key) {
              case SITUATION -> section(key, situation(below), List.of());
              case RESULTS -> results();
              case TARGETS -> targets();
              case ORGANISATION -> organisation();
              case BELOW -> section(key, below(below.size()), List.of());
              case LESSONS, DIFFICULTIES, PROPOSALS, NEXT -> section(key, List.of(), List.of());
            });
      }
      Instant moment = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      return new ReportContent(
          ReportContent.FORMAT,
          form,
          from.toString(),
          until.toString(),
          year,
          ReportSays.place(path.getLast()),
          path.subList(0, path.size() - 1).stream().map(ReportSays::place).toList(),
          below.stream().map(ReportSays::place).toList(),
          moment.toString(),
          sample,
          sections,
          List.copyOf(figures.values()),
          null,
          List.of(),
          null);
    }

    private Section section(ReportSection key, List<String> sentences, List<Table> tables) {
      return new Section(
          key, ReportSays.say("section." + key.name()), sentences, "", List.of(), tables);
    }

    // --- what was evaluated

    private List<String> situation(List<Area> below) {
      List<String> said = new ArrayList<>();
      String name = read.overview().area().name();
      if (!below.isEmpty()) {
        said.add(
            ReportSays.say(
                "situation.areas." + below.getFirst().level().name(), name, below.size()));
      }
      List<String> models =
          read.overview().columns().stream().map(one -> quoted(one.measured())).distinct().toList();
      said.add(
          models.isEmpty()
              ? ReportSays.say("situation.nothing", String.valueOf(year))
              : ReportSays.say(
                  "situation.models", String.valueOf(year), String.join(", ", models)));
      said.add(ReportSays.say("situation.moment", at, read.overview().date()));
      return said;
    }

    private String quoted(Measured measured) {
      return ReportSays.say("quoted", t.t(measured.messageKey()));
    }

    // --- results of the models

    private Section results() {
      List<String> said = new ArrayList<>();
      List<Table> tables = new ArrayList<>();
      List<Row> models = new ArrayList<>();
      List<Table> byArea = new ArrayList<>();
      for (Overview.Column column : read.overview().columns()) {
        Measured measured = column.measured();
        String key = model(column);
        models.add(
            new Row(
                t.t(measured.messageKey()),
                0,
                false,
                List.of(
                    key + ".total",
                    key + ".registered",
                    key + ".recognised",
                    key + ".rate",
                    key + ".rate_registered",
                    ReportCell.before(key + ".rate"))));
        said.add(sentence(column, key));
        if (!column.children().isEmpty()) {
          byArea.add(byArea(column, key));
        }
      }
      if (models.isEmpty()) {
        said.add(ReportSays.say("results.none", String.valueOf(year)));
      } else {
        tables.add(
            new Table(
                "MODELS",
                ReportSays.say("table.models", String.valueOf(year)),
                ReportSays.say("table.models.note"),
                ReportSays.say("column.model"),
                List.of(
                    new Column(ReportSays.say("column.total"), ""),
                    new Column(ReportSays.say("column.registered"), ""),
                    new Column(ReportSays.say("column.recognised"), ""),
                    new Column(ReportSays.say("column.rate"), ""),
                    new Column(ReportSays.say("column.rate-registered"), ""),
                    new Column(ReportSays.say("column.rate-before"), "")),
                models));
      }
      groups(said, tables);
      ratings(said, tables);
      tables.addAll(byArea);
      return section(ReportSection.RESULTS, said, tables);
    }

    private String model(Overview.Column column) {
      Measured measured = column.measured();
      String key = "M." + measured.model() + "." + measured.level();
      String name = t.t(measured.messageKey());
      String noun = t.t(measured.roll().messageKey());
      String indicator = definition(measured);
      AreaFigure own = column.own();
      AreaFigure before = read.before(measured);
      Function<AreaFigure, @Nullable BigDecimal> total =
          one -> one.base().known() ? BigDecimal.valueOf(one.base().count()) : null;
      Function<AreaFigure, @Nullable BigDecimal> registered =
          one -> BigDecimal.valueOf(one.tally().roll());
      Function<AreaFigure, @Nullable BigDecimal> recognised =
          one -> one.reported() ? BigDecimal.valueOf(one.tally().recognised()) : null;
      count(
          key + ".total",
          ReportSays.say("figure.total", name),
          noun,
          ReportSays.say(
              "figure.total.definition",
              noun,
              new FiguresWords(t, measured).base(own.base(), own.level())),
          column,
          before,
          total);
      count(
          key + ".registered",
          ReportSays.say("figure.registered", name),
          noun,
          ReportSays.say("figure.registered.definition", noun, name, String.valueOf(year)),
          column,
          before,
          registered);
      count(
          key + ".recognised",
          ReportSays.say("figure.recognised", name),
          noun,
          indicator.isEmpty()
              ? ReportSays.say("figure.recognised.definition", noun, name, String.valueOf(year))
              : indicator,
          column,
          before,
          recognised);
      share(
          key + ".rate",
          ReportSays.say("figure.rate", name),
          ReportSays.say("figure.rate.definition", noun, name),
          column,
          before,
          recognised,
          total);
      share(
          key + ".rate_registered",
          ReportSays.say("figure.rate-registered", name),
          ReportSays.say("figure.rate-registered.definition", noun, name),
          column,
          before,
          recognised,
          registered);
      return key;
    }

    /** What the indicator of that model says it counts. */
    private String definition(Measured measured) {
      Indicator indicator = known.get(measured.model().name());
      return indicator == null || measured.model().levels().size() > 1
          ? ""
          : indicator.definitionVi();
    }

    private void count(
        String key,
        String label,
        String noun,
        String definition,
        Overview.Column column,
        @Nullable AreaFigure before,
        Function<AreaFigure, @Nullable BigDecimal> number) {
      BigDecimal own = number.apply(column.own());
      add(
          key,
          label,
          Kind.COUNT,
          noun,
          own,
          null,
          null,
          before == null ? null : number.apply(before),
          "",
          definition,
          live(column.measured()),
          ReportSays.say("obtained.tally", at),
          parts(column, one -> new Numbers(number.apply(one), null, null)));
    }

    private void share(
        String key,
        String label,
        String definition,
        Overview.Column column,
        @Nullable AreaFigure before,
        Function<AreaFigure, @Nullable BigDecimal> over,
        Function<AreaFigure, @Nullable BigDecimal> under) {
      Function<AreaFigure, Numbers> numbers =
          one -> {
            BigDecimal above = over.apply(one);
            BigDecimal below = under.apply(one);
            return new Numbers(ReportWords.percent(above, below), above, below);
          };
      Numbers own = numbers.apply(column.own());
      add(
          key,
          label,
          Kind.PERCENT,
          "",
          own.value(),
          own.numerator(),
          own.denominator(),
          before == null ? null : numbers.apply(before).value(),
          own.value() == null && own.numerator() != null ? ReportSays.say("remark.no-total") : "",
          definition,
          live(column.measured()),
          ReportSays.say("obtained.tally", at),
          parts(column, numbers));
    }

    private record Numbers(
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator) {}

    private static List<Part> parts(Overview.Column column, Function<AreaFigure, Numbers> numbers) {
      return column.children().stream()
          .map(
              child -> {
                Numbers of = numbers.apply(child);
                return new Part(
                    child.areaId(),
                    child.unassigned() ? ReportSays.say("unassigned", child.name()) : child.name(),
                    ReportFigure.kept(of.value()),
                    ReportFigure.kept(of.numerator()),
                    ReportFigure.kept(of.denominator()));
              })
          .toList();
    }

    private String live(Measured measured) {
      return "/figures?area="
          + read.overview().area().areaId()
          + (measured.query().isEmpty() ? "&model=" + measured.model() : measured.query())
          + "&year="
          + year
          + "&basis=1";
    }

    private ReportFigure add(
        String key,
        String label,
        Kind kind,
        String unit,
        @Nullable BigDecimal value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        @Nullable BigDecimal previous,
        String remark,
        String definition,
        String href,
        String obtained,
        List<Part> parts) {
      ReportFigure figure =
          new ReportFigure(
              key,
              label,
              kind,
              unit,
              ReportFigure.kept(value),
              ReportFigure.kept(numerator),
              ReportFigure.kept(denominator),
              ReportFigure.kept(previous),
              value == null ? State.NOT_REPORTED : State.REPORTED,
              remark,
              definition,
              href,
              obtained,
              parts);
      figures.put(key, figure);
      return figure;
    }

    private String sentence(Overview.Column column, String key) {
      AreaFigure own = column.own();
      String name = quoted(column.measured());
      String noun = t.t(column.measured().roll().messageKey());
      if (!own.reported()) {
        return ReportSays.say("results.silent", name, own.tally().roll(), noun);
      }
      StringBuilder said =
          new StringBuilder(
              ReportSays.say(
                  "results.model",
                  name,
                  own.tally().roll(),
                  noun,
                  own.tally().recognised(),
                  percent(key + ".rate_registered")));
      if (own.base().known()) {
        said.append(
            ReportSays.say(
                "results.model.total", percent(key + ".rate"), own.base().count(), noun));
      }
      ReportFigure rate = figures.get(key + ".rate");
      if (rate != null && rate.previous() != null) {
        said.append(
            ReportSays.say(
                "results.model.before",
                String.valueOf(year - 1),
                t.percent(new BigDecimal(rate.previous()))));
      }
      said.append('.');
      Aim aim = own.aim();
      BigDecimal gap = own.gap();
      if (aim != null && gap != null) {
        BigDecimal goal = aim.target().percent();
        String plan = new FiguresWords(t, column.measured()).plan(aim.target().plan());
        String goalYear = String.valueOf(aim.target().year());
        if (own.met()) {
          said.append(' ')
              .append(
                  gap.signum() > 0
                      ? ReportSays.say(
                          "results.aim.above", t.percent(goal), plan, goalYear, t.decimal(gap))
                      : ReportSays.say("results.aim.met", t.percent(goal), plan, goalYear));
        } else {
          said.append(' ')
              .append(
                  ReportSays.say(
                      "results.aim.below",
                      t.percent(goal),
                      plan,
                      goalYear,
                      t.decimal(gap.negate()),
                      own.missing(),
                      noun));
        }
      }
      long silent =
          column.children(vn.khuyenhoc.reporting.ResultsReport.Reporting.NOT_REPORTED).size();
      if (silent > 0) {
        said.append(' ')
            .append(
                ReportSays.say(
                    "results.silent.below",
                    silent,
                    column.areas(),
                    new FiguresWords(t).unit(read.overview().childLevel())));
      }
      return said.toString();
    }

    private String percent(String key) {
      ReportFigure figure = figures.get(key);
      BigDecimal value = figure == null ? null : figure.number();
      return value == null ? ReportSays.say("no-figure") : t.percent(value);
    }

    private Table byArea(Overview.Column column, String key) {
      String name = t.t(column.measured().messageKey());
      List<Row> rows = new ArrayList<>();
      ReportFigure registered = figures.get(key + ".registered");
      if (registered != null) {
        registered
            .parts()
            .forEach(part -> rows.add(new Row(part.name(), part.areaId(), false, List.of())));
      }
      List<String> columns =
          List.of("total", "registered", "recognised", "rate", "rate_registered");
      rows.add(
          new Row(
              ReportSays.say("row.total"),
              0,
              true,
              columns.stream().map(one -> key + "." + one).toList()));
      return new Table(
          "AREAS." + key,
          ReportSays.say("table.areas", name, String.valueOf(year)),
          ReportSays.say("table.areas.note"),
          ReportSays.say("column.area"),
          List.of(
              new Column(ReportSays.say("column.total"), key + ".total"),
              new Column(ReportSays.say("column.registered"), key + ".registered"),
              new Column(ReportSays.say("column.recognised"), key + ".recognised"),
              new Column(ReportSays.say("column.rate"), key + ".rate"),
              new Column(ReportSays.say("column.rate-registered"), key + ".rate_registered")),
          rows);
    }

    // --- citizens by labour group

    private void groups(List<String> said, List<Table> tables) {
      List<Row> rows = new ArrayList<>();
      for (AreaYear.Group group : read.groups()) {
        AreaFigure own = group.own();
        AreaFigure before = read.before(group.measured());
        String key = "G." + group.measured().form();
        String noun = t.t(group.measured().roll().messageKey());
        add(
            key + ".registered",
            ReportSays.say("figure.group.registered", group.name()),
            Kind.COUNT,
            noun,
            BigDecimal.valueOf(own.tally().roll()),
            null,
            null,
            before == null ? null : BigDecimal.valueOf(before.tally().roll()),
            "",
            ReportSays.say("figure.group.definition", group.name()),
            live(group.measured()),
            ReportSays.say("obtained.tally", at),
            List.of());
        add(
            key + ".recognised",
            ReportSays.say("figure.group.recognised", group.name()),
            Kind.COUNT,
            noun,
            own.reported() ? BigDecimal.valueOf(own.tally().recognised()) : null,
            null,
            null,
            before == null || !before.reported()
                ? null
                : BigDecimal.valueOf(before.tally().recognised()),
            "",
            ReportSays.say("figure.group.definition", group.name()),
            live(group.measured()),
            ReportSays.say("obtained.tally", at),
            List.of());
        BigDecimal over = own.reported() ? BigDecimal.valueOf(own.tally().recognised()) : null;
        BigDecimal under = BigDecimal.valueOf(own.tally().roll());
        add(
            key + ".rate",
            ReportSays.say("figure.group.rate", group.name()),
            Kind.PERCENT,
            "",
            ReportWords.percent(over, under),
            over,
            under,
            before == null || !before.reported()
                ? null
                : new Rate(before.tally().recognised(), before.tally().roll()).percent(),
            "",
            ReportSays.say("figure.group.definition", group.name()),
            live(group.measured()),
            ReportSays.say("obtained.tally", at),
            List.of());
        rows.add(
            new Row(
                group.name(),
                0,
                false,
                List.of(
                    key + ".registered",
                    key + ".recognised",
                    key + ".rate",
                    ReportCell.before(key + ".rate"))));
      }
      for (AreaYear.Stated stated : read.stated()) {
        stated(stated, said);
      }
      if (!rows.isEmpty()) {
        tables.add(
            new Table(
                "GROUPS",
                ReportSays.say("table.groups", String.valueOf(year)),
                "",
                ReportSays.say("column.group"),
                List.of(
                    new Column(ReportSays.say("column.registered"), ""),
                    new Column(ReportSays.say("column.achieved"), ""),
                    new Column(ReportSays.say("column.rate-registered"), ""),
                    new Column(ReportSays.say("column.rate-before"), "")),
                rows));
      }
    }

    private void stated(AreaYear.Stated stated, List<String> said) {
      AreaFigure own = stated.own();
      AreaFigure before = read.before(stated.measured());
      String noun = t.t(stated.measured().denominator().messageKey());
      BigDecimal over = own.reported() ? BigDecimal.valueOf(own.tally().recognised()) : null;
      BigDecimal under = own.base().known() ? BigDecimal.valueOf(own.base().count()) : null;
      ReportFigure rate =
          add(
              "S." + stated.measured().denominator(),
              ReportSays.say("figure.stated", noun),
              Kind.PERCENT,
              "",
              ReportWords.percent(over, under),
              over,
              under,
              before == null ? null : before.percent(),
              under == null ? ReportSays.say("remark.stated", noun) : "",
              ReportSays.say("figure.stated.definition", noun),
              live(stated.measured()),
              ReportSays.say("obtained.tally", at),
              List.of());
      BigDecimal value = rate.number();
      if (value != null && under != null) {
        said.add(ReportSays.say("results.stated", noun, t.percent(value), t.decimal(under)));
      }
    }

    // --- by rating

    private void ratings(List<String> said, List<Table> tables) {
      record Thing(LearningModel model, ModelLevel level) {}
      Map<Thing, Map<Rating, Map<Integer, Long>>> counted = new LinkedHashMap<>();
      TreeSet<Rating> used = new TreeSet<>();
      int own = read.overview().area().areaId();
      for (AreaYear.RatedCount one : read.rated()) {
        if (RATINGS.contains(one.rating())) {
          counted
              .computeIfAbsent(new Thing(one.model(), one.level()), any -> new LinkedHashMap<>())
              .computeIfAbsent(one.rating(), any -> new LinkedHashMap<>())
              .put(one.areaId(), one.count());
          used.add(one.rating());
        }
      }
      List<Rating> columns = RATINGS.stream().filter(used::contains).toList();
      List<Row> rows = new ArrayList<>();
      for (Overview.Column column : read.overview().columns()) {
        Measured measured = column.measured();
        Map<Rating, Map<Integer, Long>> of =
            counted.get(new Thing(measured.model(), measured.level()));
        if (of == null || !column.own().reported()) {
          continue;
        }
        List<String> cells = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Rating rating : columns) {
          Map<Integer, Long> counts = of.getOrDefault(rating, Map.of());
          String key = "R." + measured.model() + "." + measured.level() + "." + rating;
          String named = t.t(rating.messageKey());
          // what an area below has not reported yet is not among its own recognised ones either
          long count =
              counts.getOrDefault(own, 0L)
                  - column.children().stream()
                      .filter(child -> !child.reported())
                      .mapToLong(child -> counts.getOrDefault(child.areaId(), 0L))
                      .sum();
          add(
              key,
              ReportSays.say("figure.rated", t.t(measured.messageKey()), named),
              Kind.COUNT,
              t.t(measured.roll().messageKey()),
              BigDecimal.valueOf(count),
              null,
              null,
              null,
              "",
              ReportSays.say("figure.rated.definition", t.t(measured.messageKey()), named),
              live(measured),
              ReportSays.say("obtained.tally", at),
              column.children().stream()
                  .map(
                      child ->
                          new Part(
                              child.areaId(),
                              child.name(),
                              child.reported()
                                  ? ReportFigure.kept(counts.getOrDefault(child.areaId(), 0L))
                                  : null,
                              null,
                              null))
                  .toList());
          cells.add(key);
          if (count > 0) {
            words.add(ReportSays.say("results.rated.one", count, named));
          }
        }
        rows.add(new Row(t.t(measured.messageKey()), 0, false, cells));
        if (!words.isEmpty()) {
          said.add(ReportSays.say("results.rated", quoted(measured), String.join("; ", words)));
        }
        if (measured.model() == LearningModel.COMMUNITY_LEARNING_CENTRE
            && !column.children().isEmpty()) {
          tables.add(centres(column, columns));
        }
      }
      if (!rows.isEmpty()) {
        tables.add(
            new Table(
                "RATINGS",
                ReportSays.say("table.ratings", String.valueOf(year)),
                "",
                ReportSays.say("column.model"),
                columns.stream().map(one -> new Column(t.t(one.messageKey()), "")).toList(),
                rows));
      }
    }

    private Table centres(Overview.Column column, List<Rating> ratings) {
      String key = "R." + column.measured().model() + "." + column.measured().level() + ".";
      List<Row> rows = new ArrayList<>();
      column
          .children()
          .forEach(child -> rows.add(new Row(child.name(), child.areaId(), false, List.of())));
      rows.add(
          new Row(
              ReportSays.say("row.total"),
              0,
              true,
              ratings.stream().map(one -> key + one).toList()));
      return new Table(
          "CENTRES",
          ReportSays.say("table.centres", String.valueOf(year)),
          "",
          ReportSays.say("column.area"),
          ratings.stream().map(one -> new Column(t.t(one.messageKey()), key + one)).toList(),
          rows);
    }

    // --- against the plan

    private Section targets() {
      PlanView plan = read.overview().plan();
      List<String> said = new ArrayList<>();
      if (plan == null || plan.standing().isEmpty()) {
        said.add(ReportSays.say("targets.none", String.valueOf(year)));
        return section(ReportSection.TARGETS, said, List.of());
      }
      PlanWords words = new PlanWords(t, plan.indicators());
      said.add(ReportSays.say("targets.plan", plan.plan().title(), words.plan(plan.plan())));
      said.add(
          ReportSays.say(
              "targets.counts",
              plan.count(Achieved.State.MET),
              plan.count(Achieved.State.MISSED),
              plan.count(Achieved.State.UNKNOWN)));
      List<Row> rows = new ArrayList<>();
      for (TargetLine line : plan.standing()) {
        Achieved achieved = line.achieved();
        String key =
            "T." + plan.plan().id() + "." + line.target().id() + "." + line.target().year();
        String scope = words.scope(line.target());
        String name =
            scope.isEmpty()
                ? words.name(line.target())
                : ReportSays.say("targets.scope", words.name(line.target()), scope);
        boolean percent = achieved.kind() == Goal.Kind.PERCENT;
        Indicator indicator = line.indicator();
        String why = words.why(line);
        add(
            key,
            name,
            percent ? Kind.PERCENT : Kind.DECIMAL,
            percent ? "" : words.unit(line.target()),
            percent ? rounded(achieved.value()) : achieved.value(),
            number(achieved.numerator()),
            number(achieved.denominator()),
            null,
            why,
            indicator == null ? "" : indicator.definitionVi(),
            "/targets/"
                + plan.plan().id()
                + "?area="
                + read.overview().area().areaId()
                + "&basis=1",
            ReportSays.say("obtained.plan", at),
            List.of());
        String goal = words.goal(line.target());
        String year = String.valueOf(line.target().year());
        String value = words.value(line);
        String gap = words.gap(line);
        rows.add(
            new Row(
                name,
                0,
                false,
                List.of(
                    ReportCell.words(goal),
                    ReportCell.words(year),
                    key,
                    ReportCell.words(gap.isEmpty() ? words.state(line) : gap))));
        said.add(
            value.isEmpty()
                ? ReportSays.say(
                    "targets.unknown",
                    name,
                    goal,
                    year,
                    why.isEmpty() ? ReportSays.say("not-reported") : why)
                : ReportSays.say(
                    "targets.line",
                    name,
                    goal,
                    year,
                    value,
                    gap.isEmpty() ? words.state(line) : gap));
      }
      return section(
          ReportSection.TARGETS,
          said,
          List.of(
              new Table(
                  "TARGETS",
                  ReportSays.say("table.targets"),
                  "",
                  ReportSays.say("column.target"),
                  List.of(
                      new Column(ReportSays.say("column.goal"), ""),
                      new Column(ReportSays.say("column.year"), ""),
                      new Column(ReportSays.say("column.result"), ""),
                      new Column(ReportSays.say("column.gap"), "")),
                  rows)));
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal value) {
      return value == null ? null : value.setScale(1, java.math.RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal number(@Nullable Amount amount) {
      return amount == null ? null : amount.value();
    }

    // --- what is reported by hand

    private Section organisation() {
      Map<ReportBlock, Map<String, Row>> blocks = new EnumMap<>(ReportBlock.class);
      for (Indicator one : read.byHand()) {
        ReportFigure figure = byHand(one);
        blocks
            .computeIfAbsent(ReportBlock.of(one.id()), any -> new LinkedHashMap<>())
            .put(one.id(), row(figure, figure.kind() == Kind.PERCENT ? "%" : one.unit()));
      }
      for (ReportShare one : ReportShare.values()) {
        blocks
            .computeIfAbsent(ReportBlock.of(one.name()), any -> new LinkedHashMap<>())
            .put(one.name(), row(perHead(one), ReportSays.say("unit." + one.name())));
      }
      List<Table> tables = new ArrayList<>();
      blocks.forEach(
          (block, rows) -> {
            List<Row> ordered = new ArrayList<>();
            block.lines().stream()
                .filter(rows::containsKey)
                .forEach(one -> ordered.add(rows.remove(one)));
            ordered.addAll(rows.values());
            tables.add(
                new Table(
                    block.name(),
                    ReportSays.say("table.block." + block.name(), String.valueOf(year)),
                    "",
                    ReportSays.say("column.indicator"),
                    List.of(
                        new Column(ReportSays.say("column.unit"), ""),
                        new Column(ReportSays.say("column.value", String.valueOf(year)), ""),
                        new Column(ReportSays.say("column.value", String.valueOf(year - 1)), "")),
                    ordered));
          });
      return section(ReportSection.ORGANISATION, List.of(), tables);
    }

    private Row row(ReportFigure figure, String unit) {
      return new Row(
          figure.label(),
          0,
          false,
          List.of(ReportCell.words(unit), figure.key(), ReportCell.before(figure.key())));
    }

    private ReportFigure perHead(ReportShare one) {
      BigDecimal over = value(read.reported().get(one.indicator()), false);
      return add(
          one.key(),
          ReportSays.say("figure." + one.name()),
          one.kind(),
          one.kind() == Kind.PERCENT ? "" : ReportSays.say("unit." + one.name()),
          one.value(over, read.population()),
          over,
          read.population(),
          one.value(
              value(read.reportedBefore().get(one.indicator()), false), read.populationBefore()),
          read.population() == null ? ReportSays.say("remark.people") : "",
          ReportSays.say("figure." + one.name() + ".definition"),
          "/areas/" + read.overview().area().areaId(),
          ReportSays.say("obtained.people", at),
          List.of());
    }

    private ReportFigure byHand(Indicator one) {
      ReportedValue now = read.reported().get(one.id());
      ReportedValue before = read.reportedBefore().get(one.id());
      boolean share = one.kind() == Indicator.Kind.SHARE;
      BigDecimal value = value(now, share);
      boolean alone = now != null && share && value != null && now.denominator() == null;
      String key = ReportFigure.BY_HAND + one.id();
      ReportFigure figure =
          add(
              key,
              one.nameVi(),
              share ? Kind.PERCENT : Kind.COUNT,
              share ? "" : one.unit(),
              value,
              now == null ? null : now.numerator(),
              now == null ? null : now.denominator(),
              value(before, share),
              "",
              one.definitionVi(),
              "/indicators/"
                  + one.id()
                  + "/report?area="
                  + read.overview().area().areaId()
                  + "&year="
                  + year,
              now == null
                  ? ReportSays.say("obtained.none")
                  : ReportSays.say(
                      now.note().isEmpty() ? "obtained.hand" : "obtained.hand.note",
                      now.by(),
                      t.dateTime(now.at()),
                      now.note()),
              List.of());
      if (alone || one.kind() == Indicator.Kind.AVERAGE && value != null) {
        figure = figure.apart(ReportSays.say("remark.alone"), List.of());
        figures.put(key, figure);
      }
      return figure;
    }

    private static @Nullable BigDecimal value(@Nullable ReportedValue of, boolean share) {
      if (of == null) {
        return null;
      }
      return share && of.denominator() != null
          ? ReportWords.percent(of.numerator(), of.denominator())
          : of.value() != null ? of.value() : of.numerator();
    }

    // --- the areas below

    /** The first of many by name; the tables of areas name them all. */
    private static String named(List<AreaFigure> silent, String unit) {
      String names =
          silent.stream().limit(MOST_NAMED).map(AreaFigure::name).collect(Collectors.joining(", "));
      return silent.size() <= MOST_NAMED
          ? names
          : ReportSays.say("below.silent.more", names, silent.size() - MOST_NAMED, unit);
    }

    private List<String> below(int count) {
      List<String> said = new ArrayList<>();
      String unit = new FiguresWords(t).unit(read.overview().childLevel());
      for (Overview.Column column : read.overview().below()) {
        List<AreaFigure> silent =
            column.children(vn.khuyenhoc.reporting.ResultsReport.Reporting.NOT_REPORTED);
        if (!silent.isEmpty()) {
          said.add(
              ReportSays.say(
                  "below.silent",
                  quoted(column.measured()),
                  silent.size(),
                  column.areas(),
                  unit,
                  named(silent, unit)));
        }
      }
      if (said.isEmpty() && !read.overview().below().isEmpty()) {
        said.add(ReportSays.say("below.all", count, unit));
      }
      return said;
    }
  }
}
