package vn.khuyenhoc.platform.attachment;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Draws a picture anew, upright and no larger than is needed. Bounded in memory and in time. */
final class Pictures {

  /** The longest side of a kept picture in pixels: a page of paper stays readable. */
  static final int LONGEST = 2_560;

  private static final int MOST_SIDE = 30_000;
  private static final float QUALITY = 0.85f;
  private static final long PATIENCE = 20_000_000_000L;

  private Pictures() {}

  static Attachment read(FirstBytes kind, byte[] bytes, String name) {
    PictureParts parts =
        switch (kind) {
          case JPEG -> PictureParts.jpeg(bytes);
          case PNG -> PictureParts.png(bytes);
          default -> PictureParts.webp(bytes);
        };
    long pixels = (long) parts.width() * parts.height();
    if (pixels > parts.most() || parts.width() > MOST_SIDE || parts.height() > MOST_SIDE) {
      throw new Unfit(
          AttachmentProblem.PICTURE_TOO_LARGE,
          parts.width(),
          parts.height(),
          parts.most() / 1_000_000);
    }
    BufferedImage upright = turned(scaled(decoded(kind, parts), LONGEST), parts.turn());
    BufferedImage small = scaled(upright, Attachments.PREVIEW);
    return new Attachment(
        AttachmentKind.PICTURE,
        name,
        jpeg(upright, QUALITY),
        jpeg(small, 0.75f),
        upright.getWidth(),
        upright.getHeight(),
        0,
        likeness(small));
  }

  private static BufferedImage decoded(FirstBytes kind, PictureParts parts) {
    ImageReader reader =
        kind == FirstBytes.WEBP
            ? new WebPImageReaderSpi().createReaderInstance(null)
            : ImageIO.getImageReadersByFormatName(kind == FirstBytes.PNG ? "png" : "jpeg").next();
    int longest = Math.max(parts.width(), parts.height());
    // What has more than 8 bits a colour takes twice the memory until it is made smaller.
    int every =
        Math.max(
            1, parts.deep() ? Math.ceilDiv(longest, LONGEST) : Math.floorDiv(longest, LONGEST));
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(parts.bytes()))) {
      reader.setInput(in, true, true);
      reader.addIIOReadProgressListener(new Patience(System.nanoTime() + PATIENCE));
      // What the decoder would make room for is what was looked at above.
      if (reader.getWidth(0) != parts.width() || reader.getHeight(0) != parts.height()) {
        throw PictureParts.broken();
      }
      ImageReadParam how = reader.getDefaultReadParam();
      how.setSourceSubsampling(every, every, 0, 0);
      BufferedImage image = reader.read(0, how);
      if (image == null || reader.getMinIndex() != 0) {
        throw PictureParts.broken();
      }
      return image;
    } catch (Unfit unfit) {
      throw unfit;
    } catch (IOException | RuntimeException unreadable) {
      // A decoder says in many ways that it cannot: all mean the same to whoever sent the picture.
      throw PictureParts.broken();
    } finally {
      reader.dispose();
    }
  }

  /** On white, at most so wide and high; by halves, so that lines stay lines. */
  private static BufferedImage scaled(BufferedImage image, int most) {
    BufferedImage at = image;
    while (true) {
      int longest = Math.max(at.getWidth(), at.getHeight());
      double by = longest <= most ? 1 : Math.max(0.5, (double) most / longest);
      if (by == 1 && at.getType() == BufferedImage.TYPE_INT_RGB) {
        return at;
      }
      int width = Math.max(1, (int) Math.round(at.getWidth() * by));
      int height = Math.max(1, (int) Math.round(at.getHeight() * by));
      at =
          drawn(
              at,
              width,
              height,
              AffineTransform.getScaleInstance(
                  (double) width / at.getWidth(), (double) height / at.getHeight()));
      if (by == 1) {
        return at;
      }
    }
  }

  private static BufferedImage drawn(
      BufferedImage image, int width, int height, AffineTransform transform) {
    BufferedImage onto = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = onto.createGraphics();
    try {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, width, height);
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      pen.drawImage(image, transform, null);
    } finally {
      pen.dispose();
    }
    return onto;
  }

  /** Upright, as EXIF numbers the ways of holding a camera. */
  private static BufferedImage turned(BufferedImage image, int turn) {
    if (turn == 1) {
      return image;
    }
    int w = image.getWidth();
    int h = image.getHeight();
    AffineTransform how =
        switch (turn) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
    return turn < 5 ? drawn(image, w, h, how) : drawn(image, h, w, how);
  }

  private static byte[] jpeg(BufferedImage image, float quality) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Whether each of 8 × 8 fields is brighter than the one beside it. */
  private static @Nullable Long likeness(BufferedImage image) {
    BufferedImage tiny = image;
    while (tiny.getWidth() > 18 || tiny.getHeight() > 16) {
      int width = Math.max(9, tiny.getWidth() / 2);
      int height = Math.max(8, tiny.getHeight() / 2);
      tiny =
          drawn(
              tiny,
              width,
              height,
              AffineTransform.getScaleInstance(
                  (double) width / tiny.getWidth(), (double) height / tiny.getHeight()));
    }
    tiny =
        drawn(
            tiny,
            9,
            8,
            AffineTransform.getScaleInstance(9.0 / tiny.getWidth(), 8.0 / tiny.getHeight()));
    long bits = 0;
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        bits = bits << 1 | (grey(tiny, x, y) > grey(tiny, x + 1, y) + 2 ? 1 : 0);
      }
    }
    int set = Long.bitCount(bits);
    return set < 10 || set > 54 ? null : bits;
  }

  private static int grey(BufferedImage image, int x, int y) {
    int rgb = image.getRGB(x, y);
    return ((rgb >> 16 & 0xFF) * 299 + (rgb >> 8 & 0xFF) * 587 + (rgb & 0xFF) * 114) / 1000;
  }
}
