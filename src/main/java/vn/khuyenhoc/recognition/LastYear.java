package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Outcome;

/**
 * What a dossier of the year before came to, to be seen beside this year's.
 *
 * @param year which year
 * @param total points; null where it was never complete
 * @param outcome achieved or not; null where it was never complete
 * @param answers points by indicator; empty where another criteria set was in force, whose
 *     indicators are others
 */
public record LastYear(
    int year,
    @Nullable BigDecimal total,
    @Nullable Outcome outcome,
    Map<String, BigDecimal> answers) {

  public LastYear {
    answers = Map.copyOf(answers);
  }
}
