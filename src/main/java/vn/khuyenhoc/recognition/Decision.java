package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A recognition decision (quyết định công nhận).
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
    LocalDate namedOn) {}
