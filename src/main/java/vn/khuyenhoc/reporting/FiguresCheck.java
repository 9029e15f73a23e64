package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.recognition.Tally;

/**
 * As it was, as it is and the dossiers themselves say the same of every campaign; figures of areas
 * taken at random equal a recount; totals stand in place.
 */
@Component
class FiguresCheck implements Check {

  private static final int AREAS = 12;

  private final Figures figures;
  private final FiguresTable table;
  private final DeclaredTotalTable totals;
  private final Areas areas;

  FiguresCheck(Figures figures, FiguresTable table, DeclaredTotalTable totals, Areas areas) {
    this.figures = figures;
    this.table = table;
    this.totals = totals;
    this.areas = areas;
  }

  @Override
  public String name() {
    return "figures";
  }

  @Override
  @Transactional(readOnly = true)
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (areas.empty()) {
      return faults;
    }
    Actor reader = Actor.operator("check", areas.nation().id());
    for (FiguresTable.Sampled one : table.sampled(AREAS)) {
      for (Basis basis : Basis.values()) {
        List<Integer> campaigns = new ArrayList<>();
        Tally shown = shown(reader, one, basis, campaigns);
        Tally counted =
            campaigns.stream()
                .map(campaign -> table.recount(campaign, one.areaId(), basis))
                .reduce(Tally.NONE, Tally::plus);
        if (!counted.equals(shown)) {
          faults.add(
              "campaign %d, area %d, %s: shown %s, counted %s"
                  .formatted(one.campaignId(), one.areaId(), basis, shown, counted));
        }
      }
    }
    for (FiguresTable.Lost one : table.lost()) {
      faults.add(
          "campaign %d, %s, %s: through its tree %d on the roll, %d recognised, %d sent; counted %d, %d, %d"
              .formatted(
                  one.campaignId(),
                  one.basis(),
                  one.level(),
                  one.shownRoll(),
                  one.shownRecognised(),
                  one.shownReported(),
                  one.roll(),
                  one.recognised(),
                  one.reported()));
    }
    for (int misplaced : totals.misplaced()) {
      faults.add("a total is declared for area " + misplaced + ", no commune or province");
    }
    return faults;
  }

  /** What is shown, and of which campaigns: of a year those of all provinces that it came from. */
  private Tally shown(
      Actor reader, FiguresTable.Sampled one, Basis basis, List<Integer> campaigns) {
    try {
      AreaFigures read = figures.of(reader, one.areaId(), one.campaignId(), basis);
      campaigns.addAll(
          read.campaignIds().isEmpty() ? List.of(one.campaignId()) : read.campaignIds());
      AreaFigure own = read.own();
      return own == null ? Tally.NONE : own.tally();
    } catch (NotFoundException gone) {
      campaigns.add(one.campaignId());
      return Tally.NONE;
    }
  }
}
