package vn.khuyenhoc.platform.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Looks through a Word document or an Excel workbook, within limits, without opening it. */
final class OfficeLook {

  private static final int MOST_PARTS = 3_000;
  private static final long MOST = 300L << 20;
  private static final int MOST_RATIO = 150;
  private static final int MOST_LINKS = 4 << 20;

  private static final Pattern ACTS =
      Pattern.compile("vbaproject|vbadata|/activex/|/ctrlprops/|macrosheets|/customui/");
  private static final Pattern OBJECT =
      Pattern.compile("/embeddings/.*\\.(?!xlsx$|docx$|pptx$)[a-z0-9]+");
  private static final Pattern FETCHES =
      Pattern.compile("(attachedtemplate|oleobject|/frame|subdocument|externallinkpath)\"");

  private OfficeLook() {}

  static AttachmentKind kind(byte[] bytes) {
    Set<String> directory = directory(bytes);
    Set<String> parts = new HashSet<>();
    long unpacked = 0;
    byte[] buffer = new byte[32_768];
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        String name = part.getName().toLowerCase(Locale.ROOT);
        if (!parts.add(name) || parts.size() > MOST_PARTS) {
          throw broken();
        }
        if (ACTS.matcher("/" + name).find() || OBJECT.matcher("/" + name).find()) {
          throw new Unfit(AttachmentProblem.OFFICE_ACTS);
        }
        boolean links = name.endsWith(".rels") || name.equals("[content_types].xml");
        StringBuilder text = new StringBuilder();
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
          unpacked += read;
          if (unpacked > MOST || unpacked > Math.max(20L << 20, (long) bytes.length * MOST_RATIO)) {
            throw new Unfit(AttachmentProblem.OFFICE_TOO_LARGE);
          }
          if (links) {
            text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            if (text.length() > MOST_LINKS) {
              throw new Unfit(AttachmentProblem.OFFICE_TOO_LARGE);
            }
          }
        }
        if (links) {
          // written in two bytes a letter it says the same
          String said = text.toString().replace("\0", "").toLowerCase(Locale.ROOT);
          if (said.contains("macroenabled") || said.contains("<!doctype")) {
            throw new Unfit(AttachmentProblem.OFFICE_ACTS);
          }
          if (said.contains("external") && FETCHES.matcher(said).find()) {
            throw new Unfit(AttachmentProblem.OFFICE_LINKS);
          }
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw broken();
    }
    if (!parts.equals(directory) || !parts.contains("[content_types].xml")) {
      throw broken();
    }
    if (parts.contains("word/document.xml")) {
      return AttachmentKind.WORD;
    } else if (parts.contains("xl/workbook.xml")) {
      return AttachmentKind.EXCEL;
    }
    throw broken();
  }

  /**
   * The names in the directory at the end, which other programs go by; nothing stands behind it.
   */
  private static Set<String> directory(byte[] b) {
    ByteBuffer file = ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN);
    int end = b.length - 22;
    while (end >= 0
        && end > b.length - 22 - 65_536
        && !(file.getInt(end) == 0x06054b50
            && (file.getShort(end + 20) & 0xFFFF) == b.length - end - 22)) {
      end--;
    }
    if (end < 0 || file.getInt(end) != 0x06054b50) {
      throw broken();
    }
    int count = file.getShort(end + 10) & 0xFFFF;
    int at = file.getInt(end + 16);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      if (at < 0 || at > b.length - 46 || file.getInt(at) != 0x02014b50) {
        throw broken();
      }
      int name = file.getShort(at + 28) & 0xFFFF;
      int further = (file.getShort(at + 30) & 0xFFFF) + (file.getShort(at + 32) & 0xFFFF);
      if (name > b.length - at - 46) {
        throw broken();
      }
      names.add(new String(b, at + 46, name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
      at += 46 + name + further;
    }
    return names;
  }

  private static Unfit broken() {
    return new Unfit(AttachmentProblem.OFFICE_BROKEN);
  }
}
