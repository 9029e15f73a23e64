package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.recognition.Dependence.Node;
import vn.khuyenhoc.recognition.RecomputingTable.Changed;
import vn.khuyenhoc.recognition.RecomputingTable.Found;
import vn.khuyenhoc.recognition.RecomputingTable.Source;

/**
 * What is not decided yet follows what it is computed from, in the transaction of the change: a
 * title recognised, somebody added, moved or gone, a number corrected. Nothing is read where no
 * open campaign uses what changed. What was decided stays as it was decided.
 */
@Component
class Recomputing {

  private final CampaignTable campaigns;
  private final RecomputingTable table;
  private final FactTable facts;
  private final CriteriaSets sets;
  private final JsonMapper json;

  Recomputing(
      CampaignTable campaigns,
      RecomputingTable table,
      FactTable facts,
      CriteriaSets sets,
      JsonMapper json) {
    this.campaigns = campaigns;
    this.table = table;
    this.facts = facts;
    this.sets = sets;
    this.json = json;
  }

  /** An open campaign with what its criteria use. */
  private record Using(Campaign campaign, CriteriaSet set, Set<String> used) {}

  /**
   * Computes anew whatever depends on it.
   *
   * @param source whose title or numbers changed
   * @param changed of which kinds they are
   * @return how many dossiers were written
   */
  int after(Source source, Set<Node> changed, Actor actor, Instant at) {
    if (changed.isEmpty()) {
      return 0;
    }
    Map<Integer, Using> using = using(EnumSet.copyOf(changed));
    if (using.isEmpty()) {
      return 0;
    }
    List<Integer> near = new ArrayList<>();
    List<Integer> wide = new ArrayList<>();
    using.forEach((id, one) -> (one.campaign().node().area() ? wide : near).add(id));
    Map<Integer, List<DossierRow>> found = new TreeMap<>();
    for (Found one : table.found(source, near, wide)) {
      if (computed(one.row())) {
        found.computeIfAbsent(one.campaignId(), any -> new ArrayList<>()).add(one.row());
      }
    }
    List<Changed> written = new ArrayList<>();
    found.forEach((id, rows) -> written.addAll(anew(Objects.requireNonNull(using.get(id)), rows)));
    if (!written.isEmpty()) {
      table.write(written, actor, at);
    }
    return written.size();
  }

  /** The open campaigns whose criteria use what a change of these can be felt by. */
  private Map<Integer, Using> using(EnumSet<Node> changed) {
    Map<Integer, Using> using = new HashMap<>();
    for (Campaign campaign : campaigns.open()) {
      CriteriaSet set = sets.byId(campaign.setId());
      Set<String> used = UsedFacts.of(set);
      if (Dependence.felt(changed, campaign.node(), used)) {
        using.put(campaign.id(), new Using(campaign, set, used));
      }
    }
    return using;
  }

  /** Whether something computed is kept with it; all others show what holds when looked at. */
  private static boolean computed(DossierRow row) {
    return row.outcome() != null;
  }

  private List<Changed> anew(Using using, List<DossierRow> rows) {
    Map<DossierKey, Facts> today =
        facts.of(using.campaign(), using.used(), rows.stream().map(DossierRow::key).toList());
    Scoring.Plan plan = Scoring.plan(using.set());
    List<Changed> changed = new ArrayList<>();
    for (DossierRow row : rows) {
      Facts now = today.getOrDefault(row.key(), Facts.NONE);
      DossierRow after = DossierRules.recomputed(row.with(now), plan.score(row.answers(), now));
      String changes = changes(row, after);
      if (changes != null || !now.equals(row.facts())) {
        changed.add(new Changed(after, changes));
      }
    }
    return changed;
  }

  /** What is different in what it comes to, and by which facts; null where nothing is. */
  private @Nullable String changes(DossierRow before, DossierRow after) {
    boolean same =
        before.stage() == after.stage()
            && before.outcome() == after.outcome()
            && before.rating() == after.rating()
            && (before.total() == null
                ? after.total() == null
                : after.total() != null && before.total().compareTo(after.total()) == 0);
    if (same) {
      return null;
    }
    Map<String, List<@Nullable Object>> changes = new TreeMap<>();
    put(changes, SourceChange.TOTAL, before.total(), after.total());
    put(changes, SourceChange.OUTCOME, before.outcome(), after.outcome());
    put(changes, SourceChange.RATING, before.rating(), after.rating());
    Set<String> names = new TreeSet<>(before.facts().known().keySet());
    names.addAll(after.facts().known().keySet());
    for (String name : names) {
      put(changes, name, before.facts().get(name), after.facts().get(name));
    }
    return json.writeValueAsString(changes);
  }

  private static void put(
      Map<String, List<@Nullable Object>> changes,
      String name,
      @Nullable Object before,
      @Nullable Object after) {
    String was = text(before);
    String is = text(after);
    if (!Objects.equals(was, is)) {
      List<@Nullable Object> both = new ArrayList<>();
      both.add(was);
      both.add(is);
      changes.put(name, both);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value == null ? null : value.toString();
  }
}
