package vn.khuyenhoc.recognition;

import static vn.khuyenhoc.platform.BenchSql.execute;
import static vn.khuyenhoc.platform.BenchSql.number;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.platform.database.BenchOwner;

/**
 * What the tallies save and cost: a province's table by commune read from them and grouped from the
 * dossiers, one change of stage and a bulk copy with them and without.
 */
@Component
class RollupBench implements Bench {

  private static final int READS = 200;
  private static final int GROUPINGS = 9;

  private static final String FROM_TALLIES =
      """
      select t.area_id, t.roll, t.listed, t.scoring, t.scored, t.sent, t.returned, t.approved, t.not_achieved,
             t.recognised, t.reported
        from areas.area_version v
        join recognition.tally t on t.campaign_id = ? and t.area_id = v.area_id and t.basis = 1
       where v.parent_id = ? and v.valid @> platform.today()
       order by t.area_id
      """;

  private static final String FROM_FACTS =
      """
      select c.ancestor_id as area_id, count(*)::integer as roll,
             (count(*) filter (where d.stage = 'LISTED'))::integer as listed,
             (count(*) filter (where d.stage = 'SCORING'))::integer as scoring,
             (count(*) filter (where d.stage = 'SCORED'))::integer as scored,
             (count(*) filter (where d.stage = 'SENT'))::integer as sent,
             (count(*) filter (where d.stage = 'RETURNED'))::integer as returned,
             (count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'ACHIEVED'))::integer as approved,
             (count(*) filter (where d.stage = 'APPROVED' and d.outcome = 'NOT_ACHIEVED'))::integer as not_achieved,
             (count(*) filter (where d.stage = 'RECOGNISED'))::integer as recognised,
             (count(*) filter (where d.sent_at is not null))::integer as reported
        from recognition.dossier d
        join areas.ancestor c on c.area_id = d.area_now and c.ancestor_level = 3 and c.valid @> platform.today()
        join areas.ancestor p on p.area_id = c.ancestor_id and p.ancestor_id = ? and p.valid @> platform.today()
       where d.campaign_id = ? and d.stage <> 'REMOVED'
       group by 1 order by 1
      """;

  private final Samples samples;
  private final Areas areas;
  private final BenchOwner owner;

  RollupBench(Samples samples, Areas areas, BenchOwner owner) {
    this.samples = samples;
    this.areas = areas;
    this.owner = owner;
  }

  @Override
  public String name() {
    return "rollup";
  }

  @Override
  public List<Figure> measure(String scale) {
    Actor operator = Actor.operator("bench", areas.nation().id());
    samples.load(scale, operator, 40);
    try (Connection owner = this.owner.connect()) {
      execute(owner, "vacuum analyze recognition.dossier, recognition.tally, areas.ancestor");
      int campaign =
          number(
              owner,
              "select campaign_id from recognition.campaign where status = 'OPEN' order by campaign_id desc limit 1");
      int province =
          number(owner, "select area_id from recognition.campaign where campaign_id = " + campaign);
      System.out.printf(
          "%,d dossiers, %,d tally rows%n",
          number(owner, "select count(*) from recognition.dossier where campaign_id = " + campaign),
          number(owner, "select count(*) from recognition.tally"));
      return List.of(
          Figure.atLeast("facts_ratio", factsRatio(owner, campaign, province), 30),
          Figure.atMost("change_cost_ms", TallyCost.ofOneChange(owner, campaign), 1),
          Figure.atMost("bulk_ratio", TallyCost.ofBulk(owner, campaign), 1.5));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static double factsRatio(Connection owner, int campaign, int province)
      throws SQLException {
    try (PreparedStatement tallies = owner.prepareStatement(FROM_TALLIES);
        PreparedStatement facts = owner.prepareStatement(FROM_FACTS)) {
      tallies.setInt(1, campaign);
      tallies.setInt(2, province);
      facts.setInt(1, province);
      facts.setInt(2, campaign);
      if (!rows(tallies).equals(rows(facts))) {
        throw new IllegalStateException("tallies differ from the facts");
      }
      for (int i = 0; i < 20; i++) {
        rows(tallies);
      }
      double[] read = new double[READS];
      for (int i = 0; i < READS; i++) {
        long start = System.nanoTime();
        rows(tallies);
        read[i] = (System.nanoTime() - start) / 1e6;
      }
      double[] grouped = new double[GROUPINGS];
      for (int i = 0; i < GROUPINGS; i++) {
        long start = System.nanoTime();
        rows(facts);
        grouped[i] = (System.nanoTime() - start) / 1e6;
      }
      System.out.printf(
          "province by commune: from tallies %.2f ms (p95 %.2f), grouping the dossiers %.1f ms (p95 %.1f)%n",
          Bench.at(read, 0.5),
          Bench.at(read, 0.95),
          Bench.at(grouped, 0.5),
          Bench.at(grouped, 0.95));
      return Bench.at(grouped, 0.5) / Bench.at(read, 0.5);
    }
  }

  private static List<List<Object>> rows(PreparedStatement statement) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
