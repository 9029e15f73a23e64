package vn.khuyenhoc.registry;

import org.jspecify.annotations.Nullable;

/**
 * Anything in the register as it is known now.
 *
 * @param key its identity
 * @param kind what it is
 * @param serial its number among everything that was first registered in the same area
 * @param code what lists print and sheets bring back; see {@link SubjectCode}
 * @param areaId where it is today, or was last: a village, a commune or a province
 * @param status whether it counts
 * @param version rises with every change; a command names the one it saw
 * @param entry what can be edited of it
 */
public record Subject(
    SubjectKey key,
    SubjectKind kind,
    int serial,
    String code,
    int areaId,
    SubjectStatus status,
    int version,
    SubjectEntry entry) {

  /** Its name: of a person, a clan, a unit; of a household its head; of a community its area. */
  public String name() {
    return entry.name();
  }

  /** Whether it counts. */
  public boolean active() {
    return status == SubjectStatus.ACTIVE;
  }

  /** A text or code of its kind; null when not known. */
  public @Nullable String text(SubjectField field) {
    return entry.text(field);
  }

  /** A number of its kind; null when not reported. */
  public @Nullable Integer number(SubjectField field) {
    return entry.number(field);
  }

  /** Address of its page. */
  public String path() {
    return path(kind, key);
  }

  /** Address of the page of a subject. */
  public static String path(SubjectKind kind, SubjectKey key) {
    return "/" + kind.path() + "/" + key.homeId() + "/" + key.subjectId();
  }

  SubjectChecks.Standing standing() {
    return new SubjectChecks.Standing(key, version, status, code);
  }
}
