package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Condition;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Pass;
import vn.khuyenhoc.criteria.CriteriaSet.RatingBand;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;
import vn.khuyenhoc.platform.Problem;

/** Whether a set makes sense as a whole; pure. */
final class CriteriaRules {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{2,79}");
  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private static final BigDecimal MOST_POINTS = new BigDecimal(10_000);

  /** The paths of lists of which some parts are known and nobody can say where they belong. */
  static final String LOST_INDICATORS = "indicators[]";

  static final String LOST_STEPS = "steps[]";

  static final String LOST_BANDS = "bands[]";

  private final CriteriaSet set;
  private final Set<String> unread;
  private final List<Problem> problems = new ArrayList<>();

  private CriteriaRules(CriteriaSet set, Set<String> unread) {
    this.set = set;
    this.unread = unread;
  }

  /**
   * Everything that keeps a set from being put in force, each at the path of its part: {@code
   * criteria[0].indicators[1].steps}.
   */
  static List<Problem> problems(CriteriaSet set) {
    return problems(set, Set.of());
  }

  /**
   * The same for a set of which something could not be read: nothing is said of what depends on
   * that, since it was told already.
   *
   * @param unread the paths of what could not be read; {@code criteria[0].indicators[1].steps[]}
   *     for parts of a list
   */
  static List<Problem> problems(CriteriaSet set, Set<String> unread) {
    CriteriaRules rules = new CriteriaRules(set, unread);
    rules.head();
    rules.parts();
    rules.pass();
    rules.ratings();
    return List.copyOf(rules.problems);
  }

  private void at(String path, CriteriaProblem code, Object... arguments) {
    problems.add(Problem.at(path, code, arguments));
  }

  private boolean known(String path) {
    return !unread.contains(path);
  }

  /** Whether all of a part was read, and the part itself. */
  private boolean whole(String path) {
    return unread.isEmpty()
        || unread.stream()
            .noneMatch(
                one ->
                    one.equals(path) || one.startsWith(path + ".") || one.startsWith(path + "["));
  }

  /** Whether the most points of a criterion can be told. */
  private boolean summed(int criterion) {
    String path = "criteria[" + criterion + "].indicators";
    return known(LOST_INDICATORS)
        && unread.stream()
            .noneMatch(
                one -> one.equals(path) || one.startsWith(path) && one.endsWith("].maxPoints"));
  }

  /** Whether the most points of the set can be told. */
  private boolean summed() {
    return known("criteria")
        && known("criteria[]")
        && IntStream.range(0, set.criteria().size()).allMatch(this::summed);
  }

  /** Points are kept to the hundredth, and a set is never that large. */
  private void fine(String path, String name, @Nullable BigDecimal points) {
    if (points != null && (points.scale() > 2 || points.compareTo(MOST_POINTS) > 0)) {
      at(path, CriteriaProblem.TOO_FINE, name);
    }
  }

  private void needed(String path, String name, String text) {
    if (text.isBlank() && known(path)) {
      at(path, CriteriaProblem.MISSING, name);
    }
  }

  private void sourced(String path, String name, boolean verified, String source) {
    if (verified && source.isBlank() && known(path) && known(path + ".source")) {
      at(path, CriteriaProblem.UNSOURCED, name);
    }
  }

  private void head() {
    needed("id", "id", set.id());
    if (!set.id().isBlank() && !ID.matcher(set.id()).matches()) {
      at("id", CriteriaProblem.ID_SHAPE, set.id());
    }
    needed("title", "title", set.title());
    needed("issuer", "issuer", set.issuer());
    needed("basis", "basis", set.basis());
    if (set.version() < 1) {
      at("version", CriteriaProblem.NOT_A_NUMBER, "version", String.valueOf(set.version()));
    }
    if (known("model") && known("level") && !set.model().levels().contains(set.level())) {
      at(
          "level",
          CriteriaProblem.NO_SUCH_LEVEL,
          set.model().name(),
          set.level().name(),
          set.model().levels().stream().map(Enum::name).collect(Collectors.joining(", ")));
    }
    if (known("model") && known("form")) {
      if (set.model().hasForms() && !FORM.matcher(set.form()).matches()) {
        at("form", CriteriaProblem.FORM_NEEDED);
      } else if (!set.model().hasForms() && !set.form().isEmpty()) {
        at("form", CriteriaProblem.FORM_UNWANTED);
      }
    }
    sourced(
        "notApplicable", "notApplicable", set.notApplicableVerified(), set.notApplicableSource());
    if (!set.sample()
        && known("sample")
        && unread.stream().noneMatch(one -> one.endsWith("erified"))
        && !allVerified()) {
      at("sample", CriteriaProblem.UNSOURCED, set.id());
    }
  }

  private boolean allVerified() {
    return set.pass().verified()
        && set.notApplicableVerified()
        && set.ratings().stream().allMatch(RatingBand::verified)
        && set.criteria().stream().allMatch(Criterion::verified)
        && set.indicators().stream().allMatch(Indicator::verified);
  }

  private void parts() {
    if (set.criteria().isEmpty() && whole("criteria")) {
      at("criteria", CriteriaProblem.MISSING, "criteria");
    }
    Set<String> seen = new HashSet<>();
    for (int c = 0; c < set.criteria().size(); c++) {
      Criterion criterion = set.criteria().get(c);
      String path = "criteria[" + c + "]";
      String name = named(criterion.id(), path);
      needed(path + ".id", path + ".id", criterion.id());
      if (!criterion.id().isBlank() && !seen.add(criterion.id())) {
        at(path + ".id", CriteriaProblem.DOUBLED, criterion.id());
      }
      needed(path + ".text", name + " text", criterion.text());
      if (criterion.indicators().isEmpty()
          && whole(path + ".indicators")
          && known(LOST_INDICATORS)) {
        at(path + ".indicators", CriteriaProblem.MISSING, name + " indicators");
      }
      sourced(path + ".source", name, criterion.verified(), criterion.source());
      BigDecimal declared = criterion.declaredPoints();
      if (declared != null && summed(c) && declared.compareTo(criterion.maxPoints()) != 0) {
        at(
            path + ".maxPoints",
            CriteriaProblem.CRITERION_DIFFERS,
            name,
            declared,
            criterion.maxPoints());
      }
      for (int i = 0; i < criterion.indicators().size(); i++) {
        indicator(criterion.indicators().get(i), path + ".indicators[" + i + "]", seen);
      }
    }
    BigDecimal declared = set.declaredTotal();
    if (declared != null && summed() && declared.compareTo(set.maxTotal()) != 0) {
      at("maxTotal", CriteriaProblem.TOTAL_DIFFERS, declared, set.maxTotal());
    }
  }

  private static String named(String id, String path) {
    return id.isBlank() ? path : id;
  }

  private void indicator(Indicator indicator, String path, Set<String> seen) {
    String name = named(indicator.id(), path);
    needed(path + ".id", path + ".id", indicator.id());
    if (!indicator.id().isBlank() && !seen.add(indicator.id())) {
      at(path + ".id", CriteriaProblem.DOUBLED, indicator.id());
    }
    needed(path + ".text", name + " text", indicator.text());
    needed(path + ".question", name + " question", indicator.question());
    sourced(path + ".source", name, indicator.verified(), indicator.source());
    steps(indicator, path + ".steps", name);
    if (!indicator.always()) {
      formula(path + ".appliesWhen", name, indicator.appliesWhen(), true);
    }
    Computed computed = indicator.computed();
    if (computed != null) {
      computed(indicator, computed, path + ".computed", name);
    }
  }

  private void steps(Indicator indicator, String path, String name) {
    List<Step> steps = indicator.steps();
    BigDecimal most = indicator.maxPoints();
    for (int s = 0; s < steps.size(); s++) {
      needed(path + "[" + s + "].label", name + " label", steps.get(s).label());
    }
    fine(path, name, most);
    steps.forEach(step -> fine(path, name, step.points()));
    boolean all = whole(path) && known(LOST_STEPS);
    boolean limited = known(path.substring(0, path.length() - "steps".length()) + "maxPoints");
    boolean sound =
        steps.stream().map(Step::points).allMatch(points -> points.signum() >= 0)
            && steps.stream().map(Step::points).distinct().count() == steps.size()
            && (!all || indicator.allows(BigDecimal.ZERO));
    if (limited) {
      sound &=
          most.signum() > 0
              && (!all || indicator.allows(most))
              && steps.stream().allMatch(step -> step.points().compareTo(most) <= 0);
    }
    if (!known("engine")) {
      return;
    }
    if (set.engine() == Engine.LEVELS) {
      sound &=
          (!limited || most.compareTo(TWO) == 0)
              && steps.stream().allMatch(step -> step.points().stripTrailingZeros().scale() <= 0);
      if (!sound) {
        at(path, CriteriaProblem.LEVEL_STEPS, name);
      }
    } else if (!sound) {
      at(path, CriteriaProblem.STEPS, name);
    }
  }

  private void computed(Indicator indicator, Computed computed, String path, String name) {
    needed(path + ".value", name + " computed.value", computed.value());
    if (!computed.value().isBlank()) {
      formula(path + ".value", name, computed.value(), false);
    }
    boolean all = whole(path + ".bands") && known(LOST_BANDS);
    if (computed.bands().isEmpty()) {
      if (all) {
        at(path + ".bands", CriteriaProblem.NO_BANDS, name);
      }
      return;
    }
    String steps = path.substring(0, path.length() - "computed".length()) + "steps";
    boolean stepped = whole(steps) && known(LOST_STEPS);
    for (int b = 0; b < computed.bands().size(); b++) {
      ValueBand band = computed.bands().get(b);
      if (band.from().scale() > 2 || scaled(band.below())) {
        at(path + ".bands[" + b + "]", CriteriaProblem.TOO_FINE, name);
      }
      if (stepped && !indicator.allows(band.points())) {
        at(path + ".bands[" + b + "].points", CriteriaProblem.BAND_NO_STEP, name, band.points());
      }
    }
    if (all) {
      bands(
          path + ".bands",
          name,
          computed.bands().stream().map(band -> new Range(band.from(), band.below())).toList(),
          null);
    }
  }

  private void formula(String path, String name, String text, boolean condition) {
    if (!known("model") || !known("level")) {
      return;
    }
    for (Formulas.Fault fault : Formulas.faults(set.model(), set.level(), text, condition)) {
      List<Object> arguments = new ArrayList<>();
      arguments.add(name);
      arguments.add(text.length() > 80 ? text.substring(0, 80) + "…" : text);
      arguments.addAll(fault.arguments());
      problems.add(new Problem(fault.code(), path, arguments));
    }
  }

  private static boolean scaled(@Nullable BigDecimal limit) {
    return limit != null && limit.scale() > 2;
  }

  private record Range(BigDecimal from, @Nullable BigDecimal below) {}

  /**
   * Ranges that leave nothing out and take nothing twice: the lowest begins at 0 or below, each
   * ends where the next begins.
   *
   * @param end where the highest ends; null for nowhere
   */
  private void bands(String path, String name, List<Range> ranges, @Nullable BigDecimal end) {
    List<Range> rising = new ArrayList<>(ranges);
    rising.sort(Comparator.comparing(Range::from));
    BigDecimal reached = rising.getFirst().from();
    if (reached.signum() > 0) {
      at(path, CriteriaProblem.BAND_GAP, name, BigDecimal.ZERO, reached);
    }
    for (int i = 0; i < rising.size(); i++) {
      Range range = rising.get(i);
      BigDecimal next = i + 1 < rising.size() ? rising.get(i + 1).from() : null;
      BigDecimal below = range.below();
      if (below != null && below.compareTo(range.from()) <= 0) {
        at(path, CriteriaProblem.PERIOD, range.from(), below);
      } else if (next == null) {
        if (below != null && (end == null || below.compareTo(end) <= 0)) {
          at(path, CriteriaProblem.BAND_GAP, name, below, end == null ? below : end);
        }
      } else if (next.compareTo(range.from()) == 0) {
        at(path, CriteriaProblem.BAND_OVERLAP, name, range.from(), below == null ? next : below);
      } else if (below != null && below.compareTo(next) < 0) {
        at(path, CriteriaProblem.BAND_GAP, name, below, next);
      } else if (below != null && below.compareTo(next) > 0) {
        at(path, CriteriaProblem.BAND_OVERLAP, name, next, below);
      }
    }
  }

  private void pass() {
    Pass pass = set.pass();
    sourced("pass", "pass", pass.verified(), pass.source());
    for (int c = 0; c < pass.conditions().size(); c++) {
      Condition condition = pass.conditions().get(c);
      String path = "pass.conditions[" + c + "]";
      needed(path + ".text", path + ".text", condition.text());
      needed(path + ".formula", path + ".formula", condition.formula());
      if (!condition.formula().isBlank()) {
        formula(path + ".formula", path, condition.formula(), true);
      }
    }
    if (!known("engine")) {
      return;
    }
    if (set.engine() == Engine.LEVELS) {
      if (pass.total() != null || pass.leastEach() != null || !pass.leastOf().isEmpty()) {
        at("pass.total", CriteriaProblem.PASS_OF_OTHER_ENGINE);
      }
      return;
    }
    fine("pass.total", "pass", pass.total());
    fine("pass.leastEach", "pass", pass.leastEach());
    pass.leastOf()
        .forEach((criterion, least) -> fine("pass.leastOf." + criterion, criterion, least));
    BigDecimal total = pass.total();
    if (total == null) {
      if (known("pass") && known("pass.total")) {
        at("pass.total", CriteriaProblem.PASS_MISSING);
      }
    } else if (total.signum() <= 0 || summed() && total.compareTo(set.maxTotal()) > 0) {
      at("pass.total", CriteriaProblem.PASS_TOTAL, total, set.maxTotal());
    }
    BigDecimal each = pass.leastEach();
    if (each != null) {
      for (int c = 0; c < set.criteria().size(); c++) {
        List<Indicator> indicators = set.criteria().get(c).indicators();
        for (int i = 0; i < indicators.size(); i++) {
          Indicator one = indicators.get(i);
          if (each.compareTo(one.maxPoints()) > 0
              && known("criteria[" + c + "].indicators[" + i + "].maxPoints")) {
            at("pass.leastEach", CriteriaProblem.LEAST_EACH, one.id(), one.maxPoints(), each);
          }
        }
      }
    }
    for (Map.Entry<String, BigDecimal> least : pass.leastOf().entrySet()) {
      int at =
          IntStream.range(0, set.criteria().size())
              .filter(c -> set.criteria().get(c).id().equals(least.getKey()))
              .findFirst()
              .orElse(-1);
      String path = "pass.leastOf." + least.getKey();
      if (at < 0) {
        if (unread.stream().noneMatch(one -> one.matches("criteria(\\[\\d*](\\.id)?)?"))) {
          at(path, CriteriaProblem.LEAST_OF_UNKNOWN, least.getKey());
        }
        continue;
      }
      BigDecimal most = set.criteria().get(at).maxPoints();
      if (summed(at) && least.getValue().compareTo(most) > 0) {
        at(path, CriteriaProblem.LEAST_OF, least.getKey(), most, least.getValue());
      }
    }
  }

  private void ratings() {
    List<RatingBand> bands = set.ratings();
    if (bands.isEmpty() || !known("engine")) {
      return;
    }
    if (set.engine() == Engine.LEVELS) {
      at("ratings", CriteriaProblem.PASS_OF_OTHER_ENGINE);
      return;
    }
    for (int b = 0; b < bands.size(); b++) {
      RatingBand band = bands.get(b);
      String path = "ratings[" + b + "]";
      sourced(path, band.rating().name(), band.verified(), band.source());
      fine(path, band.rating().name(), band.from());
      fine(path, band.rating().name(), band.below());
      if (band.rating().level()) {
        at(path, CriteriaProblem.RATING_OF_OTHER_ENGINE, band.rating().name());
      }
      if (summed() && band.from().compareTo(set.maxTotal()) > 0) {
        at(
            path,
            CriteriaProblem.RATING_UNREACHABLE,
            band.rating().name(),
            band.from(),
            set.maxTotal());
      }
    }
    List<RatingBand> falling = new ArrayList<>(bands);
    falling.sort(Comparator.comparing(RatingBand::from).reversed());
    for (int b = 1; b < falling.size(); b++) {
      Rating better = falling.get(b - 1).rating();
      Rating lower = falling.get(b).rating();
      if (better.compareTo(lower) <= 0) {
        at("ratings", CriteriaProblem.RATING_ORDER, better.name(), lower.name());
      }
    }
    if (!whole("ratings")) {
      return;
    }
    List<Range> ranges =
        new ArrayList<>(bands.stream().map(band -> new Range(band.from(), band.below())).toList());
    BigDecimal lowest = ranges.stream().map(Range::from).min(BigDecimal::compareTo).orElseThrow();
    BigDecimal total = set.pass().total();
    boolean names = bands.stream().anyMatch(band -> band.rating() == Rating.NOT_ACHIEVED);
    if (!names && lowest.signum() > 0) {
      // what is below the lowest rating is not achieved, whether the set says so or not
      ranges.add(new Range(BigDecimal.ZERO, null));
    }
    bands("ratings", "ratings", ranges, summed() ? set.maxTotal() : BigDecimal.ZERO);
    BigDecimal achieved =
        bands.stream()
            .filter(band -> band.rating() != Rating.NOT_ACHIEVED)
            .map(RatingBand::from)
            .min(BigDecimal::compareTo)
            .orElse(null);
    if (achieved != null && total != null && achieved.compareTo(total) != 0) {
      at("ratings", CriteriaProblem.RATING_AND_PASS, achieved, total);
    }
  }
}
