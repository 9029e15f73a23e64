package vn.khuyenhoc.support;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What programs that the product does not carry say of its PDFs. */
public final class PdfProof {

  static {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private PdfProof() {}

  /** All that can be read in it. */
  public static String read(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  /** The same in the order of places: letters of a stand-in font come later in the file. */
  public static String readAcross(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }

  /** The fonts of its pages, by name, without the mark of a part of a font. */
  public static Set<String> fonts(byte[] pdf) throws Exception {
    Set<String> fonts = new TreeSet<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          fonts.add(page.getResources().getFont(name).getName().replaceFirst("^[A-Z]{6}\\+", ""));
        }
      }
    }
    return fonts;
  }

  /** What keeps it from being PDF/A-2b, as veraPDF finds; nothing in a sound one. */
  public static List<String> unsound(byte[] pdf) throws Exception {
    List<String> faults = new ArrayList<>();
    try (PDFAParser parser =
            Foundries.defaultInstance()
                .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
      ValidationResult result = validator.validate(parser);
      result
          .getTestAssertions()
          .forEach(one -> faults.add(one.getRuleId() + " " + one.getMessage()));
    }
    return faults;
  }

  /** Its only signature, as DSS finds it. */
  public static SignatureWrapper validated(byte[] pdf) {
    SignedDocumentValidator validator =
        SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf));
    validator.setCertificateVerifier(new CommonCertificateVerifier());
    var signatures = validator.validateDocument().getDiagnosticData().getSignatures();
    assertThat(signatures).hasSize(1);
    return signatures.getFirst();
  }
}
