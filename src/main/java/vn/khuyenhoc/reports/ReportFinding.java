package vn.khuyenhoc.reports;

import java.util.List;
import java.util.stream.Collectors;
import vn.khuyenhoc.platform.Sentence;

/**
 * Something that was found before a report is sent.
 *
 * @param obstacle whether it cannot be sent like this; otherwise it is a warning to be confirmed
 * @param words what it is
 * @param figure the figure it is about; empty for none
 * @param section the section it is about; empty for none
 * @param all the figures it is about, where it is about many
 */
public record ReportFinding(
    boolean obstacle, Sentence words, String figure, String section, List<ReportFigure> all) {

  public ReportFinding {
    all = List.copyOf(all);
  }

  static ReportFinding obstacle(String section, String key, Object... arguments) {
    return new ReportFinding(true, Sentence.of(key, arguments), "", section, List.of());
  }

  /** A warning about many figures at once. */
  static ReportFinding warning(List<ReportFigure> all, String key, Object... arguments) {
    return new ReportFinding(false, Sentence.of(key, arguments), "", "", all);
  }

  static ReportFinding warning(String figure, String key, Object... arguments) {
    return new ReportFinding(false, Sentence.of(key, arguments), figure, "", List.of());
  }

  /** Tells whether the same was found: what somebody has read stands for what is there now. */
  static String mark(List<ReportFinding> findings) {
    return ReportJson.hash(
        findings.stream()
            .map(
                one ->
                    one.words().messageKey()
                        + one.words().arguments()
                        + one.figure()
                        + one.all().stream().map(ReportFigure::key).toList())
            .collect(Collectors.joining("\n")));
  }
}
