package vn.khuyenhoc.reports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as a page shows it, of today or from before the system: an address behind a number. */
public interface ReportShown {

  /** More than so many lines are folded. */
  int FEW = 6;

  /** So many sentences are read at once. */
  int SENTENCES = 3;

  /** So many letters fill the screen of a telephone. */
  int LONG = 500;

  /** What it says. */
  ReportContent content();

  /** How its numbers are said. */
  ReportWords words();

  /** Every figure by its key. */
  Map<String, ReportFigure> figures();

  /** The address of a figure, or of an area's part of it where that is not 0. */
  String figure(String key, int areaId);

  /** What a cell says. */
  default String cell(ReportContent.Table table, ReportContent.Row row, int column) {
    return words().cell(figures(), table, row, column);
  }

  /** Whether a cell says words. */
  default boolean wordy(ReportContent.Table table, ReportContent.Row row, int column) {
    return ReportCell.of(table, row, column).words() != null;
  }

  /** Whether a table tells words beside numbers; on a narrow screen each row then is a card. */
  default boolean wordy(ReportContent.Table table) {
    for (ReportContent.Row row : table.rows()) {
      for (int at = 0; at < table.columns().size(); at++) {
        if (wordy(table, row, at)) {
          return true;
        }
      }
    }
    return false;
  }

  /** How a cell is written: as words, as a number, or as the words that stand for none. */
  default @Nullable String look(ReportContent.Table table, ReportContent.Row row, int column) {
    ReportCell cell = ReportCell.of(table, row, column);
    if (cell.words() != null) {
      return null;
    }
    ReportFigure figure = figures().get(cell.figure());
    return figure == null || cell.number(figure) == null ? "n say" : "n";
  }

  /** Where a cell's number is opened; empty for words. */
  default String href(ReportContent.Table table, ReportContent.Row row, int column) {
    ReportCell cell = ReportCell.of(table, row, column);
    return cell.figure().isEmpty() || !figures().containsKey(cell.figure())
        ? ""
        : figure(cell.figure(), cell.areaId());
  }

  /** A number as this figure's are said. */
  default String said(ReportFigure figure, @Nullable String kept) {
    return words().said(figure, kept == null ? null : new BigDecimal(kept));
  }

  /** Whether the areas that a figure is made of tell what their shares are of. */
  default boolean shares(ReportFigure figure) {
    return figure.parts().stream().anyMatch(one -> one.numerator() != null);
  }

  /** The figures with something to be said beside them. */
  default List<ReportFigure> remarked() {
    return content().figures().stream().filter(one -> !one.remark().isEmpty()).toList();
  }

  /** The tables of a section that stand in it. */
  default List<ReportContent.Table> brief(ReportContent.Section section) {
    return section.tables();
  }

  /**
   * The sentences of a section that are read at once: not many, and no more than a screen holds.
   */
  default List<String> first(ReportContent.Section section) {
    List<String> all = section.sentences();
    int most = all.size() <= SENTENCES + 1 ? all.size() : SENTENCES;
    int at = 0;
    for (int letters = 0; at < most; at++) {
      letters += all.get(at).length();
      if (letters > LONG) {
        break;
      }
    }
    return all.subList(0, at);
  }

  /** Those that stand behind a line that opens. */
  default List<String> further(ReportContent.Section section) {
    return section.sentences().subList(first(section).size(), section.sentences().size());
  }

  /** Whether a table is folded: a long one, and every one behind the first of a section. */
  default boolean folded(ReportContent.Section section, ReportContent.Table table) {
    return many(table.rows()) || !brief(section).getFirst().key().equals(table.key());
  }

  /** Whether there is more of something than is read at once. */
  default boolean many(List<?> all) {
    return all.size() > FEW;
  }

  /** The kind of tag that goes with a state. */
  default String stateKind(ReportFigure.State state) {
    return switch (state) {
      case REPORTED -> "ok";
      case NOT_REPORTED, NOT_COMPUTED, NOT_STATED -> "none";
      case APART -> "wait";
    };
  }
}
