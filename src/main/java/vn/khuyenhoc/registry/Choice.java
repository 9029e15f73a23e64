package vn.khuyenhoc.registry;

/**
 * One of a few things to choose from that are data: a labour group, a kind of units.
 *
 * @param code its code
 * @param name what people call it
 * @param explanation who belongs to it; may be empty
 * @param verified whether an official source says so; otherwise it is a sample to be checked
 * @param retired whether it is no longer chosen anew
 */
public record Choice(
    String code, String name, String explanation, boolean verified, boolean retired) {}
