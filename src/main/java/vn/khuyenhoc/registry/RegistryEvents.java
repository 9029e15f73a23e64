package vn.khuyenhoc.registry;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to households. Published inside the transaction of the command, so that listeners
 * keep their own tables in step with it.
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
}
