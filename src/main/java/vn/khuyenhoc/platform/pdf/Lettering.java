package vn.khuyenhoc.platform.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Tinos, a serif lettering as wide as Times New Roman, with every Vietnamese letter and those of
 * the Latin scripts of the ethnic minorities: which letters there are and how wide they are.
 */
public final class Lettering {

  private static final Lettering ONE = new Lettering();

  private final Map<Face, Measures> faces = new EnumMap<>(Face.class);

  /** Glyphs and widths of one face, by letter. */
  private record Measures(Map<Integer, Integer> glyphs, Map<Integer, Integer> widths, int em) {}

  private Lettering() {
    for (Face face : Face.values()) {
      try (TrueTypeFont font = font(face)) {
        CmapLookup letters = font.getUnicodeCmapLookup();
        Map<Integer, Integer> glyphs = new HashMap<>();
        Map<Integer, Integer> widths = new HashMap<>();
        for (int letter = 0x20; letter < 0x2200; letter++) {
          int glyph = letters.getGlyphId(letter);
          if (glyph > 0) {
            glyphs.put(letter, glyph);
            widths.put(letter, font.getAdvanceWidth(glyph));
          }
        }
        faces.put(face, new Measures(glyphs, widths, font.getUnitsPerEm()));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** The lettering. */
  public static Lettering tinos() {
    return ONE;
  }

  /** A face's font, freshly read: a font that is embedded remembers what was taken from it. */
  public static TrueTypeFont font(Face face) throws IOException {
    try (InputStream in = Lettering.class.getResourceAsStream(face.path())) {
      return new TTFParser()
          .parse(new RandomAccessReadBuffer(Objects.requireNonNull(in).readAllBytes()));
    }
  }

  /**
   * How wide a text is.
   *
   * @param size of the letters, in points
   * @return points
   * @throws LetterUnknownException for a letter that is not there
   */
  public double width(Face face, String text, double size) {
    Measures measures = measures(face);
    long units = 0;
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      Integer width = measures.widths().get(letter);
      if (width == null) {
        throw new LetterUnknownException(letter, text);
      }
      units += width;
      i += Character.charCount(letter);
    }
    return units * size / measures.em();
  }

  /** A text as the file writes it: the numbers of its glyphs. */
  public void write(Face face, String text, StringBuilder out) {
    Map<Integer, Integer> glyphs = measures(face).glyphs();
    out.append('<');
    for (int i = 0; i < text.length(); ) {
      int letter = text.codePointAt(i);
      Integer glyph = glyphs.get(letter);
      if (glyph == null) {
        throw new LetterUnknownException(letter, text);
      }
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append("0123456789ABCDEF".charAt(glyph >> shift & 15));
      }
      i += Character.charCount(letter);
    }
    out.append('>');
  }

  private Measures measures(Face face) {
    return Objects.requireNonNull(faces.get(face));
  }
}
