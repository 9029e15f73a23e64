package vn.khuyenhoc.recognition;

/**
 * How many of a village wait for a decision.
 *
 * @param areaId the village, or the commune or province of what is larger
 * @param name what it is called today
 * @param dossiers approved and achieved, in no draft
 */
public record ReadyVillage(int areaId, String name, int dossiers) {}
