package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a table of figures can be sorted by. */
public enum FiguresSort {
  /** By name in Vietnamese order. */
  NAME(null),
  /** By the number on the roll. */
  ROLL(figure -> BigDecimal.valueOf(figure.tally().roll())),
  /** By the number ever scored. */
  SCORED(figure -> BigDecimal.valueOf(figure.tally().everScored())),
  /** By the number ever sent. */
  SENT(figure -> figure.reported() ? BigDecimal.valueOf(figure.tally().reported()) : null),
  /** By the number recognised. */
  RECOGNISED(figure -> figure.reported() ? BigDecimal.valueOf(figure.tally().recognised()) : null),
  /** By rate. */
  RATE(AreaFigure::percent),
  /** By distance from the target. */
  GAP(AreaFigure::gap);

  private final @Nullable Function<AreaFigure, @Nullable BigDecimal> value;

  FiguresSort(@Nullable Function<AreaFigure, @Nullable BigDecimal> value) {
    this.value = value;
  }

  /** How addresses write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one written so; by name for anything unknown. */
  public static FiguresSort of(String key) {
    for (FiguresSort sort : values()) {
      if (sort.key().equals(key)) {
        return sort;
      }
    }
    return NAME;
  }

  /** Sorted; what was not reported stays last either way. */
  List<AreaFigure> sorted(List<AreaFigure> figures, boolean descending) {
    Function<AreaFigure, @Nullable BigDecimal> by = value;
    if (by == null) {
      return descending ? figures.reversed() : figures;
    }
    List<AreaFigure> sorted = new ArrayList<>(figures);
    sorted.sort(
        (one, other) -> {
          BigDecimal left = by.apply(one);
          BigDecimal right = by.apply(other);
          if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
          }
          return descending ? right.compareTo(left) : left.compareTo(right);
        });
    return sorted;
  }
}
