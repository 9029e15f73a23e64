package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What a duty said from a moment on.
 *
 * @param number counts from 1
 * @param act what was done
 * @param reason why; may be empty where it was added
 * @param corrects whether periods that were over follow it as well
 * @param says what it says
 * @param at when it was written
 * @param by by whom
 */
public record ObligationVersion(
    int number,
    Act act,
    String reason,
    boolean corrects,
    ObligationSays says,
    Instant at,
    String by) {

  /** What was done to it. */
  public enum Act {
    ADD,
    CHANGE,
    /** The last day was moved for good. */
    MOVE,
    WITHDRAW,
    RESTORE;

    /** The key of its sentence in the messages. */
    public String messageKey() {
      return "obligations.act." + name();
    }
  }

  /** On which day it was written, in Vietnam. */
  LocalDate day() {
    return at.atZone(Texts.ZONE).toLocalDate();
  }
}
