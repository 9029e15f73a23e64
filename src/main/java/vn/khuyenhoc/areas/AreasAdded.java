package vn.khuyenhoc.areas;

import java.util.List;

/**
 * Areas are in the tree that were not before, other than by a reorganisation: a list was loaded, a
 * commune wrote down its villages. Published inside the transaction.
 *
 * @param areas their identities
 */
public record AreasAdded(List<Integer> areas) {
  public AreasAdded {
    areas = List.copyOf(areas);
  }
}
