package vn.khuyenhoc.platform.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks through a PDF for what it could do, without opening it: every byte as it stands, and every
 * packed list of objects, unpacked within limits. What stands in no list that is looked through
 * makes the file refused, not trusted.
 */
final class PdfLook {

  /** The most that packed objects may unpack to. */
  private static final int MOST = 48 << 20;

  private static final int TAIL = 2_048;

  private static final Pattern ACTS =
      Pattern.compile(
          "/(JavaScript|Launch|ImportData|SubmitForm|RichMedia|XFA|GoToE|Movie|Rendition|3D)\\b");

  /** Short names, looked for only where objects stand and not in packed pixels. */
  private static final Pattern ACTS_IN_OBJECTS = Pattern.compile("/(JS|AA)\\b");

  private static final Pattern FILES =
      Pattern.compile("/(EmbeddedFiles?|Filespec|EF|Collection)\\b");
  private static final Pattern FILES_ANYWHERE = Pattern.compile("/EmbeddedFiles?\\b");
  private static final Pattern LOCKED = Pattern.compile("/Encrypt\\b");
  private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page(?![A-Za-z])");
  private static final Pattern LIST = Pattern.compile("/ObjStm\\b");
  private static final Pattern LISTED = Pattern.compile("/First\\b");
  private static final Pattern OTHERWISE_PACKED =
      Pattern.compile(
          "/(ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt|AHx|A85|LZW|RL|Fl"
              + "|Predictor)\\b|/Filter\\s+\\d");
  private static final Pattern STREAM = Pattern.compile("(?<!end)stream[ \\t]*\\r?\\n?");

  private PdfLook() {}

  /**
   * Looks through a file.
   *
   * @return how many pages it has
   * @throws Unfit for everything that is not a plain document
   */
  static int pages(byte[] bytes) {
    String exact = new String(bytes, StandardCharsets.ISO_8859_1);
    String raw = unescaped(exact);
    whole(raw);
    StringBuilder objects = new StringBuilder();
    int unpacked = 0;
    int from = 0;
    Matcher stream = STREAM.matcher(exact);
    while (stream.find(from)) {
      int end = exact.indexOf("endstream", stream.end());
      if (end < 0) {
        throw broken();
      }
      String before = unescaped(exact.substring(from, stream.start()));
      objects.append(before).append('\n');
      boolean list = LIST.matcher(before).find();
      if (list || LISTED.matcher(before).find()) {
        // Objects packed in another way, or twice, cannot be looked through here.
        if (list && OTHERWISE_PACKED.matcher(before).find()) {
          throw broken();
        }
        String inside =
            before.contains("/FlateDecode")
                ? unpacked(bytes, stream.end(), end, list, MOST - unpacked)
                : exact.substring(stream.end(), end);
        unpacked += inside.length();
        objects.append(unescaped(inside)).append('\n');
      }
      from = end + "endstream".length();
    }
    objects.append(unescaped(exact.substring(from)));
    refuse(List.of(raw, objects), ACTS, AttachmentProblem.PDF_ACTS);
    refuse(List.of(objects), ACTS_IN_OBJECTS, AttachmentProblem.PDF_ACTS);
    refuse(List.of(raw), FILES_ANYWHERE, AttachmentProblem.PDF_FILES);
    refuse(List.of(objects), FILES, AttachmentProblem.PDF_FILES);
    refuse(List.of(objects), LOCKED, AttachmentProblem.PDF_LOCKED);
    Matcher page = PAGE.matcher(objects);
    int pages = 0;
    while (page.find()) {
      pages++;
    }
    if (pages == 0) {
      throw broken();
    }
    return pages;
  }

  private static void refuse(
      List<? extends CharSequence> where, Pattern what, AttachmentProblem problem) {
    for (CharSequence one : where) {
      if (what.matcher(one).find()) {
        throw new Unfit(problem);
      }
    }
  }

  /** Ends as a PDF ends, and with nothing behind it. */
  private static void whole(String raw) {
    int end = raw.lastIndexOf("%%EOF");
    if (end < 0 || end < raw.length() - TAIL) {
      throw end < 0 ? broken() : new Unfit(AttachmentProblem.TWO_IN_ONE);
    }
    if (!raw.substring(end + 5).chars().allMatch(c -> c <= ' ')) {
      throw new Unfit(AttachmentProblem.TWO_IN_ONE);
    }
    // The directory of a ZIP archive at the end makes it one for whoever opens it as such.
    int archive = raw.lastIndexOf("PK\u0005\u0006");
    if (archive >= 0 && archive > raw.length() - 66_000) {
      throw new Unfit(AttachmentProblem.TWO_IN_ONE);
    }
  }

  /**
   * Unpacks a list of objects.
   *
   * @param strict whether it must be one; otherwise what cannot be unpacked has nothing in it
   */
  private static String unpacked(byte[] bytes, int from, int end, boolean strict, int most) {
    Inflater inflater = new Inflater();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      inflater.setInput(bytes, from, end - from);
      byte[] buffer = new byte[16_384];
      while (!inflater.finished()) {
        int read = inflater.inflate(buffer);
        if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          if (strict) {
            throw broken();
          }
          break;
        }
        if (out.size() + read > most) {
          throw broken();
        }
        out.write(buffer, 0, read);
      }
    } catch (DataFormatException unreadable) {
      if (strict) {
        throw broken();
      }
    } finally {
      inflater.end();
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  /** A name may be written with {@code #4A} for a letter. */
  private static String unescaped(String text) {
    if (text.indexOf('#') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '#' && i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          plain.append((char) (high << 4 | low));
          i += 2;
          continue;
        }
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static Unfit broken() {
    return new Unfit(AttachmentProblem.PDF_BROKEN);
  }
}
