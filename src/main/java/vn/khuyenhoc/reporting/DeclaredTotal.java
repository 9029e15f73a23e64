package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many subjects of a model an area has in all, as somebody declared it, because the register is
 * not the whole. Never changed; the one declared last counts.
 *
 * @param id its identity
 * @param areaId a commune or a province
 * @param total how many; null withdraws what was declared before
 * @param source who counted it, in which document; or why it was withdrawn
 * @param asOf the day it holds for
 * @param declaredAt when it was declared
 * @param declaredBy the name of who declared it
 */
public record DeclaredTotal(
    UUID id,
    int areaId,
    @Nullable Integer total,
    String source,
    LocalDate asOf,
    Instant declaredAt,
    String declaredBy) {}
