package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.NumberReading;
import vn.khuyenhoc.platform.text.VietnameseNumbers;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.AreaYears;
import vn.khuyenhoc.reporting.Indicator;
import vn.khuyenhoc.reporting.Indicators;
import vn.khuyenhoc.reporting.ReportedForm;
import vn.khuyenhoc.reporting.ReportedValue;
import vn.khuyenhoc.reporting.ReportedValues;

/**
 * Everything that a report asks to be entered by hand, on one sheet. Each line is saved on its own,
 * so that a wrong one holds up no other; what somebody else entered meanwhile is never overwritten
 * unseen.
 */
@Service
public class ReportHand {

  private final Reports reports;
  private final ReportWriting writing;
  private final AreaYears years;
  private final Indicators indicators;
  private final ReportedValues values;
  private final Locks locks;

  ReportHand(
      Reports reports,
      ReportWriting writing,
      AreaYears years,
      Indicators indicators,
      ReportedValues values,
      Locks locks) {
    this.reports = reports;
    this.writing = writing;
    this.years = years;
    this.indicators = indicators;
    this.values = values;
    this.locks = locks;
  }

  /**
   * A line of the sheet.
   *
   * @param id of which indicator
   * @param block the name of the block it stands in
   * @param label what it is
   * @param hint what counts
   * @param unit the word behind it
   * @param share whether it is so many of so many
   * @param value what is entered now; of a share how many
   * @param whole of how many, of a share
   * @param silent whether it is said that it cannot be reported
   * @param reason why
   * @param entered whether a number counts, be it that it is said to be none since
   * @param by who said so last; empty where nothing is said
   * @param at when; null where nothing is said
   * @param previous the same of the year before; empty where nobody knows
   */
  public record Line(
      String id,
      String block,
      String label,
      String hint,
      String unit,
      boolean share,
      String value,
      String whole,
      boolean silent,
      String reason,
      boolean entered,
      String by,
      @Nullable Instant at,
      String previous) {

    /** What it says, as a sentence says it; empty for nothing. */
    public String says(Texts t) {
      return silent
          ? t.t("reports.hand.says.silent", reason)
          : whole.isEmpty() ? value : value + "/" + whole;
    }

    /** Who said so last and when, in words. */
    public String said(Texts t) {
      return at == null ? "" : t.t("reports.hand.by", by, at);
    }

    /** What stands on the screen, to tell whether somebody changed it. */
    public String was() {
      return String.join("|", value, whole, String.valueOf(silent), reason);
    }

    /**
     * The line as it is shown again after a sheet was sent: what was typed and is not saved stays,
     * everything else is as it counts by now.
     *
     * @param typed the fields of the sheet
     */
    Line again(Map<String, String> typed) {
      Line now = typed(typed);
      return changed(now, typed.get(WAS + id)) ? now : this;
    }

    /** Whether somebody changed what stood on the screen into something that is not saved. */
    boolean changed(Line now, @Nullable String seen) {
      return seen != null && !meant(seen).equals(now.meant()) && !meant().equals(now.meant());
    }

    /** Whether it still says what somebody saw of it. */
    boolean stillSays(String seen) {
      return meant(seen).equals(meant());
    }

    /** Whether both say the same numbers, however they are written. */
    boolean sameNumbers(Line other) {
      return number(value).equals(number(other.value)) && number(whole).equals(number(other.whole));
    }

    private List<String> meant() {
      return meant(was());
    }

    /** What a line says, however its numbers are written; a reason without its tick is none. */
    private static List<String> meant(String said) {
      String[] parts = said.split("\\|", 4);
      return parts.length < 4
          ? List.of(said)
          : List.of(
              number(parts[0]),
              number(parts[1]),
              parts[2],
              parts[2].equals("true") ? VietnameseText.clean(parts[3]) : "");
    }

    private static String number(String typed) {
      return VietnameseNumbers.parse(typed) instanceof NumberReading.Ok ok
          ? ok.value().stripTrailingZeros().toPlainString()
          : VietnameseText.clean(typed);
    }

    Line typed(Map<String, String> typed) {
      return new Line(
          id,
          block,
          label,
          hint,
          unit,
          share,
          typed.getOrDefault(VALUE + id, value),
          typed.getOrDefault(WHOLE + id, whole),
          typed.containsKey(WAS + id) ? typed.containsKey(SILENT + id) : silent,
          typed.getOrDefault(REASON + id, reason),
          entered,
          by,
          at,
          previous);
    }
  }

  static final String VALUE = "v.";
  static final String WHOLE = "d.";
  static final String SILENT = "s.";
  static final String REASON = "r.";
  static final String WAS = "w.";

  /** What a refusal told of a line that somebody else changed: this much may be replaced. */
  static final String TOLD = "k.";

  static final String NOTE = "note";

  /** Every line, block by block. */
  @Transactional(readOnly = true)
  public List<Line> lines(Actor actor, UUID id, Texts t) {
    Reports.Opened opened = reports.writing(actor, id);
    Report.Draft draft = opened.draft();
    if (draft == null) {
      return List.of();
    }
    Map<String, Report.Mark> marks = reports.marks(actor, id);
    Map<String, Indicator> all = indicators.all();
    Map<String, ReportedValue> entered =
        years.reported(actor, Right.REPORT_READ, opened.report().areaId(), draft.content().year());
    List<Line> lines = new ArrayList<>();
    draft.content().figures().stream()
        .filter(ReportFigure::byHand)
        .sorted(
            Comparator.comparing((ReportFigure one) -> ReportBlock.of(indicator(one)))
                .thenComparing(one -> ReportBlock.of(indicator(one)).place(one.key())))
        .forEach(
            figure -> {
              Indicator indicator = all.get(indicator(figure));
              // a list is more than a number, and has a page of its own
              if (indicator != null
                  && indicator.byHand()
                  && !indicator.withdrawn()
                  && indicator.kind() != Indicator.Kind.LIST) {
                lines.add(
                    line(
                        figure,
                        indicator,
                        entered.get(indicator.id()),
                        marks.get(figure.key()),
                        t));
              }
            });
    return lines;
  }

  private static String indicator(ReportFigure figure) {
    return figure.key().substring(ReportFigure.BY_HAND.length());
  }

  private static Line line(
      ReportFigure figure,
      Indicator of,
      @Nullable ReportedValue now,
      Report.@Nullable Mark mark,
      Texts t) {
    boolean share = of.kind() == Indicator.Kind.SHARE;
    boolean silent = mark != null && mark.notReported();
    String reason = mark == null || !silent ? "" : mark.reason();
    BigDecimal before = figure.numberBefore();
    return new Line(
        of.id(),
        ReportBlock.of(of.id()).name(),
        figure.label(),
        figure.definition(),
        of.unit(),
        share,
        now == null ? "" : said(share ? now.numerator() : now.value(), t),
        now == null ? "" : said(now.denominator(), t),
        silent,
        reason,
        now != null,
        silent && mark != null ? mark.by() : now == null ? "" : now.by(),
        silent && mark != null ? mark.at() : now == null ? null : now.at(),
        before == null ? "" : new ReportWords(t).before(figure));
  }

  private static String said(@Nullable BigDecimal number, Texts t) {
    return number == null ? "" : field(number, t.language());
  }

  /**
   * A number in a field: with all its decimals, and written so that it is read as the number that
   * it is, whatever the language of the reader. In Vietnamese 1.250,5; elsewhere 1 250.5, since a
   * comma before three digits could be either. Three decimals get a fourth for the same reason.
   */
  static String field(BigDecimal number, String language) {
    BigDecimal plain = number.stripTrailingZeros();
    String text = VietnameseNumbers.format(plain);
    String doubtless = plain.scale() == 3 ? text + "0" : text;
    return language.equals("vi") ? doubtless : doubtless.replace('.', ' ').replace(',', '.');
  }

  /**
   * What became of a sheet that was sent.
   *
   * @param saved the lines that were saved
   * @param replaced what somebody else had said in those of them
   * @param told what the problems say of lines that somebody else changed meanwhile
   * @param problems what is wrong with the others
   */
  public record Saved(
      List<String> saved,
      List<Replaced> replaced,
      Map<String, String> told,
      List<Problem> problems) {
    public Saved {
      saved = List.copyOf(saved);
      replaced = List.copyOf(replaced);
      told = Map.copyOf(told);
      problems = List.copyOf(problems);
    }
  }

  /**
   * A line that somebody else had filled in.
   *
   * @param before what it said
   * @param now what it says instead
   */
  public record Replaced(Line before, Line now) {

    /** Says it. */
    public String says(Texts t) {
      return t.t(
          "reports.hand.replaced", before.label(), before.says(t), before.said(t), now.says(t));
    }
  }

  /**
   * Saves every line that somebody changed; those that are wrong stay as they were.
   *
   * @param typed the fields of the sheet: of each line what it says, what it said on the screen,
   *     and what a refusal told of it since
   */
  @Transactional
  public Result<Saved> save(Actor actor, UUID id, Map<String, String> typed, Texts t) {
    // before anything is read: what somebody else is saving right now is waited for and then seen
    locks.tree();
    locks.communes(List.of(reports.writing(actor, id).report().areaId()));
    Reports.Opened opened = reports.writing(actor, id);
    if (!opened.open()) {
      return Result.refused(Problem.of(ReportProblem.LOCKED));
    }
    List<String> saved = new ArrayList<>();
    List<Replaced> replaced = new ArrayList<>();
    Map<String, String> told = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    String note = VietnameseText.clean(typed.getOrDefault(NOTE, ""));
    for (Line line : lines(actor, id, t)) {
      Line now = line.typed(typed);
      String seen = typed.get(WAS + line.id());
      if (seen == null || !line.changed(now, seen)) {
        continue;
      }
      if (!line.stillSays(typed.getOrDefault(TOLD + line.id(), seen))) {
        told.put(line.id(), line.was());
        problems.add(changed(line, t));
        continue;
      }
      List<Problem> wrong = save(actor, opened.report(), line, now, note);
      problems.addAll(wrong);
      if (wrong.isEmpty()) {
        saved.add(line.id());
        if (!line.by().isEmpty() && !line.by().equals(actor.name())) {
          replaced.add(new Replaced(line, now));
        }
      }
    }
    return Result.ok(new Saved(saved, replaced, told, problems));
  }

  private static Problem changed(Line line, Texts t) {
    String says = line.says(t);
    return says.isEmpty()
        ? Problem.at(VALUE + line.id(), ReportProblem.HAND_TAKEN_BACK, line.label())
        : Problem.at(
            VALUE + line.id(), ReportProblem.HAND_CHANGED, line.label(), says, line.said(t));
  }

  /** What would keep a line from being saved, apart from what somebody else does meanwhile. */
  List<Problem> wrong(Report report, Line line, Line now, String note) {
    boolean same = now.sameNumbers(line);
    boolean blank = now.value().isBlank() && now.whole().isBlank();
    if (now.silent() && !same && !blank) {
      return List.of(
          Problem.at(VALUE + line.id(), ReportProblem.HAND_NUMBER_AND_SILENT, line.label()));
    }
    if (!now.silent() && !same && blank) {
      return List.of(Problem.at(VALUE + line.id(), ReportProblem.HAND_EMPTIED, line.label()));
    }
    return now.silent() || same
        ? List.of()
        : values.wrong(line.id(), year(report), form(line, now, note), line.entered()).stream()
            .map(one -> at(line, one))
            .toList();
  }

  private static int year(Report report) {
    return report.until().getYear();
  }

  private static ReportedForm form(Line line, Line now, String note) {
    return new ReportedForm(
        line.share() ? "" : now.value(),
        line.share() ? now.value() : "",
        now.whole(),
        "",
        "",
        note,
        "",
        line.entered() ? note : "");
  }

  private List<Problem> save(Actor actor, Report report, Line line, Line now, String note) {
    List<Problem> wrong = wrong(report, line, now, note);
    if (!wrong.isEmpty()) {
      return wrong;
    }
    if (!now.silent() && !now.sameNumbers(line)) {
      Result<ReportedValue> reported =
          values.report(
              actor,
              Ids.next(),
              line.id(),
              report.areaId(),
              year(report),
              form(line, now, note),
              null,
              List.of());
      if (!reported.done()) {
        return reported.problems().stream().map(one -> at(line, one)).toList();
      }
    }
    if (now.silent() != line.silent() || now.silent() && !now.reason().equals(line.reason())) {
      Result<UUID> marked =
          writing.mark(
              actor,
              report.id(),
              ReportFigure.BY_HAND + line.id(),
              now.silent(),
              now.silent() ? now.reason() : "");
      if (!marked.done()) {
        return marked.problems().stream().map(one -> at(line, one)).toList();
      }
    }
    return List.of();
  }

  /** The same problem at the field of the sheet. */
  private static Problem at(Line line, Problem one) {
    String field = one.field() == null ? "" : one.field();
    String place =
        switch (field) {
          case "value", "numerator" -> VALUE + line.id();
          case "denominator" -> WHOLE + line.id();
          case "reason" -> one.code() == ReportProblem.REASON_MISSING ? REASON + line.id() : NOTE;
          case "note" -> NOTE;
          default -> VALUE + line.id();
        };
    return Problem.at(place, one.code(), one.arguments().toArray());
  }
}
