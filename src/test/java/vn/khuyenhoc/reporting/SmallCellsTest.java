package vn.khuyenhoc.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;

/** Small cells are not told, and nothing that is shown tells them. */
class SmallCellsTest {

  private static final List<String> AGES = List.of("16_24", "25_34", "35_44", "45_54", "55_64");
  private static final List<String> SEXES = List.of("FEMALE", "MALE", "");

  @Test
  void noHiddenCellCanBeComputedFromWhatIsShownInItsRowAndColumnNorFromAllOfIt() {
    Random random = new Random(42);
    int hidden = 0;
    for (int round = 0; round < 3_000; round++) {
      boolean then = random.nextInt(4) == 0;
      TableAxis columns = random.nextInt(5) == 0 ? null : TableAxis.SEX;
      TableAnswer whole = answer(random, then, columns);
      TableAnswer shown = SmallCells.of(whole);
      hidden += check(whole, shown, "round " + round);
    }
    assertThat(hidden).isGreaterThan(5_000);
  }

  @Test
  void aTableWithoutSmallCellsIsShownAsItIs() {
    List<CrossTable.Group> groups =
        List.of(group("16_24", "", "MALE", 5), group("25_34", "", "FEMALE", 70));
    TableAnswer whole = answer(groups, null, TableAxis.SEX);
    TableAnswer shown = SmallCells.of(whole);
    assertThat(shown.lines()).isEqualTo(whole.lines());
    assertThat(shown.total()).isEqualTo(whole.total());
    assertThat(shown.veiled()).isTrue();
  }

  @Test
  void twoSmallOnesThatCanOnlyBeOneEachAreNotLeftAlone() {
    TableAnswer shown =
        SmallCells.of(
            answer(
                List.of(
                    group("16_24", "", "MALE", 1),
                    group("16_24", "", "FEMALE", 1),
                    group("16_24", "", "", 9),
                    group("25_34", "", "MALE", 30),
                    group("25_34", "", "FEMALE", 40),
                    group("25_34", "", "", 50)),
                null,
                TableAxis.SEX));
    TableAnswer.Line first =
        shown.lines().stream()
            .filter(line -> line.outer().equals("16_24"))
            .findFirst()
            .orElseThrow();
    assertThat(first.cells()).contains(TableCounts.SMALL);
    assertThat(
            first.cells().contains(TableCounts.HIDDEN) || TableCounts.HIDDEN.equals(first.total()))
        .isTrue();
  }

  @Test
  void twoTablesSubtractedFromEachOtherDoNotTellTheFewByWhichTheyDiffer() {
    // what may lie behind a number that is shown
    for (long shown = 5; shown <= 200; shown += SmallCells.STEP) {
      for (long other = shown; other <= shown + SmallCells.STEP; other += SmallCells.STEP) {
        List<Long> differences = new ArrayList<>();
        for (long one = 5; one <= 210; one++) {
          for (long two = 5; two <= 210; two++) {
            if (SmallCells.rounded(one) == shown && SmallCells.rounded(two) == other) {
              differences.add(two - one);
            }
          }
        }
        assertThat(differences.stream().filter(one -> one >= 1 && one <= 4).distinct())
            .as("%s and %s", shown, other)
            .hasSizeGreaterThanOrEqualTo(2);
        assertThat(differences).anyMatch(one -> one < 1 || one > 4);
      }
    }
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      TableAnswer whole = answer(random, false, TableAxis.SEX);
      TableAnswer shown = SmallCells.of(whole);
      for (int row = 0; row < rows(whole).size(); row++) {
        for (int at = 0; at < whole.columns().size(); at++) {
          TableCounts was = rows(whole).get(row).cells().get(at);
          TableCounts is = rows(shown).get(row).cells().get(at);
          if (was != null && is != null && is.roll() >= 0) {
            assertThat(is.roll() % SmallCells.STEP).isZero();
            assertThat(Math.abs(is.roll() - was.roll())).isLessThanOrEqualTo(2);
          }
        }
      }
    }
  }

  /** How many are hidden. */
  private static int check(TableAnswer whole, TableAnswer shown, String as) {
    List<TableAnswer.Line> before = rows(whole);
    List<TableAnswer.Line> after = rows(shown);
    int columns = whole.columns().size();
    int rows = before.size();
    List<int[]> unknown = new ArrayList<>();
    long[][] known = new long[rows][columns + 1];
    boolean[][] open = new boolean[rows][columns + 1];
    boolean[][] small = new boolean[rows][columns + 1];
    for (int row = 0; row < rows; row++) {
      for (int at = 0; at <= columns; at++) {
        TableCounts was = at < columns ? before.get(row).cells().get(at) : before.get(row).total();
        TableCounts is = at < columns ? after.get(row).cells().get(at) : after.get(row).total();
        long value = was == null ? 0 : was.roll();
        known[row][at] = value;
        boolean absent = at == columns && !whole.question().totalColumn();
        if (absent || TableCounts.SMALL.equals(is) || TableCounts.HIDDEN.equals(is)) {
          open[row][at] = true;
          unknown.add(new int[] {row, at});
        } else {
          assertThat(value > 0 && value < SmallCells.SHOWN_FROM).as(as).isFalse();
        }
        small[row][at] = TableCounts.SMALL.equals(is);
        if (small[row][at]) {
          assertThat(value).as(as).isBetween(1L, 4L);
        }
      }
    }
    // what adds up: every row to its total, and every column
    double[][] equations = new double[rows + columns + 1][unknown.size()];
    for (int one = 0; one < unknown.size(); one++) {
      int row = unknown.get(one)[0];
      int at = unknown.get(one)[1];
      equations[row][one] = at == columns ? -1 : 1;
      equations[rows + at][one] = row == rows - 1 ? -1 : 1;
    }
    int hidden = 0;
    List<Integer> told = told(equations, unknown.size());
    for (int one = 0; one < unknown.size(); one++) {
      int row = unknown.get(one)[0];
      int at = unknown.get(one)[1];
      if (at == columns && !whole.question().totalColumn()) {
        continue;
      }
      hidden++;
      assertThat(told).as("%s: row %s, column %s of %s", as, row, at, after).doesNotContain(one);
    }
    for (int row = 0; row < rows; row++) {
      if (whole.question().totalColumn()) {
        bounded(known[row], open[row], small[row], as + ", row " + row);
      }
    }
    for (int at = 0; at <= columns; at++) {
      if (at < columns || whole.question().totalColumn()) {
        long[] values = new long[rows];
        boolean[] those = new boolean[rows];
        boolean[] few = new boolean[rows];
        for (int row = 0; row < rows; row++) {
          values[row] = known[row][at];
          those[row] = open[row][at];
          few[row] = small[row][at];
        }
        bounded(values, those, few, as + ", column " + at);
      }
    }
    return hidden;
  }

  /** Of the hidden ones of a line each can be at least two numbers. */
  private static void bounded(long[] values, boolean[] open, boolean[] small, String as) {
    int last = values.length - 1;
    for (int one = 0; one <= last; one++) {
      if (open[one]) {
        int possible = 0;
        for (long value = small[one] ? 1 : 0; value <= (small[one] ? 4 : 400); value++) {
          long rest = one == last ? value : -value;
          long least = 0;
          long most = 0;
          for (int other = 0; other <= last; other++) {
            if (other != one) {
              long low = open[other] ? small[other] ? 1 : 0 : values[other];
              long high = open[other] ? small[other] ? 4 : 100_000 : values[other];
              least += other == last ? -high : low;
              most += other == last ? -low : high;
            }
          }
          possible += rest >= least && rest <= most ? 1 : 0;
        }
        assertThat(possible).as("%s, cell %s", as, one).isGreaterThan(1);
      }
    }
  }

  /** The unknowns that a system of equations determines, by elimination. */
  private static List<Integer> told(double[][] equations, int unknowns) {
    int row = 0;
    for (int column = 0; column < unknowns && row < equations.length; column++) {
      int pivot = row;
      while (pivot < equations.length && Math.abs(equations[pivot][column]) < 1e-9) {
        pivot++;
      }
      if (pivot == equations.length) {
        continue;
      }
      double[] swapped = equations[row];
      equations[row] = equations[pivot];
      equations[pivot] = swapped;
      double by = equations[row][column];
      for (int at = 0; at < unknowns; at++) {
        equations[row][at] /= by;
      }
      for (int other = 0; other < equations.length; other++) {
        double times = equations[other][column];
        if (other != row && Math.abs(times) > 1e-9) {
          for (int at = 0; at < unknowns; at++) {
            equations[other][at] -= times * equations[row][at];
          }
        }
      }
      row++;
    }
    List<Integer> told = new ArrayList<>();
    for (double[] equation : equations) {
      List<Integer> of = new ArrayList<>();
      for (int at = 0; at < unknowns; at++) {
        if (Math.abs(equation[at]) > 1e-9) {
          of.add(at);
        }
      }
      if (of.size() == 1) {
        told.add(of.getFirst());
      }
    }
    return told;
  }

  /** The rows that add up to the row of totals, which comes last. */
  private static List<TableAnswer.Line> rows(TableAnswer answer) {
    List<TableAnswer.Line> rows =
        new ArrayList<>(
            answer.lines().stream()
                .filter(line -> answer.question().then() == null || line.inner() != null)
                .toList());
    TableAnswer.Line total = answer.total();
    if (total != null) {
      rows.add(total);
    }
    return rows;
  }

  private static TableAnswer answer(Random random, boolean then, @Nullable TableAxis columns) {
    List<CrossTable.Group> groups = new ArrayList<>();
    int most = 2 + random.nextInt(60);
    for (String age : AGES.subList(0, 1 + random.nextInt(AGES.size()))) {
      for (String inner : then ? List.of("2", "3") : List.of("")) {
        for (String sex : columns == null ? List.of("") : SEXES) {
          int many = random.nextInt(3) == 0 ? random.nextInt(6) : random.nextInt(most);
          if (many > 0) {
            groups.add(group(age, inner, sex, many));
          }
        }
      }
    }
    if (groups.isEmpty()) {
      groups.add(group("16_24", then ? "2" : "", columns == null ? "" : "MALE", 3));
    }
    return answer(groups, then ? TableAxis.COMMUNE : null, columns);
  }

  private static TableAnswer answer(
      List<CrossTable.Group> groups, @Nullable TableAxis then, @Nullable TableAxis columns) {
    TableQuestion question =
        new TableQuestion(
            TableMeasure.ROLL,
            TableAxis.AGE,
            then,
            columns,
            1,
            AreaLevel.NATION,
            List.of(2026),
            List.of(Measured.of(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON)),
            Basis.AS_IS,
            Map.of());
    return TableAnswer.of(
        question,
        groups,
        new TableAnswer.Names(Map.of(), Map.of()),
        false,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static CrossTable.Group group(String outer, String inner, String column, long many) {
    return new CrossTable.Group(
        outer, inner, column, new TableCounts(many, 0, 0, 0, 0, 0, 0, java.math.BigDecimal.ZERO));
  }
}
