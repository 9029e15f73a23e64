package vn.khuyenhoc.criteria;

import java.util.Comparator;
import java.util.List;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.web.Visit;

/**
 * One thing to put right in a file.
 *
 * @param where the line, or the sheet and row; empty for the whole file
 * @param sentence what is wrong and what to do
 */
public record FileLine(String where, String sentence) {

  static List<FileLine> of(Visit visit, List<Problem> problems) {
    return problems.stream()
        .sorted(Comparator.comparingInt(FileLine::line))
        .map(
            problem ->
                new FileLine(
                    where(visit, problem.field() == null ? "" : problem.field()),
                    visit.sentence(problem)))
        .toList();
  }

  private static int line(Problem problem) {
    String field = problem.field();
    return field != null && field.matches("line-\\d{1,9}")
        ? Integer.parseInt(field.substring(5))
        : 0;
  }

  private static String where(Visit visit, String field) {
    if (field.matches("line-\\d+")) {
      return visit.t().t("criteria.load.line", field.substring(5));
    }
    if (field.matches(".+!\\d+")) {
      int cut = field.lastIndexOf('!');
      return visit.t().t("criteria.load.row", field.substring(0, cut), field.substring(cut + 1));
    }
    return "";
  }
}
