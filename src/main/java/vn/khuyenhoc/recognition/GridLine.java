package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * A dossier as a row of the grid.
 *
 * @param dossier the dossier
 * @param answers points by indicator
 * @param computed points of the indicators that are computed, as far as they are known
 * @param applies the indicators that apply to it
 * @param open the indicators that can be answered now; empty where the dossier is not with the
 *     village
 */
public record GridLine(
    DossierLine dossier,
    Map<String, BigDecimal> answers,
    Map<String, BigDecimal> computed,
    Set<String> applies,
    Set<String> open) {}
