package vn.khuyenhoc.reminders;

import vn.khuyenhoc.platform.ProblemCode;

/** Why something about reminders is refused. */
enum ReminderProblem implements ProblemCode {
  /** No address that a letter can be sent to. */
  ADDRESS_WRONG("REMINDERS-001"),
  /** No mail server is set up. */
  MAIL_OFF("REMINDERS-002"),
  /** A letter to confirm was asked for a moment ago. */
  ASKED_JUST_NOW("REMINDERS-003");

  private final String code;

  ReminderProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
