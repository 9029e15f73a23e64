package vn.khuyenhoc.reports;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.document.OfficeTemplates.Written;
import vn.khuyenhoc.platform.document.TemplateKind;

/** All SQL of templates. */
@Repository
class TemplateTable {

  /** Whose area has ended, that belongs to what took it over. */
  private static final String VERSION =
      """
      select t.template_id, x.area_id, v.name, t.kind, t.version, t.sha256, t.file_name, t.remark, t.uploaded_at,
             t.uploaded_name
        from reports.template t
        cross join lateral (select coalesce(areas.received_by(t.area_id), t.area_id) as area_id) x
        join areas.area_version v on v.area_id = x.area_id and v.valid @> platform.today()
      """;

  private final JdbcClient jdbc;

  TemplateTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One that lies in or above or below one of these areas. */
  Optional<TemplateVersion> seen(UUID id, Collection<Integer> areas) {
    return jdbc.sql(
            VERSION
                + """
                 where t.template_id = :id
                   and exists (select from areas.ancestor a
                                where a.valid @> platform.today()
                                  and (a.area_id = any (:areas::integer[]) and a.ancestor_id = x.area_id
                                    or a.area_id = x.area_id and a.ancestor_id = any (:areas::integer[])))
                """)
        .param("id", id)
        .param("areas", areas.toArray(Integer[]::new))
        .query(TemplateTable::version)
        .optional();
  }

  Optional<TemplateVersion> byId(UUID id) {
    return jdbc.sql(VERSION + " where t.template_id = :id")
        .param("id", id)
        .query(TemplateTable::version)
        .optional();
  }

  /** Of an area itself, the newest first. */
  List<TemplateVersion> of(int areaId, TemplateKind kind) {
    return jdbc.sql(
            VERSION
                + """
                 where x.area_id = :area and t.kind = :kind
                 order by t.version desc, t.uploaded_at desc
                """)
        .param("area", areaId)
        .param("kind", kind.name())
        .query(TemplateTable::version)
        .list();
  }

  /**
   * What an area uses on a day, kind by kind: its own, else that of the nearest area above it that
   * has one.
   */
  List<TemplateVersion> inForce(int areaId, LocalDate day) {
    return jdbc.sql(
            """
            select distinct on (t.kind)
                   t.template_id, x.area_id, v.name, t.kind, t.version, t.sha256, t.file_name, t.remark,
                   t.uploaded_at, t.uploaded_name
              from (select distinct on (area_id, kind) area_id, kind, template_id, from_day, use_id
                      from reports.template_use
                     where from_day <= :day
                     order by area_id, kind, from_day desc, use_id desc) u
              join reports.template t on t.template_id = u.template_id
              cross join lateral (select coalesce(areas.received_by(u.area_id), u.area_id) as area_id) x
              join areas.area_version v on v.area_id = x.area_id and v.valid @> platform.today()
              join areas.ancestor a on a.ancestor_id = x.area_id and a.valid @> platform.today()
                                   and a.area_id = (select coalesce(areas.received_by(:area), :area))
             order by t.kind, v.level desc, u.area_id = x.area_id desc, u.from_day desc, u.use_id desc
            """)
        .param("area", areaId)
        .param("day", Date.valueOf(day))
        .query(TemplateTable::version)
        .list();
  }

  /**
   * What areas used then, each at its moment, for documents of a kind; without those that used
   * none.
   */
  Map<Written, TemplateVersion> inForce(Collection<Written> written, TemplateKind kind) {
    List<Written> asked = written.stream().distinct().toList();
    Map<Written, TemplateVersion> used = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (w.place)
                   w.place, t.template_id, x.area_id, v.name, t.kind, t.version, t.sha256, t.file_name, t.remark,
                   t.uploaded_at, t.uploaded_name
              from (select distinct on (d.at, o.area_id) d.at, o.area_id, o.template_id, o.from_day, o.use_id
                      from (select distinct unnest(:moments::timestamptz[]) as at) d
                      join reports.template_use o
                        on o.kind = :kind and o.decided_at <= d.at
                       and o.from_day <= (d.at at time zone 'Asia/Ho_Chi_Minh')::date
                     order by d.at, o.area_id, o.from_day desc, o.use_id desc) u
              join reports.template t on t.template_id = u.template_id
              cross join lateral (select coalesce(areas.received_by(u.area_id), u.area_id) as area_id) x
              join areas.area_version v on v.area_id = x.area_id and v.valid @> platform.today()
              join (select a.place, a.at, coalesce(areas.received_by(a.asked), a.asked) as area_id
                      from unnest(:areas::integer[], :moments::timestamptz[]) with ordinality as a (asked, at, place)) w on w.at = u.at
              join areas.ancestor a on a.ancestor_id = x.area_id and a.valid @> platform.today() and a.area_id = w.area_id
             order by w.place, v.level desc, u.area_id = x.area_id desc, u.from_day desc, u.use_id desc
            """)
        .param("areas", asked.stream().map(Written::areaId).toArray(Integer[]::new))
        .param("moments", asked.stream().map(one -> one.at().toString()).toArray(String[]::new))
        .param("kind", kind.name())
        .query(
            row -> {
              used.put(asked.get(row.getInt("place") - 1), version(row, 0));
            });
    return used;
  }

  /** What was decided of an area's own templates of a kind, the newest first. */
  List<TemplateUse> uses(int areaId, TemplateKind kind) {
    return jdbc.sql(
            """
            select t.version, u.from_day, u.reason, u.decided_at, u.decided_name
              from reports.template_use u
              left join reports.template t on t.template_id = u.template_id
             where coalesce(areas.received_by(u.area_id), u.area_id) = :area and u.kind = :kind
             order by u.use_id desc
            """)
        .param("area", areaId)
        .param("kind", kind.name())
        .query(TemplateTable::use)
        .list();
  }

  /**
   * A file as it is kept.
   *
   * @param sha256 its hash
   * @param name what it was called
   */
  record Kept(String sha256, String name) {}

  /** Adds the next version. The caller keeps others from doing so at the same time. */
  boolean add(
      UUID id, int areaId, TemplateKind kind, Kept file, String remark, Actor actor, Instant at) {
    return jdbc.sql(
                """
                insert into reports.template
                  (template_id, area_id, kind, version, sha256, file_name, remark, uploaded_at, uploaded_by,
                   uploaded_name)
                select :id, :area, :kind, coalesce(max(version), 0) + 1, :sha256, :file, :remark, :at, :by, :byName
                  from reports.template where area_id = :area and kind = :kind
                on conflict (template_id) do nothing
                """)
            .param("id", id)
            .param("area", areaId)
            .param("kind", kind.name())
            .param("sha256", file.sha256())
            .param("file", file.name())
            .param("remark", remark)
            .param("at", Timestamp.from(at))
            .param("by", actor.accountId())
            .param("byName", actor.name())
            .update()
        == 1;
  }

  /** Lets nobody else add or decide for that area and kind until the transaction ends. */
  void alone(int areaId, TemplateKind kind) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('reports.template'), hashtext(:what))::text")
        .param("what", areaId + " " + kind.name())
        .query(String.class)
        .optional();
  }

  void use(
      int areaId,
      TemplateKind kind,
      @Nullable UUID template,
      LocalDate from,
      String reason,
      Actor actor,
      Instant at) {
    jdbc.sql(
            """
            insert into reports.template_use
              (area_id, kind, template_id, from_day, reason, decided_at, decided_by, decided_name)
            values (:area, :kind, :template, :from, :reason, :at, :by, :byName)
            """)
        .param("area", areaId)
        .param("kind", kind.name())
        .param("template", template)
        .param("from", Date.valueOf(from))
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("byName", actor.name())
        .update();
  }

  private static TemplateVersion version(ResultSet row, int number) throws SQLException {
    String kind = row.getString("kind");
    return new TemplateVersion(
        Objects.requireNonNull(row.getObject("template_id", UUID.class)),
        row.getInt("area_id"),
        row.getString("name"),
        TemplateKind.named(kind).orElseThrow(() -> new IllegalStateException(kind)),
        row.getInt("version"),
        row.getString("sha256"),
        row.getString("file_name"),
        row.getString("remark"),
        row.getTimestamp("uploaded_at").toInstant(),
        row.getString("uploaded_name"));
  }

  private static TemplateUse use(ResultSet row, int number) throws SQLException {
    int version = row.getInt("version");
    return new TemplateUse(
        row.wasNull() ? null : version,
        row.getDate("from_day").toLocalDate(),
        row.getString("reason"),
        row.getTimestamp("decided_at").toInstant(),
        row.getString("decided_name"));
  }
}
