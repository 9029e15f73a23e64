package vn.khuyenhoc.platform.attachment;

import java.nio.charset.StandardCharsets;

/** What a file is by how it begins. */
enum FirstBytes {
  JPEG,
  PNG,
  WEBP,
  PDF,
  /** A ZIP archive, as Word and Excel write it. */
  ZIP,
  /** The container of Word and Excel 97–2003, and of documents under a password. */
  OLD_OFFICE,
  /** HEIC, HEIF and AVIF. */
  HEIC,
  PROGRAM,
  OTHER;

  static FirstBytes of(byte[] b) {
    if (begins(b, 0, 0xFF, 0xD8, 0xFF)) {
      return JPEG;
    } else if (begins(b, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return PNG;
    } else if (begins(b, 0, 'R', 'I', 'F', 'F') && begins(b, 8, 'W', 'E', 'B', 'P')) {
      return WEBP;
    } else if (begins(b, 0, '%', 'P', 'D', 'F', '-')) {
      return PDF;
    } else if (begins(b, 0, 'P', 'K', 3, 4)) {
      return ZIP;
    } else if (begins(b, 0, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
      return OLD_OFFICE;
    } else if (begins(b, 4, 'f', 't', 'y', 'p') && b.length >= 12) {
      return switch (new String(b, 8, 4, StandardCharsets.ISO_8859_1)) {
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis" -> HEIC;
        default -> OTHER;
      };
    } else if (begins(b, 0, 'M', 'Z')
        || begins(b, 0, 0x7F, 'E', 'L', 'F')
        || begins(b, 0, '#', '!')
        || begins(b, 0, 0xCA, 0xFE, 0xBA, 0xBE)
        || begins(b, 0, 0xFE, 0xED, 0xFA)
        || begins(b, 0, 0xCF, 0xFA, 0xED, 0xFE)
        || begins(b, 0, 0xCE, 0xFA, 0xED, 0xFE)
        || begins(b, 0, 0x4C, 0, 0, 0, 1, 0x14, 2, 0)) {
      return PROGRAM;
    }
    return OTHER;
  }

  static boolean begins(byte[] b, int at, int... with) {
    if (b.length < at + with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((b[at + i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }
}
