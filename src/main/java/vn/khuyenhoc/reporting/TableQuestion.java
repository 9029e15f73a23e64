package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;

/**
 * What a table asks: sound, so that it can be answered.
 *
 * @param measure what is counted
 * @param rows what the rows are
 * @param then what each row is divided by further; null for nothing
 * @param columns what the columns are; null for a single one
 * @param areaId the area, with everything below it
 * @param level its level
 * @param years the years assessed, the earliest first
 * @param models models and levels
 * @param basis through which tree
 * @param filters what it is narrowed to; of each at least one value
 */
public record TableQuestion(
    TableMeasure measure,
    TableAxis rows,
    @Nullable TableAxis then,
    @Nullable TableAxis columns,
    int areaId,
    AreaLevel level,
    List<Integer> years,
    List<Measured> models,
    Basis basis,
    Map<TableAxis, List<String>> filters) {

  public TableQuestion {
    years = List.copyOf(years);
    models = List.copyOf(models);
    Map<TableAxis, List<String>> kept = new EnumMap<>(TableAxis.class);
    filters.forEach((axis, values) -> kept.put(axis, List.copyOf(values)));
    filters = java.util.Collections.unmodifiableMap(kept);
  }

  /** What it is divided by: rows, then columns. */
  List<TableAxis> axes() {
    return Stream.of(rows, then, columns).filter(Objects::nonNull).toList();
  }

  /** What it is divided by and narrowed to, each once. */
  List<TableAxis> used() {
    return Stream.concat(axes().stream(), filters.keySet().stream()).distinct().toList();
  }

  /** Whether it is divided by it or narrowed to some of it. */
  boolean uses(TableAxis axis) {
    return used().contains(axis);
  }

  /**
   * Whether the tallies know the answer. They know where dossiers stand, and what was recognised
   * with which rating, but nothing of who it is and nothing of both at once.
   */
  public boolean tallied() {
    boolean step = uses(TableAxis.STEP);
    boolean rating = uses(TableAxis.RATING);
    return used().stream()
            .noneMatch(axis -> axis.group() == TableAxis.Group.SUBJECT || axis == TableAxis.OUTCOME)
        && measure != TableMeasure.AVERAGE_TOTAL
        && !(step && rating)
        && (!rating || measure == TableMeasure.RECOGNISED)
        && (!step
            || measure == TableMeasure.ROLL
            || measure == TableMeasure.RECOGNISED
            || measure == TableMeasure.APPROVED
            || measure == TableMeasure.NOT_ACHIEVED);
  }

  /** Whether only what was recognised is looked at: ratings of the recognised. */
  boolean ofRecognised() {
    return measure == TableMeasure.RECOGNISED && uses(TableAxis.RATING);
  }

  /** Whether it is so wide that it is answered behind the page, province by province. */
  public boolean wide() {
    return !tallied() && level == AreaLevel.NATION;
  }

  /** Whether it divides by something that is said of people or households. */
  boolean personal() {
    return used().stream().anyMatch(TableAxis::personal);
  }

  /** Whether it looks into single villages. */
  boolean nearOnly() {
    return axes().contains(TableAxis.VILLAGE) || level == AreaLevel.VILLAGE;
  }

  /** The models without their levels. */
  List<LearningModel> kinds() {
    return models.stream().map(Measured::model).distinct().toList();
  }

  /** Whether the rows add up to a total. */
  public boolean totalRow() {
    return !rows.apart() && (then == null || !then.apart());
  }

  /** Whether the columns add up to a total. */
  public boolean totalColumn() {
    return columns != null && !columns.apart();
  }

  /** Whether what a row is divided by further adds up to a total of the row. */
  public boolean subtotals() {
    return then != null && !then.apart();
  }

  /** The same of another area. */
  TableQuestion at(int area, AreaLevel its) {
    return new TableQuestion(
        measure, rows, then, columns, area, its, years, models, basis, filters);
  }

  /** As an address writes it, always the same of the same question. */
  public String query() {
    List<String> parts = new ArrayList<>();
    parts.add("measure=" + measure);
    parts.add("rows=" + rows);
    if (then != null) {
      parts.add("then=" + then);
    }
    if (columns != null) {
      parts.add("columns=" + columns);
    }
    parts.add("area=" + areaId);
    years.forEach(year -> parts.add("year=" + year));
    models.forEach(model -> parts.add("model=" + key(model)));
    parts.add("basis=" + basis.code());
    filters.forEach(
        (axis, values) -> values.forEach(value -> parts.add(axis.name() + "=" + value)));
    return String.join("&", parts);
  }

  /** How addresses and tables write a model at a level. */
  static String key(Measured model) {
    return model.model() + "." + model.level();
  }
}
