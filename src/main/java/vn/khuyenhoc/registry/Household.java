package vn.khuyenhoc.registry;

import org.jspecify.annotations.Nullable;

/**
 * A household as the register knows it now.
 *
 * @param key its identity
 * @param serial its number within the village where it was first registered
 * @param code what lists print and sheets bring back; see {@link SubjectCode}
 * @param villageId where it lives today, or lived last
 * @param head full name of its head
 * @param address house, hamlet group or street within the village; may be empty
 * @param children number of children, 0 to 99; null when not reported, which is not 0
 * @param adults number of adults, 0 to 99; null when not reported
 * @param workers those of the adults who work, 0 to 99; null when not reported
 * @param note anything worth knowing; may be empty
 * @param status whether it counts
 * @param version rises with every change; a command names the one it saw
 */
public record Household(
    HouseholdKey key,
    int serial,
    String code,
    int villageId,
    String head,
    String address,
    @Nullable Integer children,
    @Nullable Integer adults,
    @Nullable Integer workers,
    String note,
    SubjectStatus status,
    int version) {

  /** What can be edited of it. */
  public HouseholdEntry entry() {
    return new HouseholdEntry(head, address, children, adults, workers, note);
  }

  /** Whether it counts. */
  public boolean active() {
    return status == SubjectStatus.ACTIVE;
  }

  SubjectChecks.Standing standing() {
    return new SubjectChecks.Standing(key.asSubject(), version, status, code);
  }
}
