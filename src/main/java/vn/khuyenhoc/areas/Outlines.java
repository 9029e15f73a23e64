package vn.khuyenhoc.areas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Areas as they are drawn on one map: north is up, everything fits, and what two areas share stays
 * shared, because every position goes to the same place of one grid. The grid grows coarser until
 * the drawing is light enough for a slow line.
 *
 * @param width in units of the drawing
 * @param height in units of the drawing
 * @param paths by area, how an SVG path draws it
 * @param centres by area, a place within or near its largest part
 */
public record Outlines(
    int width, int height, Map<Integer, String> paths, Map<Integer, int[]> centres) {

  private static final int[] GRIDS = {1000, 800, 640, 500, 400, 320, 240};
  private static final int MOST_POSITIONS = 6000;
  private static final int MARGIN = 4;

  public Outlines {
    paths = Map.copyOf(paths);
    centres = Map.copyOf(centres);
  }

  /** Whether there is nothing to draw. */
  public boolean empty() {
    return paths.isEmpty();
  }

  /** Draws these areas. */
  public static Outlines of(Map<Integer, Shape> shapes) {
    if (shapes.isEmpty()) {
      return new Outlines(0, 0, Map.of(), Map.of());
    }
    Frame frame = Frame.around(shapes.values());
    for (int grid : GRIDS) {
      Map<Integer, List<int[]>> drawn = new HashMap<>();
      int positions = 0;
      for (Map.Entry<Integer, Shape> entry : shapes.entrySet()) {
        List<int[]> rings = rings(entry.getValue(), frame, grid);
        positions += rings.stream().mapToInt(ring -> ring.length / 2).sum();
        drawn.put(entry.getKey(), rings);
      }
      if (positions <= MOST_POSITIONS || grid == GRIDS[GRIDS.length - 1]) {
        return drawn(drawn, frame, grid);
      }
    }
    throw new IllegalStateException("no grid");
  }

  /** What lies where: degrees east shrink with the distance from the equator. */
  private record Frame(
      int west, int north, double eastScale, double span, double across, double down) {

    static Frame around(Collection<Shape> shapes) {
      int west = Integer.MAX_VALUE;
      int east = Integer.MIN_VALUE;
      int south = Integer.MAX_VALUE;
      int north = Integer.MIN_VALUE;
      for (Shape shape : shapes) {
        for (int[] ring : shape.rings()) {
          for (int i = 0; i < ring.length; i += 2) {
            west = Math.min(west, ring[i]);
            east = Math.max(east, ring[i]);
            south = Math.min(south, ring[i + 1]);
            north = Math.max(north, ring[i + 1]);
          }
        }
      }
      double scale = Math.cos(Math.toRadians((south + (double) north) / 2 / Shape.FINE));
      double across = (east - west) * scale;
      double down = north - (double) south;
      return new Frame(west, north, scale, Math.max(1, Math.max(across, down)), across, down);
    }

    int x(int longitude, int grid) {
      return (int) Math.round((longitude - west) * eastScale / span * grid);
    }

    int y(int latitude, int grid) {
      return (int) Math.round((north - (double) latitude) / span * grid);
    }
  }

  private static List<int[]> rings(Shape shape, Frame frame, int grid) {
    List<int[]> rings = new ArrayList<>();
    for (int[] ring : shape.rings()) {
      int[] drawn = ring(ring, frame, grid);
      if (drawn.length >= 6) {
        rings.add(drawn);
      }
    }
    if (rings.isEmpty()) {
      int[] first = shape.rings().getFirst();
      int x = frame.x(first[0], grid);
      int y = frame.y(first[1], grid);
      rings.add(new int[] {x - 1, y - 1, x + 1, y - 1, x + 1, y + 1, x - 1, y + 1});
    }
    return rings;
  }

  /** The ring on the grid, without positions that fall together or lie on a straight line. */
  private static int[] ring(int[] ring, Frame frame, int grid) {
    int[] kept = new int[ring.length];
    int length = 0;
    for (int i = 0; i < ring.length; i += 2) {
      int x = frame.x(ring[i], grid);
      int y = frame.y(ring[i + 1], grid);
      if (length >= 2 && kept[length - 2] == x && kept[length - 1] == y) {
        continue;
      }
      if (length >= 4
          && straight(
              kept[length - 4], kept[length - 3], kept[length - 2], kept[length - 1], x, y)) {
        length -= 2;
      }
      kept[length++] = x;
      kept[length++] = y;
    }
    if (length >= 4 && kept[0] == kept[length - 2] && kept[1] == kept[length - 1]) {
      length -= 2;
    }
    return java.util.Arrays.copyOf(kept, length);
  }

  private static boolean straight(int x1, int y1, int x2, int y2, int x3, int y3) {
    long cross = (long) (x2 - x1) * (y3 - y2) - (long) (y2 - y1) * (x3 - x2);
    long along = (long) (x2 - x1) * (x3 - x2) + (long) (y2 - y1) * (y3 - y2);
    return cross == 0 && along > 0;
  }

  private static Outlines drawn(Map<Integer, List<int[]>> areas, Frame frame, int grid) {
    Map<Integer, String> paths = new HashMap<>();
    Map<Integer, int[]> centres = new HashMap<>();
    areas.forEach(
        (id, rings) -> {
          StringBuilder path = new StringBuilder();
          int[] largest = rings.getFirst();
          for (int[] ring : rings) {
            append(path, ring);
            if (Math.abs(twiceTheArea(ring)) > Math.abs(twiceTheArea(largest))) {
              largest = ring;
            }
          }
          paths.put(id, path.toString());
          centres.put(id, centre(largest));
        });
    return new Outlines(
        (int) Math.ceil(frame.across() / frame.span() * grid) + 2 * MARGIN,
        (int) Math.ceil(frame.down() / frame.span() * grid) + 2 * MARGIN,
        paths,
        centres);
  }

  private static void append(StringBuilder path, int[] ring) {
    path.append('M').append(ring[0] + MARGIN).append(' ').append(ring[1] + MARGIN).append('l');
    for (int i = 2; i < ring.length; i += 2) {
      int dx = ring[i] - ring[i - 2];
      int dy = ring[i + 1] - ring[i - 1];
      if (i > 2 && dx >= 0) {
        path.append(' ');
      }
      path.append(dx);
      if (dy >= 0) {
        path.append(' ');
      }
      path.append(dy);
    }
    path.append('z');
  }

  private static long twiceTheArea(int[] ring) {
    long area = 0;
    for (int i = 0; i < ring.length; i += 2) {
      int next = (i + 2) % ring.length;
      area += (long) ring[i] * ring[next + 1] - (long) ring[next] * ring[i + 1];
    }
    return area;
  }

  private static int[] centre(int[] ring) {
    double twice = twiceTheArea(ring);
    double x = 0;
    double y = 0;
    for (int i = 0; i < ring.length; i += 2) {
      int next = (i + 2) % ring.length;
      double cross = (double) ring[i] * ring[next + 1] - (double) ring[next] * ring[i + 1];
      x += (ring[i] + ring[next]) * cross;
      y += (ring[i + 1] + ring[next + 1]) * cross;
    }
    return twice == 0
        ? new int[] {ring[0] + MARGIN, ring[1] + MARGIN}
        : new int[] {
          (int) Math.round(x / 3 / twice) + MARGIN, (int) Math.round(y / 3 / twice) + MARGIN
        };
  }
}
