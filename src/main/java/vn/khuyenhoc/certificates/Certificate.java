package vn.khuyenhoc.certificates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as it was issued, and what became of it.
 *
 * @param id the caller's key
 * @param series the series of its number
 * @param n its number in the series
 * @param number its number as printed
 * @param code the public code, without dashes
 * @param batch what it shares with those issued with it
 * @param subject the caller's key of whose it is
 * @param name whose it is, as printed
 * @param personal whether the name is a person's
 * @param place where the subject lives or lies; may be empty
 * @param rating the rating printed; may be empty
 * @param validFrom first day
 * @param validUntil last day; null for no end
 * @param kept VALID, REVOKED or REPLACED, whatever the day
 * @param endedOn the day from which it counts no more; null while it counts
 * @param reason why it counts no more; null while it counts
 * @param replacedBy the one that corrects it; null for none
 * @param renewedBy the one that continues it; null for none
 */
public record Certificate(
    UUID id,
    Series series,
    int n,
    String number,
    String code,
    Batch batch,
    String subject,
    String name,
    boolean personal,
    String place,
    String rating,
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    CertificateStatus kept,
    @Nullable LocalDate endedOn,
    @Nullable String reason,
    @Nullable UUID replacedBy,
    @Nullable UUID renewedBy) {

  /**
   * What certificates issued at once share; the words as {@link IssueBatch} has them.
   *
   * @param id its identity
   * @param issuer who issued, as its name was then
   * @param above the body above it; empty for none
   * @param issuedAt when
   * @param issuedName by whom
   * @param size how many
   */
  public record Batch(
      UUID id,
      String issuer,
      String above,
      String title,
      String titleCode,
      String decisionNumber,
      LocalDate decidedOn,
      String decider,
      String signerName,
      String signerTitle,
      String place,
      LocalDate issuedOn,
      Instant issuedAt,
      String issuedName,
      int size) {}

  /** What it is worth on a day. */
  public CertificateStatus status(LocalDate day) {
    if (kept != CertificateStatus.VALID) {
      return kept;
    }
    if (validUntil != null && validUntil.isBefore(day)) {
      return CertificateStatus.EXPIRED;
    }
    return validFrom.isAfter(day) ? CertificateStatus.NOT_YET : kept;
  }

  /** The code as printed. */
  public String grouped() {
    return CertificateCode.grouped(code);
  }

  /** The name as strangers see it. */
  public String masked() {
    return personal ? NameMask.masked(name) : name;
  }

  /** Where it is shown to those who may. */
  public String path() {
    return "/certificates/" + id;
  }
}
