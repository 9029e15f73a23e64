package vn.khuyenhoc.platform.attachment;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Files as people send them, and as somebody would who means harm. */
public final class HostileFiles {

  private HostileFiles() {}

  /** A picture that can be told from others: red above left, with a few rectangles by the seed. */
  public static BufferedImage drawing(int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, Color.LIGHT_GRAY, width, height, Color.DARK_GRAY));
    pen.fillRect(0, 0, width, height);
    Random random = new Random(seed);
    for (int i = 0; i < 24; i++) {
      pen.setColor(new Color(random.nextInt(0x1000000)));
      pen.fillRect(random.nextInt(width), random.nextInt(height), width / 4 + 1, height / 5 + 1);
    }
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 4, height / 4);
    pen.dispose();
    return image;
  }

  public static byte[] image(String format, int width, int height, long seed) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(drawing(width, height, seed), format, out);
      return out.toByteArray();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static byte[] jpeg(int width, int height, long seed) {
    return image("jpeg", width, height, seed);
  }

  /** A photo with where it was taken, and the way the camera was held. */
  static byte[] photo(int width, int height, int turn) {
    byte[] plain = jpeg(width, height, 1);
    byte[] place = "GPS 21.3256N 103.9188E".getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + place.length);
    exif.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    exif.put("MM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 42).putInt(8);
    exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) turn).putShort((short) 0).putInt(0).put(place);
    return spliced(
        plain,
        2,
        ByteBuffer.allocate(4 + exif.capacity())
            .putShort((short) 0xFFE1)
            .putShort((short) (exif.capacity() + 2))
            .put(exif.array())
            .array());
  }

  static byte[] spliced(byte[] into, int at, byte[] what) {
    return ByteBuffer.allocate(into.length + what.length)
        .put(into, 0, at)
        .put(what)
        .put(into, at, into.length - at)
        .array();
  }

  static byte[] joined(byte[] first, byte[] second) {
    return spliced(first, first.length, second);
  }

  /** Says that it is of this size, and is a few hundred bytes. */
  static byte[] bomb(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    out.writeBytes(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 2)
                .array()));
    out.writeBytes(chunk("IDAT", deflated(new byte[1_000_000])));
    out.writeBytes(chunk("IEND", new byte[0]));
    return out.toByteArray();
  }

  static byte[] chunk(String type, byte[] data) {
    byte[] named = joined(type.getBytes(StandardCharsets.ISO_8859_1), data);
    CRC32 sum = new CRC32();
    sum.update(named);
    return ByteBuffer.allocate(named.length + 8)
        .putInt(data.length)
        .put(named)
        .putInt((int) sum.getValue())
        .array();
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** A small WebP picture, lossy: one pixel. */
  static byte[] webp() {
    return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  }

  /** A PDF of one page; {@code more} stands in its catalogue. */
  public static byte[] pdf(String more) {
    return ("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R "
            + more
            + " >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
            + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n"
            + "xref\n0 4\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A PDF with objects in a packed list, described so. */
  static byte[] packed(String objects, String filter) {
    byte[] list =
        filter.contains("Hex")
            ? objects.getBytes(StandardCharsets.ISO_8859_1)
            : deflated(objects.getBytes(StandardCharsets.ISO_8859_1));
    byte[] plain = pdf("");
    String before = new String(plain, StandardCharsets.ISO_8859_1);
    byte[] stream =
        joined(
            ("4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter " + filter + " >>\nstream\n")
                .getBytes(StandardCharsets.ISO_8859_1),
            joined(list, "\nendstream\nendobj\n".getBytes(StandardCharsets.ISO_8859_1)));
    return spliced(plain, before.indexOf("xref\n"), stream);
  }

  /** A document of the given parts, name and content by turns. */
  static byte[] zip(String... parts) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (int i = 0; i < parts.length; i += 2) {
          zip.putNextEntry(new ZipEntry(parts[i]));
          zip.write(parts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
      }
      return out.toByteArray();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static byte[] word(String... more) {
    String[] parts = new String[4 + more.length];
    parts[0] = "[Content_Types].xml";
    parts[1] = "<Types/>";
    parts[2] = "word/document.xml";
    parts[3] = "<document/>";
    System.arraycopy(more, 0, parts, 4, more.length);
    return zip(parts);
  }
}
