package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.BuiltInCriteria;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSet.Indicator;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.recognition.Recognition.Recognise;
import vn.khuyenhoc.recognition.SampleTable.Placed;
import vn.khuyenhoc.recognition.SampleTable.SampleStep;
import vn.khuyenhoc.registry.Persons;

/**
 * Sample campaigns of Sơn La: 2025, closed, and 2026, in the middle of the work. Who scores,
 * appraises and signs is named a sample; what a household gets depends on its number alone, so that
 * every installation shows the same.
 */
@Component
class SampleCampaigns implements Sample {

  private static final long SEED = 448;

  private static final int THREADS = 2;

  /** The commune of the sample accounts: something waits there for each of them. */
  private static final String SHOWN_COMMUNE = "03721";

  private final Recognition recognition;
  private final SampleTable table;
  private final CampaignTable campaigns;
  private final DecisionTable decisions;
  private final TitleTable titles;
  private final Areas areas;
  private final CriteriaSets sets;
  private final Persons persons;
  private final Journal journal;
  private final Locks locks;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Texts texts;

  SampleCampaigns(
      Recognition recognition,
      SampleTable table,
      CampaignTable campaigns,
      DecisionTable decisions,
      TitleTable titles,
      Areas areas,
      CriteriaSets sets,
      Persons persons,
      Journal journal,
      Locks locks,
      TransactionTemplate transactions,
      Clock clock,
      Languages languages) {
    this.recognition = recognition;
    this.table = table;
    this.campaigns = campaigns;
    this.decisions = decisions;
    this.titles = titles;
    this.areas = areas;
    this.sets = sets;
    this.persons = persons;
    this.journal = journal;
    this.locks = locks;
    this.transactions = transactions;
    this.clock = clock;
    this.texts = languages.vietnamese();
  }

  @Override
  public int place() {
    return 40;
  }

  @Override
  public void loadOnce(String scale, Actor operator) {
    areas
        .byCode(AreaLevel.PROVINCE, "14")
        .ifPresent(
            province -> {
              if (!scale.equals("province")) {
                lastYear(province.id(), operator);
              }
              thisYear(province.id(), SHOWN_COMMUNE, operator);
            });
  }

  /** Where a commune is in its work. */
  enum Progress {
    /** Everything appraised and decided, but for stragglers. */
    DONE,
    /** Some villages decided, some approved, some waiting, some not sent. */
    HALF,
    /** All villages sent, nothing appraised. */
    SENT,
    /** Nothing sent. */
    NOT_REPORTED
  }

  /** The campaign of 2025: over and closed. */
  void lastYear(int provinceId, Actor operator) {
    load(
        new Year(2025, day(2025, 8, 4), day(2025, 12, 1), day(2026, 1, 15)),
        provinceId,
        "",
        operator);
  }

  /** The campaign of 2026: most communes done, some in the middle, two not heard of. */
  void thisYear(int provinceId, String shownCommune, Actor operator) {
    load(
        new Year(2026, day(2026, 3, 2), day(2026, 11, 9), null),
        provinceId,
        shownCommune,
        operator);
  }

  /** The days of one year's campaign; none lies in the future. */
  private record Year(int year, LocalDate opened, LocalDate decided, @Nullable LocalDate closed) {}

  private LocalDate day(int year, int month, int day) {
    LocalDate date = LocalDate.of(year, month, day);
    LocalDate today = LocalDate.now(clock);
    return date.isAfter(today) ? today : date;
  }

  private Instant at(LocalDate day, int hour) {
    Instant moment = day.atTime(LocalTime.of(hour, 0)).atZone(clock.getZone()).toInstant();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return moment.isAfter(now) ? now : moment;
  }

  /** One transaction for the roll and one a commune; what was interrupted goes on next time. */
  private void load(Year year, int provinceId, String shownCommune, Actor operator) {
    if (table.foreign(provinceId, year.year())) {
      return;
    }
    Map.Entry<Integer, Boolean> campaign =
        table
            .campaign(provinceId, year.year())
            .orElseGet(() -> Map.entry(open(year, provinceId, operator), true));
    if (!campaign.getValue()) {
      return;
    }
    int id = campaign.getKey();
    table.measure();
    CriteriaSet set = sets.byId(BuiltInCriteria.LEARNING_FAMILY);
    List<Area> communes =
        areas.below(List.of(provinceId), AreaLevel.COMMUNE).stream()
            .sorted(Comparator.comparing(Area::code))
            .toList();
    LocalDate closed = year.closed();
    List<Future<?>> loading = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int i = 0; i < communes.size(); i++) {
        Area commune = communes.get(i);
        Progress progress =
            closed != null
                ? Progress.DONE
                : commune.code().equals(shownCommune) ? Progress.HALF : progress(i);
        loading.add(
            threads.submit(
                () ->
                    Acting.as(
                        operator,
                        () -> load(in(commune, year), id, set, commune, progress, operator))));
      }
      for (Future<?> one : loading) {
        one.get();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
    if (closed != null) {
      transactions.executeWithoutResult(
          status -> recognition.close(operator, id, at(closed, 17)).orThrow());
    }
  }

  /** The commune of the sample accounts decided earlier last year: its titles have expired. */
  private Year in(Area commune, Year year) {
    return year.closed() != null && commune.code().equals(SHOWN_COMMUNE)
        ? new Year(year.year(), year.opened(), day(year.year(), 11, 10), year.closed())
        : year;
  }

  private boolean load(
      Year year, int campaign, CriteriaSet set, Area commune, Progress progress, Actor operator) {
    if (table.begun(campaign, commune.id())) {
      return false;
    }
    transactions.executeWithoutResult(
        status -> {
          locks.communes(List.of(commune.id()));
          new CommuneSample(year, campaign, set, commune, progress).load(operator);
        });
    return true;
  }

  private int open(Year year, int provinceId, Actor operator) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              int id =
                  recognition
                      .open(
                          operator,
                          new OpenCampaign(
                              year.year(),
                              provinceId,
                              BuiltInCriteria.LEARNING_FAMILY,
                              LocalDate.of(year.year(), 12, 15)),
                          at(year.opened(), 8),
                          year.opened())
                      .orThrow();
              journal.write(
                  operator,
                  "campaign.sample",
                  "campaign/" + id,
                  provinceId,
                  Map.of("year", year.year()));
              return id;
            }));
  }

  private static Progress progress(int index) {
    return switch (index) {
      case 17, 52 -> Progress.NOT_REPORTED;
      case 38 -> Progress.SENT;
      default -> index % 9 == 4 ? Progress.HALF : Progress.DONE;
    };
  }

  /** One commune in one campaign. */
  private final class CommuneSample {
    private final Year year;
    private final int campaign;
    private final CriteriaSet set;
    private final Area commune;
    private final Progress progress;
    private final List<Placed> placed = new ArrayList<>();
    private final Map<Integer, Map<Stage, List<DossierKey>>> byVillage = new LinkedHashMap<>();

    CommuneSample(Year year, int campaign, CriteriaSet set, Area commune, Progress progress) {
      this.year = year;
      this.campaign = campaign;
      this.set = set;
      this.commune = commune;
      this.progress = progress;
    }

    void load(Actor operator) {
      List<SampleTable.Listed> listed = table.listed(campaign, commune.id());
      if (listed.isEmpty()) {
        return;
      }
      List<Area> villages = areas.children(commune.id());
      Map<Integer, Integer> places = new HashMap<>();
      Map<Integer, UUID> kept = table.persons(commune.id());
      Map<Integer, UUID> scorers = new HashMap<>();
      for (Area village : villages) {
        places.put(village.id(), places.size());
        scorers.put(
            village.id(),
            kept.computeIfAbsent(
                village.id(),
                id ->
                    persons.findOrAdd(
                        id,
                        texts.t("sample.scorer", village.name()),
                        texts.t("sample.scorer-position"),
                        operator)));
      }
      UUID appraiser =
          persons.findOrAdd(
              commune.id(),
              texts.t("sample.appraiser", commune.name()),
              texts.t("sample.appraiser-position"),
              operator);
      Recognise wanted = decision();
      UUID signer =
          persons.findOrAdd(commune.id(), wanted.signerName(), wanted.signerTitle(), operator);
      UUID decision = Ids.next();
      for (SampleTable.Listed one : listed) {
        int village = one.row().villageId();
        place(
            one,
            places.getOrDefault(village, 0),
            scorers.getOrDefault(village, appraiser),
            appraiser,
            decision,
            signer);
      }
      if (placed.isEmpty()) {
        return;
      }
      Map<UUID, String> names = table.names(commune.id());
      long recognised = placed.stream().filter(one -> one.stage() == Stage.RECOGNISED).count();
      if (recognised > 0
          && !decisions.add(
              decision,
              wanted,
              year.decided(),
              signer,
              (int) recognised,
              at(year.decided(), 16),
              appraiser,
              names.getOrDefault(appraiser, "?"))) {
        throw new IllegalStateException("sample decision of " + commune.name() + " twice");
      }
      table.place(placed);
      titles.give(
          decision,
          year.decided(),
          campaigns
              .byId(campaign)
              .orElseThrow()
              .procedure()
              .content()
              .validity()
              .until(year.decided()));
      table.answered(placed, names);
      table.steps(campaign, steps(scorers, appraiser, decision), names);
    }

    private Recognise decision() {
      String name =
          commune.name().substring(0, 1).toLowerCase(Locale.ROOT) + commune.name().substring(1);
      return new Recognise(
          campaign,
          commune.id(),
          texts.t("sample.issuer", name),
          texts.t("sample.number", "01"),
          year.decided(),
          texts.t("sample.signer", commune.name()),
          texts.t("sample.signer-title"),
          Selection.all());
    }

    private void place(
        SampleTable.Listed one,
        int villagePlace,
        UUID scorer,
        UUID appraiser,
        UUID decision,
        UUID signer) {
      SplittableRandom random =
          new SplittableRandom(
              SEED + one.row().key().homeId() * 1_000_003L + one.serial() * 31L + year.year());
      Stage aim = aim(villagePlace, random);
      if (aim == Stage.LISTED) {
        return;
      }
      Map<String, @Nullable BigDecimal> answers = answers(one.row(), random);
      boolean part = aim == Stage.SCORING;
      if (part) {
        answers.keySet().removeIf(id -> id.compareTo("3") >= 0);
      }
      DossierRow row = DossierRules.score(set, one.row(), answers, part, "").orThrow().after();
      if (row.stage() == Stage.LISTED || row.stage() == Stage.SCORED && part) {
        return;
      }
      Stage stage =
          aim == Stage.RECOGNISED && row.outcome() == Outcome.NOT_ACHIEVED ? Stage.APPROVED : aim;
      boolean sent = stage == Stage.RETURNED || stage.ordinal() >= Stage.SENT.ordinal();
      boolean approved = stage == Stage.APPROVED || stage == Stage.RECOGNISED;
      boolean recognised = stage == Stage.RECOGNISED;
      boolean returned = stage == Stage.RETURNED;
      placed.add(
          new Placed(
              row,
              stage,
              scorer,
              at(scoredOn(), 9 + random.nextInt(8)),
              sent ? at(sentOn(), 10) : null,
              approved ? appraiser : null,
              recognised ? decision : null,
              recognised ? signer : null,
              returned ? texts.t("sample.reason") : null,
              returned ? set.indicators().getLast().id() : null));
      byVillage
          .computeIfAbsent(row.villageId(), id -> new EnumMap<>(Stage.class))
          .computeIfAbsent(stage, any -> new ArrayList<>())
          .add(row.key());
    }

    private LocalDate scoredOn() {
      return later(year.opened(), year.decided().minusDays(30));
    }

    private LocalDate sentOn() {
      return later(year.opened(), year.decided().minusDays(20));
    }

    private LocalDate appraisedOn() {
      return later(year.opened(), year.decided().minusDays(10));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
      return one.isAfter(other) ? one : other;
    }

    /** The stage that a dossier is to come to, by where its village is. */
    private Stage aim(int village, SplittableRandom random) {
      int chance = random.nextInt(1000);
      return switch (progress) {
        case NOT_REPORTED -> Stage.LISTED;
        case SENT -> Stage.SENT;
        case DONE ->
            year.closed() != null
                ? (chance < 40 ? Stage.LISTED : Stage.RECOGNISED)
                : chance < 8
                    ? Stage.RETURNED
                    : chance < 25 ? Stage.LISTED : chance < 40 ? Stage.SENT : Stage.RECOGNISED;
        case HALF ->
            switch (village % 10) {
              case 0 ->
                  chance < 120
                      ? Stage.RETURNED
                      : chance < 300 ? Stage.SCORED : chance < 420 ? Stage.SCORING : Stage.LISTED;
              case 1 -> Stage.LISTED;
              case 2, 3 -> Stage.SENT;
              case 4 -> Stage.APPROVED;
              case 5 -> chance < 500 ? Stage.SCORED : chance < 600 ? Stage.SCORING : Stage.LISTED;
              default -> Stage.RECOGNISED;
            };
      };
    }

    /** Most households do well; one in ten does not. */
    private Map<String, @Nullable BigDecimal> answers(DossierRow row, SplittableRandom random) {
      Map<String, @Nullable BigDecimal> answers = new HashMap<>();
      boolean weak = random.nextInt(100) < 9;
      for (Indicator indicator : set.indicators()) {
        if (!set.asks(indicator, row.facts())) {
          continue;
        }
        int last = indicator.steps().size() - 1;
        int chance = random.nextInt(100);
        int step =
            weak
                ? (chance < 40 ? 0 : chance < 75 ? 1 : last)
                : (chance < 80 ? 0 : chance < 98 ? 1 : last);
        answers.put(indicator.id(), indicator.steps().get(Math.min(step, last)).points());
      }
      return answers;
    }

    /**
     * What happened on the way: a village sends at once, a commune appraises and decides at once.
     */
    private List<SampleStep> steps(Map<Integer, UUID> scorers, UUID appraiser, UUID decision) {
      List<SampleStep> steps = new ArrayList<>();
      List<DossierKey> approved = new ArrayList<>();
      List<DossierKey> recognised = new ArrayList<>();
      List<DossierKey> returned = new ArrayList<>();
      byVillage.forEach(
          (village, stages) -> {
            List<DossierKey> sent = new ArrayList<>();
            stages.forEach(
                (stage, keys) -> {
                  switch (stage) {
                    case RECOGNISED -> {
                      recognised.addAll(keys);
                      approved.addAll(keys);
                      sent.addAll(keys);
                    }
                    case APPROVED -> {
                      approved.addAll(keys);
                      sent.addAll(keys);
                    }
                    case RETURNED -> {
                      returned.addAll(keys);
                      sent.addAll(keys);
                    }
                    case SENT -> sent.addAll(keys);
                    default -> {
                      // still with the village
                    }
                  }
                });
            add(
                steps,
                village,
                DossierEvent.SEND,
                Stage.SCORED,
                at(sentOn(), 10),
                scorers.getOrDefault(village, appraiser),
                "",
                null,
                sent);
          });
      add(
          steps,
          commune.id(),
          DossierEvent.GIVE_BACK,
          Stage.SENT,
          at(appraisedOn(), 10),
          appraiser,
          texts.t("sample.reason"),
          null,
          returned);
      add(
          steps,
          commune.id(),
          DossierEvent.APPROVE,
          Stage.SENT,
          at(appraisedOn(), 15),
          appraiser,
          "",
          null,
          approved);
      add(
          steps,
          commune.id(),
          DossierEvent.RECOGNISE,
          Stage.APPROVED,
          at(year.decided(), 16),
          appraiser,
          "",
          decision,
          recognised);
      return steps;
    }

    private static void add(
        List<SampleStep> steps,
        int areaId,
        DossierEvent event,
        Stage from,
        Instant at,
        UUID person,
        String reason,
        @Nullable UUID decisionId,
        List<DossierKey> keys) {
      if (!keys.isEmpty()) {
        steps.add(
            new SampleStep(Ids.next(), areaId, event, from, at, person, reason, decisionId, keys));
      }
    }
  }
}
