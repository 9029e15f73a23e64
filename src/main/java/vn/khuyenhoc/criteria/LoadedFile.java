package vn.khuyenhoc.criteria;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;

/**
 * A file that somebody sent, before anything of it is kept.
 *
 * @param set what it says; null where too little can be read
 * @param readable whether all of it was understood, so that nothing is lost by keeping it
 * @param problems everything wrong with it, each at its line or row
 */
record LoadedFile(@Nullable CriteriaSet set, boolean readable, List<Problem> problems) {

  static LoadedFile of(CriteriaFile.Read read) {
    return new LoadedFile(
        read.set(), read.problems().isEmpty(), CriteriaFile.checked(read).problems());
  }
}
