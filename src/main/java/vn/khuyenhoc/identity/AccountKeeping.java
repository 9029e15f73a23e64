package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.OwnSubject;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.registry.Persons;

/**
 * Making, handing over and ending accounts, and printing the slips by which people come in for the
 * first time. Nobody ever gives or learns the password of somebody else.
 */
@Service
class AccountKeeping {

  /** How long a slip is good. */
  static final Duration SLIP_VALID = Duration.ofDays(30);

  /** Slips printed at once. */
  static final int MOST_SLIPS = 300;

  private static final int LONGEST = 100;

  private final Accounts accounts;
  private final AccountList list;
  private final AccountTable table;
  private final DeviceTable devices;
  private final InvitationTable invitations;
  private final Persons persons;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;
  private final Clock clock;

  AccountKeeping(
      Accounts accounts,
      AccountList list,
      AccountTable table,
      DeviceTable devices,
      InvitationTable invitations,
      Persons persons,
      Areas areas,
      Locks locks,
      Journal journal,
      Clock clock) {
    this.accounts = accounts;
    this.list = list;
    this.table = table;
    this.devices = devices;
    this.invitations = invitations;
    this.persons = persons;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Makes the account of a volunteer.
   *
   * @param villageId the village; null where none was chosen
   * @throws NotFoundException if the village is not one of the actor's
   */
  @Transactional
  public Result<UUID> addVolunteer(
      Actor actor, @Nullable Integer villageId, String typedName, String typedPosition) {
    locks.tree();
    String name = VietnameseText.clean(typedName);
    String position = VietnameseText.clean(typedPosition);
    List<Problem> problems = nameProblems(name, position);
    if (villageId == null) {
      problems.addFirst(Problem.at("village", IdentityProblem.VILLAGE_MISSING));
      return Result.refused(problems);
    }
    areas.require(actor, Right.ACCOUNT_VOLUNTEERS, villageId);
    Area village = areas.byId(villageId);
    if (village.level() != AreaLevel.VILLAGE) {
      problems.addFirst(Problem.at("village", IdentityProblem.VILLAGE_MISSING));
    } else if (hasAccount(villageId, name)) {
      problems.add(Problem.at("name", IdentityProblem.HAS_ACCOUNT, name, village.name()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    UUID account =
        addAll(actor, Role.VOLUNTEER, List.of(new Persons.Named(villageId, name, position)))
            .getFirst();
    journal.write(
        actor,
        "account.create",
        "account/" + account,
        villageId,
        Map.of("name", name, "role", Role.VOLUNTEER.name()));
    return Result.ok(account);
  }

  static List<Problem> nameProblems(String name, String position) {
    List<Problem> problems = new ArrayList<>();
    if (name.isEmpty()) {
      problems.add(Problem.at("name", IdentityProblem.NAME_MISSING));
    } else if (name.length() > LONGEST) {
      problems.add(Problem.at("name", IdentityProblem.TOO_LONG, LONGEST));
    }
    if (position.length() > LONGEST) {
      problems.add(Problem.at("position", IdentityProblem.TOO_LONG, LONGEST));
    }
    return problems;
  }

  private boolean hasAccount(int villageId, String name) {
    return list.volunteers(List.of(villageId)).stream()
        .anyMatch(volunteer -> VietnameseText.sameName(volunteer.name(), name));
  }

  /** Makes accounts of one role with logins of their own; checks nothing, journals nothing. */
  List<UUID> addAll(Actor actor, Role role, List<Persons.Named> people) {
    return addAll(actor, role, null, people);
  }

  /** As {@link #addAll(Actor, Role, List)}, of a role over a subject instead of an area. */
  List<UUID> addAll(
      Actor actor, Role role, @Nullable OwnSubject subject, List<Persons.Named> people) {
    List<UUID> personIds = persons.findOrAddAll(people, actor);
    table.lockLogins();
    List<String> words = people.stream().map(one -> PasswordRules.loginOf(one.fullName())).toList();
    Set<String> taken =
        new HashSet<>(
            table.takenLogins(
                words.stream().map(word -> word.replaceAll("[0-9]+$", "")).distinct().toList()));
    List<AccountTable.NewAccount> added = new ArrayList<>(people.size());
    for (int i = 0; i < people.size(); i++) {
      String login = words.get(i);
      for (int number = 2; !taken.add(login); number++) {
        login = words.get(i).replaceAll("[0-9]+$", "") + number;
      }
      added.add(
          new AccountTable.NewAccount(
              Ids.next(), personIds.get(i), login, role, people.get(i).areaId(), subject));
    }
    table.addAll(added, actor.accountId(), clock.instant());
    return added.stream().map(AccountTable.NewAccount::accountId).toList();
  }

  /**
   * What is asked for an officer.
   *
   * @param login chosen login; empty to make one of the name
   * @param role which role; null where none was chosen
   * @param areaId over which area; null where none was found
   * @param areaTyped what was typed to find it
   */
  record Officer(
      String name,
      String position,
      String login,
      @Nullable Role role,
      @Nullable Integer areaId,
      String areaTyped) {}

  /** Makes the account of an officer, who chooses a password with a slip. */
  @Transactional
  public Result<UUID> addOfficer(Actor actor, Officer asked) {
    locks.tree();
    if (!actor.holds(Right.ACCOUNT_OFFICERS)) {
      throw new ForbiddenException(Right.ACCOUNT_OFFICERS);
    }
    String name = VietnameseText.clean(asked.name());
    String position = VietnameseText.clean(asked.position());
    List<Problem> problems = nameProblems(name, position);
    String login =
        asked.login().isBlank() ? PasswordRules.loginOf(name) : PasswordRules.login(asked.login());
    if (!PasswordRules.loginSound(login)) {
      problems.add(Problem.at("login", IdentityProblem.LOGIN_FORM));
    }
    problems.addAll(roleProblems(actor, asked.role(), asked.areaId(), asked.areaTyped()));
    table.lockLogins();
    if (!asked.login().isBlank() && table.byLogin(login).isPresent()) {
      problems.add(Problem.at("login", IdentityProblem.LOGIN_TAKEN, login));
    }
    Role role = asked.role();
    Integer areaId = asked.areaId();
    if (!problems.isEmpty() || role == null || areaId == null) {
      return Result.refused(problems);
    }
    UUID account;
    Persons.Named person = new Persons.Named(areaId, name, position);
    if (asked.login().isBlank()) {
      account = addAll(actor, role, List.of(person)).getFirst();
    } else {
      account = Ids.next();
      UUID personId = persons.findOrAddAll(List.of(person), actor).getFirst();
      table.addAll(
          List.of(new AccountTable.NewAccount(account, personId, login, role, areaId, null)),
          actor.accountId(),
          clock.instant());
    }
    journal.write(
        actor,
        "account.create",
        "account/" + account,
        areaId,
        Map.of("name", name, "role", role.name()));
    return Result.ok(account);
  }

  private List<Problem> roleProblems(
      Actor actor, @Nullable Role role, @Nullable Integer areaId, String areaTyped) {
    List<Problem> problems = new ArrayList<>();
    if (role == null) {
      problems.add(Problem.at("role", IdentityProblem.ROLE_MISSING));
    }
    if (areaId == null) {
      problems.add(
          areaTyped.isBlank()
              ? Problem.at("area", IdentityProblem.AREA_MISSING)
              : candidates(actor, areaTyped).isEmpty()
                  ? Problem.at("area", IdentityProblem.AREA_UNKNOWN, areaTyped)
                  : Problem.at("area", IdentityProblem.AREA_AMBIGUOUS, areaTyped));
      return problems;
    }
    areas.require(actor, Right.ACCOUNT_OFFICERS, areaId);
    Area area = areas.byId(areaId);
    if (role != null && !levels(role).contains(area.level())) {
      problems.add(Problem.at("area", IdentityProblem.AREA_LEVEL, area.name()));
    }
    return problems;
  }

  /** Areas of the actor that what was typed may mean; a code or a full name means one. */
  List<Area> candidates(Actor actor, String typed) {
    List<Area> found =
        areas.search(typed, actor.areasFor(Right.ACCOUNT_OFFICERS), 20).stream().toList();
    String clean = VietnameseText.clean(typed);
    List<Area> exact =
        found.stream()
            .filter(
                area -> area.code().equals(clean) || VietnameseText.sameName(area.name(), clean))
            .toList();
    return exact.size() == 1 ? exact : found;
  }

  /** Over which levels of areas a role is held. */
  static Set<AreaLevel> levels(Role role) {
    return switch (role) {
      case VOLUNTEER -> Set.of(AreaLevel.VILLAGE);
      case COMMUNE_OFFICER -> Set.of(AreaLevel.COMMUNE);
      case PROVINCE_OFFICER -> Set.of(AreaLevel.PROVINCE);
      case NATIONAL_OFFICER -> Set.of(AreaLevel.NATION);
      case ADMINISTRATOR -> Set.of(AreaLevel.NATION, AreaLevel.PROVINCE);
      case HEAD -> Set.of();
    };
  }

  /**
   * Gives an account a further role. Its devices end, so that it comes in anew under the rules of
   * the role.
   */
  @Transactional
  public Result<Boolean> give(
      Actor actor, UUID accountId, @Nullable Role role, @Nullable Integer areaId, String typed) {
    locks.tree();
    if (!actor.holds(Right.ACCOUNT_OFFICERS)) {
      throw new ForbiddenException(Right.ACCOUNT_OFFICERS);
    }
    Account account = accounts.byId(actor, accountId);
    List<Problem> problems = roleProblems(actor, role, areaId, typed);
    if (account.ended()) {
      problems.addFirst(Problem.of(IdentityProblem.ACCOUNT_ENDED));
    }
    if (!problems.isEmpty() || role == null || areaId == null) {
      return Result.refused(problems);
    }
    Instant now = clock.instant();
    if (!table.grant(accountId, role, areaId, actor.accountId(), now)) {
      return Result.refused(Problem.at("role", IdentityProblem.ROLE_HELD));
    }
    devices.endOthers(accountId, null, now);
    journal.write(actor, "role.give", "account/" + accountId, areaId, Map.of("role", role.name()));
    return Result.ok(true);
  }

  /** Takes a role from an account, which keeps at least one. */
  @Transactional
  public Result<Boolean> take(Actor actor, UUID accountId, Role role, int areaId) {
    if (!actor.holds(Right.ACCOUNT_OFFICERS)) {
      throw new ForbiddenException(Right.ACCOUNT_OFFICERS);
    }
    areas.require(actor, Right.ACCOUNT_OFFICERS, areaId);
    Account account = accounts.byId(actor, accountId);
    List<Problem> problems = new ArrayList<>();
    if (accountId.equals(actor.accountId())) {
      problems.add(Problem.of(IdentityProblem.OWN_ACCOUNT));
    }
    if (account.roles().size() < 2) {
      problems.add(Problem.of(IdentityProblem.LAST_ROLE));
    }
    if (role == Role.ADMINISTRATOR && !table.otherAdministratorExists(accountId)) {
      problems.add(Problem.of(IdentityProblem.LAST_ADMINISTRATOR));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Instant now = clock.instant();
    if (!table.take(accountId, role, areaId, now)) {
      throw new NotFoundException("role " + role + " over " + areaId);
    }
    devices.endOthers(accountId, null, now);
    journal.write(actor, "role.take", "account/" + accountId, areaId, Map.of("role", role.name()));
    return Result.ok(true);
  }

  /** Ends an account: its devices are signed out, its slips are void. */
  @Transactional
  public Result<Boolean> end(Actor actor, UUID accountId) {
    Account account = accounts.byId(actor, accountId);
    List<Problem> problems = endProblems(actor, account);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    close(actor, account);
    return Result.ok(true);
  }

  List<Problem> endProblems(Actor actor, Account account) {
    List<Problem> problems = new ArrayList<>();
    if (account.ended()) {
      problems.add(Problem.of(IdentityProblem.ACCOUNT_ENDED));
    }
    if (account.id().equals(actor.accountId())) {
      problems.add(Problem.of(IdentityProblem.OWN_ACCOUNT));
    }
    if (account.roles().stream().anyMatch(held -> held.role() == Role.ADMINISTRATOR)
        && !table.otherAdministratorExists(account.id())) {
      problems.add(Problem.of(IdentityProblem.LAST_ADMINISTRATOR));
    }
    return problems;
  }

  void close(Actor actor, Account account) {
    Instant now = clock.instant();
    table.close(account.id());
    int ended = devices.endOthers(account.id(), null, now);
    invitations.endSlips(List.of(account.id()), now);
    journal.write(
        actor,
        "account.end",
        "account/" + account.id(),
        place(account),
        Map.of("name", account.name(), "devicesEnded", ended));
  }

  private static @Nullable Integer place(Account account) {
    return account.roles().isEmpty() ? null : account.roles().getFirst().areaId();
  }

  /**
   * Hands the work of an account over to somebody else: they get an account with the same roles,
   * the one so far ends.
   */
  @Transactional
  public Result<UUID> handOver(
      Actor actor, UUID accountId, String typedName, String typedPosition) {
    Account account = accounts.byId(actor, accountId);
    String name = VietnameseText.clean(typedName);
    String position = VietnameseText.clean(typedPosition);
    List<Problem> problems = endProblems(actor, account);
    problems.addAll(nameProblems(name, position));
    if (!name.isEmpty() && VietnameseText.sameName(name, account.name())) {
      problems.add(
          Problem.at(
              "name",
              IdentityProblem.HAS_ACCOUNT,
              name,
              account.roles().isEmpty() ? "" : account.roles().getFirst().place()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    HeldRole first = account.roles().getFirst();
    UUID successor =
        addAll(
                actor,
                first.role(),
                first.subject(),
                List.of(new Persons.Named(first.areaId(), name, position)))
            .getFirst();
    Instant now = clock.instant();
    account.roles().stream()
        .skip(1)
        .forEach(
            held -> {
              OwnSubject subject = held.subject();
              if (subject == null) {
                table.grant(successor, held.role(), held.areaId(), actor.accountId(), now);
              } else {
                table.grantHead(successor, subject, actor.accountId(), now);
              }
            });
    close(actor, account);
    journal.write(
        actor,
        "account.hand-over",
        "account/" + successor,
        first.areaId(),
        Map.of("name", name, "from", accountId.toString()));
    return Result.ok(successor);
  }

  /**
   * Makes new slips for these accounts; the slips they had before are void. The codes exist in the
   * answer only.
   */
  @Transactional
  public Result<List<PrintedSlip>> printSlips(Actor actor, List<UUID> chosen) {
    Set<UUID> ids = new LinkedHashSet<>(chosen);
    if (ids.isEmpty()) {
      return Result.refused(Problem.of(IdentityProblem.NOBODY_CHOSEN));
    }
    if (ids.size() > MOST_SLIPS) {
      return Result.refused(Problem.of(IdentityProblem.TOO_MANY_CHOSEN, MOST_SLIPS));
    }
    List<Account> found = accounts.byIds(actor, ids);
    if (found.size() < ids.size()) {
      throw new NotFoundException("account of a slip");
    }
    List<Account> open = found.stream().filter(account -> !account.ended()).toList();
    if (open.isEmpty()) {
      return Result.refused(Problem.of(IdentityProblem.ACCOUNT_ENDED));
    }
    return Result.ok(printed(actor, open));
  }

  /** New slips for these accounts, which the caller has seen to be the actor's to keep. */
  List<PrintedSlip> printed(Actor actor, List<Account> open) {
    Instant now = clock.instant();
    Instant until = now.plus(SLIP_VALID);
    List<InvitationTable.NewSlip> slips = new ArrayList<>();
    List<PrintedSlip> printed = new ArrayList<>();
    for (Account account : open) {
      String code = Secrets.code();
      slips.add(new InvitationTable.NewSlip(Secrets.sha256(code), account.id()));
      printed.add(
          new PrintedSlip(
              account.name(),
              account.roles().isEmpty() ? "" : account.roles().getFirst().place(),
              account.login(),
              Secrets.grouped(code),
              until.atZone(clock.getZone()).toLocalDate(),
              account.codeEnough()));
    }
    invitations.addSlips(slips, actor.accountId(), now, until);
    journal.write(
        actor,
        "slip.print",
        open.size() == 1 ? "account/" + open.getFirst().id() : "accounts",
        place(open.getFirst()),
        Map.of(
            "count", open.size(), "accounts", open.stream().map(a -> a.id().toString()).toList()));
    return printed;
  }
}
