package vn.khuyenhoc.recognition;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.Facts;

/** The facts of dossiers as they are today, one statement for any number of them. */
@Component
class LiveFacts {

  private final FactTable table;

  LiveFacts(FactTable table) {
    this.table = table;
  }

  /** The same dossiers with the facts of today. */
  List<DossierRow> in(Campaign campaign, CriteriaSet set, List<DossierRow> rows) {
    Map<DossierKey, Facts> facts = of(campaign, set, rows.stream().map(DossierRow::key).toList());
    return rows.stream().map(row -> row.with(facts.getOrDefault(row.key(), Facts.NONE))).toList();
  }

  /** The facts of today that the set uses. */
  Map<DossierKey, Facts> of(Campaign campaign, CriteriaSet set, Collection<DossierKey> keys) {
    return table.of(campaign, UsedFacts.of(set), keys);
  }

  /** What the set uses of one dossier today. */
  Facts of(Campaign campaign, CriteriaSet set, DossierKey key) {
    return of(campaign, set, List.of(key)).getOrDefault(key, Facts.NONE);
  }
}
