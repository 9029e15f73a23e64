package vn.khuyenhoc.platform.web;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/**
 * A square code (QR) that a page draws.
 *
 * @param modules how many modules it is wide, without its quiet border
 * @param path its dark modules as the path of an SVG, a unit each
 */
public record SquareCode(int modules, String path) {

  /** The code of a text. */
  public static SquareCode of(String text) {
    byte[][] rows;
    try {
      rows =
          Encoder.encode(
                  text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
              .getMatrix()
              .getArray();
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException(tooLong);
    }
    StringBuilder path = new StringBuilder();
    for (int row = 0; row < rows.length; row++) {
      for (int from = 0; from < rows.length; from++) {
        int until = from;
        while (until < rows.length && rows[row][until] == 1) {
          until++;
        }
        if (until > from) {
          path.append('M').append(from).append(' ').append(row).append('h').append(until - from);
          path.append("v1h-").append(until - from).append('z');
          from = until;
        }
      }
    }
    return new SquareCode(rows.length, path.toString());
  }
}
