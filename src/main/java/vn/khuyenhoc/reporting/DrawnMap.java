package vn.khuyenhoc.reporting;

import java.util.List;

/**
 * The areas below one as a map, each shaded by its rate; the table beside it says the same.
 *
 * @param width in units of the drawing
 * @param height in units of the drawing
 * @param pieces the areas whose boundaries are known on the day shown
 * @param missing names of those without a boundary
 * @param joined names of those drawn by the boundaries of the areas that they came from
 */
public record DrawnMap(
    int width, int height, List<Piece> pieces, List<String> missing, List<String> joined) {

  /** The shades of rates: none recognised, then from below 40 % to 90 % and above. */
  public static final List<String> SHADES =
      List.of("zero", "q0", "q1", "q2", "q3", "q4", "q5", "q6");

  public DrawnMap {
    pieces = List.copyOf(pieces);
    missing = List.copyOf(missing);
    joined = List.copyOf(joined);
  }

  /**
   * One area.
   *
   * @param path how it is drawn
   * @param href where it leads
   * @param shade {@code zero}, {@code q0} to {@code q6}, or {@code none} for what was not reported
   * @param title its name and rate in words
   * @param met whether it has reached its target
   * @param x where the mark of a reached target stands
   * @param y where the mark of a reached target stands
   * @param aside whether the reader chose others
   */
  public record Piece(
      String path,
      String href,
      String shade,
      String title,
      boolean met,
      int x,
      int y,
      boolean aside) {}

  /** Whether there is something to draw. */
  public boolean drawn() {
    return !pieces.isEmpty();
  }

  /** How large a mark is, in units of the drawing. */
  public int mark() {
    return Math.max(3, Math.max(width, height) / 140);
  }
}
