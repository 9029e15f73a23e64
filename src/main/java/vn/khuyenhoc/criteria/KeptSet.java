package vn.khuyenhoc.criteria;

import java.util.List;
import vn.khuyenhoc.platform.Problem;

/**
 * A kept set with what is known of it.
 *
 * @param line where it stands
 * @param set what it says
 */
public record KeptSet(SetLine line, CriteriaSet set) {

  /** Everything that keeps it from being put in force, each at the path of its part. */
  public List<Problem> problems() {
    return CriteriaRules.problems(set);
  }
}
