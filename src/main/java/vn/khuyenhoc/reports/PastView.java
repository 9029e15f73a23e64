package vn.khuyenhoc.reports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
    Texts t)
    implements ReportShown {

  static PastView of(PastReport report, Texts t) {
    ReportContent content = report.content();
    return new PastView(report, content, new ReportWords(t), content.byKey(), t);
  }

  @Override
  public String figure(String key, int areaId) {
    return report.path()
        + "/figure?key="
        + URLEncoder.encode(key, StandardCharsets.UTF_8)
        + (areaId == 0 ? "" : "&area=" + areaId);
  }

  /** Where a figure stands, or a district's part of it, in a word. */
  public String state(ReportFigure figure, ReportFigure.@Nullable Part part) {
    return t.t("reports.state." + stateOf(figure, part).name());
  }

  /** The kind of tag that goes with it. */
  public String stateKind(ReportFigure figure, ReportFigure.@Nullable Part part) {
    return stateKind(stateOf(figure, part));
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
