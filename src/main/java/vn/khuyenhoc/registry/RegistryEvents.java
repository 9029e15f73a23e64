package vn.khuyenhoc.registry;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can happen in the register. Published inside the transaction of the command, so that
 * listeners keep their own tables in step with it. The events of subjects are told for every kind,
 * those of households for households besides.
 */
public final class RegistryEvents {

  private RegistryEvents() {}

  /**
   * Households are in the register that were not before.
   *
   * @param batchId the import that brought them, to be found by {@code
   *     registry.household.batch_id}; null when they were entered one by one
   * @param keys the households; empty for an import
   */
  public record HouseholdsAdded(@Nullable UUID batchId, List<HouseholdKey> keys) {
    public HouseholdsAdded {
      keys = List.copyOf(keys);
    }
  }

  /** A household lives in another village now. */
  public record HouseholdMoved(HouseholdKey key, int fromVillage, int toVillage) {}

  /**
   * Households of a divided village belong to a successor each, since the day of the division.
   *
   * @param keys the households
   * @param villages for each of them its village
   */
  public record HouseholdsAssigned(List<HouseholdKey> keys, List<Integer> villages) {
    public HouseholdsAssigned {
      keys = List.copyOf(keys);
      villages = List.copyOf(villages);
    }
  }

  /** Two entries were one household: the kept one stands for both. */
  public record HouseholdsJoined(HouseholdKey kept, HouseholdKey duplicate) {}

  /** A household moved away or ended. */
  public record HouseholdClosed(HouseholdKey key) {}

  /** A closed household counts again. */
  public record HouseholdReopened(HouseholdKey key) {}

  // ---- every kind, households too

  /**
   * Subjects are in the register that were not before.
   *
   * @param kind what they are
   * @param batchId the import that brought them, to be found by {@code registry.subject.batch_id};
   *     null when they were entered one by one
   * @param keys which; empty for an import
   */
  public record SubjectsAdded(SubjectKind kind, @Nullable UUID batchId, List<SubjectKey> keys) {
    public SubjectsAdded {
      keys = List.copyOf(keys);
    }
  }

  /**
   * What is known of subjects changed: stated counts, the labour group of a citizen, the level that
   * manages a unit.
   *
   * @param kind what they are
   * @param batchId the import that changed them, to be found by {@code
   *     registry.subject_change.batch_id}; null when they were changed one by one
   * @param keys which; empty for an import
   */
  public record SubjectsChanged(SubjectKind kind, @Nullable UUID batchId, List<SubjectKey> keys) {
    public SubjectsChanged {
      keys = List.copyOf(keys);
    }
  }

  /** Subjects are at home in another area now. */
  public record SubjectsMoved(SubjectKind kind, List<SubjectKey> keys, int fromArea, int toArea) {
    public SubjectsMoved {
      keys = List.copyOf(keys);
    }
  }

  /**
   * What lay in the line of a divided area belongs to a successor each, since the day of the
   * division.
   *
   * @param keys which, of whatever kind
   * @param areas for each its area
   */
  public record SubjectsAssigned(List<SubjectKey> keys, List<Integer> areas) {
    public SubjectsAssigned {
      keys = List.copyOf(keys);
      areas = List.copyOf(areas);
    }
  }

  /** Two entries were the same: the kept one stands for both. */
  public record SubjectsJoined(SubjectKind kind, SubjectKey kept, SubjectKey duplicate) {}

  /** Subjects moved away, ended, or took their consent back. */
  public record SubjectsClosed(SubjectKind kind, List<SubjectKey> keys) {
    public SubjectsClosed {
      keys = List.copyOf(keys);
    }
  }

  /** Closed subjects count again. */
  public record SubjectsReopened(SubjectKind kind, List<SubjectKey> keys) {
    public SubjectsReopened {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Who belongs to subjects changed: what is counted of their members is another number now.
   *
   * @param role how members belong
   * @param batchId the import that said so: its subjects' memberships; null for one by one
   * @param of to which subjects members came, or which they left; empty for an import
   */
  public record MembersChanged(MembershipRole role, @Nullable UUID batchId, List<SubjectKey> of) {
    public MembersChanged {
      of = List.copyOf(of);
    }
  }
}
