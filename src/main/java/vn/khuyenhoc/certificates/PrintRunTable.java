package vn.khuyenhoc.certificates;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.certificates.paper.PaperLook;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.RunState;
import vn.khuyenhoc.platform.RunsOfParts;

/** All SQL of runs that make files, of their parts, and of key files for signing. */
@Component
class PrintRunTable {

  private static final String SELECT =
      """
      select r.*, s.area_id, s.symbol, s.issuer_code, s.issuer, s.issuer_above, s.year, s.pattern, s.first_number,
             s.next_number, s.version, 0 as issued,
             coalesce((select sum(p.files) from certificates.print_part p where p.run_id = r.run_id), 0)::integer as done
        from certificates.print_run r join certificates.series s using (series_id)
      """;

  private final JdbcClient jdbc;
  private final RunsOfParts runs;

  PrintRunTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.runs = new RunsOfParts(jdbc, "certificates.print_run", RunsOfParts.Holding.WITH_WORDS);
  }

  /** Who is at which of them. */
  RunsOfParts runs() {
    return runs;
  }

  private static final RowMapper<PrintRun> RUN = PrintRunTable::run;

  private static PrintRun run(ResultSet row, int number) throws SQLException {
    Array words = row.getArray("problem_words");
    String problem = row.getString("problem");
    Timestamp finished = row.getTimestamp("finished_at");
    return new PrintRun(
        row.getObject("run_id", UUID.class),
        SeriesTable.series(row, number),
        row.getObject("batch_id", UUID.class),
        PrintRun.Kind.valueOf(row.getString("kind")),
        new PaperLook(row.getBoolean("border"), PaperLook.Colour.valueOf(row.getString("colour"))),
        row.getString("heading"),
        row.getString("address"),
        row.getInt("last_number"),
        row.getInt("total"),
        row.getInt("part_size"),
        RunState.valueOf(row.getString("state")),
        problem == null ? null : CertificatesProblem.valueOf(problem),
        List.of((String[]) words.getArray()),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_name"),
        finished == null ? null : finished.toInstant(),
        row.getInt("done"));
  }

  Optional<PrintRun> byId(UUID id) {
    return jdbc.sql(SELECT + " where r.run_id = :id").param("id", id).query(RUN).optional();
  }

  List<PrintRun> recent(Collection<Integer> areaIds, @Nullable Integer seriesId, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where s.area_id = any (:areas::integer[]) and (:series::integer is null or r.series_id = :series::integer)
                 order by r.created_at desc limit :limit
                """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .param("series", seriesId)
        .param("limit", limit)
        .query(RUN)
        .list();
  }

  List<PrintRun> held() {
    return jdbc.sql(SELECT + " where r.state = 'HELD' order by r.created_at desc")
        .query(RUN)
        .list();
  }

  boolean add(
      UUID id,
      int seriesId,
      @Nullable UUID batchId,
      PrintRun.Kind kind,
      PaperLook look,
      String heading,
      String address,
      int lastNumber,
      int total,
      int partSize,
      Instant at,
      Actor actor) {
    return jdbc.sql(
                """
                insert into certificates.print_run
                  (run_id, series_id, batch_id, kind, heading, border, colour, address, last_number, total, part_size,
                   seen_at, created_at, created_by, created_name)
                values (:id, :series, :batch, :kind, :heading, :border, :colour, :address, :last, :total, :size, :at,
                        :at, :by, :name)
                on conflict (run_id) do nothing
                """)
            .param("id", id)
            .param("series", seriesId)
            .param("batch", batchId)
            .param("kind", kind.name())
            .param("heading", heading)
            .param("border", look.border())
            .param("colour", look.colour().name())
            .param("address", address)
            .param("last", lastNumber)
            .param("total", total)
            .param("size", partSize)
            .param("at", Timestamp.from(at))
            .param("by", actor.accountId())
            .param("name", actor.name())
            .update()
        == 1;
  }

  /** The last number and how many of a series, or of what was issued at once, of any state. */
  record Span(int last, int counting) {}

  Span span(int seriesId, @Nullable UUID batchId) {
    return jdbc.sql(
            """
            select coalesce(max(n), 0), count(*) filter (where status = 'VALID') from certificates.certificate
             where series_id = :series and (:batch::uuid is null or batch_id = :batch::uuid)
            """)
        .param("series", seriesId)
        .param("batch", batchId)
        .query((row, number) -> new Span(row.getInt(1), row.getInt(2)))
        .single();
  }

  /** A part to make: from one number of the series to another. */
  record Stretch(int part, int first, int last) {}

  /**
   * The parts that are still to be made. What was issued never changes, so they are always the
   * same.
   */
  List<Stretch> open(PrintRun run) {
    return jdbc.sql(
            """
            select g.part, min(g.n), max(g.n)
              from (select n, ((row_number() over (order by n) - 1) / :size)::integer + 1 as part
                      from certificates.certificate
                     where series_id = :series and (:batch::uuid is null or batch_id = :batch::uuid) and n <= :last) g
             where not exists (select from certificates.print_part p where p.run_id = :run and p.part = g.part)
             group by g.part order by g.part
            """)
        .param("size", run.partSize())
        .param("series", run.series().id())
        .param("batch", run.batchId())
        .param("last", run.lastNumber())
        .param("run", run.id())
        .query((row, number) -> new Stretch(row.getInt(1), row.getInt(2), row.getInt(3)))
        .list();
  }

  void addPart(UUID run, Stretch stretch, int files, String sha256, long size, Instant now) {
    jdbc.sql(
            """
            insert into certificates.print_part
              (run_id, part, first_number, last_number, files, sha256, size, finished_at)
            values (:run, :part, :first, :last, :files, :sha256, :size, :now)
            on conflict (run_id, part) do nothing
            """)
        .param("run", run)
        .param("part", stretch.part())
        .param("first", stretch.first())
        .param("last", stretch.last())
        .param("files", files)
        .param("sha256", sha256)
        .param("size", size)
        .param("now", Timestamp.from(now))
        .update();
  }

  List<PrintRun.Part> parts(UUID run) {
    return jdbc.sql(
            """
            select part, first_number, last_number, files, sha256, size from certificates.print_part
             where run_id = :run and files > 0 order by part
            """)
        .param("run", run)
        .query(
            (row, number) ->
                new PrintRun.Part(
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getInt(4),
                    row.getString(5),
                    row.getLong(6)))
        .list();
  }

  Optional<KeyFile> keyFile(int areaId) {
    return jdbc.sql(
            "select file, whose, valid_until from certificates.key_file where area_id = :area")
        .param("area", areaId)
        .query(
            (row, number) ->
                new KeyFile(row.getString(1), row.getString(2), row.getObject(3, LocalDate.class)))
        .optional();
  }

  void keepKeyFile(int areaId, KeyFile file, Instant now, Actor actor) {
    jdbc.sql(
            """
            insert into certificates.key_file (area_id, file, whose, valid_until, kept_at, kept_by, kept_name)
            values (:area, :file, :whose, :until, :now, :by, :name)
            on conflict (area_id) do update
              set file = excluded.file, whose = excluded.whose, valid_until = excluded.valid_until,
                  kept_at = excluded.kept_at, kept_by = excluded.kept_by, kept_name = excluded.kept_name
            """)
        .param("area", areaId)
        .param("file", file.file())
        .param("whose", file.whose())
        .param("until", file.until())
        .param("now", Timestamp.from(now))
        .param("by", actor.accountId())
        .param("name", actor.name())
        .update();
  }
}
