package vn.khuyenhoc.registry;

import vn.khuyenhoc.platform.document.DocumentKind;

/** What somebody signs for a body. Minutes have two who sign. */
public enum SignedPaper {
  /** Báo cáo. */
  REPORT(DocumentKind.REPORT),
  /** Biểu thống kê. */
  STATISTICS(DocumentKind.REPORT),
  /** Kế hoạch. */
  PLAN(DocumentKind.PLAN),
  /** Tờ trình. */
  SUBMISSION(DocumentKind.SUBMISSION),
  /** Quyết định công nhận. */
  DECISION(DocumentKind.DECISION),
  /** Biên bản, as the one in the chair. */
  MINUTES_CHAIR(DocumentKind.MINUTES),
  /** Biên bản, as the one who writes it. */
  MINUTES_SECRETARY(DocumentKind.MINUTES);

  private final DocumentKind kind;

  SignedPaper(DocumentKind kind) {
    this.kind = kind;
  }

  /** The kind of document that it is. */
  public DocumentKind kind() {
    return kind;
  }

  /** The key of its name in the messages. */
  public String messageKey() {
    return "signer.paper." + name();
  }
}
