package vn.khuyenhoc.areas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.BuiltIn;

/**
 * The tree that a new installation starts with: the nation, the province of Sơn La and its 75
 * communes as of 1 July 2025 (QĐ 19/2025/QĐ-TTg for the codes), each with its former district.
 */
@Component
public class BuiltInAreas implements BuiltIn {

  /** The day on which Vietnam's districts ended and today's communes began. */
  public static final LocalDate REFORM = LocalDate.of(2025, 7, 1);

  private static final LocalDate NATION_SINCE = LocalDate.of(1976, 7, 2);
  private static final String SOURCE = "QĐ 19/2025/QĐ-TTg";

  private final Areas areas;
  private final AreaTable table;

  BuiltInAreas(Areas areas, AreaTable table) {
    this.areas = areas;
    this.table = table;
  }

  @Override
  public int place() {
    return 10;
  }

  @Override
  @Transactional
  public void loadOnce() {
    if (!areas.empty()) {
      return;
    }
    int nation =
        areas
            .add(
                AreaLevel.NATION,
                List.of(new NewArea(null, "VN", "Cả nước", "NATION")),
                NATION_SINCE,
                SOURCE)
            .getFirst();
    int sonLa =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(new NewArea(nation, "14", "Tỉnh Sơn La", "PROVINCE")),
                NATION_SINCE,
                SOURCE)
            .getFirst();
    List<String[]> rows = rows();
    List<Integer> ids =
        areas.add(
            AreaLevel.COMMUNE,
            rows.stream().map(row -> new NewArea(sonLa, row[0], row[2], row[1])).toList(),
            REFORM,
            SOURCE);
    List<FormerDistrict> districts = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      districts.add(new FormerDistrict(ids.get(i), rows.get(i)[4], rows.get(i)[3]));
    }
    table.addFormerDistricts(districts, SOURCE);
  }

  private static List<String[]> rows() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    BuiltInAreas.class.getResourceAsStream("/areas/son-la-2025-07-01.csv")),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
