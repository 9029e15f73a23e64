package vn.khuyenhoc.reports;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;

/** All SQL of who owes which report and where it stands, for any number of areas at once. */
@Repository
class DueTable {

  /**
   * Every area of the level on the day in question that the reader reaches, and its report, or that
   * of what received it.
   */
  private static final String OWED =
      """
      with recursive asked as (
        select t.n::integer as n, t.obligation_id, t.area_id, t.level, daterange(t.since, t.until, '[]') as period,
               t.due, t.tracked, t.day
          from unnest(:obligations::uuid[], :of::integer[], :levels::smallint[], :since::text[]::date[], :until::text[]::date[],
                      :dues::text[]::date[], :tracked::boolean[], :days::text[]::date[])
               with ordinality as t (obligation_id, area_id, level, since, until, due, tracked, day, n)),
      -- only what the reader's areas reach or received: a commune is not asked about the whole country
      came as (
        select n.area_id from areas.ancestor n where n.ancestor_id = any (:within::integer[])
        union
        select s.from_area from came join areas.receiver s on s.to_area = came.area_id),
      reporter as materialized (
        select v.area_id, v.level, v.name, v.code, c.ancestor_id, v.valid * c.valid as valid
          from came
          join areas.area x on x.area_id = came.area_id and x.level = any (:levels::smallint[])
          join areas.area_version v on v.area_id = x.area_id and v.kind <> 'UNASSIGNED'
          join areas.ancestor c on c.area_id = v.area_id and c.ancestor_id = any (:of::integer[]) and c.valid && v.valid),
      owing as (
        select a.n, a.obligation_id, a.period, a.due, a.tracked, a.day, v.area_id, coalesce(w.name, v.name) as name,
               coalesce(w.code, v.code) as code, w.area_id is null as ended,
               case when w.area_id is null then areas.received_by(v.area_id) end as received
          from asked a
          join reporter v on v.level = a.level and v.ancestor_id = a.area_id and v.valid @> a.day
          left join areas.area_version w on w.area_id = v.area_id and w.valid @> :today::date),
      owed as (
        select o.*, coalesce(x.name, '') as received_name, r.report_id, r.area_id <> o.area_id as by_received,
               r.first_sent_at,
               case when r.report_id is null then 'NOT_BEGUN'
                    when r.stage in ('DRAFT', 'RETURNED', 'ACCEPTED') then r.stage
                    when (r.first_sent_at at time zone 'Asia/Ho_Chi_Minh')::date > o.due then 'SENT_LATE'
                    else 'SENT_IN_TIME' end as state,
               o.tracked and coalesce(o.due < coalesce((r.first_sent_at at time zone 'Asia/Ho_Chi_Minh')::date,
                                                       :today::date), false) as late
          from owing o
          left join areas.area_version x on x.area_id = o.received and x.valid @> :today::date
          left join lateral (
            select * from reports.report r
             where r.obligation_id = o.obligation_id and r.period = o.period and r.area_id in (o.area_id, o.received)
             order by o.received is not null and r.area_id = o.area_id and r.stage in ('DRAFT', 'RETURNED'),
                      r.stage = 'DRAFT', r.area_id <> o.area_id limit 1) r on true
         where exists (select from areas.ancestor c
                        where c.area_id = coalesce(o.received, o.area_id) and c.ancestor_id = any (:within::integer[])
                          and c.valid @> case when o.ended and o.received is null then o.day else :today::date end))
      """;

  private final JdbcClient jdbc;

  DueTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One report to ask about.
   *
   * @param obligation whose
   * @param due which of its reports
   */
  record Asked(Obligation obligation, ObligationDue due) {

    AreaLevel level() {
      return Objects.requireNonNull(obligation.says().reporter().level());
    }

    /** The day whose areas owe it: the last day where that is past, else today. */
    LocalDate day(LocalDate today) {
      LocalDate day = due.day();
      return day.isBefore(today) ? day : today;
    }
  }

  private JdbcClient.StatementSpec asked(
      String sql, List<Asked> asked, Collection<Integer> within, LocalDate today) {
    return jdbc.sql(OWED + sql)
        .param("obligations", asked.stream().map(one -> one.obligation().id()).toArray(UUID[]::new))
        .param("of", asked.stream().map(one -> one.obligation().areaId()).toArray(Integer[]::new))
        .param("levels", asked.stream().map(one -> one.level().ordinal()).toArray(Integer[]::new))
        .param("since", dates(asked, one -> one.due().period().from()))
        .param("until", dates(asked, one -> one.due().period().to()))
        .param("dues", dates(asked, one -> one.due().due()))
        .param("tracked", asked.stream().map(one -> one.due().tracked()).toArray(Boolean[]::new))
        .param("days", dates(asked, one -> one.day(today)))
        .param("within", within.toArray(Integer[]::new))
        .param("today", Date.valueOf(today));
  }

  private static @Nullable String[] dates(
      List<Asked> asked, Function<Asked, @Nullable LocalDate> day) {
    @Nullable String[] dates = new @Nullable String[asked.size()];
    for (int at = 0; at < dates.length; at++) {
      LocalDate one = day.apply(asked.get(at));
      dates[at] = one == null ? null : one.toString();
    }
    return dates;
  }

  /** How many stand where, by the place of what was asked. */
  Map<Integer, DueSum> sums(List<Asked> asked, Collection<Integer> within, LocalDate today) {
    Map<Integer, EnumMap<DueState, Integer>> states = new HashMap<>();
    Map<Integer, int[]> late = new HashMap<>();
    if (!asked.isEmpty() && !within.isEmpty()) {
      asked(
              """
              select n, state, count(*) as areas, count(*) filter (where late) as late
                from owed group by n, state
              """,
              asked,
              within,
              today)
          .query(
              row -> {
                int at = row.getInt("n") - 1;
                DueState state = DueState.valueOf(row.getString("state"));
                states
                    .computeIfAbsent(at, one -> new EnumMap<>(DueState.class))
                    .put(state, row.getInt("areas"));
                int[] counted = late.computeIfAbsent(at, one -> new int[2]);
                counted[0] += state.open() ? row.getInt("late") : 0;
                counted[1] += row.getInt("late");
              });
    }
    Map<Integer, DueSum> sums = new HashMap<>();
    states.forEach(
        (at, of) -> {
          int[] counted = late.getOrDefault(at, new int[2]);
          sums.put(at, new DueSum(of, counted[0], counted[1]));
        });
    return sums;
  }

  /**
   * Who stands where, those first that have to do something.
   *
   * @param state only those in this state; null for all
   * @param missing only those that have not sent it though the day is over
   * @param limit the most to answer
   */
  List<DueRow> rows(
      List<Asked> asked,
      Collection<Integer> within,
      LocalDate today,
      @Nullable DueState state,
      boolean missing,
      int limit,
      long offset) {
    return asked.isEmpty() || within.isEmpty()
        ? List.of()
        : asked(
                """
                select * from owed
                 where (:state::text is null or state = :state)
                   and (not :missing or late and state in ('NOT_BEGUN', 'DRAFT', 'RETURNED'))
                 order by n, state not in ('NOT_BEGUN', 'DRAFT', 'RETURNED'), name collate platform.vi, code, area_id
                 limit :limit offset :offset
                """,
                asked,
                within,
                today)
            .param("state", state == null ? null : state.name())
            .param("missing", missing)
            .param("limit", limit)
            .param("offset", offset)
            .query(
                (row, number) -> {
                  Timestamp sent = row.getTimestamp("first_sent_at");
                  return new DueRow(
                      row.getInt("n") - 1,
                      row.getInt("area_id"),
                      row.getString("name"),
                      row.getString("code"),
                      row.getBoolean("ended"),
                      row.getObject("received", Integer.class),
                      row.getString("received_name"),
                      DueState.valueOf(row.getString("state")),
                      row.getBoolean("late"),
                      row.getObject("report_id", UUID.class),
                      row.getBoolean("by_received"),
                      sent == null ? null : sent.toInstant());
                })
            .list();
  }

  /** Reports that these areas themselves owe and have not sent, of what was asked about. */
  List<DueRow> owing(List<Asked> asked, Collection<Integer> areaIds, LocalDate today) {
    return rows(asked, areaIds, today, null, false, Integer.MAX_VALUE, 0).stream()
        .filter(row -> areaIds.contains(row.owner()) && row.state().open())
        .toList();
  }
}
