package vn.khuyenhoc.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as those who keep accounts see it.
 *
 * @param id its identity
 * @param name full name of its person
 * @param position position of its person; may be empty
 * @param login what its person types to sign in
 * @param state whether its person has come in
 * @param roles the roles it holds, or held when it ended
 * @param devices on how many devices its person is signed in now
 * @param lastSeen when it was last used; null for never
 * @param slipUntil until when its newest unused slip is good; null without one
 * @param madeAt when it was made
 * @param madeBy who made it; null for the program itself
 * @param lockedUntil until when wrong passwords lock it; null while it is not locked
 */
public record Account(
    UUID id,
    String name,
    String position,
    String login,
    AccountState state,
    List<HeldRole> roles,
    int devices,
    @Nullable Instant lastSeen,
    @Nullable Instant slipUntil,
    Instant madeAt,
    @Nullable String madeBy,
    @Nullable Instant lockedUntil) {

  /** Whether its person comes in with a code alone: a volunteer or a head and nothing more. */
  public boolean codeEnough() {
    return roles.stream().allMatch(held -> DeviceRules.codeEnough(held.role()));
  }

  /** Whether it ended. */
  public boolean ended() {
    return state == AccountState.ENDED;
  }
}
