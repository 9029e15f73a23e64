package vn.khuyenhoc.certificates.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;

/** One PDF with many certificates, a page each, for a printer. Written as it grows. */
public final class Book {

  private final PdfOutput pdf;

  /** Begins one. */
  public Book(Template template, OutputStream out) throws IOException {
    this.pdf = new PdfOutput(template, out);
  }

  /** Adds a certificate. */
  public void add(Paper paper) throws IOException {
    pdf.page(paper, "");
  }

  /** Ends the file; the stream stays open. */
  public void close(String title, LocalDate on, String key) throws IOException {
    pdf.close(title, on, key, "");
  }
}
