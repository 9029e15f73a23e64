package vn.khuyenhoc.reporting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Right;

/**
 * The rows behind a figure that was read at an earlier moment. Nothing is kept of them for that:
 * dossiers are never thrown away once somebody worked on them, and every step and move of theirs
 * tells what they were before it.
 */
@Service
public class RowsThen {

  /** Where a UUID has its version, and how far up its milliseconds are. */
  private static final int VERSION = 0x7000;

  private static final int MILLIS = 16;

  private final RowsThenTable table;
  private final MeasureTable measures;
  private final ReportedValueTable values;
  private final Areas areas;
  private final Patience patience;
  private final Clock clock;

  RowsThen(
      RowsThenTable table,
      MeasureTable measures,
      ReportedValueTable values,
      Areas areas,
      Patience patience,
      Clock clock) {
    this.clock = clock;
    this.table = table;
    this.measures = measures;
    this.values = values;
    this.areas = areas;
    this.patience = patience;
  }

  /**
   * The day through whose tree figures of a moment were read.
   *
   * @param then the day of that moment
   * @param known the newest reorganisation that was recorded then
   */
  @Transactional(readOnly = true)
  public LocalDate day(LocalDate then, int known) {
    return table.day(then, known);
  }

  /** An area and all below it on a day. */
  @Transactional(readOnly = true)
  public List<Integer> leaves(int areaId, LocalDate day) {
    return table.leaves(areaId, day);
  }

  /** The areas directly below one on a day; nothing is counted. */
  @Transactional(readOnly = true)
  public List<RowsAsked.Place> below(int areaId, LocalDate day) {
    return table.below(areaId, day);
  }

  /** How many dossiers stood behind a figure then, and what became of them. */
  @Transactional(readOnly = true)
  public RowsAsked.Counts counts(RowsAsked asked) {
    return table.counts(asked);
  }

  /**
   * How much of what counts as recognised of a year was decided after a day, of many areas in one
   * statement; without areas of which nothing was.
   *
   * @return null where that takes too long: it looks at every dossier that was decided since
   */
  @Transactional(readOnly = true)
  public @Nullable Map<Integer, Map<RowsAsked.Thing, Long>> decidedAfter(
      Collection<Integer> areaIds, int year, LocalDate day) {
    return patience.within(() -> table.decidedAfter(areaIds, year, day));
  }

  /**
   * How many registered, as they are counted now through today's tree, of many areas in one
   * statement; without areas where no campaign with a list asks for registration.
   *
   * @param areaIds areas of today's tree
   * @param years years of campaigns
   */
  @Transactional(readOnly = true)
  public List<RegisteredCount> registered(Collection<Integer> areaIds, Collection<Integer> years) {
    return measures.registered(areaIds, years, EnumSet.allOf(LearningModel.class), Basis.AS_IS);
  }

  /** Whether somebody may see by name what stood behind the figures of an area. */
  public boolean named(Actor actor, int areaId) {
    return areas.reachesKnown(actor, Right.DOSSIER_READ, areaId);
  }

  /**
   * Those dossiers; without names where they belong to areas of others by now.
   *
   * @return nothing for whoever may not read dossiers of that area at all
   */
  @Transactional(readOnly = true)
  public List<RowsAsked.Line> lines(Actor actor, RowsAsked asked, int limit, long offset) {
    return named(actor, asked.areaId())
        ? table.lines(asked, actor.areasFor(Right.DOSSIER_READ), limit, offset)
        : List.of();
  }

  /** The totals declared for areas that counted at a moment. */
  @Transactional(readOnly = true)
  public List<RowsAsked.Declared> declared(
      Collection<Integer> areaIds, Measured measured, Instant at, LocalDate day) {
    return table.declared(areaIds, measured, at, day);
  }

  /** What households of areas stated, of adults or of workers. */
  @Transactional(readOnly = true)
  public RowsAsked.Stated stated(StatedAsked asked) {
    return table.stated(asked, day(asked));
  }

  /**
   * Those households; without names where they live in areas of others by now.
   *
   * @return nothing for whoever may not read households of that area at all
   */
  @Transactional(readOnly = true)
  public List<RowsAsked.Household> households(
      Actor actor, StatedAsked asked, int limit, long offset) {
    return named(actor, asked.areaId())
        ? table.households(asked, day(asked), actor.areasFor(Right.DOSSIER_READ), limit, offset)
        : List.of();
  }

  /** How many people belonged to something that was recognised. */
  @Transactional(readOnly = true)
  public long people(PeopleAsked asked) {
    return table.people(asked, day(asked));
  }

  /**
   * Those people; without names where they live in areas of others by now.
   *
   * @return nobody for whoever may not read citizens of that area at all
   */
  @Transactional(readOnly = true)
  public List<RowsAsked.Person> people(Actor actor, PeopleAsked asked, int limit, long offset) {
    return named(actor, asked.areaId())
        ? table.people(asked, day(asked), actor.areasFor(Right.DOSSIER_READ), limit, offset)
        : List.of();
  }

  private RowsThenTable.Day day(StatedAsked asked) {
    return day(asked.year(), asked.day(), asked.reading(), asked.leaves());
  }

  private RowsThenTable.Day day(PeopleAsked asked) {
    return day(asked.year(), asked.day(), asked.reading(), asked.leaves());
  }

  /** The people of a year through the tree of a day, as they were known at a moment. */
  private RowsThenTable.Day day(int year, LocalDate tree, UUID reading, List<Integer> leaves) {
    PeopleDay day = PeopleDay.of(year, tree);
    if (day.on().equals(tree)) {
      return new RowsThenTable.Day(tree, reading, true, leaves);
    }
    long end = day.on().plusDays(1).atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    UUID over = new UUID((end << MILLIS) | VERSION, 0);
    boolean earlier = over.getMostSignificantBits() < reading.getMostSignificantBits();
    return new RowsThenTable.Day(
        day.on(), earlier ? over : reading, false, table.before(leaves, day.on(), tree));
  }

  /** The numbers of people that were recorded of an area for a day and before, newest first. */
  @Transactional(readOnly = true)
  public List<RowsAsked.People> population(int areaId, LocalDate on, Instant at) {
    return table.population(areaId, on, at);
  }

  /**
   * Everything that was reported by hand of an indicator, newest first, also what was withdrawn.
   */
  @Transactional(readOnly = true)
  public List<ReportedValue> reported(String indicator, int areaId, int year) {
    return values.history(indicator, areaId, year);
  }
}
