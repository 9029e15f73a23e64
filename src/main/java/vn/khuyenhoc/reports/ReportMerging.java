package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.reports.ReportContent.Gathered;
import vn.khuyenhoc.reports.ReportContent.Merged;
import vn.khuyenhoc.reports.ReportContent.Place;
import vn.khuyenhoc.reports.ReportContent.Section;
import vn.khuyenhoc.reports.ReportContent.Source;
import vn.khuyenhoc.reports.ReportContent.Sum;
import vn.khuyenhoc.reports.ReportFigure.Reached;

/**
 * Puts the reports of the areas below together: sums of what is reported by hand, and their
 * difficulties and proposals under their names. What has no sum is never added up; who sent nothing
 * stays named, and what was missing further below travels up as a count.
 */
final class ReportMerging {

  private ReportMerging() {}

  /**
   * Puts them together.
   *
   * @param own the report they go into
   * @param below every area directly below, in order
   * @param sent the newest version that each has sent; without those that sent none
   * @param returned the areas below whose report was sent back
   * @param at the moment
   */
  static Merged of(
      ReportContent own,
      List<Place> below,
      Map<Integer, Report.Sent> sent,
      Set<Integer> returned,
      Instant at) {
    List<Source> sources = new ArrayList<>();
    List<Place> missing = new ArrayList<>();
    Map<Place, ReportContent> contents = new LinkedHashMap<>();
    for (Place place : below) {
      Report.Sent one = sent.get(place.id());
      if (one == null) {
        missing.add(place);
      } else {
        sources.add(
            new Source(
                place.id(), place.name(), one.reportId().toString(), one.version(), one.hash()));
        contents.put(place, one.content());
      }
    }
    List<Sum> sums = new ArrayList<>();
    for (ReportFigure figure : own.figures()) {
      // what no level below is asked for is not missing there
      if (figure.byHand()
          && contents.values().stream().anyMatch(one -> one.figure(figure.key()) != null)) {
        sums.add(sum(figure, contents));
      }
    }
    Map<ReportSection, List<Gathered>> gathered = new TreeMap<>();
    contents.forEach(
        (place, content) -> {
          for (Section section : content.sections()) {
            if (section.key().gathered() && !section.text().isBlank()) {
              gathered
                  .computeIfAbsent(section.key(), any -> new ArrayList<>())
                  .add(new Gathered(place.id(), place.name(), section.text()));
            }
          }
        });
    return new Merged(
        at.toString(),
        sources,
        missing,
        missing.stream().map(Place::id).filter(returned::contains).toList(),
        sums,
        gathered);
  }

  private static Sum sum(ReportFigure figure, Map<Place, ReportContent> contents) {
    BigDecimal value = null;
    BigDecimal numerator = null;
    BigDecimal denominator = null;
    int added = 0;
    List<String> silent = new ArrayList<>();
    List<String> apart = new ArrayList<>();
    List<ReportFigure.Part> parts = new ArrayList<>();
    List<Reached> reached = new ArrayList<>();
    for (Map.Entry<Place, ReportContent> entry : contents.entrySet()) {
      Place place = entry.getKey();
      ReportFigure one = entry.getValue().figure(figure.key());
      BigDecimal of = one == null ? null : one.number();
      if (one != null) {
        parts.add(
            new ReportFigure.Part(
                place.id(), place.name(), one.value(), one.numerator(), one.denominator()));
      }
      if (one == null || of == null) {
        silent.add(place.name());
      } else if (!one.addable()) {
        apart.add(place.name());
      } else if (one.kind() == ReportFigure.Kind.PERCENT) {
        BigDecimal over = ReportFigure.decimal(one.numerator());
        BigDecimal under = ReportFigure.decimal(one.denominator());
        if (over == null || under == null) {
          apart.add(place.name());
        } else {
          numerator = plus(numerator, over);
          denominator = plus(denominator, under);
          added++;
          reached.addAll(reached(place, one));
        }
      } else {
        value = plus(value, of);
        added++;
        reached.addAll(reached(place, one));
      }
    }
    if (figure.kind() == ReportFigure.Kind.PERCENT) {
      value = ReportWords.percent(numerator, denominator);
    }
    return new Sum(
        figure.key(),
        ReportFigure.kept(value),
        ReportFigure.kept(numerator),
        ReportFigure.kept(denominator),
        added,
        silent,
        apart,
        parts,
        reached);
  }

  /** What a number of an area was added up of, level by level. */
  private static List<Reached> reached(Place place, ReportFigure one) {
    Map<String, Reached> levels = new LinkedHashMap<>();
    for (Reached of : one.reached()) {
      levels.merge(
          of.level(),
          new Reached(place.id(), place.name(), of.level(), of.added(), of.areas()),
          (all, more) ->
              new Reached(
                  place.id(),
                  place.name(),
                  all.level(),
                  all.added() + more.added(),
                  all.areas() + more.areas()));
    }
    return List.copyOf(levels.values());
  }

  private static BigDecimal plus(@Nullable BigDecimal sum, BigDecimal more) {
    return sum == null ? more : sum.add(more);
  }
}
