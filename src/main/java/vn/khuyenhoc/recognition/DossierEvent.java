package vn.khuyenhoc.recognition;

/** What can happen to a dossier. */
public enum DossierEvent {
  /** Put on the roll, when the campaign opens or a household is added later. */
  LIST,
  /** An answer given, changed or cleared; some are still missing. */
  SCORE,
  /** All answers given. */
  COMPLETE,
  /** The last answer cleared. */
  EMPTY,
  /** Sent to the commune. */
  SEND,
  /** Approved by the commune. */
  APPROVE,
  /** Given back to the village with a reason. */
  GIVE_BACK,
  /** Recognised by a decision. */
  RECOGNISE,
  /** The household moved to another village; the stage stays. */
  MOVE,
  /** The household is gone, or was entered twice. */
  REMOVE,
  /** The household is back. */
  RELIST,
  /** The household was entered twice; this dossier goes on from where the other one stood. */
  TAKE_OVER,
  /** What it is computed from changed; nobody scored. */
  RECOMPUTED;

  /** The key of its name in the messages. */
  public String messageKey() {
    return "event." + name();
  }
}
