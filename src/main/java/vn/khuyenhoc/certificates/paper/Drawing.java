package vn.khuyenhoc.certificates.paper;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.khuyenhoc.platform.pdf.Face;
import vn.khuyenhoc.platform.pdf.Lettering;

/**
 * Draws a certificate on A4 landscape, all measures in points from the lower left corner. What does
 * not fit its line is set smaller, then on two lines.
 */
final class Drawing {

  /** Width of A4 landscape. */
  static final double WIDTH = 841.89;

  /** Height of A4 landscape. */
  static final double HEIGHT = 595.28;

  private static final double MIDDLE = WIDTH / 2;
  private static final double WIDEST = 660;
  private static final double SQUARE = 96;
  private static final double LEFT = 84;
  private static final double FOOT = 62;
  private static final double SIGNER = 648;

  private final Lettering letters = Lettering.tinos();
  private final StringBuilder out = new StringBuilder(16_384);
  private final PaperLook look;

  private Drawing(PaperLook look) {
    this.look = look;
  }

  /** The drawing as the file holds it. */
  static byte[] of(Paper paper, PaperLook look) {
    Drawing drawing = new Drawing(look);
    drawing.draw(paper);
    return drawing.out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The border: two lines and a small ornament in every corner. */
  static byte[] border(PaperLook look) {
    StringBuilder out = new StringBuilder();
    out.append(look.colour().rgb()).append(" RG ").append(look.colour().rgb()).append(" rg\n");
    out.append("3 w 28 28 785.89 539.28 re S\n0.8 w 36 36 769.89 523.28 re S\n");
    for (int corner = 0; corner < 4; corner++) {
      double x = corner % 2 == 0 ? 36 : WIDTH - 36;
      double y = corner < 2 ? 36 : HEIGHT - 36;
      int right = corner % 2 == 0 ? 1 : -1;
      int up = corner < 2 ? 1 : -1;
      out.append(
          "q %d 0 0 %d %s %s cm 0.8 w 0 34 m 18 34 34 18 34 0 c S 0 26 m 14 26 26 14 26 0 c S 6 0 m 12 0 l 12 6 l 6 6 l h 0 6 m 6 6 l 6 12 l 0 12 l h f Q\n"
              .formatted(right, up, n(x), n(y)));
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void draw(Paper paper) {
    if (look.border()) {
      out.append("q /Border Do Q\n");
    }
    String nation = paper.nation().getFirst();
    String motto = paper.nation().getLast();
    middle(Face.BOLD, nation, 14, 522, WIDEST);
    double half = letters.width(Face.BOLD, motto, 14.5) / 2;
    middle(Face.BOLD, motto, 14.5, 502, WIDEST);
    out.append("0.7 w %s 496.5 m %s 496.5 l S\n".formatted(n(MIDDLE - half), n(MIDDLE + half)));
    double y = 472;
    if (!paper.above().isEmpty()) {
      middle(Face.REGULAR, paper.above(), 13, y, WIDEST);
      y -= 19;
    }
    middle(Face.BOLD, paper.issuer(), 15, y, WIDEST);
    out.append(look.colour().rgb()).append(" rg\n");
    middle(Face.BOLD, paper.heading(), 40, 404, WIDEST);
    out.append("0 0 0 rg\n");
    middle(Face.ITALIC, paper.certifies(), 16, 374, WIDEST);
    y = middle(Face.BOLD, paper.name(), 27, 341, WIDEST);
    if (!paper.place().isEmpty()) {
      y = middle(Face.REGULAR, paper.place(), 14.5, y - 22, WIDEST);
    }
    middle(Face.ITALIC, paper.achieved(), 16, y - 25, WIDEST);
    out.append(look.colour().rgb()).append(" rg\n");
    y = middle(Face.BOLD, paper.title(), 23, y - 53, WIDEST);
    out.append("0 0 0 rg\n");
    y -= 23;
    for (String line : paper.lines()) {
      y = middle(Face.REGULAR, line, 13.5, y, WIDEST) - 18;
    }
    square(paper.square());
    double foot = FOOT + SQUARE - 12;
    for (int i = 0; i < paper.beside().size(); i++) {
      Face face = i == 0 ? Face.BOLD : Face.REGULAR;
      double size = i == 0 ? 12.5 : 10;
      for (String line : broken(face, paper.beside().get(i), size, 210)) {
        at(face, line, fitting(face, line, size, 215), LEFT + SQUARE + 14, foot);
        foot -= size + 5;
      }
    }
    double sign = FOOT + SQUARE + 2;
    centred(Face.ITALIC, paper.dated(), 13, SIGNER, sign, 290);
    sign -= 18;
    for (String line : paper.signerTitle()) {
      centred(Face.BOLD, line, 13, SIGNER, sign, 290);
      sign -= 16;
    }
    centred(Face.BOLD, paper.signerName(), 14, SIGNER, FOOT, 290);
  }

  /** Answers the height of the last line drawn. */
  private double middle(Face face, String text, double size, double y, double widest) {
    return centred(face, text, size, MIDDLE, y, widest);
  }

  private double centred(Face face, String text, double size, double x, double y, double widest) {
    double fitted = fitting(face, text, size, widest);
    if (fitted >= size * 0.62) {
      at(face, text, fitted, x - letters.width(face, text, fitted) / 2, y);
      return y;
    }
    double lower = y;
    double smaller = size * 0.7;
    for (String line : broken(face, text, smaller, widest)) {
      double one = fitting(face, line, smaller, widest);
      at(face, line, one, x - letters.width(face, line, one) / 2, lower);
      lower -= smaller * 1.15;
    }
    return lower + smaller * 1.15;
  }

  private double fitting(Face face, String text, double size, double widest) {
    double width = letters.width(face, text, size);
    return width <= widest ? size : size * widest / width;
  }

  /** In lines no wider than that, broken at spaces where there are any. */
  private List<String> broken(Face face, String text, double size, double widest) {
    if (letters.width(face, text, size) <= widest) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty()
          && lines.size() < 2
          && letters.width(face, line + " " + word, size) > widest) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private void at(Face face, String text, double size, double x, double y) {
    if (text.isEmpty()) {
      return;
    }
    out.append("BT /").append(face.resource()).append(' ').append(n(size)).append(" Tf ");
    out.append(n(x)).append(' ').append(n(y)).append(" Td ");
    letters.write(face, text, out);
    out.append(" Tj ET\n");
  }

  /** The square code as rectangles, one a run of dark modules: sharp at any size. */
  private void square(String text) {
    ByteMatrix matrix;
    try {
      matrix =
          Encoder.encode(
                  text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
              .getMatrix();
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException(tooLong);
    }
    int modules = matrix.getWidth();
    double scale = SQUARE / modules;
    out.append("q %s 0 0 %s %s %s cm\n".formatted(n4(scale), n4(scale), n(LEFT), n(FOOT)));
    byte[][] rows = matrix.getArray();
    for (int row = 0; row < modules; row++) {
      for (int from = 0; from < modules; from++) {
        if (rows[row][from] == 1) {
          int until = from;
          while (until < modules && rows[row][until] == 1) {
            until++;
          }
          out.append(from).append(' ').append(modules - 1 - row).append(' ').append(until - from);
          out.append(" 1 re ");
          from = until;
        }
      }
    }
    out.append("f Q\n");
  }

  private static String n(double value) {
    long hundredths = Math.round(value * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : Double.toString(hundredths / 100.0);
  }

  private static String n4(double value) {
    return Double.toString(Math.round(value * 10_000) / 10_000.0);
  }
}
