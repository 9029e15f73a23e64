package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreasThen;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.recognition.DossierTable.Done;
import vn.khuyenhoc.recognition.Objection.Resolution;
import vn.khuyenhoc.recognition.procedure.Procedure;
import vn.khuyenhoc.recognition.procedure.StepKind;

/**
 * Public notices: what a village proposes hangs for as many days as the procedure says. Who objects
 * is heard and answered with a reason; what nobody objects to any more goes on once the days are
 * over, by itself or when somebody asks for it.
 */
@Service
public class Notices extends CommandPart {

  private final NoticeTable table;
  private final Meetings meetings;
  private final AreasThen then;

  Notices(CommandMeans means, NoticeTable table, Meetings meetings, AreasThen then) {
    super(means);
    this.table = table;
    this.meetings = meetings;
    this.then = then;
  }

  // --- questions

  /**
   * The notices of a village, of those that went into it, and of those of which it became a part as
   * far as they name what lies here, in a campaign; running ones first.
   */
  @Transactional(readOnly = true)
  public List<Notice> of(Actor actor, int campaignId, int areaId) {
    areas.require(actor, Right.DOSSIER_READ, areaId);
    List<Integer> here = List.of(areaId);
    return table.of(campaignId, areaId, then.before(here), then.origins(here));
  }

  /** How many dossiers of a village wait to be posted. */
  @Transactional(readOnly = true)
  public int waiting(Actor actor, int campaignId, int areaId) {
    areas.require(actor, Right.DOSSIER_READ, areaId);
    Campaign campaign = campaigns.at(campaignId, areaId).orElseThrow(() -> missing(campaignId));
    return table.postable(campaignId, areaId, from(campaign)).dossiers();
  }

  private static Set<Stage> from(Campaign campaign) {
    return DossierLifecycle.from(DossierEvent.POST, campaign.steps());
  }

  /**
   * A notice within the actor's reach.
   *
   * @throws NotFoundException if there is none
   */
  @Transactional(readOnly = true)
  public Notice byId(Actor actor, UUID id) {
    Notice notice = table.byId(id).orElseThrow(() -> missing(id));
    areas.requireKnown(actor, Right.DOSSIER_READ, notice.areaId());
    return notice;
  }

  /** What a notice names, in its order. */
  @Transactional(readOnly = true)
  public List<Notice.Line> lines(Actor actor, UUID id) {
    return table.lines(byId(actor, id).id());
  }

  /** What was objected, unanswered first. */
  @Transactional(readOnly = true)
  public List<Objection> objections(Actor actor, UUID id) {
    return table.objections(byId(actor, id).id());
  }

  /** One objection of a notice within the actor's reach. */
  @Transactional(readOnly = true)
  public Objection objection(Actor actor, UUID noticeId, UUID id) {
    return table
        .objection(byId(actor, noticeId).id(), id)
        .orElseThrow(() -> new NotFoundException("objection " + id));
  }

  /**
   * A notice as everybody sees it: names and results while it hangs, nothing but its days after
   * that.
   *
   * @param notice the notice
   * @param campaign of which campaign
   * @param area the village as it was called last
   * @param days how many days it hangs
   * @param lines what it names; nothing once its days are over
   */
  public record Public(
      Notice notice, Campaign campaign, Area area, int days, List<Notice.Line> lines) {}

  /** A notice for everybody who has its address; one for practising is nobody else's business. */
  @Transactional(readOnly = true)
  public Public open(UUID id) {
    Notice notice = table.byId(id).orElseThrow(() -> missing(id));
    Campaign campaign = campaigns.byId(notice.campaignId()).orElseThrow();
    if (campaign.training()) {
      throw missing(id);
    }
    return new Public(
        notice,
        campaign,
        areas.lastKnown(notice.areaId()),
        days(notice.postedOn(), notice.until()),
        notice.runs(today()) ? table.lines(id) : List.of());
  }

  private static int days(LocalDate postedOn, LocalDate until) {
    return (int) java.time.temporal.ChronoUnit.DAYS.between(postedOn, until);
  }

  /** How many days a notice of a campaign hangs; 0 where its procedure has none. */
  static int days(Campaign campaign) {
    return campaign.procedure().step(StepKind.PUBLIC_NOTICE).map(Procedure.Step::days).orElse(0);
  }

  // --- commands

  /**
   * Posts everything of a village that waits for it. The day of posting is not counted, as terms
   * are counted; the last of the procedure's days is counted to its end. Fields of problems: {@code
   * postedOn}, {@code place}.
   *
   * @return the notice
   */
  @Transactional
  public Result<UUID> post(
      Actor actor, int campaignId, int areaId, @Nullable LocalDate postedOn, String where) {
    locks.tree();
    Optional<Problem> elsewhere = opened(actor, campaignId, areaId, List.of());
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    Campaign campaign = campaigns.byId(campaignId).orElseThrow();
    List<Problem> problems = new ArrayList<>();
    String place = VietnameseText.clean(where);
    NoticeTable.Postable postable = table.postable(campaignId, areaId, from(campaign));
    LocalDate since = postable.since();
    if (postedOn == null) {
      problems.add(Problem.at("postedOn", MeetingProblem.DATE_MISSING));
    } else if (postedOn.isAfter(today())) {
      problems.add(Problem.at("postedOn", MeetingProblem.DATE_IN_FUTURE, today()));
    } else if (since != null && postedOn.isBefore(since)) {
      problems.add(Problem.at("postedOn", MeetingProblem.POSTED_TOO_EARLY, since));
    }
    needed(problems, "place", place, MeetingProblem.PLACE_MISSING);
    if (postable.dossiers() == 0) {
      problems.add(Problem.of(MeetingProblem.NOTHING_TO_POST));
    }
    if (!problems.isEmpty() || postedOn == null) {
      return Result.refused(problems);
    }
    UUID id = Ids.next();
    table.post(
        new Notice(
            id,
            campaignId,
            areaId,
            postedOn,
            postedOn.plusDays(days(campaign)),
            place,
            false,
            postable.dossiers(),
            0,
            now(),
            actor.name()),
        from(campaign),
        actor);
    journal.write(
        actor,
        "notice.post",
        subject(campaignId) + "/notice/" + id,
        areaId,
        Map.of("day", postedOn.toString(), "dossiers", postable.dossiers()));
    return Result.ok(id);
  }

  /**
   * Somebody objects.
   *
   * @param id its identity, made before it is asked for: asking again records nothing more
   * @param noticeId to which notice
   * @param key about which dossier; null where none was chosen
   * @param raisedOn when it was said; null where that was not given
   * @param raisedBy by whom; empty for nobody who gave a name
   * @param words what was said
   */
  public record NewObjection(
      UUID id,
      UUID noticeId,
      @Nullable DossierKey key,
      @Nullable LocalDate raisedOn,
      String raisedBy,
      String words) {}

  /**
   * Writes down an objection; one that comes after the days is kept and marked as late. Fields of
   * problems: {@code dossier}, {@code raisedOn}, {@code raisedBy}, {@code words}.
   *
   * @return whether it was late
   */
  @Transactional
  public Result<Boolean> object(Actor actor, NewObjection given) {
    locks.tree();
    Notice notice = byId(actor, given.noticeId());
    Optional<Problem> elsewhere = opened(actor, notice);
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    List<Problem> problems = new ArrayList<>();
    DossierKey key = given.key();
    LocalDate raisedOn = given.raisedOn();
    String by = VietnameseText.clean(given.raisedBy());
    String words = VietnameseText.cleanLines(given.words());
    if (key == null || !table.names(notice.id(), key)) {
      problems.add(Problem.at("dossier", MeetingProblem.WHICH_MISSING));
    }
    if (raisedOn == null) {
      problems.add(Problem.at("raisedOn", MeetingProblem.DATE_MISSING));
    } else if (raisedOn.isBefore(notice.postedOn()) || raisedOn.isAfter(today())) {
      problems.add(
          Problem.at("raisedOn", MeetingProblem.OBJECTION_DAY, notice.postedOn(), today()));
    }
    tooLong(problems, "raisedBy", by);
    needed(problems, "words", words, MeetingProblem.WORDS_MISSING);
    if (!problems.isEmpty() || key == null || raisedOn == null) {
      return Result.refused(problems);
    }
    boolean late = raisedOn.isAfter(notice.until());
    table.object(
        new Objection(
            given.id(),
            notice.id(),
            key,
            "",
            raisedOn,
            by,
            words,
            late,
            Objection.Source.OFFICE,
            now(),
            actor.name(),
            null,
            null,
            null,
            null),
        actor);
    journal.write(
        actor,
        "notice.object",
        subject(key),
        notice.areaId(),
        Map.of("notice", notice.id().toString(), "objection", given.id().toString()));
    return Result.ok(late);
  }

  /** The most objections about one dossier that wait at once; the next one is told the office. */
  static final int MOST_WAITING = 20;

  /**
   * Somebody objects through the public page while the notice hangs. Fields of problems: {@code
   * dossier}, {@code raisedBy}, {@code words}.
   *
   * @return the objection
   */
  @Transactional
  public Result<UUID> objectPublicly(
      UUID id, UUID noticeId, @Nullable DossierKey key, String raisedBy, String said) {
    locks.tree();
    Notice notice = table.byId(noticeId).orElseThrow(() -> missing(noticeId));
    locks.communes(table.offices(noticeId));
    if (table.objection(noticeId, id).isPresent()) {
      return Result.ok(id);
    }
    Campaign campaign = campaigns.byId(notice.campaignId()).orElseThrow();
    if (!campaign.open() || !notice.runs(today())) {
      return Result.refused(Problem.of(MeetingProblem.NOTICE_OVER, notice.until()));
    }
    List<Problem> problems = new ArrayList<>();
    String by = VietnameseText.clean(raisedBy);
    String words = VietnameseText.cleanLines(said);
    if (key == null || !table.names(noticeId, key)) {
      problems.add(Problem.at("dossier", MeetingProblem.WHICH_MISSING));
    } else if (table.unanswered(noticeId, key) >= MOST_WAITING) {
      problems.add(Problem.of(MeetingProblem.OBJECTIONS_FULL));
    }
    tooLong(problems, "raisedBy", by);
    needed(problems, "words", words, MeetingProblem.WORDS_MISSING);
    if (!problems.isEmpty() || key == null) {
      return Result.refused(problems);
    }
    table.object(
        new Objection(
            id,
            noticeId,
            key,
            "",
            today(),
            by,
            words,
            false,
            Objection.Source.PUBLIC,
            now(),
            RollKeeper.SYSTEM.name(),
            null,
            null,
            null,
            null),
        RollKeeper.SYSTEM);
    journal.write(
        RollKeeper.SYSTEM,
        "notice.object.publicly",
        subject(key),
        notice.areaId(),
        Map.of("notice", noticeId.toString(), "objection", id.toString()));
    return Result.ok(id);
  }

  /**
   * What became of an objection that came through the public page, for whoever has its address.
   *
   * @throws NotFoundException if there is none, or it was written down in the office
   */
  @Transactional(readOnly = true)
  public Objection sent(UUID noticeId, UUID id) {
    return table
        .objection(noticeId, id)
        .filter(one -> one.source() == Objection.Source.PUBLIC)
        .orElseThrow(() -> new NotFoundException("objection " + id));
  }

  /**
   * Answers an objection: right, and the dossier is opened again, or not right. Nobody answers for
   * what they scored. Fields of problems: {@code resolution}, {@code reason}.
   */
  @Transactional
  public Result<Resolution> resolve(
      Actor actor, UUID noticeId, UUID id, @Nullable Resolution resolution, String reason) {
    locks.tree();
    Notice notice = byId(actor, noticeId);
    int here = worked(actor, notice, objection(actor, noticeId, id));
    Optional<Problem> elsewhere =
        opened(actor, notice.campaignId(), here, table.offices(notice.id()));
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    Objection objection = objection(actor, noticeId, id);
    Instant resolvedAt = objection.resolvedAt();
    if (objection.resolution() != null && resolvedAt != null) {
      return Result.refused(
          Problem.of(
              MeetingProblem.RESOLVED_ALREADY, String.valueOf(objection.resolver()), resolvedAt));
    }
    Campaign campaign = campaigns.byId(notice.campaignId()).orElseThrow();
    UUID person = actor.personId();
    String why = VietnameseText.cleanLines(reason);
    List<Problem> problems = new ArrayList<>();
    if (resolution == null) {
      problems.add(Problem.at("resolution", MeetingProblem.RESOLUTION_MISSING));
    }
    reason(problems, why);
    if (person != null && table.scored(objection.key(), person)) {
      problems.add(Problem.of(MeetingProblem.RESOLVER_SCORED, objection.name()));
    }
    DossierRow row = dossiers.row(objection.key()).orElseThrow(() -> missing(objection.key()));
    boolean opens = DossierLifecycle.allows(row.stage(), DossierEvent.REOPEN);
    if (resolution == Resolution.UPHELD
        && !opens
        && !DossierLifecycle.allows(row.stage(), DossierEvent.COMPLETE)) {
      problems.add(Problem.at("resolution", MeetingProblem.SENT_ALREADY, objection.name()));
    }
    if (!problems.isEmpty() || resolution == null) {
      return Result.refused(problems);
    }
    table.resolve(id, resolution, why, actor, now());
    if (resolution == Resolution.UPHELD && opens) {
      meetings.reopen(actor, campaign, row, why);
    }
    journal.write(
        actor,
        "notice.resolve",
        subject(objection.key()),
        notice.areaId(),
        Map.of("objection", id.toString(), "resolution", resolution.name(), "reason", why));
    if (notice.until().isBefore(today())) {
      end(actor, campaign, notice);
    }
    return Result.ok(resolution);
  }

  /**
   * What the end of a notice came to.
   *
   * @param ended how many go on
   */
  public record Ended(int ended) {}

  /** Ends a notice whose days are over, for what nobody objects to. */
  @Transactional
  public Result<Ended> end(Actor actor, UUID noticeId) {
    locks.tree();
    Notice notice = byId(actor, noticeId);
    Optional<Problem> elsewhere = opened(actor, notice);
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    if (notice.runs(today())) {
      return Result.refused(Problem.of(MeetingProblem.NOTICE_RUNS, notice.until()));
    }
    Done done = end(actor, campaigns.byId(notice.campaignId()).orElseThrow(), notice);
    return done.dossiers() == 0
        ? Result.refused(Problem.of(MeetingProblem.NOTHING_TO_END))
        : Result.ok(new Ended(done.dossiers()));
  }

  /** The notices that the next day's work ends. */
  List<UUID> due() {
    return table.due(today());
  }

  /** Ends one whose days are over, nobody asking for it. */
  @Transactional
  public int endDue(UUID noticeId) {
    locks.tree();
    Notice notice = table.byId(noticeId).orElseThrow(() -> missing(noticeId));
    locks.communes(table.offices(noticeId));
    Campaign campaign = campaigns.byId(notice.campaignId()).orElseThrow();
    return campaign.open() && !notice.runs(today()) && !notice.ended()
        ? end(RollKeeper.SYSTEM, campaign, notice).dossiers()
        : 0;
  }

  private Done end(Actor actor, Campaign campaign, Notice notice) {
    UUID stepId = Ids.next();
    Done done =
        table.end(
            step(stepId, campaign.id(), notice.areaId(), DossierEvent.POST, now(), actor, ""),
            notice.id(),
            from(campaign));
    if (done.dossiers() > 0) {
      Map<String, Object> details = new HashMap<>();
      details.put("dossiers", done.dossiers());
      details.put("step", stepId.toString());
      journal.write(
          actor,
          "notice.end",
          subject(campaign.id()) + "/notice/" + notice.id(),
          notice.areaId(),
          details);
    }
    return done;
  }

  /** Of these, those about which somebody objected in time and was not answered. */
  Set<DossierKey> objected(Collection<DossierRow> rows) {
    return objectedOf(rows.stream().map(DossierRow::key).toList());
  }

  /** Of these, those about which somebody objected in time and was not answered. */
  @Transactional(readOnly = true)
  Set<DossierKey> objectedOf(Collection<DossierKey> keys) {
    return keys.isEmpty() ? Set.of() : table.objected(keys);
  }

  /** What holds those back about which somebody objected. */
  static Problem objected(List<String> names) {
    Problem told = named(MeetingProblem.OBJECTED, names);
    return Problem.of(told.code(), told.arguments().toArray());
  }

  /** Why nothing, or not everything, of a village can be sent yet. */
  List<Problem> unsendable(Campaign campaign, int areaId) {
    Set<StepKind> has = campaign.steps();
    List<Problem> problems = new ArrayList<>();
    if (has.contains(StepKind.VILLAGE_MEETING)) {
      int scored = dossiers.stages(campaign.id(), areaId).getOrDefault(Stage.SCORED, 0);
      if (scored > 0) {
        problems.add(Problem.of(MeetingProblem.NOT_VOTED_ON, scored));
      }
    }
    if (has.contains(StepKind.PUBLIC_NOTICE)) {
      NoticeTable.Waiting waiting = table.waiting(campaign.id(), areaId, from(campaign));
      LocalDate until = waiting.until();
      if (waiting.unposted() > 0) {
        problems.add(Problem.of(MeetingProblem.NOT_POSTED, waiting.unposted()));
      }
      if (waiting.running() > 0 && until != null) {
        problems.add(Problem.of(MeetingProblem.STILL_POSTED, waiting.running(), until));
      }
      if (waiting.unanswered() > 0) {
        problems.add(Problem.of(MeetingProblem.OBJECTIONS_OPEN, waiting.unanswered()));
      }
      List<String> objected =
          table.objected(
              campaign.id(), areaId, DossierLifecycle.from(DossierEvent.SEND, campaign.steps()));
      if (!objected.isEmpty()) {
        problems.add(objected(objected));
      }
    }
    return problems;
  }

  /** The first steps of every command; what a notice names may lie elsewhere by now. */
  private Optional<Problem> opened(Actor actor, Notice notice) {
    return opened(actor, notice.campaignId(), worked(actor, notice), table.offices(notice.id()));
  }

  private int worked(Actor actor, Notice notice) {
    return worked(actor, Right.DOSSIER_SCORE, notice.areaId(), () -> table.villages(notice.id()));
  }

  /** Of a village that was divided: in the part where what is objected to lies now. */
  private int worked(Actor actor, Notice notice, Objection objection) {
    return worked(
        actor,
        Right.DOSSIER_SCORE,
        notice.areaId(),
        () -> dossiers.place(objection.key()).map(DossierTable.Place::villageId).stream().toList());
  }

  /** Whether the actor may answer an objection. */
  @Transactional(readOnly = true)
  public boolean answers(Actor actor, Notice notice, Objection objection) {
    return offices.acts(actor, Right.DOSSIER_SCORE, worked(actor, notice, objection));
  }

  /** Whether the actor may write down and answer objections to a notice, and end it. */
  @Transactional(readOnly = true)
  public boolean acts(Actor actor, Notice notice) {
    return offices.acts(actor, Right.DOSSIER_SCORE, worked(actor, notice));
  }

  private Optional<Problem> opened(Actor actor, int campaignId, int areaId, List<Integer> besides) {
    Optional<Problem> elsewhere = offices.require(actor, Right.DOSSIER_SCORE, areaId);
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    Set<Integer> communes = new HashSet<>(besides);
    communes.add(offices.of(areaId));
    locks.communes(communes);
    Campaign campaign = campaigns.at(campaignId, areaId).orElseThrow(() -> missing(campaignId));
    if (!campaign.open()) {
      return Optional.of(closed(campaign));
    }
    if (!campaign.steps().contains(StepKind.PUBLIC_NOTICE)) {
      return Optional.of(Problem.of(MeetingProblem.NO_NOTICE));
    }
    return actor.personId() == null
        ? Optional.of(Problem.of(RecognitionProblem.NO_PERSON))
        : Optional.empty();
  }

  private static NotFoundException missing(UUID id) {
    return new NotFoundException("notice " + id);
  }
}
