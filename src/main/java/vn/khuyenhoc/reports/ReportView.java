package vn.khuyenhoc.reports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A report as a page shows it: what it says, with an address behind every number.
 *
 * @param opened where it is, and what the reader may do
 * @param content what it says
 * @param version the version shown; null for the draft
 * @param hash the hash of that version; empty for the draft
 * @param words says its numbers
 * @param figures every figure by its key
 * @param t the reader's language
 */
public record ReportView(
    Reports.Opened opened,
    ReportContent content,
    @Nullable Integer version,
    String hash,
    ReportWords words,
    Map<String, ReportFigure> figures,
    Texts t)
    implements ReportShown {

  static ReportView of(
      Reports.Opened opened,
      ReportContent content,
      @Nullable Integer version,
      String hash,
      Texts t) {
    return new ReportView(opened, content, version, hash, new ReportWords(t), content.byKey(), t);
  }

  /** The page of the report. */
  public String path() {
    return opened.report().path();
  }

  /** Where a draft is written. */
  static String drafts(UUID id) {
    return "/reports/drafts/" + id;
  }

  /** Where the draft is written. */
  public String drafts() {
    return drafts(opened.report().id());
  }

  /** Where the report is received. */
  public String received() {
    return "/reports/received/" + opened.report().id();
  }

  /** What addresses beside it end with, so that they show the same version. */
  public String query() {
    return version == null ? "" : "?version=" + version;
  }

  /** A part of the report as it is shown. */
  public String beside(String name) {
    return path() + "/" + name + query();
  }

  /** Whether a draft is shown that the reader may change now. */
  public boolean editable() {
    return version == null && opened.open();
  }

  /** What the report is called. */
  public String title() {
    return words.title(content.form(), content.firstDay(), content.lastDay());
  }

  /** The title of a section in the reader's language. */
  public String title(ReportSection section) {
    return t.t(section.messageKey());
  }

  @Override
  public String figure(String key, int areaId) {
    return path()
        + "/figure?key="
        + URLEncoder.encode(key, StandardCharsets.UTF_8)
        + (areaId == 0 ? "" : "&area=" + areaId)
        + (version == null ? "" : "&version=" + version);
  }

  /** The address of a figure of a version that was sent. */
  static String figure(Report.Sent sent, String key) {
    return "/reports/"
        + sent.reportId()
        + "/figure?key="
        + URLEncoder.encode(key, StandardCharsets.UTF_8)
        + "&version="
        + sent.version();
  }

  /** The address of what stood behind a figure, or behind an area's part of it. */
  public String rows(String key, int areaId) {
    return rows(key, 0, areaId);
  }

  /**
   * The same of one of the numbers that a figure was worked out from.
   *
   * @param of which of them, from 1; see {@link ReportRows.Wanted}
   */
  public String rows(String key, int of, int areaId) {
    return path()
        + "/rows?key="
        + URLEncoder.encode(key, StandardCharsets.UTF_8)
        + (of == 0 ? "" : "&of=" + of)
        + (areaId == 0 ? "" : "&area=" + areaId)
        + (version == null ? "" : "&version=" + version);
  }

  /**
   * Where one of the numbers is opened that a figure was worked out from: where the report tells it
   * by itself, there.
   *
   * @param at which of them, from 0
   */
  public String made(ReportFigure figure, int at, int areaId) {
    ReportFigure.Ingredient one = figure.made().get(at);
    ReportFigure own = one.year() == content.year() ? figures.get(one.key()) : null;
    return own != null && Objects.equals(own.value(), one.value())
        ? figure(one.key(), areaId)
        : rows(figure.key(), at + 1, areaId);
  }

  /** Whether figures of that kind are told with those of the period before. */
  public boolean compared(ReportFigure figure) {
    return figure.previous() != null || figure.key().matches("[MGSHO][.].*");
  }

  /** Where the rows of the number of a year before are; empty where they are not told apart. */
  public String before(ReportFigure figure) {
    return ReportForm.whole(content.firstDay(), content.lastDay())
            && figure.previous() != null
            && opens(figure)
            && (figure.byHand() || figure.kind() != ReportFigure.Kind.PERCENT)
        ? rows(figure.key(), ReportRows.Wanted.BEFORE, 0)
        : "";
  }

  /** What is said where rows and number differ. */
  public String missing(ReportRows.Behind behind) {
    return switch (behind.rows()) {
      case ReportRows.Dossiers dossiers ->
          behind.missing().signum() < 0
              ? "reports.rows.more"
              : ReportRows.decided(behind.key())
                  ? "reports.rows.missing.decided"
                  : "reports.rows.missing";
      case ReportRows.Households households -> "reports.rows.differs.stated";
      case ReportRows.People people -> "reports.rows.differs.people";
      default -> "reports.rows.differs";
    };
  }

  /** Where the roll is opened that a total was taken from. */
  public String registered(ReportRows.Behind behind) {
    return rows(
        behind.key().replace(".total", ".registered"),
        behind.areaId() == content.area().id() ? 0 : behind.areaId());
  }

  /**
   * An area's part of a total.
   *
   * @param how it was come by
   * @param href where it is opened
   */
  public record Total(String name, String value, String how, String href) {}

  /** The areas that a total is the sum of; none where it was declared as a whole. */
  public List<Total> totals(ReportRows.Behind behind) {
    ReportFigure total = figures.get(behind.key());
    ReportFigure roll = figures.get(behind.key().replace(".total", ".registered"));
    if (total == null
        || behind.areaId() != content.area().id()
        || behind.total() != null
        || behind.year() != content.year()
        || !(behind.rows() instanceof ReportRows.Declared declared)) {
      return List.of();
    }
    return total.parts().stream()
        .map(
            part -> {
              boolean stated =
                  declared.totals().stream().anyMatch(one -> one.areaId() == part.areaId());
              ReportFigure.Part listed = roll == null ? null : roll.part(part.areaId());
              boolean onRoll =
                  !stated && listed != null && Objects.equals(listed.value(), part.value());
              return new Total(
                  part.name(),
                  words.part(total, part),
                  t.t(
                      stated
                          ? "reports.rows.totals.declared"
                          : onRoll ? "reports.rows.totals.roll" : "reports.rows.totals.together"),
                  rows(onRoll && roll != null ? roll.key() : total.key(), part.areaId()));
            })
        .toList();
  }

  /** Whether anything stands behind a figure that can be opened. */
  public boolean opened(ReportFigure figure) {
    return opens(figure)
        || !figure.made().isEmpty()
        || ReportRows.parts(figure.key()).stream().anyMatch(figures::containsKey);
  }

  /** Whether something stands behind a figure that can be opened row by row. */
  public boolean opens(ReportFigure figure) {
    return ReportRows.any(figure.key());
  }

  /** Where an area's part of a figure is opened; empty for nowhere. */
  public String part(ReportFigure figure, ReportFigure.Part part) {
    ReportContent.Merged merged = content.merged();
    if (figure.byHand() && merged != null) {
      return merged.sources().stream()
          .filter(one -> one.areaId() == part.areaId())
          .findFirst()
          .map(
              one ->
                  "/reports/"
                      + one.report()
                      + "/figure?key="
                      + URLEncoder.encode(figure.key(), StandardCharsets.UTF_8)
                      + "&version="
                      + one.version())
          .orElse("");
    }
    if (!figure.made().isEmpty()) {
      return figure(figure.key(), part.areaId());
    }
    return opens(figure) && !figure.byHand() ? rows(figure.key(), part.areaId()) : "";
  }

  /** A stage of a dossier in words. */
  public String stage(String stage) {
    return t.t("stage." + stage);
  }

  /** The address of a table of many areas. */
  public String table(ReportContent.Table table) {
    return path()
        + "/table?key="
        + URLEncoder.encode(table.key(), StandardCharsets.UTF_8)
        + (version == null ? "" : "&version=" + version);
  }

  /** The tables of a section that are short. */
  @Override
  public List<ReportContent.Table> brief(ReportContent.Section section) {
    return section.tables().stream().filter(one -> !wide(one)).toList();
  }

  /** The tables of a section with a line an area, which stand on pages of their own. */
  public List<ReportContent.Table> byArea(ReportContent.Section section) {
    return section.tables().stream().filter(ReportView::wide).toList();
  }

  private static boolean wide(ReportContent.Table table) {
    return table.rows().stream().anyMatch(row -> row.areaId() != 0);
  }

  /** The figures reported by hand. */
  public List<ReportFigure> byHand() {
    return content.figures().stream().filter(ReportFigure::byHand).toList();
  }

  /** The figures that stand in no table, since nothing was reported of them. */
  public List<ReportFigure> unlisted() {
    Set<String> listed = new HashSet<>();
    for (ReportContent.Table table : content.tables()) {
      for (ReportContent.Row row : table.rows()) {
        for (int at = 0; at < table.columns().size(); at++) {
          listed.add(ReportCell.of(table, row, at).figure());
        }
      }
    }
    return content.figures().stream().filter(one -> !listed.contains(one.key())).toList();
  }

  /** Where a figure stands, in a word. */
  public String state(ReportFigure figure) {
    return t.t("reports.state." + figure.state().name());
  }

  /** The kind of tag that goes with it. */
  public String stateKind(ReportFigure figure) {
    return stateKind(figure.state());
  }

  /** A line around the document, or that it was left empty. */
  public String headLine(String key, String line) {
    if (line.isEmpty()) {
      return t.t("reports.differences.absent");
    }
    return key.equals("reports.head.signed-on") ? t.date(LocalDate.parse(line)) : line;
  }

  /** Those whose number is another one. */
  public List<ReportDifferences.Figure> changed(List<ReportDifferences.Figure> all) {
    return all.stream().filter(one -> !onlyParts(one)).toList();
  }

  /** Those whose number is the same, and only what stands behind it is not. */
  public List<ReportDifferences.Figure> kept(List<ReportDifferences.Figure> all) {
    return all.stream().filter(this::onlyParts).toList();
  }

  /** Whether a figure is the same in both versions and only what it is made of differs. */
  public boolean onlyParts(ReportDifferences.Figure one) {
    ReportFigure was = one.before();
    ReportFigure is = one.after();
    return was != null
        && is != null
        && words.value(was).equals(words.value(is))
        && words.parts(was).equals(words.parts(is));
  }

  /** Of how many areas further below a part was added up, where some are missing; else empty. */
  public String reached(ReportFigure figure, ReportFigure.Part part) {
    String open = new ReportReached(t).words(figure.reached(part.areaId()), part.areaId());
    return open.isEmpty() ? "" : ReportSays.say("remark.partial", open);
  }
}
