package vn.khuyenhoc.recognition;

/**
 * What lists show of a dossier's evidence.
 *
 * @param pieces how many pieces count
 * @param shared how many of them stand in dossiers of others too
 */
public record EvidenceCount(int pieces, int shared) {}
