package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaFacts;
import vn.khuyenhoc.areas.AreaFactsChanged;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.recognition.Dependence.Node;
import vn.khuyenhoc.recognition.RecomputingTable.Source;
import vn.khuyenhoc.registry.RegistryEvents.MembersChanged;
import vn.khuyenhoc.registry.RegistryEvents.SubjectsAdded;
import vn.khuyenhoc.registry.RegistryEvents.SubjectsAssigned;
import vn.khuyenhoc.registry.RegistryEvents.SubjectsChanged;
import vn.khuyenhoc.registry.RegistryEvents.SubjectsClosed;
import vn.khuyenhoc.registry.RegistryEvents.SubjectsJoined;
import vn.khuyenhoc.registry.RegistryEvents.SubjectsMoved;
import vn.khuyenhoc.registry.RegistryEvents.SubjectsReopened;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.SubjectKind;

/**
 * Keeps the roll of open campaigns in step with the register, and what is computed from the
 * register with it, in the transaction of the register's own command. What was sent stays on its
 * roll: somebody who leaves after that is still last heard of there.
 */
@Component
class RollKeeper {

  static final Actor SYSTEM = new Actor(null, null, "system", List.of());

  private final RollTable table;
  private final Recomputing recomputing;
  private final Clock clock;

  RollKeeper(RollTable table, Recomputing recomputing, Clock clock) {
    this.table = table;
    this.recomputing = recomputing;
    this.clock = clock;
  }

  @EventListener
  void on(SubjectsAdded event) {
    if (table.anyOpen()) {
      table.added(event.batchId(), event.keys(), actor(), now());
      recompute(event.batchId(), event.keys(), nodes(event.kind()));
    }
  }

  /** A citizen of another labour group, a unit managed by another level: another campaign's. */
  @EventListener
  void on(SubjectsChanged event) {
    if (!table.anyOpen()) {
      return;
    }
    if (event.kind() == SubjectKind.CITIZEN || event.kind() == SubjectKind.UNIT) {
      List<SubjectKey> keys =
          event.batchId() == null ? event.keys() : table.changedBy(event.batchId());
      belong(keys);
    }
    table.renamed(event.batchId(), event.keys());
    recompute(event.batchId(), event.keys(), nodes(event.kind()));
  }

  @EventListener
  void on(SubjectsMoved event) {
    if (table.anyOpen()) {
      belong(event.keys());
      recompute(null, event.keys(), nodes(event.kind()));
    }
  }

  /** Puts them where they belong now: their dossiers follow, leave one roll, enter another. */
  private void belong(List<SubjectKey> keys) {
    table.followed(keys, actor(), now());
    table.removed(keys, DossierLifecycle.from(DossierEvent.REMOVE), actor(), now());
    table.relisted(keys, actor(), now());
    table.added(null, keys, actor(), now());
  }

  @EventListener
  void on(SubjectsAssigned event) {
    table.assigned(event.keys(), event.areas());
    recompute(null, event.keys(), Set.of(Node.CITIZEN, Node.HOUSEHOLD, Node.CLAN, Node.UNIT));
  }

  @EventListener
  void on(SubjectsJoined event) {
    if (!table.anyOpen()) {
      return;
    }
    // the kept entry may have missed the roll, but the other one did not
    table.added(null, List.of(event.kept()), actor(), now());
    for (RollTable.Pair pair : table.pairs(event.kept(), event.duplicate())) {
      table.join(
          pair,
          DossierLifecycle.takesOver(pair.keptStage(), pair.duplicateStage()),
          actor(),
          now());
    }
    recompute(null, List.of(event.kept(), event.duplicate()), nodes(event.kind()));
  }

  @EventListener
  void on(SubjectsClosed event) {
    if (table.anyOpen()) {
      table.removed(event.keys(), DossierLifecycle.from(DossierEvent.REMOVE), actor(), now());
      recompute(null, event.keys(), nodes(event.kind()));
    }
  }

  @EventListener
  void on(SubjectsReopened event) {
    if (table.anyOpen()) {
      table.relisted(event.keys(), actor(), now());
      table.added(null, event.keys(), actor(), now());
      recompute(null, event.keys(), nodes(event.kind()));
    }
  }

  @EventListener
  void on(MembersChanged event) {
    if (table.anyOpen()) {
      recompute(event.batchId(), event.of(), nodes(event.role().member()));
    }
  }

  /** The population of an area: its own programme and those above feel it. */
  @EventListener
  void on(AreaFactsChanged event) {
    if (event.attributes().contains(AreaFacts.Attribute.POPULATION) && table.anyOpen()) {
      recomputing.after(
          new Source.Within(event.areas()),
          Set.of(Node.COMMUNE, Node.DISTRICT, Node.PROVINCE),
          actor(),
          now());
    }
  }

  private void recompute(@Nullable UUID batchId, List<SubjectKey> keys, Set<Node> changed) {
    recomputing.after(
        batchId == null ? new Source.Named(keys) : new Source.Imported(batchId),
        changed,
        actor(),
        now());
  }

  /** As which others depend on them. */
  private static Set<Node> nodes(SubjectKind kind) {
    return switch (kind) {
      case HOUSEHOLD -> Set.of(Node.HOUSEHOLD);
      case CITIZEN -> Set.of(Node.CITIZEN);
      case CLAN -> Set.of(Node.CLAN);
      case UNIT -> Set.of(Node.UNIT);
      case SELF_MANAGED_GROUP -> Set.of(Node.GROUP);
      case LEARNING_CENTRE -> Set.of(Node.CENTRE);
      case COMMUNITY, PROGRAMME -> Set.of(Node.VILLAGE, Node.COMMUNE, Node.PROVINCE);
    };
  }

  private static Actor actor() {
    Actor current = Acting.current();
    return current == null ? SYSTEM : current;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
