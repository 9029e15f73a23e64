package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.support.ModuleTest;

/** Sample campaigns obey the rules of everything else. */
@ModuleTest
@Import(Scene.class)
class SampleCampaignsTest {

  @Autowired private SampleCampaigns samples;
  @Autowired private Dossiers dossiers;
  @Autowired private Areas areas;
  @Autowired private Scene scene;
  @Autowired private TallyCheck tallies;
  @Autowired private ScoreCheck scores;
  @Autowired private DossierCheck standing;
  @Autowired private JdbcClient jdbc;

  @Test
  void areFullyExplainedByTheirStepsAndCountedExactly() {
    Scene.Cast cast = scene.cast();
    for (int village = 0; village < 6; village++) {
      cast.households(village, 12);
    }
    Actor operator = Actor.operator("demo", cast.place.nation());
    String shown = areas.byId(cast.commune).code();
    for (int twice = 0; twice < 2; twice++) {
      samples.lastYear(cast.place.province(), operator);
      samples.thisYear(cast.place.province(), shown, operator);
    }

    List<Campaign> campaigns = dossiers.campaigns(cast.province);
    assertThat(campaigns).extracting(Campaign::year).containsExactly(2026, 2025);
    assertThat(campaigns).extracting(Campaign::open).containsExactly(true, false);
    cast.campaign = campaigns.getFirst().id();
    Tally tally = cast.tally();
    assertThat(tally.roll()).isEqualTo(72);
    assertThat(tally.recognised()).isPositive();
    assertThat(dossiers.decisions(cast.province, cast.campaign, cast.place.province()))
        .isNotEmpty()
        .allSatisfy(
            decision -> {
              assertThat(decision.number()).isEqualTo("01/QĐ-UBND");
              assertThat(decision.signerName()).startsWith("Người ký mẫu");
            });

    assertThat(
            dossiers
                .queue(
                    cast.officer,
                    cast.campaign,
                    cast.commune,
                    new QueueFilter(null, null, false, ""),
                    1,
                    50)
                .rows())
        .anyMatch(line -> line.lastYear() != null);
    assertThat(
            dossiers
                .queue(
                    cast.officer,
                    cast.campaign,
                    cast.commune,
                    new QueueFilter(null, null, true, ""),
                    1,
                    50)
                .rows())
        .allMatch(QueueLine::lookCloser);

    for (Campaign campaign : campaigns) {
      List<String> keys =
          jdbc.sql(
                  "select home_id || '/' || dossier_id from recognition.dossier where campaign_id = :c")
              .param("c", campaign.id())
              .query(String.class)
              .list();
      assertThat(tallies.faults())
          .filteredOn(fault -> fault.startsWith("campaign " + campaign.id() + ","))
          .isEmpty();
      assertThat(scores.faults()).noneMatch(fault -> keys.stream().anyMatch(fault::contains));
      assertThat(standing.faults()).noneMatch(fault -> keys.stream().anyMatch(fault::contains));
    }
  }

  @Test
  void leaveACampaignAloneThatSomebodyOpened() {
    Scene.Cast cast = scene.cast();
    cast.households(0, 2);
    cast.open();
    samples.thisYear(
        cast.place.province(),
        areas.byId(cast.commune).code(),
        Actor.operator("demo", cast.place.nation()));
    assertThat(cast.tally().listed()).isEqualTo(2);
  }
}
