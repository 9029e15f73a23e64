package vn.khuyenhoc.reporting;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Bench.Figure;
import vn.khuyenhoc.recognition.TallyCost;
import vn.khuyenhoc.recognition.TallyWriters;

/**
 * Live figures of a whole country, in the database that {@link SampleNation} made: what reading
 * them takes and grouping the facts instead, what keeping them costs, and what is read while many
 * write.
 */
@Component
public class MeasuredFigures {

  private static final int YEAR = 2026;
  private static final String SON_LA = "14";
  private static final int READS = 200;
  private static final int BLOCKS = 10;
  private static final int WARM = 40;
  private static final int GROUPINGS = 3;
  private static final long COMPARED = 2_800_000;

  private static final String FROM_TALLIES =
      """
      select p.ancestor_id as province, c.model, c.level, sum(t.roll) as roll, sum(t.listed) as listed,
             sum(t.scoring) as scoring, sum(t.scored) as scored, sum(t.sent) as sent, sum(t.returned) as returned,
             sum(t.approved) as approved, sum(t.not_achieved) as not_achieved, sum(t.recognised) as recognised,
             sum(t.reported) as reported
        from recognition.campaign c
        join recognition.tally t on t.campaign_id = c.campaign_id and t.basis = 1 and t.level = 3
        join areas.ancestor p on p.area_id = t.area_id and p.ancestor_level = 1 and p.valid @> platform.today()
       where c.year = ? and not c.training
       group by 1, 2, 3 order by 1, 2, 3
      """;

  private static final String FROM_FACTS =
      """
      select p.ancestor_id as province, c.model, c.level, count(*) as roll,
             count(*) filter (where d.stage = 'LISTED') as listed,
             count(*) filter (where d.stage = 'SCORING') as scoring,
             count(*) filter (where d.stage in ('SCORED', 'MET', 'POSTED')) as scored,
             count(*) filter (where d.stage = 'SENT') as sent,
             count(*) filter (where d.stage = 'RETURNED') as returned,
             count(*) filter (where d.stage in ('APPROVED', 'AGREED') and d.outcome = 'ACHIEVED') as approved,
             count(*) filter (where d.stage = 'REVOKED'
                                 or d.stage in ('APPROVED', 'AGREED') and d.outcome = 'NOT_ACHIEVED') as not_achieved,
             count(*) filter (where d.stage = 'RECOGNISED') as recognised,
             count(*) filter (where d.sent_at is not null) as reported
        from recognition.campaign c
        join recognition.dossier d on d.campaign_id = c.campaign_id and d.stage <> 'REMOVED'
        join areas.ancestor p on p.area_id = d.area_now and p.ancestor_level = 1 and p.valid @> platform.today()
       where c.year = ? and not c.training
       group by 1, 2, 3 order by 1, 2, 3
      """;

  private final Figures figures;
  private final Areas areas;
  private final String url;
  private final String user;
  private final String password;

  MeasuredFigures(
      Figures figures,
      Areas areas,
      @Value("${khuyenhoc.bench.owner-url:}") String url,
      @Value("${khuyenhoc.bench.owner-user:}") String user,
      @Value("${khuyenhoc.bench.owner-password:}") String password) {
    this.figures = figures;
    this.areas = areas;
    this.url = url;
    this.user = user;
    this.password = password;
  }

  private interface Reading {
    Object read() throws SQLException;
  }

  private record Times(double p50, double p95) {
    static Times of(double[] millis) {
      return new Times(Bench.at(millis, 0.5), Bench.at(millis, 0.95));
    }
  }

  /**
   * Measures, in the database of its own.
   *
   * @param province the same in the database of a province alone; null to leave that out
   */
  public List<Figure> measure(@Nullable MeasuredFigures province) {
    List<Figure> measured = new ArrayList<>();
    try (Connection owner = DriverManager.getConnection(url, user, password)) {
      SampleNation.sizes(owner);
      national(owner, measured);
      below(measured);
      if (province != null) {
        measured.add(Figure.atMost("growth_ratio", growth(province), 1.5));
      }
      cost(owner, province == null ? this : province, measured);
      writers(measured);
      comparator(owner, measured);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return measured;
  }

  private void national(Connection owner, List<Figure> measured) throws SQLException {
    try (PreparedStatement tallies = owner.prepareStatement(FROM_TALLIES);
        PreparedStatement facts = owner.prepareStatement(FROM_FACTS)) {
      tallies.setInt(1, YEAR);
      facts.setInt(1, YEAR);
      Times read = timed(READS, WARM, () -> rows(tallies));
      List<List<Object>> expected = rows(tallies);
      double[] grouped = new double[GROUPINGS];
      for (int i = 0; i < GROUPINGS; i++) {
        long start = System.nanoTime();
        List<List<Object>> found = rows(facts);
        grouped[i] = (System.nanoTime() - start) / 1e6;
        if (!texts(found).equals(texts(expected))) {
          throw new IllegalStateException("tallies differ from the facts");
        }
      }
      tell("nation by province and model (" + expected.size() + " rows)", read);
      System.out.printf(
          Locale.ROOT, "%-60s p50 %10.0f ms%n", "the same grouped from the facts", Bench.at(grouped, 0.5));
      measured.add(Figure.atMost("national_p50_ms", read.p50(), 20));
      measured.add(Figure.atMost("national_p95_ms", read.p95(), 50));
      measured.add(Figure.atLeast("facts_ratio", Bench.at(grouped, 0.5) / read.p50(), 500));
    }
  }

  private static List<String> texts(List<List<Object>> rows) {
    return rows.stream().map(String::valueOf).toList();
  }

  private void below(List<Figure> measured) throws SQLException {
    Actor reader = reader();
    int nation = areas.nation().id();
    int sonLa = sonLa();
    int commune = areas.below(List.of(sonLa), AreaLevel.COMMUNE).getFirst().id();
    Times whole = timed(READS, WARM, () -> figures.of(reader, nation, null, Basis.AS_IS));
    tell("page of figures: nation by province, one model", whole);
    Times province = timed(READS, WARM, () -> figures.of(reader, sonLa, null, Basis.AS_IS));
    tell("page of figures: province by commune", province);
    Times village = timed(READS, WARM, () -> figures.of(reader, commune, null, Basis.AS_IS));
    tell("page of figures: commune by village", village);
    measured.add(Figure.told("province_p95_ms", province.p95()));
    measured.add(Figure.told("commune_p95_ms", village.p95()));
  }

  /** Blocks in both databases take turns, so that a busy moment falls on both. */
  private double growth(MeasuredFigures province) throws SQLException {
    double[][] times = new double[2][BLOCKS * READS / 10];
    for (int block = -2; block < BLOCKS; block++) {
      for (int of = 0; of < 2; of++) {
        MeasuredFigures one = of == 0 ? this : province;
        Actor reader = one.reader();
        int sonLa = one.sonLa();
        for (int i = 0; i < READS / 10; i++) {
          long start = System.nanoTime();
          one.figures.of(reader, sonLa, null, Basis.AS_IS);
          if (block >= 0) {
            times[of][block * (READS / 10) + i] = (System.nanoTime() - start) / 1e6;
          }
        }
      }
    }
    tell("one province by commune, in the country", Times.of(times[0]));
    tell("one province by commune, in a database of its own", Times.of(times[1]));
    return Bench.at(times[0], 0.5) / Bench.at(times[1], 0.5);
  }

  private void cost(Connection owner, MeasuredFigures small, List<Figure> measured)
      throws SQLException {
    measured.add(
        Figure.atMost("change_cost_ms", TallyCost.ofOneChange(owner, open(owner, sonLa())), 1));
    try (Connection other = DriverManager.getConnection(small.url, small.user, small.password)) {
      System.out.println("bulk copy of the families of one province:");
      int campaign = open(other, small.sonLa());
      measured.add(Figure.atMost("bulk_ratio", TallyCost.ofBulk(other, campaign), 1.5));
      SampleNation.execute(
          other,
          "delete from recognition.campaign where model = 'LEARNING_FAMILY' and year = "
              + (YEAR + 1));
    }
  }

  private void writers(List<Figure> measured) throws SQLException {
    List<Integer> campaigns = new ArrayList<>();
    try (Connection owner = DriverManager.getConnection(url, user, password);
        PreparedStatement statement =
            owner.prepareStatement(
                "select campaign_id from recognition.campaign"
                    + " where model = 'LEARNING_FAMILY' and status = 'OPEN' and year = ? order by 1")) {
      statement.setInt(1, YEAR);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          campaigns.add(rows.getInt(1));
        }
      }
    }
    long faults = 0;
    for (int[] many : new int[][] {{16, 1}, {64, 64}}) {
      TallyWriters.Seen seen =
          new TallyWriters(url, user, password, campaigns, 8).write(many[0], many[1]);
      System.out.printf(
          Locale.ROOT,
          "%d writers in %d communes: %,d commits, %,.0f a second, each read at four levels after it; %d faults%n",
          many[0],
          many[1],
          seen.commits(),
          seen.perSecond(),
          seen.faults().size());
      seen.faults().stream().limit(10).forEach(fault -> System.out.println("    " + fault));
      faults += seen.faults().size();
    }
    measured.add(Figure.atMost("stale_reads", faults, 0));
  }

  private void comparator(Connection owner, List<Figure> measured) throws SQLException {
    BatchAnalytics batch = new BatchAnalytics(owner);
    SampleNation.execute(owner, "set work_mem = '128MB'");
    SampleNation.execute(owner, "set maintenance_work_mem = '1GB'");
    long values = batch.fill(YEAR, COMPARED);
    batch.rebuild(YEAR);
    double before = batch.national(YEAR).values().stream().mapToDouble(one -> one).sum();
    long start = System.nanoTime();
    batch.save();
    long saved = System.nanoTime();
    batch.rebuild(YEAR);
    long rebuilt = System.nanoTime();
    double after = batch.national(YEAR).values().stream().mapToDouble(one -> one).sum();
    double whole = (System.nanoTime() - start) / 1e9;
    if (after != before + 1) {
      throw new IllegalStateException("the comparator counts wrongly");
    }
    Times query = timed(30, 5, () -> batch.national(YEAR));
    System.out.printf(
        Locale.ROOT,
        "beside it, our own implementation of the design DHIS2 documents, %,d values: save %.3f s, rebuild %.1f s,"
            + " query %.0f ms; from save to the national figure %.1f s%n",
        values,
        (saved - start) / 1e9,
        (rebuilt - saved) / 1e9,
        query.p50(),
        whole);
    measured.add(Figure.told("comparator_save_to_figure_s", whole));
    measured.add(Figure.told("comparator_rebuild_s", (rebuilt - saved) / 1e9));
    measured.add(Figure.told("comparator_query_ms", query.p50()));
    batch.drop();
    SampleNation.execute(owner, "reset all");
  }

  private Actor reader() {
    return Actor.operator("bench", areas.nation().id());
  }

  private int sonLa() {
    return areas.byCode(AreaLevel.PROVINCE, SON_LA).orElseThrow().id();
  }

  private static int open(Connection owner, int province) throws SQLException {
    return (int)
        SampleNation.number(
            owner,
            "select campaign_id from recognition.campaign where model = 'LEARNING_FAMILY' and status = 'OPEN' and year = "
                + YEAR
                + " and area_id = "
                + province);
  }

  private static Times timed(int reads, int warm, Reading reading) throws SQLException {
    double[] millis = new double[reads];
    for (int i = -warm; i < reads; i++) {
      long start = System.nanoTime();
      reading.read();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    return Times.of(millis);
  }

  private static void tell(String what, Times times) {
    System.out.printf(
        Locale.ROOT, "%-60s p50 %8.2f ms   p95 %8.2f ms%n", what, times.p50(), times.p95());
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
