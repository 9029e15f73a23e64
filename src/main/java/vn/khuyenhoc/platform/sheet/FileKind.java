package vn.khuyenhoc.platform.sheet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** What a file is by its content; its name only decides between a CSV file and a renamed one. */
enum FileKind {
  XLSX,
  CSV;

  private static final int HEAD = 4096;
  private static final byte[] OLE = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };

  /**
   * Tells the kind of a file.
   *
   * @throws Refusal if it is none that can be read, with what to do about it
   */
  static FileKind of(Path path, String fileName, SheetLimits limits) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long size = file.length();
      if (size == 0) {
        throw new Refusal(SheetProblem.EMPTY_FILE);
      }
      if (size > limits.fileBytes()) {
        throw new Refusal(
            SheetProblem.FILE_TOO_LARGE, megabytes(size), megabytes(limits.fileBytes()));
      }
      byte[] head = new byte[(int) Math.min(HEAD, size)];
      file.readFully(head);
      if (startsWith(head, OLE)) {
        throw new Refusal(
            isEncrypted(file, head) ? SheetProblem.ENCRYPTED : SheetProblem.OLD_EXCEL);
      }
      if (startsWith(head, new byte[] {'P', 'K', 3, 4})) {
        return XLSX;
      }
      if (startsWith(head, new byte[] {'P', 'K', 5, 6})) {
        throw new Refusal(SheetProblem.NOT_A_SHEET);
      }
      boolean text = isText(head);
      String lower = fileName.toLowerCase(Locale.ROOT);
      boolean named = lower.endsWith(".csv") || lower.endsWith(".tsv") || lower.endsWith(".txt");
      if (!text) {
        throw new Refusal(
            lower.endsWith(".xlsx") && startsWith(head, new byte[] {'P', 'K'})
                ? SheetProblem.DAMAGED
                : SheetProblem.NOT_A_SHEET);
      }
      if (named && !isMarkup(head)) {
        return CSV;
      }
      throw new Refusal(
          named || lower.endsWith(".xlsx") || lower.endsWith(".xls") || lower.endsWith(".xlsm")
              ? SheetProblem.RENAMED_TEXT
              : SheetProblem.NOT_A_SHEET);
    }
  }

  private static long megabytes(long bytes) {
    return (bytes + (1L << 20) - 1) >> 20;
  }

  private static boolean startsWith(byte[] head, byte[] sign) {
    return head.length >= sign.length && Arrays.equals(head, 0, sign.length, sign, 0, sign.length);
  }

  private static boolean isText(byte[] head) {
    if (head.length >= 2
        && (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE
            || head[0] == (byte) 0xFE && head[1] == (byte) 0xFF)) {
      return true;
    }
    for (byte b : head) {
      if (b >= 0 && b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1A) {
        return false;
      }
    }
    return true;
  }

  /** Web pages and XML tables that programs save under the name of a sheet. */
  private static boolean isMarkup(byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00EF\u00BB\u00BF")) {
      start = start.substring(3);
    }
    start = start.replace("\0", "").stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("<") || start.startsWith("mime-version:");
  }

  /** A workbook with a password is an OLE file with an entry of that name in its directory. */
  private static boolean isEncrypted(RandomAccessFile file, byte[] head) throws IOException {
    if (head.length < 512) {
      return false;
    }
    int shift = (head[0x1E] & 0xFF) | (head[0x1F] & 0xFF) << 8;
    long sector =
        (head[0x30] & 0xFFL)
            | (head[0x31] & 0xFFL) << 8
            | (head[0x32] & 0xFFL) << 16
            | (head[0x33] & 0xFFL) << 24;
    long at = (sector + 1) << Math.min(shift, 16);
    if (at < 0 || at >= file.length()) {
      return false;
    }
    byte[] directory = new byte[(int) Math.min(HEAD, file.length() - at)];
    file.seek(at);
    file.readFully(directory);
    return new String(directory, StandardCharsets.UTF_16LE).contains("EncryptedPackage");
  }
}
