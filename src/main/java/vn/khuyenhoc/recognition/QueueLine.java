package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A dossier as whoever appraises it sees it.
 *
 * @param dossier the dossier
 * @param villageAlike all of its village that wait have one and the same total: worth a look
 * @param lastYear the household's points of the year before; null where there are none
 * @param farFromLastYear the points differ much from the year before: worth a look
 */
public record QueueLine(
    DossierLine dossier,
    boolean villageAlike,
    @Nullable BigDecimal lastYear,
    boolean farFromLastYear) {

  /** Whether it is worth a closer look. */
  public boolean lookCloser() {
    return villageAlike || farFromLastYear;
  }
}
