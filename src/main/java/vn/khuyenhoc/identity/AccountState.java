package vn.khuyenhoc.identity;

/** Where an account stands with its person. */
public enum AccountState {
  /** Made, and nobody has come in with it yet. */
  WAITING,
  /** Its person has come in at least once. */
  IN_USE,
  /** Ended: nobody comes in with it again. */
  ENDED
}
