package vn.khuyenhoc.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.registry.SubjectKey;

/** The SQL that reads accounts for those who keep them. */
@Repository
class AccountList {

  private static final String KEPT =
      """
      with kept as (
        select distinct g.account_id
          from identity.held_role g
          join areas.ancestor n on n.area_id = g.area_id and n.valid @> platform.today()
         where n.ancestor_id = any (:within::integer[]) and g.role = any (:roles::text[])
      ), seen as (
        select k.account_id from kept k
         where :officers or not exists (
                 select from identity.held_role o
                  where o.account_id = k.account_id
                    and (o.role <> all (:roles::text[]) or not exists (
                           select from areas.ancestor n
                            where n.area_id = o.area_id and n.ancestor_id = any (:within::integer[])
                              and n.valid @> platform.today())))
      )
      """;

  private static final String COLUMNS =
      """
      select a.account_id, p.full_name, p.position, a.login, a.status, a.locked_until, a.created_at, m.full_name as made_by,
             g.roles, g.areas, g.places, g.homes, g.subjects, d.devices, d.last_seen, s.slip_until,
             count(*) over () as total
        from seen
        join identity.account a using (account_id)
        join registry.person p using (person_id)
        left join identity.account c on c.account_id = a.created_by
        left join registry.person m on m.person_id = c.person_id
       cross join lateral (
               select array_agg(g.role order by v.level desc, v.code, g.role) as roles,
                      array_agg(g.area_id order by v.level desc, v.code, g.role) as areas,
                      array_agg(concat_ws(', ', g.subject, v.name, case when v.level > 1 then u.name end)
                                order by v.level desc, v.code, g.role) as places,
                      array_agg(g.home_id order by v.level desc, v.code, g.role) as homes,
                      array_agg(g.subject_id order by v.level desc, v.code, g.role) as subjects,
                      min(u.name collate platform.vi) as above,
                      min(v.name collate platform.vi) as place
                 from identity.held_role g
                 join areas.area_version v on v.area_id = g.area_id and v.valid @> platform.today()
                 left join areas.area_version u on u.area_id = v.parent_id and u.valid @> platform.today()
                where g.account_id = a.account_id) g
       cross join lateral (
               select count(*) filter (where ended_at is null and expires_at > :now) as devices,
                      max(last_seen_at) as last_seen
                 from identity.device where account_id = a.account_id) d
       cross join lateral (
               select max(expires_at) as slip_until from identity.invitation
                where account_id = a.account_id and used_at is null and ended_at is null
                  and expires_at > :now) s
      """;

  private final JdbcClient jdbc;

  AccountList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whose accounts somebody keeps.
   *
   * @param within in these areas
   * @param roles of these roles
   * @param whole whether accounts are kept that hold other roles besides, or elsewhere
   */
  record Keeper(Collection<Integer> within, Collection<Role> roles, boolean whole) {
    private String[] names() {
      return roles.stream().map(Role::name).toArray(String[]::new);
    }
  }

  Accounts.Found list(
      Keeper keeper,
      String typed,
      @Nullable AccountState state,
      Instant now,
      int limit,
      long offset) {
    String[] patterns =
        Arrays.stream(VietnameseText.fold(VietnameseText.clean(typed)).split(" "))
            .filter(word -> !word.isEmpty())
            .map(
                word ->
                    "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
            .toArray(String[]::new);
    long[] total = {0};
    List<Account> accounts =
        jdbc.sql(
                KEPT
                    + COLUMNS
                    + """
                     where (p.folded like all (:patterns::text[]) or a.login like all (:patterns::text[]))
                       and case :state when 'ENDED' then a.status = 'CLOSED'
                                       when 'WAITING' then a.status = 'ACTIVE' and d.last_seen is null
                                       when 'IN_USE' then a.status = 'ACTIVE' and d.last_seen is not null
                                       else a.status = 'ACTIVE' end
                     order by g.above nulls first, g.place, p.full_name collate platform.vi, a.login
                     limit :limit offset :offset
                    """)
            .param("within", keeper.within().toArray(Integer[]::new))
            .param("roles", keeper.names())
            .param("officers", keeper.whole())
            .param("patterns", patterns)
            .param("state", state == null ? "" : state.name())
            .param("now", Timestamp.from(now))
            .param("limit", limit)
            .param("offset", offset)
            .query(
                (row, number) -> {
                  total[0] = row.getLong("total");
                  return account(row, now);
                })
            .list();
    return new Accounts.Found(accounts, total[0]);
  }

  List<Account> byIds(Keeper keeper, Collection<UUID> ids, Instant now) {
    return read(keeper, " where a.account_id = any (:ids::uuid[])", now)
        .param("ids", ids.toArray(UUID[]::new))
        .query((row, number) -> account(row, now))
        .list();
  }

  /** The accounts of heads of this, also those that ended; those that have not come first. */
  List<Account> heads(Keeper keeper, SubjectKey subject, Instant now) {
    return read(
            keeper,
            """
             where exists (select from identity.held_role h
                            where h.account_id = a.account_id and h.home_id = :home and h.subject_id = :subject)
            """,
            now)
        .param("home", subject.homeId())
        .param("subject", subject.subjectId())
        .query((row, number) -> account(row, now))
        .list()
        .stream()
        .sorted(Comparator.comparing(Account::ended))
        .toList();
  }

  private JdbcClient.StatementSpec read(Keeper keeper, String where, Instant now) {
    return jdbc.sql(
            KEPT
                + COLUMNS
                + where
                + " order by g.above nulls first, g.place, p.full_name collate platform.vi, a.login")
        .param("within", keeper.within().toArray(Integer[]::new))
        .param("roles", keeper.names())
        .param("officers", keeper.whole())
        .param("now", Timestamp.from(now));
  }

  private static Account account(ResultSet row, Instant now) throws SQLException {
    List<HeldRole> roles = new ArrayList<>();
    if (row.getArray("roles") != null) {
      String[] names = (String[]) row.getArray("roles").getArray();
      Integer[] areas = (Integer[]) row.getArray("areas").getArray();
      String[] places = (String[]) row.getArray("places").getArray();
      for (int i = 0; i < names.length; i++) {
        roles.add(
            new HeldRole(Role.valueOf(names[i]), areas[i], places[i], DeviceTable.subject(row, i)));
      }
    }
    Instant lastSeen = instant(row, "last_seen");
    Instant locked = instant(row, "locked_until");
    return new Account(
        row.getObject("account_id", UUID.class),
        row.getString("full_name"),
        row.getString("position"),
        row.getString("login"),
        row.getString("status").equals("CLOSED")
            ? AccountState.ENDED
            : lastSeen == null ? AccountState.WAITING : AccountState.IN_USE,
        roles,
        row.getInt("devices"),
        lastSeen,
        instant(row, "slip_until"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("made_by"),
        locked == null || locked.isBefore(now) ? null : locked);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /** A volunteer with an account that has not ended. */
  record Volunteer(int villageId, String name, String position) {}

  /** The volunteers of these villages. */
  List<Volunteer> volunteers(Collection<Integer> villages) {
    return jdbc.sql(
            """
            select g.area_id, p.full_name, p.position
              from identity.role_grant g
              join identity.account a using (account_id)
              join registry.person p using (person_id)
             where g.area_id = any (:villages::integer[]) and g.role = 'VOLUNTEER'
               and g.ended_at is null and a.status = 'ACTIVE'
             order by g.area_id, p.full_name collate platform.vi
            """)
        .param("villages", villages.toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Volunteer(
                    row.getInt("area_id"), row.getString("full_name"), row.getString("position")))
        .list();
  }
}
