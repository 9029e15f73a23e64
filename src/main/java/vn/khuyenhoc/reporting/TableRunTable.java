package vn.khuyenhoc.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.RunsOfParts;

/** All SQL of tables that are counted behind the page. */
@Repository
class TableRunTable {

  private static final String ROWS =
      """
      select r.*, p.done, p.total, p.from_at, p.until_at
        from reporting.table_run r
       cross join lateral (
         select count(p.taken_at)::integer as done, count(*)::integer as total, min(p.taken_at) as from_at,
                max(p.taken_at) as until_at
           from reporting.table_part p where p.run_id = r.run_id) p
      """;

  private final JdbcClient jdbc;
  private final RunsOfParts runs;

  TableRunTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.runs = new RunsOfParts(jdbc, "reporting.table_run", RunsOfParts.Holding.FOR_GOOD);
  }

  /** Who is at which of them. */
  RunsOfParts runs() {
    return runs;
  }

  /** The number under which the database knows the connection of this transaction. */
  int connection() {
    return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
  }

  /** What is being read on a connection ends with an error, if anything is. */
  void breakOff(int connection) {
    jdbc.sql("select pg_cancel_backend(?)").param(connection).query(Boolean.class).single();
  }

  Optional<TableRun> byId(UUID id) {
    return jdbc.sql(ROWS + " where r.run_id = :id")
        .param("id", id)
        .query((row, number) -> run(row))
        .optional();
  }

  /** Those that somebody began, the newest first. */
  List<TableRun> of(UUID account, int limit) {
    return jdbc.sql(ROWS + " where r.created_by = :account order by r.created_at desc limit :limit")
        .param("account", account)
        .param("limit", limit)
        .query((row, number) -> run(row))
        .list();
  }

  /** Those of a question that are done or at work, the newest first. */
  List<TableRun> of(String question, int areaId, int limit) {
    return jdbc.sql(
            ROWS
                + """
                   where r.area_id = :area and r.question = :question and r.state in ('WAITING', 'WORKING', 'DONE')
                   order by r.created_at desc limit :limit
                  """)
        .param("area", areaId)
        .param("question", question)
        .param("limit", limit)
        .query((row, number) -> run(row))
        .list();
  }

  /** Adds one with its parts; the same one sent twice is added once. Answers whether it was. */
  boolean add(
      UUID id, TableQuestion question, List<Integer> parts, Actor actor, UUID account, Instant at) {
    boolean added =
        jdbc.sql(
                    """
                    insert into reporting.table_run
                      (run_id, question, question_version, area_id, seen_at, created_at, created_by, created_name)
                    values (:id, :question, :version, :area, :at, :at, :by, :name)
                    on conflict (run_id) do nothing
                    """)
                .param("id", id)
                .param("question", question.query())
                .param("version", SavedTable.QUESTION_VERSION)
                .param("area", question.areaId())
                .param("at", Timestamp.from(at))
                .param("by", account)
                .param("name", actor.name())
                .update()
            == 1;
    if (added) {
      jdbc.sql(
              "insert into reporting.table_part (run_id, area_id) select :id, unnest(:parts::integer[])")
          .param("id", id)
          .param("parts", parts.toArray(Integer[]::new))
          .update();
    }
    return added;
  }

  /** The parts that are not counted yet: whose campaigns. */
  List<Integer> open(UUID id) {
    return jdbc.sql(
            "select area_id from reporting.table_part where run_id = :id and taken_at is null order by area_id")
        .param("id", id)
        .query(Integer.class)
        .list();
  }

  /** Keeps what a part counted; nothing where somebody stopped the run meanwhile. */
  void keep(UUID id, int part, String cells, Instant at) {
    jdbc.sql(
            """
            update reporting.table_part set cells = :cells::jsonb, taken_at = :at
             where run_id = :id and area_id = :part and taken_at is null
               and exists (select from reporting.table_run r
                            where r.run_id = :id and r.state in ('WAITING', 'WORKING'))
            """)
        .param("id", id)
        .param("part", part)
        .param("cells", cells)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** What the parts counted. */
  List<String> cells(UUID id) {
    return jdbc.sql(
            """
            select cells::text from reporting.table_part where run_id = :id and cells is not null order by area_id
            """)
        .param("id", id)
        .query(String.class)
        .list();
  }

  private static TableRun run(ResultSet row) throws SQLException {
    return new TableRun(
        row.getObject("run_id", UUID.class),
        row.getString("question"),
        row.getInt("question_version"),
        row.getInt("area_id"),
        RunState.valueOf(row.getString("state")),
        row.getTimestamp("created_at").toInstant(),
        row.getObject("created_by", UUID.class),
        row.getString("created_name"),
        instant(row.getTimestamp("finished_at")),
        row.getInt("done"),
        row.getInt("total"),
        instant(row.getTimestamp("from_at")),
        instant(row.getTimestamp("until_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
