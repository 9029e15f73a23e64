package vn.khuyenhoc.identity;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.sheet.Column;
import vn.khuyenhoc.platform.sheet.MarkedWorkbook;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetHeading;
import vn.khuyenhoc.platform.sheet.SheetLimits;
import vn.khuyenhoc.platform.sheet.SheetOutcome;
import vn.khuyenhoc.platform.sheet.SheetProblem;
import vn.khuyenhoc.platform.sheet.SheetReader;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;
import vn.khuyenhoc.platform.sheet.SheetWords;
import vn.khuyenhoc.platform.sheet.SheetWriter;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.registry.Persons;

/**
 * Accounts of a commune's volunteers from a sheet with the columns village, full name, position:
 * looked at first with everything that is wrong, applied once, and the same sheet again changes
 * nothing. Every row is created, skipped or failed.
 */
@Service
class VolunteerSheet {

  private static final long LARGEST = 10L << 20;
  private static final int MOST_ROWS = 5_000;

  private final Areas areas;
  private final AccountKeeping keeping;
  private final AccountList list;
  private final AccountTable table;
  private final FileStore files;
  private final Locks locks;
  private final Journal journal;
  private final Clock clock;
  private final SheetShape shape;
  private final SheetReader reader =
      new SheetReader(SheetLimits.DEFAULT.withFileBytes(LARGEST).withRows(MOST_ROWS));

  VolunteerSheet(
      Areas areas,
      AccountKeeping keeping,
      AccountList list,
      AccountTable table,
      FileStore files,
      Locks locks,
      Journal journal,
      Languages languages,
      Clock clock) {
    this.areas = areas;
    this.keeping = keeping;
    this.list = list;
    this.table = table;
    this.files = files;
    this.locks = locks;
    this.journal = journal;
    this.clock = clock;
    Texts texts = languages.vietnamese();
    this.shape =
        SheetShape.of(
            Column.text("village", headers(texts, "village")).required().atMost(100).width(30),
            Column.text("name", headers(texts, "name")).present().atMost(100).width(30),
            Column.text("position", headers(texts, "position")).atMost(100).width(30));
  }

  private static String[] headers(Texts texts, String column) {
    return texts.t("identity.sheet." + column).split("\\|");
  }

  /** Keeps the file and says what it would do; changes nothing. */
  @Transactional
  public Result<SheetPreview> look(
      Actor actor, int communeId, String fileName, InputStream content, Texts texts) {
    requireCommune(actor, communeId);
    FileStore.Kept kept;
    try {
      kept =
          files.keep(
              content,
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              LARGEST,
              actor);
    } catch (FileStore.TooLargeException large) {
      return Result.refused(
          Problem.at("file", SheetProblem.FILE_TOO_LARGE, ">" + (LARGEST >> 20), LARGEST >> 20));
    }
    Read read = read(communeId, kept.sha256(), fileName, Tongue.of(texts));
    if (!read.refused().isEmpty()) {
      return Result.refused(read.refused());
    }
    UUID id =
        table.addSheet(communeId, fileName, kept.sha256(), actor.accountId(), clock.instant());
    return Result.ok(new SheetPreview(id, fileName, read.lines(), read.warnings()));
  }

  /**
   * What applying a sheet did.
   *
   * @param communeId in which commune
   * @param created accounts made
   * @param skipped rows of people with an account, and of nobody
   * @param failed rows with something wrong
   */
  record Applied(int communeId, int created, int skipped, int failed) {}

  /** Makes the accounts of a sheet that the same actor has looked at, as things stand now. */
  @Transactional
  public Result<Applied> apply(Actor actor, UUID sheetId, Texts texts) {
    locks.tree();
    AccountTable.Sheet sheet =
        table
            .sheetForChange(sheetId)
            .filter(one -> java.util.Objects.equals(one.createdBy(), actor.accountId()))
            .orElseThrow(() -> new NotFoundException("sheet " + sheetId));
    requireCommune(actor, sheet.communeId());
    if (sheet.applied()) {
      return Result.refused(Problem.of(IdentityProblem.SHEET_APPLIED));
    }
    locks.communes(List.of(sheet.communeId()));
    Read read = read(sheet.communeId(), sheet.sha256(), sheet.fileName(), Tongue.of(texts));
    if (!read.refused().isEmpty()) {
      return Result.refused(read.refused());
    }
    List<Persons.Named> people = new ArrayList<>();
    int failed = 0;
    for (SheetLine line : read.lines()) {
      Integer village = line.villageId();
      if (line.outcome() == SheetLine.Outcome.CREATE && village != null) {
        people.add(new Persons.Named(village, line.name(), line.position()));
      } else if (line.outcome() == SheetLine.Outcome.FAIL) {
        failed++;
      }
    }
    if (people.isEmpty()) {
      return Result.refused(Problem.of(IdentityProblem.NOTHING_TO_APPLY));
    }
    keeping.addAll(actor, Role.VOLUNTEER, people);
    Instant now = clock.instant();
    table.sheetApplied(sheetId, now);
    int skipped = read.lines().size() - people.size() - failed;
    journal.write(
        actor,
        "account.import",
        "account-sheet/" + sheetId,
        sheet.communeId(),
        Map.of(
            "file",
            sheet.sha256(),
            "rows",
            read.lines().size(),
            "created",
            people.size(),
            "skipped",
            skipped,
            "failed",
            failed));
    return Result.ok(new Applied(sheet.communeId(), people.size(), skipped, failed));
  }

  /** The commune's volunteers as a sheet, with a row for every village that has none. */
  void write(Actor actor, int communeId, OutputStream out, Texts texts) {
    Area commune = requireCommune(actor, communeId);
    List<Area> villages = areas.children(communeId);
    Map<Integer, List<AccountList.Volunteer>> volunteers = new HashMap<>();
    list.volunteers(villages.stream().map(Area::id).toList())
        .forEach(
            one -> volunteers.computeIfAbsent(one.villageId(), id -> new ArrayList<>()).add(one));
    Set<String> names = new HashSet<>();
    Set<String> twice = new HashSet<>();
    villages.forEach(
        village -> {
          if (!names.add(VietnameseText.nameKey(village.name()))) {
            twice.add(VietnameseText.nameKey(village.name()));
          }
        });
    try (SheetWriter writer =
        new SheetWriter(
            out,
            shape,
            texts.t("identity.sheet.tab"),
            List.of(texts.t("identity.sheet.title", commune.name())),
            SheetWords.of(texts.locale()))) {
      for (Area village : villages) {
        String shown =
            twice.contains(VietnameseText.nameKey(village.name()))
                ? village.code()
                : village.name();
        List<AccountList.Volunteer> own = volunteers.getOrDefault(village.id(), List.of());
        if (own.isEmpty()) {
          writer.row(shown, null, null);
        }
        for (AccountList.Volunteer one : own) {
          writer.row(shown, one.name(), one.position().isEmpty() ? null : one.position());
        }
      }
    }
  }

  private Area requireCommune(Actor actor, int communeId) {
    areas.require(actor, Right.ACCOUNT_VOLUNTEERS, communeId);
    Area commune = areas.byId(communeId);
    if (commune.level() != AreaLevel.COMMUNE) {
      throw new NotFoundException("commune " + communeId);
    }
    return commune;
  }

  /** The reader's language, on screen and in sheets. */
  private record Tongue(Texts texts, SheetWords words) {
    static Tongue of(Texts texts) {
      return new Tongue(texts, SheetWords.of(texts.locale()));
    }
  }

  private record Read(
      List<SheetLine> lines,
      List<String> warnings,
      List<Problem> refused,
      @Nullable SheetHeading heading) {}

  /**
   * Writes the sheet that the same actor sent with every mistake at its cell, as things stand now,
   * to be corrected and sent back.
   */
  @Transactional(readOnly = true)
  public void writeMarked(Actor actor, UUID sheetId, Texts texts, OutputStream out) {
    AccountTable.Sheet sheet =
        table
            .sheet(sheetId)
            .filter(one -> java.util.Objects.equals(one.createdBy(), actor.accountId()))
            .orElseThrow(() -> new NotFoundException("sheet " + sheetId));
    requireCommune(actor, sheet.communeId());
    Tongue tongue = Tongue.of(texts);
    Read read = read(sheet.communeId(), sheet.sha256(), sheet.fileName(), tongue);
    SheetHeading heading = read.heading();
    if (heading == null) {
      throw new NotFoundException("sheet " + sheetId);
    }
    Map<Integer, List<MarkedWorkbook.Mark>> marks = new HashMap<>();
    read.lines().forEach(line -> marks.put(line.row(), line.marks()));
    try (MarkedWorkbook marked = new MarkedWorkbook(out, heading, shape, tongue.words())) {
      reader.<RuntimeException>read(
          files.path(sheet.sha256()),
          sheet.fileName(),
          shape,
          row -> marked.row(row, marks.getOrDefault(row.number(), List.of())));
    }
  }

  private Read read(int communeId, String sha256, String fileName, Tongue tongue) {
    Area commune = areas.byId(communeId);
    Villages villages = new Villages(areas.children(communeId));
    Set<String> existing = new HashSet<>();
    list.volunteers(villages.ids()).forEach(one -> existing.add(key(one.villageId(), one.name())));
    Map<String, Integer> rows = new HashMap<>();
    List<SheetLine> lines = new ArrayList<>();
    SheetOutcome outcome =
        reader.read(
            files.path(sha256),
            fileName,
            shape,
            row -> lines.add(line(row, commune, villages, existing, rows, tongue)));
    return switch (outcome) {
      case SheetOutcome.Refused refused ->
          new Read(
              List.of(),
              List.of(),
              refused.findings().stream()
                  .filter(finding -> !finding.warning())
                  .map(finding -> new Problem(finding.code(), "file", finding.arguments()))
                  .toList(),
              null);
      case SheetOutcome.Read read -> {
        List<String> warnings = new ArrayList<>();
        for (SheetFinding finding : read.findings()) {
          if (finding.warning() || finding.row() == 0) {
            warnings.add(tongue.words().sentenceWithPlace(finding));
          } else {
            fail(lines, finding, tongue);
          }
        }
        yield new Read(lines, warnings, List.of(), read.heading());
      }
    };
  }

  /** What is known of a row only at the end of the file, such as merged cells. */
  private static void fail(List<SheetLine> lines, SheetFinding finding, Tongue tongue) {
    for (int i = 0; i < lines.size(); i++) {
      SheetLine line = lines.get(i);
      if (line.row() == finding.row()) {
        List<String> problems = new ArrayList<>(line.problems());
        problems.add(tongue.words().sentenceWithPlace(finding));
        List<MarkedWorkbook.Mark> marks = new ArrayList<>(line.marks());
        marks.add(MarkedWorkbook.Mark.of(finding, tongue.words()));
        lines.set(
            i,
            new SheetLine(
                line.row(),
                line.village(),
                line.villageId(),
                line.name(),
                line.position(),
                SheetLine.Outcome.FAIL,
                problems,
                marks));
      }
    }
  }

  private SheetLine line(
      SheetRow row,
      Area commune,
      Villages villages,
      Set<String> existing,
      Map<String, Integer> rows,
      Tongue tongue) {
    List<String> problems = new ArrayList<>();
    List<MarkedWorkbook.Mark> marks = new ArrayList<>();
    row.problems()
        .forEach(
            finding -> {
              problems.add(tongue.words().sentenceWithPlace(finding));
              marks.add(MarkedWorkbook.Mark.of(finding, tongue.words()));
            });
    String village = row.text("village");
    String name = row.text("name");
    String position = row.text("position");
    Integer villageId = null;
    if (village != null) {
      List<Area> found = villages.named(village);
      if (found.size() == 1) {
        villageId = found.getFirst().id();
      } else {
        String wrong =
            found.isEmpty()
                ? sentence(tongue, IdentityProblem.VILLAGE_UNKNOWN, village, commune.name())
                : sentence(
                    tongue,
                    IdentityProblem.VILLAGE_AMBIGUOUS,
                    village,
                    String.join(", ", found.stream().map(Area::code).toList()));
        problems.add(wrong);
        marks.add(new MarkedWorkbook.Mark("village", wrong));
      }
    }
    SheetLine.Outcome outcome = SheetLine.Outcome.CREATE;
    if (problems.isEmpty() && name == null) {
      outcome = SheetLine.Outcome.NOBODY;
    } else if (villageId != null && name != null) {
      String key = key(villageId, name);
      Integer before = rows.putIfAbsent(key, row.number());
      if (before != null) {
        String wrong = sentence(tongue, IdentityProblem.TWICE_IN_SHEET, before);
        problems.add(wrong);
        marks.add(new MarkedWorkbook.Mark("name", wrong));
      } else if (existing.contains(key)) {
        outcome = SheetLine.Outcome.EXISTS;
      }
    }
    if (!problems.isEmpty()) {
      outcome = SheetLine.Outcome.FAIL;
    }
    return new SheetLine(
        row.number(),
        row.typed("village"),
        villageId,
        name == null ? row.typed("name") : name,
        position == null ? "" : position,
        outcome,
        problems,
        marks);
  }

  private static String sentence(Tongue tongue, IdentityProblem code, Object... arguments) {
    return tongue.texts().t(Problem.of(code, arguments));
  }

  private static String key(int villageId, String name) {
    return villageId + " " + VietnameseText.nameKey(name);
  }

  /** The villages of a commune, found by code or by name. */
  private static final class Villages {
    private final List<Area> all;
    private final Map<String, List<Area>> byName = new HashMap<>();

    Villages(List<Area> all) {
      this.all = all;
      for (Area village : all) {
        byName
            .computeIfAbsent(VietnameseText.nameKey(village.name()), key -> new ArrayList<>())
            .add(village);
      }
    }

    List<Integer> ids() {
      return all.stream().map(Area::id).toList();
    }

    List<Area> named(String typed) {
      List<Area> byCode = all.stream().filter(area -> area.code().equals(typed)).toList();
      if (!byCode.isEmpty()) {
        return byCode;
      }
      List<Area> exact = byName.get(VietnameseText.nameKey(typed));
      if (exact != null) {
        return exact;
      }
      String folded = VietnameseText.fold(typed);
      return all.stream().filter(area -> VietnameseText.fold(area.name()).equals(folded)).toList();
    }
  }
}
