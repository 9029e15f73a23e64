package vn.khuyenhoc.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.database.CopyRows;
import vn.khuyenhoc.platform.sheet.SheetFinding;
import vn.khuyenhoc.platform.sheet.SheetRow;
import vn.khuyenhoc.platform.sheet.SheetShape;

/**
 * One reading of a file: every row goes into the table of rows as it comes, with what is wrong with
 * it set aside on disk. Holds no rows.
 */
final class ImportReading implements KindReading {

  private static final int MOST_ALIKE_NAMED = 5;
  private static final int TOLD_EVERY = 500;

  private final UUID batch;
  private final VillageFinder villages;
  private final CopyRows copy;
  private final IntConsumer progress;
  private final int code;
  private final int commune;
  private final int village;
  private final int head;
  private final int address;
  private final int children;
  private final int adults;
  private final int workers;
  private final int note;
  private final Set<Long> seen = new HashSet<>();
  private final List<String> firstAlike = new ArrayList<>();
  private int alike;
  private int rows;
  private final FailureSpool failures;

  ImportReading(
      UUID batch,
      SheetShape shape,
      VillageFinder villages,
      ImportTable table,
      IntConsumer progress) {
    this.batch = batch;
    this.villages = villages;
    this.progress = progress;
    code = shape.position(HouseholdSheet.CODE);
    commune = shape.position(HouseholdSheet.COMMUNE);
    village = shape.position(HouseholdSheet.VILLAGE);
    head = shape.position(HouseholdSheet.HEAD);
    address = shape.position(HouseholdSheet.ADDRESS);
    children = shape.position(HouseholdSheet.CHILDREN);
    adults = shape.position(HouseholdSheet.ADULTS);
    workers = shape.position(HouseholdSheet.WORKERS);
    note = shape.position(HouseholdSheet.NOTE);
    copy = table.rows();
    failures = new FailureSpool(batch, table);
  }

  @Override
  public void take(SheetRow row) {
    List<RowProblem> problems = List.of();
    if (!row.sound()) {
      problems = new ArrayList<>();
      for (SheetFinding finding : row.problems()) {
        problems.add(RowProblem.of(finding));
      }
    }
    String typedCode = row.text(code);
    SubjectCode known = typedCode == null ? null : SubjectCode.parse(typedCode);
    if (typedCode != null && known == null) {
      problems =
          and(problems, row, RegistryProblem.CODE_WRONG, HouseholdSheet.CODE, List.of(typedCode));
    }
    Integer villageId = null;
    String villageName = row.text(village);
    if (villageName != null) {
      switch (villages.find(row.text(commune), villageName)) {
        case VillageFinder.Found.Village found -> villageId = found.id();
        case VillageFinder.Found.None none ->
            problems = and(problems, row, none.problem(), none.key(), none.arguments());
      }
    }
    Long adultCount = row.wholeNumber(adults);
    Long workerCount = row.wholeNumber(workers);
    if (adultCount != null && workerCount != null && workerCount > adultCount) {
      problems =
          and(
              problems,
              row,
              RegistryProblem.WORKERS_OVER_ADULTS,
              HouseholdSheet.WORKERS,
              List.of(workerCount, adultCount));
    }
    String headName = row.text(head);
    copy.value(batch)
        .value(row.number())
        .value(known == null ? typedCode : known.printed())
        .value(known == null ? null : known.homeId())
        .value(typedCode == null ? null : known == null ? Integer.valueOf(0) : known.serial())
        .value(villageId)
        .value(headName)
        .value(orEmpty(row.text(address)))
        .value(row.wholeNumber(children))
        .value(adultCount)
        .value(workerCount)
        .value(orEmpty(row.text(note)))
        .value(problems.isEmpty() ? "IMPORT" : "FAIL")
        .end();
    if (!problems.isEmpty()) {
      failures.fail(row.number(), problems);
    } else if (typedCode == null && !seen.add(likeness(row, villageId, headName))) {
      alike++;
      if (firstAlike.size() < MOST_ALIKE_NAMED) {
        firstAlike.add(String.valueOf(row.number()));
      }
    }
    if (++rows % TOLD_EVERY == 0) {
      progress.accept(rows);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<RowProblem> and(
      List<RowProblem> problems,
      SheetRow row,
      RegistryProblem problem,
      String key,
      List<Object> arguments) {
    List<RowProblem> all = problems.isEmpty() ? new ArrayList<>() : problems;
    all.add(new RowProblem(problem.code(), key, row.columnLetters(key), arguments));
    return all;
  }

  /** Two rows with the same number here are taken for alike; only a remark depends on it. */
  private long likeness(SheetRow row, @Nullable Integer villageId, @Nullable String headName) {
    long hash = villageId == null ? 0 : villageId;
    for (Object value :
        new @Nullable Object[] {
          headName,
          row.text(address),
          row.wholeNumber(children),
          row.wholeNumber(adults),
          row.wholeNumber(workers),
          row.text(note)
        }) {
      hash = hash * 0x9E3779B97F4A7C15L + (value == null ? 7 : value.hashCode());
      hash ^= hash >>> 29;
    }
    return hash;
  }

  @Override
  public void finish() {
    copy.finish();
    copy.close();
    failures.finish();
  }

  @Override
  public List<RowProblem> remarks() {
    return alike == 0
        ? List.of()
        : List.of(
            RowProblem.of(
                RegistryProblem.ROWS_ALIKE, null, null, alike, String.join(", ", firstAlike)));
  }

  @Override
  public void close() {
    failures.close();
  }

  @Override
  public void abandon() {
    copy.close();
  }
}
