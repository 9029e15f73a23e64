package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.Recognition.Approved;
import vn.khuyenhoc.recognition.Recognition.GivenBack;

/** Appraisal: approving what was sent, and giving it back. */
@Component
class DossierAppraisal extends CommandPart {

  DossierAppraisal(CommandMeans means) {
    super(means);
  }

  /** Right, locks, load: why the office can appraise nothing now; empty where it can. */
  private Optional<Problem> entered(Actor actor, int campaignId, int communeId) {
    locks.tree();
    areas.require(actor, Right.DOSSIER_APPRAISE, communeId);
    locks.communes(lockedFor(campaignId, communeId));
    Campaign campaign = campaigns.at(campaignId, communeId).orElseThrow(() -> missing(campaignId));
    return offices
        .requireOffice(actor, Right.DOSSIER_APPRAISE, campaign, communeId)
        .or(() -> campaign.open() ? Optional.empty() : Optional.of(closed(campaign)));
  }

  Result<Approved> approve(Actor actor, int campaignId, int communeId, Selection which) {
    Optional<Problem> refused = entered(actor, campaignId, communeId);
    if (refused.isPresent()) {
      return Result.refused(refused.get());
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

  Result<Recognition.Scored> correct(
      Actor actor, DossierKey key, int version, Map<String, BigDecimal> answers, String reason) {
    locks.tree();
    DossierTable.Place place = dossiers.place(key).orElseThrow(() -> missing(key));
    areas.require(actor, Right.DOSSIER_APPRAISE, place.villageId());
    Campaign campaign =
        campaigns.byId(place.campaignId()).orElseThrow(() -> missing(place.campaignId()));
    int officeId = offices.appraising(campaign, place.villageId());
    locks.communes(lockedFor(campaign.id(), officeId));
    campaign = campaigns.at(campaign.id(), officeId).orElseThrow(() -> missing(key));
    Optional<Problem> elsewhere =
        offices.requireOffice(actor, Right.DOSSIER_APPRAISE, campaign, officeId);
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    UUID person = actor.personId();
    if (person == null) {
      return Result.refused(Problem.of(RecognitionProblem.NO_PERSON));
    }
    DossierRow row = dossiers.row(key).orElseThrow(() -> missing(key));
    if (row.version() != version) {
      return Result.refused(stale(row));
    }
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    reason(problems, why);
    for (DossierTable.ScoredIn in :
        dossiers.scoredIn(
            campaign.id(), officeId, Selection.these(List.of(key)), Set.of(row.stage()), person)) {
      problems.add(Problem.of(RecognitionProblem.APPRAISER_SCORED, in.village(), in.dossiers()));
    }
    CriteriaSet set = sets.byId(campaign.setId());
    // what the council agreed to is another thing now: it is approved, and put to it, again
    boolean again = DossierLifecycle.allows(row.stage(), DossierEvent.RECONSIDER);
    DossierRow waiting = again ? DossierRules.reconsidered(set, row, Stage.SENT) : row;
    Result<DossierRow.Scored> corrected = DossierRules.correct(set, waiting, answers);
    problems.addAll(corrected.problems());
    if (!problems.isEmpty() || !(corrected instanceof Result.Ok<DossierRow.Scored> ok)) {
      return Result.refused(problems);
    }
    Instant at = now();
    if (again) {
      dossiers.reconsider(
          step(Ids.next(), campaign.id(), officeId, DossierEvent.RECONSIDER, at, actor, why),
          List.of(waiting));
    }
    dossiers.writeCorrection(ok.value(), person, why, actor, at);
    journal.write(
        actor,
        "dossier.correct",
        subject(key),
        row.villageId(),
        Map.of("reason", why, "changes", ok.value().changes().size()));
    DossierRow after = ok.value().after();
    return Result.ok(
        new Recognition.Scored(
            key,
            version + (again ? 2 : 1),
            after.stage(),
            after.outcome(),
            after.total(),
            List.of()));
  }

  Result<GivenBack> giveBack(
      Actor actor,
      int campaignId,
      int communeId,
      List<DossierKey> which,
      String reason,
      List<String> indicatorIds) {
    Optional<Problem> refused = entered(actor, campaignId, communeId);
    if (refused.isPresent()) {
      return Result.refused(refused.get());
    }
    Campaign campaign = campaigns.byId(campaignId).orElseThrow(() -> missing(campaignId));
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    reason(problems, why);
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
}
