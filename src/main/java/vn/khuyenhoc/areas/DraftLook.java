package vn.khuyenhoc.areas;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What a draft would do, as it was looked at.
 *
 * @param version the draft's version that was looked at
 * @param at when
 * @param day from which it would hold
 * @param counts for each level with changes how many
 * @param unchanged how many areas of the list or the decree stay as they are
 * @param communes what lies in each commune that ends, is renamed or undecided, and where it goes
 * @param created the areas that come into being, and what they come from
 * @param changed the areas that go on otherwise; villages only where they do not just follow
 * @param undecided areas of which nothing tells what becomes of them
 * @param divided areas that are divided and leave villages or households unassigned
 * @param villages how many villages follow
 * @param contents how many of what follows: households, dossiers
 * @param remarks everything wrong, and everything to be known
 */
public record DraftLook(
    int version,
    Instant at,
    LocalDate day,
    Map<AreaLevel, ReorganisationPlan.Counts> counts,
    int unchanged,
    List<Reorganisations.Move> communes,
    List<Fresh> created,
    List<Altered> changed,
    List<Area> undecided,
    List<Area> divided,
    int villages,
    Map<String, Long> contents,
    List<Remark> remarks) {

  /** An area that comes into being. */
  public record Fresh(
      AreaLevel level,
      String code,
      String name,
      String kind,
      String parent,
      List<String> predecessors) {}

  /** An area that goes on otherwise; the area above only where it is another. */
  public record Altered(
      Area was,
      String code,
      String name,
      String kind,
      @Nullable String from,
      @Nullable String to) {}

  /** Where something stands that is remarked on. */
  public enum Source {
    /** The whole. */
    WHOLE,
    /** A line of the file that tells what went into what. */
    SUCCESSION,
    /** A line of the official list. */
    LIST,
    /** One of the changes entered one by one. */
    CHANGE
  }

  /**
   * Something wrong, or only to be known.
   *
   * @param line which line, or which change from 1
   * @param hint whether it is only to be known
   */
  public record Remark(Source source, int line, Problem problem, boolean hint) {
    /** Where it stands; empty for the whole. */
    public String place(Texts t) {
      return source == Source.WHOLE ? "" : t.t("areas.draft.place." + source.name(), line);
    }

    /** What is wrong and what to do. */
    public String sentence(Texts t) {
      return t.t(
          problem.code().messageKey(),
          problem.arguments().stream()
              .map(
                  argument ->
                      argument instanceof DraftRules.Elsewhere other ? other.words(t) : argument)
              .toArray());
    }
  }

  /** Everything that forbids to record it. */
  public List<Remark> problems() {
    return remarks.stream().filter(remark -> !remark.hint()).toList();
  }

  /** Everything that is only to be known. */
  public List<Remark> hints() {
    return remarks.stream().filter(Remark::hint).toList();
  }

  /** Whether nothing forbids to record it. */
  public boolean sound() {
    return remarks.stream().allMatch(Remark::hint);
  }

  /** The parts of a look, in the order of their tabs. */
  public enum Part {
    /** What is wrong. */
    PROBLEMS,
    /** What lies in each commune, and where it goes. */
    COMMUNES,
    /** What comes into being. */
    CREATED,
    /** What goes on otherwise. */
    CHANGED,
    /** What nothing tells of. */
    UNDECIDED,
    /** What is to be known. */
    HINTS
  }
}
