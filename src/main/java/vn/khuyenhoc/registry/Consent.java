package vn.khuyenhoc.registry;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a person agreed to be registered.
 *
 * @param id identity
 * @param textVersion which text they agreed to
 * @param how how they said so
 * @param givenOn the day
 * @param guardian who agreed for somebody under 18; empty for adults
 * @param recordedName who wrote it down
 * @param withdrawnOn when they took it back; null while it holds
 */
public record Consent(
    UUID id,
    int textVersion,
    How how,
    LocalDate givenOn,
    String guardian,
    String recordedName,
    @Nullable LocalDate withdrawnOn) {

  /** The text of today; its words are {@code consent.text.N.…}. */
  public static final int CURRENT_TEXT = 1;

  /** From this age a person agrees for themselves. */
  public static final int OF_AGE = 18;

  /** How somebody agrees. */
  public enum How {
    /** Signed on paper. */
    PAPER,
    /** Said in person to who wrote it down. */
    IN_PERSON,
    /** Sent over the network. */
    ONLINE
  }

  /**
   * Consent to be written down.
   *
   * @param how how; null when not said
   * @param on the day; null when none was given
   * @param guardian who agreed for somebody under 18; may be empty
   */
  public record Given(@Nullable How how, @Nullable LocalDate on, String guardian) {}

  /** Whether it holds. */
  public boolean holds() {
    return withdrawnOn == null;
  }
}
