package vn.khuyenhoc.registry;

import java.util.UUID;

/**
 * The identity of anything in the register.
 *
 * @param homeId the area where it was first registered; places the record, says nothing else
 * @param subjectId its own identity, made where it was first entered
 */
public record SubjectKey(int homeId, UUID subjectId) {

  /** The same for a household. */
  public HouseholdKey household() {
    return new HouseholdKey(homeId, subjectId);
  }

  /** Its name in the journal. */
  String subject() {
    return "subject/" + homeId + "/" + subjectId;
  }
}
