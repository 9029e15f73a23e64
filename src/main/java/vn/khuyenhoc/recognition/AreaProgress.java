package vn.khuyenhoc.recognition;

/**
 * How far an area is in a campaign.
 *
 * @param areaId which
 * @param name what it is called today
 * @param tally its figures
 */
public record AreaProgress(int areaId, String name, Tally tally) {}
