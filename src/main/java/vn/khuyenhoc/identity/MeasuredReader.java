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

/** Somebody of nobody who reads pages that are measured, in a database of its own. */
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
    UUID account = accounts.byLogin(LOGIN).map(AccountTable.Access::accountId).orElseGet(this::add);
    return ActorSource.COOKIE
        + "="
        + signIn.byLink(account, "bench", new SignIn.From("127.0.0.1", LOGIN, null)).token();
  }

  private UUID add() {
    int nation = areas.nation().id();
    Instant now = clock.instant();
    UUID person = persons.add(nation, LOGIN, "", Actor.operator("bench", nation));
    UUID account = accounts.add(person, LOGIN, null, null, now).orElseThrow();
    accounts.grant(account, Role.NATIONAL_OFFICER, nation, null, now);
    return account;
  }
}
