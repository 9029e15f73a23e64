package vn.khuyenhoc.certificates.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import vn.khuyenhoc.platform.pdf.Archive;

/**
 * A PDF as it is written from front to back: finished objects of a {@link Template}, then pages,
 * then what closes it. Nothing but the places of objects is kept in memory. PDF/A-2b.
 */
final class PdfOutput {

  private static final byte[] HEAD =
      "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Template template;
  private final OutputStream out;
  private final List<long[]> places = new ArrayList<>();
  private final List<Integer> pages = new ArrayList<>();
  private final int catalog;
  private final int tree;
  private final Deflater deflater = new Deflater(6);
  private long written;
  private int next;

  PdfOutput(Template template, OutputStream out) throws IOException {
    this.template = template;
    this.out = out;
    this.next = template.first();
    write(HEAD);
    for (int i = 0; i < template.objects().size(); i++) {
      places.add(new long[] {template.numbers().get(i), written});
      write(template.objects().get(i));
    }
    catalog = next++;
    tree = next++;
  }

  /** Adds a page; further entries of it may be given, such as what is signed on it. */
  void page(Paper paper, String more) throws IOException {
    byte[] drawn = deflated(Drawing.of(paper, template.look()));
    int content = next++;
    int page = next++;
    begin(content);
    write("<</Filter/FlateDecode/Length " + drawn.length + ">>\nstream\n");
    write(drawn);
    write("\nendstream\nendobj\n");
    begin(page);
    write(
        "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %s/Contents %d 0 R%s>>\nendobj\n"
            .formatted(tree, Drawing.WIDTH, Drawing.HEIGHT, template.resources(), content, more));
    pages.add(page);
  }

  /** The number that the next object gets. */
  int reserve() {
    return next++;
  }

  /** Adds an object with a reserved number. */
  void object(int number, String body) throws IOException {
    begin(number);
    write(body);
    write("\nendobj\n");
  }

  /** How many bytes are written. */
  long written() {
    return written;
  }

  /**
   * Closes the file.
   *
   * @param key what tells this file from every other
   * @param more further entries of the catalogue
   */
  void close(String title, LocalDate on, String key, String more) throws IOException {
    int metadata = next++;
    byte[] xmp = Archive.metadata(title, on + "T00:00:00+07:00").getBytes(StandardCharsets.UTF_8);
    begin(metadata);
    write("<</Type/Metadata/Subtype/XML/Length " + xmp.length + ">>\nstream\n");
    write(xmp);
    write("\nendstream\nendobj\n");
    begin(tree);
    write("<</Type/Pages/Count " + pages.size() + "/Kids[");
    for (int page : pages) {
      write(page + " 0 R ");
    }
    write("]>>\nendobj\n");
    begin(catalog);
    write(
        "<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R/Lang(vi-VN)/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[%d 0 R]%s>>\nendobj\n"
            .formatted(tree, metadata, template.intent(), more));
    long table = written;
    long[] at = new long[next];
    Arrays.fill(at, -1);
    for (long[] place : places) {
      at[(int) place[0]] = place[1];
    }
    ByteArrayOutputStream xref = new ByteArrayOutputStream(next * 20 + 20);
    xref.writeBytes(
        ("xref\n0 " + next + "\n0000000000 65535 f \n").getBytes(StandardCharsets.US_ASCII));
    for (int number = 1; number < next; number++) {
      xref.writeBytes(
          at[number] < 0
              ? "0000000000 00000 f \n".getBytes(StandardCharsets.US_ASCII)
              : (ten(at[number]) + " 00000 n \n").getBytes(StandardCharsets.US_ASCII));
    }
    write(xref.toByteArray());
    String id = id(key);
    write(
        "trailer\n<</Size %d/Root %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(next, catalog, id, id, table));
    deflater.end();
  }

  /** Ten digits, as tables of places have them. */
  static String ten(long value) {
    String digits = Long.toString(value);
    return "0".repeat(10 - digits.length()) + digits;
  }

  /** A text as a PDF holds it outside of drawings. */
  static String text(String text) {
    return "<FEFF"
        + HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_16BE))
        + ">";
  }

  private void begin(int number) throws IOException {
    places.add(new long[] {number, written});
    write(number + " 0 obj\n");
  }

  private void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  private byte[] deflated(byte[] bytes) {
    deflater.reset();
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length / 3);
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      result.write(buffer, 0, deflater.deflate(buffer));
    }
    return result.toByteArray();
  }

  private static String id(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              Arrays.copyOf(
                  MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)),
                  16));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
