package vn.khuyenhoc.recognition;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.KnownFacts;

/** Which facts the formulas of a criteria set name; the others are not gathered. */
final class UsedFacts {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

  private UsedFacts() {}

  /** The names in the order of the alphabet. */
  static Set<String> of(CriteriaSet set) {
    Set<String> used = new TreeSet<>();
    set.indicators()
        .forEach(
            one -> {
              add(used, set, one.appliesWhen());
              if (one.computed() != null) {
                add(used, set, one.computed().value());
              }
            });
    set.pass().conditions().forEach(one -> add(used, set, one.formula()));
    return used;
  }

  private static void add(Set<String> used, CriteriaSet set, String formula) {
    Matcher names = NAME.matcher(formula);
    while (names.find()) {
      if (KnownFacts.find(set.model(), set.level(), names.group()).isPresent()) {
        used.add(names.group());
      }
    }
  }
}
