package vn.khuyenhoc.reporting;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/**
 * What a form answers when what it is about was withdrawn while it was open: by whom and when, with
 * everything that was typed, to be copied. A form that was only about to be opened leads on.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class WithdrawnForms {

  /** The fields of forms by which one is known, with the labels of all that can be typed. */
  private enum Form {
    TABLE("question", "name=tables.saved.name"),
    INDICATOR(
        "nameVi",
        "id=reporting.indicator.id",
        "nameVi=reporting.indicator.name-vi",
        "nameEn=reporting.indicator.name-en",
        "kind=reporting.indicator.kind",
        "numerator=reporting.definition.numerator",
        "denominator=reporting.definition.denominator",
        "unit=reporting.indicator.unit",
        "definitionVi=reporting.indicator.definition-vi",
        "definitionEn=reporting.indicator.definition-en",
        "source=reporting.definition.source"),
    TARGET(
        "indicator",
        "id=reporting.sheet.id",
        "indicator=reporting.sheet.indicator",
        "scope=reporting.sheet.scope",
        "year=reporting.sheet.year",
        "kind=reporting.sheet.kind",
        "direction=reporting.sheet.direction",
        "value=reporting.sheet.value",
        "period=reporting.sheet.period",
        "baseYear=reporting.sheet.base-year",
        "other=reporting.sheet.other",
        "unitLevel=reporting.sheet.unit-level",
        "leastRating=reporting.sheet.least-rating",
        "measuredBy=reporting.sheet.measured-by",
        "things=reporting.sheet.things",
        "doubt=reporting.sheet.doubt"),
    PLAN(
        "title",
        "title=reporting.plan.form.title",
        "issuer=reporting.plan.issuer",
        "area=reporting.plan.area",
        "number=reporting.plan.number",
        "dated=reporting.plan.dated",
        "firstYear=reporting.plan.form.first",
        "lastYear=reporting.plan.form.last",
        "statedTargets=reporting.plan.form.stated",
        "remark=reporting.plan.remark"),
    REPORT(
        "note",
        "value=reporting.report.value",
        "numerator=reporting.report.numerator",
        "denominator=reporting.report.denominator",
        "doneOn=reporting.report.done-on",
        "items=reporting.report.items",
        "note=reporting.report.note",
        "link=reporting.report.link-to",
        "reason=reporting.report.reason"),
    WITHDRAWAL("reason", "reason=reporting.report.withdraw.reason");

    private final String by;
    private final List<String> fields;

    Form(String by, String... fields) {
      this.by = by;
      this.fields = List.of(fields);
    }

    static @Nullable Form of(HttpServletRequest request) {
      for (Form form : values()) {
        if (request.getParameter(form.by) != null) {
          return form;
        }
      }
      return null;
    }
  }

  private final Indicators indicators;
  private final Areas areas;
  private final Views views;

  WithdrawnForms(Indicators indicators, Areas areas, Views views) {
    this.indicators = indicators;
    this.areas = areas;
    this.views = views;
  }

  @ExceptionHandler(WithdrawnMeanwhile.class)
  ResponseEntity<byte[]> answer(Visit visit, HttpServletRequest request, WithdrawnMeanwhile gone) {
    Texts t = visit.t();
    String key = "withdrawn." + gone.what().name();
    Withdrawn withdrawn = gone.withdrawn();
    if (!request.getMethod().equals(HttpMethod.POST.name())) {
      return visit.leadAway(
          gone.href(), key + ".notice", gone.name(), withdrawn.by(), withdrawn.at());
    }
    String question = request.getParameter("question");
    boolean again = gone.what() == WithdrawnMeanwhile.What.TABLE && question != null;
    return views.html(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "reporting/withdrawn",
        visit.page(
            t.t(key),
            gone.what() == WithdrawnMeanwhile.What.TABLE ? TablePages.NAV : PlanPages.NAV,
            List.of()),
        Map.of(
            "said",
            t.t(
                withdrawn.reason().isEmpty() ? "withdrawn.said" : "withdrawn.said.why",
                gone.name(),
                withdrawn.by(),
                withdrawn.at(),
                withdrawn.reason()),
            "typed",
            typed(request, t),
            "href",
            again
                ? "/tables/save?question=" + URLEncoder.encode(question, StandardCharsets.UTF_8)
                : gone.href(),
            "way",
            t.t(again ? key + ".again" : key + ".way")));
  }

  /** What was typed, field by field in the order of the form. */
  private List<Difference> typed(HttpServletRequest request, Texts t) {
    List<Difference> typed = new ArrayList<>();
    Form form = Form.of(request);
    if (form != null) {
      for (String field : form.fields) {
        int at = field.indexOf('=');
        String name = field.substring(0, at);
        String value = request.getParameter(name);
        if (value != null && !value.isBlank()) {
          typed.add(new Difference(t.t(field.substring(at + 1)), said(form, name, value, t)));
        }
      }
    }
    MultipartHttpServletRequest parts =
        WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
    if (parts != null) {
      parts
          .getFileMap()
          .values()
          .forEach(
              file -> {
                String name = file.getOriginalFilename();
                if (name != null && !name.isEmpty()) {
                  typed.add(new Difference(t.t("withdrawn.typed.file"), name));
                }
              });
    }
    return typed;
  }

  /** What was chosen, as the form calls it. */
  private String said(Form form, String field, String value, Texts t) {
    if (form == Form.PLAN && field.equals("area")) {
      return value.matches("[0-9]{1,9}") ? areas.lastKnown(Integer.parseInt(value)).name() : value;
    }
    if (form == Form.INDICATOR && field.equals("kind")) {
      return t.has("reporting.kind." + value) ? t.t("reporting.kind." + value) : value;
    }
    if (form != Form.TARGET) {
      return value;
    }
    Map<String, Map<String, String>> choices = new HashMap<>(TargetSheet.choices(t));
    PlanWords words = new PlanWords(t, indicators.all());
    Map<String, String> names = new HashMap<>();
    indicators.all().forEach((id, one) -> names.put(id, words.name(one)));
    choices.put("indicator", names);
    String choice =
        switch (field) {
          case "measuredBy" -> "indicator";
          case "unitLevel" -> "unit_level";
          case "leastRating" -> "least_rating";
          default -> field;
        };
    return choices.getOrDefault(choice, Map.of()).getOrDefault(value, value);
  }
}
