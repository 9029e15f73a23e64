package vn.khuyenhoc.platform.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * An administrative document being composed, from its head to its annexes, in reading order. Parts
 * and sections number themselves (I., 1.); annexes are numbered when there are several. Nothing is
 * written before {@link #toBytes()} or {@link #toPdf()}.
 */
public final class AdministrativeDocument {

  /** One thing in the document, in reading order. */
  sealed interface Block {}

  record Notice(String text) implements Block {}

  record Heading(int level, String text) implements Block {}

  /** What begins it stands in bold; a ground leans. */
  record Paragraph(String lead, String text, boolean ground) implements Block {}

  record Addressees(String names) implements Block {}

  record Caption(String text, boolean note) implements Block {}

  record WritingLines(int count) implements Block {}

  record Table(DocumentTable table) implements Block {}

  record Closing(Recipients recipients, SignatureBlock signature) implements Block {}

  record Signed(Recipients recipients, SignatureBlock left, SignatureBlock right)
      implements Block {}

  record Annex(int number, String title, Orientation orientation) implements Block {}

  private final DocumentHead head;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, List<Map<String, String>>> lists = new TreeMap<>();
  private int parts;
  private int sections;
  private int annexes;
  private boolean closed;

  private AdministrativeDocument(DocumentHead head) {
    this.head = head;
  }

  /** Begins a document under that head. */
  public static AdministrativeDocument under(DocumentHead head) {
    return new AdministrativeDocument(head);
  }

  /**
   * A value that an office's own template may place by itself; what is written here otherwise does
   * not show it.
   *
   * @param name as the catalogue of the document's kind has it
   * @param value what stands there; lines are kept
   */
  public AdministrativeDocument named(String name, String value) {
    values.put(name, VietnameseText.nfc(value));
    return this;
  }

  /**
   * Rows that an office's own template may place by itself.
   *
   * @param name as the catalogue of the document's kind has it
   * @param rows from first to last, each with its values by name
   */
  public AdministrativeDocument named(String name, List<Map<String, String>> rows) {
    lists.put(name, rows.stream().map(AdministrativeDocument::composed).toList());
    return this;
  }

  private static Map<String, String> composed(Map<String, String> row) {
    Map<String, String> composed = new TreeMap<>();
    row.forEach((name, value) -> composed.put(name, VietnameseText.nfc(value)));
    return composed;
  }

  /** A boxed sentence nobody may overlook, such as that the figures are samples. */
  public AdministrativeDocument notice(String text) {
    return add(new Notice(VietnameseText.nfc(text)));
  }

  /** To whom the document is addressed ("Kính gửi"), centred above the body. */
  public AdministrativeDocument addressees(String names) {
    return add(new Addressees(Decree30.say("addressees", VietnameseText.nfc(names))));
  }

  /** A part, numbered I., II. …; its title is printed in bold capitals. */
  public AdministrativeDocument part(String title) {
    parts++;
    sections = 0;
    return add(new Heading(1, Decree30.roman(parts) + ". " + Decree30.upper(title)));
  }

  /** A section of the part, numbered 1., 2. …, in bold. */
  public AdministrativeDocument section(String title) {
    sections++;
    return add(new Heading(2, sections + ". " + VietnameseText.nfc(title)));
  }

  /** A justified paragraph with its first line indented. */
  public AdministrativeDocument paragraph(String text) {
    return add(new Paragraph("", VietnameseText.nfc(text), false));
  }

  /** What the document is founded on (căn cứ), in italics as the decree has it. */
  public AdministrativeDocument ground(String text) {
    return add(new Paragraph("", VietnameseText.nfc(text), true));
  }

  /**
   * An article, with its word and number in bold.
   *
   * @param number as it is written: 1, 2 …
   */
  public AdministrativeDocument article(String number, String text) {
    return led(Decree30.say("article", number), text);
  }

  AdministrativeDocument led(String lead, String text) {
    return add(new Paragraph(lead + " ", VietnameseText.nfc(text), false));
  }

  /** A paragraph that begins with a dash. */
  public AdministrativeDocument item(String text) {
    return paragraph(Decree30.say("item", VietnameseText.nfc(text)));
  }

  /** Dotted lines over the full width, left for the office to write on. */
  public AdministrativeDocument writingLines(int count) {
    return add(new WritingLines(count));
  }

  /** A table over the full width. */
  public AdministrativeDocument table(DocumentTable table) {
    return add(new Table(table));
  }

  /** A short centred line in bold above a table. */
  public AdministrativeDocument caption(String text) {
    return add(new Caption(VietnameseText.nfc(text), false));
  }

  /** A short line in small italics, such as what a table's columns mean. */
  public AdministrativeDocument note(String text) {
    return add(new Caption(VietnameseText.nfc(text), true));
  }

  /** Recipients at the left and the signature at the right; only annexes may follow. */
  public AdministrativeDocument closing(Recipients recipients, SignatureBlock signature) {
    add(new Closing(recipients, signature));
    closed = true;
    return this;
  }

  /**
   * Two who sign beside each other, as minutes are signed, above the recipients; only annexes may
   * follow.
   */
  public AdministrativeDocument signedByTwo(
      Recipients recipients, SignatureBlock left, SignatureBlock right) {
    add(new Signed(recipients, left, right));
    closed = true;
    return this;
  }

  /** An annex on a new page, its pages counted from 1. Follows the signature. */
  public AdministrativeDocument annex(String title, Orientation orientation) {
    if (!closed) {
      throw new IllegalStateException("an annex follows the signature");
    }
    annexes++;
    parts = 0;
    sections = 0;
    blocks.add(new Annex(annexes, VietnameseText.nfc(title), orientation));
    return this;
  }

  /** The finished .docx; the same description gives the same bytes. */
  public byte[] toBytes() {
    return new WordWriter(this).write();
  }

  /**
   * The finished PDF (PDF/A-2b), laid out alike; the same description gives the same bytes.
   *
   * @throws vn.khuyenhoc.platform.pdf.LetterUnknownException for a letter that its lettering has
   *     not
   */
  public byte[] toPdf() {
    return new PdfWriter(this).write();
  }

  DocumentHead head() {
    return head;
  }

  List<Block> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  Map<String, List<Map<String, String>>> lists() {
    return Collections.unmodifiableMap(lists);
  }

  boolean hasSeveralAnnexes() {
    return annexes > 1;
  }

  private AdministrativeDocument add(Block block) {
    if (closed && annexes == 0) {
      throw new IllegalStateException("only an annex follows the signature");
    }
    blocks.add(block);
    return this;
  }
}
