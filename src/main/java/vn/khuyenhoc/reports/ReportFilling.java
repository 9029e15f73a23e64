package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.AreaFigure;
import vn.khuyenhoc.reporting.AreaFigures;
import vn.khuyenhoc.reporting.AreaYear;
import vn.khuyenhoc.reporting.AreaYears;
import vn.khuyenhoc.reporting.Asked;
import vn.khuyenhoc.reporting.Figures;
import vn.khuyenhoc.reporting.FiguresWords;
import vn.khuyenhoc.reporting.Indicator;
import vn.khuyenhoc.reporting.Indicators;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.Overview;
import vn.khuyenhoc.reporting.ReportedValue;
import vn.khuyenhoc.reporting.RowsAsked;
import vn.khuyenhoc.reporting.RowsThen;
import vn.khuyenhoc.reports.ReportContent.Section;
import vn.khuyenhoc.reports.ReportContent.Table;

/**
 * Fills a report with the figures of this moment: sentences with the numbers in them, tables, and
 * behind each number where it comes from. Texts of the office are not its business.
 */
@Component
class ReportFilling {

  private final AreaYears years;
  private final Areas areas;
  private final Indicators indicators;
  private final Figures figures;
  private final RowsThen rows;
  private final ReportTable table;
  private final Texts t;
  private final Clock clock;

  ReportFilling(
      AreaYears years,
      Areas areas,
      Indicators indicators,
      Figures figures,
      RowsThen rows,
      ReportTable table,
      Languages languages,
      Clock clock) {
    this.years = years;
    this.areas = areas;
    this.indicators = indicators;
    this.figures = figures;
    this.rows = rows;
    this.table = table;
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
    Map<Integer, AreaYear> read = years.of(actor, right, areaIds, until);
    Map<Integer, List<Area>> paths = areas.paths(areaIds);
    Map<Integer, List<Area>> below = areas.children(areaIds);
    Map<String, Indicator> known = indicators.all();
    ReportPeriod period = period(from, until);
    Map<Integer, ReportContent> before = comparable(areaIds, form, period);
    @Nullable Map<Integer, Map<RowsAsked.Thing, Long>> later =
        period.over() ? rows.decidedAfter(areaIds, period.year(), until) : Map.of();
    Registered registered = registered(areaIds, below, period);
    List<ReportContent> filled = new ArrayList<>();
    read.forEach(
        (areaId, year) ->
            filled.add(
                new Filled(
                        year,
                        known,
                        form,
                        period,
                        before.get(areaId),
                        registered,
                        later == null ? null : later.getOrDefault(areaId, Map.of()))
                    .content(
                        paths.getOrDefault(areaId, List.of()),
                        below.getOrDefault(areaId, List.of()),
                        sample)));
    return filled;
  }

  private Registered registered(
      List<Integer> areaIds, Map<Integer, List<Area>> below, ReportPeriod period) {
    List<Integer> all = new ArrayList<>(areaIds);
    below.values().forEach(those -> those.forEach(one -> all.add(one.id())));
    return new Registered(rows.registered(all, List.of(period.year(), period.year() - 1)));
  }

  private ReportPeriod period(LocalDate from, LocalDate until) {
    return new ReportPeriod(from, until, clock.instant().truncatedTo(ChronoUnit.SECONDS), t);
  }

  /**
   * What each of many areas has sent in the form on the same period a year before; asked only where
   * the figures of the year before are not those to compare with.
   */
  private Map<Integer, ReportContent> comparable(
      List<Integer> areaIds, ReportForm form, ReportPeriod period) {
    Map<Integer, ReportContent> sent = new HashMap<>();
    if (!period.whole()) {
      List<UUID> before =
          table.of(areaIds, form, period.fromBefore(), period.untilBefore()).values().stream()
              .map(Report::id)
              .toList();
      table.sent(before).forEach((area, one) -> sent.put(area, one.content()));
    }
    return sent;
  }

  /**
   * One figure as it is at this moment. Figures of models, of citizens and those reported by hand
   * are read alone; for those of targets, ratings and units no more is read than they are made of.
   *
   * @param key the figure
   * @return null where the system no longer computes it
   */
  @Nullable ReportFigure live(Actor actor, Report report, String key) {
    int areaId = report.areaId();
    ReportPeriod period = period(report.from(), report.until());
    ReportNumbers numbers =
        new ReportNumbers(
            areaId,
            period,
            Map.of(),
            key.startsWith("M.") || key.startsWith("G.")
                ? registered(List.of(areaId), areas.children(List.of(areaId)), period)
                : Registered.NOTHING,
            t);
    String[] parts = key.split("\\.", -1);
    switch (parts[0]) {
      case "M" -> {
        Measured measured = measured(parts);
        AreaFigures read = measured == null ? null : read(actor, areaId, measured, period.year());
        AreaFigure own = read == null ? null : read.own();
        if (read != null && own != null) {
          new ModelFigures(numbers, indicators.all(), false)
              .add(
                  new Overview.Column(
                      read.measured(), own, read.children(), List.copyOf(read.counted())),
                  null,
                  "",
                  null);
        }
      }
      case "T" -> {
        AreaYear read = brief(actor, areaId, period, false);
        new TargetFigures(numbers, areaId).add(read.overview().told());
      }
      case "R" -> {
        AreaYear read = brief(actor, areaId, period, true);
        RatingFigures ratings = new RatingFigures(numbers, read.rated());
        read.overview().columns().forEach(ratings::add);
      }
      case "U" -> {
        AreaYear read = brief(actor, areaId, period, true);
        UnitFigures units = new UnitFigures(numbers, read.units());
        read.overview().columns().forEach(units::add);
      }
      case "G", "S" -> citizens(actor, areaId, key, parts, numbers);
      case "H" -> {
        String id = key.substring(ReportFigure.BY_HAND.length());
        Indicator indicator = indicators.all().get(id);
        if (indicator != null) {
          new HandFigures(numbers, areaId).add(indicator, reported(actor, report).get(id), null);
        }
      }
      default -> {
        return fill(
                actor,
                Right.REPORT_READ,
                areaId,
                report.form(),
                report.from(),
                report.until(),
                false)
            .figure(key);
      }
    }
    return numbers.figure(key);
  }

  /** What is reported by hand for the year of a report at this moment, by indicator. */
  Map<String, ReportedValue> reported(Actor actor, Report report) {
    return years.reported(actor, Right.REPORT_READ, report.areaId(), year(report.until()));
  }

  private AreaYear brief(Actor actor, int areaId, ReportPeriod period, boolean counted) {
    return years.brief(actor, Right.REPORT_READ, areaId, period.until(), counted);
  }

  private void citizens(
      Actor actor, int areaId, String key, String[] parts, ReportNumbers numbers) {
    Measured citizens =
        Measured.of(
            LearningModel.LEARNING_CITIZEN, LearningModel.LEARNING_CITIZEN.levels().getFirst());
    boolean group = parts[0].equals("G");
    Measured measured =
        group
            ? citizens.over(citizens.roll()).ofForm(key.substring(2, key.lastIndexOf('.')))
            : citizens.denominators().stream()
                .filter(one -> one.name().equals(parts[1]))
                .map(citizens::over)
                .findFirst()
                .orElse(null);
    if (measured == null) {
      return;
    }
    AreaFigures read = read(actor, areaId, measured, numbers.period().year());
    AreaFigure own = read.own();
    if (own == null || !read.measured().equals(measured)) {
      return;
    }
    if (group) {
      new GroupFigures(numbers).group(measured, measured.form(), own, null);
    } else {
      new GroupFigures(numbers).stated(measured, own, null, read.children());
    }
  }

  private AreaFigures read(Actor actor, int areaId, Measured measured, int year) {
    return figures.asked(
        actor, Right.REPORT_READ, areaId, new Asked(null, measured, year), Basis.AS_IS);
  }

  /** What the key of a model's figure measures, over what stands on its roll; null for none. */
  private static @Nullable Measured measured(String[] key) {
    return key.length < 3
        ? null
        : Arrays.stream(LearningModel.values())
            .filter(model -> model.name().equals(key[1]))
            .flatMap(
                model ->
                    model.levels().stream()
                        .filter(level -> level.name().equals(key[2]))
                        .map(level -> Measured.of(model, level)))
            .map(one -> one.over(one.roll()))
            .findFirst()
            .orElse(null);
  }

  /** One filling. */
  private final class Filled {

    private final AreaYear read;
    private final Map<String, Indicator> known;
    private final ReportForm form;
    private final ReportPeriod period;
    private final boolean comparable;
    private final @Nullable Map<RowsAsked.Thing, Long> later;
    private final ReportNumbers numbers;

    Filled(
        AreaYear read,
        Map<String, Indicator> known,
        ReportForm form,
        ReportPeriod period,
        @Nullable ReportContent comparable,
        Registered registered,
        @Nullable Map<RowsAsked.Thing, Long> later) {
      this.later = later;
      this.read = read;
      this.known = known;
      this.form = form;
      this.period = period;
      this.comparable = comparable != null;
      this.numbers =
          new ReportNumbers(
              read.overview().area().areaId(),
              period,
              comparable == null ? Map.of() : comparable.byKey(),
              registered,
              t);
    }

    ReportContent content(List<Area> path, List<Area> below, boolean sample) {
      AreaSentences sentences = new AreaSentences(numbers, read.overview());
      boolean above = read.level().compareTo(AreaLevel.COMMUNE) < 0;
      List<Section> sections = new ArrayList<>();
      for (ReportSection key : ReportSection.of(form, above)) {
        sections.add(
            switch (key) {
              case SITUATION -> section(key, sentences.situation(below, comparable), List.of());
              case RESULTS -> results();
              case TARGETS -> targets();
              case ORGANISATION ->
                  section(
                      key,
                      List.of(),
                      new HandFigures(numbers, read.overview().area().areaId()).add(read));
              case BELOW -> section(key, sentences.below(below.size()), List.of());
              case LESSONS, DIFFICULTIES, PROPOSALS, NEXT -> section(key, List.of(), List.of());
            });
      }
      return new ReportContent(
          ReportContent.FORMAT,
          form,
          period.from().toString(),
          period.until().toString(),
          period.year(),
          ReportSays.place(path.getLast()),
          path.subList(0, path.size() - 1).stream().map(ReportSays::place).toList(),
          below.stream().map(ReportSays::place).toList(),
          period.at().toString(),
          sample,
          sections,
          numbers.all(),
          null,
          List.of(),
          null);
    }

    private static Section section(ReportSection key, List<String> sentences, List<Table> tables) {
      return new Section(
          key, ReportSays.say("section." + key.name()), sentences, "", List.of(), tables);
    }

    private Section results() {
      RatingFigures ratings = new RatingFigures(numbers, read.rated());
      GroupFigures groups = new GroupFigures(numbers);
      String unit = new FiguresWords(t).unit(read.overview().childLevel());
      PeriodFigures over = new PeriodFigures(numbers, later);
      read.overview().columns().forEach(over::add);
      ModelFigures models = new ModelFigures(numbers, known, over.apart());
      for (Overview.Column column : read.overview().columns()) {
        models.add(column, read.before(column.measured()), unit, read.overview().plan());
      }
      for (AreaYear.Group one : read.groups()) {
        groups.group(one.measured(), one.name(), one.own(), read.before(one.measured()));
      }
      for (AreaYear.Stated one : read.stated()) {
        groups.stated(one.measured(), one.own(), read.before(one.measured()), one.below());
      }
      UnitFigures units = new UnitFigures(numbers, read.units());
      read.overview().columns().forEach(ratings::add);
      read.overview().columns().forEach(units::add);
      List<String> said = new ArrayList<>(over.sentences());
      said.addAll(models.sentences());
      List<Table> tables = new ArrayList<>();
      Table all = models.table();
      if (all == null) {
        said.add(ReportSays.say("results.none", String.valueOf(period.year())));
      } else {
        tables.add(all);
      }
      Table byDay = over.table();
      if (byDay != null) {
        tables.add(byDay);
      }
      said.addAll(groups.sentences());
      Table byGroup = groups.table();
      if (byGroup != null) {
        tables.add(byGroup);
      }
      said.addAll(ratings.sentences());
      said.addAll(units.sentences());
      tables.addAll(ratings.tables());
      tables.addAll(units.tables());
      tables.addAll(models.byArea());
      return section(ReportSection.RESULTS, said, tables);
    }

    private Section targets() {
      TargetFigures against = new TargetFigures(numbers, read.overview().area().areaId());
      against.add(read.overview().told());
      return section(ReportSection.TARGETS, against.sentences(), against.tables());
    }
  }
}
