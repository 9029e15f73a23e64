package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.khuyenhoc.platform.Role;

/**
 * A question under a name.
 *
 * @param id its identity
 * @param name what its owner calls it
 * @param question as an address writes it
 * @param questionVersion the way of asking it was saved in
 * @param areaId the area it asks about
 * @param areaName what that is called
 * @param withinId the area in which its owner works, and in which it is shared
 * @param ownerId the account that saved it
 * @param ownerName the name of who saved it
 * @param sharedWith the roles that may open it
 * @param version grows with every change
 * @param changedAt when it was saved or changed last
 * @param changedName by whom
 */
public record SavedTable(
    UUID id,
    String name,
    String question,
    int questionVersion,
    int areaId,
    String areaName,
    int withinId,
    UUID ownerId,
    String ownerName,
    List<Role> sharedWith,
    int version,
    Instant changedAt,
    String changedName) {

  /** The way of asking of this version of the program. */
  static final int QUESTION_VERSION = 1;

  public SavedTable {
    sharedWith = List.copyOf(sharedWith);
  }

  /** Whether it was saved in another way of asking. */
  public boolean outdated() {
    return questionVersion != QUESTION_VERSION;
  }

  /** Where it is opened. */
  public String path() {
    return "/tables/saved/" + id;
  }
}
