package vn.khuyenhoc.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.SetEdits.Place;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.web.FieldError;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A problem of a draft, at the place where it is put right.
 *
 * @param where the part in words: "Chỉ số 2.1"
 * @param sentence what is wrong and what to do
 * @param href the form that holds the field
 * @param field the field there; empty for the whole
 * @param part the part's place as addresses write it; empty for the head, {@code 2}, {@code 2.1}
 */
public record DraftProblem(String where, String sentence, String href, String field, String part) {

  private static final Pattern PART =
      Pattern.compile("criteria\\[(\\d+)](?:\\.indicators\\[(\\d+)])?(?:\\.(.+))?");
  private static final Pattern ROW = Pattern.compile("(\\w+)\\[(\\d+)](?:\\.(\\w+))?");

  /** The address of the field. */
  public String link() {
    return field.isEmpty() ? href : href + "#" + field;
  }

  /** All problems of a draft, in the order of its parts. */
  static List<DraftProblem> of(Texts t, KeptSet kept) {
    return kept.problems().stream().map(one -> of(t, kept, one)).toList();
  }

  /** Those of one part, as its form shows them. */
  static List<FieldError> errors(List<DraftProblem> problems, String part) {
    List<FieldError> errors = new ArrayList<>();
    for (DraftProblem one : problems) {
      if (one.part().equals(part) && !one.field().isEmpty()) {
        errors.add(new FieldError(one.field(), one.sentence()));
      }
    }
    return errors;
  }

  private static DraftProblem of(Texts t, KeptSet kept, Problem problem) {
    CriteriaSet set = kept.set();
    String home = "/criteria/drafts/" + kept.line().id();
    String path = problem.field() == null ? "" : problem.field();
    Matcher part = PART.matcher(path);
    if (!part.matches()) {
      if (path.equals("criteria")) {
        return new DraftProblem(
            t.t("criteria.draft.contents"), said(t, problem, path), home, "contents", "-");
      }
      return new DraftProblem(
          t.t("criteria.draft.head"), said(t, problem, path), home + "/head", head(set, path), "");
    }
    int criterion = Integer.parseInt(part.group(1));
    String rest = part.group(3) == null ? "" : part.group(3);
    if (part.group(2) == null) {
      String where = t.t("criteria.criterion.of", set.criteria().get(criterion).id());
      if (rest.equals("indicators")) {
        return new DraftProblem(where, said(t, problem, rest), home, "c-" + (criterion + 1), "-");
      }
      return new DraftProblem(
          where,
          said(t, problem, rest),
          home + "/criteria/" + (criterion + 1),
          rest.equals("maxPoints") ? "declared" : rest,
          String.valueOf(criterion + 1));
    }
    Place place = new Place(criterion, Integer.parseInt(part.group(2)));
    Indicator indicator = set.criteria().get(place.criterion()).indicators().get(place.indicator());
    return new DraftProblem(
        t.t("criteria.indicator.of", indicator.id().isBlank() ? place.written() : indicator.id()),
        said(t, problem, rest),
        home + "/indicators/" + place.written(),
        field(set, indicator, rest),
        place.written());
  }

  private static String said(Texts t, Problem problem, String path) {
    if (problem.code() == CriteriaProblem.MISSING) {
      String key = "criteria.missing." + last(path);
      if (t.has(key)) {
        return t.t(key);
      }
    }
    return t.t(
        problem.code().messageKey(),
        problem.arguments().stream().map(one -> worded(t, one)).toArray());
  }

  /** Names of the program among the values of a sentence, as the screens call them. */
  private static Object worded(Texts t, Object argument) {
    if (!(argument instanceof String name)) {
      return argument;
    }
    for (Rating rating : Rating.values()) {
      if (rating.name().equals(name)) {
        return t.t(rating.messageKey());
      }
    }
    return switch (name.replaceFirst("\\[\\d+]$", "")) {
      case "ratings" -> t.t("criteria.field.ratings");
      case "pass" -> t.t("criteria.field.pass");
      case "notApplicable" -> t.t("criteria.field.na");
      case "pass.conditions" -> t.t("criteria.field.conditions");
      default -> name;
    };
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]$", "");
  }

  private static String field(CriteriaSet set, Indicator indicator, String path) {
    Computed computed = indicator.computed();
    Matcher row = ROW.matcher(path.replaceFirst("^computed\\.", ""));
    if (row.matches()) {
      String list = row.group(1).equals("bands") ? "band" : "step";
      String column = row.group(3) == null ? "points" : row.group(3);
      return list + "-" + row.group(2) + "-" + column;
    }
    return switch (path) {
      case "maxPoints" -> "max";
      case "appliesWhen" ->
          FormulaChoices.chosen(set.model(), set.level(), indicator.appliesWhen())
                  .equals(FormulaChoices.OWN)
              ? "appliesFormula"
              : "applies";
      case "computed.bands" -> "bands";
      case "computed.value" ->
          computed != null
                  && FormulaChoices.kind(set.model(), set.level(), computed.value())
                      == FormulaChoices.Value.FORMULA
              ? "value"
              : "kind";
      default -> path;
    };
  }

  private static String head(CriteriaSet set, String path) {
    Matcher row = ROW.matcher(path.replaceFirst("^pass\\.", ""));
    if (row.matches()) {
      boolean rating = row.group(1).equals("ratings");
      String column = row.group(3) == null ? (rating ? "rating" : "formula") : row.group(3);
      return (rating ? "rating" : "condition") + "-" + row.group(2) + "-" + column;
    }
    if (path.startsWith("pass.leastOf.")) {
      String criterion = path.substring("pass.leastOf.".length());
      for (int i = 0; i < set.criteria().size(); i++) {
        if (set.criteria().get(i).id().equals(criterion)) {
          return "least-" + i;
        }
      }
      return "total";
    }
    return switch (path) {
      case "pass" -> "passSource";
      case "pass.total" -> "total";
      case "pass.leastEach" -> "each";
      case "notApplicable" -> "naSource";
      case "maxTotal" -> "declared";
      case "level" -> "model";
      case "title", "issuer", "basis", "version", "form", "ratings" -> path;
      default -> "title";
    };
  }

  /** The part's place; null for the head. */
  @Nullable Place place() {
    return Place.of(part).orElse(null);
  }
}
