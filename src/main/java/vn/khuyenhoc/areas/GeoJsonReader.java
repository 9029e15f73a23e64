package vn.khuyenhoc.areas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Problem;

/**
 * Reads a GeoJSON FeatureCollection feature by feature; everything wrong with it at once, each
 * problem with the number of its feature as field ({@code line-3}).
 */
final class GeoJsonReader {

  /** Positions in one file. */
  static final int MOST_POSITIONS = 2_000_000;

  /** Viet Nam with its islands, in degrees. */
  private static final double WEST = 101.5;

  private static final double EAST = 118.5;
  private static final double SOUTH = 6;
  private static final double NORTH = 24;

  private final String property;
  private final List<Feature> features = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int number;
  private int positions;

  private GeoJsonReader(String property) {
    this.property = property;
  }

  /**
   * One feature that can be drawn.
   *
   * @param number its place in the file, from 1
   * @param code the code of its area
   * @param shape its rings
   */
  record Feature(int number, String code, Shape shape) {}

  /** What was read. */
  record Read(List<Feature> features, List<Problem> problems) {
    Read {
      features = List.copyOf(features);
      problems = List.copyOf(problems);
    }
  }

  /** Something wrong with a geometry, found while its coordinates are read. */
  private static final class Wrong {
    final Set<BoundaryProblem> seen = EnumSet.noneOf(BoundaryProblem.class);
    double longitude;
    double latitude;
  }

  /** Thrown to stop a reading that has no end in sight. */
  private static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads a file.
   *
   * @param property which property of a feature is the area's code
   */
  static Read read(JsonMapper json, Path file, String property) {
    GeoJsonReader reader = new GeoJsonReader(property);
    try (JsonParser parser = json.createParser(file)) {
      reader.collection(parser);
    } catch (Endless tooMany) {
      reader.problems.add(Problem.at("file", BoundaryProblem.TOO_MANY_POSITIONS, MOST_POSITIONS));
    } catch (JacksonException broken) {
      int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
      reader.problems.add(Problem.at("file", BoundaryProblem.NOT_JSON, String.valueOf(line)));
    }
    return new Read(reader.features, reader.problems);
  }

  private void collection(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      if (parser.currentToken() == null) {
        problems.add(Problem.at("file", BoundaryProblem.NOT_JSON, "1"));
      } else {
        problems.add(Problem.at("file", BoundaryProblem.NOT_A_COLLECTION));
      }
      return;
    }
    boolean found = false;
    String type = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("type") && value == JsonToken.VALUE_STRING) {
        type = parser.getString();
      } else if (name.equals("features") && value == JsonToken.START_ARRAY) {
        found = true;
        features(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (!found || !type.equals("FeatureCollection")) {
      problems.clear();
      features.clear();
      problems.add(Problem.at("file", BoundaryProblem.NOT_A_COLLECTION));
    } else if (number == 0) {
      problems.add(Problem.at("file", BoundaryProblem.NO_FEATURES));
    }
  }

  private void features(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      number++;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        feature(parser);
      } else {
        parser.skipChildren();
        problem(BoundaryProblem.NOT_A_POLYGON, "");
      }
    }
  }

  private void feature(JsonParser parser) {
    String code = "";
    String type = "";
    Object coordinates = null;
    Wrong wrong = new Wrong();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("properties") && value == JsonToken.START_OBJECT) {
        code = code(parser);
      } else if (name.equals("geometry") && value == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String inner = parser.currentName();
          JsonToken held = parser.nextToken();
          if (inner.equals("type") && held == JsonToken.VALUE_STRING) {
            type = parser.getString();
          } else if (inner.equals("coordinates") && held == JsonToken.START_ARRAY) {
            coordinates = array(parser, wrong, 0);
          } else {
            parser.skipChildren();
          }
        }
      } else {
        parser.skipChildren();
      }
    }
    if (code.isEmpty()) {
      problem(BoundaryProblem.CODE_MISSING, property);
    }
    Shape shape = shape(type, coordinates, wrong);
    for (BoundaryProblem one : wrong.seen) {
      if (one == BoundaryProblem.OUTSIDE) {
        problem(one, String.valueOf(wrong.longitude), String.valueOf(wrong.latitude));
      } else if (one == BoundaryProblem.NOT_A_POLYGON) {
        problem(one, type);
      } else {
        problem(one);
      }
    }
    if (wrong.seen.isEmpty() && shape != null && !code.isEmpty()) {
      features.add(new Feature(number, code, shape));
    }
  }

  private String code(JsonParser parser) {
    String code = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = parser.currentName().equals(property);
      JsonToken value = parser.nextToken();
      if (wanted && (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT)) {
        code = parser.getString().strip();
      } else {
        parser.skipChildren();
      }
    }
    return code;
  }

  /** Nested arrays down to positions; null for what is neither. */
  private @Nullable Object array(JsonParser parser, Wrong wrong, int depth) {
    JsonToken first = parser.nextToken();
    if (first != null && first.isNumeric()) {
      return position(parser, wrong);
    }
    List<Object> inner = new ArrayList<>();
    for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      Object one =
          token == JsonToken.START_ARRAY && depth < 4 ? array(parser, wrong, depth + 1) : null;
      if (one == null) {
        parser.skipChildren();
        wrong.seen.add(BoundaryProblem.POSITION_WRONG);
      } else {
        inner.add(one);
      }
    }
    return inner;
  }

  private int[] position(JsonParser parser, Wrong wrong) {
    double longitude = parser.getDoubleValue();
    double latitude = Double.NaN;
    int place = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (!token.isNumeric()) {
        parser.skipChildren();
        wrong.seen.add(BoundaryProblem.POSITION_WRONG);
      } else if (++place == 1) {
        latitude = parser.getDoubleValue();
      }
    }
    if (++positions > MOST_POSITIONS) {
      throw new Endless();
    }
    if (Double.isNaN(latitude)) {
      wrong.seen.add(BoundaryProblem.POSITION_WRONG);
      return new int[2];
    }
    if (longitude < WEST || longitude > EAST || latitude < SOUTH || latitude > NORTH) {
      boolean swapped =
          latitude >= WEST && latitude <= EAST && longitude >= SOUTH && longitude <= NORTH;
      wrong.seen.add(swapped ? BoundaryProblem.SWAPPED : BoundaryProblem.OUTSIDE);
      wrong.longitude = longitude;
      wrong.latitude = latitude;
      return new int[2];
    }
    return new int[] {
      (int) Math.round(longitude * Shape.FINE), (int) Math.round(latitude * Shape.FINE)
    };
  }

  private @Nullable Shape shape(String type, @Nullable Object coordinates, Wrong wrong) {
    boolean many = type.equals("MultiPolygon");
    if ((!many && !type.equals("Polygon")) || !(coordinates instanceof List<?> outer)) {
      wrong.seen.add(BoundaryProblem.NOT_A_POLYGON);
      return null;
    }
    List<List<int[]>> polygons = new ArrayList<>();
    for (Object one : many ? outer : List.of(outer)) {
      if (!(one instanceof List<?> rings) || rings.isEmpty()) {
        wrong.seen.add(BoundaryProblem.POSITION_WRONG);
        continue;
      }
      List<int[]> polygon = new ArrayList<>();
      boolean outside = true;
      for (Object ring : rings) {
        int[] sound = ring(ring, wrong);
        if (sound != null) {
          polygon.add(sound);
        } else if (outside) {
          // what is too small to be seen goes with its holes
          break;
        }
        outside = false;
      }
      if (!polygon.isEmpty()) {
        polygons.add(polygon);
      }
    }
    if (polygons.isEmpty()) {
      if (wrong.seen.isEmpty()) {
        wrong.seen.add(BoundaryProblem.RING_TOO_SHORT);
      }
      return null;
    }
    return new Shape(polygons);
  }

  /** A ring without repeated positions; null for one that is wrong or has no extent. */
  private static int @Nullable [] ring(Object read, Wrong wrong) {
    if (!(read instanceof List<?> list)) {
      wrong.seen.add(BoundaryProblem.POSITION_WRONG);
      return null;
    }
    List<int[]> ring = new ArrayList<>();
    for (Object one : list) {
      if (!(one instanceof int[] position)) {
        wrong.seen.add(BoundaryProblem.POSITION_WRONG);
        return null;
      }
      ring.add(position);
    }
    if (ring.size() < 4) {
      wrong.seen.add(BoundaryProblem.RING_TOO_SHORT);
      return null;
    }
    if (!same(ring.getFirst(), ring.getLast())) {
      // what has a wrong position is not closed by it either
      if (wrong.seen.isEmpty()) {
        wrong.seen.add(BoundaryProblem.RING_OPEN);
      }
      return null;
    }
    List<int[]> distinct = new ArrayList<>();
    for (int i = 0; i < ring.size() - 1; i++) {
      if (distinct.isEmpty() || !same(distinct.getLast(), ring.get(i))) {
        distinct.add(ring.get(i));
      }
    }
    if (distinct.size() > 1 && same(distinct.getFirst(), distinct.getLast())) {
      distinct.removeLast();
    }
    if (distinct.size() < 3) {
      return null;
    }
    int[] flat = new int[distinct.size() * 2];
    for (int i = 0; i < distinct.size(); i++) {
      flat[2 * i] = distinct.get(i)[0];
      flat[2 * i + 1] = distinct.get(i)[1];
    }
    return flat;
  }

  private static boolean same(int[] one, int[] other) {
    return one[0] == other[0] && one[1] == other[1];
  }

  private void problem(BoundaryProblem code, Object... arguments) {
    problems.add(Problem.at("line-" + number, code, arguments));
  }
}
