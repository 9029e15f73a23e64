package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.recognition.DossierTable.Chosen;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.DossierTable.NewStep;
import vn.khuyenhoc.recognition.Recognition.Decided;
import vn.khuyenhoc.recognition.Recognition.Recognise;
import vn.khuyenhoc.recognition.RecomputingTable.Source;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signers;

/** Issuing recognition decisions: titles come into being. */
@Component
class DossierDeciding extends DecisionPart {

  private final Signers signers;

  DossierDeciding(CommandMeans means, DecisionTable decisions, TitleTable titles, Signers signers) {
    super(means, decisions, titles);
    this.signers = signers;
  }

  /**
   * What becomes a decision.
   *
   * @param id the key that it has or gets
   * @param draft whether it is a draft: then everything in it is meant
   * @param edition of the draft as it was printed; null where nobody looked
   */
  record Key(UUID id, boolean draft, @Nullable Integer edition) {}

  /**
   * Records what was issued.
   *
   * @param key of a new decision, or of the draft that becomes one
   */
  Result<Decided> recognise(Actor actor, Recognise given, Key key, Instant at, LocalDate today) {
    UUID decisionId = key.id();
    Recognise wanted = given.clean();
    int campaignId = wanted.campaignId();
    int communeId = wanted.communeId();
    Entered entered = enter(actor, campaignId, communeId, true);
    Decision recorded = decisions.byId(decisionId).orElse(null);
    if (recorded != null
        && recorded.communeId() == communeId
        && recorded.campaignId() == campaignId) {
      return Result.ok(new Decided(decisionId, recorded.recognised()));
    }
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Campaign campaign = entered.campaign();
    Set<Stage> from = DossierLifecycle.from(DossierEvent.RECOGNISE, campaign.steps());
    UUID drafted = key.draft() ? decisionId : null;
    Chosen chosen = dossiers.count(campaignId, communeId, wanted.which(), from, drafted);
    List<Problem> problems = decisionProblems(wanted, campaign, chosen, today);
    if (drafted != null) {
      draftProblems(problems, drafted, wanted.communeId(), wanted.which(), chosen);
      if (problems.isEmpty()) {
        printed(problems, drafted, wanted.communeId(), key.edition());
      }
    } else {
      chosenProblems(problems, wanted, from, chosen);
    }
    LocalDate decidedOn = wanted.decidedOn();
    if (decidedOn != null) {
      tooEarly(problems, campaign, wanted, from, drafted, decidedOn);
    }
    if (!wanted.signerName().isEmpty()) {
      if (decidedOn != null) {
        signers
            .around(communeId, decidedOn)
            .notOn(SignedPaper.DECISION, wanted.issuer(), wanted.signerName())
            .ifPresent(
                one ->
                    problems.add(
                        Problem.at(
                            "signerName",
                            RecognitionProblem.SIGNER_NOT_THAT_DAY,
                            one.name(),
                            decidedOn)));
      }
      UUID signer = persons.findOrAdd(communeId, wanted.signerName(), wanted.signerTitle(), actor);
      if (signer.equals(entered.person())) {
        problems.add(
            Problem.at("signerName", RecognitionProblem.SIGNER_RECORDS, wanted.signerName()));
      }
      int scored =
          dossiers.scoredBy(
              campaignId, communeId, wanted.which(), from, drafted, signer, wanted.signerName());
      if (scored > 0) {
        problems.add(
            Problem.at(
                "signerName", RecognitionProblem.SIGNER_SCORED, wanted.signerName(), scored));
      }
      if (problems.isEmpty() && decidedOn != null) {
        return record(
            actor,
            new Issued(
                recorded == null ? decisionId : Ids.next(),
                drafted,
                wanted,
                decidedOn,
                signer,
                chosen.achieved()),
            campaign,
            at,
            entered.by());
      }
    }
    // whoever was named as signer is not kept either
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return Result.refused(problems);
  }

  private void chosenProblems(
      List<Problem> problems, Recognise wanted, Set<Stage> from, Chosen chosen) {
    if (wanted.which() instanceof Selection.AllBut all) {
      if (chosen.achieved() == 0) {
        problems.add(Problem.of(RecognitionProblem.NOTHING_TO_RECOGNISE));
      } else {
        unchanged(problems, all, chosen.achieved());
      }
    } else if (wanted.which() instanceof Selection.These these) {
      problems.addAll(
          choosable(wanted.campaignId(), wanted.communeId(), these, from, chosen.achieved()));
    }
  }

  /** Why some of those named cannot be decided on now. */
  List<Problem> choosable(
      int campaignId, int communeId, Selection.These these, Set<Stage> from, int achieved) {
    List<Problem> problems = new ArrayList<>();
    if (these.keys().isEmpty()) {
      problems.add(Problem.of(RecognitionProblem.NOTHING_CHOSEN));
    } else if (achieved < these.keys().size()) {
      List<String> misfits = dossiers.misfits(campaignId, communeId, these.keys(), from, true);
      if (!misfits.isEmpty()) {
        problems.add(named(RecognitionProblem.NOT_RECOGNISABLE, misfits));
      }
      List<String> drafted = dossiers.drafted(campaignId, communeId, these.keys());
      if (!drafted.isEmpty()) {
        problems.add(named(RecognitionProblem.DRAFTED_ALREADY, drafted));
      }
    }
    return problems;
  }

  /** A draft is issued whole: what was printed and signed is what is recognised. */
  private void draftProblems(
      List<Problem> problems, UUID draft, int officeId, Selection which, Chosen chosen) {
    if (toTakeOver(draft, officeId)) {
      int begun = decisions.place(draft).orElseThrow().officeId();
      problems.add(
          Problem.of(RecognitionProblem.DRAFT_TO_TAKE_OVER, areas.lastKnown(begun).name()));
      return;
    }
    if (chosen.dossiers() == 0) {
      problems.add(Problem.of(RecognitionProblem.DRAFT_EMPTY));
    }
    List<String> unfit = dossiers.unfit(draft, officeId);
    if (!unfit.isEmpty()) {
      problems.add(named(RecognitionProblem.DRAFT_UNFIT, unfit));
    }
    if (which instanceof Selection.AllBut all) {
      unchanged(problems, all, chosen.dossiers());
    }
  }

  /** What was signed is what stands in the draft now. */
  private void printed(
      List<Problem> problems, UUID draft, int officeId, @Nullable Integer edition) {
    int now = decisions.draft(draft, officeId).orElseThrow().edition();
    if (edition != null && edition != now) {
      problems.add(Problem.of(RecognitionProblem.DRAFT_OF_ANOTHER_EDITION, edition, now));
      List<String> renamed = decisions.renamed(draft);
      if (!renamed.isEmpty()) {
        Problem all = named(RecognitionProblem.DRAFT_RENAMED, renamed);
        problems.add(Problem.of(all.code(), all.arguments().toArray()));
      }
    }
  }

  private void tooEarly(
      List<Problem> problems,
      Campaign campaign,
      Recognise wanted,
      Set<Stage> from,
      @Nullable UUID draft,
      LocalDate decidedOn) {
    int months = campaign.procedure().content().levelTwoAfterMonths();
    if (!campaign.byLevels() || months == 0) {
      return;
    }
    List<String> early =
        dossiers.levelTwoTooEarly(
            campaign.id(),
            wanted.communeId(),
            wanted.which(),
            from,
            draft,
            decidedOn.minusMonths(months));
    early(problems, early, months);
  }

  /** Level 2 is not given before level 1 was held long enough. */
  static void early(List<Problem> problems, List<String> early, int months) {
    if (!early.isEmpty()) {
      Problem all = named(RecognitionProblem.LEVEL_TWO_TOO_EARLY, early);
      problems.add(
          Problem.at(
              "dossiers",
              RecognitionProblem.LEVEL_TWO_TOO_EARLY,
              all.arguments().get(0),
              all.arguments().get(1),
              months));
    }
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
      dated(problems, campaign, chosen.lastSent(), decidedOn, today);
      if (!wanted.issuer().isEmpty()
          && !wanted.number().isEmpty()
          && decisions.numberTaken(
              campaign,
              wanted.communeId(),
              wanted.issuer(),
              wanted.number(),
              decidedOn.getYear(),
              null)) {
        problems.add(numberTaken(wanted.number(), decidedOn));
      }
    }
    needed(problems, "signerName", wanted.signerName(), RecognitionProblem.SIGNER_MISSING);
    needed(problems, "signerTitle", wanted.signerTitle(), RecognitionProblem.SIGNER_TITLE_MISSING);
    return problems;
  }

  /** Neither of tomorrow nor older than what it decides on. */
  static void dated(
      List<Problem> problems,
      Campaign campaign,
      @Nullable Instant lastSent,
      LocalDate decidedOn,
      LocalDate today) {
    LocalDate earliest = DossierTable.day(lastSent == null ? campaign.openedAt() : lastSent);
    if (decidedOn.isAfter(today)) {
      problems.add(Problem.at("decidedOn", RecognitionProblem.DATE_IN_FUTURE, today));
    } else if (decidedOn.isBefore(earliest)) {
      problems.add(Problem.at("decidedOn", RecognitionProblem.DATE_TOO_EARLY, earliest));
    }
  }

  /** What is to be written of a decision. */
  private record Issued(
      UUID id,
      @Nullable UUID draft,
      Recognise wanted,
      LocalDate decidedOn,
      UUID signer,
      int recognised) {}

  private Result<Decided> record(
      Actor actor, Issued issued, Campaign campaign, Instant at, UUID recorder) {
    Recognise wanted = issued.wanted();
    LocalDate decidedOn = issued.decidedOn();
    UUID id = issued.id();
    if (issued.draft() != null) {
      decisions.issue(
          id, wanted, decidedOn, issued.signer(), issued.recognised(), at, recorder, actor.name());
    } else if (!decisions.add(
        id, wanted, decidedOn, issued.signer(), issued.recognised(), at, recorder, actor.name())) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return Result.refused(numberTaken(wanted.number(), decidedOn));
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
            issued.draft(),
            issued.signer());
    titles.give(id, decidedOn, campaign.procedure().content().validity().until(decidedOn));
    recomputing.after(new Source.Decided(id), Set.of(campaign.node()), actor, at);
    journal.write(
        actor,
        "decision.record",
        subject(id),
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

  static Problem numberTaken(String number, LocalDate decidedOn) {
    return Problem.at(
        "number", RecognitionProblem.NUMBER_TAKEN, number, String.valueOf(decidedOn.getYear()));
  }
}
