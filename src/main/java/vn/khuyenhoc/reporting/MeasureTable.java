package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
   * People inside what was recognised, each once: {@code inside} holds every worker of {@code own}
   * areas who lives in a recognised family, a family of a recognised clan, or a recognised village;
   * {@code staff} everybody who works in a recognised unit of theirs; in years {@code w}.
   *
   * <p>It is read from the people who live there, and not from everything that was recognised: of a
   * province these are fewer, and each is looked up where an index alone has the answer. What is
   * open and what has ended are two indexes, so both are asked for.
   *
   * <p>Whoever lived there, worked there and belonged to what on the day counts where that place
   * lies in the tree; of what has changed since, the first change after the day says what was.
   */
  private static final String INSIDE =
      """
      with recursive y as (
        select * from unnest(:years::integer[], :days::date[], :trees::date[]) as y (year, on_date, tree_date)),
      own as (
        select unnest(:areas::integer[]) as area_id),
      c as materialized (
        select own.area_id as own_id, c.campaign_id, c.model, c.level, c.year
          from recognition.campaign c
          join y on y.year = c.year
          join own
            on exists (select from areas.ancestor a where a.area_id = own.area_id and a.ancestor_id = c.area_id)
            or exists (select from areas.ancestor a where a.ancestor_id = own.area_id and a.area_id = c.area_id)
         where not c.training
           and (c.model in ('LEARNING_CITIZEN', 'LEARNING_FAMILY', 'LEARNING_CLAN', 'LEARNING_UNIT')
                or c.model = 'LEARNING_COMMUNITY' and c.level = 'VILLAGE')),
      -- areas of the same campaigns are looked at together: those of a province mostly are
      alike as materialized (
        select own_id, year, array_agg(campaign_id order by campaign_id) as campaigns from c group by own_id, year),
      w as materialized (
        select (row_number() over ())::integer as place, y.year, y.on_date, y.tree_date, s.campaigns,
               array(select c.campaign_id from recognition.campaign c
                      where c.campaign_id = any (s.campaigns) and c.model = 'LEARNING_CITIZEN') as citizens,
               array(select c.campaign_id from recognition.campaign c
                      where c.campaign_id = any (s.campaigns) and c.model = 'LEARNING_FAMILY') as families
          from (select distinct year, campaigns from alike) s
          join y on y.year = s.year),
      few as materialized (
        select w.place, c.year, c.model, c.level, d.home_id, d.subject_id,
               case :basis when 0 then d.area_then else d.area_now end as area_id,
               -- where it lay on the day of the people
               case when w.on_date = w.tree_date and :basis = 1 then d.area_now
                    when c.status <> 'CLOSED'
                     and exists (select from areas.area_version v where v.area_id = d.home_id and v.valid @> w.on_date)
                    then d.home_id
                    else d.area_then end as lay_in
          from w
          join recognition.campaign c on c.campaign_id = any (w.campaigns)
          join recognition.dossier d on d.campaign_id = c.campaign_id and d.stage = 'RECOGNISED'
         where c.model in ('LEARNING_CLAN', 'LEARNING_COMMUNITY', 'LEARNING_UNIT')),
      kin as materialized (
        select f.place, k.home_id, k.subject_id
          from few f
          join w on w.place = f.place
          join registry.membership k on k.other_home_id = f.home_id and k.other_subject_id = f.subject_id
           and k.role = 'BELONGS_TO' and k.valid @> w.on_date
         where f.model = 'LEARNING_CLAN'),
      spot as materialized (
        select w.place as key, own.own_id, a.area_id, w.on_date, w.tree_date
          from w
          join alike own on own.year = w.year and own.campaigns = w.campaigns
          join areas.ancestor a on a.ancestor_id = own.own_id and a.valid @> w.tree_date),
      %1$s,
      inside as (
        select w.year, w.citizens, s.own_id, r.area_id, r.home_id, r.subject_id, w.on_date as named_on
          from spot s
          join w on w.place = s.key
          join place p on p.key = s.key and p.now_id = s.area_id
         cross join lateral (
           select r.area_id, r.home_id, r.subject_id
             from registry.residence r
            where r.area_id = p.then_id and r.kind = 'CITIZEN' and upper_inf(r.valid) and lower(r.valid) <= w.on_date
           union all
           select r.area_id, r.home_id, r.subject_id
             from registry.residence r
            where r.area_id = p.then_id and r.kind = 'CITIZEN' and not upper_inf(r.valid) and r.valid @> w.on_date) r
          %2$s
         where %3$s
           and ((w.place, r.area_id) in (select place, lay_in from few where model = 'LEARNING_COMMUNITY')
            or exists (
                 select
                   from (select m.other_home_id, m.other_subject_id
                           from registry.membership m
                          where m.home_id = r.home_id and m.subject_id = r.subject_id and m.role = 'LIVES_IN'
                            and upper_inf(m.valid) and lower(m.valid) <= w.on_date
                         union all
                         select m.other_home_id, m.other_subject_id
                           from registry.membership m
                          where m.home_id = r.home_id and m.subject_id = r.subject_id and m.role = 'LIVES_IN'
                            and not upper_inf(m.valid) and m.valid @> w.on_date) h
                  where exists (select from recognition.dossier d
                                 where d.home_id = h.other_home_id and d.subject_id = h.other_subject_id
                                   and d.campaign_id = any (w.families) and d.stage = 'RECOGNISED')
                     or (w.place, h.other_home_id, h.other_subject_id) in (select place, home_id, subject_id from kin)))),
      staff as (
        select distinct w.year, w.citizens, own.own_id, f.area_id, f.level, m.home_id, m.subject_id, w.tree_date as named_on
          from few f
          join w on w.place = f.place
          join registry.membership m on m.other_home_id = f.home_id and m.other_subject_id = f.subject_id
           and m.role = 'WORKS_IN' and m.valid @> w.on_date
          %4$s
          join areas.ancestor a on a.area_id = f.area_id and a.valid @> w.tree_date
          join alike own on own.own_id = a.ancestor_id and own.year = w.year and own.campaigns = w.campaigns
         where f.model = 'LEARNING_UNIT')
      """;

  private static final String WORKS_NOW =
      """
      join registry.citizen z on z.home_id = r.home_id and z.subject_id = r.subject_id
       and z.labour_group in (select code from registry.labour_group where working)
      join registry.subject b on b.home_id = r.home_id and b.subject_id = r.subject_id
       and b.kind = 'CITIZEN' and b.status = 'ACTIVE'
      """;

  private static final String WORKED_THEN =
      """
      join registry.citizen z on z.home_id = r.home_id and z.subject_id = r.subject_id
      join registry.subject b on b.home_id = r.home_id and b.subject_id = r.subject_id and b.kind = 'CITIZEN'
      """
          + ThenSql.before("b", "status", "t", ThenSql.after("w.on_date"))
          + ThenSql.before("b", "labour_group", "g", ThenSql.after("w.on_date"))
          + """
             join lateral (
               select where coalesce(t.before ->> 'status', b.status) = 'ACTIVE'
                        and coalesce(g.before ->> 'labour_group', z.labour_group)
                            in (select code from registry.labour_group where working)) q on true
            """;

  private static final String THERE_NOW =
      """
      join registry.subject b on b.home_id = m.home_id and b.subject_id = m.subject_id and b.status = 'ACTIVE'
      """;

  private static final String THERE_THEN =
      "join registry.subject b on b.home_id = m.home_id and b.subject_id = m.subject_id\n"
          + ThenSql.before("b", "status", "t", ThenSql.after("w.on_date"))
          + "join lateral (select where coalesce(t.before ->> 'status', b.status) = 'ACTIVE') q on true\n";

  private String inside(Collection<PeopleDay> days) {
    LocalDate today = LocalDate.now(clock);
    boolean past = days.stream().anyMatch(one -> one.before(today));
    return INSIDE.formatted(
        ThenSql.places(days),
        past ? WORKED_THEN : WORKS_NOW,
        ThenSql.WENT,
        past ? THERE_THEN : THERE_NOW);
  }

  /** Whether somebody {@code i} is a Learning citizen of the year. */
  private static final String LEARNING =
      """
      cardinality(i.citizens) > 0
        and exists (select from recognition.dossier d
                     where d.home_id = i.home_id and d.subject_id = i.subject_id
                       and d.campaign_id = any (i.citizens) and d.stage = 'RECOGNISED')
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  MeasureTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
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
   * @param campaigns the models with a campaign in an area in a year
   */
  record Inside(
      Map<Spot, People> workers,
      Map<Spot, Map<ModelLevel, People>> staff,
      Map<Spot, Set<LearningModel>> campaigns) {}

  /**
   * Counts people through what they belong to. A person counts once however many recognised
   * families, clans and villages contain them.
   *
   * @param areas the areas, whose villages people live in or whose units they work in
   * @param days for each year the day on which it is looked at where who belongs to what
   */
  Inside inside(Collection<Integer> areas, Map<Integer, PeopleDay> days, Basis basis) {
    Inside inside = new Inside(new HashMap<>(), new HashMap<>(), new HashMap<>());
    jdbc.sql(
            inside(days.values())
                + """
                select i.year, i.own_id as area_id, '' as level, count(*) as everybody, count(*) filter (where i.learning) as learning
                  from (select i.year, i.own_id,
                """
                + LEARNING
                + """
                     as learning from inside i) i
                 group by i.year, i.own_id
                union all
                select i.year, i.own_id, i.level, count(*), count(*) filter (where i.learning)
                  from (select i.year, i.own_id, i.level,
                """
                + LEARNING
                + """
                     as learning
                          from (select distinct year, citizens, own_id, level, home_id, subject_id from staff) i) i
                 group by i.year, i.own_id, i.level
                union all
                select distinct c.year, c.own_id, c.model, -1, -1 from c
                """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("years", days.keySet().toArray(Integer[]::new))
        .param("days", texts(days.values(), PeopleDay::on))
        .param("trees", texts(days.values(), PeopleDay::tree))
        .param("basis", basis.code())
        .query(
            row -> {
              int year = row.getInt("year");
              int area = row.getInt("area_id");
              String level = row.getString("level");
              People people = new People(row.getLong("everybody"), row.getLong("learning"));
              if (people.all() < 0) {
                inside
                    .campaigns()
                    .computeIfAbsent(new Spot(area, year), any -> new HashSet<>())
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
      PeopleDay day,
      Basis basis,
      Collection<ModelLevel> units,
      boolean learning,
      int limit,
      long offset) {
    return jdbc.sql(
            inside(List.of(day))
                + """
                , those as (
                """
                + (units.isEmpty()
                    ? "select i.year, i.citizens, i.home_id, i.subject_id, i.area_id, i.named_on from inside i"
                    : """
                          select distinct i.year, i.citizens, i.home_id, i.subject_id, i.area_id, i.named_on
                            from staff i where i.level = any (:units::text[])
                      """)
                + """
                ),
                named as (
                  select i.*,
                """
                + LEARNING
                + """
                    as learning from those i)
                select p.home_id, p.subject_id, p.name, p.address, v.name as place, i.learning,
                       count(*) over () as everybody
                  from named i
                  join registry.subject p on p.home_id = i.home_id and p.subject_id = i.subject_id
                  join areas.area_version v on v.area_id = i.area_id and v.valid @> i.named_on
                 where not :learning or i.learning
                 order by substring(p.name from '[^ ]+$') collate platform.vi, p.name collate platform.vi,
                          v.name collate platform.vi, p.home_id, p.subject_id
                 limit :limit offset :offset
                """)
        .param("areas", new Integer[] {areaId})
        .param("years", new Integer[] {year})
        .param("days", new String[] {day.on().toString()})
        .param("trees", new String[] {day.tree().toString()})
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

  /**
   * What was recognised: where, in which year, of what, with which rating.
   *
   * @param form the labour group of citizens; empty for all of them together, and elsewhere
   */
  record Rated(
      int areaId, int year, LearningModel model, ModelLevel level, String form, Rating rating) {}

  /**
   * The tallies of areas {@code :areas} in campaigns of {@code :years} and {@code :models}:
   * districts by their communes, provinces and the nation by the parts that are kept of them.
   */
  private static final String TALLIED =
      """
      with open as materialized (
        select c.campaign_id, c.year, c.model, c.level, c.form,
               case when :basis = 0 and c.status = 'CLOSED' then c.reference_date else platform.today() end as day,
               coalesce(p.content @> '{"steps": [{"kind": "REGISTRATION"}]}', false) as asks
          from recognition.campaign c
          left join recognition.procedure p on p.procedure_id = c.procedure_id
         where c.year = any (:years::integer[]) and c.model = any (:models::text[]) and not c.training),
      own as materialized (
        select area_id, level from areas.area where area_id = any (:areas::integer[])),
      counted as (
        select t.area_id, o.*, t.roll, t.registered, t.recognised, t.recognised_average, t.recognised_fair,
               t.recognised_good, t.recognised_level_1, t.recognised_level_2
          from own x
          join recognition.tally t on t.area_id = x.area_id and t.basis = :basis
          join open o on o.campaign_id = t.campaign_id
         where x.level >= 3
        union all
        select x.area_id, o.*, t.roll, t.registered, t.recognised, t.recognised_average, t.recognised_fair,
               t.recognised_good, t.recognised_level_1, t.recognised_level_2
          from open o
          join recognition.tally t
            on t.campaign_id = o.campaign_id and t.level in (2, 3) and t.basis = :basis and t.roll > 0
          join areas.ancestor a on a.area_id = t.area_id and a.valid @> o.day
          join own x on x.area_id = a.ancestor_id and x.level = 2
        union all
        select x.area_id, o.*, w.roll, w.registered, w.recognised, w.recognised_average, w.recognised_fair,
               w.recognised_good, w.recognised_level_1, w.recognised_level_2
          from open o
          join recognition.tally_wide w on w.campaign_id = o.campaign_id and w.basis = :basis
          join own x on x.level = 0 or x.level = 1 and x.area_id = w.area_id)
      """;

  private JdbcClient.StatementSpec tallied(
      String what,
      Collection<Integer> areas,
      Collection<Integer> years,
      Collection<LearningModel> models,
      Basis basis) {
    return jdbc.sql(TALLIED + what)
        .param("areas", areas.toArray(Integer[]::new))
        .param("years", years.toArray(Integer[]::new))
        .param("models", models.stream().map(Enum::name).toArray(String[]::new))
        .param("basis", basis.code());
  }

  /**
   * How many registered, through campaigns whose procedure asks for it; without areas where none
   * with a list there does.
   *
   * @param areas the areas, with everything below them
   */
  List<RegisteredCount> registered(
      Collection<Integer> areas,
      Collection<Integer> years,
      Collection<LearningModel> models,
      Basis basis) {
    return tallied(
            """
            select c.area_id, c.year, c.model, c.level, c.form,
                   sum(c.registered) filter (where c.asks) as registered, bool_and(c.asks) as every
              from counted c
             where c.roll > 0
             group by c.area_id, c.year, c.model, c.level, c.form
            having bool_or(c.asks)
            """,
            areas,
            years,
            models,
            basis)
        .query(
            (row, number) ->
                new RegisteredCount(
                    row.getInt("area_id"),
                    row.getInt("year"),
                    LearningModel.valueOf(row.getString("model")),
                    ModelLevel.valueOf(row.getString("level")),
                    row.getString("form"),
                    row.getLong("registered"),
                    row.getBoolean("every")))
        .list();
  }

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
    tallied(
            """
            select c.area_id, c.year, c.model, c.level, c.form, r.rating, sum(r.recognised) as recognised
              from counted c
             cross join lateral (
               values ('AVERAGE', c.recognised_average), ('FAIR', c.recognised_fair), ('GOOD', c.recognised_good),
                      ('LEVEL_1', c.recognised_level_1), ('LEVEL_2', c.recognised_level_2),
                      ('ACHIEVED', c.recognised - c.recognised_average - c.recognised_fair - c.recognised_good
                                     - c.recognised_level_1 - c.recognised_level_2)) as r (rating, recognised)
             group by c.area_id, c.year, c.model, c.level, c.form, r.rating
            having sum(r.recognised) > 0
            """,
            areas,
            years,
            models,
            basis)
        .query(
            row -> {
              String own = row.getString("form");
              for (String form : own.isEmpty() ? List.of("") : List.of("", own)) {
                rated.merge(
                    new Rated(
                        row.getInt("area_id"),
                        row.getInt("year"),
                        LearningModel.valueOf(row.getString("model")),
                        ModelLevel.valueOf(row.getString("level")),
                        form,
                        Rating.valueOf(row.getString("rating"))),
                    row.getLong("recognised"),
                    Long::sum);
              }
            });
    return rated;
  }

  /**
   * Units of an area by what the register says they are.
   *
   * @param kind the code of the kind
   * @param kindName what people call it
   * @param place its place among the kinds
   * @param rating with which rating it was recognised; null for what was not recognised
   */
  record Units(
      int areaId,
      ModelLevel level,
      String kind,
      String kindName,
      int place,
      @Nullable Rating rating) {}

  /**
   * How many units stand in the campaigns of a year, through today's tree, by kind and by what they
   * came to.
   *
   * @param areas the areas, with everything below them
   * @param day the day whose kinds are told; campaigns are of its year
   */
  Map<Units, Long> units(Collection<Integer> areas, LocalDate day) {
    Map<Units, Long> units = new HashMap<>();
    jdbc.sql(
            """
            with open as materialized (
              select campaign_id, level from recognition.campaign
               where year = :year and model = 'LEARNING_UNIT' and not training),
            counted as (
              select a.ancestor_id as area_id, o.level, coalesce(w.kind, u.unit_kind, 'OTHER') as kind,
                     case when d.stage = 'RECOGNISED' then coalesce(d.rating, 'ACHIEVED') end as rating,
                     count(*) as units
                from areas.ancestor a
                join recognition.dossier d on d.area_now = a.area_id and d.stage <> 'REMOVED'
                join open o on o.campaign_id = d.campaign_id
                left join registry.unit u on u.home_id = d.home_id and u.subject_id = d.subject_id
                left join lateral (
                  select h.before ->> 'unit_kind' as kind
                    from registry.subject_change h
                   where h.home_id = d.home_id and h.subject_id = d.subject_id and h.before ->> 'unit_kind' is not null
                     and h.at >= (:day::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
                   order by h.at, h.change_id limit 1) w on true
               where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today()
               group by 1, 2, 3, 4)
            select c.area_id, c.level, c.kind, k.name, k.place, c.rating, c.units
              from counted c
              join registry.unit_kind k on k.code = c.kind
             order by k.place, k.code
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("year", day.getYear())
        .param("day", java.sql.Date.valueOf(day))
        .query(
            row -> {
              String rating = row.getString("rating");
              units.put(
                  new Units(
                      row.getInt("area_id"),
                      ModelLevel.valueOf(row.getString("level")),
                      row.getString("kind"),
                      row.getString("name"),
                      row.getInt("place"),
                      rating == null ? null : Rating.valueOf(rating)),
                  row.getLong("units"));
            });
    return units;
  }

  /**
   * The population of areas in each year; without what is not known. Through whichever tree it is
   * read, it is that of the year: of one that is over, what was known on its last day.
   */
  Map<Spot, BigDecimal> population(
      Collection<Integer> areas, Collection<Integer> years, LocalDate today) {
    Map<Integer, PeopleDay> days = days(years, today, Basis.AS_WAS);
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
        .param("days", texts(days.values(), PeopleDay::on))
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

  /** The day of the people of each of these years. */
  static Map<Integer, PeopleDay> days(Collection<Integer> years, LocalDate today, Basis basis) {
    Map<Integer, PeopleDay> days = new TreeMap<>();
    years.forEach(year -> days.put(year, PeopleDay.of(year, today, basis)));
    return days;
  }

  private static String[] texts(Collection<PeopleDay> days, Function<PeopleDay, LocalDate> which) {
    return days.stream().map(which).map(LocalDate::toString).toArray(String[]::new);
  }
}
