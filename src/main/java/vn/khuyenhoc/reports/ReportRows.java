package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.reporting.Denominator;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.PeopleAsked;
import vn.khuyenhoc.reporting.ReportedValue;
import vn.khuyenhoc.reporting.RowsAsked;
import vn.khuyenhoc.reporting.RowsThen;
import vn.khuyenhoc.reporting.StatedAsked;

/**
 * What stood behind a figure of a report at the moment it was read: the dossiers that were counted,
 * the totals that were declared, what was reported by hand.
 */
@Service
public class ReportRows {

  private final ReportTable table;
  private final RowsThen then;
  private final Areas areas;
  private final Clock clock;

  ReportRows(ReportTable table, RowsThen then, Areas areas, Clock clock) {
    this.table = table;
    this.then = then;
    this.areas = areas;
    this.clock = clock;
  }

  /** What stands behind a figure. */
  public sealed interface Rows {}

  /**
   * Dossiers that were counted.
   *
   * @param counts how many then, and what became of them
   * @param lines a part of them; none for whoever may not see names
   */
  public record Dossiers(RowsAsked.Counts counts, List<RowsAsked.Line> lines) implements Rows {
    public Dossiers {
      lines = List.copyOf(lines);
    }
  }

  /**
   * What is of so many that it is opened area by area.
   *
   * @param below the areas
   */
  public record ByArea(List<Below> below) implements Rows {
    public ByArea {
      below = List.copyOf(below);
    }
  }

  /**
   * An area that is opened by itself.
   *
   * @param value what the report says of it; null where it says nothing
   */
  public record Below(int areaId, String name, @Nullable BigDecimal value) {}

  /** Totals that were declared. */
  public record Declared(List<RowsAsked.Declared> totals) implements Rows {
    public Declared {
      totals = List.copyOf(totals);
    }
  }

  /**
   * Values that somebody reported by hand.
   *
   * @param values everything that was ever reported of it, newest first
   * @param counted which of those counted then; null for none
   * @param divisor whether what a share is of is meant, and not what was counted
   */
  public record Reported(List<ReportedValue> values, @Nullable UUID counted, boolean divisor)
      implements Rows {
    public Reported {
      values = List.copyOf(values);
    }
  }

  /**
   * Numbers of the reports below that were added up.
   *
   * @param key of which figure of those reports
   * @param pieces what each of them said
   */
  public record Summed(String key, List<Piece> pieces) implements Rows {
    public Summed {
      pieces = List.copyOf(pieces);
    }

    /** Where the number of one of those reports is opened. */
    public String href(Piece piece) {
      return "/reports/"
          + piece.report()
          + "/figure?key="
          + URLEncoder.encode(key, StandardCharsets.UTF_8)
          + "&version="
          + piece.version();
    }
  }

  /**
   * What the report of an area said.
   *
   * @param report which report
   * @param version which version of it
   * @param value what it said; null where it said that it is not reported
   * @param added whether it is in the sum
   */
  public record Piece(
      int areaId,
      String name,
      String report,
      int version,
      @Nullable BigDecimal value,
      boolean added) {}

  /**
   * Households with what they stated.
   *
   * @param declared what was declared instead of adding that up; it goes before
   * @param stated what they stated together
   * @param lines a part of them; none for whoever may not see names
   */
  public record Households(
      List<RowsAsked.Declared> declared, RowsAsked.Stated stated, List<RowsAsked.Household> lines)
      implements Rows {
    public Households {
      declared = List.copyOf(declared);
      lines = List.copyOf(lines);
    }
  }

  /** The people of an area as they were recorded, newest first. */
  public record Population(List<RowsAsked.People> entries) implements Rows {
    public Population {
      entries = List.copyOf(entries);
    }
  }

  /**
   * People who belonged to something that was recognised.
   *
   * @param count how many
   * @param lines a part of them; none for whoever may not see names
   */
  public record People(long count, List<RowsAsked.Person> lines) implements Rows {
    public People {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Which rows are asked for.
   *
   * @param key of which figure
   * @param of which of the numbers that it was worked out from, from 1; 0 for the figure itself, -1
   *     for the same of the year before
   * @param areaId of which area; 0 for the whole report, the reporting area for what belongs to it
   *     itself and to no area below
   */
  public record Wanted(String key, int of, int areaId) {

    /** The same of the year before. */
    public static final int BEFORE = -1;
  }

  /**
   * What stood behind a figure of an area.
   *
   * @param label what it is
   * @param key what it counts
   * @param year of which year
   * @param areaId the area
   * @param areaName what it was called then
   * @param frozen how many the report says; null where it says none of this area
   * @param told whether the report has a line for the area, be it that nothing was reported
   * @param named whether the reader may see names
   * @param day the day through whose tree of areas it was read
   * @param rows what it is
   */
  public record Behind(
      String label,
      String key,
      int year,
      int areaId,
      String areaName,
      @Nullable BigDecimal frozen,
      boolean told,
      boolean named,
      LocalDate day,
      Rows rows) {

    /** What the rows come to; null where they are not added up. */
    public @Nullable BigDecimal total() {
      return switch (rows) {
        case Dossiers dossiers -> BigDecimal.valueOf(dossiers.counts().then());
        case People people -> BigDecimal.valueOf(people.count());
        case Households households ->
            households.declared().isEmpty()
                ? BigDecimal.valueOf(households.stated().sum())
                : declared(households.declared(), areaId);
        case Declared declared -> declared(declared.totals(), areaId);
        case Population people ->
            people.entries().stream()
                .filter(RowsAsked.People::counted)
                .map(RowsAsked.People::people)
                .findFirst()
                .orElse(null);
        case Reported reported ->
            reported.values().stream()
                .filter(one -> one.id().equals(reported.counted()))
                .map(one -> reported.divisor() ? one.denominator() : one.counted())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        case Summed summed ->
            summed.pieces().stream()
                .filter(Piece::added)
                .map(Piece::value)
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add)
                .orElse(null);
        case ByArea below -> null;
      };
    }

    private static @Nullable BigDecimal declared(List<RowsAsked.Declared> all, int areaId) {
      return all.stream()
          .filter(one -> one.areaId() == areaId)
          .map(RowsAsked.Declared::total)
          .filter(Objects::nonNull)
          .map(BigDecimal::valueOf)
          .findFirst()
          .orElse(null);
    }

    /**
     * How many more the report says than the history of what it counted tells; 0 where it says
     * none.
     */
    public BigDecimal missing() {
      BigDecimal come = total();
      return frozen == null || come == null ? BigDecimal.ZERO : frozen.subtract(come);
    }

    /** How many rows there are altogether, of which some are shown. */
    public long count() {
      return switch (rows) {
        case Dossiers dossiers -> dossiers.counts().then();
        case Households households -> households.stated().households();
        case People people -> people.count();
        default -> 0;
      };
    }
  }

  /** What a figure counts; empty for one that counts no dossiers. */
  private static Optional<RowsAsked.What> what(String key, LocalDate until) {
    String[] part = key.split("\\.", -1);
    String last = part[part.length - 1];
    RowsAsked.Counted counted =
        switch (last) {
          case "registered" -> RowsAsked.Counted.LISTED;
          case "enrolled", "enrolled_rate" -> RowsAsked.Counted.REGISTERED;
          default -> RowsAsked.Counted.RECOGNISED;
        };
    return switch (part[0]) {
      case "M" ->
          part.length == 4 && !last.equals("total")
              ? dossiers(part[1], part[2], "", until, counted, null, "")
              : Optional.empty();
      case "E" ->
          part.length == 4
              ? dossiers(part[1], part[2], "", until, RowsAsked.Counted.RECOGNISED, null, "")
                  .map(one -> decided(one, key.endsWith(PeriodFigures.AFTER), until))
              : Optional.empty();
      case "R" ->
          part.length == 4
              ? rating(last)
                  .flatMap(
                      rating ->
                          dossiers(
                              part[1],
                              part[2],
                              "",
                              until,
                              RowsAsked.Counted.RECOGNISED,
                              rating,
                              ""))
              : Optional.empty();
      case "U" ->
          part.length == 4
              ? dossiers(
                  LearningModel.LEARNING_UNIT.name(),
                  part[1],
                  "",
                  until,
                  counted,
                  rating(last).orElse(null),
                  part[2])
              : Optional.empty();
      case "G" ->
          part.length >= 3
              ? Optional.of(
                  new RowsAsked.What(
                      LearningModel.LEARNING_CITIZEN,
                      null,
                      key.substring(2, key.lastIndexOf('.')),
                      until.getYear(),
                      counted,
                      rating(last).orElse(null),
                      "",
                      until,
                      null,
                      null))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What was recognised by decisions until the last day of the period, or after it. */
  private static RowsAsked.What decided(RowsAsked.What all, boolean later, LocalDate last) {
    return new RowsAsked.What(
        all.model(),
        all.level(),
        all.form(),
        all.year(),
        RowsAsked.Counted.RECOGNISED,
        all.rating(),
        all.unitKind(),
        all.until(),
        later ? last.plusDays(1) : null,
        later ? null : last);
  }

  private static Optional<Rating> rating(String name) {
    return Arrays.stream(Rating.values()).filter(one -> one.name().equals(name)).findFirst();
  }

  private static Optional<RowsAsked.What> dossiers(
      String model,
      String level,
      String form,
      LocalDate until,
      RowsAsked.Counted counted,
      @Nullable Rating rating,
      String unitKind) {
    return measured(model, level)
        .map(
            one ->
                new RowsAsked.What(
                    one.model(),
                    one.level(),
                    form,
                    until.getYear(),
                    counted,
                    rating,
                    unitKind,
                    until,
                    null,
                    null));
  }

  private static Optional<Measured> measured(String model, String level) {
    return Arrays.stream(LearningModel.values())
        .filter(one -> one.name().equals(model))
        .flatMap(
            one ->
                one.levels().stream()
                    .filter(at -> at.name().equals(level))
                    .map((ModelLevel at) -> Measured.of(one, at)))
        .findFirst();
  }

  /**
   * Whether a figure counts by the decision, or by the rating, that something was recognised with.
   */
  public static boolean decided(String key) {
    return what(key, LocalDate.EPOCH)
        .filter(
            one -> one.rating() != null || one.decidedFrom() != null || one.decidedUntil() != null)
        .isPresent();
  }

  private static boolean total(String key) {
    return key.startsWith("M.") && key.endsWith(".total");
  }

  /** Whether rows stand behind a figure of that key. */
  static boolean any(String key) {
    return key.startsWith(ReportFigure.BY_HAND)
        || total(key)
        || what(key, LocalDate.EPOCH).isPresent();
  }

  /** Where the report has read its figures, and through which tree. */
  private record Moment(
      ReportContent content, ReportReading reading, LocalDate day, LocalDate read, Instant at) {}

  /**
   * A number that is opened.
   *
   * @param frozen how many the report says
   * @param divisor whether another number is divided by it
   * @param parts what the report says of the areas below
   */
  private record Opened(
      String label,
      String key,
      int year,
      @Nullable BigDecimal frozen,
      boolean told,
      int areaId,
      int of,
      String name,
      boolean divisor,
      List<Below> parts) {

    Behind behind(Moment moment, boolean named, Rows rows) {
      return new Behind(label, key, year, of, name, frozen, told, named, moment.day(), rows);
    }
  }

  /**
   * What stood behind a figure.
   *
   * @param content what the report says; whoever has it may read what stands behind it
   * @param version of which version that is; null for the draft
   * @throws NotFoundException if it has no such figure, nothing stands behind that one, or the area
   *     was not in the one that reports
   */
  @Transactional(readOnly = true)
  public Behind behind(
      Actor actor,
      UUID id,
      ReportContent content,
      @Nullable Integer version,
      Wanted wanted,
      int limit,
      long offset) {
    Instant filled = Instant.parse(content.filledAt());
    LocalDate read = LocalDate.ofInstant(filled, clock.getZone());
    ReportReading reading =
        table
            .reading(id, version)
            .orElseGet(() -> ReportReading.at(filled.plusSeconds(1).minusMillis(1)));
    Moment moment =
        new Moment(content, reading, then.day(read, reading.tree()), read, filled.plusSeconds(1));
    Opened opened = opened(id, wanted, moment);
    String key = opened.key();
    if (key.startsWith(ReportFigure.BY_HAND)) {
      return reported(opened, moment);
    }
    if (total(key)) {
      return declared(opened, moment);
    }
    if (key.startsWith(ReportIngredients.POPULATION)) {
      LocalDate on = LocalDate.parse(key.substring(ReportIngredients.POPULATION.length()));
      return opened.behind(
          moment, true, new Population(then.population(opened.of(), on, moment.at())));
    }
    boolean named = then.named(actor, opened.of());
    if (key.startsWith(ReportIngredients.STATED)) {
      return stated(actor, opened, moment, named, limit, offset);
    }
    if (key.startsWith(ReportIngredients.PEOPLE)) {
      return people(actor, opened, moment, named, limit, offset);
    }
    RowsAsked.What what = what(key, content.lastDay().withYear(opened.year())).orElseThrow();
    boolean alone = opened.areaId() == content.area().id();
    if (!alone && wide(areas.lastKnown(opened.of()).level(), what.model())) {
      return below(opened, moment);
    }
    RowsAsked asked =
        new RowsAsked(what, opened.of(), leaves(opened, moment), alone, moment.day(), reading.id());
    return opened.behind(
        moment,
        named,
        new Dossiers(
            then.counts(asked), named ? then.lines(actor, asked, limit, offset) : List.of()));
  }

  private Opened opened(UUID id, Wanted wanted, Moment moment) {
    ReportContent content = moment.content();
    int areaId = wanted.areaId();
    ReportFigure figure = content.figure(wanted.key());
    List<ReportFigure.Ingredient> made = figure == null ? List.of() : figure.made();
    int of = wanted.of();
    if (figure == null
        || of > made.size()
        || of < Wanted.BEFORE
        || of <= 0 && !any(wanted.key())
        || of == Wanted.BEFORE && (areaId != 0 || figure.previous() == null)) {
      throw new NotFoundException("rows behind " + wanted + " of report " + id);
    }
    ReportFigure.Part part = areaId == 0 ? null : figure.part(areaId);
    if (part == null && areaId != 0 && !within(moment, areaId)) {
      throw new NotFoundException("area " + areaId + " of report " + id);
    }
    int opened = areaId == 0 ? content.area().id() : areaId;
    String name =
        areaId == 0
            ? content.area().name()
            : part == null ? areas.lastKnown(areaId).name() : part.name();
    boolean told = areaId == 0 || part != null;
    if (of == 0) {
      return new Opened(
          figure.label(),
          figure.key(),
          content.year(),
          areaId != 0 && part == null ? null : frozen(figure, part),
          told,
          areaId,
          opened,
          name,
          false,
          areaId == 0 ? below(figure, one -> frozen(figure, one)) : List.of());
    }
    if (of == Wanted.BEFORE) {
      return new Opened(
          figure.label(),
          figure.key(),
          content.year() - 1,
          figure.kind() == ReportFigure.Kind.PERCENT ? null : figure.numberBefore(),
          true,
          0,
          opened,
          name,
          false,
          List.of());
    }
    ReportFigure.Ingredient one = made.get(of - 1);
    boolean counted = one.role() == ReportFigure.Role.COUNTED;
    Function<ReportFigure.Part, @Nullable BigDecimal> number =
        of(counted ? ReportFigure.Part::numerator : ReportFigure.Part::denominator);
    return new Opened(
        one.label(),
        one.key(),
        one.year(),
        areaId == 0 ? ReportFigure.decimal(one.value()) : part == null ? null : number.apply(part),
        told,
        areaId,
        opened,
        name,
        one.role() == ReportFigure.Role.DIVISOR,
        areaId == 0 ? below(figure, number) : List.of());
  }

  private static Function<ReportFigure.Part, @Nullable BigDecimal> of(
      Function<ReportFigure.Part, @Nullable String> kept) {
    return part -> ReportFigure.decimal(kept.apply(part));
  }

  private static List<Below> below(
      ReportFigure figure, Function<ReportFigure.Part, @Nullable BigDecimal> number) {
    return figure.parts().stream()
        .map(one -> new Below(one.areaId(), one.name(), number.apply(one)))
        .toList();
  }

  /** Where there are too many rows for one list. */
  private Behind below(Opened opened, Moment moment) {
    return opened.behind(
        moment,
        false,
        new ByArea(
            opened.parts().isEmpty()
                ? then.below(opened.of(), moment.day()).stream()
                    .map(one -> new Below(one.areaId(), one.name(), null))
                    .toList()
                : opened.parts()));
  }

  /** Families and citizens of a province are too many for one list. */
  private static boolean wide(AreaLevel level, LearningModel model) {
    return level.compareTo(AreaLevel.COMMUNE) < 0
        && (level == AreaLevel.NATION
            || model == LearningModel.LEARNING_FAMILY
            || model == LearningModel.LEARNING_CITIZEN);
  }

  private boolean within(Moment moment, int areaId) {
    return moment.content().below().stream().anyMatch(one -> one.id() == areaId)
        || then.leaves(moment.content().area().id(), moment.day()).contains(areaId);
  }

  /** The areas of the report as they were sent with it, where those are all there is below. */
  private List<Integer> leaves(Opened opened, Moment moment) {
    ReportContent content = moment.content();
    if (opened.areaId() == content.area().id()) {
      return List.of(opened.of());
    }
    Set<Integer> leaves = new LinkedHashSet<>();
    leaves.add(opened.of());
    if (opened.areaId() == 0 && content.area().level().equals(AreaLevel.COMMUNE.name())) {
      content.below().forEach(one -> leaves.add(one.id()));
    } else {
      leaves.addAll(then.leaves(opened.of(), moment.day()));
    }
    return List.copyOf(leaves);
  }

  /** How many a figure counts: itself, or of a share what is counted where that is known. */
  private static @Nullable BigDecimal frozen(
      ReportFigure figure, ReportFigure.@Nullable Part part) {
    String value = part == null ? figure.value() : part.value();
    String counted = part == null ? figure.numerator() : part.numerator();
    boolean share = figure.kind() == ReportFigure.Kind.PERCENT && counted != null;
    return ReportFigure.decimal(share ? counted : value);
  }

  private Behind declared(Opened opened, Moment moment) {
    String[] part = opened.key().split("\\.", -1);
    return opened.behind(
        moment,
        false,
        new Declared(declared(measured(part[1], part[2]).orElseThrow(), opened, moment)));
  }

  /** What was declared of the area, or else of those below it. */
  private List<RowsAsked.Declared> declared(Measured measured, Opened opened, Moment moment) {
    Set<Integer> all = new HashSet<>();
    all.add(opened.of());
    if (opened.areaId() != moment.content().area().id()) {
      then.below(opened.of(), moment.day()).forEach(one -> all.add(one.areaId()));
    }
    List<RowsAsked.Declared> found = then.declared(all, measured, moment.at(), moment.day());
    List<RowsAsked.Declared> own =
        found.stream().filter(one -> one.areaId() == opened.of()).toList();
    return own.isEmpty() ? found : own;
  }

  private Behind stated(
      Actor actor, Opened opened, Moment moment, boolean named, int limit, long offset) {
    Denominator denominator =
        Denominator.valueOf(opened.key().substring(ReportIngredients.STATED.length()));
    LearningModel model = LearningModel.LEARNING_CITIZEN;
    List<RowsAsked.Declared> declared =
        declared(Measured.of(model, model.levels().getFirst()).over(denominator), opened, moment);
    boolean own = declared.stream().anyMatch(one -> one.areaId() == opened.of());
    if (!own && wide(areas.lastKnown(opened.of()).level(), model)) {
      return below(opened, moment);
    }
    StatedAsked asked =
        new StatedAsked(
            opened.of(),
            leaves(opened, moment),
            opened.year(),
            denominator,
            moment.day(),
            moment.reading().id());
    return opened.behind(
        moment,
        named,
        new Households(
            own ? declared : List.of(),
            then.stated(asked),
            then.households(actor, asked, limit, offset)));
  }

  private Behind people(
      Actor actor, Opened opened, Moment moment, boolean named, int limit, long offset) {
    if (wide(areas.lastKnown(opened.of()).level(), LearningModel.LEARNING_CITIZEN)) {
      return below(opened, moment);
    }
    String[] what = opened.key().split("\\.", -1);
    List<String> levels = List.of(what[2].split("\\" + ReportIngredients.LEVELS));
    PeopleAsked asked =
        new PeopleAsked(
            opened.of(),
            leaves(opened, moment),
            opened.year(),
            Arrays.stream(ModelLevel.values()).filter(one -> levels.contains(one.name())).toList(),
            what[1].startsWith("LEARNING_"),
            moment.day(),
            moment.reading().id());
    return opened.behind(
        moment, named, new People(then.people(asked), then.people(actor, asked, limit, offset)));
  }

  private Behind reported(Opened opened, Moment moment) {
    String indicator = opened.key().substring(ReportFigure.BY_HAND.length());
    Instant at = moment.at();
    List<ReportedValue> all = then.reported(indicator, opened.of(), opened.year());
    UUID counted =
        all.stream()
            .filter(one -> !one.at().isAfter(at))
            .filter(one -> one.withdrawn() == null || one.withdrawn().at().isAfter(at))
            .map(ReportedValue::id)
            .findFirst()
            .orElse(null);
    // what an area sent is told by its report, and not by what it has entered since
    boolean below = opened.areaId() != 0;
    Summed summed = counted == null || below ? summed(opened, moment.content()) : null;
    return opened.behind(
        moment, true, summed == null ? new Reported(all, counted, opened.divisor()) : summed);
  }

  /** What was added up of the reports below; null where the number is none of that kind. */
  private static @Nullable Summed summed(Opened opened, ReportContent content) {
    ReportContent.Merged merged = content.merged();
    if (merged == null || opened.year() != content.year()) {
      return null;
    }
    Map<Integer, ReportContent.Source> sources =
        merged.sources().stream()
            .collect(Collectors.toMap(ReportContent.Source::areaId, one -> one));
    return merged.sums().stream()
        .filter(sum -> sum.figure().equals(opened.key()))
        .findFirst()
        .map(
            sum ->
                new Summed(
                    sum.figure(),
                    sum.parts().stream()
                        .filter(part -> opened.areaId() == 0 || part.areaId() == opened.areaId())
                        .filter(part -> sources.containsKey(part.areaId()))
                        .map(part -> piece(part, sum, opened.divisor(), sources))
                        .toList()))
        .filter(one -> !one.pieces().isEmpty())
        .orElse(null);
  }

  private static Piece piece(
      ReportFigure.Part part,
      ReportContent.Sum sum,
      boolean divisor,
      Map<Integer, ReportContent.Source> sources) {
    ReportContent.Source source = Objects.requireNonNull(sources.get(part.areaId()));
    String counted = part.numerator() == null ? part.value() : part.numerator();
    BigDecimal value = ReportFigure.decimal(divisor ? part.denominator() : counted);
    return new Piece(
        part.areaId(),
        part.name(),
        source.report(),
        source.version(),
        value,
        value != null && !sum.apart().contains(part.name()));
  }

  /** The figures that a share is worked out from, of the same report. */
  static List<String> parts(String key) {
    int at = key.lastIndexOf('.');
    String of = at < 0 ? "" : key.substring(0, at + 1);
    return switch (key.substring(at + 1)) {
      case "rate" ->
          key.startsWith("E.")
              ? List.of(of + "until", "M" + of.substring(1) + "total")
              : key.startsWith("G.")
                  ? List.of(of + "recognised", of + "registered")
                  : List.of(of + "recognised", of + "total");
      case "rate_registered" ->
          key.startsWith("E.")
              ? List.of(of + "until", "M" + of.substring(1) + "registered")
              : List.of(of + "recognised", of + "registered");
      case "rate_enrolled" ->
          key.startsWith("E.")
              ? List.of(of + "until", "M" + of.substring(1) + "enrolled")
              : List.of(of + "recognised", of + "enrolled");
      case "enrolled_rate" -> List.of(of + "enrolled", of + "total");
      default -> List.of();
    };
  }
}
