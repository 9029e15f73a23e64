package vn.khuyenhoc.areas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.JournalEntries;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Where areas lie: boundaries from GeoJSON, each valid from a day until the next one, joined to the
 * tree of that day by the areas' codes. A file is taken as a whole or not at all.
 */
@Service
public class Boundaries {

  /** The property that holds an area's code where nothing else is said. */
  public static final String CODE = "code";

  private static final long MOST_BYTES = 30L * 1024 * 1024;
  private static final int MEGABYTE = 1024 * 1024;

  private final BoundaryTable table;
  private final AreaFactTable facts;
  private final Areas areas;
  private final Journal journal;
  private final JournalEntries entries;
  private final JsonMapper json;
  private final Clock clock;

  Boundaries(
      BoundaryTable table,
      AreaFactTable facts,
      Areas areas,
      Journal journal,
      JournalEntries entries,
      JsonMapper json,
      Clock clock) {
    this.table = table;
    this.facts = facts;
    this.areas = areas;
    this.journal = journal;
    this.entries = entries;
    this.json = json;
    this.clock = clock;
  }

  /** Boundaries that were recorded together. */
  public record Recorded(LocalDate since, String source, Instant at, String by, int areas) {}

  /**
   * A file of boundaries as somebody gives it.
   *
   * @param file the content
   * @param property which property of a feature is the area's code; blank for {@link #CODE}
   * @param since the day from which they hold, as typed
   * @param source who says so
   */
  public record Given(Path file, String property, String since, String source) {}

  /** The boundaries that hold for these areas on a day; areas without one are left out. */
  @Transactional(readOnly = true)
  public Map<Integer, Shape> on(LocalDate day, Collection<Integer> areaIds) {
    Map<Integer, Shape> shapes = new HashMap<>();
    if (!areaIds.isEmpty()) {
      table.on(day, areaIds).forEach((id, geometry) -> shapes.put(id, shape(geometry)));
    }
    return shapes;
  }

  /**
   * What areas are drawn by on a day.
   *
   * @param shapes by area
   * @param joined those of them that have no boundary of their own yet and are drawn by the
   *     boundaries of all areas that they came from
   */
  public record Drawn(Map<Integer, Shape> shapes, Set<Integer> joined) {
    public Drawn {
      shapes = Map.copyOf(shapes);
      joined = Set.copyOf(joined);
    }
  }

  /**
   * As {@link #on}; an area without a boundary of its own is drawn by those of the areas that it
   * came from, where all of them went into it as a whole and all are known. One statement.
   */
  @Transactional(readOnly = true)
  public Drawn drawn(LocalDate day, Collection<Integer> areaIds) {
    if (areaIds.isEmpty()) {
      return new Drawn(Map.of(), Set.of());
    }
    Map<Integer, Shape> shapes = new HashMap<>();
    Set<Integer> joined = new HashSet<>();
    table.pieces(day, areaIds).stream()
        .collect(Collectors.groupingBy(BoundaryTable.Piece::asked))
        .forEach(
            (id, pieces) -> {
              Set<Integer> known = new HashSet<>();
              pieces.forEach(piece -> known.add(piece.into() == null ? 0 : piece.into()));
              boolean complete =
                  pieces.stream()
                      .allMatch(
                          piece ->
                              !piece.part()
                                  && (piece.geometry() != null || known.contains(piece.at())));
              if (complete) {
                List<List<int[]>> polygons = new ArrayList<>();
                for (BoundaryTable.Piece piece : pieces) {
                  String geometry = piece.geometry();
                  if (geometry != null) {
                    polygons.addAll(shape(geometry).polygons());
                    if (piece.into() != null) {
                      joined.add(id);
                    }
                  }
                }
                shapes.put(id, new Shape(polygons));
              }
            });
    return new Drawn(shapes, joined);
  }

  /** What was recorded within an area, the latest day first. */
  @Transactional(readOnly = true)
  public List<Recorded> recorded(Actor actor, int scopeId) {
    areas.requireKnown(actor, Right.AREAS_KEEP, scopeId);
    return table.recorded(scopeId);
  }

  /**
   * Records the boundaries of a file, all of them or none.
   *
   * @param form made by the form: sent twice, they are recorded once
   * @param scopeId the area that all of them lie in, or are of
   * @param lookOnly to count without recording
   * @return how many areas; refused with everything that is wrong, each problem of a feature with
   *     its number as field ({@code line-3})
   * @throws NotFoundException if the actor does not keep that area
   */
  @Transactional
  public Result<Integer> record(
      Actor actor, UUID form, int scopeId, Given given, boolean lookOnly) {
    areas.requireKnown(actor, Right.AREAS_KEEP, scopeId);
    List<Problem> problems = new ArrayList<>();
    String source = VietnameseText.clean(given.source());
    Problem noSource = FactRules.source("source", source);
    LocalDate since = since(given.since(), scopeId, problems);
    if (noSource != null) {
      problems.add(noSource);
    }
    GeoJsonReader.Read read = read(given);
    problems.addAll(read.problems());
    Map<Integer, Shape> shapes = new LinkedHashMap<>();
    if (since != null) {
      join(facts.below(scopeId, since), read.features(), shapes, problems);
    }
    if (!problems.isEmpty() || since == null) {
      return Result.refused(problems);
    }
    String subject = "boundaries/" + form;
    if (!lookOnly && entries.about(subject, 1).isEmpty()) {
      table.record(
          since,
          List.copyOf(shapes.keySet()),
          shapes.values().stream().map(Shape::geoJson).toList(),
          source,
          clock.instant().truncatedTo(ChronoUnit.MICROS),
          actor);
      journal.write(
          actor,
          "areas.boundaries",
          subject,
          scopeId,
          Map.of("since", since.toString(), "source", source, "areas", shapes.size()));
    }
    return Result.ok(shapes.size());
  }

  private @Nullable LocalDate since(String typed, int scopeId, List<Problem> problems) {
    if (!(VietnameseDates.parse(typed) instanceof DateReading.Ok(LocalDate day))) {
      problems.add(Problem.at("since", FactProblem.DAY_MISSING));
      return null;
    }
    FactRules.Known known = facts.place(scopeId).known();
    // a tree recorded early may have its boundaries early too
    LocalDate today = LocalDate.now(clock);
    Problem wrong = FactRules.day("since", day, day.isAfter(today) ? day : today, known);
    if (wrong != null) {
      problems.add(wrong);
      return null;
    }
    return day;
  }

  private GeoJsonReader.Read read(Given given) {
    try {
      if (Files.size(given.file()) > MOST_BYTES) {
        return new GeoJsonReader.Read(
            List.of(),
            List.of(Problem.at("file", BoundaryProblem.TOO_LARGE, MOST_BYTES / MEGABYTE)));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    String property = given.property().strip();
    return GeoJsonReader.read(json, given.file(), property.isEmpty() ? CODE : property);
  }

  private static void join(
      List<AreaFactTable.Here> here,
      List<GeoJsonReader.Feature> features,
      Map<Integer, Shape> shapes,
      List<Problem> problems) {
    Map<String, List<AreaFactTable.Here>> byCode =
        here.stream().collect(Collectors.groupingBy(AreaFactTable.Here::code));
    Map<Integer, Integer> numbers = new HashMap<>();
    for (GeoJsonReader.Feature feature : features) {
      String line = "line-" + feature.number();
      List<AreaFactTable.Here> found = byCode.getOrDefault(feature.code(), List.of());
      if (found.isEmpty()) {
        problems.add(Problem.at(line, BoundaryProblem.CODE_UNKNOWN, feature.code()));
      } else if (found.size() > 1) {
        problems.add(Problem.at(line, BoundaryProblem.CODE_OF_SEVERAL, feature.code()));
      } else {
        Integer earlier = numbers.putIfAbsent(found.getFirst().id(), feature.number());
        if (earlier == null) {
          shapes.put(found.getFirst().id(), feature.shape());
        } else {
          problems.add(
              Problem.at(
                  line, BoundaryProblem.CODE_TWICE, feature.code(), String.valueOf(earlier)));
        }
      }
    }
  }

  private Shape shape(String geometry) {
    JsonNode read = json.readTree(geometry);
    JsonNode coordinates = read.get("coordinates");
    List<List<int[]>> polygons = new ArrayList<>();
    if (read.get("type").asString().equals("Polygon")) {
      polygons.add(polygon(coordinates));
    } else {
      for (JsonNode polygon : coordinates) {
        polygons.add(polygon(polygon));
      }
    }
    return new Shape(polygons);
  }

  private static List<int[]> polygon(JsonNode rings) {
    List<int[]> polygon = new ArrayList<>();
    for (JsonNode ring : rings) {
      int[] flat = new int[(ring.size() - 1) * 2];
      for (int i = 0; i < ring.size() - 1; i++) {
        flat[2 * i] = (int) Math.round(ring.get(i).get(0).asDouble() * Shape.FINE);
        flat[2 * i + 1] = (int) Math.round(ring.get(i).get(1).asDouble() * Shape.FINE);
      }
      polygon.add(flat);
    }
    return polygon;
  }
}
