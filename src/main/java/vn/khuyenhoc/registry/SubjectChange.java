package vn.khuyenhoc.registry;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a subject of the register.
 *
 * @param at when
 * @param actor who did it
 * @param kind what
 * @param before what changed, as it was; missing numbers were not reported
 * @param after the same, as it is since
 * @param reason why; may be empty
 * @param batchId the import that did it; null for none
 */
public record SubjectChange(
    Instant at,
    String actor,
    Kind kind,
    Map<String, @Nullable Object> before,
    Map<String, @Nullable Object> after,
    String reason,
    @Nullable UUID batchId) {

  /** What can happen to a subject; to split and to be entered twice is of households. */
  public enum Kind {
    /** Entered. */
    CREATED,
    /** Corrected or brought up to date. */
    EDITED,
    /** A new household came out of it, or it came out of another. */
    SPLIT,
    /** Found to be entered twice. */
    JOINED,
    /** Moved to another village. */
    MOVED,
    /** Moved away or ended. */
    CLOSED,
    /** Counts again. */
    REOPENED,
    /** A person agreed to be registered. */
    CONSENTED,
    /** A person took their consent back: the registration ended. */
    WITHDRAWN,
    /** Belongs to another subject, or to none any more. */
    BELONGS
  }
}
