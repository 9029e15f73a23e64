package vn.khuyenhoc.reporting.bench;

import static vn.khuyenhoc.platform.BenchSql.execute;
import static vn.khuyenhoc.platform.BenchSql.number;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaLists;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges;
import vn.khuyenhoc.areas.DeclaredChanges.Alteration;
import vn.khuyenhoc.areas.DeclaredChanges.Before;
import vn.khuyenhoc.areas.DeclaredChanges.Extent;
import vn.khuyenhoc.areas.DeclaredChanges.Link;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.areas.Reorganisation.Decree;
import vn.khuyenhoc.areas.Reorganisations;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.database.BenchOwner;
import vn.khuyenhoc.reporting.Figures;

/**
 * The change of 1 July 2025: Sơn La's with 300,000 households and two past campaigns, from the two
 * official lists and the list of succession; then the whole country's with 90,000 villages, whose
 * succession is generated where no list tells it, divisions included. Then the same table through
 * the tree of today and through that of its year.
 */
@Component
class ReorganiseBench implements Bench {

  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
  private static final LocalDate REFORM = BuiltInAreas.REFORM;
  private static final String SON_LA = "14";

  /** Đồng Nai, a city under the government since 30 April 2026 (Resolution 30/2026/QH16). */
  private static final String CITY_SINCE_2026 = "75";

  private static final int VILLAGES_OF_SON_LA = 11;
  private static final int VILLAGES_EACH = 9;
  private static final int HOUSEHOLDS = 300_000;
  private static final int ROUNDS = 3;
  private static final int READS = 200;

  /** Of the communes whose code ended, every so many-th is divided: about 433 in the country. */
  private static final int DIVIDED = 15;

  private final Reorganisations reorganisations;
  private final AreaLists lists;
  private final Areas areas;
  private final Figures figures;
  private final BenchOwner owner;

  ReorganiseBench(
      Reorganisations reorganisations,
      AreaLists lists,
      Areas areas,
      Figures figures,
      BenchOwner owner) {
    this.reorganisations = reorganisations;
    this.lists = lists;
    this.areas = areas;
    this.figures = figures;
    this.owner = owner;
  }

  @Override
  public String name() {
    return "reorganise";
  }

  @Override
  public List<Figure> measure(String scale) {
    Path folder =
        Path.of(System.getenv().getOrDefault("KHUYENHOC_SHARED", "../shared"))
            .resolve("data/areas");
    if (!Files.isReadable(folder.resolve("areas-2025-06-30.csv"))) {
      System.out.println("no official lists in " + folder + ": nothing is measured");
      return List.of();
    }
    Actor operator = Actor.operator("bench", areas.nation().id());
    try (Connection owner = this.owner.connect()) {
      List<Figure> measured = new ArrayList<>();
      double[] province = province(owner, operator, folder);
      measured.add(Figure.atMost("province_s", province[0], 5));
      measured.add(Figure.atMost("asis_ratio", province[1], 1.5));
      measured.add(Figure.atMost("country_s", country(owner, operator, folder), 60));
      return measured;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private double[] province(Connection owner, Actor operator, Path folder) throws SQLException {
    int sonLa = areas.byCode(AreaLevel.PROVINCE, SON_LA).orElseThrow().id();
    apply(
        operator,
        sonLa,
        LONG_AGO,
        "30/6/2025",
        DeclaredChanges.ofList(
            AreaLists.within(list(folder.resolve("areas-2025-06-30.csv")), SON_LA)));
    villages(owner, sonLa, VILLAGES_OF_SON_LA);
    households(owner);
    campaigns(owner, sonLa);
    execute(
        owner,
        "vacuum analyze areas.area_version, areas.ancestor, registry.subject, registry.residence,"
            + " recognition.dossier, recognition.tally");
    System.out.printf(
        "province: %,d villages, %,d households, %,d dossiers%n",
        number(owner, "select count(*) from areas.area where level = 4"),
        number(owner, "select count(*) from registry.household"),
        number(owner, "select count(*) from recognition.dossier"));
    double[] times = new double[ROUNDS];
    double ratio = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      List<Listed> after = AreaLists.within(list(folder.resolve("areas-2025-07-01.csv")), SON_LA);
      DeclaredChanges declared =
          DeclaredChanges.ofLinks(succession(folder.resolve("succession-son-la.csv")))
              .listed(after);
      Reorganisations.Applied applied = apply(operator, sonLa, REFORM, "1681", declared);
      times[i] = (System.nanoTime() - start) / 1e9;
      if (i == ROUNDS - 1) {
        ratio = bothWays(operator, owner, sonLa);
      }
      start = System.nanoTime();
      reorganisations.withdraw(operator, applied.id(), "bench").orThrow();
      System.out.printf(
          "province: applied in %.2f s, withdrawn in %.2f s%n",
          times[i], (System.nanoTime() - start) / 1e9);
    }
    return new double[] {Bench.at(times, 0.5), ratio};
  }

  private double bothWays(Actor operator, Connection owner, int sonLa) throws SQLException {
    int campaign =
        number(owner, "select min(campaign_id) from recognition.campaign where area_id = " + sonLa);
    double[][] times = new double[2][READS];
    for (int i = -20; i < READS; i++) {
      for (Basis basis : Basis.values()) {
        long start = System.nanoTime();
        figures.of(operator, sonLa, campaign, basis);
        if (i >= 0) {
          times[basis.ordinal()][i] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    double was = Bench.at(times[Basis.AS_WAS.ordinal()], 0.5);
    double is = Bench.at(times[Basis.AS_IS.ordinal()], 0.5);
    System.out.printf(
        "province by commune: as it was %.2f ms (p95 %.2f), as it is %.2f ms (p95 %.2f)%n",
        was,
        Bench.at(times[Basis.AS_WAS.ordinal()], 0.95),
        is,
        Bench.at(times[Basis.AS_IS.ordinal()], 0.95));
    return Math.max(was, is) / Math.min(was, is);
  }

  private double country(Connection owner, Actor operator, Path folder) throws SQLException {
    int nation = areas.nation().id();
    List<Listed> before = list(folder.resolve("areas-2025-06-30.csv"));
    long start = System.nanoTime();
    apply(operator, nation, LONG_AGO.plusDays(1), "30/6/2025", DeclaredChanges.ofList(before));
    System.out.printf("country: list of before %.1f s%n", (System.nanoTime() - start) / 1e9);
    villages(owner, nation, VILLAGES_EACH);
    execute(owner, "vacuum analyze areas.area_version, areas.ancestor");
    System.out.printf(
        "country: %,d communes, %,d villages%n",
        number(
            owner,
            "select count(*) from areas.area_version where level = 3 and valid @> date '2025-06-30'"),
        number(
            owner,
            "select count(*) from areas.area_version where level = 4 and valid @> date '2025-06-30'"));
    List<Link> known = succession(folder.resolve("succession-son-la.csv"));
    start = System.nanoTime();
    List<Listed> today = list(folder.resolve("areas-2025-07-01.csv"));
    List<Listed> after = asOfTheReform(today, before);
    DeclaredChanges declared =
        DeclaredChanges.ofLinks(generated(before, after, known)).listed(after);
    Reorganisations.Applied applied = apply(operator, nation, REFORM, "202/2025/QH15", declared);
    double took = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "country: %,d links, %,d divided, %,d undecided, applied in %.1f s%n",
        applied.plan().links(),
        applied.plan().unassigned().size(),
        applied.plan().undecided().size(),
        took);
    start = System.nanoTime();
    Listed now = province(today, CITY_SINCE_2026);
    Area dongNai = areas.byCode(AreaLevel.PROVINCE, CITY_SINCE_2026).orElseThrow();
    apply(
        operator,
        nation,
        LocalDate.of(2026, 4, 30),
        "30/2026/QH16",
        DeclaredChanges.none()
            .with(new Alteration(0, Before.of(dongNai), null, now.name(), "CITY", null)));
    System.out.printf("country: the change of 2026 %.1f s%n", (System.nanoTime() - start) / 1e9);
    return took;
  }

  /**
   * The list of today, without what changed in April 2026: that has a decree and a day of its own.
   */
  private static List<Listed> asOfTheReform(List<Listed> today, List<Listed> before) {
    Listed was = province(before, CITY_SINCE_2026);
    return today.stream()
        .map(
            row ->
                row.level() == AreaLevel.PROVINCE && row.code().equals(was.code())
                    ? new Listed(row.line(), row.level(), was.kind(), was.code(), was.name(), "")
                    : row)
        .toList();
  }

  private static Listed province(List<Listed> list, String code) {
    return list.stream()
        .filter(row -> row.level() == AreaLevel.PROVINCE && row.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Which commune went into which, where no list tells it: a new commune has the code of one that
   * went into it, and codes follow each other through the land.
   */
  private static List<Link> generated(List<Listed> before, List<Listed> after, List<Link> known) {
    Map<String, String> provinceOf = new HashMap<>();
    before.stream()
        .filter(row -> row.level() == AreaLevel.DISTRICT)
        .forEach(row -> provinceOf.put(row.code(), row.parentCode()));
    Map<String, Listed> came = new HashMap<>();
    after.stream()
        .filter(row -> row.level() == AreaLevel.COMMUNE)
        .forEach(row -> came.put(row.code(), row));
    Map<String, Listed> provinces = new HashMap<>();
    after.stream()
        .filter(row -> row.level() == AreaLevel.PROVINCE)
        .forEach(row -> provinces.put(row.code(), row));
    Map<String, List<Listed>> communes = new TreeMap<>();
    before.stream()
        .filter(row -> row.level() == AreaLevel.COMMUNE)
        .forEach(
            row ->
                communes
                    .computeIfAbsent(
                        Objects.requireNonNull(provinceOf.get(row.parentCode())),
                        key -> new ArrayList<>())
                    .add(row));
    List<Link> links = new ArrayList<>(known);
    int ended = 0;
    for (Map.Entry<String, List<Listed>> province : communes.entrySet()) {
      List<Listed> olds =
          province.getValue().stream()
              .sorted(java.util.Comparator.comparing(Listed::code))
              .toList();
      List<Listed> news =
          olds.stream().map(row -> came.get(row.code())).filter(Objects::nonNull).toList();
      Listed old =
          before.stream()
              .filter(
                  row -> row.level() == AreaLevel.PROVINCE && row.code().equals(province.getKey()))
              .findFirst()
              .orElseThrow();
      Listed whole = Objects.requireNonNull(provinces.get(news.getFirst().parentCode()));
      links.add(link(old, whole, Extent.WHOLE));
      if (province.getKey().equals(SON_LA)) {
        continue;
      }
      int at = 0;
      for (Listed one : olds) {
        while (at + 1 < news.size() && news.get(at + 1).code().compareTo(one.code()) <= 0) {
          at++;
        }
        Listed next = news.get((at + 1) % news.size());
        boolean survives = came.containsKey(one.code());
        if (!survives && ++ended % DIVIDED == 0 && next != news.get(at)) {
          links.add(link(one, news.get(at), Extent.PART));
          links.add(link(one, next, Extent.PART));
        } else {
          links.add(link(one, news.get(at), Extent.WHOLE));
        }
      }
    }
    return links;
  }

  private static Link link(Listed from, Listed to, Extent extent) {
    return new Link(
        from.line(),
        new Before(from.level(), from.code(), from.name()),
        new DeclaredChanges.After(to.code(), to.name()),
        extent);
  }

  private Reorganisations.Applied apply(
      Actor operator, int scope, LocalDate day, String decree, DeclaredChanges declared) {
    return reorganisations
        .apply(operator, scope, day, new Decree(decree, null, ""), declared)
        .orThrow();
  }

  private List<Listed> list(Path file) {
    return lists.list(file, String.valueOf(file.getFileName())).rows();
  }

  private List<Link> succession(Path file) {
    return lists.succession(file, String.valueOf(file.getFileName())).rows();
  }

  /** Villages below every commune of before that has none. */
  private void villages(Connection owner, int scope, int each) throws SQLException {
    List<NewArea> villages = new ArrayList<>();
    try (Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select v.area_id, v.code from areas.area_version v join areas.ancestor a using (area_id)"
                    + " where v.level = 3 and v.valid @> date '2025-06-30' and a.valid @> date '2025-06-30'"
                    + " and a.ancestor_id = "
                    + scope
                    + " and not exists (select from areas.area_version w where w.parent_id = v.area_id)"
                    + " order by v.code")) {
      while (rows.next()) {
        for (int i = 1; i <= each; i++) {
          villages.add(
              new NewArea(rows.getInt(1), rows.getString(2) + "-" + i, "Sample " + i, "VILLAGE"));
        }
      }
    }
    areas.add(AreaLevel.VILLAGE, villages, LONG_AGO.plusDays(1), "bench");
  }

  private static void households(Connection owner) throws SQLException {
    execute(
        owner,
        """
        insert into registry.household (home_id, serial, head, created_at)
        select v.area_id, s.serial, 'Sample ' || s.serial, timestamptz '2022-01-01'
          from (select area_id, row_number() over (order by area_id) as place, count(*) over () as villages
                  from areas.area where level = 4) v
         cross join lateral generate_series(1, %1$d / v.villages + case when v.place <= %1$d %% v.villages then 1 else 0 end)
               as s (serial)
        """
            .formatted(HOUSEHOLDS));
    execute(
        owner,
        """
        insert into registry.residence (home_id, subject_id, valid, area_id)
        select home_id, household_id, daterange('2022-01-01', null), home_id from registry.household
        """);
  }

  /** Two campaigns that are over; seven of ten households were recognised by their commune. */
  private static void campaigns(Connection owner, int province) throws SQLException {
    for (int year : new int[] {2023, 2024}) {
      execute(
          owner,
          """
          insert into recognition.campaign (model, year, area_id, set_id, due_on, reference_date, opened_at)
          select 'LEARNING_FAMILY', %1$d, %2$d, set_id, make_date(%1$d, 12, 15), make_date(%1$d, 12, 31),
                 make_timestamptz(%1$d, 3, 1, 8, 0, 0) from criteria.criteria_set
           where set_id = 'gia-dinh-hoc-tap-mau-1'
          """
              .formatted(year, province));
      execute(
          owner,
          """
          insert into recognition.dossier (home_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total,
                                           scored_at, sent_at)
          select h.home_id, c.campaign_id, h.household_id, h.home_id, h.home_id,
                 case when h.serial %% 10 < 9 then 'APPROVED' else 'LISTED' end,
                 case when h.serial %% 10 < 7 then 'ACHIEVED' when h.serial %% 10 < 9 then 'NOT_ACHIEVED' end,
                 case when h.serial %% 10 < 9 then 80 end, c.opened_at, case when h.serial %% 10 < 9 then c.opened_at end
            from registry.household h, recognition.campaign c where c.year = %1$d
          """
              .formatted(year));
      execute(
          owner,
          "update recognition.campaign set status = 'CLOSED', closed_at = now() where year = "
              + year);
    }
  }
}
