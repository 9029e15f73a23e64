package vn.khuyenhoc.areas;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An administrative area as it is in one period.
 *
 * @param id its identity, never reused
 * @param level its level
 * @param parentId the area it belongs to; null for the nation
 * @param code its official code, text; may mean another area at another time
 * @param name its full name: "Xã Thuận Châu"
 * @param kind COMMUNE, WARD, VILLAGE …
 * @param from first day of this version
 * @param until first day on which it no longer holds; null while it does
 */
public record Area(
    int id,
    AreaLevel level,
    @Nullable Integer parentId,
    String code,
    String name,
    String kind,
    LocalDate from,
    @Nullable LocalDate until) {}
