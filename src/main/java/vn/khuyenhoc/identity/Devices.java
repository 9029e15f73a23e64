package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.web.ActorSource;

/** The devices somebody is signed in on: who is behind a cookie, and ending them. */
@Service
class Devices implements ActorSource {

  private static final Duration SEEN_EVERY = Duration.ofMinutes(5);

  private final DeviceTable table;
  private final Journal journal;
  private final Clock clock;

  Devices(DeviceTable table, Journal journal, Clock clock) {
    this.table = table;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public @Nullable Actor byToken(String token) {
    Instant now = clock.instant();
    DeviceTable.SignedIn device = table.byToken(Secrets.sha256(token), now).orElse(null);
    if (device == null) {
      return null;
    }
    if (device.lastSeen().plus(SEEN_EVERY).isBefore(now)) {
      table.seen(device.deviceId(), now);
    }
    return device.actor();
  }

  /**
   * The devices on which this actor is signed in.
   *
   * @param token the secret of the device that asks
   */
  List<Device> of(Actor actor, @Nullable String token) {
    return table.ofAccount(account(actor), hash(token), clock.instant());
  }

  /**
   * Ends one device of the actor: it is signed out with its next request.
   *
   * @throws NotFoundException if the actor has no such device
   */
  @Transactional
  public void end(Actor actor, UUID deviceId) {
    if (!table.end(account(actor), deviceId, clock.instant())) {
      throw new NotFoundException("device " + deviceId);
    }
    journal.write(actor, "device.end", "device/" + deviceId, null, Map.of());
  }

  /** Ends all devices of the actor but the one that asks; answers how many. */
  @Transactional
  public int endOthers(Actor actor, @Nullable String token) {
    int ended = table.endOthers(account(actor), hash(token), clock.instant());
    if (ended > 0) {
      journal.write(
          actor, "device.end-others", "account/" + account(actor), null, Map.of("count", ended));
    }
    return ended;
  }

  private static UUID account(Actor actor) {
    return Objects.requireNonNull(actor.accountId(), "an actor with devices has an account");
  }

  private static byte @Nullable [] hash(@Nullable String token) {
    return token == null ? null : Secrets.sha256(token);
  }
}
