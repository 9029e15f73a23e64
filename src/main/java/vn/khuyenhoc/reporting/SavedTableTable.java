package vn.khuyenhoc.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;

/** All SQL of saved tables. */
@Repository
class SavedTableTable {

  private static final String ROWS =
      """
      select s.*, v.name as area_name
        from reporting.saved_table s
       cross join lateral (
         select v.name from areas.area_version v where v.area_id = s.area_id order by lower(v.valid) desc limit 1) v
       where s.withdrawn_at is null
      """;

  /** A table that was taken out of everybody's list. */
  record Gone(String name, Withdrawn withdrawn) {}

  /** One's own, and those shared with a role that one holds where their owner works, or above. */
  private static final String VISIBLE =
      """
       and (s.owner_id = :account
            or s.shared_with && :roles::text[]
               and exists (select from areas.ancestor a
                            where a.area_id = any (:own::integer[]) and a.ancestor_id = s.within_id
                               or a.area_id = s.within_id and a.ancestor_id = any (:own::integer[])))
      """;

  private final JdbcClient jdbc;

  SavedTableTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Who looks. */
  record Reader(UUID account, List<String> roles, Collection<Integer> own) {}

  private static JdbcClient.StatementSpec as(JdbcClient.StatementSpec statement, Reader reader) {
    return statement
        .param("account", reader.account())
        .param("roles", reader.roles().toArray(String[]::new))
        .param("own", reader.own().toArray(Integer[]::new));
  }

  List<SavedTable> list(Reader reader, String folded, int limit, long offset) {
    return as(
            jdbc.sql(
                ROWS
                    + VISIBLE
                    + """
                       and (:folded = '' or s.folded like '%' || :folded || '%')
                       order by s.owner_id <> :account, s.name collate platform.vi, s.table_id
                       limit :limit offset :offset
                      """),
            reader)
        .param("folded", folded)
        .param("limit", limit)
        .param("offset", offset)
        .query((row, number) -> saved(row))
        .list();
  }

  long count(Reader reader, String folded) {
    return as(
            jdbc.sql(
                "select count(*) from reporting.saved_table s where s.withdrawn_at is null"
                    + VISIBLE
                    + " and (:folded = '' or s.folded like '%' || :folded || '%')"),
            reader)
        .param("folded", folded)
        .query(Long.class)
        .single();
  }

  Optional<SavedTable> visible(Reader reader, UUID id) {
    return as(jdbc.sql(ROWS + VISIBLE + " and s.table_id = :id"), reader)
        .param("id", id)
        .query((row, number) -> saved(row))
        .optional();
  }

  /** One's own; locked for a command. */
  Optional<SavedTable> own(UUID account, UUID id, boolean locked) {
    return jdbc.sql(
            ROWS
                + " and s.table_id = :id and s.owner_id = :account"
                + (locked ? " for update of s" : ""))
        .param("id", id)
        .param("account", account)
        .query((row, number) -> saved(row))
        .optional();
  }

  /** One of those that the reader could open, once it was taken out of the list. */
  Optional<Gone> gone(Reader reader, UUID id) {
    return as(
            jdbc.sql(
                """
                select s.name, s.withdrawn_at, s.withdrawn_name
                  from reporting.saved_table s
                 where s.withdrawn_at is not null and s.table_id = :id
                """
                    + VISIBLE),
            reader)
        .param("id", id)
        .query(
            (row, number) ->
                new Gone(
                    row.getString("name"),
                    new Withdrawn(
                        row.getTimestamp("withdrawn_at").toInstant(),
                        row.getString("withdrawn_name"),
                        "")))
        .optional();
  }

  boolean named(UUID account, String name, UUID except) {
    return jdbc.sql(
            """
            select exists (select from reporting.saved_table
                            where owner_id = :account and lower(name) = lower(:name) and withdrawn_at is null
                              and table_id <> :except)
            """)
        .param("account", account)
        .param("name", name)
        .param("except", except)
        .query(Boolean.class)
        .single();
  }

  /** Adds one; the same one sent twice is added once. Answers whether it was. */
  boolean add(SavedTable table) throws DuplicateKeyException {
    return jdbc.sql(
                """
                insert into reporting.saved_table
                  (table_id, name, question, question_version, area_id, within_id, owner_id, owner_name, shared_with,
                   created_at, changed_at, changed_name)
                values (:id, :name, :question, :version, :area, :within, :owner, :ownerName, :roles::text[], :at, :at,
                        :ownerName)
                on conflict (table_id) do nothing
                """)
            .param("id", table.id())
            .param("name", table.name())
            .param("question", table.question())
            .param("version", table.questionVersion())
            .param("area", table.areaId())
            .param("within", table.withinId())
            .param("owner", table.ownerId())
            .param("ownerName", table.ownerName())
            .param("roles", names(table.sharedWith()))
            .param("at", Timestamp.from(table.changedAt()))
            .update()
        == 1;
  }

  void change(SavedTable table) throws DuplicateKeyException {
    jdbc.sql(
            """
            update reporting.saved_table
               set name = :name, question = :question, question_version = :questionVersion, area_id = :area,
                   within_id = :within, shared_with = :roles::text[], version = version + 1, changed_at = :at,
                   changed_name = :by
             where table_id = :id
            """)
        .param("id", table.id())
        .param("name", table.name())
        .param("question", table.question())
        .param("questionVersion", table.questionVersion())
        .param("area", table.areaId())
        .param("within", table.withinId())
        .param("roles", names(table.sharedWith()))
        .param("at", Timestamp.from(table.changedAt()))
        .param("by", table.changedName())
        .update();
  }

  void withdraw(UUID id, Actor actor, Instant at) {
    jdbc.sql(
            """
            update reporting.saved_table set withdrawn_at = :at, withdrawn_name = :by, version = version + 1
             where table_id = :id
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .param("by", actor.name())
        .update();
  }

  private static String[] names(List<Role> roles) {
    return roles.stream().map(Enum::name).toArray(String[]::new);
  }

  private static SavedTable saved(ResultSet row) throws SQLException {
    return new SavedTable(
        row.getObject("table_id", UUID.class),
        row.getString("name"),
        row.getString("question"),
        row.getInt("question_version"),
        row.getInt("area_id"),
        row.getString("area_name"),
        row.getInt("within_id"),
        row.getObject("owner_id", UUID.class),
        row.getString("owner_name"),
        Arrays.stream((String[]) row.getArray("shared_with").getArray())
            .map(Role::valueOf)
            .toList(),
        row.getInt("version"),
        row.getTimestamp("changed_at").toInstant(),
        row.getString("changed_name"));
  }
}
