package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;

/**
 * The campaign that figures are of. For the whole country: one of those of the same model and year,
 * which stands for all of them.
 *
 * @param id its identity
 * @param model what it recognises
 * @param level at which level
 * @param form the labour group of citizens; empty elsewhere
 * @param formName what that group is called; empty elsewhere
 * @param year the year assessed
 * @param areaId the province that opened it
 * @param dueOn the last day for villages to send
 * @param referenceDate the day whose tree counts once it is closed
 * @param closed whether it is closed
 * @param openedOn the day it was opened, in Vietnam
 * @param closedAt when it was closed; null while open
 * @param criteriaTitle title of the criteria set scored by
 * @param criteriaIssuer who issued that set
 * @param criteriaVersion its version, from 1
 * @param criteriaSample whether the set has not been compared with the original text
 */
public record FiguresCampaign(
    int id,
    LearningModel model,
    ModelLevel level,
    String form,
    String formName,
    int year,
    int areaId,
    LocalDate dueOn,
    LocalDate referenceDate,
    boolean closed,
    LocalDate openedOn,
    @Nullable Instant closedAt,
    String criteriaTitle,
    String criteriaIssuer,
    int criteriaVersion,
    boolean criteriaSample) {

  /** The day whose tree the figures are read through. */
  LocalDate treeDate(Basis basis, LocalDate today) {
    return basis == Basis.AS_WAS && closed ? referenceDate : today;
  }
}
