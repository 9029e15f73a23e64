package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.reporting.ResultsReport.Base;
import vn.khuyenhoc.reporting.ResultsReport.Reporting;

class RankingTest {

  @Test
  void equalSharesHaveOneRankAndTheNextOneIsLeftOut() {
    Ranking ranking =
        Ranking.of(
            List.of(area("A", 30, 60), area("B", 90, 100), area("C", 45, 90), area("D", 10, 100)));
    assertThat(ranking.ranked())
        .extracting(place -> place.figure().name(), Ranking.Place::rank, Ranking.Place::shared)
        .containsExactly(
            tuple("B", 1, false), tuple("A", 2, true), tuple("C", 2, true), tuple("D", 4, false));
    assertThat(ranking.mean()).isEqualTo(new Rate(175, 350));
  }

  @Test
  void sharesThatAreOnlyWrittenAlikeAreNotEqual() {
    Ranking ranking = Ranking.of(List.of(area("A", 6996, 10000), area("B", 7000, 10000)));
    assertThat(ranking.ranked())
        .extracting(place -> place.figure().name(), Ranking.Place::rank)
        .containsExactly(tuple("B", 1), tuple("A", 2));
  }

  @Test
  void fewerThanTenStandApartAndWhatWasNotReportedHasNoRank() {
    Ranking ranking =
        Ranking.of(
            List.of(
                area("A", 9, 9),
                area("B", 1, 10),
                area("C", 0, 0),
                figure("D", 0, 50, Reporting.NOT_REPORTED, false),
                figure("E", 20, 20, Reporting.REPORTED, true)));
    assertThat(ranking.ranked()).extracting(place -> place.figure().name()).containsExactly("B");
    assertThat(ranking.few()).extracting(AreaFigure::name).containsExactly("A", "C");
    assertThat(ranking.silent()).extracting(AreaFigure::name).containsExactly("D");
  }

  private static AreaFigure area(String name, int recognised, int roll) {
    return figure(name, recognised, roll, Reporting.REPORTED, false);
  }

  private static AreaFigure figure(
      String name, int recognised, int roll, Reporting reporting, boolean unassigned) {
    return new AreaFigure(
        name.hashCode(),
        AreaLevel.COMMUNE,
        name,
        name,
        new Tally(
            roll,
            roll - recognised,
            0,
            0,
            0,
            0,
            0,
            0,
            recognised,
            reporting == Reporting.NOT_REPORTED ? 0 : roll),
        new Base.Roll(roll),
        reporting,
        1,
        1,
        null,
        unassigned,
        Set.of());
  }
}
