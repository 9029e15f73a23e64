package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.criteria.Score;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.DossierStream.Read;

/**
 * What would be otherwise: dossiers that were decided and come to something else by the numbers of
 * today, and dossiers of a campaign by the criteria of another set. Only reads.
 */
@Service
@Transactional(readOnly = true)
public class Comparisons {

  private static final Set<Stage> SCORED =
      Set.of(Stage.SCORED, Stage.SENT, Stage.RETURNED, Stage.APPROVED, Stage.RECOGNISED);

  private final Dossiers dossiers;
  private final DossierStream stream;
  private final DossierListTable lists;
  private final CriteriaSets sets;
  private final Areas areas;

  Comparisons(
      Dossiers dossiers,
      DossierStream stream,
      DossierListTable lists,
      CriteriaSets sets,
      Areas areas) {
    this.dossiers = dossiers;
    this.areas = areas;
    this.stream = stream;
    this.lists = lists;
    this.sets = sets;
  }

  /** A dossier with what it comes to otherwise, small enough to keep many. */
  private record Otherwise(Read read, Facts facts, Standing now, boolean outcome) {}

  /** So many dossiers are computed anew while somebody waits for a page. */
  public static final int MOST = 20_000;

  /**
   * The communes of which one is to be chosen before {@link #decidedOtherwise} is asked, with how
   * many dossiers each has; nothing where all together are few enough for a page.
   */
  public List<AreaProgress> tooMany(Actor actor, int campaignId) {
    if (UsedFacts.of(sets.byId(dossiers.campaign(actor, campaignId).setId())).isEmpty()) {
      return List.of();
    }
    return tooMany(dossiers.areas(actor, campaignId, AreaLevel.COMMUNE, Basis.AS_IS));
  }

  static List<AreaProgress> tooMany(List<AreaProgress> communes) {
    List<AreaProgress> some = communes.stream().filter(one -> one.tally().roll() > 0).toList();
    return some.size() > 1 && some.stream().mapToLong(one -> one.tally().roll()).sum() > MOST
        ? some
        : List.of();
  }

  /**
   * Decided dossiers within the actor's reach that come to something else by the numbers of today;
   * those whose outcome is another one first.
   *
   * @param areaId only those of this area; null for everything within reach, which for a whole
   *     province takes minutes
   * @param page from 1
   */
  public Listing<ChangedResult> decidedOtherwise(
      Actor actor, int campaignId, @Nullable Integer areaId, int page, int size) {
    Campaign campaign = dossiers.campaign(actor, campaignId);
    if (areaId != null) {
      areas.require(actor, Right.DOSSIER_READ, areaId);
    }
    CriteriaSet set = sets.byId(campaign.setId());
    Set<String> used = UsedFacts.of(set);
    if (used.isEmpty()) {
      return new Listing<>(List.of(), 0);
    }
    Scoring.Plan plan = Scoring.plan(set);
    List<Otherwise> found = new ArrayList<>();
    stream.each(
        campaign,
        used,
        areaId == null ? actor.areasFor(Right.DOSSIER_READ) : List.of(areaId),
        campaign.open()
            ? Set.of(Stage.RECOGNISED)
            : Set.of(Stage.SCORED, Stage.SENT, Stage.APPROVED, Stage.RECOGNISED),
        areaId == null && !tooMany(actor, campaignId).isEmpty(),
        read -> {
          Standing now = Standing.of(plan.score(read.answers(), read.today()));
          Standing kept = Standing.of(plan.score(read.answers(), read.kept()));
          if (!now.equals(kept)) {
            found.add(new Otherwise(read, read.today(), now, now.outcome() != read.outcome()));
          }
        });
    found.sort(order());
    return new Listing<>(results(part(found, page, size), set, set), found.size());
  }

  private static Comparator<Otherwise> order() {
    return Comparator.comparing((Otherwise one) -> !one.outcome())
        .thenComparing(one -> one.read().key().homeId())
        .thenComparing(one -> one.read().key().dossierId());
  }

  private static <T> List<T> part(List<T> all, int page, int size) {
    int from = Math.min(all.size(), (Math.max(1, page) - 1) * size);
    return all.subList(from, Math.min(all.size(), from + size));
  }

  private List<ChangedResult> results(
      Collection<Otherwise> found, CriteriaSet before, CriteriaSet after) {
    Map<DossierKey, DossierLine> lines =
        lists.lines(found.stream().map(one -> one.read().key()).toList()).stream()
            .collect(Collectors.toMap(DossierLine::key, line -> line));
    List<ChangedResult> results = new ArrayList<>();
    for (Otherwise one : found) {
      DossierLine line = lines.get(one.read().key());
      if (line != null) {
        Assessment then = Scoring.assess(before, one.read().answers(), one.read().kept());
        results.add(
            new ChangedResult(
                line,
                one.now().outcome(),
                one.now().rating(),
                one.now().total(),
                then,
                Scoring.assess(after, fitting(after, one.read().answers()), one.facts())));
      }
    }
    return results;
  }

  /** The campaigns of the same model and level that the set can be tried over, newest first. */
  public List<Campaign> over(Actor actor, CriteriaSet set) {
    return dossiers.campaigns(actor).stream()
        .filter(one -> one.model() == set.model() && one.level() == set.level())
        .toList();
  }

  /**
   * Tries a set over the dossiers of a campaign. Where the set asks what was never answered, a
   * dossier counts as known only if every possible answer leads to the same outcome.
   *
   * @throws NotFoundException if the campaign is about something else
   */
  public SetComparison over(Actor actor, CriteriaSet set, int campaignId, int page, int size) {
    Campaign campaign =
        over(actor, set).stream()
            .filter(one -> one.id() == campaignId)
            .findFirst()
            .orElseThrow(() -> new NotFoundException("campaign " + campaignId));
    CriteriaSet own = sets.byId(campaign.setId());
    Set<String> used = new TreeSet<>(UsedFacts.of(set));
    Counting counting = new Counting(set);
    stream.each(
        campaign,
        used,
        actor.areasFor(Right.FIGURES_READ),
        SCORED,
        true,
        read -> {
          if (read.outcome() != null) {
            counting.count(read);
          }
        });
    List<Otherwise> changed = counting.changed;
    changed.sort(order());
    boolean named = actor.holds(Right.DOSSIER_READ);
    return new SetComparison(
        counting.dossiers,
        counting.achievedBefore,
        counting.achievedAfter,
        counting.up,
        counting.down,
        counting.open,
        counting.ratingsBefore,
        counting.ratingsAfter,
        counting.unanswered,
        named ? results(part(changed, page, size), own, set) : List.of(),
        changed.size());
  }

  /** The answers that a set asks for, as far as they are steps of its own. */
  private static Map<String, BigDecimal> fitting(CriteriaSet set, Map<String, BigDecimal> answers) {
    Map<String, BigDecimal> fitting = new HashMap<>();
    for (Indicator indicator : set.indicators()) {
      BigDecimal points = answers.get(indicator.id());
      if (points != null && indicator.entered() && indicator.allows(points)) {
        fitting.put(indicator.id(), points);
      }
    }
    return fitting;
  }

  /** Counts one dossier after the other. */
  private static final class Counting {

    private final CriteriaSet set;
    private final Scoring.Plan plan;
    private final List<Indicator> indicators;
    private final Map<Rating, Integer> ratingsBefore = new EnumMap<>(Rating.class);
    private final Map<Rating, Integer> ratingsAfter = new EnumMap<>(Rating.class);
    private final Map<String, Integer> unanswered = new LinkedHashMap<>();
    private final List<Otherwise> changed = new ArrayList<>();
    private int dossiers;
    private int achievedBefore;
    private int achievedAfter;
    private int up;
    private int down;
    private int open;

    Counting(CriteriaSet set) {
      this.set = set;
      this.plan = Scoring.plan(set);
      this.indicators = set.indicators();
    }

    void count(Read read) {
      dossiers++;
      Facts facts = read.today();
      for (Map.Entry<String, Long> kept : read.kept().known().entrySet()) {
        facts = facts.with(kept.getKey(), kept.getValue());
      }
      Rating before = rating(read.outcome(), read.rating());
      ratingsBefore.merge(before, 1, Integer::sum);
      achievedBefore += read.outcome() == Outcome.ACHIEVED ? 1 : 0;
      Score score = score(fitting(set, read.answers()), facts);
      Outcome outcome = score.outcome();
      if (outcome == null) {
        open++;
        return;
      }
      Rating after = rating(outcome, score.rating());
      ratingsAfter.merge(after, 1, Integer::sum);
      achievedAfter += outcome == Outcome.ACHIEVED ? 1 : 0;
      int way = after.compareTo(before);
      if (way != 0 && !(outcome == read.outcome() && plain(before) != plain(after))) {
        up += way > 0 ? 1 : 0;
        down += way < 0 ? 1 : 0;
        changed.add(new Otherwise(read, facts, Standing.of(score), outcome != read.outcome()));
      }
    }

    /** Achieved or not, of a set that knows no more: not comparable with Tốt and Khá. */
    private static boolean plain(Rating rating) {
      return rating == Rating.ACHIEVED;
    }

    private static Rating rating(@Nullable Outcome outcome, @Nullable Rating rating) {
      return rating != null
          ? rating
          : outcome == Outcome.ACHIEVED ? Rating.ACHIEVED : Rating.NOT_ACHIEVED;
    }

    /** A higher answer never gives a lower outcome, so that the worst and the best tell all. */
    private Score score(Map<String, BigDecimal> answers, Facts facts) {
      Score score = plan.score(answers, facts);
      if (score.complete()) {
        return score;
      }
      Map<String, BigDecimal> worst = new HashMap<>(answers);
      Map<String, BigDecimal> best = new HashMap<>(answers);
      for (Indicator indicator : indicators) {
        if (set.asks(indicator, facts) && !answers.containsKey(indicator.id())) {
          unanswered.merge(indicator.id(), 1, Integer::sum);
          worst.put(
              indicator.id(),
              indicator.steps().stream()
                  .map(Step::points)
                  .min(BigDecimal::compareTo)
                  .orElse(BigDecimal.ZERO));
          best.put(
              indicator.id(),
              indicator.steps().stream()
                  .map(Step::points)
                  .max(BigDecimal::compareTo)
                  .orElse(BigDecimal.ZERO));
        }
      }
      Score low = plan.score(worst, facts);
      Score high = plan.score(best, facts);
      return low.outcome() != null
              && low.outcome() == high.outcome()
              && low.rating() == high.rating()
          ? low
          : score;
    }
  }
}
