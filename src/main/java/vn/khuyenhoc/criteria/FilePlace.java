package vn.khuyenhoc.criteria;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Where in a file something stands, as the field of a problem names it: {@code line-12}, and {@code
 * line-12@Chỉ số} on a sheet of a workbook.
 *
 * @param line the line or row, from 1
 * @param sheet the sheet; empty in a YAML file
 */
record FilePlace(int line, String sheet) {

  /** Rows of sheets are numbered through: the sheet's place times this, and the row. */
  private static final int SHEET = 10_000_000;

  /** The sheets of a workbook in order, by the last part of their message keys. */
  static final List<String> SHEETS =
      List.of("set", "criteria", "indicators", "steps", "bands", "ratings", "conditions");

  /** The number that stands for a row of a sheet where a tree is built. */
  static int row(int sheet, int row) {
    return (sheet + 1) * SHEET + row;
  }

  /** The field of a problem at a line, or at a row that {@link #row} gave. */
  static String field(int line) {
    return line < SHEET
        ? "line-" + line
        : "line-" + line % SHEET + "@" + SHEETS.get(line / SHEET - 1);
  }

  /** The place a problem names; null where it names none. */
  static @Nullable FilePlace of(Problem problem) {
    String field = problem.field();
    if (field == null || !field.startsWith("line-")) {
      return null;
    }
    int at = field.indexOf('@');
    String number = field.substring("line-".length(), at < 0 ? field.length() : at);
    return number.isEmpty() || !number.chars().allMatch(Character::isDigit)
        ? null
        : new FilePlace(Integer.parseInt(number), at < 0 ? "" : field.substring(at + 1));
  }

  /** The place in words: "Dòng 12", "Trang Chỉ số, dòng 12". */
  String text(Texts t) {
    return sheet.isEmpty()
        ? t.t("criteria.place.line", line)
        : line == 0
            ? t.t("criteria.place.sheet", t.t("criteria.workbook." + sheet))
            : t.t("criteria.place.row", t.t("criteria.workbook." + sheet), line);
  }
}
