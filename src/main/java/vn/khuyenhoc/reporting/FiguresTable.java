package vn.khuyenhoc.reporting;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.AreaFigure.Warning;

/**
 * What figures are read from: campaigns, the tree on a day, tallies, declared totals. Reads only.
 */
@Repository
class FiguresTable {

  /** An area with its name, as crumbs and rows need it. */
  record Place(int id, AreaLevel level, String name, String code, String kind) {

    /** The line that holds what a divided area had and nobody has assigned yet. */
    boolean unassigned() {
      return kind.equals("UNASSIGNED");
    }
  }

  /**
   * An area with what is known of it directly, before anything is added up.
   *
   * @param parentId the area it belongs to on the day of the tree
   * @param tally of a commune or village; nothing for wider areas
   * @param villages villages of a commune with households on the roll
   * @param villagesSent those of them that have sent their whole roll
   * @param villagesRoll how many stand on the rolls of its villages together
   * @param villagesReported how many of these were ever sent
   * @param stated what its households state; null where rates are a share of something else
   * @param declared what was declared for it last; null where nothing was
   * @param doubts why what was declared does not hold for it on the day of the tree
   */
  record Node(
      Place place,
      @Nullable Integer parentId,
      Tally tally,
      int villages,
      int villagesSent,
      int villagesRoll,
      int villagesReported,
      @Nullable Stated stated,
      @Nullable DeclaredTotal declared,
      Set<Warning> doubts) {

    /** The same area counted through the trees of two days. */
    Node plus(Node other) {
      return new Node(
          place,
          parentId,
          tally.plus(other.tally),
          villages + other.villages,
          villagesSent + other.villagesSent,
          villagesRoll + other.villagesRoll,
          villagesReported + other.villagesReported,
          stated,
          declared == null ? other.declared : declared,
          doubts);
    }

    /** The same with the declared total that holds for it. */
    Node counting(@Nullable DeclaredTotal total, Set<Warning> why) {
      return new Node(
          place,
          parentId,
          tally,
          villages,
          villagesSent,
          villagesRoll,
          villagesReported,
          stated,
          total,
          why);
    }

    /** The same with what its households state. */
    Node stating(Stated known) {
      return new Node(
          place,
          parentId,
          tally,
          villages,
          villagesSent,
          villagesRoll,
          villagesReported,
          known,
          declared,
          doubts);
    }
  }

  /**
   * What the households of an area state in the register.
   *
   * @param count the sum of what they state
   * @param households how many of them state it
   * @param of of how many
   */
  record Stated(long count, long households, long of) {
    static final Stated NOTHING = new Stated(0, 0, 0);

    /** Both together. */
    Stated and(Stated other) {
      return new Stated(count + other.count, households + other.households, of + other.of);
    }
  }

  /**
   * What the households of a commune state.
   *
   * @param provinceId whose commune it is
   * @param adults how many adults
   * @param workers how many workers
   */
  record StatedCommune(int provinceId, Stated adults, Stated workers) {

    /** What they state of adults or of workers. */
    Stated of(Denominator denominator) {
      return denominator == Denominator.ADULTS ? adults : workers;
    }
  }

  /**
   * One area went into another, and what was declared for it.
   *
   * @param intoId the area that received it
   * @param fromId the area that ended
   * @param fromName what it was called
   * @param whole whether all of it went there
   * @param received whether the receiving area was there before
   * @param declared what was declared for it last, if it holds on its last day; null otherwise
   */
  record Part(
      int intoId,
      int fromId,
      String fromName,
      boolean whole,
      boolean received,
      @Nullable DeclaredTotal declared) {}

  /** A campaign with an area that has a tally in it. */
  record Sampled(int campaignId, int areaId) {}

  /**
   * Whether villages came into an area from another one, or left it for another one, after what was
   * declared for it and up to a day: the total is then one of other households. Villages that were
   * joined or divided within it change nothing.
   */
  static final String EXCHANGED =
      """
      exists (
        select from areas.ancestor n
          join areas.area x on x.area_id = n.area_id and x.level = 4
          join areas.area own on own.area_id = n.ancestor_id
         where n.ancestor_id = d.area_id
           and (lower(n.valid) > greatest(d.as_of, (select min(lower(b.valid)) from areas.area_version b
                                                     where b.area_id = d.area_id))
                and lower(n.valid) <= %1$s
                and (exists (select from areas.ancestor o
                              where o.area_id = n.area_id and o.ancestor_level = own.level
                                and o.ancestor_id <> d.area_id and upper(o.valid) = lower(n.valid))
                  or exists (select from areas.succession s
                               join areas.reorganisation r using (reorganisation_id)
                              where s.to_area = n.area_id and r.effective_on = lower(n.valid)
                                and r.withdrawn_at is null
                                and not exists (select from areas.ancestor o
                                                 where o.area_id = s.from_area and o.ancestor_id = d.area_id
                                                   and o.valid @> lower(n.valid) - 1)))
             or upper(n.valid) > d.as_of and upper(n.valid) <= %1$s
                and (exists (select from areas.ancestor o
                              where o.area_id = n.area_id and o.ancestor_level = own.level
                                and o.ancestor_id <> d.area_id and lower(o.valid) = upper(n.valid))
                  or exists (select from areas.succession s
                               join areas.reorganisation r using (reorganisation_id)
                              where s.from_area = n.area_id and r.effective_on = upper(n.valid)
                                and r.withdrawn_at is null
                                and not exists (select from areas.ancestor o
                                                 where o.area_id = s.to_area and o.ancestor_id = d.area_id
                                                   and o.valid @> upper(n.valid))))))
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  FiguresTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The campaigns that count something of an area, of any model; newest first. Those of two models
   * have figures of their own and are never added up.
   */
  List<FiguresCampaign> campaigns(int areaId) {
    return campaigns(List.of(areaId)).getOrDefault(areaId, List.of());
  }

  /** The same of many areas, in one statement; without areas of which nothing is counted. */
  Map<Integer, List<FiguresCampaign>> campaigns(Collection<Integer> areas) {
    Map<Integer, List<FiguresCampaign>> all = new HashMap<>();
    jdbc.sql(
            """
            with root as materialized (select unnest(:areas::integer[]) as area_id),
            own as materialized (
              -- asked area by area: those of campaigns are few, those within a nation are all there are
              select r.area_id as root, p.area_id
                from root r
               cross join (select distinct area_id from recognition.campaign where not training) p
               cross join lateral (
                 select from areas.ancestor a
                  where a.area_id = p.area_id and a.ancestor_id = r.area_id
                  limit 1) x
              union
              select a.area_id, a.ancestor_id from root r join areas.ancestor a on a.area_id = r.area_id),
            -- found by what is above them, so that tallies are asked for these areas and not for all there are
            below as materialized (
              select r.area_id as root, v.area_id
                from root r join areas.area_version v on v.parent_id = r.area_id and v.level between 1 and 3
              union
              select r.area_id, v.area_id
                from root r
                join areas.area_version d on d.parent_id = r.area_id and d.level = 2
                join areas.area_version v on v.parent_id = d.area_id and v.level between 1 and 3),
            -- those of another province that counted what belongs here now, or belonged here
            counted as materialized (
              select r.area_id as root, t.campaign_id
                from root r
                join recognition.tally t on t.area_id = r.area_id
              union
              select b.root, t.campaign_id from below b join recognition.tally t on t.area_id = b.area_id)
            select r.area_id as root, c.campaign_id, c.model, c.level, c.form, coalesce(g.name, c.form) as form_name, c.year, c.area_id, c.due_on, c.reference_date, c.status = 'CLOSED' as closed,
                   (c.opened_at at time zone 'Asia/Ho_Chi_Minh')::date as opened_on, c.closed_at,
                   s.title, s.issuer, s.version, s.sample
              from root r
             cross join recognition.campaign c
              join criteria.criteria_set s using (set_id)
              left join registry.labour_group g on g.code = c.form
             cross join lateral (select (r.area_id, c.area_id) in (select root, area_id from own) as own) o
             where not c.training
               and (o.own or (r.area_id, c.campaign_id) in (select root, campaign_id from counted))
             order by c.year desc, c.model, c.level, not o.own, g.place nulls first, c.campaign_id
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .query(
            row -> {
              Timestamp closedAt = row.getTimestamp("closed_at");
              FiguresCampaign campaign =
                  new FiguresCampaign(
                      row.getInt("campaign_id"),
                      LearningModel.valueOf(row.getString("model")),
                      ModelLevel.valueOf(row.getString("level")),
                      row.getString("form"),
                      row.getString("form_name"),
                      row.getInt("year"),
                      row.getInt("area_id"),
                      row.getDate("due_on").toLocalDate(),
                      row.getDate("reference_date").toLocalDate(),
                      row.getBoolean("closed"),
                      row.getDate("opened_on").toLocalDate(),
                      closedAt == null ? null : closedAt.toInstant(),
                      row.getString("title"),
                      row.getString("issuer"),
                      row.getInt("version"),
                      row.getBoolean("sample"));
              all.computeIfAbsent(row.getInt("root"), any -> new ArrayList<>()).add(campaign);
            });
    return all;
  }

  /** What a household states and whether it is there, as they are now. */
  private static final String STATES_NOW =
      """
      join registry.subject h on h.home_id = r.home_id and h.subject_id = r.subject_id and h.status = 'ACTIVE'
     cross join lateral (select h.adults, h.workers) x
      """;

  /** The same as they were at the end of {@code :day}. */
  private static final String STATED_THEN =
      "join registry.subject h on h.home_id = r.home_id and h.subject_id = r.subject_id\n"
          + ThenSql.before("h", "status", "s", ThenSql.after(":day::date"))
          + ThenSql.before("h", "adults", "e", ThenSql.after(":day::date"))
          + ThenSql.before("h", "workers", "w", ThenSql.after(":day::date"))
          + """
            join lateral (
              select case when e.before is null then h.adults else (e.before ->> 'adults')::integer end as adults,
                     case when w.before is null then h.workers else (w.before ->> 'workers')::integer end as workers
               where coalesce(s.before ->> 'status', h.status) = 'ACTIVE') x on true
            """;

  private String states(PeopleDay day) {
    return day.before(LocalDate.now(clock)) ? STATED_THEN : STATES_NOW;
  }

  /**
   * What the households of each area state: of communes and villages, with everybody below, as they
   * lived on a day. An area of which nobody is registered states nothing of nobody.
   *
   * @param areas communes and villages
   * @param denominator adults or workers
   */
  Map<Integer, Stated> stated(Collection<Integer> areas, PeopleDay day, Denominator denominator) {
    Map<Integer, Stated> stated = new HashMap<>();
    jdbc.sql(
            """
            -- Each household once, however many of the areas contain it. Its days are compared end by end: as a range
            -- they invite the index of all households' days, once for each village.
            with recursive spot as materialized (
              select distinct 0 as key, a.area_id, :day::date as on_date, :tree::date as tree_date
                from areas.ancestor a
               where a.ancestor_id = any (:areas::integer[]) and a.valid @> :tree::date),
            %3$s,
            lives as materialized (
              select p.now_id as area_id, sum(x.%1$s) as total, count(x.%1$s) as stating, count(*) as households
                from place p
                join registry.residence r
                  on r.area_id = p.then_id and r.kind = 'HOUSEHOLD' and lower(r.valid) <= :day::date
                 and (upper_inf(r.valid) or upper(r.valid) > :day::date)
                %2$s
               where %4$s
               group by p.now_id)
            select a.ancestor_id, coalesce(sum(l.total), 0) as total, sum(l.stating) as stating, sum(l.households) as households
              from lives l
              join areas.ancestor a on a.area_id = l.area_id and a.valid @> :tree::date
             where a.ancestor_id = any (:areas::integer[])
             group by a.ancestor_id
            """
                .formatted(
                    denominator == Denominator.ADULTS ? "adults" : "workers",
                    states(day),
                    ThenSql.places(List.of(day)),
                    ThenSql.WENT))
        .param("areas", areas.toArray(Integer[]::new))
        .param("day", Date.valueOf(day.on()))
        .param("tree", Date.valueOf(day.tree()))
        .query(
            row -> {
              stated.put(
                  row.getInt("ancestor_id"),
                  new Stated(
                      row.getLong("total"), row.getLong("stating"), row.getLong("households")));
            });
    return stated;
  }

  /** The provinces of a day. */
  List<Integer> provinces(LocalDate date) {
    return jdbc.sql(
            """
            select area_id from areas.area_version where level = 1 and valid @> :date::date order by area_id
            """)
        .param("date", Date.valueOf(date))
        .query(Integer.class)
        .list();
  }

  /**
   * What the households of each commune state, with everybody below, as they lived on a day; also
   * of communes of which nobody is registered.
   *
   * @param province of this one alone; null for the whole country, whose households are then read
   *     in one go
   * @return by commune
   */
  Map<Integer, StatedCommune> statedCommunes(PeopleDay day, @Nullable Integer province) {
    Map<Integer, StatedCommune> stated = new HashMap<>();
    jdbc.sql(
            """
            with recursive communes as materialized (
              select c.area_id, k.ancestor_id as province
                from areas.area_version c
                join areas.ancestor k on k.area_id = c.area_id and k.ancestor_level = 1 and k.valid @> :tree::date
               where c.level = 3 and c.valid @> :tree::date
                 and (:province::integer is null or k.ancestor_id = :province::integer)),
            spot as materialized (
              select c.area_id as key, a.area_id, :day::date as on_date, :tree::date as tree_date
                from communes c
                join areas.ancestor a on a.ancestor_id = c.area_id and a.valid @> :tree::date),
            %2$s,
            lives as materialized (
              select p.key as commune, sum(x.adults) as adults, count(x.adults) as stating_adults, sum(x.workers) as workers,
                     count(x.workers) as stating_workers, count(*) as households
                from place p
                join registry.residence r
                  on r.area_id = p.then_id and r.kind = 'HOUSEHOLD' and lower(r.valid) <= :day::date
                 and (upper_inf(r.valid) or upper(r.valid) > :day::date)
                %1$s
               where %3$s
               group by p.key)
            select c.area_id, c.province, coalesce(l.adults, 0) as adults,
                   coalesce(l.stating_adults, 0) as stating_adults, coalesce(l.workers, 0) as workers,
                   coalesce(l.stating_workers, 0) as stating_workers, coalesce(l.households, 0) as households
              from communes c
              left join lives l on l.commune = c.area_id
            """
                .formatted(states(day), ThenSql.places(List.of(day)), ThenSql.WENT))
        .param("day", Date.valueOf(day.on()))
        .param("tree", Date.valueOf(day.tree()))
        .param("province", province)
        .query(
            row -> {
              long households = row.getLong("households");
              stated.put(
                  row.getInt("area_id"),
                  new StatedCommune(
                      row.getInt("province"),
                      new Stated(row.getLong("adults"), row.getLong("stating_adults"), households),
                      new Stated(
                          row.getLong("workers"), row.getLong("stating_workers"), households)));
            });
    return stated;
  }

  /** From the nation down to the area, as the tree was on that day. */
  List<Place> path(int areaId, LocalDate date) {
    return paths(List.of(areaId), date).getOrDefault(areaId, List.of());
  }

  /** The same of many areas, in one statement; without areas that were not in the tree. */
  Map<Integer, List<Place>> paths(Collection<Integer> areas, LocalDate date) {
    Map<Integer, List<Place>> paths = new HashMap<>();
    jdbc.sql(
            """
            select a.area_id as root, v.area_id, v.level, v.name, v.code, v.kind
              from areas.ancestor a
              join areas.area_version v on v.area_id = a.ancestor_id and v.valid @> :date::date
             where a.area_id = any (:areas::integer[]) and a.valid @> :date::date
             order by v.level
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("date", Date.valueOf(date))
        .query(
            row -> {
              paths.computeIfAbsent(row.getInt("root"), any -> new ArrayList<>()).add(place(row));
            });
    return paths;
  }

  /**
   * Something to count: of what, in which campaigns, down to where.
   *
   * @param areaId in which area
   * @param measured what is counted; its declared totals count
   * @param deepest how far down: communes, or villages
   * @param campaigns whose tallies are added up
   * @param dates for each campaign the day whose tree it is counted through; where they differ, an
   *     area that belonged to two on these days stands under both
   * @param until only totals declared for a day up to this one
   */
  record Counted(
      int areaId,
      Measured measured,
      AreaLevel deepest,
      List<Integer> campaigns,
      List<LocalDate> dates,
      LocalDate until) {}

  /**
   * The area, those below it, and what is known of each, for each of these; in Vietnamese order of
   * names. One statement for all of them.
   *
   * @param all what is counted
   * @param basis as it was or as it is
   * @return in the same order
   */
  List<List<Node>> nodes(List<Counted> all, Basis basis) {
    List<Map<Under, Node>> nodes =
        all.stream().map(one -> FiguresTable.<Under, Node>empty()).toList();
    List<Integer> of = new ArrayList<>();
    List<Integer> campaigns = new ArrayList<>();
    List<String> dates = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      Counted one = all.get(at);
      for (int next = 0; next < one.campaigns().size(); next++) {
        of.add(at);
        campaigns.add(one.campaigns().get(next));
        dates.add(one.dates().get(next).toString());
      }
    }
    boolean wide = all.stream().noneMatch(one -> one.deepest() == AreaLevel.VILLAGE);
    jdbc.sql(
            """
            with recursive s as (
              select * from unnest(:of::integer[], :campaigns::integer[], :dates::date[]) as s (counted, campaign_id, on_date)),
            day as (
              select s.counted, s.on_date, array_agg(s.campaign_id) as campaigns, w.root, w.deepest, w.model, w.model_level,
                     w.denominator, w.until
                from s
                join unnest(:roots::integer[], :deepest::integer[], :models::text[], :levels::text[], :denominators::text[],
                            :untils::date[])
                     with ordinality as w (root, deepest, model, model_level, denominator, until, place)
                  on w.place = s.counted + 1
               group by s.counted, s.on_date, w.root, w.deepest, w.model, w.model_level, w.denominator, w.until),
            tree as (
              select d.counted, d.deepest, d.on_date, v.area_id, v.level, v.parent_id, v.name, v.code, v.kind
                from day d
                join areas.area_version v on v.area_id = d.root and v.valid @> d.on_date
              union all
              select tree.counted, tree.deepest, tree.on_date, v.area_id, v.level, v.parent_id, v.name, v.code, v.kind
                from tree
                join areas.area_version v on v.parent_id = tree.area_id and v.valid @> tree.on_date
               where tree.level < tree.deepest and v.level <= tree.deepest
                 -- a line of what is unassigned goes when everything on it was assigned
                 and (v.kind <> 'UNASSIGNED' or v.level = 4
                      or exists (select from areas.area_version w
                                  where w.parent_id = v.area_id and w.valid @> tree.on_date))),
            known as materialized (
              select y.counted, y.on_date, t.area_id,
                     sum(t.roll) as roll, sum(t.listed) as listed, sum(t.scoring) as scoring,
                     sum(t.scored) as scored, sum(t.sent) as sent, sum(t.returned) as returned,
                     sum(t.approved) as approved, sum(t.not_achieved) as not_achieved,
                     sum(t.recognised) as recognised, sum(t.reported) as reported,
                     sum(t.villages) as villages, sum(t.villages_sent) as villages_sent,
                     sum(t.villages_roll) as villages_roll, sum(t.villages_reported) as villages_reported
                from day y
            """
                // A campaign is read as one range down to communes; of villages those asked for.
                + (wide
                    ? """
                        join recognition.tally t
                          on t.campaign_id = any (y.campaigns) and t.level <= 3 and t.basis = :basis
                      """
                    : """
                        join tree on tree.counted = y.counted and tree.on_date = y.on_date
                        join recognition.tally t
                          on t.campaign_id = any (y.campaigns) and t.area_id = tree.area_id and t.basis = :basis
                      """)
                + """
               group by y.counted, y.on_date, t.area_id)
            select tree.counted, tree.area_id, tree.level, tree.parent_id, tree.name, tree.code, tree.kind,
                   coalesce(t.roll, 0) as roll, coalesce(t.listed, 0) as listed, coalesce(t.scoring, 0) as scoring,
                   coalesce(t.scored, 0) as scored, coalesce(t.sent, 0) as sent, coalesce(t.returned, 0) as returned,
                   coalesce(t.approved, 0) as approved, coalesce(t.not_achieved, 0) as not_achieved,
                   coalesce(t.recognised, 0) as recognised, coalesce(t.reported, 0) as reported,
                   coalesce(t.villages, 0) as villages, coalesce(t.villages_sent, 0) as villages_sent,
                   coalesce(t.villages_roll, 0) as villages_roll, coalesce(t.villages_reported, 0) as villages_reported,
                   d.declared_id, d.total, d.source, d.as_of, d.declared_at, d.declared_name, d.exchanged
              from tree
              join day y on y.counted = tree.counted and y.on_date = tree.on_date
              left join known t on t.counted = tree.counted and t.area_id = tree.area_id and t.on_date = tree.on_date
              left join lateral (
                select d.*,
            """
                + EXCHANGED.formatted("tree.on_date")
                + """
                    as exchanged
                  from reporting.declared_total d
                 where d.area_id = tree.area_id and d.model = y.model and d.level = y.model_level
                   and d.denominator = y.denominator and d.as_of <= y.until
                 order by d.declared_no desc
                 limit 1) d on true
                 -- so does that of a divided village
             where tree.kind <> 'UNASSIGNED' or tree.level < 4 or tree.area_id = y.root or t.roll > 0
             order by tree.level, tree.name collate platform.vi, tree.code, tree.on_date desc
            """)
        .param("roots", all.stream().map(Counted::areaId).toArray(Integer[]::new))
        .param("of", of.toArray(Integer[]::new))
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .param("dates", dates.toArray(String[]::new))
        .param("deepest", all.stream().map(one -> one.deepest().ordinal()).toArray(Integer[]::new))
        .param("basis", basis.code())
        .param("models", texts(all, one -> one.measured().model().name()))
        .param("levels", texts(all, one -> one.measured().level().name()))
        .param("denominators", texts(all, one -> one.measured().denominator().name()))
        .param("untils", texts(all, one -> one.until().toString()))
        .query(
            row -> {
              Node node = node(row);
              nodes.get(row.getInt("counted")).merge(new Under(node), node, Node::plus);
            });
    return nodes.stream().map(one -> List.copyOf(one.values())).toList();
  }

  private static <K, V> Map<K, V> empty() {
    return new LinkedHashMap<>();
  }

  private static <V> String[] texts(List<V> all, Function<V, String> what) {
    return all.stream().map(what).toArray(String[]::new);
  }

  /** An area below the one it belongs to; the topmost below nothing. */
  private record Under(int areaId, int parentId) {
    Under(Node node) {
      this(node.place().id(), node.parentId() == null ? 0 : node.parentId());
    }
  }

  /**
   * What went into these areas, and into what went into them, up to a day, with what was declared
   * for it; for each of these measured things. One statement for all of them.
   *
   * @param areas communes and provinces
   * @param date the day of the tree
   * @param all whose declared totals count, and up to which day
   * @return in the same order
   */
  List<List<Part>> parts(Collection<Integer> areas, LocalDate date, List<Counted> all) {
    // however many areas ask for the same, it is read once
    Map<Declarable, List<Part>> parts = new LinkedHashMap<>();
    all.forEach(one -> parts.computeIfAbsent(Declarable.of(one), any -> new ArrayList<>()));
    List<Declarable> asked = List.copyOf(parts.keySet());
    jdbc.sql(
            """
            with recursive step as (
              select s.to_area, s.from_area, s.extent, r.effective_on
                from areas.succession s
                join areas.reorganisation r using (reorganisation_id)
               where s.to_area = any (:areas::integer[]) and r.withdrawn_at is null and r.effective_on <= :date
              union
              select s.to_area, s.from_area, s.extent, r.effective_on
                from step
                join areas.succession s on s.to_area = step.from_area
                join areas.reorganisation r using (reorganisation_id)
               where r.withdrawn_at is null and r.effective_on <= step.effective_on)
            select m.place - 1 as counted, tree.to_area, tree.from_area, v.name as from_name, tree.extent = 'WHOLE' as whole,
                   exists (select from areas.area_version w
                            where w.area_id = tree.to_area and w.valid @> tree.effective_on - 1) as received,
                   d.area_id, d.declared_id, d.total, d.source, d.as_of, d.declared_at, d.declared_name, d.exchanged
              from step as tree
             cross join unnest(:models::text[], :levels::text[], :denominators::text[], :untils::date[])
                   with ordinality as m (model, model_level, denominator, until, place)
              join areas.area_version v on v.area_id = tree.from_area and v.valid @> tree.effective_on - 1
              left join lateral (
                select d.*,
            """
                + EXCHANGED.formatted("(tree.effective_on - 1)")
                + """
                    as exchanged
                  from reporting.declared_total d
                 where d.area_id = tree.from_area and d.model = m.model and d.level = m.model_level
                   and d.denominator = m.denominator and d.as_of <= m.until
                 order by d.declared_no desc
                 limit 1) d on true
             order by tree.effective_on, v.name collate platform.vi, v.code
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("date", Date.valueOf(date))
        .param("models", texts(asked, one -> one.model().name()))
        .param("levels", texts(asked, one -> one.level().name()))
        .param("denominators", texts(asked, one -> one.denominator().name()))
        .param("untils", texts(asked, one -> one.until().toString()))
        .query(
            row -> {
              parts
                  .getOrDefault(asked.get(row.getInt("counted")), List.of())
                  .add(
                      new Part(
                          row.getInt("to_area"),
                          row.getInt("from_area"),
                          row.getString("from_name"),
                          row.getBoolean("whole"),
                          row.getBoolean("received"),
                          row.getObject("declared_id") == null || row.getBoolean("exchanged")
                              ? null
                              : DeclaredTotalTable.declared(row)));
            });
    return all.stream().map(one -> parts.getOrDefault(Declarable.of(one), List.of())).toList();
  }

  /** What a total is declared of, and up to which day it counts. */
  private record Declarable(
      LearningModel model, ModelLevel level, Denominator denominator, LocalDate until) {
    static Declarable of(Counted counted) {
      Measured measured = counted.measured();
      return new Declarable(
          measured.model(), measured.level(), measured.denominator(), counted.until());
    }
  }

  /**
   * The reorganisations that changed an area, or what lies in it down to communes, after a day and
   * up to another, the earliest first. What happens to villages inside a commune shows on its own
   * page.
   */
  List<Trend.Change> changes(int areaId, AreaLevel level, LocalDate after, LocalDate until) {
    return jdbc.sql(
            """
            select r.effective_on, r.decree
              from areas.reorganisation r
             where r.effective_on > :after and r.effective_on <= :until and r.withdrawn_at is null
               and (:level = 0
                    or exists (select from areas.ancestor a
                                 join areas.area_version v on v.area_id = a.area_id and v.level <= greatest(3, :level + 1)
                                  and (v.begun_by = r.reorganisation_id or v.ended_by = r.reorganisation_id)
                                where a.ancestor_id = :area))
             order by r.effective_on, r.reorganisation_id
            """)
        .param("area", areaId)
        .param("level", level.ordinal())
        .param("after", Date.valueOf(after))
        .param("until", Date.valueOf(until))
        .query(
            (row, number) ->
                new Trend.Change(
                    row.getDate("effective_on").toLocalDate(), row.getString("decree")))
        .list();
  }

  /** The line that holds what of a divided area nobody has assigned yet; empty where nothing is. */
  Optional<Integer> holder(int dividedId, LocalDate date) {
    return jdbc.sql(
            """
            select u.area_id
              from areas.unassigned u
              join areas.reorganisation r using (reorganisation_id)
             where u.divided_area = :area and r.withdrawn_at is null
               and (exists (select from areas.area_version v where v.parent_id = u.area_id and v.valid @> :date::date)
                 or exists (select from recognition.tally t
                              join recognition.campaign c on c.campaign_id = t.campaign_id and not c.training
                             where t.area_id = u.area_id and t.roll > 0))
             order by r.effective_on desc
             limit 1
            """)
        .param("area", dividedId)
        .param("date", Date.valueOf(date))
        .query(Integer.class)
        .optional();
  }

  /** What belongs to an area itself on the roll; people and households by given name. */
  List<SubjectLine> subjects(
      int areaId, Collection<Integer> campaigns, Basis basis, int limit, long offset) {
    return jdbc.sql(
            """
            select d.home_id, d.dossier_id, h.name, h.address, d.stage, d.outcome, d.total
              from recognition.dossier d
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.campaign_id = any (:campaigns::integer[]) and d.stage <> 'REMOVED'
            """
                + (basis == Basis.AS_WAS ? " and d.area_then = :area " : " and d.area_now = :area ")
                + """
                 order by case when h.kind in ('HOUSEHOLD', 'CITIZEN') then substring(h.name from '[^ ]+$') else '' end
                            collate platform.vi,
                          h.name collate platform.vi, h.address collate platform.vi, d.home_id, d.dossier_id
                 limit :limit offset :offset
                """)
        .param("area", areaId)
        .param("campaigns", campaigns.toArray(Integer[]::new))
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new SubjectLine(
                    row.getInt("home_id"),
                    row.getObject("dossier_id", UUID.class),
                    row.getString("name"),
                    row.getString("address"),
                    row.getString("stage"),
                    row.getString("outcome"),
                    row.getBigDecimal("total")))
        .list();
  }

  /** Areas with a tally, taken at random, and a province or two; of any model. */
  List<Sampled> sampled(int areas) {
    return jdbc.sql(
            """
            (select t.campaign_id, t.area_id
               from recognition.tally t
               join recognition.campaign c on c.campaign_id = t.campaign_id and not c.training
              order by random() limit :areas)
            union
            (select campaign_id, area_id from recognition.campaign where not training order by random() limit 2)
            """)
        .param("areas", areas)
        .query((row, number) -> new Sampled(row.getInt(1), row.getInt(2)))
        .list();
  }

  /**
   * A campaign whose figures through a tree are not what its dossiers are.
   *
   * @param level communes or villages, added up through the tree
   */
  record Lost(
      int campaignId,
      Basis basis,
      AreaLevel level,
      long roll,
      long recognised,
      long reported,
      long shownRoll,
      long shownRecognised,
      long shownReported) {}

  /** Every campaign that loses or doubles something on the way through one of its two trees. */
  List<Lost> lost() {
    return jdbc.sql(
            """
            with facts as (
              select d.campaign_id, b.basis, x.level = 4 as of_village, count(*) as roll,
                     count(*) filter (where d.stage = 'RECOGNISED') as recognised,
                     count(*) filter (where d.sent_at is not null) as reported
                from recognition.dossier d
               cross join lateral (values (0, d.area_then), (1, d.area_now)) as b (basis, area_id)
                join areas.area x on x.area_id = b.area_id
               where d.stage <> 'REMOVED'
               group by d.campaign_id, b.basis, x.level = 4),
            shown as (
              select t.campaign_id, t.basis, case t.level when 4 then 4 else 3 end as level, sum(t.roll) as roll,
                     sum(t.recognised) as recognised, sum(t.reported) as reported
                from recognition.tally t
                join recognition.campaign c using (campaign_id)
                join areas.ancestor a on a.area_id = t.area_id and a.ancestor_level = 0
                 and a.valid @> case when t.basis = 0 and c.status = 'CLOSED' then c.reference_date
                                     else platform.today() end
               group by t.campaign_id, t.basis, case t.level when 4 then 4 else 3 end)
            select c.campaign_id, w.basis, w.level, coalesce(f.roll, 0), coalesce(f.recognised, 0),
                   coalesce(f.reported, 0), coalesce(s.roll, 0), coalesce(s.recognised, 0), coalesce(s.reported, 0)
              from recognition.campaign c
             cross join (values (0, 3), (0, 4), (1, 3), (1, 4)) as w (basis, level)
             -- villages count what belongs to them, communes with what is above them count everything
              left join lateral (
                select sum(o.roll) as roll, sum(o.recognised) as recognised, sum(o.reported) as reported
                  from facts o
                 where o.campaign_id = c.campaign_id and o.basis = w.basis and (w.level = 3 or o.of_village)) f on true
              left join shown s on s.campaign_id = c.campaign_id and s.basis = w.basis and s.level = w.level
             where (coalesce(f.roll, 0), coalesce(f.recognised, 0), coalesce(f.reported, 0))
                   is distinct from (coalesce(s.roll, 0), coalesce(s.recognised, 0), coalesce(s.reported, 0))
             order by c.campaign_id, w.basis, w.level
            """)
        .query(
            (row, number) ->
                new Lost(
                    row.getInt(1),
                    Basis.values()[row.getInt(2)],
                    AreaLevel.values()[row.getInt(3)],
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9)))
        .list();
  }

  /** The same counts from the dossiers themselves. */
  Tally recount(int campaignId, int areaId, Basis basis) {
    return jdbc.sql(
            """
            select count(*) as roll,
                   count(*) filter (where d.stage = 'LISTED') as listed,
                   count(*) filter (where d.stage = 'SCORING') as scoring,
                   count(*) filter (where d.stage in ('SCORED', 'MET', 'POSTED')) as scored,
                   count(*) filter (where d.stage = 'SENT') as sent,
                   count(*) filter (where d.stage = 'RETURNED') as returned,
                   count(*) filter (where d.stage in ('APPROVED', 'AGREED') and d.outcome = 'ACHIEVED') as approved,
                   count(*) filter (where d.stage = 'REVOKED'
                                       or d.stage in ('APPROVED', 'AGREED') and d.outcome = 'NOT_ACHIEVED') as not_achieved,
                   count(*) filter (where d.stage = 'RECOGNISED') as recognised,
                   count(*) filter (where d.sent_at is not null) as reported
              from recognition.campaign c
              join recognition.dossier d using (campaign_id)
             where c.campaign_id = :campaign and d.stage <> 'REMOVED'
               and case when :basis = 0 then d.area_then else d.area_now end in (
                     select a.area_id from areas.ancestor a
                      where a.ancestor_id = :area
                        and a.valid @> case when :basis = 0 and c.status = 'CLOSED' then c.reference_date
                                            else platform.today() end)
            """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("basis", basis.code())
        .query((row, number) -> Tally.of(row))
        .single();
  }

  /** An area with its tally, and what was declared for it if that holds. */
  static Node node(ResultSet row) throws SQLException {
    int parent = row.getInt("parent_id");
    @Nullable Integer parentId = row.wasNull() ? null : parent;
    boolean exchanged = row.getObject("total") != null && row.getBoolean("exchanged");
    return new Node(
        place(row),
        parentId,
        Tally.of(row),
        row.getInt("villages"),
        row.getInt("villages_sent"),
        row.getInt("villages_roll"),
        row.getInt("villages_reported"),
        null,
        row.getObject("declared_id") == null || exchanged ? null : DeclaredTotalTable.declared(row),
        exchanged ? Set.of(Warning.DECLARED_BEFORE_EXCHANGE) : Set.of());
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        row.getInt("area_id"),
        AreaLevel.values()[row.getInt("level")],
        row.getString("name"),
        row.getString("code"),
        row.getString("kind"));
  }
}
