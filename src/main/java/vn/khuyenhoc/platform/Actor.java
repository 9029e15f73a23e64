package vn.khuyenhoc.platform;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a person through an account, or a named operator of the command line.
 *
 * @param accountId the account; null for an operator of the command line and for the system
 * @param personId the person behind the account; separation of duties is about persons
 * @param name the name that journal and history show
 * @param grants the roles and what they are held over
 */
public record Actor(
    @Nullable UUID accountId, @Nullable UUID personId, String name, List<Grant> grants) {

  public Actor {
    grants = List.copyOf(grants);
  }

  /** An operator of the command line: every role over the whole country, journalled by name. */
  public static Actor operator(String name, int nationId) {
    return new Actor(
        null,
        null,
        name,
        List.of(
            new Grant(Role.VOLUNTEER, nationId),
            new Grant(Role.COMMUNE_OFFICER, nationId),
            new Grant(Role.PROVINCE_OFFICER, nationId),
            new Grant(Role.NATIONAL_OFFICER, nationId),
            new Grant(Role.ADMINISTRATOR, nationId)));
  }

  /** Whether this actor holds the right anywhere. */
  public boolean holds(Right right) {
    return grants.stream().anyMatch(grant -> right.heldBy(grant.role()));
  }

  /** Whether one of this actor's grants is of that role. */
  public boolean is(Role role) {
    return grants.stream().anyMatch(grant -> grant.role() == role);
  }

  /** The areas over which this actor holds the right; empty where it holds it nowhere. */
  public List<Integer> areasFor(Right right) {
    return grants.stream()
        .filter(grant -> grant.subject() == null && right.heldBy(grant.role()))
        .map(Grant::areaId)
        .distinct()
        .toList();
  }

  /** What this actor is the head of. */
  public List<OwnSubject> subjects() {
    return grants.stream()
        .filter(grant -> Right.OWN_DOSSIER.heldBy(grant.role()))
        .map(Grant::subject)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** Whether this actor is the head of that. */
  public boolean heads(int homeId, UUID subjectId) {
    return subjects().contains(new OwnSubject(homeId, subjectId));
  }

  /** The person behind the account, where an act needs one. */
  public UUID person() {
    if (personId == null) {
      throw new IllegalStateException("this act needs a person, and " + name + " is none");
    }
    return personId;
  }
}
