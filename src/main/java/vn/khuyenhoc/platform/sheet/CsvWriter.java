package vn.khuyenhoc.platform.sheet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * A table as CSV for a Vietnamese Excel and for other programs: Unicode with its mark, cells
 * separated by semicolons, decimal commas, nothing between thousands. No text is taken for a
 * formula.
 */
public final class CsvWriter {

  private static final char MARK = '\uFEFF';

  private final StringBuilder text = new StringBuilder().append(MARK);

  /** One more row; null leaves its cell empty, numbers are written as such. */
  public CsvWriter row(@Nullable Object... cells) {
    text.append(Arrays.stream(cells).map(CsvWriter::cell).collect(Collectors.joining(";")))
        .append("\r\n");
    return this;
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal number -> number.toPlainString().replace('.', ',');
      case Number number -> number.toString();
      default -> quoted(Cells.guarded(VietnameseText.nfc(value.toString())));
    };
  }

  private static String quoted(String text) {
    return text.chars().anyMatch(c -> c == ';' || c == '"' || c == ',' || c < ' ')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  /** The file so far. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
