package vn.khuyenhoc.recognition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A household of the grid as the page draws it.
 *
 * @param line its dossier and points
 * @param version the version that the next save looks back to
 * @param cells what stands in the cells, by indicator
 * @param shown what a save compares the cells with, as one hidden field
 * @param conflict what somebody else scored in between; null for nothing
 */
public record GridView(
    GridLine line,
    int version,
    Map<String, String> cells,
    String shown,
    @Nullable Conflict conflict) {

  /**
   * Points typed over points that are not those seen.
   *
   * @param by who scored in between; empty where the household is only closed to typing
   * @param cells the points that are different
   * @param typed the typed ones as one hidden field
   * @param choosable whether the typed points can still be taken
   * @param mine whether they were chosen
   */
  public record Conflict(
      String by, List<Cell> cells, String typed, boolean choosable, boolean mine) {}

  /**
   * One cell of a conflict.
   *
   * @param indicator which
   * @param theirs the points that stand; empty for none
   * @param mine the points typed; empty for none
   */
  public record Cell(String indicator, String theirs, String mine) {}

  /** The household as the village has it, nothing typed. */
  static GridView of(GridLine line) {
    Map<String, String> cells = stored(line);
    return new GridView(line, line.dossier().version(), cells, GridForm.packed(cells), null);
  }

  private static Map<String, String> stored(GridLine line) {
    Map<String, String> cells = new HashMap<>();
    line.answers().forEach((indicator, points) -> cells.put(indicator, GridForm.text(points)));
    return cells;
  }

  /**
   * The household after a refusal, with everything that was typed.
   *
   * @param typed what was sent for it
   * @param writable whether its open cells can still be typed into
   * @param staleBy who scored it in between, where that is why the save was refused; else null
   */
  static GridView after(
      GridLine line, GridForm.Row typed, boolean writable, @Nullable String staleBy) {
    Map<String, String> stored = stored(line);
    Map<String, String> cells = new HashMap<>(stored);
    Map<String, String> shown = new HashMap<>(stored);
    Map<String, String> conflicting = new HashMap<>();
    List<Cell> conflict = new java.util.ArrayList<>();
    boolean choosable = false;
    for (Map.Entry<String, String> one : typed.typed().entrySet()) {
      String indicator = one.getKey();
      String mine = one.getValue();
      String theirs = stored.getOrDefault(indicator, "");
      String seen = typed.seen(indicator);
      boolean open = writable && line.open().contains(indicator);
      boolean waiting = typed.conflict().containsKey(indicator);
      if (!waiting && !typed.wanted(indicator) || !open && GridForm.same(mine, theirs)) {
        continue;
      }
      if (!open) {
        conflict.add(new Cell(indicator, theirs, mine));
        continue;
      }
      cells.put(indicator, mine);
      boolean moved = seen == null || !GridForm.same(seen, theirs);
      if (!GridForm.same(mine, theirs) && (waiting || staleBy != null && moved)) {
        String now = staleBy == null && seen != null ? seen : theirs;
        conflict.add(new Cell(indicator, now, mine));
        conflicting.put(indicator, mine);
        shown.put(indicator, now);
        choosable = true;
      } else if (staleBy == null && seen != null) {
        // Whatever was saved meanwhile has not been told yet, so it is compared once more.
        shown.put(indicator, seen);
      }
    }
    conflict.sort(java.util.Comparator.comparing(Cell::indicator));
    int version =
        staleBy == null && typed.version() > 0 ? typed.version() : line.dossier().version();
    return new GridView(
        line,
        version,
        cells,
        GridForm.packed(shown),
        conflict.isEmpty()
            ? null
            : new Conflict(
                staleBy == null ? typed.by() : staleBy,
                conflict,
                GridForm.packed(conflicting),
                choosable,
                staleBy == null && typed.mine()));
  }
}
