package vn.khuyenhoc.registry;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
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
import vn.khuyenhoc.registry.HouseholdAssignments.Divided;
import vn.khuyenhoc.registry.HouseholdAssignments.Matching;
import vn.khuyenhoc.registry.HouseholdAssignments.Successor;
import vn.khuyenhoc.registry.HouseholdAssignments.Unassigned;

/**
 * A divided village's households as a sheet, one row each: out with an empty column for the new
 * village, back with it filled in. A row left empty stays unassigned.
 */
@Component
class HouseholdAssignmentSheet {

  private static final String CODE = "code";
  private static final String SUCCESSOR = "successor";
  private static final long LARGEST = 5L << 20;
  private static final String EXCEL =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final HouseholdAssignments assignments;
  private final FileStore files;
  private final SheetShape shape;
  private final SheetReader reader = new SheetReader(SheetLimits.DEFAULT.withFileBytes(LARGEST));

  HouseholdAssignmentSheet(HouseholdAssignments assignments, FileStore files, Languages languages) {
    this.assignments = assignments;
    this.files = files;
    Texts own = languages.vietnamese();
    this.shape =
        SheetShape.of(
            Column.text(CODE, headers(own, CODE)).required().width(16),
            Column.text("head", headers(own, "head")).width(28),
            Column.text("address", headers(own, "address")).width(28),
            Column.text(SUCCESSOR, headers(own, SUCCESSOR)).present().width(34));
  }

  private static String[] headers(Texts texts, String column) {
    return texts.t("assign.sheet." + column).split("\\|");
  }

  /** Writes what is unassigned, with the successors' names above. */
  void write(Actor actor, int villageId, Texts t, OutputStream out) {
    Divided divided = assignments.divided(actor, villageId);
    List<Successor> successors = assignments.successors(actor, divided);
    List<String> above = new ArrayList<>();
    above.add(t.t("assign.sheet.title", divided.name(), divided.commune()));
    above.add(
        t.t(
            "assign.sheet.lead",
            successors.stream()
                .map(one -> one.name() + " (" + one.code() + ")")
                .collect(Collectors.joining(", "))));
    try (SheetWriter writer =
        new SheetWriter(out, shape, t.t("assign.sheet.tab"), above, SheetWords.of(t.locale()))) {
      for (Unassigned one : assignments.households(divided, Matching.ALL, Integer.MAX_VALUE, 0)) {
        writer.row(one.code(), one.head(), one.address(), null);
      }
    }
  }

  /**
   * What a sheet would do.
   *
   * @param sha256 the kept file
   * @param rows how many rows it has
   * @param keys households that a successor is told for
   * @param successors their villages
   * @param counts how many go to which successor, by name
   * @param problems what is wrong, each with its row, told in the reader's language
   * @param warnings remarks about the file
   */
  record Read(
      String sha256,
      int rows,
      List<HouseholdKey> keys,
      List<Integer> successors,
      Map<String, Integer> counts,
      List<String> problems,
      List<String> warnings,
      @Nullable SheetHeading heading,
      Map<Integer, List<MarkedWorkbook.Mark>> marks) {}

  /** Keeps a file and says what it would do. */
  Result<Read> look(Actor actor, int villageId, String name, InputStream content, Texts t) {
    FileStore.Kept kept;
    try {
      kept = files.keep(content, EXCEL, LARGEST, actor);
    } catch (FileStore.TooLargeException large) {
      return Result.refused(
          Problem.at("file", SheetProblem.FILE_TOO_LARGE, ">" + (LARGEST >> 20), LARGEST >> 20));
    }
    return read(actor, villageId, kept.sha256(), name, t);
  }

  /** What a file that was kept would do as things stand now. */
  Result<Read> read(Actor actor, int villageId, String sha256, String name, Texts t) {
    Divided divided = assignments.divided(actor, villageId);
    Reading reading = new Reading(actor, divided, t);
    if (!Files.isRegularFile(files.path(sha256))) {
      throw new NotFoundException("file " + sha256);
    }
    SheetOutcome outcome = reader.read(files.path(sha256), name, shape, reading::take);
    return switch (outcome) {
      case SheetOutcome.Refused refused ->
          Result.refused(
              refused.findings().stream()
                  .filter(finding -> !finding.warning())
                  .map(finding -> new Problem(finding.code(), "file", finding.arguments()))
                  .toList());
      case SheetOutcome.Read read -> {
        read.findings().forEach(reading::file);
        yield Result.ok(reading.done(sha256, read.heading()));
      }
    };
  }

  /** Writes the file back with every mistake at its cell. */
  void writeMarked(
      Actor actor, int villageId, String sha256, String name, Texts t, OutputStream out) {
    if (!(read(actor, villageId, sha256, name, t) instanceof Result.Ok<Read>(Read read))
        || !(read.heading() instanceof SheetHeading heading)) {
      throw new NotFoundException("file " + sha256);
    }
    try (MarkedWorkbook marked =
        new MarkedWorkbook(out, heading, shape, SheetWords.of(t.locale()))) {
      reader.<RuntimeException>read(
          files.path(sha256),
          name,
          shape,
          row -> marked.row(row, read.marks().getOrDefault(row.number(), List.of())));
    }
  }

  /** One reading of a sheet. */
  private final class Reading {
    private final Divided divided;
    private final Texts t;
    private final SheetWords words;
    private final Map<String, HouseholdKey> there = new HashMap<>();
    private final Map<String, List<Successor>> named = new HashMap<>();
    private final String possible;
    private final Map<HouseholdKey, Integer> rows = new HashMap<>();
    private final List<HouseholdKey> keys = new ArrayList<>();
    private final List<Integer> villages = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<Integer, List<MarkedWorkbook.Mark>> marks = new HashMap<>();
    private int count;

    Reading(Actor actor, Divided divided, Texts t) {
      this.divided = divided;
      this.t = t;
      this.words = SheetWords.of(t.locale());
      assignments
          .households(divided, Matching.ALL, Integer.MAX_VALUE, 0)
          .forEach(one -> there.put(one.code(), one.key()));
      List<Successor> successors = assignments.successors(actor, divided);
      for (Successor one : successors) {
        for (String key :
            List.of(
                one.code().toLowerCase(Locale.ROOT),
                VietnameseText.nameKey(one.name()),
                VietnameseText.nameKey(one.name() + " (" + one.code() + ")"))) {
          named.computeIfAbsent(key, any -> new ArrayList<>()).add(one);
        }
      }
      possible = successors.stream().map(Successor::name).collect(Collectors.joining(", "));
    }

    void take(SheetRow row) {
      count++;
      row.problems().forEach(finding -> mark(finding, row.number()));
      String typed = row.text(CODE);
      SubjectCode code = typed == null ? null : SubjectCode.parse(typed);
      HouseholdKey key = code == null ? null : there.get(code.printed());
      if (typed != null && key == null) {
        wrong(
            row,
            CODE,
            code == null
                ? Problem.of(RegistryProblem.CODE_WRONG, typed)
                : Problem.of(RegistryProblem.ROW_NOT_UNASSIGNED, typed, divided.name()));
      }
      String wanted = row.text(SUCCESSOR);
      if (wanted == null) {
        return;
      }
      List<Successor> found =
          named.getOrDefault(
              wanted.strip().toLowerCase(Locale.ROOT),
              named.getOrDefault(VietnameseText.nameKey(wanted), List.of()));
      List<Successor> different = found.stream().distinct().toList();
      if (different.size() != 1) {
        wrong(row, SUCCESSOR, Problem.of(RegistryProblem.ROW_NO_SUCCESSOR, wanted, possible));
        return;
      }
      if (key == null) {
        return;
      }
      Integer before = rows.putIfAbsent(key, row.number());
      if (before != null) {
        wrong(row, CODE, Problem.of(RegistryProblem.ROW_TWICE, before));
        return;
      }
      keys.add(key);
      villages.add(different.getFirst().villageId());
      counts.merge(different.getFirst().name(), 1, Integer::sum);
    }

    private void wrong(SheetRow row, String column, Problem problem) {
      String sentence = t.t(problem);
      problems.add(t.t("assign.sheet.row", String.valueOf(row.number()), sentence));
      marks
          .computeIfAbsent(row.number(), any -> new ArrayList<>())
          .add(new MarkedWorkbook.Mark(column, sentence));
    }

    private void mark(SheetFinding finding, int number) {
      problems.add(words.sentenceWithPlace(finding));
      marks
          .computeIfAbsent(number, any -> new ArrayList<>())
          .add(MarkedWorkbook.Mark.of(finding, words));
    }

    void file(SheetFinding finding) {
      if (finding.warning() || finding.row() == 0) {
        warnings.add(words.sentenceWithPlace(finding));
      } else {
        mark(finding, finding.row());
      }
    }

    Read done(String sha256, SheetHeading heading) {
      return new Read(sha256, count, keys, villages, counts, problems, warnings, heading, marks);
    }
  }
}
