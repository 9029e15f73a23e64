package vn.khuyenhoc.registry;

import java.util.UUID;

/**
 * Somebody who acts here: scores, appraises, signs.
 *
 * @param personId identity
 * @param areaId the area they act for
 * @param fullName full name
 * @param position position; may be empty
 */
public record Person(UUID personId, int areaId, String fullName, String position) {}
