package vn.khuyenhoc.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Right;

/**
 * What can hold a title. The order is that of the tabs of the register; each kind tells where it
 * can be at home, what is known of it besides its name, and who keeps it.
 */
public enum SubjectKind {
  /** Hộ gia đình; kept by {@link Households}, read like all others. */
  HOUSEHOLD("households", Right.HOUSEHOLD_KEEP, List.of(AreaLevel.VILLAGE)),
  /** Công dân: registered only with consent. */
  CITIZEN(
      "citizens",
      Right.HOUSEHOLD_KEEP,
      List.of(AreaLevel.VILLAGE),
      SubjectField.BIRTH_YEAR,
      SubjectField.SEX,
      SubjectField.LABOUR_GROUP),
  /** Dòng họ: its seat is a village or a commune, its households live anywhere. */
  CLAN(
      "clans",
      Right.HOUSEHOLD_KEEP,
      List.of(AreaLevel.VILLAGE, AreaLevel.COMMUNE),
      SubjectField.CLAN_HEAD,
      SubjectField.HOUSEHOLDS),
  /** Cộng đồng: one for each village, commune and province that stands. */
  COMMUNITY("communities", Right.HOUSEHOLD_KEEP, List.of()),
  /** Đơn vị: agency, school, enterprise, managed by the commune or the province. */
  UNIT(
      "units",
      Right.UNIT_KEEP,
      List.of(AreaLevel.COMMUNE, AreaLevel.PROVINCE),
      SubjectField.UNIT_KIND,
      SubjectField.MANAGING_LEVEL,
      SubjectField.UNIT_HEAD,
      SubjectField.STAFF,
      SubjectField.SCHOOL,
      SubjectField.LEARNERS),
  /** Tổ Nhân dân tự quản: a part of a village. */
  SELF_MANAGED_GROUP(
      "groups",
      Right.HOUSEHOLD_KEEP,
      List.of(AreaLevel.VILLAGE),
      SubjectField.GROUP_HEAD,
      SubjectField.HOUSEHOLDS),
  /** Trung tâm học tập cộng đồng. */
  LEARNING_CENTRE(
      "centres",
      Right.HOUSEHOLD_KEEP,
      List.of(AreaLevel.COMMUNE),
      SubjectField.CENTRE_KIND,
      SubjectField.DIRECTOR),
  /** Chương trình xây dựng xã hội học tập of a commune or province as a whole. */
  PROGRAMME("programmes", Right.HOUSEHOLD_KEEP, List.of());

  private final String path;
  private final Right keep;
  private final List<AreaLevel> homes;
  private final List<SubjectField> fields;

  SubjectKind(String path, Right keep, List<AreaLevel> homes, SubjectField... fields) {
    this.path = path;
    this.keep = keep;
    this.homes = homes;
    this.fields = List.of(fields);
  }

  /** Its word in addresses: {@code citizens}. */
  public String path() {
    return path;
  }

  /** The kind with this word in its address. */
  public static Optional<SubjectKind> ofPath(String path) {
    return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
  }

  /** The right to add and change one. */
  public Right keep() {
    return keep;
  }

  /** The levels of areas where one can be at home; none for those that come with their area. */
  public List<AreaLevel> homes() {
    return homes;
  }

  /** What is known of one besides name, address and note; empty for a household's own fields. */
  public List<SubjectField> fields() {
    return fields;
  }

  /** Whether it comes and goes with its area and nobody enters or changes it. */
  public boolean automatic() {
    return this == COMMUNITY || this == PROGRAMME;
  }

  /** Whether an address or place within the area is asked. */
  public boolean addressed() {
    return this == CITIZEN || this == UNIT || this == LEARNING_CENTRE;
  }

  /** Who can belong to one, and how. */
  public List<MembershipRole> members() {
    return Arrays.stream(MembershipRole.values()).filter(role -> role.of() == this).toList();
  }

  /** What one can belong to, and how. */
  public List<MembershipRole> belongings() {
    return Arrays.stream(MembershipRole.values()).filter(role -> role.member() == this).toList();
  }
}
