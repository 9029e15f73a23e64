package vn.khuyenhoc.reporting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * The indicators that come with the product, and plans with every target they set: two of Sơn La
 * (its association, 2024, and its people's committee, 2022–2030) and one of the former district of
 * Tháp Mười, whose area is not in the tree.
 */
@Component
public class BuiltInTargets implements BuiltIn {

  private final Areas areas;
  private final TargetTable table;
  private final IndicatorTable indicators;

  BuiltInTargets(Areas areas, TargetTable table, IndicatorTable indicators) {
    this.areas = areas;
    this.table = table;
    this.indicators = indicators;
  }

  @Override
  public int place() {
    return 30;
  }

  @Override
  @Transactional
  public void loadOnce() {
    Map<String, Plan> plans = new HashMap<>();
    for (String[] row : rows("plans.csv", ";")) {
      Plan plan =
          new Plan(
              row[0],
              province(row[1]),
              row[2],
              row[3],
              row[4],
              row[5],
              row[6],
              Integer.parseInt(row[7]),
              Integer.parseInt(row[8]),
              row[9]);
      plans.put(plan.id(), plan);
      table.addPlan(plan);
    }
    for (String[] row : rows("indicators.csv", ";")) {
      indicators.putBuiltIn(
          new Indicator(
              row[0],
              Indicator.Kind.valueOf(row[1]),
              row[2],
              row[3],
              row[4],
              row[5],
              row[6],
              row[7],
              row[8],
              row[9],
              Boolean.parseBoolean(row[10]),
              true,
              null,
              null,
              1,
              false,
              Map.of(),
              Arrays.stream(row[11].split(" ")).map(AreaLevel::valueOf).toList()));
    }
    table.putTargets(
        rows("targets.csv", ";").stream()
            .map(row -> target(row, Objects.requireNonNull(plans.get(row[1]), row[1])))
            .toList(),
        0);
  }

  private static PlanTarget target(String[] row, Plan plan) {
    return new PlanTarget(
        plan,
        row[0],
        Integer.parseInt(row[2]),
        plan.areaId(),
        row[3],
        row[4],
        new TargetScope(
            row[5],
            named(ModelLevel.class, row[12]),
            named(Denominator.class, row[17]),
            named(ModelLevel.class, row[13]),
            named(AreaLevel.class, row[14]),
            row[15],
            named(Rating.class, row[16])),
        new Goal(
            Goal.Direction.valueOf(row[6]),
            row[7].isEmpty() ? null : new BigDecimal(row[7]),
            Goal.Kind.valueOf(row[8]),
            named(Goal.Kind.class, row[9]),
            named(Goal.Period.class, row[10]),
            row[11].isEmpty() ? null : Integer.valueOf(row[11])),
        row[18],
        row[19],
        1,
        null);
  }

  private static <E extends Enum<E>> @Nullable E named(Class<E> type, String name) {
    return name.isEmpty() ? null : Enum.valueOf(type, name);
  }

  private @Nullable Integer province(String code) {
    Optional<Area> province =
        code.isEmpty() ? Optional.empty() : areas.byCode(AreaLevel.PROVINCE, code);
    return province.map(Area::id).orElse(null);
  }

  /** The rows below the heading; none of these files quotes a cell. */
  private static List<String[]> rows(String file, String separator) {
    try (InputStream content =
        Objects.requireNonNull(BuiltInTargets.class.getResourceAsStream("/reporting/" + file))) {
      return VietnameseText.nfc(new String(content.readAllBytes(), StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split(separator, -1))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
