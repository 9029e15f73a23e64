package vn.khuyenhoc.platform.sheet;

import java.util.List;

/**
 * The beginning of a file, to say on screen which column means what.
 *
 * @param problems why it cannot be read at all; empty where it can
 * @param sheetName the sheet that fits best; empty for a CSV file
 * @param headerRow the row taken for the header, as Excel shows it; 0 for none
 * @param first the first rows that are not blank, the header among them
 * @param guess for each column of the shape the column that its header points to, from 0; -1 for
 *     none
 */
public record SheetGlance(
    List<SheetFinding> problems,
    String sheetName,
    int headerRow,
    List<Line> first,
    List<Integer> guess) {

  /**
   * A row as a person sees it.
   *
   * @param row its number as Excel shows it
   * @param cells from column A
   */
  public record Line(int row, List<String> cells) {
    public Line {
      cells = List.copyOf(cells);
    }

    /** What stands in a column; empty beyond the last cell. */
    public String cell(int column) {
      return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }
  }

  public SheetGlance {
    problems = List.copyOf(problems);
    first = List.copyOf(first);
    guess = List.copyOf(guess);
  }

  static SheetGlance refused(List<SheetFinding> problems) {
    return new SheetGlance(problems, "", 0, List.of(), List.of());
  }

  /** How many columns the file has, by its first rows. */
  public int width() {
    return first.stream().mapToInt(line -> line.cells().size()).max().orElse(0);
  }

  /** Letters of a column, as Excel shows them. */
  public static String letters(int column) {
    return Cells.letters(column);
  }

  /** What names a column: its header; empty where there is none. */
  public String header(int column) {
    return first.stream()
        .filter(line -> line.row() == headerRow)
        .map(line -> line.cell(column))
        .findFirst()
        .orElse("");
  }

  /** The rows below the header. */
  public List<Line> below() {
    return first.stream().filter(line -> line.row() > headerRow).toList();
  }
}
