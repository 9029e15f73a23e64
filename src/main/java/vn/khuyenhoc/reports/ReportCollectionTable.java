package vn.khuyenhoc.reports;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.RunsOfParts;

/** All SQL of files of reports that are collected behind the pages. */
@Repository
class ReportCollectionTable {

  private static final String ROWS =
      """
      select r.run_id, r.area_id, r.level, r.form, lower(r.period) as first_day, upper(r.period) - 1 as last_day, r.drafts,
             r.word, r.pdf, r.sample, r.state, r.problem, r.created_at, r.created_by, r.created_name, r.finished_at, p.*
        from reports.collection r
       cross join lateral (
         select coalesce(sum(cardinality(p.areas)) filter (where p.taken_at is not null), 0)::integer as done,
                coalesce(sum(cardinality(p.areas)), 0)::integer as total, coalesce(sum(p.sent), 0)::integer as sent,
                coalesce(sum(p.drafted), 0)::integer as drafted, coalesce(sum(p.missing), 0)::integer as missing,
                coalesce(sum(p.size), 0)::bigint as size
           from reports.collection_part p where p.run_id = r.run_id) p
      """;

  private final JdbcClient jdbc;
  private final RunsOfParts runs;

  ReportCollectionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.runs = new RunsOfParts(jdbc, "reports.collection", RunsOfParts.Holding.WITH_PROBLEM);
  }

  /** Who is at which of them. */
  RunsOfParts runs() {
    return runs;
  }

  Optional<ReportCollection> byId(UUID id) {
    return jdbc.sql(ROWS + " where r.run_id = :id")
        .param("id", id)
        .query((row, number) -> run(row))
        .optional();
  }

  /** Those that somebody began, the newest first. */
  List<ReportCollection> of(UUID account, int limit) {
    return jdbc.sql(ROWS + " where r.created_by = :account order by r.created_at desc limit :limit")
        .param("account", account)
        .param("limit", limit)
        .query((row, number) -> run(row))
        .list();
  }

  /** Adds one with its parts; the same one sent twice is added once. Answers whether it was. */
  boolean add(
      UUID id,
      ReportCollections.Wanted wanted,
      List<ReportCollection.Part> parts,
      Actor actor,
      Instant at) {
    boolean added =
        jdbc.sql(
                    """
                    insert into reports.collection
                      (run_id, area_id, level, form, period, drafts, word, pdf, sample, seen_at, created_at, created_by,
                       created_name)
                    values (:id, :area, :level, :form, daterange(:from::date, :until::date, '[]'), :drafts, :word, :pdf,
                            :sample, :at, :at, :by, :name)
                    on conflict (run_id) do nothing
                    """)
                .param("id", id)
                .param("area", wanted.areaId())
                .param("level", wanted.level().ordinal())
                .param("form", wanted.form().name())
                .param("from", Date.valueOf(wanted.from()))
                .param("until", Date.valueOf(wanted.until()))
                .param("drafts", wanted.drafts())
                .param("word", wanted.word())
                .param("pdf", wanted.pdf())
                .param("sample", wanted.sample())
                .param("at", Timestamp.from(at))
                .param("by", actor.accountId())
                .param("name", actor.name())
                .update()
            == 1;
    if (added) {
      List<Integer> numbers = new ArrayList<>();
      List<Integer> firsts = new ArrayList<>();
      List<Integer> of = new ArrayList<>();
      List<Integer> areas = new ArrayList<>();
      for (ReportCollection.Part part : parts) {
        numbers.add(part.part());
        firsts.add(part.first());
        for (int area : part.areas()) {
          of.add(part.part());
          areas.add(area);
        }
      }
      jdbc.sql(
              """
              insert into reports.collection_part (run_id, part, first, areas)
              select :id, p.part, p.first, w.areas
                from unnest(:parts::integer[], :firsts::integer[]) as p (part, first)
                join (select x.part, array_agg(x.area order by x.place) as areas
                        from unnest(:of::integer[], :areas::integer[]) with ordinality as x (part, area, place)
                       group by x.part) w on w.part = p.part
              """)
          .param("id", id)
          .param("parts", numbers.toArray(Integer[]::new))
          .param("firsts", firsts.toArray(Integer[]::new))
          .param("of", of.toArray(Integer[]::new))
          .param("areas", areas.toArray(Integer[]::new))
          .update();
    }
    return added;
  }

  /** The parts that are not made yet. */
  List<ReportCollection.Part> open(UUID id) {
    return jdbc.sql(
            """
            select part, first, areas from reports.collection_part where run_id = :id and taken_at is null order by part
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new ReportCollection.Part(
                    row.getInt("part"), row.getInt("first"), integers(row.getArray("areas"))))
        .list();
  }

  /** Keeps what a part made, unless it was made meanwhile; answers whether it was kept. */
  boolean keep(
      UUID id,
      int part,
      List<ReportCollection.Line> lines,
      int sent,
      int drafted,
      int missing,
      String sha256,
      long size,
      Instant at) {
    return jdbc.sql(
                """
                update reports.collection_part
                   set lines = :lines::jsonb, sent = :sent, drafted = :drafted, missing = :missing, sha256 = :sha256,
                       size = :size, taken_at = :at
                 where run_id = :id and part = :part and taken_at is null
                """)
            .param("id", id)
            .param("part", part)
            .param("lines", ReportJson.write(lines))
            .param("sent", sent)
            .param("drafted", drafted)
            .param("missing", missing)
            .param("sha256", sha256)
            .param("size", size)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  /**
   * A part that was made.
   *
   * @param sha256 its file in the store
   */
  record Made(String sha256, List<ReportCollection.Line> lines) {}

  /** The parts that were made, in order. */
  List<Made> made(UUID id) {
    return jdbc.sql(
            """
            select sha256, lines from reports.collection_part where run_id = :id and taken_at is not null order by part
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new Made(row.getString("sha256"), ReportJson.lines(row.getString("lines"))))
        .list();
  }

  /**
   * The areas of a level within another one that have sent a report on a form and period, those
   * that are no more too.
   */
  List<Integer> senders(
      int within, AreaLevel level, ReportForm form, LocalDate from, LocalDate until) {
    return jdbc.sql(
            ReportTable.REACH
                + """
                select distinct r.area_id
                  from reports.report r
                  join reach on reach.area_id = r.area_id
                  join areas.area a on a.area_id = r.area_id and a.level = any (:levels::smallint[])
                 where r.form = :form and r.period = daterange(:from::date, :until::date, '[]')
                   and r.stage in ('SENT', 'ACCEPTED')
                 order by 1
                """)
        .param("within", new Integer[] {within})
        .param("levels", new Short[] {(short) level.ordinal()})
        .param("form", form.name())
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .query(Integer.class)
        .list();
  }

  /** What areas have sent on a form and period, by area: the newest version of each report. */
  Map<Integer, List<Report.Sent>> sent(
      Collection<Integer> areas, ReportForm form, LocalDate from, LocalDate until) {
    Map<Integer, List<Report.Sent>> sent = new HashMap<>();
    jdbc.sql(
            """
            select s.*, r.area_id
              from reports.report r
              join reports.sent s on s.report_id = r.report_id and s.version = r.sent_version
             where r.area_id = any (:areas::integer[]) and r.form = :form
               and r.period = daterange(:from::date, :until::date, '[]') and r.stage in ('SENT', 'ACCEPTED')
             order by r.first_sent_at, r.report_id
            """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("form", form.name())
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .query(
            row -> {
              Report.Sent one = ReportTable.sent(row);
              sent.computeIfAbsent(one.areaId(), any -> new ArrayList<>()).add(one);
            });
    return sent;
  }

  private static List<Integer> integers(Array array) throws SQLException {
    return List.of((Integer[]) array.getArray());
  }

  private static ReportCollection run(ResultSet row) throws SQLException {
    String problem = row.getString("problem");
    Timestamp finished = row.getTimestamp("finished_at");
    return new ReportCollection(
        Objects.requireNonNull(row.getObject("run_id", UUID.class)),
        row.getInt("area_id"),
        AreaLevel.values()[row.getInt("level")],
        ReportForm.valueOf(row.getString("form")),
        row.getDate("first_day").toLocalDate(),
        row.getDate("last_day").toLocalDate(),
        row.getBoolean("drafts"),
        row.getBoolean("word"),
        row.getBoolean("pdf"),
        row.getBoolean("sample"),
        RunState.valueOf(row.getString("state")),
        problem == null ? null : CollectionProblem.valueOf(problem),
        row.getTimestamp("created_at").toInstant(),
        row.getObject("created_by", UUID.class),
        row.getString("created_name"),
        finished == null ? null : finished.toInstant(),
        row.getInt("done"),
        row.getInt("total"),
        row.getInt("sent"),
        row.getInt("drafted"),
        row.getInt("missing"),
        row.getLong("size"));
  }
}
