package vn.khuyenhoc.reports;

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
