package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Drawing up decisions: what is in a draft is in no other, and is not recognised but by it. Giving
 * a dossier back to its village takes it out.
 */
@Component
class DecisionDrafting extends DecisionPart {

  private final DossierDeciding deciding;
  private final DecisionWording wording;

  DecisionDrafting(
      CommandMeans means,
      DecisionTable decisions,
      TitleTable titles,
      DossierDeciding deciding,
      DecisionWording wording) {
    super(means, decisions, titles);
    this.deciding = deciding;
    this.wording = wording;
  }

  /** Begins a draft. */
  Result<UUID> draft(Actor actor, int campaignId, int officeId, Selection which, UUID id) {
    Entered entered = enter(actor, campaignId, officeId, true);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Optional<DecisionTable.Place> known = decisions.place(id);
    if (known.isPresent()
        && known.get().campaignId() == campaignId
        && known.get().officeId() == officeId) {
      return Result.ok(id);
    }
    UUID key = known.isPresent() ? Ids.next() : id;
    Campaign campaign = entered.campaign();
    List<Problem> problems = choosable(campaign, officeId, which);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Instant at = now();
    decisions.addDraft(
        key,
        campaignId,
        officeId,
        wording.issuer(campaign, areas.byId(officeId)),
        wording.usual(campaign, areas.byId(officeId), sets.byId(campaign.setId())),
        at,
        entered.by(),
        actor.name());
    int drafted = dossiers.draft(key, campaignId, officeId, which, from(campaign));
    journal.write(
        actor,
        "decision.draft",
        subject(key),
        officeId,
        Map.of("campaign", campaignId, "dossiers", drafted));
    return Result.ok(key);
  }

  private static Set<Stage> from(Campaign campaign) {
    return DossierLifecycle.from(DossierEvent.RECOGNISE, campaign.steps());
  }

  private List<Problem> choosable(Campaign campaign, int officeId, Selection which) {
    int achieved = dossiers.count(campaign.id(), officeId, which, from(campaign), null).achieved();
    return switch (which) {
      case Selection.These these ->
          deciding.choosable(campaign.id(), officeId, these, from(campaign), achieved);
      case Selection.AllBut all -> {
        List<Problem> problems = new ArrayList<>();
        if (achieved == 0) {
          problems.add(Problem.of(RecognitionProblem.NOTHING_TO_RECOGNISE));
        } else {
          unchanged(problems, all, achieved);
        }
        yield problems;
      }
    };
  }

  /** Adds what was approved meanwhile. */
  Result<Integer> add(Actor actor, UUID id, Selection which) {
    Entered entered = enter(actor, id, true);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    Campaign campaign = entered.campaign();
    List<Problem> problems = choosable(campaign, entered.officeId(), which);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    int added = dossiers.draft(id, campaign.id(), entered.officeId(), which, from(campaign));
    decisions.listed(id);
    journal.write(actor, "decision.draft", subject(id), entered.officeId(), Map.of("added", added));
    return Result.ok(added);
  }

  Result<Integer> takeOut(Actor actor, UUID id, List<DossierKey> keys) {
    Entered entered = enter(actor, id, true);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    if (keys.isEmpty()) {
      return Result.refused(Problem.at("dossiers", RecognitionProblem.NOTHING_CHOSEN));
    }
    int taken = decisions.takeOut(id, keys);
    decisions.listed(id);
    journal.write(
        actor, "decision.draft", subject(id), entered.officeId(), Map.of("takenOut", taken));
    return Result.ok(taken);
  }

  Result<Integer> takeOutUnfit(Actor actor, UUID id) {
    Entered entered = enter(actor, id, true);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    int taken = decisions.takeOutUnfit(id, entered.officeId());
    decisions.listed(id);
    journal.write(
        actor, "decision.draft", subject(id), entered.officeId(), Map.of("takenOut", taken));
    return Result.ok(taken);
  }

  Result<DecisionDraft> write(
      Actor actor, UUID id, int edition, String issuer, DecisionText given) {
    Entered entered = enter(actor, id, true);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    DecisionText text = given.clean();
    String by = VietnameseText.clean(issuer);
    List<Problem> problems = new ArrayList<>();
    needed(problems, "issuer", by, RecognitionProblem.ISSUER_MISSING);
    needed(problems, "subject", text.subject(), RecognitionProblem.SUBJECT_MISSING);
    if (text.articles().isEmpty()) {
      problems.add(Problem.at("articles", RecognitionProblem.ARTICLES_MISSING));
    }
    for (Map.Entry<String, String> one :
        Map.of("grounds", text.grounds(), "articles", text.articles()).entrySet()) {
      if (one.getValue().length() > DecisionWording.MOST_LETTERS) {
        problems.add(
            Problem.at(one.getKey(), RecognitionProblem.TOO_LONG, DecisionWording.MOST_LETTERS));
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (!decisions.write(id, edition, by, text)) {
      return Result.refused(Problem.of(RecognitionProblem.DRAFT_CHANGED));
    }
    journal.write(
        actor,
        "decision.draft",
        subject(id),
        entered.officeId(),
        Map.of("subject", text.subject()));
    return Result.ok(decisions.draft(id, entered.officeId()).orElseThrow());
  }

  /**
   * Makes the draft of an office that was divided, or the part of it that lies here, this office's
   * own. The rest waits for the other parts.
   *
   * @return the draft
   */
  Result<UUID> takeOver(Actor actor, UUID id) {
    Entered entered = enterBefore(actor, id);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    int officeId = entered.officeId();
    DecisionDraft draft = decisions.draft(id, officeId).orElseThrow();
    if (!draft.toTakeOver()) {
      return Result.ok(id);
    }
    String issuer = wording.issuer(entered.campaign(), areas.byId(officeId));
    UUID own = id;
    if (draft.elsewhere() == 0) {
      decisions.takeOver(id, officeId, issuer);
    } else {
      own = Ids.next();
      decisions.addDraft(
          own,
          draft.campaignId(),
          officeId,
          issuer,
          draft.text(),
          now(),
          entered.by(),
          actor.name());
      decisions.takePart(id, own, officeId);
      decisions.listed(id);
    }
    journal.write(
        actor,
        "decision.draft",
        subject(own),
        officeId,
        Map.of("takenOver", draft.dossiers() - draft.elsewhere(), "from", id.toString()));
    return Result.ok(own);
  }

  /**
   * Throws a draft away: its dossiers wait for a decision again. Of the draft of an office that was
   * divided only what lies here is let go; it ends with the last of it.
   */
  Result<Integer> drop(Actor actor, UUID id) {
    Entered entered = enterBefore(actor, id);
    if (entered.refused() != null) {
      return Result.refused(entered.refused());
    }
    DecisionDraft draft = decisions.draft(id, entered.officeId()).orElseThrow();
    if (draft.toTakeOver() && draft.elsewhere() > 0) {
      int dropped = decisions.takePart(id, null, entered.officeId());
      decisions.listed(id);
      journal.write(
          actor, "decision.draft", subject(id), entered.officeId(), Map.of("takenOut", dropped));
      return Result.ok(dropped);
    }
    decisions.drop(id);
    journal.write(
        actor,
        "decision.drop",
        subject(id),
        entered.officeId(),
        Map.of("subject", draft.text().subject(), "dossiers", draft.dossiers()));
    return Result.ok(draft.dossiers());
  }
}
