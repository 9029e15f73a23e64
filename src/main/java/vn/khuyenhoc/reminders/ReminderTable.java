package vn.khuyenhoc.reminders;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of what was put off, of addresses, calendars and letters. */
@Repository
class ReminderTable {

  private final JdbcClient jdbc;

  ReminderTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  // --- put off

  /** What is quiet today, by key, with its last day; empty for good. */
  Map<String, Optional<LocalDate>> quiet(UUID accountId, LocalDate today) {
    Map<String, Optional<LocalDate>> quiet = new HashMap<>();
    jdbc.sql(
            """
            select key, until from reminders.quiet
             where account_id = :account and (until is null or until >= :today)
            """)
        .param("account", accountId)
        .param("today", Date.valueOf(today))
        .query(
            row -> {
              Date until = row.getDate("until");
              quiet.put(
                  row.getString("key"),
                  until == null ? Optional.empty() : Optional.of(until.toLocalDate()));
            });
    return quiet;
  }

  void quieten(UUID accountId, String key, @Nullable LocalDate until, Instant at) {
    jdbc.sql(
            """
            insert into reminders.quiet (account_id, key, until, at) values (:account, :key, :until::date, :at)
            on conflict (account_id, key) do update set until = excluded.until, at = excluded.at
            """)
        .param("account", accountId)
        .param("key", key)
        .param("until", until == null ? null : until.toString())
        .param("at", Timestamp.from(at))
        .update();
  }

  // --- addresses

  /**
   * Where somebody gets letters.
   *
   * @param address the address
   * @param base the address of the product as they reach it
   * @param askedAt when it was given
   * @param confirmedAt when its owner said yes; null while it is awaited
   * @param stoppedAt when letters were stopped; null while they come
   */
  record Address(
      UUID accountId,
      String address,
      String base,
      String stopToken,
      Instant askedAt,
      @Nullable Instant confirmedAt,
      @Nullable Instant stoppedAt) {

    boolean reads() {
      return confirmedAt != null && stoppedAt == null;
    }
  }

  private static final String ADDRESS =
      """
      select account_id, address, base, stop_token, asked_at, confirmed_at, stopped_at from reminders.address
      """;

  Optional<Address> address(UUID accountId) {
    return jdbc.sql(ADDRESS + " where account_id = :account")
        .param("account", accountId)
        .query(ReminderTable::read)
        .optional();
  }

  Optional<Address> toConfirm(byte[] token) {
    return jdbc.sql(ADDRESS + " where confirm_sha256 = :token")
        .param("token", token)
        .query(ReminderTable::read)
        .optional();
  }

  Optional<Address> toStop(String token) {
    return jdbc.sql(ADDRESS + " where stop_token = :token")
        .param("token", token)
        .query(ReminderTable::read)
        .optional();
  }

  void ask(Address wanted, byte[] confirm) {
    jdbc.sql(
            """
            insert into reminders.address (account_id, address, base, stop_token, confirm_sha256, asked_at)
            values (:account, :address, :base, :stop, :confirm, :at)
            on conflict (account_id) do update
               set address = excluded.address, base = excluded.base, stop_token = excluded.stop_token,
                   confirm_sha256 = excluded.confirm_sha256, asked_at = excluded.asked_at, confirmed_at = null,
                   stopped_at = null
            """)
        .param("account", wanted.accountId())
        .param("address", wanted.address())
        .param("base", wanted.base())
        .param("stop", wanted.stopToken())
        .param("confirm", confirm)
        .param("at", Timestamp.from(wanted.askedAt()))
        .update();
  }

  void confirm(UUID accountId, Instant at) {
    jdbc.sql(
            """
            update reminders.address set confirmed_at = coalesce(confirmed_at, :at), stopped_at = null
             where account_id = :account
            """)
        .param("account", accountId)
        .param("at", Timestamp.from(at))
        .update();
  }

  void stop(UUID accountId, Instant at) {
    jdbc.sql("update reminders.address set stopped_at = :at where account_id = :account")
        .param("account", accountId)
        .param("at", Timestamp.from(at))
        .update();
  }

  private static Address read(ResultSet row, int number) throws SQLException {
    Timestamp confirmed = row.getTimestamp("confirmed_at");
    Timestamp stopped = row.getTimestamp("stopped_at");
    return new Address(
        row.getObject("account_id", UUID.class),
        row.getString("address"),
        row.getString("base"),
        row.getString("stop_token"),
        row.getTimestamp("asked_at").toInstant(),
        confirmed == null ? null : confirmed.toInstant(),
        stopped == null ? null : stopped.toInstant());
  }

  // --- calendars

  /** When the address of somebody's calendar was made; empty where there is none. */
  Optional<Instant> calendar(UUID accountId) {
    return jdbc.sql("select made_at from reminders.calendar where account_id = :account")
        .param("account", accountId)
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** Whose calendar it is, and the address of the product as they reach it. */
  record Subscribed(UUID accountId, String base) {}

  Optional<Subscribed> subscribed(byte[] token) {
    return jdbc.sql("select account_id, base from reminders.calendar where token_sha256 = :token")
        .param("token", token)
        .query((row, number) -> new Subscribed(row.getObject(1, UUID.class), row.getString(2)))
        .optional();
  }

  void subscribe(UUID accountId, byte[] token, String base, Instant at) {
    jdbc.sql(
            """
            insert into reminders.calendar (account_id, token_sha256, base, made_at)
            values (:account, :token, :base, :at)
            on conflict (account_id) do update
               set token_sha256 = excluded.token_sha256, base = excluded.base, made_at = excluded.made_at
            """)
        .param("account", accountId)
        .param("token", token)
        .param("base", base)
        .param("at", Timestamp.from(at))
        .update();
  }

  void unsubscribe(UUID accountId) {
    jdbc.sql("delete from reminders.calendar where account_id = :account")
        .param("account", accountId)
        .update();
  }

  // --- letters

  /** Whoever reads letters and has had no digest for this day. */
  List<Address> withoutDigest(LocalDate day) {
    return jdbc.sql(
            ADDRESS
                + """
                 where confirmed_at is not null and stopped_at is null
                   and not exists (select from reminders.letter l
                                    where l.account_id = address.account_id and l.day = :day and l.kind = 'DIGEST')
                 order by account_id
                """)
        .param("day", Date.valueOf(day))
        .query(ReminderTable::read)
        .list();
  }

  /** Keeps a letter to be sent, or with no text that there is none this day; once a day each. */
  void keep(
      UUID id,
      UUID accountId,
      String kind,
      LocalDate day,
      String to,
      String subject,
      String body,
      Instant at) {
    jdbc.sql(
            """
            insert into reminders.letter (letter_id, account_id, kind, day, address, subject, body, state, made_at, next_try)
            values (:id, :account, :kind, :day, :to, :subject, :body,
                    case when :body = '' then 'NOTHING' else 'WAITING' end, :at, :at)
            on conflict do nothing
            """)
        .param("id", id)
        .param("account", accountId)
        .param("kind", kind)
        .param("day", Date.valueOf(day))
        .param("to", to)
        .param("subject", subject)
        .param("body", body)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** A letter that is to be sent. */
  record Waiting(UUID id, UUID accountId, String to, String subject, String body, int attempts) {}

  List<Waiting> waiting(Instant now, int most) {
    return jdbc.sql(
            """
            select letter_id, account_id, address, subject, body, attempts from reminders.letter
             where state = 'WAITING' and next_try <= :now order by next_try, letter_id limit :most
            """)
        .param("now", Timestamp.from(now))
        .param("most", most)
        .query(
            (row, number) ->
                new Waiting(
                    row.getObject("letter_id", UUID.class),
                    row.getObject("account_id", UUID.class),
                    row.getString("address"),
                    row.getString("subject"),
                    row.getString("body"),
                    row.getInt("attempts")))
        .list();
  }

  /** Takes a letter for sending; false where somebody else did. */
  boolean claim(UUID id, Instant at) {
    return jdbc.sql(
                """
                update reminders.letter set state = 'SENDING', attempts = attempts + 1, claimed_at = :at
                 where letter_id = :id and state = 'WAITING'
                """)
            .param("id", id)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  /** What became of a letter that was taken for sending. */
  void became(UUID id, String state, Instant at, @Nullable Instant nextTry, String problem) {
    jdbc.sql(
            """
            update reminders.letter
               set state = :state, sent_at = case when :state = 'SENT' then :at::timestamptz end,
                   next_try = coalesce(:next::timestamptz, next_try), problem = :problem
             where letter_id = :id and state = 'SENDING'
            """)
        .param("id", id)
        .param("state", state)
        .param("at", Timestamp.from(at))
        .param("next", nextTry == null ? null : Timestamp.from(nextTry))
        .param("problem", problem)
        .update();
  }

  /** What was being sent when the program ended: nobody knows, so it is not sent again. */
  int unsure(Instant before) {
    return jdbc.sql(
            """
            update reminders.letter set state = 'UNSURE' where state = 'SENDING' and claimed_at < :before
            """)
        .param("before", Timestamp.from(before))
        .update();
  }

  /** The last trouble with the server since it last took a letter; empty where there is none. */
  Optional<String> trouble() {
    return jdbc.sql(
            """
            select problem from reminders.letter
             where problem <> '' and state <> 'SENT'
               and claimed_at >= coalesce((select max(sent_at) from reminders.letter), '-infinity')
             order by claimed_at desc limit 1
            """)
        .query(String.class)
        .optional();
  }
}
