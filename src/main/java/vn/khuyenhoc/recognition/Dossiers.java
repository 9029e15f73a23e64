package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.Assessment;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.HouseholdKey;
import vn.khuyenhoc.registry.SubjectKey;

/**
 * Everything that can be asked about campaigns, dossiers and decisions. Every question names who
 * asks: what lies outside their areas is not found.
 */
@Service
@Transactional(readOnly = true)
public class Dossiers {

  private final CampaignTable campaigns;
  private final DecisionTable decisions;
  private final DossierTable dossiers;
  private final DossierListTable lists;
  private final Areas areas;
  private final Offices offices;
  private final AreasThen then;
  private final LiveFacts facts;
  private final CriteriaSets sets;
  private final Clock clock;

  Dossiers(
      CampaignTable campaigns,
      DecisionTable decisions,
      DossierTable dossiers,
      DossierListTable lists,
      Areas areas,
      Offices offices,
      AreasThen then,
      LiveFacts facts,
      CriteriaSets sets,
      Clock clock) {
    this.campaigns = campaigns;
    this.decisions = decisions;
    this.dossiers = dossiers;
    this.lists = lists;
    this.areas = areas;
    this.offices = offices;
    this.then = then;
    this.facts = facts;
    this.sets = sets;
    this.clock = clock;
  }

  /** The campaigns of the provinces the actor works in or over, newest year first. */
  public List<Campaign> campaigns(Actor actor) {
    if (!actor.holds(Right.FIGURES_READ)) {
      throw new ForbiddenException(Right.FIGURES_READ);
    }
    return campaigns.touching(actor.areasFor(Right.FIGURES_READ));
  }

  /**
   * A campaign that concerns the actor.
   *
   * @throws NotFoundException if there is none, or it is another province's
   */
  public Campaign campaign(Actor actor, int campaignId) {
    return campaigns(actor).stream()
        .filter(campaign -> campaign.id() == campaignId)
        .findFirst()
        .orElseThrow(() -> new NotFoundException("campaign " + campaignId));
  }

  /** The campaign's figures over its whole province. */
  public Tally total(Actor actor, int campaignId) {
    return campaigns.total(campaign(actor, campaignId).id());
  }

  /** The province's communes with their figures, those within the actor's reach. */
  public List<AreaProgress> communes(Actor actor, int campaignId) {
    return communes(actor, campaignId, Basis.AS_IS);
  }

  /** As {@link #communes(Actor, int)}, through the tree of today or that of the campaign. */
  public List<AreaProgress> communes(Actor actor, int campaignId, Basis basis) {
    return progress(actor, Right.FIGURES_READ, campaignId, AreaLevel.COMMUNE, basis);
  }

  /** The villages of a commune with their figures. */
  public List<AreaProgress> villagesOf(Actor actor, int campaignId, int communeId) {
    return villagesOf(actor, campaignId, communeId, Basis.AS_IS);
  }

  /** As {@link #villagesOf(Actor, int, int)}, through the tree of today or that of the campaign. */
  public List<AreaProgress> villagesOf(Actor actor, int campaignId, int communeId, Basis basis) {
    Seen seen = require(actor, Right.DOSSIER_READ, campaignId, communeId, basis);
    return campaigns.progress(
        campaignId, List.of(communeId), AreaLevel.VILLAGE.ordinal(), basis, seen.tree().day());
  }

  /** The villages the actor may score in, with their figures. */
  public List<AreaProgress> myVillages(Actor actor, int campaignId) {
    return myVillages(actor, campaignId, Basis.AS_IS);
  }

  /** As {@link #myVillages(Actor, int)}, through the tree of today or that of the campaign. */
  public List<AreaProgress> myVillages(Actor actor, int campaignId, Basis basis) {
    return progress(actor, Right.DOSSIER_SCORE, campaignId, AreaLevel.VILLAGE, basis);
  }

  /** The areas of a level with their figures, those within the actor's reach. */
  public List<AreaProgress> areas(Actor actor, int campaignId, AreaLevel level, Basis basis) {
    return progress(actor, Right.DOSSIER_READ, campaignId, level, basis);
  }

  private List<AreaProgress> progress(
      Actor actor, Right right, int campaignId, AreaLevel level, Basis basis) {
    Campaign campaign = campaign(actor, campaignId);
    List<Integer> own = actor.areasFor(right);
    return campaigns.progress(
        campaign.id(),
        basis == Basis.AS_IS ? own : then.before(own),
        level.ordinal(),
        basis,
        campaign.treeDay(basis, LocalDate.now(clock)));
  }

  /** How many of those that belong to a village itself stand in each stage. */
  public Map<Stage, Integer> stages(Actor actor, int campaignId, int villageId) {
    areas.require(actor, Right.DOSSIER_READ, villageId);
    return dossiers.stages(at(campaignId, villageId).id(), villageId);
  }

  /** How many of those that belong to a village itself are not registered. */
  public int unregistered(Actor actor, int campaignId, int villageId) {
    areas.require(actor, Right.DOSSIER_READ, villageId);
    return dossiers.unregistered(campaignId, villageId);
  }

  /** The figures of one village. */
  public Tally village(Actor actor, int campaignId, int villageId) {
    return village(actor, campaignId, villageId, Basis.AS_IS);
  }

  /** As {@link #village(Actor, int, int)}, as it is or as it was. */
  public Tally village(Actor actor, int campaignId, int villageId, Basis basis) {
    require(actor, Right.DOSSIER_READ, campaignId, villageId, basis);
    return dossiers.villageTally(campaignId, villageId, basis);
  }

  /**
   * The dossiers of a village, by given name.
   *
   * @param query words of the head's name or the address in any order, with or without accents
   * @param stage only in this stage; null for all on the roll
   * @param page from 1; the first page where there is no such page
   */
  public Listing<DossierLine> inVillage(
      Actor actor,
      int campaignId,
      int villageId,
      String query,
      @Nullable Stage stage,
      int page,
      int size) {
    return inVillage(actor, campaignId, villageId, Basis.AS_IS, query, stage, page, size);
  }

  /** The same, of those who live there today or of those who were counted there then. */
  public Listing<DossierLine> inVillage(
      Actor actor,
      int campaignId,
      int villageId,
      Basis basis,
      String query,
      @Nullable Stage stage,
      int page,
      int size) {
    Seen seen = require(actor, Right.DOSSIER_READ, campaignId, villageId, basis);
    return lists.inVillage(campaignId, villageId, seen.tree(), query, stage, page, size);
  }

  /** The dossiers of a village as a grid, by given name, in the same order as the list. */
  public Listing<GridLine> grid(
      Actor actor, int campaignId, int villageId, String query, int page, int size) {
    areas.require(actor, Right.DOSSIER_READ, villageId);
    Campaign campaign = at(campaignId, villageId);
    CriteriaSet set = sets.byId(campaign.setId());
    Listing<DossierListTable.GridRow> rows = lists.grid(campaignId, villageId, query, page, size);
    Map<DossierKey, Facts> today =
        campaign.open()
            ? facts.of(campaign, set, rows.rows().stream().map(row -> row.line().key()).toList())
            : Map.of();
    return rows.map(
        row -> {
          Facts known = seen(campaign, row.line(), row.kept(), today);
          return new GridLine(
              row.line(),
              row.answers(),
              computed(set, row.answers(), known),
              set.indicators().stream()
                  .filter(one -> set.applies(one, known))
                  .map(CriteriaSet.Indicator::id)
                  .collect(Collectors.toUnmodifiableSet()),
              campaign.open() && !row.line().unregistered(campaign)
                  ? DossierRules.open(
                      set,
                      row.line().stage(),
                      row.answers().keySet(),
                      known,
                      row.returned(),
                      row.returnedItems())
                  : Set.of());
        });
  }

  /** What was decided stays with the facts it was decided on; everything else shows today's. */
  private static Facts seen(
      Campaign campaign, DossierLine line, Facts kept, Map<DossierKey, Facts> today) {
    return campaign.open() && line.stage() != Stage.RECOGNISED
        ? today.getOrDefault(line.key(), Facts.NONE)
        : kept;
  }

  /** The points of the indicators that are computed, as far as they are known. */
  private static Map<String, BigDecimal> computed(
      CriteriaSet set, Map<String, BigDecimal> answers, Facts known) {
    if (set.indicators().stream().allMatch(CriteriaSet.Indicator::entered)) {
      return Map.of();
    }
    Map<String, BigDecimal> points = new HashMap<>();
    for (Assessment.Line line : Scoring.assess(set, answers, known).lines()) {
      BigDecimal given = line.points();
      if (given != null
          && line.applies()
          && set.indicator(line.indicatorId()).filter(one -> !one.entered()).isPresent()) {
        points.put(line.indicatorId(), given);
      }
    }
    return points;
  }

  /**
   * A dossier with everything that belongs to it.
   *
   * @throws NotFoundException if there is none within the actor's reach
   */
  public Dossier byKey(Actor actor, DossierKey key) {
    DossierListTable.One one =
        lists.one(key).orElseThrow(() -> new NotFoundException("dossier " + key.text()));
    offices.requireReading(actor, one.line().villageId(), one.line().subject());
    Campaign campaign = campaigns.byId(one.campaignId()).orElseThrow();
    CriteriaSet set = sets.byId(campaign.setId());
    UUID decisionId = one.decisionId();
    Facts known =
        seen(
            campaign,
            one.line(),
            one.kept(),
            campaign.open() ? facts.of(campaign, set, List.of(key)) : Map.of());
    return new Dossier(
        one.line(),
        campaign,
        one.communeId(),
        one.communeName(),
        set,
        one.answers(),
        known,
        Scoring.assess(set, one.answers(), known),
        campaign.open() && !one.line().unregistered(campaign)
            ? DossierRules.open(
                set,
                one.line().stage(),
                one.answers().keySet(),
                known,
                one.line().returnedReason() != null,
                one.returnedItems())
            : Set.of(),
        one.returnedItems(),
        one.scorers(),
        one.appraiser(),
        decisionId == null ? null : decisions.byId(decisionId).orElse(null),
        one.scoredAt(),
        (one.line().villageId() == one.communeId()
                    ? one.communeName()
                    : one.line().villageName() + ", " + one.communeName())
                .equals(one.placeThen())
            ? null
            : one.placeThen());
  }

  /** What the dossier of the same subject came to the year before; empty where there was none. */
  public Optional<LastYear> lastYear(Dossier dossier) {
    return lists
        .before(dossier.line().subject(), campaigns.before(dossier.campaign()))
        .map(
            one ->
                new LastYear(
                    one.year(),
                    one.total(),
                    one.outcome(),
                    one.setId().equals(dossier.set().id()) ? one.answers() : Map.of()));
  }

  /** The dossier of somebody in a campaign, where there is one within the actor's reach. */
  public Optional<DossierKey> of(Actor actor, SubjectKey subject, int campaignId) {
    return lists
        .of(subject, campaignId)
        .filter(
            key ->
                dossiers
                    .place(key)
                    .filter(place -> areas.reaches(actor, Right.DOSSIER_READ, place.villageId()))
                    .isPresent());
  }

  /**
   * A dossier of what somebody is the head of.
   *
   * @param campaign in which campaign
   * @param line where it stands
   */
  public record Own(Campaign campaign, DossierLine line) {}

  /** The dossiers of everything the actor is the head of, this year's first. */
  public List<Own> own(Actor actor) {
    List<SubjectKey> keys =
        actor.subjects().stream()
            .map(one -> new SubjectKey(one.homeId(), one.subjectId()))
            .toList();
    if (keys.isEmpty()) {
      return List.of();
    }
    List<DossierListTable.OwnLine> lines = lists.own(keys);
    Map<Integer, Campaign> known =
        campaigns.byIds(lines.stream().map(DossierListTable.OwnLine::campaignId).toList());
    return lines.stream()
        .map(one -> new Own(Objects.requireNonNull(known.get(one.campaignId())), one.line()))
        .toList();
  }

  /** As {@link #of(Actor, SubjectKey, int)}, of a household. */
  public Optional<DossierKey> of(Actor actor, HouseholdKey household, int campaignId) {
    return of(actor, household.asSubject(), campaignId);
  }

  /**
   * The figures of what an office appraises: of a commune with its villages, of a province what
   * belongs to it itself, or to its communes where the province appraises those.
   */
  public Tally office(Actor actor, int campaignId, int officeId, Basis basis) {
    require(actor, Right.DOSSIER_READ, campaignId, officeId, basis);
    return campaigns.office(campaignId, officeId, basis);
  }

  /** Open campaigns that count something of an area itself, each with its figures there. */
  public List<CampaignHere> here(Actor actor, int areaId) {
    areas.require(actor, Right.DOSSIER_READ, areaId);
    return campaigns.here(areaId);
  }

  /** Everything that happened to a dossier, newest first. */
  public List<HistoryEntry> history(Actor actor, DossierKey key) {
    require(actor, key);
    return lists.history(key);
  }

  /**
   * The next dossier of a village that waits for scores: in the list's order after this one, then
   * from its beginning.
   *
   * @param after the one just scored; null for the first
   */
  public Optional<DossierKey> next(
      Actor actor, int campaignId, int villageId, @Nullable DossierKey after) {
    areas.require(actor, Right.DOSSIER_READ, villageId);
    Campaign campaign = at(campaignId, villageId);
    return lists.next(
        campaign.id(), villageId, after, campaign.steps().contains(StepKind.REGISTRATION));
  }

  /**
   * How many dossiers of an office stand in the stages that figures tell not apart: after the
   * meeting, after the notice, approved, agreed to by the council. A stage that the procedure has
   * not is left out. No tally knows these, nor which of them have a draft, so the dossiers of the
   * one office are read.
   */
  public Map<Stage, StageCount> apart(Actor actor, int campaignId, int communeId, Basis basis) {
    Seen seen = require(actor, Right.DOSSIER_APPRAISE, campaignId, communeId, basis);
    Set<StepKind> steps = seen.campaign().steps();
    Map<Stage, StageCount> counts = new EnumMap<>(Stage.class);
    counts.put(Stage.APPROVED, StageCount.NONE);
    if (steps.contains(StepKind.VILLAGE_MEETING)) {
      counts.put(Stage.MET, StageCount.NONE);
    }
    if (steps.contains(StepKind.PUBLIC_NOTICE)) {
      counts.put(Stage.POSTED, StageCount.NONE);
    }
    if (steps.contains(StepKind.COUNCIL)) {
      counts.put(Stage.AGREED, StageCount.NONE);
    }
    counts.putAll(lists.standing(campaignId, communeId, seen.tree(), List.copyOf(counts.keySet())));
    return counts;
  }

  /** A commune's dossiers by village and given name, with what is worth a closer look. */
  public Listing<QueueLine> queue(
      Actor actor, int campaignId, int communeId, QueueFilter filter, int page, int size) {
    return queue(actor, campaignId, communeId, Basis.AS_IS, filter, page, size);
  }

  /** The same, of those who live there today or of those who were counted there then. */
  public Listing<QueueLine> queue(
      Actor actor,
      int campaignId,
      int communeId,
      Basis basis,
      QueueFilter filter,
      int page,
      int size) {
    Seen seen = require(actor, Right.DOSSIER_APPRAISE, campaignId, communeId, basis);
    return lists.queue(
        campaignId,
        campaigns.before(seen.campaign()),
        communeId,
        seen.tree(),
        filter,
        basis == Basis.AS_IS
            ? lists.alike(campaignId, communeId, DossierRules.ALIKE_FROM)
            : List.of(),
        DossierRules.FAR_POINTS,
        page,
        size);
  }

  /**
   * What an office can decide on now and no draft has, by village; the office itself for what
   * belongs to none.
   */
  public List<ReadyVillage> ready(Actor actor, int campaignId, int officeId) {
    Seen seen = require(actor, Right.DECISION_RECORD, campaignId, officeId, Basis.AS_IS);
    return dossiers
        .ready(
            campaignId,
            officeId,
            DossierLifecycle.from(DossierEvent.RECOGNISE, seen.campaign().steps()))
        .stream()
        .map(one -> new ReadyVillage(one.villageId(), one.village(), one.dossiers()))
        .toList();
  }

  /** A decision within the actor's reach, or of an area that went into one within it. */
  public Decision decision(Actor actor, UUID id) {
    Decision decision =
        decisions.byId(id).orElseThrow(() -> new NotFoundException("decision " + id));
    then.require(actor, Right.DOSSIER_READ, decision.communeId(), decision.namedOn());
    return decision;
  }

  /** The households that a decision recognises, by village and given name. */
  public Listing<DossierLine> decided(Actor actor, UUID decisionId, int page, int size) {
    return decided(actor, decisionId, Basis.AS_IS, page, size);
  }

  /** The same, by the villages of today or by those of the campaign's tree. */
  public Listing<DossierLine> decided(
      Actor actor, UUID decisionId, Basis basis, int page, int size) {
    Decision decision = decision(actor, decisionId);
    return lists.decided(
        decision.id(), null, tree(campaign(actor, decision.campaignId()), basis), page, size);
  }

  /**
   * The decisions of a campaign for an area, what went into it and all below, newest first; through
   * the tree of the campaign its own alone.
   */
  public List<Decision> decisions(Actor actor, int campaignId, int areaId, Basis basis) {
    require(actor, Right.DOSSIER_READ, campaignId, areaId, basis);
    return decisions.of(
        campaignId, basis == Basis.AS_IS ? then.before(List.of(areaId)) : List.of(areaId));
  }

  /** As {@link #decisions(Actor, int, int, Basis)}, as it is. */
  public List<Decision> decisions(Actor actor, int campaignId, int areaId) {
    return decisions(actor, campaignId, areaId, Basis.AS_IS);
  }

  /** A campaign, and through which tree it is read. */
  private record Seen(Campaign campaign, DossierListTable.Through tree) {}

  private Seen require(Actor actor, Right right, int campaignId, int areaId, Basis basis) {
    if (basis == Basis.AS_IS) {
      areas.require(actor, right, areaId);
      Campaign campaign = at(campaignId, areaId);
      return new Seen(campaign, tree(campaign, basis));
    }
    Campaign campaign = campaign(actor, campaignId);
    DossierListTable.Through tree = tree(campaign, basis);
    then.require(actor, right, areaId, tree.day());
    return new Seen(campaign, tree);
  }

  private DossierListTable.Through tree(Campaign campaign, Basis basis) {
    return new DossierListTable.Through(basis, campaign.treeDay(basis, LocalDate.now(clock)));
  }

  private void require(Actor actor, DossierKey key) {
    DossierTable.Place place =
        dossiers.place(key).orElseThrow(() -> new NotFoundException("dossier " + key.text()));
    offices.requireReading(actor, place.villageId(), place.subject());
  }

  private Campaign at(int campaignId, int areaId) {
    return campaigns
        .at(campaignId, areaId)
        .orElseThrow(() -> new NotFoundException("campaign " + campaignId));
  }
}
