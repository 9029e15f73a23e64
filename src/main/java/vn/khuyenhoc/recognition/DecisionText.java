package vn.khuyenhoc.recognition;

import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What a decision says besides its list.
 *
 * @param subject its abstract (trích yếu): "Về việc công nhận danh hiệu Gia đình học tập năm 2026"
 * @param grounds what it is based on (căn cứ), one a line
 * @param articles its articles, one a line, without "Điều 1."
 */
public record DecisionText(String subject, String grounds, String articles) {

  /** Nothing yet. */
  static final DecisionText EMPTY = new DecisionText("", "", "");

  DecisionText clean() {
    return new DecisionText(
        VietnameseText.clean(subject),
        VietnameseText.cleanLines(grounds),
        VietnameseText.cleanLines(articles));
  }

  /** Whether somebody wrote it. */
  boolean written() {
    return !subject.isEmpty() && !articles.isEmpty();
  }
}
