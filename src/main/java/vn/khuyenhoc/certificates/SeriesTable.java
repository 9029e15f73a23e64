package vn.khuyenhoc.certificates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;

/** All SQL of series of numbers. */
@Component
class SeriesTable {

  private static final String SELECT =
      """
      select s.series_id, s.area_id, s.symbol, s.issuer_code, s.issuer, s.issuer_above, s.year, s.pattern,
             s.first_number, s.next_number, s.version,
             (s.next_number - s.first_number - coalesce((
                select sum(least(upper(u.numbers), s.next_number) - greatest(lower(u.numbers), s.first_number))
                  from certificates.used_on_paper u
                 where u.series_id = s.series_id and u.numbers && int4range(s.first_number, s.next_number)), 0))::integer
               as issued
        from certificates.series s
      """;

  private final JdbcClient jdbc;

  SeriesTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static Series series(ResultSet row, int number) throws SQLException {
    return new Series(
        row.getInt("series_id"),
        new Issuer(
            row.getInt("area_id"),
            row.getString("symbol"),
            row.getString("issuer"),
            row.getString("issuer_above")),
        row.getString("issuer_code"),
        row.getInt("year"),
        row.getString("pattern"),
        row.getInt("first_number"),
        row.getInt("next_number"),
        row.getInt("issued"),
        row.getInt("version"));
  }

  private static final RowMapper<Series> SERIES = SeriesTable::series;

  Optional<Series> byId(int id) {
    return jdbc.sql(SELECT + " where s.series_id = :id").param("id", id).query(SERIES).optional();
  }

  Optional<Series> find(int areaId, String symbol, int year) {
    return jdbc.sql(SELECT + " where s.area_id = :area and s.symbol = :symbol and s.year = :year")
        .param("area", areaId)
        .param("symbol", symbol)
        .param("year", year)
        .query(SERIES)
        .optional();
  }

  /** Adds a series; one that somebody added at the same moment stays. */
  void add(Issuer issuer, String code, int year, String pattern, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into certificates.series
              (area_id, symbol, issuer_code, issuer, issuer_above, year, pattern, first_number, next_number,
               created_at, created_by)
            values (:area, :symbol, :code, :name, :above, :year, :pattern, 1, 1, :at, :by)
            on conflict on constraint series_of_issuer_and_year do nothing
            """)
        .param("area", issuer.areaId())
        .param("symbol", issuer.symbol())
        .param("code", code)
        .param("name", issuer.name())
        .param("above", issuer.above())
        .param("year", year)
        .param("pattern", pattern)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .update();
  }

  /** The body goes by another name now; what is issued from here on bears it. */
  void rename(int id, String name, String above) {
    jdbc.sql(
            "update certificates.series set issuer = :name, issuer_above = :above where series_id = :id")
        .param("id", id)
        .param("name", name)
        .param("above", above)
        .update();
  }

  /** Takes the series for this transaction alone: the one lock of issuing. */
  Optional<Series> lock(int id) {
    jdbc.sql("select series_id from certificates.series where series_id = :id for update")
        .param("id", id)
        .query(Integer.class)
        .optional();
    return byId(id);
  }

  void advance(int id, int next) {
    jdbc.sql("update certificates.series set next_number = :next where series_id = :id")
        .param("id", id)
        .param("next", next)
        .update();
  }

  void configure(int id, String pattern, int first) {
    jdbc.sql(
            """
            update certificates.series
               set pattern = :pattern, first_number = :first, next_number = :first, version = version + 1
             where series_id = :id
            """)
        .param("id", id)
        .param("pattern", pattern)
        .param("first", first)
        .update();
  }

  List<UsedOnPaper> onPaper(int id) {
    return jdbc.sql(
            """
            select lower(numbers), upper(numbers) - 1, reason, noted_at, noted_name
              from certificates.used_on_paper where series_id = :id order by numbers
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new UsedOnPaper(
                    row.getInt(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getTimestamp(4).toInstant(),
                    row.getString(5)))
        .list();
  }

  void noteOnPaper(int id, int first, int last, String reason, Instant at, Actor actor) {
    jdbc.sql(
            """
            with noted as (
              insert into certificates.used_on_paper (series_id, numbers, reason, noted_at, noted_by, noted_name)
              values (:id, int4range(:first, :last, '[]'), :reason, :at, :by, :name)
            )
            update certificates.series set version = version + 1 where series_id = :id
            """)
        .param("id", id)
        .param("first", first)
        .param("last", last)
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId(), java.sql.Types.OTHER)
        .param("name", actor.name())
        .update();
  }

  /** The areas whose bodies ever issued. */
  List<Integer> areas() {
    return jdbc.sql("select distinct area_id from certificates.series").query(Integer.class).list();
  }

  /** The series of bodies of these areas, the latest year first. */
  List<Series> within(Collection<Integer> areaIds, int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where s.area_id = any (:areas::integer[])
                 order by s.year desc, s.issuer collate platform.vi, s.series_id limit :limit
                """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .param("limit", limit)
        .query(SERIES)
        .list();
  }

  /**
   * The series that somebody may mean who knows the issuer's name or code, and the year: those that
   * gave out one of the numbers.
   */
  List<Series> meant(String code, List<String> patterns, int year, int[] candidates, int limit) {
    StringBuilder where = new StringBuilder(SELECT).append(" where (s.issuer_code = :code");
    if (!patterns.isEmpty()) {
      where.append(" or (true");
      for (int i = 0; i < patterns.size(); i++) {
        where.append(" and s.search like :pattern").append(i);
      }
      where.append(")");
    }
    where.append(
        """
        ) and exists (select from unnest(:candidates::integer[]) g where g >= s.first_number and g < s.next_number)
        """);
    if (year > 0) {
      where.append(" and s.year = :year");
    }
    JdbcClient.StatementSpec statement =
        jdbc.sql(where + " order by s.year desc, s.issuer collate platform.vi limit :limit")
            .param("code", code)
            .param("candidates", Arrays.stream(candidates).boxed().toArray(Integer[]::new))
            .param("limit", limit);
    for (int i = 0; i < patterns.size(); i++) {
      statement = statement.param("pattern" + i, patterns.get(i));
    }
    return (year > 0 ? statement.param("year", year) : statement).query(SERIES).list();
  }
}
