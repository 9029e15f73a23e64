package vn.khuyenhoc.criteria;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A kept set as lists show it.
 *
 * @param id its identity
 * @param model what it rates
 * @param level whose, or of which level
 * @param form the labour group of citizens; empty for every other model
 * @param provinceId the province whose variant it is; null for a national set
 * @param provinceName what that province is called
 * @param basedOn the national set it is derived from; may be empty
 * @param issuer who issued it
 * @param version its number among the issuer's
 * @param title what it is called
 * @param status where it stands
 * @param sample whether any part was not checked against the original document
 * @param from first day in force; null for a draft
 * @param to first day no longer in force; null while there is none
 * @param revision to be named by the next change
 * @param changedAt when it was last changed
 * @param changedBy by whom
 * @param basis the document it follows
 * @param period the period the document names; may be empty
 * @param engine how it rates
 * @param indicators how many indicators it has
 * @param verified how many of them were checked against their source
 */
public record SetLine(
    String id,
    LearningModel model,
    ModelLevel level,
    String form,
    @Nullable Integer provinceId,
    @Nullable String provinceName,
    String basedOn,
    String issuer,
    int version,
    String title,
    SetStatus status,
    boolean sample,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    int revision,
    Instant changedAt,
    String changedBy,
    String basis,
    String period,
    Engine engine,
    int indicators,
    int verified) {

  /** The last day in force; null while there is none. */
  public @Nullable LocalDate lastDay() {
    return to == null ? null : to.minusDays(1);
  }

  /** Whether it is in force on a day. */
  public boolean inForceOn(LocalDate day) {
    return status != SetStatus.DRAFT
        && from != null
        && !day.isBefore(from)
        && (to == null || day.isBefore(to));
  }
}
