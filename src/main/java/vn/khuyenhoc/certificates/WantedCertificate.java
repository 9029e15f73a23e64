package vn.khuyenhoc.certificates;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A certificate to issue.
 *
 * @param id made by the caller: asked for twice, it is issued once
 * @param subject the caller's key of whose it is; certificates of one subject are found by it
 * @param name whose it is, as printed
 * @param personal whether the name is a person's, so that strangers see only part of it
 * @param place where the subject lives or lies, as printed: "bản Hìn, xã Thuận Châu"; may be empty
 * @param rating a rating to print; empty for none
 * @param validFrom first day
 * @param validUntil last day; null for no end
 * @param replaces one that this corrects, which then counts no more; null for none
 * @param reason why it replaces that one; empty otherwise
 * @param renews an earlier one of which this is the continuation; null for none
 */
public record WantedCertificate(
    UUID id,
    String subject,
    String name,
    boolean personal,
    String place,
    String rating,
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    @Nullable UUID replaces,
    String reason,
    @Nullable UUID renews) {

  /** One that neither replaces nor renews another. */
  public static WantedCertificate first(
      UUID id,
      String subject,
      String name,
      boolean personal,
      String place,
      String rating,
      LocalDate validFrom,
      @Nullable LocalDate validUntil) {
    return new WantedCertificate(
        id, subject, name, personal, place, rating, validFrom, validUntil, null, "", null);
  }
}
