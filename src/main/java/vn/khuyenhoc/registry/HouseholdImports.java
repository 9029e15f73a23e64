package vn.khuyenhoc.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.MarkedWorkbook;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetHeading;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetProblem;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Households, or another kind of the register, from a sheet: kept, read and compared, shown, and
 * applied as a whole once somebody confirmed it. Reading and applying are one transaction each;
 * broken off at any moment, they leave nothing behind and are done again.
 */
@Service
public class HouseholdImports {

  /** Largest file taken, in bytes. */
  public static final long LARGEST_FILE = 50L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(HouseholdImports.class);
  private static final Duration PREVIEW_KEPT = Duration.ofDays(14);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int LONGEST_NAME = 200;
  private static final int MOST_ATTEMPTS = 3;
  private static final int MANY = 1_000;

  private final ImportTable table;
  private final HouseholdSheet sheet;
  private final SubjectImport others;
  private final Areas areas;
  private final FileStore files;
  private final Locks locks;
  private final Journal journal;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Map<UUID, Integer> progress = new ConcurrentHashMap<>();

  HouseholdImports(
      ImportTable table,
      HouseholdSheet sheet,
      SubjectImport others,
      Areas areas,
      FileStore files,
      Locks locks,
      Journal journal,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Clock clock) {
    this.table = table;
    this.sheet = sheet;
    this.others = others;
    this.areas = areas;
    this.files = files;
    this.locks = locks;
    this.journal = journal;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Keeps a file to be read.
   *
   * @param actor who; needs HOUSEHOLD_KEEP over the area
   * @param id made by the form: sent twice, it is kept once
   * @param areaId only households in or below this area may be touched
   * @param fileName as it is called where it comes from
   * @param bytes its content
   * @return the batch, waiting to be read; refused when the file is too large
   */
  public Result<ImportBatch> begin(
      Actor actor, UUID id, int areaId, String fileName, InputStream bytes) {
    return begin(actor, id, areaId, SubjectKind.HOUSEHOLD, fileName, bytes);
  }

  /**
   * As the other {@code begin}, for any kind that does not come with its area. A list of citizens
   * with a column of identity numbers is refused and not kept.
   *
   * @param kind what the rows of the file are
   */
  public Result<ImportBatch> begin(
      Actor actor, UUID id, int areaId, SubjectKind kind, String fileName, InputStream bytes) {
    if (kind.automatic()) {
      return Result.refused(Problem.of(RegistryProblem.IS_AUTOMATIC));
    }
    areas.require(actor, Right.HOUSEHOLD_KEEP, areaId);
    return kind == SubjectKind.CITIZEN
        ? withoutIds(actor, id, areaId, fileName, bytes)
        : keep(actor, id, areaId, kind, fileName, bytes);
  }

  /** Files are never deleted: a list with identity numbers is turned away before it is one. */
  private Result<ImportBatch> withoutIds(
      Actor actor, UUID id, int areaId, String fileName, InputStream bytes) {
    try {
      Path temporary = Files.createTempFile("khuyenhoc", ".part");
      try {
        try (OutputStream out = Files.newOutputStream(temporary)) {
          byte[] buffer = new byte[65_536];
          // one byte too many is enough to be told as too large
          long left = LARGEST_FILE + 1;
          for (int read = 0; read >= 0 && left > 0; left -= Math.max(read, 0)) {
            read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
            out.write(buffer, 0, Math.max(read, 0));
          }
        }
        if (others.hasIds(temporary, fileName)) {
          return Result.refused(Problem.at("file", RegistryProblem.ID_IN_A_LIST));
        }
        try (InputStream again = Files.newInputStream(temporary)) {
          return keep(actor, id, areaId, SubjectKind.CITIZEN, fileName, again);
        }
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Result<ImportBatch> keep(
      Actor actor, UUID id, int areaId, SubjectKind kind, String fileName, InputStream bytes) {
    FileStore.Kept kept;
    try {
      kept =
          files.keep(
              bytes,
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              LARGEST_FILE,
              actor);
    } catch (FileStore.TooLargeException tooLarge) {
      return Result.refused(
          Problem.at("file", RegistryProblem.FILE_TOO_LARGE, (int) (LARGEST_FILE >> 20)));
    }
    String name = VietnameseText.clean(fileName);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    table.begin(
        id,
        areaId,
        kind,
        name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name,
        kept.sha256(),
        now(),
        actor);
    return Result.ok(read(actor, id));
  }

  /**
   * An import that the actor may see.
   *
   * @throws NotFoundException if there is none, or none within reach
   */
  public ImportBatch read(Actor actor, UUID id) {
    ImportBatch batch = table.byId(id).orElseThrow(() -> missing(id));
    areas.require(actor, Right.HOUSEHOLD_KEEP, batch.areaId());
    return batch;
  }

  /** The latest imports of these areas, newest first. */
  public List<ImportBatch> recent(List<Integer> areaIds, int limit) {
    return areaIds.isEmpty() ? List.of() : table.recent(areaIds, null, limit);
  }

  /** The latest imports of one kind in these areas, newest first. */
  public List<ImportBatch> recent(List<Integer> areaIds, SubjectKind kind, int limit) {
    return areaIds.isEmpty() ? List.of() : table.recent(areaIds, kind, limit);
  }

  /** How many rows of a batch were read so far, where this node reads it; 0 elsewhere. */
  public int rowsRead(UUID id) {
    return progress.getOrDefault(id, 0);
  }

  /** Rows left out because of mistakes, each with everything wrong with it. */
  public List<FailedRow> failedRows(UUID id, int limit, long offset) {
    return table.failedRows(id, limit, offset);
  }

  /** Rows that would change something that is no household, with the change in words. */
  public List<ImportChange> plannedChanges(ImportBatch batch, Texts t, int limit, long offset) {
    return others.plannedChanges(batch.id(), batch.kind(), t, limit, offset);
  }

  /** Households that would be changed, as they are and as they would be. */
  public List<PlannedUpdate> plannedUpdates(UUID id, int limit, long offset) {
    return table.plannedUpdates(id, limit, offset);
  }

  /**
   * Lets a previewed import be applied. Rows that no longer fit when their turn comes are left out
   * and told.
   *
   * @param leaveOut whether the actor agreed to leave the rows with mistakes out
   */
  @Transactional
  public Result<ImportBatch> confirm(Actor actor, UUID id, boolean leaveOut) {
    return confirm(actor, id, leaveOut, false);
  }

  /**
   * Lets a previewed import without mistakes be applied as a whole: a row that no longer fits when
   * its turn comes takes all of it back to the preview.
   */
  @Transactional
  public Result<ImportBatch> confirmWhole(Actor actor, UUID id) {
    return confirm(actor, id, false, true);
  }

  private Result<ImportBatch> confirm(
      Actor actor, UUID id, boolean leaveOut, boolean allOrNothing) {
    read(actor, id);
    ImportBatch batch = table.lock(id).orElseThrow(() -> missing(id));
    ImportCounts counts = batch.counts();
    if (batch.stage() == ImportStage.APPLYING || batch.stage() == ImportStage.APPLIED) {
      return Result.ok(batch);
    }
    if (batch.stage() != ImportStage.PREVIEWED || counts == null) {
      return Result.refused(Problem.of(RegistryProblem.BATCH_NOT_WAITING));
    }
    if (counts.failed() > 0 && !leaveOut) {
      return Result.refused(
          Problem.at("leaveOut", RegistryProblem.BATCH_HAS_FAILURES, counts.failed()));
    }
    if (counts.failed() == counts.rows()) {
      return Result.refused(Problem.of(RegistryProblem.BATCH_EMPTY));
    }
    table.findings(id, batch.findings().stream().filter(one -> !one.setBack()).toList());
    table.confirm(id, allOrNothing, actor);
    return Result.ok(table.byId(id).orElseThrow(() -> missing(id)));
  }

  /** Decides against an import; nothing was changed and nothing will be. */
  @Transactional
  public Result<ImportBatch> discard(Actor actor, UUID id) {
    read(actor, id);
    ImportBatch batch = table.lock(id).orElseThrow(() -> missing(id));
    if (batch.stage() == ImportStage.DISCARDED) {
      return Result.ok(batch);
    }
    if (batch.stage() != ImportStage.PREVIEWED) {
      return Result.refused(Problem.of(RegistryProblem.BATCH_NOT_WAITING));
    }
    table.stage(id, ImportStage.DISCARDED, batch.findings());
    table.forget(id);
    return Result.ok(table.byId(id).orElseThrow(() -> missing(id)));
  }

  /** Has a file read again whose reading broke off; it was kept, and nothing was changed. */
  @Transactional
  public Result<ImportBatch> again(Actor actor, UUID id) {
    read(actor, id);
    ImportBatch batch = table.lock(id).orElseThrow(() -> missing(id));
    if (batch.stage() == ImportStage.READING) {
      return Result.ok(batch);
    }
    if (batch.stage() != ImportStage.REFUSED || !batch.brokenOff()) {
      return Result.refused(Problem.of(RegistryProblem.BATCH_NOT_WAITING));
    }
    table.stage(id, ImportStage.READING, List.of());
    return Result.ok(table.byId(id).orElseThrow(() -> missing(id)));
  }

  /** Does the work of every batch that waits for it; answers how many there were. */
  int workAll() {
    int done = 0;
    for (UUID id : table.waiting()) {
      if (work(id, false)) {
        done++;
      }
    }
    return done;
  }

  /** Reads files again whose rows a crash took, and forgets previews that nobody confirmed. */
  void tidy() {
    table.readAgain();
    table.discardBefore(clock.instant().minus(PREVIEW_KEPT));
  }

  /**
   * Does what a batch waits for: reads it, or applies it.
   *
   * @param wait whether to wait for another worker that has it; otherwise it is left to that one
   * @return whether there was anything to do
   */
  public boolean work(UUID id, boolean wait) {
    Optional<Integer> attempts = table.attempt(id, wait);
    Optional<ImportBatch> batch = table.byId(id).filter(ImportBatch::working);
    if (attempts.isEmpty() || batch.isEmpty()) {
      return false;
    }
    if (attempts.get() > MOST_ATTEMPTS) {
      brokenOff(batch.get(), null);
      return false;
    }
    try {
      return batch.get().stage() == ImportStage.READING ? reading(id, wait) : applying(id, wait);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
      if (comesBack(failure)) {
        LOG.warn("import {} waits for the database", id);
      } else {
        brokenOff(batch.get(), failure);
      }
      return false;
    } finally {
      progress.remove(id);
    }
  }

  /** A lost connection is no mistake of the file: the work is done again. */
  private static boolean comesBack(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // a connection that is gone cannot be rolled back either; what went wrong first stands behind
      // it
      if (cause instanceof TransactionSystemException rollback
          && rollback.getApplicationException() != null
          && comesBack(rollback.getApplicationException())) {
        return true;
      }
      if (cause instanceof CannotCreateTransactionException
          || cause instanceof SQLException sql
              && sql.getSQLState() != null
              && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
        return true;
      }
    }
    return false;
  }

  private void brokenOff(ImportBatch batch, @Nullable Throwable failure) {
    String support = Integer.toString(RANDOM.nextInt(0x10000000, 0x7FFFFFFF), 32).toUpperCase();
    LOG.error("fault {} in import {}", support, batch.id(), failure);
    List<RowProblem> findings = new ArrayList<>(batch.findings());
    findings.add(RowProblem.of(RegistryProblem.BROKEN_OFF, null, null, support));
    transactions.executeWithoutResult(
        status ->
            table
                .lock(batch.id())
                .filter(now -> now.stage() == batch.stage())
                .ifPresent(
                    now ->
                        table.stage(
                            now.id(),
                            now.stage() == ImportStage.READING
                                ? ImportStage.REFUSED
                                : ImportStage.PREVIEWED,
                            findings)));
  }

  // ---- reading

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<RowProblem> findings;

    Refused(List<RowProblem> findings) {
      super(null, null, false, false);
      this.findings = findings;
    }
  }

  private boolean reading(UUID id, boolean wait) {
    try {
      return Boolean.TRUE.equals(
          transactions.execute(
              status -> {
                Optional<ImportBatch> batch = wait ? table.lock(id) : table.take(id);
                if (batch.isEmpty() || batch.get().stage() != ImportStage.READING) {
                  return false;
                }
                readFile(batch.get());
                return true;
              }));
    } catch (Refused refused) {
      transactions.executeWithoutResult(
          status ->
              table
                  .lock(id)
                  .filter(batch -> batch.stage() == ImportStage.READING)
                  .ifPresent(batch -> table.stage(id, ImportStage.REFUSED, refused.findings)));
      return true;
    }
  }

  private void readFile(ImportBatch batch) {
    UUID id = batch.id();
    String sha256 = batch.sha256();
    if (sha256 == null) {
      throw new IllegalStateException("a batch without a file is not read");
    }
    Area scope = areas.byId(batch.areaId());
    int widest = areas.above(scope.id(), AreaLevel.PROVINCE).map(Area::id).orElse(scope.id());
    List<VillagePlace> places = table.places(widest, scope.id());
    if (batch.kind().homes().contains(AreaLevel.VILLAGE)
        && places.stream().noneMatch(VillagePlace::inScope)) {
      throw new Refused(
          List.of(RowProblem.of(RegistryProblem.AREA_WITHOUT_VILLAGES, null, null, scope.name())));
    }
    VillageFinder villages =
        new VillageFinder(places, scope.name(), sheet.villageKinds(), sheet.communeKinds());
    SubjectKind kind = batch.kind();
    table.forget(id);
    table.forgetFailures(id);
    SheetShape shape = shape(kind);
    List<RowProblem> findings = new ArrayList<>();
    SheetHeading heading;
    try (KindReading reading =
        kind == SubjectKind.HOUSEHOLD
            ? new ImportReading(id, shape, villages, table, rows -> progress.put(id, rows))
            : others.reading(id, kind, scope, villages, rows -> progress.put(id, rows))) {
      SheetOutcome outcome;
      try {
        outcome = new SheetReader().read(files.path(sha256), batch.fileName(), shape, reading);
      } catch (RuntimeException failure) {
        reading.abandon();
        throw failure;
      }
      switch (outcome) {
        case SheetOutcome.Refused refused -> {
          reading.abandon();
          throw new Refused(refused.findings().stream().map(RowProblem::of).toList());
        }
        case SheetOutcome.Read read -> {
          reading.finish();
          heading = read.heading();
          merged(id, kind, read.findings());
          read.findings().stream()
              .filter(SheetFinding::warning)
              .map(RowProblem::of)
              .forEach(findings::add);
          findings.addAll(reading.remarks());
        }
      }
    }
    table.heading(id, heading);
    if (kind == SubjectKind.HOUSEHOLD) {
      compare(id, scope, heading);
    } else {
      others.compare(id, kind, scope, heading);
    }
    table
        .appliedBefore(id)
        .ifPresent(
            before ->
                findings.add(
                    RowProblem.of(
                        RegistryProblem.FILE_KNOWN,
                        null,
                        null,
                        sheetDay(before.getKey()),
                        before.getValue())));
    if (batch.confirmedName() != null) {
      // What they looked at went with the rows; since then the register may have become another.
      findings.add(RowProblem.of(RegistryProblem.CONFIRM_AGAIN, null, null, batch.confirmedName()));
    }
    table.findings(id, findings);
    table.previewed(id, table.count(id, kind));
  }

  private static String sheetDay(Instant moment) {
    return vn.khuyenhoc.platform.text.VietnameseDates.format(
        java.time.LocalDate.ofInstant(moment, Texts.ZONE));
  }

  private void merged(UUID id, SubjectKind kind, List<SheetFinding> findings) {
    List<SheetFinding> merged =
        findings.stream().filter(one -> one.code() == SheetProblem.MERGED_CELLS).toList();
    if (!merged.isEmpty()) {
      table.failMerged(
          id,
          kind,
          merged.stream()
              .map(one -> new int[] {one.row(), lastRow(one.value(), one.row())})
              .toList(),
          merged.stream().map(RowProblem::of).toList());
    }
  }

  private static int lastRow(String range, int first) {
    String digits = range.substring(range.indexOf(':') + 1).replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 9 ? first : Integer.parseInt(digits);
  }

  private SheetShape shape(SubjectKind kind) {
    return kind == SubjectKind.HOUSEHOLD ? sheet.shape() : others.shape(kind);
  }

  private ImportTable.Present present(SheetHeading heading) {
    SheetShape shape = sheet.shape();
    return new ImportTable.Present(
        has(heading, shape, HouseholdSheet.ADDRESS),
        has(heading, shape, HouseholdSheet.CHILDREN),
        has(heading, shape, HouseholdSheet.ADULTS),
        has(heading, shape, HouseholdSheet.WORKERS),
        has(heading, shape, HouseholdSheet.NOTE));
  }

  private static boolean has(SheetHeading heading, SheetShape shape, String key) {
    return heading.columns().get(shape.position(key)) >= 0;
  }

  private void compare(UUID id, Area scope, SheetHeading heading) {
    ImportTable.Present present = present(heading);
    table.measure();
    if (table.anyCoded(id)) {
      table.matchCodes(id, scope.id(), scope.name(), present);
    }
    for (ImportTable.Likeness likeness : ImportTable.Likeness.values()) {
      if (!table.anyFree(id)) {
        break;
      }
      table.measure();
      table.match(id, likeness, present);
    }
    if (present.workers() != present.adults()) {
      String key = present.workers() ? HouseholdSheet.WORKERS : HouseholdSheet.ADULTS;
      table.failWorkersOverAdults(id, key, heading.columnLetters(sheet.shape().position(key)));
    }
  }

  // ---- applying

  private boolean applying(UUID id, boolean wait) {
    Actor actor = table.confirmedBy(id);
    return Boolean.TRUE.equals(
        Acting.as(
            actor,
            () ->
                transactions.execute(
                    status -> {
                      Optional<ImportBatch> batch = wait ? table.lock(id) : table.take(id);
                      if (batch.isEmpty() || batch.get().stage() != ImportStage.APPLYING) {
                        return false;
                      }
                      if (apply(batch.get(), actor)) {
                        table.forget(id);
                      }
                      return true;
                    })));
  }

  /** Answers whether it was applied; otherwise it stands as a preview again, with what is wrong. */
  private boolean apply(ImportBatch batch, Actor actor) {
    return batch.kind() == SubjectKind.HOUSEHOLD
        ? applyHouseholds(batch, actor)
        : applyOthers(batch, actor);
  }

  private boolean applyOthers(ImportBatch batch, Actor actor) {
    UUID id = batch.id();
    SubjectKind kind = batch.kind();
    locks.tree();
    locks.communes(others.communes(id));
    others.failChanged(id, kind, batch.areaId());
    ImportCounts counts = table.count(id, kind);
    if (counts.failed() > 0 && table.allOrNothing(id)) {
      table.previewed(id, counts);
      return false;
    }
    Instant now = now();
    others.apply(id, kind, table.heading(id).orElseThrow(), now, actor);
    if (counts.imported() >= MANY) {
      table.measureRegister();
    }
    table.applied(id, counts, now);
    journal.write(actor, "subject.import", "batch/" + id, batch.areaId(), told(batch, counts));
    if (counts.imported() > 0) {
      events.publishEvent(new RegistryEvents.SubjectsAdded(kind, id, List.of()));
    }
    if (counts.updated() > 0) {
      events.publishEvent(new RegistryEvents.SubjectsChanged(kind, id, List.of()));
    }
    for (MembershipRole role : kind.belongings()) {
      events.publishEvent(new RegistryEvents.MembersChanged(role, id, List.of()));
    }
    return true;
  }

  private static Map<String, Object> told(ImportBatch batch, ImportCounts counts) {
    return Map.of(
        "kind", batch.kind().name(),
        "file", batch.fileName(),
        "sha256", String.valueOf(batch.sha256()),
        "rows", counts.rows(),
        "imported", counts.imported(),
        "updated", counts.updated(),
        "skipped", counts.skipped(),
        "failed", counts.failed());
  }

  private boolean applyHouseholds(ImportBatch batch, Actor actor) {
    UUID id = batch.id();
    table.measure();
    locks.tree();
    locks.communes(table.communes(id));
    table.failChanged(id, batch.areaId());
    ImportTable.Present present = present(table.heading(id).orElseThrow());
    if (table.anyFree(id)) {
      for (ImportTable.Likeness likeness : ImportTable.Likeness.values()) {
        table.failKnown(id, likeness, present);
      }
    }
    ImportCounts counts = table.count(id, SubjectKind.HOUSEHOLD);
    if (counts.failed() > 0 && table.allOrNothing(id)) {
      table.previewed(id, counts);
      return false;
    }
    Instant now = now();
    if (counts.imported() > 0) {
      table.add(id, now, actor);
      if (counts.imported() >= MANY) {
        table.measureRegister();
      }
    }
    if (counts.updated() > 0) {
      table.update(id, now, actor);
    }
    table.applied(id, counts, now);
    journal.write(actor, "household.import", "batch/" + id, batch.areaId(), told(batch, counts));
    if (counts.imported() > 0) {
      events.publishEvent(new RegistryEvents.HouseholdsAdded(id, List.of()));
    }
    if (counts.updated() > 0) {
      events.publishEvent(new RegistryEvents.SubjectsChanged(SubjectKind.HOUSEHOLD, id, List.of()));
    }
    return true;
  }

  // ---- the marked-up workbook

  /**
   * Makes sure that there is a file to give back, before the first byte leaves.
   *
   * @throws NotFoundException if it never got so far that its rows were read
   */
  public void requireMarked(ImportBatch batch) {
    if (batch.sha256() == null || table.heading(batch.id()).isEmpty()) {
      throw missing(batch.id());
    }
  }

  /**
   * Writes the file that was sent with every mistake marked, to be corrected and sent back.
   *
   * @throws NotFoundException if it never got so far that its rows were read
   */
  @Transactional(readOnly = true)
  public void writeMarked(ImportBatch batch, Texts t, OutputStream out) {
    String sha256 = batch.sha256();
    SheetHeading heading = table.heading(batch.id()).orElseThrow(() -> missing(batch.id()));
    if (sha256 == null) {
      throw missing(batch.id());
    }
    SheetShape shape = shape(batch.kind());
    try (Stream<FailedRow> failed = table.failedRows(batch.id());
        MarkedWorkbook marked =
            new MarkedWorkbook(out, heading, shape, SheetWords.of(t.locale()))) {
      Iterator<FailedRow> next = failed.iterator();
      @Nullable FailedRow[] waiting = {next.hasNext() ? next.next() : null};
      new SheetReader()
          .<RuntimeException>read(
              files.path(sha256),
              batch.fileName(),
              shape,
              row -> {
                List<MarkedWorkbook.Mark> marks = List.of();
                FailedRow here = waiting[0];
                if (here != null && here.number() == row.number()) {
                  marks =
                      here.problems().stream()
                          .map(one -> new MarkedWorkbook.Mark(one.k(), one.sentence(t)))
                          .collect(Collectors.toList());
                  waiting[0] = next.hasNext() ? next.next() : null;
                }
                marked.row(row, marks);
              });
    }
  }

  private static NotFoundException missing(UUID id) {
    return new NotFoundException("batch " + id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
