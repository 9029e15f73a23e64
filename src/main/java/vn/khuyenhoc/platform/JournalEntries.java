package vn.khuyenhoc.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reading the journal. */
@Component
public class JournalEntries {

  private static final String COLUMNS =
      """
      select j.entry_id, s.number, j.at, j.actor, j.action, j.subject, j.area_id, j.details::text as details
        from platform.journal j left join platform.journal_seal s using (entry_id)
      """;

  private final JdbcClient jdbc;

  JournalEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which entries are wanted.
   *
   * @param from the first moment; null for the beginning
   * @param before the first moment that is too late; null for none
   * @param action the beginning of the action; empty for all
   * @param actor part of the actor's name, accents aside; empty for all
   * @param areas only entries that belong to one of these; null for all entries
   */
  public record Wanted(
      @Nullable Instant from,
      @Nullable Instant before,
      String action,
      String actor,
      @Nullable Collection<Integer> areas) {}

  /**
   * A part of the journal, the newest first.
   *
   * @param after the entry that ended the part before; null for the newest
   */
  public List<JournalEntry> list(Wanted wanted, @Nullable UUID after, int limit) {
    Collection<Integer> areas = wanted.areas();
    return jdbc.sql(
            COLUMNS
                + """
                 where (:from::timestamptz is null or j.at >= :from::timestamptz)
                   and (:before::timestamptz is null or j.at < :before::timestamptz)
                   and (:action = '' or starts_with(j.action, :action))
                   and (:actor = '' or platform.fold(j.actor) like '%' || platform.fold(:actor) || '%')
                   and (:areas::integer[] is null or j.area_id = any (:areas::integer[]))
                   and (:after::uuid is null
                        or (j.at, j.entry_id) < (select a.at, a.entry_id from platform.journal a
                                                  where a.entry_id = :after::uuid))
                 order by j.at desc, j.entry_id desc
                 limit :limit
                """)
        .param("from", timestamp(wanted.from()))
        .param("before", timestamp(wanted.before()))
        .param("action", wanted.action())
        .param(
            "actor", wanted.actor().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
        .param("areas", areas == null ? null : areas.toArray(Integer[]::new))
        .param("after", after)
        .param("limit", limit)
        .query(JournalEntries::entry)
        .list();
  }

  /** What was done to one subject, the newest first. */
  public List<JournalEntry> about(String subject, int limit) {
    return jdbc.sql(
            COLUMNS
                + " where j.subject = :subject order by j.at desc, j.entry_id desc limit :limit")
        .param("subject", subject)
        .param("limit", limit)
        .query(JournalEntries::entry)
        .list();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  private static JournalEntry entry(ResultSet row, int number) throws SQLException {
    long seal = row.getLong("number");
    @Nullable Long sealed = row.wasNull() ? null : seal;
    int area = row.getInt("area_id");
    @Nullable Integer areaId = row.wasNull() ? null : area;
    return new JournalEntry(
        row.getObject("entry_id", UUID.class),
        sealed,
        row.getTimestamp("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        areaId,
        row.getString("details"));
  }
}
