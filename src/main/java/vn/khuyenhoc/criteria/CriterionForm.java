package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.List;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.web.Texts;

/** The form of one criterion without its indicators, both ways. */
final class CriterionForm {

  private CriterionForm() {}

  static TypedForm blank(String number) {
    return new TypedForm(java.util.Map.of()).put("id", number);
  }

  static TypedForm of(Texts t, Criterion criterion) {
    BigDecimal declared = criterion.declaredPoints();
    return new TypedForm(java.util.Map.of())
        .put("id", criterion.id())
        .put("text", criterion.text())
        .number(t, "declared", declared)
        .tick("verified", criterion.verified())
        .put("source", criterion.source());
  }

  /** The criterion that the form says, with these indicators. */
  static Result<Criterion> read(TypedForm form, List<Indicator> indicators) {
    TypedForm.Reader reader = new TypedForm.Reader(form);
    BigDecimal declared = reader.number("declared");
    return reader.problems().isEmpty()
        ? Result.ok(
            new Criterion(
                form.line("id"),
                form.line("text"),
                declared,
                form.on("verified"),
                form.line("source"),
                indicators))
        : Result.refused(reader.problems());
  }
}
