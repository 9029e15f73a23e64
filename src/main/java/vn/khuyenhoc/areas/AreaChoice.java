package vn.khuyenhoc.areas;

/**
 * An area to choose.
 *
 * @param area as it is on the eve
 * @param above the name of what it belongs to; empty for the nation
 */
public record AreaChoice(Area area, String above) {}
