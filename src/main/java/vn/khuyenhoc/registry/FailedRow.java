package vn.khuyenhoc.registry;

import java.util.List;

/**
 * A row that an import leaves out.
 *
 * @param number its number in the file, as Excel shows it
 * @param problems everything wrong with it
 */
public record FailedRow(int number, List<RowProblem> problems) {
  public FailedRow {
    problems = List.copyOf(problems);
  }
}
