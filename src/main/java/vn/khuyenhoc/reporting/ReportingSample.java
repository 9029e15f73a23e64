package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.web.Languages;

/**
 * A few communes of the demonstration declare a total, a little above their roll; the source says
 * that it is a sample.
 */
@Component
class ReportingSample implements Sample {

  private static final String SON_LA = "14";
  private static final int EVERY = 6;
  private static final BigDecimal ABOVE_ROLL = new BigDecimal("1.08");

  private final DeclaredTotals totals;
  private final Figures figures;
  private final Areas areas;
  private final Languages languages;
  private final Clock clock;

  ReportingSample(
      DeclaredTotals totals, Figures figures, Areas areas, Languages languages, Clock clock) {
    this.totals = totals;
    this.figures = figures;
    this.areas = areas;
    this.languages = languages;
    this.clock = clock;
  }

  @Override
  public int place() {
    return 50;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    Area province = areas.byCode(AreaLevel.PROVINCE, SON_LA).orElse(null);
    if (province == null) {
      return;
    }
    List<AreaFigure> communes = figures.of(operator, province.id(), null, Basis.AS_IS).children();
    String source = languages.vietnamese().t("reporting.sample.source");
    String asOf = VietnameseDates.format(LocalDate.now(clock));
    for (int at = 0; at < communes.size(); at += EVERY) {
      AreaFigure commune = communes.get(at);
      if (commune.tally().roll() > 0
          && totals.history(operator, commune.areaId(), Measured.FAMILIES).isEmpty()) {
        long total =
            BigDecimal.valueOf(commune.tally().roll())
                .multiply(ABOVE_ROLL)
                .setScale(0, RoundingMode.UP)
                .longValue();
        totals.declareSample(operator, commune.areaId(), total, source, asOf).orThrow();
      }
    }
  }
}
