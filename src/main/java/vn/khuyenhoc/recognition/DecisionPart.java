package vn.khuyenhoc.recognition;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Right;

/** What the commands about decisions have in common. */
abstract class DecisionPart extends CommandPart {

  protected final DecisionTable decisions;
  protected final TitleTable titles;

  DecisionPart(CommandMeans means, DecisionTable decisions, TitleTable titles) {
    super(means);
    this.decisions = decisions;
    this.titles = titles;
  }

  /**
   * Where a command works.
   *
   * @param campaign the campaign as it stands behind the locks
   * @param officeId whose office
   * @param person who acts
   * @param refused why nothing can be done; null where it can
   */
  protected record Entered(
      Campaign campaign, int officeId, @Nullable UUID person, @Nullable Problem refused) {

    UUID by() {
      if (person == null) {
        throw new IllegalStateException("nobody acts");
      }
      return person;
    }
  }

  /**
   * Right, locks, load: the same for every command about a decision.
   *
   * @param whileOpen whether the campaign has to be open; what was issued is corrected and taken
   *     back afterwards too
   */
  protected Entered enter(Actor actor, int campaignId, int officeId, boolean whileOpen) {
    return enter(actor, campaignId, officeId, whileOpen, List.of());
  }

  /**
   * As {@link #enter(Actor, int, int, boolean)}.
   *
   * @param besides the areas of other offices whose figures change too
   */
  protected Entered enter(
      Actor actor, int campaignId, int officeId, boolean whileOpen, List<Integer> besides) {
    locks.tree();
    areas.require(actor, Right.DECISION_RECORD, officeId);
    locks.communes(
        Stream.concat(lockedFor(campaignId, officeId).stream(), besides.stream()).toList());
    Campaign campaign = campaigns.at(campaignId, officeId).orElseThrow(() -> missing(campaignId));
    Problem refused =
        offices
            .requireOffice(actor, Right.DECISION_RECORD, campaign, officeId)
            .or(
                () ->
                    whileOpen && !campaign.open()
                        ? Optional.of(closed(campaign))
                        : Optional.empty())
            .or(
                () ->
                    actor.personId() == null
                        ? Optional.of(Problem.of(RecognitionProblem.NO_PERSON))
                        : Optional.empty())
            .orElse(null);
    return new Entered(campaign, officeId, actor.personId(), refused);
  }

  /** As {@link #enter(Actor, int, int, boolean)}, where a decision or draft is. */
  protected Entered enter(Actor actor, UUID decisionId, boolean draft) {
    DecisionTable.Place place =
        decisions
            .place(decisionId)
            .filter(one -> one.draft() == draft)
            .orElseThrow(() -> new NotFoundException("decision " + decisionId));
    Entered entered = enter(actor, place.campaignId(), office(actor, decisionId, place), draft);
    return draft && entered.refused() == null && toTakeOver(decisionId, entered.officeId())
        ? new Entered(
            entered.campaign(),
            entered.officeId(),
            entered.person(),
            Problem.of(
                RecognitionProblem.DRAFT_TO_TAKE_OVER, areas.lastKnown(place.officeId()).name()))
        : entered;
  }

  /** As {@link #enter(Actor, UUID, boolean)}, also where the draft is to be taken over first. */
  protected Entered enterBefore(Actor actor, UUID draftId) {
    DecisionTable.Place place =
        decisions
            .place(draftId)
            .filter(DecisionTable.Place::draft)
            .orElseThrow(() -> new NotFoundException("decision " + draftId));
    return enter(actor, place.campaignId(), office(actor, draftId, place), true);
  }

  /** Whether a draft is of an office that was divided. */
  protected boolean toTakeOver(UUID draftId, int officeId) {
    return decisions.draft(draftId, officeId).map(DecisionDraft::toTakeOver).orElse(false);
  }

  /**
   * The office of today of a decision or draft; of one that was divided, that of what the draft is
   * about and the actor reaches.
   */
  int office(Actor actor, UUID id, DecisionTable.Place place) {
    return worked(
        actor,
        Right.DECISION_RECORD,
        place.officeId(),
        () -> decisions.offices(id, place.officeId(), areas.lastKnown(place.officeId()).level()));
  }

  /** The decision, behind its locks; the office of today for one whose commune has ended. */
  protected Entered issued(Actor actor, UUID id) {
    Decision decision =
        decisions.byId(id).orElseThrow(() -> new NotFoundException("decision " + id));
    return enter(actor, decision.campaignId(), areas.standing(decision.communeId()), false);
  }

  protected static Problem withdrawn(Decision.Withdrawal one) {
    return Problem.of(RecognitionProblem.WITHDRAWN_ALREADY, one.number(), one.on());
  }

  protected static String subject(UUID decisionId) {
    return "decision/" + decisionId;
  }
}
