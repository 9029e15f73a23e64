package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Pass;
import vn.khuyenhoc.criteria.CriteriaSet.RatingBand;

/** Changes of one part of a set, each giving a new one; pure. */
final class SetEdits {

  /** The most indicators a set may have; regulations have about forty. */
  static final int MOST_INDICATORS = 120;

  private SetEdits() {}

  /**
   * A criterion, or an indicator within one.
   *
   * @param criterion which criterion, from 0
   * @param indicator which of its indicators, from 0; -1 for the criterion itself
   */
  record Place(int criterion, int indicator) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?");

    /** As addresses write it, counted from 1: {@code 2.1}. */
    static Optional<Place> of(String written) {
      Matcher matcher = WRITTEN.matcher(written);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      String indicator = matcher.group(2);
      return Optional.of(
          new Place(
              Integer.parseInt(matcher.group(1)) - 1,
              indicator == null ? -1 : Integer.parseInt(indicator) - 1));
    }

    String written() {
      return criterion + 1 + (indicator < 0 ? "" : "." + (indicator + 1));
    }
  }

  static Optional<Criterion> criterion(CriteriaSet set, int at) {
    return at >= 0 && at < set.criteria().size()
        ? Optional.of(set.criteria().get(at))
        : Optional.empty();
  }

  static Optional<Indicator> indicator(CriteriaSet set, Place place) {
    return criterion(set, place.criterion())
        .filter(one -> place.indicator() >= 0 && place.indicator() < one.indicators().size())
        .map(one -> one.indicators().get(place.indicator()));
  }

  /** What identifies the content of a part, so that a form knows whether it is still the same. */
  static String mark(Object part) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(part.toString().getBytes(StandardCharsets.UTF_8)),
              0,
              8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /**
   * What identifies the head as its form sees it: what it asks of a criterion goes by its place.
   */
  static String headMark(CriteriaSet set) {
    return mark(List.of(head(set), set.criteria().stream().map(Criterion::id).toList()));
  }

  /**
   * An indicator that says something else than before is no longer the one that was read in the
   * same source, whatever the box says.
   *
   * @param before null for a new one
   */
  static Indicator doubted(@Nullable Indicator before, Indicator now) {
    boolean same =
        before == null
            || !before.verified()
            || !now.verified()
            || !before.source().equals(now.source())
            || before.text().equals(now.text())
                && before.maxPoints().compareTo(now.maxPoints()) == 0
                && before.appliesWhen().equals(now.appliesWhen())
                && before.steps().equals(now.steps())
                && Objects.equals(before.computed(), now.computed());
    return same
        ? now
        : new Indicator(
            now.id(),
            now.text(),
            now.question(),
            now.help(),
            now.evidence(),
            now.maxPoints(),
            now.appliesWhen(),
            now.notApplicable(),
            false,
            now.source(),
            now.steps(),
            now.computed());
  }

  private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other == null : other != null && one.compareTo(other) == 0;
  }

  /** As {@link #doubted(Indicator, Indicator)}, for the wording and points of a criterion. */
  static Criterion doubted(@Nullable Criterion before, Criterion now) {
    boolean same =
        before == null
            || !before.verified()
            || !now.verified()
            || !before.source().equals(now.source())
            || before.text().equals(now.text())
                && same(before.declaredPoints(), now.declaredPoints());
    return same
        ? now
        : new Criterion(
            now.id(), now.text(), now.declaredPoints(), false, now.source(), now.indicators());
  }

  /** The set without its criteria's indicators, as the form of its head sees it. */
  static CriteriaSet head(CriteriaSet set) {
    return with(set, List.of(), set.pass());
  }

  /** A criterion without its indicators, as its form sees it. */
  static Criterion bare(Criterion criterion) {
    return with(criterion, List.of());
  }

  static Criterion with(Criterion criterion, List<Indicator> indicators) {
    return new Criterion(
        criterion.id(),
        criterion.text(),
        criterion.declaredPoints(),
        criterion.verified(),
        criterion.source(),
        indicators);
  }

  private static CriteriaSet with(CriteriaSet set, List<Criterion> criteria, Pass pass) {
    return new CriteriaSet(
        set.id(),
        set.model(),
        set.level(),
        set.form(),
        set.province(),
        set.basedOn(),
        set.issuer(),
        set.version(),
        set.title(),
        set.basis(),
        set.period(),
        set.sample(),
        set.engine(),
        set.notApplicable(),
        set.notApplicableVerified(),
        set.notApplicableSource(),
        set.declaredTotal(),
        pass,
        set.ratings(),
        criteria);
  }

  /** The set with other criteria; what it asks of a criterion follows that one's number. */
  static CriteriaSet with(CriteriaSet set, List<Criterion> criteria) {
    return with(set, criteria, set.pass());
  }

  /** The set under another identity and for another place. */
  static CriteriaSet as(CriteriaSet set, String id, String province, String basedOn) {
    return set.copy(id, province, basedOn, set.version(), set.title());
  }

  /** The set as a sample while any part of it was not checked against its source. */
  static CriteriaSet tidy(CriteriaSet set) {
    boolean verified =
        set.pass().verified()
            && set.notApplicableVerified()
            && set.ratings().stream().allMatch(RatingBand::verified)
            && !set.criteria().isEmpty()
            && set.criteria().stream().allMatch(Criterion::verified)
            && set.indicators().stream().allMatch(Indicator::verified);
    return set.sample() == !verified
        ? set
        : new CriteriaSet(
            set.id(),
            set.model(),
            set.level(),
            set.form(),
            set.province(),
            set.basedOn(),
            set.issuer(),
            set.version(),
            set.title(),
            set.basis(),
            set.period(),
            !verified,
            set.engine(),
            set.notApplicable(),
            set.notApplicableVerified(),
            set.notApplicableSource(),
            set.declaredTotal(),
            set.pass(),
            set.ratings(),
            set.criteria());
  }

  /** Replaces a criterion's head, or adds it at the end; its number carries the pass condition. */
  static CriteriaSet put(CriteriaSet set, int at, Criterion criterion) {
    List<Criterion> criteria = new ArrayList<>(set.criteria());
    if (at < 0 || at >= criteria.size()) {
      criteria.add(criterion);
      return tidy(with(set, criteria));
    }
    String before = criteria.get(at).id();
    criteria.set(at, criterion);
    return tidy(with(set, criteria, renamed(set.pass(), Map.of(before, criterion.id()))));
  }

  /** Replaces an indicator, or adds it at the end of its criterion. */
  static CriteriaSet put(CriteriaSet set, Place place, Indicator indicator) {
    Criterion criterion = set.criteria().get(place.criterion());
    List<Indicator> indicators = new ArrayList<>(criterion.indicators());
    if (place.indicator() < 0 || place.indicator() >= indicators.size()) {
      indicators.add(indicator);
    } else {
      indicators.set(place.indicator(), indicator);
    }
    List<Criterion> criteria = new ArrayList<>(set.criteria());
    criteria.set(place.criterion(), with(criterion, indicators));
    return tidy(with(set, criteria));
  }

  /** Takes a criterion or an indicator out, and counts on where it was counted on. */
  static CriteriaSet without(CriteriaSet set, Place place) {
    boolean counted = countedOn(set);
    List<Criterion> criteria = new ArrayList<>(set.criteria());
    Pass pass = set.pass();
    if (place.indicator() < 0) {
      Criterion gone = criteria.remove(place.criterion());
      Map<String, BigDecimal> leastOf = new LinkedHashMap<>(pass.leastOf());
      leastOf.remove(gone.id());
      pass =
          new Pass(
              pass.total(),
              pass.leastEach(),
              leastOf,
              pass.conditions(),
              pass.verified(),
              pass.source());
    } else {
      Criterion criterion = criteria.get(place.criterion());
      List<Indicator> indicators = new ArrayList<>(criterion.indicators());
      indicators.remove(place.indicator());
      criteria.set(place.criterion(), with(criterion, indicators));
    }
    CriteriaSet left = with(set, criteria, pass);
    return tidy(counted ? counted(left) : left);
  }

  /**
   * Moves a criterion, or an indicator within its criterion, one place.
   *
   * @param up towards the beginning
   * @return the same set where it already stands at that end
   */
  static CriteriaSet moved(CriteriaSet set, Place place, boolean up) {
    boolean counted = countedOn(set);
    int step = up ? -1 : 1;
    List<Criterion> criteria = new ArrayList<>(set.criteria());
    if (place.indicator() < 0) {
      int to = place.criterion() + step;
      if (to < 0 || to >= criteria.size()) {
        return set;
      }
      Collections.swap(criteria, place.criterion(), to);
    } else {
      Criterion criterion = criteria.get(place.criterion());
      List<Indicator> indicators = new ArrayList<>(criterion.indicators());
      int to = place.indicator() + step;
      if (to < 0 || to >= indicators.size()) {
        return set;
      }
      Collections.swap(indicators, place.indicator(), to);
      criteria.set(place.criterion(), with(criterion, indicators));
    }
    CriteriaSet moved = with(set, criteria);
    return counted ? counted(moved) : moved;
  }

  /** Whether numbers simply count on: 1, 1.1, 1.2, 2 … */
  static boolean countedOn(CriteriaSet set) {
    return numbers(set).equals(numbers(counted(set)));
  }

  private static List<String> numbers(CriteriaSet set) {
    List<String> numbers = new ArrayList<>();
    for (Criterion criterion : set.criteria()) {
      numbers.add(criterion.id());
      criterion.indicators().forEach(one -> numbers.add(one.id()));
    }
    return numbers;
  }

  /** The set with numbers that count on; what it asks of a criterion goes with it. */
  static CriteriaSet counted(CriteriaSet set) {
    Map<String, String> names = new HashMap<>();
    List<Criterion> criteria = new ArrayList<>();
    for (int c = 0; c < set.criteria().size(); c++) {
      Criterion criterion = set.criteria().get(c);
      String number = String.valueOf(c + 1);
      names.putIfAbsent(criterion.id(), number);
      List<Indicator> indicators = new ArrayList<>();
      for (int i = 0; i < criterion.indicators().size(); i++) {
        indicators.add(numbered(criterion.indicators().get(i), number + "." + (i + 1)));
      }
      criteria.add(
          new Criterion(
              number,
              criterion.text(),
              criterion.declaredPoints(),
              criterion.verified(),
              criterion.source(),
              indicators));
    }
    return with(set, criteria, renamed(set.pass(), names));
  }

  private static Indicator numbered(Indicator one, String number) {
    return new Indicator(
        number,
        one.text(),
        one.question(),
        one.help(),
        one.evidence(),
        one.maxPoints(),
        one.appliesWhen(),
        one.notApplicable(),
        one.verified(),
        one.source(),
        one.steps(),
        one.computed());
  }

  private static Pass renamed(Pass pass, Map<String, String> names) {
    Map<String, BigDecimal> leastOf = new LinkedHashMap<>();
    pass.leastOf().forEach((id, least) -> leastOf.put(names.getOrDefault(id, id), least));
    return new Pass(
        pass.total(), pass.leastEach(), leastOf, pass.conditions(), pass.verified(), pass.source());
  }

  /** The number of the next criterion. */
  static String nextNumber(CriteriaSet set) {
    return free(set, "", set.criteria().size());
  }

  /** The number of the next indicator of a criterion. */
  static String nextNumber(CriteriaSet set, Criterion criterion) {
    return free(set, criterion.id() + ".", criterion.indicators().size());
  }

  private static String free(CriteriaSet set, String before, int count) {
    List<String> taken = numbers(set);
    for (int next = count + 1; ; next++) {
      if (!taken.contains(before + next)) {
        return before + next;
      }
    }
  }

  /** Where an indicator of this content stands now; null where it is gone or was changed. */
  static @Nullable Place find(CriteriaSet set, String mark, Place guess) {
    if (indicator(set, guess).filter(one -> mark(one).equals(mark)).isPresent()) {
      return guess;
    }
    for (int c = 0; c < set.criteria().size(); c++) {
      List<Indicator> indicators = set.criteria().get(c).indicators();
      for (int i = 0; i < indicators.size(); i++) {
        if (mark(indicators.get(i)).equals(mark)) {
          return new Place(c, i);
        }
      }
    }
    return null;
  }

  /** Where a criterion with this head stands now; -1 where it is gone or was changed. */
  static int findCriterion(CriteriaSet set, String mark, int guess) {
    if (criterion(set, guess).filter(one -> mark(bare(one)).equals(mark)).isPresent()) {
      return guess;
    }
    for (int c = 0; c < set.criteria().size(); c++) {
      if (mark(bare(set.criteria().get(c))).equals(mark)) {
        return c;
      }
    }
    return -1;
  }
}
