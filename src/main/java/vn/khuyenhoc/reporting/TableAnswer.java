package vn.khuyenhoc.reporting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;

/**
 * A table: what was counted, put into rows and columns.
 *
 * @param question what was asked
 * @param columns the columns; a single empty one where the question has none
 * @param lines the rows, each group followed by what it is divided by
 * @param total everything together; null where nothing may be added up
 * @param names what stands behind codes and areas
 * @param live whether it was read from the tallies, exact at the moment
 * @param from when the first of it was counted
 * @param until when the last of it was counted
 * @param veiled whether small cells are not shown in it
 */
public record TableAnswer(
    TableQuestion question,
    List<String> columns,
    List<Line> lines,
    @Nullable Line total,
    Names names,
    boolean live,
    Instant from,
    Instant until,
    boolean veiled) {

  /**
   * What stands behind the keys of areas and codes.
   *
   * @param places areas, in the order of their names
   * @param codes of axes that are data
   */
  public record Names(
      Map<Integer, CrossTable.PlaceName> places, Map<TableAxis, Map<String, String>> codes) {}

  /**
   * A row.
   *
   * @param outer its key; of the total empty
   * @param inner the key of what a row is divided by; null for the row itself
   * @param cells one a column; null for a cell without dossiers
   * @param total all columns together; null where these are not added up, or there is nothing
   */
  public record Line(
      String outer,
      @Nullable String inner,
      List<@Nullable TableCounts> cells,
      @Nullable TableCounts total) {}

  /** How many cells it has. */
  public long cells() {
    return (long) lines.size() * columns.size();
  }

  /** Puts what was counted into rows and columns. */
  static TableAnswer of(
      TableQuestion question,
      List<CrossTable.Group> groups,
      Names names,
      boolean live,
      Instant from,
      Instant until) {
    TableAxis then = question.then();
    TableAxis across = question.columns();
    Comparator<String> outerOrder = order(question.rows(), names);
    Comparator<String> innerOrder = then == null ? Comparator.naturalOrder() : order(then, names);
    Set<String> heads =
        new TreeSet<>(across == null ? Comparator.<String>naturalOrder() : order(across, names));
    Map<String, Map<String, Map<String, TableCounts>>> rows = new TreeMap<>(outerOrder);
    for (CrossTable.Group group : groups) {
      heads.add(group.column());
      rows.computeIfAbsent(group.outer(), key -> new TreeMap<>(innerOrder))
          .computeIfAbsent(group.inner(), key -> new HashMap<>())
          .merge(group.column(), group.counts(), TableCounts::plus);
    }
    List<String> columns = List.copyOf(heads);
    List<Line> lines = new ArrayList<>();
    Map<String, TableCounts> all = new HashMap<>();
    rows.forEach(
        (outer, inner) -> {
          Map<String, TableCounts> sum = new HashMap<>();
          inner
              .values()
              .forEach(
                  cells ->
                      cells.forEach(
                          (column, counts) -> sum.merge(column, counts, TableCounts::plus)));
          sum.forEach((column, counts) -> all.merge(column, counts, TableCounts::plus));
          if (then == null) {
            lines.add(line(question, outer, null, columns, sum));
          } else {
            lines.add(
                line(
                    question,
                    outer,
                    null,
                    columns,
                    question.subtotals() ? sum : Map.<String, TableCounts>of()));
            inner.forEach((key, cells) -> lines.add(line(question, outer, key, columns, cells)));
          }
        });
    return new TableAnswer(
        question,
        columns,
        List.copyOf(lines),
        question.totalRow() && !lines.isEmpty() ? line(question, "", null, columns, all) : null,
        names,
        live,
        from,
        until,
        false);
  }

  /** The same with rows in which small cells are not shown. */
  TableAnswer veiled(List<Line> rows, @Nullable Line sum) {
    return new TableAnswer(question, columns, rows, sum, names, live, from, until, true);
  }

  /** Whether rows that are divided further say what they come to. */
  public boolean subtotals() {
    return question.subtotals() && !veiled;
  }

  private static Line line(
      TableQuestion question,
      String outer,
      @Nullable String inner,
      List<String> columns,
      Map<String, TableCounts> cells) {
    List<@Nullable TableCounts> own = new ArrayList<>();
    TableCounts total = null;
    for (String column : columns) {
      TableCounts cell = cells.get(column);
      own.add(cell);
      if (cell != null) {
        total = total == null ? cell : total.plus(cell);
      }
    }
    return new Line(outer, inner, own, question.totalColumn() ? total : null);
  }

  /** The order in which a table shows what an axis can be; what is not recorded comes last. */
  private static Comparator<String> order(TableAxis axis, Names names) {
    Map<String, Integer> places = new LinkedHashMap<>();
    switch (axis.group()) {
      case AREA ->
          names.places().keySet().forEach(id -> places.put(String.valueOf(id), places.size()));
      case CAMPAIGN -> {
        if (axis == TableAxis.MODEL) {
          for (LearningModel model : LearningModel.values()) {
            for (ModelLevel level : model.levels()) {
              places.put(TableQuestion.key(Measured.of(model, level)), places.size());
            }
          }
        } else if (axis == TableAxis.FORM) {
          TableQuestionRules.choices(axis, names.codes())
              .forEach(code -> places.put(code, places.size()));
        }
      }
      default ->
          TableQuestionRules.choices(axis, names.codes())
              .forEach(code -> places.put(code, places.size()));
    }
    return Comparator.comparing((String key) -> key.equals(TableAxis.UNKNOWN))
        .thenComparing(key -> places.getOrDefault(key, Integer.MAX_VALUE))
        .thenComparing(Comparator.naturalOrder());
  }
}
