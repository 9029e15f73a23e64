package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.DossierTable.Chosen;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.DossierTable.NewStep;
import vn.khuyenhoc.recognition.Recognition.Decided;
import vn.khuyenhoc.recognition.Recognition.Recognise;
import vn.khuyenhoc.recognition.RecomputingTable.Source;

/** Recognition decisions. */
@Component
class DossierDeciding extends CommandPart {

  DossierDeciding(CommandMeans means) {
    super(means);
  }

  Result<Decided> recognise(
      Actor actor, Recognise given, UUID decisionId, Instant at, LocalDate today) {
    Recognise wanted = given.clean();
    int campaignId = wanted.campaignId();
    int communeId = wanted.communeId();
    locks.tree();
    areas.require(actor, Right.DECISION_RECORD, communeId);
    locks.communes(lockedFor(campaignId, communeId));
    Decision recorded = campaigns.decision(decisionId).orElse(null);
    if (recorded != null
        && recorded.communeId() == communeId
        && recorded.campaignId() == campaignId) {
      return Result.ok(new Decided(decisionId, recorded.recognised()));
    }
    Campaign campaign = campaigns.at(campaignId, communeId).orElseThrow(() -> missing(campaignId));
    Optional<Problem> elsewhere =
        offices.requireOffice(actor, Right.DECISION_RECORD, campaign, communeId);
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    UUID recorder = actor.personId();
    if (recorder == null) {
      return Result.refused(Problem.of(RecognitionProblem.NO_PERSON));
    }
    Set<Stage> from = DossierLifecycle.from(DossierEvent.RECOGNISE, campaign.steps());
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
            campaign,
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
      Campaign campaign,
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
            DossierLifecycle.from(DossierEvent.RECOGNISE, campaign.steps()),
            signer);
    recomputing.after(new Source.Decided(id), Set.of(campaign.node()), actor, at);
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
}
