package vn.khuyenhoc.criteria;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** All SQL of guidance in the library. */
@Repository
class GuideTable {

  /** Whose area has ended, that belongs to what took it over. */
  private static final String GUIDE =
      """
      select g.guide_id, x.area_id, v.name, g.title, g.number, g.dated, g.issuer, g.model, g.step, g.part, g.link,
             g.sha256, g.media_type, g.file_name, g.version, g.changed_at, g.changed_name, g.withdrawn_at,
             g.withdrawn_name, g.reason
        from criteria.guide g
        cross join lateral (select coalesce(areas.received_by(g.area_id), g.area_id) as area_id) x
        join areas.area_version v on v.area_id = x.area_id and v.valid @> platform.today()
      """;

  private final JdbcClient jdbc;

  GuideTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Guide> byId(UUID id) {
    return jdbc.sql(GUIDE + " where g.guide_id = :id")
        .param("id", id)
        .query(GuideTable::read)
        .optional();
  }

  /** The same, locked. */
  Optional<Guide> locked(UUID id) {
    jdbc.sql("select guide_id from criteria.guide where guide_id = :id for update")
        .param("id", id)
        .query(UUID.class)
        .optional();
    return byId(id);
  }

  /** Of the areas themselves, of those above and of those below them; withdrawn ones last. */
  List<Guide> seenFrom(Collection<Integer> areas) {
    return jdbc.sql(
            GUIDE
                + """
                 where exists (select from areas.ancestor a
                                where a.valid @> platform.today()
                                  and (a.area_id = any (:areas::integer[]) and a.ancestor_id = x.area_id
                                    or a.area_id = x.area_id and a.ancestor_id = any (:areas::integer[])))
                 order by g.withdrawn_at is not null, v.level, v.name collate platform.vi, g.dated desc nulls last,
                          g.title collate platform.vi, g.guide_id
                """)
        .param("areas", areas.toArray(Integer[]::new))
        .query(GuideTable::read)
        .list();
  }

  /** What holds in an area for a model, the country's first. */
  List<Guide> around(LearningModel model, int areaId) {
    return jdbc.sql(
            GUIDE
                + """
                 where g.withdrawn_at is null and g.model in ('', :model) and g.step || g.part <> ''
                   and exists (select from areas.ancestor a
                                where a.area_id = :area and a.ancestor_id = x.area_id and a.valid @> platform.today())
                 order by v.level, g.dated desc nulls last, g.title collate platform.vi, g.guide_id
                """)
        .param("model", model.name())
        .param("area", areaId)
        .query(GuideTable::read)
        .list();
  }

  /** The hash of its file; empty where it has none. */
  Optional<String> sha256(UUID id) {
    return jdbc.sql("select sha256 from criteria.guide where guide_id = :id and sha256 is not null")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /**
   * A file as it is kept.
   *
   * @param sha256 its hash
   * @param mediaType what it is
   * @param name what it is called when it is saved
   */
  record Kept(String sha256, String mediaType, String name) {}

  boolean add(
      UUID id, int areaId, Guide.Entry entry, @Nullable Kept file, Actor actor, Instant at) {
    return written(
                """
                insert into criteria.guide
                  (guide_id, area_id, title, number, dated, issuer, model, step, part, link, sha256, media_type,
                   file_name, changed_at, changed_by, changed_name)
                values (:id, :area, :title, :number, :dated, :issuer, :model, :step, :part, :link, :sha256, :type,
                        coalesce(:file, ''), :at, :by, :byName)
                on conflict do nothing
                """,
                id,
                entry,
                file,
                actor,
                at)
            .param("area", areaId)
            .update()
        == 1;
  }

  /** Corrects it; without another file it keeps its own. */
  void change(UUID id, Guide.Entry entry, @Nullable Kept file, Actor actor, Instant at) {
    written(
            """
            update criteria.guide
               set title = :title, number = :number, dated = :dated, issuer = :issuer, model = :model, step = :step,
                   part = :part, link = :link, sha256 = coalesce(:sha256, sha256),
                   media_type = coalesce(:type, media_type), file_name = coalesce(:file, file_name),
                   version = version + 1, changed_at = :at, changed_by = :by, changed_name = :byName
             where guide_id = :id
            """,
            id,
            entry,
            file,
            actor,
            at)
        .update();
  }

  private JdbcClient.StatementSpec written(
      String sql, UUID id, Guide.Entry entry, @Nullable Kept file, Actor actor, Instant at) {
    LocalDate dated = entry.dated();
    LearningModel model = entry.model();
    return jdbc.sql(sql)
        .param("id", id)
        .param("title", entry.title())
        .param("number", entry.number())
        .param("dated", dated == null ? null : Date.valueOf(dated), java.sql.Types.DATE)
        .param("issuer", entry.issuer())
        .param("model", model == null ? "" : model.name())
        .param("step", entry.step())
        .param("part", entry.part())
        .param("link", entry.link())
        .param("sha256", file == null ? null : file.sha256(), java.sql.Types.VARCHAR)
        .param("type", file == null ? null : file.mediaType(), java.sql.Types.VARCHAR)
        .param("file", file == null ? null : file.name(), java.sql.Types.VARCHAR)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("byName", actor.name());
  }

  void withdraw(UUID id, String reason, Actor actor, Instant at) {
    jdbc.sql(
            """
            update criteria.guide
               set withdrawn_at = :at, withdrawn_name = :by, reason = :reason, version = version + 1
             where guide_id = :id
            """)
        .param("id", id)
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("by", actor.name())
        .update();
  }

  private static Guide read(ResultSet row, int number) throws SQLException {
    Date dated = row.getDate("dated");
    Timestamp withdrawn = row.getTimestamp("withdrawn_at");
    String model = row.getString("model");
    return new Guide(
        row.getObject("guide_id", UUID.class),
        row.getInt("area_id"),
        row.getString("name"),
        new Guide.Entry(
            row.getString("title"),
            row.getString("number"),
            dated == null ? null : dated.toLocalDate(),
            row.getString("issuer"),
            model.isEmpty() ? null : LearningModel.valueOf(model),
            row.getString("step"),
            row.getString("part"),
            row.getString("link")),
        row.getString("file_name"),
        row.getString("media_type"),
        row.getInt("version"),
        row.getTimestamp("changed_at").toInstant(),
        row.getString("changed_name"),
        withdrawn == null
            ? null
            : new Guide.Withdrawal(
                withdrawn.toInstant(),
                Objects.requireNonNull(row.getString("withdrawn_name")),
                row.getString("reason")));
  }
}
