package vn.khuyenhoc.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A device that somebody is signed in on.
 *
 * @param id its identity
 * @param kind what it is: ANDROID, WINDOWS …
 * @param browser proper name of the browser; empty where unknown
 * @param since when somebody signed in on it
 * @param lastSeen when it was last used, to some minutes
 * @param current whether it is the one that asks
 */
public record Device(
    UUID id, String kind, String browser, Instant since, Instant lastSeen, boolean current) {}
