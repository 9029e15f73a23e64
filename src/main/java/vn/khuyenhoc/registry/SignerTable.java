package vn.khuyenhoc.registry;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** All SQL of those who sign. */
@Repository
class SignerTable {

  private static final String COLUMNS =
      """
      s.signer_id, s.name as signer, s.position, s.manner, s.collective, s.signs_for, s.papers, s.usual,
      lower(s.valid) as first_day, upper(s.valid) - 1 as last_day, s.version, s.changed_at, s.changed_name,
      b.body_id, b.name as body
      """;

  private final JdbcClient jdbc;

  SignerTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Signer> byId(UUID id) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from registry.signer s join registry.body b using (body_id) where s.signer_id = :id")
        .param("id", id)
        .query((row, no) -> read(row))
        .optional();
  }

  /** Everybody who signs or has signed for a body, those of today first. */
  List<Signer> of(UUID body) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                   from registry.signer s join registry.body b using (body_id)
                  where s.body_id = :body
                  order by not s.valid @> platform.today(), cardinality(s.usual) desc, lower(s.valid) desc, s.signer_id
                """)
        .param("body", body)
        .query((row, no) -> read(row))
        .list();
  }

  /**
   * The bodies at and above areas on a day with everybody who signs for them, whenever; the nearest
   * body first.
   */
  Map<Integer, List<Signers.Office>> around(Collection<Integer> areaIds, LocalDate day) {
    Map<Integer, Map<UUID, List<Line>>> found =
        jdbc
            .sql(
                "select "
                    + COLUMNS
                    + """
                      , a.area_id as below, b.area_id as place, b.kind
                       from areas.ancestor a
                       join registry.body b on b.area_id = a.ancestor_id and b.valid @> :day::date
                       left join registry.signer s on s.body_id = b.body_id
                      where a.area_id = any (:areas::integer[]) and a.valid @> :day::date
                      order by a.ancestor_level desc, lower(b.valid) desc, lower(s.valid) desc, s.signer_id
                    """)
            .param("areas", areaIds.toArray(Integer[]::new))
            .param("day", Date.valueOf(day))
            .query((row, no) -> line(row))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Line::below,
                    Collectors.groupingBy(
                        one -> one.office().id(), LinkedHashMap::new, Collectors.toList())));
    Map<Integer, List<Signers.Office>> around = new HashMap<>();
    found.forEach(
        (area, offices) ->
            around.put(
                area,
                offices.values().stream()
                    .map(
                        lines ->
                            lines
                                .getFirst()
                                .office()
                                .with(
                                    lines.stream()
                                        .map(Line::signer)
                                        .filter(Objects::nonNull)
                                        .toList()))
                    .toList()));
    return around;
  }

  /** A body around an area, with one of those who sign for it. */
  private record Line(int below, Signers.Office office, @Nullable Signer signer) {}

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getInt("below"),
        new Signers.Office(
            row.getObject("body_id", UUID.class),
            BodyKind.valueOf(row.getString("kind")),
            row.getString("body"),
            row.getInt("place"),
            List.of()),
        row.getObject("signer_id") == null ? null : read(row));
  }

  boolean add(UUID id, UUID body, Signer.Entry entry, Actor actor, Instant at) {
    return written(
                """
            insert into registry.signer (signer_id, body_id, name, position, manner, collective, signs_for, papers, usual,
                                         valid, changed_at, changed_by, changed_name)
            values (:id, :body, :name, :position, :manner, :collective, :signsFor, :papers::text[], :usual::text[],
                    daterange(:from::date, :to::date, '[]'), :at, :by, :byName)
            on conflict do nothing
            """,
                id,
                entry,
                actor,
                at)
            .param("body", body)
            .update()
        == 1;
  }

  void change(UUID id, Signer.Entry entry, Actor actor, Instant at) {
    written(
            """
            update registry.signer
               set name = :name, position = :position, manner = :manner, collective = :collective,
                   signs_for = :signsFor, papers = :papers::text[], usual = :usual::text[],
                   valid = daterange(:from::date, :to::date, '[]'), version = version + 1,
                   changed_at = :at, changed_by = :by, changed_name = :byName
             where signer_id = :id
            """,
            id,
            entry,
            actor,
            at)
        .update();
  }

  private JdbcClient.StatementSpec written(
      String sql, UUID id, Signer.Entry entry, Actor actor, Instant at) {
    LocalDate to = entry.to();
    return jdbc.sql(sql)
        .param("id", id)
        .param("name", entry.name())
        .param("position", entry.position())
        .param("manner", entry.manner().name())
        .param("collective", entry.collective())
        .param("signsFor", entry.signsFor())
        .param("papers", names(entry.papers()))
        .param("usual", names(entry.usual()))
        .param("from", Date.valueOf(entry.from()))
        .param("to", to == null ? null : Date.valueOf(to))
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("byName", actor.name());
  }

  private static String[] names(Set<SignedPaper> papers) {
    return papers.stream().sorted().map(Enum::name).toArray(String[]::new);
  }

  private static Signer read(ResultSet row) throws SQLException {
    Date to = row.getDate("last_day");
    return new Signer(
        row.getObject("signer_id", UUID.class),
        row.getObject("body_id", UUID.class),
        row.getString("body"),
        new Signer.Entry(
            row.getString("signer"),
            row.getString("position"),
            SigningManner.valueOf(row.getString("manner")),
            row.getString("collective"),
            row.getString("signs_for"),
            papers(row.getArray("papers")),
            papers(row.getArray("usual")),
            row.getDate("first_day").toLocalDate(),
            to == null ? null : to.toLocalDate()),
        row.getInt("version"),
        row.getTimestamp("changed_at").toInstant(),
        row.getString("changed_name"));
  }

  private static Set<SignedPaper> papers(Array names) throws SQLException {
    Set<SignedPaper> papers = EnumSet.noneOf(SignedPaper.class);
    Arrays.stream((String[]) names.getArray()).map(SignedPaper::valueOf).forEach(papers::add);
    return papers;
  }
}
