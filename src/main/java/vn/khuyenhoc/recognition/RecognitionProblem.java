package vn.khuyenhoc.recognition;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that this module can refuse. */
public enum RecognitionProblem implements ProblemCode {
  /** Whoever acts is not a person: scoring, appraising and recording need one. */
  NO_PERSON("RECOGNITION-001"),
  /** The campaign was closed in between. Values: year, when. */
  CAMPAIGN_CLOSED("RECOGNITION-002"),
  /** Somebody else changed the dossier meanwhile. Values: household, who, when. */
  STALE("RECOGNITION-003"),
  /** The dossier was sent and is not with the village any more. Value: household. */
  ALREADY_SENT("RECOGNITION-004"),
  /** The dossier was approved or recognised. Value: household. */
  ALREADY_APPRAISED("RECOGNITION-005"),
  /** The household left the roll. Value: household. */
  NOT_ON_ROLL("RECOGNITION-006"),
  /** A campaign is opened for a province. */
  NOT_A_PROVINCE("RECOGNITION-010"),
  /** There is a campaign of the model and year. Values: year, province. */
  CAMPAIGN_EXISTS("RECOGNITION-011"),
  /** There is one for practising already. Values: year, province, set. */
  TRAINING_EXISTS("RECOGNITION-160"),
  /** The set is not in force, or is another province's or model's. */
  SET_NOT_IN_FORCE("RECOGNITION-012"),
  /** The due date is past. Value: today. */
  DUE_IN_PAST("RECOGNITION-013"),
  /** The due date lies outside the year and the January after it. Values: first and last day. */
  DUE_OUTSIDE_YEAR("RECOGNITION-014"),
  /** A year that is neither the present one nor next to it. Values: first and last. */
  YEAR_OUT_OF_REACH("RECOGNITION-015"),
  /** The campaign is closed already. Values: year, when. */
  CLOSED_ALREADY("RECOGNITION-016"),
  /** The set has no such indicator. Value: indicator. */
  UNKNOWN_INDICATOR("RECOGNITION-020"),
  /** Points that are no step of the indicator. Values: indicator, points, allowed points. */
  NO_SUCH_STEP("RECOGNITION-021"),
  /** The indicator does not apply to the household. Values: indicator, household. */
  NOT_APPLICABLE("RECOGNITION-022"),
  /** The indicator was not given back, so it stays as it was. Values: indicator, household. */
  NOT_GIVEN_BACK("RECOGNITION-023"),
  /** The indicator has no answer yet. Values: indicator, household. */
  MISSING_ANSWER("RECOGNITION-024"),
  /** A row of the grid is not of this village any more. */
  NOT_IN_VILLAGE("RECOGNITION-025"),
  /** The scorer named on the paper is nobody of this commune. */
  UNKNOWN_SCORER("RECOGNITION-026"),
  /** No dossier of the village is ready to be sent. */
  NOTHING_TO_SEND("RECOGNITION-030"),
  /** Nothing of the commune waits for appraisal. */
  NOTHING_TO_APPROVE("RECOGNITION-040"),
  /** Some chosen do not wait for appraisal any more. Values: how many, which. */
  NOT_WAITING("RECOGNITION-041"),
  /** Whoever appraises has scored in the village. Values: village, how many. */
  APPRAISER_SCORED("RECOGNITION-042"),
  /** A reason is needed. Value: least number of letters. */
  REASON_TOO_SHORT("RECOGNITION-043"),
  /** A reason of a book's length. Value: most letters. */
  TOO_LONG("RECOGNITION-044"),
  /** Nothing was chosen. */
  NOTHING_CHOSEN("RECOGNITION-045"),
  /** Some chosen cannot be given back any more. Values: how many, which. */
  NOT_RETURNABLE("RECOGNITION-046"),
  /** Who issues the decision is missing. */
  ISSUER_MISSING("RECOGNITION-050"),
  /** The decision's number is missing. */
  NUMBER_MISSING("RECOGNITION-051"),
  /** The decision's date is missing. */
  DATE_MISSING("RECOGNITION-052"),
  /** The signer's name is missing. */
  SIGNER_MISSING("RECOGNITION-053"),
  /** The signer's position is missing. */
  SIGNER_TITLE_MISSING("RECOGNITION-054"),
  /** A decision of tomorrow. Value: today. */
  DATE_IN_FUTURE("RECOGNITION-055"),
  /** A decision older than what it decides on. Value: earliest possible day. */
  DATE_TOO_EARLY("RECOGNITION-056"),
  /** The issuer used this number for the commune in that year. Values: number, year. */
  NUMBER_TAKEN("RECOGNITION-057"),
  /** The signer scored some of the dossiers. Values: signer, how many. */
  SIGNER_SCORED("RECOGNITION-058"),
  /** The signer records the decision. Value: signer. */
  SIGNER_RECORDS("RECOGNITION-059"),
  /** Nothing of the commune waits for a decision. */
  NOTHING_TO_RECOGNISE("RECOGNITION-060"),
  /** Some chosen are not approved and achieved. Values: how many, which. */
  NOT_RECOGNISABLE("RECOGNITION-061"),
  /** All were meant, and they have become others since. Values: how many then, how many now. */
  LIST_CHANGED("RECOGNITION-062"),
  /**
   * To be known before a reorganisation: a campaign is open there. Values: year, province, how many
   * dossiers, how many of them not sent, how many wait for the commune.
   */
  CAMPAIGN_UNDER_WAY("RECOGNITION-070"),
  /** An answer to an indicator that is computed. Value: the indicator. */
  COMPUTED_INDICATOR("RECOGNITION-071"),
  /** Declared complete, but a number is not known. Values: the indicator, whose. */
  FACT_UNKNOWN("RECOGNITION-072"),
  /** What belongs to a commune is done by the commune, what belongs to the province by it. */
  WORK_OF_ANOTHER_LEVEL("RECOGNITION-073"),
  /** It was voted on or posted: to change its scores it is opened again first. Value: whose. */
  MET_ALREADY("RECOGNITION-074"),
  /** The procedure chosen is not in force for the model, the province and the year. */
  PROCEDURE_NOT_IN_FORCE("RECOGNITION-075"),
  /**
   * Evidence can be changed neither by whoever scores nor by whoever appraises now. Value: whose.
   */
  EVIDENCE_CLOSED("RECOGNITION-120"),
  /** The dossier has as much evidence as it may. Value: the most. */
  EVIDENCE_TOO_MANY("RECOGNITION-121"),
  /** No file was chosen. */
  EVIDENCE_FILE_MISSING("RECOGNITION-122"),
  /** What somebody else sent is not taken off by whoever appraises. Value: who sent it. */
  EVIDENCE_NOT_YOURS("RECOGNITION-123"),
  /** Nothing to be used again was chosen. */
  EVIDENCE_NONE_CHOSEN("RECOGNITION-124"),
  /** A reason is needed. Value: least number of letters. */
  EVIDENCE_REASON("RECOGNITION-125"),
  /** Some chosen stand in a draft of a decision already. Values: how many, which. */
  DRAFTED_ALREADY("RECOGNITION-200"),
  /** Some in the draft cannot be recognised any more. Values: how many, which. */
  DRAFT_UNFIT("RECOGNITION-201"),
  /** Somebody else changed the draft meanwhile, or issued or dropped it. */
  DRAFT_CHANGED("RECOGNITION-202"),
  /** The decision has no subject. */
  SUBJECT_MISSING("RECOGNITION-203"),
  /** The decision has no articles. */
  ARTICLES_MISSING("RECOGNITION-204"),
  /** Level 2 sooner after level 1 than allowed. Values: how many, which, months. */
  LEVEL_TWO_TOO_EARLY("RECOGNITION-205"),
  /** The draft has nothing to recognise. */
  DRAFT_EMPTY("RECOGNITION-206"),
  /** The decision was withdrawn. Values: by which number, on which day. */
  WITHDRAWN_ALREADY("RECOGNITION-210"),
  /** Nothing of the decision was corrected. */
  NOTHING_CORRECTED("RECOGNITION-211"),
  /** Somebody else corrected the decision meanwhile. Values: who, when. */
  DECISION_CHANGED("RECOGNITION-224"),
  /** What was signed is not what the draft says now. Values: the edition seen, that of now. */
  DRAFT_OF_ANOTHER_EDITION("RECOGNITION-225"),
  /** The day of taking back is missing. */
  WITHDRAWN_ON_MISSING("RECOGNITION-212"),
  /** Taken back before it was given. Value: the day of the decision. */
  WITHDRAWN_TOO_EARLY("RECOGNITION-213"),
  /** The number of the document that takes it back is missing. */
  DOCUMENT_MISSING("RECOGNITION-214"),
  /** The consequences were not confirmed. */
  NOT_CONFIRMED("RECOGNITION-215"),
  /** The title was taken back already, or changed meanwhile. Value: whose. */
  TITLE_CHANGED("RECOGNITION-216"),
  /** A name to be printed is missing. */
  NAME_MISSING("RECOGNITION-217"),
  /** The file is none that is kept as a signed decision. */
  SCAN_UNKNOWN("RECOGNITION-218"),
  /** The draft of an office that was divided is taken over before it is changed. Value: which. */
  DRAFT_TO_TAKE_OVER("RECOGNITION-226"),
  /** Names changed since the draft was begun. Values: how many, which. */
  DRAFT_RENAMED("RECOGNITION-227"),
  /** Nothing was chosen to be corrected, or every score is as it was. */
  SCORE_UNCHANGED("RECOGNITION-220"),
  /** It does not wait for appraisal any more. Value: whose. */
  NOT_CORRECTABLE("RECOGNITION-221"),
  /** The procedure of the campaign issues no certificates. */
  NO_CERTIFICATE_STEP("RECOGNITION-222"),
  /** It is not complete, was sent, or the village sends it after its meeting. Value: whose. */
  OWN_NOT_TO_SEND("RECOGNITION-230"),
  /** Registering oneself needs the consent. */
  OWN_CONSENT("RECOGNITION-231"),
  /** Whoever is named signs no decisions of the issuer that day. Values: who, the day. */
  SIGNER_NOT_THAT_DAY("RECOGNITION-240");

  private final String code;

  RecognitionProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
