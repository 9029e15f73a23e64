package vn.khuyenhoc.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.khuyenhoc.support.PdfProof;

class OfficePdfTest {

  private static final byte[] WORD = BuiltInTemplates.sample(TemplateKind.PLAN).toBytes();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  /** A program that does what a shell does with these lines; its folder is the last but one. */
  private String program(String name, String lines) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  @Test
  void withoutAProgramNothingIsMade() {
    assertThat(new OfficePdf("", 5).of(WORD)).isNull();
    assertThat(new OfficePdf(folder.resolve("none").toString(), 5).of(WORD)).isNull();
  }

  @Test
  void aProgramThatFailsOrMakesSomethingElseMakesNothing() throws Exception {
    assertThat(new OfficePdf(program("fails", "exit 3"), 5).of(WORD)).isNull();
    assertThat(new OfficePdf(program("silent", "exit 0"), 5).of(WORD)).isNull();
    assertThat(new OfficePdf(program("other", "echo nothing > document.pdf"), 5).of(WORD)).isNull();
  }

  @Test
  @Timeout(60)
  void aProgramThatNeverEndsIsEndedWithAllItStarted() throws Exception {
    Path said = folder.resolve("said");
    String endless = program("endless", "sleep 600 & echo $! > " + said + "; wait");
    assertThat(new OfficePdf(endless, 1).of(WORD)).isNull();
    long child = Long.parseLong(Files.readString(said).strip());
    while (alive(child)) {
      Thread.onSpinWait();
    }
  }

  /** Whether it does anything still; what only waits to be counted as ended has no command. */
  private static boolean alive(long process) {
    return ProcessHandle.of(process).flatMap(one -> one.info().command()).isPresent();
  }

  @Test
  void onlyOneRunsAtATimeEachInItsOwnProfile() throws Exception {
    Path running = folder.resolve("running");
    String careful =
        program(
            "careful",
            "mkdir "
                + running
                + " || exit 9\necho \"$1\" >> "
                + folder.resolve("profiles")
                + "\nsleep 0.2\nprintf '%%PDF-1.7 sample' > document.pdf\nrmdir "
                + running);
    OfficePdf office = new OfficePdf(careful, 20);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<byte[]> one = threads.submit(() -> office.of(WORD));
      Future<byte[]> other = threads.submit(() -> office.of(WORD));
      assertThat(one.get()).isNotNull();
      assertThat(other.get()).isNotNull();
    }
    assertThat(Files.readAllLines(folder.resolve("profiles"))).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  @Tag("full")
  void libreOfficeMakesASoundPdfOfAnOfficesOwnWord() throws Exception {
    byte[] word =
        WordTemplate.of(BuiltInTemplates.file(TemplateKind.PLAN), TemplateKind.PLAN)
            .fill(BuiltInTemplates.sample(TemplateKind.PLAN));
    byte[] pdf = Objects.requireNonNull(new OfficePdf("soffice", 120).of(word));
    assertThat(PdfProof.unsound(pdf)).isEmpty();
    assertThat(PdfProof.read(pdf)).contains("KẾ HOẠCH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assertThat(PdfProof.fonts(pdf)).isNotEmpty().allMatch(font -> font.startsWith("Tinos"));
  }
}
