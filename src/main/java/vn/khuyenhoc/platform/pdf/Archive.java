package vn.khuyenhoc.platform.pdf;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;

/**
 * What makes a PDF one for archives (PDF/A-2b): what its colours mean, and what it says of itself.
 */
public final class Archive {

  private static final String COLOURS = "sRGB IEC61966-2.1";

  private Archive() {}

  /** What the colours mean. */
  public static PDOutputIntent colours(PDDocument document) throws IOException {
    PDOutputIntent colours =
        new PDOutputIntent(
            document,
            new ByteArrayInputStream(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
    colours.setInfo(COLOURS);
    colours.setOutputCondition(COLOURS);
    colours.setOutputConditionIdentifier(COLOURS);
    return colours;
  }

  /**
   * What a file says of itself (XMP).
   *
   * @param title what it is called
   * @param at when it was made: 2026-11-20T00:00:00+07:00
   */
  public static String metadata(String title, String at) {
    return """
        <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
        <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
        <xmp:CreateDate>%s</xmp:CreateDate>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>"""
        .formatted(title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"), at);
  }
}
