package vn.khuyenhoc.areas;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a draft, as somebody entered it.
 *
 * @param id made by the form: sent twice, it is entered once
 * @param kind what happens
 * @param areas the areas that it happens to, as they are on the eve
 * @param targets what they become: one new area of a merger, the parts of a division, the new name,
 *     code and kind of one that goes on, the area that is created
 * @param parent the area that they belong to from the day on; null where it stays, or is told by
 *     the predecessors
 * @param level the level that is abolished, or of the area that is created
 */
public record DraftChange(
    UUID id,
    Kind kind,
    List<Place> areas,
    List<Target> targets,
    @Nullable Place parent,
    @Nullable AreaLevel level) {

  /** What can happen to areas. */
  public enum Kind {
    /** Several become one. */
    MERGE,
    /** One becomes several. */
    DIVIDE,
    /** Another name, code or kind. */
    ALTER,
    /** To another area above. */
    MOVE,
    /** A new one. */
    CREATE,
    /** A level ends. */
    ABOLISH
  }

  public DraftChange {
    areas = List.copyOf(areas);
    targets = List.copyOf(targets);
  }

  /** An area as it is on the eve. */
  public record Place(int id, AreaLevel level, String code, String name, String kind) {
    static Place of(Area area) {
      return new Place(area.id(), area.level(), area.code(), area.name(), area.kind());
    }

    DeclaredChanges.Before before() {
      return new DeclaredChanges.Before(level, code, name, id);
    }
  }

  /**
   * An area from the day on.
   *
   * @param kind empty: told by the name
   * @param existing the area that receives a part and keeps its code and name; null for a new one
   */
  public record Target(String code, String name, String kind, @Nullable Place existing) {}
}
