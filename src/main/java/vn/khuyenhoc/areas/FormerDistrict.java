package vn.khuyenhoc.areas;

/**
 * A district, abolished on 1 July 2025, that a commune lay in; a commune may have several.
 *
 * @param areaId the commune
 * @param name the district's full name
 * @param code its code at that time
 */
public record FormerDistrict(int areaId, String name, String code) {}
