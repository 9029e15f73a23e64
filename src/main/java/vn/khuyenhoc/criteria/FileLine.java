package vn.khuyenhoc.criteria;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.web.Visit;

/**
 * One thing to put right in a file.
 *
 * @param where the line, or the sheet and row; empty for the whole file
 * @param sentence what is wrong and what to do
 */
public record FileLine(String where, String sentence) {

  /** All of them in the order of the file. */
  static List<FileLine> of(Visit visit, List<Problem> problems) {
    return problems.stream()
        .sorted(Comparator.comparingLong(FileLine::order))
        .map(
            problem -> {
              FilePlace place = FilePlace.of(problem);
              return new FileLine(
                  place == null ? "" : place.text(visit.t()), visit.sentence(problem));
            })
        .toList();
  }

  private static long order(Problem problem) {
    @Nullable FilePlace place = FilePlace.of(problem);
    return place == null
        ? -1
        : FilePlace.SHEETS.indexOf(place.sheet()) * 1_000_000_000L + place.line();
  }
}
