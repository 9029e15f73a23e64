package vn.khuyenhoc.areas;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.DraftLook.Remark;
import vn.khuyenhoc.areas.DraftLook.Source;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.SheetGlance;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Reorganisations being written down: entered change by change or taken from files, looked at as
 * often as wanted, recorded once. Nothing that was entered is lost.
 */
@Service
class Drafts {

  private static final long LARGEST_FILE = 20L << 20;
  private static final int LONGEST_FILE_NAME = 200;
  private static final int SHOWN_ROWS = 8;
  private static final int MOST_FOUND = 60;
  private static final int LOOKS_KEPT = 8;
  private static final Duration LOOK_HOLDS = Duration.ofMinutes(10);

  private final DraftTable table;
  private final RecordedTable recorded;
  private final Areas areas;
  private final Reorganisations reorganisations;
  private final AreaLists lists;
  private final OfficialLists official;
  private final FactSheet facts;
  private final FileStore files;
  private final Concerns concerns;
  private final Clock clock;

  private record Kept(String stamp, DraftLook look) {}

  /** To turn the pages of a look needs no other one; the whole country takes seconds. */
  private final Map<UUID, Kept> looks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Kept> eldest) {
          return size() > LOOKS_KEPT;
        }
      };

  Drafts(
      DraftTable table,
      RecordedTable recorded,
      Areas areas,
      Reorganisations reorganisations,
      AreaLists lists,
      OfficialLists official,
      FactSheet facts,
      FileStore files,
      Concerns concerns,
      Clock clock) {
    this.table = table;
    this.recorded = recorded;
    this.areas = areas;
    this.reorganisations = reorganisations;
    this.lists = lists;
    this.official = official;
    this.facts = facts;
    this.files = files;
    this.concerns = concerns;
    this.clock = clock;
  }

  /** Begins a draft; sent twice it is begun once. */
  @Transactional
  Result<Draft> begin(Actor actor, UUID id, int scopeId, Draft.Header header) {
    areas.require(actor, Right.AREAS_KEEP, scopeId);
    return switch (DraftRules.header(header)) {
      case Result.Refused<DraftRules.Said> refused -> Result.refused(refused.problems());
      case Result.Ok<DraftRules.Said> ok -> {
        table.insert(id, scopeId, ok.value(), now(), actor);
        yield Result.ok(byId(actor, id));
      }
    };
  }

  /**
   * A draft within reach.
   *
   * @throws NotFoundException if there is none
   */
  Draft byId(Actor actor, UUID id) {
    Draft draft = table.byId(id).orElseThrow(() -> new NotFoundException("draft " + id));
    areas.require(actor, Right.AREAS_KEEP, draft.scopeId());
    return draft;
  }

  /** Those that wait to be recorded within reach, the latest first. */
  List<Draft> open(Actor actor) {
    List<Integer> own = actor.areasFor(Right.AREAS_KEEP);
    return own.isEmpty() ? List.of() : table.open(own);
  }

  /** The files of a draft. */
  List<Draft.File> files(Draft draft) {
    return table.files(draft.id());
  }

  /** Changes decree and days. */
  @Transactional
  Result<Draft> header(Actor actor, UUID id, Draft.Header header) {
    return switch (DraftRules.header(header)) {
      case Result.Refused<DraftRules.Said> refused -> {
        byId(actor, id);
        yield Result.refused(refused.problems());
      }
      case Result.Ok<DraftRules.Said> ok ->
          changing(actor, id, draft -> table.header(id, ok.value(), now(), actor));
    };
  }

  /** Enters one more change; sent twice it is entered once. */
  @Transactional
  Result<Draft> add(Actor actor, UUID id, DraftChange change) {
    List<Problem> lacking = DraftRules.lacking(change);
    if (!lacking.isEmpty()) {
      byId(actor, id);
      return Result.refused(lacking);
    }
    return changing(
        actor,
        id,
        draft -> {
          if (draft.changes().stream().noneMatch(one -> one.id().equals(change.id()))) {
            List<DraftChange> changes = new ArrayList<>(draft.changes());
            changes.add(change);
            table.changes(id, changes, now(), actor);
          }
        });
  }

  /** Takes a change out. */
  @Transactional
  Result<Draft> remove(Actor actor, UUID id, UUID changeId) {
    return changing(
        actor,
        id,
        draft ->
            table.changes(
                id,
                draft.changes().stream().filter(one -> !one.id().equals(changeId)).toList(),
                now(),
                actor));
  }

  /** Keeps a file; what its columns mean is asked next. One sent before is replaced. */
  @Transactional
  Result<Draft> upload(
      Actor actor, UUID id, AreaLists.Purpose purpose, String fileName, InputStream bytes) {
    byId(actor, id);
    FileStore.Kept kept;
    try {
      kept = files.keep(bytes, "application/octet-stream", LARGEST_FILE, actor);
    } catch (FileStore.TooLargeException tooLarge) {
      return Result.refused(
          Problem.at("file", AreasProblem.FILE_TOO_LARGE, (int) (LARGEST_FILE >> 20)));
    }
    String name = fileName(fileName);
    SheetGlance glance = lists.glance(files.path(kept.sha256()), name, purpose, null, SHOWN_ROWS);
    if (!glance.problems().isEmpty()) {
      return Result.refused(
          glance.problems().stream()
              .map(one -> new Problem(one.code(), "file", one.arguments()))
              .toList());
    }
    return changing(
        actor,
        id,
        draft -> {
          table.file(id, purpose, kept.sha256(), name);
          table.changed(id, now(), actor);
        });
  }

  static String fileName(String typed) {
    String name = VietnameseText.clean(typed);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return name.length() > LONGEST_FILE_NAME
        ? name.substring(name.length() - LONGEST_FILE_NAME)
        : name;
  }

  /** A file of a draft, if there is one. */
  Optional<Draft.File> file(Draft draft, AreaLists.Purpose purpose) {
    return files(draft).stream().filter(file -> file.purpose() == purpose).findFirst();
  }

  /** The beginning of a file. */
  SheetGlance glance(Draft.File file, @Nullable Integer headerRow) {
    return lists.glance(
        files.path(file.sha256()), file.fileName(), file.purpose(), headerRow, SHOWN_ROWS);
  }

  /** Says what the columns of a file mean. */
  @Transactional
  Result<Draft> columns(Actor actor, UUID id, AreaLists.Purpose purpose, MappedColumns columns) {
    List<Problem> problems = new ArrayList<>();
    Map<Integer, String> taken = new HashMap<>();
    lists
        .columns(purpose)
        .forEach(
            column -> {
              int at = columns.column(column.key());
              String other = at < 0 ? null : taken.putIfAbsent(at, column.header());
              if (other != null) {
                problems.add(
                    Problem.at(
                        column.key(), AreasProblem.COLUMN_CHOSEN_TWICE, column.header(), other));
              }
              if (at < 0 && column.need() == vn.khuyenhoc.platform.sheet.Column.Need.REQUIRED) {
                problems.add(
                    Problem.at(column.key(), AreasProblem.COLUMN_NOT_CHOSEN, column.header()));
              }
            });
    if (!problems.isEmpty()) {
      byId(actor, id);
      return Result.refused(problems);
    }
    return changing(
        actor,
        id,
        draft -> {
          table.columns(id, purpose, columns);
          table.changed(id, now(), actor);
        });
  }

  /** Takes a file out. */
  @Transactional
  Result<Draft> removeFile(Actor actor, UUID id, AreaLists.Purpose purpose) {
    return changing(
        actor,
        id,
        draft -> {
          table.removeFile(id, purpose);
          table.changed(id, now(), actor);
        });
  }

  /** Sets a draft aside, or takes it up again. */
  @Transactional
  Result<Draft> discard(Actor actor, UUID id, boolean aside) {
    byId(actor, id);
    Draft draft = table.lock(id).orElseThrow(() -> new NotFoundException("draft " + id));
    if (draft.reorganisationId() != null) {
      return Result.refused(Problem.of(AreasProblem.DRAFT_FINISHED));
    }
    table.discarded(id, aside ? now() : null);
    return Result.ok(byId(actor, id));
  }

  /** Areas of the eve to choose from: by words of a name, by a code, or by several codes. */
  List<AreaChoice> search(Draft draft, String typed) {
    String clean = VietnameseText.clean(typed);
    List<String> words =
        Arrays.stream(VietnameseText.fold(clean).split("[\\s,;]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.isEmpty()) {
      return List.of();
    }
    boolean onlyCodes =
        words.size() > 1 && words.stream().allMatch(word -> word.matches("[0-9-]{2,}"));
    return table.search(
        draft.scopeId(),
        draft.eve(),
        clean,
        onlyCodes ? List.of() : words,
        onlyCodes ? words : List.of(clean),
        MOST_FOUND);
  }

  /** Those of these areas that a draft may change, as they are on its eve. */
  List<AreaChoice> chosen(Draft draft, Collection<Integer> ids) {
    return ids.isEmpty() ? List.of() : table.onEve(draft.scopeId(), draft.eve(), ids);
  }

  /** What was put into an area by a reorganisation within reach, to divide it again. */
  List<Area> predecessors(Actor actor, int reorganisationId, int areaId) {
    return recorded.seen(reorganisationId, actor.areasFor(Right.AREAS_KEEP))
        ? recorded.predecessors(reorganisationId, areaId)
        : List.of();
  }

  /** What a draft would do, as things stand now. */
  DraftLook look(Actor actor, Draft draft) {
    String stamp = table.stamp();
    synchronized (looks) {
      Kept kept = looks.get(draft.id());
      if (kept != null
          && kept.stamp().equals(stamp)
          && kept.look().version() == draft.version()
          && kept.look().at().plus(LOOK_HOLDS).isAfter(clock.instant())) {
        return kept.look();
      }
    }
    DraftLook look = lookNow(actor, draft);
    synchronized (looks) {
      looks.put(draft.id(), new Kept(stamp, look));
    }
    return look;
  }

  /** Forgets what a draft would do: things are no longer what they were. */
  void lookAgain(UUID id) {
    synchronized (looks) {
      looks.remove(id);
    }
  }

  private DraftLook lookNow(Actor actor, Draft draft) {
    List<Remark> remarks = new ArrayList<>();
    DeclaredChanges declared = declared(draft, remarks);
    Reorganisations.Preview preview =
        reorganisations.dryRun(actor, draft.scopeId(), draft.effectiveOn(), declared);
    ReorganisationPlan plan = preview.plan();
    if (draft.decree().number().isEmpty()) {
      remarks.add(new Remark(Source.WHOLE, 0, Problem.of(AreasProblem.DECREE_MISSING), false));
    }
    LocalDate signed = draft.decree().date();
    if (signed != null && signed.isAfter(draft.effectiveOn())) {
      remarks.add(
          new Remark(
              Source.WHOLE,
              0,
              Problem.of(AreasProblem.DECREE_AFTER_DAY, signed, draft.effectiveOn()),
              true));
    }
    plan.findings().forEach(finding -> remarks.add(DraftRules.remark(finding)));
    concerns
        .about(preview)
        .forEach(problem -> remarks.add(new Remark(Source.WHOLE, 0, problem, true)));
    remarks.sort(Comparator.comparing(Remark::source).thenComparing(Remark::line));
    return look(draft, preview, remarks);
  }

  private DraftLook look(Draft draft, Reorganisations.Preview preview, List<Remark> remarks) {
    ReorganisationPlan plan = preview.plan();
    Map<AreaLevel, ReorganisationPlan.Counts> counts = new EnumMap<>(AreaLevel.class);
    for (AreaLevel level : AreaLevel.values()) {
      ReorganisationPlan.Counts here = plan.counts(level);
      if (!here.none()) {
        counts.put(level, here);
      }
    }
    Set<Integer> ended = new HashSet<>();
    plan.ended().forEach(area -> ended.add(area.id()));
    List<ReorganisationPlan.Changed> told =
        plan.changed().stream()
            .filter(
                one ->
                    one.was().level() != AreaLevel.VILLAGE
                        || one.renamed()
                        || one.recoded()
                        || one.ofOtherKind()
                        || !ended.contains(one.was().parentId()))
            .toList();
    Map<Integer, String> names = names(draft, plan, told);
    Map<Integer, List<String>> from = new HashMap<>();
    plan.successions()
        .forEach(
            one ->
                from.computeIfAbsent(one.to(), key -> new ArrayList<>())
                    .add(names.getOrDefault(one.from(), "")));
    List<DraftLook.Fresh> created = new ArrayList<>();
    for (int i = 0; i < plan.created().size(); i++) {
      ReorganisationPlan.Created one = plan.created().get(i);
      if (!one.kind().equals(AreaKinds.UNASSIGNED)) {
        created.add(
            new DraftLook.Fresh(
                one.level(),
                one.code(),
                one.name(),
                one.kind(),
                names.getOrDefault(one.parent(), ""),
                from.getOrDefault(-i - 1, List.of())));
      }
    }
    Map<Integer, Area> ending = new HashMap<>();
    plan.ended().forEach(area -> ending.put(area.id(), area));
    int villages = 0;
    Map<String, Long> contents = new LinkedHashMap<>();
    for (Reorganisations.Move move : preview.moves()) {
      villages += move.villages();
      move.contents().forEach((what, count) -> contents.merge(what, count, Long::sum));
    }
    return new DraftLook(
        draft.version(),
        now(),
        draft.effectiveOn(),
        counts,
        plan.unchanged(),
        preview.moves(),
        created,
        told.stream()
            .map(
                one -> {
                  Integer above = one.was().parentId();
                  return new DraftLook.Altered(
                      one.was(),
                      one.code(),
                      one.name(),
                      one.kind(),
                      one.moved() && above != null ? names.getOrDefault(above, "") : null,
                      one.moved() ? names.getOrDefault(one.parent(), "") : null);
                })
            .toList(),
        plan.undecided(),
        plan.unassigned().stream()
            .map(one -> ending.get(one.divided()))
            .filter(java.util.Objects::nonNull)
            .toList(),
        villages,
        contents,
        remarks);
  }

  private Map<Integer, String> names(
      Draft draft, ReorganisationPlan plan, List<ReorganisationPlan.Changed> told) {
    Set<Integer> wanted = new HashSet<>();
    plan.created().forEach(one -> wanted.add(one.parent()));
    told.forEach(
        one -> {
          wanted.add(one.parent());
          Integer above = one.was().parentId();
          if (above != null) {
            wanted.add(above);
          }
        });
    wanted.removeIf(id -> id < 0);
    Map<Integer, String> names = table.names(wanted, draft.eve());
    Set<Integer> later = new HashSet<>(wanted);
    later.removeAll(names.keySet());
    if (!later.isEmpty()) {
      names.putAll(table.names(later, draft.effectiveOn()));
    }
    plan.ended().forEach(area -> names.put(area.id(), area.name()));
    for (int i = 0; i < plan.created().size(); i++) {
      names.put(-i - 1, plan.created().get(i).name());
    }
    return names;
  }

  /** What the changes and files of a draft declare; what is wrong with the files is added. */
  private DeclaredChanges declared(Draft draft, List<Remark> remarks) {
    List<DeclaredChanges.Link> links = List.of();
    List<DeclaredChanges.Listed> list = null;
    for (Draft.File file : files(draft)) {
      MappedColumns columns = file.columns();
      if (columns == null) {
        remarks.add(
            new Remark(
                Source.WHOLE, 0, Problem.of(AreasProblem.COLUMNS_UNKNOWN, file.fileName()), false));
        continue;
      }
      Path path = files.path(file.sha256());
      if (file.purpose() == AreaLists.Purpose.SUCCESSION) {
        AreaLists.Read<DeclaredChanges.Link> read =
            lists.succession(path, file.fileName(), columns);
        read.findings().forEach(one -> remarks.add(DraftRules.remark(one, file.purpose())));
        links = read.rows();
      } else {
        AreaLists.Read<DeclaredChanges.Listed> read = lists.list(path, file.fileName(), columns);
        read.findings().forEach(one -> remarks.add(DraftRules.remark(one, file.purpose())));
        list =
            DraftRules.within(
                read.rows(), reorganisations.versions(draft.scopeId()), draft.effectiveOn());
        FactSheet.unreadable(told(draft, list))
            .forEach(one -> remarks.add(DraftRules.remark(one, file.purpose())));
      }
    }
    return DraftRules.declare(draft.changes(), links, list);
  }

  /** What the official list of a draft tells of its areas: population, area and the like. */
  private List<FactSheet.Row> told(Draft draft, @Nullable List<DeclaredChanges.Listed> list) {
    if (list == null) {
      return List.of();
    }
    Map<Integer, String> codes =
        list.stream()
            .collect(
                Collectors.toMap(
                    row -> DraftRules.number(row.line()),
                    DeclaredChanges.Listed::code,
                    (one, other) -> one));
    return files(draft).stream()
        .filter(file -> file.purpose() != AreaLists.Purpose.SUCCESSION)
        .flatMap(file -> facts.read(files.path(file.sha256()), file.fileName()).rows().stream())
        .filter(row -> row.code().equals(codes.get(row.line())))
        .toList();
  }

  /**
   * Records a draft; sent twice it is recorded once.
   *
   * @param version the version that was looked at
   * @return the number of the reorganisation; refused with everything wrong as things stand now
   */
  @Transactional
  Result<Integer> record(Actor actor, UUID id, int version) {
    byId(actor, id);
    Draft draft = table.lock(id).orElseThrow(() -> new NotFoundException("draft " + id));
    Integer recorded = draft.reorganisationId();
    if (recorded != null) {
      return Result.ok(recorded);
    }
    if (draft.discarded()) {
      return Result.refused(Problem.of(AreasProblem.DRAFT_FINISHED));
    }
    if (draft.version() != version) {
      return Result.refused(Problem.of(AreasProblem.DRAFT_CHANGED));
    }
    List<Remark> remarks = new ArrayList<>();
    DeclaredChanges declared = declared(draft, remarks);
    List<Problem> unreadable =
        remarks.stream().filter(one -> !one.hint()).map(Remark::problem).toList();
    if (!unreadable.isEmpty()) {
      return Result.refused(unreadable);
    }
    Result<Reorganisations.Applied> result =
        reorganisations.apply(
            actor, draft.scopeId(), draft.effectiveOn(), draft.decree(), declared);
    if (result instanceof Result.Ok<Reorganisations.Applied>(Reorganisations.Applied applied)) {
      official.tell(actor, applied.id(), told(draft, declared.list()));
      table.recorded(id, applied.id());
    }
    return result.map(Reorganisations.Applied::id);
  }

  private Result<Draft> changing(Actor actor, UUID id, java.util.function.Consumer<Draft> change) {
    byId(actor, id);
    Draft draft = table.lock(id).orElseThrow(() -> new NotFoundException("draft " + id));
    if (!draft.open()) {
      return Result.refused(Problem.of(AreasProblem.DRAFT_FINISHED));
    }
    change.accept(draft);
    return Result.ok(byId(actor, id));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
