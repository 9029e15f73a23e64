package vn.khuyenhoc.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

@ModuleTest
class HeadAccountsTest {

  private static final SignIn.From PHONE = new SignIn.From("10.9.0.1", "Android Chrome", null);

  @Autowired private HeadAccounts heads;
  @Autowired private Accounts accounts;
  @Autowired private AccountKeeping keeping;
  @Autowired private AccountTable table;
  @Autowired private SignIn signIn;
  @Autowired private Devices devices;
  @Autowired private Households households;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private SignedIn signedIn;
  @Autowired private JdbcClient jdbc;

  private SmallProvince place;
  private Actor officer;
  private SubjectKey household;

  @BeforeEach
  void aHousehold() {
    place = SmallProvince.in(areas, builtIn);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Lò Thị Xã");
    household = household("Quàng Văn Chủ").asSubject();
  }

  private HouseholdKey household(String head) {
    return households
        .add(
            officer,
            Ids.next(),
            place.villages().getFirst(),
            new HouseholdEntry(head, "", 1, 2, 1, ""),
            true)
        .orThrow();
  }

  private UUID add(SubjectKey key, String name) {
    return heads.add(officer, key, name, "chủ hộ").orThrow();
  }

  private Actor in(SubjectKey key, UUID account) {
    PrintedSlip slip = heads.slip(officer, key, account).orThrow().getFirst();
    assertThat(slip.volunteer()).isTrue();
    SignIn.Opened opened = signIn.bySlip(slip.code(), PHONE).orThrow();
    return Objects.requireNonNull(devices.byToken(opened.token()));
  }

  @Test
  void aSlipLetsTheHeadInWithThatSubjectAndNothingElse() {
    Actor head = in(household, add(household, "Quàng Văn Chủ"));
    assertThat(head.heads(household.homeId(), household.subjectId())).isTrue();
    assertThat(head.holds(Right.OWN_DOSSIER)).isTrue();
    assertThat(head.holds(Right.DOSSIER_READ)).isFalse();
    for (Right right : Right.values()) {
      assertThat(head.areasFor(right)).as(right.name()).isEmpty();
    }
  }

  @Test
  void theCommuneGivesItAndTheProvinceOnlyReadsIt() {
    Actor province = signedIn.actor(Role.PROVINCE_OFFICER, place.province(), "Cán bộ tỉnh");
    assertThat(heads.add(province, household, "Ai Đó", "").problems())
        .extracting(problem -> problem.code())
        .contains(IdentityProblem.HEAD_OF_ANOTHER_LEVEL);
    UUID account = add(household, "Quàng Văn Chủ");
    assertThat(heads.of(province, household)).extracting(Account::id).containsExactly(account);
    assertThat(heads.end(province, household, account).done()).isFalse();
    Actor other = signedIn.actor(Role.COMMUNE_OFFICER, place.communes().get(1), "Cán bộ xã khác");
    assertThatThrownBy(() -> heads.of(other, household)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> heads.add(other, household, "Ai", ""))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whoIsAnOfficerBesidesIsNotTakenOverByTheSlipOfAHead() {
    UUID account = add(household, "Quàng Văn Chủ");
    table.grant(account, Role.PROVINCE_OFFICER, place.province(), null, java.time.Instant.now());
    assertThatThrownBy(() -> heads.slip(officer, household, account))
        .isInstanceOf(NotFoundException.class);
    assertThat(accounts.byIds(officer, Set.of(account))).isEmpty();
  }

  @Test
  void theAccountEndsWithTheSubject() {
    UUID account = add(household, "Quàng Văn Chủ");
    in(household, account);
    households
        .close(officer, household.household(), 1, LocalDate.of(2026, 9, 1), "chuyển đi tỉnh khác")
        .orThrow();
    assertThat(heads.of(officer, household))
        .extracting(Account::state)
        .containsExactly(AccountState.ENDED);
    assertThat(devices(account)).isZero();
    assertThat(heads.add(officer, household, "Người Khác", "").problems())
        .extracting(problem -> problem.code())
        .containsExactly(IdentityProblem.SUBJECT_ENDED);
  }

  private int devices(UUID account) {
    return jdbc.sql(
            """
            select count(*) from identity.account
             where account_id = :id and status = 'ACTIVE'
            """)
        .param("id", account)
        .query(Integer.class)
        .single();
  }

  @Test
  void theHeadFollowsToTheEntryThatStandsForBoth() {
    HouseholdKey kept = household("Quàng Văn Chủ Giữ");
    UUID account = add(household, "Quàng Văn Chủ");
    in(household, account);
    households
        .join(
            officer,
            kept,
            1,
            households.read(officer, household.household()).code(),
            "một hộ ghi hai lần")
        .orThrow();
    assertThat(heads.of(officer, kept.asSubject()))
        .extracting(Account::id)
        .containsExactly(account);
    assertThat(heads.of(officer, household)).isEmpty();
  }

  @Test
  void theWorkOfAHeadIsHandedOver() {
    UUID account = add(household, "Quàng Văn Chủ");
    UUID successor = keeping.handOver(officer, account, "Quàng Thị Kế", "").orThrow();
    assertThat(heads.of(officer, household))
        .extracting(Account::id, Account::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(successor, AccountState.WAITING),
            org.assertj.core.groups.Tuple.tuple(account, AccountState.ENDED));
  }

  @Test
  void anAccountIsNotGivenTwiceToOneNameAndAllProblemsAreTold() {
    add(household, "Quàng Văn Chủ");
    assertThat(heads.add(officer, household, "quàng văn chủ", "x".repeat(200)).problems())
        .extracting(problem -> problem.code())
        .containsExactlyInAnyOrder(IdentityProblem.HAS_ACCOUNT, IdentityProblem.TOO_LONG);
    assertThat(accounts.list(officer, null, "Quàng Văn Chủ", null, 10, 0).accounts())
        .singleElement()
        .satisfies(one -> assertThat(one.roles().getFirst().place()).startsWith("Quàng Văn Chủ, "));
    assertThat(List.copyOf(accounts.list(officer, null, "", null, 10, 0).accounts())).hasSize(1);
  }
}
