package vn.khuyenhoc.recognition;

import java.util.UUID;

/**
 * What the form of a recognition decision holds, as typed.
 *
 * @param id the key the decision is to have, so that sending twice records once
 * @param issuer who issued it
 * @param number as the office's register has it
 * @param decidedOn its date
 * @param signerName who signed
 * @param signerTitle as what
 */
public record DecisionForm(
    UUID id,
    String issuer,
    String number,
    String decidedOn,
    String signerName,
    String signerTitle) {}
