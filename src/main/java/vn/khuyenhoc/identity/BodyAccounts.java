package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;

/**
 * Who acts for a body (Ủy ban nhân dân, Hội, hội đồng …), through which account. Whoever keeps the
 * body says so; nobody acts for a body that has ended. It gives no right: those come from roles.
 */
@Service
class BodyAccounts {

  private static final int MOST_LETTERS = 100;
  private static final int MOST_OFFERED = 50;

  private final BodyAccountTable table;
  private final Bodies bodies;
  private final Journal journal;
  private final Clock clock;

  BodyAccounts(BodyAccountTable table, Bodies bodies, Journal journal, Clock clock) {
    this.table = table;
    this.bodies = bodies;
    this.journal = journal;
    this.clock = clock;
  }

  /** Whether a body has ended, and with it whoever acted for it. */
  boolean ended(Body body) {
    LocalDate to = body.to();
    return to != null && to.isBefore(LocalDate.now(clock));
  }

  /** Who acts for a body that the actor keeps; nobody once it has ended. */
  List<BodyAccount> of(Actor actor, UUID bodyId) {
    return ended(bodies.own(actor, bodyId)) ? List.of() : table.of(bodyId);
  }

  /** Who could act for it: accounts with a role in its area or below, at most fifty. */
  List<BodyAccountTable.Candidate> candidates(Actor actor, UUID bodyId, String typed) {
    Body body = bodies.own(actor, bodyId);
    String folded = VietnameseText.fold(VietnameseText.clean(typed));
    String pattern = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return table.candidates(bodyId, body.areaId(), "%" + pattern + "%", MOST_OFFERED);
  }

  /** Says that somebody acts for a body. Fields of problems: {@code account}, {@code duty}. */
  @Transactional
  public Result<Boolean> add(Actor actor, UUID bodyId, @Nullable UUID accountId, String typedDuty) {
    Body body = bodies.own(actor, bodyId);
    String duty = VietnameseText.clean(typedDuty);
    List<Problem> problems = new ArrayList<>();
    if (ended(body)) {
      problems.add(Problem.of(IdentityProblem.BODY_ENDED, body.name()));
    }
    if (accountId == null || !table.fits(accountId, body.areaId())) {
      problems.add(Problem.at("account", IdentityProblem.NOBODY_CHOSEN));
    }
    if (duty.length() > MOST_LETTERS) {
      problems.add(Problem.at("duty", IdentityProblem.TOO_LONG, MOST_LETTERS));
    }
    if (!problems.isEmpty() || accountId == null) {
      return Result.refused(problems);
    }
    boolean added =
        table.add(
            bodyId,
            accountId,
            duty,
            actor.accountId(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (added) {
      journal.write(
          actor,
          "body.account-add",
          "body/" + bodyId,
          body.areaId(),
          Map.of("account", accountId.toString(), "duty", duty));
    }
    return Result.ok(added);
  }

  /** Says that somebody acts for a body no longer. */
  @Transactional
  public void end(Actor actor, UUID bodyId, UUID accountId) {
    Body body = bodies.own(actor, bodyId);
    if (table.end(bodyId, accountId, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
      journal.write(
          actor,
          "body.account-end",
          "body/" + bodyId,
          body.areaId(),
          Map.of("account", accountId.toString()));
    }
  }
}
