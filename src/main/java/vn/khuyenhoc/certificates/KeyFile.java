package vn.khuyenhoc.certificates;

import java.time.LocalDate;

/**
 * A key file that is kept for a body.
 *
 * @param file its name among the keys
 * @param whose as its certificate says
 * @param until the last day on which it signs
 */
public record KeyFile(String file, String whose, LocalDate until) {}
