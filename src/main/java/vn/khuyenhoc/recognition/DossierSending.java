package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.Recognition.Sent;
import vn.khuyenhoc.recognition.procedure.StepKind;

/** Sending what was scored to whoever appraises it. */
@Component
class DossierSending extends CommandPart {

  private final Notices notices;

  DossierSending(CommandMeans means, Notices notices) {
    super(means);
    this.notices = notices;
  }

  Result<Sent> sendVillage(Actor actor, int campaignId, int villageId, UUID reference) {
    locks.tree();
    Optional<Problem> elsewhere = offices.require(actor, Right.DOSSIER_SCORE, villageId);
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    locks.communes(List.of(offices.of(villageId)));
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
    Set<Stage> from = DossierLifecycle.from(DossierEvent.SEND, campaign.steps());
    List<DossierRow> rows = dossiers.inStage(campaignId, villageId, from);
    Set<DossierKey> objected = held(campaign, rows);
    rows = rows.stream().filter(row -> !objected.contains(row.key())).toList();
    if (rows.isEmpty()) {
      List<Problem> problems = new ArrayList<>();
      problems.add(Problem.of(RecognitionProblem.NOTHING_TO_SEND));
      problems.addAll(notices.unsendable(campaign, villageId));
      return Result.refused(problems);
    }
    return Result.ok(send(actor, campaign, villageId, reference, before.isPresent(), rows));
  }

  /**
   * One dossier, sent by the head of whose it is. Where the procedure has steps between scoring and
   * sending, the village sends it with the others.
   *
   * @param version the version that was looked at
   */
  Result<Sent> sendOwn(Actor actor, DossierKey key, int version) {
    locks.tree();
    DossierTable.Place place = dossiers.place(key).orElseThrow(() -> missing(key));
    Optional<Problem> elsewhere = offices.requireScoring(actor, place.villageId(), place.subject());
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    locks.communes(List.of(place.communeId()));
    Campaign campaign = campaigns.byId(place.campaignId()).orElseThrow();
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    DossierRow row = dossiers.row(key).orElseThrow(() -> missing(key));
    if (row.stage() == Stage.SENT) {
      // pressed twice
      return Result.ok(new Sent(null, 0, 0, 0, 0, List.of()));
    }
    if (row.version() != version) {
      return Result.refused(stale(row));
    }
    if (!DossierLifecycle.from(DossierEvent.SEND, campaign.steps()).contains(row.stage())) {
      return Result.refused(Problem.of(RecognitionProblem.OWN_NOT_TO_SEND, row.head()));
    }
    if (!held(campaign, List.of(row)).isEmpty()) {
      return Result.refused(Notices.objected(List.of(row.head())));
    }
    return Result.ok(send(actor, campaign, place.villageId(), Ids.next(), false, List.of(row)));
  }

  /** What an objection holds that nobody has answered, though the days of its notice are over. */
  private Set<DossierKey> held(Campaign campaign, List<DossierRow> rows) {
    return campaign.steps().contains(StepKind.PUBLIC_NOTICE) ? notices.objected(rows) : Set.of();
  }

  private Sent send(
      Actor actor,
      Campaign campaign,
      int villageId,
      UUID reference,
      boolean used,
      List<DossierRow> present) {
    int campaignId = campaign.id();
    CriteriaSet set = sets.byId(campaign.setId());
    Map<Boolean, List<DossierRow>> rows =
        facts.in(campaign, set, present).stream()
            .map(row -> DossierRules.beforeSending(set, row))
            .collect(Collectors.partitioningBy(row -> row.stage() == Stage.SENT));
    List<DossierRow> ready = List.copyOf(rows.getOrDefault(true, List.of()));
    List<DossierRow> incomplete = List.copyOf(rows.getOrDefault(false, List.of()));
    Instant at = now();
    UUID stepId = null;
    Done done = new Done(0, 0);
    if (!ready.isEmpty()) {
      stepId = used ? Ids.next() : reference;
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
    return new Sent(
        stepId,
        done.dossiers(),
        done.achieved(),
        left.listed() + left.scoring(),
        left.returned(),
        incomplete.stream().map(DossierRow::head).toList());
  }
}
