package vn.khuyenhoc.areas;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.MarkedWorkbook;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetHeading;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * What recorded reorganisations left open, and how it is closed: villages of divided areas go to
 * the new ones one by one, by rule, or by a sheet that goes out and comes back.
 */
@Service
class Assignments {

  private static final long LARGEST_FILE = 20L << 20;
  private static final String CODE = "code";
  private static final String NAME = "village";
  private static final String DIVIDED = "divided";
  private static final String HOUSEHOLDS = "households";
  private static final String POSSIBLE = "possible";
  private static final String SUCCESSOR = "successor";

  private final RecordedTable table;
  private final Reorganisations reorganisations;
  private final FileStore files;
  private final List<AreaContents> contents;
  private final Languages languages;
  private final Clock clock;
  private final SheetShape shape;

  Assignments(
      RecordedTable table,
      Reorganisations reorganisations,
      FileStore files,
      List<AreaContents> contents,
      Languages languages,
      Clock clock) {
    this.table = table;
    this.reorganisations = reorganisations;
    this.files = files;
    this.contents = contents;
    this.languages = languages;
    this.clock = clock;
    this.shape = shape(languages.vietnamese(), languages.in("en"));
  }

  private static SheetShape shape(Texts own, Texts other) {
    return SheetShape.of(
        Column.text(CODE, names(own, other, CODE)).atMost(40).width(14).required(),
        Column.text(NAME, names(own, other, NAME)).atMost(200).width(30),
        Column.text(DIVIDED, names(own, other, DIVIDED)).atMost(200).width(26),
        Column.text(HOUSEHOLDS, names(own, other, HOUSEHOLDS)).width(10),
        Column.text(POSSIBLE, names(own, other, POSSIBLE)).atMost(2000).width(50),
        Column.text(SUCCESSOR, names(own, other, SUCCESSOR)).atMost(300).width(34).present());
  }

  private static String[] names(Texts own, Texts other, String key) {
    List<String> all = new ArrayList<>();
    for (Texts texts : List.of(own, other)) {
      all.addAll(List.of(texts.t("areas.assign.sheet." + key).split("\\|")));
    }
    return all.stream().distinct().toArray(String[]::new);
  }

  /**
   * A recorded reorganisation that the actor may see: recorded within reach, or leaving work there.
   *
   * @throws NotFoundException if there is none
   */
  Reorganisation require(Actor actor, int id) {
    Reorganisation found = reorganisations.byId(id);
    if (!table.seen(id, own(actor))) {
      throw new NotFoundException("reorganisation " + id);
    }
    return found;
  }

  private static List<Integer> own(Actor actor) {
    return actor.areasFor(Right.AREAS_KEEP);
  }

  /** What it divided within reach. */
  List<Recorded.Divided> divided(Actor actor, int id) {
    return table.divided(id, own(actor));
  }

  /** Of which areas it tells nothing, within reach. */
  List<Area> undecided(Actor actor, int id) {
    return table.undecided(id, own(actor));
  }

  /** How many of each content lie directly in these areas. */
  Map<Integer, Long> count(String what, Collection<Integer> ids) {
    return contents.stream()
        .filter(one -> one.what().equals(what))
        .findFirst()
        .map(one -> one.in(ids))
        .orElse(Map.of());
  }

  /**
   * One divided area.
   *
   * @param holder its line of what is unassigned
   * @throws NotFoundException if there is none within reach
   */
  Recorded.Division division(Actor actor, int id, int holder) {
    Recorded.Divided divided =
        divided(actor, id).stream()
            .filter(one -> one.holder() == holder)
            .findFirst()
            .orElseThrow(() -> new NotFoundException("division " + holder));
    return new Recorded.Division(
        divided, table.waiting(List.of(holder)), table.successors(List.of(holder)));
  }

  // ── the sheet ─────────────────────────────────────────────────────────────────────────────────

  /** Writes every village that waits, with an empty cell for where it goes. */
  void write(Actor actor, int id, @Nullable Integer holder, OutputStream out, Texts t) {
    Reorganisation reorganisation = require(actor, id);
    List<Integer> holders =
        RecordedTable.holders(divided(actor, id)).stream()
            .filter(one -> holder == null || one.equals(holder))
            .toList();
    List<Recorded.Waiting> waiting = table.waiting(holders);
    Map<Integer, Long> households =
        count(HOUSEHOLDS, waiting.stream().map(Recorded.Waiting::id).toList());
    Map<Integer, String> possible =
        table.successors(holders).stream()
            .collect(
                Collectors.groupingBy(
                    Recorded.Successor::holder,
                    Collectors.mapping(AssignmentRules::words, Collectors.joining("; "))));
    Texts other = t.language().equals("en") ? languages.vietnamese() : languages.in("en");
    try (SheetWriter writer =
        new SheetWriter(
            out,
            shape(t, other),
            t.t("areas.assign.sheet.tab"),
            List.of(
                t.t("areas.assign.sheet.title", reorganisation.decree()),
                t.t("areas.assign.sheet.how")),
            SheetWords.of(t.locale()))) {
      for (Recorded.Waiting one : waiting) {
        writer.row(
            one.code(),
            one.name(),
            one.divided(),
            String.valueOf(households.getOrDefault(one.id(), 0L)),
            possible.getOrDefault(one.holder(), ""),
            null);
      }
    }
  }

  /** Keeps a sheet that came back; nothing is assigned yet. */
  @Transactional
  Result<UUID> keep(Actor actor, int id, UUID sheet, String fileName, InputStream bytes) {
    require(actor, id);
    FileStore.Kept kept;
    try {
      kept = files.keep(bytes, "application/octet-stream", LARGEST_FILE, actor);
    } catch (FileStore.TooLargeException tooLarge) {
      return Result.refused(
          Problem.at("file", AreasProblem.FILE_TOO_LARGE, (int) (LARGEST_FILE >> 20)));
    }
    String name = Drafts.fileName(fileName);
    Recorded.SheetSays read = read(actor, id, kept.sha256(), name, null);
    if (!read.refused().isEmpty()) {
      return Result.refused(read.refused());
    }
    table.addSheet(sheet, id, kept.sha256(), name, now(), actor);
    return Result.ok(sheet);
  }

  /** What the sheets' rows are marked with. */
  private interface Marking {
    void row(SheetRow row, List<MarkedWorkbook.Mark> marks);
  }

  /**
   * A sheet within reach.
   *
   * @throws NotFoundException if there is none
   */
  Recorded.Sheet sheet(Actor actor, UUID id) {
    Recorded.Sheet sheet =
        table.sheet(id, false).orElseThrow(() -> new NotFoundException("sheet " + id));
    require(actor, sheet.reorganisation());
    return sheet;
  }

  /** What a sheet says as things stand now. */
  Recorded.SheetSays read(Actor actor, Recorded.Sheet sheet) {
    return read(actor, sheet.reorganisation(), sheet.sha256(), sheet.fileName(), null);
  }

  private Recorded.SheetSays read(
      Actor actor, int id, String sha256, String fileName, @Nullable Marking marking) {
    List<Integer> holders = RecordedTable.holders(divided(actor, id));
    Map<String, List<Recorded.Waiting>> byCode =
        table.waiting(holders).stream().collect(Collectors.groupingBy(Recorded.Waiting::code));
    Map<Integer, List<Recorded.Successor>> successors =
        table.successors(holders).stream()
            .collect(Collectors.groupingBy(Recorded.Successor::holder));
    Map<Integer, Integer> assigned = new LinkedHashMap<>();
    Map<Integer, Integer> firstRows = new HashMap<>();
    Map<String, Integer> into = new LinkedHashMap<>();
    List<Recorded.Failed> failed = new ArrayList<>();
    int[] blank = {0};
    SheetOutcome outcome =
        new SheetReader()
            .<RuntimeException>read(
                files.path(sha256),
                fileName,
                shape,
                row -> {
                  List<Problem> problems = new ArrayList<>();
                  row.problems().forEach(one -> problems.add(one.problem()));
                  if (problems.isEmpty()) {
                    row(row, byCode, successors, assigned, firstRows, into, blank, problems);
                  }
                  if (!problems.isEmpty()) {
                    failed.add(new Recorded.Failed(row.number(), List.copyOf(problems)));
                  }
                  if (marking != null) {
                    marking.row(
                        row,
                        problems.stream()
                            .map(
                                one ->
                                    new MarkedWorkbook.Mark(
                                        one.field(), languages.vietnamese().t(one)))
                            .toList());
                  }
                });
    return new Recorded.SheetSays(
        assigned,
        blank[0],
        failed,
        into,
        outcome instanceof SheetOutcome.Refused
            ? outcome.problems().stream()
                .map(SheetFinding::problem)
                .map(one -> new Problem(one.code(), "file", one.arguments()))
                .toList()
            : List.of());
  }

  private static void row(
      SheetRow row,
      Map<String, List<Recorded.Waiting>> byCode,
      Map<Integer, List<Recorded.Successor>> successors,
      Map<Integer, Integer> assigned,
      Map<Integer, Integer> firstRows,
      Map<String, Integer> into,
      int[] blank,
      List<Problem> problems) {
    String code = row.typed(CODE);
    String name = row.typed(NAME);
    String typed = VietnameseText.clean(row.typed(SUCCESSOR));
    if (typed.isEmpty()) {
      blank[0]++;
      return;
    }
    List<Recorded.Waiting> meant =
        byCode.getOrDefault(VietnameseText.clean(code), List.of()).stream()
            .filter(one -> name.isBlank() || VietnameseText.sameName(one.name(), name))
            .toList();
    if (meant.size() != 1) {
      problems.add(
          Problem.at(
              CODE, AreasProblem.VILLAGE_NOT_WAITING, name.isBlank() ? code : code + " " + name));
      return;
    }
    Recorded.Waiting village = meant.getFirst();
    List<Recorded.Successor> possible = successors.getOrDefault(village.holder(), List.of());
    Recorded.Successor to = AssignmentRules.successor(possible, typed);
    if (to == null) {
      problems.add(
          Problem.at(
              SUCCESSOR,
              AreasProblem.SUCCESSOR_NOT_FOUND,
              typed,
              possible.stream().map(AssignmentRules::words).collect(Collectors.joining("; "))));
    }
    Integer first = firstRows.putIfAbsent(village.id(), row.number());
    if (first != null) {
      problems.add(Problem.at(CODE, AreasProblem.ASSIGNED_TWICE, village.name(), first));
    }
    if (problems.isEmpty() && to != null) {
      assigned.put(village.id(), to.id());
      into.merge(AssignmentRules.words(to), 1, Integer::sum);
    }
  }

  /** Assigns what a sheet says; one that has rows with mistakes is refused as a whole. */
  @Transactional
  Result<Integer> apply(Actor actor, UUID id) {
    sheet(actor, id);
    Recorded.Sheet sheet =
        table.sheet(id, true).orElseThrow(() -> new NotFoundException("sheet " + id));
    if (sheet.appliedAt() != null) {
      return Result.refused(Problem.of(AreasProblem.SHEET_APPLIED));
    }
    Recorded.SheetSays read = read(actor, sheet);
    if (!read.refused().isEmpty()) {
      return Result.refused(read.refused());
    }
    if (!read.failed().isEmpty()) {
      return Result.refused(Problem.of(AreasProblem.SHEET_WITH_MISTAKES, read.failed().size()));
    }
    if (read.assigned().isEmpty()) {
      return Result.refused(Problem.of(AreasProblem.NOTHING_ASSIGNED));
    }
    return reorganisations
        .assign(actor, sheet.reorganisation(), read.assigned())
        .map(
            count -> {
              table.sheetApplied(id, now());
              return count;
            });
  }

  /** The sheet as it came, with everything wrong beside its rows. */
  void marked(Actor actor, UUID id, OutputStream out, Texts t) {
    Recorded.Sheet sheet = sheet(actor, id);
    SheetOutcome first =
        new SheetReader()
            .<RuntimeException>read(files.path(sheet.sha256()), sheet.fileName(), shape, row -> {});
    if (!(first instanceof SheetOutcome.Read known)) {
      throw new NotFoundException("sheet " + id);
    }
    SheetHeading heading = known.heading();
    try (MarkedWorkbook marked =
        new MarkedWorkbook(out, heading, shape, SheetWords.of(t.locale()))) {
      read(actor, sheet.reorganisation(), sheet.sha256(), sheet.fileName(), marked::row);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
