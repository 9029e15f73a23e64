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
  /** Registered; the stage stays. */
  REGISTER,
  /** Voted on by the village meeting. */
  MEET,
  /** The public notice ended without an open objection. */
  POST,
  /** Opened again after the meeting or the notice, with a reason. */
  REOPEN,
  /** Sent to the commune. */
  SEND,
  /** Approved by the commune. */
  APPROVE,
  /** A score corrected by whoever appraises, with a reason; the stage stays. */
  CORRECT,
  /** The council agreed, or voted it down. */
  AGREE,
  /** What the council agreed to was corrected: put to the council again, with a reason. */
  RECONSIDER,
  /** Given back to the village with a reason. */
  GIVE_BACK,
  /** Recognised by a decision. */
  RECOGNISE,
  /** The decision was withdrawn. */
  WITHDRAW,
  /** The title was taken back with a reason. */
  REVOKE,
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
