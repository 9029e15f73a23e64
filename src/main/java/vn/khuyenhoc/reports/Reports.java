package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.IssuingBody;
import vn.khuyenhoc.platform.document.Wording;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.ReportingBody;
import vn.khuyenhoc.registry.SignedPaper;
import vn.khuyenhoc.registry.Signer;
import vn.khuyenhoc.registry.Signers;
import vn.khuyenhoc.registry.Signing;

/**
 * Reports as they are read: lists, drafts, what was sent, and every number behind them. What an
 * office is still writing is seen by those who write it and by nobody else.
 */
@Service
public class Reports {

  private static final Wording WORDING = Wording.of("results-report");
  private static final int HISTORY = 200;

  private final ReportTable table;
  private final ReportReach reach;
  private final ReportFilling filling;
  private final Areas areas;
  private final Bodies bodies;
  private final Signers signers;
  private final ObligationTable obligations;
  private final Texts t;
  private final Clock clock;

  Reports(
      ReportTable table,
      ReportReach reach,
      ReportFilling filling,
      Areas areas,
      Bodies bodies,
      Signers signers,
      ObligationTable obligations,
      Languages languages,
      Clock clock) {
    this.table = table;
    this.reach = reach;
    this.filling = filling;
    this.areas = areas;
    this.bodies = bodies;
    this.signers = signers;
    this.obligations = obligations;
    this.t = languages.vietnamese();
    this.clock = clock;
  }

  /**
   * A report as somebody opens it.
   *
   * @param report where it is
   * @param draft what is being written; null for whoever does not write it
   * @param writes whether the reader writes it
   * @param receives whether the reader receives it
   * @param open whether the reader may change it now
   * @param ended the area is no more
   */
  public record Opened(
      Report report,
      Report.@Nullable Draft draft,
      boolean writes,
      boolean receives,
      boolean open,
      boolean ended) {}

  /**
   * Opens a report.
   *
   * @throws NotFoundException if there is none, it is out of reach, or it was never sent and the
   *     actor does not write it
   */
  @Transactional(readOnly = true)
  public Opened open(Actor actor, UUID id) {
    Report report = table.one(id).orElseThrow(() -> new NotFoundException("report " + id));
    Area area = areas.requireKnown(actor, Right.REPORT_READ, report.areaId());
    boolean writes = reach.writes(actor, report.areaId(), report.level());
    boolean receives = reach.receives(actor, report.areaId(), report.level());
    if (!writes && report.sentVersion() == null) {
      throw new NotFoundException("report " + id + " that was not sent");
    }
    Report.Draft draft = writes ? draft(id) : null;
    LocalDate until = area.until();
    boolean ended = until != null && !until.isAfter(LocalDate.now(clock));
    return new Opened(
        report, draft, writes, receives, draft != null && !ended && report.open(draft), ended);
  }

  Report.Draft draft(UUID id) {
    return table.draft(id).orElseThrow(() -> new NotFoundException("draft of report " + id));
  }

  /**
   * What a draft says with everything in it.
   *
   * @throws NotFoundException if the actor does not write it
   */
  @Transactional(readOnly = true)
  public ReportContent working(Actor actor, UUID id) {
    Opened opened = open(actor, id);
    Report.Draft draft = opened.draft();
    if (draft == null) {
      throw new NotFoundException("draft of report " + id);
    }
    return working(opened.report(), draft);
  }

  ReportContent working(Report report, Report.Draft draft) {
    Map<ReportSection, String> texts = new LinkedHashMap<>();
    table.texts(report.id()).forEach((section, text) -> texts.put(section, text.words()));
    Map<String, String> marks = new LinkedHashMap<>();
    table
        .marks(report.id())
        .forEach(
            (figure, mark) -> {
              if (mark.notReported()) {
                marks.put(figure, mark.reason());
              }
            });
    return ReportAssembly.of(
        draft.content(), texts, marks, table.files(report.id()), draft.merged(), t);
  }

  /**
   * A version as it was sent.
   *
   * @throws NotFoundException if there is none, or the report is out of reach
   */
  @Transactional(readOnly = true)
  public Report.Sent sent(Actor actor, UUID id, int version) {
    open(actor, id);
    return table
        .sent(id, version)
        .orElseThrow(() -> new NotFoundException("version " + version + " of report " + id));
  }

  /** What the area sent in the same form on another period; empty where it has sent nothing. */
  @Transactional(readOnly = true)
  public Optional<Report.Sent> sent(Actor actor, UUID id, LocalDate from, LocalDate until) {
    Report report = open(actor, id).report();
    return table.of(List.of(report.areaId()), report.form(), from, until).values().stream()
        .flatMap(one -> table.sent(List.of(one.id())).values().stream())
        .findFirst();
  }

  /** Every version that was sent, newest first. */
  @Transactional(readOnly = true)
  public List<Report.Version> versions(Actor actor, UUID id) {
    open(actor, id);
    return table.versions(id);
  }

  /** What became of it, newest first. */
  @Transactional(readOnly = true)
  public List<Report.Step> steps(Actor actor, UUID id) {
    open(actor, id);
    return table.steps(id);
  }

  /** What differs between two versions. */
  @Transactional(readOnly = true)
  public ReportDifferences differences(Actor actor, UUID id, int from, int to) {
    return ReportDifferences.of(sent(actor, id, from).content(), sent(actor, id, to).content(), t);
  }

  /**
   * A figure of a report as it is at this moment; null where the area is no more, so that nothing
   * is read of it today, or where the system no longer computes it.
   */
  @Transactional(readOnly = true)
  public @Nullable ReportFigure live(Actor actor, UUID id, String key) {
    Opened opened = open(actor, id);
    return opened.ended() ? null : filling.live(actor, opened.report(), key);
  }

  /** The current text of a section; null while there is none. */
  @Transactional(readOnly = true)
  public Report.@Nullable SavedText text(Actor actor, UUID id, ReportSection section) {
    writing(actor, id);
    return table.texts(id).get(section);
  }

  /** A text that was saved once. */
  @Transactional(readOnly = true)
  public Report.SavedText text(Actor actor, UUID id, long no) {
    writing(actor, id);
    return table.text(id, no).orElseThrow(() -> new NotFoundException("text " + no));
  }

  /** Every text of a section that was saved, newest first. */
  @Transactional(readOnly = true)
  public List<Report.SavedText> texts(Actor actor, UUID id, ReportSection section) {
    writing(actor, id);
    return table.history(id, section, HISTORY);
  }

  /** What was said of figures, by figure. */
  @Transactional(readOnly = true)
  public Map<String, Report.Mark> marks(Actor actor, UUID id) {
    writing(actor, id);
    return table.marks(id);
  }

  /** A file of a report: one that is attached now, or was when it was sent. */
  @Transactional(readOnly = true)
  public ReportContent.File file(Actor actor, UUID id, UUID attached) {
    Opened opened = open(actor, id);
    ReportContent.File file =
        table
            .file(id, attached)
            .orElseThrow(() -> new NotFoundException("file " + attached + " of report " + id));
    if (!opened.writes()
        && table.versions(id).stream()
            .map(version -> table.sent(id, version.version()).orElseThrow().content())
            .noneMatch(content -> content.files().contains(file))) {
      throw new NotFoundException("file " + attached + " that was not sent");
    }
    return file;
  }

  /**
   * The report as its writer opens it.
   *
   * @throws NotFoundException if the actor does not write it
   */
  Opened writing(Actor actor, UUID id) {
    Opened opened = open(actor, id);
    if (!opened.writes()) {
      throw new NotFoundException("report " + id + " to be written");
    }
    return opened;
  }

  /** What was found in a draft, in the reader's words. */
  @Transactional(readOnly = true)
  public List<ReportFinding> findings(Actor actor, UUID id, Texts words) {
    Opened opened = writing(actor, id);
    Report.Draft draft = draft(id);
    return findings(actor, opened.report(), working(opened.report(), draft), words);
  }

  /**
   * The same with what is to be said of the day that it is to be dated.
   *
   * @param signedOn that day; null where it has none yet
   */
  @Transactional(readOnly = true)
  public List<ReportFinding> findings(
      Actor actor, UUID id, @Nullable LocalDate signedOn, Texts words) {
    Opened opened = writing(actor, id);
    return findings(actor, opened.report(), working(opened.report(), draft(id)), signedOn, words);
  }

  List<ReportFinding> findings(
      Actor actor,
      Report report,
      ReportContent content,
      @Nullable LocalDate signedOn,
      Texts words) {
    List<ReportFinding> found = new ArrayList<>(findings(actor, report, content, words));
    ReportChecks.dated(content, signedOn, words).ifPresent(found::add);
    return found;
  }

  private List<ReportFinding> findings(
      Actor actor, Report report, ReportContent content, Texts words) {
    return ReportChecks.of(
        content,
        filling.reported(actor, report),
        sentBelow(report, content),
        clock.instant(),
        words);
  }

  /** What the areas directly below have sent on the same form and period. */
  Map<Integer, Report.Sent> sentBelow(Report report, ReportContent content) {
    if (content.section(ReportSection.BELOW) == null || content.below().isEmpty()) {
      return Map.of();
    }
    return table.sent(below(report, content).values().stream().map(Report::id).toList());
  }

  /** The areas directly below whose report on the same form and period was sent back to mend. */
  Set<Integer> returnedBelow(Report report, ReportContent content) {
    return below(report, content).values().stream()
        .filter(one -> one.stage() == ReportStage.RETURNED)
        .map(Report::areaId)
        .collect(Collectors.toSet());
  }

  private Map<Integer, Report> below(Report report, ReportContent content) {
    return table.of(
        content.below().stream().map(ReportContent.Place::id).toList(),
        report.form(),
        report.from(),
        report.until());
  }

  // --- lists

  /** How many reports a list has. */
  @Transactional(readOnly = true)
  public long count(Actor actor, ReportFilter filter) {
    return table.count(within(actor, filter.below()), levels(actor, filter.below()), filter);
  }

  /** A part of a list. */
  @Transactional(readOnly = true)
  public List<Report> list(Actor actor, ReportFilter filter, int limit, long offset) {
    return table.list(
        within(actor, filter.below()), levels(actor, filter.below()), filter, limit, offset);
  }

  /** What the duties say that reports answer, by duty. */
  @Transactional(readOnly = true)
  public Map<UUID, ObligationSays> duties(List<Report> answering) {
    return obligations
        .byIds(
            answering.stream()
                .map(Report::obligationId)
                .filter(Objects::nonNull)
                .distinct()
                .toList())
        .stream()
        .collect(Collectors.toMap(Obligation::id, Obligation::says));
  }

  /** The years to choose from. */
  @Transactional(readOnly = true)
  public List<Integer> years(Actor actor, boolean below) {
    return table.years(within(actor, below), levels(actor, below));
  }

  /** Whether the actor receives reports of anybody. */
  public boolean receives(Actor actor) {
    return !levels(actor, true).isEmpty();
  }

  private List<AreaLevel> levels(Actor actor, boolean below) {
    return ReportReach.LEVELS.stream()
        .filter(
            level ->
                !(below ? reach.receiving(actor, level) : reach.writing(actor, level)).isEmpty())
        .toList();
  }

  private List<Integer> within(Actor actor, boolean below) {
    return ReportReach.LEVELS.stream()
        .flatMap(
            level -> (below ? reach.receiving(actor, level) : reach.writing(actor, level)).stream())
        .distinct()
        .toList();
  }

  /** The areas for which somebody writes reports. */
  @Transactional(readOnly = true)
  public List<Area> areas(Actor actor) {
    List<Area> all = new ArrayList<>();
    for (AreaLevel level : ReportReach.LEVELS) {
      List<Integer> own = reach.writing(actor, level);
      if (own.isEmpty()) {
        continue;
      }
      if (level == AreaLevel.NATION) {
        all.add(areas.nation());
      } else {
        all.addAll(areas.below(own, level));
      }
    }
    return all.stream().distinct().toList();
  }

  /**
   * An area below and how far its report is.
   *
   * @param place the area
   * @param report its report; null where it has none, or has sent none yet
   */
  public record Owing(ReportContent.Place place, @Nullable Report report) {}

  /**
   * How far the areas directly below are with a report on a form and period.
   *
   * @throws NotFoundException if the actor does not receive reports there
   */
  @Transactional(readOnly = true)
  public List<Owing> owing(
      Actor actor, int areaId, ReportForm form, LocalDate from, LocalDate until) {
    areas.require(actor, Right.REPORT_RECEIVE, areaId);
    List<Area> below = areas.children(areaId);
    Map<Integer, Report> reports =
        table.of(below.stream().map(Area::id).toList(), form, from, until);
    return below.stream()
        .filter(one -> reach.receives(actor, one.id(), one.level()))
        .map(
            one -> {
              Report report = reports.get(one.id());
              return new Owing(
                  ReportSays.place(one),
                  report == null || report.sentVersion() == null ? null : report);
            })
        .toList();
  }

  // --- around the document

  /** What stands around the report of an area as a document where nobody changes it. */
  @Transactional(readOnly = true)
  public ReportContent.Head head(ReportContent content) {
    return heads(List.of(content)).getFirst();
  }

  /**
   * The same of a report that somebody asked for: it goes to those whom the duty names, and the
   * body that the duty lets write it issues it.
   */
  @Transactional(readOnly = true)
  public ReportContent.Head head(ReportContent content, Report report) {
    ReportContent.Head head = head(content);
    UUID id = report.obligationId();
    return id == null
        ? head
        : obligations
            .byId(id)
            .map(duty -> new ReportParties(content, head).asked(duty.says()))
            .map(asked -> asked.signed(signing(content, asked).block()))
            .orElse(head);
  }

  /** Who signs a report as its head has it, on its day, or on this one while it has none. */
  @Transactional(readOnly = true)
  public Signing signing(ReportContent content, ReportContent.Head head) {
    return signers(content, head).of(SignedPaper.REPORT, head.issuer());
  }

  /** Whoever is named under a report, but does not sign reports of its issuer on its day. */
  Optional<Signer> signsNot(ReportContent content, ReportContent.Head head) {
    return signers(content, head).notOn(SignedPaper.REPORT, head.issuer(), head.signer());
  }

  private Signers.Around signers(ReportContent content, ReportContent.Head head) {
    return signers.around(
        content.area().id(),
        head.signedOn().isEmpty() ? LocalDate.now(clock) : LocalDate.parse(head.signedOn()));
  }

  /** The same of many, in as many statements as of one; in the same order. */
  List<ReportContent.Head> heads(List<ReportContent> contents) {
    LocalDate today = LocalDate.now(clock);
    List<Integer> places = contents.stream().map(one -> one.area().id()).distinct().toList();
    Map<Integer, Bodies.Around> around = bodies.around(places, today);
    Map<Integer, Signers.Around> signing = signers.around(places, today);
    return contents.stream()
        .map(
            one -> {
              int area = one.area().id();
              return head(
                  one,
                  around.getOrDefault(area, new Bodies.Around(Map.of())),
                  signing.getOrDefault(area, new Signers.Around(area, today, List.of())));
            })
        .toList();
  }

  private static ReportContent.Head head(
      ReportContent content, Bodies.Around around, Signers.Around signing) {
    AreaLevel level = AreaLevel.valueOf(content.area().level());
    String name = ReportSays.inSentence(content.area().name());
    ReportContent.Place parent = content.above().isEmpty() ? null : content.above().getLast();
    IssuingBody issuer =
        ReportingBody.of(
            around, level, content.area().name(), parent == null ? null : parent.name());
    return new ReportContent.Head(
            issuer.superior(),
            issuer.name(),
            issuer.symbol(),
            issuer.place(),
            "",
            "",
            "",
            "",
            "",
            "",
            WORDING
                .say(
                    level == AreaLevel.COMMUNE ? "recipients.commune" : "recipients.province", name)
                .lines()
                .toList(),
            WORDING.say("recipients.archive"))
        .signed(signing.of(SignedPaper.REPORT, issuer.name()).block());
  }
}
