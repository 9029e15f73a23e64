package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.registry.Persons;

/** The one-time link by which a new installation gets its first administrator. */
@Service
class FirstAdministrator {

  private static final Duration VALID = Duration.ofHours(24);
  private static final int LONGEST_NAME = 100;

  private final AccountTable accounts;
  private final InvitationTable invitations;
  private final Passwords passwords;
  private final SignIn signIn;
  private final Areas areas;
  private final Persons persons;
  private final Journal journal;
  private final TransactionTemplate transactions;
  private final Clock clock;

  FirstAdministrator(
      AccountTable accounts,
      InvitationTable invitations,
      Passwords passwords,
      SignIn signIn,
      Areas areas,
      Persons persons,
      Journal journal,
      TransactionTemplate transactions,
      Clock clock) {
    this.accounts = accounts;
    this.invitations = invitations;
    this.passwords = passwords;
    this.signIn = signIn;
    this.areas = areas;
    this.persons = persons;
    this.journal = journal;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Whether nobody keeps accounts yet. */
  boolean missing() {
    return !accounts.administratorExists();
  }

  /** Makes a link's secret, valid for a day; the links made before end. */
  @Transactional
  public String invite() {
    String token = Secrets.token();
    Instant now = clock.instant();
    invitations.addFirstAdministrator(Secrets.sha256(token), now, now.plus(VALID));
    return token;
  }

  /** Whether the link can be used. */
  boolean open(String token) {
    return invitations.firstAdministratorOpen(Secrets.sha256(token), clock.instant()) && missing();
  }

  /** Makes the first administrator, over the whole country, and signs them in. */
  Result<SignIn.Opened> accept(
      String token,
      String typedName,
      String typedLogin,
      String password,
      String again,
      SignIn.From from) {
    String name = VietnameseText.clean(typedName);
    String login = PasswordRules.login(typedLogin);
    List<Problem> problems = new ArrayList<>();
    if (name.isEmpty()) {
      problems.add(Problem.at("name", IdentityProblem.NAME_MISSING));
    } else if (name.length() > LONGEST_NAME) {
      problems.add(Problem.at("name", IdentityProblem.TOO_LONG, LONGEST_NAME));
    }
    if (!PasswordRules.loginSound(login)) {
      problems.add(Problem.at("login", IdentityProblem.LOGIN_FORM));
    }
    problems.addAll(PasswordRules.problems(password, again, login, PasswordRules.OFFICERS_LEAST));
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    String hash;
    try {
      hash = passwords.hash(password);
    } catch (Passwords.BusyException busy) {
      return Result.refused(Problem.of(IdentityProblem.BUSY));
    }
    return transactions.execute(
        status -> {
          Instant now = clock.instant();
          if (!missing() || !invitations.use(Secrets.sha256(token), now)) {
            return Result.refused(Problem.of(IdentityProblem.SLIP_USED));
          }
          int nation = areas.nation().id();
          Actor themselves = new Actor(null, null, name, List.of());
          UUID person = persons.add(nation, name, "", themselves);
          UUID account = accounts.add(person, login, hash, null, now).orElse(null);
          if (account == null) {
            status.setRollbackOnly();
            return Result.refused(Problem.at("login", IdentityProblem.LOGIN_TAKEN, login));
          }
          accounts.grant(account, Role.ADMINISTRATOR, nation, null, now);
          journal.write(
              new Actor(account, person, name, List.of()),
              "account.create",
              "account/" + account,
              nation,
              Map.of("login", login, "role", Role.ADMINISTRATOR.name(), "first", true));
          return Result.ok(signIn.byLink(account, "setup", from));
        });
  }
}
