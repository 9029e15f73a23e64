package vn.khuyenhoc.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.areas.DeclaredChanges.After;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;
import vn.khuyenhoc.support.Statements;

/** Areas are told by both names where they differ. */
@ModuleTest
class AreaNamesTest {

  private static final LocalDate MERGER = LocalDate.of(2026, 3, 1);
  private static final LocalDate RENAMING = LocalDate.of(2026, 6, 1);

  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private Reorganisations reorganisations;
  @Autowired private Languages languages;

  private SmallProvince place;
  private Actor keeper;

  @BeforeEach
  void aProvinceWhoseCommunesBecomeOneThatIsRenamedLater() {
    place = SmallProvince.in(areas, builtIn);
    keeper = SmallProvince.actor("Người giữ", Role.PROVINCE_OFFICER, place.province());
    After joined = new After(areas.byId(place.communes().getFirst()).code(), "Xã Liên");
    apply(
        MERGER,
        DeclaredChanges.ofLinks(
            place.communes().stream()
                .map(areas::byId)
                .map(one -> new Link(0, Before.of(one), joined, Extent.WHOLE))
                .toList()));
  }

  private void apply(LocalDate day, DeclaredChanges declared) {
    reorganisations.apply(keeper, place.province(), day, Decree.of("1/NQ"), declared).orThrow();
  }

  private int merged() {
    return areas.children(place.province()).getFirst().id();
  }

  private void rename() {
    apply(
        RENAMING,
        DeclaredChanges.none()
            .with(
                new DeclaredChanges.Alteration(
                    0, Before.of(areas.byId(merged())), null, "Xã Liên Hoa", null, null)));
  }

  @Test
  void aMergedCommuneTellsWhatItCameFromAndWhatItWasCalledUntilWhen() {
    rename();
    assertThat(
            AreaNames.before(
                languages.vietnamese(), areas.formerNames(List.of(merged())).get(merged())))
        .isEqualTo("trước 6/2026: Xã Liên; trước 3/2026: Xã Hạ, Xã Thượng");
    assertThat(areas.formerNames(List.of(merged()), RENAMING.minusDays(1)).get(merged()))
        .extracting(FormerName::name)
        .containsExactly("Xã Hạ", "Xã Thượng");
  }

  @Test
  void anEndedCommuneTellsWhatItIsToday() {
    rename();
    Map<Integer, List<LaterName>> later = areas.laterNames(place.communes(), MERGER.minusDays(1));
    assertThat(later).hasSize(2);
    assertThat(AreaNames.now(languages.vietnamese(), later.get(place.communes().get(1))))
        .isEqualTo("nay: Xã Liên Hoa");
    assertThat(areas.laterNames(List.of(merged()), MERGER).get(merged()))
        .singleElement()
        .satisfies(one -> assertThat(one.since()).isEqualTo(RENAMING));
    assertThat(areas.laterNames(place.villages(), MERGER.minusDays(1))).isEmpty();
  }

  @Test
  void whatWasNeverCalledOtherwiseHasNoFormerName() throws Exception {
    assertThat(areas.formerNames(place.villages())).isEmpty();
    assertThat(areas.formerNames(List.of(place.province()))).isEmpty();
    List<Integer> both = List.of(merged(), place.province());
    assertThat(Statements.during(() -> areas.formerNames(both))).hasSize(1);
  }

  @Test
  void aWithdrawnReorganisationIsNotToldAsANameOfBefore() {
    int merged = merged();
    int id = reorganisations.history(merged).getFirst().reorganisationId();
    reorganisations.withdraw(keeper, id, "Ghi nhầm").orThrow();
    assertThat(areas.formerNames(List.of(merged))).isEmpty();
    assertThat(areas.laterNames(place.communes(), MERGER.minusDays(1))).isEmpty();
  }
}
