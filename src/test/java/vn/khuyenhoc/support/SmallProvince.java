package vn.khuyenhoc.support;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;

/**
 * An imaginary province: two communes (Xã Thượng, Xã Hạ) with three villages each (Bản Một, Bản
 * Hai, Bản Ba). Every call makes another one, so that tests do not meet.
 *
 * @param nation the country's identity
 * @param province the province's identity
 * @param communes the two communes
 * @param villages the six villages, three of each commune in order
 */
public record SmallProvince(
    int nation, int province, List<Integer> communes, List<Integer> villages) {

  private static final AtomicInteger NUMBER = new AtomicInteger(800);

  /** Makes a new one. */
  public static SmallProvince in(Areas areas, BuiltInAreas builtIn) {
    builtIn.loadOnce();
    LocalDate since = LocalDate.of(2025, 7, 1);
    int number = NUMBER.incrementAndGet();
    int nation = areas.nation().id();
    int province =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(new NewArea(nation, "T" + number, "Tỉnh Thử " + number, "PROVINCE")),
                since,
                "test")
            .getFirst();
    List<Integer> communes =
        areas.add(
            AreaLevel.COMMUNE,
            List.of(
                new NewArea(province, number + "01", "Xã Thượng", "COMMUNE"),
                new NewArea(province, number + "02", "Xã Hạ", "COMMUNE")),
            since,
            "test");
    List<NewArea> villages = new ArrayList<>();
    for (int commune = 0; commune < 2; commune++) {
      int place = 0;
      for (String name : List.of("Bản Một", "Bản Hai", "Bản Ba")) {
        villages.add(
            new NewArea(
                communes.get(commune),
                number + "0" + (commune + 1) + "-" + ++place,
                name,
                "VILLAGE"));
      }
    }
    return new SmallProvince(
        nation, province, communes, areas.add(AreaLevel.VILLAGE, villages, since, "test"));
  }

  /** Somebody with one role over one area; a person of their own, without an account row. */
  public static Actor actor(String name, Role role, int areaId) {
    return new Actor(null, UUID.randomUUID(), name, List.of(new Grant(role, areaId)));
  }
}
