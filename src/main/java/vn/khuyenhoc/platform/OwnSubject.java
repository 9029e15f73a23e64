package vn.khuyenhoc.platform;

import java.util.UUID;

/**
 * Something of the register (a unit, a clan, a household …) over which somebody holds a role of its
 * own.
 *
 * @param homeId the area where it was first registered
 * @param subjectId its identity
 */
public record OwnSubject(int homeId, UUID subjectId) {}
