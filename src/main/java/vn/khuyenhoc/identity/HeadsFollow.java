package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.registry.RegistryEvents;

/**
 * Heads follow what they are the head of: their accounts end with it, and where two entries were
 * the same, they are the head of the kept one. Where it lies is read from the register.
 */
@Component
class HeadsFollow {

  private final AccountTable accounts;
  private final Journal journal;
  private final Clock clock;

  HeadsFollow(AccountTable accounts, Journal journal, Clock clock) {
    this.accounts = accounts;
    this.journal = journal;
    this.clock = clock;
  }

  @EventListener
  void on(RegistryEvents.SubjectsClosed event) {
    Actor actor = Acting.current();
    accounts
        .endHeads(event.keys(), now())
        .forEach(
            account ->
                journal.write(
                    actor == null ? new Actor(null, null, "registry", List.of()) : actor,
                    "account.end",
                    "account/" + account,
                    null,
                    Map.of("by", "subject")));
  }

  @EventListener
  void on(RegistryEvents.SubjectsJoined event) {
    accounts.joinHeads(event.duplicate(), event.kept(), now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
