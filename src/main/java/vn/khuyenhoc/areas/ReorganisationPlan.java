package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.List;
import vn.khuyenhoc.platform.Problem;

/**
 * What would be written into the tree. Areas that do not exist yet have negative numbers: the first
 * of {@link #created} is −1.
 *
 * @param effectiveOn the day
 * @param created areas that come into being, parents before what is below them
 * @param changed areas that go on with another code, name, kind or parent
 * @param ended areas that end, the widest first
 * @param successions what became of areas that ended
 * @param unassigned for each divided area that leaves something unassigned, the line that holds it
 * @param undecided areas of which nothing tells what becomes of them; they go on
 * @param unchanged how many areas named by the list or the decree stay as they are
 * @param links how many lines of succession were understood
 * @param findings all problems, and hints
 */
public record ReorganisationPlan(
    LocalDate effectiveOn,
    List<Created> created,
    List<Changed> changed,
    List<Area> ended,
    List<Succession> successions,
    List<Unassigned> unassigned,
    List<Area> undecided,
    int unchanged,
    int links,
    List<Finding> findings) {

  public ReorganisationPlan {
    created = List.copyOf(created);
    changed = List.copyOf(changed);
    ended = List.copyOf(ended);
    successions = List.copyOf(successions);
    unassigned = List.copyOf(unassigned);
    undecided = List.copyOf(undecided);
    findings = List.copyOf(findings);
  }

  /** An area that comes into being; its parent may be one of them too. */
  public record Created(AreaLevel level, int parent, String code, String name, String kind) {}

  /** An area that goes on, as it was and as it will be. */
  public record Changed(Area was, int parent, String code, String name, String kind) {
    /** Whether its name is another. */
    public boolean renamed() {
      return !was.name().equals(name);
    }

    /** Whether its code is another. */
    public boolean recoded() {
      return !was.code().equals(code);
    }

    /** Whether its kind is another. */
    public boolean ofOtherKind() {
      return !was.kind().equals(kind);
    }

    /** Whether it belongs to another area. */
    public boolean moved() {
      Integer parentId = was.parentId();
      return parentId == null || parentId != parent;
    }
  }

  /** What became of an area. */
  public record Succession(int from, int to, DeclaredChanges.Extent extent) {}

  /** The line that holds what a divided area had. */
  public record Unassigned(int divided, int holder) {}

  /**
   * Something wrong, or only to be known, with the line it stands on; 0 for the whole.
   *
   * @param hint whether it is only to be known
   */
  public record Finding(int line, Problem problem, boolean hint) {}

  /** Those of the findings that forbid it. */
  public List<Finding> problems() {
    return findings.stream().filter(finding -> !finding.hint()).toList();
  }

  /** Those of the findings that are only to be known. */
  public List<Finding> hints() {
    return findings.stream().filter(Finding::hint).toList();
  }

  /** Whether nothing would be written. */
  public boolean empty() {
    return created.isEmpty() && changed.isEmpty() && ended.isEmpty();
  }

  /** How many areas of a level change their name, their code, their place or their kind. */
  public Counts counts(AreaLevel level) {
    List<Changed> here = changed.stream().filter(one -> one.was().level() == level).toList();
    return new Counts(
        (int)
            created.stream()
                .filter(one -> one.level() == level && !one.kind().equals(AreaKinds.UNASSIGNED))
                .count(),
        (int) ended.stream().filter(one -> one.level() == level).count(),
        (int) here.stream().filter(Changed::renamed).count(),
        (int) here.stream().filter(Changed::recoded).count(),
        (int) here.stream().filter(Changed::moved).count(),
        (int) here.stream().filter(Changed::ofOtherKind).count(),
        (int) undecided.stream().filter(one -> one.level() == level).count());
  }

  /** How many areas of one level. */
  public record Counts(
      int created, int ended, int renamed, int recoded, int moved, int otherKind, int undecided) {
    /** Whether there is none. */
    public boolean none() {
      return created + ended + renamed + recoded + moved + otherKind + undecided == 0;
    }
  }
}
