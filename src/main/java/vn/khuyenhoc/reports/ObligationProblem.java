package vn.khuyenhoc.reports;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that keeping duties to report can refuse. */
public enum ObligationProblem implements ProblemCode {
  /** It is not called anything. */
  TITLE_MISSING("OBLIGATIONS-001"),
  /** Longer than so many characters. */
  TEXT_TOO_LONG("OBLIGATIONS-002"),
  /** No area was chosen, or one beyond reach. */
  AREA_MISSING("OBLIGATIONS-003"),
  /** Who reports is not said. */
  REPORTER_MISSING("OBLIGATIONS-004"),
  /** Areas of a level above the one that is bound. */
  REPORTER_ABOVE_AREA("OBLIGATIONS-005"),
  /** Bodies report, and none is named. */
  BODIES_MISSING("OBLIGATIONS-006"),
  /** Nobody is reported to. */
  RECIPIENT_MISSING("OBLIGATIONS-007"),
  /** Somebody is reported to, but on which side is not said. */
  SIDE_MISSING("OBLIGATIONS-008"),
  /** No form of report. */
  FORM_MISSING("OBLIGATIONS-009"),
  /** By which rule is not said. */
  RHYTHM_MISSING("OBLIGATIONS-010"),
  /** No day of a year, or none that exists. */
  DAY_OF_YEAR_UNREADABLE("OBLIGATIONS-011"),
  /** Only one half of the year has a day. */
  HALF_MISSING("OBLIGATIONS-012"),
  /** No day of a month from 1 to 31. */
  DAY_OF_MONTH_UNREADABLE("OBLIGATIONS-013"),
  /** No day of the week. */
  DAY_OF_WEEK_MISSING("OBLIGATIONS-014"),
  /** No day, quarter or year that can be read. */
  ONCE_UNREADABLE("OBLIGATIONS-015"),
  /** A day that is over, and nobody confirmed it. */
  PAST_UNCONFIRMED("OBLIGATIONS-016"),
  /** Whoever has not reported is late at once, and nobody confirmed it. Value: the day. */
  LATE_AT_ONCE("OBLIGATIONS-046"),
  /** No number of days from 0 to 1,000. */
  DAYS_AFTER_UNREADABLE("OBLIGATIONS-017"),
  /** Whether the named day is the last one is not said. */
  INCLUSIVE_MISSING("OBLIGATIONS-018"),
  /** No such day. */
  DATE_UNREADABLE("OBLIGATIONS-019"),
  /** No day. */
  DATE_MISSING("OBLIGATIONS-020"),
  /** A period that ends before it begins. */
  PERIOD_BACKWARDS("OBLIGATIONS-021"),
  /** Terms in which no report falls due. */
  TERMS_EMPTY("OBLIGATIONS-022"),
  /** A plan that there is not. */
  PLAN_UNKNOWN("OBLIGATIONS-023"),
  /** What goes in is not there, or is the duty itself, or leads back to it. */
  INPUT_UNFIT("OBLIGATIONS-024"),
  /** No reason. */
  REASON_MISSING("OBLIGATIONS-025"),
  /** Somebody changed it meanwhile. */
  CHANGED_MEANWHILE("OBLIGATIONS-026"),
  /** No such period. */
  PERIOD_UNKNOWN("OBLIGATIONS-027"),
  /** Moved to the day it has already. */
  NOT_MOVED("OBLIGATIONS-028"),
  /** No rule of this kind names that day for all later periods. */
  RULE_CANNOT_SAY("OBLIGATIONS-029"),
  /** It was withdrawn. */
  IS_WITHDRAWN("OBLIGATIONS-030"),
  /** An event or a request is not called anything. */
  OCCASION_NAME_MISSING("OBLIGATIONS-031"),
  /** There is an event or a request with that period already. */
  OCCASION_TWICE("OBLIGATIONS-032"),
  /** Reports were begun for it. */
  OCCASION_BEGUN("OBLIGATIONS-033"),
  /** A last day before the period itself is over, and nobody confirmed it. */
  DUE_BEFORE_END("OBLIGATIONS-034"),
  /** A body that is none of the register's around the area. */
  BODY_UNKNOWN("OBLIGATIONS-035"),
  /** Whether for one period or for good is not said. */
  HOW_LONG_MISSING("OBLIGATIONS-036"),
  /** A report of a body that the duty does not name. */
  BODY_NOT_NAMED("OBLIGATIONS-040"),
  /** No day on which a report was received. */
  RECEIVED_UNREADABLE("OBLIGATIONS-041"),
  /** Received on a day to come. Argument: the day. */
  RECEIVED_LATER("OBLIGATIONS-042"),
  /** Received before its period. Arguments: the day, the first day of the period. */
  RECEIVED_BEFORE("OBLIGATIONS-043"),
  /** Nothing that came is written down, so that nothing is taken back. Argument: the body. */
  NOTHING_RECEIVED("OBLIGATIONS-044"),
  /** A report on a year, or on half of one, that is asked for in another rhythm. */
  FORM_UNFIT("OBLIGATIONS-045");

  private final String code;

  ObligationProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
