package vn.khuyenhoc.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.LaterName;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.text.DateReading;
import vn.khuyenhoc.platform.text.VietnameseDates;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Writing, sending and receiving reports. What is sent is frozen: figures, texts, the tree of areas
 * and the hash over all of it; whatever comes later is another version beside it.
 */
@Service
public class ReportWriting {

  /** The longest text of a section. */
  static final int LONGEST = 20_000;

  private static final int LONGEST_REASON = 1000;
  private static final int LONGEST_HEAD = 300;
  private static final int LONGEST_RECIPIENTS = 2000;
  private static final int FIRST_YEAR = 2000;
  private static final int MOST_YEARS = 15;

  /** How often figures are read without a lock before they are read under it. */
  private static final int TRIES = 2;

  private final ReportTable table;
  private final Reports reports;
  private final ReportReach reach;
  private final ReportFilling filling;
  private final Obligations obligations;
  private final Dues dues;
  private final Areas areas;
  private final FileStore files;
  private final Locks locks;
  private final Journal journal;
  private final Texts vietnamese;
  private final Clock clock;
  private final TransactionTemplate reads;
  private final TransactionTemplate readsApart;
  private final TransactionTemplate writes;

  ReportWriting(
      ReportTable table,
      Reports reports,
      ReportReach reach,
      ReportFilling filling,
      Obligations obligations,
      Dues dues,
      Areas areas,
      FileStore files,
      Locks locks,
      Journal journal,
      Languages languages,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.table = table;
    this.reports = reports;
    this.reach = reach;
    this.filling = filling;
    this.obligations = obligations;
    this.dues = dues;
    this.areas = areas;
    this.files = files;
    this.locks = locks;
    this.journal = journal;
    this.vietnamese = languages.vietnamese();
    this.clock = clock;
    this.reads = new TransactionTemplate(transactions);
    this.reads.setReadOnly(true);
    // all figures of a report are of one moment
    this.reads.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.readsApart = new TransactionTemplate(transactions, reads);
    this.readsApart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.writes = new TransactionTemplate(transactions);
  }

  /**
   * What was read for a report, when and of which tree of areas; or what is wrong with what was
   * typed.
   */
  private record Prepared(
      List<Problem> problems,
      @Nullable ReportContent content,
      @Nullable Asked asked,
      String tree,
      ReportReading reading,
      Instant at) {

    static Prepared wrong(List<Problem> problems) {
      return new Prepared(problems, null, null, "", ReportReading.NEVER, Instant.EPOCH);
    }
  }

  /** What is to be reported on. */
  private record Asked(Area area, ReportForm form, LocalDate from, LocalDate until) {}

  /**
   * Begins a report, filled with the figures of this moment. They take seconds to read, so they are
   * read before anything is locked; where the areas were reorganised meanwhile they are read again.
   *
   * @param id made by the form, so that sending it twice begins one
   * @param sample whether the data are samples
   * @return its identity; problems of the fields {@code area}, {@code form}, {@code from}, {@code
   *     until}
   */
  public Result<UUID> begin(Actor actor, UUID id, ReportOpening typed, boolean sample) {
    if (!actor.holds(Right.REPORT_WRITE)) {
      throw new ForbiddenException(Right.REPORT_WRITE);
    }
    return readingFirst(
        () -> {
          if (there(actor, id)) {
            return Prepared.wrong(List.of());
          }
          Instant at = now();
          ReportReading reading = table.reading();
          String tree = table.tree();
          List<Problem> problems = new ArrayList<>();
          Asked asked = asked(actor, typed, problems);
          return asked == null
              ? Prepared.wrong(problems)
              : new Prepared(
                  List.of(),
                  filling.fill(
                      actor,
                      Right.REPORT_READ,
                      asked.area().id(),
                      asked.form(),
                      asked.from(),
                      asked.until(),
                      sample),
                  asked,
                  tree,
                  reading,
                  at);
        },
        read -> {
          ReportContent content = read.content();
          Asked asked = read.asked();
          if (!read.problems().isEmpty()) {
            return Result.refused(read.problems());
          }
          if (content == null || asked == null || there(actor, id)) {
            return Result.ok(id);
          }
          int area = asked.area().id();
          // what was read is of this tree; who asks may have changed with it
          areas.require(actor, Right.REPORT_WRITE, area);
          Optional<UUID> existing =
              table.existing(area, asked.form(), asked.from(), asked.until(), typed.obligation());
          if (existing.isPresent() && table.asked(existing.get(), typed.obligation())) {
            // begun unasked, and now it is what the duty asks for
            tell(actor, "report.open", existing.get(), area, Map.of("form", asked.form().name()));
            return Result.ok(existing.get());
          }
          if (existing.isPresent()
              || !table.add(
                  id, area, typed.obligation(), asked.form(), asked.from(), asked.until())) {
            return Result.refused(
                Problem.of(
                    ReportProblem.THERE_ALREADY,
                    new ReportWords(vietnamese).title(asked.form(), asked.from(), asked.until()),
                    asked.area().name()));
          }
          table.fill(id, ReportJson.write(content), read.at(), read.reading(), actor.name());
          table.takeOver(id, area, asked.form(), asked.from(), asked.until(), now(), actor);
          table.step(id, "OPENED", null, "", now(), actor);
          tell(actor, "report.open", id, area, Map.of("form", asked.form().name()));
          return Result.ok(id);
        });
  }

  private boolean there(Actor actor, UUID id) {
    if (table.one(id).isEmpty()) {
      return false;
    }
    reports.writing(actor, id);
    return true;
  }

  private @Nullable Asked asked(Actor actor, ReportOpening typed, List<Problem> problems) {
    ReportForm form = ReportForm.named(typed.form()).orElse(null);
    if (form == null) {
      problems.add(Problem.at("form", ReportProblem.FORM_MISSING));
    }
    LocalDate from = day("from", typed.from(), problems);
    LocalDate until = day("until", typed.until(), problems);
    if (from != null && until != null) {
      period(from, until, problems);
    }
    Area area = area(actor, typed.area(), problems);
    ObligationPeriod on =
        from == null || until == null || until.isBefore(from)
            ? null
            : new ObligationPeriod(from, until);
    boolean ofDuty = false;
    if (typed.obligation() != null && area != null) {
      List<Problem> misfits =
          dues.misfits(obligations.one(actor, typed.obligation()), area, on, vietnamese);
      problems.addAll(misfits);
      ofDuty = misfits.stream().noneMatch(one -> one.code() == ReportProblem.PERIOD_NOT_ASKED);
    }
    if (form != null && on != null && !ofDuty && !form.fits(on.from(), on.to())) {
      problems.add(
          Problem.at(
              "until",
              form == ReportForm.YEAR ? ReportProblem.NOT_A_YEAR : ReportProblem.NOT_HALF_A_YEAR,
              String.valueOf(on.to().getYear())));
    }
    return !problems.isEmpty() || form == null || from == null || until == null || area == null
        ? null
        : new Asked(area, form, from, until);
  }

  /**
   * Reads without a lock, then writes under the lock of the tree if that is still the one that was
   * read; after as many tries as are worth it, reads under the lock.
   */
  private Result<UUID> readingFirst(
      Supplier<Prepared> reading, Function<Prepared, Result<UUID>> writing) {
    for (int tried = 0; tried < TRIES; tried++) {
      Prepared read = Objects.requireNonNull(reads.execute(status -> reading.get()));
      Optional<Result<UUID>> written =
          Objects.requireNonNull(
              writes.execute(
                  status -> {
                    locks.tree();
                    return read.content() == null || read.tree().equals(table.tree())
                        ? Optional.of(writing.apply(read))
                        : Optional.empty();
                  }));
      if (written.isPresent()) {
        return written.get();
      }
    }
    return Objects.requireNonNull(
        writes.execute(
            status -> {
              locks.tree();
              // begun after the lock was got, so that it sees the tree that is locked
              return writing.apply(
                  Objects.requireNonNull(readsApart.execute(inner -> reading.get())));
            }));
  }

  /** The report of an area on a form and period, whoever began it; empty for none. */
  @Transactional(readOnly = true)
  public Optional<UUID> existing(Actor actor, ReportOpening typed) {
    ReportForm form = ReportForm.named(typed.form()).orElse(null);
    List<Problem> problems = new ArrayList<>();
    LocalDate from = day("from", typed.from(), problems);
    LocalDate until = day("until", typed.until(), problems);
    Area area = area(actor, typed.area(), problems);
    return form == null || from == null || until == null || area == null
        ? Optional.empty()
        : table.existing(area.id(), form, from, until, typed.obligation());
  }

  static void period(LocalDate from, LocalDate until, List<Problem> problems) {
    if (until.isBefore(from)) {
      problems.add(Problem.at("until", ReportProblem.PERIOD_TURNED));
    } else if (until.getYear() - from.getYear() > MOST_YEARS) {
      problems.add(Problem.at("until", ReportProblem.PERIOD_LONG, MOST_YEARS));
    }
    if (from.getYear() < FIRST_YEAR || until.getYear() > FIRST_YEAR + 100) {
      problems.add(Problem.at("from", ReportProblem.PERIOD_OUTSIDE));
    }
  }

  private @Nullable LocalDate day(String field, String typed, List<Problem> problems) {
    if (!(VietnameseDates.parse(typed) instanceof DateReading.Ok ok)) {
      problems.add(Problem.at(field, ReportProblem.DAY_MISSING));
      return null;
    }
    if (field.equals("from") && ok.date().isAfter(LocalDate.now(clock))) {
      problems.add(Problem.at(field, ReportProblem.PERIOD_AHEAD, ok.date()));
    }
    return ok.date();
  }

  /**
   * An area that is no more, by which somebody wants to report.
   *
   * @param area as it last was
   * @param until the day from which it is no more
   * @param into the areas of today that it went into
   * @param own those of them whose reports the actor writes
   */
  public record Ended(Area area, LocalDate until, List<LaterName> into, List<LaterName> own) {
    public Ended {
      into = List.copyOf(into);
      own = List.copyOf(own);
    }

    /** The names of what it went into. */
    String names() {
      return into.stream().map(LaterName::name).distinct().collect(Collectors.joining(", "));
    }
  }

  /** What became of an area that is no more; empty for one of today, and for none. */
  @Transactional(readOnly = true)
  public Optional<Ended> ended(Actor actor, String typed) {
    return known(typed).flatMap(area -> Optional.ofNullable(went(actor, area)));
  }

  private Optional<Area> known(String typed) {
    try {
      return Optional.of(areas.lastKnown(Integer.parseInt(typed)));
    } catch (NumberFormatException | NotFoundException none) {
      return Optional.empty();
    }
  }

  /** Null for an area of today. */
  private @Nullable Ended went(Actor actor, Area area) {
    LocalDate until = area.until();
    if (until == null || until.isAfter(LocalDate.now(clock))) {
      return null;
    }
    List<LaterName> into =
        areas.laterNames(List.of(area.id()), until.minusDays(1)).getOrDefault(area.id(), List.of());
    return new Ended(
        area,
        until,
        into,
        into.stream().filter(one -> reach.writes(actor, one.laterId(), area.level())).toList());
  }

  /** The area that is to report; one that is no more is refused by the names of its successors. */
  private @Nullable Area area(Actor actor, String typed, List<Problem> problems) {
    Area area = known(typed).orElse(null);
    if (area == null) {
      problems.add(Problem.at("area", ReportProblem.AREA_MISSING));
      return null;
    }
    // whoever reports for what it went into is told so, even where the area itself is no longer
    // theirs
    Ended ended = went(actor, area);
    boolean own = reach.writes(actor, area.id(), area.level());
    if (ended != null && (own || !ended.own().isEmpty())) {
      problems.add(ended(ended));
      return null;
    }
    if (!own) {
      problems.add(Problem.at("area", ReportProblem.AREA_MISSING));
      return null;
    }
    return area;
  }

  private static Problem ended(Ended of) {
    return Problem.at("area", ReportProblem.AREA_ENDED, of.area().name(), of.until(), of.names());
  }

  /** A report that the actor writes, locked; refused where nothing of it may change. */
  private Result<Reports.Opened> changing(Actor actor, UUID id) {
    locks.tree();
    reports.writing(actor, id);
    table.lock(id);
    Reports.Opened opened = reports.writing(actor, id);
    if (opened.ended()) {
      Ended ended = went(actor, areas.lastKnown(opened.report().areaId()));
      if (ended != null) {
        return Result.refused(
            Problem.of(ReportProblem.AREA_ENDED, ended(ended).arguments().toArray()));
      }
    }
    return opened.open() ? Result.ok(opened) : Result.refused(Problem.of(ReportProblem.LOCKED));
  }

  /**
   * Reads the figures of this moment into a draft; its texts stay. As {@link #begin}, it reads
   * before it locks; where somebody else has read later figures into it meanwhile, those stay.
   */
  public Result<UUID> refill(Actor actor, UUID id, boolean sample) {
    return readingFirst(
        () -> {
          Reports.Opened opened = reports.writing(actor, id);
          if (opened.ended() || !opened.open()) {
            return Prepared.wrong(List.of());
          }
          Instant at = now();
          ReportReading reading = table.reading();
          String tree = table.tree();
          Report report = opened.report();
          return new Prepared(
              List.of(),
              filling.fill(
                  actor,
                  Right.REPORT_READ,
                  report.areaId(),
                  report.form(),
                  report.from(),
                  report.until(),
                  sample),
              null,
              tree,
              reading,
              at);
        },
        read -> {
          Result<Reports.Opened> changing = changing(actor, id);
          if (!(changing instanceof Result.Ok<Reports.Opened>(Reports.Opened opened))) {
            return Result.refused(changing.problems());
          }
          ReportContent content = read.content();
          if (content == null) {
            // it was closed when it was read and is open now
            return Result.refused(Problem.of(ReportProblem.LOCKED));
          }
          if (table.fill(id, ReportJson.write(content), read.at(), read.reading(), actor.name())) {
            tell(actor, "report.refill", id, opened.report().areaId(), Map.of());
          }
          return Result.ok(id);
        });
  }

  /**
   * What became of a text that was to be saved.
   *
   * @param no its number
   * @param aside whether somebody else had saved another one meanwhile: both are kept
   * @param current the number of the one that counts
   */
  public record Saved(long no, boolean aside, long current) {}

  /**
   * Saves a text. Nothing is lost: where somebody else saved another one meanwhile, this one is
   * kept beside it.
   *
   * @param basedOn the number of the text that was on the screen; 0 for none
   */
  @Transactional
  public Result<Saved> save(
      Actor actor, UUID id, ReportSection section, String typed, long basedOn) {
    Result<Reports.Opened> changing = changing(actor, id);
    if (!(changing instanceof Result.Ok<Reports.Opened>(Reports.Opened opened))) {
      return Result.refused(changing.problems());
    }
    if (draftSection(opened, section) == null) {
      return Result.refused(Problem.of(ReportProblem.SECTION_UNKNOWN));
    }
    String words = words(typed);
    if (words.length() > LONGEST) {
      return Result.refused(Problem.at("words", ReportProblem.TOO_LONG, LONGEST));
    }
    Report.SavedText current = table.texts(id).get(section);
    long no = current == null ? 0 : current.no();
    if (current == null ? words.isEmpty() : current.words().equals(words)) {
      return Result.ok(new Saved(no, false, no));
    }
    // who saves twice from one screen goes on with the same text; a second screen has another one
    boolean aside =
        current != null
            && no != basedOn
            && (table.otherSince(id, section, basedOn, actor) || !holds(words, current.words()));
    long saved = table.addText(id, section, words, basedOn, aside, now(), actor);
    return Result.ok(new Saved(saved, aside, aside ? no : saved));
  }

  private static ReportContent.@Nullable Section draftSection(
      Reports.Opened opened, ReportSection section) {
    Report.Draft draft = opened.draft();
    return draft == null ? null : draft.content().section(section);
  }

  /** Whether every line of a text stands in another one, whole or within a longer line. */
  private static boolean holds(String words, String lines) {
    List<String> there = words.lines().toList();
    return lines
        .lines()
        .filter(line -> !line.isBlank())
        .allMatch(line -> there.stream().anyMatch(one -> one.contains(line)));
  }

  /** Lines stay, everything else is cleaned. */
  static String words(String typed) {
    return typed
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .lines()
        .map(VietnameseText::clean)
        .collect(Collectors.joining("\n"))
        .strip();
  }

  /** Brings an earlier text back: it is saved again as the newest one. */
  @Transactional
  public Result<Saved> bringBack(Actor actor, UUID id, long no) {
    Report.SavedText text = reports.text(actor, id, no);
    Report.SavedText current = table.texts(id).get(text.section());
    Result<Saved> saved =
        save(actor, id, text.section(), text.words(), current == null ? 0 : current.no());
    if (saved.done()) {
      tell(
          actor,
          "report.text.back",
          id,
          reports.open(actor, id).report().areaId(),
          Map.of("section", text.section().name(), "text", no));
    }
    return saved;
  }

  /**
   * Says of something reported by hand that it cannot be reported, and why; or takes that back.
   *
   * @param figure the key of the figure
   */
  @Transactional
  public Result<UUID> mark(Actor actor, UUID id, String figure, boolean notReported, String typed) {
    Result<Reports.Opened> changing = changing(actor, id);
    if (!(changing instanceof Result.Ok<Reports.Opened>(Reports.Opened opened))) {
      return Result.refused(changing.problems());
    }
    Report.Draft draft = opened.draft();
    ReportFigure of = draft == null ? null : draft.content().figure(figure);
    List<Problem> problems = new ArrayList<>();
    if (of == null || !of.byHand()) {
      problems.add(Problem.of(ReportProblem.FIGURE_NOT_BY_HAND));
    }
    String reason = VietnameseText.clean(typed);
    if (notReported && reason.isEmpty()) {
      problems.add(Problem.at("reason", ReportProblem.REASON_MISSING));
    } else if (reason.length() > LONGEST_REASON) {
      problems.add(Problem.at("reason", ReportProblem.TOO_LONG, LONGEST_REASON));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.mark(id, figure, notReported, reason, now(), actor.name());
    tell(
        actor,
        "report.mark",
        id,
        opened.report().areaId(),
        Map.of("figure", figure, "notReported", notReported, "reason", reason));
    return Result.ok(id);
  }

  /**
   * Attaches a file.
   *
   * @param attached made by the form, so that sending it twice attaches once
   */
  @Transactional
  public Result<UUID> attach(Actor actor, UUID id, UUID attached, Attachment file) {
    Result<Reports.Opened> changing = changing(actor, id);
    if (!(changing instanceof Result.Ok<Reports.Opened>(Reports.Opened opened))) {
      return Result.refused(changing.problems());
    }
    FileStore.Kept kept = files.keep(file.content(), file.kind().mediaType(), actor);
    table.attach(
        id,
        new ReportContent.File(
            attached.toString(), file.name(), file.kind().mediaType(), kept.sha256()),
        now(),
        actor.name());
    tell(actor, "report.attach", id, opened.report().areaId(), Map.of("file", kept.sha256()));
    return Result.ok(id);
  }

  /** Takes a file off a draft; what was sent with it keeps it. */
  @Transactional
  public Result<UUID> remove(Actor actor, UUID id, UUID attached) {
    Result<Reports.Opened> changing = changing(actor, id);
    if (!(changing instanceof Result.Ok<Reports.Opened>(Reports.Opened opened))) {
      return Result.refused(changing.problems());
    }
    table.remove(id, attached, now(), actor.name());
    tell(
        actor,
        "report.remove",
        id,
        opened.report().areaId(),
        Map.of("attached", attached.toString()));
    return Result.ok(id);
  }

  /** Puts what the areas below have sent into the actor's own report; again as often as wanted. */
  @Transactional
  public Result<ReportContent.Merged> merge(Actor actor, UUID id) {
    Result<Reports.Opened> changing = changing(actor, id);
    if (!(changing instanceof Result.Ok<Reports.Opened>(Reports.Opened opened))) {
      return Result.refused(changing.problems());
    }
    ReportContent content = reports.draft(id).content();
    Map<Integer, Report.Sent> sent = reports.sentBelow(opened.report(), content);
    if (sent.isEmpty()) {
      return Result.refused(Problem.of(ReportProblem.NOTHING_TO_MERGE));
    }
    Instant now = now();
    ReportContent.Merged merged =
        ReportMerging.of(
            content, content.below(), sent, reports.returnedBelow(opened.report(), content), now);
    table.merge(id, ReportJson.write(merged));
    table.step(id, "MERGED", null, "", now, actor);
    tell(
        actor,
        "report.merge",
        id,
        opened.report().areaId(),
        Map.of("sources", merged.sources().size(), "missing", merged.missing().size()));
    return Result.ok(merged);
  }

  /** The same by somebody who has read whatever there is to be read. */
  @Transactional
  public Result<Integer> send(Actor actor, UUID id, ReportSending typed) {
    return send(actor, id, typed, null, vietnamese);
  }

  /**
   * Sends a report to the level above: what it says is frozen with the tree of areas, under a hash.
   *
   * @param seen which findings were on the screen ({@link ReportFinding#mark}); warnings that came
   *     since have to be read first; null where there was no screen
   * @param words the language they were read in
   * @return the number of the version; or every obstacle and problem of the form
   */
  @Transactional
  public Result<Integer> send(
      Actor actor, UUID id, ReportSending typed, @Nullable String seen, Texts words) {
    Result<Reports.Opened> changing = changing(actor, id);
    if (!(changing instanceof Result.Ok<Reports.Opened>(Reports.Opened opened))) {
      return Result.refused(changing.problems());
    }
    Report report = opened.report();
    Report.Draft draft = reports.draft(id);
    ReportContent content = reports.working(report, draft);
    List<Problem> problems = new ArrayList<>();
    ReportContent.Head head = head(typed, problems);
    LocalDate dated = head.signedOn().isEmpty() ? null : LocalDate.parse(head.signedOn());
    reports
        .signsNot(content, head)
        .ifPresent(
            one ->
                problems.add(
                    Problem.at(
                        "signer",
                        ReportProblem.SIGNER_NOT_THAT_DAY,
                        one.name(),
                        dated == null ? LocalDate.now(clock) : dated)));
    List<ReportFinding> findings = reports.findings(actor, report, content, dated, words);
    for (ReportFinding one : findings) {
      if (one.obstacle()) {
        problems.add(Problem.of(ReportProblem.SECTION_EMPTY, one.words().arguments().toArray()));
      }
    }
    long warnings = findings.stream().filter(one -> !one.obstacle()).count();
    if (warnings > 0 && !typed.confirmed()) {
      problems.add(Problem.at("confirmed", ReportProblem.WARNINGS_OPEN, warnings));
    } else if (warnings > 0 && seen != null && !seen.equals(ReportFinding.mark(findings))) {
      problems.add(Problem.at("confirmed", ReportProblem.WARNINGS_CHANGED));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    int version = report.sentVersion() == null ? 1 : report.sentVersion() + 1;
    String json = ReportJson.write(content.under(head));
    String hash = ReportJson.hash(json);
    String reason = draft.correcting() == null ? "" : draft.correcting();
    Instant now = now();
    table.addSent(id, version, json, hash, reason, now, actor);
    table.step(id, "SENT", version, reason, now, actor);
    tell(
        actor,
        "report.send",
        id,
        report.areaId(),
        Map.of("version", version, "hash", hash, "reason", reason));
    return Result.ok(version);
  }

  /** What was typed around a report, with its problems. */
  ReportContent.Head head(ReportSending typed, List<Problem> problems) {
    String signedOn = "";
    if (!typed.signedOn().isBlank()) {
      if (VietnameseDates.parse(typed.signedOn()) instanceof DateReading.Ok ok) {
        signedOn = ok.date().toString();
      } else {
        problems.add(Problem.at("signedOn", ReportProblem.DAY_MISSING));
      }
    }
    String issuer = part("issuer", typed.issuer(), problems);
    if (issuer.isEmpty()) {
      problems.add(Problem.at("issuer", ReportProblem.ISSUER_MISSING));
    }
    String position = part("position", typed.position(), problems);
    if (position.isEmpty()) {
      problems.add(Problem.at("position", ReportProblem.POSITION_MISSING));
    }
    String recipients = words(typed.recipients());
    if (recipients.length() > LONGEST_RECIPIENTS) {
      problems.add(Problem.at("recipients", ReportProblem.TOO_LONG, LONGEST_RECIPIENTS));
    }
    return new ReportContent.Head(
        part("superior", typed.superior(), problems),
        issuer,
        part("symbol", typed.symbol(), problems),
        part("place", typed.place(), problems),
        part("number", typed.number(), problems),
        signedOn,
        part("onBehalfOf", typed.onBehalfOf(), problems),
        part("inPlaceOf", typed.inPlaceOf(), problems),
        position,
        part("signer", typed.signer(), problems),
        recipients.lines().filter(line -> !line.isBlank()).toList(),
        part("archive", typed.archive(), problems));
  }

  private static String part(String field, String typed, List<Problem> problems) {
    String clean = VietnameseText.clean(typed);
    if (clean.length() > LONGEST_HEAD) {
      problems.add(Problem.at(field, ReportProblem.HEAD_TOO_LONG, LONGEST_HEAD));
    }
    return clean;
  }

  /** Begins a correction of what was sent; the version that was sent stays as it is. */
  @Transactional
  public Result<UUID> correct(Actor actor, UUID id, String typed) {
    locks.tree();
    reports.writing(actor, id);
    table.lock(id);
    Reports.Opened opened = reports.writing(actor, id);
    List<Problem> problems = new ArrayList<>();
    if (!opened.report().stage().above() || opened.open()) {
      problems.add(Problem.of(ReportProblem.NOTHING_TO_CORRECT));
    }
    String reason = reason(typed, problems);
    Ended ended = opened.ended() ? went(actor, areas.lastKnown(opened.report().areaId())) : null;
    if (ended != null) {
      problems.add(Problem.of(ReportProblem.AREA_ENDED, ended(ended).arguments().toArray()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.correct(id, reason);
    table.step(id, "CORRECTING", opened.report().sentVersion(), reason, now(), actor);
    tell(actor, "report.correct", id, opened.report().areaId(), Map.of("reason", reason));
    return Result.ok(id);
  }

  private static String reason(String typed, List<Problem> problems) {
    String reason = VietnameseText.clean(typed);
    if (reason.isEmpty()) {
      problems.add(Problem.at("reason", ReportProblem.REASON_MISSING));
    } else if (reason.length() > LONGEST_REASON) {
      problems.add(Problem.at("reason", ReportProblem.TOO_LONG, LONGEST_REASON));
    }
    return reason;
  }

  // --- the level above

  /**
   * Accepts a report of an area below.
   *
   * @param version the one that was looked at
   */
  @Transactional
  public Result<UUID> accept(Actor actor, UUID id, int version) {
    Result<Report> received = received(actor, id, version, new ArrayList<>());
    if (!(received instanceof Result.Ok<Report>(Report report))) {
      return Result.refused(received.problems());
    }
    Instant now = now();
    table.stage(id, ReportStage.ACCEPTED, now);
    table.step(id, "ACCEPTED", version, "", now, actor);
    tell(actor, "report.accept", id, report.areaId(), Map.of("version", version));
    return Result.ok(id);
  }

  /**
   * Gives a report back.
   *
   * @param version the one that was looked at
   * @param typed why
   */
  @Transactional
  public Result<UUID> giveBack(Actor actor, UUID id, int version, String typed) {
    List<Problem> problems = new ArrayList<>();
    String reason = reason(typed, problems);
    Result<Report> received = received(actor, id, version, problems);
    if (!(received instanceof Result.Ok<Report>(Report report))) {
      return Result.refused(received.problems());
    }
    Ended ended = went(actor, areas.lastKnown(report.areaId()));
    if (ended != null) {
      return Result.refused(
          Problem.of(ReportProblem.RETURN_ENDED, ended(ended).arguments().toArray()));
    }
    Instant now = now();
    table.stage(id, ReportStage.RETURNED, null);
    table.step(id, "RETURNED", version, reason, now, actor);
    tell(actor, "report.return", id, report.areaId(), Map.of("version", version, "reason", reason));
    return Result.ok(id);
  }

  private Result<Report> received(Actor actor, UUID id, int version, List<Problem> problems) {
    locks.tree();
    receiving(actor, id);
    table.lock(id);
    Report report = receiving(actor, id);
    if (report.stage() != ReportStage.SENT) {
      problems.add(Problem.of(ReportProblem.NOT_SENT));
    } else if (report.sentVersion() == null || report.sentVersion() != version) {
      problems.add(
          Problem.of(
              ReportProblem.VERSION_OLD, report.sentVersion() == null ? 0 : report.sentVersion()));
    }
    return problems.isEmpty() ? Result.ok(report) : Result.refused(problems);
  }

  private Report receiving(Actor actor, UUID id) {
    if (!actor.holds(Right.REPORT_RECEIVE)) {
      throw new ForbiddenException(Right.REPORT_RECEIVE);
    }
    Reports.Opened opened = reports.open(actor, id);
    if (!opened.receives()) {
      throw new NotFoundException("report " + id + " to be received");
    }
    return opened.report();
  }

  private void tell(Actor actor, String action, UUID id, int areaId, Map<String, ?> details) {
    journal.write(actor, action, "report/" + id, areaId, details);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
