package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recognition decision (quyết định công nhận) that was issued.
 *
 * @param id identity
 * @param campaignId its campaign
 * @param communeId the commune whose households it recognises
 * @param communeName what the commune was called on the day of the decision
 * @param issuer who issued it: "UBND xã Thuận Châu"
 * @param number as the office's register has it: "12/QĐ-UBND"
 * @param decidedOn its date
 * @param signerName who signed
 * @param signerTitle as what: "Chủ tịch"
 * @param recordedAt when it was recorded here
 * @param recordedBy who recorded it
 * @param recognised how many households
 * @param namedOn the day on which its commune was called so: that of the decision, or the commune's
 *     last one
 * @param text what it says besides its list; empty parts where nobody wrote them here
 * @param scan the signed decision as a file; null where there is none yet
 * @param edition counts its changes
 * @param withdrawn by what it was withdrawn; null while it holds
 */
public record Decision(
    UUID id,
    int campaignId,
    int communeId,
    String communeName,
    String issuer,
    String number,
    LocalDate decidedOn,
    String signerName,
    String signerTitle,
    Instant recordedAt,
    String recordedBy,
    int recognised,
    LocalDate namedOn,
    DecisionText text,
    @Nullable Scan scan,
    int edition,
    @Nullable Withdrawal withdrawn) {

  /**
   * The signed decision as a file.
   *
   * @param sha256 the file
   * @param type its media type
   */
  public record Scan(String sha256, String type) {}

  /**
   * How a decision came to an end (hủy bỏ quyết định).
   *
   * @param on the day of the decision that withdraws it
   * @param number of that decision
   * @param reason why
   * @param at when that was recorded
   * @param by who recorded it
   */
  public record Withdrawal(LocalDate on, String number, String reason, Instant at, String by) {}

  /** Whether it holds. */
  public boolean holds() {
    return withdrawn == null;
  }
}
