package vn.khuyenhoc.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Workbooks as somebody makes them in Excel: one sheet, a header, rows. */
final class Workbooks {

  static final List<String> HEADERS =
      List.of(
          "Mã hộ",
          "Xã, phường",
          "Thôn, bản",
          "Chủ hộ",
          "Địa chỉ",
          "Số trẻ em",
          "Số người lớn",
          "Số người lao động",
          "Ghi chú");

  private final List<String> headers;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private Consumer<Worksheet> touch = sheet -> {};

  private Workbooks(List<String> headers) {
    this.headers = headers;
  }

  /** A workbook with all columns. */
  static Workbooks full() {
    return new Workbooks(HEADERS);
  }

  /** A workbook with these columns. */
  static Workbooks of(String... headers) {
    return new Workbooks(List.of(headers));
  }

  /** One more row; null leaves the cell blank. */
  Workbooks row(@Nullable Object... cells) {
    rows.add(cells);
    return this;
  }

  /** Something done to the sheet at the end. */
  Workbooks touched(Consumer<Worksheet> touch) {
    this.touch = touch;
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Sheet1");
      for (int i = 0; i < headers.size(); i++) {
        sheet.value(0, i, headers.get(i));
      }
      for (int r = 0; r < rows.size(); r++) {
        Object[] cells = rows.get(r);
        for (int i = 0; i < cells.length; i++) {
          switch (cells[i]) {
            case null -> {}
            case Number number -> sheet.value(r + 1, i, number);
            default -> sheet.value(r + 1, i, cells[i].toString());
          }
        }
      }
      touch.accept(sheet);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return out.toByteArray();
  }
}
