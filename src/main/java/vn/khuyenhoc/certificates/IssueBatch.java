package vn.khuyenhoc.certificates;

import java.time.LocalDate;
import java.util.List;

/**
 * Certificates to issue at once, with what they share.
 *
 * @param seriesId whose numbers they take, as {@link Certificates#series} answers it
 * @param title what is recognised, as printed: "Gia đình học tập năm 2026"
 * @param titleCode the same in at most eight capital letters and digits, for the square code: GDHT
 * @param decisionNumber number of the decision: 58/QĐ-UBND
 * @param decidedOn its date
 * @param decider who decided, as printed: "Chủ tịch Ủy ban nhân dân xã Thuận Châu"
 * @param signerName who signs
 * @param signerTitle what the signer is, one line a line break: "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
 * @param place where it is dated: "Thuận Châu"
 * @param issuedOn the day printed on it
 * @param wanted the certificates, in the order of their numbers
 */
public record IssueBatch(
    int seriesId,
    String title,
    String titleCode,
    String decisionNumber,
    LocalDate decidedOn,
    String decider,
    String signerName,
    String signerTitle,
    String place,
    LocalDate issuedOn,
    List<WantedCertificate> wanted) {

  public IssueBatch {
    wanted = List.copyOf(wanted);
  }
}
