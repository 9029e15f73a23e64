package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.DossierTable.NewStep;
import vn.khuyenhoc.registry.Persons;

/** What the steps of the procedure have in common. */
abstract class CommandPart {

  private static final int NAMES_SHOWN = 5;

  protected final CampaignTable campaigns;
  protected final DossierTable dossiers;
  protected final StepTable steps;
  protected final RollTable roll;
  protected final LiveFacts facts;
  protected final Recomputing recomputing;
  protected final Areas areas;
  protected final Offices offices;
  protected final CriteriaSets sets;
  protected final Persons persons;
  protected final Locks locks;
  protected final Journal journal;
  private final Clock clock;

  CommandPart(CommandMeans means) {
    this.campaigns = means.campaigns();
    this.dossiers = means.dossiers();
    this.steps = means.steps();
    this.roll = means.roll();
    this.facts = means.facts();
    this.recomputing = means.recomputing();
    this.areas = means.areas();
    this.offices = means.offices();
    this.sets = means.sets();
    this.persons = means.persons();
    this.locks = means.locks();
    this.journal = means.journal();
    this.clock = means.clock();
  }

  /**
   * The communes that the work of an office writes to: its own, or for a province every one that
   * has something in the campaign, and itself.
   */
  protected List<Integer> lockedFor(int campaignId, int officeId) {
    return areas.byId(officeId).level() == AreaLevel.COMMUNE
        ? List.of(officeId)
        : Stream.concat(Stream.of(officeId), roll.counting(campaignId).stream())
            .distinct()
            .toList();
  }

  /**
   * Where what began in an area is worked on today: there while it stands, else in what received
   * it; of one that was divided, in the part of what it is about that the actor reaches.
   *
   * @param now where what it is about lies today; asked only of an area that was divided
   */
  protected int worked(Actor actor, Right right, int areaId, Supplier<List<Integer>> now) {
    if (!areas.divided(areaId)) {
      return areas.standing(areaId);
    }
    return now.get().stream()
        .filter(one -> areas.reaches(actor, right, one))
        .findFirst()
        .orElseGet(() -> areas.standing(areaId));
  }

  /** Whether a selection finds what it means where the event needs it. */
  protected List<Problem> fitting(
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
  protected static void unchanged(List<Problem> problems, Selection.AllBut all, int present) {
    Integer seen = all.seen();
    if (seen != null && seen != present) {
      problems.add(Problem.at("dossiers", RecognitionProblem.LIST_CHANGED, seen, present));
    }
  }

  protected static Problem named(ProblemCode code, List<String> heads) {
    String names = heads.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    return Problem.at(
        "dossiers", code, heads.size(), heads.size() > NAMES_SHOWN ? names + " …" : names);
  }

  protected static void needed(
      List<Problem> problems, String field, String value, ProblemCode code) {
    if (value.isEmpty()) {
      problems.add(Problem.at(field, code));
    }
    tooLong(problems, field, value);
  }

  /** Whoever changes or takes back what others did says why. */
  protected static void reason(List<Problem> problems, String why) {
    reason(problems, why, RecognitionProblem.REASON_TOO_SHORT);
  }

  /**
   * As {@link #reason(List, String)}.
   *
   * @param missing what is said where it is no reason
   */
  protected static void reason(List<Problem> problems, String why, ProblemCode missing) {
    if (why.codePoints().filter(Character::isLetter).count() < DossierRules.LEAST_REASON) {
      problems.add(Problem.at("reason", missing, DossierRules.LEAST_REASON));
    }
    tooLong(problems, "reason", why);
  }

  protected static void tooLong(List<Problem> problems, String field, String value) {
    if (value.length() > DossierRules.MOST_LETTERS) {
      problems.add(Problem.at(field, RecognitionProblem.TOO_LONG, DossierRules.MOST_LETTERS));
    }
  }

  protected Problem stale(DossierRow row) {
    return dossiers
        .lastChange(row.key())
        .map(last -> Problem.of(RecognitionProblem.STALE, row.head(), last.actor(), last.at()))
        .orElseGet(() -> Problem.of(RecognitionProblem.STALE, row.head(), "?", now()));
  }

  protected static Problem closed(Campaign campaign) {
    Instant at = campaign.closedAt();
    return Problem.of(
        RecognitionProblem.CAMPAIGN_CLOSED,
        String.valueOf(campaign.year()),
        at == null ? campaign.openedAt() : at);
  }

  protected static NewStep step(
      UUID id,
      int campaignId,
      int areaId,
      DossierEvent event,
      Instant at,
      Actor actor,
      String reason) {
    return new NewStep(id, campaignId, areaId, event, at, actor, reason, null);
  }

  protected static String subject(int campaignId) {
    return "campaign/" + campaignId;
  }

  protected static String subject(DossierKey key) {
    return "dossier/" + key.text();
  }

  protected static NotFoundException missing(int campaignId) {
    return new NotFoundException("campaign " + campaignId);
  }

  protected static NotFoundException missing(DossierKey key) {
    return new NotFoundException("dossier " + key.text());
  }

  protected Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  protected LocalDate today() {
    return LocalDate.now(clock);
  }
}
