package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Coming in and going out: with login and password, with the code of a slip, by a sign-in link of
 * the demonstration. Passwords are computed outside any transaction, so that nobody holds a
 * connection while waiting for a turn.
 */
@Service
class SignIn {

  /** Wrong passwords before an account is locked. */
  static final int MOST_FAILURES = 5;

  /** How long an account stays locked. */
  static final Duration LOCK = Duration.ofMinutes(15);

  private final AccountTable accounts;
  private final DeviceTable devices;
  private final InvitationTable invitations;
  private final Passwords passwords;
  private final Attempts attempts;
  private final Journal journal;
  private final TransactionTemplate transactions;
  private final Clock clock;

  SignIn(
      AccountTable accounts,
      DeviceTable devices,
      InvitationTable invitations,
      Passwords passwords,
      Attempts attempts,
      Journal journal,
      TransactionTemplate transactions,
      Clock clock) {
    this.accounts = accounts;
    this.devices = devices;
    this.invitations = invitations;
    this.passwords = passwords;
    this.attempts = attempts;
    this.journal = journal;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Where an attempt comes from.
   *
   * @param address of the network
   * @param userAgent what the browser says about itself
   * @param oldToken the secret of the device so far, which ends; null for none
   */
  record From(String address, String userAgent, @Nullable String oldToken) {}

  /**
   * A device that is signed in now.
   *
   * @param token the secret for its cookie, shown once
   * @param lasting whether the browser keeps the cookie after it is closed
   * @param volunteer whether it is a volunteer's
   */
  record Opened(String token, boolean lasting, boolean volunteer) {}

  /**
   * Signs in with login and password. Refuses an unknown login, a wrong password and a locked
   * account with the same sentence after the same work.
   */
  Result<Opened> byPassword(String typedLogin, String password, boolean remembered, From from) {
    if (attempts.exhausted(from.address())) {
      return tooMany();
    }
    AccountTable.Access account = accounts.byLogin(PasswordRules.login(typedLogin)).orElse(null);
    boolean matches;
    try {
      matches = passwords.matches(password, account == null ? null : account.passwordHash());
    } catch (Passwords.BusyException busy) {
      return Result.refused(Problem.of(IdentityProblem.BUSY));
    }
    Result<Opened> answer =
        account == null
            ? Result.refused(Problem.of(IdentityProblem.WRONG_LOGIN))
            : transactions.execute(
                status -> decide(account.accountId(), matches, remembered, from));
    if (!answer.done()) {
      attempts.failed(from.address());
    }
    return answer;
  }

  private Result<Opened> decide(UUID accountId, boolean matches, boolean remembered, From from) {
    Instant now = clock.instant();
    AccountTable.Access account = accounts.forChange(accountId).orElseThrow();
    String subject = "account/" + accountId;
    if (account.locked(now)) {
      journal.write(
          account.actor(),
          "sign-in.refuse",
          subject,
          account.areaId(),
          Map.of("address", from.address(), "reason", "locked"));
      return Result.refused(Problem.of(IdentityProblem.WRONG_LOGIN));
    }
    if (!matches || !account.open()) {
      accounts
          .countFailure(accountId, MOST_FAILURES, LOCK, now)
          .ifPresent(
              until ->
                  journal.write(
                      account.actor(),
                      "account.lock",
                      subject,
                      account.areaId(),
                      Map.of("address", from.address(), "until", until.toString())));
      return Result.refused(Problem.of(IdentityProblem.WRONG_LOGIN));
    }
    accounts.forgetFailures(accountId);
    return Result.ok(open(account, remembered, "password", from));
  }

  /**
   * What a slip's code leads to.
   *
   * @param login of the account
   * @param name of the person
   * @param needsPassword whether a password has to be chosen before coming in
   */
  record SlipOf(String login, String name, boolean needsPassword) {}

  /** Reads a slip without using it. */
  Result<SlipOf> readSlip(String typed, From from) {
    if (attempts.exhausted(from.address())) {
      return tooMany();
    }
    Result<AccountTable.Access> account = slip(Secrets.normalised(typed));
    if (!account.done()) {
      attempts.failed(from.address());
    }
    return account.map(
        one -> new SlipOf(one.login(), one.name(), !DeviceRules.codeEnough(one.grants())));
  }

  private Result<AccountTable.Access> slip(String code) {
    InvitationTable.Slip slip = invitations.slip(Secrets.sha256(code)).orElse(null);
    if (slip == null) {
      return Result.refused(Problem.at("code", IdentityProblem.SLIP_UNKNOWN));
    }
    if (slip.over()) {
      return Result.refused(Problem.at("code", IdentityProblem.SLIP_USED));
    }
    if (!slip.expiresAt().isAfter(clock.instant())) {
      return Result.refused(
          Problem.at(
              "code",
              IdentityProblem.SLIP_EXPIRED,
              slip.expiresAt().atZone(clock.getZone()).toLocalDate()));
    }
    AccountTable.Access account = accounts.byId(slip.accountId()).orElseThrow();
    return account.open()
        ? Result.ok(account)
        : Result.refused(Problem.at("code", IdentityProblem.ACCOUNT_ENDED));
  }

  /**
   * Signs a volunteer in with a slip, which is used up by it. Their other devices end: a slip is
   * what somebody asks for who lost one.
   */
  @Transactional
  public Result<Opened> bySlip(String typed, From from) {
    String code = Secrets.normalised(typed);
    return switch (slip(code)) {
      case Result.Refused<AccountTable.Access> refused -> Result.refused(refused.problems());
      case Result.Ok<AccountTable.Access> ok -> {
        if (!DeviceRules.codeEnough(ok.value().grants())) {
          yield Result.refused(Problem.at("password", IdentityProblem.PASSWORD_NEEDED));
        }
        if (!invitations.use(Secrets.sha256(code), clock.instant())) {
          yield Result.refused(Problem.at("code", IdentityProblem.SLIP_USED));
        }
        AccountTable.Access account = ok.value();
        int ended = devices.endOthers(account.accountId(), null, clock.instant());
        if (ended > 0) {
          journal.write(
              account.actor(),
              "device.end-others",
              "account/" + account.accountId(),
              account.areaId(),
              Map.of("by", "slip", "count", ended));
        }
        yield Result.ok(open(account, true, "slip", from));
      }
    };
  }

  /**
   * Signs somebody in with a slip and the password chosen with it. Their other devices end: a slip
   * is what somebody asks for who lost one.
   */
  Result<Opened> bySlip(
      String typed, String password, String again, boolean remembered, From from) {
    if (attempts.exhausted(from.address())) {
      return tooMany();
    }
    String code = Secrets.normalised(typed);
    Result<AccountTable.Access> found = slip(code);
    if (!(found instanceof Result.Ok<AccountTable.Access> ok)) {
      attempts.failed(from.address());
      return Result.refused(found.problems());
    }
    AccountTable.Access account = ok.value();
    List<Problem> problems =
        PasswordRules.problems(password, again, account.login(), least(account));
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
          if (!invitations.use(Secrets.sha256(code), clock.instant())) {
            return Result.refused(Problem.at("code", IdentityProblem.SLIP_USED));
          }
          accounts.setPassword(account.accountId(), hash);
          int ended = devices.endOthers(account.accountId(), null, clock.instant());
          journal.write(
              account.actor(),
              "account.password",
              "account/" + account.accountId(),
              account.areaId(),
              Map.of("by", "slip", "devicesEnded", ended));
          return Result.ok(open(account, remembered, "slip", from));
        });
  }

  private static int least(AccountTable.Access account) {
    return DeviceRules.codeEnough(account.grants())
        ? PasswordRules.VOLUNTEERS_LEAST
        : PasswordRules.OFFICERS_LEAST;
  }

  /**
   * Chooses another password, or a volunteer's first PIN. All other devices of the account end.
   *
   * @param present the password so far; ignored while there is none
   */
  Result<Boolean> changePassword(
      Actor actor, String present, String password, String again, From from) {
    UUID accountId = Objects.requireNonNull(actor.accountId());
    if (attempts.exhausted(from.address())) {
      return tooMany();
    }
    AccountTable.Access account = accounts.byId(accountId).orElseThrow();
    List<Problem> problems =
        new ArrayList<>(PasswordRules.problems(password, again, account.login(), least(account)));
    try {
      if (account.passwordHash() != null && !passwords.matches(present, account.passwordHash())) {
        attempts.failed(from.address());
        problems.addFirst(Problem.at("present", IdentityProblem.PRESENT_PASSWORD));
      }
      if (!problems.isEmpty()) {
        return Result.refused(problems);
      }
      String hash = passwords.hash(password);
      String token = from.oldToken();
      return transactions.execute(
          status -> {
            accounts.setPassword(accountId, hash);
            int ended =
                devices.endOthers(
                    accountId, token == null ? null : Secrets.sha256(token), clock.instant());
            journal.write(
                actor,
                "account.password",
                "account/" + accountId,
                account.areaId(),
                Map.of("devicesEnded", ended));
            return Result.ok(true);
          });
    } catch (Passwords.BusyException busy) {
      return Result.refused(Problem.of(IdentityProblem.BUSY));
    }
  }

  /**
   * What somebody is told of their own account.
   *
   * @param login what they type to sign in
   * @param hasPassword whether they chose a password or PIN
   */
  record Own(String login, boolean hasPassword) {}

  /** What the actor is told of their own account. */
  Own own(Actor actor) {
    AccountTable.Access account =
        accounts.byId(Objects.requireNonNull(actor.accountId())).orElseThrow();
    return new Own(account.login(), account.passwordHash() != null);
  }

  /** Opens a device for an account that a link stands for. */
  @Transactional
  public Opened byLink(UUID accountId, String way, From from) {
    return open(accounts.byId(accountId).orElseThrow(), false, way, from);
  }

  /** Ends the device that asks. */
  @Transactional
  public void out(Actor actor, String token) {
    devices
        .endByToken(Secrets.sha256(token), clock.instant())
        .ifPresent(device -> journal.write(actor, "sign-out", "device/" + device, null, Map.of()));
  }

  private Opened open(AccountTable.Access account, boolean remembered, String way, From from) {
    Instant now = clock.instant();
    String old = from.oldToken();
    if (old != null) {
      devices.endByToken(Secrets.sha256(old), now);
    }
    String token = Secrets.token();
    DeviceRules.Kind kind = DeviceRules.kind(VietnameseText.clean(from.userAgent()));
    devices.add(
        account.accountId(),
        Secrets.sha256(token),
        kind,
        DeviceRules.kept(account.grants(), remembered),
        now);
    journal.write(
        account.actor(),
        "sign-in",
        "account/" + account.accountId(),
        account.areaId(),
        Map.of("by", way, "address", from.address(), "device", kind.kind() + " " + kind.browser()));
    boolean volunteer = DeviceRules.codeEnough(account.grants());
    return new Opened(token, volunteer || remembered, volunteer);
  }

  private static <T> Result<T> tooMany() {
    return Result.refused(
        Problem.of(IdentityProblem.TOO_MANY_ATTEMPTS, Attempts.WINDOW.toMinutes()));
  }
}
