package vn.khuyenhoc.certificates.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import vn.khuyenhoc.platform.pdf.DocumentSigner;

/** One certificate as a file of its own, signed or not. */
public final class OneFile {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
  private static final String RANGE = "/ByteRange [0 ########## ########## ##########]";

  private OneFile() {}

  /** The file, not signed. */
  public static byte[] plain(Template template, Paper paper) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64_000);
    try {
      PdfOutput pdf = new PdfOutput(template, out);
      pdf.page(paper, "");
      pdf.close(paper.fileTitle(), paper.issuedOn(), paper.key(), "");
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return out.toByteArray();
  }

  /**
   * The file with a signature over all of it (PAdES-B-B, ETSI EN 319 142-1).
   *
   * @param reason why it is signed
   * @param at when
   */
  public static byte[] signed(
      Template template, Paper paper, DocumentSigner signer, String reason, Instant at) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(96_000);
    int place;
    try {
      PdfOutput pdf = new PdfOutput(template, out);
      int field = pdf.reserve();
      int signature = pdf.reserve();
      pdf.page(paper, "/Annots[" + field + " 0 R]");
      pdf.object(
          field,
          "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/Rect[0 0 0 0]/F 132/V %d 0 R>>"
              .formatted(signature));
      String head =
          "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(%s+07'00')/Name%s/Reason%s%s/Contents<"
              .formatted(
                  DATE.format(at), PdfOutput.text(signer.name()), PdfOutput.text(reason), RANGE);
      place = (int) pdf.written() + (signature + " 0 obj\n").length() + head.length();
      pdf.object(signature, head + "0".repeat(2 * signer.room()) + ">>>");
      pdf.close(
          paper.fileTitle(),
          paper.issuedOn(),
          paper.key(),
          "/AcroForm<</Fields[" + field + " 0 R]/SigFlags 3>>");
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    byte[] file = out.toByteArray();
    int from = place - 1;
    int until = place + 2 * signer.room() + 1;
    byte[] range =
        "/ByteRange [0 %s %s %s]"
            .formatted(
                PdfOutput.ten(from), PdfOutput.ten(until), PdfOutput.ten(file.length - until))
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(range, 0, file, from - "/Contents".length() - range.length, range.length);
    byte[] hex =
        HexFormat.of()
            .formatHex(signer.sign(file, from, until))
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(hex, 0, file, place, hex.length);
    return file;
  }
}
