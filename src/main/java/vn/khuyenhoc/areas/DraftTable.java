package vn.khuyenhoc.areas;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Actor;

/** All SQL of drafts, and the areas of an eve that they choose from. */
@Repository
class DraftTable {

  private static final String COLUMNS =
      """
      select draft_id, scope_id, effective_on, decree, decree_date, note, changes::text as changes, version,
             created_at, created_name, changed_at, changed_name, reorganisation_id, discarded_at
        from areas.draft
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  DraftTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(UUID id, int scope, DraftRules.Said said, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into areas.draft (draft_id, scope_id, effective_on, decree, decree_date, note,
                                     created_at, created_by, created_name, changed_at, changed_name)
            values (:id, :scope, :day, :decree, :signed, :note, :at, :account, :name, :at, :name)
            on conflict (draft_id) do nothing
            """)
        .param("id", id)
        .param("scope", scope)
        .param("day", Date.valueOf(said.effectiveOn()))
        .param("decree", said.decree().number())
        .param("signed", date(said.decree().date()))
        .param("note", said.decree().note())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId(), java.sql.Types.OTHER)
        .param("name", actor.name())
        .update();
  }

  Optional<Draft> byId(UUID id) {
    return jdbc.sql(COLUMNS + " where draft_id = :id")
        .param("id", id)
        .query(this::draft)
        .optional();
  }

  /** The draft, locked against other writers to the end of the transaction. */
  Optional<Draft> lock(UUID id) {
    return jdbc.sql(COLUMNS + " where draft_id = :id for update")
        .param("id", id)
        .query(this::draft)
        .optional();
  }

  /** Drafts within these areas that wait to be recorded, the latest first. */
  List<Draft> open(Collection<Integer> scopes) {
    return jdbc.sql(
            COLUMNS
                + """
                 where reorganisation_id is null and discarded_at is null
                   and scope_id in (select area_id from areas.ancestor where ancestor_id = any (:scopes::integer[]))
                 order by changed_at desc
                """)
        .param("scopes", scopes.toArray(Integer[]::new))
        .query(this::draft)
        .list();
  }

  void header(UUID id, DraftRules.Said said, Instant at, Actor actor) {
    jdbc.sql(
            """
            update areas.draft
               set effective_on = :day, decree = :decree, decree_date = :signed, note = :note,
                   version = version + 1, changed_at = :at, changed_name = :name
             where draft_id = :id
            """)
        .param("id", id)
        .param("day", Date.valueOf(said.effectiveOn()))
        .param("decree", said.decree().number())
        .param("signed", date(said.decree().date()))
        .param("note", said.decree().note())
        .param("at", Timestamp.from(at))
        .param("name", actor.name())
        .update();
  }

  void changes(UUID id, List<DraftChange> changes, Instant at, Actor actor) {
    jdbc.sql("update areas.draft set changes = :changes::jsonb where draft_id = :id")
        .param("id", id)
        .param("changes", json.writeValueAsString(changes))
        .update();
    changed(id, at, actor);
  }

  void changed(UUID id, Instant at, Actor actor) {
    jdbc.sql(
            """
            update areas.draft set version = version + 1, changed_at = :at, changed_name = :name
             where draft_id = :id
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .param("name", actor.name())
        .update();
  }

  void recorded(UUID id, int reorganisation) {
    jdbc.sql("update areas.draft set reorganisation_id = :reorganisation where draft_id = :id")
        .param("id", id)
        .param("reorganisation", reorganisation)
        .update();
  }

  void discarded(UUID id, @Nullable Instant at) {
    jdbc.sql("update areas.draft set discarded_at = :at where draft_id = :id")
        .param("id", id)
        .param("at", at == null ? null : Timestamp.from(at), java.sql.Types.TIMESTAMP)
        .update();
  }

  List<Draft.File> files(UUID id) {
    return jdbc.sql(
            """
            select purpose, sha256, file_name, columns::text as columns from areas.draft_file
             where draft_id = :id and not removed order by purpose desc
            """)
        .param("id", id)
        .query(
            (row, number) -> {
              String columns = row.getString("columns");
              return new Draft.File(
                  AreaLists.Purpose.valueOf(row.getString("purpose")),
                  row.getString("sha256"),
                  row.getString("file_name"),
                  columns == null ? null : json.readValue(columns, MappedColumns.class));
            })
        .list();
  }

  void file(UUID id, AreaLists.Purpose purpose, String sha256, String fileName) {
    jdbc.sql(
            """
            insert into areas.draft_file (draft_id, purpose, sha256, file_name)
            values (:id, :purpose, :sha256, :name)
            on conflict (draft_id, purpose) do update
              set sha256 = excluded.sha256, file_name = excluded.file_name, columns = null, removed = false
            """)
        .param("id", id)
        .param("purpose", purpose.name())
        .param("sha256", sha256)
        .param("name", fileName)
        .update();
  }

  void columns(UUID id, AreaLists.Purpose purpose, MappedColumns columns) {
    jdbc.sql(
            """
            update areas.draft_file set columns = :columns::jsonb where draft_id = :id and purpose = :purpose
            """)
        .param("id", id)
        .param("purpose", purpose.name())
        .param("columns", json.writeValueAsString(columns))
        .update();
  }

  void removeFile(UUID id, AreaLists.Purpose purpose) {
    jdbc.sql(
            "update areas.draft_file set removed = true where draft_id = :id and purpose = :purpose")
        .param("id", id)
        .param("purpose", purpose.name())
        .update();
  }

  private static final String FOUND =
      """
      select v.area_id, v.level, v.parent_id, v.code, v.name, v.kind, lower(v.valid) as since,
             upper(v.valid) as until, coalesce(p.name, '') as above
        from areas.ancestor a
        join areas.area_version v on v.area_id = a.area_id and v.valid @> :eve::date and v.kind <> 'UNASSIGNED'
        left join areas.area_version p on p.area_id = v.parent_id and p.valid @> :eve::date
       where a.ancestor_id = :scope and a.valid @> :eve::date
      """;

  /** Areas within the scope on the eve by words of any name, or by any code, that they ever had. */
  List<AreaChoice> search(
      int scope,
      LocalDate eve,
      String typed,
      List<String> foldedWords,
      List<String> codes,
      int limit) {
    String[] patterns =
        foldedWords.stream()
            .map(
                word ->
                    "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
            .toArray(String[]::new);
    return jdbc.sql(
            FOUND
                + """
                   and v.area_id in (
                     select m.area_id from areas.area_version m
                      where cardinality(:patterns::text[]) > 0 and m.folded like all (:patterns::text[])
                     union
                     select m.area_id from areas.area_version m where m.code = any (:codes::text[]))
                 order by v.code <> :typed, position(lower(:typed) in lower(v.name)) = 0, v.level,
                          v.name collate platform.vi, v.area_id
                 limit :limit
                """)
        .param("scope", scope)
        .param("eve", Date.valueOf(eve))
        .param("typed", typed)
        .param("patterns", patterns)
        .param("codes", codes.toArray(String[]::new))
        .param("limit", limit)
        .query(DraftTable::found)
        .list();
  }

  /** Those of these areas that lie within the scope on the eve, by name. */
  List<AreaChoice> onEve(int scope, LocalDate eve, Collection<Integer> ids) {
    return jdbc.sql(
            FOUND
                + """
                   and v.area_id = any (:ids::integer[])
                 order by v.level, v.name collate platform.vi, v.area_id
                """)
        .param("scope", scope)
        .param("eve", Date.valueOf(eve))
        .param("ids", ids.toArray(Integer[]::new))
        .query(DraftTable::found)
        .list();
  }

  /** What these areas are called on a day. */
  Map<Integer, String> names(Collection<Integer> ids, LocalDate day) {
    Map<Integer, String> names = new HashMap<>();
    jdbc.sql(
            """
            select area_id, name from areas.area_version
             where area_id = any (:ids::integer[]) and valid @> :day::date
            """)
        .param("ids", ids.toArray(Integer[]::new))
        .param("day", Date.valueOf(day))
        .query((row, number) -> names.put(row.getInt("area_id"), row.getString("name")))
        .list();
    return names;
  }

  /** Another one as soon as anything was recorded, withdrawn or added to the tree. */
  String stamp() {
    return jdbc.sql(
            """
            select concat_ws('/', (select max(reorganisation_id) from areas.reorganisation),
                             (select count(*) from areas.reorganisation where withdrawn_at is not null),
                             (select max(area_id) from areas.area))
            """)
        .query(String.class)
        .single();
  }

  private static AreaChoice found(ResultSet row, int number) throws SQLException {
    return new AreaChoice(AreaTable.area(row, number), row.getString("above"));
  }

  private Draft draft(ResultSet row, int number) throws SQLException {
    int reorganisation = row.getInt("reorganisation_id");
    @Nullable Integer recorded = row.wasNull() ? null : reorganisation;
    Date signed = row.getDate("decree_date");
    return new Draft(
        row.getObject("draft_id", UUID.class),
        row.getInt("scope_id"),
        row.getDate("effective_on").toLocalDate(),
        new Reorganisation.Decree(
            row.getString("decree"),
            signed == null ? null : signed.toLocalDate(),
            row.getString("note")),
        new ArrayList<>(
            Arrays.asList(json.readValue(row.getString("changes"), DraftChange[].class))),
        row.getInt("version"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_name"),
        row.getTimestamp("changed_at").toInstant(),
        row.getString("changed_name"),
        recorded,
        row.getTimestamp("discarded_at") != null);
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }
}
