package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** What can be done with a household, and what is refused. */
@ModuleTest
class HouseholdsTest {

  @Autowired private Households households;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;

  private SmallProvince place;
  private Actor officer;

  @BeforeEach
  void aProvince() {
    place = SmallProvince.in(areas, builtIn);
    officer =
        SmallProvince.actor("Cán bộ Thượng", Role.COMMUNE_OFFICER, place.communes().getFirst());
  }

  private int village(int index) {
    return place.villages().get(index);
  }

  private static HouseholdEntry entry(String head, String address) {
    return new HouseholdEntry(head, address, 2, 3, 1, "");
  }

  private HouseholdKey added(String head, String address) {
    return households.add(officer, Ids.next(), village(0), entry(head, address), true).orThrow();
  }

  private Household now(HouseholdKey key) {
    return households.byId(key).orElseThrow();
  }

  private static List<String> codes(Result<?> result) {
    return result.problems().stream().map(problem -> problem.code().code()).toList();
  }

  @Test
  void addsAHouseholdOnceHoweverOftenTheFormIsSent() {
    UUID id = Ids.next();
    HouseholdEntry entry = entry("  Lò Văn  Mười ", "Nhóm 1");
    HouseholdKey first = households.add(officer, id, village(0), entry, false).orThrow();
    HouseholdKey again = households.add(officer, id, village(0), entry, false).orThrow();
    assertThat(again).isEqualTo(first);
    assertThat(households.inVillage(village(0)))
        .singleElement()
        .satisfies(
            household -> {
              assertThat(household.head()).isEqualTo("Lò Văn Mười");
              assertThat(household.serial()).isEqualTo(1);
              assertThat(households.byCode(household.code())).contains(household);
            });
    assertThat(households.history(first))
        .singleElement()
        .satisfies(change -> assertThat(change.kind()).isEqualTo(SubjectChange.Kind.CREATED));
  }

  @Test
  void asksBeforeAddingAnotherOneWithTheSameHeadAndAddress() {
    added("Lò Văn Mười", "Nhóm 1");
    Result<HouseholdKey> second =
        households.add(officer, Ids.next(), village(0), entry("lò văn muoi", "nhóm 1"), false);
    assertThat(codes(second)).containsExactly("REGISTRY-006");
    assertThat(
            households
                .add(officer, Ids.next(), village(0), entry("Lò Văn Mười", "Nhóm 1"), true)
                .done())
        .isTrue();
    assertThat(households.inVillage(village(0))).hasSize(2);
  }

  @Test
  void saysEverythingWrongAtOnce() {
    Result<HouseholdKey> result =
        households.add(
            officer, Ids.next(), village(0), new HouseholdEntry(" ", "", 100, 1, 2, ""), false);
    assertThat(codes(result))
        .containsExactlyInAnyOrder("REGISTRY-001", "REGISTRY-003", "REGISTRY-004");
    assertThat(result.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("head", "children", "workers");
  }

  @Test
  void keepsNotReportedApartFromZero() {
    HouseholdKey key =
        households
            .add(
                officer,
                Ids.next(),
                village(0),
                new HouseholdEntry("Cà Thị Hoa", "", null, 0, null, ""),
                false)
            .orThrow();
    assertThat(now(key).children()).isNull();
    assertThat(now(key).adults()).isZero();
  }

  @Test
  void tellsTheSecondOfTwoOfficersThatTheFirstWasFaster() {
    HouseholdKey key = added("Lò Văn Mười", "Nhóm 1");
    int seen = now(key).version();
    households.edit(officer, key, seen, entry("Lò Văn Một", "Nhóm 1")).orThrow();
    Result<Household> second = households.edit(officer, key, seen, entry("Lò Văn Hai", "Nhóm 1"));
    assertThat(codes(second)).containsExactly("REGISTRY-007");
    assertThat(now(key).head()).isEqualTo("Lò Văn Một");
    assertThat(households.history(key).getFirst().before()).containsEntry("head", "Lò Văn Mười");
  }

  @Test
  void splitsAHouseholdAndMovesThePersonsCounted() {
    HouseholdKey key = added("Lò Văn Mười", "Nhóm 1");
    UUID id = Ids.next();
    HouseholdEntry leaving = new HouseholdEntry("Lò Văn Con", "Nhóm 2", 1, 1, 1, "");
    HouseholdKey fresh = households.split(officer, key, now(key).version(), id, leaving).orThrow();
    assertThat(households.split(officer, key, 1, id, leaving).orThrow()).isEqualTo(fresh);
    assertThat(now(key))
        .satisfies(
            rest ->
                assertThat(new @Nullable Integer[] {rest.children(), rest.adults(), rest.workers()})
                    .containsExactly(1, 2, 0));
    assertThat(households.links(fresh))
        .singleElement()
        .extracting(SubjectLink::kind, SubjectLink::other)
        .containsExactly(SubjectLink.Kind.SPLIT_FROM, key.asSubject());
    assertThat(households.links(key))
        .singleElement()
        .extracting(SubjectLink::kind)
        .isEqualTo(SubjectLink.Kind.SPLIT_INTO);
  }

  @Test
  void refusesToSplitOffMorePersonsThanThereAre() {
    HouseholdKey key = added("Lò Văn Mười", "Nhóm 1");
    Result<HouseholdKey> result =
        households.split(
            officer, key, 1, Ids.next(), new HouseholdEntry("Lò Văn Con", "", 3, 4, 0, ""));
    assertThat(codes(result)).containsExactly("REGISTRY-011", "REGISTRY-011");
    assertThat(households.inVillage(village(0))).hasSize(1);
  }

  @Test
  void joinsTwoEntriesOfOneHouseholdAndKeepsOne() {
    HouseholdKey kept = added("Lò Văn Mười", "Nhóm 1");
    HouseholdKey twice = added("Lò Văn Mười", "Nhóm 1");
    String code = now(twice).code();
    assertThat(codes(households.join(officer, kept, 1, now(kept).code(), "")))
        .containsExactly("REGISTRY-013");
    assertThat(codes(households.join(officer, kept, 1, "1-2-3", "")))
        .containsExactly("REGISTRY-014");
    households.join(officer, kept, 1, code, "nhập hai lần").orThrow();
    assertThat(now(twice).status()).isEqualTo(SubjectStatus.JOINED);
    assertThat(households.inVillage(village(0)))
        .singleElement()
        .extracting(Household::key)
        .isEqualTo(kept);
    assertThat(codes(households.edit(officer, twice, 2, entry("Khác", ""))))
        .containsExactly("REGISTRY-009");
  }

  @Test
  void rememberesWhereAHouseholdLivedWhen() {
    HouseholdKey key = added("Lò Văn Mười", "Nhóm 1");
    LocalDate today = LocalDate.of(2026, 11, 2);
    assertThat(codes(households.move(officer, key, 1, village(0), today, "")))
        .containsExactly("REGISTRY-015");
    assertThat(codes(households.move(officer, key, 1, village(1), today.plusDays(1), "")))
        .containsExactly("REGISTRY-017");
    assertThat(codes(households.move(officer, key, 1, village(1), today.minusDays(9), "")))
        .containsExactly("REGISTRY-018");
    assertThat(codes(households.move(officer, key, 1, village(1), null, "")))
        .containsExactly("REGISTRY-016");
    assertThat(households.move(officer, key, 1, village(1), today, "lấy vợ").orThrow().villageId())
        .isEqualTo(village(1));
    assertThat(households.residences(key))
        .singleElement()
        .extracting(Residence::village)
        .isEqualTo("Bản Hai");
  }

  @Test
  void movesToAnotherCommuneOnlyByWhoKeepsBoth() {
    HouseholdKey key = added("Lò Văn Mười", "Nhóm 1");
    LocalDate today = LocalDate.of(2026, 11, 2);
    assertThatThrownBy(() -> households.move(officer, key, 1, village(3), today, ""))
        .isInstanceOf(NotFoundException.class);
    Actor both = SmallProvince.actor("Hai xã", Role.COMMUNE_OFFICER, place.province());
    households.move(both, key, 1, village(3), today, "").orThrow();
    assertThatThrownBy(() -> households.read(officer, key)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void closesWithAReasonAndReopens() {
    HouseholdKey key = added("Lò Văn Mười", "Nhóm 1");
    LocalDate today = LocalDate.of(2026, 11, 2);
    assertThat(codes(households.close(officer, key, 1, today, " ")))
        .containsExactly("REGISTRY-019");
    households.close(officer, key, 1, today, "chuyển về Hà Nội").orThrow();
    assertThat(households.inVillage(village(0))).isEmpty();
    assertThat(codes(households.close(officer, key, 2, today, "nữa")))
        .containsExactly("REGISTRY-008");
    households.reopen(officer, key, 2, "trở về").orThrow();
    assertThat(households.inVillage(village(0))).hasSize(1);
    assertThat(codes(households.reopen(officer, key, 3, "nữa"))).containsExactly("REGISTRY-010");
  }

  @Test
  void isKeptOnlyByOfficersOfItsOwnPlace() {
    HouseholdKey key = added("Lò Văn Mười", "Nhóm 1");
    Actor foreign =
        SmallProvince.actor("Cán bộ Hạ", Role.COMMUNE_OFFICER, place.communes().getLast());
    Actor volunteer = SmallProvince.actor("Chị Một", Role.VOLUNTEER, village(0));
    assertThatThrownBy(() -> households.edit(foreign, key, 1, entry("X", "")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> households.edit(volunteer, key, 1, entry("X", "")))
        .isInstanceOf(ForbiddenException.class);
    assertThat(households.read(volunteer, key).head()).isEqualTo("Lò Văn Mười");
    Actor neighbour = SmallProvince.actor("Anh Hai", Role.VOLUNTEER, village(1));
    assertThatThrownBy(() -> households.read(neighbour, key)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void findsWordsInAnyOrderAndRanksTypedAccentsFirst() {
    added("Lò Văn Mười", "Nhóm 1");
    added("Lò Văn Muối", "Nhóm 2");
    added("Cà Thị Hoa", "Nhóm 1");
    assertThat(heads("muoi lo")).containsExactlyInAnyOrder("Lò Văn Mười", "Lò Văn Muối");
    assertThat(heads("muối")).containsExactly("Lò Văn Muối", "Lò Văn Mười");
    assertThat(heads("mười")).containsExactly("Lò Văn Mười", "Lò Văn Muối");
    assertThat(heads("nhom 1 ca")).containsExactly("Cà Thị Hoa");
    assertThat(heads("ười")).isEmpty();
    assertThat(heads("100%_\\")).isEmpty();
  }

  private List<String> heads(String typed) {
    return households
        .page(
            new HouseholdFilter(List.of(place.communes().getFirst()), SubjectStatus.ACTIVE, typed),
            25,
            0)
        .rows()
        .stream()
        .map(row -> row.household().head())
        .toList();
  }
}
