package vn.khuyenhoc.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reports.ReportContent.Gathered;
import vn.khuyenhoc.reports.ReportContent.Head;
import vn.khuyenhoc.reports.ReportContent.Merged;
import vn.khuyenhoc.reports.ReportContent.Place;
import vn.khuyenhoc.reports.ReportContent.Section;
import vn.khuyenhoc.reports.ReportContent.Source;
import vn.khuyenhoc.reports.ReportContent.Sum;

/**
 * What differs between two versions of a report: everything that is printed of it.
 *
 * @param head lines around the document that differ
 * @param figures figures that differ, in the order of the newer version
 * @param sums sums of what the areas below sent that differ
 * @param prepared prepared sentences that went or came, by section
 * @param texts texts that differ: the office's by section, and what areas below wrote
 * @param sources areas below whose report went in, in another version, or no more
 * @param files what was attached or taken off
 */
public record ReportDifferences(
    List<HeadLine> head,
    List<Figure> figures,
    List<Figure> sums,
    List<Prepared> prepared,
    List<Text> texts,
    List<Below> sources,
    List<Attached> files) {

  public ReportDifferences {
    head = List.copyOf(head);
    figures = List.copyOf(figures);
    sums = List.copyOf(sums);
    prepared = List.copyOf(prepared);
    texts = List.copyOf(texts);
    sources = List.copyOf(sources);
    files = List.copyOf(files);
  }

  /**
   * A line around the document as it was and is; empty for none.
   *
   * @param key of its name
   */
  public record HeadLine(String key, String before, String after) {}

  /** A figure as it was and is; null where it was not there. */
  public record Figure(String label, @Nullable ReportFigure before, @Nullable ReportFigure after) {}

  /** Prepared sentences of a section that are gone, and those that are new. */
  public record Prepared(ReportSection section, List<String> gone, List<String> added) {
    public Prepared {
      gone = List.copyOf(gone);
      added = List.copyOf(added);
    }

    /** Each with the words of it that changed. */
    public List<ReportChange> changes() {
      return ReportChange.of(gone, added);
    }
  }

  /**
   * A text as it was and is; empty for none.
   *
   * @param area the area below that wrote it; empty for the office itself
   */
  public record Text(ReportSection section, String area, String before, String after) {

    /** The lines that changed, each with the words of it that did. */
    public List<ReportChange> changes() {
      return ReportChange.of(before.lines().toList(), after.lines().toList());
    }
  }

  /**
   * An area below that was put together.
   *
   * @param before the version of its report that went in; 0 for none
   * @param after the same of the newer version
   */
  public record Below(String name, int before, int after) {}

  /** A file that was added, or else taken off. */
  public record Attached(String name, boolean added) {}

  /** Whether nothing differs. */
  public boolean none() {
    return head.isEmpty()
        && figures.isEmpty()
        && sums.isEmpty()
        && prepared.isEmpty()
        && texts.isEmpty()
        && sources.isEmpty()
        && files.isEmpty();
  }

  /**
   * Compares two versions. Sentences that differ by nothing but the moment at which each was filled
   * say the same.
   *
   * @param t the words they are written in
   */
  static ReportDifferences of(ReportContent before, ReportContent after, Texts t) {
    List<Text> texts = new ArrayList<>();
    List<Prepared> prepared = new ArrayList<>();
    sections(before, after, t, texts, prepared);
    Map<String, ReportFigure> labels = new LinkedHashMap<>(before.byKey());
    labels.putAll(after.byKey());
    return new ReportDifferences(
        head(before.head(), after.head()),
        figures(before.byKey(), after.byKey()),
        figures(sums(before.merged(), labels), sums(after.merged(), labels)),
        prepared,
        texts,
        sources(before.merged(), after.merged()),
        files(before.files(), after.files()));
  }

  private static List<HeadLine> head(@Nullable Head before, @Nullable Head after) {
    Map<String, String> was = lines(before);
    Map<String, String> is = lines(after);
    List<HeadLine> head = new ArrayList<>();
    is.forEach(
        (key, line) -> {
          if (!line.equals(was.get(key))) {
            head.add(new HeadLine(key, was.getOrDefault(key, ""), line));
          }
        });
    was.forEach(
        (key, line) -> {
          if (!is.containsKey(key) && !line.isEmpty()) {
            head.add(new HeadLine(key, line, ""));
          }
        });
    return head;
  }

  private static Map<String, String> lines(@Nullable Head of) {
    Map<String, String> lines = new LinkedHashMap<>();
    if (of != null) {
      lines.put("reports.head.number", of.number());
      lines.put("reports.head.symbol", of.symbol());
      lines.put("reports.head.signed-on", of.signedOn());
      lines.put("reports.head.place", of.place());
      lines.put("reports.head.superior", of.superior());
      lines.put("reports.head.issuer", of.issuer());
      lines.put("reports.head.on-behalf-of", of.onBehalfOf());
      lines.put("reports.head.in-place-of", of.inPlaceOf());
      lines.put("reports.head.position", of.position());
      lines.put("reports.head.signer", of.signer());
      lines.put("reports.head.recipients", String.join("\n", of.recipients()));
      lines.put("reports.head.archive", of.archive());
    }
    return lines;
  }

  private static List<Figure> figures(
      Map<String, ReportFigure> old, Map<String, ReportFigure> now) {
    List<Figure> figures = new ArrayList<>();
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
    return figures;
  }

  /** The sums as figures of their own, so that they are compared and said like them. */
  private static Map<String, ReportFigure> sums(
      @Nullable Merged of, Map<String, ReportFigure> labels) {
    Map<String, ReportFigure> sums = new LinkedHashMap<>();
    if (of != null) {
      for (Sum sum : of.sums()) {
        ReportFigure figure = labels.get(sum.figure());
        if (figure != null) {
          sums.put(
              sum.figure(),
              figure.gathered(
                  sum.value(),
                  sum.numerator(),
                  sum.denominator(),
                  String.join(", ", sum.silent()) + "|" + String.join(", ", sum.apart()),
                  "",
                  sum.parts(),
                  List.of()));
        }
      }
    }
    return sums;
  }

  private static void sections(
      ReportContent before,
      ReportContent after,
      Texts t,
      List<Text> texts,
      List<Prepared> prepared) {
    String then = ReportPeriod.of(before, t).moment();
    String later = ReportPeriod.of(after, t).moment();
    for (ReportSection key : ReportSection.values()) {
      Section was = before.section(key);
      Section is = after.section(key);
      List<String> old = was == null ? List.of() : was.sentences();
      List<String> now = is == null ? List.of() : is.sentences();
      List<String> gone = without(old, then, now, later);
      List<String> added = without(now, later, old, then);
      if (!gone.isEmpty() || !added.isEmpty()) {
        prepared.add(new Prepared(key, gone, added));
      }
      text(key, "", was == null ? "" : was.text(), is == null ? "" : is.text(), texts);
      Map<Integer, Gathered> theirs = gathered(was);
      Map<Integer, Gathered> ours = gathered(is);
      ours.forEach(
          (area, one) -> {
            Gathered other = theirs.get(area);
            text(key, one.name(), other == null ? "" : other.text(), one.text(), texts);
          });
      theirs.forEach(
          (area, one) -> {
            if (!ours.containsKey(area)) {
              text(key, one.name(), one.text(), "", texts);
            }
          });
    }
  }

  /** Sentences of one version that the other does not say, each of its own moment. */
  private static List<String> without(
      List<String> said, String moment, List<String> other, String otherMoment) {
    return said.stream().filter(one -> !other.contains(one.replace(moment, otherMoment))).toList();
  }

  private static Map<Integer, Gathered> gathered(@Nullable Section of) {
    Map<Integer, Gathered> gathered = new LinkedHashMap<>();
    if (of != null) {
      of.gathered().forEach(one -> gathered.put(one.areaId(), one));
    }
    return gathered;
  }

  private static void text(
      ReportSection section, String area, String was, String is, List<Text> texts) {
    if (!was.equals(is)) {
      texts.add(new Text(section, area, was, is));
    }
  }

  private static List<Below> sources(@Nullable Merged before, @Nullable Merged after) {
    Map<Integer, Source> was = byArea(before);
    Map<Integer, Source> is = byArea(after);
    List<Below> below = new ArrayList<>();
    is.forEach(
        (area, one) -> {
          Source other = was.get(area);
          if (other == null || !other.hash().equals(one.hash())) {
            below.add(new Below(one.name(), other == null ? 0 : other.version(), one.version()));
          }
        });
    was.forEach(
        (area, one) -> {
          if (!is.containsKey(area)) {
            below.add(new Below(one.name(), one.version(), 0));
          }
        });
    if (before == null && after != null) {
      after.missing().stream().map(Place::name).forEach(name -> below.add(new Below(name, 0, 0)));
    }
    return below;
  }

  private static Map<Integer, Source> byArea(@Nullable Merged of) {
    Map<Integer, Source> sources = new LinkedHashMap<>();
    if (of != null) {
      of.sources().forEach(one -> sources.put(one.areaId(), one));
    }
    return sources;
  }

  private static List<Attached> files(
      List<ReportContent.File> before, List<ReportContent.File> after) {
    List<Attached> files = new ArrayList<>();
    after.stream()
        .filter(one -> !before.contains(one))
        .forEach(one -> files.add(new Attached(one.name(), true)));
    before.stream()
        .filter(one -> !after.contains(one))
        .forEach(one -> files.add(new Attached(one.name(), false)));
    return files;
  }

  private static boolean same(ReportFigure one, ReportFigure other) {
    return Objects.equals(one.value(), other.value())
        && Objects.equals(one.numerator(), other.numerator())
        && Objects.equals(one.denominator(), other.denominator())
        && Objects.equals(one.previous(), other.previous())
        && one.state() == other.state()
        && one.remark().equals(other.remark())
        && one.parts().equals(other.parts())
        && one.reached().equals(other.reached());
  }
}
