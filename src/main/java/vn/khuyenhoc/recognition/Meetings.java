package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.recognition.DossierTable.Done;

/**
 * Meetings that vote on dossiers: of a village on what it scored, of a council on what was
 * approved. First the list to vote on is drawn up, then what was voted is recorded; a list that is
 * not true any more is told before anything is written.
 */
@Service
public class Meetings extends CommandPart {

  private final MeetingTable table;
  private final FileStore files;
  private final AreasThen then;

  Meetings(CommandMeans means, MeetingTable table, FileStore files, AreasThen then) {
    super(means);
    this.table = table;
    this.files = files;
    this.then = then;
  }

  // --- questions

  /**
   * The meetings of an area, of those that went into it, and of those of which it became a part as
   * far as they are about what lies here: planned ones first, then newest first.
   */
  @Transactional(readOnly = true)
  public List<Meeting> of(Actor actor, int campaignId, int areaId, MeetingKind kind) {
    areas.require(actor, kind.right(), areaId);
    List<Integer> here = List.of(areaId);
    return table.of(campaignId, areaId, then.before(here), then.origins(here), kind);
  }

  /** How many dossiers of an area wait to be voted on. */
  @Transactional(readOnly = true)
  public int waiting(Actor actor, int campaignId, int areaId, MeetingKind kind) {
    areas.require(actor, kind.right(), areaId);
    return table.votable(campaignId, areaId, kind);
  }

  /**
   * A meeting within the actor's reach.
   *
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public Meeting byId(Actor actor, UUID id) {
    Meeting meeting = table.byId(id).orElseThrow(() -> missing(id));
    areas.requireKnown(actor, meeting.kind().right(), meeting.areaId());
    return meeting;
  }

  /** The list of a meeting within the actor's reach, with its votes. */
  @Transactional(readOnly = true)
  public List<Ballot> ballots(Actor actor, UUID id) {
    return table.ballots(byId(actor, id).id());
  }

  /**
   * What a meeting said of a dossier.
   *
   * @param meetingId which
   * @param kind who met
   * @param heldOn when
   * @param agreed how many agreed
   * @param present of how many present
   * @param vote what came of it
   */
  public record Said(
      UUID meetingId, MeetingKind kind, LocalDate heldOn, int agreed, int present, Vote vote) {}

  /** What meetings said of a dossier within the actor's reach, newest first. */
  @Transactional(readOnly = true)
  public List<Said> said(Actor actor, DossierKey key) {
    DossierTable.Place place = dossiers.place(key).orElseThrow(() -> missing(key));
    areas.require(actor, Right.DOSSIER_READ, place.villageId());
    return table.said(key);
  }

  /** A scan as it is handed over. */
  public record Paper(java.nio.file.Path path, String mediaType) {}

  /** The signed minutes that were attached to a meeting. */
  @Transactional(readOnly = true)
  public Optional<Paper> scan(Actor actor, UUID id) {
    return table
        .scan(byId(actor, id).id())
        .map(scan -> new Paper(files.path(scan.sha256()), scan.mediaType()));
  }

  private int worked(Actor actor, Meeting meeting) {
    return worked(actor, meeting.kind().right(), meeting.areaId(), () -> now(meeting));
  }

  /** Where what a meeting is about lies today: the villages, or the offices of a council. */
  private List<Integer> now(Meeting meeting) {
    List<Integer> villages = table.villages(meeting.id());
    if (meeting.kind() == MeetingKind.VILLAGE) {
      return villages;
    }
    Campaign campaign = campaigns.byId(meeting.campaignId()).orElseThrow();
    return villages.stream().map(one -> offices.appraising(campaign, one)).distinct().toList();
  }

  /** A meeting behind its locks, and where it is worked on. */
  private record Entered(Meeting meeting, int here) {}

  private Result<Entered> entered(Actor actor, UUID id) {
    locks.tree();
    Meeting meeting = byId(actor, id);
    int here = worked(actor, meeting);
    Optional<Problem> elsewhere = opened(actor, meeting.campaignId(), here, meeting.kind());
    return elsewhere.isPresent()
        ? Result.refused(elsewhere.get())
        : Result.ok(new Entered(table.locked(id), here));
  }

  /** Whether the actor may record a meeting; where its area has ended, in what became of it. */
  @Transactional(readOnly = true)
  public boolean acts(Actor actor, Meeting meeting) {
    return offices.acts(actor, meeting.kind().right(), worked(actor, meeting));
  }

  // --- commands

  /**
   * A meeting to be prepared.
   *
   * @param campaignId of which campaign
   * @param areaId of which village, or at which office
   * @param kind who meets
   * @param heldOn the day; null where none was given
   * @param place where
   * @param invited who is invited, in a line each
   */
  public record Plan(
      int campaignId,
      int areaId,
      MeetingKind kind,
      @Nullable LocalDate heldOn,
      String place,
      String invited) {}

  /**
   * Draws up the list to vote on: everything scored, or everything approved and achieved. A meeting
   * that is planned already gets the new day and the list of now. Fields of problems: {@code
   * heldOn}, {@code place}, {@code invited}.
   *
   * @return the meeting
   */
  @Transactional
  public Result<UUID> plan(Actor actor, Plan plan) {
    locks.tree();
    Optional<Problem> elsewhere = opened(actor, plan.campaignId(), plan.areaId(), plan.kind());
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    List<Problem> problems = new ArrayList<>();
    LocalDate heldOn = plan.heldOn();
    String place = VietnameseText.clean(plan.place());
    String invited = VietnameseText.cleanLines(plan.invited());
    if (heldOn == null) {
      problems.add(Problem.at("heldOn", MeetingProblem.DATE_MISSING));
    }
    needed(problems, "place", place, MeetingProblem.PLACE_MISSING);
    tooLong(problems, "invited", invited);
    if (table.votable(plan.campaignId(), plan.areaId(), plan.kind()) == 0) {
      problems.add(Problem.of(MeetingProblem.NOTHING_TO_LIST));
    }
    if (!problems.isEmpty() || heldOn == null) {
      return Result.refused(problems);
    }
    UUID id = table.planned(plan.campaignId(), plan.areaId(), plan.kind()).orElseGet(Ids::next);
    table.plan(
        id, plan.campaignId(), plan.areaId(), plan.kind(), heldOn, place, invited, actor, now());
    journal.write(
        actor,
        "meeting.plan",
        subject(plan.campaignId()) + "/meeting/" + id,
        plan.areaId(),
        Map.of("kind", plan.kind().name(), "day", heldOn.toString()));
    return Result.ok(id);
  }

  /** Drops a meeting that was only planned. */
  @Transactional
  public Result<Meeting> drop(Actor actor, UUID id) {
    Result<Entered> entered = entered(actor, id);
    if (!(entered instanceof Result.Ok<Entered>(Entered(Meeting meeting, int here)))) {
      return Result.refused(entered.problems());
    }
    if (meeting.status() != Meeting.Status.PLANNED) {
      return Result.refused(heldAlready(meeting));
    }
    table.drop(id);
    journal.write(
        actor,
        "meeting.drop",
        subject(meeting.campaignId()) + "/meeting/" + id,
        here,
        Map.of("day", meeting.heldOn().toString()));
    return Result.ok(meeting);
  }

  /**
   * What a meeting came to.
   *
   * @param meetingId which
   * @param passed how many dossiers passed
   * @param failed how many were voted down
   * @param leftOut how many wait for the next meeting
   * @param again how many the council votes on again, because they come out differently
   */
  public record Voted(UUID meetingId, int passed, int failed, int leftOut, int again) {}

  /**
   * Records what was voted: everything on the list goes on, what was voted down as not achieved.
   * Fields of problems as {@link MeetingRules#problems} says, and {@code leaveOut}.
   */
  @Transactional
  public Result<Voted> hold(Actor actor, UUID id, Protocol given) {
    return hold(actor, id, byId(actor, id).listedAt(), given);
  }

  /**
   * As {@link #hold(Actor, UUID, Protocol)}, of the list that was seen.
   *
   * @param listedAt when the list was drawn up that the votes were counted for; null where that is
   *     not known
   */
  @Transactional
  public Result<Voted> hold(Actor actor, UUID id, @Nullable Instant listedAt, Protocol given) {
    Result<Entered> entered = entered(actor, id);
    if (!(entered instanceof Result.Ok<Entered>(Entered(Meeting meeting, int here)))) {
      return Result.refused(entered.problems());
    }
    if (meeting.status() != Meeting.Status.PLANNED) {
      return Result.refused(heldAlready(meeting));
    }
    if (!meeting.listedAt().equals(listedAt)) {
      return Result.refused(
          Problem.of(MeetingProblem.LIST_DRAWN_AGAIN, meeting.actor(), meeting.listedAt()));
    }
    Campaign campaign = campaigns.byId(meeting.campaignId()).orElseThrow();
    Protocol protocol = given.clean();
    List<MeetingTable.Standing> standing = table.standing(meeting, here);
    Set<DossierKey> changed = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (MeetingTable.Standing one : standing) {
      if (one.changed()) {
        changed.add(one.key());
        names.add(one.name());
      }
    }
    List<Ballot> ballots =
        table.ballots(id).stream().filter(one -> !changed.contains(one.key())).toList();
    List<Problem> problems = MeetingRules.problems(protocol, meeting.kind(), ballots, today());
    if (!names.isEmpty() && !protocol.leaveOut()) {
      Problem told = named(MeetingProblem.CHANGED_SINCE_LISTED, names);
      problems.add(new Problem(told.code(), "leaveOut", told.arguments()));
    }
    if (ballots.isEmpty()) {
      problems.add(Problem.of(MeetingProblem.NOTHING_LEFT));
    }
    early(problems, protocol.heldOn(), standing, changed);
    Integer present = protocol.present();
    if (!problems.isEmpty() || present == null) {
      return Result.refused(problems);
    }
    table.leaveOut(id, changed);
    int percent = campaign.procedure().content().votePercent();
    Map<DossierKey, Vote> results = results(protocol, ballots, present, percent);
    Instant at = now();
    table.held(id, protocol, percent, results, actor, at);
    Done done =
        table.move(
            step(Ids.next(), meeting.campaignId(), here, meeting.kind().event(), at, actor, ""),
            id,
            meeting.kind(),
            null);
    int failed = failed(results);
    journal.write(
        actor,
        "meeting.hold",
        subject(meeting.campaignId()) + "/meeting/" + id,
        here,
        Map.of(
            "kind", meeting.kind().name(),
            "voted", done.dossiers(),
            "failed", failed,
            "leftOut", changed.size()));
    return Result.ok(new Voted(id, done.dossiers() - failed, failed, changed.size(), 0));
  }

  private static void early(
      List<Problem> problems,
      @Nullable LocalDate heldOn,
      List<MeetingTable.Standing> standing,
      Set<DossierKey> changed) {
    if (heldOn == null) {
      return;
    }
    List<String> names = new ArrayList<>();
    for (MeetingTable.Standing one : standing) {
      LocalDate since = one.since();
      if (since != null && since.isAfter(heldOn) && !changed.contains(one.key())) {
        names.add(one.name());
      }
    }
    if (!names.isEmpty()) {
      Problem told = named(MeetingProblem.BEFORE_SCORED, names);
      List<Object> arguments = new ArrayList<>();
      arguments.add(heldOn);
      arguments.addAll(told.arguments());
      problems.add(new Problem(told.code(), "heldOn", arguments));
    }
  }

  /** No meeting after what came of it: the notice, the council, the decision. */
  private static void late(
      List<Problem> problems, LocalDate heldOn, List<MeetingTable.Standing> between) {
    List<MeetingTable.Standing> overtaken =
        between.stream().filter(one -> one.until() != null && heldOn.isAfter(one.until())).toList();
    if (overtaken.isEmpty()) {
      return;
    }
    Problem told =
        named(
            MeetingProblem.AFTER_NEXT_STEP,
            overtaken.stream().map(MeetingTable.Standing::name).toList());
    List<Object> arguments = new ArrayList<>();
    arguments.add(heldOn);
    arguments.addAll(told.arguments());
    overtaken.stream()
        .map(MeetingTable.Standing::until)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .ifPresent(arguments::add);
    problems.add(new Problem(told.code(), "heldOn", arguments));
  }

  private static Map<DossierKey, Vote> results(
      Protocol protocol, List<Ballot> ballots, int present, int percent) {
    Map<DossierKey, Vote> results = new LinkedHashMap<>();
    for (Ballot ballot : ballots) {
      results.put(ballot.key(), MeetingRules.result(protocol.of(ballot.key()), present, percent));
    }
    return results;
  }

  private static int failed(Map<DossierKey, Vote> results) {
    return (int) results.values().stream().filter(one -> one == Vote.FAILED).count();
  }

  /**
   * Records a meeting anew that was recorded wrongly; the old record is kept. Dossiers that come
   * out differently are voted on again, which is refused where they have gone on since: those of a
   * village by what is recorded now, those of a council at its next meeting. Fields of problems as
   * {@link #hold}, and {@code reason}.
   */
  @Transactional
  public Result<Voted> correct(Actor actor, UUID id, Protocol given, String reason) {
    Result<Entered> entered = entered(actor, id);
    if (!(entered instanceof Result.Ok<Entered>(Entered(Meeting meeting, int here)))) {
      return Result.refused(entered.problems());
    }
    Integer percent = meeting.percent();
    if (meeting.status() != Meeting.Status.HELD || percent == null) {
      return Result.refused(Problem.of(MeetingProblem.NOT_TO_CORRECT));
    }
    Campaign campaign = campaigns.byId(meeting.campaignId()).orElseThrow();
    Protocol protocol = given.clean();
    String why = VietnameseText.cleanLines(reason);
    List<Ballot> ballots = table.ballots(id);
    List<Problem> problems = MeetingRules.problems(protocol, meeting.kind(), ballots, today());
    reason(problems, why);
    LocalDate heldOn = protocol.heldOn();
    if (heldOn != null && !heldOn.equals(meeting.heldOn())) {
      List<MeetingTable.Standing> between = table.between(meeting);
      early(problems, heldOn, between, Set.of());
      late(problems, heldOn, between);
    }
    Integer present = protocol.present();
    if (present == null || present <= 0) {
      return Result.refused(problems);
    }
    Map<DossierKey, Vote> results = results(protocol, ballots, present, percent);
    List<DossierKey> different =
        ballots.stream()
            .filter(one -> results.get(one.key()) != one.result())
            .map(Ballot::key)
            .toList();
    List<DossierRow> again = List.of();
    boolean council = meeting.kind() == MeetingKind.COUNCIL;
    if (!different.isEmpty()) {
      again =
          council
              ? reconsidered(problems, meeting, here, campaign, different)
              : reopened(problems, meeting, here, campaign, different);
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    Instant at = now();
    UUID next = Ids.next();
    table.replace(meeting, next, why, protocol, percent, results, actor, at);
    if (council && !again.isEmpty()) {
      dossiers.reconsider(
          step(Ids.next(), campaign.id(), here, DossierEvent.RECONSIDER, at, actor, why), again);
    } else if (!again.isEmpty()) {
      dossiers.reopen(
          step(Ids.next(), meeting.campaignId(), here, DossierEvent.REOPEN, at, actor, why), again);
      table.move(
          step(Ids.next(), meeting.campaignId(), here, meeting.kind().event(), at, actor, why),
          next,
          meeting.kind(),
          different);
    }
    int failed = failed(results);
    journal.write(
        actor,
        "meeting.correct",
        subject(meeting.campaignId()) + "/meeting/" + next,
        here,
        Map.of("replaces", id.toString(), "reason", why, "different", different.size()));
    return Result.ok(
        new Voted(next, results.size() - failed, failed, 0, council ? again.size() : 0));
  }

  /** Those that a council is to vote on again; told where one of them has gone on. */
  private List<DossierRow> reconsidered(
      List<Problem> problems,
      Meeting meeting,
      int here,
      Campaign campaign,
      List<DossierKey> different) {
    List<DossierRow> rows = dossiers.agreed(campaign.id(), here, different);
    Set<DossierKey> there = new HashSet<>(rows.stream().map(DossierRow::key).toList());
    List<String> gone =
        table.ballots(meeting.id()).stream()
            .filter(one -> different.contains(one.key()) && !there.contains(one.key()))
            .map(Ballot::name)
            .toList();
    if (!gone.isEmpty()) {
      problems.add(named(MeetingProblem.GONE_ON, gone));
    }
    CriteriaSet set = sets.byId(campaign.setId());
    return rows.stream().map(row -> DossierRules.reconsidered(set, row, Stage.APPROVED)).toList();
  }

  /** Those voted on again, as they stand before it; told where one of them has gone on. */
  private List<DossierRow> reopened(
      List<Problem> problems,
      Meeting meeting,
      int here,
      Campaign campaign,
      List<DossierKey> different) {
    Stage after = DossierLifecycle.to(meeting.kind().event());
    List<DossierRow> rows = dossiers.rows(meeting.campaignId(), here, different);
    List<String> gone = new ArrayList<>(table.goneOn(different, after));
    if (gone.isEmpty() && rows.size() < different.size()) {
      Set<DossierKey> there = new HashSet<>(rows.stream().map(DossierRow::key).toList());
      table.ballots(meeting.id()).stream()
          .filter(one -> different.contains(one.key()))
          .filter(one -> !there.contains(one.key()))
          .map(Ballot::name)
          .forEach(gone::add);
    }
    if (!gone.isEmpty()) {
      problems.add(named(MeetingProblem.GONE_ON, gone));
      return List.of();
    }
    CriteriaSet set = sets.byId(campaign.setId());
    List<DossierRow> again =
        facts.in(campaign, set, rows).stream().map(row -> DossierRules.reopened(set, row)).toList();
    List<String> unfinished =
        again.stream().filter(row -> row.stage() != Stage.SCORED).map(DossierRow::head).toList();
    if (!unfinished.isEmpty()) {
      problems.add(named(MeetingProblem.GONE_ON, unfinished));
    }
    return again;
  }

  /**
   * Opens a dossier again after the meeting or the notice: what was voted does not hold any more.
   * Field of problems: {@code reason}.
   *
   * @return where it stands then
   */
  @Transactional
  public Result<Stage> reopen(Actor actor, DossierKey key, int version, String reason) {
    locks.tree();
    DossierTable.Place place = dossiers.place(key).orElseThrow(() -> missing(key));
    Optional<Problem> elsewhere =
        offices.require(actor, MeetingKind.VILLAGE.right(), place.villageId());
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    locks.communes(List.of(place.communeId()));
    Campaign campaign = campaigns.byId(place.campaignId()).orElseThrow();
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    reason(problems, why);
    DossierRow row = dossiers.row(key).orElseThrow(() -> missing(key));
    if (!DossierLifecycle.allows(row.stage(), DossierEvent.REOPEN)) {
      problems.add(Problem.of(MeetingProblem.NOT_TO_REOPEN, row.head()));
    } else if (row.version() != version || row.villageId() != place.villageId()) {
      problems.add(stale(row));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    return Result.ok(reopen(actor, campaign, row, why).stage());
  }

  /** Opens one again that is locked; the caller has asked for everything. */
  DossierRow reopen(Actor actor, Campaign campaign, DossierRow row, String why) {
    CriteriaSet set = sets.byId(campaign.setId());
    DossierRow after = DossierRules.reopened(set, row.with(facts.of(campaign, set, row.key())));
    dossiers.reopen(
        step(Ids.next(), campaign.id(), row.villageId(), DossierEvent.REOPEN, now(), actor, why),
        List.of(after));
    journal.write(
        actor,
        "dossier.reopen",
        subject(row.key()),
        row.villageId(),
        Map.of("reason", why, "stage", after.stage().name()));
    return after;
  }

  /**
   * Attaches the signed minutes; those attached before are kept in the file store and in the
   * journal. Field of problems: {@code file}.
   *
   * @param paper what was sent, read and found harmless
   */
  @Transactional
  public Result<Meeting> attach(Actor actor, UUID id, Attachment paper) {
    Meeting meeting = byId(actor, id);
    List<Problem> unfit = attachable(actor, meeting);
    if (unfit.isEmpty() && !paper.kind().showsPaper()) {
      unfit = List.of(Problem.at("file", MeetingProblem.SCAN_OF_NO_KIND));
    }
    if (!unfit.isEmpty()) {
      return Result.refused(unfit);
    }
    FileStore.Kept kept = files.keep(paper.content(), paper.kind().mediaType(), actor);
    table.attach(id, new MeetingTable.Scan(kept.sha256(), paper.kind().mediaType()), actor, now());
    Map<String, Object> details = new HashMap<>();
    details.put("sha256", kept.sha256());
    details.put("size", kept.size());
    journal.write(
        actor,
        "meeting.attach",
        subject(meeting.campaignId()) + "/meeting/" + id,
        meeting.areaId(),
        details);
    return Result.ok(meeting);
  }

  /** Why signed minutes cannot be attached to a meeting; asked before a file is read. */
  @Transactional(readOnly = true)
  public List<Problem> attachable(Actor actor, UUID id) {
    return attachable(actor, byId(actor, id));
  }

  private List<Problem> attachable(Actor actor, Meeting meeting) {
    Optional<Problem> elsewhere =
        offices.require(actor, meeting.kind().right(), worked(actor, meeting));
    if (elsewhere.isPresent()) {
      return List.of(elsewhere.get());
    }
    return meeting.status() == Meeting.Status.PLANNED
        ? List.of(Problem.of(MeetingProblem.NOT_TO_CORRECT))
        : List.of();
  }

  /**
   * Asks for the right, locks, and looks whether the campaign is open and has such meetings; null
   * problems mean that the command may go on.
   */
  private Optional<Problem> opened(Actor actor, int campaignId, int areaId, MeetingKind kind) {
    areas.require(actor, kind.right(), areaId);
    Campaign campaign = campaigns.at(campaignId, areaId).orElseThrow(() -> missing(campaignId));
    Optional<Problem> elsewhere =
        kind == MeetingKind.VILLAGE
            ? offices.require(actor, kind.right(), areaId)
            : offices.requireOffice(actor, kind.right(), campaign, areaId);
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    locks.communes(
        kind == MeetingKind.VILLAGE ? List.of(offices.of(areaId)) : lockedFor(campaignId, areaId));
    Campaign now = campaigns.at(campaignId, areaId).orElseThrow(() -> missing(campaignId));
    if (!now.open()) {
      return Optional.of(closed(now));
    }
    if (!now.steps().contains(kind.step())) {
      return Optional.of(Problem.of(MeetingProblem.NO_SUCH_MEETING));
    }
    return actor.personId() == null
        ? Optional.of(Problem.of(RecognitionProblem.NO_PERSON))
        : Optional.empty();
  }

  private static Problem heldAlready(Meeting meeting) {
    return Problem.of(MeetingProblem.HELD_ALREADY, meeting.actor(), meeting.recordedAt());
  }

  private static NotFoundException missing(UUID id) {
    return new NotFoundException("meeting " + id);
  }
}
