package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Condition;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Pass;
import vn.khuyenhoc.criteria.CriteriaSet.RatingBand;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;
import vn.khuyenhoc.criteria.KnownFacts.Fact;
import vn.khuyenhoc.criteria.KnownFacts.Kind;

/** Sets without problems, answers and facts, from a seed. */
final class RandomSets {

  private static final List<String> WORDS =
      List.of(
          "Đạt từ 5 % trở lên",
          "Có: thường xuyên",
          "# không phải ghi chú",
          "- gạch đầu dòng",
          "'nháy đơn'",
          "\"nháy kép\"",
          "yes",
          "no",
          "null",
          "~",
          "1.10",
          "0012",
          "1e5",
          "2020-01-01",
          "{a: b, c}",
          "[x, y]",
          "=1+2",
          "+84 912",
          "@ai",
          "-5",
          "a \\ b",
          "100%",
          "*sao",
          "&neo",
          "!thẻ",
          "| dọc",
          "> lớn",
          "?",
          "Ước mơ",
          "true",
          "đúng:",
          "0x1F",
          "`huyền`",
          "một, hai; ba",
          "Có hay không?");

  private final Random random;

  RandomSets(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  private String words() {
    return one(WORDS) + (chance(2) ? "" : " " + random.nextInt(1000) + " " + one(WORDS));
  }

  private String maybe() {
    return chance(2) ? "" : words();
  }

  private BigDecimal points(int most) {
    return chance(3)
        ? BigDecimal.valueOf(1 + random.nextInt(most * 100), 2)
        : BigDecimal.valueOf(1 + random.nextInt(most));
  }

  /** A set without problems. */
  CriteriaSet set() {
    return set(chance(3) ? Engine.LEVELS : Engine.POINTS);
  }

  CriteriaSet set(Engine engine) {
    LearningModel model = one(List.of(LearningModel.values()));
    ModelLevel level = one(model.levels());
    List<Criterion> criteria = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int c = 1; c <= count; c++) {
      List<Indicator> indicators = new ArrayList<>();
      int inner = 1 + random.nextInt(4);
      for (int i = 1; i <= inner; i++) {
        indicators.add(indicator(c + "." + i, engine, model, level));
      }
      boolean verified = chance(2);
      Criterion criterion =
          new Criterion(
              String.valueOf(c), words(), null, verified, verified ? words() : maybe(), indicators);
      criteria.add(
          chance(2)
              ? criterion
              : new Criterion(
                  criterion.id(),
                  criterion.text(),
                  criterion.maxPoints(),
                  criterion.verified(),
                  criterion.source(),
                  indicators));
    }
    BigDecimal total =
        criteria.stream().map(Criterion::maxPoints).reduce(BigDecimal.ZERO, BigDecimal::add);
    Pass pass = pass(engine, model, level, criteria, total);
    boolean verified = chance(2);
    return new CriteriaSet(
        "bo-" + random.nextInt(1_000_000),
        model,
        level,
        model.hasForms() ? one(List.of("FARMER", "WORKER", "OFFICIAL", "LEARNER")) : "",
        chance(3) ? "14" : "",
        chance(3) ? "bo-goc" : "",
        words(),
        1 + random.nextInt(9),
        words(),
        words(),
        maybe(),
        true,
        engine,
        one(List.of(NotApplicable.values())),
        verified,
        verified ? words() : maybe(),
        chance(2) ? total : null,
        pass,
        engine == Engine.POINTS && chance(2) ? ratings(pass.total(), total) : List.of(),
        criteria);
  }

  private Pass pass(
      Engine engine,
      LearningModel model,
      ModelLevel level,
      List<Criterion> criteria,
      BigDecimal total) {
    boolean verified = chance(2);
    List<Condition> conditions = new ArrayList<>();
    if (chance(3)) {
      String formula = condition(model, level);
      if (!formula.isEmpty()) {
        conditions.add(new Condition(formula, words()));
      }
    }
    if (engine == Engine.LEVELS) {
      return new Pass(null, null, Map.of(), conditions, verified, verified ? words() : maybe());
    }
    BigDecimal least =
        criteria.stream()
            .flatMap(one -> one.indicators().stream())
            .map(Indicator::maxPoints)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Map<String, BigDecimal> leastOf = new LinkedHashMap<>();
    for (Criterion one : criteria) {
      if (chance(4)) {
        leastOf.put(one.id(), half(one.maxPoints()));
      }
    }
    return new Pass(
        total
            .multiply(BigDecimal.valueOf(1 + random.nextInt(100), 2))
            .setScale(2, java.math.RoundingMode.UP),
        chance(2) ? half(least) : null,
        leastOf,
        conditions,
        verified,
        verified ? words() : maybe());
  }

  private static BigDecimal half(BigDecimal number) {
    return number.divide(BigDecimal.valueOf(2), 2, java.math.RoundingMode.DOWN);
  }

  private List<RatingBand> ratings(@Nullable BigDecimal pass, BigDecimal total) {
    BigDecimal lowest = java.util.Objects.requireNonNull(pass);
    List<RatingBand> bands = new ArrayList<>();
    BigDecimal room = total.subtract(lowest);
    if (room.signum() > 0) {
      BigDecimal fair = lowest.add(half(room));
      if (fair.compareTo(lowest) > 0) {
        bands.add(new RatingBand(Rating.FAIR, fair, null, false, maybe()));
        bands.add(new RatingBand(Rating.AVERAGE, lowest, fair, false, maybe()));
      }
    }
    if (bands.isEmpty()) {
      bands.add(new RatingBand(Rating.ACHIEVED, lowest, null, true, words()));
    }
    if (chance(2)) {
      bands.add(new RatingBand(Rating.NOT_ACHIEVED, BigDecimal.ZERO, lowest, true, words()));
    }
    return bands;
  }

  private Indicator indicator(String id, Engine engine, LearningModel model, ModelLevel level) {
    BigDecimal most = engine == Engine.LEVELS ? BigDecimal.valueOf(2) : points(20);
    TreeSet<BigDecimal> values = new TreeSet<>(Comparator.reverseOrder());
    values.add(most);
    values.add(BigDecimal.ZERO);
    if (engine == Engine.LEVELS) {
      if (chance(2)) {
        values.add(BigDecimal.ONE);
      }
    } else {
      for (int s = random.nextInt(3); s > 0; s--) {
        values.add(half(most).subtract(BigDecimal.valueOf(s, 2)).max(BigDecimal.ZERO));
      }
    }
    List<Step> steps = values.stream().map(value -> new Step(value, words())).toList();
    boolean verified = chance(2);
    return new Indicator(
        id,
        words(),
        words(),
        maybe(),
        maybe(),
        most,
        chance(2) ? condition(model, level) : "",
        chance(3) ? one(List.of(NotApplicable.values())) : null,
        verified,
        verified ? words() : maybe(),
        steps,
        chance(3) ? computed(model, level, steps) : null);
  }

  private @Nullable Computed computed(LearningModel model, ModelLevel level, List<Step> steps) {
    String value = number(model, level);
    if (value.isEmpty()) {
      return null;
    }
    List<ValueBand> bands = new ArrayList<>();
    BigDecimal above = null;
    BigDecimal from = BigDecimal.valueOf(90);
    for (Step step : steps) {
      boolean last = bands.size() == steps.size() - 1;
      BigDecimal begins = last ? BigDecimal.ZERO : from;
      bands.add(new ValueBand(begins, chance(2) ? above : null, step.points()));
      above = begins;
      from = half(from);
    }
    return new Computed(value, chance(2) ? "%" : maybe(), bands);
  }

  private List<String> counts(LearningModel model, ModelLevel level) {
    return KnownFacts.of(model, level).stream()
        .filter(fact -> fact.kind() == Kind.COUNT)
        .map(Fact::name)
        .toList();
  }

  private String number(LearningModel model, ModelLevel level) {
    List<String> counts = counts(model, level);
    if (counts.isEmpty()) {
      return "";
    }
    return switch (random.nextInt(3)) {
      case 0 -> "share(" + one(counts) + ", " + one(counts) + ")";
      case 1 -> one(counts) + " + " + one(counts) + " * 2";
      default -> one(counts);
    };
  }

  private String condition(LearningModel model, ModelLevel level) {
    List<String> counts = counts(model, level);
    if (counts.isEmpty()) {
      return chance(2) ? "" : "1 > 2";
    }
    return switch (random.nextInt(3)) {
      case 0 -> one(counts) + " > 0";
      case 1 -> "share(" + one(counts) + ", " + one(counts) + ") >= 50.0";
      default -> one(counts) + " > 2 || !(" + one(counts) + " == 0)";
    };
  }

  /** Facts of a set, some of them unknown. */
  Facts facts(CriteriaSet set) {
    Map<String, Long> known = new TreeMap<>();
    for (Fact fact : KnownFacts.of(set.model(), set.level())) {
      if (!chance(4)) {
        known.put(
            fact.name(),
            (long) random.nextInt(fact.kind() == Kind.YES_NO ? 2 : chance(3) ? 1 : 12));
      }
    }
    return new Facts(known);
  }

  /** Facts of a set, all known and above zero. */
  Facts allFacts(CriteriaSet set) {
    Map<String, Long> known = new TreeMap<>();
    for (Fact fact : KnownFacts.of(set.model(), set.level())) {
      known.put(fact.name(), fact.kind() == Kind.YES_NO ? 1L : 1L + random.nextInt(12));
    }
    return new Facts(known);
  }

  /** Answers to the entered indicators; all of them, or most. */
  Map<String, BigDecimal> answers(CriteriaSet set, boolean all) {
    Map<String, BigDecimal> answers = new HashMap<>();
    for (Indicator indicator : set.indicators()) {
      if (indicator.entered() && (all || !chance(6))) {
        answers.put(indicator.id(), one(indicator.steps()).points());
      }
    }
    return answers;
  }

  /** The same answers in another order. */
  Map<String, BigDecimal> shuffled(Map<String, BigDecimal> answers) {
    List<String> keys = new ArrayList<>(answers.keySet());
    Collections.shuffle(keys, random);
    Map<String, BigDecimal> shuffled = new LinkedHashMap<>();
    keys.forEach(key -> shuffled.put(key, answers.get(key)));
    return shuffled;
  }
}
