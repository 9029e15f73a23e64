package vn.khuyenhoc.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who acts for a body through an account.
 *
 * @param accountId the account
 * @param name its person
 * @param position of its person; may be empty
 * @param duty what they do for the body; may be empty
 * @param place where their first role is held
 * @param since since when
 */
public record BodyAccount(
    UUID accountId, String name, String position, String duty, String place, Instant since) {}
