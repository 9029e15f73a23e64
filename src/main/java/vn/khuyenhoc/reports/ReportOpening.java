package vn.khuyenhoc.reports;

import org.jspecify.annotations.Nullable;

/**
 * What is typed to begin a report.
 *
 * @param area the area, as an address writes it
 * @param form the form's name
 * @param from first day of the period: 1/1/2026
 * @param until last day of the period
 * @param obligation what it fulfils; null where nobody asked
 */
public record ReportOpening(
    String area, String form, String from, String until, java.util.@Nullable UUID obligation) {}
