package vn.khuyenhoc.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Files that a page hands over. A browser takes each for what it is said to be, and never looks
 * into it for something else.
 */
public final class Downloads {

  public static final MediaType WORD =
      MediaType.parseMediaType(
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

  public static final MediaType EXCEL =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  public static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  public static final MediaType ZIP = MediaType.parseMediaType("application/zip");

  private Downloads() {}

  /** Words as a file's name that every system keeps: lower-case Latin letters, digits, hyphens. */
  public static String plain(String words) {
    return VietnameseText.fold(words).replaceAll("[^a-z0-9]+", "-");
  }

  /**
   * A file to be saved, never shown or kept by a cache.
   *
   * @param name the file's name with its ending
   */
  public static ResponseEntity<byte[]> file(MediaType type, String name, byte[] content) {
    return saved(type, name).body(content);
  }

  /**
   * A document as PDF, to be saved.
   *
   * @param name the file's name without its ending; it also says where the PDF has not the office's
   *     own layout
   */
  public static ResponseEntity<byte[]> pdf(String name, OfficeTemplates.Paper paper) {
    return file(
        MediaType.APPLICATION_PDF,
        name + (paper.standIn() ? "-mau-co-san.pdf" : ".pdf"),
        paper.content());
  }

  /**
   * A file of the store to be saved, never shown or kept by a cache.
   *
   * @param name the name it is to have, with its ending
   */
  public static ResponseEntity<Resource> file(MediaType type, String name, Path content) {
    return saved(type, name).body(new FileSystemResource(content));
  }

  /** A file that is written while it is sent, after everything was read that it says. */
  @FunctionalInterface
  public interface Body {

    /** Writes it. No transaction is open any more. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * A file that is written while it is sent, to be saved, never shown or kept by a cache.
   *
   * @param name the file's name with its ending
   */
  public static ResponseEntity<Body> file(MediaType type, String name, Body content) {
    return saved(type, name).body(content);
  }

  private static ResponseEntity.BodyBuilder saved(MediaType type, String name) {
    return of(type, attachment(name)).header("Cache-Control", "no-store");
  }

  /** An answer of a type, to be saved or shown as said; how long it is kept is for the caller. */
  public static ResponseEntity.BodyBuilder of(MediaType type, ContentDisposition how) {
    return ResponseEntity.ok()
        .contentType(type)
        .header("Content-Disposition", how.toString())
        .header("X-Content-Type-Options", "nosniff");
  }

  /** To be saved under a name with its ending. */
  public static ContentDisposition attachment(String name) {
    ContentDisposition.Builder attachment = ContentDisposition.attachment();
    return (StandardCharsets.US_ASCII.newEncoder().canEncode(name)
            ? attachment.filename(name)
            : attachment.filename(name, StandardCharsets.UTF_8))
        .build();
  }

  /**
   * Begins a file that is written while it is sent.
   *
   * @param name the file's name with its ending
   */
  public static void begin(HttpServletResponse response, MediaType type, String name) {
    response.setContentType(type.toString());
    response.setHeader("Content-Disposition", attachment(name).toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
  }

  /**
   * Begins an Excel workbook.
   *
   * @param name the file's name without its ending
   */
  public static void workbook(HttpServletResponse response, String name) {
    begin(response, EXCEL, name + ".xlsx");
  }
}
