package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody objects to in a public notice.
 *
 * @param id identity
 * @param noticeId in which notice
 * @param key about which dossier
 * @param name whose that is
 * @param raisedOn when it was said
 * @param raisedBy by whom; empty for nobody who gave a name
 * @param words what was said
 * @param late whether the days of the notice were over
 * @param source how it came
 * @param recordedAt when it was written down
 * @param actor by whom
 * @param resolution right or not; null while it waits
 * @param reason why; null while it waits
 * @param resolvedAt when it was answered; null while it waits
 * @param resolver by whom; null while it waits
 */
public record Objection(
    UUID id,
    UUID noticeId,
    DossierKey key,
    String name,
    LocalDate raisedOn,
    String raisedBy,
    String words,
    boolean late,
    Source source,
    Instant recordedAt,
    String actor,
    @Nullable Resolution resolution,
    @Nullable String reason,
    @Nullable Instant resolvedAt,
    @Nullable String resolver) {

  /** How it came. */
  public enum Source {
    /** Written down in the office or the village. */
    OFFICE,
    /** Through the public page. */
    PUBLIC
  }

  /** What was answered. */
  public enum Resolution {
    /** Right: the dossier goes back to scoring. */
    UPHELD,
    /** Not right, for a reason. */
    DISMISSED;

    /** The key of its name in the messages. */
    public String messageKey() {
      return "objection." + name();
    }
  }

  /** The page on which it is answered. */
  public String path() {
    return "/notices/" + noticeId + "/objections/" + id;
  }
}
