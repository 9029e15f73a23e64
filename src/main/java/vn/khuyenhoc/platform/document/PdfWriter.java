package vn.khuyenhoc.platform.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.pdf.Archive;
import vn.khuyenhoc.platform.pdf.Face;
import vn.khuyenhoc.platform.pdf.Lettering;

/**
 * Writes one described document as PDF/A-2b with its letters inside, as {@link WordWriter} lays it
 * out: the sizes and distances are those of Decree 30/2020, Annex I. Lengths are in points from the
 * upper left corner.
 */
final class PdfWriter {

  private static final double SHORT = 595.28;
  private static final double LONG = 841.89;
  private static final double TOP_BOTTOM = 56.7;
  private static final double LEFT = 85.05;
  private static final double RIGHT = 42.55;
  private static final double NUMBER_FROM_EDGE = 28.35;

  private static final int SIZE_NATION = 12;
  private static final int SIZE_UNDER_NATION = 13;
  private static final int SIZE_BODY = 14;
  private static final int SIZE_NOTE = 12;
  private static final double FIRST_LINE = 36;
  private static final double SIX_POINTS = 6;
  private static final double HEAD_LEFT = 186;
  private static final double CLOSING_LEFT = 233.85;
  private static final double CELL_SIDE = 3;
  private static final double CELL_ABOVE = 1.5;
  private static final int SIGNING_LINES = 5;

  /** How high a line is, and how far below its top letters stand, in proportion to their size. */
  private static final double HIGH = 1.15;

  private static final double STANDS = 0.9;
  private static final double BODY_SPACING = 1.1;

  private static final Style PLAIN = new Style(Face.REGULAR, false);
  private static final Style BOLD = new Style(Face.BOLD, false);
  private static final Style ITALIC = new Style(Face.ITALIC, false);

  /** The lettering has no face that is both: bold letters, leaning. */
  private static final Style BOLD_ITALIC = new Style(Face.BOLD, true);

  /** A face, upright or leaning. */
  private record Style(Face face, boolean leaning) {}

  private final AdministrativeDocument description;
  private final DocumentHead head;
  private final Lettering letters = Lettering.tinos();
  private final PDDocument pdf = new PDDocument();
  private final Map<Face, PDType0Font> fonts = new EnumMap<>(Face.class);
  private Orientation lying = Orientation.PORTRAIT;
  private @Nullable PDPageContentStream page;
  private int number;
  private double y;

  PdfWriter(AdministrativeDocument description) {
    this.description = description;
    this.head = description.head();
  }

  byte[] write() {
    try (pdf) {
      for (Face face : Face.values()) {
        fonts.put(face, PDType0Font.load(pdf, Lettering.font(face), true));
      }
      properties();
      newPage();
      head();
      var blocks = description.blocks();
      for (int at = 0; at < blocks.size(); at++) {
        block(blocks.get(at), at + 1 < blocks.size() ? blocks.get(at + 1) : null);
      }
      content().close();
      pdf.setDocumentId(head.preparedAt().toEpochMilli() ^ (long) head.subject().hashCode() << 32);
      var bytes = new ByteArrayOutputStream();
      pdf.save(bytes, CompressParameters.NO_COMPRESSION);
      return bytes.toByteArray();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void properties() throws IOException {
    var catalog = pdf.getDocumentCatalog();
    pdf.setVersion(1.7f);
    catalog.setLanguage("vi-VN");
    catalog.addOutputIntent(Archive.colours(pdf));
    var preferences = new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
    var metadata = new PDMetadata(pdf);
    metadata.importXMPMetadata(
        Archive.metadata(
                head.kind().vietnamese() + " " + head.subject().replace('\n', ' '),
                head.preparedAt().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString())
            .getBytes(StandardCharsets.UTF_8));
    catalog.setMetadata(metadata);
  }

  private void block(
      AdministrativeDocument.Block block, AdministrativeDocument.@Nullable Block next)
      throws IOException {
    switch (block) {
      case AdministrativeDocument.Notice notice -> notice(notice.text());
      case AdministrativeDocument.Heading heading -> {
        room(3 * SIZE_BODY * HIGH * BODY_SPACING);
        paragraph(BOLD, heading.text(), SIZE_BODY, FIRST_LINE, BODY_SPACING);
      }
      case AdministrativeDocument.Paragraph paragraph -> {
        if (next instanceof AdministrativeDocument.Closing closing) {
          together(paragraph.lead() + paragraph.text(), closing);
        }
        paragraph(
            paragraph.lead(),
            paragraph.ground() ? ITALIC : PLAIN,
            paragraph.text(),
            SIZE_BODY,
            FIRST_LINE,
            BODY_SPACING);
      }
      case AdministrativeDocument.Addressees addressees -> {
        for (var line : broken(PLAIN, addressees.names(), SIZE_BODY, 0, textWidth())) {
          centred(PLAIN, line, SIZE_BODY, LEFT, textWidth());
        }
        y += SIX_POINTS;
      }
      case AdministrativeDocument.Caption caption -> caption(caption);
      case AdministrativeDocument.WritingLines lines -> writingLines(lines.count());
      case AdministrativeDocument.Table table -> table(table.table());
      case AdministrativeDocument.Closing closing -> closing(closing);
      case AdministrativeDocument.Signed signed -> signed(signed);
      case AdministrativeDocument.Annex annex -> annex(annex);
    }
  }

  // --- pages

  private double pageWidth() {
    return lying == Orientation.LANDSCAPE ? LONG : SHORT;
  }

  private double pageHeight() {
    return lying == Orientation.LANDSCAPE ? SHORT : LONG;
  }

  private double textWidth() {
    return pageWidth() - LEFT - RIGHT;
  }

  private PDPageContentStream content() {
    return Objects.requireNonNull(page);
  }

  private void newPage() throws IOException {
    if (page != null) {
      page.close();
    }
    var fresh = new PDPage(new PDRectangle((float) pageWidth(), (float) pageHeight()));
    pdf.addPage(fresh);
    page = new PDPageContentStream(pdf, fresh);
    number++;
    y = NUMBER_FROM_EDGE;
    if (number > 1) {
      centred(PLAIN, Integer.toString(number), SIZE_BODY, LEFT, textWidth());
    }
    y = TOP_BOTTOM;
  }

  /** Turns the page unless there is so much room on it. */
  private void room(double height) throws IOException {
    if (y + height > pageHeight() - TOP_BOTTOM) {
      newPage();
    }
  }

  // --- head and closing

  private void head() throws IOException {
    double right = textWidth() - HEAD_LEFT;
    double top = y;
    var superior = head.issuer().superior();
    if (!superior.isEmpty()) {
      for (var line : lines(Decree30.upper(superior), SIZE_NATION, false, HEAD_LEFT)) {
        centred(PLAIN, line, SIZE_NATION, LEFT, HEAD_LEFT);
      }
    }
    double widest = 0;
    for (var line : lines(Decree30.upper(head.issuer().name()), SIZE_NATION, true, HEAD_LEFT)) {
      centred(BOLD, line, SIZE_NATION, LEFT, HEAD_LEFT);
      widest = Math.max(widest, letters.width(Face.BOLD, line, SIZE_NATION));
    }
    rule(LEFT, HEAD_LEFT, widest * 2 / 5);
    double below = y;

    y = top;
    centred(BOLD, Decree30.say("nation"), SIZE_NATION, LEFT + HEAD_LEFT, right);
    var motto = Decree30.say("motto");
    centred(BOLD, motto, SIZE_UNDER_NATION, LEFT + HEAD_LEFT, right);
    rule(LEFT + HEAD_LEFT, right, letters.width(Face.BOLD, motto, SIZE_UNDER_NATION));
    y = Math.max(below, y) + 2;

    top = y;
    centred(
        PLAIN, Decree30.say("number", head.numberAndSymbol()), SIZE_UNDER_NATION, LEFT, HEAD_LEFT);
    y = top;
    centred(ITALIC, head.placeAndDate(), SIZE_UNDER_NATION, LEFT + HEAD_LEFT, right);

    y += 3 * SIX_POINTS;
    centred(BOLD, Decree30.upper(head.kind().vietnamese()), SIZE_BODY, LEFT, textWidth());
    title(head.subject(), BOLD, 0.85);
  }

  /** Centred lines with a rule below them. */
  private void title(String text, Style style, double share) throws IOException {
    double longest = 0;
    boolean bold = style.face() == Face.BOLD;
    for (var line : lines(text, SIZE_BODY, bold, textWidth() * share)) {
      centred(style, line, SIZE_BODY, LEFT, textWidth());
      longest = Math.max(longest, letters.width(style.face(), line, SIZE_BODY));
    }
    rule(LEFT, textWidth(), longest * 2 / 5);
    y += SIX_POINTS;
  }

  /** Keeps the last paragraph with the signature: nobody signs an empty sheet. */
  private void together(String text, AdministrativeDocument.Closing closing) throws IOException {
    double height =
        broken(PLAIN, text, SIZE_BODY, FIRST_LINE, textWidth()).size()
                * SIZE_BODY
                * HIGH
                * BODY_SPACING
            + 2 * SIX_POINTS
            + height(closing);
    if (height < pageHeight() - 2 * TOP_BOTTOM) {
      room(height);
    }
  }

  private double height(AdministrativeDocument.Closing closing) {
    double left = 12 * HIGH;
    for (var line : recipients(closing.recipients())) {
      left += broken(PLAIN, line, 11, 0, CLOSING_LEFT).size() * 11 * HIGH;
    }
    return Math.max(left, height(closing.signature(), textWidth() - CLOSING_LEFT)) + 8;
  }

  private static List<String> recipients(Recipients recipients) {
    var lines = new ArrayList<String>();
    for (var name : recipients.names()) {
      lines.add(Decree30.say("recipient", name));
    }
    lines.add(Decree30.say("archive", recipients.archive()));
    return lines;
  }

  private void recipients(Recipients recipients, double width) throws IOException {
    at(BOLD_ITALIC, Decree30.say("recipients"), 12, LEFT);
    y += 12 * HIGH;
    for (var line : recipients(recipients)) {
      for (var part : broken(PLAIN, line, 11, 0, width)) {
        at(PLAIN, part, 11, LEFT);
        y += 11 * HIGH;
      }
    }
  }

  private void closing(AdministrativeDocument.Closing closing) throws IOException {
    room(height(closing));
    y += 8;
    double top = y;
    recipients(closing.recipients(), CLOSING_LEFT);
    double left = y;
    y = top;
    signature(closing.signature(), LEFT + CLOSING_LEFT, textWidth() - CLOSING_LEFT);
    y = Math.max(left, y);
  }

  private void signed(AdministrativeDocument.Signed signed) throws IOException {
    double half = textWidth() / 2;
    room(Math.max(height(signed.left(), half), height(signed.right(), half)) + 8);
    y += 8;
    double top = y;
    signature(signed.left(), LEFT, half);
    double left = y;
    y = top;
    signature(signed.right(), LEFT + half, half);
    y = Math.max(left, y) + SIX_POINTS;
    room((recipients(signed.recipients()).size() + 2) * 12 * HIGH);
    recipients(signed.recipients(), textWidth());
  }

  private double height(SignatureBlock signature, double width) {
    int count = SIGNING_LINES + 1;
    for (var line : signature.capacity()) {
      count += lines(line, SIZE_BODY, true, width).size();
    }
    return count * SIZE_BODY * HIGH;
  }

  private void signature(SignatureBlock signature, double x, double width) throws IOException {
    for (var capacity : signature.capacity()) {
      for (var line : lines(capacity, SIZE_BODY, true, width)) {
        centred(BOLD, line, SIZE_BODY, x, width);
      }
    }
    y += SIGNING_LINES * SIZE_BODY * HIGH;
    centred(BOLD, signature.written(), SIZE_BODY, x, width);
  }

  private void annex(AdministrativeDocument.Annex annex) throws IOException {
    lying = annex.orientation();
    number = 0;
    newPage();
    var label =
        description.hasSeveralAnnexes()
            ? Decree30.say("annex-numbered", Decree30.roman(annex.number()))
            : Decree30.say("annex");
    centred(BOLD, label, SIZE_BODY, LEFT, textWidth());
    for (var line : lines(Decree30.upper(annex.title()), SIZE_BODY, true, textWidth() * 0.85)) {
      centred(BOLD, line, SIZE_BODY, LEFT, textWidth());
    }
    title(
        Decree30.say(
            "annex-of",
            head.kind().vietnamese(),
            head.numberAndSymbol(),
            head.longDate(),
            head.issuer().name()),
        ITALIC,
        0.95);
  }

  // --- body

  private void notice(String text) throws IOException {
    var lines = broken(BOLD_ITALIC, text, SIZE_UNDER_NATION, 0, textWidth() - 9);
    double height = lines.size() * SIZE_UNDER_NATION * HIGH + 8;
    room(height);
    double top = y;
    y += 4;
    for (var line : lines) {
      centred(BOLD_ITALIC, line, SIZE_UNDER_NATION, LEFT, textWidth());
    }
    y += 4;
    content().setLineWidth(0.75f);
    content().addRect((float) LEFT, up(y), (float) textWidth(), (float) (y - top));
    content().stroke();
    y += 2 * SIX_POINTS;
  }

  private void caption(AdministrativeDocument.Caption caption) throws IOException {
    if (caption.note()) {
      y += SIX_POINTS;
      paragraph(ITALIC, caption.text(), SIZE_NOTE, 0, 1);
    } else {
      room(3 * SIZE_BODY * HIGH);
      for (var line : broken(BOLD, caption.text(), SIZE_BODY, 0, textWidth())) {
        centred(BOLD, line, SIZE_BODY, LEFT, textWidth());
      }
      y += SIX_POINTS;
    }
  }

  private void writingLines(int count) throws IOException {
    double dot = letters.width(Face.REGULAR, ".", SIZE_BODY);
    for (int line = 0; line < count; line++) {
      double from = line == 0 ? FIRST_LINE : 0;
      room(SIZE_BODY * HIGH * BODY_SPACING);
      at(PLAIN, ".".repeat((int) ((textWidth() - from) / dot)), SIZE_BODY, LEFT + from);
      y += SIZE_BODY * HIGH * BODY_SPACING + SIX_POINTS;
    }
  }

  private void paragraph(Style style, String text, int size, double indent, double spacing)
      throws IOException {
    paragraph("", style, text, size, indent, spacing);
  }

  /**
   * A justified paragraph; neither its first nor its last line stands alone on a page.
   *
   * @param lead what begins it, in bold
   */
  private void paragraph(
      String lead, Style style, String text, int size, double margin, double spacing)
      throws IOException {
    double indent = margin + letters.width(Face.BOLD, lead, size);
    var lines = broken(style, text, size, indent, textWidth());
    double high = size * HIGH * spacing;
    for (int at = 0; at < lines.size(); at++) {
      boolean last = at == lines.size() - 1;
      room(at == 0 && lines.size() > 1 || at == lines.size() - 2 ? 2 * high : high);
      double from = at == 0 ? indent : 0;
      if (at == 0) {
        at(BOLD, lead, size, LEFT + margin);
      }
      if (last) {
        at(style, lines.get(at), size, LEFT + from);
      } else {
        justified(style, lines.get(at), size, LEFT + from, textWidth() - from);
      }
      y += high;
    }
    y += SIX_POINTS;
  }

  // --- tables

  private void table(DocumentTable table) throws IOException {
    var columns = table.columns();
    int weights = columns.stream().mapToInt(DocumentTable.Column::weight).sum();
    double[] widths = new double[columns.size()];
    for (int at = 0; at < widths.length; at++) {
      widths[at] = textWidth() * columns.get(at).weight() / weights;
    }
    var headings =
        new DocumentTable.Row(
            columns.stream().map(column -> DocumentTable.Cell.of(column.heading())).toList(), true);
    row(table, headings, widths, true, false);
    for (var row : table.rows()) {
      if (row(table, row, widths, false, true)) {
        row(table, headings, widths, true, false);
        row(table, row, widths, false, false);
      }
    }
    y += 8;
  }

  /**
   * Draws a row, whole.
   *
   * @param turning whether to turn the page and draw nothing where there is no room, so that the
   *     heading comes first
   * @return whether the page was turned
   */
  private boolean row(
      DocumentTable table, DocumentTable.Row row, double[] widths, boolean heading, boolean turning)
      throws IOException {
    int size = table.fontSize();
    var cells = new ArrayList<List<String>>();
    int most = 1;
    int column = 0;
    for (var cell : row.cells()) {
      double width = width(widths, column, cell.span()) - 2 * CELL_SIDE;
      var lines = broken(style(row, cell), cell.text(), size, 0, width);
      cells.add(lines);
      most = Math.max(most, lines.size());
      column += cell.span();
    }
    double height = most * size * HIGH + 2 * CELL_ABOVE;
    if (y + height > pageHeight() - TOP_BOTTOM) {
      newPage();
      if (turning) {
        return true;
      }
    }
    double top = y;
    double x = LEFT;
    column = 0;
    for (int at = 0; at < cells.size(); at++) {
      var cell = row.cells().get(at);
      double width = width(widths, column, cell.span());
      var align =
          heading || cell.span() > 1
              ? DocumentTable.Align.CENTRE
              : table.columns().get(column).align();
      var style = style(row, cell);
      y = top + (height - cells.get(at).size() * size * HIGH) / 2;
      for (var line : cells.get(at)) {
        double free = width - 2 * CELL_SIDE - letters.width(style.face(), line, size);
        at(
            style,
            line,
            size,
            x
                + CELL_SIDE
                + switch (align) {
                  case LEFT -> 0;
                  case CENTRE -> free / 2;
                  case RIGHT -> free;
                });
        y += size * HIGH;
      }
      content().setLineWidth(0.5f);
      content().addRect((float) x, up(top + height), (float) width, (float) height);
      content().stroke();
      x += width;
      column += cell.span();
    }
    y = top + height;
    return false;
  }

  private static Style style(DocumentTable.Row row, DocumentTable.Cell cell) {
    if (row.strong()) {
      return BOLD;
    }
    return cell.span() > 1 ? ITALIC : PLAIN;
  }

  private static double width(double[] widths, int from, int span) {
    double width = 0;
    for (int at = from; at < from + span; at++) {
      width += widths[at];
    }
    return width;
  }

  // --- lines

  private static List<String> lines(String text, int size, boolean bold, double room) {
    return WordWriter.lines(text, size, bold, (int) (room * 20));
  }

  /** A text in lines, each as full as it goes; a word wider than the room is broken. */
  private List<String> broken(Style style, String text, double size, double indent, double room) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.replaceAll("[\\n\\t]", " ").split(" +", -1)) {
      double wide = room - (lines.isEmpty() ? indent : 0);
      if (!line.isEmpty() && letters.width(style.face(), line + " " + word, size) > wide) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (!line.isEmpty()) {
        line.append(' ');
      }
      var rest = word;
      while (line.isEmpty() && letters.width(style.face(), rest, size) > room) {
        int fits = rest.offsetByCodePoints(0, 1);
        while (letters.width(style.face(), rest.substring(0, next(rest, fits)), size) <= room) {
          fits = next(rest, fits);
        }
        lines.add(rest.substring(0, fits));
        rest = rest.substring(fits);
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  private static int next(String text, int from) {
    return text.offsetByCodePoints(from, 1);
  }

  /** Centred, and the next line follows below. */
  private void centred(Style style, String text, double size, double x, double width)
      throws IOException {
    at(style, text, size, x + (width - letters.width(style.face(), text, size)) / 2);
    y += size * HIGH;
  }

  private void justified(Style style, String text, double size, double x, double width)
      throws IOException {
    var words = text.split(" ", -1);
    if (words.length < 2) {
      at(style, text, size, x);
      return;
    }
    double free = (width - letters.width(style.face(), text, size)) / (words.length - 1);
    var parts = new ArrayList<Object>();
    for (int at = 0; at < words.length; at++) {
      boolean last = at == words.length - 1;
      parts.add(last ? words[at] : words[at] + " ");
      if (!last) {
        parts.add((float) (-free * 1000 / size));
      }
    }
    begin(style, size, x);
    content().showTextWithPositioning(parts.toArray());
    content().endText();
  }

  /** One line at a place; nothing moves. */
  private void at(Style style, String text, double size, double x) throws IOException {
    if (text.isEmpty()) {
      return;
    }
    // told with the text it stands in, before anything is drawn
    letters.width(style.face(), text, size);
    begin(style, size, x);
    content().showText(text);
    content().endText();
  }

  private void begin(Style style, double size, double x) throws IOException {
    content().beginText();
    content().setFont(Objects.requireNonNull(fonts.get(style.face())), (float) size);
    content()
        .setTextMatrix(
            new Matrix(1, 0, style.leaning() ? 0.2f : 0, 1, (float) x, up(y + STANDS * size)));
  }

  /** A rule in the middle of a width. */
  private void rule(double x, double within, double length) throws IOException {
    double from = x + (within - length) / 2;
    content().setLineWidth(0.75f);
    content().moveTo((float) from, up(y + 1.5));
    content().lineTo((float) (from + length), up(y + 1.5));
    content().stroke();
    y += 3.5;
  }

  /** As a PDF measures, from below. */
  private float up(double down) {
    return (float) (pageHeight() - down);
  }
}
