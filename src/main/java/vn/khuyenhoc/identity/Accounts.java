package vn.khuyenhoc.identity;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.SubjectKey;

/**
 * Questions about accounts. Who keeps officers' accounts sees all accounts of their areas; who
 * keeps volunteers' accounts sees those of volunteers and heads of their areas and nothing more, so
 * that no officer can take over the account of another.
 */
@Service
class Accounts {

  private final AccountList table;
  private final Areas areas;
  private final Clock clock;

  Accounts(AccountList table, Areas areas, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.clock = clock;
  }

  /**
   * A part of a list.
   *
   * @param total how many there are in all
   */
  record Found(List<Account> accounts, long total) {}

  /**
   * The accounts that the actor keeps.
   *
   * @param areaId only of this area and those below; null for all
   * @param typed words of a name or a login; empty for all
   * @param state only these; null for all that have not ended
   */
  Found list(
      Actor actor,
      @Nullable Integer areaId,
      String typed,
      @Nullable AccountState state,
      int limit,
      long offset) {
    List<Integer> within = actor.areasFor(Right.ACCOUNT_VOLUNTEERS);
    if (areaId != null) {
      areas.require(actor, Right.ACCOUNT_VOLUNTEERS, areaId);
      within = List.of(areaId);
    }
    return table.list(keeper(actor, within), typed, state, clock.instant(), limit, offset);
  }

  /**
   * An account that the actor keeps.
   *
   * @throws NotFoundException if there is none, or it is not theirs to keep
   */
  Account byId(Actor actor, UUID accountId) {
    List<Account> found = byIds(actor, List.of(accountId));
    if (found.isEmpty()) {
      throw new NotFoundException("account " + accountId);
    }
    return found.getFirst();
  }

  /** Those of these accounts that the actor keeps. */
  List<Account> byIds(Actor actor, Collection<UUID> accountIds) {
    if (!actor.holds(Right.ACCOUNT_VOLUNTEERS)) {
      throw new ForbiddenException(Right.ACCOUNT_VOLUNTEERS);
    }
    return table.byIds(
        keeper(actor, actor.areasFor(Right.ACCOUNT_VOLUNTEERS)), accountIds, clock.instant());
  }

  private AccountList.Keeper keeper(Actor actor, List<Integer> within) {
    return keepsOfficers(actor)
        ? new AccountList.Keeper(within, EnumSet.allOf(Role.class), true)
        : new AccountList.Keeper(within, EnumSet.of(Role.VOLUNTEER, Role.HEAD), false);
  }

  /**
   * The accounts of heads of this that the actor keeps, also those that ended. Whoever keeps
   * volunteers too keeps a head who is a volunteer besides.
   */
  List<Account> heads(Actor actor, SubjectKey subject) {
    Set<Role> roles =
        actor.holds(Right.ACCOUNT_VOLUNTEERS)
            ? EnumSet.of(Role.VOLUNTEER, Role.HEAD)
            : EnumSet.of(Role.HEAD);
    return table.heads(
        new AccountList.Keeper(actor.areasFor(Right.ACCOUNT_HEADS), roles, false),
        subject,
        clock.instant());
  }

  /** Whether the actor keeps officers' accounts too. */
  boolean keepsOfficers(Actor actor) {
    return actor.holds(Right.ACCOUNT_OFFICERS);
  }

  /** The communes in which the actor makes accounts of volunteers, at most so many. */
  List<Area> communes(Actor actor, String typed, int limit) {
    List<Integer> within = actor.areasFor(Right.ACCOUNT_VOLUNTEERS);
    List<Area> found =
        typed.isBlank()
            ? areas.below(within, AreaLevel.COMMUNE)
            : areas.search(typed, within, limit * 5);
    return found.stream().filter(area -> area.level() == AreaLevel.COMMUNE).limit(limit).toList();
  }
}
