package vn.khuyenhoc.recognition;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Drawings that stand for photos of evidence; anybody sees that they are none. */
final class SamplePictures {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;

  private SamplePictures() {}

  /** A shelf of books. */
  static byte[] shelf(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return drawn(
        pen -> {
          pen.setColor(new Color(0xf3, 0xec, 0xdf));
          pen.fillRect(0, 0, WIDTH, HEIGHT);
          for (int board = 0; board < 3; board++) {
            int ground = 230 + board * 220;
            int left = 60;
            while (left < WIDTH - 120) {
              int thick = 22 + random.nextInt(34);
              int high = 110 + random.nextInt(60);
              pen.setColor(Color.getHSBColor(random.nextInt(100) / 100f, 0.45f, 0.72f));
              pen.fillRect(left, ground - high, thick, high);
              left += thick + 4 + (random.nextInt(9) == 0 ? 70 : 0);
            }
            pen.setColor(new Color(0x8a, 0x62, 0x3c));
            pen.fillRect(40, ground, WIDTH - 80, 18);
          }
        });
  }

  /** A page of a notebook with writing. */
  static byte[] page(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return drawn(
        pen -> {
          pen.setColor(new Color(0x6d, 0x5a, 0x4a));
          pen.fillRect(0, 0, WIDTH, HEIGHT);
          pen.setColor(Color.WHITE);
          pen.fillRect(150, 40, WIDTH - 300, HEIGHT - 80);
          pen.setStroke(new BasicStroke(2));
          for (int line = 110; line < HEIGHT - 60; line += 34) {
            pen.setColor(new Color(0xc9, 0xd6, 0xe6));
            pen.drawLine(170, line, WIDTH - 170, line);
            pen.setColor(new Color(0x2a, 0x3d, 0x7c));
            int left = 190;
            while (left < WIDTH - 260 - random.nextInt(120)) {
              int word = 24 + random.nextInt(60);
              pen.fillRoundRect(left, line - 13, word, 7, 6, 6);
              left += word + 14;
            }
          }
        });
  }

  private interface Drawing {
    void by(Graphics2D pen);
  }

  private static byte[] drawn(Drawing drawing) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    drawing.by(pen);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "jpg", out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }
}
