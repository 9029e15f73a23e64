package vn.khuyenhoc.registry;

import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What somebody enters about a household.
 *
 * @param head full name of its head
 * @param address house, hamlet group or street within the village; may be empty
 * @param children number of children; null when not reported, which is not 0
 * @param adults number of adults; null when not reported
 * @param workers those of the adults who work; null when not reported
 * @param note anything worth knowing; may be empty
 */
public record HouseholdEntry(
    String head,
    String address,
    @Nullable Integer children,
    @Nullable Integer adults,
    @Nullable Integer workers,
    String note) {

  /** Texts in the one form in which the product keeps them. */
  public HouseholdEntry {
    head = VietnameseText.clean(head);
    address = VietnameseText.clean(address);
    note = VietnameseText.cleanLines(note);
  }
}
