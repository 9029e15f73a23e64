package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Alteration;
import vn.khuyenhoc.areas.DeclaredChanges.Assignment;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Creation;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.ReorganisationPlan.Changed;
import vn.khuyenhoc.areas.ReorganisationPlan.Created;
import vn.khuyenhoc.areas.ReorganisationPlan.Finding;
import vn.khuyenhoc.areas.ReorganisationPlan.Succession;
import vn.khuyenhoc.areas.ReorganisationPlan.Unassigned;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * From what a decree says and what is known of the tree to what would be written, with everything
 * that is wrong at once. Pure: no SQL.
 *
 * <p>An identity goes on only one-to-one and as a whole: what several were put into, or what one
 * was divided into, is new, whatever its code and name. What nothing tells is never guessed: such
 * an area goes on, undecided.
 */
final class ReorganisationRules {

  /**
   * What is known of the tree within the scope.
   *
   * @param day the day from which the changes hold
   * @param areas every area as it stands on the day, before these changes, from the nation down
   * @param elsewhere versions that end on the day or begin after it
   * @param inhabited areas that something lies in directly: households, dossiers
   */
  record Known(
      LocalDate day, Collection<Area> areas, Collection<Area> elsewhere, Set<Integer> inhabited) {}

  private record Key(AreaLevel level, String code) {}

  private static final int NOBODY = 0;

  private final Known known;
  private final DeclaredChanges declared;
  private final Map<Integer, Area> byId = new HashMap<>();
  private final Map<Key, List<Area>> eve = new HashMap<>();
  private final Map<Key, List<Area>> begun = new HashMap<>();
  private final Map<Key, List<Area>> named = new HashMap<>();
  private final Map<Integer, List<Area>> below = new HashMap<>();
  private final Set<Integer> peopled = new HashSet<>();
  private final Map<Key, Listed> listed = new LinkedHashMap<>();

  private final List<Finding> findings = new ArrayList<>();
  private final List<Created> created = new ArrayList<>();
  private final List<Succession> successions = new ArrayList<>();
  private final List<Unassigned> unassigned = new ArrayList<>();
  private final Map<Integer, Area> ended = new LinkedHashMap<>();
  private final Map<Integer, Integer> receivers = new HashMap<>();
  private final Map<Integer, Map<Integer, String>> divided = new HashMap<>();
  private final Map<Integer, Integer> holders = new HashMap<>();
  private final Map<Integer, Area> undecided = new LinkedHashMap<>();
  private final Map<Integer, Alter> altered = new LinkedHashMap<>();
  private final Map<Integer, Integer> lines = new HashMap<>();
  private final Set<Integer> matched = new HashSet<>();
  private final Map<Key, Integer> resolved = new HashMap<>();
  private final Map<Area, List<Link>> linksOf = new LinkedHashMap<>();
  private final Map<Key, List<Link>> linksTo = new LinkedHashMap<>();
  private final Map<Link, Area> linked = new HashMap<>();
  private final Map<Integer, Integer> assigned = new HashMap<>();
  private final Set<Integer> reached = new HashSet<>();
  private int understood;

  private record Alter(
      @Nullable Integer parent,
      @Nullable String code,
      @Nullable String name,
      @Nullable String kind,
      int line) {}

  private ReorganisationRules(Known known, DeclaredChanges declared) {
    this.known = known;
    this.declared = declared;
    for (Area area : known.areas()) {
      byId.put(area.id(), area);
      if (area.parentId() != null) {
        below.computeIfAbsent(area.parentId(), key -> new ArrayList<>()).add(area);
      }
      if (!area.kind().equals(AreaKinds.UNASSIGNED)) {
        (area.from().isBefore(known.day()) ? eve : begun)
            .computeIfAbsent(new Key(area.level(), area.code()), key -> new ArrayList<>())
            .add(area);
      }
    }
    for (Area area : known.areas()) {
      if (known.inhabited().contains(area.id()) || area.level() == AreaLevel.VILLAGE) {
        for (Area at = area; at != null && peopled.add(at.id()); at = above(at)) {
          // every area above is peopled too
        }
      }
    }
  }

  /** The plan, with all findings; what has problems must not be written. */
  static ReorganisationPlan plan(Known known, DeclaredChanges declared) {
    return new ReorganisationRules(known, declared).run();
  }

  private ReorganisationPlan run() {
    readList();
    readLinks();
    for (AreaLevel level : AreaLevel.values()) {
      if (level != AreaLevel.NATION) {
        targets(level);
        list(level);
        vanished(level);
        abolish(level);
        alterations(level);
        creations(level);
      }
    }
    assignments();
    List<Changed> changed = changes();
    later(changed);
    levels(changed);
    divisions();
    peopledEnds();
    if (created.isEmpty() && changed.isEmpty() && ended.isEmpty() && problemFree()) {
      problem(0, AreasProblem.NOTHING_CHANGES);
    }
    int named = listed.size() + linksTo.size();
    findings.sort(Comparator.comparingInt(Finding::line));
    return new ReorganisationPlan(
        known.day(),
        created,
        changed,
        ended.values().stream().sorted(Comparator.comparing(Area::level)).toList(),
        successions,
        unassigned,
        List.copyOf(undecided.values()),
        named == 0 ? 0 : unchangedCount(changed),
        understood,
        findings);
  }

  private int unchangedCount(List<Changed> changed) {
    Set<Integer> otherwise = new HashSet<>();
    changed.stream()
        .filter(one -> one.renamed() || one.recoded() || one.ofOtherKind())
        .forEach(one -> otherwise.add(one.was().id()));
    return (int)
        matched.stream()
            .map(byId::get)
            .filter(Objects::nonNull)
            .filter(area -> area.level() == AreaLevel.COMMUNE || area.level() == AreaLevel.VILLAGE)
            .filter(area -> area.from().isBefore(known.day()) && !otherwise.contains(area.id()))
            .count();
  }

  private boolean problemFree() {
    return findings.stream().allMatch(Finding::hint);
  }

  // ── reading what was declared ─────────────────────────────────────────────────────────────────

  private void readList() {
    if (declared.list() == null) {
      return;
    }
    for (Listed row : declared.list()) {
      Listed first = listed.putIfAbsent(new Key(row.level(), row.code()), row);
      if (first != null) {
        problem(
            row.line(),
            first.parentCode().equals(row.parentCode())
                ? AreasProblem.CODE_DOUBLED
                : AreasProblem.TWO_PARENTS,
            row.code(),
            first.line());
      }
    }
  }

  private void readLinks() {
    for (Link link : declared.links()) {
      Area from = find(link.from(), link.line());
      if (from == null) {
        continue;
      }
      understood++;
      linked.put(link, from);
      lines.putIfAbsent(from.id(), link.line());
      List<Link> own = linksOf.computeIfAbsent(from, key -> new ArrayList<>());
      for (Link other : own) {
        if (other.to().code().equals(link.to().code())) {
          problem(link.line(), AreasProblem.LINE_DOUBLED, link.from().code(), other.line());
        } else if (other.extent() == Extent.WHOLE || link.extent() == Extent.WHOLE) {
          problem(link.line(), AreasProblem.TWO_SUCCESSORS, link.from().code(), other.line());
        }
      }
      own.add(link);
      linksTo
          .computeIfAbsent(new Key(link.from().level(), link.to().code()), key -> new ArrayList<>())
          .add(link);
    }
    linksOf.forEach(
        (area, own) -> {
          if (own.size() == 1 && own.getFirst().extent() == Extent.PART) {
            problem(own.getFirst().line(), AreasProblem.PART_ALONE, area.code());
          }
        });
  }

  /** The area on the eve; null, with a problem noted, where there is none. */
  private @Nullable Area find(Before before, int line) {
    if (before.id() != null) {
      Area area = byId.get(before.id());
      if (area == null || !area.from().isBefore(known.day())) {
        problem(line, AreasProblem.CODE_UNKNOWN, before.code(), before.name());
        return null;
      }
      return area;
    }
    List<Area> here = eve.getOrDefault(new Key(before.level(), before.code()), List.of());
    List<Area> named =
        here.stream()
            .filter(
                area ->
                    before.name().isBlank() || VietnameseText.sameName(area.name(), before.name()))
            .toList();
    if (named.size() == 1) {
      written(line, before.name(), named.getFirst());
      return named.getFirst();
    }
    if (named.size() > 1) {
      problem(line, AreasProblem.CODE_NOT_UNIQUE, before.code());
    } else if (!here.isEmpty()) {
      problem(
          line, AreasProblem.NAME_DIFFERS, before.code(), before.name(), here.getFirst().name());
    } else {
      absent(before, line);
    }
    return null;
  }

  private void absent(Before before, int line) {
    Area ending = null;
    Area coming =
        begun.getOrDefault(new Key(before.level(), before.code()), List.of()).stream()
            .findFirst()
            .orElse(null);
    for (Area area : known.elsewhere()) {
      if (area.level() == before.level() && area.code().equals(before.code())) {
        if (area.from().isBefore(known.day())) {
          ending = area;
        } else if (coming == null) {
          coming = area;
        }
      }
    }
    if (ending != null && ending.until() != null) {
      problem(line, AreasProblem.LATER_CHANGE, before.code(), ending.name(), ending.until());
    } else if (coming != null) {
      problem(line, AreasProblem.PREDECESSOR_NOT_YET, before.code(), coming.from());
    } else {
      problem(line, AreasProblem.CODE_UNKNOWN, before.code(), before.name());
    }
  }

  private void written(int line, String given, Area area) {
    if (!given.isBlank() && !given.equals(area.name())) {
      hint(line, AreasProblem.NAME_WRITTEN_OTHERWISE, given, area.name());
    }
  }

  // ── what areas went into ──────────────────────────────────────────────────────────────────────

  private void targets(AreaLevel level) {
    linksTo.forEach(
        (key, links) -> {
          if (key.level() == level) {
            target(key, links);
          }
        });
  }

  private void target(Key key, List<Link> links) {
    Link first = links.getFirst();
    After to = first.to();
    String name = to.name();
    for (Link link : links) {
      if (!VietnameseText.sameName(link.to().name(), to.name())) {
        problem(link.line(), AreasProblem.TWO_NAMES, key.code(), link.to().name(), to.name());
      }
    }
    Listed row = listed.get(key);
    if (declared.list() != null) {
      if (row == null) {
        problem(first.line(), AreasProblem.SUCCESSOR_UNKNOWN, key.code(), name);
        // all else is looked at too
        row = new Listed(0, key.level(), to.kind(), key.code(), name, to.parentCode());
      } else if (!VietnameseText.sameName(row.name(), name)) {
        problem(first.line(), AreasProblem.NAME_DIFFERS, key.code(), name, row.name());
      } else {
        if (!row.name().equals(name)) {
          hint(first.line(), AreasProblem.NAME_WRITTEN_OTHERWISE, name, row.name());
        }
        name = row.name();
      }
    }
    List<Area> predecessors =
        links.stream().map(link -> Objects.requireNonNull(linked.get(link))).toList();
    String kind = kind(key.level(), row == null ? to.kind() : row.kind(), name, first.line());
    String parentCode =
        row == null || row.parentCode().isEmpty() ? to.parentCode() : row.parentCode();
    Area waiting = waiting(key, name);
    List<Integer> parents = predecessors.stream().map(this::parentOf).distinct().toList();
    @Nullable Integer parent;
    if (!parentCode.isEmpty()) {
      parent = parent(key.level(), parentCode, key.code(), first.line());
    } else {
      parent = shared(parents);
      if (parents.size() > 1 && waiting == null) {
        problem(first.line(), AreasProblem.PARENT_AMBIGUOUS, key.code(), name);
        parent = null;
      }
    }
    boolean contested = contested(key, name, predecessors, first.line());
    int number;
    if (waiting != null) {
      number = waiting.id();
      matched.add(number);
    } else if (predecessors.size() == 1 && first.extent() == Extent.WHOLE && !contested) {
      Area same = predecessors.getFirst();
      altered.put(
          same.id(),
          new Alter(parent, key.code(), name, kind.isEmpty() ? null : kind, first.line()));
      matched.add(same.id());
      resolved.put(key, same.id());
      return;
    } else {
      number = create(key.level(), parent, key.code(), name, kind);
    }
    resolved.put(key, number);
    for (Link link : links) {
      Area from = Objects.requireNonNull(linked.get(link));
      ended.put(from.id(), from);
      successions.add(new Succession(from.id(), number, link.extent()));
      if (link.extent() == Extent.WHOLE) {
        receivers.put(from.id(), number);
      } else {
        divided.computeIfAbsent(from.id(), id -> new LinkedHashMap<>()).put(number, key.code());
      }
    }
  }

  /** An area that was recorded before as beginning on this very day: it is the successor. */
  private @Nullable Area waiting(Key key, String name) {
    return begun.getOrDefault(key, List.of()).stream()
        .filter(area -> VietnameseText.sameName(area.name(), name))
        .findFirst()
        .orElse(null);
  }

  /** Whether somebody nobody speaks of has the code or the name of a successor: then it is part. */
  private boolean contested(Key key, String name, List<Area> predecessors, int line) {
    Set<Integer> provinces = new HashSet<>();
    predecessors.forEach(area -> provinces.add(provinceOf(area)));
    boolean found = false;
    List<Area> rivals = new ArrayList<>(eve.getOrDefault(key, List.of()));
    if (predecessors.size() == 1) {
      predecessors.stream()
          .map(
              area ->
                  below.getOrDefault(area.parentId() == null ? NOBODY : area.parentId(), List.of()))
          .flatMap(List::stream)
          .filter(
              area ->
                  VietnameseText.sameName(area.name(), name)
                      && !listed.containsKey(new Key(area.level(), area.code())))
          .forEach(rivals::add);
    }
    for (Area rival : rivals) {
      if (!linksOf.containsKey(rival)
          && rival.level() == key.level()
          && rival.from().isBefore(known.day())
          && !rival.kind().equals(AreaKinds.UNASSIGNED)
          && provinces.contains(provinceOf(rival))) {
        found = true;
        if (undecided.put(rival.id(), rival) == null) {
          hint(line, AreasProblem.CODE_TAKEN, key.code(), rival.name());
        }
      }
    }
    return found;
  }

  // ── the official list ─────────────────────────────────────────────────────────────────────────

  private void list(AreaLevel level) {
    Map<Integer, Boolean> quiet = new HashMap<>();
    for (Map.Entry<Key, Listed> entry : listed.entrySet()) {
      Key key = entry.getKey();
      Listed row = entry.getValue();
      if (key.level() != level || resolved.containsKey(key)) {
        continue;
      }
      Integer parent =
          row.parentCode().isEmpty()
              ? top()
              : parent(level, row.parentCode(), row.code(), row.line());
      reach(parent);
      String kind = kind(level, row.kind(), row.name(), row.line());
      Area here = waiting(key, row.name());
      Area coded =
          eve.getOrDefault(key, List.of()).stream()
              .filter(area -> !linksOf.containsKey(area) && !undecided.containsKey(area.id()))
              .findFirst()
              .orElse(null);
      if (here == null && coded != null) {
        if (VietnameseText.sameName(coded.name(), row.name())) {
          here = coded;
        } else if (quiet.computeIfAbsent(provinceOf(coded), id -> quiet(level, id))) {
          altered.put(
              coded.id(),
              new Alter(parent, null, row.name(), kind.isEmpty() ? null : kind, row.line()));
          matched.add(coded.id());
          resolved.put(key, coded.id());
          reach(coded.id());
          continue;
        }
      }
      if (here != null
          && coded != null
          && here.id() != coded.id()
          && VietnameseText.sameName(coded.name(), row.name())) {
        // known twice: as it was, and as recorded before from this very day on
        ended.put(coded.id(), coded);
        successions.add(new Succession(coded.id(), here.id(), Extent.WHOLE));
        receivers.put(coded.id(), here.id());
        matched.add(coded.id());
      }
      if (here == null && coded == null) {
        Area renumbered = renumbered(level, row, quiet);
        if (renumbered != null) {
          altered.put(
              renumbered.id(),
              new Alter(parent, row.code(), null, kind.isEmpty() ? null : kind, row.line()));
          matched.add(renumbered.id());
          resolved.put(key, renumbered.id());
          continue;
        }
      }
      if (here == null) {
        if (coded != null) {
          // told, not guessed: the one that had the code goes on beside the new one until somebody
          // decides
          hint(row.line(), AreasProblem.CODE_TAKEN, row.code(), coded.name());
        }
        resolved.put(key, create(level, parent, row.code(), row.name(), kind));
        continue;
      }
      matched.add(here.id());
      resolved.put(key, here.id());
      reach(here.id());
      written(row.line(), row.name(), here);
      if (here.from().isBefore(known.day())) {
        altered.put(
            here.id(), new Alter(parent, null, null, kind.isEmpty() ? null : kind, row.line()));
      }
    }
  }

  /** The one area of that name whose code the list no longer has, where nothing else vanished. */
  private @Nullable Area renumbered(AreaLevel level, Listed row, Map<Integer, Boolean> quiet) {
    List<Area> named =
        named().getOrDefault(new Key(level, VietnameseText.nameKey(row.name())), List.of()).stream()
            .filter(
                area ->
                    !listed.containsKey(new Key(level, area.code()))
                        && !linksOf.containsKey(area)
                        && !undecided.containsKey(area.id())
                        && !matched.contains(area.id()))
            .limit(2)
            .toList();
    return named.size() == 1
            && quiet.computeIfAbsent(provinceOf(named.getFirst()), id -> quiet(level, id))
        ? named.getFirst()
        : null;
  }

  /** The areas of the eve by what their names have in common; a list asks for each of its rows. */
  private Map<Key, List<Area>> named() {
    if (named.isEmpty()) {
      eve.values().stream()
          .flatMap(List::stream)
          .forEach(
              area ->
                  named
                      .computeIfAbsent(
                          new Key(area.level(), VietnameseText.nameKey(area.name())),
                          key -> new ArrayList<>())
                      .add(area));
    }
    return named;
  }

  /**
   * Whether within a province (of provinces: the scope) every code that the list no longer has went
   * over to a code it newly has, name by name: nothing can have been merged or divided there.
   */
  private boolean quiet(AreaLevel level, int province) {
    if (level == AreaLevel.PROVINCE && provincesListed() == 1) {
      return true;
    }
    Set<String> fresh = new HashSet<>();
    listed.forEach(
        (key, row) -> {
          if (key.level() == level && !eve.containsKey(key)) {
            fresh.add(VietnameseText.nameKey(row.name()));
          }
        });
    return eve.entrySet().stream()
        .filter(entry -> entry.getKey().level() == level && !listed.containsKey(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .filter(area -> level == AreaLevel.PROVINCE || provinceOf(area) == province)
        .allMatch(area -> fresh.remove(VietnameseText.nameKey(area.name())));
  }

  /** Areas that the list, or the list of a level, no longer has. */
  private void vanished(AreaLevel level) {
    if (declared.list() == null || listed.isEmpty()) {
      return;
    }
    boolean listedHere = listed.keySet().stream().anyMatch(key -> key.level() == level);
    boolean communesListed =
        listed.keySet().stream().anyMatch(key -> key.level() == AreaLevel.COMMUNE);
    if (!listedHere && !(level == AreaLevel.DISTRICT && communesListed)) {
      return;
    }
    for (Area area : known.areas()) {
      if (area.level() != level
          || !area.from().isBefore(known.day())
          || matched.contains(area.id())
          || linksOf.containsKey(area)
          || area.kind().equals(AreaKinds.UNASSIGNED)
          || !covered(area)) {
        continue;
      }
      if (listedHere && (!declared.links().isEmpty() || peopled.contains(area.id()))) {
        undecided.put(area.id(), area);
      } else {
        ended.put(area.id(), area);
      }
    }
  }

  /** A list of several provinces is of the whole scope; any other only of what it names. */
  private boolean covered(Area area) {
    return provincesListed() > 1 || reached.contains(provinceOf(area));
  }

  private long provincesListed() {
    return listed.keySet().stream().filter(key -> key.level() == AreaLevel.PROVINCE).count();
  }

  private void reach(@Nullable Integer number) {
    Area area = number == null ? null : byId.get(number);
    if (area != null) {
      reached.add(provinceOf(area));
    }
  }

  // ── one by one ────────────────────────────────────────────────────────────────────────────────

  private void abolish(AreaLevel level) {
    for (DeclaredChanges.Abolition abolition : declared.abolished()) {
      if (abolition.level() != level) {
        continue;
      }
      for (Area area : known.areas()) {
        if (area.level() == level && area.from().isBefore(known.day())) {
          lines.putIfAbsent(area.id(), abolition.line());
          ended.put(area.id(), area);
        }
      }
    }
  }

  private void alterations(AreaLevel level) {
    for (Alteration change : declared.alterations()) {
      if (change.area().level() != level) {
        continue;
      }
      Area area = find(change.area(), change.line());
      if (area == null) {
        continue;
      }
      Integer before = lines.putIfAbsent(area.id(), change.line());
      if (before != null || ended.containsKey(area.id())) {
        problem(
            change.line(), AreasProblem.CHANGED_TWICE, area.code(), before == null ? 0 : before);
        continue;
      }
      Integer parent = null;
      if (change.parent() != null) {
        Area wanted = find(change.parent(), change.line());
        parent = wanted == null ? null : future(wanted.id());
      }
      String code = change.code();
      if (code != null && !code.equals(area.code())) {
        eve.getOrDefault(new Key(level, code), List.of()).stream()
            .filter(other -> !ended.containsKey(other.id()) && other.id() != area.id())
            .findFirst()
            .ifPresent(
                other -> problem(change.line(), AreasProblem.CODE_TAKEN, code, other.name()));
      }
      String kind = change.kind();
      altered.put(
          area.id(),
          new Alter(
              parent,
              code,
              change.name() == null ? null : VietnameseText.clean(change.name()),
              kind == null ? null : kind(level, kind, area.name(), change.line()),
              change.line()));
    }
  }

  private void creations(AreaLevel level) {
    for (Creation creation : declared.creations()) {
      if (creation.level() != level) {
        continue;
      }
      Area parent = find(creation.parent(), creation.line());
      String kind = kind(level, creation.kind(), creation.name(), creation.line());
      if (parent != null) {
        Key key = new Key(level, creation.code());
        eve.getOrDefault(key, List.of()).stream()
            .filter(other -> !ended.containsKey(other.id()))
            .findFirst()
            .ifPresent(
                other ->
                    problem(
                        creation.line(), AreasProblem.CODE_TAKEN, creation.code(), other.name()));
        resolved.put(
            key, create(level, future(parent.id()), creation.code(), creation.name(), kind));
      }
    }
  }

  private void assignments() {
    for (Assignment assignment : declared.assignments()) {
      Area area = find(assignment.area(), assignment.line());
      if (area == null) {
        continue;
      }
      Map<Integer, String> successors =
          area.parentId() == null ? null : divided.get(area.parentId());
      if (successors == null || ended.containsKey(area.id())) {
        problem(assignment.line(), AreasProblem.NOT_UNASSIGNED, area.name());
        continue;
      }
      Integer to =
          successors.entrySet().stream()
              .filter(entry -> entry.getValue().equals(assignment.successorCode()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(null);
      if (to == null) {
        problem(
            assignment.line(),
            AreasProblem.NOT_A_SUCCESSOR,
            area.name(),
            assignment.successorCode());
      } else {
        assigned.put(area.id(), to);
        lines.putIfAbsent(area.id(), assignment.line());
      }
    }
  }

  // ── what follows ──────────────────────────────────────────────────────────────────────────────

  /** Every area that goes on and is no longer as it was. */
  private List<Changed> changes() {
    List<Changed> changed = new ArrayList<>();
    for (Area area : known.areas()) {
      if (ended.containsKey(area.id()) || area.parentId() == null) {
        continue;
      }
      Alter alter = altered.get(area.id());
      Integer explicit = alter == null ? null : alter.parent();
      int parent =
          explicit != null
              ? explicit
              : assigned.containsKey(area.id())
                  ? Objects.requireNonNull(assigned.get(area.id()))
                  : future(area.parentId());
      Changed next =
          new Changed(
              area,
              parent,
              alter == null || alter.code() == null ? area.code() : alter.code(),
              alter == null || alter.name() == null ? area.name() : alter.name(),
              alter == null || alter.kind() == null ? area.kind() : alter.kind());
      if (next.moved() || next.renamed() || next.recoded() || next.ofOtherKind()) {
        changed.add(next);
        if (alter != null) {
          lines.putIfAbsent(area.id(), alter.line());
        }
      }
    }
    // a divided area without anything below may still hold households itself
    for (Integer id : List.copyOf(divided.keySet())) {
      if (known.inhabited().contains(id)) {
        holder(id);
      }
    }
    return changed;
  }

  /** Where something below an area belongs from the day on. */
  private int future(int id) {
    if (id < 0) {
      return id;
    }
    Area area = byId.get(id);
    if (area == null || !ended.containsKey(id)) {
      return id;
    }
    if (divided.containsKey(id)) {
      return holder(id);
    }
    Integer receiver = receivers.get(id);
    if (receiver != null) {
      return receiver;
    }
    return area.parentId() == null ? id : future(area.parentId());
  }

  /** The line of its own for what a divided area leaves unassigned. */
  private int holder(int id) {
    Integer there = holders.get(id);
    if (there != null) {
      return there;
    }
    Area area = Objects.requireNonNull(byId.get(id));
    List<Integer> parents =
        Objects.requireNonNull(divided.get(id)).keySet().stream()
            .map(this::parentOf)
            .distinct()
            .toList();
    Integer parent = shared(parents);
    AreaLevel usual = levelOf(parents.getFirst());
    if (levelOf(parent).compareTo(usual) < 0) {
      // the level above has a line of its own for it too, or its figures would not add up there
      parent = create(usual, parent, area.code(), area.name(), AreaKinds.UNASSIGNED);
    }
    int number = create(area.level(), parent, area.code(), area.name(), AreaKinds.UNASSIGNED);
    holders.put(id, number);
    unassigned.add(new Unassigned(id, number));
    return number;
  }

  private int parentOf(Area area) {
    return area.parentId() == null ? area.id() : future(area.parentId());
  }

  /** The parent, from the day on, of an area that may not exist yet. */
  private int parentOf(int number) {
    if (number < 0) {
      return created.get(-number - 1).parent();
    }
    Area area = byId.get(number);
    Alter alter = altered.get(number);
    return alter != null && alter.parent() != null
        ? alter.parent()
        : area == null ? number : parentOf(area);
  }

  /** The lowest area that all of these belong to. */
  private Integer shared(List<Integer> numbers) {
    Set<Integer> common = null;
    for (int number : numbers) {
      Set<Integer> chain = new LinkedHashSet<>();
      int at = number;
      while (chain.add(at)) {
        at = parentOf(at);
      }
      if (common == null) {
        common = chain;
      } else {
        common.retainAll(chain);
      }
    }
    return common == null || common.isEmpty() ? top() : common.iterator().next();
  }

  private Integer top() {
    return known.areas().stream()
        .filter(area -> area.level() == AreaLevel.NATION)
        .map(Area::id)
        .findFirst()
        .orElse(NOBODY);
  }

  private @Nullable Area above(Area area) {
    return area.parentId() == null ? null : byId.get(area.parentId());
  }

  private int provinceOf(Area area) {
    for (Area at = area; at != null; at = above(at)) {
      if (at.level() == AreaLevel.PROVINCE) {
        return at.id();
      }
    }
    return NOBODY;
  }

  /** The parent that a code means: the nearest level above that has it, in the list or the tree. */
  private @Nullable Integer parent(AreaLevel level, String parentCode, String code, int line) {
    for (int above = level.ordinal() - 1; above >= 0; above--) {
      Key key = new Key(AreaLevel.of(above), parentCode);
      Integer found = resolved.get(key);
      if (found != null) {
        return found;
      }
    }
    for (int above = level.ordinal() - 1; above >= 0; above--) {
      Key key = new Key(AreaLevel.of(above), parentCode);
      for (Area area : eve.getOrDefault(key, List.of())) {
        if (!ended.containsKey(area.id())) {
          return area.id();
        }
      }
      for (Area area : begun.getOrDefault(key, List.of())) {
        return area.id();
      }
    }
    problem(line, AreasProblem.PARENT_UNKNOWN, code, parentCode);
    return null;
  }

  private String kind(AreaLevel level, String typed, String name, int line) {
    String kind = AreaKinds.kind(level, typed, name);
    if (kind == null) {
      problem(line, AreasProblem.KIND_UNKNOWN, typed, name);
      return "";
    }
    return kind;
  }

  private int create(
      AreaLevel level, @Nullable Integer parent, String code, String name, String kind) {
    created.add(
        new Created(
            level, parent == null ? top() : parent, code, VietnameseText.clean(name), kind));
    return -created.size();
  }

  // ── what forbids it ───────────────────────────────────────────────────────────────────────────

  /** A version that ends later, or begins on the day, is not ours to end. */
  private void later(List<Changed> changed) {
    List<Area> touched = new ArrayList<>(ended.values());
    changed.forEach(one -> touched.add(one.was()));
    for (Area area : touched) {
      LocalDate until = area.until();
      if (until != null || !area.from().isBefore(known.day())) {
        problem(
            lines.getOrDefault(area.id(), 0),
            AreasProblem.LATER_CHANGE,
            area.code(),
            area.name(),
            until == null ? area.from() : until);
      }
    }
  }

  private void levels(List<Changed> changed) {
    for (Changed one : changed) {
      if (!belongs(one.was().level(), levelOf(one.parent()))) {
        problem(
            lines.getOrDefault(one.was().id(), 0),
            AreasProblem.PARENT_LEVEL,
            one.code(),
            one.name());
      }
    }
    // what has no known parent stands below the nation here, and was told already
    boolean sound = problemFree();
    for (Created one : created) {
      if (sound && !belongs(one.level(), levelOf(one.parent()))) {
        problem(0, AreasProblem.PARENT_LEVEL, one.code(), one.name());
      }
    }
  }

  /** Every level belongs to the one above; communes to a district or, without these, a province. */
  private static boolean belongs(AreaLevel level, AreaLevel parent) {
    return switch (level) {
      case NATION -> false;
      case PROVINCE -> parent == AreaLevel.NATION;
      case DISTRICT -> parent == AreaLevel.PROVINCE;
      case COMMUNE -> parent == AreaLevel.DISTRICT || parent == AreaLevel.PROVINCE;
      case VILLAGE -> parent == AreaLevel.COMMUNE;
    };
  }

  private AreaLevel levelOf(int number) {
    if (number < 0) {
      return created.get(-number - 1).level();
    }
    Area area = byId.get(number);
    return area == null ? AreaLevel.NATION : area.level();
  }

  private void divisions() {
    for (Unassigned one : unassigned) {
      Area area = Objects.requireNonNull(byId.get(one.divided()));
      long left =
          below.getOrDefault(one.divided(), List.of()).stream()
              .filter(child -> !assigned.containsKey(child.id()) && !ended.containsKey(child.id()))
              .count();
      hint(lines.getOrDefault(area.id(), 0), AreasProblem.DIVIDED_UNASSIGNED, area.name(), left);
    }
  }

  /** Nobody is left in an area that ends: what is below a district belongs to the province. */
  private void peopledEnds() {
    for (Area area : ended.values()) {
      boolean received = receivers.containsKey(area.id()) || divided.containsKey(area.id());
      boolean left =
          known.inhabited().contains(area.id())
              || below.getOrDefault(area.id(), List.of()).stream().anyMatch(this::leftBehind);
      if (!received && left) {
        problem(
            lines.getOrDefault(area.id(), 0),
            AreasProblem.ENDS_WITH_PEOPLE,
            area.code(),
            area.name());
      }
    }
  }

  private boolean leftBehind(Area below) {
    Alter alter = altered.get(below.id());
    return below.level() == AreaLevel.VILLAGE
        && !ended.containsKey(below.id())
        && (alter == null || alter.parent() == null);
  }

  private void problem(int line, AreasProblem code, Object... arguments) {
    findings.add(new Finding(line, Problem.of(code, arguments), false));
  }

  private void hint(int line, AreasProblem code, Object... arguments) {
    findings.add(new Finding(line, Problem.of(code, arguments), true));
  }
}
