package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A report from before the system as somebody reads it.
 *
 * @param report the report
 * @param content what it says
 * @param words how its numbers are said
 * @param figures every figure by its key
 * @param t the reader's language
 */
public record PastView(
    PastReport report,
    ReportContent content,
    ReportWords words,
    Map<String, ReportFigure> figures,
    Texts t) {

  static PastView of(PastReport report, Texts t) {
    ReportContent content = report.content();
    return new PastView(report, content, new ReportWords(t), content.byKey(), t);
  }

  /** What a cell says. */
  public String cell(ReportContent.Table table, ReportContent.Row row, int column) {
    return words.cell(figures, table, row, column);
  }

  /** Whether a cell says words. */
  public boolean wordy(ReportContent.Table table, ReportContent.Row row, int column) {
    return ReportCell.of(table, row, column).words() != null;
  }

  /** Where a cell's number is opened; empty for words. */
  public String href(ReportContent.Table table, ReportContent.Row row, int column) {
    ReportCell cell = ReportCell.of(table, row, column);
    return cell.figure().isEmpty() || !figures.containsKey(cell.figure())
        ? ""
        : figure(cell.figure(), cell.areaId());
  }

  /** The address of a figure, or of a district's part of it. */
  public String figure(String key, int areaId) {
    return report.path()
        + "/figure?key="
        + URLEncoder.encode(key, StandardCharsets.UTF_8)
        + (areaId == 0 ? "" : "&area=" + areaId);
  }

  /** The figures with something to be said beside them. */
  public List<ReportFigure> flagged() {
    return content.figures().stream().filter(one -> !one.remark().isEmpty()).toList();
  }

  /** The same in words. */
  public String said(ReportFigure figure, @Nullable String kept) {
    return words.said(figure, kept == null ? null : new BigDecimal(kept));
  }

  /** Where a figure stands, or a district's part of it, in a word. */
  public String state(ReportFigure figure, ReportFigure.@Nullable Part part) {
    return t.t("reports.state." + stateOf(figure, part).name());
  }

  /** The kind of tag that goes with it. */
  public String stateKind(ReportFigure figure, ReportFigure.@Nullable Part part) {
    return switch (stateOf(figure, part)) {
      case REPORTED -> "ok";
      case NOT_REPORTED, NOT_COMPUTED, NOT_STATED -> "none";
      case APART -> "wait";
    };
  }

  /** Whether the document tells the number. */
  public boolean silent(ReportFigure figure, ReportFigure.@Nullable Part part) {
    return stateOf(figure, part) == ReportFigure.State.NOT_REPORTED;
  }

  private static ReportFigure.State stateOf(ReportFigure figure, ReportFigure.@Nullable Part part) {
    return part == null
        ? figure.state()
        : part.value() == null ? ReportFigure.State.NOT_REPORTED : ReportFigure.State.REPORTED;
  }

  /** Whether the place is an area of the tree, so that it has a page. */
  public boolean inTree(ReportContent.Place place) {
    return place.id() > 0;
  }
}
