package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.recognition.DossierTable.Chosen;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.DossierTable.NewStep;
import vn.khuyenhoc.registry.Persons;

/**
 * Everything that can be done in the recognition procedure. Every command asks for the right, locks
 * the communes it writes to, and looks only then whether the campaign is still open.
 */
@Service
public class Recognition {

  /** The only model that is recognised here. */
  public static final String LEARNING_FAMILY = "LEARNING_FAMILY";

  private static final int NAMES_SHOWN = 5;

  private final CampaignTable campaigns;
  private final DossierTable dossiers;
  private final RollTable roll;
  private final Areas areas;
  private final CriteriaSets sets;
  private final Persons persons;
  private final Locks locks;
  private final StepTable steps;
  private final Journal journal;
  private final Clock clock;

  Recognition(
      CampaignTable campaigns,
      DossierTable dossiers,
      StepTable steps,
      RollTable roll,
      Areas areas,
      CriteriaSets sets,
      Persons persons,
      Locks locks,
      Journal journal,
      Clock clock) {
    this.campaigns = campaigns;
    this.dossiers = dossiers;
    this.steps = steps;
    this.roll = roll;
    this.areas = areas;
    this.sets = sets;
    this.persons = persons;
    this.locks = locks;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * A campaign to be opened.
   *
   * @param year the assessment year
   * @param provinceId for which province
   * @param setId by which criteria set
   * @param dueOn the day by which villages send to the commune
   */
  public record OpenCampaign(int year, int provinceId, String setId, LocalDate dueOn) {}

  /**
   * Opens the campaign of the learning family for a province and puts every active household on its
   * roll. Fields of problems: {@code year}, {@code provinceId}, {@code setId}, {@code dueOn}.
   *
   * @return the campaign's number
   */
  @Transactional
  public Result<Integer> openCampaign(Actor actor, OpenCampaign wanted) {
    return open(actor, wanted, now(), today());
  }

  /** As {@link #openCampaign}, as if the day were another: for samples of past years. */
  Result<Integer> open(Actor actor, OpenCampaign wanted, Instant at, LocalDate today) {
    locks.tree();
    areas.require(actor, Right.CAMPAIGN_OPEN, wanted.provinceId());
    Area province = areas.byId(wanted.provinceId());
    if (province.level() != AreaLevel.PROVINCE) {
      return Result.refused(Problem.at("provinceId", RecognitionProblem.NOT_A_PROVINCE));
    }
    locks.communes(roll.communes(province.id()));
    List<Problem> problems =
        new ArrayList<>(DossierRules.openingProblems(wanted.year(), wanted.dueOn(), today));
    if (campaigns.exists(LEARNING_FAMILY, wanted.year(), province.id())) {
      problems.add(existing(wanted, province));
    }
    if (sets
        .inForce(LearningModel.LEARNING_FAMILY, ModelLevel.HOUSEHOLD, "", province.id(), today)
        .stream()
        .noneMatch(set -> set.id().equals(wanted.setId()))) {
      problems.add(Problem.at("setId", RecognitionProblem.SET_NOT_IN_FORCE));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Optional<Integer> added =
        campaigns.add(
            LEARNING_FAMILY,
            wanted.year(),
            province.id(),
            wanted.setId(),
            wanted.dueOn(),
            LocalDate.of(wanted.year(), 12, 31),
            at,
            actor.accountId());
    if (added.isEmpty()) {
      return Result.refused(existing(wanted, province));
    }
    int id = added.get();
    int listed = roll.list(id);
    roll.opened(Ids.next(), id, province.id(), at, actor, listed);
    journal.write(
        actor,
        "campaign.open",
        subject(id),
        province.id(),
        Map.of(
            "year", wanted.year(),
            "set", wanted.setId(),
            "due", wanted.dueOn().toString(),
            "listed", listed));
    return Result.ok(id);
  }

  private static Problem existing(OpenCampaign wanted, Area province) {
    return Problem.at(
        "year", RecognitionProblem.CAMPAIGN_EXISTS, String.valueOf(wanted.year()), province.name());
  }

  /**
   * What a campaign ended with.
   *
   * @param campaignId which
   * @param tally the province's figures, now for good
   */
  public record Closed(int campaignId, Tally tally) {
    /** How many dossiers never came to an end: not approved, not recognised. */
    public int leftOpen() {
      return tally.roll() - tally.recognised() - tally.notAchieved();
    }
  }

  /**
   * Closes a campaign for good: no more scores, appraisals and decisions, and later changes of the
   * register do not touch its roll. "As it was" means the tree on its reference date from now on.
   */
  @Transactional
  public Result<Closed> closeCampaign(Actor actor, int campaignId) {
    return close(actor, campaignId, now());
  }

  Result<Closed> close(Actor actor, int campaignId, Instant at) {
    locks.tree();
    Campaign seen = campaigns.byId(campaignId).orElseThrow(() -> missing(campaignId));
    int province = areas.standing(seen.provinceId());
    areas.require(actor, Right.CAMPAIGN_OPEN, province);
    locks.communes(
        Stream.concat(roll.communes(province).stream(), roll.counting(campaignId).stream())
            .toList());
    Campaign campaign = campaigns.byId(campaignId).orElseThrow(() -> missing(campaignId));
    Instant closedAt = campaign.closedAt();
    if (closedAt != null) {
      return Result.refused(
          Problem.of(RecognitionProblem.CLOSED_ALREADY, String.valueOf(campaign.year()), closedAt));
    }
    campaigns.close(campaignId, at);
    Closed closed = new Closed(campaignId, campaigns.total(campaignId));
    journal.write(
        actor,
        "campaign.close",
        subject(campaignId),
        campaign.provinceId(),
        Map.of("roll", closed.tally().roll(), "leftOpen", closed.leftOpen()));
    return Result.ok(closed);
  }

  /**
   * What a dossier came to.
   *
   * @param key which
   * @param version to be named by the next change
   * @param stage where it stands now
   * @param outcome achieved or not; null while answers are missing
   * @param total points; null while answers are missing
   * @param missing the indicators without an answer, in order
   */
  public record Scored(
      DossierKey key,
      int version,
      Stage stage,
      @Nullable Outcome outcome,
      @Nullable BigDecimal total,
      List<String> missing) {}

  /**
   * Gives, changes or clears answers of one dossier. A problem's field is the indicator.
   *
   * @param version the version that was looked at; another one is refused, unless nothing changes
   * @param answers points by indicator; a null value clears the answer; indicators not named stay
   * @param part whether answers may still be missing (one question a page); otherwise the dossier
   *     is declared complete, and a returned one looked through
   */
  @Transactional
  public Result<Scored> score(
      Actor actor,
      DossierKey key,
      int version,
      Map<String, @Nullable BigDecimal> answers,
      boolean part) {
    return score(actor, key, version, answers, part, null);
  }

  /**
   * As {@link #score(Actor, DossierKey, int, Map, boolean)}, typed in from paper.
   *
   * @param scorer who gave the scores on the paper, a person of the commune; null: the actor
   */
  @Transactional
  public Result<Scored> score(
      Actor actor,
      DossierKey key,
      int version,
      Map<String, @Nullable BigDecimal> answers,
      boolean part,
      @Nullable UUID scorer) {
    locks.tree();
    DossierTable.Place place = dossiers.place(key).orElseThrow(() -> missing(key));
    areas.require(actor, Right.DOSSIER_SCORE, place.villageId());
    locks.communes(List.of(place.communeId()));
    Campaign campaign = campaigns.byId(place.campaignId()).orElseThrow();
    Result<UUID> person = scoringPerson(actor, campaign, place.communeId(), scorer);
    if (!(person instanceof Result.Ok<UUID> by)) {
      return Result.refused(person.problems());
    }
    DossierRow row = dossiers.row(key).orElseThrow(() -> missing(key));
    if (row.villageId() != place.villageId()) {
      return Result.refused(stale(row));
    }
    CriteriaSet set = sets.byId(campaign.setId());
    Result<DossierRow.Scored> result = DossierRules.score(set, row, answers, part, "");
    if (!(result instanceof Result.Ok<DossierRow.Scored> ok)) {
      return Result.refused(result.problems());
    }
    DossierRow.Scored scored = ok.value();
    if (!scored.changed()) {
      return Result.ok(answer(set, row, row.version()));
    }
    if (row.version() != version) {
      return Result.refused(stale(row));
    }
    dossiers.writeScores(List.of(scored), by.value(), actor, now());
    Map<String, Object> details = new HashMap<>();
    details.put("stage", scored.after().stage().name());
    details.put("changes", scored.changes().size());
    details.put("scorer", by.value().toString());
    journal.write(actor, "dossier.score", subject(key), row.villageId(), details);
    return Result.ok(answer(set, scored.after(), row.version() + 1));
  }

  /** Clears one answer. */
  @Transactional
  public Result<Scored> clear(Actor actor, DossierKey key, int version, String indicatorId) {
    Map<String, @Nullable BigDecimal> nothing = new HashMap<>();
    nothing.put(indicatorId, null);
    return score(actor, key, version, nothing, true, null);
  }

  private static Scored answer(CriteriaSet set, DossierRow row, int version) {
    return new Scored(
        row.key(),
        version,
        row.stage(),
        row.outcome(),
        row.total(),
        vn.khuyenhoc.criteria.Scoring.assess(set, row.answers(), row.facts()).missing());
  }

  /**
   * One household of a grid.
   *
   * @param key which
   * @param version the version that was looked at
   * @param answers points by indicator; a null value clears the answer; indicators not named stay
   * @param seen the points that were looked at, by indicator. Where somebody else saved in between,
   *     only answers whose points are not those any more are refused; null refuses any change of
   *     another version
   */
  public record GridRow(
      DossierKey key,
      int version,
      Map<String, @Nullable BigDecimal> answers,
      @Nullable Map<String, @Nullable BigDecimal> seen) {

    /** A row of which only the version is known, not what was looked at. */
    public GridRow(DossierKey key, int version, Map<String, @Nullable BigDecimal> answers) {
      this(key, version, answers, null);
    }

    private boolean overwrites(DossierRow row, Map<String, @Nullable BigDecimal> different) {
      return row.version() != version
          && (seen == null
              || different.keySet().stream()
                  .anyMatch(id -> !same(row.answers().get(id), seen.get(id))));
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
      return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }

    /** The field that problems of one cell name: {@code 512/0190…:2.1}. */
    public String field(String indicatorId) {
      return key.text() + ":" + indicatorId;
    }
  }

  /**
   * What a grid came to.
   *
   * @param changed households with a change
   * @param complete of all rows given, those with every answer
   * @param incomplete of all rows given, those with answers missing
   */
  public record GridSaved(int changed, int complete, int incomplete) {}

  /**
   * Scores many households of a village at once; all or nothing. A problem's field is {@link
   * GridRow#field} of the cell, or the dossier's {@link DossierKey#text} for a whole row.
   */
  @Transactional
  public Result<GridSaved> scoreGrid(
      Actor actor, int campaignId, int villageId, List<GridRow> rows) {
    return scoreGrid(actor, campaignId, villageId, rows, null);
  }

  /**
   * As {@link #scoreGrid(Actor, int, int, List)}, typed in from paper.
   *
   * @param scorer who gave the scores on the paper, a person of the commune; null: the actor
   */
  @Transactional
  public Result<GridSaved> scoreGrid(
      Actor actor, int campaignId, int villageId, List<GridRow> rows, @Nullable UUID scorer) {
    locks.tree();
    areas.require(actor, Right.DOSSIER_SCORE, villageId);
    int communeId = commune(villageId);
    locks.communes(List.of(communeId));
    Campaign campaign = campaigns.at(campaignId, villageId).orElseThrow(() -> missing(campaignId));
    Result<UUID> person = scoringPerson(actor, campaign, communeId, scorer);
    if (!(person instanceof Result.Ok<UUID> by)) {
      return Result.refused(person.problems());
    }
    CriteriaSet set = sets.byId(campaign.setId());
    Map<DossierKey, DossierRow> present =
        dossiers.rows(campaignId, villageId, rows.stream().map(GridRow::key).toList()).stream()
            .collect(Collectors.toMap(DossierRow::key, row -> row, (first, same) -> first));
    List<Problem> problems = new ArrayList<>();
    List<DossierRow.Scored> changed = new ArrayList<>();
    int complete = 0;
    for (GridRow given : rows) {
      DossierRow row = present.get(given.key());
      if (row == null) {
        problems.add(Problem.at(given.key().text(), RecognitionProblem.NOT_IN_VILLAGE));
        continue;
      }
      Map<String, @Nullable BigDecimal> different = new HashMap<>();
      given
          .answers()
          .forEach(
              (id, points) -> {
                if (!GridRow.same(row.answers().get(id), points)) {
                  different.put(id, points);
                }
              });
      // one that is being scored may have become complete by a change of its household
      if (different.isEmpty() && row.stage() != Stage.RETURNED && row.stage() != Stage.SCORING) {
        complete += row.outcome() == null ? 0 : 1;
        continue;
      }
      Problem closed = DossierRules.closedToVillage(row);
      if (closed != null) {
        problems.add(new Problem(closed.code(), given.key().text(), closed.arguments()));
        continue;
      }
      Result<DossierRow.Scored> result =
          DossierRules.score(
              set,
              row,
              row.stage() == Stage.RETURNED ? given.answers() : different,
              true,
              given.key().text() + ":");
      problems.addAll(result.problems());
      boolean changes =
          !(result instanceof Result.Ok<DossierRow.Scored> done) || done.value().changed();
      if (changes && given.overwrites(row, different)) {
        Problem stale = stale(row);
        problems.add(new Problem(stale.code(), given.key().text(), stale.arguments()));
      }
      if (result instanceof Result.Ok<DossierRow.Scored> ok && ok.value().changed()) {
        changed.add(ok.value());
        complete += ok.value().after().stage() == Stage.SCORED ? 1 : 0;
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (!changed.isEmpty()) {
      dossiers.writeScores(changed, by.value(), actor, now());
      journal.write(
          actor,
          "dossier.score-grid",
          subject(campaignId) + "/village/" + villageId,
          villageId,
          Map.of("changed", changed.size(), "scorer", by.value().toString()));
    }
    return Result.ok(new GridSaved(changed.size(), complete, rows.size() - complete));
  }

  /**
   * What {@link #scoreGrid(Actor, int, int, List)} would refuse in these rows, without saving any:
   * for a page that has problems of its own to tell besides.
   */
  @Transactional
  public List<Problem> gridProblems(
      Actor actor, int campaignId, int villageId, List<GridRow> rows) {
    Result<GridSaved> tried = scoreGrid(actor, campaignId, villageId, rows);
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return tried.problems();
  }

  /** Who answers for scores given now, after the campaign was found open. */
  private Result<UUID> scoringPerson(
      Actor actor, Campaign campaign, int communeId, @Nullable UUID scorer) {
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    if (scorer != null) {
      return dossiers.actsIn(scorer, communeId)
          ? Result.ok(scorer)
          : Result.refused(Problem.at("scorer", RecognitionProblem.UNKNOWN_SCORER));
    }
    UUID own = actor.personId();
    return own == null ? Result.refused(Problem.of(RecognitionProblem.NO_PERSON)) : Result.ok(own);
  }

  /**
   * What sending a village came to.
   *
   * @param stepId the reference to show and to print; null where numbers of persons had changed and
   *     nothing was left to send
   * @param sent how many were sent
   * @param achieved how many of those achieved
   * @param notScored how many of the village are still to be scored
   * @param returnedLeft how many that the commune gave back are still with the village
   * @param incomplete heads of households that were scored, but whose numbers of persons changed
   *     since, so that a question is open again
   */
  public record Sent(
      @Nullable UUID stepId,
      int sent,
      int achieved,
      int notScored,
      int returnedLeft,
      List<String> incomplete) {}

  /**
   * Sends every scored dossier of a village to the commune, achieved or not. The rest can be sent
   * later. Outcomes are computed anew with the household's numbers of today, which are kept with
   * the dossier from now on.
   */
  @Transactional
  public Result<Sent> sendVillage(Actor actor, int campaignId, int villageId) {
    return sendVillage(actor, campaignId, villageId, Ids.next());
  }

  /**
   * As {@link #sendVillage(Actor, int, int)}.
   *
   * @param reference the number it is to have, made before it is asked for: asking again with the
   *     same one sends nothing more and answers with what was sent
   */
  @Transactional
  public Result<Sent> sendVillage(Actor actor, int campaignId, int villageId, UUID reference) {
    locks.tree();
    areas.require(actor, Right.DOSSIER_SCORE, villageId);
    locks.communes(List.of(commune(villageId)));
    Campaign campaign = campaigns.at(campaignId, villageId).orElseThrow(() -> missing(campaignId));
    Optional<SentStep> before = steps.byId(reference);
    if (before
        .filter(one -> one.campaignId() == campaignId && one.areaId() == villageId)
        .isPresent()) {
      Tally left = dossiers.villageTally(campaignId, villageId);
      return Result.ok(
          new Sent(
              reference,
              before.get().dossiers(),
              steps.achieved(reference),
              left.listed() + left.scoring(),
              left.returned(),
              List.of()));
    }
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    CriteriaSet set = sets.byId(campaign.setId());
    Map<Boolean, List<DossierRow>> rows =
        dossiers.inStage(campaignId, villageId, Stage.SCORED).stream()
            .map(row -> DossierRules.beforeSending(set, row))
            .collect(Collectors.partitioningBy(row -> row.stage() == Stage.SENT));
    List<DossierRow> ready = List.copyOf(rows.getOrDefault(true, List.of()));
    List<DossierRow> incomplete = List.copyOf(rows.getOrDefault(false, List.of()));
    if (ready.isEmpty() && incomplete.isEmpty()) {
      return Result.refused(Problem.of(RecognitionProblem.NOTHING_TO_SEND));
    }
    Instant at = now();
    UUID stepId = null;
    Done done = new Done(0, 0);
    if (!ready.isEmpty()) {
      stepId = before.isPresent() ? Ids.next() : reference;
      done =
          dossiers.send(
              step(stepId, campaignId, villageId, DossierEvent.SEND, at, actor, ""), ready);
    }
    if (!incomplete.isEmpty()) {
      dossiers.reopen(
          step(Ids.next(), campaignId, villageId, DossierEvent.SCORE, at, actor, ""), incomplete);
    }
    Tally left = dossiers.villageTally(campaignId, villageId);
    Map<String, Object> details = new HashMap<>();
    details.put("sent", done.dossiers());
    details.put("achieved", done.achieved());
    details.put("incomplete", incomplete.size());
    details.put("step", String.valueOf(stepId));
    journal.write(
        actor, "dossier.send", subject(campaignId) + "/village/" + villageId, villageId, details);
    return Result.ok(
        new Sent(
            stepId,
            done.dossiers(),
            done.achieved(),
            left.listed() + left.scoring(),
            left.returned(),
            incomplete.stream().map(DossierRow::head).toList()));
  }

  /**
   * What an approval came to.
   *
   * @param stepId its reference
   * @param approved how many were approved
   * @param achieved those that can be recognised now
   * @param notAchieved those that end here
   */
  public record Approved(UUID stepId, int approved, int achieved, int notAchieved) {}

  /**
   * Approves what villages of a commune sent. Refused where the actor scored in one of the
   * villages: nobody appraises a village they scored in.
   */
  @Transactional
  public Result<Approved> approve(Actor actor, int campaignId, int communeId, Selection which) {
    locks.tree();
    areas.require(actor, Right.DOSSIER_APPRAISE, communeId);
    locks.communes(List.of(communeId));
    Campaign campaign = campaigns.at(campaignId, communeId).orElseThrow(() -> missing(campaignId));
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    UUID person = actor.personId();
    if (person == null) {
      return Result.refused(Problem.of(RecognitionProblem.NO_PERSON));
    }
    Set<Stage> from = DossierLifecycle.from(DossierEvent.APPROVE);
    List<Problem> problems =
        fitting(
            campaignId,
            communeId,
            which,
            from,
            false,
            RecognitionProblem.NOTHING_TO_APPROVE,
            RecognitionProblem.NOT_WAITING);
    for (DossierTable.ScoredIn in : dossiers.scoredIn(campaignId, communeId, which, from, person)) {
      problems.add(Problem.of(RecognitionProblem.APPRAISER_SCORED, in.village(), in.dossiers()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    UUID stepId = Ids.next();
    Done done =
        dossiers.approve(
            step(stepId, campaignId, communeId, DossierEvent.APPROVE, now(), actor, ""),
            communeId,
            which,
            person);
    journal.write(
        actor,
        "dossier.approve",
        subject(campaignId) + "/commune/" + communeId,
        communeId,
        Map.of(
            "approved", done.dossiers(),
            "achieved", done.achieved(),
            "step", stepId.toString()));
    return Result.ok(new Approved(stepId, done.dossiers(), done.achieved(), done.notAchieved()));
  }

  /**
   * What giving back came to.
   *
   * @param stepId its reference
   * @param returned how many went back to their villages
   */
  public record GivenBack(UUID stepId, int returned) {}

  /**
   * Gives dossiers back to their villages, sent or approved ones. Fields of problems: {@code
   * reason}, {@code indicators}, {@code dossiers}.
   *
   * @param reason what is to be put right, shown to the volunteer; at least five letters
   * @param indicatorIds what the village may change; none means everything
   */
  @Transactional
  public Result<GivenBack> giveBack(
      Actor actor,
      int campaignId,
      int communeId,
      List<DossierKey> which,
      String reason,
      List<String> indicatorIds) {
    locks.tree();
    areas.require(actor, Right.DOSSIER_APPRAISE, communeId);
    locks.communes(List.of(communeId));
    Campaign campaign = campaigns.at(campaignId, communeId).orElseThrow(() -> missing(campaignId));
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    if (why.codePoints().filter(Character::isLetter).count() < DossierRules.LEAST_REASON) {
      problems.add(
          Problem.at("reason", RecognitionProblem.REASON_TOO_SHORT, DossierRules.LEAST_REASON));
    }
    tooLong(problems, "reason", why);
    CriteriaSet set = sets.byId(campaign.setId());
    List<String> indicators = indicatorIds.stream().distinct().toList();
    for (String id : indicators) {
      if (set.indicator(id).isEmpty()) {
        problems.add(Problem.at("indicators", RecognitionProblem.UNKNOWN_INDICATOR, id));
      }
    }
    problems.addAll(
        fitting(
            campaignId,
            communeId,
            Selection.these(which),
            DossierLifecycle.from(DossierEvent.GIVE_BACK),
            false,
            RecognitionProblem.NOTHING_CHOSEN,
            RecognitionProblem.NOT_RETURNABLE));
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    UUID stepId = Ids.next();
    Done done =
        dossiers.giveBack(
            step(stepId, campaignId, communeId, DossierEvent.GIVE_BACK, now(), actor, why),
            communeId,
            which,
            indicators);
    journal.write(
        actor,
        "dossier.give-back",
        subject(campaignId) + "/commune/" + communeId,
        communeId,
        Map.of(
            "returned",
            done.dossiers(),
            "reason",
            why,
            "indicators",
            indicators,
            "step",
            stepId.toString()));
    return Result.ok(new GivenBack(stepId, done.dossiers()));
  }

  /**
   * A recognition decision to be recorded.
   *
   * @param campaignId of which campaign
   * @param communeId for which commune
   * @param issuer who issued it: "UBND xã Thuận Châu"
   * @param number as the office's register has it: "12/QĐ-UBND"
   * @param decidedOn its date; null where none was given
   * @param signerName who signed
   * @param signerTitle as what: "Chủ tịch"
   * @param which which dossiers; all means every approved and achieved one
   */
  public record Recognise(
      int campaignId,
      int communeId,
      String issuer,
      String number,
      @Nullable LocalDate decidedOn,
      String signerName,
      String signerTitle,
      Selection which) {

    Recognise clean() {
      return new Recognise(
          campaignId,
          communeId,
          VietnameseText.clean(issuer),
          VietnameseText.clean(number),
          decidedOn,
          VietnameseText.clean(signerName),
          VietnameseText.clean(signerTitle),
          which);
    }
  }

  /**
   * What a decision came to.
   *
   * @param decisionId which
   * @param recognised how many households
   */
  public record Decided(UUID decisionId, int recognised) {}

  /**
   * Records a decision that recognises approved and achieved dossiers in bulk. The signer is a
   * person of the commune, the same as any of that name, and is refused where they scored. Fields
   * of problems: {@code issuer}, {@code number}, {@code decidedOn}, {@code signerName}, {@code
   * signerTitle}.
   */
  @Transactional
  public Result<Decided> recognise(Actor actor, Recognise wanted) {
    return recognise(actor, wanted, Ids.next());
  }

  /**
   * As {@link #recognise(Actor, Recognise)}.
   *
   * @param decisionId the decision's key, made before it is asked for: asking again with the same
   *     one records nothing more and answers with what it recorded
   */
  @Transactional
  public Result<Decided> recognise(Actor actor, Recognise wanted, UUID decisionId) {
    return recognise(actor, wanted, decisionId, now(), today());
  }

  Result<Decided> recognise(Actor actor, Recognise given, Instant at, LocalDate today) {
    return recognise(actor, given, Ids.next(), at, today);
  }

  private Result<Decided> recognise(
      Actor actor, Recognise given, UUID decisionId, Instant at, LocalDate today) {
    Recognise wanted = given.clean();
    int campaignId = wanted.campaignId();
    int communeId = wanted.communeId();
    locks.tree();
    areas.require(actor, Right.DECISION_RECORD, communeId);
    locks.communes(List.of(communeId));
    Decision recorded = campaigns.decision(decisionId).orElse(null);
    if (recorded != null
        && recorded.communeId() == communeId
        && recorded.campaignId() == campaignId) {
      return Result.ok(new Decided(decisionId, recorded.recognised()));
    }
    Campaign campaign = campaigns.at(campaignId, communeId).orElseThrow(() -> missing(campaignId));
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    UUID recorder = actor.personId();
    if (recorder == null) {
      return Result.refused(Problem.of(RecognitionProblem.NO_PERSON));
    }
    Set<Stage> from = DossierLifecycle.from(DossierEvent.RECOGNISE);
    Chosen chosen = dossiers.count(campaignId, communeId, wanted.which(), from);
    List<Problem> problems = decisionProblems(wanted, campaign, chosen, today);
    LocalDate decidedOn = wanted.decidedOn();
    if (wanted.which() instanceof Selection.AllBut all) {
      if (chosen.achieved() == 0) {
        problems.add(Problem.of(RecognitionProblem.NOTHING_TO_RECOGNISE));
      } else {
        unchanged(problems, all, chosen.achieved());
      }
    } else if (wanted.which() instanceof Selection.These these) {
      if (these.keys().isEmpty()) {
        problems.add(Problem.of(RecognitionProblem.NOTHING_CHOSEN));
      } else if (chosen.achieved() < these.keys().size()) {
        problems.add(
            named(
                RecognitionProblem.NOT_RECOGNISABLE,
                dossiers.misfits(campaignId, communeId, these.keys(), from, true)));
      }
    }
    if (!wanted.signerName().isEmpty()) {
      UUID signer = persons.findOrAdd(communeId, wanted.signerName(), wanted.signerTitle(), actor);
      if (signer.equals(recorder)) {
        problems.add(
            Problem.at("signerName", RecognitionProblem.SIGNER_RECORDS, wanted.signerName()));
      }
      int scored =
          dossiers.scoredBy(
              campaignId, communeId, wanted.which(), from, signer, wanted.signerName());
      if (scored > 0) {
        problems.add(
            Problem.at(
                "signerName", RecognitionProblem.SIGNER_SCORED, wanted.signerName(), scored));
      }
      if (problems.isEmpty() && decidedOn != null) {
        return record(
            actor,
            recorded == null ? decisionId : Ids.next(),
            wanted,
            decidedOn,
            signer,
            chosen.achieved(),
            at,
            recorder);
      }
    }
    // whoever was named as signer is not kept either
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return Result.refused(problems);
  }

  private List<Problem> decisionProblems(
      Recognise wanted, Campaign campaign, Chosen chosen, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    needed(problems, "issuer", wanted.issuer(), RecognitionProblem.ISSUER_MISSING);
    needed(problems, "number", wanted.number(), RecognitionProblem.NUMBER_MISSING);
    LocalDate decidedOn = wanted.decidedOn();
    if (decidedOn == null) {
      problems.add(Problem.at("decidedOn", RecognitionProblem.DATE_MISSING));
    } else {
      Instant last = chosen.lastSent();
      LocalDate earliest = DossierTable.day(last == null ? campaign.openedAt() : last);
      if (decidedOn.isAfter(today)) {
        problems.add(Problem.at("decidedOn", RecognitionProblem.DATE_IN_FUTURE, today));
      } else if (decidedOn.isBefore(earliest)) {
        problems.add(Problem.at("decidedOn", RecognitionProblem.DATE_TOO_EARLY, earliest));
      }
      if (!wanted.issuer().isEmpty()
          && !wanted.number().isEmpty()
          && campaigns.numberTaken(
              wanted.communeId(), wanted.issuer(), wanted.number(), decidedOn.getYear())) {
        problems.add(numberTaken(wanted, decidedOn));
      }
    }
    needed(problems, "signerName", wanted.signerName(), RecognitionProblem.SIGNER_MISSING);
    needed(problems, "signerTitle", wanted.signerTitle(), RecognitionProblem.SIGNER_TITLE_MISSING);
    return problems;
  }

  private Result<Decided> record(
      Actor actor,
      UUID id,
      Recognise wanted,
      LocalDate decidedOn,
      UUID signer,
      int recognised,
      Instant at,
      UUID recorder) {
    if (!campaigns.addDecision(
        id,
        wanted.campaignId(),
        wanted.communeId(),
        wanted,
        decidedOn,
        signer,
        recognised,
        at,
        recorder,
        actor.name())) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return Result.refused(numberTaken(wanted, decidedOn));
    }
    Done done =
        dossiers.recognise(
            new NewStep(
                Ids.next(),
                wanted.campaignId(),
                wanted.communeId(),
                DossierEvent.RECOGNISE,
                at,
                actor,
                "",
                id),
            wanted.communeId(),
            wanted.which(),
            signer);
    journal.write(
        actor,
        "decision.record",
        "decision/" + id,
        wanted.communeId(),
        new TreeMap<>(
            Map.of(
                "campaign", wanted.campaignId(),
                "issuer", wanted.issuer(),
                "number", wanted.number(),
                "decidedOn", decidedOn.toString(),
                "signer", wanted.signerName(),
                "recognised", done.dossiers())));
    return Result.ok(new Decided(id, done.dossiers()));
  }

  private static Problem numberTaken(Recognise wanted, LocalDate decidedOn) {
    return Problem.at(
        "number",
        RecognitionProblem.NUMBER_TAKEN,
        wanted.number(),
        String.valueOf(decidedOn.getYear()));
  }

  /** Whether a selection finds what it means where the event needs it. */
  private List<Problem> fitting(
      int campaignId,
      int communeId,
      Selection which,
      Set<Stage> from,
      boolean achieved,
      RecognitionProblem nothing,
      RecognitionProblem misfit) {
    List<Problem> problems = new ArrayList<>();
    switch (which) {
      case Selection.These these when these.keys().isEmpty() ->
          problems.add(Problem.at("dossiers", RecognitionProblem.NOTHING_CHOSEN));
      case Selection.These these -> {
        List<String> heads = dossiers.misfits(campaignId, communeId, these.keys(), from, achieved);
        if (!heads.isEmpty()) {
          problems.add(named(misfit, heads));
        }
      }
      case Selection.AllBut all -> {
        if (dossiers.count(campaignId, communeId, all, from).dossiers() == 0) {
          problems.add(Problem.at("dossiers", nothing));
        } else if (all.seen() != null) {
          Selection seen = new Selection.AllBut(all.villageId(), List.of());
          unchanged(problems, all, dossiers.count(campaignId, communeId, seen, from).dossiers());
        }
      }
    }
    return problems;
  }

  /** What nobody looked at is not decided on. */
  private static void unchanged(List<Problem> problems, Selection.AllBut all, int present) {
    Integer seen = all.seen();
    if (seen != null && seen != present) {
      problems.add(Problem.at("dossiers", RecognitionProblem.LIST_CHANGED, seen, present));
    }
  }

  private static Problem named(RecognitionProblem code, List<String> heads) {
    String names = heads.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    return Problem.at(
        "dossiers", code, heads.size(), heads.size() > NAMES_SHOWN ? names + " …" : names);
  }

  private static void needed(
      List<Problem> problems, String field, String value, RecognitionProblem code) {
    if (value.isEmpty()) {
      problems.add(Problem.at(field, code));
    }
    tooLong(problems, field, value);
  }

  private static void tooLong(List<Problem> problems, String field, String value) {
    if (value.length() > DossierRules.MOST_LETTERS) {
      problems.add(Problem.at(field, RecognitionProblem.TOO_LONG, DossierRules.MOST_LETTERS));
    }
  }

  private Problem stale(DossierRow row) {
    return dossiers
        .lastChange(row.key())
        .map(last -> Problem.of(RecognitionProblem.STALE, row.head(), last.actor(), last.at()))
        .orElseGet(() -> Problem.of(RecognitionProblem.STALE, row.head(), "?", now()));
  }

  private static Problem closed(Campaign campaign) {
    Instant at = campaign.closedAt();
    return Problem.of(
        RecognitionProblem.CAMPAIGN_CLOSED,
        String.valueOf(campaign.year()),
        at == null ? campaign.openedAt() : at);
  }

  private int commune(int villageId) {
    return areas
        .above(villageId, AreaLevel.COMMUNE)
        .orElseThrow(() -> new NotFoundException("commune of area " + villageId))
        .id();
  }

  private static NewStep step(
      UUID id,
      int campaignId,
      int areaId,
      DossierEvent event,
      Instant at,
      Actor actor,
      String reason) {
    return new NewStep(id, campaignId, areaId, event, at, actor, reason, null);
  }

  private static String subject(int campaignId) {
    return "campaign/" + campaignId;
  }

  private static String subject(DossierKey key) {
    return "dossier/" + key.text();
  }

  private static NotFoundException missing(int campaignId) {
    return new NotFoundException("campaign " + campaignId);
  }

  private static NotFoundException missing(DossierKey key) {
    return new NotFoundException("dossier " + key.text());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
