package vn.khuyenhoc.reporting;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.LearningModel;

/**
 * What a table can be divided by, and narrowed to: a closed catalogue. Each says for itself how the
 * database reads it; nothing that somebody typed ever becomes a part of a statement.
 */
public enum TableAxis {
  /** Tỉnh, thành phố. */
  PROVINCE(AreaLevel.PROVINCE),
  /** Huyện, to 30 June 2025: only through the areas of then. */
  DISTRICT(AreaLevel.DISTRICT),
  /** Xã, phường, đặc khu. */
  COMMUNE(AreaLevel.COMMUNE),
  /** Thôn, bản, tổ dân phố. */
  VILLAGE(AreaLevel.VILLAGE),
  /** Whether the commune is of the highlands, as recorded for the day of the tree. */
  HIGHLAND("HIGHLAND", List.of("YES", "NO")),
  /** Whether the commune is specially difficult. */
  SPECIALLY_DIFFICULT("SPECIALLY_DIFFICULT", List.of("YES", "NO")),
  /** Which standard of the new countryside the commune has reached. */
  NEW_RURAL("NEW_RURAL", List.of("STANDARD", "ADVANCED", "MODEL", "NO")),
  /** Model and level. Two of them are never added up. */
  MODEL(Group.CAMPAIGN, "c.model", List.of(), Set.of(), false),
  /** The year assessed. Two of them are never added up. */
  YEAR(Group.CAMPAIGN, "c.year::text", List.of(), Set.of(), false),
  /** The labour group in whose form citizens are assessed. */
  FORM(Group.CAMPAIGN, "c.form", List.of(), Set.of(LearningModel.LEARNING_CITIZEN), false),
  /** Where the dossier stands. */
  STEP(
      Group.DOSSIER,
      """
      case when d.stage = 'REVOKED' or d.stage in ('APPROVED', 'AGREED') and d.outcome = 'NOT_ACHIEVED' then 'NOT_ACHIEVED'
           when d.stage in ('APPROVED', 'AGREED') and d.outcome is distinct from 'ACHIEVED' then null
           else d.stage end""",
      List.of(
          "LISTED",
          "SCORING",
          "SCORED",
          "MET",
          "POSTED",
          "SENT",
          "RETURNED",
          "APPROVED",
          "AGREED",
          "RECOGNISED",
          "NOT_ACHIEVED"),
      Set.of(),
      false),
  /** The rating that was reached. */
  RATING(
      Group.DOSSIER,
      "coalesce(d.rating, case when d.stage = 'RECOGNISED' then 'ACHIEVED' else 'NONE' end)",
      List.of("GOOD", "FAIR", "AVERAGE", "LEVEL_2", "LEVEL_1", "ACHIEVED", "NOT_ACHIEVED", "NONE"),
      Set.of(),
      false),
  /** What the assessment came to. */
  OUTCOME(
      Group.DOSSIER,
      "coalesce(d.outcome, 'NONE')",
      List.of("ACHIEVED", "NOT_ACHIEVED", "NONE"),
      Set.of(),
      false),
  /** How many children the household states. */
  CHILDREN(
      Group.SUBJECT,
      "case when s.children >= 4 then 'FROM_4' else s.children::text end",
      List.of("0", "1", "2", "3", "FROM_4"),
      Set.of(LearningModel.LEARNING_FAMILY),
      true),
  /** How many adults the household states. */
  ADULTS(
      Group.SUBJECT,
      "case when s.adults >= 5 then 'FROM_5' else s.adults::text end",
      List.of("0", "1", "2", "3", "4", "FROM_5"),
      Set.of(LearningModel.LEARNING_FAMILY),
      true),
  /** How many workers the household states. */
  WORKERS(
      Group.SUBJECT,
      "case when s.workers >= 4 then 'FROM_4' else s.workers::text end",
      List.of("0", "1", "2", "3", "FROM_4"),
      Set.of(LearningModel.LEARNING_FAMILY),
      true),
  /** How old the citizen is in the year assessed. */
  AGE(
      Group.SUBJECT,
      """
      case when c.year - z.birth_year < 16 then 'UNDER_16' when c.year - z.birth_year < 25 then '16_24'
           when c.year - z.birth_year < 35 then '25_34' when c.year - z.birth_year < 45 then '35_44'
           when c.year - z.birth_year < 55 then '45_54' when c.year - z.birth_year < 65 then '55_64'
           when c.year - z.birth_year >= 65 then 'FROM_65' end""",
      List.of("UNDER_16", "16_24", "25_34", "35_44", "45_54", "55_64", "FROM_65"),
      Set.of(LearningModel.LEARNING_CITIZEN),
      true),
  /** The sex of the citizen, where it is known. */
  SEX(
      Group.SUBJECT,
      "z.sex",
      List.of("FEMALE", "MALE"),
      Set.of(LearningModel.LEARNING_CITIZEN),
      true),
  /** The kind of unit. */
  UNIT_KIND(Group.SUBJECT, "u.unit_kind", List.of(), Set.of(LearningModel.LEARNING_UNIT), false),
  /** Whether the unit is a school. */
  SCHOOL(
      Group.SUBJECT,
      "case when u.school then 'YES' when not u.school then 'NO' end",
      List.of("YES", "NO"),
      Set.of(LearningModel.LEARNING_UNIT),
      false),
  /** How many people work in the unit. */
  STAFF(
      Group.SUBJECT,
      """
      case when u.staff < 10 then '0_9' when u.staff < 30 then '10_29' when u.staff < 100 then '30_99'
           when u.staff >= 100 then 'FROM_100' end""",
      List.of("0_9", "10_29", "30_99", "FROM_100"),
      Set.of(LearningModel.LEARNING_UNIT),
      false),
  /** How many learn in the unit. */
  LEARNERS(
      Group.SUBJECT,
      """
      case when u.learners < 100 then '0_99' when u.learners < 500 then '100_499'
           when u.learners < 1000 then '500_999' when u.learners >= 1000 then 'FROM_1000' end""",
      List.of("0_99", "100_499", "500_999", "FROM_1000"),
      Set.of(LearningModel.LEARNING_UNIT),
      false),
  /** How many households belong to the clan or group. */
  HOUSEHOLDS(
      Group.SUBJECT,
      """
      case when coalesce(k.households, g.households) < 10 then '0_9'
           when coalesce(k.households, g.households) < 30 then '10_29'
           when coalesce(k.households, g.households) < 60 then '30_59'
           when coalesce(k.households, g.households) >= 60 then 'FROM_60' end""",
      List.of("0_9", "10_29", "30_59", "FROM_60"),
      Set.of(LearningModel.LEARNING_CLAN, LearningModel.SELF_MANAGED_GROUP),
      false),
  /** The kind of learning centre. */
  CENTRE_KIND(
      Group.SUBJECT,
      "n.centre_kind",
      List.of(),
      Set.of(LearningModel.COMMUNITY_LEARNING_CENTRE),
      false);

  /** Of what it is a property. */
  public enum Group {
    AREA,
    PLACE,
    CAMPAIGN,
    DOSSIER,
    SUBJECT
  }

  /** What nobody has recorded. */
  public static final String UNKNOWN = "";

  private final Group group;
  private final @Nullable AreaLevel level;
  private final String sql;
  private final List<String> values;
  private final Set<LearningModel> models;
  private final boolean personal;

  TableAxis(AreaLevel level) {
    this.group = Group.AREA;
    this.level = level;
    this.sql = "a" + level.ordinal() + ".ancestor_id::text";
    this.values = List.of();
    this.models = Set.of();
    this.personal = false;
  }

  TableAxis(String attribute, List<String> values) {
    this.group = Group.PLACE;
    this.level = null;
    this.sql =
        """
        (select x.value from areas.attribute x
          where x.area_id = a3.ancestor_id and x.attribute = '%s' and x.valid @> c.day)"""
            .formatted(attribute);
    this.values = values;
    this.models = Set.of();
    this.personal = false;
  }

  TableAxis(
      Group group, String sql, List<String> values, Set<LearningModel> models, boolean personal) {
    this.group = group;
    this.level = null;
    this.sql = sql;
    this.values = values;
    this.models = models;
    this.personal = personal;
  }

  /** Of what it is a property. */
  public Group group() {
    return group;
  }

  /** The level of its areas; null where it is no area. */
  @Nullable AreaLevel level() {
    return level;
  }

  /** How the database reads it: of a dossier, or of what dossiers are counted by. */
  String sql() {
    return sql;
  }

  /** Whether it is read from dossiers and carried along, rather than said by area or campaign. */
  boolean carried() {
    return group == Group.DOSSIER || group == Group.SUBJECT;
  }

  /** Everything that it can be, in the order of the table; empty where that is data. */
  public List<String> choices() {
    return values;
  }

  /** Whether what it can be is kept as data, with names. */
  public boolean coded() {
    return this == FORM || this == UNIT_KIND || this == CENTRE_KIND;
  }

  /** Whether a table can be narrowed to some of it. */
  public boolean filters() {
    return !values.isEmpty() || coded();
  }

  /** The models that have it; empty for all. */
  public Set<LearningModel> models() {
    return models.isEmpty() ? EnumSet.allOf(LearningModel.class) : models;
  }

  /** Whether every model has it. */
  boolean ofAll() {
    return models.isEmpty();
  }

  /** Whether it says something of a person or household. */
  public boolean personal() {
    return personal;
  }

  /** Whether figures of two of it are never added up. */
  public boolean apart() {
    return this == MODEL || this == YEAR;
  }

  /** The key of its name. */
  public String messageKey() {
    return "tables.axis." + name();
  }

  /** The one of that name; null for none. */
  static @Nullable TableAxis named(String name) {
    for (TableAxis axis : values()) {
      if (axis.name().equals(name)) {
        return axis;
      }
    }
    return null;
  }

  /** The axis of the areas of a level. */
  static TableAxis of(AreaLevel level) {
    return switch (level) {
      case PROVINCE -> PROVINCE;
      case DISTRICT -> DISTRICT;
      case COMMUNE -> COMMUNE;
      default -> VILLAGE;
    };
  }
}
