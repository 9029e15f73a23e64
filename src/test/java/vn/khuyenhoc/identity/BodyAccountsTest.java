package vn.khuyenhoc.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;
import vn.khuyenhoc.registry.BodyKind;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SignedIn;
import vn.khuyenhoc.support.SmallProvince;

@ModuleTest
class BodyAccountsTest {

  @Autowired private BodyAccounts accounts;
  @Autowired private Bodies bodies;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private SignedIn signedIn;

  private SmallProvince place;
  private Actor officer;
  private UUID council;

  @BeforeEach
  void aCouncilOfACommune() {
    place = SmallProvince.in(areas, builtIn);
    officer = signedIn.actor(Role.COMMUNE_OFFICER, place.communes().getFirst(), "Lò Thị Xã");
    council = body(null);
  }

  private UUID body(@Nullable LocalDate to) {
    return bodies
        .add(
            officer,
            Ids.next(),
            place.communes().getFirst(),
            new Body.Entry(
                BodyKind.COUNCIL, "Hội đồng " + Ids.next(), "", LocalDate.of(2025, 7, 1), to, ""))
        .orThrow();
  }

  private static UUID account(Actor actor) {
    return Objects.requireNonNull(actor.accountId());
  }

  @Test
  void somebodyOfTheAreaActsForABodyUntilThatIsEnded() {
    Actor volunteer =
        signedIn.actor(Role.VOLUNTEER, place.villages().getFirst(), "Quàng Văn Thư Ký");
    assertThat(accounts.candidates(officer, council, "thu ky"))
        .extracting(BodyAccountTable.Candidate::name)
        .containsExactly("Quàng Văn Thư Ký");
    assertThat(accounts.add(officer, council, account(volunteer), "thư ký").orThrow()).isTrue();
    assertThat(accounts.add(officer, council, account(volunteer), "thư ký").orThrow()).isFalse();
    assertThat(accounts.of(officer, council))
        .extracting(BodyAccount::name, BodyAccount::duty)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("Quàng Văn Thư Ký", "thư ký"));
    assertThat(accounts.candidates(officer, council, "thu ky")).isEmpty();
    accounts.end(officer, council, account(volunteer));
    assertThat(accounts.of(officer, council)).isEmpty();
  }

  @Test
  void nobodyOfAnotherCommuneActsForItAndAnotherCommuneFindsNone() {
    Actor other = signedIn.actor(Role.COMMUNE_OFFICER, place.communes().get(1), "Cán bộ xã khác");
    assertThat(accounts.add(officer, council, account(other), "x".repeat(200)).problems())
        .extracting(Problem::code)
        .containsExactly(IdentityProblem.NOBODY_CHOSEN, IdentityProblem.TOO_LONG);
    assertThatThrownBy(() -> accounts.of(other, council)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void whoActedForABodyEndsWithIt() {
    Actor volunteer = signedIn.actor(Role.VOLUNTEER, place.villages().getFirst(), "Quàng Văn Cũ");
    UUID past = body(LocalDate.of(2025, 12, 31));
    assertThat(accounts.add(officer, past, account(volunteer), "").problems())
        .extracting(Problem::code)
        .containsExactly(IdentityProblem.BODY_ENDED);
    assertThat(accounts.of(officer, past)).isEmpty();
  }
}
