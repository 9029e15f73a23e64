package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.AreaFacts;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.MembershipRole;
import vn.khuyenhoc.registry.Subject;
import vn.khuyenhoc.registry.SubjectEntry;
import vn.khuyenhoc.registry.SubjectField;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.Subjects;
import vn.khuyenhoc.support.ModuleTest;

/** All models at all levels: who is on which roll, what is computed from what, and when. */
@ModuleTest
@Import(ModelsScene.class)
class EveryModelTest {

  private static final String FAMILY = "LEARNING_FAMILY HOUSEHOLD";
  private static final String FARMER = "LEARNING_CITIZEN PERSON FARMER";
  private static final String OFFICIAL = "LEARNING_CITIZEN PERSON OFFICIAL";
  private static final String CLAN = "LEARNING_CLAN CLAN";
  private static final String UNIT = "LEARNING_UNIT COMMUNE";
  private static final String OF_PROVINCE = "LEARNING_UNIT PROVINCE";
  private static final String VILLAGE = "LEARNING_COMMUNITY VILLAGE";

  @Autowired private ModelsScene scene;
  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private DossierEvidence evidence;
  @Autowired private Comparisons comparisons;
  @Autowired private Subjects subjects;
  @Autowired private Households households;
  @Autowired private CriteriaSets sets;
  @Autowired private TallyCheck tallies;
  @Autowired private ScoreCheck scores;
  @Autowired private DossierCheck standing;
  @Autowired private AreaFacts areaFacts;
  @Autowired private JdbcClient jdbc;

  private void exact(ModelsScene.World world) {
    List<String> faults = new ArrayList<>(tallies.faults());
    faults.removeIf(
        fault ->
            world.campaigns.values().stream()
                .noneMatch(id -> fault.startsWith("campaign " + id + ",")));
    List<String> keys =
        jdbc.sql(
                "select home_id || '/' || dossier_id from recognition.dossier where campaign_id = any (:c)")
            .param("c", world.campaigns.values().toArray(Integer[]::new))
            .query(String.class)
            .list();
    List<String> others = new ArrayList<>(scores.faults());
    others.addAll(standing.faults());
    others.removeIf(fault -> keys.stream().noneMatch(fault::contains));
    faults.addAll(others);
    assertThat(faults).isEmpty();
  }

  @Test
  void theOfficeThatAppraisesAttachesEvidenceAlsoWhereThatIsTheProvince() {
    ModelsScene.World world = scene.world();
    int campaign = world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.COMMUNE, "");
    int commune = world.place.communes().getFirst();
    DossierKey key =
        jdbc.sql(
                "select home_id, dossier_id from recognition.dossier where campaign_id = :c and area_now = :a")
            .param("c", campaign)
            .param("a", commune)
            .query((row, number) -> new DossierKey(row.getInt(1), row.getObject(2, UUID.class)))
            .single();
    world.score(key, 10);
    world.send(key);
    assertThat(world.read(key).campaign().procedure().appraisedAt())
        .isEqualTo(vn.khuyenhoc.areas.AreaLevel.PROVINCE);
    assertThat(evidence.attaching(world.province, key)).contains(DossierEvidence.As.APPRAISER);
    Actor below = world.person("Cán bộ xã", vn.khuyenhoc.platform.Role.COMMUNE_OFFICER, commune);
    assertThat(evidence.attaching(below, key)).isEmpty();
  }

  @Test
  void everyCampaignListsWhatItIsForAndNothingElse() {
    ModelsScene.World world = scene.world();
    SubjectKey home = world.household(0, 2);
    SubjectKey farmer = world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    SubjectKey official = world.citizen(home, "OFFICIAL", null, MembershipRole.WORKS_IN);
    SubjectKey clan = world.clan(1);
    int commune = world.place.communes().getFirst();
    SubjectKey unit = world.unit(commune, "COMMUNE", 10);
    SubjectKey office = world.unit(world.place.province(), "PROVINCE", 20);
    Map<String, Integer> rolls = new TreeMap<>();
    world.open(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "OFFICIAL");
    world.open(LearningModel.LEARNING_CLAN, ModelLevel.CLAN, "");
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, "");
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.PROVINCE, "");
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.VILLAGE, "");
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.COMMUNE, "");
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.PROVINCE, "");
    world.open(LearningModel.LEARNING_SOCIETY, ModelLevel.COMMUNE, "");
    world.campaigns.forEach(
        (name, id) -> rolls.put(name, dossiers.total(world.province, id).roll()));
    assertThat(rolls)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                FAMILY,
                1,
                FARMER,
                1,
                OFFICIAL,
                1,
                CLAN,
                1,
                UNIT,
                1,
                OF_PROVINCE,
                1,
                VILLAGE,
                6,
                "LEARNING_COMMUNITY COMMUNE",
                2,
                "LEARNING_COMMUNITY PROVINCE",
                1,
                "LEARNING_SOCIETY COMMUNE",
                2));
    assertThat(world.read(world.dossier(OF_PROVINCE, office)).line().villageId())
        .isEqualTo(world.place.province());
    assertThat(world.read(world.dossier(UNIT, unit)).communeId()).isEqualTo(commune);
    assertThat(world.read(world.dossier(CLAN, clan)).line().head())
        .isEqualTo(world.subject(clan).name());
    assertThat(dossiers.of(world.province, farmer, world.id(OFFICIAL))).isEmpty();
    assertThat(dossiers.of(world.province, official, world.id(OFFICIAL))).isPresent();
    exact(world);
  }

  @Test
  void aCitizenWhoChangesTheLabourGroupLeavesOneRollAndEntersTheOther() {
    ModelsScene.World world = scene.world();
    SubjectKey citizen =
        world.citizen(world.household(0, 2), "FARMER", null, MembershipRole.WORKS_IN);
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "OFFICIAL");
    Subject now = world.subject(citizen);
    subjects
        .edit(
            world.officers.getFirst(),
            citizen,
            now.version(),
            SubjectEntry.named(now.name())
                .with(SubjectField.BIRTH_YEAR, 1980)
                .with(SubjectField.LABOUR_GROUP, "OFFICIAL"),
            "")
        .orThrow();
    assertThat(world.read(world.dossier(FARMER, citizen)).line().stage()).isEqualTo(Stage.REMOVED);
    assertThat(world.read(world.dossier(OFFICIAL, citizen)).line().stage()).isEqualTo(Stage.LISTED);
    exact(world);
  }

  @Test
  void aTitleOfACitizenIsFeltByTheFamilyAndTheUnitAtOnceAndSaidSo() {
    ModelsScene.World world = scene.world();
    SubjectKey home = world.household(0, 2);
    SubjectKey office = world.unit(world.place.province(), "PROVINCE", 2);
    SubjectKey citizen = world.citizen(home, "FARMER", office, MembershipRole.WORKS_IN);
    world.open(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.PROVINCE, "");
    DossierKey family = world.dossier(FAMILY, home);
    DossierKey unit = world.dossier(OF_PROVINCE, office);
    world.score(family, 10);
    world.send(family);
    world.score(unit, 10);
    assertThat(world.read(family).line().outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    world.through(world.dossier(FARMER, citizen));
    Dossier after = world.read(family);
    assertThat(after.line().stage()).isEqualTo(Stage.SENT);
    assertThat(after.line().outcome()).isEqualTo(Outcome.ACHIEVED);
    assertThat(after.line().total()).isEqualByComparingTo("20");
    assertThat(after.line().sourceChanged()).isTrue();
    assertThat(after.facts().get("learning_citizens")).isEqualTo(1);
    assertThat(dossiers.history(world.province, family).getFirst().sources())
        .contains(
            new SourceChange(SourceChange.TOTAL, "10", "20"),
            new SourceChange("learning_citizens", "0", "1"));
    assertThat(world.read(unit).line().outcome()).isEqualTo(Outcome.ACHIEVED);
    exact(world);

    world.approve(family);
    world.recognise(family);
    households
        .close(
            world.officers.getFirst(),
            home.household(),
            world.subject(home).version(),
            LocalDate.of(2026, 11, 2),
            "Chuyển đi xa")
        .orThrow();
    assertThat(world.read(family).line().outcome()).isEqualTo(Outcome.ACHIEVED);
    exact(world);
  }

  @Test
  void whatWasDecidedStaysAndIsListedAsDifferentNow() {
    ModelsScene.World world = scene.world();
    SubjectKey home = world.household(0, 2);
    SubjectKey citizen = world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.open(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.through(world.dossier(FARMER, citizen));
    DossierKey family = world.dossier(FAMILY, home);
    world.through(family);
    assertThat(comparisons.decidedOtherwise(world.province, world.id(FAMILY), null, 1, 50).total())
        .isZero();
    world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    assertThat(world.read(family).line().outcome()).isEqualTo(Outcome.ACHIEVED);
    assertThat(world.read(family).facts().get("citizens")).isEqualTo(1);
    Listing<ChangedResult> different =
        comparisons.decidedOtherwise(world.province, world.id(FAMILY), null, 1, 50);
    assertThat(different.total()).isEqualTo(1);
    assertThat(different.rows().getFirst().outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    assertThat(different.rows().getFirst().line().key()).isEqualTo(family);
  }

  @Test
  void whatIsUnknownKeepsADossierOpenAndCountsAsNotAchievedOnceItWasSent() {
    ModelsScene.World world = scene.world();
    int commune = world.place.communes().getFirst();
    SubjectKey unit = world.unit(commune, "COMMUNE", null);
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, "");
    DossierKey key = world.dossier(UNIT, unit);
    world.score(key, 10);
    Dossier open = world.read(key);
    assertThat(open.line().stage()).isEqualTo(Stage.SCORING);
    assertThat(open.assessment().missing()).containsExactly("1.2");
    assertThat(Objects.requireNonNull(open.counted("1.2").computed()).unknown())
        .containsExactly("staff");
    staff(world, unit, 4);
    world.score(key, 5);
    world.score(key, 10);
    world.send(key);
    assertThat(world.read(key).line().outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    staff(world, unit, null);
    Dossier sent = world.read(key);
    assertThat(sent.line().stage()).isEqualTo(Stage.SENT);
    assertThat(sent.line().outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    assertThat(sent.countsAsNotAchieved()).isTrue();
    exact(world);
  }

  @Test
  void aDossierThatIsNotDecidedFollowsThePopulationOfItsArea() {
    ModelsScene.World world = scene.world();
    int province = world.place.province();
    world.open(LearningModel.LEARNING_SOCIETY, ModelLevel.PROVINCE, "");
    DossierKey key = world.dossier("LEARNING_SOCIETY PROVINCE", programme(province));
    population(world, province, "30");
    world.score(key, 10);
    assertThat(world.read(key).line().outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    population(world, province, "80");
    Dossier now = world.read(key);
    assertThat(now.line().outcome()).isEqualTo(Outcome.ACHIEVED);
    assertThat(now.facts().get("population")).isEqualTo(80);
    assertThat(now.line().sourceChangedAt()).isNotNull();
    AreaFacts.Entry last =
        areaFacts.history(world.province, province).stream()
            .filter(entry -> entry.value().equals("80"))
            .findFirst()
            .orElseThrow();
    areaFacts
        .withdraw(Actor.operator("test", world.place.nation()), province, last.no(), "Ghi nhầm")
        .orThrow();
    assertThat(world.read(key).line().outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
  }

  @Test
  void aDossierThatIsNotDecidedFollowsTheAdultsThatHouseholdsState() {
    ModelsScene.World world = scene.world();
    int commune = world.place.communes().getFirst();
    SubjectKey home = world.household(0, 2);
    SubjectKey citizen = world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_SOCIETY, ModelLevel.COMMUNE, "");
    world.through(world.dossier(FARMER, citizen));
    DossierKey key = world.dossier("LEARNING_SOCIETY COMMUNE", programme(commune));
    world.score(key, 10);
    assertThat(world.read(key).line().outcome()).isEqualTo(Outcome.ACHIEVED);
    Subject now = world.subject(home);
    households
        .edit(
            world.officers.getFirst(),
            home.household(),
            now.version(),
            new HouseholdEntry(now.name(), "", 1, 9, 0, ""))
        .orThrow();
    assertThat(world.read(key).line().outcome()).isEqualTo(Outcome.NOT_ACHIEVED);
    assertThat(world.read(key).facts().get("adults")).isEqualTo(9);
  }

  private SubjectKey programme(int area) {
    return jdbc.sql(
            """
            select s.home_id, s.subject_id
              from registry.subject s
              join registry.residence r using (home_id, subject_id)
             where r.area_id = :area and s.kind = 'PROGRAMME' and upper_inf(r.valid)
            """)
        .param("area", area)
        .query((row, number) -> new SubjectKey(row.getInt(1), row.getObject(2, UUID.class)))
        .single();
  }

  private void population(ModelsScene.World world, int area, String persons) {
    areaFacts
        .record(
            Actor.operator("test", world.place.nation()),
            UUID.randomUUID(),
            area,
            new AreaFacts.Typed("POPULATION", persons, "1/8/2025", "Thống kê"))
        .orThrow();
  }

  private void staff(ModelsScene.World world, SubjectKey unit, @Nullable Integer staff) {
    Subject now = world.subject(unit);
    subjects
        .edit(
            world.officers.getFirst(),
            unit,
            now.version(),
            SubjectEntry.named(now.name())
                .with(SubjectField.UNIT_KIND, "AGENCY")
                .with(SubjectField.MANAGING_LEVEL, "COMMUNE")
                .with(SubjectField.STAFF, staff),
            "")
        .orThrow();
  }

  @Test
  void aProvinceOfficerDoesNotDoTheWorkOfACommune() {
    ModelsScene.World world = scene.world();
    SubjectKey unit = world.unit(world.place.communes().getFirst(), "COMMUNE", 4);
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, "");
    DossierKey key = world.dossier(UNIT, unit);
    assertThat(
            Scene.codes(
                recognition.score(world.province, key, 1, Map.of("1.1", BigDecimal.TEN), true)))
        .containsExactly("RECOGNITION-073");
    assertThat(
            Scene.codes(
                recognition.approve(
                    world.province,
                    world.id(UNIT),
                    world.place.communes().getFirst(),
                    Selection.all())))
        .containsExactly("RECOGNITION-073");
  }

  @Test
  void anotherSetTouchesNoDossierBegunWithThisOne() {
    ModelsScene.World world = scene.world();
    SubjectKey home = world.household(0, 2);
    world.citizen(home, "FARMER", null, MembershipRole.WORKS_IN);
    world.open(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "");
    DossierKey key = world.dossier(FAMILY, home);
    world.score(key, 10);
    String before = row(key);
    Actor operator = Actor.operator("test", world.place.nation());
    sets.retire(
            operator,
            world.set(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "", 1).id(),
            LocalDate.of(2026, 12, 1))
        .orThrow();
    sets.load(
            operator,
            world.set(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "", 2),
            LocalDate.of(2026, 12, 1),
            null,
            false,
            false)
        .orThrow();
    assertThat(row(key)).isEqualTo(before);
    assertThat(world.read(key).set().version()).isEqualTo(1);
    SetComparison over =
        comparisons.over(
            world.province,
            world.set(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "", 2),
            world.id(FAMILY),
            1,
            50);
    assertThat(over.dossiers()).isEqualTo(1);
    assertThat(over.changedTotal()).isZero();
    assertThat(row(key)).isEqualTo(before);
  }

  private String row(DossierKey key) {
    return jdbc.sql(
            "select d::text from recognition.dossier d where home_id = :home and dossier_id = :id")
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(String.class)
        .single();
  }

  /** Whatever happens in whatever order: facts as counted by hand, results and figures exact. */
  @ParameterizedTest
  @ValueSource(longs = {7, 448, 1373})
  void everythingIsExactAfterAnySequenceOfDecisionsAndRegisterChanges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ModelsScene.World world = scene.world();
    for (int village = 0; village < 4; village++) {
      world.household(village, random.nextInt(4) == 0 ? null : 2);
    }
    world.clan(0);
    world.clan(3);
    world.unit(world.place.communes().getFirst(), "COMMUNE", 3);
    world.unit(world.place.province(), "PROVINCE", 3);
    for (SubjectKey home : List.copyOf(world.homes)) {
      for (int i = random.nextInt(3); i > 0; i--) {
        world.citizen(
            home,
            random.nextBoolean() ? "FARMER" : "OFFICIAL",
            random.nextBoolean() ? world.units.get(random.nextInt(2)) : null,
            MembershipRole.WORKS_IN);
      }
    }
    world.open(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "FARMER");
    world.open(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, "OFFICIAL");
    world.open(LearningModel.LEARNING_CLAN, ModelLevel.CLAN, "");
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, "");
    world.open(LearningModel.LEARNING_UNIT, ModelLevel.PROVINCE, "");
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.VILLAGE, "");
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.COMMUNE, "");
    world.open(LearningModel.LEARNING_COMMUNITY, ModelLevel.PROVINCE, "");
    world.open(LearningModel.LEARNING_SOCIETY, ModelLevel.COMMUNE, "");
    for (int turn = 0; turn < 90; turn++) {
      switch (random.nextInt(10)) {
        case 0 -> {
          SubjectKey home = world.homes.get(random.nextInt(world.homes.size()));
          if (world.subject(home).active()) {
            world.belongs(home, world.clans.get(random.nextInt(2)));
          }
        }
        case 1 -> {
          SubjectKey home = world.homes.get(random.nextInt(world.homes.size()));
          if (world.subject(home).active()) {
            world.citizen(
                home,
                random.nextBoolean() ? "FARMER" : "OFFICIAL",
                world.units.get(random.nextInt(2)),
                MembershipRole.WORKS_IN);
          }
        }
        case 2 -> world.household(random.nextInt(6), random.nextInt(3) == 0 ? null : 2);
        case 3 -> {
          SubjectKey home = world.homes.get(random.nextInt(world.homes.size()));
          Subject now = world.subject(home);
          if (now.active()) {
            households.edit(
                world.scorer(now.areaId()),
                home.household(),
                now.version(),
                new HouseholdEntry(
                    now.name(),
                    "",
                    1,
                    random.nextInt(3) == 0 ? null : 1 + random.nextInt(3),
                    0,
                    ""));
          }
        }
        case 4 -> {
          SubjectKey citizen =
              world.citizens.isEmpty()
                  ? null
                  : world.citizens.get(random.nextInt(world.citizens.size()));
          if (citizen != null) {
            Subject now = world.subject(citizen);
            if (now.active()) {
              subjects.close(
                  world.scorer(now.areaId()),
                  citizen,
                  now.version(),
                  LocalDate.of(2026, 11, 2),
                  "Chuyển đi xa");
            } else {
              subjects.reopen(world.scorer(now.areaId()), citizen, now.version(), "Đã trở về bản");
            }
          }
        }
        default -> advance(world, random);
      }
      if (turn % 15 == 14) {
        exact(world);
        factsAreAsCountedByHand(world);
      }
    }
    exact(world);
    factsAreAsCountedByHand(world);
  }

  private record Standing(DossierKey key, Stage stage, @Nullable String outcome) {}

  private List<Standing> all(ModelsScene.World world) {
    return jdbc.sql(
            """
            select home_id, dossier_id, stage, outcome from recognition.dossier
             where campaign_id = any (:c) and stage <> 'REMOVED' order by home_id, dossier_id
            """)
        .param("c", world.campaigns.values().toArray(Integer[]::new))
        .query(
            (row, number) ->
                new Standing(
                    DossierTable.key(row),
                    Stage.valueOf(row.getString("stage")),
                    row.getString("outcome")))
        .list();
  }

  private void advance(ModelsScene.World world, SplittableRandom random) {
    List<Standing> all = all(world);
    Standing one = all.get(random.nextInt(all.size()));
    switch (one.stage()) {
      case LISTED, SCORING, RETURNED -> world.score(one.key(), random.nextInt(4) == 0 ? 5 : 10);
      case SCORED -> world.send(one.key());
      case SENT -> world.approve(one.key());
      case APPROVED -> {
        if ("ACHIEVED".equals(one.outcome())) {
          world.recognise(one.key());
        }
      }
      default -> {
        // decided
      }
    }
  }

  /** Whatever is undecided comes to what its answers and facts counted one by one come to. */
  private void factsAreAsCountedByHand(ModelsScene.World world) {
    for (Standing one : all(world)) {
      if (one.stage() == Stage.RECOGNISED) {
        continue;
      }
      Dossier dossier = world.read(one.key());
      Map<String, @Nullable Long> byHand = new TreeMap<>();
      for (String fact : UsedFacts.of(dossier.set())) {
        Long counted = byHand(dossier, fact);
        if (counted != null) {
          byHand.put(fact, counted);
        }
      }
      assertThat(dossier.facts().known())
          .as("%s of %s", dossier.campaign().modelKey(), dossier.line().head())
          .isEqualTo(byHand);
      if (one.stage() == Stage.SCORED
          || one.stage() == Stage.SENT
          || one.stage() == Stage.APPROVED) {
        vn.khuyenhoc.recognition.Standing now =
            vn.khuyenhoc.recognition.Standing.of(
                Scoring.assess(dossier.set(), dossier.answers(), dossier.facts()));
        assertThat(dossier.line().outcome()).isEqualTo(now.outcome());
        assertThat(dossier.line().total()).isEqualByComparingTo(now.total());
      }
    }
  }

  private @Nullable Long byHand(Dossier dossier, String fact) {
    SubjectKey self = dossier.line().subject();
    int area = dossier.line().villageId();
    String member =
        switch (fact) {
          case "citizens" -> count("LIVES_IN", false);
          case "staff" -> "select staff from registry.unit where subject_id = :self";
          case "villages" -> levels(4);
          case "communes" -> levels(3);
          case "learning_villages" -> titles("LEARNING_COMMUNITY", 4);
          case "learning_communes" -> titles("LEARNING_COMMUNITY", 3);
          case "learning_families" ->
              dossier.campaign().model() == LearningModel.LEARNING_CLAN
                  ? count("BELONGS_TO", true)
                  : titles("LEARNING_FAMILY", 4);
          case "households" ->
              dossier.campaign().model() == LearningModel.LEARNING_CLAN
                  ? count("BELONGS_TO", false)
                  : homes("count(*)");
          case "adults" ->
              homes("case when count(*) = count(h.adults) then coalesce(sum(h.adults), 0) end")
                  + " having count(*) > 0";
          case "learning_citizens" ->
              switch (dossier.campaign().model()) {
                case LEARNING_FAMILY -> count("LIVES_IN", true);
                case LEARNING_UNIT -> count("WORKS_IN", true);
                default -> titles("LEARNING_CITIZEN", 4);
              };
          default -> throw new IllegalArgumentException(fact);
        };
    return jdbc.sql(member)
        .param("self", self.subjectId())
        .param("area", area)
        .param("province", dossier.campaign().provinceId())
        .query(Long.class)
        .optional()
        .orElse(null);
  }

  private static String count(String role, boolean titled) {
    return """
        select count(distinct m.subject_id)
          from registry.membership m
          join registry.subject p on p.subject_id = m.subject_id and p.status = 'ACTIVE'
         where m.other_subject_id = :self and m.role = '%s' and upper_inf(m.valid)
        """
            .formatted(role)
        + (titled
            ? """
               and exists (select from recognition.dossier d join recognition.campaign c using (campaign_id)
                            where d.subject_id = m.subject_id and d.stage = 'RECOGNISED' and c.year = 2026
                              and c.area_id = :province)
              """
            : "");
  }

  private static String homes(String what) {
    return "select "
        + what
        + """
           from registry.household h
           join registry.residence r on r.subject_id = h.household_id and upper_inf(r.valid)
          where h.status = 'ACTIVE'
            and exists (select from areas.ancestor a where a.area_id = r.area_id and a.ancestor_id = :area)
          """;
  }

  private static String levels(int level) {
    return """
        select count(*) from areas.area x
         where x.level = %d and exists (select from areas.ancestor a
                                         where a.area_id = x.area_id and a.ancestor_id = :area)
        """
        .formatted(level);
  }

  private static String titles(String model, int level) {
    return """
        select count(*)
          from recognition.dossier d
          join recognition.campaign c using (campaign_id)
          join areas.area x on x.area_id = d.area_now and x.level = %d
         where c.model = '%s' and c.year = 2026 and c.area_id = :province and d.stage = 'RECOGNISED'
           and exists (select from areas.ancestor a where a.area_id = d.area_now and a.ancestor_id = :area)
        """
        .formatted(level, model);
  }
}
