package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.recognition.Recognition.GridRow;
import vn.khuyenhoc.registry.Household;
import vn.khuyenhoc.registry.HouseholdEntry;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.Households;
import vn.khuyenhoc.registry.SubjectStatus;
import vn.khuyenhoc.support.ModuleTest;

/** Whatever is done in whatever order and by however many at once, figures equal their recount. */
@ModuleTest
@Import(Scene.class)
class RandomWorkTest {

  private static final int VILLAGES = 3;
  private static final int WRITERS = 16;

  @Autowired private Recognition recognition;
  @Autowired private Dossiers dossiers;
  @Autowired private Households households;
  @Autowired private Scene scene;
  @Autowired private TallyCheck tallies;
  @Autowired private ScoreCheck scores;
  @Autowired private DossierCheck standing;
  @Autowired private JdbcClient jdbc;

  private void exact(Scene.Cast cast) {
    assertThat(tallies.faults())
        .filteredOn(fault -> fault.startsWith("campaign " + cast.campaign + ","))
        .isEmpty();
  }

  private List<String> keysOf(Scene.Cast cast) {
    return jdbc.sql(
            "select home_id || '/' || dossier_id from recognition.dossier where campaign_id = :c")
        .param("c", cast.campaign)
        .query(String.class)
        .list();
  }

  private void sound(Scene.Cast cast) {
    exact(cast);
    List<String> keys = keysOf(cast);
    List<String> faults = new ArrayList<>(scores.faults());
    faults.addAll(standing.faults());
    assertThat(faults).noneMatch(fault -> keys.stream().anyMatch(fault::contains));
  }

  private static Map<String, @Nullable BigDecimal> answers(
      Scene.Cast cast, SplittableRandom random, int of) {
    Map<String, @Nullable BigDecimal> answers = new HashMap<>();
    for (Indicator indicator : cast.set.indicators()) {
      if (random.nextInt(of) > 0) {
        int steps = indicator.steps().size();
        answers.put(
            indicator.id(),
            random.nextInt(9) == 0
                ? null
                : indicator
                    .steps()
                    .get(Math.min(random.nextInt(steps), random.nextInt(steps)))
                    .points());
      }
    }
    return answers;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 44, 2026})
  void figuresEqualTheirRecountAfterAnySequenceOfCommands(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Scene.Cast cast = scene.cast();
    List<HouseholdKey> known = new ArrayList<>();
    for (int village = 0; village < VILLAGES; village++) {
      for (int i = 0; i < 4; i++) {
        known.add(cast.household(village, "Lò " + village + i, random.nextInt(3), 2));
      }
    }
    cast.open();
    int decisions = 0;
    for (int turn = 0; turn < 120; turn++) {
      int village = random.nextInt(VILLAGES);
      HouseholdKey household = known.get(random.nextInt(known.size()));
      Household now = households.byId(household).orElseThrow();
      List<DossierLine> lines = cast.lines(village);
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> {
          if (!lines.isEmpty()) {
            DossierLine line = lines.get(random.nextInt(lines.size()));
            recognition.score(
                cast.volunteers.get(village),
                line.key(),
                line.version(),
                answers(cast, random, 8),
                random.nextBoolean());
          }
        }
        case 3 ->
            recognition.scoreGrid(
                cast.volunteers.get(village),
                cast.campaign,
                cast.village(village),
                lines.stream()
                    .map(line -> new GridRow(line.key(), line.version(), answers(cast, random, 30)))
                    .toList());
        case 4, 5 ->
            recognition.sendVillage(
                cast.volunteers.get(village), cast.campaign, cast.village(village));
        case 6 ->
            recognition.approve(
                cast.officer,
                cast.campaign,
                cast.commune,
                random.nextBoolean() ? Selection.all() : Selection.village(cast.village(village)));
        case 7 -> {
          if (!lines.isEmpty()) {
            recognition.giveBack(
                cast.officer,
                cast.campaign,
                cast.commune,
                List.of(lines.get(random.nextInt(lines.size())).key()),
                "Xem lại giúp",
                random.nextBoolean() ? List.of() : List.of("2.1", "3.2"));
          }
        }
        case 8 ->
            decisions +=
                recognition
                        .recognise(
                            cast.officer,
                            cast.decision(seed + "-" + cast.campaign + "-" + turn, Selection.all()))
                        .done()
                    ? 1
                    : 0;
        case 9 -> {
          if (now.active()) {
            households.close(
                cast.officer, household, now.version(), LocalDate.of(2026, 11, 2), "Chuyển đi xa");
          } else {
            households.reopen(cast.officer, household, now.version(), "Đã trở về bản");
          }
        }
        case 10 -> {
          households.move(
              cast.officer,
              household,
              now.version(),
              cast.village(village),
              LocalDate.of(2026, 11, 2),
              "Chuyển trong xã");
          households.edit(
              cast.officer,
              household,
              households.byId(household).orElseThrow().version(),
              new HouseholdEntry(now.head(), "", random.nextInt(3), 2, 0, ""));
        }
        default -> {
          if (random.nextBoolean()) {
            known.add(cast.household(village, "Lò Mới " + turn, 1, 2));
          } else {
            Household other =
                households.byId(known.get(random.nextInt(known.size()))).orElseThrow();
            households.join(
                cast.officer, household, now.version(), other.code(), "Ghi trùng hai lần");
          }
        }
      }
      if (turn % 20 == 19) {
        exact(cast);
      }
    }
    sound(cast);
    long active =
        known.stream()
            .map(key -> households.byId(key).orElseThrow())
            .filter(one -> one.status() == SubjectStatus.ACTIVE)
            .count();
    assertThat(cast.tally().roll()).isGreaterThanOrEqualTo((int) active);
    assertThat(dossiers.decisions(cast.officer, cast.campaign, cast.commune)).hasSize(decisions);
    recognition.closeCampaign(cast.province, cast.campaign).orThrow();
    sound(cast);
  }

  @Test
  void sixteenWritersOnOneCommuneLoseNothingAndNeverDeadlock() throws Exception {
    Scene.Cast cast = scene.cast();
    for (int village = 0; village < VILLAGES; village++) {
      cast.households(village, WRITERS);
    }
    cast.open();
    List<DossierLine> all = new ArrayList<>();
    for (int village = 0; village < VILLAGES; village++) {
      all.addAll(cast.lines(village));
    }
    Map<Integer, Actor> volunteers = new HashMap<>();
    for (int village = 0; village < VILLAGES; village++) {
      volunteers.put(cast.village(village), cast.volunteers.get(village));
    }
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        done.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = number; i < all.size(); i += WRITERS) {
                    DossierLine line = all.get(i);
                    Actor volunteer = volunteers.getOrDefault(line.villageId(), cast.officer);
                    recognition
                        .score(volunteer, line.key(), line.version(), cast.full(), false)
                        .orThrow();
                    recognition.sendVillage(volunteer, cast.campaign, line.villageId());
                    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all());
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : done) {
        one.get();
      }
    }
    int roll = VILLAGES * WRITERS;
    assertThat(cast.tally()).isEqualTo(new Tally(roll, 0, 0, 0, 0, 0, roll, 0, 0, roll));
    exact(cast);
    assertThat(
            dossiers.communes(cast.province, cast.campaign).stream()
                .collect(Collectors.summingInt(one -> one.tally().approved())))
        .isEqualTo(roll);
  }

  @Test
  void twoWhoRecordTheSameNumberAtOnceMakeOneDecision() throws Exception {
    Scene.Cast cast = scene.cast();
    cast.households(0, 8);
    cast.open();
    cast.scoreAndSend(0, 0);
    recognition.approve(cast.officer, cast.campaign, cast.commune, Selection.all()).orThrow();
    List<DossierLine> lines = cast.lines(0);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(lines.size())) {
      for (DossierLine line : lines) {
        done.add(
            threads.submit(
                () -> {
                  start.await();
                  return recognition
                      .recognise(
                          cast.officer,
                          cast.decision("n" + cast.campaign, Selection.these(List.of(line.key()))))
                      .done();
                }));
      }
      start.countDown();
      int recorded = 0;
      for (Future<Boolean> one : done) {
        recorded += one.get() ? 1 : 0;
      }
      assertThat(recorded).isEqualTo(1);
    }
    assertThat(cast.tally().recognised()).isEqualTo(1);
    exact(cast);
  }
}
