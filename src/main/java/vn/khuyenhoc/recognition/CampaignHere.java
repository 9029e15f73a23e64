package vn.khuyenhoc.recognition;

/**
 * An open campaign in an area.
 *
 * @param campaign which
 * @param tally how many of its dossiers belong to the area itself, and where they stand
 */
public record CampaignHere(Campaign campaign, Tally tally) {}
