package vn.khuyenhoc.recognition.procedure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.recognition.procedure.Procedure.Content;
import vn.khuyenhoc.recognition.procedure.Procedure.Doer;
import vn.khuyenhoc.recognition.procedure.Procedure.Step;
import vn.khuyenhoc.recognition.procedure.Procedure.Validity;
import vn.khuyenhoc.registry.BodyKind;

/**
 * What the form of a procedure holds, as typed: fields of a step are named after it, {@code
 * COUNCIL.due}. Nothing typed is lost, whatever is wrong with it.
 *
 * @param values what stands in each field
 */
public record ProcedureForm(Map<String, String> values) {

  private static final Pattern DAY = Pattern.compile("(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})");
  private static final int UNREADABLE = -1;

  public ProcedureForm {
    values = Map.copyOf(values);
  }

  /** What stands in a field; empty where nothing does. */
  public String of(String field) {
    return values.getOrDefault(field, "");
  }

  /** What stands in a field of a step. */
  public String of(StepKind kind, String field) {
    return of(kind + "." + field);
  }

  /** Whether the step is chosen. */
  public boolean has(StepKind kind) {
    return kind.always() || !of(kind, "has").isEmpty();
  }

  static ProcedureForm of(Procedure procedure) {
    Map<String, String> values = new LinkedHashMap<>();
    Content content = procedure.content();
    values.put("title", procedure.title());
    values.put("yearFrom", String.valueOf(procedure.yearFrom()));
    Integer to = procedure.yearTo();
    values.put("yearTo", to == null ? "" : String.valueOf(to));
    day(values, "dataFrom", content.dataFrom());
    day(values, "dataTo", content.dataTo());
    values.put("validity", String.valueOf(content.validity().months()));
    values.put("validityFrom", content.validity().from().name());
    values.put("levelTwo", String.valueOf(content.levelTwoAfterMonths()));
    values.put("votePercent", String.valueOf(content.votePercent()));
    values.put("note", content.note());
    values.put("sample", content.sample() ? "true" : "");
    for (Step step : content.steps()) {
      String name = step.kind() + ".";
      values.put(name + "has", "true");
      Doer by = step.by();
      values.put(name + "by", by == null ? "" : by.body().name());
      values.put(name + "level", by == null ? "" : by.level().name());
      day(values, name + "due", step.due());
      values.put(name + "days", step.days() == 0 ? "" : String.valueOf(step.days()));
      values.put(name + "guidance", step.guidance());
      values.put(name + "source", step.source());
    }
    return new ProcedureForm(values);
  }

  private static void day(Map<String, String> values, String field, @Nullable DayOfYear day) {
    values.put(field, day == null ? "" : "%02d/%02d".formatted(day.day(), day.month()));
    values.put(field + "Next", day != null && day.nextYear() ? "true" : "");
  }

  /**
   * What the form says.
   *
   * @param kept the draft that it changes
   * @param edition of the draft that was looked at
   */
  Procedure read(Procedure kept, int edition) {
    List<Step> steps = new ArrayList<>();
    for (StepKind kind : StepKind.values()) {
      if (!has(kind)) {
        continue;
      }
      BodyKind body = one(BodyKind.class, of(kind, "by"));
      AreaLevel level = one(AreaLevel.class, of(kind, "level"));
      steps.add(
          new Step(
              kind,
              body == null || level == null ? null : new Doer(body, level),
              day(kind + ".due"),
              kind == StepKind.PUBLIC_NOTICE ? number(of(kind, "days")) : 0,
              VietnameseText.cleanLines(of(kind, "guidance")),
              VietnameseText.clean(of(kind, "source"))));
    }
    DayOfYear none = new DayOfYear(0, 0, false);
    DayOfYear from = day("dataFrom");
    DayOfYear to = day("dataTo");
    int last = of("yearTo").isBlank() ? 0 : number(of("yearTo"));
    Validity.From counted = one(Validity.From.class, of("validityFrom"));
    return new Procedure(
        kept.id(),
        kept.model(),
        kept.level(),
        kept.provinceId(),
        VietnameseText.clean(of("title")),
        number(of("yearFrom")),
        of("yearTo").isBlank() ? null : last,
        kept.status(),
        edition,
        new Content(
            steps,
            from == null ? none : from,
            to == null ? none : to,
            new Validity(
                number(of("validity")), counted == null ? Validity.From.DECISION : counted),
            of("levelTwo").isBlank() ? 0 : number(of("levelTwo")),
            number(of("votePercent")),
            !of("sample").isEmpty(),
            VietnameseText.cleanLines(of("note"))));
  }

  private @Nullable DayOfYear day(String field) {
    String typed = of(field).strip();
    if (typed.isEmpty()) {
      return null;
    }
    Matcher match = DAY.matcher(typed);
    boolean next = !of(field + "Next").isEmpty();
    return match.matches()
        ? new DayOfYear(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), next)
        : new DayOfYear(0, 0, next);
  }

  private static int number(String typed) {
    String digits = typed.strip();
    return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : UNREADABLE;
  }

  private static <E extends Enum<E>> @Nullable E one(Class<E> type, String name) {
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    return null;
  }
}
