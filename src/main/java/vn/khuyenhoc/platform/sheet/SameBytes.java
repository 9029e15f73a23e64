package vn.khuyenhoc.platform.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
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

  private static byte[] dated(byte[] properties, Instant moment) {
    return new String(properties, StandardCharsets.UTF_8)
        .replaceAll("(<dcterms:created[^>]*>)[^<]*", "$1" + moment)
        .getBytes(StandardCharsets.UTF_8);
  }
}
