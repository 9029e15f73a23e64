package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.areas.PastDistricts.Named;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** Districts that a document of its day names are told from each other. */
@ModuleTest
class PastDistrictsTest {

  private static final LocalDate DAY = LocalDate.of(2022, 5, 17);
  private static final Named DISTRICT = new Named("Huyện Cao Lãnh", "DISTRICT");
  private static final Named CITY = new Named("Thành phố Cao Lãnh", "CITY");

  @Autowired private PastDistricts districts;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;

  private int province;

  @BeforeEach
  void aProvinceThatWasThereBefore() {
    province =
        areas
            .add(
                AreaLevel.PROVINCE,
                List.of(
                    new NewArea(
                        SmallProvince.in(areas, builtIn).nation(),
                        "D" + System.nanoTime(),
                        "Tỉnh Đồng Tháp",
                        "PROVINCE")),
                LocalDate.of(1976, 7, 2),
                "test")
            .getFirst();
  }

  private int since2025(String name, String kind) {
    return areas
        .add(
            AreaLevel.DISTRICT,
            List.of(new NewArea(province, "D" + System.nanoTime(), name, kind)),
            LocalDate.of(2025, 6, 1),
            "test")
        .getFirst();
  }

  @Test
  void aDistrictAndACityOfOneNameAreTwoAreas() {
    Map<String, Integer> found = districts.record(province, List.of(DISTRICT, CITY), DAY, "test");
    assertThat(found).containsOnlyKeys(DISTRICT.name(), CITY.name());
    assertThat(new HashSet<>(found.values())).hasSize(2);
    assertThat(districts.find(province, List.of(CITY, DISTRICT), DAY)).isEqualTo(found);
    assertThat(districts.record(province, List.of(CITY, DISTRICT), DAY, "test")).isEqualTo(found);
  }

  @Test
  void whatBearsTheWholeNameIsMeantBeforeWhatBearsItWithoutItsKind() {
    int city = since2025(CITY.name(), "CITY");
    Map<String, Integer> found = districts.record(province, List.of(DISTRICT, CITY), DAY, "test");
    assertThat(found.get(CITY.name())).isEqualTo(city);
    assertThat(found.get(DISTRICT.name())).isNotNull().isNotEqualTo(city);
  }

  @Test
  void aDistrictThatBecameATownIsOneAreaWhereNoOtherBearsItsName() {
    int town = since2025("Thị xã Mộc Châu", "TOWN");
    assertThat(
            districts.record(
                province, List.of(new Named("Huyện Mộc Châu", "DISTRICT")), DAY, "test"))
        .containsEntry("Huyện Mộc Châu", town);
  }

  @Test
  void aNameStandsWithoutItsKindAndANameWithoutOneAsItIs() {
    assertThat(AreaNames.place("Thành phố Cao Lãnh")).isEqualTo("Cao Lãnh");
    assertThat(AreaNames.place("thị xã Mộc Châu")).isEqualTo("Mộc Châu");
    assertThat(AreaNames.place("Xã Xa Dung")).isEqualTo("Xa Dung");
    assertThat(AreaNames.place("Quan Sơn")).isEqualTo("Quan Sơn");
  }
}
