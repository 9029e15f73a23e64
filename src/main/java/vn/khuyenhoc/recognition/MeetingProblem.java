package vn.khuyenhoc.recognition;

import vn.khuyenhoc.platform.ProblemCode;

/** What registering, meetings and public notices refuse. */
public enum MeetingProblem implements ProblemCode {
  /** The campaign's procedure has no such meeting. */
  NO_SUCH_MEETING("MEETING-001"),
  /** Nothing waits to be voted on. */
  NOTHING_TO_LIST("MEETING-002"),
  /** The day is missing, or no date. */
  DATE_MISSING("MEETING-003"),
  /** A meeting that was held tomorrow. Value: today. */
  DATE_IN_FUTURE("MEETING-004"),
  /** Some were scored or approved after that day. Values: the day, how many, which. */
  BEFORE_SCORED("MEETING-005"),
  /** Where is missing. */
  PLACE_MISSING("MEETING-006"),
  /** Nobody chairs. */
  CHAIR_MISSING("MEETING-007"),
  /** Nobody writes the minutes. */
  SECRETARY_MISSING("MEETING-008"),
  /** Nobody was present. */
  NOBODY_PRESENT("MEETING-009"),
  /** More were present than there are. Values: present, of how many. */
  MORE_THAN_ALL("MEETING-010"),
  /** More votes than people. Values: whose dossier, votes, present. */
  MORE_VOTES_THAN_PRESENT("MEETING-011"),
  /** Some moved or were changed since the list was drawn up. Values: how many, which. */
  CHANGED_SINCE_LISTED("MEETING-012"),
  /** Somebody recorded it meanwhile. Values: who, when. */
  HELD_ALREADY("MEETING-013"),
  /** It was not held yet, or another one stands in its place. */
  NOT_TO_CORRECT("MEETING-014"),
  /** With these votes some come out differently that have gone on. Values: how many, which. */
  GONE_ON("MEETING-015"),
  /** No number. Value: what was typed. */
  NOT_A_NUMBER("MEETING-016"),
  /** No member of the council was named for everybody present. Values: named, present. */
  MEMBERS_NOT_NAMED("MEETING-017"),
  /** A code that is not on the list. Value: what was typed. */
  NOT_ON_LIST("MEETING-018"),
  /** Nothing of the list is left. */
  NOTHING_LEFT("MEETING-019"),
  /** Neither PDF nor photograph. */
  SCAN_OF_NO_KIND("MEETING-020"),
  /** No file was chosen. */
  SCAN_MISSING("MEETING-022"),
  /** The list was drawn up again meanwhile. Values: by whom, when. */
  LIST_DRAWN_AGAIN("MEETING-023"),
  /**
   * Some were posted, voted on or decided before the corrected day. Values: the day, how many,
   * which, the earliest of what came later.
   */
  AFTER_NEXT_STEP("MEETING-024"),
  /** The campaign's procedure has no public notice. */
  NO_NOTICE("MEETING-030"),
  /** Nothing waits to be posted. */
  NOTHING_TO_POST("MEETING-031"),
  /** Posted before the meeting or the scores. Value: the earliest day. */
  POSTED_TOO_EARLY("MEETING-032"),
  /** The days are not over. Value: the last of them. */
  NOTICE_RUNS("MEETING-033"),
  /** What is objected to is missing. */
  WORDS_MISSING("MEETING-034"),
  /** An objection of a day before the notice or after today. Values: first and last day. */
  OBJECTION_DAY("MEETING-035"),
  /** About which dossier is missing. */
  WHICH_MISSING("MEETING-036"),
  /** Whoever answers scored it. Value: whose. */
  RESOLVER_SCORED("MEETING-037"),
  /** It was answered already. Values: by whom, when. */
  RESOLVED_ALREADY("MEETING-038"),
  /** Upheld, but it was sent on. Value: whose. */
  SENT_ALREADY("MEETING-039"),
  /** Right or not was not chosen. */
  RESOLUTION_MISSING("MEETING-040"),
  /** Nothing ended without an objection. */
  NOTHING_TO_END("MEETING-041"),
  /** Scored, but not voted on. Value: how many. */
  NOT_VOTED_ON("MEETING-050"),
  /** Not posted yet. Value: how many. */
  NOT_POSTED("MEETING-051"),
  /** The notice runs. Values: how many, until when. */
  STILL_POSTED("MEETING-052"),
  /** Objections wait for an answer. Value: how many dossiers. */
  OBJECTIONS_OPEN("MEETING-053"),
  /** Posted to the end, but an objection came in time and waits. Values: how many, which. */
  OBJECTED("MEETING-055"),
  /** It stands where nothing is to be opened again. Value: whose. */
  NOT_TO_REOPEN("MEETING-054"),
  /** Not registered. Value: whose. */
  NOT_REGISTERED("MEETING-060"),
  /** The campaign's procedure has no registration. */
  NO_REGISTRATION("MEETING-061"),
  /** Scored already, so the registration stays. Values: how many, which. */
  SCORED_ALREADY("MEETING-062"),
  /** How it was registered was not chosen. */
  HOW_MISSING("MEETING-063"),
  /** The notice does not hang any more. Value: its last day. */
  NOTICE_OVER("MEETING-070"),
  /** Very many objections about this dossier wait already. */
  OBJECTIONS_FULL("MEETING-071"),
  /** Too many forms came from this connection. */
  SENT_TOO_OFTEN("MEETING-072"),
  /** Registering without saying who. */
  APPLICANT_MISSING("MEETING-073"),
  /** Registering without consent. */
  CONSENT_MISSING("MEETING-074"),
  /** So many registrations of this village wait that no more are taken. */
  APPLICATIONS_FULL("MEETING-075"),
  /** Somebody accepted or declined it meanwhile. Values: who, when. */
  APPLICATION_HANDLED("MEETING-076"),
  /** Nobody was chosen whose registration it is. */
  APPLICANT_NOT_CHOSEN("MEETING-077"),
  /** Whoever was chosen is registered already, or is not in this village any more. */
  APPLICANT_GONE("MEETING-078");

  private final String code;

  MeetingProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
