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
 */
public record ReportFinding(boolean obstacle, Sentence words, String figure, String section) {

  static ReportFinding warning(String figure, String key, Object... arguments) {
    return new ReportFinding(false, Sentence.of(key, arguments), figure, "");
  }

  /** Tells whether the same was found: what somebody has read stands for what is there now. */
  static String mark(List<ReportFinding> findings) {
    return ReportJson.hash(
        findings.stream()
            .map(one -> one.words().messageKey() + one.words().arguments() + one.figure())
            .collect(Collectors.joining("\n")));
  }
}
