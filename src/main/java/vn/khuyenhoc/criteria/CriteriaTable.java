package vn.khuyenhoc.criteria;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;

/** All SQL of the sets. */
@Repository
class CriteriaTable {

  private static final String LINE =
      """
      select s.set_id, s.model, s.level, s.form, s.province_id, s.based_on, s.issuer, s.version, s.title, s.status,
             s.sample, lower(s.valid) as valid_from, upper(s.valid) as valid_to, s.revision, s.changed_at,
             s.changed_name, s.content ->> 'basis' as basis, coalesce(s.content ->> 'period', '') as period,
             s.engine,
             jsonb_array_length(jsonb_path_query_array(s.content, '$.criteria[*].indicators[*]')) as indicators,
             jsonb_array_length(jsonb_path_query_array(s.content,
               '$.criteria[*].indicators[*] ? (@.verified == true)')) as verified,
             (select v.name from areas.area_version v where v.area_id = s.province_id
               order by lower(v.valid) desc limit 1) as province_name
      """;

  private final JdbcClient jdbc;

  CriteriaTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<CriteriaSet> byId(String id) {
    return jdbc.sql("select content::text from criteria.criteria_set where set_id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(CriteriaFile::fromJson);
  }

  Optional<KeptSet> kept(String id) {
    return jdbc.sql(
            LINE + ", s.content::text as content from criteria.criteria_set s where s.set_id = :id")
        .param("id", id)
        .query(
            (row, number) ->
                new KeptSet(line(row), CriteriaFile.fromJson(row.getString("content"))))
        .optional();
  }

  /** Waits until nobody else puts sets in force. */
  void lockPlaces() {
    jdbc.sql("select pg_advisory_xact_lock(7020, 0)").query((row, number) -> 0).list();
  }

  /** Waits until nobody else gives a set an identity. Taken after {@link #lockPlaces}. */
  void lockNames() {
    jdbc.sql("select pg_advisory_xact_lock(7020, 1)").query((row, number) -> 0).list();
  }

  /** Waits until nobody else writes this set. */
  void lock(String id) {
    jdbc.sql("select 1 from criteria.criteria_set where set_id = :id for update")
        .param("id", id)
        .query((row, number) -> 0)
        .list();
  }

  Set<String> ids() {
    return jdbc
        .sql(
            "select set_id from criteria.criteria_set union all select set_id from criteria.spent_id")
        .query(String.class)
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether an identity belonged to a set that was taken back. */
  boolean spent(String id) {
    return jdbc.sql("select exists (select from criteria.spent_id where set_id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /**
   * Sets in force on a date, retired ones that were in force then among them: a province's own
   * before the national ones, newest first.
   */
  List<CriteriaSet> inForce(
      LearningModel model,
      ModelLevel level,
      String form,
      @Nullable Integer provinceId,
      LocalDate date) {
    return jdbc
        .sql(
            """
            select content::text from criteria.criteria_set
             where model = :model and level = :level and form = :form and status <> 'DRAFT'
               and valid @> :date::date
               and (province_id is null or province_id = :province)
             order by province_id nulls last, lower(valid) desc, version desc
            """)
        .param("model", model.name())
        .param("level", level.name())
        .param("form", form)
        .param("province", provinceId)
        .param("date", Date.valueOf(date))
        .query(String.class)
        .list()
        .stream()
        .map(CriteriaFile::fromJson)
        .toList();
  }

  /**
   * The sets of a filter, by model, level and form, the newest first.
   *
   * @param nationalDrafts whether drafts of national sets may be seen
   * @param provinces the provinces whose drafts may be seen
   */
  List<SetLine> list(
      SetFilter filter, LocalDate today, boolean nationalDrafts, Collection<Integer> provinces) {
    return jdbc.sql(
            LINE
                + """
                  from criteria.criteria_set s
                 where (:model::text is null or s.model = :model)
                   and (:level::text is null or s.level = :level)
                   and (:form::text is null or s.form = :form)
                   and (:status::text is null or s.status = :status)
                   and (:province::integer is null or s.province_id = :province)
                   and (:national = false or s.province_id is null)
                   and (:now = false or s.status <> 'DRAFT' and s.valid @> :today::date)
                   and (s.status <> 'DRAFT' or s.province_id is null and :nationalDrafts
                     or s.province_id = any (:provinces::integer[]))
                 order by s.model, s.level, s.form, s.province_id nulls first,
                          s.status = 'DRAFT' desc, lower(s.valid) desc nulls first, s.version desc, s.set_id
                """)
        .param("model", name(filter.model()))
        .param("level", name(filter.level()))
        .param("form", filter.form())
        .param("status", name(filter.status()))
        .param("province", filter.provinceId())
        .param("national", filter.nationalOnly())
        .param("now", filter.inForceNow())
        .param("today", Date.valueOf(today))
        .param("nationalDrafts", nationalDrafts)
        .param("provinces", provinces.toArray(Integer[]::new))
        .query((row, number) -> line(row))
        .list();
  }

  private static @Nullable String name(@Nullable Enum<?> one) {
    return one == null ? null : one.name();
  }

  private static SetLine line(ResultSet row) throws SQLException {
    int province = row.getInt("province_id");
    boolean national = row.wasNull();
    Date from = row.getDate("valid_from");
    Date to = row.getDate("valid_to");
    String basedOn = row.getString("based_on");
    return new SetLine(
        row.getString("set_id"),
        LearningModel.valueOf(row.getString("model")),
        ModelLevel.valueOf(row.getString("level")),
        row.getString("form"),
        national ? null : province,
        row.getString("province_name"),
        basedOn == null ? "" : basedOn,
        row.getString("issuer"),
        row.getInt("version"),
        row.getString("title"),
        SetStatus.valueOf(row.getString("status")),
        row.getBoolean("sample"),
        from == null ? null : from.toLocalDate(),
        to == null ? null : to.toLocalDate(),
        row.getInt("revision"),
        row.getTimestamp("changed_at").toInstant(),
        row.getString("changed_name"),
        text(row, "basis"),
        text(row, "period"),
        Engine.LEVELS.name().equals(row.getString("engine")) ? Engine.LEVELS : Engine.POINTS,
        row.getInt("indicators"),
        row.getInt("verified"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  /** Whether another set names this one as its origin. */
  boolean derived(String id) {
    return jdbc.sql("select exists (select from criteria.criteria_set where based_on = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** Notes that a set was ended because another one was put in force. */
  void followedBy(String id, String other) {
    jdbc.sql("update criteria.criteria_set set followed_by = :other where set_id = :id")
        .param("other", other)
        .param("id", id)
        .update();
  }

  /**
   * Takes a set in force away that nothing refers to. Its identity is never used again, and what
   * was ended for it goes on until the next set of the place.
   */
  void takeBack(String id, Instant at) {
    jdbc.sql("select set_config('khuyenhoc.take_back', :id, true)")
        .param("id", id)
        .query((row, number) -> 0)
        .list();
    jdbc.sql("delete from criteria.criteria_set where set_id = :id").param("id", id).update();
    jdbc.sql("insert into criteria.spent_id (set_id, taken_back_at) values (:id, :at)")
        .param("id", id)
        .param("at", Timestamp.from(at))
        .update();
    jdbc.sql(
            """
            update criteria.criteria_set s
               set status = case when n.next is null then 'IN_FORCE' else 'RETIRED' end,
                   valid = daterange(lower(s.valid), n.next), revision = s.revision + 1, changed_at = :at,
                   retired_at = case when n.next is null then null else s.retired_at end, followed_by = null
              from (select f.set_id,
                           (select min(lower(o.valid)) from criteria.criteria_set o
                             where o.model = f.model and o.level = f.level and o.form = f.form
                               and o.province_id is not distinct from f.province_id and o.status <> 'DRAFT'
                               and lower(o.valid) > lower(f.valid)) as next
                      from criteria.criteria_set f where f.followed_by = :id) n
             where s.set_id = n.set_id
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** The sets not in draft whose period of the same place meets this one. */
  List<SetLine> meeting(
      CriteriaSet set, @Nullable Integer provinceId, LocalDate from, @Nullable LocalDate to) {
    return jdbc.sql(
            LINE
                + """
                  from criteria.criteria_set s
                 where s.model = :model and s.level = :level and s.form = :form and s.set_id <> :id
                   and s.province_id is not distinct from :province and s.status <> 'DRAFT'
                   and s.valid && daterange(:from::date, :to::date)
                 order by lower(s.valid), s.set_id
                """)
        .param("model", set.model().name())
        .param("level", set.level().name())
        .param("form", set.form())
        .param("id", set.id())
        .param("province", provinceId)
        .param("from", Date.valueOf(from))
        .param("to", to == null ? null : Date.valueOf(to))
        .query((row, number) -> line(row))
        .list();
  }

  /** The set not in draft that has the same version of the same issuer. */
  Optional<String> sameVersion(CriteriaSet set, @Nullable Integer provinceId) {
    return jdbc.sql(
            """
            select title from criteria.criteria_set
             where model = :model and level = :level and form = :form and issuer = :issuer
               and version = :version and province_id is not distinct from :province
               and set_id <> :id and status <> 'DRAFT'
             limit 1
            """)
        .param("model", set.model().name())
        .param("level", set.level().name())
        .param("form", set.form())
        .param("issuer", set.issuer())
        .param("version", set.version())
        .param("province", provinceId)
        .param("id", set.id())
        .query(String.class)
        .optional();
  }

  /** Keeps a new draft. */
  void add(CriteriaSet set, @Nullable Integer provinceId, Actor actor, Instant at) {
    String content = CriteriaFile.json(set);
    jdbc.sql(
            """
            insert into criteria.criteria_set
              (set_id, model, level, form, province_id, based_on, issuer, version, valid, title, status, sample, content,
               content_sha256, loaded_at, changed_at, changed_by, changed_name)
            values (:id, :model, :level, :form, :province, :base, :issuer, :version, 'empty', :title, 'DRAFT', :sample,
                    :content::jsonb, :hash, :at, :at, :account, :name)
            """)
        .param("id", set.id())
        .param("model", set.model().name())
        .param("level", set.level().name())
        .param("form", set.form())
        .param("province", provinceId)
        .param("base", set.basedOn().isEmpty() ? null : set.basedOn())
        .param("issuer", set.issuer())
        .param("version", set.version())
        .param("title", set.title())
        .param("sample", set.sample())
        .param("content", content)
        .param("hash", sha256(content))
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("name", actor.name())
        .update();
  }

  /** Keeps another content of a draft; false where its revision is no longer this one. */
  boolean change(
      CriteriaSet set, @Nullable Integer provinceId, int revision, Actor actor, Instant at) {
    String content = CriteriaFile.json(set);
    return jdbc.sql(
                """
                update criteria.criteria_set
                   set model = :model, level = :level, form = :form, province_id = :province, based_on = :base,
                       issuer = :issuer, version = :version, title = :title, sample = :sample,
                       content = :content::jsonb, content_sha256 = :hash, revision = revision + 1,
                       changed_at = :at, changed_by = :account, changed_name = :name
                 where set_id = :id and revision = :revision and status = 'DRAFT'
                """)
            .param("model", set.model().name())
            .param("level", set.level().name())
            .param("form", set.form())
            .param("province", provinceId)
            .param("base", set.basedOn().isEmpty() ? null : set.basedOn())
            .param("issuer", set.issuer())
            .param("version", set.version())
            .param("title", set.title())
            .param("sample", set.sample())
            .param("content", content)
            .param("hash", sha256(content))
            .param("at", Timestamp.from(at))
            .param("account", actor.accountId())
            .param("name", actor.name())
            .param("id", set.id())
            .param("revision", revision)
            .update()
        == 1;
  }

  /** Puts a draft in force. */
  void putInForce(String id, LocalDate from, @Nullable LocalDate to, Actor actor, Instant at) {
    jdbc.sql(
            """
            update criteria.criteria_set
               set status = 'IN_FORCE', valid = daterange(:from::date, :to::date), revision = revision + 1,
                   in_force_at = :at, changed_at = :at, changed_by = :account, changed_name = :name
             where set_id = :id
            """)
        .param("from", Date.valueOf(from))
        .param("to", to == null ? null : Date.valueOf(to))
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("name", actor.name())
        .param("id", id)
        .update();
  }

  /** Ends a set in force. */
  void retire(String id, LocalDate end, Actor actor, Instant at) {
    jdbc.sql(
            """
            update criteria.criteria_set
               set status = 'RETIRED', valid = daterange(lower(valid), :end::date), revision = revision + 1,
                   retired_at = :at, changed_at = :at, changed_by = :account, changed_name = :name
             where set_id = :id
            """)
        .param("end", Date.valueOf(end))
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("name", actor.name())
        .param("id", id)
        .update();
  }

  /** Forgets a draft. */
  boolean drop(String id, int revision) {
    return jdbc.sql(
                """
                delete from criteria.criteria_set
                 where set_id = :id and revision = :revision and status = 'DRAFT'
                """)
            .param("id", id)
            .param("revision", revision)
            .update()
        == 1;
  }

  /** A set that comes with the product, in force for its period. */
  record Shipped(CriteriaSet set, LocalDate from, @Nullable LocalDate to) {}

  /**
   * Keeps sets that come with the product, each in force for its period, or as a draft where
   * another set is in force there or has its version.
   */
  void addShipped(List<Shipped> sets, String name, Instant at) {
    for (Shipped one : sets) {
      CriteriaSet set = one.set();
      String content = CriteriaFile.json(set);
      jdbc.sql(
              """
              insert into criteria.criteria_set
                (set_id, model, level, form, issuer, version, valid, title, status, sample, content, content_sha256,
                 loaded_at, in_force_at, changed_at, changed_name)
              select :id, :model, :level, :form, :issuer, :version,
                     case when free then daterange(:from::date, :to::date) else 'empty' end, :title,
                     case when free then 'IN_FORCE' else 'DRAFT' end, :sample, :content::jsonb, :hash, :at,
                     case when free then :at::timestamptz end, :at, :name
                from (select not exists (
                        select from criteria.criteria_set s
                         where s.model = :model and s.level = :level and s.form = :form and s.province_id is null
                           and s.status <> 'DRAFT'
                           and (s.valid && daterange(:from::date, :to::date)
                             or s.issuer = :issuer and s.version = :version))) as f (free)
              on conflict (set_id) do nothing
              """)
          .param("id", set.id())
          .param("model", set.model().name())
          .param("level", set.level().name())
          .param("form", set.form())
          .param("issuer", set.issuer())
          .param("version", set.version())
          .param("from", Date.valueOf(one.from()))
          .param("to", one.to() == null ? null : Date.valueOf(one.to()))
          .param("title", set.title())
          .param("sample", set.sample())
          .param("content", content)
          .param("hash", sha256(content))
          .param("at", Timestamp.from(at))
          .param("name", name)
          .update();
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
