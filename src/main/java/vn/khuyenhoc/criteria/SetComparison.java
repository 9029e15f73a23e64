package vn.khuyenhoc.criteria;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What differs between two sets, in words. A criterion or indicator is the same one where its
 * wording is the same, else where its number is.
 */
public final class SetComparison {

  /** What happened to a part on the way from the first set to the second. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * One value that differs.
   *
   * @param label what
   * @param old in the first set; empty where there was none
   * @param now in the second; empty where there is none
   */
  public record Value(String label, String old, String now) {}

  /**
   * One part that differs.
   *
   * @param kind what happened
   * @param name which: "Chỉ số 2.1", with its wording where it was added or removed
   * @param indicator whether it is an indicator
   * @param values what differs; of an added or removed part what it says
   */
  public record Part(Kind kind, String name, boolean indicator, List<Value> values) {}

  private final Texts t;
  private final CriteriaSet one;
  private final CriteriaSet other;
  private final SetWords oneWords;
  private final SetWords otherWords;
  private final List<Value> head = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  private SetComparison(Texts t, CriteriaSet one, CriteriaSet other) {
    this.t = t;
    this.one = one;
    this.other = other;
    this.oneWords = new SetWords(t, one);
    this.otherWords = new SetWords(t, other);
  }

  /** What differs on the way from one set to the other. */
  public static SetComparison of(Texts t, CriteriaSet one, CriteriaSet other) {
    SetComparison comparison = new SetComparison(t, one, other);
    comparison.head();
    comparison.criteria();
    comparison.indicators();
    return comparison;
  }

  /** What differs in the heads. */
  public List<Value> headValues() {
    return List.copyOf(head);
  }

  /** The parts that differ: criteria and indicators, in the order of the second set. */
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Whether nothing differs. */
  public boolean same() {
    return head.isEmpty() && parts.isEmpty();
  }

  private long count(Kind kind) {
    return parts.stream().filter(part -> part.indicator() && part.kind() == kind).count();
  }

  /** The comparison in a sentence. */
  public String summary() {
    return same()
        ? t.t("criteria.compare.same")
        : t.t(
            "criteria.compare.summary",
            count(Kind.ADDED),
            count(Kind.REMOVED),
            count(Kind.CHANGED),
            head.size());
  }

  private void value(List<Value> values, String key, @Nullable String old, @Nullable String now) {
    String before = old == null ? "" : old;
    String after = now == null ? "" : now;
    if (!before.equals(after)) {
      values.add(new Value(t.t(key), before, after));
    }
  }

  private static String lines(List<String> sentences) {
    return String.join("\n", sentences);
  }

  private void head() {
    value(head, "criteria.field.title", one.title(), other.title());
    value(head, "criteria.field.model", oneWords.model(), otherWords.model());
    value(head, "criteria.field.basis", one.basis(), other.basis());
    value(head, "criteria.field.issuer", one.issuer(), other.issuer());
    value(head, "criteria.field.period", one.period(), other.period());
    value(head, "criteria.field.version", text(one.version()), text(other.version()));
    value(head, "criteria.field.engine", oneWords.engine(), otherWords.engine());
    value(
        head,
        "criteria.field.na",
        t.t(oneWords.counting(one.notApplicable())),
        t.t(otherWords.counting(other.notApplicable())));
    if (one.engine() == Engine.POINTS || other.engine() == Engine.POINTS) {
      value(head, "criteria.field.total", t.decimal(one.maxTotal()), t.decimal(other.maxTotal()));
    }
    value(head, "criteria.field.pass", lines(oneWords.pass()), lines(otherWords.pass()));
    value(head, "criteria.field.ratings", lines(oneWords.ratings()), lines(otherWords.ratings()));
  }

  private String text(int number) {
    return t.number(number);
  }

  private static String plain(String text) {
    return VietnameseText.fold(text).replaceAll("[^a-z0-9]+", " ").strip();
  }

  private void criteria() {
    Map<Criterion, Criterion> partners = new LinkedHashMap<>();
    Set<Criterion> left = new LinkedHashSet<>(one.criteria());
    pair(other.criteria(), left, partners, Criterion::text, Criterion::id);
    for (Criterion criterion : left) {
      parts.add(
          new Part(
              Kind.REMOVED,
              t.t("criteria.compare.criterion.text", criterion.id(), criterion.text()),
              false,
              List.of()));
    }
    for (Criterion now : other.criteria()) {
      Criterion old = partners.get(now);
      if (old == null) {
        parts.add(
            new Part(
                Kind.ADDED,
                t.t("criteria.compare.criterion.text", now.id(), now.text()),
                false,
                List.of()));
        continue;
      }
      List<Value> values = new ArrayList<>();
      value(values, "criteria.field.number", old.id(), now.id());
      value(values, "criteria.field.criterion", old.text(), now.text());
      if (other.engine() == Engine.POINTS) {
        value(values, "criteria.field.most", t.points(old.maxPoints()), t.points(now.maxPoints()));
      }
      value(values, "criteria.field.source", source(old), source(now));
      if (!values.isEmpty()) {
        parts.add(
            new Part(Kind.CHANGED, t.t("criteria.compare.criterion", now.id()), false, values));
      }
    }
  }

  private String source(Criterion criterion) {
    return source(criterion.verified(), criterion.source());
  }

  private String source(boolean verified, String source) {
    return verified ? source : t.t("criteria.sample");
  }

  private interface Read<T> {
    String of(T one);
  }

  /** Finds for each part of the second set the one of the first that it was. */
  private static <T> void pair(
      List<T> now, Set<T> left, Map<T, T> partners, Read<T> text, Read<T> number) {
    for (T each : now) {
      String wording = plain(text.of(each));
      left.stream()
          .filter(old -> !wording.isEmpty() && plain(text.of(old)).equals(wording))
          .filter(old -> number.of(old).equals(number.of(each)))
          .findFirst()
          .or(
              () ->
                  left.stream()
                      .filter(old -> !wording.isEmpty() && plain(text.of(old)).equals(wording))
                      .findFirst())
          .ifPresent(
              old -> {
                partners.put(each, old);
                left.remove(old);
              });
    }
    for (T each : now) {
      if (!partners.containsKey(each)) {
        left.stream()
            .filter(old -> number.of(old).equals(number.of(each)))
            .findFirst()
            .ifPresent(
                old -> {
                  partners.put(each, old);
                  left.remove(old);
                });
      }
    }
  }

  private void indicators() {
    Map<Indicator, Indicator> partners = new LinkedHashMap<>();
    Set<Indicator> left = new LinkedHashSet<>(one.indicators());
    pair(other.indicators(), left, partners, Indicator::text, Indicator::id);
    for (Indicator gone : left) {
      List<Value> values = new ArrayList<>();
      for (Value value : said(oneWords, gone)) {
        values.add(new Value(value.label(), value.now(), ""));
      }
      parts.add(
          new Part(
              Kind.REMOVED,
              t.t("criteria.compare.indicator.text", gone.id(), gone.text()),
              true,
              values));
    }
    for (Indicator now : other.indicators()) {
      Indicator old = partners.get(now);
      if (old == null) {
        parts.add(
            new Part(
                Kind.ADDED,
                t.t("criteria.compare.indicator.text", now.id(), now.text()),
                true,
                said(otherWords, now)));
        continue;
      }
      List<Value> values = changes(old, now);
      if (!values.isEmpty()) {
        parts.add(
            new Part(
                Kind.CHANGED,
                t.t("criteria.compare.indicator.text", now.id(), now.text()),
                true,
                values));
      }
    }
  }

  private List<Value> said(SetWords words, Indicator indicator) {
    List<Value> values = new ArrayList<>();
    Map<String, String> fields = fields(words, indicator);
    fields.remove("criteria.field.indicator");
    fields.remove("criteria.field.number");
    fields.forEach((key, now) -> value(values, key, "", now));
    return values;
  }

  private List<Value> changes(Indicator old, Indicator now) {
    List<Value> values = new ArrayList<>();
    Map<String, String> before = fields(oneWords, old);
    Map<String, String> after = fields(otherWords, now);
    for (Map.Entry<String, String> entry : after.entrySet()) {
      value(values, entry.getKey(), before.get(entry.getKey()), entry.getValue());
    }
    return values;
  }

  /** What an indicator says, in words, by the key of what it is. */
  private Map<String, String> fields(SetWords words, Indicator indicator) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("criteria.field.number", indicator.id());
    fields.put("criteria.field.indicator", indicator.text());
    fields.put("criteria.field.most", words.most(indicator));
    fields.put("criteria.field.steps", words.steps(indicator));
    fields.put(
        "criteria.field.applies",
        Objects.requireNonNullElse(words.applies(indicator), t.t("criteria.applies.always")));
    fields.put("criteria.field.na", Objects.requireNonNullElse(words.whenNot(indicator), ""));
    fields.put("criteria.field.how", how(words, indicator));
    fields.put("criteria.field.question", indicator.question());
    fields.put("criteria.field.help", indicator.help());
    fields.put("criteria.field.evidence", indicator.evidence());
    fields.put("criteria.field.source", source(indicator.verified(), indicator.source()));
    return fields;
  }

  private String how(SetWords words, Indicator indicator) {
    Computed computed = indicator.computed();
    if (computed == null) {
      return t.t("criteria.entered");
    }
    List<String> lines = new ArrayList<>();
    lines.add(t.t("criteria.computed.from", words.computed(computed)));
    lines.addAll(words.bands(indicator));
    return lines(lines);
  }

  /** What differs between two states of one part, for somebody who saved after somebody else. */
  static List<Value> between(Texts t, CriteriaSet set, Indicator theirs, Indicator mine) {
    SetComparison comparison = new SetComparison(t, set, set);
    return comparison.changes(theirs, mine);
  }

  /** What differs between two states of a criterion without its indicators. */
  static List<Value> between(Texts t, CriteriaSet set, Criterion theirs, Criterion mine) {
    SetComparison comparison = new SetComparison(t, set, set);
    List<Value> values = new ArrayList<>();
    comparison.value(values, "criteria.field.number", theirs.id(), mine.id());
    comparison.value(values, "criteria.field.criterion", theirs.text(), mine.text());
    comparison.value(
        values,
        "criteria.field.declared",
        declared(t, theirs.declaredPoints()),
        declared(t, mine.declaredPoints()));
    comparison.value(
        values, "criteria.field.source", comparison.source(theirs), comparison.source(mine));
    return values;
  }

  /** What differs between two states of a set's head. */
  static List<Value> between(Texts t, CriteriaSet theirs, CriteriaSet mine) {
    SetComparison comparison = new SetComparison(t, theirs, mine);
    comparison.head();
    comparison.value(
        comparison.head,
        "criteria.field.declared",
        declared(t, theirs.declaredTotal()),
        declared(t, mine.declaredTotal()));
    return comparison.headValues();
  }

  private static String declared(Texts t, @Nullable BigDecimal points) {
    return points == null ? "" : t.points(points);
  }
}
