package vn.khuyenhoc.platform.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The parts of a picture file that make its pixels, and nothing else: place, camera, comments,
 * colour profiles, previews and whatever stands behind the picture never reach a decoder.
 *
 * @param bytes a file of the same format with only those parts
 * @param width in pixels, as the file says
 * @param height in pixels, as the file says
 * @param turn how it is to be turned to stand upright: 1–8 as EXIF numbers them
 * @param most the most pixels of such a picture: fewer where its decoder holds all of it in memory
 *     whatever is asked of it
 * @param deep whether a pixel has more than 8 bits a colour
 */
@SuppressWarnings("ArrayRecordComponent")
record PictureParts(byte[] bytes, int width, int height, int turn, long most, boolean deep) {

  /** Read line by line. */
  private static final long MOST = 120_000_000;

  /** All scans of a progressive JPEG are gathered before the first line is ready. */
  private static final long MOST_GATHERED = 40_000_000;

  private static final long MOST_WEBP = 16_000_000;
  private static final int MOST_SCANS = 64;
  private static final int MOST_CHUNKS = 100_000;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  static PictureParts jpeg(byte[] b) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(b.length);
    out.write(0xFF);
    out.write(0xD8);
    int at = 2;
    int width = 0;
    int height = 0;
    int turn = 1;
    int scans = 0;
    boolean progressive = false;
    while (true) {
      if (at + 1 >= b.length || (b[at] & 0xFF) != 0xFF) {
        throw broken();
      }
      int marker = b[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (marker == 0xD9) {
        break;
      }
      if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD8) {
        at += 2;
        continue;
      }
      int length = word(b, at + 2);
      int end = at + 2 + length;
      if (length < 2 || end > b.length) {
        throw broken();
      }
      int body = at + 4;
      boolean kept = marker == 0xC4 || marker == 0xDB || marker == 0xDD || marker == 0xDA;
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4) {
        int colours = length < 8 ? 0 : b[body + 5] & 0xFF;
        if (marker > 0xC2 || width > 0 || colours != 1 && colours != 3) {
          throw broken();
        }
        progressive = marker == 0xC2;
        height = word(b, body + 1);
        width = word(b, body + 3);
        kept = true;
      } else if (marker == 0xE0) {
        kept = length == 16 && FirstBytes.begins(b, body, 'J', 'F', 'I', 'F', 0);
      } else if (marker == 0xEE) {
        kept = length <= 32 && FirstBytes.begins(b, body, 'A', 'd', 'o', 'b', 'e');
      } else if (marker == 0xE1 && begins(b, body, end, EXIF)) {
        turn = turn(b, body + EXIF.length, end);
      }
      if (kept) {
        out.write(b, at, end - at);
      }
      at = end;
      if (marker == 0xDA) {
        if (width == 0 || ++scans > MOST_SCANS) {
          throw broken();
        }
        int from = at;
        at = pastScan(b, at);
        out.write(b, from, at - from);
      }
    }
    if (scans == 0) {
      throw broken();
    }
    out.write(0xFF);
    out.write(0xD9);
    return new PictureParts(
        sized(out, width, height), width, height, turn, progressive ? MOST_GATHERED : MOST, false);
  }

  /** Where the next marker stands that ends the packed pixels. */
  private static int pastScan(byte[] b, int from) {
    for (int at = from; at + 1 < b.length; at++) {
      if (b[at] == (byte) 0xFF) {
        int next = b[at + 1] & 0xFF;
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) {
          return at;
        }
      }
    }
    throw broken();
  }

  static PictureParts png(byte[] b) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(b.length);
    out.write(b, 0, 8);
    int at = 8;
    int width = 0;
    int height = 0;
    int turn = 1;
    boolean deep = false;
    boolean pixels = false;
    for (int chunks = 0; ; chunks++) {
      if (at + 12 > b.length || chunks > MOST_CHUNKS) {
        throw broken();
      }
      int length = ByteBuffer.wrap(b, at, 4).getInt();
      if (length < 0 || length > b.length - at - 12) {
        throw broken();
      }
      String type = new String(b, at + 4, 4, StandardCharsets.ISO_8859_1);
      int end = at + 12 + length;
      if ((chunks == 0) != type.equals("IHDR")) {
        throw broken();
      }
      switch (type) {
        case "IHDR" -> {
          if (length != 13) {
            throw broken();
          }
          width = ByteBuffer.wrap(b, at + 8, 4).getInt();
          height = ByteBuffer.wrap(b, at + 12, 4).getInt();
          deep = b[at + 16] == 16;
        }
        case "eXIf" -> turn = turn(b, at + 8, end - 4);
        case "IDAT" -> pixels = true;
        default -> {}
      }
      switch (type) {
        case "IHDR", "PLTE", "tRNS", "IDAT", "IEND" -> {
          CRC32 sum = new CRC32();
          sum.update(b, at + 4, length + 4);
          if ((int) sum.getValue() != ByteBuffer.wrap(b, end - 4, 4).getInt()) {
            throw broken();
          }
          out.write(b, at, end - at);
        }
        default -> {}
      }
      at = end;
      if (type.equals("IEND")) {
        break;
      }
    }
    if (!pixels) {
      throw broken();
    }
    return new PictureParts(sized(out, width, height), width, height, turn, MOST, deep);
  }

  static PictureParts webp(byte[] b) {
    ByteBuffer file = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    int at = 12;
    int turn = 1;
    byte[] picture = null;
    int width = 0;
    int height = 0;
    int chunks = 0;
    while (at + 8 <= b.length && ++chunks <= MOST_SCANS) {
      String type = new String(b, at, 4, StandardCharsets.ISO_8859_1);
      int length = file.getInt(at + 4);
      int body = at + 8;
      if (length < 0 || length > b.length - body) {
        if (picture != null) {
          break;
        }
        throw broken();
      }
      switch (type) {
        case "ANIM", "ANMF" -> throw broken();
        case "EXIF" ->
            turn =
                begins(b, body, body + length, EXIF)
                    ? turn(b, body + EXIF.length, body + length)
                    : turn(b, body, body + length);
        case "VP8 " -> {
          if (picture == null && length >= 10) {
            width = file.getShort(body + 6) & 0x3FFF;
            height = file.getShort(body + 8) & 0x3FFF;
            picture = alone(b, at, length);
          }
        }
        case "VP8L" -> {
          if (picture == null && length >= 5) {
            int bits = file.getInt(body + 1);
            width = (bits & 0x3FFF) + 1;
            height = (bits >>> 14 & 0x3FFF) + 1;
            picture = alone(b, at, length);
          }
        }
        default -> {}
      }
      at = body + length + (length & 1);
    }
    if (picture == null || width == 0 || height == 0) {
      throw broken();
    }
    return new PictureParts(picture, width, height, turn, MOST_WEBP, false);
  }

  private static byte[] alone(byte[] b, int at, int length) {
    int padded = length + (length & 1);
    return ByteBuffer.allocate(20 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(12 + padded)
        .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
        .put(b, at, 8 + length)
        .array();
  }

  private static byte[] sized(ByteArrayOutputStream out, int width, int height) {
    if (width <= 0 || height <= 0) {
      throw broken();
    }
    return out.toByteArray();
  }

  /** The orientation in a block of EXIF; 1 where it does not say or is not whole. */
  private static int turn(byte[] b, int from, int end) {
    if (end - from < 14) {
      return 1;
    }
    ByteBuffer exif = ByteBuffer.wrap(b, from, end - from).slice();
    exif.order(b[from] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = exif.getInt(4);
    if (directory < 8 || directory > exif.limit() - 2) {
      return 1;
    }
    int entries = exif.getShort(directory) & 0xFFFF;
    for (int i = 0, at = directory + 2; i < entries && at + 12 <= exif.limit(); i++, at += 12) {
      if (exif.getShort(at) == 0x0112) {
        int turn = exif.getShort(at + 8);
        return turn >= 1 && turn <= 8 ? turn : 1;
      }
    }
    return 1;
  }

  private static boolean begins(byte[] b, int from, int end, byte[] with) {
    return end - from >= with.length
        && java.util.Arrays.equals(b, from, from + with.length, with, 0, with.length);
  }

  private static int word(byte[] b, int at) {
    if (at + 1 >= b.length) {
      throw broken();
    }
    return (b[at] & 0xFF) << 8 | b[at + 1] & 0xFF;
  }

  static Unfit broken() {
    return new Unfit(AttachmentProblem.PICTURE_BROKEN);
  }
}
