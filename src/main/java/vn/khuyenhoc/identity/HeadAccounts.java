package vn.khuyenhoc.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
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
import vn.khuyenhoc.registry.Subject;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.Subjects;

/**
 * Accounts of heads (người đứng đầu) of what is registered. The commune gives them to what belongs
 * to it and its villages, the province to what belongs to it itself; a province reads what its
 * communes gave.
 */
@Service
class HeadAccounts {

  private final Accounts accounts;
  private final AccountKeeping keeping;
  private final Subjects subjects;
  private final Areas areas;
  private final Locks locks;
  private final Journal journal;

  HeadAccounts(
      Accounts accounts,
      AccountKeeping keeping,
      Subjects subjects,
      Areas areas,
      Locks locks,
      Journal journal) {
    this.accounts = accounts;
    this.keeping = keeping;
    this.subjects = subjects;
    this.areas = areas;
    this.locks = locks;
    this.journal = journal;
  }

  /**
   * What somebody is to be the head of, within the actor's reach.
   *
   * @throws NotFoundException if there is none
   */
  Subject subject(Actor actor, SubjectKey key) {
    Subject subject =
        subjects.byKey(key).orElseThrow(() -> new NotFoundException("subject " + key.subjectId()));
    areas.require(actor, Right.ACCOUNT_HEADS, subject.areaId());
    return subject;
  }

  /** Accounts of its heads, also those that ended. */
  List<Account> of(Actor actor, SubjectKey key) {
    subject(actor, key);
    return accounts.heads(actor, key);
  }

  /** Whether the actor gives accounts to heads of this, and does not only read them from above. */
  boolean gives(Actor actor, Subject subject) {
    Role role =
        areas.byId(subject.areaId()).level().compareTo(AreaLevel.COMMUNE) < 0
            ? Role.PROVINCE_OFFICER
            : Role.COMMUNE_OFFICER;
    return actor.grants().stream()
        .filter(grant -> grant.role() == role)
        .anyMatch(
            grant ->
                grant.areaId() == subject.areaId()
                    || areas.path(subject.areaId()).stream()
                        .anyMatch(area -> area.id() == grant.areaId()));
  }

  /** Gives a head an account. Fields of problems: {@code name}, {@code position}. */
  @Transactional
  public Result<UUID> add(Actor actor, SubjectKey key, String typedName, String typedPosition) {
    locks.tree();
    Subject subject = subject(actor, key);
    String name = VietnameseText.clean(typedName);
    String position = VietnameseText.clean(typedPosition);
    List<Problem> problems = new ArrayList<>();
    if (!gives(actor, subject)) {
      problems.add(Problem.of(IdentityProblem.HEAD_OF_ANOTHER_LEVEL));
    }
    if (!subject.active()) {
      problems.add(Problem.of(IdentityProblem.SUBJECT_ENDED, subject.name()));
    }
    problems.addAll(AccountKeeping.nameProblems(name, position));
    if (accounts.heads(actor, key).stream()
        .anyMatch(one -> !one.ended() && VietnameseText.sameName(one.name(), name))) {
      problems.add(Problem.at("name", IdentityProblem.HAS_ACCOUNT, name, subject.name()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    UUID account =
        keeping
            .addAll(
                actor,
                Role.HEAD,
                new OwnSubject(key.homeId(), key.subjectId()),
                List.of(new Persons.Named(subject.areaId(), name, position)))
            .getFirst();
    journal.write(
        actor,
        "account.create",
        "account/" + account,
        subject.areaId(),
        Map.of("name", name, "role", Role.HEAD.name(), "of", subject.name()));
    return Result.ok(account);
  }

  /** A new slip for the head; the one before is void. */
  @Transactional
  public Result<List<PrintedSlip>> slip(Actor actor, SubjectKey key, UUID accountId) {
    Account account = one(actor, key, accountId);
    return account.ended()
        ? Result.refused(Problem.of(IdentityProblem.ACCOUNT_ENDED))
        : given(actor, key)
            ? Result.ok(keeping.printed(actor, List.of(account)))
            : Result.refused(Problem.of(IdentityProblem.HEAD_OF_ANOTHER_LEVEL));
  }

  /** Ends the account of a head. */
  @Transactional
  public Result<Boolean> end(Actor actor, SubjectKey key, UUID accountId) {
    Account account = one(actor, key, accountId);
    List<Problem> problems = keeping.endProblems(actor, account);
    if (!given(actor, key)) {
      problems.addFirst(Problem.of(IdentityProblem.HEAD_OF_ANOTHER_LEVEL));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    keeping.close(actor, account);
    return Result.ok(true);
  }

  private boolean given(Actor actor, SubjectKey key) {
    return gives(actor, subject(actor, key));
  }

  private Account one(Actor actor, SubjectKey key, UUID accountId) {
    return of(actor, key).stream()
        .filter(account -> account.id().equals(accountId))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("account " + accountId));
  }
}
