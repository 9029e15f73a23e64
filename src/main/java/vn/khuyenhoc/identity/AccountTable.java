package vn.khuyenhoc.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.OwnSubject;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.SubjectKey;

/** All SQL of accounts and the roles they hold. */
@Repository
class AccountTable {

  private static final String ACCESS =
      """
      select a.account_id, a.person_id, p.full_name, a.login, a.password_hash, a.status, a.locked_until,
             g.roles, g.areas, g.homes, g.subjects
        from identity.account a
        join registry.person p using (person_id)
       cross join lateral (
               select array_agg(role order by role, area_id) as roles,
                      array_agg(area_id order by role, area_id) as areas,
                      array_agg(home_id order by role, area_id) as homes,
                      array_agg(subject_id order by role, area_id) as subjects
                 from identity.held_role
                where account_id = a.account_id and there) g
      """;

  private static final int LOGINS_LOCK = 7010;

  private final JdbcClient jdbc;

  AccountTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What signing in has to know of an account. */
  record Access(
      UUID accountId,
      UUID personId,
      String name,
      String login,
      @Nullable String passwordHash,
      boolean active,
      @Nullable Instant lockedUntil,
      List<Grant> grants) {

    /** Whether somebody may come in with it at all. */
    boolean open() {
      return active && !grants.isEmpty();
    }

    boolean locked(Instant now) {
      return lockedUntil != null && lockedUntil.isAfter(now);
    }

    /** The account as an actor, for the journal. */
    Actor actor() {
      return new Actor(accountId, personId, name, grants);
    }

    /** The area that journal entries about it belong to. */
    @Nullable Integer areaId() {
      return grants.isEmpty() ? null : grants.getFirst().areaId();
    }
  }

  Optional<Access> byLogin(String login) {
    return jdbc.sql(ACCESS + " where a.login = :login")
        .param("login", login)
        .query(AccountTable::access)
        .optional();
  }

  Optional<Access> byId(UUID accountId) {
    return jdbc.sql(ACCESS + " where a.account_id = :id")
        .param("id", accountId)
        .query(AccountTable::access)
        .optional();
  }

  /** The account, locked against other writers until the transaction ends. */
  Optional<Access> forChange(UUID accountId) {
    return jdbc.sql(ACCESS + " where a.account_id = :id for no key update of a")
        .param("id", accountId)
        .query(AccountTable::access)
        .optional();
  }

  private static Access access(ResultSet row, int number) throws SQLException {
    Timestamp locked = row.getTimestamp("locked_until");
    return new Access(
        row.getObject("account_id", UUID.class),
        row.getObject("person_id", UUID.class),
        row.getString("full_name"),
        row.getString("login"),
        row.getString("password_hash"),
        row.getString("status").equals("ACTIVE"),
        locked == null ? null : locked.toInstant(),
        DeviceTable.grants(row));
  }

  /** Counts a wrong password; answers until when the account is locked by it, if it is. */
  Optional<Instant> countFailure(UUID accountId, int most, Duration lock, Instant now) {
    return Optional.ofNullable(
            jdbc.sql(
                    """
                    update identity.account
                       set failures = case when failures + 1 >= :most then 0 else failures + 1 end,
                           locked_until = case when failures + 1 >= :most then :until::timestamptz
                                               else locked_until end
                     where account_id = :id
                    returning case when failures = 0 then locked_until end as locked_until
                    """)
                .param("most", most)
                .param("until", Timestamp.from(now.plus(lock)))
                .param("id", accountId)
                .query((row, number) -> Optional.ofNullable(row.getTimestamp("locked_until")))
                .single()
                .orElse(null))
        .map(Timestamp::toInstant);
  }

  void forgetFailures(UUID accountId) {
    jdbc.sql(
            """
            update identity.account set failures = 0, locked_until = null
             where account_id = :id and (failures > 0 or locked_until is not null)
            """)
        .param("id", accountId)
        .update();
  }

  void setPassword(UUID accountId, String hash) {
    jdbc.sql(
            """
            update identity.account set password_hash = :hash, failures = 0, locked_until = null
             where account_id = :id
            """)
        .param("hash", hash)
        .param("id", accountId)
        .update();
  }

  /** Adds an account; empty where the login is taken. */
  Optional<UUID> add(
      UUID personId,
      String login,
      @Nullable String passwordHash,
      @Nullable UUID createdBy,
      Instant now) {
    return jdbc.sql(
            """
            insert into identity.account (person_id, login, password_hash, created_at, created_by)
            values (:person, :login, :hash, :now, :by)
            on conflict (login) do nothing
            returning account_id
            """)
        .param("person", personId)
        .param("login", login)
        .param("hash", passwordHash)
        .param("now", Timestamp.from(now))
        .param("by", createdBy)
        .query(UUID.class)
        .optional();
  }

  /** Gives a role; answers false where the account holds it there already. */
  boolean grant(UUID accountId, Role role, int areaId, @Nullable UUID by, Instant now) {
    return jdbc.sql(
                """
                insert into identity.role_grant (account_id, role, area_id, granted_at, granted_by)
                values (:account, :role, :area, :now, :by)
                on conflict (account_id, role, area_id) where ended_at is null do nothing
                """)
            .param("account", accountId)
            .param("role", role.name())
            .param("area", areaId)
            .param("now", Timestamp.from(now))
            .param("by", by)
            .update()
        > 0;
  }

  /** Whether somebody keeps accounts and can come in with a password. */
  boolean administratorExists() {
    return jdbc.sql(
            """
            select exists (select from identity.role_grant g join identity.account a using (account_id)
                            where g.role = 'ADMINISTRATOR' and g.ended_at is null
                              and a.status = 'ACTIVE' and a.password_hash is not null)
            """)
        .query(Boolean.class)
        .single();
  }

  /** One allocation of logins at a time. */
  void lockLogins() {
    jdbc.sql("select pg_advisory_xact_lock(:kind, 0)")
        .param("kind", LOGINS_LOCK)
        .query((row, number) -> 0)
        .list();
  }

  /** The logins that are one of these words with or without a number behind it. */
  List<String> takenLogins(Collection<String> words) {
    return jdbc.sql(
            """
            select login from identity.account
             where regexp_replace(login, '[0-9]+$', '') = any (:words::text[])
            """)
        .param("words", words.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /**
   * An account to be added.
   *
   * @param role its role
   * @param areaId the area of the role; of a head, where its person is kept
   * @param subject over what the role is held instead of the area; null for none
   */
  record NewAccount(
      UUID accountId,
      UUID personId,
      String login,
      Role role,
      int areaId,
      @Nullable OwnSubject subject) {

    private static @Nullable Integer home(@Nullable OwnSubject subject) {
      return subject == null ? null : subject.homeId();
    }

    private static @Nullable UUID id(@Nullable OwnSubject subject) {
      return subject == null ? null : subject.subjectId();
    }
  }

  /** Adds accounts without a password, each with one role. */
  void addAll(List<NewAccount> added, @Nullable UUID by, Instant now) {
    UUID[] ids = added.stream().map(NewAccount::accountId).toArray(UUID[]::new);
    jdbc.sql(
            """
            insert into identity.account (account_id, person_id, login, created_at, created_by)
            select n.id, n.person, n.login, :now, :by
              from unnest(:ids::uuid[], :persons::uuid[], :logins::text[]) as n (id, person, login)
            """)
        .param("ids", ids)
        .param("persons", added.stream().map(NewAccount::personId).toArray(UUID[]::new))
        .param("logins", added.stream().map(NewAccount::login).toArray(String[]::new))
        .param("now", Timestamp.from(now))
        .param("by", by)
        .update();
    jdbc.sql(
            """
            insert into identity.role_grant (account_id, role, area_id, home_id, subject_id, granted_at, granted_by)
            select n.id, n.role, case when n.subject is null then n.area end, n.home, n.subject, :now, :by
              from unnest(:ids::uuid[], :roles::text[], :areas::integer[], :homes::integer[], :subjects::uuid[])
                as n (id, role, area, home, subject)
            """)
        .param("ids", ids)
        .param("roles", added.stream().map(one -> one.role().name()).toArray(String[]::new))
        .param("areas", added.stream().map(NewAccount::areaId).toArray(Integer[]::new))
        .param(
            "homes",
            added.stream().map(one -> NewAccount.home(one.subject())).toArray(Integer[]::new))
        .param(
            "subjects",
            added.stream().map(one -> NewAccount.id(one.subject())).toArray(UUID[]::new))
        .param("now", Timestamp.from(now))
        .param("by", by)
        .update();
  }

  /** Gives the role of a head; nothing where the account holds it already. */
  void grantHead(UUID accountId, OwnSubject subject, @Nullable UUID by, Instant now) {
    jdbc.sql(
            """
            insert into identity.role_grant (account_id, role, home_id, subject_id, granted_at, granted_by)
            values (:account, 'HEAD', :home, :subject, :now, :by)
            on conflict (account_id, home_id, subject_id) where ended_at is null and subject_id is not null
            do nothing
            """)
        .param("account", accountId)
        .param("home", subject.homeId())
        .param("subject", subject.subjectId())
        .param("now", Timestamp.from(now))
        .param("by", by)
        .update();
  }

  /**
   * What was somebody's own moved away or ended: accounts that were for that alone end, others lose
   * the role.
   *
   * @return the accounts that ended
   */
  List<UUID> endHeads(List<SubjectKey> keys, Instant now) {
    Integer[] homes = keys.stream().map(SubjectKey::homeId).toArray(Integer[]::new);
    UUID[] subjects = keys.stream().map(SubjectKey::subjectId).toArray(UUID[]::new);
    List<UUID> ended =
        jdbc.sql(
                """
                with over as (
                  select distinct g.account_id
                    from unnest(:homes::integer[], :subjects::uuid[]) k (home_id, subject_id)
                    join identity.role_grant g using (home_id, subject_id)
                   where g.ended_at is null)
                update identity.account a set status = 'CLOSED', password_hash = null
                  from over o
                 where a.account_id = o.account_id and a.status = 'ACTIVE'
                   and not exists (
                         select from identity.role_grant other
                          where other.account_id = a.account_id and other.ended_at is null
                            and (other.subject_id is null or not exists (
                                   select from unnest(:homes::integer[], :subjects::uuid[]) k (home_id, subject_id)
                                    where k.home_id = other.home_id and k.subject_id = other.subject_id)))
                returning a.account_id
                """)
            .param("homes", homes)
            .param("subjects", subjects)
            .query(UUID.class)
            .list();
    jdbc.sql(
            """
            update identity.role_grant g set ended_at = :now
              from unnest(:homes::integer[], :subjects::uuid[]) k (home_id, subject_id), identity.account a
             where g.home_id = k.home_id and g.subject_id = k.subject_id and g.ended_at is null
               and a.account_id = g.account_id and a.status = 'ACTIVE'
            """)
        .param("now", Timestamp.from(now))
        .param("homes", homes)
        .param("subjects", subjects)
        .update();
    return ended;
  }

  /** Two entries were the same: heads of the one that went are heads of the kept one. */
  void joinHeads(SubjectKey duplicate, SubjectKey kept, Instant now) {
    jdbc.sql(
            """
            with gone as (
              update identity.role_grant set ended_at = :now
               where home_id = :home and subject_id = :subject and ended_at is null
              returning account_id, granted_by)
            insert into identity.role_grant (account_id, role, home_id, subject_id, granted_at, granted_by)
            select account_id, 'HEAD', :keptHome, :keptSubject, :now, granted_by from gone
            on conflict (account_id, home_id, subject_id) where ended_at is null and subject_id is not null
            do nothing
            """)
        .param("now", Timestamp.from(now))
        .param("home", duplicate.homeId())
        .param("subject", duplicate.subjectId())
        .param("keptHome", kept.homeId())
        .param("keptSubject", kept.subjectId())
        .update();
  }

  /** Ends an account; its roles stay as its record of where it was used. */
  void close(UUID accountId) {
    jdbc.sql(
            """
            update identity.account set status = 'CLOSED', password_hash = null where account_id = :id
            """)
        .param("id", accountId)
        .update();
  }

  /** Takes a role; answers false where the account does not hold it. */
  boolean take(UUID accountId, Role role, int areaId, Instant now) {
    return jdbc.sql(
                """
                update identity.role_grant set ended_at = :now
                 where account_id = :account and role = :role and area_id = :area and ended_at is null
                """)
            .param("now", Timestamp.from(now))
            .param("account", accountId)
            .param("role", role.name())
            .param("area", areaId)
            .update()
        > 0;
  }

  /** Whether somebody else keeps accounts and can come in with a password. */
  boolean otherAdministratorExists(UUID accountId) {
    return jdbc.sql(
            """
            select exists (select from identity.role_grant g join identity.account a using (account_id)
                            where g.role = 'ADMINISTRATOR' and g.ended_at is null
                              and a.status = 'ACTIVE' and a.password_hash is not null
                              and a.account_id <> :id)
            """)
        .param("id", accountId)
        .query(Boolean.class)
        .single();
  }

  /** A sheet of volunteers that was looked at. */
  record Sheet(
      UUID id,
      int communeId,
      String fileName,
      String sha256,
      @Nullable UUID createdBy,
      boolean applied) {}

  UUID addSheet(int communeId, String fileName, String sha256, @Nullable UUID by, Instant now) {
    return jdbc.sql(
            """
            insert into identity.account_sheet (area_id, file_name, file_sha256, created_at, created_by)
            values (:area, :name, :sha256, :now, :by) returning sheet_id
            """)
        .param("area", communeId)
        .param("name", fileName)
        .param("sha256", sha256)
        .param("now", Timestamp.from(now))
        .param("by", by)
        .query(UUID.class)
        .single();
  }

  /** A sheet, locked against being applied twice. */
  Optional<Sheet> sheetForChange(UUID sheetId) {
    return sheet(
        """
        select sheet_id, area_id, file_name, file_sha256, created_by, applied_at is not null as applied
          from identity.account_sheet where sheet_id = :id for update
        """,
        sheetId);
  }

  Optional<Sheet> sheet(UUID sheetId) {
    return sheet(
        """
        select sheet_id, area_id, file_name, file_sha256, created_by, applied_at is not null as applied
          from identity.account_sheet where sheet_id = :id
        """,
        sheetId);
  }

  private Optional<Sheet> sheet(String sql, UUID sheetId) {
    return jdbc.sql(sql)
        .param("id", sheetId)
        .query(
            (row, number) ->
                new Sheet(
                    row.getObject("sheet_id", UUID.class),
                    row.getInt("area_id"),
                    row.getString("file_name"),
                    row.getString("file_sha256"),
                    row.getObject("created_by", UUID.class),
                    row.getBoolean("applied")))
        .optional();
  }

  void sheetApplied(UUID sheetId, Instant now) {
    jdbc.sql("update identity.account_sheet set applied_at = :now where sheet_id = :id")
        .param("now", Timestamp.from(now))
        .param("id", sheetId)
        .update();
  }
}
