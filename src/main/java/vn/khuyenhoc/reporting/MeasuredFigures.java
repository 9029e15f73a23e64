package vn.khuyenhoc.reporting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Bench.Figure;
import vn.khuyenhoc.platform.BenchSql;
import vn.khuyenhoc.platform.database.BenchOwner;
import vn.khuyenhoc.recognition.Tally;
import vn.khuyenhoc.recognition.TallyCost;
import vn.khuyenhoc.recognition.TallyWriters;
import vn.khuyenhoc.reporting.SumsTable.Wish;
import vn.khuyenhoc.reporting.bench.BatchAnalytics;
import vn.khuyenhoc.reporting.bench.SampleNation;

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
  private final FiguresTable campaigns;
  private final SumsTable sums;
  private final Areas areas;
  private final BenchOwner owner;

  MeasuredFigures(
      Figures figures, FiguresTable campaigns, SumsTable sums, Areas areas, BenchOwner owner) {
    this.figures = figures;
    this.campaigns = campaigns;
    this.sums = sums;
    this.areas = areas;
    this.owner = owner;
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
    try (Connection owner = this.owner.connect()) {
      SampleNation.sizes(owner);
      plan(owner);
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

  /** The statement that the dashboard reads: an area by those below it, every model of the year. */
  private final class Table {

    private final Area area;
    private final List<Wish> wishes = new ArrayList<>();

    Table(Area area) {
      this.area = area;
      LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
      Map<Measured, List<FiguresCampaign>> byModel = new LinkedHashMap<>();
      campaigns.campaigns(area.id()).stream()
          .filter(one -> one.year() == YEAR)
          .filter(one -> Overviews.usual(one).leaf().compareTo(area.level()) >= 0)
          .forEach(
              one ->
                  byModel.computeIfAbsent(Overviews.usual(one), any -> new ArrayList<>()).add(one));
      byModel.forEach(
          (measured, of) ->
              wishes.add(
                  new Wish(
                      area.id(),
                      measured,
                      of.stream().map(FiguresCampaign::id).toList(),
                      of.stream().map(one -> one.treeDate(Basis.AS_IS, today)).toList(),
                      of.getFirst().referenceDate(),
                      true)));
    }

    List<List<SumsTable.Sum>> read() {
      return sums.sums(area.level(), wishes, Basis.AS_IS);
    }

    /** Province, model, level and counts, as a text a row. */
    Set<String> rows() {
      Set<String> rows = new TreeSet<>();
      List<List<SumsTable.Sum>> read = read();
      for (int at = 0; at < wishes.size(); at++) {
        Measured measured = wishes.get(at).measured();
        for (SumsTable.Sum sum : read.get(at)) {
          if (sum.node().place().level() == AreaLevel.PROVINCE) {
            Tally tally = sum.node().tally();
            rows.add(
                String.join(
                    " ",
                    String.valueOf(sum.node().place().id()),
                    measured.model().name(),
                    measured.level().name(),
                    tally.toString()));
          }
        }
      }
      return rows;
    }
  }

  /** A plan of the country, so that its dashboard has targets to be held against. */
  private void plan(Connection owner) throws SQLException {
    try (PreparedStatement plan =
        owner.prepareStatement(
            """
            with p as (
              insert into reporting.plan (plan_id, area_id, area_name, issuer, title, number, period)
              values ('SAMPLE-NATION', ?, 'Sample country', 'Sample', 'Sample plan of the country', '1',
                      daterange('2021-01-01', '2031-01-01'))
              on conflict (plan_id) do nothing
              returning plan_id, area_id, area_name)
            insert into reporting.target
              (plan_id, target_id, year, area_id, area_name, indicator, scope, value, level, denominator)
            select plan_id, t.indicator, ?, area_id, area_name, t.indicator, 'sample', t.value, t.level, t.denominator
              from p
             cross join (values ('LEARNING_FAMILY', 80, 'HOUSEHOLD', 'HOUSEHOLDS'),
                                ('LEARNING_CLAN', 75, 'CLAN', 'CLANS'),
                                ('LEARNING_COMMUNITY', 65, 'VILLAGE', 'VILLAGES'),
                                ('LEARNING_UNIT', 95, null, 'UNITS'),
                                ('LEARNING_CITIZEN', 50, 'PERSON', 'CITIZENS'))
                     as t (indicator, value, level, denominator)
            """)) {
      plan.setInt(1, areas.nation().id());
      plan.setInt(2, YEAR);
      plan.executeUpdate();
    }
  }

  private void national(Connection owner, List<Figure> measured) throws SQLException {
    Table table = new Table(areas.nation());
    Times read = timed(READS, WARM, table::read);
    Set<String> expected = table.rows();
    tell("nation by province and model (" + expected.size() + " rows)", read);
    double[] grouped = new double[GROUPINGS];
    try (PreparedStatement facts = owner.prepareStatement(FROM_FACTS)) {
      facts.setInt(1, YEAR);
      for (int i = 0; i < GROUPINGS; i++) {
        Set<String> found = new TreeSet<>();
        long start = System.nanoTime();
        try (ResultSet rows = facts.executeQuery()) {
          while (rows.next()) {
            found.add(
                String.join(
                    " ",
                    rows.getString("province"),
                    rows.getString("model"),
                    rows.getString("level"),
                    Tally.of(rows).toString()));
          }
        }
        grouped[i] = (System.nanoTime() - start) / 1e6;
        if (!found.equals(expected)) {
          throw new IllegalStateException("tallies differ from the facts");
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-60s p50 %8.0f ms%n",
        "the same grouped from the facts",
        Bench.at(grouped, 0.5));
    measured.add(Figure.atMost("national_p50_ms", read.p50(), 20));
    measured.add(Figure.atMost("national_p95_ms", read.p95(), 50));
    measured.add(Figure.atLeast("facts_ratio", Bench.at(grouped, 0.5) / read.p50(), 500));
  }

  private void below(List<Figure> measured) throws SQLException {
    Area sonLa = areas.byId(sonLa());
    Area commune = areas.below(List.of(sonLa.id()), AreaLevel.COMMUNE).getFirst();
    Table provinces = new Table(sonLa);
    Table communes = new Table(commune);
    Times province = timed(READS, WARM, provinces::read);
    Times village = timed(READS, WARM, communes::read);
    tell("province by commune and model", province);
    tell("commune by village and model", village);
    measured.add(Figure.atMost("province_p50_ms", province.p50(), 20));
    measured.add(Figure.atMost("province_p95_ms", province.p95(), 50));
    measured.add(Figure.atMost("commune_p50_ms", village.p50(), 20));
    measured.add(Figure.atMost("commune_p95_ms", village.p95(), 50));
    Actor reader = reader();
    for (Area one : List.of(areas.nation(), sonLa, commune)) {
      tell(
          "figures of one model with targets, " + one.level(),
          timed(READS / 4, WARM / 4, () -> figures.of(reader, one.id(), null, Basis.AS_IS)));
    }
  }

  /** Blocks in both databases take turns, so that a busy moment falls on both. */
  private double growth(MeasuredFigures province) {
    double[][] times = new double[2][BLOCKS * READS / 10];
    List<Table> tables =
        List.of(
            new Table(areas.byId(sonLa())),
            province.new Table(province.areas.byId(province.sonLa())));
    for (int block = -2; block < BLOCKS; block++) {
      for (int of = 0; of < 2; of++) {
        for (int i = 0; i < READS / 10; i++) {
          long start = System.nanoTime();
          tables.get(of).read();
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
    try (Connection other = small.owner.connect()) {
      System.out.println("bulk copy of the families of one province:");
      int campaign = open(other, small.sonLa());
      measured.add(Figure.atMost("bulk_ratio", TallyCost.ofBulk(other, campaign), 1.5));
      BenchSql.execute(
          other,
          "delete from recognition.campaign where model = 'LEARNING_FAMILY' and year = "
              + (YEAR + 1));
    }
  }

  private void writers(List<Figure> measured) throws SQLException {
    List<Integer> campaigns = new ArrayList<>();
    try (Connection owner = this.owner.connect();
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
          new TallyWriters(owner.login(), campaigns, 8).write(many[0], many[1]);
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
    BenchSql.execute(owner, "set work_mem = '128MB'");
    BenchSql.execute(owner, "set maintenance_work_mem = '1GB'");
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
    BenchSql.execute(owner, "reset all");
  }

  private Actor reader() {
    return Actor.operator("bench", areas.nation().id());
  }

  private int sonLa() {
    return areas.byCode(AreaLevel.PROVINCE, SON_LA).orElseThrow().id();
  }

  private static int open(Connection owner, int province) throws SQLException {
    return (int)
        BenchSql.count(
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
}
