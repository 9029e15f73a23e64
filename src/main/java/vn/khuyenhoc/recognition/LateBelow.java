package vn.khuyenhoc.recognition;

/**
 * A village of a commune, or a commune of a province, in which something is late.
 *
 * @param areaId the area
 * @param name what it is called today
 * @param waiting how many dossiers wait in it for a step whose day is past
 * @param steps how many steps of campaigns are late there
 * @param href where the first of them is looked at
 */
public record LateBelow(int areaId, String name, int waiting, int steps, String href) {}
