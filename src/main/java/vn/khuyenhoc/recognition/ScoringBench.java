package vn.khuyenhoc.recognition;

import static vn.khuyenhoc.platform.BenchSql.number;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Computed;
import vn.khuyenhoc.criteria.CriteriaSet.Criterion;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSet.Step;
import vn.khuyenhoc.criteria.CriteriaSet.ValueBand;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.platform.database.BenchOwner;
import vn.khuyenhoc.recognition.DossierStream.Read;
import vn.khuyenhoc.registry.Persons;

/**
 * Scoring everything of a province by a set with computed indicators: reading the answers,
 * gathering what is known of every household, computing and scoring; nothing is written back. And
 * what one decision on citizens costs with the families that follow it.
 */
@Component
class ScoringBench implements Bench {

  private static final int ROUNDS = 5;
  private static final int THREADS = 2;
  private static final int BATCH = 4_000;
  private static final int DECIDED = 5_000;
  private static final int YEAR = 2026;
  private static final String GROUP = "FARMER";

  private final Samples samples;
  private final Areas areas;
  private final CriteriaSets sets;
  private final CampaignTable campaigns;
  private final DossierStream stream;
  private final Recognition recognition;
  private final Persons persons;
  private final TransactionTemplate reading;
  private final Clock clock;
  private final BenchOwner owner;

  ScoringBench(
      Samples samples,
      Areas areas,
      CriteriaSets sets,
      CampaignTable campaigns,
      DossierStream stream,
      Recognition recognition,
      Persons persons,
      PlatformTransactionManager transactions,
      Clock clock,
      BenchOwner owner) {
    this.samples = samples;
    this.areas = areas;
    this.sets = sets;
    this.campaigns = campaigns;
    this.stream = stream;
    this.recognition = recognition;
    this.persons = persons;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.clock = clock;
    this.owner = owner;
  }

  @Override
  public String name() {
    return "scoring";
  }

  @Override
  public List<Figure> measure(String scale) {
    Actor operator = Actor.operator("bench", areas.nation().id());
    samples.load("province", operator, 20);
    int province = areas.byCode(AreaLevel.PROVINCE, "14").orElseThrow().id();
    CriteriaSet families = families(operator);
    CriteriaSet citizens = citizens(operator);
    try (Connection owner = this.owner.connect()) {
      people(owner);
      LocalDate due = LocalDate.now(clock).plusDays(20);
      int ofCitizens = open(operator, province, citizens, due);
      int ofFamilies = open(operator, province, families, due);
      int commune = begin(owner, ofCitizens, ofFamilies, operator);
      System.out.printf(
          "%,d families, %,d citizens in households, %,d of them recognised%n",
          number(
              owner, "select count(*) from recognition.dossier where campaign_id = " + ofFamilies),
          number(owner, "select count(*) from registry.membership where role = 'LIVES_IN'"),
          number(
              owner,
              "select count(*) from recognition.dossier where stage = 'RECOGNISED' and campaign_id = "
                  + ofCitizens));
      Campaign campaign = campaigns.byId(ofFamilies).orElseThrow();
      explain(owner, campaign, UsedFacts.of(families));
      double whole = scored(campaign, families);
      double decided = decision(operator, ofCitizens, commune);
      return List.of(
          Figure.atMost("households_300k_s", whole, 10),
          Figure.told("decide_5000_citizens_s", decided));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private int open(Actor operator, int province, CriteriaSet set, LocalDate due) {
    return recognition
        .openCampaign(operator, new Recognition.OpenCampaign(YEAR, province, set.id(), due))
        .orThrow();
  }

  /** The built-in set of families with two indicators more, both computed. */
  private CriteriaSet families(Actor operator) {
    CriteriaSet base = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    List<Criterion> criteria = new ArrayList<>(base.criteria());
    criteria.add(
        new Criterion(
            "9",
            "bench",
            null,
            false,
            "",
            List.of(
                computed("9.1", "share(learning_citizens, citizens)"),
                computed("9.2", "share(learning_citizens, adults)"))));
    CriteriaSet set = base.copy("bench-families", "14", base.id(), 99, "bench");
    return kept(
        operator,
        new CriteriaSet(
            set.id(),
            set.model(),
            set.level(),
            set.form(),
            set.province(),
            set.basedOn(),
            set.issuer(),
            set.version(),
            set.title(),
            set.basis(),
            set.period(),
            set.sample(),
            set.engine(),
            set.notApplicable(),
            set.notApplicableVerified(),
            set.notApplicableSource(),
            null,
            set.pass(),
            set.ratings(),
            criteria));
  }

  private CriteriaSet citizens(Actor operator) {
    CriteriaSet base = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    Indicator asked =
        new Indicator(
            "1.1",
            "bench",
            "bench",
            "",
            "",
            BigDecimal.TEN,
            "",
            null,
            false,
            "",
            List.of(new Step(BigDecimal.TEN, "10"), new Step(BigDecimal.ZERO, "0")),
            null);
    return kept(
        operator,
        new CriteriaSet(
            "bench-citizens",
            vn.khuyenhoc.criteria.LearningModel.LEARNING_CITIZEN,
            vn.khuyenhoc.criteria.ModelLevel.PERSON,
            GROUP,
            "14",
            "",
            base.issuer(),
            99,
            "bench",
            "bench",
            "",
            true,
            base.engine(),
            base.notApplicable(),
            false,
            "",
            null,
            CriteriaSet.Pass.from(BigDecimal.TEN),
            List.of(),
            List.of(new Criterion("1", "bench", null, false, "", List.of(asked)))));
  }

  private static Indicator computed(String id, String formula) {
    return new Indicator(
        id,
        "bench",
        "bench",
        "",
        "",
        BigDecimal.valueOf(5),
        "",
        null,
        false,
        "",
        List.of(
            new Step(BigDecimal.valueOf(5), "5"),
            new Step(BigDecimal.valueOf(3), "3"),
            new Step(BigDecimal.ZERO, "0")),
        new Computed(
            formula,
            "%",
            List.of(
                new ValueBand(BigDecimal.valueOf(90), null, BigDecimal.valueOf(5)),
                new ValueBand(BigDecimal.valueOf(50), null, BigDecimal.valueOf(3)),
                new ValueBand(BigDecimal.ZERO, null, BigDecimal.ZERO))));
  }

  private CriteriaSet kept(Actor operator, CriteriaSet set) {
    sets.load(operator, set, LocalDate.of(YEAR - 1, 1, 1), null, false, false).orThrow();
    return sets.byId(set.id());
  }

  /** Two citizens in every household. */
  private static void people(Connection owner) throws SQLException {
    execute(
        owner,
        """
        create temporary table born as
        select h.home_id, uuidv7() as subject_id, 500000 + h.serial * 4 + n as serial, h.household_id, r.area_id,
               h.head || ' ' || n as name
          from registry.household h
          join registry.residence r on r.home_id = h.home_id and r.subject_id = h.household_id and upper_inf(r.valid)
         cross join generate_series(1, 2) n;
        insert into registry.subject (home_id, subject_id, serial, name, kind, created_at)
        select home_id, subject_id, serial, name, 'CITIZEN', now() from born order by home_id, serial;
        insert into registry.citizen (home_id, subject_id, birth_year, labour_group)
        select home_id, subject_id, 1980, 'FARMER' from born order by home_id, serial;
        insert into registry.residence (home_id, subject_id, kind, valid, area_id)
        select home_id, subject_id, 'CITIZEN', daterange('2025-07-01', null), area_id from born order by home_id, serial;
        insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
        select home_id, subject_id, 'LIVES_IN', home_id, household_id, daterange('2025-07-01', null)
          from born order by home_id, serial;
        drop table born;
        vacuum analyze registry.subject, registry.residence, registry.citizen, registry.membership
        """);
  }

  /**
   * Most citizens recognised, some thousand of one commune approved; every family scored and sent.
   */
  private int begin(Connection owner, int ofCitizens, int ofFamilies, Actor operator)
      throws SQLException {
    int commune =
        number(
            owner,
            "select area_id from recognition.tally where level = 3 and basis = 1 and campaign_id = "
                + ofCitizens
                + " and roll >= "
                + DECIDED
                + " order by area_id limit 1");
    UUID scorer = persons.findOrAdd(commune, "Bench Scorer", "", operator);
    UUID appraiser = persons.findOrAdd(commune, "Bench Appraiser", "", operator);
    UUID signer = persons.findOrAdd(commune, "Bench Signer", "", operator);
    execute(
        owner,
        """
        insert into recognition.decision (campaign_id, area_id, issuer, number, decided_on, signer_id, signer_name,
          signer_title, recorded_at, recorded_by, recorded_name, recognised)
        select %1$d, %2$d, 'bench', '1', date '2026-01-02', '%5$s', 'bench', 'bench', now(), '%4$s', 'bench', 1;
        update recognition.dossier d
           set stage = case when c.here then 'APPROVED' else 'RECOGNISED' end, outcome = 'ACHIEVED', rating = 'ACHIEVED',
               total = 10, answers = '{"1.1": 10}', scored_by = array['%3$s'::uuid], scored_at = now(), sent_at = now(),
               appraised_by = '%4$s',
               decision_id = case when not c.here then (select decision_id from recognition.decision limit 1) end,
               signed_by = case when not c.here then '%5$s'::uuid end
          from (select x.home_id, x.dossier_id,
                       exists (select from areas.ancestor a where a.area_id = x.area_now and a.ancestor_id = %2$d) as here,
                       row_number() over (partition by x.area_now order by x.home_id, x.dossier_id) as place
                  from recognition.dossier x where x.campaign_id = %1$d) c
         where d.home_id = c.home_id and d.dossier_id = c.dossier_id and (c.here or c.place %% 5 < 3);
        update recognition.dossier d
           set stage = 'SENT', outcome = 'NOT_ACHIEVED', total = 0, scored_by = array['%3$s'::uuid],
               scored_at = now(), sent_at = now(),
               answers = (select jsonb_object_agg(i ->> 'id', (i -> 'steps' -> 0 ->> 'points')::numeric)
                            from criteria.criteria_set s, jsonb_path_query(s.content, '$.criteria[*].indicators[*]') i
                           where s.set_id = 'bench-families' and coalesce(i ->> 'computed', '') = '')
         where d.campaign_id = %6$d;
        vacuum analyze recognition.dossier, recognition.tally
        """
            .formatted(ofCitizens, commune, scorer, appraiser, signer, ofFamilies));
    return commune;
  }

  private static void explain(Connection owner, Campaign campaign, Set<String> used)
      throws SQLException {
    String sql =
        DossierStream.statement(campaign, used, true)
            .replace(":campaign", String.valueOf(campaign.id()))
            .replace(":stages", "'{SENT}'")
            .replace(":everywhere", "true")
            .replace(":above", "'{}'")
            .replace(
                ":citizens",
                "(select array_agg(campaign_id) from recognition.campaign where model = 'LEARNING_CITIZEN')")
            .replace(":families", "'{}'");
    try (Statement statement = owner.createStatement();
        ResultSet plan = statement.executeQuery("explain " + sql)) {
      System.out.println("the statement's plan:");
      while (plan.next()) {
        System.out.println("  " + plan.getString(1));
      }
    }
  }

  /** What one round found, so that nothing is left out as unneeded. */
  private record Round(double seconds, int dossiers, int achieved) {}

  private double scored(Campaign campaign, CriteriaSet set) {
    double[] whole = new double[ROUNDS];
    double[] read = new double[ROUNDS];
    Round last = new Round(0, 0, 0);
    round(campaign, set, true);
    for (int i = 0; i < ROUNDS; i++) {
      read[i] = round(campaign, set, false).seconds();
      last = round(campaign, set, true);
      whole[i] = last.seconds();
    }
    System.out.printf(
        "%,d families read, computed and scored in %.2f s (p95 %.2f), of which reading with all facts takes %.2f s;"
            + " %,d achieve%n",
        last.dossiers(),
        Bench.at(whole, 0.5),
        Bench.at(whole, 0.95),
        Bench.at(read, 0.5),
        last.achieved());
    return Bench.at(whole, 0.5);
  }

  private Round round(Campaign campaign, CriteriaSet set, boolean score) {
    Scoring.Plan plan = Scoring.plan(set);
    AtomicLong achieved = new AtomicLong();
    AtomicLong dossiers = new AtomicLong();
    long start = System.nanoTime();
    // the reader goes on while two others score, some batches ahead and no more
    Semaphore ahead = new Semaphore(THREADS * 4);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService scorers = Executors.newFixedThreadPool(THREADS)) {
      reading.executeWithoutResult(
          any -> {
            List<Read> batch = new ArrayList<>(BATCH);
            stream.each(
                campaign,
                UsedFacts.of(set),
                null,
                Set.of(Stage.SENT),
                true,
                one -> {
                  batch.add(one);
                  if (batch.size() == BATCH) {
                    running.add(submit(scorers, ahead, plan, List.copyOf(batch), score, achieved));
                    dossiers.addAndGet(batch.size());
                    batch.clear();
                  }
                });
            running.add(submit(scorers, ahead, plan, List.copyOf(batch), score, achieved));
            dossiers.addAndGet(batch.size());
          });
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (java.util.concurrent.ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
    return new Round((System.nanoTime() - start) / 1e9, dossiers.intValue(), achieved.intValue());
  }

  private static Future<?> submit(
      ExecutorService scorers,
      Semaphore ahead,
      Scoring.Plan plan,
      List<Read> batch,
      boolean score,
      AtomicLong achieved) {
    ahead.acquireUninterruptibly();
    return scorers.submit(
        () -> {
          try {
            int found = 0;
            for (Read one : batch) {
              @Nullable Outcome outcome =
                  score ? plan.score(one.answers(), one.today()).outcome() : null;
              found += outcome == Outcome.ACHIEVED ? 1 : 0;
            }
            achieved.addAndGet(found);
          } finally {
            ahead.release();
          }
        });
  }

  /** One decision on citizens, durable, with every family of theirs computed anew. */
  private double decision(Actor operator, int campaign, int commune) {
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
                    "2",
                    LocalDate.now(clock),
                    "Bench Signer",
                    "bench",
                    Selection.all()))
            .orThrow();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "one decision on %,d citizens, with their families computed anew: %.2f s%n",
        decided.recognised(), seconds);
    return seconds * DECIDED / Math.max(1, decided.recognised());
  }

  private static void execute(Connection owner, String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      for (String one : sql.split(";\\s*\\n")) {
        statement.execute(one);
      }
    }
  }
}
