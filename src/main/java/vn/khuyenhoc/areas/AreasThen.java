package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Texts;

/**
 * The tree of areas as it was on a day, for whoever reads what was then. Rights go with what areas
 * held: who reaches an area today reaches on an earlier day whatever went into it as a whole.
 */
@Service
public class AreasThen {

  private final AreaTable table;
  private final AreaHistoryTable past;
  private final Areas areas;

  AreasThen(AreaTable table, AreaHistoryTable past, Areas areas) {
    this.table = table;
    this.past = past;
    this.areas = areas;
  }

  /** An area as it was on a day; empty where it was not yet, or no longer. */
  public Optional<Area> byId(int id, LocalDate day) {
    return table.byId(id, day);
  }

  /** From the nation down to the area itself, as it was on a day. */
  public List<Area> path(int id, LocalDate day) {
    return table.path(id, day);
  }

  /** All areas of a level at or below these areas on a day, in Vietnamese order of names. */
  public List<Area> below(Collection<Integer> ids, AreaLevel level, LocalDate day) {
    return ids.isEmpty() ? List.of() : table.below(ids, level, day);
  }

  /** The area of a level that contained each of these on a day; without those that had none. */
  public Map<Integer, Area> above(Collection<Integer> ids, AreaLevel level, LocalDate day) {
    return ids.isEmpty() ? Map.of() : past.above(ids, level, day);
  }

  /** These areas and everything that ever went into them as a whole, over all reorganisations. */
  public List<Integer> before(Collection<Integer> ids) {
    return ids.isEmpty() ? List.of() : past.before(ids);
  }

  /**
   * These areas, everything that went into them, and everything that was divided and of which they
   * are a part: what was begun there may be about what lies here today.
   */
  public List<Integer> origins(Collection<Integer> ids) {
    return ids.isEmpty() ? List.of() : past.origins(ids);
  }

  /** Whether the actor reaches an area of a day, or what became of it. */
  public boolean reaches(Actor actor, Right right, int areaId, LocalDate day) {
    List<Integer> own = actor.areasFor(right);
    return !own.isEmpty()
        && (table.within(areaId, past.before(own), day) || areas.reaches(actor, right, areaId));
  }

  /**
   * The first step of every page about an area of a day.
   *
   * @throws ForbiddenException if the actor holds the right nowhere
   * @throws NotFoundException if it reaches neither the area nor what became of it
   */
  public void require(Actor actor, Right right, int areaId, LocalDate day) {
    if (!actor.holds(right)) {
      throw new ForbiddenException(right);
    }
    if (!reaches(actor, right, areaId, day)) {
      throw new NotFoundException("area " + areaId + " on " + day + " for " + right);
    }
  }

  /**
   * Other names of areas, in the reader's words: what those of today were called before, or what
   * those of an earlier day are called now. One statement.
   *
   * @param day the day of the tree that is read
   * @return by area, to stand beside its name in brackets; without those that were never called
   *     otherwise
   */
  public Map<Integer, String> otherNames(
      Basis basis, Collection<Integer> ids, LocalDate day, Texts t) {
    Map<Integer, String> names = new HashMap<>();
    if (basis == Basis.AS_IS) {
      areas.formerNames(ids).forEach((id, former) -> names.put(id, AreaNames.before(t, former)));
    } else {
      areas.laterNames(ids, day).forEach((id, later) -> names.put(id, AreaNames.now(t, later)));
    }
    names.values().removeIf(String::isEmpty);
    return names;
  }
}
