package vn.khuyenhoc.recognition;

/**
 * What the form of a correction holds, as typed.
 *
 * @param issuer who issued it
 * @param number as the office's register has it
 * @param decidedOn its date
 * @param signerName who signed
 * @param signerTitle as what
 * @param document number and date of the document that corrects it
 * @param reason why
 */
public record CorrectionForm(
    String issuer,
    String number,
    String decidedOn,
    String signerName,
    String signerTitle,
    String document,
    String reason) {}
