package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.registry.SubjectKey;

/**
 * A title (danh hiệu): who was recognised as what, by which decision, from when to when.
 *
 * @param key which
 * @param dossier the dossier that led to it
 * @param subject whose
 * @param code the subject's printed number
 * @param name as printed on the decision and the certificate
 * @param model of which model
 * @param level whose, or of which level
 * @param formName the labour group of a citizen; empty for every other model
 * @param year the assessment year
 * @param rating what it was rated
 * @param areaId the village, commune or province that it is counted in today
 * @param areaName what that is called
 * @param officeName the commune or province above; the same where that is it itself
 * @param decisionId the decision
 * @param decidedIn the area whose office issued it, which may have ended
 * @param decisionNumber its number
 * @param decidedOn its date
 * @param validFrom first day
 * @param validUntil last day
 * @param previous the title before of the same subject; null for the first
 * @param next the title that renewed it or raised it; null while there is none
 * @param certificateId its certificate; null where none was issued here
 * @param certificate the number of its certificate; empty where none was issued here
 * @param revoked how it was taken back; null where it was not
 * @param version counts its changes
 */
public record Title(
    Key key,
    DossierKey dossier,
    SubjectKey subject,
    String code,
    String name,
    LearningModel model,
    ModelLevel level,
    String formName,
    int year,
    Rating rating,
    int areaId,
    String areaName,
    String officeName,
    UUID decisionId,
    int decidedIn,
    String decisionNumber,
    LocalDate decidedOn,
    LocalDate validFrom,
    LocalDate validUntil,
    @Nullable Key previous,
    @Nullable Key next,
    @Nullable UUID certificateId,
    String certificate,
    @Nullable Revocation revoked,
    int version) {

  /** This many days before its end a title is about to expire. */
  public static final int SOON = 60;

  /**
   * The key of a title.
   *
   * @param homeId the part of the register that keeps its subject
   * @param id within it
   */
  public record Key(int homeId, UUID id) {

    /** As in an address: {@code 512/0190…}. */
    public String text() {
      return homeId + "/" + id;
    }
  }

  /**
   * How a title was taken back.
   *
   * @param on from which day
   * @param reason why
   * @param document by which document: its number and date
   * @param at when that was recorded
   * @param by who recorded it
   */
  public record Revocation(LocalDate on, String reason, String document, Instant at, String by) {}

  /** Whether it holds; a title expires by its date. */
  public enum State {
    /** Còn hiệu lực. */
    VALID,
    /** Sắp hết hạn. */
    ENDING,
    /** Chưa đến ngày có hiệu lực. */
    NOT_YET,
    /** Hết hạn. */
    EXPIRED,
    /** Đã thu hồi. */
    REVOKED;

    /** The key of its name. */
    public String messageKey() {
      return "title.state." + name();
    }

    /** The look of its tag. */
    public String kind() {
      return switch (this) {
        case VALID -> "ok";
        case ENDING -> "wait";
        case NOT_YET, EXPIRED -> "plain";
        case REVOKED -> "back";
      };
    }
  }

  /** How it stands on a day. */
  public State state(LocalDate today) {
    if (revoked != null) {
      return State.REVOKED;
    }
    if (today.isAfter(validUntil)) {
      return State.EXPIRED;
    }
    if (today.isBefore(validFrom)) {
      return State.NOT_YET;
    }
    return today.plusDays(SOON).isAfter(validUntil) ? State.ENDING : State.VALID;
  }

  /** What it is called: "Gia đình học tập". */
  public String called(Texts t) {
    String called = t.t(model.messageKey(level));
    return formName.isEmpty() ? called : t.t("campaigns.form", called, formName);
  }

  /** What it was rated, where that says more than achieved. */
  public @Nullable Rating rated() {
    return rating == Rating.ACHIEVED || rating == Rating.NOT_ACHIEVED ? null : rating;
  }
}
