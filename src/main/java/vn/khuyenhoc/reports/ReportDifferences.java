package vn.khuyenhoc.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.reports.ReportContent.Section;

/**
 * What differs between two versions of a report.
 *
 * @param figures figures that differ, in the order of the newer version
 * @param texts sections whose text differs
 * @param files what was attached or taken off
 */
public record ReportDifferences(List<Figure> figures, List<Text> texts, List<Attached> files) {

  public ReportDifferences {
    figures = List.copyOf(figures);
    texts = List.copyOf(texts);
    files = List.copyOf(files);
  }

  /** A figure as it was and is; null where it was not there. */
  public record Figure(String label, @Nullable ReportFigure before, @Nullable ReportFigure after) {}

  /** A section's text as it was and is; empty for none. */
  public record Text(ReportSection section, String before, String after) {}

  /** A file that was added, or else taken off. */
  public record Attached(String name, boolean added) {}

  /** Whether nothing differs. */
  public boolean none() {
    return figures.isEmpty() && texts.isEmpty() && files.isEmpty();
  }

  /** Compares two versions. */
  static ReportDifferences of(ReportContent before, ReportContent after) {
    List<Figure> figures = new ArrayList<>();
    Map<String, ReportFigure> old = before.byKey();
    Map<String, ReportFigure> now = after.byKey();
    now.forEach(
        (key, figure) -> {
          ReportFigure was = old.get(key);
          if (was == null || !same(was, figure)) {
            figures.add(new Figure(figure.label(), was, figure));
          }
        });
    old.forEach(
        (key, figure) -> {
          if (!now.containsKey(key)) {
            figures.add(new Figure(figure.label(), figure, null));
          }
        });
    List<Text> texts = new ArrayList<>();
    Map<ReportSection, String> words = new LinkedHashMap<>();
    before.sections().forEach(one -> words.put(one.key(), one.text()));
    for (Section section : after.sections()) {
      String was = words.getOrDefault(section.key(), "");
      if (!was.equals(section.text())) {
        texts.add(new Text(section.key(), was, section.text()));
      }
    }
    List<Attached> files = new ArrayList<>();
    after.files().stream()
        .filter(one -> !before.files().contains(one))
        .forEach(one -> files.add(new Attached(one.name(), true)));
    before.files().stream()
        .filter(one -> !after.files().contains(one))
        .forEach(one -> files.add(new Attached(one.name(), false)));
    return new ReportDifferences(figures, texts, files);
  }

  private static boolean same(ReportFigure one, ReportFigure other) {
    return Objects.equals(one.value(), other.value())
        && Objects.equals(one.numerator(), other.numerator())
        && Objects.equals(one.denominator(), other.denominator())
        && one.state() == other.state()
        && one.remark().equals(other.remark());
  }
}
