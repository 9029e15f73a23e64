package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Small cells of tables about people, for whoever may not read these people. A cell of one to four
 * is told as that much alone, and so many other cells are hidden that none of these can be computed
 * from what is left: neither from its row or column nor by going round through several of them.
 *
 * <p>A table with its totals is a graph: rows and columns are its points, hidden cells the lines
 * between them. What adds up in a row or column says what a hidden cell is exactly where no way
 * leads round it, so hidden cells are added until ways lead round every one of them.
 *
 * <p>That looks at one table. Two tables of the same people, one with a few more of them than the
 * other, would still tell these few by their difference. So whatever is shown is rounded to
 * multiples of five, always in the same way, whatever was asked: asking again tells nothing new,
 * and a difference of one to four is shown as 0 or 5, as it also is where it is none, or six to
 * nine. This is what can honestly be promised: of any two numbers that are shown, the difference is
 * not known to within four. It is not promised that many tables together, laid over each other with
 * care, never narrow a number further; whoever must rule that out gives no table at all, or adds
 * noise that makes figures of reports disagree.
 */
final class SmallCells {

  /** From here on a cell is shown. */
  static final int SHOWN_FROM = 5;

  /** What is shown is a multiple of it. */
  static final int STEP = 5;

  /**
   * What may stand beside a small cell without telling it, even to who knows how cells are hidden.
   */
  private static final int SAFE_FROM = SHOWN_FROM + 1;

  private static final long ANY = 1_000_000_000_000L;

  private static final byte SHOWN = 0;
  private static final byte SMALL = 1;
  private static final byte HIDDEN = 2;

  /** A total that the table does not have: nobody sees it, and nothing has to be done for it. */
  private static final byte ABSENT = 3;

  private final long[][] values;
  private final byte[][] marks;
  private final boolean adds;

  private SmallCells(long[][] values, byte[][] marks, boolean adds) {
    this.values = values;
    this.marks = marks;
    this.adds = adds;
  }

  /**
   * The same table for whoever may not read the people in it. What a row is divided by further
   * stands in it without the sums of the row.
   */
  static TableAnswer of(TableAnswer answer) {
    TableQuestion question = answer.question();
    boolean divided = question.then() != null;
    List<TableAnswer.Line> rows =
        answer.lines().stream().filter(line -> !divided || line.inner() != null).toList();
    TableAnswer.Line total = answer.total();
    int across = answer.columns().size();
    long[][] values = new long[rows.size() + 1][across + 1];
    byte[][] marks = new byte[rows.size() + 1][across + 1];
    for (int row = 0; row <= rows.size(); row++) {
      TableAnswer.Line line = row < rows.size() ? rows.get(row) : total;
      for (int at = 0; at <= across; at++) {
        if (line == null || at == across && !question.totalColumn()) {
          marks[row][at] = ABSENT;
          continue;
        }
        TableCounts counts = at < across ? line.cells().get(at) : line.total();
        values[row][at] = number(question.measure(), counts);
        marks[row][at] = small(question.measure(), counts) ? SMALL : SHOWN;
      }
    }
    SmallCells cells = new SmallCells(values, marks, !question.measure().rate());
    cells.protect();
    List<TableAnswer.Line> lines = new ArrayList<>();
    int row = 0;
    for (TableAnswer.Line line : answer.lines()) {
      lines.add(
          divided && line.inner() == null
              ? new TableAnswer.Line(
                  line.outer(), null, Arrays.asList(new @Nullable TableCounts[across]), null)
              : cells.veiled(line, row++));
    }
    return answer.veiled(lines, total == null ? null : cells.veiled(total, rows.size()));
  }

  private TableAnswer.Line veiled(TableAnswer.Line line, int row) {
    List<@Nullable TableCounts> cells = new ArrayList<>();
    for (int at = 0; at < line.cells().size(); at++) {
      cells.add(veiled(line.cells().get(at), marks[row][at]));
    }
    return new TableAnswer.Line(
        line.outer(), line.inner(), cells, veiled(line.total(), marks[row][line.cells().size()]));
  }

  private static @Nullable TableCounts veiled(@Nullable TableCounts counts, byte mark) {
    return switch (mark) {
      case SMALL -> TableCounts.SMALL;
      case HIDDEN -> TableCounts.HIDDEN;
      default -> counts == null ? null : rounded(counts);
    };
  }

  /**
   * The same counts to the nearest five. An average stays one, to one decimal; that something was
   * sent is said however little it was, for not reported is another thing.
   */
  private static TableCounts rounded(TableCounts counts) {
    long scored = rounded(counts.scored());
    return new TableCounts(
        rounded(counts.roll()),
        rounded(counts.registered()),
        counts.reported() == 0 ? 0 : Math.max(STEP, rounded(counts.reported())),
        rounded(counts.recognised()),
        rounded(counts.approved()),
        rounded(counts.notAchieved()),
        scored,
        scored == 0
            ? BigDecimal.ZERO
            : counts
                .total()
                .divide(BigDecimal.valueOf(counts.scored()), 1, RoundingMode.HALF_UP)
                .multiply(BigDecimal.valueOf(scored)));
  }

  /** To the nearest five; there is always one that is nearest. */
  static long rounded(long count) {
    return (count + STEP / 2) / STEP * STEP;
  }

  private static long number(TableMeasure measure, @Nullable TableCounts counts) {
    if (counts == null) {
      return 0;
    }
    return switch (measure) {
      case REGISTERED -> counts.registered();
      case REPORTED -> counts.reported();
      case RECOGNISED -> counts.recognised();
      case APPROVED -> counts.approved();
      case NOT_ACHIEVED -> counts.notAchieved();
      case AVERAGE_TOTAL -> counts.scored();
      case ROLL, SHARE_RECOGNISED -> counts.roll();
    };
  }

  /** A share tells how many there are to whoever knows of how many it is one. */
  private static boolean small(TableMeasure measure, @Nullable TableCounts counts) {
    return small(number(measure, counts))
        || measure == TableMeasure.SHARE_RECOGNISED && counts != null && small(counts.recognised());
  }

  private static boolean small(long number) {
    return number > 0 && number < SHOWN_FROM;
  }

  private void protect() {
    boolean again = true;
    while (again) {
      again = false;
      for (int row = 0; adds && row < values.length; row++) {
        again |= bounded(row, true);
      }
      for (int column = 0; adds && column < values[0].length; column++) {
        again |= bounded(column, false);
      }
      again |= closed();
    }
  }

  /** A cell of a row or column: where it is, how much, and how it is shown. */
  private record Cell(int row, int column, long value, byte mark) {}

  private Stream<Cell> line(int line, boolean row) {
    List<Cell> cells = new ArrayList<>();
    for (int at = 0; at < (row ? values[0].length : values.length); at++) {
      cells.add(row ? cell(line, at) : cell(at, line));
    }
    return cells.stream();
  }

  private Cell cell(int row, int column) {
    return new Cell(row, column, values[row][column], marks[row][column]);
  }

  /**
   * Hides another cell of a row or column where the hidden ones can only be what they are: two
   * small ones that come to two.
   */
  private boolean bounded(int line, boolean row) {
    List<Cell> cells = line(line, row).toList();
    Cell total = cells.getLast();
    if (total.mark() == ABSENT || cells.stream().allMatch(one -> one.mark() == SHOWN)) {
      return false;
    }
    ToLongFunction<Cell> sign = one -> one == total ? -1 : 1;
    long least = 0;
    long most = 0;
    long open = 0;
    for (Cell one : cells) {
      long s = sign.applyAsLong(one);
      if (one.mark() == SHOWN) {
        open -= s * one.value();
      } else {
        least += s > 0 ? low(one) : -high(one);
        most += s > 0 ? high(one) : -low(one);
      }
    }
    for (Cell one : cells) {
      if (one.mark() != SHOWN) {
        long s = sign.applyAsLong(one);
        long othersLeast = least - (s > 0 ? low(one) : -high(one));
        long othersMost = most - (s > 0 ? high(one) : -low(one));
        long from = s > 0 ? open - othersMost : othersLeast - open;
        long to = s > 0 ? open - othersLeast : othersMost - open;
        if (Math.max(from, low(one)) >= Math.min(to, high(one))) {
          return hide(cells.stream()) || unsaid(cells);
        }
      }
    }
    return false;
  }

  /** Of four that come to four not even that they are few is said of the sum. */
  private boolean unsaid(List<Cell> cells) {
    for (Cell one : cells.reversed()) {
      if (one.mark() == SMALL) {
        marks[one.row()][one.column()] = HIDDEN;
        return true;
      }
    }
    return false;
  }

  private static long low(Cell cell) {
    return cell.mark() == SMALL ? 1 : 0;
  }

  private static long high(Cell cell) {
    return cell.mark() == SMALL ? SHOWN_FROM - 1 : ANY;
  }

  /** Hides the one of these that says least; false where all are hidden. */
  private boolean hide(Stream<Cell> cells) {
    return cells
        .filter(one -> one.mark() == SHOWN)
        .min(
            Comparator.comparing((Cell one) -> one.value() < SAFE_FROM)
                .thenComparing(one -> one.value() == 0)
                .thenComparing(Cell::value))
        .map(
            one -> {
              marks[one.row()][one.column()] = HIDDEN;
              return true;
            })
        .orElse(false);
  }

  /** Hides cells until ways lead round every hidden one; whether any was hidden. */
  private boolean closed() {
    boolean any = false;
    List<Cell> told = told();
    while (!told.isEmpty()) {
      boolean[] touched = new boolean[values.length + values[0].length];
      for (Cell one : told) {
        int column = values.length + one.column();
        // what was hidden in this round may lead round it already
        if (!touched[one.row()] && !touched[column]) {
          touched[one.row()] = true;
          touched[column] = true;
          any |= round(one);
        }
      }
      told = told();
    }
    return any;
  }

  /** Hides a cell so that a way leads round this one, or comes nearer to it. */
  private boolean round(Cell told) {
    boolean[] beyond = reached(values.length + told.column(), told);
    boolean[] near = reached(told.row(), told);
    if (hide(
        Stream.concat(
            line(told.row(), true).filter(one -> beyond[values.length + one.column()]),
            line(told.column(), false)
                .filter(one -> one.row() != told.row() && near[one.row()])))) {
      return true;
    }
    if (hide(Stream.concat(line(told.row(), true), line(told.column(), false)))) {
      return true;
    }
    List<Cell> all = new ArrayList<>();
    for (int row = 0; row < values.length; row++) {
      line(row, true).forEach(all::add);
    }
    return hide(all.stream());
  }

  /** The rows, then columns, to which hidden cells lead from one of them, without one cell. */
  private boolean[] reached(int from, Cell without) {
    int rows = values.length;
    boolean[] seen = new boolean[rows + values[0].length];
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    seen[from] = true;
    while (!open.isEmpty()) {
      int at = open.pop();
      for (int other = at < rows ? rows : 0; other < (at < rows ? seen.length : rows); other++) {
        int row = Math.min(at, other);
        int column = Math.max(at, other) - rows;
        if (!seen[other]
            && marks[row][column] != SHOWN
            && (row != without.row() || column != without.column())) {
          seen[other] = true;
          open.push(other);
        }
      }
    }
    return seen;
  }

  /** The hidden cells of the table round which no way leads: R. Tarjan's bridges. */
  private List<Cell> told() {
    int rows = values.length;
    int points = rows + values[0].length;
    int[] found = new int[points];
    int[] lowest = new int[points];
    int[] next = new int[points];
    int[] parent = new int[points];
    List<Cell> told = new ArrayList<>();
    int time = 0;
    for (int start = 0; start < points; start++) {
      if (found[start] != 0) {
        continue;
      }
      Deque<Integer> path = new ArrayDeque<>();
      path.push(start);
      parent[start] = -1;
      found[start] = lowest[start] = ++time;
      while (!path.isEmpty()) {
        int at = path.element();
        int from = at < rows ? rows : 0;
        int to = at < rows ? points - rows : rows;
        boolean deeper = false;
        while (next[at] < to && !deeper) {
          int other = from + next[at]++;
          if (marks[Math.min(at, other)][Math.max(at, other) - rows] == SHOWN
              || other == parent[at]) {
            continue;
          }
          if (found[other] == 0) {
            parent[other] = at;
            found[other] = lowest[other] = ++time;
            path.push(other);
            deeper = true;
          } else {
            lowest[at] = Math.min(lowest[at], found[other]);
          }
        }
        if (!deeper) {
          path.pop();
          int above = parent[at];
          if (above >= 0) {
            lowest[above] = Math.min(lowest[above], lowest[at]);
            Cell one = cell(Math.min(at, above), Math.max(at, above) - rows);
            if (lowest[at] > found[above] && one.mark() != ABSENT) {
              told.add(one);
            }
          }
        }
      }
    }
    return told;
  }
}
