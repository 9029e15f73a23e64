package vn.khuyenhoc.areas;

import java.util.ArrayList;
import java.util.List;

/**
 * Where an area lies, as rings of positions in ten-thousandths of a degree: eleven metres, which no
 * map shows. The winding does not matter; holes are rings within rings.
 *
 * @param polygons each its outer ring first, then its holes; a ring is longitude and latitude by
 *     turns, the first position not repeated at its end
 */
public record Shape(List<List<int[]>> polygons) {

  /** Ten-thousandths of a degree. */
  static final int FINE = 10_000;

  public Shape {
    polygons = polygons.stream().map(List::copyOf).toList();
  }

  /** All rings. */
  public List<int[]> rings() {
    List<int[]> rings = new ArrayList<>();
    polygons.forEach(rings::addAll);
    return rings;
  }

  /** As a GeoJSON geometry. */
  String geoJson() {
    StringBuilder out = new StringBuilder();
    boolean one = polygons.size() == 1;
    out.append("{\"type\":\"").append(one ? "Polygon" : "MultiPolygon").append("\",");
    out.append("\"coordinates\":").append(one ? "" : "[");
    for (int p = 0; p < polygons.size(); p++) {
      out.append(p > 0 ? ",[" : "[");
      List<int[]> polygon = polygons.get(p);
      for (int r = 0; r < polygon.size(); r++) {
        out.append(r > 0 ? ",[" : "[");
        int[] ring = polygon.get(r);
        for (int i = 0; i <= ring.length; i += 2) {
          int at = i % ring.length;
          out.append(i > 0 ? ",[" : "[");
          degrees(out, ring[at]).append(',');
          degrees(out, ring[at + 1]).append(']');
        }
        out.append(']');
      }
      out.append(']');
    }
    return out.append(one ? "}" : "]}").toString();
  }

  private static StringBuilder degrees(StringBuilder out, int fine) {
    return out.append(java.math.BigDecimal.valueOf(fine, 4).stripTrailingZeros().toPlainString());
  }
}
