package vn.khuyenhoc.reporting;

/**
 * A dossier behind a cell of a table.
 *
 * @param line whose it is, and where it stands
 * @param place the area that it was counted in
 * @param of how many are behind the cell in all
 */
public record DossierBehind(SubjectLine line, String place, long of) {}
