package vn.khuyenhoc.areas;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;

/**
 * Takes an official list as a whole: the tree is reorganised and what the list tells of its areas
 * is recorded, in one transaction.
 */
@Service
public class OfficialLists {

  private final Reorganisations reorganisations;
  private final AreaFacts facts;

  OfficialLists(Reorganisations reorganisations, AreaFacts facts) {
    this.reorganisations = reorganisations;
    this.facts = facts;
  }

  /**
   * What a list came to.
   *
   * @param applied the reorganisation; null where the tree was so already
   * @param facts how many values were recorded
   */
  public record Taken(Reorganisations.@Nullable Applied applied, int facts) {}

  /**
   * Applies a list.
   *
   * @param declared what changes, as for {@link Reorganisations#apply}
   * @param rows population, area and the like of its areas, from {@link FactSheet#read}
   * @return refused as the reorganisation is; a list that changes nothing in the tree is taken
   *     where it tells something new of its areas
   */
  @Transactional
  public Result<Taken> apply(
      Actor actor,
      int scopeId,
      LocalDate day,
      Reorganisation.Decree decree,
      DeclaredChanges declared,
      List<FactSheet.Row> rows) {
    Result<Reorganisations.Applied> result =
        reorganisations.apply(actor, scopeId, day, decree, declared);
    if (result instanceof Result.Ok<Reorganisations.Applied>(Reorganisations.Applied applied)) {
      return Result.ok(new Taken(applied, tell(actor, applied.id(), rows)));
    }
    if (rows.isEmpty() || !unchanged(result.problems())) {
      return Result.refused(result.problems());
    }
    int recorded = facts.recordListed(actor, null, scopeId, day, decree.number(), rows);
    return recorded == 0 ? Result.refused(result.problems()) : Result.ok(new Taken(null, recorded));
  }

  /**
   * Records what the list of a reorganisation tells of its areas, in the transaction that applies
   * it.
   *
   * @return how many values were recorded
   */
  @Transactional
  public int tell(Actor actor, int reorganisationId, List<FactSheet.Row> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    Reorganisation applied = reorganisations.byId(reorganisationId);
    return facts.recordListed(
        actor, reorganisationId, applied.scopeId(), applied.effectiveOn(), applied.decree(), rows);
  }

  private static boolean unchanged(List<Problem> problems) {
    return problems.stream().allMatch(one -> one.code() == AreasProblem.NOTHING_CHANGES);
  }
}
