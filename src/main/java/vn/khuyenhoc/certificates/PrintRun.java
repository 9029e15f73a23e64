package vn.khuyenhoc.certificates;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.certificates.paper.PaperLook;
import vn.khuyenhoc.platform.RunState;

/**
 * A run that makes files for many certificates.
 *
 * @param id made by the form
 * @param series whose certificates
 * @param batchId only those issued together; null for the whole series
 * @param kind what is made
 * @param look how they look
 * @param heading what they are called
 * @param address of the public pages, for the square codes
 * @param lastNumber the last number of the series that belongs to it
 * @param total certificates that counted when it began
 * @param partSize certificates a part, at most
 * @param state where it stands
 * @param problem why it is held; null while it is not
 * @param problemWords the values of that sentence
 * @param createdAt when it was begun
 * @param createdName by whom
 * @param finishedAt when it was over; null while it is not
 * @param done certificates in finished parts
 */
public record PrintRun(
    UUID id,
    Series series,
    @Nullable UUID batchId,
    Kind kind,
    PaperLook look,
    String heading,
    String address,
    int lastNumber,
    int total,
    int partSize,
    RunState state,
    @Nullable CertificatesProblem problem,
    List<String> problemWords,
    Instant createdAt,
    String createdName,
    @Nullable Instant finishedAt,
    int done) {

  /** What is made. */
  public enum Kind {
    /** PDFs of many pages for a printer. */
    PRINT,
    /** A PDF each, in ZIP files. */
    SEPARATE,
    /** A PDF each with a signature, in ZIP files. */
    SIGNED
  }

  /**
   * A finished part.
   *
   * @param part its number, from 1
   * @param first its first number of the series
   * @param last its last number of the series
   * @param files certificates in it
   * @param sha256 its file
   * @param size in bytes
   */
  public record Part(int part, int first, int last, int files, String sha256, long size) {}

  /** Whether it goes on by itself. */
  public boolean working() {
    return state.working();
  }

  /** Where it is shown. */
  public String path() {
    return "/certificates/runs/" + id;
  }
}
