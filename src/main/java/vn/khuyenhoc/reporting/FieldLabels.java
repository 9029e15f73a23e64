package vn.khuyenhoc.reporting;

import java.util.Map;
import vn.khuyenhoc.platform.Sentence;

/** What the fields of forms are called, for problems that several fields of a form can have. */
final class FieldLabels {

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("title", "reporting.plan.form.title"),
          Map.entry("issuer", "reporting.plan.issuer"),
          Map.entry("firstYear", "reporting.plan.form.first"),
          Map.entry("lastYear", "reporting.plan.form.last"),
          Map.entry("year", "reporting.sheet.year"),
          Map.entry("value", "reporting.sheet.value"),
          Map.entry("numerator", "reporting.report.numerator"),
          Map.entry("denominator", "reporting.report.denominator"),
          Map.entry("nameVi", "reporting.indicator.name-vi"),
          Map.entry("definitionVi", "reporting.indicator.definition-vi"),
          Map.entry("nameEn", "reporting.indicator.name-en"),
          Map.entry("definitionEn", "reporting.indicator.definition-en"),
          Map.entry("source", "reporting.definition.source"),
          Map.entry("unit", "reporting.indicator.unit"),
          Map.entry("number", "reporting.plan.number"),
          Map.entry("dated", "reporting.plan.dated"),
          Map.entry("remark", "reporting.plan.remark"),
          Map.entry("scope", "reporting.sheet.scope"),
          Map.entry("doubt", "reporting.sheet.doubt"),
          Map.entry("things", "reporting.sheet.things"),
          Map.entry("name", "tables.saved.name"));

  private FieldLabels() {}

  /** The label of a field; of one that has none here, that it is this one. */
  static Sentence orThis(String field) {
    return Sentence.of(KEYS.getOrDefault(field, "reporting.field.this"));
  }

  /**
   * The label of a field.
   *
   * @throws IllegalArgumentException if it has none here
   */
  static Sentence of(String field) {
    String key = KEYS.get(field);
    if (key == null) {
      throw new IllegalArgumentException("no label of " + field);
    }
    return Sentence.of(key);
  }
}
