package vn.khuyenhoc.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of one-time links and slips. */
@Repository
class InvitationTable {

  private final JdbcClient jdbc;

  InvitationTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A slip.
   *
   * @param over whether it was used or replaced
   */
  record Slip(UUID accountId, Instant expiresAt, boolean over) {}

  /** Makes a link for the first administrator; those made before end. */
  void addFirstAdministrator(byte[] token, Instant now, Instant until) {
    jdbc.sql(
            """
            update identity.invitation set ended_at = :now
             where purpose = 'FIRST_ADMINISTRATOR' and used_at is null and ended_at is null
            """)
        .param("now", Timestamp.from(now))
        .update();
    jdbc.sql(
            """
            insert into identity.invitation (token_sha256, purpose, created_at, expires_at)
            values (:token, 'FIRST_ADMINISTRATOR', :now, :until)
            """)
        .param("token", token)
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(until))
        .update();
  }

  boolean firstAdministratorOpen(byte[] token, Instant now) {
    return jdbc.sql(
            """
            select exists (select from identity.invitation
                            where token_sha256 = :token and purpose = 'FIRST_ADMINISTRATOR'
                              and used_at is null and ended_at is null and expires_at > :now)
            """)
        .param("token", token)
        .param("now", Timestamp.from(now))
        .query(Boolean.class)
        .single();
  }

  /** Marks a link or slip as used; false where somebody was quicker, or it is over. */
  boolean use(byte[] token, Instant now) {
    return jdbc.sql(
                """
                update identity.invitation set used_at = :now
                 where token_sha256 = :token and used_at is null and ended_at is null and expires_at > :now
                """)
            .param("now", Timestamp.from(now))
            .param("token", token)
            .update()
        > 0;
  }

  Optional<Slip> slip(byte[] code) {
    return jdbc.sql(
            """
            select account_id, expires_at, used_at is not null or ended_at is not null as over
              from identity.invitation where token_sha256 = :code and purpose = 'SLIP'
            """)
        .param("code", code)
        .query(
            (row, number) ->
                new Slip(
                    row.getObject("account_id", UUID.class),
                    row.getTimestamp("expires_at").toInstant(),
                    row.getBoolean("over")))
        .optional();
  }

  /**
   * A code and the account it is for.
   *
   * @param sha256 what is kept of the code
   */
  @SuppressWarnings("ArrayRecordComponent")
  record NewSlip(byte[] sha256, UUID accountId) {}

  /** Makes slips; those that these accounts had before end. */
  void addSlips(List<NewSlip> slips, @Nullable UUID createdBy, Instant now, Instant until) {
    endSlips(slips.stream().map(NewSlip::accountId).toList(), now);
    jdbc.sql(
            """
            insert into identity.invitation (token_sha256, purpose, account_id, created_at, created_by, expires_at)
            select n.code, 'SLIP', n.account, :now, :by, :until
              from unnest(:codes::bytea[], :accounts::uuid[]) as n (code, account)
            """)
        .param("codes", slips.stream().map(NewSlip::sha256).toArray(byte[][]::new))
        .param("accounts", slips.stream().map(NewSlip::accountId).toArray(UUID[]::new))
        .param("now", Timestamp.from(now))
        .param("by", createdBy)
        .param("until", Timestamp.from(until))
        .update();
  }

  void endSlips(Collection<UUID> accountIds, Instant now) {
    jdbc.sql(
            """
            update identity.invitation set ended_at = :now
             where account_id = any (:accounts::uuid[]) and used_at is null and ended_at is null
            """)
        .param("now", Timestamp.from(now))
        .param("accounts", accountIds.toArray(UUID[]::new))
        .update();
  }
}
