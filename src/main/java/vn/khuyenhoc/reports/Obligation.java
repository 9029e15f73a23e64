package vn.khuyenhoc.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;

/**
 * A duty to report, with everything that was ever written down about it.
 *
 * @param id its identity
 * @param areaId the area that it binds with all that lies in it
 * @param areaName what that is called, or was last called
 * @param areaLevel its level
 * @param areaEnded whether it is no more
 * @param builtIn which of those that come with the product; null for one of an office's own
 * @param versions what it said, the earliest first; never empty
 * @param moves last days of single periods that were moved, the earliest first
 * @param occasions events and requests, the earliest first, with those that were taken back
 */
public record Obligation(
    UUID id,
    int areaId,
    String areaName,
    AreaLevel areaLevel,
    boolean areaEnded,
    @Nullable String builtIn,
    List<ObligationVersion> versions,
    List<ObligationMove> moves,
    List<ObligationOccasion> occasions) {

  public Obligation {
    versions = List.copyOf(versions);
    moves = List.copyOf(moves);
    occasions = List.copyOf(occasions);
  }

  /** The newest version. */
  public ObligationVersion newest() {
    return versions.getLast();
  }

  /** What it says now. */
  public ObligationSays says() {
    return newest().says();
  }

  /** What it said of one of its reports: periods that are over keep theirs. */
  ObligationSays says(ObligationDue due) {
    return versions.stream()
        .filter(one -> one.number() == due.version())
        .findFirst()
        .orElseThrow()
        .says();
  }

  /** Whether it was withdrawn. */
  public boolean withdrawn() {
    return newest().act() == ObligationVersion.Act.WITHDRAW;
  }

  /** Whether its time is over: its last day is past, or it was owed once and that is past. */
  public boolean over(LocalDate today) {
    LocalDate to = says().to();
    return areaEnded()
        || to != null && to.isBefore(today) && next(today).isEmpty()
        || says().rule().rhythm() == ObligationRhythm.ONCE && next(today).isEmpty();
  }

  /** The address of its page. */
  public String path() {
    return "/obligations/" + id;
  }

  /** The address of which bodies have sent one of its reports, where bodies report. */
  public String bodiesPath() {
    return "/obligations/bodies/" + id;
  }

  /** The address of who is late with one of its reports. */
  public String latePath(ObligationDue due) {
    return path() + "/late?period=" + due.key();
  }

  /** The address at which one of its reports is begun. */
  public String beginPath(ObligationDue due) {
    return "/reports/new?obligation=" + id + "&period=" + due.key();
  }

  /**
   * Every report that is or was due by it, in the order of time. A period whose last day was over
   * when a version was written stays as the versions before say, unless the new one corrects them.
   *
   * @param horizon up to which day
   */
  public List<ObligationDue> dues(LocalDate horizon) {
    List<ObligationDue> settled = new ArrayList<>();
    for (int at = 0; at < versions.size(); at++) {
      ObligationVersion version = versions.get(at);
      ObligationVersion next = at + 1 < versions.size() ? versions.get(at + 1) : null;
      if (version.corrects()) {
        settled.clear();
      }
      if (version.act() == ObligationVersion.Act.WITHDRAW) {
        continue;
      }
      LocalDate after =
          settled.stream()
              .filter(due -> due.occasion() == null)
              .map(due -> due.period().to())
              .max(Comparator.naturalOrder())
              .orElse(LocalDate.MIN);
      for (ObligationRule.Span span : spans(version.says(), horizon)) {
        if (!span.period().to().isAfter(after)) {
          continue;
        }
        if (next == null || settledBy(span.period(), span.due(), next)) {
          settled.add(due(version, span.period(), span.due(), null));
        }
      }
    }
    for (ObligationOccasion occasion : occasions) {
      ObligationVersion newest = newest();
      boolean over =
          newest.act() == ObligationVersion.Act.WITHDRAW
              && !settledBy(occasion.period(), occasion.due(), newest);
      if (occasion.withdrawnReason() == null && !over) {
        settled.add(due(newest, occasion.period(), occasion.due(), occasion));
      }
    }
    settled.sort(
        Comparator.comparing(ObligationDue::day).thenComparing(due -> due.period().from()));
    return settled;
  }

  private static List<ObligationRule.Span> spans(ObligationSays says, LocalDate horizon) {
    LocalDate to = says.to();
    return switch (says.rule().rhythm()) {
      case ONCE -> says.rule().spans(says.from(), horizon);
      case NO_DAY ->
          says.rule().spans(says.from(), to == null ? says.from().plusYears(1).minusDays(1) : to);
      default -> says.rule().spans(says.from(), to == null || to.isAfter(horizon) ? horizon : to);
    };
  }

  /** Whether the report of a period had fallen due when a later version was written. */
  private boolean settledBy(
      ObligationPeriod period, @Nullable LocalDate ruled, ObligationVersion later) {
    LocalDate due = moved(period, ruled, later.at());
    return (due == null ? period.to() : due).isBefore(later.day());
  }

  private ObligationDue due(
      ObligationVersion version,
      ObligationPeriod period,
      @Nullable LocalDate ruled,
      @Nullable ObligationOccasion occasion) {
    LocalDate due = moved(period, ruled, Instant.MAX);
    LocalDate tracked = version.says().trackedFrom();
    return new ObligationDue(
        period,
        due,
        ruled,
        !(due == null ? period.to() : due).isBefore(tracked),
        occasion,
        version.number());
  }

  private @Nullable LocalDate moved(
      ObligationPeriod period, @Nullable LocalDate ruled, Instant before) {
    LocalDate due = ruled;
    for (ObligationMove move : moves) {
      if (move.at().isBefore(before) && move.period().equals(period)) {
        due = move.due() == null ? ruled : move.due();
      }
    }
    return due;
  }

  /** The report that is due next, or falls due today; empty where none does any more. */
  public Optional<ObligationDue> next(LocalDate today) {
    return dues(today.plusYears(2)).stream().filter(due -> !due.day().isBefore(today)).findFirst();
  }

  /** The report on a period. */
  public Optional<ObligationDue> of(String key, LocalDate today) {
    return dues(today.plusYears(2)).stream().filter(due -> due.key().equals(key)).findFirst();
  }

  /**
   * How many days are left between the last of the reports that go into one and that one itself.
   *
   * @param all the duties that there are, by their identities
   * @param campaignEnds the day on which the campaigns of a year are over, by year
   * @return by what goes in; negative where it comes later. Inputs without a day are left out
   */
  List<ObligationGap> gaps(
      ObligationDue due, Map<UUID, Obligation> all, Map<Integer, LocalDate> campaignEnds) {
    List<ObligationGap> gaps = new ArrayList<>();
    LocalDate day = due.due();
    if (day == null) {
      return gaps;
    }
    Map<UUID, LocalDate> last = new HashMap<>();
    for (UUID id : says().inputs()) {
      Obligation input = all.get(id);
      if (input == null || input.withdrawn()) {
        continue;
      }
      for (ObligationDue one : input.dues(day.plusYears(2))) {
        LocalDate its = one.due();
        if (its != null && one.period().meets(due.period())) {
          last.merge(id, its, (a, b) -> a.isAfter(b) ? a : b);
        }
      }
      LocalDate its = last.get(id);
      if (its != null) {
        gaps.add(new ObligationGap(due, input, its));
      }
    }
    LocalDate ends = campaignEnds.get(due.period().to().getYear());
    if (says().afterCampaign() && ends != null) {
      gaps.add(new ObligationGap(due, null, ends));
    }
    return gaps;
  }
}
