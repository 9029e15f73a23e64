package vn.khuyenhoc.platform.document;

import java.time.LocalDate;
import java.util.Collection;

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
   * The same in the template that was in force on a day: what was sent keeps its look.
   *
   * @param day on which it was sent
   */
  byte[] word(TemplateKind kind, int areaId, LocalDate day, AdministrativeDocument document);

  /** Writes documents of many areas in the templates that were looked up for them. */
  interface Writing {

    /** The document of an area as .docx. */
    byte[] word(int areaId, AdministrativeDocument document);
  }

  /**
   * The same for documents of many areas: what is in force on a day is looked up once for all of
   * them.
   */
  Writing writing(TemplateKind kind, Collection<Integer> areaIds, LocalDate day);

  /**
   * For whom and when something was written.
   *
   * @param areaId for which area
   * @param day on which it was sent
   */
  record Written(int areaId, LocalDate day) {}

  /** Writes documents as each looked on its own day. */
  interface Looks {

    /** A document as .docx. */
    byte[] word(Written written, AdministrativeDocument document);
  }

  /**
   * The same for documents of many areas and days: what was in force is looked up once for all of
   * them.
   */
  Looks looks(TemplateKind kind, Collection<Written> written);

  /**
   * Whether an office's own template is in force on a day for what is written of that kind for an
   * area. PDF is always as the product lays it out: where this is so, a page says it.
   */
  boolean inForce(TemplateKind kind, int areaId, LocalDate day);
}
