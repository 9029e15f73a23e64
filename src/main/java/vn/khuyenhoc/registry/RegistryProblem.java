package vn.khuyenhoc.registry;

import vn.khuyenhoc.platform.ProblemCode;

/** Everything that the register can refuse. */
enum RegistryProblem implements ProblemCode {
  /** The head of the household is missing. */
  HEAD_MISSING("REGISTRY-001"),
  /** A text is too long. Argument: most characters. */
  TOO_LONG("REGISTRY-002"),
  /** A number of persons is none between 0 and 99. Argument: as typed. */
  NOT_A_COUNT("REGISTRY-003"),
  /** More workers than adults. Arguments: workers, adults. */
  WORKERS_OVER_ADULTS("REGISTRY-004"),
  /** No village was chosen, or none that the actor reaches. */
  VILLAGE_MISSING("REGISTRY-005"),
  /**
   * Another household of the village has the same head and address. Arguments: its code, its head.
   */
  SAME_HEAD_AND_ADDRESS("REGISTRY-006"),
  /** Somebody changed the household meanwhile. Arguments: who, when. */
  CHANGED_MEANWHILE("REGISTRY-007"),
  /** The household is closed. */
  IS_CLOSED("REGISTRY-008"),
  /** The household was joined into another. Argument: the other's code. */
  IS_JOINED("REGISTRY-009"),
  /** The household is active already. */
  IS_ACTIVE("REGISTRY-010"),
  /** More persons would leave than the household has. Arguments: leaving, present. */
  SPLIT_TOO_MANY("REGISTRY-011"),
  /** The rest of a split household would have more workers than adults. */
  SPLIT_REST_WORKERS("REGISTRY-012"),
  /** A household cannot be joined with itself. */
  JOIN_ITSELF("REGISTRY-013"),
  /** No such household within reach. Argument: the code as typed. */
  JOIN_UNKNOWN("REGISTRY-014"),
  /** The household lives in that village already. */
  MOVE_NOWHERE("REGISTRY-015"),
  /** A date is missing or none. */
  DATE_MISSING("REGISTRY-016"),
  /** A date lies in the future. */
  DATE_IN_FUTURE("REGISTRY-017"),
  /** A date lies before the present residence began. Argument: its first day. */
  DATE_BEFORE_RESIDENCE("REGISTRY-018"),
  /** A reason is missing. */
  REASON_MISSING("REGISTRY-019"),
  /** The village did not exist on that day. Argument: its first day. */
  VILLAGE_NOT_YET("REGISTRY-020"),
  /** The text is in an old encoding. Arguments: as typed, suggestion. */
  OLD_ENCODING("REGISTRY-021"),
  /** A code is mistyped. Argument: as typed. */
  CODE_WRONG("REGISTRY-030"),
  /** A code belongs to no household of the scope. Arguments: the code, the scope. */
  CODE_OUT_OF_SCOPE("REGISTRY-031"),
  /** Another row has the same household. Argument: the other row's number. */
  ROW_TWICE("REGISTRY-032"),
  /** No village of that name. Arguments: as typed, the area searched. */
  VILLAGE_UNKNOWN("REGISTRY-033"),
  /** Several villages have that name. Arguments: as typed, their communes or codes. */
  VILLAGE_AMBIGUOUS("REGISTRY-034"),
  /** The village lies in another commune. Arguments: as typed, that commune, the scope. */
  VILLAGE_FOREIGN("REGISTRY-035"),
  /** No commune of that name. Arguments: as typed, the scope. */
  COMMUNE_UNKNOWN("REGISTRY-036"),
  /** The household of this code lives in another village. Arguments: code, that village. */
  LIVES_ELSEWHERE("REGISTRY-037"),
  /** The household of this code is closed and the row differs from it. Argument: code. */
  ROW_CLOSED("REGISTRY-038"),
  /** The household of this code was joined. Arguments: code, the other's code. */
  ROW_JOINED("REGISTRY-039"),
  /** The household was changed since the preview. */
  ROW_CHANGED_SINCE("REGISTRY-040"),
  /** The scope has several communes and the row names none. */
  COMMUNE_MISSING("REGISTRY-041"),
  /** The commune lies outside the scope. Arguments: as typed, the scope. */
  COMMUNE_FOREIGN("REGISTRY-042"),
  /** The batch is not waiting for confirmation. */
  BATCH_NOT_WAITING("REGISTRY-050"),
  /** Some rows failed and nobody said to leave them out. Argument: how many. */
  BATCH_HAS_FAILURES("REGISTRY-051"),
  /** No file was chosen. */
  FILE_MISSING("REGISTRY-052"),
  /** The file is too large. Argument: limit in MB. */
  FILE_TOO_LARGE("REGISTRY-053"),
  /** Nothing is left to import. */
  BATCH_EMPTY("REGISTRY-054"),
  /** No such area. Argument: as typed. */
  AREA_UNKNOWN("REGISTRY-055"),
  /** The file is not readable. Argument: as typed. */
  FILE_UNREADABLE("REGISTRY-056"),
  /** The area has no villages to import into. Argument: its name. */
  AREA_WITHOUT_VILLAGES("REGISTRY-057"),
  /** The work broke off by a fault. Argument: support code. */
  BROKEN_OFF("REGISTRY-058"),
  /** A remark: rows that differ from another row in nothing. Arguments: how many, first rows. */
  ROWS_ALIKE("REGISTRY-059"),
  /** A remark: this very file was imported before. Arguments: when, by whom. */
  FILE_KNOWN("REGISTRY-060"),
  /** The database went away while the command ran. */
  CONNECTION_LOST("REGISTRY-061"),
  /** The database went away before what was confirmed was applied. Argument: who confirmed it. */
  CONFIRM_AGAIN("REGISTRY-062"),
  /** No household was chosen, or the rule finds none. */
  NOBODY_CHOSEN("REGISTRY-063"),
  /**
   * The village is no successor of the divided one, or none was chosen. Argument: the divided one.
   */
  NO_SUCCESSOR("REGISTRY-064"),
  /** Households were assigned or moved meanwhile. Argument: how many. */
  ASSIGNED_MEANWHILE("REGISTRY-065"),
  /** A row's household is none of the divided village. Arguments: code, the village. */
  ROW_NOT_UNASSIGNED("REGISTRY-066"),
  /** A row's village is no successor. Arguments: as typed, the successors. */
  ROW_NO_SUCCESSOR("REGISTRY-067"),
  /** No serial number. Argument: as typed. */
  NOT_A_SERIAL("REGISTRY-068"),
  /** The name is missing. */
  NAME_MISSING("REGISTRY-070"),
  /** No whole number within bounds. Arguments: as typed, the greatest. */
  NOT_A_NUMBER("REGISTRY-071"),
  /** The year of birth is missing. */
  BIRTH_YEAR_MISSING("REGISTRY-072"),
  /** No year of birth. Arguments: as typed, the latest. */
  NOT_A_BIRTH_YEAR("REGISTRY-073"),
  /** Nothing was chosen where something has to be. */
  CHOICE_MISSING("REGISTRY-074"),
  /** What was typed is none of the choices. Arguments: as typed, the choices. */
  CHOICE_UNKNOWN("REGISTRY-075"),
  /** Learners of a unit that is no school. */
  LEARNERS_WITHOUT_SCHOOL("REGISTRY-076"),
  /** A unit at home in a province as a whole is managed by the province. */
  UNIT_OF_THE_PROVINCE("REGISTRY-077"),
  /** The province manages the unit, and the actor keeps only those of the commune. */
  KEPT_BY_PROVINCE("REGISTRY-078"),
  /** The commune manages the unit, and the actor keeps only those of the province. */
  KEPT_BY_COMMUNE("REGISTRY-079"),
  /** Nobody wrote down that the person agreed. */
  CONSENT_MISSING("REGISTRY-080"),
  /** Consent was given before the person was born, or lies in the future. */
  CONSENT_DAY_WRONG("REGISTRY-081"),
  /** For somebody under 18 a guardian agrees. */
  GUARDIAN_MISSING("REGISTRY-082"),
  /** No identity number of twelve digits. */
  ID_WRONG("REGISTRY-083"),
  /** The identity number was entered for another person. Argument: code of that one. */
  ID_KNOWN("REGISTRY-084"),
  /** The key of identity numbers is missing. */
  ID_KEY_MISSING("REGISTRY-085"),
  /** Somebody of the same name and year of birth is there. Arguments: code, name. */
  SAME_PERSON("REGISTRY-086"),
  /** Something of the same name and kind is there. Arguments: code, name. */
  SAME_NAME("REGISTRY-087"),
  /** A code is none of what can be belonged to. Argument: as typed. */
  MEMBER_CODE_UNKNOWN("REGISTRY-088"),
  /** What somebody would belong to no longer counts. Arguments: code, name. */
  MEMBER_CLOSED("REGISTRY-089"),
  /** The unit is no school. Argument: its name. */
  NOT_A_SCHOOL("REGISTRY-090"),
  /** The household lives in another village. Arguments: code, that village. */
  HOUSEHOLD_ELSEWHERE("REGISTRY-091"),
  /** No area was chosen, or none where such a subject can be at home. */
  HOME_MISSING("REGISTRY-092"),
  /** Without consent a person is not registered again. */
  CONSENT_NEEDED("REGISTRY-093"),
  /** Consent holds already. */
  CONSENT_HOLDS("REGISTRY-094"),
  /** No consent holds that could be taken back. */
  CONSENT_NONE("REGISTRY-095"),
  /** Communities and programmes come and go with their areas. */
  IS_AUTOMATIC("REGISTRY-096"),
  /** Nothing was written where codes are asked. */
  CODES_MISSING("REGISTRY-097"),
  /** The identity number was entered for a person of another place. */
  ID_KNOWN_ELSEWHERE("REGISTRY-099"),
  /** Somebody who was to leave with a split lives there no longer. */
  PERSONS_CHANGED("REGISTRY-100"),
  /** An identity number stands in a list: those are entered one by one. */
  ID_IN_A_LIST("REGISTRY-101"),
  /** A kind that is none. Argument: as typed. */
  KIND_UNKNOWN("REGISTRY-102"),
  /** More codes at once than are taken. Arguments: how many, the most. */
  TOO_MANY_CODES("REGISTRY-103"),
  /** The list holds for the whole country, and the actor keeps less. */
  NATION_ONLY("REGISTRY-104"),
  /** A code of a labour group is none. Argument: as typed. */
  GROUP_CODE_WRONG("REGISTRY-105"),
  /** Another labour group has the code. Arguments: code, that group's name. */
  GROUP_CODE_TAKEN("REGISTRY-106"),
  /** Another labour group has the name. Arguments: name, that group's code. */
  GROUP_NAME_TAKEN("REGISTRY-107"),
  /** The last labour group that can be chosen does not end. */
  GROUP_LAST("REGISTRY-108"),
  /** What is said to be verified names no document. */
  SOURCE_MISSING("REGISTRY-109"),
  /** No unit of that name or code. Arguments: as typed, the province searched. */
  UNIT_UNKNOWN("REGISTRY-110"),
  /** Several units have that name. Arguments: as typed, which ones. */
  UNIT_AMBIGUOUS("REGISTRY-111"),
  /** A row names two schools. */
  STUDIES_TWICE("REGISTRY-112"),
  /** A body without a name. */
  BODY_NAME_MISSING("REGISTRY-120"),
  /** Another body of this name is in the area on some of these days. Argument: the name. */
  BODY_NAME_TAKEN("REGISTRY-121"),
  /** The last day of a body is before its first. */
  BODY_DAYS_TURNED("REGISTRY-122"),
  /** A text of a book's length. Argument: most letters. */
  BODY_TEXT_LONG("REGISTRY-123"),
  /** The name of one who signs is missing or not in full. */
  SIGNER_NAME_NOT_FULL("REGISTRY-130"),
  /** One who signs has no position. */
  SIGNER_POSITION_MISSING("REGISTRY-131"),
  /** One who signs is to sign no kind of paper. */
  SIGNER_SIGNS_NOTHING("REGISTRY-132"),
  /** The last day of one who signs is before the first. */
  SIGNER_DAYS_TURNED("REGISTRY-133"),
  /** Somebody signs before the body is there. Arguments: the body, its first day. */
  SIGNER_BEFORE_BODY("REGISTRY-134"),
  /** Somebody signs after the body is no more. Arguments: the body, its last day. */
  SIGNER_AFTER_BODY("REGISTRY-135"),
  /** Another one usually signs that on some of these days. Arguments: who, since when. */
  SIGNER_USUAL_TAKEN("REGISTRY-136");

  private final String code;

  RegistryProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
