package vn.khuyenhoc.platform.sheet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A workbook that says nothing of when it was written: equal data are equal bytes. */
public final class SameBytes {

  private static final String PROPERTIES = "docProps/core.xml";

  private SameBytes() {}

  /**
   * The same workbook with one moment for everything in it.
   *
   * @param workbook a workbook that {@link SheetWriter} wrote
   * @param moment when its data are of
   */
  public static byte[] of(byte[] workbook, Instant moment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(workbook.length);
    try (ZipFile source =
            ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get();
        ZipOutputStream target = new ZipOutputStream(bytes)) {
      for (ZipArchiveEntry entry : Collections.list(source.getEntries())) {
        byte[] part = source.getInputStream(entry).readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        target.putNextEntry(copy);
        target.write(entry.getName().equals(PROPERTIES) ? dated(part, moment) : part);
        target.closeEntry();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }

  /** The same workbook without the moment at which it was written. */
  public static byte[] undated(byte[] workbook) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(workbook.length);
    try (Undated undated = new Undated(bytes)) {
      undated.write(workbook, 0, workbook.length);
      undated.finish();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }

  /**
   * A workbook on its way out, without the moment at which it was written. It is put aside on the
   * disk, and goes out once it is whole.
   */
  static final class Undated extends OutputStream {

    private static final Pattern MOMENT =
        Pattern.compile("<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\\1>");

    private final OutputStream target;
    final Path aside;
    private final OutputStream out;

    /**
     * @param target where it goes; not closed
     */
    Undated(OutputStream target) {
      this.target = target;
      try {
        aside = Files.createTempFile("workbook", ".xlsx");
        out = new BufferedOutputStream(Files.newOutputStream(aside));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    /** The workbook is whole. */
    void finish() throws IOException {
      try {
        out.close();
        try (ZipFile source = ZipFile.builder().setPath(aside).get()) {
          // entries go over as they are; the target stays open
          ZipArchiveOutputStream copy = new ZipArchiveOutputStream(target);
          for (ZipArchiveEntry entry : Collections.list(source.getEntriesInPhysicalOrder())) {
            copy(source, entry, copy);
          }
          copy.finish();
          target.flush();
        }
      } finally {
        close();
      }
    }

    /** Nothing of it stays on the disk, whether it was whole or not. */
    @Override
    public void close() throws IOException {
      try {
        out.close();
      } finally {
        Files.deleteIfExists(aside);
      }
    }

    private static void copy(ZipFile source, ZipArchiveEntry entry, ZipArchiveOutputStream copy)
        throws IOException {
      ZipArchiveEntry same = new ZipArchiveEntry(entry.getName());
      same.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
      if (entry.getName().equals(PROPERTIES)) {
        byte[] undated =
            MOMENT
                .matcher(
                    new String(source.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8))
                .replaceAll("")
                .getBytes(StandardCharsets.UTF_8);
        copy.putArchiveEntry(same);
        copy.write(undated);
        copy.closeArchiveEntry();
      } else {
        same.setMethod(entry.getMethod());
        same.setCrc(entry.getCrc());
        same.setSize(entry.getSize());
        same.setCompressedSize(entry.getCompressedSize());
        try (InputStream raw = source.getRawInputStream(entry)) {
          copy.addRawArchiveEntry(same, raw);
        }
      }
    }
  }

  private static byte[] dated(byte[] properties, Instant moment) {
    return new String(properties, StandardCharsets.UTF_8)
        .replace(
            "</cp:coreProperties>",
            "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
                + moment
                + "</dcterms:created></cp:coreProperties>")
        .getBytes(StandardCharsets.UTF_8);
  }
}
