package vn.khuyenhoc.reporting.bench;

import static vn.khuyenhoc.platform.BenchSql.count;
import static vn.khuyenhoc.platform.BenchSql.execute;
import static vn.khuyenhoc.platform.BenchSql.text;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.AreaLists;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.areas.DeclaredChanges.Listed;
import vn.khuyenhoc.areas.NewArea;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.KnownFacts;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Score;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.BenchSql;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.database.BenchOwner;
import vn.khuyenhoc.platform.database.Login;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A whole country of invented households with two years of campaigns, made by sets in a database of
 * its own: what is measured at the scale of a nation. Written below the rules, a province at a
 * time, so every state is one that the rules could have come to: {@code check} finds no fault.
 */
@Component
public class SampleNation {

  /** Counts up with every change of what is made, so that what was kept is made again. */
  public static final int GENERATION = 1;

  private static final int VILLAGES = 90_000;
  private static final long HOUSEHOLDS = 14_000_000;
  private static final int PROVINCES = 34;
  private static final int COMMUNES = 3_321;
  private static final String SON_LA = "14";
  private static final String SOURCE = "sample";
  private static final int WRITERS = 2;

  /** A set of few questions, so that answers are short. */
  private static final String FAMILIES = "gia-dinh-hoc-tap-2021";

  /** What is rated besides households, in proportion. */
  private static final Map<LearningModel, List<ModelLevel>> OTHERS =
      Map.of(
          LearningModel.LEARNING_CLAN, List.of(ModelLevel.CLAN),
          LearningModel.LEARNING_COMMUNITY, List.of(ModelLevel.VILLAGE, ModelLevel.COMMUNE),
          LearningModel.LEARNING_UNIT, List.of(ModelLevel.COMMUNE),
          LearningModel.LEARNING_SOCIETY, List.of(ModelLevel.COMMUNE),
          LearningModel.LEARNING_CITIZEN, List.of(ModelLevel.PERSON));

  private static final List<String> LARGE =
      List.of(
          "registry.subject",
          "registry.residence",
          "registry.membership",
          "recognition.dossier",
          "recognition.dossier_step",
          "recognition.title");

  private final Areas areas;
  private final AreaLists lists;
  private final CriteriaSets sets;
  private final Journal journal;
  private final Texts texts;
  private final JsonMapper json;
  private final BenchOwner owner;

  SampleNation(
      Areas areas,
      AreaLists lists,
      CriteriaSets sets,
      Journal journal,
      Languages languages,
      JsonMapper json,
      BenchOwner owner) {
    this.areas = areas;
    this.lists = lists;
    this.sets = sets;
    this.journal = journal;
    this.texts = languages.vietnamese();
    this.json = json;
    this.owner = owner;
  }

  /**
   * Fills a database that holds nothing but the built-in tree and criteria.
   *
   * @param scale {@code demo} for three small provinces, {@code province} for Sơn La as it is in
   *     the country, {@code nation} for the country
   */
  public void build(String scale) {
    build(scale, owner.login());
  }

  void build(String scale, Login login) {
    Building building = new Building(login);
    try {
      building.tree(scale);
      building.plan(scale);
      building.all();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** One building, from the tree to the tallies. */
  private final class Building {

    private final Login login;
    private final long began = System.nanoTime();

    Building(Login login) {
      this.login = login;
    }

    private void tell(String what) {
      System.out.printf(Locale.ROOT, "%7.0f s  %s%n", (System.nanoTime() - began) / 1e9, what);
    }

    private Connection open() throws SQLException {
      Connection owner = login.connect();
      execute(owner, "set session_replication_role = replica");
      execute(owner, "set synchronous_commit = off");
      execute(owner, "set maintenance_work_mem = '1GB'");
      execute(owner, "set work_mem = '128MB'");
      execute(owner, "set jit = off");
      return owner;
    }

    /** Provinces and communes from the official list where there is one, and villages below. */
    void tree(String scale) throws SQLException {
      int nation = areas.nation().id();
      if (!scale.equals("province")) {
        List<Listed> listed = scale.equals("nation") ? official() : List.of();
        List<Listed> all =
            !listed.isEmpty()
                ? listed
                : scale.equals("nation")
                    ? generated(PROVINCES - 1, COMMUNES - 75)
                    : generated(2, 10);
        Map<String, Integer> provinces = new HashMap<>();
        areas.children(nation).forEach(one -> provinces.put(one.code(), one.id()));
        for (Listed one : all) {
          if (one.level() == AreaLevel.PROVINCE && !provinces.containsKey(one.code())) {
            provinces.put(
                one.code(),
                areas
                    .add(
                        AreaLevel.PROVINCE,
                        List.of(new NewArea(nation, one.code(), one.name(), one.kind())),
                        BuiltInAreas.REFORM,
                        SOURCE)
                    .getFirst());
          }
        }
        List<NewArea> communes =
            all.stream()
                .filter(one -> one.level() == AreaLevel.COMMUNE)
                .filter(one -> !one.parentCode().equals(SON_LA))
                .map(
                    one ->
                        new NewArea(
                            java.util.Objects.requireNonNull(provinces.get(one.parentCode())),
                            one.code(),
                            one.name(),
                            one.kind()))
                .toList();
        areas.add(AreaLevel.COMMUNE, communes, BuiltInAreas.REFORM, SOURCE);
      }
      analyzeTree();
      List<Area> communes =
          areas.below(List.of(nation), AreaLevel.COMMUNE).stream()
              .sorted(Comparator.comparing(Area::code))
              .toList();
      int count =
          scale.equals("demo")
              ? 3 * communes.size()
              : scale.equals("nation") ? VILLAGES : VILLAGES * communes.size() / COMMUNES;
      List<NewArea> villages = new ArrayList<>();
      for (int at = 0; at < communes.size(); at++) {
        int each = count / communes.size() + (at < count % communes.size() ? 1 : 0);
        for (int number = 1; number <= each; number++) {
          Area commune = communes.get(at);
          String shown = number < 10 ? "0" + number : String.valueOf(number);
          villages.add(
              new NewArea(
                  commune.id(),
                  commune.code() + "-M" + shown,
                  texts.t("areas.sample.VILLAGE", shown),
                  "VILLAGE"));
        }
        if (villages.size() > 5_000 || at == communes.size() - 1) {
          areas.add(AreaLevel.VILLAGE, villages, BuiltInAreas.REFORM, SOURCE);
          villages.clear();
          analyzeTree();
        }
      }
      journal.write(
          Actor.operator("bench", nation),
          "areas.sample",
          "area/" + nation,
          nation,
          Map.of("villages", count));
      tell("%,d communes, %,d villages".formatted(communes.size(), count));
    }

    /** What follows new areas would otherwise be planned for empty tables. */
    private void analyzeTree() throws SQLException {
      try (Connection owner = open()) {
        execute(
            owner,
            "analyze areas.area, areas.area_version, areas.ancestor, registry.subject, registry.residence");
      }
    }

    private List<Listed> official() {
      Path file =
          Path.of(System.getenv().getOrDefault("KHUYENHOC_SHARED", "../shared"))
              .resolve("data/areas/areas-2025-07-01.csv");
      if (!Files.isReadable(file)) {
        tell("no official list: provinces and communes are generated");
        return List.of();
      }
      return lists.list(file, String.valueOf(file.getFileName())).rows();
    }

    /** As many provinces beside Sơn La, and communes in them. */
    private static List<Listed> generated(int provinces, int communes) {
      List<Listed> made = new ArrayList<>();
      for (int at = 0; at < provinces; at++) {
        made.add(
            new Listed(
                at, AreaLevel.PROVINCE, "PROVINCE", "S" + at, "Sample province " + (at + 1), "VN"));
      }
      for (int at = 0; at < communes; at++) {
        made.add(
            new Listed(
                at,
                AreaLevel.COMMUNE,
                "COMMUNE",
                "%05d".formatted(90_000 + at),
                "Sample commune " + (at + 1),
                "S" + at % provinces));
      }
      return made;
    }

    /** How many households each village has, who decides where, which campaigns there are. */
    void plan(String scale) throws SQLException {
      try (Connection owner = open()) {
        long villages = count(owner, "select count(*) from areas.area where level = 4");
        long households = scale.equals("demo") ? villages * 20 : HOUSEHOLDS * villages / VILLAGES;
        execute(
            owner,
            """
            create schema bench;
            create table bench.village as
            select v.area_id, v.parent_id as commune_id, p.parent_id as province_id,
                   floor(%1$d * sum(w.weight) over ahead / sum(w.weight) over ())
                     - floor(%1$d * (sum(w.weight) over ahead - w.weight) / sum(w.weight) over ()) as households
              from areas.area_version v
              join areas.area_version p on p.area_id = v.parent_id
             cross join lateral (select 70 + v.area_id::bigint * 7919 %% 61 as weight) w
             where v.level = 4
            window ahead as (order by v.area_id);
            alter table bench.village alter households type integer, add primary key (area_id);
            create table bench.office as
            select c.commune_id, c.province_id, uuidv7() as chair, uuidv7() as appraiser, uuidv7() as account
              from (select distinct commune_id, province_id from bench.village order by 2, 1) c;
            alter table bench.office add primary key (commune_id);
            create table bench.variant (
              set_id text, achieved boolean, place integer, answers jsonb, facts jsonb, total numeric, rating text,
              primary key (set_id, achieved, place));
            """
                .formatted(households));
        insertPeople(owner);
        campaigns(owner);
        execute(
            owner,
            """
            create table bench.act as
            select o.commune_id, c.campaign_id, o.chair, o.appraiser, o.account, uuidv7() as decision_id,
                   uuidv7() as sent_id, uuidv7() as returned_id, uuidv7() as approved_id, uuidv7() as recognised_id,
                   row_number() over (partition by o.commune_id, c.year order by c.campaign_id) as number
              from bench.office o
              join recognition.campaign c on c.area_id = o.province_id;
            alter table bench.act add primary key (commune_id, campaign_id);
            analyze bench.village, bench.office, bench.variant, bench.act, recognition.campaign, areas.area_version,
              areas.ancestor
            """);
      }
    }

    private void insertPeople(Connection owner) throws SQLException {
      execute(
          owner,
          """
          insert into registry.person (person_id, area_id, full_name, position, created_at)
          select p.id, o.commune_id, 'Sample ' || p.what, '', now()
            from bench.office o
           cross join lateral (values (o.chair, 'chair'), (o.appraiser, 'appraiser')) as p (id, what)
          """);
    }

    /** One of every model, year and province, and what answers come to under their criteria. */
    private void campaigns(Connection owner) throws SQLException {
      List<CriteriaSet> used = new ArrayList<>(List.of(sets.byId(FAMILIES)));
      LocalDate today = LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh"));
      OTHERS.forEach(
          (model, levels) -> {
            for (ModelLevel level : levels) {
              for (String form : model.hasForms() ? forms(owner) : List.of("")) {
                sets.inForce(model, level, form, null, today).stream()
                    .findFirst()
                    .ifPresent(used::add);
              }
            }
          });
      for (CriteriaSet set : used) {
        List<Answered> good = answered(set, Outcome.ACHIEVED);
        List<Answered> bad = answered(set, Outcome.NOT_ACHIEVED);
        if (good.isEmpty() || bad.isEmpty()) {
          tell("left out, nothing comes to both outcomes: " + set.id());
          continue;
        }
        try (PreparedStatement insert =
            owner.prepareStatement(
                "insert into bench.variant values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)")) {
          for (int place = 0; place < 4; place++) {
            variant(insert, set, true, place, good.get(place % good.size()));
            variant(insert, set, false, place, bad.get(place % bad.size()));
          }
        }
        execute(
            owner,
            """
            insert into recognition.campaign
              (model, level, form, year, area_id, set_id, due_on, reference_date, opened_at, status, closed_at)
            select '%s', '%s', '%s', y.year, p.province_id, '%s', make_date(y.year, 12, 15), make_date(y.year, 12, 31),
                   y.opened, case when y.old then 'CLOSED' else 'OPEN' end, case when y.old then y.opened + interval '130 days' end
              from (select distinct province_id from bench.village) p
             cross join (values (2025, true, timestamptz '2025-08-04 08:00'), (2026, false, timestamptz '2026-03-02 08:00'))
                   as y (year, old, opened)
             order by y.year, p.province_id
            """
                .formatted(set.model(), set.level(), set.form(), set.id()));
      }
      tell(
          "%,d campaigns: %s"
              .formatted(
                  count(owner, "select count(*) from recognition.campaign"),
                  used.stream().map(CriteriaSet::id).collect(Collectors.joining(", "))));
    }

    private List<String> forms(Connection owner) {
      List<String> forms = new ArrayList<>();
      try (Statement statement = owner.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select code from registry.labour_group where not retired order by place")) {
        while (rows.next()) {
          forms.add(rows.getString(1));
        }
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      return forms;
    }

    private record Answered(Map<String, BigDecimal> answers, Facts facts, Score score) {}

    /** A few ways to answer that come to this. */
    private static List<Answered> answered(CriteriaSet set, Outcome wanted) {
      List<Answered> found = new ArrayList<>();
      for (int step = 0; step < 4; step++) {
        for (long share : new long[] {100, 60, 0}) {
          Map<String, Long> known = new LinkedHashMap<>();
          for (KnownFacts.Fact fact : KnownFacts.of(set.model(), set.level())) {
            known.put(
                fact.name(),
                fact.kind() == KnownFacts.Kind.YES_NO
                    ? 1L
                    : fact.name().startsWith("learning_") ? share : 100L);
          }
          Facts facts = new Facts(known);
          Map<String, BigDecimal> answers = new TreeMap<>();
          int at = 0;
          for (Indicator indicator : set.indicators()) {
            if (set.asks(indicator, facts)) {
              int chosen = step == 3 ? at++ % 2 : Math.min(step, indicator.steps().size() - 1);
              answers.put(indicator.id(), indicator.steps().get(chosen).points());
            }
          }
          Score score = Scoring.plan(set).score(answers, facts);
          if (score.outcome() == wanted) {
            found.add(new Answered(answers, facts, score));
          }
        }
      }
      return found.size() <= 4 ? found : found.subList(0, 4);
    }

    private void variant(
        PreparedStatement insert, CriteriaSet set, boolean achieved, int place, Answered one)
        throws SQLException {
      insert.setString(1, set.id());
      insert.setBoolean(2, achieved);
      insert.setInt(3, place);
      insert.setString(4, json.writeValueAsString(one.answers()));
      insert.setString(5, json.writeValueAsString(one.facts().known()));
      insert.setBigDecimal(6, one.score().total());
      insert.setString(7, one.score().rating() == null ? null : one.score().rating().name());
      insert.executeUpdate();
    }

    void all() throws SQLException, InterruptedException {
      List<String> rebuild;
      List<String> provinces = new ArrayList<>();
      try (Connection owner = open()) {
        rebuild = takeIndexes(owner);
        try (Statement statement = owner.createStatement();
            ResultSet rows =
                statement.executeQuery(
                    "select province_id from bench.village group by 1 order by sum(households) desc, 1")) {
          while (rows.next()) {
            provinces.add(rows.getString(1));
          }
        }
      }
      work("register and dossiers", provinces, this::province);
      tell("rows are in; " + rebuild.size() + " indexes follow");
      work("indexes", rebuild, BenchSql::execute);
      List<String> tables = new ArrayList<>(LARGE);
      tables.add("");
      work(
          "vacuum",
          tables,
          (owner, table) ->
              execute(owner, table.isEmpty() ? "analyze" : "vacuum (analyze) " + table));
      work("tallies", provinces, this::tallies);
      try (Connection owner = open()) {
        execute(owner, "select recognition.count_together()");
        execute(owner, "vacuum (analyze) recognition.tally, recognition.tally_together");
        prove(owner);
        sizes(owner);
      }
      tell("built");
    }

    private interface Step {
      void run(Connection owner, String item) throws SQLException;
    }

    /** Takes the items in turn on a few connections; tells how far it is. */
    private void work(String what, List<String> items, Step step) throws InterruptedException {
      BlockingQueue<String> queue =
          new ArrayBlockingQueue<>(Math.max(1, items.size()), true, items);
      AtomicInteger done = new AtomicInteger();
      List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
      List<Thread> threads = new ArrayList<>();
      for (int at = 0; at < WRITERS; at++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try (Connection owner = open()) {
                        for (String item = queue.poll();
                            item != null && failures.isEmpty();
                            item = queue.poll()) {
                          step.run(owner, item);
                          int so = done.incrementAndGet();
                          tell("%s: %d of %d".formatted(what, so, items.size()));
                        }
                      } catch (SQLException | RuntimeException failure) {
                        failures.add(failure);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      if (!failures.isEmpty()) {
        throw new IllegalStateException(what, failures.getFirst());
      }
    }

    /**
     * Takes off what is cheaper to build once over all rows; answers how to put it back, and how to
     * make those narrow again that must stay: keys come in no order.
     */
    private List<String> takeIndexes(Connection owner) throws SQLException {
      List<String> back = new ArrayList<>();
      List<String> off = new ArrayList<>();
      try (PreparedStatement statement =
          owner.prepareStatement(
              """
              select 'alter table ' || c.conrelid::regclass || ' drop constraint ' || c.conname,
                     'alter table ' || c.conrelid::regclass || ' add constraint ' || c.conname || ' '
                       || pg_get_constraintdef(c.oid), 0 as size
                from pg_constraint c
               where c.conrelid = any (?::regclass[]) and (c.contype in ('u', 'x') or c.contype = 'p' and c.conperiod)
                 and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid)
              union all
              select 'drop index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid),
                     case when pg_get_indexdef(i.indexrelid) like '%gin%' then -1 else 1 end
                from pg_index i
               where i.indrelid = any (?::regclass[])
                 and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
              union all
              select null, 'reindex index ' || c.conindid::regclass, 1
                from pg_constraint c
               where c.conrelid = any (?::regclass[]) and c.contype in ('p', 'u') and not c.conperiod
                 and (c.contype = 'p' or exists (select from pg_constraint f
                                                  where f.contype = 'f' and f.conindid = c.conindid))
               order by 3, 2
              """)) {
        for (int place = 1; place <= 3; place++) {
          statement.setArray(place, owner.createArrayOf("text", LARGE.toArray()));
        }
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            String drop = rows.getString(1);
            if (drop != null) {
              off.add(drop);
            }
            back.add(rows.getString(2));
          }
        }
      }
      for (String one : off) {
        execute(owner, one);
      }
      return back;
    }

    /** Everything of one province in one transaction. */
    private void province(Connection owner, String province) throws SQLException {
      owner.setAutoCommit(false);
      // Village by village: nothing here has statistics yet, and all of it is never read at once.
      for (String other : List.of("seqscan", "hashjoin", "mergejoin")) {
        execute(owner, "set local enable_" + other + " = off");
      }
      for (String statement : REGISTER) {
        try (PreparedStatement insert =
            owner.prepareStatement(
                statement
                    .replace(":province", province)
                    .replace(":families", words("registry.sample.families"))
                    .replace(":middles", words("registry.sample.middles"))
                    .replace(":given", words("registry.sample.given"))
                    .replace(":head", quoted(texts.t("registry.sample.head", "{0}", "{1}", "{2}")))
                    .replace(":mark", quoted(texts.t("registry.sample.mark")))
                    .replace(":group", quoted(texts.t("registry.sample.address.group", "{0}")))
                    .replace(":since", "date '" + BuiltInAreas.REFORM + "'"))) {
          insert.execute();
        }
      }
      execute(owner, DOSSIERS.getFirst().replace(":province", province));
      execute(owner, "set local enable_seqscan = on");
      execute(owner, "set local enable_hashjoin = on");
      execute(owner, "set local enable_nestloop = off");
      for (String statement : DOSSIERS.subList(1, DOSSIERS.size())) {
        execute(owner, statement);
      }
      owner.commit();
      owner.setAutoCommit(true);
    }

    private String words(String key) {
      return "array["
          + java.util.Arrays.stream(texts.t(key).split("\\|"))
              .map(SampleNation::quoted)
              .collect(Collectors.joining(","))
          + "]";
    }

    /** From the facts, by the statements that also follow a reorganisation. */
    private void tallies(Connection owner, String province) throws SQLException {
      execute(
          owner,
          """
          select recognition.retally(
            array(select area_id from bench.village where province_id = %1$s),
            array(select commune_id from bench.office where province_id = %1$s))
          """
              .formatted(province));
    }

    /** The tallies of some areas are a recount of their dossiers. */
    private void prove(Connection owner) throws SQLException {
      String columns =
          text(
              owner,
              """
              select string_agg(column_name, ', ' order by ordinal_position)
                from information_schema.columns where table_schema = 'recognition' and table_name = 'recount'
              """);
      String some =
          text(
              owner,
              """
              select string_agg(area_id::text, ', ') from (
                select commune_id as area_id from bench.office where province_id = p.id
                union all
                select area_id from bench.village where province_id = p.id) x
              """
                  .replace("p.id", "(select min(province_id) from bench.office)"));
      String campaigns =
          text(
              owner,
              """
              select string_agg(campaign_id::text, ', ') from recognition.campaign
               where area_id = (select min(province_id) from bench.office)
              """);
      long different =
          count(
              owner,
              """
              with kept as (
                select %1$s from recognition.tally where campaign_id in (%2$s) and area_id in (%3$s) and roll > 0),
              counted as (
                select %1$s from recognition.recount where campaign_id in (%2$s) and area_id in (%3$s))
              select (select count(*) from (table kept except table counted) a)
                   + (select count(*) from (table counted except table kept) b)
                   + case when exists (table kept) then 0 else 1 end
              """
                  .formatted(columns, campaigns, some));
      if (different != 0) {
        throw new IllegalStateException(different + " tallies differ from a recount");
      }
      tell("the tallies of one province are what a recount gives");
    }
  }

  /** Sizes of everything larger than a megabyte, and what is there. */
  public static void sizes(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select c.oid::regclass::text, c.reltuples::bigint, pg_table_size(c.oid), pg_indexes_size(c.oid)
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
                   and pg_total_relation_size(c.oid) > 5000000
                 order by pg_total_relation_size(c.oid) desc
                """)) {
      System.out.printf("%-32s %14s %12s %12s%n", "table", "rows", "table MB", "indexes MB");
      while (rows.next()) {
        System.out.printf(
            "%-32s %,14d %,12.0f %,12.0f%n",
            rows.getString(1), rows.getLong(2), rows.getLong(3) / 1e6, rows.getLong(4) / 1e6);
      }
    }
    System.out.printf(
        "database: %,.1f GB%n", count(owner, "select pg_database_size(current_database())") / 1e9);
    System.out.println(
        """
        left out: all but one citizen for ten households; of the steps of a dossier all but the last; evidence,
        meetings, votes, certificates, mail; groups, learning centres and what a province itself rates; long answers
        (families answer the six questions of %s)"""
            .formatted(FAMILIES));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Households, clans, units and citizens, and where they live. */
  private static final List<String> REGISTER =
      List.of(
          """
          with added as (
            insert into registry.subject (home_id, serial, kind, name, address, children, adults, workers, created_at)
            select v.area_id, s.n, 'HOUSEHOLD',
                   replace(replace(replace(:head, '{0}', (:families)[1 + (s.n * 7 + v.area_id) % 30]),
                                   '{1}', (:middles)[1 + (s.n + v.area_id) % 6]),
                           '{2}', (:given)[1 + (s.n * 5 + v.area_id * 3) % 36]),
                   replace(:group, '{0}', (1 + s.n / 25)::text),
                   (s.n + v.area_id) % 4, 1 + (s.n * 3 + v.area_id) % 4, (s.n * 3 + v.area_id) % 4,
                   timestamptz '2025-07-15 08:00'
              from bench.village v
             cross join lateral generate_series(1, v.households) as s (n)
             where v.province_id = :province
             order by v.area_id, s.n
            returning home_id, subject_id)
          insert into registry.residence (home_id, subject_id, kind, valid, area_id)
          select home_id, subject_id, 'HOUSEHOLD', daterange(:since, null), home_id from added
          """,
          """
          with added as (
            insert into registry.subject (home_id, serial, kind, name, created_at)
            select v.area_id, v.households + n.n, 'CLAN', (:families)[1 + (n.n * 11 + v.area_id) % 30] || ' ' || n.n || :mark,
                   timestamptz '2025-07-15 08:00'
              from bench.village v cross join generate_series(1, 3) as n (n)
             where v.province_id = :province
            returning home_id, subject_id),
          known as (
            insert into registry.clan (home_id, subject_id, households)
            select home_id, subject_id, 20 from added)
          insert into registry.residence (home_id, subject_id, kind, valid, area_id)
          select home_id, subject_id, 'CLAN', daterange(:since, null), home_id from added
          """,
          """
          with added as (
            insert into registry.subject (home_id, serial, kind, name, created_at)
            select o.commune_id, 1 + n.n, 'UNIT', 'Sample ' || n.n || :mark, timestamptz '2025-07-15 08:00'
              from bench.office o cross join generate_series(1, 3) as n (n)
             where o.province_id = :province
            returning home_id, subject_id, serial),
          known as (
            insert into registry.unit (home_id, subject_id, unit_kind, managing_level, school, staff, learners)
            select home_id, subject_id, (array['SCHOOL', 'AGENCY', 'COOPERATIVE'])[serial - 1], 'COMMUNE', serial = 2, 20,
                   case when serial = 2 then 240 end
              from added)
          insert into registry.residence (home_id, subject_id, kind, valid, area_id)
          select home_id, subject_id, 'UNIT', daterange(:since, null), home_id from added
          """,
          """
          with living as materialized (
            select h.home_id, h.subject_id as household_id, h.serial, h.name, v.households, uuidv7() as id
              from bench.village v
              join registry.subject h on h.home_id = v.area_id and h.kind = 'HOUSEHOLD' and h.serial % 10 = 0
             where v.province_id = :province),
          added as (
            insert into registry.subject (home_id, subject_id, serial, kind, name, created_at)
            select home_id, id, households + 3 + serial / 10, 'CITIZEN', name, timestamptz '2025-07-15 08:00' from living),
          born as (
            insert into registry.citizen (home_id, subject_id, birth_year, sex, labour_group)
            select home_id, id, 1955 + (serial * 11 + home_id) % 48, case when serial % 20 = 0 then 'FEMALE' else 'MALE' end,
                   case (serial / 10) % 10 when 7 then 'WORKER' when 8 then 'OFFICIAL' when 9 then 'OFFICIAL' when 6 then 'LEARNER'
                     else 'FARMER' end
              from living),
          agreed as (
            insert into registry.consent (home_id, subject_id, text_version, how, given_on, recorded_at, recorded_name)
            select home_id, id, 1, 'PAPER', :since, timestamptz '2025-07-15 08:00', 'bench' from living),
          belonging as (
            insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
            select home_id, id, 'LIVES_IN', home_id, household_id, daterange(:since, null) from living)
          insert into registry.residence (home_id, subject_id, kind, valid, area_id)
          select home_id, id, 'CITIZEN', daterange(:since, null), home_id from living
          """);

  /**
   * Dossiers of both years with the step that brought them where they are, decisions and titles.
   * How far a commune is and how well a province does differs by its number.
   */
  private static final List<String> DOSSIERS =
      List.of(
          """
          create temporary table made on commit drop as
          with c as materialized (
            select campaign_id, model, level, form, set_id, year, status = 'CLOSED' as closed, opened_at,
                   make_date(year, 12, 1) - case when status = 'CLOSED' then 0 else 22 end as decided_on
              from recognition.campaign
             where area_id = :province),
          rated as (
            select s.home_id, s.subject_id, s.serial, s.name, v.commune_id, 'LEARNING_FAMILY' as model, 'HOUSEHOLD' as level,
                   '' as form
              from bench.village v
              join registry.subject s on s.home_id = v.area_id and s.kind = 'HOUSEHOLD'
             where v.province_id = :province
            union all
            select s.home_id, s.subject_id, s.serial, s.name, h.commune_id, k.model,
                   coalesce(k.level, case when h.village then 'VILLAGE' else 'COMMUNE' end), coalesce(z.labour_group, '')
              from (select area_id, commune_id, true as village from bench.village where province_id = :province
                    union all
                    select commune_id, commune_id, false from bench.office where province_id = :province) h
              join registry.subject s on s.home_id = h.area_id and s.kind <> 'HOUSEHOLD'
              join (values ('CLAN', 'LEARNING_CLAN', 'CLAN'), ('CITIZEN', 'LEARNING_CITIZEN', 'PERSON'),
                           ('UNIT', 'LEARNING_UNIT', 'COMMUNE'), ('COMMUNITY', 'LEARNING_COMMUNITY', null),
                           ('PROGRAMME', 'LEARNING_SOCIETY', null)) as k (kind, model, level) on k.kind = s.kind
              left join registry.citizen z on z.home_id = s.home_id and z.subject_id = s.subject_id)
          select r.home_id, r.subject_id, r.name, r.commune_id, c.campaign_id, c.set_id, c.opened_at, c.decided_on,
                 uuidv7() as dossier_id, x.h % 4 as place,
                 case
                   when c.closed then
                     case when x.h < 40 then 'LISTED' when x.h < 140 + :province * 37 % 150 + r.commune_id % 60 then 'APPROVED'
                       else 'RECOGNISED' end
                   when r.commune_id % 19 = 0 then 'LISTED'
                   when r.home_id % 7 = 0 then 'LISTED'
                   when r.home_id % 7 = 1 and x.h < 300 then 'SCORING'
                   when r.home_id % 7 = 1 then 'SCORED'
                   when r.home_id % 7 = 2 then 'SENT'
                   when r.home_id % 7 = 3 and x.h < 90 then 'RETURNED'
                   when x.h < 50 + :province * 13 % 40 then 'LISTED'
                   when x.h < 150 + :province * 37 % 130 + r.commune_id % 60 then 'APPROVED'
                   when r.home_id % 7 = 4 then 'APPROVED'
                   else 'RECOGNISED' end as stage,
                 case when c.closed then x.h >= 140 + :province * 37 % 150 + r.commune_id % 60
                   else x.h >= 150 + :province * 37 % 130 + r.commune_id % 60 end as achieved
            from rated r
            join c on c.model = r.model and c.level = r.level and c.form = r.form
           cross join lateral (
             select (hashint8(r.home_id::bigint * 1000003 + r.serial * 31 + c.year) & 2147483647) % 1000 as h) x
          """,
          """
          insert into recognition.dossier
            (home_id, dossier_id, campaign_id, subject_id, area_then, area_now, stage, outcome, total, answers, facts, rating,
             scored_at, sent_at, appraised_by, returned_reason, decision_id, signed_by)
          select m.home_id, m.dossier_id, m.campaign_id, m.subject_id, m.home_id, m.home_id, m.stage,
                 case when v.set_id is null then null when m.achieved then 'ACHIEVED' else 'NOT_ACHIEVED' end, v.total,
                 coalesce(v.answers, '{}'), coalesce(v.facts, '{}'), v.rating,
                 case when v.set_id is not null then m.opened_at + interval '20 days' end,
                 case when m.stage in ('SENT', 'RETURNED', 'APPROVED', 'RECOGNISED') then m.opened_at + interval '40 days' end,
                 case when m.stage in ('APPROVED', 'RECOGNISED') then a.appraiser end,
                 case when m.stage = 'RETURNED' then 'sample' end,
                 case when m.stage = 'RECOGNISED' then a.decision_id end,
                 case when m.stage = 'RECOGNISED' then a.chair end
            from made m
            join bench.act a on a.commune_id = m.commune_id and a.campaign_id = m.campaign_id
            left join bench.variant v on v.set_id = m.set_id and v.achieved = m.achieved and v.place = m.place
             and m.stage not in ('LISTED', 'SCORING')
          """,
          """
          insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
          select m.home_id, m.dossier_id,
                 case m.stage when 'SENT' then a.sent_id when 'RETURNED' then a.returned_id when 'APPROVED' then a.approved_id
                   else a.recognised_id end,
                 case m.stage when 'SENT' then 'SCORED' when 'RECOGNISED' then 'APPROVED' else 'SENT' end, m.stage
            from made m
            join bench.act a on a.commune_id = m.commune_id and a.campaign_id = m.campaign_id
           where m.stage in ('SENT', 'RETURNED', 'APPROVED', 'RECOGNISED')
          """,
          """
          create temporary table gathered on commit drop as
          select commune_id, campaign_id, stage, min(opened_at) as opened_at, min(decided_on) as decided_on, count(*)::integer as dossiers
            from made
           where stage in ('SENT', 'RETURNED', 'APPROVED', 'RECOGNISED')
           group by 1, 2, 3
          """,
          """
          insert into recognition.step (step_id, campaign_id, area_id, event, at, account_id, person_id, actor, dossiers, decision_id)
          select case g.stage when 'SENT' then a.sent_id when 'RETURNED' then a.returned_id when 'APPROVED' then a.approved_id
                   else a.recognised_id end,
                 g.campaign_id, g.commune_id,
                 case g.stage when 'SENT' then 'SEND' when 'RETURNED' then 'GIVE_BACK' when 'APPROVED' then 'APPROVE'
                   else 'RECOGNISE' end,
                 g.opened_at + interval '40 days', a.account, a.appraiser, 'Sample appraiser', g.dossiers,
                 case when g.stage = 'RECOGNISED' then a.decision_id end
            from gathered g
            join bench.act a on a.commune_id = g.commune_id and a.campaign_id = g.campaign_id
          """,
          """
          insert into recognition.decision
            (decision_id, campaign_id, area_id, issuer, issuer_key, number, decided_on, signer_id, signer_name, signer_title,
             recorded_at, recorded_by, recorded_name, recognised)
          select a.decision_id, g.campaign_id, g.commune_id, 'Sample issuer', recognition.issuer_key('Sample issuer'),
                 a.number || '/QD', g.decided_on, a.chair, 'Sample chair', 'Sample', g.decided_on + time '16:00', a.appraiser,
                 'Sample appraiser', g.dossiers
            from gathered g
            join bench.act a on a.commune_id = g.commune_id and a.campaign_id = g.campaign_id
           where g.stage = 'RECOGNISED'
          """,
          """
          insert into recognition.title
            (home_id, dossier_id, campaign_id, subject_id, decision_id, name, rating, valid_from, valid_until)
          select m.home_id, m.dossier_id, m.campaign_id, m.subject_id, a.decision_id, m.name, coalesce(v.rating, 'ACHIEVED'),
                 m.decided_on, m.decided_on + 365
            from made m
            join bench.act a on a.commune_id = m.commune_id and a.campaign_id = m.campaign_id
            left join bench.variant v on v.set_id = m.set_id and v.achieved and v.place = m.place
           where m.stage = 'RECOGNISED'
          """);
}
