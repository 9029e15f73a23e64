package vn.khuyenhoc.platform.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;

/** A finished PDF with a signature over all of it (PAdES-B-B, ETSI EN 319 142-1). */
public final class SignedPdf {

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private SignedPdf() {}

  /**
   * Signs a file; what it was stays as it was, the signature follows it.
   *
   * @param pdf the finished file
   * @param signer signs it
   * @param reason why it is signed
   * @param at when
   */
  public static byte[] of(byte[] pdf, DocumentSigner signer, String reason, Instant at) {
    try (PDDocument document = Loader.loadPDF(pdf);
        SignatureOptions options = new SignatureOptions()) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      signature.setName(signer.name());
      signature.setReason(reason);
      signature.setSignDate(GregorianCalendar.from(at.atZone(VIETNAM)));
      options.setPreferredSignatureSize(signer.room());
      document.addSignature(signature, content -> signer.sign(content.readAllBytes()), options);
      ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length + 32_000);
      document.saveIncremental(out);
      return out.toByteArray();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
