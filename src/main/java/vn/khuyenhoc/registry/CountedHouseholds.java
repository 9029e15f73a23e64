package vn.khuyenhoc.registry;

import java.util.Collection;
import java.util.List;

/**
 * Households that are counted in a village where they do not live, as a module above knows it:
 * whoever moved away before their village was divided has dossiers of past years there, and these
 * too must be assigned to a successor.
 */
public interface CountedHouseholds {

  /** A household that is counted in a village. */
  record Counted(int villageId, HouseholdKey key) {}

  /** Households that are counted in these villages and live elsewhere, in no order. */
  List<Counted> elsewhere(Collection<Integer> villageIds);
}
