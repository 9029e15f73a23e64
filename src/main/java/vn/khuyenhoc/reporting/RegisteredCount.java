package vn.khuyenhoc.reporting;

import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;

/**
 * How many of an area registered in campaigns of a year whose procedure asks for registration.
 *
 * @param areaId the area, with everything below it
 * @param year the year of the campaigns
 * @param model the model
 * @param level the level that it is rated at
 * @param form the labour group of citizens; empty for everything else
 * @param count how many registered
 * @param all whether every campaign with a list there asks for registration
 */
public record RegisteredCount(
    int areaId,
    int year,
    LearningModel model,
    ModelLevel level,
    String form,
    long count,
    boolean all) {

  /** Whether it is one of those that make up what is measured of an area in a year. */
  public boolean of(int ofArea, int ofYear, Measured measured) {
    return areaId == ofArea
        && year == ofYear
        && model == measured.model()
        && level == measured.level()
        && (measured.form().isEmpty() || form.equals(measured.form()));
  }
}
