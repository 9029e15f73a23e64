package vn.khuyenhoc.reporting;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which cell of a table: what each of its axes is there.
 *
 * @param outer what the row is; null in the row of totals
 * @param inner what the row is divided by there; null for the row as a whole
 * @param column what the column is; null for all columns together
 */
public record TableCell(@Nullable String outer, @Nullable String inner, @Nullable String column) {

  /** What an axis is in a cell. */
  public record Part(TableAxis axis, String key) {}

  /** The cell of a row and a column. */
  static TableCell of(TableQuestion question, TableAnswer.Line line, @Nullable String column) {
    return new TableCell(line.outer(), question.then() == null ? null : line.inner(), column);
  }

  /** What each axis of the table is in it, without those that it is not narrowed by. */
  public List<Part> of(TableQuestion question) {
    List<Part> parts = new ArrayList<>();
    add(parts, question.rows(), outer);
    add(parts, question.then(), inner);
    add(parts, question.columns(), column);
    return parts;
  }

  /**
   * Whether there can be such a cell.
   *
   * @param codes what axes that are data can be
   */
  boolean fits(TableQuestion question, Map<TableAxis, Map<String, String>> codes) {
    return of(question).stream()
        .allMatch(
            part ->
                part.key().equals(TableAxis.UNKNOWN)
                    || (part.axis().level() != null
                        ? part.key().matches("[0-9]{1,9}")
                        : switch (part.axis()) {
                          case YEAR ->
                              question.years().stream()
                                  .anyMatch(year -> year.toString().equals(part.key()));
                          case MODEL ->
                              question.models().stream()
                                  .anyMatch(one -> TableQuestion.key(one).equals(part.key()));
                          default ->
                              TableQuestionRules.choices(part.axis(), codes).contains(part.key());
                        }));
  }

  private static void add(List<Part> parts, @Nullable TableAxis axis, @Nullable String key) {
    if (axis != null && key != null) {
      parts.add(new Part(axis, key));
    }
  }

  /** The page of the dossiers behind it. */
  public String address(TableQuestion question) {
    return "/tables/dossiers?"
        + question.query()
        + said("row", outer)
        + said("within", inner)
        + said("column", column);
  }

  private static String said(String field, @Nullable String key) {
    return key == null ? "" : "&" + field + "=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
  }
}
