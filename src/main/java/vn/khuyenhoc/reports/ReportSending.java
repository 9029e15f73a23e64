package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.util.Map;
import vn.khuyenhoc.platform.text.VietnameseDates;

/**
 * What is typed to send a report: what stands around it as a document, and that warnings were seen.
 *
 * @param superior the body above the issuer; empty for none
 * @param issuer who issues it
 * @param symbol the issuer's symbol
 * @param place the place beside the date
 * @param number its number; empty to leave room for it
 * @param signedOn the day it is dated; empty to leave room for it
 * @param onBehalfOf the collective that is signed for; empty for none
 * @param inPlaceOf the head that a deputy signs for; empty for none
 * @param position the signer's position
 * @param signer the signer's name; empty to leave room for it
 * @param recipients one a line
 * @param archive where the copy is kept
 * @param confirmed whether the warnings were read
 */
public record ReportSending(
    String superior,
    String issuer,
    String symbol,
    String place,
    String number,
    String signedOn,
    String onBehalfOf,
    String inPlaceOf,
    String position,
    String signer,
    String recipients,
    String archive,
    boolean confirmed) {

  /** What somebody typed, by the names of the fields. */
  static ReportSending typed(Map<String, String> fields) {
    return new ReportSending(
        fields.getOrDefault("superior", ""),
        fields.getOrDefault("issuer", ""),
        fields.getOrDefault("symbol", ""),
        fields.getOrDefault("place", ""),
        fields.getOrDefault("number", ""),
        fields.getOrDefault("signedOn", ""),
        fields.getOrDefault("onBehalfOf", ""),
        fields.getOrDefault("inPlaceOf", ""),
        fields.getOrDefault("position", ""),
        fields.getOrDefault("signer", ""),
        fields.getOrDefault("recipients", ""),
        fields.getOrDefault("archive", ""),
        Boolean.parseBoolean(fields.getOrDefault("confirmed", "")));
  }

  /** What stands around a report, to be changed or sent as it is. */
  static ReportSending of(ReportContent.Head head) {
    return new ReportSending(
        head.superior(),
        head.issuer(),
        head.symbol(),
        head.place(),
        head.number(),
        head.signedOn().isEmpty() ? "" : VietnameseDates.format(LocalDate.parse(head.signedOn())),
        head.onBehalfOf(),
        head.inPlaceOf(),
        head.position(),
        head.signer(),
        String.join("\n", head.recipients()),
        head.archive(),
        false);
  }

  /** The same where warnings have to be read again. */
  ReportSending unconfirmed() {
    return new ReportSending(
        superior,
        issuer,
        symbol,
        place,
        number,
        signedOn,
        onBehalfOf,
        inPlaceOf,
        position,
        signer,
        recipients,
        archive,
        false);
  }
}
