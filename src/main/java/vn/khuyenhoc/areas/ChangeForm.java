package vn.khuyenhoc.areas;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.DraftChange.Kind;
import vn.khuyenhoc.areas.DraftChange.Place;
import vn.khuyenhoc.areas.DraftChange.Target;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * A change as it stands in its form: also half filled in, while areas are still being searched.
 *
 * @param once made by the form
 * @param typed what is searched among the areas that change
 * @param parentTyped what is searched among the areas above
 * @param chosen the areas ticked so far
 * @param keep of a merger: the area whose name and code go on; empty for a new name
 * @param parts the parts of a division, blank ones too
 */
public record ChangeForm(
    UUID once,
    Kind kind,
    String typed,
    String parentTyped,
    Set<Integer> chosen,
    @Nullable Integer parent,
    String keep,
    String code,
    String name,
    String areaKind,
    String level,
    List<Part> parts) {

  private static final int FIRST_PARTS = 3;
  private static final int MOST_PARTS = 40;

  /**
   * One part of a division.
   *
   * @param existing the identity of the area that receives it; empty for a new one
   */
  public record Part(String code, String name, String kind, String existing) {
    static final Part BLANK = new Part("", "", "", "");

    boolean blank() {
      return code.isEmpty() && name.isEmpty() && existing.isEmpty();
    }
  }

  /** A form to begin with. */
  static ChangeForm begun(Kind kind, Set<Integer> chosen, List<Part> parts) {
    List<Part> rows = new ArrayList<>(parts);
    while (rows.size() < FIRST_PARTS) {
      rows.add(Part.BLANK);
    }
    return new ChangeForm(
        Ids.next(), kind, "", "", chosen, null, "", "", "", "", "", List.copyOf(rows));
  }

  /** The form as it was sent. */
  static ChangeForm sent(HttpServletRequest request, Kind kind) {
    Set<Integer> chosen = new LinkedHashSet<>(numbers(request, "chosen"));
    List<Integer> found = numbers(request, "found");
    if (!found.isEmpty()) {
      if (one(kind)) {
        chosen.clear();
      }
      chosen.addAll(found);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < MOST_PARTS && request.getParameter("partCode-" + i) != null; i++) {
      if (request.getParameter("partExisting-" + i) == null) {
        // the tick of an area that was to receive a part was taken away
        continue;
      }
      parts.add(
          new Part(
              text(request, "partCode-" + i),
              text(request, "partName-" + i),
              text(request, "partKind-" + i),
              text(request, "partExisting-" + i)));
    }
    if (text(request, "do").equals("more") && parts.size() < MOST_PARTS) {
      parts.add(Part.BLANK);
    }
    List<Integer> parent = numbers(request, "parent");
    return new ChangeForm(
        uuid(text(request, "once")),
        kind,
        text(request, "q"),
        text(request, "pq"),
        chosen,
        parent.isEmpty() ? null : parent.getFirst(),
        text(request, "keep"),
        text(request, "code"),
        text(request, "name"),
        text(request, "areaKind"),
        text(request, "level"),
        parts);
  }

  private static boolean one(Kind kind) {
    return kind == Kind.DIVIDE || kind == Kind.ALTER;
  }

  /** Whether only one area is chosen. */
  public boolean one() {
    return one(kind);
  }

  /** Whether areas are chosen that there are. */
  public boolean ofAreas() {
    return kind != Kind.CREATE && kind != Kind.ABOLISH;
  }

  /** Whether an area above is chosen. */
  public boolean underParent() {
    return kind == Kind.MOVE || kind == Kind.CREATE;
  }

  /** The same with one part more: an area that receives it. */
  ChangeForm receiving(Area area) {
    List<Part> more = new ArrayList<>(parts);
    Part received = new Part(area.code(), area.name(), area.kind(), String.valueOf(area.id()));
    int blank = 0;
    while (blank < more.size() && !more.get(blank).blank()) {
      blank++;
    }
    if (blank < more.size()) {
      more.set(blank, received);
    } else {
      more.add(received);
    }
    return new ChangeForm(
        once, kind, typed, "", chosen, null, keep, code, name, areaKind, level, more);
  }

  /** The same with the names of the area chosen, where nothing was typed yet. */
  ChangeForm prefilled(Area area) {
    return code.isEmpty() && name.isEmpty()
        ? new ChangeForm(
            once,
            kind,
            typed,
            parentTyped,
            chosen,
            parent,
            keep,
            area.code(),
            area.name(),
            area.kind(),
            level,
            parts)
        : this;
  }

  /**
   * What the form says, as far as it is filled in.
   *
   * @param areas the areas it names, as they are on the eve
   */
  DraftChange change(Map<Integer, Area> areas) {
    List<Place> places =
        chosen.stream().filter(areas::containsKey).map(id -> place(areas, id)).toList();
    Area above = parent == null ? null : areas.get(parent);
    List<Target> targets = new ArrayList<>();
    switch (kind) {
      case MERGE -> {
        Place kept =
            places.stream()
                .filter(place -> String.valueOf(place.id()).equals(keep))
                .findFirst()
                .orElse(null);
        targets.add(
            kept == null
                ? new Target(code, name, areaKind, null)
                : new Target(kept.code(), kept.name(), kept.kind(), kept));
      }
      case DIVIDE ->
          parts.stream()
              .filter(part -> !part.blank())
              .forEach(
                  part -> {
                    Area existing =
                        part.existing().matches("\\d{1,9}")
                            ? areas.get(Integer.valueOf(part.existing()))
                            : null;
                    targets.add(
                        existing == null
                            ? new Target(part.code(), part.name(), part.kind(), null)
                            : new Target(
                                existing.code(),
                                existing.name(),
                                existing.kind(),
                                Place.of(existing)));
                  });
      case ALTER, CREATE -> targets.add(new Target(code, name, areaKind, null));
      case MOVE, ABOLISH -> {}
    }
    return new DraftChange(
        once,
        kind,
        places,
        targets,
        above == null ? null : Place.of(above),
        switch (kind) {
          case ABOLISH -> levelChosen();
          case CREATE -> created();
          default -> null;
        });
  }

  private static Place place(Map<Integer, Area> areas, Integer id) {
    return Place.of(java.util.Objects.requireNonNull(areas.get(id)));
  }

  private @Nullable AreaLevel levelChosen() {
    return java.util.Arrays.stream(AreaLevel.values())
        .filter(one -> one.name().equals(level))
        .findFirst()
        .orElse(null);
  }

  /** The level of what is created. */
  AreaLevel created() {
    AreaLevel chosenLevel = levelChosen();
    return chosenLevel == null ? AreaLevel.COMMUNE : chosenLevel;
  }

  /** Every identity the form names. */
  Set<Integer> named() {
    Set<Integer> named = new LinkedHashSet<>(chosen);
    if (parent != null) {
      named.add(parent);
    }
    parts.stream()
        .map(Part::existing)
        .filter(one -> one.matches("\\d{1,9}"))
        .forEach(one -> named.add(Integer.valueOf(one)));
    return named;
  }

  private static List<Integer> numbers(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    List<Integer> numbers = new ArrayList<>();
    if (values != null) {
      for (String value : values) {
        if (value.matches("\\d{1,9}")) {
          numbers.add(Integer.valueOf(value));
        }
      }
    }
    return numbers;
  }

  private static String text(HttpServletRequest request, String name) {
    return VietnameseText.clean(request.getParameter(name));
  }

  private static UUID uuid(String typed) {
    try {
      return UUID.fromString(typed);
    } catch (IllegalArgumentException forged) {
      return Ids.next();
    }
  }

  static Map<Integer, Area> byId(List<AreaChoice> found) {
    Map<Integer, Area> areas = new LinkedHashMap<>();
    found.forEach(one -> areas.put(one.area().id(), one.area()));
    return areas;
  }
}
