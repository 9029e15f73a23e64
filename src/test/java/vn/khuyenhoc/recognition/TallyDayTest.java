package vn.khuyenhoc.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.support.ModuleTest;
import vn.khuyenhoc.support.TestDatabase;

/** What a commune knows of its villages, and what an area was before the first change of a day. */
@ModuleTest
@Import(Scene.class)
class TallyDayTest {

  @Autowired private Scene scene;
  @Autowired private TallyCheck tallies;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;
  @Autowired private TestDatabase database;

  private Scene.Cast cast;

  @BeforeEach
  void aProvince() {
    cast = scene.cast();
  }

  /** Nothing without a step stays behind for the checks of others. */
  @AfterEach
  void takeBack() {
    jdbc.sql(
            """
            update recognition.dossier set stage = 'LISTED', sent_at = null, outcome = null, total = null
             where campaign_id = :campaign and stage = 'SENT'
            """)
        .param("campaign", cast.campaign)
        .update();
  }

  /** Sends so many of a village's dossiers on a day, in one statement each. */
  private void send(String day, int dossiers) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("select set_config('khuyenhoc.today', :day, true)")
              .param("day", day)
              .query(String.class)
              .single();
          for (int one = 0; one < dossiers; one++) {
            jdbc.sql(
                    """
                    update recognition.dossier d set stage = 'SENT', sent_at = now(), outcome = 'ACHIEVED', total = 90
                     where (d.home_id, d.dossier_id) = (
                             select x.home_id, x.dossier_id from recognition.dossier x
                              where x.campaign_id = :campaign and x.stage = 'LISTED' and x.area_now = :village
                              limit 1)
                    """)
                .param("campaign", cast.campaign)
                .param("village", cast.village(0))
                .update();
          }
        });
  }

  private List<String> kept(int area) {
    return jdbc.sql(
            """
            select concat_ws(' ', day, roll, reported) from recognition.tally_day
             where campaign_id = :campaign and area_id = :area and day > '2027-01-01' order by day
            """)
        .param("campaign", cast.campaign)
        .param("area", area)
        .query(String.class)
        .list();
  }

  private String villages() {
    return jdbc.sql(
            """
            select concat_ws(' ', villages, villages_sent, villages_roll, villages_reported) from recognition.tally
             where campaign_id = :campaign and area_id = :area and basis = 1
            """)
        .param("campaign", cast.campaign)
        .param("area", cast.commune)
        .query(String.class)
        .single();
  }

  @Test
  void whatAnAreaWasBeforeItsFirstChangeOfADayIsKeptOnce() {
    cast.households(0, 4);
    cast.open();
    send("2027-02-01", 1);
    send("2027-02-03", 2);
    List<String> expected = List.of("2027-02-01 4 0", "2027-02-03 4 1");
    assertThat(kept(cast.village(0))).isEqualTo(expected);
    assertThat(kept(cast.commune)).isEqualTo(expected);
    assertThat(kept(cast.village(1))).isEmpty();
  }

  @Test
  void aCommuneCountsItsVillagesAsTheirDossiersAreSent() {
    cast.households(0, 2);
    cast.households(1, 1);
    cast.open();
    assertThat(villages()).isEqualTo("2 0 3 0");
    send("2027-02-01", 1);
    assertThat(villages()).isEqualTo("2 0 3 1");
    send("2027-02-01", 1);
    assertThat(villages()).isEqualTo("2 1 3 2");
    assertThat(tallies.faults())
        .noneMatch(one -> one.startsWith("campaign " + cast.campaign + ","));
  }

  @Test
  void theCheckNamesTheFirstFigureThatIsNotWhatTheDossiersAre() {
    cast.households(0, 2);
    cast.open();
    JdbcClient owner = JdbcClient.create(database.owner().dataSource());
    String spoilt =
        "update recognition.tally set recognised = recognised %s 1, villages = villages %s 6"
            + " where campaign_id = "
            + cast.campaign
            + " and area_id = "
            + cast.commune
            + " and basis = 1";
    owner.sql(spoilt.formatted("+", "+")).update();
    try {
      assertThat(tallies.faults())
          .filteredOn(one -> one.startsWith("campaign " + cast.campaign + ","))
          .hasSize(2)
          .anyMatch(one -> one.contains("province: ") && one.contains("its communes 7"))
          .first()
          .asString()
          .contains("area " + cast.commune, "basis 1", "recognised: tally 1, recount 0")
          .contains("villages: tally 7, recount 1")
          .doesNotContain(" roll:");
    } finally {
      owner.sql(spoilt.formatted("-", "-")).update();
    }
  }
}
