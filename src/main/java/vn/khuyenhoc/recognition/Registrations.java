package vn.khuyenhoc.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.SubjectKey;

/**
 * Registration (đăng ký): who wants to be rated says so, on paper, with somebody's help, or by
 * themselves. Where a procedure begins with it, nothing is scored before it; it can be withdrawn
 * until then.
 */
@Service
public class Registrations extends CommandPart {

  private final RegistrationTable table;
  private final Texts texts;

  Registrations(CommandMeans means, RegistrationTable table, Languages languages) {
    super(means);
    this.table = table;
    this.texts = languages.vietnamese();
  }

  /** How somebody registered. */
  public enum How {
    /** On the printed sheet. */
    PAPER,
    /** By word of mouth; somebody wrote it down for them. */
    ASSISTED,
    /** By themselves. */
    ONLINE;

    /** The key of its name in the messages. */
    public String messageKey() {
      return "registration.how." + name();
    }
  }

  /**
   * Who of a village is registered, or not.
   *
   * @param registered which of both
   */
  @Transactional(readOnly = true)
  public List<Registrant> lines(Actor actor, int campaignId, int villageId, boolean registered) {
    areas.require(actor, Right.DOSSIER_READ, villageId);
    return table.lines(campaignId, villageId, registered);
  }

  /**
   * Registers some, or all that are not registered yet. Fields of problems: {@code how}, {@code
   * dossiers}.
   *
   * @param which null for all
   * @param how how they registered; null where that was not chosen
   * @return how many
   */
  @Transactional
  public Result<Integer> register(
      Actor actor,
      int campaignId,
      int villageId,
      @Nullable List<DossierKey> which,
      @Nullable How how) {
    Optional<Problem> refused = opened(actor, campaignId, villageId, null);
    if (refused.isPresent()) {
      return Result.refused(refused.get());
    }
    List<Problem> problems = new ArrayList<>();
    if (how == null) {
      problems.add(Problem.at("how", MeetingProblem.HOW_MISSING));
    }
    if (which != null && which.isEmpty()) {
      problems.add(Problem.at("dossiers", RecognitionProblem.NOTHING_CHOSEN));
    }
    if (!problems.isEmpty() || how == null) {
      return Result.refused(problems);
    }
    return Result.ok(write(actor, campaignId, villageId, which, how));
  }

  /**
   * Registers what the actor is the head of; once more registers nothing more. Field of problems:
   * {@code consent}.
   *
   * @param consent whether they agreed that what is written there is kept and used
   */
  @Transactional
  public Result<Integer> registerOwn(Actor actor, DossierKey key, boolean consent) {
    DossierTable.Place place = dossiers.place(key).orElseThrow(() -> missing(key));
    Optional<Problem> refused =
        opened(actor, place.campaignId(), place.villageId(), place.subject());
    if (refused.isPresent()) {
      return Result.refused(refused.get());
    }
    return consent
        ? Result.ok(write(actor, place.campaignId(), place.villageId(), List.of(key), How.ONLINE))
        : Result.refused(Problem.at("consent", RecognitionProblem.OWN_CONSENT));
  }

  private int write(
      Actor actor, int campaignId, int villageId, @Nullable List<DossierKey> which, How how) {
    UUID stepId = Ids.next();
    Done done =
        table.register(
            step(
                stepId,
                campaignId,
                villageId,
                DossierEvent.REGISTER,
                now(),
                actor,
                texts.t(how.messageKey())),
            villageId,
            which,
            how);
    journal.write(
        actor,
        "registration.add",
        subject(campaignId) + "/village/" + villageId,
        villageId,
        Map.of("registered", done.dossiers(), "how", how.name(), "step", stepId.toString()));
    return done.dossiers();
  }

  /** Withdraws registrations of what was not scored yet. Field of problems: {@code dossiers}. */
  @Transactional
  public Result<Integer> withdraw(
      Actor actor, int campaignId, int villageId, List<DossierKey> which) {
    Optional<Problem> refused = opened(actor, campaignId, villageId, null);
    if (refused.isPresent()) {
      return Result.refused(refused.get());
    }
    List<Problem> problems = new ArrayList<>();
    if (which.isEmpty()) {
      problems.add(Problem.at("dossiers", RecognitionProblem.NOTHING_CHOSEN));
    }
    List<String> scored = table.scored(campaignId, villageId, which);
    if (!scored.isEmpty()) {
      problems.add(named(MeetingProblem.SCORED_ALREADY, scored));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    UUID stepId = Ids.next();
    Done done =
        table.withdraw(
            step(
                stepId,
                campaignId,
                villageId,
                DossierEvent.REGISTER,
                now(),
                actor,
                texts.t("registration.withdrawn")),
            villageId,
            which);
    journal.write(
        actor,
        "registration.withdraw",
        subject(campaignId) + "/village/" + villageId,
        villageId,
        Map.of("withdrawn", done.dossiers(), "step", stepId.toString()));
    return Result.ok(done.dossiers());
  }

  private Optional<Problem> opened(
      Actor actor, int campaignId, int villageId, @Nullable SubjectKey subject) {
    locks.tree();
    Optional<Problem> elsewhere =
        subject == null
            ? offices.require(actor, Right.DOSSIER_SCORE, villageId)
            : offices.requireScoring(actor, villageId, subject);
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    locks.communes(List.of(offices.of(villageId)));
    Campaign campaign = campaigns.at(campaignId, villageId).orElseThrow(() -> missing(campaignId));
    if (!campaign.open()) {
      return Optional.of(closed(campaign));
    }
    return campaign.steps().contains(StepKind.REGISTRATION)
        ? Optional.empty()
        : Optional.of(Problem.of(MeetingProblem.NO_REGISTRATION));
  }
}
