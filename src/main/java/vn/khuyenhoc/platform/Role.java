package vn.khuyenhoc.platform;

/**
 * What somebody is in an area. A role is held over an area and everything below it, only {@link
 * #HEAD} over one subject.
 */
public enum Role {
  /** Trưởng thôn, chi hội trưởng: scores the households of a village. */
  VOLUNTEER,
  /** Officer of a commune: keeps the register, appraises, records decisions, hands out accounts. */
  COMMUNE_OFFICER,
  /** Officer of a province: opens campaigns, follows rates against targets, reports. */
  PROVINCE_OFFICER,
  /** Officer of the national association: reads the figures of every area. */
  NATIONAL_OFFICER,
  /** Keeps accounts, settings and the journal; takes no part in recognition. */
  ADMINISTRATOR,
  /**
   * Người đứng đầu: head of a unit, clan, community, group or centre, of a household, or a citizen.
   * Held over that subject of the register instead of an area.
   */
  HEAD
}
