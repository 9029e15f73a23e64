package vn.khuyenhoc.recognition;

import static vn.khuyenhoc.platform.BenchSql.execute;
import static vn.khuyenhoc.platform.BenchSql.number;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.platform.database.BenchOwner;
import vn.khuyenhoc.registry.Persons;

/**
 * One decision of a commune on 5,000 households, durable when it is answered: the rules, the
 * dossiers with their history, the titles, the tallies of every level, the journal.
 */
@Component
class DecisionBench implements Bench {

  private static final int HOUSEHOLDS = 5_000;
  private static final int ROUNDS = 5;
  private static final int FIRST_YEAR = 2027;

  private final Samples samples;
  private final Areas areas;
  private final CriteriaSets sets;
  private final Recognition recognition;
  private final Persons persons;
  private final Clock clock;
  private final BenchOwner owner;

  DecisionBench(
      Samples samples,
      Areas areas,
      CriteriaSets sets,
      Recognition recognition,
      Persons persons,
      Clock clock,
      BenchOwner owner) {
    this.samples = samples;
    this.areas = areas;
    this.sets = sets;
    this.recognition = recognition;
    this.persons = persons;
    this.clock = clock;
    this.owner = owner;
  }

  @Override
  public String name() {
    return "decision";
  }

  @Override
  public List<Figure> measure(String scale) {
    Actor operator = Actor.operator("bench", areas.nation().id());
    samples.load("province", operator, 20);
    int province = areas.byCode(AreaLevel.PROVINCE, "14").orElseThrow().id();
    String set = sets.byId(BuiltInCriteria.LEARNING_FAMILY).id();
    try (Connection owner = this.owner.connect()) {
      int commune = grownCommune(owner);
      double[] seconds = new double[ROUNDS];
      for (int round = -1; round < ROUNDS; round++) {
        double taken = round(owner, operator, province, commune, set, FIRST_YEAR + round + 1);
        if (round >= 0) {
          seconds[round] = taken;
        }
      }
      double median = Bench.at(seconds, 0.5);
      return List.of(
          Figure.atMost("decide_5000_s", median, 2.0),
          Figure.told("decide_5000_slowest_s", Bench.at(seconds, 1.0)));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The commune with the most households, and as many more as a decision on 5,000 needs. */
  private static int grownCommune(Connection owner) throws SQLException {
    int commune =
        number(
            owner,
            """
            select a.ancestor_id from registry.residence r
              join areas.ancestor a on a.area_id = r.area_id and a.ancestor_level = 3 and a.valid @> current_date
             where r.kind = 'HOUSEHOLD' and upper_inf(r.valid)
             group by a.ancestor_id order by count(*) desc, a.ancestor_id limit 1
            """);
    execute(
        owner,
        """
        with there as (
          select s.*, row_number() over (order by s.home_id, s.serial) as place
            from registry.residence r
            join areas.ancestor a on a.area_id = r.area_id and a.ancestor_id = %d
            join registry.subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
           where r.kind = 'HOUSEHOLD' and upper_inf(r.valid)),
        more as (
          insert into registry.subject (home_id, subject_id, serial, name, address, created_at, batch_id)
          select home_id, gen_random_uuid(), serial + 100000, name, address, created_at, batch_id
            from there where place <= %d - (select count(*) from there)
          returning home_id, subject_id)
        insert into registry.residence (home_id, subject_id, valid, area_id)
        select home_id, subject_id, daterange('%s', null), home_id from more
        """
            .formatted(commune, HOUSEHOLDS, BuiltInAreas.REFORM));
    return commune;
  }

  /** A campaign of its own, 5,000 households of the commune approved, and one decision. */
  private double round(
      Connection owner, Actor operator, int province, int commune, String set, int year)
      throws SQLException {
    int campaign =
        recognition
            .open(
                operator,
                new Recognition.OpenCampaign(year, province, set, LocalDate.of(year, 12, 15)),
                clock.instant(),
                LocalDate.of(year, 1, 2))
            .orThrow();
    UUID scorer = persons.findOrAdd(commune, "Bench Scorer", "", operator);
    UUID appraiser = persons.findOrAdd(commune, "Bench Appraiser", "", operator);
    execute(
        owner,
        """
        update recognition.dossier d
           set stage = 'APPROVED', outcome = 'ACHIEVED', rating = 'ACHIEVED', total = 100,
               scored_by = array['%3$s'::uuid], scored_at = now(), sent_at = now(), appraised_by = '%4$s'
          from (select x.home_id, x.dossier_id from recognition.dossier x
                 where x.campaign_id = %1$d
                   and exists (select from areas.ancestor a where a.area_id = x.area_now and a.ancestor_id = %2$d)
                 order by x.home_id, x.dossier_id limit %5$d) c
         where d.home_id = c.home_id and d.dossier_id = c.dossier_id
        """
            .formatted(campaign, commune, scorer, appraiser, HOUSEHOLDS));
    execute(owner, "vacuum analyze recognition.dossier, recognition.tally");
    Actor recorder =
        new Actor(
            null,
            persons.findOrAdd(commune, "Bench Recorder", "", operator),
            "Bench Recorder",
            List.of(new Grant(Role.COMMUNE_OFFICER, commune)));
    long start = System.nanoTime();
    Recognition.Decided decided =
        recognition
            .recognise(
                recorder,
                new Recognition.Recognise(
                    campaign,
                    commune,
                    "UBND bench",
                    year + "/bench",
                    LocalDate.now(clock),
                    "Bench Signer",
                    "bench",
                    Selection.all()))
            .orThrow();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("a decision on %,d households: %.2f s%n", decided.recognised(), seconds);
    if (decided.recognised() < HOUSEHOLDS) {
      throw new IllegalStateException("only " + decided.recognised() + " households");
    }
    return seconds;
  }
}
