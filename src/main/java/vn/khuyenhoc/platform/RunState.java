package vn.khuyenhoc.platform;

/** Where a run of parts stands: long work behind the pages, done part by part. */
public enum RunState {
  /** Nobody is at it yet, or whoever was gave it back. */
  WAITING,
  /** Somebody is at it. */
  WORKING,
  /** All parts are done. */
  DONE,
  /** It cannot go on by itself; what was done is kept. */
  HELD,
  /** Somebody stopped it. */
  STOPPED;

  /** How it is coloured in a list. */
  public String tag() {
    return switch (this) {
      case WAITING, WORKING -> "wait";
      case DONE -> "ok";
      case STOPPED -> "plain";
      case HELD -> "back";
    };
  }

  /** Whether it goes on by itself. */
  public boolean working() {
    return this == WAITING || this == WORKING;
  }
}
