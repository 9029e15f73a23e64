package vn.khuyenhoc.recognition;

/**
 * What the form of a recognition decision holds, as typed.
 *
 * @param issuer who issued it
 * @param number as the office's register has it
 * @param decidedOn its date
 * @param signerName who signed
 * @param signerTitle as what
 */
public record DecisionForm(
    String issuer, String number, String decidedOn, String signerName, String signerTitle) {}
