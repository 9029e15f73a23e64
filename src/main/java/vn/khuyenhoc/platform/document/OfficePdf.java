package vn.khuyenhoc.platform.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.pdf.Face;

/**
 * PDF/A-2b of a Word file by the LibreOffice of the machine, where a setting names one: a program
 * of its own, with a profile of its own, one at a time and no longer than it may take.
 */
@Component
public class OfficePdf {

  private static final Logger LOG = LoggerFactory.getLogger(OfficePdf.class);
  private static final String ARCHIVAL =
      "pdf:writer_pdf_Export:{\"SelectPdfVersion\":{\"type\":\"long\",\"value\":\"2\"}}";
  private static final String FONTS =
      """
      <?xml version="1.0"?>
      <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig>
        <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
        <dir>%s</dir>
        <cachedir>%s/cache</cachedir>
        <selectfont>
          <rejectfont>
            <pattern><patelt name="family"><string>Times New Roman</string></patelt></pattern>
            <pattern><patelt name="family"><string>Liberation Serif</string></patelt></pattern>
          </rejectfont>
        </selectfont>
        <match target="pattern">
          <test name="family"><string>Times New Roman</string></test>
          <edit name="family" mode="prepend" binding="same"><string>Tinos</string></edit>
        </match>
      </fontconfig>
      """;
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private final String program;
  private final Duration most;
  private final Semaphore free = new Semaphore(1, true);

  OfficePdf(
      @Value("${khuyenhoc.office:}") String program,
      @Value("${khuyenhoc.office.seconds:30}") int seconds) {
    this.program = program.strip();
    this.most = Duration.ofSeconds(seconds);
  }

  /** Whether a program is named; not whether it works. */
  public boolean named() {
    return !program.isEmpty();
  }

  /**
   * Makes the PDF.
   *
   * @param word a Word file that was written here
   * @return null where no program is named, or it is busy for too long, fails or takes too long;
   *     the log says which
   */
  public byte @Nullable [] of(byte[] word) {
    if (!named()) {
      return null;
    }
    try {
      if (!free.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} is busy, PDF not made", program);
        return null;
      }
      try {
        return converted(word);
      } finally {
        free.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    } catch (IOException | UncheckedIOException failed) {
      LOG.warn("{} makes no PDF", program, failed);
      return null;
    }
  }

  private byte @Nullable [] converted(byte[] word) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("office-pdf");
    try {
      Path file = Files.write(folder.resolve("document.docx"), word);
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  program,
                  "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                  "--headless",
                  "--norestore",
                  "--nolockcheck",
                  "--convert-to",
                  ARCHIVAL,
                  "--outdir",
                  folder.toString(),
                  file.toString()));
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("FONTCONFIG_FILE", fonts(folder).toString());
      Process process =
          builder
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.warn("{} takes longer than {}, PDF not made", program, most);
          return null;
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      Path made = folder.resolve("document.pdf");
      byte[] pdf = Files.exists(made) ? Files.readAllBytes(made) : new byte[0];
      if (process.exitValue() != 0 || !begins(pdf)) {
        LOG.warn("{} ended with {} and made no PDF", program, process.exitValue());
        return null;
      }
      return pdf;
    } finally {
      delete(folder);
    }
  }

  /**
   * Lets the program write Times New Roman with the letters of the product, which have every
   * Vietnamese one; those that happen to be on the machine may not. They are hidden from it: it
   * would take what it knows for its own list of stand-ins, and the letters those lack from here,
   * two kinds in one word.
   */
  private static Path fonts(Path folder) throws IOException {
    Path own = Files.createDirectory(folder.resolve("fonts"));
    for (Face face : Face.values()) {
      try (InputStream letters = OfficePdf.class.getResourceAsStream(face.path())) {
        Files.copy(Objects.requireNonNull(letters, face.path()), own.resolve(face.name() + ".ttf"));
      }
    }
    return Files.writeString(folder.resolve("fonts.conf"), FONTS.formatted(own, folder));
  }

  private static boolean begins(byte[] pdf) {
    return pdf.length > PDF.length && Arrays.equals(pdf, 0, PDF.length, PDF, 0, PDF.length);
  }

  /** A program that was ended may still let go of its files: what cannot be deleted stays. */
  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(one -> one.toFile().delete());
    } catch (IOException | UncheckedIOException left) {
      LOG.warn("{} is left", folder, left);
    }
  }
}
