package vn.khuyenhoc.reports;

import java.math.BigDecimal;
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
   * @param base which of the values entered that is; empty for none
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
      String base,
      String previous) {

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
          base,
          previous);
    }
  }

  static final String VALUE = "v.";
  static final String WHOLE = "d.";
  static final String SILENT = "s.";
  static final String REASON = "r.";
  static final String BASE = "b.";
  static final String WAS = "w.";
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
        now == null ? "" : now.id().toString(),
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
   * @param saved how many lines were saved
   * @param bases the value that counts by now of each line that was saved
   * @param problems what is wrong with the others
   */
  public record Saved(int saved, Map<String, String> bases, List<Problem> problems) {
    public Saved {
      bases = Map.copyOf(bases);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Saves every line that somebody changed; those that are wrong stay as they were.
   *
   * @param typed the fields of the sheet: of each line what it says, and what it said on the screen
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
    Map<String, String> bases = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    String note = VietnameseText.clean(typed.getOrDefault(NOTE, ""));
    for (Line line : lines(actor, id, t)) {
      Line now = line.typed(typed);
      if (!line.changed(now, typed.get(WAS + line.id()))) {
        continue;
      }
      List<Problem> wrong = save(actor, opened.report(), line, now, typed, note, bases);
      problems.addAll(wrong);
    }
    return Result.ok(new Saved(bases.size(), bases, problems));
  }

  private List<Problem> save(
      Actor actor,
      Report report,
      Line line,
      Line now,
      Map<String, String> typed,
      String note,
      Map<String, String> bases) {
    String key = ReportFigure.BY_HAND + line.id();
    boolean other = !typed.getOrDefault(BASE + line.id(), "").equals(line.base());
    boolean same = now.sameNumbers(line);
    if (other && !same) {
      return List.of(
          Problem.at(
              VALUE + line.id(),
              ReportProblem.HAND_CHANGED,
              line.label(),
              line.share() ? line.value() + "/" + line.whole() : line.value()));
    }
    if (now.silent() && !same && !(now.value().isBlank() && now.whole().isBlank())) {
      return List.of(
          Problem.at(VALUE + line.id(), ReportProblem.HAND_NUMBER_AND_SILENT, line.label()));
    }
    if (!now.silent() && !same && now.value().isBlank() && now.whole().isBlank()) {
      return List.of(Problem.at(VALUE + line.id(), ReportProblem.HAND_EMPTIED, line.label()));
    }
    String base = line.base();
    if (!now.silent() && !same) {
      UUID made = Ids.next();
      Result<ReportedValue> reported =
          values.report(
              actor,
              made,
              line.id(),
              report.areaId(),
              report.until().getYear(),
              new ReportedForm(
                  line.share() ? "" : now.value(),
                  line.share() ? now.value() : "",
                  now.whole(),
                  "",
                  "",
                  note,
                  "",
                  line.base().isEmpty() ? "" : note),
              null);
      if (!reported.done()) {
        return reported.problems().stream().map(one -> at(line, one)).toList();
      }
      base = made.toString();
    }
    if (now.silent() != line.silent() || now.silent() && !now.reason().equals(line.reason())) {
      Result<UUID> marked =
          writing.mark(actor, report.id(), key, now.silent(), now.silent() ? now.reason() : "");
      if (!marked.done()) {
        return marked.problems().stream().map(one -> at(line, one)).toList();
      }
    }
    bases.put(line.id(), base);
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
