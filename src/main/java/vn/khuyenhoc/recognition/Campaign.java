package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;

/**
 * One year's recognition of one model in one province (đợt đánh giá).
 *
 * @param id its number
 * @param model LEARNING_FAMILY
 * @param year the assessment year
 * @param provinceId whose
 * @param provinceName what the province is called today, or was called last
 * @param setId the criteria set of all its dossiers
 * @param dueOn the day by which villages send to the commune
 * @param referenceDate the day whose tree "as it was" means once the campaign is closed
 * @param open whether scores and decisions are taken
 * @param openedAt when it was opened
 * @param closedAt when it was closed; null while open
 */
public record Campaign(
    int id,
    String model,
    int year,
    int provinceId,
    String provinceName,
    String setId,
    LocalDate dueOn,
    LocalDate referenceDate,
    boolean open,
    Instant openedAt,
    @Nullable Instant closedAt) {

  /** The day whose tree of areas is read: as it was means its reference date once it is closed. */
  public LocalDate treeDay(Basis basis, LocalDate today) {
    return basis == Basis.AS_WAS && !open ? referenceDate : today;
  }
}
