package vn.khuyenhoc.recognition;

/**
 * What the form of a new campaign holds, as typed.
 *
 * @param province identity of the province
 * @param year the assessment year
 * @param set identity of the criteria set
 * @param procedure identity of the procedure; empty for the model's first one
 * @param dueOn the day by which villages send
 * @param training whether it is for practising
 */
public record CampaignForm(
    String province, String year, String set, String procedure, String dueOn, boolean training) {}
