package vn.khuyenhoc.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** All SQL of devices. */
@Repository
class DeviceTable {

  private final JdbcClient jdbc;

  DeviceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A signed-in device and who is behind it. */
  record SignedIn(UUID deviceId, Instant lastSeen, Actor actor) {}

  /** The device with this secret, its account, person and roles, in one statement. */
  Optional<SignedIn> byToken(byte[] token, Instant now) {
    return jdbc.sql(
            """
            select d.device_id, d.last_seen_at, a.account_id, a.person_id, p.full_name, g.roles, g.areas, g.homes, g.subjects
              from identity.device d
              join identity.account a using (account_id)
              join registry.person p using (person_id)
             cross join lateral (
                     select array_agg(role order by role, area_id) as roles,
                            array_agg(area_id order by role, area_id) as areas,
                            array_agg(home_id order by role, area_id) as homes,
                            array_agg(subject_id order by role, area_id) as subjects
                       from identity.held_role
                      where account_id = a.account_id and there) g
             where d.token_sha256 = :token and d.ended_at is null and d.expires_at > :now
               and a.status = 'ACTIVE' and g.roles is not null
            """)
        .param("token", token)
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new SignedIn(
                    row.getObject("device_id", UUID.class),
                    row.getTimestamp("last_seen_at").toInstant(),
                    new Actor(
                        row.getObject("account_id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getString("full_name"),
                        grants(row))))
        .optional();
  }

  static List<Grant> grants(ResultSet row) throws SQLException {
    Array roleArray = row.getArray("roles");
    if (roleArray == null) {
      return List.of();
    }
    String[] roles = (String[]) roleArray.getArray();
    Integer[] areas = (Integer[]) row.getArray("areas").getArray();
    List<Grant> grants = new ArrayList<>(roles.length);
    for (int i = 0; i < roles.length; i++) {
      grants.add(new Grant(Role.valueOf(roles[i]), areas[i], subject(row, i)));
    }
    return grants;
  }

  /** Over what the role in that place is held instead of an area; null for none. */
  static @Nullable OwnSubject subject(ResultSet row, int place) throws SQLException {
    @Nullable Integer[] homes = (Integer[]) row.getArray("homes").getArray();
    @Nullable UUID[] subjects = (UUID[]) row.getArray("subjects").getArray();
    Integer home = homes[place];
    UUID subject = subjects[place];
    return home == null || subject == null ? null : new OwnSubject(home, subject);
  }

  void seen(UUID deviceId, Instant now) {
    jdbc.sql(
            """
            update identity.device
               set last_seen_at = :now, expires_at = :now::timestamptz + kept_hours * interval '1 hour'
             where device_id = :id and ended_at is null
            """)
        .param("now", Timestamp.from(now))
        .param("id", deviceId)
        .update();
  }

  void add(UUID accountId, byte[] token, DeviceRules.Kind kind, Duration kept, Instant now) {
    jdbc.sql(
            """
            insert into identity.device
              (account_id, token_sha256, kind, browser, kept_hours, created_at, last_seen_at, expires_at)
            values (:account, :token, :kind, :browser, :hours, :now, :now, :until)
            """)
        .param("account", accountId)
        .param("token", token)
        .param("kind", kind.kind())
        .param("browser", kind.browser())
        .param("hours", kept.toHours())
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(now.plus(kept)))
        .update();
  }

  /** The devices on which this account is signed in, the last used first. */
  List<Device> ofAccount(UUID accountId, byte @Nullable [] current, Instant now) {
    return jdbc.sql(
            """
            select device_id, kind, browser, created_at, last_seen_at,
                   token_sha256 = coalesce(:current::bytea, ''::bytea) as this_one
              from identity.device
             where account_id = :account and ended_at is null and expires_at > :now
             order by this_one desc, last_seen_at desc, device_id
             limit 100
            """)
        .param("account", accountId)
        .param("current", current)
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new Device(
                    row.getObject("device_id", UUID.class),
                    row.getString("kind"),
                    row.getString("browser"),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("last_seen_at").toInstant(),
                    row.getBoolean("this_one")))
        .list();
  }

  /** Ends one device of an account; answers whether there was one to end. */
  boolean end(UUID accountId, UUID deviceId, Instant now) {
    return jdbc.sql(
                """
                update identity.device set ended_at = :now
                 where account_id = :account and device_id = :id and ended_at is null
                """)
            .param("now", Timestamp.from(now))
            .param("account", accountId)
            .param("id", deviceId)
            .update()
        > 0;
  }

  /** Ends the device with this secret; answers its identity. */
  Optional<UUID> endByToken(byte[] token, Instant now) {
    return jdbc.sql(
            """
            update identity.device set ended_at = :now where token_sha256 = :token and ended_at is null
            returning device_id
            """)
        .param("now", Timestamp.from(now))
        .param("token", token)
        .query(UUID.class)
        .optional();
  }

  /** Ends all devices of an account but the one with this secret; answers how many. */
  int endOthers(UUID accountId, byte @Nullable [] kept, Instant now) {
    return jdbc.sql(
            """
            update identity.device set ended_at = :now
             where account_id = :account and ended_at is null and expires_at > :now
               and token_sha256 <> coalesce(:kept::bytea, ''::bytea)
            """)
        .param("now", Timestamp.from(now))
        .param("account", accountId)
        .param("kept", kept)
        .update();
  }
}
