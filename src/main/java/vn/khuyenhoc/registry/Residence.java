package vn.khuyenhoc.registry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Where a household lived when.
 *
 * @param villageId the village
 * @param village its name
 * @param commune its commune's name
 * @param from first day
 * @param until first day elsewhere; null for where it lives now
 */
public record Residence(
    int villageId, String village, String commune, LocalDate from, @Nullable LocalDate until) {}
