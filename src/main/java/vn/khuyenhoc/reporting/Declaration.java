package vn.khuyenhoc.reporting;

import java.util.UUID;

/**
 * A total as somebody typed it.
 *
 * @param id made by the form, so that sending it twice adds it once
 * @param total how many, as typed: {@code 1.234}
 * @param source who counted it, in which document
 * @param asOf the day it holds for, as typed: {@code 30/6/2026}
 * @param confirmed whether a total smaller than the roll was confirmed
 */
public record Declaration(UUID id, String total, String source, String asOf, boolean confirmed) {}
