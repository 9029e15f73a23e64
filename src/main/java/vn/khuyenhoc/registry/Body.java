package vn.khuyenhoc.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A body that registers, appraises, decides or reports (Ủy ban nhân dân, Hội Khuyến học …).
 *
 * @param id identity
 * @param kind which kind
 * @param name its name: "UBND xã Thuận Châu"
 * @param symbol how its documents are signed: "UBND", "HKH"; empty where it issues none
 * @param areaId the area that it is the body of
 * @param from first day
 * @param to last day; null while there is no end
 * @param note anything else
 * @param version counts its changes
 * @param changedAt when it was changed last
 * @param changedBy by whom
 */
public record Body(
    UUID id,
    BodyKind kind,
    String name,
    String symbol,
    int areaId,
    LocalDate from,
    @Nullable LocalDate to,
    String note,
    int version,
    Instant changedAt,
    String changedBy) {

  /** Whether it is there on a day. */
  public boolean on(LocalDate day) {
    return !day.isBefore(from) && (to == null || !day.isAfter(to));
  }

  /**
   * What can be typed of it.
   *
   * @param kind which kind
   * @param name its name
   * @param symbol how its documents are signed
   * @param from first day
   * @param to last day; null for no end
   * @param note anything else
   */
  public record Entry(
      BodyKind kind,
      String name,
      String symbol,
      LocalDate from,
      @Nullable LocalDate to,
      String note) {}

  Entry entry() {
    return new Entry(kind, name, symbol, from, to, note);
  }
}
