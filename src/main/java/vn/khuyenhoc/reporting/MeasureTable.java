package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;

/**
 * What tallies do not say: people through what they belong to, recognitions by rating, population.
 * Each is one statement for any number of areas and years. Reads only.
 */
@Repository
class MeasureTable {

  /**
   * People inside what was recognised, each once: {@code inside} holds everybody of recognised
   * families, clans and villages, {@code titled} what was recognised, {@code learning} who is a
   * Learning citizen; of {@code own} areas and what is around them, in years {@code y}.
   */
  private static final String INSIDE =
      """
      with y as (
        select * from unnest(:years::integer[], :days::date[]) as y (year, on_date)),
      own as (
        select unnest(:areas::integer[]) as area_id),
      c as materialized (
        select c.campaign_id, c.model, c.level, c.year
          from recognition.campaign c
          join y on y.year = c.year
         where not c.training
           and (c.model in ('LEARNING_CITIZEN', 'LEARNING_FAMILY', 'LEARNING_CLAN', 'LEARNING_UNIT')
                or c.model = 'LEARNING_COMMUNITY' and c.level = 'VILLAGE')
           and (exists (select from own join areas.ancestor a on a.area_id = own.area_id
                         where a.ancestor_id = c.area_id)
             or exists (select from own join areas.ancestor a on a.ancestor_id = own.area_id
                         where a.area_id = c.area_id))),
      titled as materialized (
        select c.year, c.model, c.level, d.home_id, d.subject_id,
               case :basis when 0 then d.area_then else d.area_now end as area_id
          from c
          join recognition.dossier d on d.campaign_id = c.campaign_id and d.stage = 'RECOGNISED'),
      learning as materialized (
        select distinct year, home_id, subject_id from titled where model = 'LEARNING_CITIZEN'),
      house as (
        select year, home_id, subject_id from titled where model = 'LEARNING_FAMILY'
        union
        select t.year, k.home_id, k.subject_id
          from titled t
          join y on y.year = t.year
          join registry.membership k on k.other_home_id = t.home_id and k.other_subject_id = t.subject_id
           and k.role = 'BELONGS_TO' and k.valid @> y.on_date
         where t.model = 'LEARNING_CLAN'),
      -- a union knows everybody once
      inside as (
        select h.year, m.home_id, m.subject_id
          from house h
          join y on y.year = h.year
          join registry.membership m on m.other_home_id = h.home_id and m.other_subject_id = h.subject_id
           and m.role = 'LIVES_IN' and m.valid @> y.on_date
        union
        select t.year, r.home_id, r.subject_id
          from titled t
          join y on y.year = t.year
          join registry.residence r on r.area_id = t.area_id and r.kind = 'CITIZEN' and r.valid @> y.on_date
         where t.model = 'LEARNING_COMMUNITY')
      """;

  private final JdbcClient jdbc;

  MeasureTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An area in a year. */
  record Spot(int areaId, int year) {}

  /** So many, and how many of them hold the title of Learning citizen. */
  record People(long all, long learning) {
    static final People NOBODY = new People(0, 0);
  }

  /**
   * People who belong to something that was recognised.
   *
   * @param workers workers of recognised families, clans and villages, each once
   * @param staff those who work in recognised units, by the level that manages the unit
   * @param campaigns the models with a campaign in a year
   */
  record Inside(
      Map<Spot, People> workers,
      Map<Spot, Map<ModelLevel, People>> staff,
      Map<Integer, Set<LearningModel>> campaigns) {}

  /**
   * Counts people through what they belong to. A person counts once however many recognised
   * families, clans and villages contain them.
   *
   * @param areas the areas, whose villages people live in or whose units they work in
   * @param days for each year the day on which it is looked at where who belongs to what
   */
  Inside inside(Collection<Integer> areas, Map<Integer, LocalDate> days, Basis basis) {
    Inside inside = new Inside(new HashMap<>(), new HashMap<>(), new HashMap<>());
    jdbc.sql(
            INSIDE
                + """
                select i.year, own.area_id, '' as level, count(*) as everybody, count(l.subject_id) as learning
                  from inside i
                  join y on y.year = i.year
                  join registry.subject p on p.home_id = i.home_id and p.subject_id = i.subject_id and p.status = 'ACTIVE'
                  join registry.citizen z on z.home_id = i.home_id and z.subject_id = i.subject_id
                  join registry.labour_group g on g.code = z.labour_group and g.working
                  join registry.residence r on r.home_id = i.home_id and r.subject_id = i.subject_id and r.valid @> y.on_date
                  join areas.ancestor a on a.area_id = r.area_id and a.valid @> y.on_date
                  join own on own.area_id = a.ancestor_id
                  left join learning l on l.year = i.year and l.home_id = i.home_id and l.subject_id = i.subject_id
                 group by i.year, own.area_id
                union all
                select t.year, own.area_id, t.level, count(distinct (m.home_id, m.subject_id)),
                       count(distinct (l.home_id, l.subject_id)) filter (where l.subject_id is not null)
                  from titled t
                  join y on y.year = t.year
                  join registry.membership m on m.other_home_id = t.home_id and m.other_subject_id = t.subject_id
                   and m.role = 'WORKS_IN' and m.valid @> y.on_date
                  join registry.subject p on p.home_id = m.home_id and p.subject_id = m.subject_id and p.status = 'ACTIVE'
                  join areas.ancestor a on a.area_id = t.area_id and a.valid @> y.on_date
                  join own on own.area_id = a.ancestor_id
                  left join learning l on l.year = t.year and l.home_id = m.home_id and l.subject_id = m.subject_id
                 where t.model = 'LEARNING_UNIT'
                 group by t.year, own.area_id, t.level
                union all
                select distinct c.year, 0, c.model, 0, 0 from c
                """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("years", days.keySet().toArray(Integer[]::new))
        .param("days", days.values().stream().map(LocalDate::toString).toArray(String[]::new))
        .param("basis", basis.code())
        .query(
            row -> {
              int year = row.getInt("year");
              int area = row.getInt("area_id");
              String level = row.getString("level");
              People people = new People(row.getLong("everybody"), row.getLong("learning"));
              if (area == 0) {
                inside
                    .campaigns()
                    .computeIfAbsent(year, any -> new HashSet<>())
                    .add(LearningModel.valueOf(level));
              } else if (level.isEmpty()) {
                inside.workers().put(new Spot(area, year), people);
              } else {
                inside
                    .staff()
                    .computeIfAbsent(new Spot(area, year), any -> new HashMap<>())
                    .put(ModelLevel.valueOf(level), people);
              }
            });
    return inside;
  }

  /**
   * The people behind a measure of people, by given name.
   *
   * @param areaId the area whose villages they live in, or whose units they work in
   * @param day the day on which it is looked at where who belongs to what
   * @param units of which units staff is meant, by the level that manages them; empty for workers
   *     of recognised families, clans and villages
   * @param learning only those who are Learning citizens of the year
   * @param limit the most to answer
   * @param offset how many to leave out first
   */
  List<PersonInside> people(
      int areaId,
      int year,
      LocalDate day,
      Basis basis,
      Collection<ModelLevel> units,
      boolean learning,
      int limit,
      long offset) {
    return jdbc.sql(
            INSIDE
                + """
                , those as (
                """
                + (units.isEmpty()
                    ? """
                          select i.year, i.home_id, i.subject_id, r.area_id
                            from inside i
                            join y on y.year = i.year
                            join registry.citizen z on z.home_id = i.home_id and z.subject_id = i.subject_id
                            join registry.labour_group g on g.code = z.labour_group and g.working
                            join registry.residence r on r.home_id = i.home_id and r.subject_id = i.subject_id and r.valid @> y.on_date
                      """
                    : """
                          select distinct t.year, m.home_id, m.subject_id, t.area_id
                            from titled t
                            join y on y.year = t.year
                            join registry.membership m on m.other_home_id = t.home_id and m.other_subject_id = t.subject_id
                             and m.role = 'WORKS_IN' and m.valid @> y.on_date
                           where t.model = 'LEARNING_UNIT' and t.level = any (:units::text[])
                      """)
                + """
                )
                select p.home_id, p.subject_id, p.name, p.address, v.name as place, l.subject_id is not null as learning,
                       count(*) over () as everybody
                  from those i
                  join y on y.year = i.year
                  join registry.subject p on p.home_id = i.home_id and p.subject_id = i.subject_id and p.status = 'ACTIVE'
                  join areas.ancestor a on a.area_id = i.area_id and a.valid @> y.on_date
                  join own on own.area_id = a.ancestor_id
                  join areas.area_version v on v.area_id = i.area_id and v.valid @> y.on_date
                  left join learning l on l.year = i.year and l.home_id = i.home_id and l.subject_id = i.subject_id
                 where not :learning or l.subject_id is not null
                 order by substring(p.name from '[^ ]+$') collate platform.vi, p.name collate platform.vi,
                          v.name collate platform.vi, p.home_id, p.subject_id
                 limit :limit offset :offset
                """)
        .param("areas", new Integer[] {areaId})
        .param("years", new Integer[] {year})
        .param("days", new String[] {day.toString()})
        .param("basis", basis.code())
        .param("units", units.stream().map(Enum::name).toArray(String[]::new))
        .param("learning", learning)
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new PersonInside(
                    row.getInt("home_id"),
                    row.getObject("subject_id", UUID.class),
                    row.getString("name"),
                    row.getString("address"),
                    row.getString("place"),
                    row.getBoolean("learning"),
                    row.getLong("everybody")))
        .list();
  }

  /** What was recognised: where, in which year, of what, with which rating. */
  record Rated(int areaId, int year, LearningModel model, ModelLevel level, Rating rating) {}

  /**
   * How much was recognised with which rating.
   *
   * @param areas the areas, with everything below them
   */
  Map<Rated, Long> rated(
      Collection<Integer> areas,
      Collection<Integer> years,
      Collection<LearningModel> models,
      Basis basis) {
    Map<Rated, Long> rated = new HashMap<>();
    jdbc.sql(
            """
            with open as materialized (
              select c.campaign_id, c.year, c.model, c.level,
                     case when :basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end as day
                from recognition.campaign c
               where c.year = any (:years::integer[]) and c.model = any (:models::text[]) and not c.training),
            own as materialized (
              select area_id, level from areas.area where area_id = any (:areas::integer[])),
            counted as (
              select t.area_id, o.*, t.recognised, t.recognised_average, t.recognised_fair, t.recognised_good,
                     t.recognised_level_1, t.recognised_level_2
                from own x
                join recognition.tally t on t.area_id = x.area_id and t.basis = :basis
                join open o on o.campaign_id = t.campaign_id
               where x.level >= 3
              union all
              -- wide areas: what belongs to them, and their communes
              select x.area_id, o.*, t.recognised, t.recognised_average, t.recognised_fair, t.recognised_good,
                     t.recognised_level_1, t.recognised_level_2
                from open o
                join recognition.tally t
                  on t.campaign_id = o.campaign_id and t.level in (1, 2, 3) and t.basis = :basis and t.recognised > 0
                join areas.ancestor a on a.area_id = t.area_id and a.valid @> o.day
                join own x on x.area_id = a.ancestor_id and x.level < 3)
            select c.area_id, c.year, c.model, c.level, r.rating, sum(r.recognised) as recognised
              from counted c
             cross join lateral (
               values ('AVERAGE', c.recognised_average), ('FAIR', c.recognised_fair), ('GOOD', c.recognised_good),
                      ('LEVEL_1', c.recognised_level_1), ('LEVEL_2', c.recognised_level_2),
                      ('ACHIEVED', c.recognised - c.recognised_average - c.recognised_fair - c.recognised_good
                                     - c.recognised_level_1 - c.recognised_level_2)) as r (rating, recognised)
             where r.recognised > 0
             group by c.area_id, c.year, c.model, c.level, r.rating
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("years", years.toArray(Integer[]::new))
        .param("models", models.stream().map(Enum::name).toArray(String[]::new))
        .param("basis", basis.code())
        .query(
            row -> {
              rated.put(
                  new Rated(
                      row.getInt("area_id"),
                      row.getInt("year"),
                      LearningModel.valueOf(row.getString("model")),
                      ModelLevel.valueOf(row.getString("level")),
                      Rating.valueOf(row.getString("rating"))),
                  row.getLong("recognised"));
            });
    return rated;
  }

  /** The population of areas as it is known on a day of each year; without what is not known. */
  Map<Spot, BigDecimal> population(Collection<Integer> areas, Map<Integer, LocalDate> days) {
    Map<Spot, BigDecimal> population = new HashMap<>();
    jdbc.sql(
            """
            select y.year, p.area_id, p.value::numeric as people
              from unnest(:years::integer[], :days::date[]) as y (year, on_date)
              join areas.attribute p on p.area_id = any (:areas::integer[]) and p.attribute = 'POPULATION'
               and p.valid @> y.on_date
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("years", days.keySet().toArray(Integer[]::new))
        .param("days", days.values().stream().map(LocalDate::toString).toArray(String[]::new))
        .query(
            row -> {
              BigDecimal people = row.getBigDecimal("people");
              if (people != null) {
                population.put(new Spot(row.getInt("area_id"), row.getInt("year")), people);
              }
            });
    return population;
  }

  /** What was reported by hand and counts: the last of each that was not withdrawn. */
  Map<Spot, Map<String, ReportedValue>> reported(Collection<Integer> areas) {
    Map<Spot, Map<String, ReportedValue>> reported = new HashMap<>();
    jdbc.sql(
            ReportedValueTable.ROWS
                + """
                   where v.area_id = any (:areas::integer[]) and v.withdraws is null and w.reported_id is null
                   order by v.reported_no
                  """)
        .param("areas", areas.toArray(Integer[]::new))
        .query(
            row -> {
              ReportedValue value = ReportedValueTable.value(row);
              reported
                  .computeIfAbsent(new Spot(value.areaId(), value.year()), any -> new HashMap<>())
                  .put(value.indicator(), value);
            });
    return reported;
  }

  /** The day on which a year is looked at: today, or the last day of a year that is over. */
  static LocalDate day(int year, LocalDate today, Basis basis) {
    LocalDate last = LocalDate.of(year, 12, 31);
    return basis == Basis.AS_IS || last.isAfter(today) ? today : last;
  }

  /** The same of several years. */
  static Map<Integer, LocalDate> days(Collection<Integer> years, LocalDate today, Basis basis) {
    Map<Integer, LocalDate> days = new TreeMap<>();
    years.forEach(year -> days.put(year, day(year, today, basis)));
    return days;
  }
}
