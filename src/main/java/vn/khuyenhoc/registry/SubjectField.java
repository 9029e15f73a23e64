package vn.khuyenhoc.registry;

import java.util.List;

/** Something that is known of a kind of subjects besides name, address and note. */
public enum SubjectField {
  /** Year of birth, 1900 to this year. */
  BIRTH_YEAR("birth_year", Form.YEAR, true, 0),
  /** FEMALE or MALE; may stay open. */
  SEX("sex", Form.CHOICE, false, 0),
  /** Code of a {@link Choices#labourGroups labour group}. */
  LABOUR_GROUP("labour_group", Form.CHOICE, true, 0),
  /** Code of a kind of units. */
  UNIT_KIND("unit_kind", Form.CHOICE, true, 0),
  /** COMMUNE, DISTRICT (history) or PROVINCE: who decides on its title. */
  MANAGING_LEVEL("managing_level", Form.CHOICE, true, 0),
  /** The head of a unit. */
  UNIT_HEAD("head", Form.TEXT, false, 100),
  /** Staff as the unit states it. */
  STAFF("staff", Form.COUNT, false, 999_999),
  /** Whether a unit is a school. */
  SCHOOL("school", Form.YES_NO, false, 0),
  /** Learners of a school as it states them. */
  LEARNERS("learners", Form.COUNT, false, 999_999),
  /** The head of a clan's council. */
  CLAN_HEAD("head", Form.TEXT, false, 100),
  /** The head of a group. */
  GROUP_HEAD("head", Form.TEXT, false, 100),
  /** Households as the clan or group states them. */
  HOUSEHOLDS("households", Form.COUNT, false, 99_999),
  /** Code of a kind of learning centres. */
  CENTRE_KIND("centre_kind", Form.CHOICE, true, 0),
  /** The director of a learning centre. */
  DIRECTOR("head", Form.TEXT, false, 100);

  /** What a value is. */
  public enum Form {
    /** Text on one line; empty when not known. */
    TEXT,
    /** A whole number from 0; null when not reported, which is not 0. */
    COUNT,
    /** A year. */
    YEAR,
    /** The code of one of a few choices. */
    CHOICE,
    /** Yes or no. */
    YES_NO
  }

  private final String column;
  private final Form form;
  private final boolean required;
  private final int most;

  SubjectField(String column, Form form, boolean required, int most) {
    this.column = column;
    this.form = form;
    this.required = required;
    this.most = most;
  }

  /** Its column, its name in forms, sheets, history and the last part of its message keys. */
  public String column() {
    return column;
  }

  /** What its value is. */
  public Form form() {
    return form;
  }

  /** Whether it must be known. */
  public boolean required() {
    return required;
  }

  /** Most characters of a text, the greatest of a count; 0 where there is no such limit. */
  public int most() {
    return most;
  }

  /** Key of its words. */
  public String label() {
    return "subject.field." + name();
  }

  /** Codes that are fixed by what the product does with them, not by data. */
  List<String> fixed() {
    return switch (this) {
      case SEX -> List.of("FEMALE", "MALE");
      case MANAGING_LEVEL -> List.of("COMMUNE", "PROVINCE", "DISTRICT");
      default -> List.of();
    };
  }
}
