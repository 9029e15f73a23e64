package vn.khuyenhoc.areas;

import vn.khuyenhoc.platform.NotFoundException;

/**
 * An area that somebody asks for ended by a reorganisation; what was in it is now in another that
 * they reach. Pages lead there, and what was typed goes along.
 */
public final class AreaEndedException extends NotFoundException {

  private static final long serialVersionUID = 1L;

  private final int ended;
  private final int receiver;

  AreaEndedException(int ended, int receiver) {
    super("area " + ended + ", now " + receiver);
    this.ended = ended;
    this.receiver = receiver;
  }

  /** The area that ended. */
  public int ended() {
    return ended;
  }

  /** What received it. */
  public int receiver() {
    return receiver;
  }
}
