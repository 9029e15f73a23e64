package vn.khuyenhoc.platform.document;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The templates that offices keep. Whoever writes a document for an area asks here, so that it
 * looks as the office of that area wants it.
 */
public interface OfficeTemplates {

  /**
   * The document as .docx: in the template that is in force today in the area or the nearest area
   * above it that has one, else as the product writes it.
   *
   * @param kind what it is
   * @param areaId for which area it is written
   * @param document what it says
   */
  byte[] word(TemplateKind kind, int areaId, AdministrativeDocument document);

  /**
   * The same in the template that was in force then: what was sent keeps its look, also where the
   * office took another template into use later that day.
   *
   * @param at when it was sent
   */
  byte[] word(TemplateKind kind, int areaId, Instant at, AdministrativeDocument document);

  /**
   * For whom and when something was written.
   *
   * @param areaId for which area
   * @param at when it was sent
   */
  record Written(int areaId, Instant at) {}

  /** Writes documents as each looked then. */
  interface Looks {

    /** A document as .docx. */
    byte[] word(Written written, AdministrativeDocument document);
  }

  /**
   * The same for documents of many areas and moments: what was in force is looked up once for all
   * of them.
   */
  Looks looks(TemplateKind kind, Collection<Written> written);

  /**
   * A document as PDF/A.
   *
   * @param content the file
   * @param standIn whether it is laid out as the product does though the office has a template of
   *     its own: no program made it from that, and its name says so
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Paper(byte[] content, boolean standIn) {

    /** A document for which no office has a template, as the product lays it out. */
    public static Paper of(AdministrativeDocument document) {
      return new Paper(document.toPdf(), false);
    }
  }

  /**
   * The document as PDF/A: made from the office's own Word where a template was in force then and a
   * program on this machine makes PDF of Word, else as the product lays it out.
   */
  Paper pdf(TemplateKind kind, int areaId, Instant at, AdministrativeDocument document);

  /**
   * What a page says beside such a PDF, as the key of a sentence.
   *
   * @return null where no template of an office was in force then: there is nothing to say
   */
  @Nullable String pdfLook(TemplateKind kind, int areaId, Instant at);

  /** Whether an office's own template was in force then for what is written of that kind. */
  boolean inForce(TemplateKind kind, int areaId, Instant at);
}
