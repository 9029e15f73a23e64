package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import vn.khuyenhoc.platform.Problem;

/**
 * What a module above wants to be known before areas are reorganised: work that is under way in
 * them. Never a reason to refuse.
 */
public interface ReorganisationConcern {

  /**
   * What is to be known.
   *
   * @param communeIds the communes that end, change or are undecided, and those whose villages do,
   *     as they are on the eve
   * @param day from which it would hold
   */
  List<Problem> about(Collection<Integer> communeIds, LocalDate day);
}
