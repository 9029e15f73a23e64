package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.DocumentHead;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.DocumentTable;
import vn.khuyenhoc.platform.document.DocumentTable.Align;
import vn.khuyenhoc.platform.document.DocumentTable.Column;
import vn.khuyenhoc.platform.document.DocumentTable.Row;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Recipients;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.reporting.Plan;
import vn.khuyenhoc.reporting.PlanTarget;
import vn.khuyenhoc.reporting.PlanWords;

/**
 * A plan with its targets as an official document (kế hoạch): what it is for, its targets in one
 * table, room for the tasks that only its office can write, who has to report by it, recipients and
 * signature. It says nothing of what is reached: a plan is written before that is known.
 *
 * @param plan the plan
 * @param targets its targets that stand, in its own order
 * @param duties the reports that are owed by it, in words
 * @param frame what stands around it
 * @param words the words of its targets, in Vietnamese
 * @param at when it was written
 * @param sample whether it is made up for a demonstration
 */
record PlanDocument(
    Plan plan,
    List<PlanTarget> targets,
    List<Duty> duties,
    Frame frame,
    PlanWords words,
    Instant at,
    boolean sample) {

  private static final Wording WORDING = Wording.of("plan-document");
  private static final Pattern NUMBERED = Pattern.compile("(\\d+)\\s*/\\s*KH-(\\S+)");
  private static final int SIZE = 11;
  private static final int LINES = 6;

  PlanDocument {
    targets = List.copyOf(targets);
    duties = List.copyOf(duties);
  }

  /**
   * A report that is owed by the plan.
   *
   * @param who reports, in words
   * @param whom it is sent to, in words
   * @param title what it is called
   * @param when it is due, in words
   */
  record Duty(String who, String whom, String title, String when) {}

  /**
   * What stands around the document where its plan does not say it.
   *
   * @param superior the body above, printed over the issuer; empty for none
   * @param issuer who issues it
   * @param symbol the issuer's symbol in numbers
   * @param place the place beside the date
   * @param committee whether a People's Committee signs; an association otherwise
   * @param signature who signs it
   * @param recipients one a line
   */
  record Frame(
      String superior,
      String issuer,
      String symbol,
      String place,
      boolean committee,
      SignatureBlock signature,
      List<String> recipients) {
    Frame {
      recipients = List.copyOf(recipients);
    }
  }

  /** A sentence of such documents. */
  static String say(String key, @Nullable Object... values) {
    return WORDING.say(key, values);
  }

  /** The symbol that a plan's own number ends with: UBND of 415/KH-UBND; null where it has none. */
  static @Nullable String symbol(Plan plan) {
    Matcher written = NUMBERED.matcher(plan.number());
    return written.matches() ? written.group(2) : null;
  }

  private @Nullable String number() {
    Matcher written = NUMBERED.matcher(plan.number());
    return written.matches() ? written.group(1) : null;
  }

  /** Composes it. */
  AdministrativeDocument compose() {
    LocalDate dated = plan.day();
    AdministrativeDocument document =
        AdministrativeDocument.under(
            new DocumentHead(
                new IssuingBody(frame.superior(), frame.issuer(), frame.symbol(), frame.place()),
                DocumentKind.PLAN,
                number(),
                dated,
                dated == null ? plan.firstYear() : dated.getYear(),
                subject(),
                at));
    notices(document);
    purpose(document);
    document.part(say("targets"));
    if (targets.isEmpty()) {
      document.paragraph(say("targets.none"));
    } else {
      document.caption(say("table.caption", period())).table(table());
    }
    document.part(say("tasks")).paragraph(say("tasks.lead")).writingLines(LINES);
    duties(document);
    document.part(say("carrying-out")).writingLines(LINES);
    document.paragraph(say("closing", frame.issuer()));
    document.closing(new Recipients(frame.recipients(), say("archive")), frame.signature());
    return named(document);
  }

  /** The kind stands above the subject already. */
  private String subject() {
    String said =
        plan.title().replaceFirst("^(?iu)" + DocumentKind.PLAN.vietnamese() + "\\s+", "").strip();
    return said.isEmpty() ? plan.title() : said.substring(0, 1).toUpperCase() + said.substring(1);
  }

  private void notices(AdministrativeDocument document) {
    if (plan.withdrawn() != null) {
      document.notice(say("notice.withdrawn"));
    }
    if (plan.builtIn()) {
      document.notice(say("notice.again"));
    } else if (sample) {
      document.notice(say("notice.sample"));
    }
  }

  private void purpose(AdministrativeDocument document) {
    document.part(say("purpose"));
    document.paragraph(say("purpose.targets", plan.areaName(), period(), count()));
    document.paragraph(say("purpose.held-against", plan.areaName()));
    Integer stated = plan.statedTargets();
    if (stated != null && stated != count()) {
      document.paragraph(say("purpose.other-count", stated, count()));
    }
    if (!plan.remark().isEmpty()) {
      document.note(say("remark", plan.remark()));
    }
  }

  /** A target of several years counts once. */
  private int count() {
    return (int) targets.stream().map(PlanTarget::id).distinct().count();
  }

  private String period() {
    return say(
        plan.firstYear() == plan.lastYear() ? "period.year" : "period.years", words.period(plan));
  }

  private String goal(PlanTarget target) {
    String other = words.otherGoal(target);
    return other.isEmpty() ? words.goal(target) : say("goal.or", words.goal(target), other);
  }

  private DocumentTable table() {
    boolean doubts = targets.stream().anyMatch(one -> !one.doubt().isEmpty());
    List<Column> columns =
        new ArrayList<>(
            List.of(
                new Column(say("column.no"), 5, Align.CENTRE),
                new Column(say("column.target"), 26, Align.LEFT),
                new Column(say("column.scope"), 18, Align.LEFT),
                new Column(say("column.year"), 7, Align.CENTRE),
                new Column(say("column.goal"), 17, Align.LEFT)));
    if (doubts) {
      columns.add(new Column(say("column.remark"), 27, Align.LEFT));
    }
    List<Row> rows = new ArrayList<>();
    for (PlanTarget target : targets) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  String.valueOf(rows.size() + 1),
                  words.name(target),
                  words.scope(target),
                  String.valueOf(target.year()),
                  goal(target)));
      if (doubts) {
        cells.add(words.doubt(target));
      }
      rows.add(Row.of(cells.toArray(String[]::new)));
    }
    return new DocumentTable(columns, rows, SIZE);
  }

  private void duties(AdministrativeDocument document) {
    document.part(say("duties"));
    if (duties.isEmpty()) {
      document.paragraph(say("duties.none")).writingLines(2);
    }
    duties.forEach(one -> document.item(said(one)));
  }

  private static String said(Duty duty) {
    return say("duty", duty.title(), duty.who(), duty.whom(), duty.when());
  }

  private AdministrativeDocument named(AdministrativeDocument document) {
    List<Map<String, String>> lines = new ArrayList<>();
    for (PlanTarget target : targets) {
      Map<String, String> line = new HashMap<>();
      line.put("tt", String.valueOf(lines.size() + 1));
      line.put("chi_tieu_ten", words.name(target));
      line.put("chi_tieu_pham_vi", words.scope(target));
      line.put("chi_tieu_muc", goal(target));
      line.put("chi_tieu_nam", String.valueOf(target.year()));
      line.put("chi_tieu_ghi_chu", words.doubt(target));
      lines.add(line);
    }
    return document
        .named("dia_ban", plan.areaName())
        .named("giai_doan", words.period(plan))
        .named("bang_chi_tieu", lines)
        .named(
            "che_do_bao_cao",
            duties.stream()
                .map(one -> Map.of("che_do_bao_cao_dong", said(one)))
                .collect(Collectors.toList()));
  }
}
