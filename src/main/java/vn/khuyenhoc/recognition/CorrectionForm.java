package vn.khuyenhoc.recognition;

/**
 * What the form of a correction holds, as typed.
 *
 * @param decision what the decision is to say
 * @param document number and date of the document that corrects it
 * @param reason why
 */
public record CorrectionForm(DecisionForm decision, String document, String reason) {}
