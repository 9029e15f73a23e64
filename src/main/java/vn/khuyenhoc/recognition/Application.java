package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registration that somebody sent by themselves, without an account. It counts once somebody has
 * found out who of the register that is.
 *
 * @param id identity
 * @param campaignId for which campaign
 * @param areaId for which village
 * @param code by which the sender asks what became of it
 * @param name who registers, as typed
 * @param address where in the village, as typed; may be empty
 * @param phone to call back; empty where none was given, and once it was answered
 * @param sentAt when
 * @param status what became of it
 * @param key whose dossier it is; null while that is not known
 * @param reason why it was declined; empty otherwise
 * @param handledAt when it was answered; null while it waits
 * @param handler by whom; null while it waits
 */
public record Application(
    UUID id,
    int campaignId,
    int areaId,
    String code,
    String name,
    String address,
    String phone,
    Instant sentAt,
    Status status,
    @Nullable DossierKey key,
    String reason,
    @Nullable Instant handledAt,
    @Nullable String handler) {

  /** What became of it. */
  public enum Status {
    /** Nobody answered yet. */
    WAITING,
    /** Registered. */
    ACCEPTED,
    /** Not registered, for a reason. */
    DECLINED;

    /** The key of its name in the messages. */
    public String messageKey() {
      return "application." + name();
    }
  }

  /** Its code in two groups, as it is read out. */
  public String grouped() {
    return code.substring(0, 4) + "-" + code.substring(4);
  }

  /** Whether nobody answered yet. */
  public boolean waits() {
    return status == Status.WAITING;
  }
}
