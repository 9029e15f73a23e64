package vn.khuyenhoc.areas;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Problem;

/** What is to be known of the areas that a reorganisation touches before it is recorded. */
@Component
class Concerns {

  private final ObjectProvider<ReorganisationConcern> concerns;

  Concerns(ObjectProvider<ReorganisationConcern> concerns) {
    this.concerns = concerns;
  }

  /** What every module above says of it. */
  List<Problem> about(Reorganisations.Preview preview) {
    ReorganisationPlan plan = preview.plan();
    Set<Integer> communes = new LinkedHashSet<>();
    preview.moves().forEach(move -> communes.add(move.commune().id()));
    Stream.concat(
            Stream.concat(plan.ended().stream(), plan.undecided().stream()),
            plan.changed().stream().map(ReorganisationPlan.Changed::was))
        .forEach(
            area -> {
              Integer above = area.parentId();
              if (area.level() == AreaLevel.COMMUNE) {
                communes.add(area.id());
              } else if (area.level() == AreaLevel.VILLAGE && above != null) {
                communes.add(above);
              }
            });
    return concerns
        .orderedStream()
        .flatMap(one -> one.about(communes, plan.effectiveOn()).stream())
        .toList();
  }
}
