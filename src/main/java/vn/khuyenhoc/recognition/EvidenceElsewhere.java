package vn.khuyenhoc.recognition;

/**
 * A dossier of somebody else with the same file or picture.
 *
 * @param dossier which
 * @param villageId where it is counted
 * @param head whose, by name
 * @param indicator beside which score
 * @param year of its campaign
 */
public record EvidenceElsewhere(
    DossierKey dossier, int villageId, String head, String indicator, int year) {}
