package vn.khuyenhoc.platform.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;

/**
 * Reads files that somebody sends, hostile or not. Nothing is believed of their names; a picture is
 * measured before it is unpacked and kept only as it is drawn anew, without the place where it was
 * taken; a document that could do something is refused in words.
 */
@Component
public class Attachments {

  /** The longest side of a preview in pixels. */
  public static final int PREVIEW = 480;

  private static final int LONGEST_NAME = 120;

  /** So many are read at once: what is unpacked for them is what bounds the memory. */
  private static final int TOGETHER = 2;

  private static final long WAIT_S = 60;

  private final long most;
  private final Semaphore room = new Semaphore(TOGETHER, true);

  Attachments(@Value("${khuyenhoc.attachments.most:15MB}") DataSize most) {
    this.most = most.toBytes();
  }

  /** The largest file in bytes. */
  public long most() {
    return most;
  }

  /** Opens what was sent, once there is room for it. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  /**
   * Reads one file.
   *
   * @param field the field of the form that problems belong to
   * @param name what it was called where it came from; only shown, never believed
   * @param size how large it says it is, in bytes
   * @param source its content
   */
  public Result<Attachment> read(String field, String name, long size, Source source)
      throws IOException {
    String called = plain(name);
    if (size > most) {
      return refused(field, called, tooLarge(size));
    }
    try {
      if (!room.tryAcquire(WAIT_S, TimeUnit.SECONDS)) {
        return refused(field, called, new Unfit(AttachmentProblem.BUSY));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return refused(field, called, new Unfit(AttachmentProblem.BUSY));
    }
    try (InputStream in = source.open()) {
      byte[] bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 16));
      if (bytes.length > most) {
        return refused(field, called, tooLarge(bytes.length));
      }
      return Result.ok(read(bytes, called));
    } catch (Unfit unfit) {
      return refused(field, called, unfit);
    } finally {
      room.release();
    }
  }

  /** Reads a file that came with a form. */
  public Result<Attachment> read(String field, MultipartFile file) throws IOException {
    String name = file.getOriginalFilename();
    return read(field, name == null ? "" : name, file.getSize(), file::getInputStream);
  }

  private static Attachment read(byte[] bytes, String name) {
    if (bytes.length == 0) {
      throw new Unfit(AttachmentProblem.EMPTY);
    }
    FirstBytes kind = FirstBytes.of(bytes);
    return switch (kind) {
      case JPEG, PNG, WEBP -> Pictures.read(kind, bytes, name);
      case PDF ->
          new Attachment(AttachmentKind.PDF, name, bytes, null, 0, 0, PdfLook.pages(bytes), null);
      case ZIP -> new Attachment(OfficeLook.kind(bytes), name, bytes, null, 0, 0, 0, null);
      case OLD_OFFICE -> throw new Unfit(AttachmentProblem.OFFICE_OLD);
      case HEIC -> throw new Unfit(AttachmentProblem.HEIC);
      case PROGRAM -> throw new Unfit(AttachmentProblem.PROGRAM);
      case OTHER -> throw new Unfit(AttachmentProblem.UNKNOWN_KIND);
    };
  }

  private Unfit tooLarge(long size) {
    return new Unfit(AttachmentProblem.TOO_LARGE, Math.ceilDiv(size, 1L << 20), most >> 20);
  }

  private static Result<Attachment> refused(String field, String name, Unfit unfit) {
    List<Object> arguments = new ArrayList<>();
    arguments.add(name);
    arguments.addAll(unfit.arguments());
    return Result.refused(new Problem(unfit.problem(), field, arguments));
  }

  /** A name without folders and without letters that hide or turn what follows. */
  static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(last, Normalizer.Form.NFC)
        .codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || " ._-+()[],&'".indexOf(c) >= 0)
        .limit(LONGEST_NAME)
        .forEach(kept::appendCodePoint);
    String text = kept.toString().strip();
    return text.isEmpty() ? "?" : text;
  }
}
