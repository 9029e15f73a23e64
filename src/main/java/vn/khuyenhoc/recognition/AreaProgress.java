package vn.khuyenhoc.recognition;

/**
 * How far an area is in a campaign.
 *
 * @param areaId which
 * @param name what it is called in the tree that is read
 * @param unassigned whether it is the line that holds what a divided area had and nobody has
 *     assigned yet
 * @param tally its figures
 */
public record AreaProgress(int areaId, String name, boolean unassigned, Tally tally) {}
