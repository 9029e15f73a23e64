package vn.khuyenhoc.recognition;

/** What a meeting said of a dossier. */
public enum Vote {
  /** Enough of those present agreed. */
  PASSED,
  /** Too few agreed: it does not achieve. */
  FAILED;

  /** The key of its name in the messages. */
  public String messageKey() {
    return "vote." + name();
  }
}
