package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.reporting.ReportedValue;
import vn.khuyenhoc.reports.ReportContent.Place;
import vn.khuyenhoc.reports.ReportContent.Section;
import vn.khuyenhoc.reports.ReportFigure.Kind;
import vn.khuyenhoc.reports.ReportFigure.Part;
import vn.khuyenhoc.reports.ReportFigure.State;

/**
 * What is looked at before a report is sent: sums against parts, against the period before, against
 * what the areas below sent, sections that are missing. Everything at once.
 */
final class ReportChecks {

  /** A number that changed by more than half of what it was, and by at least so many. */
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private static final BigDecimal FEW = BigDecimal.TEN;

  /** A share that changed by more than so many percentage points. */
  private static final BigDecimal POINTS = BigDecimal.valueOf(20);

  private static final int NAMES = 5;
  private static final Duration OLD = Duration.ofDays(1);

  private final ReportContent content;
  private final ReportWords words;
  private final Texts t;
  private final List<ReportFinding> found = new ArrayList<>();

  private ReportChecks(ReportContent content, Texts t) {
    this.content = content;
    this.t = t;
    this.words = new ReportWords(t);
  }

  /**
   * Looks at a report.
   *
   * @param content what it says
   * @param reported what is reported by hand for its year at the moment, by indicator
   * @param sent what the areas below have sent on the same form and period, by area
   * @param now the moment
   * @param t the reader's language
   * @return obstacles first
   */
  static List<ReportFinding> of(
      ReportContent content,
      Map<String, ReportedValue> reported,
      Map<Integer, Report.Sent> sent,
      Instant now,
      Texts t) {
    ReportChecks checks = new ReportChecks(content, t);
    checks.sections();
    checks.enteredSince(reported);
    checks.stale(sent);
    checks.sums();
    checks.parts();
    checks.before();
    checks.below(sent);
    checks.silence();
    if (Duration.between(Instant.parse(content.filledAt()), now).compareTo(OLD) > 0) {
      checks.found.add(
          ReportFinding.warning("", "reports.check.old", Instant.parse(content.filledAt())));
    }
    return checks.found;
  }

  /**
   * Says of a report that it is dated before the day of its figures; empty where it is not, or has
   * no date yet.
   *
   * @param signedOn the day it is to be dated
   */
  static Optional<ReportFinding> dated(
      ReportContent content, @Nullable LocalDate signedOn, Texts t) {
    LocalDate read = ReportPeriod.of(content, t).day();
    return signedOn != null && signedOn.isBefore(read)
        ? Optional.of(ReportFinding.warning("", "reports.check.dated", signedOn, read))
        : Optional.empty();
  }

  private void sections() {
    for (Section section : content.sections()) {
      if (section.key().owed() && section.text().isBlank()) {
        found.add(
            ReportFinding.obstacle(
                section.key().name(), "reports.check.section", t.t(section.key().messageKey())));
      }
    }
  }

  /** What the parts come to, and what is more than the whole of which it is a share. */
  private void sums() {
    for (ReportFigure figure : content.figures()) {
      BigDecimal own = figure.number();
      if (own == null) {
        continue;
      }
      BigDecimal over = ReportFigure.decimal(figure.numerator());
      BigDecimal under = ReportFigure.decimal(figure.denominator());
      if (figure.kind() == Kind.PERCENT
          && over != null
          && under != null
          && over.compareTo(under) > 0) {
        found.add(
            ReportFinding.warning(
                figure.key(),
                "reports.check.above-whole",
                figure.label(),
                t.decimal(over),
                t.decimal(under)));
      }
      if (figure.kind() == Kind.COUNT
          && figure.state() == State.REPORTED
          // a sum of what was sent leaves out what may not be added, and its remark says so
          && !figure.byHand()
          && !figure.parts().isEmpty()) {
        BigDecimal sum =
            figure.parts().stream()
                .map(Part::value)
                .map(ReportFigure::decimal)
                .filter(java.util.Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(own) != 0) {
          found.add(
              ReportFinding.warning(
                  figure.key(),
                  "reports.check.parts",
                  figure.label(),
                  words.value(figure),
                  words.said(figure, sum)));
        }
      }
      if (figure.state() == State.APART) {
        found.add(
            ReportFinding.warning(
                figure.key(), "reports.check.apart", figure.label(), figure.remark()));
      }
    }
  }

  /** What is more than what it is a part of. */
  private void parts() {
    for (ReportPart one : ReportPart.values()) {
      ReportFigure part = content.figure(one.key());
      ReportFigure whole = content.figure(one.whole());
      BigDecimal some = part == null ? null : part.number();
      BigDecimal all = whole == null ? null : whole.number();
      if (part != null && whole != null && some != null && all != null && some.compareTo(all) > 0) {
        found.add(
            ReportFinding.warning(
                part.key(),
                "reports.check.above-other",
                part.label(),
                words.value(part),
                whole.label(),
                words.value(whole)));
      }
    }
  }

  private void before() {
    for (ReportFigure figure : content.figures()) {
      BigDecimal own = figure.number();
      BigDecimal previous = figure.numberBefore();
      if (own == null || previous == null) {
        continue;
      }
      BigDecimal change = own.subtract(previous).abs();
      boolean jump =
          figure.kind() == Kind.PERCENT
              ? change.compareTo(POINTS) > 0
              : change.compareTo(FEW) >= 0
                  && (previous.signum() == 0
                      || change.divide(previous.abs(), 4, RoundingMode.HALF_UP).compareTo(HALF)
                          > 0);
      if (jump) {
        found.add(
            ReportFinding.warning(
                figure.key(),
                "reports.check.jump",
                figure.label(),
                words.before(figure),
                words.value(figure)));
      }
    }
  }

  /** What was put together is held against what the areas below have sent by now, by its hash. */
  private void stale(Map<Integer, Report.Sent> sent) {
    ReportContent.Merged merged = content.merged();
    if (merged == null) {
      return;
    }
    List<String> newer = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    Set<Integer> known = new HashSet<>();
    for (ReportContent.Source source : merged.sources()) {
      known.add(source.areaId());
      Report.Sent now = sent.get(source.areaId());
      if (now == null) {
        gone.add(source.name());
      } else if (!now.hash().equals(source.hash())) {
        newer.add(source.name());
      }
    }
    Map<Integer, String> names = new LinkedHashMap<>();
    content.below().forEach(place -> names.put(place.id(), place.name()));
    List<String> added =
        names.entrySet().stream()
            .filter(one -> sent.containsKey(one.getKey()) && !known.contains(one.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    List<String> said = new ArrayList<>();
    said("reports.check.stale.newer", newer, said);
    said("reports.check.stale.gone", gone, said);
    said("reports.check.stale.added", added, said);
    if (!said.isEmpty()) {
      found.add(ReportFinding.warning("", "reports.check.stale", String.join("; ", said)));
    }
  }

  private void said(String key, List<String> names, List<String> said) {
    if (!names.isEmpty()) {
      said.add(t.t(key, String.join(", ", names)));
    }
  }

  private void below(Map<Integer, Report.Sent> sent) {
    if (content.section(ReportSection.BELOW) == null) {
      return;
    }
    List<String> missing =
        content.below().stream()
            .filter(place -> !sent.containsKey(place.id()))
            .map(Place::name)
            .toList();
    if (!missing.isEmpty()) {
      found.add(
          ReportFinding.warning(
              "", "reports.check.missing", missing.size(), content.below().size(), some(missing)));
    }
    Map<Integer, Map<String, ReportFigure>> theirs = new LinkedHashMap<>();
    sent.forEach((area, one) -> theirs.put(area, one.content().byKey()));
    for (ReportFigure figure : content.figures()) {
      if (figure.kind() != Kind.COUNT || figure.parts().isEmpty()) {
        continue;
      }
      List<String> differing = new ArrayList<>();
      for (Part part : figure.parts()) {
        ReportFigure other = theirs.getOrDefault(part.areaId(), Map.of()).get(figure.key());
        if (other != null && !same(part.value(), other.value())) {
          differing.add(
              t.t(
                  "reports.check.below.one",
                  part.name(),
                  words.plain(figure.kind(), other.number()),
                  words.plain(figure.kind(), ReportFigure.decimal(part.value()))));
        }
      }
      if (!differing.isEmpty()) {
        found.add(
            ReportFinding.warning(
                figure.key(),
                "reports.check.below",
                figure.label(),
                differing.size(),
                some(differing)));
      }
    }
  }

  private static boolean same(@Nullable String one, @Nullable String other) {
    BigDecimal first = ReportFigure.decimal(one);
    BigDecimal second = ReportFigure.decimal(other);
    return first == null || second == null
        ? first == null && second == null
        : first.compareTo(second) == 0;
  }

  /** Numbers that were saved after the report read its figures, and so do not stand in it. */
  private void enteredSince(Map<String, ReportedValue> reported) {
    Instant filled = Instant.parse(content.filledAt());
    List<ReportFigure> later =
        content.figures().stream()
            .filter(ReportFigure::byHand)
            .filter(
                one -> {
                  ReportedValue now =
                      reported.get(one.key().substring(ReportFigure.BY_HAND.length()));
                  return now != null && now.at().truncatedTo(ChronoUnit.SECONDS).isAfter(filled);
                })
            .toList();
    if (!later.isEmpty()) {
      found.add(ReportFinding.warning(later, "reports.check.entered", later.size()));
    }
  }

  private void silence() {
    List<ReportFigure> silent =
        content.figures().stream()
            .filter(ReportFigure::byHand)
            .filter(one -> !one.known() && one.remark().isEmpty())
            .toList();
    if (!silent.isEmpty()) {
      found.add(ReportFinding.warning(silent, "reports.check.silent", silent.size()));
    }
  }

  private String some(List<String> names) {
    return names.size() <= NAMES
        ? String.join(", ", names)
        : t.t(
            "reports.check.more", String.join(", ", names.subList(0, NAMES)), names.size() - NAMES);
  }
}
