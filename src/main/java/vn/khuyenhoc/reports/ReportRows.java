package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.reporting.Measured;
import vn.khuyenhoc.reporting.ReportedValue;
import vn.khuyenhoc.reporting.RowsAsked;
import vn.khuyenhoc.reporting.RowsAsked.Counts;
import vn.khuyenhoc.reporting.RowsThen;

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
  public enum Kind {
    /** Dossiers that were counted. */
    DOSSIERS,
    /** Dossiers of so many that they are opened area by area. */
    AREAS,
    /** Totals that were declared. */
    DECLARED,
    /** Values that somebody reported by hand. */
    REPORTED
  }

  /**
   * What stood behind a figure of an area.
   *
   * @param kind what it is
   * @param areaId the area
   * @param areaName what it was called then
   * @param frozen how many the report says; null where it says none of this area
   * @param counts dossiers then, and what became of them; null where there are none to be counted
   * @param named whether the reader may see names
   * @param lines a part of the dossiers
   * @param below areas to be opened one by one
   * @param declared declared totals
   * @param reported everything that was ever reported of it, newest first
   * @param counted which of those counted then; null for none
   * @param day the day through whose tree of areas it was read
   * @param reporting whether the report has a line for the area
   */
  public record Behind(
      Kind kind,
      int areaId,
      String areaName,
      @Nullable BigDecimal frozen,
      @Nullable Counts counts,
      boolean named,
      List<RowsAsked.Line> lines,
      List<RowsAsked.Place> below,
      List<RowsAsked.Declared> declared,
      List<ReportedValue> reported,
      @Nullable UUID counted,
      LocalDate day,
      boolean reporting) {
    public Behind {
      lines = List.copyOf(lines);
      below = List.copyOf(below);
      declared = List.copyOf(declared);
      reported = List.copyOf(reported);
    }

    /** Whether the report has a line for the area, be it that nothing was reported. */
    public boolean told() {
      return reporting;
    }

    /**
     * How many more the report says than the history of the dossiers tells; 0 where it says none.
     */
    public long missing() {
      return frozen == null || counts == null ? 0 : frozen.longValue() - counts.then();
    }
  }

  /** What a figure counts; empty for one that counts no dossiers. */
  private static Optional<RowsAsked.What> what(String key, int year, LocalDate lastDay) {
    String[] part = key.split("\\.", -1);
    String last = part[part.length - 1];
    boolean recognised = !last.equals("registered");
    return switch (part[0]) {
      case "M" ->
          part.length == 4 && !last.equals("total")
              ? dossiers(part[1], part[2], "", year, recognised, null, "")
              : Optional.empty();
      case "E" ->
          part.length == 4
              ? dossiers(part[1], part[2], "", year, true, null, "")
                  .map(one -> decided(one, key.endsWith(PeriodFigures.AFTER), lastDay))
              : Optional.empty();
      case "R" ->
          part.length == 4
              ? rating(last)
                  .flatMap(rating -> dossiers(part[1], part[2], "", year, true, rating, ""))
              : Optional.empty();
      case "U" ->
          part.length == 4
              ? dossiers(
                  LearningModel.LEARNING_UNIT.name(),
                  part[1],
                  "",
                  year,
                  recognised,
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
                      year,
                      recognised,
                      null,
                      "",
                      null,
                      null))
              : Optional.empty();
      case "S" ->
          Optional.of(
              new RowsAsked.What(
                  LearningModel.LEARNING_CITIZEN, null, "", year, true, null, "", null, null));
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
        true,
        all.rating(),
        all.unitKind(),
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
      int year,
      boolean recognised,
      @Nullable Rating rating,
      String unitKind) {
    return measured(model, level)
        .map(
            one ->
                new RowsAsked.What(
                    one.model(),
                    one.level(),
                    form,
                    year,
                    recognised,
                    rating,
                    unitKind,
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
    return what(key, 0, LocalDate.EPOCH)
        .filter(
            one -> one.rating() != null || one.decidedFrom() != null || one.decidedUntil() != null)
        .isPresent();
  }

  /** Whether rows stand behind a figure of that key. */
  static boolean any(String key) {
    return key.startsWith(ReportFigure.BY_HAND)
        || key.startsWith("M.") && key.endsWith(".total")
        || what(key, 0, LocalDate.EPOCH).isPresent();
  }

  /** Where the report has read its figures, and through which tree. */
  private record Moment(ReportContent content, ReportReading reading, LocalDate day) {}

  /**
   * What stood behind a figure.
   *
   * @param content what the report says; whoever has it may read what stands behind it
   * @param version of which version that is; null for the draft
   * @param areaId of which area; 0 for the whole report, the reporting area for what belongs to it
   *     itself and to no area below
   * @throws NotFoundException if it has no such figure, nothing stands behind that one, or the area
   *     was not in the one that reports
   */
  @Transactional(readOnly = true)
  public Behind behind(
      Actor actor,
      UUID id,
      ReportContent content,
      @Nullable Integer version,
      String key,
      int areaId,
      int limit,
      long offset) {
    ReportFigure figure = content.figure(key);
    if (figure == null || !any(key)) {
      throw new NotFoundException("rows behind " + key + " of report " + id);
    }
    Instant filled = Instant.parse(content.filledAt());
    ReportReading reading =
        table
            .reading(id, version)
            .orElseGet(() -> ReportReading.at(filled.plusSeconds(1).minusMillis(1)));
    Moment moment =
        new Moment(
            content,
            reading,
            then.day(LocalDate.ofInstant(filled, clock.getZone()), reading.tree()));
    int of = areaId == 0 ? content.area().id() : areaId;
    Area area = areas.lastKnown(of);
    ReportFigure.Part part = areaId == 0 ? null : figure.part(areaId);
    boolean own = part != null || areaId == 0 || within(moment, areaId);
    if (!own) {
      throw new NotFoundException("area " + areaId + " of report " + id);
    }
    String name = areaId == 0 ? content.area().name() : part == null ? area.name() : part.name();
    BigDecimal frozen = frozen(figure, areaId, part);
    boolean told = areaId == 0 || part != null;
    if (key.startsWith(ReportFigure.BY_HAND)) {
      return reported(figure, of, name, frozen, told, moment);
    }
    if (key.startsWith("M.") && key.endsWith(".total")) {
      return declared(key, of, name, frozen, moment, areaId == content.area().id());
    }
    RowsAsked.What what = what(key, content.year(), content.lastDay()).orElseThrow();
    boolean alone = areaId == content.area().id();
    if (!alone && wide(area.level(), what.model())) {
      return new Behind(
          Kind.AREAS,
          of,
          name,
          frozen,
          null,
          false,
          List.of(),
          areaId == 0 && !figure.parts().isEmpty() ? List.of() : then.below(of, moment.day()),
          List.of(),
          List.of(),
          null,
          moment.day(),
          told);
    }
    RowsAsked asked =
        new RowsAsked(
            what, of, leaves(moment, of, areaId == 0, alone), alone, moment.day(), reading.id());
    boolean named = then.named(actor, of);
    return new Behind(
        Kind.DOSSIERS,
        of,
        name,
        frozen,
        then.counts(asked),
        named,
        named ? then.lines(actor, asked, limit, offset) : List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        moment.day(),
        told);
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
  private List<Integer> leaves(Moment moment, int of, boolean whole, boolean alone) {
    if (alone) {
      return List.of(of);
    }
    ReportContent content = moment.content();
    Set<Integer> leaves = new LinkedHashSet<>();
    leaves.add(of);
    if (whole && content.area().level().equals(AreaLevel.COMMUNE.name())) {
      content.below().forEach(one -> leaves.add(one.id()));
    } else {
      leaves.addAll(then.leaves(of, moment.day()));
    }
    return List.copyOf(leaves);
  }

  /** How many a figure counts: itself, or of a share what is counted where that is known. */
  private static @Nullable BigDecimal frozen(
      ReportFigure figure, int areaId, ReportFigure.@Nullable Part part) {
    if (areaId != 0 && part == null) {
      return null;
    }
    String value = part == null ? figure.value() : part.value();
    String counted = part == null ? figure.numerator() : part.numerator();
    boolean share = figure.kind() == ReportFigure.Kind.PERCENT && counted != null;
    return ReportFigure.decimal(share ? counted : value);
  }

  private Behind declared(
      String key, int of, String name, @Nullable BigDecimal frozen, Moment moment, boolean alone) {
    String[] part = key.split("\\.", -1);
    Measured measured = measured(part[1], part[2]).orElseThrow();
    Set<Integer> all = new HashSet<>();
    all.add(of);
    if (!alone) {
      then.below(of, moment.day()).forEach(one -> all.add(one.areaId()));
    }
    return new Behind(
        Kind.DECLARED,
        of,
        name,
        frozen,
        null,
        false,
        List.of(),
        List.of(),
        then.declared(
            all, measured, Instant.parse(moment.content().filledAt()).plusSeconds(1), moment.day()),
        List.of(),
        null,
        moment.day(),
        true);
  }

  private Behind reported(
      ReportFigure figure,
      int of,
      String name,
      @Nullable BigDecimal frozen,
      boolean told,
      Moment moment) {
    ReportContent content = moment.content();
    String indicator = figure.key().substring(ReportFigure.BY_HAND.length());
    Instant at = Instant.parse(content.filledAt()).plusSeconds(1);
    List<ReportedValue> all = then.reported(indicator, of, content.year());
    UUID counted =
        all.stream()
            .filter(one -> !one.at().isAfter(at))
            .filter(one -> one.withdrawn() == null || one.withdrawn().at().isAfter(at))
            .map(ReportedValue::id)
            .findFirst()
            .orElse(null);
    return new Behind(
        Kind.REPORTED,
        of,
        name,
        frozen,
        null,
        true,
        List.of(),
        List.of(),
        List.of(),
        all,
        counted,
        moment.day(),
        told);
  }

  /** The figures that a share is worked out from, of the same report. */
  static List<String> parts(String key) {
    int at = key.lastIndexOf('.');
    String of = at < 0 ? "" : key.substring(0, at + 1);
    return switch (key.substring(at + 1)) {
      case "rate" ->
          key.startsWith("G.")
              ? List.of(of + "recognised", of + "registered")
              : List.of(of + "recognised", of + "total");
      case "rate_registered" -> List.of(of + "recognised", of + "registered");
      default ->
          Arrays.stream(ReportShare.values())
              .filter(one -> one.key().equals(key))
              .map(ReportShare::over)
              .toList();
    };
  }
}
