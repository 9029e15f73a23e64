package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.registry.RegistryEvents.HouseholdClosed;
import vn.khuyenhoc.registry.RegistryEvents.HouseholdMoved;
import vn.khuyenhoc.registry.RegistryEvents.HouseholdReopened;
import vn.khuyenhoc.registry.RegistryEvents.HouseholdsAdded;
import vn.khuyenhoc.registry.RegistryEvents.HouseholdsAssigned;
import vn.khuyenhoc.registry.RegistryEvents.HouseholdsJoined;

/**
 * Keeps the roll of open campaigns in step with the register, in the transaction of the register's
 * own command. What was sent stays: a household that leaves after that is still last heard of
 * there.
 */
@Component
class RollKeeper {

  private static final Actor SYSTEM = new Actor(null, null, "system", List.of());

  private final RollTable table;
  private final Clock clock;

  RollKeeper(RollTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @EventListener
  void on(HouseholdsAdded event) {
    if (table.anyOpen()) {
      table.added(event.batchId(), event.keys(), actor(), now());
    }
  }

  @EventListener
  void on(HouseholdMoved event) {
    table.followed(List.of(event.key()), actor(), now());
    table.removed(List.of(event.key()), DossierLifecycle.from(DossierEvent.REMOVE), actor(), now());
    table.relisted(List.of(event.key()), actor(), now());
    table.added(null, List.of(event.key()), actor(), now());
  }

  @EventListener
  void on(HouseholdsAssigned event) {
    table.assigned(event.keys(), event.villages());
  }

  @EventListener
  void on(HouseholdsJoined event) {
    // the kept household may have missed the roll, but its other entry did not
    table.added(null, List.of(event.kept()), actor(), now());
    for (RollTable.Pair pair : table.pairs(event.kept(), event.duplicate())) {
      table.join(
          pair,
          DossierLifecycle.takesOver(pair.keptStage(), pair.duplicateStage()),
          actor(),
          now());
    }
  }

  @EventListener
  void on(HouseholdClosed event) {
    table.removed(List.of(event.key()), DossierLifecycle.from(DossierEvent.REMOVE), actor(), now());
  }

  @EventListener
  void on(HouseholdReopened event) {
    table.relisted(List.of(event.key()), actor(), now());
    table.added(null, List.of(event.key()), actor(), now());
  }

  private static Actor actor() {
    Actor current = Acting.current();
    return current == null ? SYSTEM : current;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
