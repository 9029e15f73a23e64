package vn.khuyenhoc.platform;

import static vn.khuyenhoc.platform.Role.ADMINISTRATOR;
import static vn.khuyenhoc.platform.Role.COMMUNE_OFFICER;
import static vn.khuyenhoc.platform.Role.HEAD;
import static vn.khuyenhoc.platform.Role.NATIONAL_OFFICER;
import static vn.khuyenhoc.platform.Role.PROVINCE_OFFICER;
import static vn.khuyenhoc.platform.Role.VOLUNTEER;

import java.util.EnumSet;
import java.util.Set;

/** What can be done, and by which roles. Every route and every command names one. */
public enum Right {
  /** To be signed in: one's own work, account, preferences. */
  SIGNED_IN(VOLUNTEER, COMMUNE_OFFICER, PROVINCE_OFFICER, NATIONAL_OFFICER, ADMINISTRATOR, HEAD),
  /** To work with the dossiers of what one is the head of, and with nothing else. */
  OWN_DOSSIER(HEAD),
  /** To read figures, areas and targets of one's areas. */
  FIGURES_READ(VOLUNTEER, COMMUNE_OFFICER, PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To import lists of areas, and to record, complete and withdraw reorganisations. */
  AREAS_KEEP(PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To add villages to a commune. */
  VILLAGE_ADD(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To read households by name. */
  HOUSEHOLD_READ(VOLUNTEER, COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To add, change, split, join, move, close and import households. */
  HOUSEHOLD_KEEP(COMMUNE_OFFICER),
  /** To add and change units: a commune those that it manages, a province those that it manages. */
  UNIT_KEEP(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To add and change units that the province manages. */
  UNIT_KEEP_PROVINCE(PROVINCE_OFFICER),
  /** To keep the register of bodies of one's areas. */
  BODY_KEEP(COMMUNE_OFFICER, PROVINCE_OFFICER, NATIONAL_OFFICER, ADMINISTRATOR),
  /** To say which household of a divided village went to which successor. */
  HOUSEHOLD_ASSIGN(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To read a criteria set. */
  CRITERIA_READ(VOLUNTEER, COMMUNE_OFFICER, PROVINCE_OFFICER, NATIONAL_OFFICER, ADMINISTRATOR),
  /** To write, put in force and retire sets: a province its variants, the country its own. */
  CRITERIA_WRITE(PROVINCE_OFFICER, NATIONAL_OFFICER, ADMINISTRATOR),
  /** To add guidance of a province or the country to the library, correct and withdraw it. */
  GUIDANCE_KEEP(PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To open and close a campaign of a province. */
  CAMPAIGN_OPEN(PROVINCE_OFFICER),
  /** To read dossiers of one's areas. */
  DOSSIER_READ(VOLUNTEER, COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To score what belongs to a village, or to a commune or province itself, and to send it. */
  DOSSIER_SCORE(VOLUNTEER, COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To approve or return what was sent; a province only what belongs to it itself. */
  DOSSIER_APPRAISE(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To record a recognition decision. */
  DECISION_RECORD(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To read certificates that bodies of one's areas issued, and to print them. */
  CERTIFICATE_READ(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To issue certificates in the name of bodies of one's areas, and to keep their numbers. */
  CERTIFICATE_ISSUE(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To take back certificates that bodies of one's areas issued. */
  CERTIFICATE_REVOKE(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To keep plans with their targets, and indicators: a province its own, the country its own. */
  TARGET_KEEP(PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To declare how many subjects an area has. */
  TOTAL_DECLARE(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To report by hand what targets need and nothing here counts, with evidence. */
  VALUE_REPORT(COMMUNE_OFFICER, PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To download reports and statistics. */
  REPORT_READ(COMMUNE_OFFICER, PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To keep duties to report and their deadlines: a province its own, the country its own. */
  OBLIGATION_KEEP(PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To write and send the report of one's own area. */
  REPORT_WRITE(COMMUNE_OFFICER, PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To accept reports of the areas directly below, to give them back and to put them together. */
  REPORT_RECEIVE(PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To keep templates of official documents: a province its own, the country its own. */
  TEMPLATE_KEEP(PROVINCE_OFFICER, NATIONAL_OFFICER),
  /** To create accounts of volunteers and print their slips. */
  ACCOUNT_VOLUNTEERS(COMMUNE_OFFICER, ADMINISTRATOR),
  /** To give heads of what is registered in one's area an account, and to end it. */
  ACCOUNT_HEADS(COMMUNE_OFFICER, PROVINCE_OFFICER),
  /** To create accounts of officers. */
  ACCOUNT_OFFICERS(ADMINISTRATOR),
  /** To read the journal. */
  JOURNAL_READ(ADMINISTRATOR);

  private final Set<Role> roles;

  Right(Role first, Role... others) {
    this.roles = EnumSet.of(first, others);
  }

  /** Whether somebody with this role has the right, in the area of the role. */
  public boolean heldBy(Role role) {
    return roles.contains(role);
  }
}
