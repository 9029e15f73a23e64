package vn.khuyenhoc.areas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decree says, as somebody entered it or a file tells it. Every part carries the line it
 * stands on (0 where there is none), so that each problem can be told with it.
 *
 * @param links which area went into which
 * @param alterations areas that go on with another name, code, kind or place
 * @param creations areas that come from nowhere
 * @param abolished levels that end; what was below belongs to what was above
 * @param assignments which area below a divided one goes to which successor
 * @param list the official list of the day; null where there is none
 */
public record DeclaredChanges(
    List<Link> links,
    List<Alteration> alterations,
    List<Creation> creations,
    List<Abolition> abolished,
    List<Assignment> assignments,
    @Nullable List<Listed> list) {

  public DeclaredChanges {
    links = List.copyOf(links);
    alterations = List.copyOf(alterations);
    creations = List.copyOf(creations);
    abolished = List.copyOf(abolished);
    assignments = List.copyOf(assignments);
    list = list == null ? null : List.copyOf(list);
  }

  /** How much of an area went into a successor. */
  public enum Extent {
    /** All of it. */
    WHOLE,
    /** A part: the area is divided. */
    PART
  }

  /** An area on the eve. Its code is looked for at its level, unless its identity is known. */
  public record Before(AreaLevel level, String code, String name, @Nullable Integer id) {
    /** Known by its code and name. */
    public Before(AreaLevel level, String code, String name) {
      this(level, code, name, null);
    }

    /** Known by its identity. */
    public static Before of(Area area) {
      return new Before(area.level(), area.code(), area.name(), area.id());
    }
  }

  /**
   * An area as it is from the day on.
   *
   * @param kind empty: told by the name, or by the list
   * @param parentCode empty: told by the list, or where its predecessors lay
   */
  public record After(String code, String name, String kind, String parentCode) {
    /** Code and name are enough where a list tells the rest. */
    public After(String code, String name) {
      this(code, name, "", "");
    }
  }

  /** One area went into another. */
  public record Link(int line, Before from, After to, Extent extent) {}

  /** One area goes on otherwise; what stays is null. */
  public record Alteration(
      int line,
      Before area,
      @Nullable String code,
      @Nullable String name,
      @Nullable String kind,
      @Nullable Before parent) {}

  /** A new area; its level is below its parent's. */
  public record Creation(
      int line, AreaLevel level, String code, String name, String kind, Before parent) {}

  /** A level ends within the scope. */
  public record Abolition(int line, AreaLevel level) {}

  /** An area below a divided one goes to the successor with that code. */
  public record Assignment(int line, Before area, String successorCode) {}

  /** A row of an official list. */
  public record Listed(
      int line, AreaLevel level, String kind, String code, String name, String parentCode) {}

  /** Nothing declared yet. */
  public static DeclaredChanges none() {
    return new DeclaredChanges(List.of(), List.of(), List.of(), List.of(), List.of(), null);
  }

  /** Only a list. */
  public static DeclaredChanges ofList(List<Listed> list) {
    return new DeclaredChanges(List.of(), List.of(), List.of(), List.of(), List.of(), list);
  }

  /** Only links. */
  public static DeclaredChanges ofLinks(List<Link> links) {
    return new DeclaredChanges(links, List.of(), List.of(), List.of(), List.of(), null);
  }

  /** The same with these links. */
  public DeclaredChanges with(Link... more) {
    return new DeclaredChanges(List.of(more), alterations, creations, abolished, assignments, list);
  }

  /** The same with these alterations. */
  public DeclaredChanges with(Alteration... more) {
    return new DeclaredChanges(links, List.of(more), creations, abolished, assignments, list);
  }

  /** The same with these assignments. */
  public DeclaredChanges assigning(List<Assignment> more) {
    return new DeclaredChanges(links, alterations, creations, abolished, more, list);
  }

  /** The same with these levels abolished. */
  public DeclaredChanges abolishing(List<Abolition> levels) {
    return new DeclaredChanges(links, alterations, creations, levels, assignments, list);
  }

  /** The same with these areas created. */
  public DeclaredChanges creating(List<Creation> areas) {
    return new DeclaredChanges(links, alterations, areas, abolished, assignments, list);
  }

  /** The same with the official list of the day. */
  public DeclaredChanges listed(@Nullable List<Listed> rows) {
    return new DeclaredChanges(links, alterations, creations, abolished, assignments, rows);
  }
}
