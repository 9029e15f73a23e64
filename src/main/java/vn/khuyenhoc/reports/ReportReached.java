package vn.khuyenhoc.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reports.ReportFigure.Reached;

/** Of how many areas a number was added up, in words. */
final class ReportReached {

  private final Texts t;

  ReportReached(Texts texts) {
    this.t = texts;
  }

  /**
   * What is not complete: 6/75 xã, phường của Tỉnh Sơn La; of many areas together where more than
   * one is not.
   *
   * @param reached of how many areas, level by level
   * @param whole the area that the number is of, which is not named
   * @return empty where nothing is missing
   */
  String words(List<Reached> reached, int whole) {
    Map<String, List<Reached>> levels = new LinkedHashMap<>();
    List<String> said = new ArrayList<>();
    for (Reached one : reached) {
      if (one.areaId() != whole) {
        levels.computeIfAbsent(one.level(), any -> new ArrayList<>()).add(one);
      } else if (!one.all()) {
        said.add(count(one));
      }
    }
    levels
        .values()
        .forEach(
            all -> {
              List<Reached> open = all.stream().filter(one -> !one.all()).toList();
              if (open.size() == 1) {
                said.add(
                    ReportSays.say("reached.in", count(open.getFirst()), open.getFirst().name()));
              } else if (!open.isEmpty()) {
                said.add(ReportSays.say("reached.of", count(sum(all)), all.size()));
              }
            });
    return String.join("; ", said);
  }

  private static Reached sum(List<Reached> all) {
    return all.stream()
        .reduce(
            (one, more) ->
                new Reached(
                    0, "", one.level(), one.added() + more.added(), one.areas() + more.areas()))
        .orElseThrow();
  }

  private String count(Reached one) {
    return ReportSays.say(
        "reached", one.added(), one.areas(), t.t("reporting.unit." + one.level()));
  }
}
