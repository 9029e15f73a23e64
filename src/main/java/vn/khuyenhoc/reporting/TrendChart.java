package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.Basis;

/**
 * The years of a trend as bars, drawn on the server: places on a drawing that is {@link #WIDTH}
 * wide and {@link #HEIGHT} high.
 *
 * @param bars one a year
 * @param marks where the tree changed between two years
 */
public record TrendChart(List<Bar> bars, List<Mark> marks) {

  public static final int WIDTH = 300;
  public static final int HEIGHT = 160;

  /** Where the scale of a rate begins and ends. */
  public static final int TOP = 22;

  public static final int BOTTOM = 122;

  private static final int LEFT = 34;
  private static final int WIDEST = 44;
  private static final double FILLED = 0.55;

  public TrendChart {
    bars = List.copyOf(bars);
    marks = List.copyOf(marks);
  }

  /**
   * A year.
   *
   * @param year which
   * @param middle where its bar stands
   * @param left where the bar begins
   * @param width how wide it is
   * @param top where it ends above
   * @param height how high it is
   * @param percent its rate; null where nothing was reported
   * @param there whether the area existed
   */
  public record Bar(
      Trend.Year year,
      int middle,
      int left,
      int width,
      int top,
      int height,
      @Nullable BigDecimal percent,
      boolean there) {}

  /** Reorganisations between two years. */
  public record Mark(int at, List<Trend.Change> changes) {
    public Mark {
      changes = List.copyOf(changes);
    }
  }

  /**
   * The drawing of a trend; as it is no year stands apart, because all are read through one tree.
   */
  static TrendChart of(Trend trend, Basis basis) {
    List<Bar> bars = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    int count = trend.years().size();
    double step = count == 0 ? 0 : (WIDTH - LEFT) / (double) count;
    int width = (int) Math.min(WIDEST, step * FILLED);
    for (int at = 0; at < count; at++) {
      Trend.Year year = trend.years().get(at);
      int middle = (int) Math.round(LEFT + step * (at + 0.5));
      BigDecimal percent = year.percent();
      int height =
          percent == null
              ? 0
              : percent
                  .min(BigDecimal.valueOf(100))
                  .setScale(0, RoundingMode.HALF_UP)
                  .intValueExact();
      bars.add(
          new Bar(
              year,
              middle,
              middle - width / 2,
              width,
              BOTTOM - height,
              height,
              percent,
              year.existed()));
      if (basis == Basis.AS_WAS && !trend.before(year).isEmpty()) {
        marks.add(new Mark((int) Math.round(LEFT + step * at), trend.before(year)));
      }
    }
    return new TrendChart(bars, marks);
  }
}
