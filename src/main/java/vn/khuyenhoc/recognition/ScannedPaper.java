package vn.khuyenhoc.recognition;

import org.jspecify.annotations.Nullable;

/** A signed paper that was scanned or photographed. What it is is told from its bytes alone. */
final class ScannedPaper {

  /** The largest one, in bytes. */
  static final long LIMIT = 15L << 20;

  /** How many bytes tell what it is. */
  static final int HEAD = 8;

  private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

  private ScannedPaper() {}

  /** Its media type by its first bytes; null where it is neither PDF nor JPEG nor PNG. */
  static @Nullable String mediaType(byte[] head) {
    if (begins(head, PDF)) {
      return "application/pdf";
    } else if (begins(head, JPEG)) {
      return "image/jpeg";
    } else if (begins(head, PNG)) {
      return "image/png";
    }
    return null;
  }

  /** How a file of that type ends. */
  static String ending(String mediaType) {
    return switch (mediaType) {
      case "application/pdf" -> ".pdf";
      case "image/jpeg" -> ".jpg";
      default -> ".png";
    };
  }

  private static boolean begins(byte[] head, byte[] with) {
    if (head.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if (head[i] != with[i]) {
        return false;
      }
    }
    return true;
  }
}
