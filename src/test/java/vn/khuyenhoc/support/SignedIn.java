package vn.khuyenhoc.support;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.OwnSubject;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.ActorSource;
import vn.khuyenhoc.registry.SubjectKey;

/**
 * People who are signed in, for tests of pages: every call makes an account of its own.
 *
 * <pre>{@code
 * @Autowired SignedIn signedIn;
 * Cookie officer = signedIn.as(Role.COMMUNE_OFFICER, commune, "Quàng Thị Lan");
 * mvc.perform(get("/work").cookie(officer))
 * }</pre>
 */
@TestComponent
public class SignedIn {

  private final JdbcClient jdbc;
  private final Clock clock;

  public SignedIn(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The device cookie of somebody new with one role over one area. */
  public Cookie as(Role role, int areaId, String name) {
    return cookie(actor(role, areaId, name));
  }

  /** Somebody new with one role over one area, with a person and an account in the database. */
  public Actor actor(Role role, int areaId, String name) {
    return actor(new Grant(role, areaId), name);
  }

  /** Somebody new who is the head of something of the register that lies in an area. */
  public Actor head(SubjectKey subject, int areaId, String name) {
    return actor(
        new Grant(Role.HEAD, areaId, new OwnSubject(subject.homeId(), subject.subjectId())), name);
  }

  private Actor actor(Grant grant, String name) {
    int areaId = grant.areaId();
    OwnSubject subject = grant.subject();
    Timestamp now = Timestamp.from(clock.instant());
    UUID person =
        jdbc.sql(
                """
                insert into registry.person (area_id, full_name, created_at)
                values (:area, :name, :now) returning person_id
                """)
            .param("area", areaId)
            .param("name", name)
            .param("now", now)
            .query(UUID.class)
            .single();
    UUID account =
        jdbc.sql(
                """
                insert into identity.account (person_id, login, created_at)
                values (:person, :login, :now) returning account_id
                """)
            .param("person", person)
            .param("login", "test." + person)
            .param("now", now)
            .query(UUID.class)
            .single();
    jdbc.sql(
            """
            insert into identity.role_grant (account_id, role, area_id, home_id, subject_id, granted_at)
            values (:account, :role, :area, :home, :subject, :now)
            """)
        .param("account", account)
        .param("role", grant.role().name())
        .param("area", subject == null ? areaId : null)
        .param("home", subject == null ? null : subject.homeId())
        .param("subject", subject == null ? null : subject.subjectId())
        .param("now", now)
        .update();
    return new Actor(account, person, name, List.of(grant));
  }

  /** The cookie of another device of somebody made by {@link #actor}. */
  public Cookie cookie(Actor actor) {
    String token = UUID.randomUUID().toString();
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into identity.device
              (account_id, token_sha256, kind, browser, kept_hours, created_at, last_seen_at, expires_at)
            values (:account, :token, 'ANDROID', 'Chrome', 1440, :now, :now, :until)
            """)
        .param("account", actor.accountId())
        .param("token", sha256(token))
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(now.plus(Duration.ofDays(60))))
        .update();
    return new Cookie(ActorSource.COOKIE, token);
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
