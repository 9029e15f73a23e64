package vn.khuyenhoc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.registry.Consent.Given;
import vn.khuyenhoc.registry.Subjects.NewSubject;
import vn.khuyenhoc.registry.Subjects.ShownId;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.SmallProvince;

/** What can be done with citizens, clans, units, groups and centres, and what is refused. */
@ModuleTest
class SubjectsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
  private static final Given ON_PAPER = new Given(Consent.How.PAPER, TODAY, "");

  @Autowired private Subjects subjects;
  @Autowired private Households households;
  @Autowired private Areas areas;
  @Autowired private BuiltInAreas builtIn;
  @Autowired private JdbcClient jdbc;
  @Autowired private SubjectWords words;
  @Autowired private Languages languages;
  @Autowired private TransactionTemplate transactions;

  private SmallProvince place;
  private Actor officer;
  private Actor provinceOfficer;

  @BeforeEach
  void aProvince() {
    place = SmallProvince.in(areas, builtIn);
    officer = SmallProvince.actor("Cán bộ Thượng", Role.COMMUNE_OFFICER, commune());
    provinceOfficer = SmallProvince.actor("Cán bộ tỉnh", Role.PROVINCE_OFFICER, place.province());
  }

  private int commune() {
    return place.communes().getFirst();
  }

  private int village(int index) {
    return place.villages().get(index);
  }

  private static SubjectEntry person(String name, int year) {
    return SubjectEntry.named(name)
        .with(SubjectField.BIRTH_YEAR, year)
        .with(SubjectField.LABOUR_GROUP, "FARMER");
  }

  private NewSubject citizen(String name, int year, String number, @Nullable Given consent) {
    return new NewSubject(
        Ids.next(),
        SubjectKind.CITIZEN,
        village(0),
        person(name, year),
        number,
        consent,
        Map.of(),
        false);
  }

  private SubjectKey added(String name, int year) {
    return subjects.add(officer, citizen(name, year, "", ON_PAPER)).orThrow();
  }

  private SubjectKey livingIn(HouseholdKey household, String name) {
    SubjectKey key = added(name, 1980);
    subjects
        .belong(officer, key, MembershipRole.LIVES_IN, households.byId(household).get().code())
        .orThrow();
    return key;
  }

  private HouseholdKey household(int village, String head) {
    return households
        .add(officer, Ids.next(), village, new HouseholdEntry(head, "", 1, 2, 1, ""), true)
        .orThrow();
  }

  private static SubjectEntry school(String level) {
    return SubjectEntry.named("Trường Tiểu học Mẫu")
        .with(SubjectField.UNIT_KIND, "SCHOOL")
        .with(SubjectField.MANAGING_LEVEL, level)
        .with(SubjectField.SCHOOL, true)
        .with(SubjectField.STAFF, 20);
  }

  private SubjectKey unit(Actor actor, String level) {
    return subjects
        .add(actor, new NewSubject(Ids.next(), SubjectKind.UNIT, commune(), school(level)))
        .orThrow();
  }

  private Subject now(SubjectKey key) {
    return subjects.byKey(key).orElseThrow();
  }

  private static List<String> codes(Result<?> result) {
    return result.problems().stream().map(problem -> problem.code().code()).toList();
  }

  @Test
  void registersAPersonOnceHoweverOftenTheFormIsSent() {
    NewSubject adding = citizen("  Lò Thị  Mười ", 1970, "", ON_PAPER);
    SubjectKey key = subjects.add(officer, adding).orThrow();
    assertThat(subjects.add(officer, adding).orThrow()).isEqualTo(key);
    Subject person = now(key);
    assertThat(person.name()).isEqualTo("Lò Thị Mười");
    assertThat(person.number(SubjectField.BIRTH_YEAR)).isEqualTo(1970);
    assertThat(person.text(SubjectField.LABOUR_GROUP)).isEqualTo("FARMER");
    assertThat(subjects.byCode(person.code())).contains(person);
    assertThat(subjects.consents(key))
        .singleElement()
        .satisfies(
            consent -> {
              assertThat(consent.holds()).isTrue();
              assertThat(consent.textVersion()).isEqualTo(Consent.CURRENT_TEXT);
              assertThat(consent.recordedName()).isEqualTo("Cán bộ Thượng");
            });
  }

  @Test
  void registersNobodyWithoutConsentAndNobodyUnderAgeWithoutAGuardian() {
    assertThat(codes(subjects.add(officer, citizen("Lò Thị Mười", 1970, "", null))))
        .containsExactly("REGISTRY-080");
    assertThat(codes(subjects.add(officer, citizen("Lò Thị Bé", 2015, "", ON_PAPER))))
        .containsExactly("REGISTRY-082");
    assertThat(
            subjects
                .add(
                    officer,
                    citizen(
                        "Lò Thị Bé", 2015, "", new Given(Consent.How.PAPER, TODAY, "Lò Văn Bố")))
                .done())
        .isTrue();
    assertThat(
            codes(
                subjects.add(
                    officer,
                    citizen(
                        "Lò Thị Sau",
                        1970,
                        "",
                        new Given(Consent.How.PAPER, TODAY.plusDays(1), "")))))
        .containsExactly("REGISTRY-081");
  }

  @Test
  void saysEverythingWrongAtOnce() {
    Result<SubjectKey> result =
        subjects.add(
            officer,
            new NewSubject(
                Ids.next(),
                SubjectKind.CITIZEN,
                village(0),
                SubjectEntry.named(" ").with(SubjectField.BIRTH_YEAR, 1850),
                "123",
                null,
                Map.of(MembershipRole.LIVES_IN, "1-2-3"),
                false));
    assertThat(codes(result))
        .containsExactlyInAnyOrder(
            "REGISTRY-070",
            "REGISTRY-073",
            "REGISTRY-074",
            "REGISTRY-080",
            "REGISTRY-083",
            "REGISTRY-088");
    assertThat(result.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder(
            "name", "birth_year", "labour_group", "consent", "personalId", "LIVES_IN");
  }

  @Test
  void asksBeforeAddingSomebodyOfTheSameNameAndYear() {
    added("Lò Thị Mười", 1970);
    assertThat(codes(subjects.add(officer, citizen("lò thị muoi", 1970, "", ON_PAPER))))
        .containsExactly("REGISTRY-086");
    assertThat(subjects.add(officer, citizen("Lò Thị Mười", 1971, "", ON_PAPER)).done()).isTrue();
  }

  @Test
  void keepsAnIdentityNumberEncipheredShowsItMaskedAndKnowsItAgain() {
    String number = "0" + (10_000_000_000L + System.nanoTime() % 10_000_000_000L);
    SubjectKey key =
        subjects.add(officer, citizen("Lò Thị Mười", 1970, number, ON_PAPER)).orThrow();
    assertThat(subjects.personalId(key))
        .isEqualTo(new ShownId.Masked(number.substring(0, 4) + "••••••" + number.substring(10)));
    assertThat(codes(subjects.add(officer, citizen("Cà Văn Hai", 1960, number, ON_PAPER))))
        .containsExactly("REGISTRY-084");
    SmallProvince elsewhere = SmallProvince.in(areas, builtIn);
    Actor foreign =
        SmallProvince.actor("Ở xa", Role.COMMUNE_OFFICER, elsewhere.communes().getFirst());
    assertThat(
            codes(
                subjects.add(
                    foreign,
                    new NewSubject(
                        Ids.next(),
                        SubjectKind.CITIZEN,
                        elsewhere.villages().getFirst(),
                        person("Cà Văn Ba", 1961),
                        number,
                        ON_PAPER,
                        Map.of(),
                        false))))
        .containsExactly("REGISTRY-099");
    assertThat(everythingWritten()).doesNotContain(number);
  }

  private String everythingWritten() {
    return jdbc.sql(
            """
            select coalesce(string_agg(content, ' '), '') from (
              select convert_from(content, 'UTF8') as content from platform.journal
              union all
              select concat(before, after, reason) from registry.subject_change) w
            """)
        .query(String.class)
        .single();
  }

  @Test
  void endsTheRegistrationOfWhoTakesConsentBackAndErasesTheNumber() {
    String number = "0" + (20_000_000_000L + System.nanoTime() % 10_000_000_000L);
    SubjectKey key =
        subjects.add(officer, citizen("Lò Thị Mười", 1970, number, ON_PAPER)).orThrow();
    Subject person = now(key);
    assertThat(codes(subjects.withdrawConsent(officer, key, person.version(), null)))
        .containsExactly("REGISTRY-016");
    subjects.withdrawConsent(officer, key, person.version(), TODAY).orThrow();
    assertThat(now(key).status()).isEqualTo(SubjectStatus.CLOSED);
    assertThat(now(key).name()).isEqualTo("Lò Thị Mười");
    assertThat(subjects.personalId(key)).isEqualTo(new ShownId.None());
    assertThat(codes(subjects.reopen(officer, key, now(key).version(), "trở lại")))
        .containsExactly("REGISTRY-093");
    subjects.recordConsent(officer, key, now(key).version(), ON_PAPER).orThrow();
    assertThat(now(key).active()).isTrue();
    assertThat(codes(subjects.recordConsent(officer, key, now(key).version(), ON_PAPER)))
        .containsExactly("REGISTRY-094");
  }

  @Test
  void keepsNoSexAddressOrNoteOfAPersonInTheHistoryAndErasesWhatStoodThere() {
    String mark = "riêng-" + Ids.next();
    SubjectEntry known =
        new SubjectEntry("Lò Thị Mười", "xóm " + mark, "bệnh " + mark, person("x", 1970).values())
            .with(SubjectField.SEX, "FEMALE");
    SubjectKey key =
        subjects
            .add(
                officer,
                new NewSubject(
                    Ids.next(),
                    SubjectKind.CITIZEN,
                    village(0),
                    known,
                    "",
                    ON_PAPER,
                    Map.of(),
                    false))
            .orThrow();
    assertThat(subjects.history(key).getLast().after())
        .containsEntry("name", "Lò Thị Mười")
        .containsEntry("sex", true)
        .containsEntry("address", true)
        .containsEntry("note", true);
    subjects
        .edit(
            officer,
            key,
            1,
            new SubjectEntry("Lò Thị Mười", "", "khác " + mark, known.values()),
            null)
        .orThrow();
    SubjectChange change = subjects.history(key).getFirst();
    assertThat(change.before()).isEmpty();
    assertThat(change.after()).isEqualTo(Map.of("address", true, "note", true));
    assertThat(
            words
                .of(SubjectKind.CITIZEN, languages.vietnamese())
                .differences(change.before(), change.after()))
        .contains("Ghi chú: đã sửa");
    assertThat(everythingWritten()).doesNotContain(mark);
    // as it was written down before
    jdbc.sql(
            """
            insert into registry.subject_change (home_id, subject_id, at, actor, kind, before, after)
            values (:home, :id, now(), 'Trước', 'EDITED', jsonb_build_object('note', :mark, 'name', 'Lò Thị Một'),
                    jsonb_build_object('address', :mark, 'name', 'Lò Thị Mười'))
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .param("mark", mark)
        .update();
    jdbc.sql("select registry.forget_particulars(array[:home]::integer[], array[:id]::uuid[])")
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query(Integer.class)
        .single();
    assertThat(everythingWritten()).as("while consent holds it stays").contains(mark);
    subjects.withdrawConsent(officer, key, now(key).version(), TODAY).orThrow();
    assertThat(everythingWritten()).doesNotContain(mark);
    assertThat(subjects.history(key))
        .anySatisfy(
            one -> {
              assertThat(one.before()).isEqualTo(Map.of("name", "Lò Thị Một"));
              assertThat(one.after()).isEqualTo(Map.of("name", "Lò Thị Mười"));
            });
  }

  @Test
  void belongsToUnitsAndClansOfItsOwnProvinceOnly() {
    SmallProvince elsewhere = SmallProvince.in(areas, builtIn);
    Actor far = SmallProvince.actor("Ở xa", Role.COMMUNE_OFFICER, elsewhere.province());
    SubjectKey unit =
        subjects
            .add(
                far,
                new NewSubject(
                    Ids.next(),
                    SubjectKind.UNIT,
                    elsewhere.communes().getFirst(),
                    school("COMMUNE")))
            .orThrow();
    SubjectKey person = added("Lò Thị Mười", 1970);
    assertThat(codes(subjects.belong(officer, person, MembershipRole.WORKS_IN, now(unit).code())))
        .containsExactly("REGISTRY-088");
    NewSubject adding = citizen("Lò Thị Hai", 1971, "", ON_PAPER);
    assertThat(
            codes(
                subjects.add(
                    officer,
                    new NewSubject(
                        adding.id(),
                        adding.kind(),
                        adding.areaId(),
                        adding.entry(),
                        "",
                        ON_PAPER,
                        Map.of(MembershipRole.WORKS_IN, now(unit).code()),
                        false))))
        .containsExactly("REGISTRY-088");
    Actor everywhere = SmallProvince.actor("Cả nước", Role.COMMUNE_OFFICER, areas.nation().id());
    assertThat(
            codes(
                subjects.addMembers(everywhere, unit, MembershipRole.WORKS_IN, now(person).code())))
        .containsExactly("REGISTRY-088");
  }

  @Test
  void saysHowManyCodesAreTooManyAndTakesNoneOfThem() {
    SubjectKey unit = unit(officer, "COMMUNE");
    String typed =
        IntStream.rangeClosed(1, 501)
            .mapToObj(serial -> new SubjectCode(village(0), serial).printed())
            .collect(Collectors.joining(" "));
    assertThat(subjects.addMembers(officer, unit, MembershipRole.WORKS_IN, typed).problems())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.code().code()).isEqualTo("REGISTRY-103");
              assertThat(one.arguments()).isEqualTo(List.of(501, 500));
            });
    assertThat(codes(subjects.removeMembers(officer, unit, MembershipRole.WORKS_IN, typed)))
        .containsExactly("REGISTRY-103");
  }

  @Test
  void leavesTheHouseholdOnTheDayOfTheMove() {
    LocalDate day = TODAY.minusDays(5);
    SubjectKey person = livingIn(household(village(0), "Lò Văn Nhà"), "Lò Thị Mười");
    for (String table : List.of("registry.residence", "registry.membership")) {
      jdbc.sql(
              "update "
                  + table
                  + " set valid = daterange('2026-01-01', null) where home_id = :home and subject_id = :id")
          .param("home", person.homeId())
          .param("id", person.subjectId())
          .update();
    }
    subjects.move(officer, person, now(person).version(), village(2), day, "").orThrow();
    assertThat(subjects.belongings(person))
        .singleElement()
        .extracting(Membership::until)
        .isEqualTo(day);
    assertThat(subjects.residences(person).getFirst().from()).isEqualTo(day);
  }

  @Test
  void tellsTheSecondOfTwoOfficersWhoEnterOneNumberAtOnce() throws Exception {
    String number = "0" + (40_000_000_000L + System.nanoTime() % 10_000_000_000L);
    Actor other =
        SmallProvince.actor("Cán bộ Hạ", Role.COMMUNE_OFFICER, place.communes().getLast());
    NewSubject second =
        new NewSubject(
            Ids.next(),
            SubjectKind.CITIZEN,
            village(3),
            person("Cà Văn Hai", 1960),
            number,
            ON_PAPER,
            Map.of(),
            false);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Result<SubjectKey>> late =
          transactions.execute(
              status -> {
                subjects.add(officer, citizen("Lò Thị Mười", 1970, number, ON_PAPER)).orThrow();
                Future<Result<SubjectKey>> begun =
                    threads.submit(() -> subjects.add(other, second));
                while (!begun.isDone() && !waiting()) {
                  Thread.onSpinWait();
                }
                return begun;
              });
      assertThat(codes(late.get())).containsExactly("REGISTRY-099");
    }
  }

  private boolean waiting() {
    return jdbc.sql(
            "select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void movesAPersonWithTheirHousehold() {
    HouseholdKey home = household(village(0), "Lò Văn Nhà");
    SubjectKey person = livingIn(home, "Lò Thị Mười");
    households.move(officer, home, 1, village(1), TODAY, "").orThrow();
    assertThat(now(person).areaId()).isEqualTo(village(1));
    assertThat(
            subjects.members(home.asSubject(), MembershipRole.LIVES_IN, List.of(commune()), 9, 0))
        .singleElement()
        .extracting(Membership::other)
        .isEqualTo(person);
    subjects
        .move(officer, person, now(person).version(), village(2), TODAY, "ra ở riêng")
        .orThrow();
    assertThat(subjects.memberCount(home.asSubject(), MembershipRole.LIVES_IN)).isZero();
    assertThat(households.byId(home).get().villageId()).isEqualTo(village(1));
  }

  @Test
  void takesPersonsAlongWhenAHouseholdIsSplitOrJoined() {
    HouseholdKey home = household(village(0), "Lò Văn Nhà");
    SubjectKey stays = livingIn(home, "Lò Thị Ở");
    SubjectKey leaves = livingIn(home, "Lò Văn Con");
    HouseholdKey fresh =
        households
            .split(
                officer,
                home,
                1,
                Ids.next(),
                new HouseholdEntry("Lò Văn Con", "", 0, 1, 1, ""),
                List.of(leaves))
            .orThrow();
    assertThat(subjects.memberCount(fresh.asSubject(), MembershipRole.LIVES_IN)).isEqualTo(1);
    assertThat(subjects.memberCount(home.asSubject(), MembershipRole.LIVES_IN)).isEqualTo(1);
    HouseholdKey twice = household(village(1), "Lò Văn Nhà");
    households.join(officer, twice, 1, households.byId(home).get().code(), "ghi hai lần").orThrow();
    assertThat(now(stays).areaId()).isEqualTo(village(1));
    assertThat(subjects.memberCount(twice.asSubject(), MembershipRole.LIVES_IN)).isEqualTo(1);
  }

  @Test
  void refusesAHouseholdOfAnotherVillageAndACodeOfNone() {
    HouseholdKey other = household(village(1), "Lò Văn Xa");
    SubjectKey person = added("Lò Thị Mười", 1970);
    assertThat(
            codes(
                subjects.belong(
                    officer, person, MembershipRole.LIVES_IN, households.byId(other).get().code())))
        .containsExactly("REGISTRY-091");
    assertThat(codes(subjects.belong(officer, person, MembershipRole.LIVES_IN, "9-9-9")))
        .containsExactly("REGISTRY-088");
  }

  @Test
  void countsStaffAndLearnersBesideWhatTheUnitStates() {
    SubjectKey school = unit(officer, "COMMUNE");
    SubjectKey teacher = added("Lò Thị Dạy", 1980);
    SubjectKey pupil = added("Lò Văn Học", 2000);
    subjects.addMembers(officer, school, MembershipRole.WORKS_IN, now(teacher).code()).orThrow();
    subjects.addMembers(officer, school, MembershipRole.STUDIES_IN, now(pupil).code()).orThrow();
    assertThat(subjects.page(SubjectFilter.of(SubjectKind.UNIT, List.of(commune())), 25, 0).rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.subject().number(SubjectField.STAFF)).isEqualTo(20);
              assertThat(row.subject().number(SubjectField.LEARNERS)).isNull();
              assertThat(row.counted()).isEqualTo(1);
              assertThat(row.learners()).isEqualTo(1);
            });
    Result<Integer> wrong =
        subjects.addMembers(
            officer, school, MembershipRole.WORKS_IN, "1-2-3, x\n" + now(pupil).code());
    assertThat(codes(wrong)).containsExactly("REGISTRY-088", "REGISTRY-088");
  }

  @Test
  void belongsToOneAtATime() {
    SubjectKey first = unit(officer, "COMMUNE");
    SubjectKey second =
        subjects
            .add(
                officer,
                new NewSubject(
                    Ids.next(),
                    SubjectKind.UNIT,
                    commune(),
                    new SubjectEntry("Hợp tác xã Mẫu", "", "", school("COMMUNE").values())))
            .orThrow();
    SubjectKey person = added("Lò Thị Mười", 1970);
    subjects.addMembers(officer, first, MembershipRole.WORKS_IN, now(person).code()).orThrow();
    subjects.addMembers(officer, second, MembershipRole.WORKS_IN, now(person).code()).orThrow();
    assertThat(subjects.memberCount(first, MembershipRole.WORKS_IN)).isZero();
    assertThat(subjects.memberCount(second, MembershipRole.WORKS_IN)).isEqualTo(1);
    subjects.belong(officer, person, MembershipRole.WORKS_IN, "").orThrow();
    assertThat(subjects.memberCount(second, MembershipRole.WORKS_IN)).isZero();
  }

  @Test
  void aClanHasHouseholdsOfSeveralCommunes() {
    SubjectKey clan =
        subjects
            .add(
                officer,
                new NewSubject(
                    Ids.next(),
                    SubjectKind.CLAN,
                    commune(),
                    SubjectEntry.named("Dòng họ Lò Mẫu").with(SubjectField.HOUSEHOLDS, 40)))
            .orThrow();
    HouseholdKey own = household(village(0), "Lò Văn Một");
    Actor both = SmallProvince.actor("Hai xã", Role.COMMUNE_OFFICER, place.province());
    HouseholdKey far =
        households
            .add(
                both,
                Ids.next(),
                village(3),
                new HouseholdEntry("Lò Văn Xa", "", 1, 2, 1, ""),
                true)
            .orThrow();
    String codes = households.byId(own).get().code() + " " + households.byId(far).get().code();
    assertThat(codes(subjects.addMembers(officer, clan, MembershipRole.BELONGS_TO, codes)))
        .containsExactly("REGISTRY-088");
    assertThat(subjects.addMembers(both, clan, MembershipRole.BELONGS_TO, codes).orThrow())
        .isEqualTo(2);
    assertThat(subjects.memberCount(clan, MembershipRole.BELONGS_TO)).isEqualTo(2);
    assertThat(subjects.memberCount(clan, MembershipRole.BELONGS_TO, List.of(commune())))
        .isEqualTo(1);
  }

  @Test
  void unitsAreKeptByTheLevelThatManagesThem() {
    assertThat(
            codes(
                subjects.add(
                    officer,
                    new NewSubject(Ids.next(), SubjectKind.UNIT, commune(), school("PROVINCE")))))
        .containsExactly("REGISTRY-078");
    SubjectKey own = unit(provinceOfficer, "PROVINCE");
    assertThat(subjects.keeps(provinceOfficer, now(own))).isTrue();
    assertThat(subjects.keeps(officer, now(own))).isFalse();
    assertThat(
            codes(
                subjects.edit(
                    officer,
                    own,
                    1,
                    new SubjectEntry("Khác", "", "", now(own).entry().values()),
                    null)))
        .containsExactly("REGISTRY-078");
    assertThat(
            codes(
                subjects.add(
                    provinceOfficer,
                    new NewSubject(Ids.next(), SubjectKind.UNIT, commune(), school("COMMUNE")))))
        .containsExactly("REGISTRY-079");
  }

  @Test
  void isKeptOnlyByOfficersOfItsOwnPlace() {
    SubjectKey key = added("Lò Thị Mười", 1970);
    Actor foreign =
        SmallProvince.actor("Cán bộ Hạ", Role.COMMUNE_OFFICER, place.communes().getLast());
    Actor volunteer = SmallProvince.actor("Chị Một", Role.VOLUNTEER, village(0));
    assertThatThrownBy(() -> subjects.edit(foreign, key, 1, person("X", 1970), null))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> subjects.edit(volunteer, key, 1, person("X", 1970), null))
        .isInstanceOf(ForbiddenException.class);
    assertThat(subjects.read(volunteer, SubjectKind.CITIZEN, key).name()).isEqualTo("Lò Thị Mười");
    assertThatThrownBy(() -> subjects.read(volunteer, SubjectKind.UNIT, key))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void tellsTheSecondOfTwoOfficersThatTheFirstWasFaster() {
    SubjectKey key = added("Lò Thị Mười", 1970);
    subjects.edit(officer, key, 1, person("Lò Thị Một", 1970), null).orThrow();
    assertThat(codes(subjects.edit(officer, key, 1, person("Lò Thị Hai", 1970), null)))
        .containsExactly("REGISTRY-007");
    assertThat(subjects.history(key).getFirst().before()).containsEntry("name", "Lò Thị Mười");
  }

  @Test
  void joinsTwoEntriesOfOnePersonAndTheirNumberAndMembersGoAlong() {
    SubjectKey kept = added("Lò Thị Mười", 1970);
    String number = "0" + (30_000_000_000L + System.nanoTime() % 10_000_000_000L);
    SubjectKey twice =
        subjects.add(officer, citizen("Lò Thị Mươi Hai", 1970, number, ON_PAPER)).orThrow();
    subjects.join(officer, kept, 1, now(twice).code(), "một người").orThrow();
    assertThat(now(twice).status()).isEqualTo(SubjectStatus.JOINED);
    assertThat(subjects.personalId(kept)).isInstanceOf(ShownId.Masked.class);
    assertThat(subjects.personalId(twice)).isEqualTo(new ShownId.None());
    assertThat(codes(subjects.close(officer, twice, now(twice).version(), TODAY, "nữa")))
        .containsExactly("REGISTRY-009");
  }

  private List<String> memberships(SubjectKey key) {
    return subjects.belongings(key).stream()
        .map(
            one ->
                one.role()
                    + " "
                    + one.name()
                    + " "
                    + one.from()
                    + (one.until() == null ? "" : " " + one.until()))
        .sorted()
        .toList();
  }

  private void belonged(SubjectKey key, MembershipRole role, SubjectKey to, String days) {
    jdbc.sql(
            """
            insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
            values (:h, :s, :role, :oh, :o, :days::daterange)
            """)
        .param("h", key.homeId())
        .param("s", key.subjectId())
        .param("role", role.name())
        .param("oh", to.homeId())
        .param("o", to.subjectId())
        .param("days", days)
        .update();
  }

  @Test
  void aJoinedPersonBelongsToEverythingThatEitherEntryBelongedTo() {
    SubjectKey kept = added("Lò Thị Mười", 1970);
    SubjectKey twice = added("Lò Thị Mươi Hai", 1970);
    SubjectKey unit = unit(officer, "COMMUNE");
    SubjectKey home = household(village(0), "Lò Văn Nhà").asSubject();
    SubjectKey away = household(village(1), "Lò Văn Xa").asSubject();
    belonged(kept, MembershipRole.WORKS_IN, unit, "[2020-01-01,2021-01-01)");
    belonged(twice, MembershipRole.WORKS_IN, unit, "[2019-01-01,)");
    belonged(twice, MembershipRole.LIVES_IN, home, "[2024-01-01,)");
    belonged(twice, MembershipRole.STUDIES_IN, unit, "[2010-01-01,2012-01-01)");
    subjects.join(officer, kept, 1, now(twice).code(), "").orThrow();
    assertThat(memberships(kept))
        .containsExactly(
            "LIVES_IN Lò Văn Nhà 2024-01-01",
            "STUDIES_IN Trường Tiểu học Mẫu 2010-01-01 2012-01-01",
            "WORKS_IN Trường Tiểu học Mẫu 2019-01-01 2020-01-01",
            "WORKS_IN Trường Tiểu học Mẫu 2020-01-01 2021-01-01",
            "WORKS_IN Trường Tiểu học Mẫu 2021-01-01");
    assertThat(subjects.memberCount(unit, MembershipRole.WORKS_IN)).isEqualTo(1);
    SubjectKey third = added("Lò Thị Mươi Ba", 1970);
    SubjectKey fourth = added("Lò Thị Mươi Bốn", 1970);
    belonged(fourth, MembershipRole.LIVES_IN, away, "[2024-01-01,)");
    subjects.join(officer, third, 1, now(fourth).code(), "").orThrow();
    assertThat(memberships(third))
        .as("who lives in another village entered that household's past, not its present")
        .containsExactly("LIVES_IN Lò Văn Xa 2024-01-01 2026-11-02");
  }

  @Test
  void whatIsJoinedKeepsItsMembersAlsoThoseThatClosedOrLeft() {
    SubjectKey kept = unit(officer, "COMMUNE");
    SubjectKey twice =
        subjects
            .add(
                officer,
                new NewSubject(
                    Ids.next(),
                    SubjectKind.UNIT,
                    commune(),
                    new SubjectEntry("Trường Mẫu Hai", "", "", school("COMMUNE").values())))
            .orThrow();
    SubjectKey works = added("Lò Thị Một", 1970);
    SubjectKey closed = added("Lò Thị Hai", 1971);
    SubjectKey left = added("Lò Thị Ba", 1972);
    belonged(works, MembershipRole.WORKS_IN, twice, "[2020-01-01,)");
    belonged(closed, MembershipRole.WORKS_IN, twice, "[2020-01-01,)");
    belonged(left, MembershipRole.WORKS_IN, twice, "[2020-01-01,2021-01-01)");
    subjects.close(officer, closed, now(closed).version(), TODAY, "chuyển đi").orThrow();
    subjects.join(officer, kept, 1, now(twice).code(), "").orThrow();
    for (SubjectKey one : List.of(works, closed, left)) {
      assertThat(subjects.belongings(one)).extracting(Membership::other).containsExactly(kept);
    }
    subjects.reopen(officer, closed, now(closed).version(), "trở lại").orThrow();
    assertThat(subjects.memberCount(kept, MembershipRole.WORKS_IN)).isEqualTo(2);
  }

  @Test
  void consentTakenBackErasesWhatStandsUnderAJoinedEntryToo() {
    String mark = "riêng-" + Ids.next();
    SubjectKey kept = added("Lò Thị Mười", 1970);
    SubjectKey twice =
        subjects
            .add(
                officer,
                new NewSubject(
                    Ids.next(),
                    SubjectKind.CITIZEN,
                    village(0),
                    new SubjectEntry(
                        "Lò Thị Mươi Hai",
                        mark,
                        mark,
                        person("x", 1970).with(SubjectField.SEX, "FEMALE").values()),
                    "",
                    ON_PAPER,
                    Map.of(),
                    false))
            .orThrow();
    subjects.join(officer, kept, 1, now(twice).code(), "").orThrow();
    assertThat(codes(subjects.withdrawConsent(officer, twice, now(twice).version(), TODAY)))
        .as("one person takes it back once, where they go on")
        .containsExactly("REGISTRY-009");
    subjects.withdrawConsent(officer, kept, now(kept).version(), TODAY).orThrow();
    Subject other = now(twice);
    assertThat(other.status()).isEqualTo(SubjectStatus.JOINED);
    assertThat(other.entry().address()).isEmpty();
    assertThat(other.entry().note()).isEmpty();
    assertThat(other.text(SubjectField.SEX)).isNull();
    assertThat(subjects.consents(twice)).noneMatch(Consent::holds);
    assertThat(everythingWritten()).doesNotContain(mark);
  }

  @Test
  void manyOfficersWhoAddThingsAtOnceGetANumberEachAndOneOfAName() throws Exception {
    Actor second = SmallProvince.actor("Cán bộ hai", Role.COMMUNE_OFFICER, commune());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Result<SubjectKey>>> all =
          IntStream.range(0, 24)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              i % 3 == 2
                                  ? subjects.add(
                                      provinceOfficer,
                                      new NewSubject(
                                          Ids.next(),
                                          SubjectKind.UNIT,
                                          place.province(),
                                          new SubjectEntry(
                                              "Sở " + i, "", "", school("PROVINCE").values())))
                                  : subjects.add(
                                      i % 2 == 0 ? officer : second,
                                      new NewSubject(
                                          Ids.next(),
                                          SubjectKind.CLAN,
                                          commune(),
                                          SubjectEntry.named("Dòng họ " + i / 2)))))
              .toList();
      List<String> told = new java.util.ArrayList<>();
      List<String> codes = new java.util.ArrayList<>();
      for (Future<Result<SubjectKey>> one : all) {
        Result<SubjectKey> result = one.get();
        if (result.done()) {
          codes.add(now(result.orThrow()).code());
        } else {
          told.addAll(codes(result));
        }
      }
      assertThat(codes).doesNotHaveDuplicates();
      // of the sixteen clans four pairs have one name
      assertThat(told).hasSize(4).containsOnly("REGISTRY-087");
    }
  }

  @Test
  void findsByWordsGroupConsentAndCode() {
    SubjectKey one = added("Lò Thị Mười", 1970);
    added("Cà Văn Hai", 1980);
    SubjectFilter all = SubjectFilter.of(SubjectKind.CITIZEN, List.of(commune()));
    assertThat(names(all)).containsExactly("Cà Văn Hai", "Lò Thị Mười");
    assertThat(names(all.typed("muoi lo"))).containsExactly("Lò Thị Mười");
    assertThat(names(all.typed(now(one).code()))).containsExactly("Lò Thị Mười");
    assertThat(
            names(
                new SubjectFilter(
                    SubjectKind.CITIZEN, List.of(commune()), null, "WORKER", null, null, null, "")))
        .isEmpty();
    assertThat(
            names(
                new SubjectFilter(
                    SubjectKind.CITIZEN, List.of(commune()), null, null, null, null, false, "")))
        .isEmpty();
  }

  private List<String> names(SubjectFilter filter) {
    return subjects.page(filter, 25, 0).rows().stream().map(row -> row.subject().name()).toList();
  }

  @Test
  void everyAreaIsACommunityAndCommunesAndProvincesHaveAProgramme() {
    assertThat(names(SubjectFilter.of(SubjectKind.COMMUNITY, List.of(commune()))))
        .containsExactly("Xã Thượng", "Bản Ba", "Bản Hai", "Bản Một");
    assertThat(names(SubjectFilter.of(SubjectKind.PROGRAMME, List.of(place.province()))))
        .hasSize(3);
    UUID first = subjects.byCode(new SubjectCode(commune(), 0).printed()).get().key().subjectId();
    assertThat(
            codes(
                subjects.close(officer, new SubjectKey(commune(), first), 1, TODAY, "không được")))
        .containsExactly("REGISTRY-096");
  }
}
