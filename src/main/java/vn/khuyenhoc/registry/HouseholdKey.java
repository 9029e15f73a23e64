package vn.khuyenhoc.registry;

import java.util.UUID;

/**
 * The identity of a household.
 *
 * @param homeId the village where it was first registered; places the record, says nothing else
 * @param householdId its own identity, made where it was first entered
 */
public record HouseholdKey(int homeId, UUID householdId) {

  /** Address of its page. */
  public String path() {
    return "/households/" + homeId + "/" + householdId;
  }

  /** The same among everything in the register. */
  public SubjectKey asSubject() {
    return new SubjectKey(homeId, householdId);
  }

  /** Its name in the journal. */
  String subject() {
    return "household/" + homeId + "/" + householdId;
  }
}
