package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.ActorSource;
import vn.khuyenhoc.registry.Persons;

/** Those who read pages that are measured, in a database of its own; they stand for nobody. */
@Component
public class MeasuredReader {

  private static final String LOGIN = "bench.reader";

  private final AccountTable accounts;
  private final SignIn signIn;
  private final Persons persons;
  private final Areas areas;
  private final Clock clock;

  MeasuredReader(AccountTable accounts, SignIn signIn, Persons persons, Areas areas, Clock clock) {
    this.accounts = accounts;
    this.signIn = signIn;
    this.persons = persons;
    this.areas = areas;
    this.clock = clock;
  }

  /** The cookie of a national officer who is signed in. */
  @Transactional
  public String cookie() {
    return cookie(Role.NATIONAL_OFFICER, areas.nation().id());
  }

  /** The cookie of somebody with a role over an area who is signed in. */
  @Transactional
  public String cookie(Role role, int areaId) {
    String login = role == Role.NATIONAL_OFFICER ? LOGIN : LOGIN + "." + areaId;
    UUID account =
        accounts
            .byLogin(login)
            .map(AccountTable.Access::accountId)
            .orElseGet(() -> add(login, role, areaId));
    return ActorSource.COOKIE
        + "="
        + signIn.byLink(account, "bench", new SignIn.From("127.0.0.1", login, null)).token();
  }

  private UUID add(String login, Role role, int areaId) {
    Instant now = clock.instant();
    UUID person = persons.add(areaId, login, "", Actor.operator("bench", areas.nation().id()));
    UUID account = accounts.add(person, login, null, null, now).orElseThrow();
    accounts.grant(account, role, areaId, null, now);
    return account;
  }
}
