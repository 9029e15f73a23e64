package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * A dossier as a row of the grid.
 *
 * @param dossier the dossier
 * @param answers points by indicator
 * @param applies the indicators that apply to the household
 * @param open the indicators that can be answered now; empty where the dossier is not with the
 *     village
 */
public record GridLine(
    DossierLine dossier, Map<String, BigDecimal> answers, Set<String> applies, Set<String> open) {}
