package vn.khuyenhoc.certificates.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import vn.khuyenhoc.platform.pdf.Archive;
import vn.khuyenhoc.platform.pdf.Face;
import vn.khuyenhoc.platform.pdf.LetterUnknownException;
import vn.khuyenhoc.platform.pdf.Lettering;

/**
 * What all certificates of a run share, made once: the fonts with just the letters that occur, the
 * border, the colour profile, as finished objects of a PDF. A certificate then costs its own
 * drawing and nothing else.
 */
public final class Template {

  private static final Pattern START = Pattern.compile("startxref\\s+(\\d+)\\s+%%EOF\\s*$");
  private static final Pattern FRAME = Pattern.compile("/Type /(?:Catalog|Pages|Page)\\b");

  private final PaperLook look;
  private final List<byte[]> objects;
  private final List<Integer> numbers;
  private final int first;
  private final String resources;
  private final int intent;

  private Template(
      PaperLook look,
      List<byte[]> objects,
      List<Integer> numbers,
      int first,
      String resources,
      int intent) {
    this.look = look;
    this.objects = objects;
    this.numbers = numbers;
    this.first = first;
    this.resources = resources;
    this.intent = intent;
  }

  /** Gathers the letters of certificates that are to be drawn. */
  public static final class Letters {

    private final Map<Face, BitSet> faces = new EnumMap<>(Face.class);

    /** Begins without any. */
    public Letters() {
      for (Face face : Face.values()) {
        faces.put(face, new BitSet());
      }
    }

    /**
     * Adds those of a certificate.
     *
     * @throws LetterUnknownException for a letter that the lettering has not
     */
    public void add(Paper paper) {
      faces.forEach(
          (face, letters) ->
              paper
                  .texts(face)
                  .forEach(
                      text -> {
                        Lettering.tinos().width(face, text, 1);
                        text.codePoints().forEach(letters::set);
                      }));
    }

    /** Makes the template. */
    public Template template(PaperLook look) {
      return Template.of(this, look);
    }
  }

  private static Template of(Letters letters, PaperLook look) {
    byte[] file;
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle((float) Drawing.WIDTH, (float) Drawing.HEIGHT));
      PDResources resources = new PDResources();
      for (Face face : Face.values()) {
        PDType0Font font = PDType0Font.load(document, Lettering.font(face), true);
        Objects.requireNonNull(letters.faces.get(face)).stream().forEach(font::addToSubset);
        font.addToSubset(' ');
        font.subset();
        resources.put(COSName.getPDFName(face.resource()), font);
      }
      if (look.border()) {
        PDFormXObject border = new PDFormXObject(document);
        border.setBBox(page.getMediaBox());
        border.setResources(new PDResources());
        try (var content = border.getContentStream().createOutputStream(COSName.FLATE_DECODE)) {
          content.write(Drawing.border(look));
        }
        resources.put(COSName.getPDFName("Border"), border);
      }
      page.setResources(resources);
      document.addPage(page);
      document.getDocumentCatalog().addOutputIntent(Archive.colours(document));
      ByteArrayOutputStream out = new ByteArrayOutputStream(200_000);
      document.save(out, CompressParameters.NO_COMPRESSION);
      file = out.toByteArray();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return takenApart(file, look);
  }

  /** Finished objects by number, without the frame of pages that every file makes for itself. */
  private static Template takenApart(byte[] file, PaperLook look) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    Matcher start = START.matcher(text);
    if (!start.find()) {
      throw new IllegalStateException("a PDF without its end");
    }
    int table = Integer.parseInt(start.group(1));
    List<int[]> places = new ArrayList<>();
    String[] lines = text.substring(table, text.indexOf("trailer", table)).split("[\\r\\n]+");
    for (int line = 1; line < lines.length; ) {
      String[] section = lines[line++].strip().split(" ");
      int number = Integer.parseInt(section[0]);
      for (int i = Integer.parseInt(section[1]); i > 0; i--, number++) {
        String entry = lines[line++];
        if (entry.charAt(17) == 'n') {
          places.add(new int[] {Integer.parseInt(entry.substring(0, 10)), number});
        }
      }
    }
    places.sort((a, b) -> Integer.compare(a[0], b[0]));
    List<byte[]> objects = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    int highest = 0;
    for (int i = 0; i < places.size(); i++) {
      int from = places.get(i)[0];
      int until = i + 1 < places.size() ? places.get(i + 1)[0] : table;
      highest = Math.max(highest, places.get(i)[1]);
      String head = text.substring(from, Math.min(until, from + 400));
      if (!FRAME.matcher(head).find()) {
        objects.add(Arrays.copyOfRange(file, from, until));
        numbers.add(places.get(i)[1]);
      }
    }
    StringBuilder resources = new StringBuilder("<</Font<<");
    for (Face face : Face.values()) {
      resources.append('/').append(face.resource()).append(' ');
      resources.append(named(text, face.resource())).append(" 0 R");
    }
    resources.append(">>");
    if (look.border()) {
      resources.append("/XObject<</Border ").append(named(text, "Border")).append(" 0 R>>");
    }
    resources.append(">>");
    Matcher intent = Pattern.compile("/OutputIntents \\[(\\d+) 0 R").matcher(text);
    if (!intent.find()) {
      throw new IllegalStateException("a PDF without its colours");
    }
    return new Template(
        look,
        objects,
        numbers,
        highest + 1,
        resources.toString(),
        Integer.parseInt(intent.group(1)));
  }

  private static int named(String text, String name) {
    Matcher found = Pattern.compile("/" + name + " (\\d+) 0 R").matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + name);
    }
    return Integer.parseInt(found.group(1));
  }

  PaperLook look() {
    return look;
  }

  /** The finished objects, each as the file holds it. */
  List<byte[]> objects() {
    return objects;
  }

  /** The numbers of the finished objects, in the same order. */
  List<Integer> numbers() {
    return numbers;
  }

  /** The first number that is free. */
  int first() {
    return first;
  }

  /** The resources of every page. */
  String resources() {
    return resources;
  }

  /** The object that says what the colours mean. */
  int intent() {
    return intent;
  }
}
