package vn.khuyenhoc.areas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Visit;

/**
 * What is wrong with one line of a file.
 *
 * @param line its number
 * @param sentences what is wrong
 */
public record LineProblem(int line, List<String> sentences) {

  private static final String LINE = "line-";

  public LineProblem {
    sentences = List.copyOf(sentences);
  }

  /** The problems of lines, in order. */
  public static List<LineProblem> of(Visit visit, List<Problem> problems) {
    Map<Integer, List<String>> lines = new TreeMap<>(Comparator.naturalOrder());
    for (Problem problem : problems) {
      int line = line(problem);
      if (line > 0) {
        lines.computeIfAbsent(line, key -> new ArrayList<>()).add(visit.sentence(problem));
      }
    }
    return lines.entrySet().stream()
        .map(entry -> new LineProblem(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The problems of fields and of the file as a whole. */
  public static List<FieldError> others(Visit visit, List<Problem> problems) {
    return visit.errors(problems.stream().filter(problem -> line(problem) == 0).toList());
  }

  private static int line(Problem problem) {
    @Nullable String field = problem.field();
    return field != null && field.startsWith(LINE)
        ? Integer.parseInt(field.substring(LINE.length()))
        : 0;
  }
}
