package vn.khuyenhoc.reporting;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.FiguresTable.Node;
import vn.khuyenhoc.reporting.FiguresTable.Place;

/**
 * Tallies of an area added up by the areas directly below it, of any models and years at once: one
 * row for each of these areas and not for each commune. Reads only.
 */
@Repository
class SumsTable {

  /**
   * Something to add up.
   *
   * @param areaId in which area
   * @param measured what is counted
   * @param campaigns whose tallies are added up
   * @param dates for each campaign the day whose tree it is counted through
   * @param until only totals declared for a day up to this one
   * @param apart whether the areas below are told apart; otherwise everything is one sum
   */
  record Wish(
      int areaId,
      Measured measured,
      List<Integer> campaigns,
      List<LocalDate> dates,
      LocalDate until,
      boolean apart) {}

  /**
   * One area of the answer.
   *
   * @param node the area with everything in it; of the area itself only its own where the areas
   *     below are told apart and it is wider than a commune
   * @param units how many areas in it report themselves, without what belongs to a wide area itself
   * @param full how many of them have sent everything
   * @param itself how many wide areas in it have something of their own
   * @param itselfFull how many of these have sent all of it
   * @param heard how many areas in it are heard, what is unassigned with them; see {@link
   *     FigureRules}
   * @param begun how many of those that report themselves are heard, and of the wide ones with
   *     something of their own have sent any of it
   */
  record Sum(
      Node node, long units, long full, long itself, long itselfFull, long heard, long begun) {}

  /** A total that was declared within an area, with what stands on the roll instead. */
  record Named(int childId, Node node) {}

  private final JdbcClient jdbc;

  SumsTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A rule of the tree: what is unassigned goes when everything of it was assigned. */
  private static final String TREE =
      """
      tree as (
        select d.dayset, d.on_date, v.area_id, v.level, 0 as child, v.parent_id, v.name, v.code, v.kind
          from day d
          join areas.area_version v on v.area_id = d.root and v.valid @> d.on_date
        union all
        select tree.dayset, tree.on_date, v.area_id, v.level, case tree.child when 0 then v.area_id else tree.child end,
               v.parent_id, v.name, v.code, v.kind
          from tree
          join areas.area_version v on v.parent_id = tree.area_id and v.valid @> tree.on_date
         where tree.level < :deepest and v.level <= :deepest
           and (v.kind <> 'UNASSIGNED' or v.level = 4
                or exists (select from areas.area_version w
                            where w.parent_id = v.area_id and w.valid @> tree.on_date)))
      """;

  /**
   * How many areas report themselves and have sent everything, and how many wide ones have
   * something of their own: of areas {@code x} with what several campaigns count in each. A commune
   * has reported once its villages, and what belongs to itself, have sent everything; of one
   * campaign the tally says so itself.
   */
  private static final String COUNTED =
      """
      count(*) filter (
        where x.reported > 0
          and case x.rule
                when 1 then x.reported >= x.roll
                when 2 then x.villages > 0 and x.villages_sent >= x.villages
                when 3 then x.villages + (x.roll > x.villages_roll)::integer > 0
                  and x.villages_sent >= x.villages
                  and (x.roll <= x.villages_roll
                       or x.reported - x.villages_reported >= x.roll - x.villages_roll)
                else false end) as full_areas,
      count(*) filter (where x.rule = 4 and x.roll > 0) as itself,
      count(*) filter (where x.rule = 4 and x.roll > 0 and x.reported >= x.roll) as itself_full
      """;

  /**
   * How many of areas {@code x} are heard, and how many of those that report themselves have begun:
   * a commune that only saw to what it manages itself while its villages are silent is not heard.
   */
  private static final String HEARD =
      """
      count(*) filter (where x.rule <> 4 and x.heard) as heard,
      count(*) filter (where case x.rule when 0 then x.level = 4 and x.heard when 4 then x.roll > 0 and x.reported > 0
                                         else x.heard end) as begun
      """;

  /**
   * The nation by provinces: the parts that are kept of them, added up; no commune is read. What
   * areas there are is counted by their level, through the few of it, and not through days.
   */
  private static final String NATIONAL =
      """
      with s as materialized (
        select s.*, w.apart
          from unnest(:of::integer[], :sets::integer[], :campaigns::integer[], :dates::date[])
               as s (counted, dayset, campaign_id, on_date)
          join unnest(:apart::boolean[]) with ordinality as w (apart, place) on w.place = s.counted + 1),
      day as materialized (
        select dayset, on_date, bool_or(apart) as apart, count(*) over (partition by dayset) = 1 as alone
          from s
         group by dayset, on_date),
      head as materialized (
        select distinct on (d.dayset, v.area_id) d.dayset, v.area_id, v.level, v.parent_id, v.name, v.code, v.kind
          from day d
          join areas.area_version v
            on v.level < 2 and lower(v.valid) <= d.on_date and (upper_inf(v.valid) or upper(v.valid) > d.on_date)
         where v.area_id = :area or v.parent_id = :area
         order by d.dayset, v.area_id, d.on_date desc),
      district as materialized (
        select d.dayset, d.on_date, v.area_id, v.parent_id
          from day d
          join areas.area_version v
            on d.apart and v.level = 2 and lower(v.valid) <= d.on_date and (upper_inf(v.valid) or upper(v.valid) > d.on_date)),
      below as materialized (
        -- through several days each may be there several times; where nothing is told apart nobody asks for them
        select d.dayset, d.alone, v.area_id, coalesce(p.parent_id, v.parent_id) as child
          from day d
          join areas.area_version v
            on d.apart and v.level = 3 and v.kind <> 'UNASSIGNED' and lower(v.valid) <= d.on_date
           and (upper_inf(v.valid) or upper(v.valid) > d.on_date)
          left join district p on p.dayset = d.dayset and p.on_date = d.on_date and p.area_id = v.parent_id),
      units as materialized (
        select dayset, child, sum(communes) as communes, sum(districts) as districts
          from (select dayset, child, count(*) as communes, 0 as districts from below where alone group by dayset, child
                union all
                select dayset, child, count(distinct area_id), 0 from below where not alone group by dayset, child
                union all
                select dayset, parent_id, 0, count(distinct area_id) from district group by dayset, parent_id) u
         group by dayset, child),
      -- no count of a province is beyond an integer, and integers are added up again in half the time
      part as materialized (
        select s.counted, s.apart, t.area_id as child, s.campaign_id,
               sum(t.roll)::integer as roll, sum(t.listed)::integer as listed, sum(t.scoring)::integer as scoring,
               sum(t.scored)::integer as scored, sum(t.sent)::integer as sent, sum(t.returned)::integer as returned,
               sum(t.approved)::integer as approved, sum(t.not_achieved)::integer as not_achieved,
               sum(t.recognised)::integer as recognised, sum(t.reported)::integer as reported,
               sum(t.villages)::integer as villages, sum(t.villages_sent)::integer as villages_sent,
               sum(t.villages_roll)::integer as villages_roll, sum(t.villages_reported)::integer as villages_reported,
               sum(t.full_areas)::integer as full_areas, sum(t.itself)::integer as itself,
               sum(t.itself_full)::integer as itself_full
          from s
          join recognition.tally_wide t on t.campaign_id = s.campaign_id and t.basis = :basis
         group by s.counted, s.apart, t.area_id, s.campaign_id),
      -- all campaigns of a year's labour groups: what they come to together is kept
      joined as materialized (
        select w.counted, w.dayset, c.model, c.level, c.year
          from (select counted, dayset, min(campaign_id) as one, count(*) as many, count(distinct on_date) as days
                  from s where apart group by counted, dayset) w
          join recognition.campaign c on c.campaign_id = w.one and c.form <> ''
         where w.days = 1
           and w.many = (select count(*) from recognition.campaign o
                          where o.model = c.model and o.level = c.level and o.year = c.year and not o.training)),
      -- read as one piece: a look for each commune takes three times as long
      kept as materialized (
        select j.counted, j.dayset, x.area_id, x.rule, x.full_area, x.roll
          from joined j
          join recognition.tally_together x
            on x.model = j.model and x.level = j.level and x.year = j.year and x.basis = :basis),
      together as materialized (
        select x.counted, i.child,
               coalesce(sum(x.full_area) filter (where x.rule < 4), 0) as full_areas,
               count(*) filter (where x.rule = 4 and x.roll > 0) as itself,
               coalesce(sum(x.full_area) filter (where x.rule = 4), 0) as itself_full
          from kept x
          join (select dayset, area_id, child from below
                union all
                select dayset, area_id, parent_id from district
                union all
                select dayset, area_id, area_id from head where level = 1) i
            on i.dayset = x.dayset and i.area_id = x.area_id
         group by x.counted, i.child),
      -- several campaigns of one province, otherwise: a commune has reported once all of them have
      several as materialized (
        select counted, child from part
         where apart and counted not in (select counted from joined)
         group by counted, child having count(*) > 1),
      again as materialized (
        select x.counted, x.child,
      """
          + COUNTED
          + """
          from (select w.counted, w.child, t.area_id, max(t.rule) as rule, sum(t.roll) as roll,
                       sum(t.reported) as reported, sum(t.villages) as villages, sum(t.villages_sent) as villages_sent,
                       sum(t.villages_roll) as villages_roll, sum(t.villages_reported) as villages_reported
                  from (select p.counted, p.child, p.campaign_id, s.on_date,
                               count(*) over (partition by p.counted, p.campaign_id) = 1 as only
                          from part p
                          join s on s.counted = p.counted and s.campaign_id = p.campaign_id
                         where p.apart) w
                  join several v on v.counted = w.counted and v.child = w.child
                 cross join lateral (
                   select t.* from recognition.tally t
                    where t.campaign_id = w.campaign_id and t.basis = :basis and t.level < 4 and t.rule > 0
                   offset 0) t
                 where w.only
                    or exists (select from areas.ancestor k
                                where k.area_id = t.area_id and k.ancestor_id = w.child and k.valid @> w.on_date)
                 group by w.counted, w.child, t.area_id) x
         group by x.counted, x.child),
      added as materialized (
        select p.counted, p.apart, p.child,
               sum(p.roll) as roll, sum(p.listed) as listed, sum(p.scoring) as scoring, sum(p.scored) as scored,
               sum(p.sent) as sent, sum(p.returned) as returned, sum(p.approved) as approved,
               sum(p.not_achieved) as not_achieved, sum(p.recognised) as recognised, sum(p.reported) as reported,
               sum(p.villages) as villages, sum(p.villages_sent) as villages_sent, sum(p.villages_roll) as villages_roll,
               sum(p.villages_reported) as villages_reported,
               coalesce(min(a.full_areas), sum(p.full_areas)) as full_areas,
               coalesce(min(a.itself), sum(p.itself)) as itself,
               coalesce(min(a.itself_full), sum(p.itself_full)) as itself_full,
               sum(p.reported) > 0 as begun,
               sum(p.recognised) = 0 and sum(p.villages_reported) = 0
                 and (sum(p.itself) > 0 or sum(p.villages) > 0) as doubtful
          from part p
          left join (select * from again union all select * from together) a
            on a.counted = p.counted and a.child = p.child
         group by p.counted, p.apart, p.child),
      -- what was sent may be of provinces, districts and communes themselves alone: only there communes are read
      heard as materialized (
        select distinct h.counted, h.child
          from (select d.counted, d.child
                  from added d
                  join s on s.counted = d.counted
                  join recognition.tally t
                    on t.campaign_id = s.campaign_id and t.basis = :basis and t.level < 4 and t.rule <> 4
                  join areas.ancestor k
                    on k.area_id = t.area_id and k.ancestor_level = 1 and k.ancestor_id = d.child and k.valid @> s.on_date
                 where d.doubtful and d.begun
                 group by d.counted, d.child, t.area_id
                having sum(t.reported) > 0 and sum(t.villages) = 0) h),
      told as (
        select a.*, a.begun and (not a.doubtful or h.child is not null) as heard
          from added a
          left join heard h on h.counted = a.counted and h.child = a.child)
      select -1 as counted, h.dayset, h.area_id, h.level, h.parent_id, h.name collate platform.vi as name, h.code,
             h.kind, coalesce(u.communes, 0) as communes, coalesce(u.districts, 0) as districts,
             0 as full_areas, 0 as itself, 0 as itself_full, 0 as heard, 0 as begun,
             0 as roll, 0 as listed, 0 as scoring, 0 as scored,
             0 as sent, 0 as returned, 0 as approved, 0 as not_achieved, 0 as recognised, 0 as reported,
             0 as villages, 0 as villages_sent, 0 as villages_roll, 0 as villages_reported
        from head h
        left join units u on u.dayset = h.dayset and u.child = h.area_id
      union all
      select a.counted, 0, a.child, 0, null, null, null, null, 0, 0, a.full_areas, a.itself, a.itself_full,
             (a.heard)::integer, 0, a.roll, a.listed, a.scoring, a.scored, a.sent, a.returned, a.approved,
             a.not_achieved, a.recognised, a.reported, a.villages, a.villages_sent, a.villages_roll, a.villages_reported
        from told a
       where a.apart
      union all
      select a.counted, 0, 0, 0, null, null, null, null, 0, 0, sum(a.full_areas), sum(a.itself), sum(a.itself_full),
             count(*) filter (where a.heard), count(*) filter (where a.heard),
             sum(a.roll), sum(a.listed), sum(a.scoring), sum(a.scored), sum(a.sent), sum(a.returned), sum(a.approved),
             sum(a.not_achieved), sum(a.recognised), sum(a.reported), sum(a.villages), sum(a.villages_sent),
             sum(a.villages_roll), sum(a.villages_reported)
        from told a
       where not a.apart
       group by a.counted
       order by counted, level, name, code
      """;

  private static final String NARROW =
      """
      join tree on tree.dayset = s.dayset and tree.on_date = s.on_date
      join recognition.tally t on t.campaign_id = s.campaign_id and t.area_id = tree.area_id and t.basis = :basis
      """;

  /**
   * The area itself and those directly below it, for each of these; in Vietnamese order of names.
   *
   * @param level that of all the areas; the nation comes alone
   * @return in the same order; nothing of an area that is not in the tree
   */
  List<List<Sum>> sums(AreaLevel level, List<Wish> all, Basis basis) {
    Days days = new Days();
    List<Integer> of = new ArrayList<>();
    List<Integer> roots = new ArrayList<>();
    List<Integer> sets = new ArrayList<>();
    List<Integer> campaigns = new ArrayList<>();
    List<String> dates = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      Wish one = all.get(at);
      int set = days.of(one);
      for (int next = 0; next < one.campaigns().size(); next++) {
        of.add(at);
        roots.add(one.areaId());
        sets.add(set);
        campaigns.add(one.campaigns().get(next));
        dates.add(one.dates().get(next).toString());
      }
    }
    Map<Integer, List<Head>> heads = new LinkedHashMap<>();
    List<Map<Integer, Added>> added = all.stream().map(one -> SumsTable.<Added>empty()).toList();
    jdbc.sql(
            level == AreaLevel.NATION
                ? NATIONAL
                : """
            with recursive s as materialized (
              select s.*, w.apart
                from unnest(:of::integer[], :roots::integer[], :sets::integer[], :campaigns::integer[], :dates::date[])
                     as s (counted, root, dayset, campaign_id, on_date)
                join unnest(:apart::boolean[]) with ordinality as w (apart, place) on w.place = s.counted + 1),
            -- no two areas share a set of days
            day as (select distinct root, dayset, on_date from s),
            """
                    + TREE
                    + """
                , cell as (
                  -- villages of a commune that is one sum stand beside it, for how many of them are heard
                  select s.counted,
                         case when s.apart then tree.child when tree.level = 4 and :level < 4 then -1 else 0 end as child,
                         tree.area_id, max(tree.level) as level, max(t.rule) as rule,
                         sum(t.reported) > 0
                           and (sum(t.villages) = 0 or sum(t.villages_reported) > 0 or sum(t.recognised) > 0) as heard,
                         sum(t.roll) as roll, sum(t.listed) as listed, sum(t.scoring) as scoring, sum(t.scored) as scored,
                         sum(t.sent) as sent, sum(t.returned) as returned, sum(t.approved) as approved,
                         sum(t.not_achieved) as not_achieved, sum(t.recognised) as recognised,
                         sum(t.reported) as reported, sum(t.villages) as villages,
                         sum(t.villages_sent) as villages_sent, sum(t.villages_roll) as villages_roll,
                         sum(t.villages_reported) as villages_reported
                    from s
                """
                    + NARROW
                    + """
                   group by 1, 2, 3),
                added as materialized (
                  select counted, child,
                         sum(roll) as roll, sum(listed) as listed, sum(scoring) as scoring, sum(scored) as scored,
                         sum(sent) as sent, sum(returned) as returned, sum(approved) as approved,
                         sum(not_achieved) as not_achieved, sum(recognised) as recognised,
                         sum(reported) as reported, sum(villages) as villages,
                         sum(villages_sent) as villages_sent, sum(villages_roll) as villages_roll,
                         sum(villages_reported) as villages_reported,
                """
                    + COUNTED
                    + ", "
                    + HEARD
                    + """
                    from cell x
                   group by counted, child),
                head as (
                  select distinct on (dayset, area_id) dayset, area_id, level, child, parent_id, name, code, kind
                    from tree
                   where child in (0, area_id)
                   order by dayset, area_id, on_date desc),
                units as materialized (
                  select dayset, child,
                         count(distinct area_id) filter (where level = 3 and kind <> 'UNASSIGNED') as communes,
                         count(distinct area_id) filter (where level = 2) as districts
                    from tree
                   where child > 0
                   group by dayset, child)
                -- the areas, then what was added up: put together by whoever reads, who never misjudges how many there are
                select -1 as counted, h.dayset, h.area_id, h.level, h.parent_id, h.name collate platform.vi as name, h.code,
                       h.kind, coalesce(u.communes, 0) as communes, coalesce(u.districts, 0) as districts,
                       0 as full_areas, 0 as itself, 0 as itself_full, 0 as heard, 0 as begun,
                       0 as roll, 0 as listed, 0 as scoring, 0 as scored,
                       0 as sent, 0 as returned, 0 as approved, 0 as not_achieved, 0 as recognised, 0 as reported,
                       0 as villages, 0 as villages_sent, 0 as villages_roll, 0 as villages_reported
                  from head h
                  left join units u on u.dayset = h.dayset and u.child = h.child
                union all
                select a.counted, 0, a.child, 0, null, null, null, null, 0, 0, a.full_areas, a.itself, a.itself_full,
                       a.heard, a.begun, a.roll, a.listed, a.scoring, a.scored, a.sent, a.returned, a.approved, a.not_achieved,
                       a.recognised, a.reported, a.villages, a.villages_sent, a.villages_roll, a.villages_reported
                  from added a
                 order by counted, level, name, code
                """)
        .param("area", all.getFirst().areaId())
        .param("level", level.ordinal())
        .param(
            "deepest",
            (level.compareTo(AreaLevel.COMMUNE) < 0 ? AreaLevel.COMMUNE : AreaLevel.VILLAGE)
                .ordinal())
        .param("basis", basis.code())
        .param("of", of.toArray(Integer[]::new))
        .param("roots", roots.toArray(Integer[]::new))
        .param("sets", sets.toArray(Integer[]::new))
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .param("dates", dates.toArray(String[]::new))
        .param("apart", all.stream().map(Wish::apart).toArray(Boolean[]::new))
        .query(
            row -> {
              int counted = row.getInt("counted");
              if (counted < 0) {
                int parent = row.getInt("parent_id");
                @Nullable Integer parentId = row.wasNull() ? null : parent;
                heads
                    .computeIfAbsent(row.getInt("dayset"), any -> new ArrayList<>())
                    .add(
                        new Head(
                            new Place(
                                row.getInt("area_id"),
                                AreaLevel.values()[row.getInt("level")],
                                row.getString("name"),
                                row.getString("code"),
                                row.getString("kind")),
                            parentId,
                            row.getLong("communes"),
                            row.getLong("districts")));
              } else {
                added
                    .get(counted)
                    .put(
                        row.getInt("area_id"),
                        new Added(
                            Tally.of(row),
                            row.getInt("villages"),
                            row.getInt("villages_sent"),
                            row.getInt("villages_roll"),
                            row.getInt("villages_reported"),
                            row.getLong("full_areas"),
                            row.getLong("itself"),
                            row.getLong("itself_full"),
                            row.getLong("heard"),
                            row.getLong("begun")));
              }
            });
    List<List<Sum>> sums = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      Wish wish = all.get(at);
      List<Sum> those = new ArrayList<>();
      for (Head head : heads.getOrDefault(days.of(wish), List.of())) {
        boolean own = head.place().id() == wish.areaId();
        if (!own && (!wish.apart() || head.place().level().compareTo(wish.measured().leaf()) > 0)) {
          continue;
        }
        Added one = added.get(at).getOrDefault(own ? 0 : head.place().id(), Added.NOTHING);
        if (own) {
          those.add(
              wish.apart() || level.compareTo(AreaLevel.COMMUNE) > 0
                  ? head.with(one, 0)
                  : level == AreaLevel.COMMUNE
                      ? head.with(
                          one.hearing(added.get(at).getOrDefault(VILLAGES, Added.NOTHING)),
                          one.villages())
                      : head.with(one, units(heads.getOrDefault(days.of(wish), List.of()), wish)));
        } else if (!head.place().unassigned()
            || head.place().level() != AreaLevel.VILLAGE
            || one.tally().roll() > 0) {
          those.add(head.with(one, head.units(wish.measured().leaf())));
        }
      }
      sums.add(those);
    }
    return sums;
  }

  /** How many areas in a wide one report themselves: of the nation its provinces. */
  private static long units(List<Head> heads, Wish wish) {
    return heads.stream()
        .filter(one -> one.place().id() != wish.areaId())
        .mapToLong(
            one ->
                one.place().level() == AreaLevel.PROVINCE ? 1 : one.units(wish.measured().leaf()))
        .sum();
  }

  /** An area of the tree, and how many areas in it report themselves. */
  private record Head(Place place, @Nullable Integer parentId, long communes, long districts) {
    long units(AreaLevel leaf) {
      return leaf == AreaLevel.DISTRICT ? districts : communes;
    }

    Sum with(Added added, long units) {
      return new Sum(
          new Node(
              place,
              parentId,
              added.tally(),
              added.villages(),
              added.villagesSent(),
              added.villagesRoll(),
              added.villagesReported(),
              null,
              null,
              Set.of()),
          units,
          added.full(),
          added.itself(),
          added.itselfFull(),
          added.heard(),
          added.begun());
    }
  }

  /** Where the villages of a commune that is one sum stand. */
  private static final int VILLAGES = -1;

  /** What was added up of one area. */
  private record Added(
      Tally tally,
      int villages,
      int villagesSent,
      int villagesRoll,
      int villagesReported,
      long full,
      long itself,
      long itselfFull,
      long heard,
      long begun) {
    static final Added NOTHING = new Added(Tally.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Added hearing(Added below) {
      return new Added(
          tally,
          villages,
          villagesSent,
          villagesRoll,
          villagesReported,
          full,
          itself,
          itselfFull,
          below.heard,
          below.begun);
    }
  }

  private static <V> Map<Integer, V> empty() {
    return new LinkedHashMap<>();
  }

  /** Things that are counted in one area through the same days share one tree. */
  private static final class Days {
    private record Shared(int areaId, Set<LocalDate> days) {}

    private final Map<Shared, Integer> known = new HashMap<>();

    int of(Wish wish) {
      return known.computeIfAbsent(
          new Shared(wish.areaId(), new HashSet<>(wish.dates())), any -> known.size());
    }
  }

  /**
   * The areas down to communes for which a total was declared, or for something that went into
   * them; mostly none.
   *
   * @param areas in which they lie
   * @return by these; without those in which none lies
   */
  Map<Integer, List<Integer>> declared(Collection<Integer> areas, LocalDate until) {
    Map<Integer, List<Integer>> declared = new HashMap<>();
    jdbc.sql(
            """
            with recursive flow as (
              select distinct d.area_id from reporting.declared_total d
              union
              select s.to_area
                from flow
                join areas.succession s on s.from_area = flow.area_id
                join areas.reorganisation r using (reorganisation_id)
               where r.withdrawn_at is null and r.effective_on <= :until)
            select distinct a.ancestor_id, flow.area_id
              from flow
              join areas.ancestor a on a.area_id = flow.area_id and a.ancestor_id = any (:areas::integer[])
             order by 1, 2
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("until", Date.valueOf(until))
        .query(
            row -> {
              declared
                  .computeIfAbsent(row.getInt("ancestor_id"), any -> new ArrayList<>())
                  .add(row.getInt("area_id"));
            });
    return declared;
  }

  /**
   * Areas with their own tally and what was declared for them, for each of these.
   *
   * @param ids the areas, by the one that is looked at; they are it, or lie in it
   */
  List<List<Named>> named(Map<Integer, List<Integer>> ids, List<Wish> all, Basis basis) {
    List<List<Named>> named = all.stream().map(one -> SumsTable.<Named>none()).toList();
    List<Integer> roots = new ArrayList<>();
    List<Integer> within = new ArrayList<>();
    ids.forEach(
        (root, those) ->
            those.forEach(
                one -> {
                  roots.add(root);
                  within.add(one);
                }));
    List<Integer> of = new ArrayList<>();
    List<Integer> campaigns = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      for (int campaign : all.get(at).campaigns()) {
        of.add(at);
        campaigns.add(campaign);
      }
    }
    jdbc.sql(
            """
            select w.place - 1 as counted, v.area_id, v.level, v.parent_id, v.name, v.code, v.kind, k.child,
                   coalesce(t.roll, 0) as roll, coalesce(t.listed, 0) as listed, coalesce(t.scoring, 0) as scoring,
                   coalesce(t.scored, 0) as scored, coalesce(t.sent, 0) as sent, coalesce(t.returned, 0) as returned,
                   coalesce(t.approved, 0) as approved, coalesce(t.not_achieved, 0) as not_achieved,
                   coalesce(t.recognised, 0) as recognised, coalesce(t.reported, 0) as reported,
                   0 as villages, 0 as villages_sent, 0 as villages_roll, 0 as villages_reported,
                   d.declared_id, d.total, d.source, d.as_of, d.declared_at, d.declared_name, d.exchanged
              from unnest(:wanted::integer[], :models::text[], :levels::text[], :denominators::text[], :untils::date[],
                          :days::date[])
                   with ordinality as w (root, model, model_level, denominator, until, on_date, place)
              join unnest(:roots::integer[], :ids::integer[]) as i (root, area_id) on i.root = w.root
              join areas.area_version v on v.area_id = i.area_id and v.valid @> w.on_date and v.level < 4
              left join lateral (
                select x.area_id as child
                  from areas.ancestor a
                  join areas.area_version x on x.area_id = a.ancestor_id and x.valid @> w.on_date
                 where a.area_id = v.area_id and a.valid @> w.on_date and x.parent_id = w.root) k on true
              left join lateral (
                select sum(t.roll) as roll, sum(t.listed) as listed, sum(t.scoring) as scoring,
                       sum(t.scored) as scored, sum(t.sent) as sent, sum(t.returned) as returned,
                       sum(t.approved) as approved, sum(t.not_achieved) as not_achieved,
                       sum(t.recognised) as recognised, sum(t.reported) as reported
                  from unnest(:of::integer[], :campaigns::integer[]) as s (counted, campaign_id)
                  join recognition.tally t on t.campaign_id = s.campaign_id and t.area_id = v.area_id and t.basis = :basis
                 where s.counted = w.place - 1) t on true
              left join lateral (
                select d.*,
            """
                + FiguresTable.EXCHANGED.formatted("w.on_date")
                + """
                    as exchanged
                  from reporting.declared_total d
                 where d.area_id = v.area_id and d.model = w.model and d.level = w.model_level
                   and d.denominator = w.denominator and d.as_of <= w.until
                 order by d.declared_no desc
                 limit 1) d on true
             where k.child is not null or v.area_id = w.root
             order by v.level, v.area_id
            """)
        .param("wanted", all.stream().map(Wish::areaId).toArray(Integer[]::new))
        .param("roots", roots.toArray(Integer[]::new))
        .param("ids", within.toArray(Integer[]::new))
        .param("basis", basis.code())
        .param("of", of.toArray(Integer[]::new))
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .param(
            "models", all.stream().map(one -> one.measured().model().name()).toArray(String[]::new))
        .param(
            "levels", all.stream().map(one -> one.measured().level().name()).toArray(String[]::new))
        .param(
            "denominators",
            all.stream().map(one -> one.measured().denominator().name()).toArray(String[]::new))
        .param("untils", all.stream().map(one -> one.until().toString()).toArray(String[]::new))
        .param(
            "days",
            all.stream().map(one -> one.dates().getFirst().toString()).toArray(String[]::new))
        .query(
            row -> {
              int child = row.getInt("child");
              named.get(row.getInt("counted")).add(new Named(child, FiguresTable.node(row)));
            });
    return named;
  }

  private static <V> List<V> none() {
    return new ArrayList<>();
  }

  /**
   * What changed since a day, of an area directly below the one looked at, or of that itself.
   *
   * @param counted which of what was asked for
   * @param areaId the area below; 0 for what belongs to the area itself
   * @param roll how many more stand on the roll; fewer when negative
   * @param reported how many more were ever sent
   * @param appraised how many more were appraised
   * @param recognised how many more are recognised
   * @param begun how many areas that report themselves have reported for the first time
   */
  record Change(
      int counted,
      int areaId,
      long roll,
      long reported,
      long appraised,
      long recognised,
      long begun) {}

  /** What changed, and which areas are not compared because they were reorganised since. */
  record Changes(List<Change> changes, List<Place> turned) {}

  /**
   * What changed in each of these campaigns since a day, as the areas are now.
   *
   * @param level the level of the area
   * @param campaigns for each thing asked for its campaigns
   * @param since the first day whose changes count
   */
  Changes changes(
      int areaId,
      AreaLevel level,
      List<List<Integer>> campaigns,
      LocalDate since,
      LocalDate today) {
    List<Integer> of = new ArrayList<>();
    List<Integer> those = new ArrayList<>();
    for (int at = 0; at < campaigns.size(); at++) {
      for (int campaign : campaigns.get(at)) {
        of.add(at);
        those.add(campaign);
      }
    }
    boolean wide = level.compareTo(AreaLevel.COMMUNE) < 0;
    List<Change> changes = new ArrayList<>();
    List<Place> turned = new ArrayList<>();
    jdbc.sql(
            """
            with c as (
              select * from unnest(:of::integer[], :campaigns::integer[]) as c (counted, campaign_id)),
            turned as materialized (
              select distinct a.ancestor_id as area_id
                from areas.reorganisation r
                join areas.area_version v on r.reorganisation_id in (v.begun_by, v.ended_by)
                join areas.ancestor a on a.area_id = v.area_id and a.ancestor_level >= 3
               where r.withdrawn_at is null and r.effective_on >= :since and r.effective_on <= :today),
            before as (
              select distinct on (d.campaign_id, d.area_id) c.counted, d.campaign_id, d.area_id, d.level, d.roll,
                     d.reported, d.approved + d.not_achieved + d.recognised as appraised, d.recognised
                from c
            """
                + (wide
                    ? """
                       join recognition.tally_day d on d.campaign_id = c.campaign_id and d.level < 4 and d.day >= :since
                        and exists (select from areas.ancestor n
                                     where n.area_id = d.area_id and n.ancestor_level = :level and n.ancestor_id = :area
                                       and n.valid @> :today::date)
                      """
                    : """
                       cross join (select n.area_id from areas.ancestor n
                                    where n.ancestor_id = :area and n.valid @> :today::date) n
                       join recognition.tally_day d on d.campaign_id = c.campaign_id and d.area_id = n.area_id and d.day >= :since
                      """)
                + """
                   order by d.campaign_id, d.area_id, d.day),
                 moved as (
                  select b.counted, b.area_id, b.reported as reported_then,
                         coalesce(t.roll, 0) - b.roll as roll, coalesce(t.reported, 0) - b.reported as reported,
                         coalesce(t.approved + t.not_achieved + t.recognised, 0) - b.appraised as appraised,
                         coalesce(t.recognised, 0) - b.recognised as recognised
                    from before b
                    left join recognition.tally t on t.campaign_id = b.campaign_id and t.area_id = b.area_id and t.basis = 1
                   where b.area_id not in (select area_id from turned)),
                 -- of citizens every labour group has a campaign of its own: an area begins once
                 begun as (
                  select m.counted, m.area_id
                    from moved m
                   group by m.counted, m.area_id
                  having sum(m.reported_then) = 0 and sum(m.reported) > 0
                     and not exists (
                       select from c
                         join recognition.tally t
                           on t.campaign_id = c.campaign_id and t.area_id = m.area_id and t.basis = 1 and t.reported > 0
                        where c.counted = m.counted
                          and not exists (select from before b where b.campaign_id = c.campaign_id and b.area_id = m.area_id)))
                select m.counted, coalesce(k.ancestor_id, 0) as area_id, sum(m.roll) as roll, sum(m.reported) as reported,
                       sum(m.appraised) as appraised, sum(m.recognised) as recognised, count(distinct m.area_id) filter (where (m.counted, m.area_id) in (select b.counted, b.area_id from begun b))
                         as begun,
                       null as name, 0 as level, null as code, null as kind
                  from moved m
                  left join areas.ancestor k on k.area_id = m.area_id and k.valid @> :today::date and k.ancestor_level = :below
                 group by m.counted, coalesce(k.ancestor_id, 0)
                union all
                select -1, v.area_id, 0, 0, 0, 0, 0, v.name, v.level, v.code, v.kind
                  from turned
                  join areas.area_version v on v.area_id = turned.area_id and v.valid @> :today::date
                 where v.level <= :deepest
                   and exists (select from areas.ancestor a
                                where a.area_id = v.area_id and a.ancestor_id = :area and a.valid @> :today::date)
                 order by 1, 8
                """)
        .param("area", areaId)
        .param("deepest", (wide ? AreaLevel.COMMUNE : AreaLevel.VILLAGE).ordinal())
        .param("level", level.ordinal())
        .param("below", level == AreaLevel.NATION ? 1 : wide ? 3 : 4)
        .param("of", of.toArray(Integer[]::new))
        .param("campaigns", those.toArray(Integer[]::new))
        .param("since", Date.valueOf(since))
        .param("today", Date.valueOf(today))
        .query(
            row -> {
              int counted = row.getInt("counted");
              if (counted < 0) {
                turned.add(
                    new Place(
                        row.getInt("area_id"),
                        AreaLevel.values()[row.getInt("level")],
                        row.getString("name"),
                        row.getString("code"),
                        row.getString("kind")));
              } else {
                changes.add(
                    new Change(
                        counted,
                        row.getInt("area_id"),
                        row.getLong("roll"),
                        row.getLong("reported"),
                        row.getLong("appraised"),
                        row.getLong("recognised"),
                        row.getLong("begun")));
              }
            });
    return new Changes(changes, turned);
  }
}
