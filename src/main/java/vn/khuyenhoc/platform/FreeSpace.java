package vn.khuyenhoc.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Room on the disk of the files: long work stops before what people enter finds none. */
@Component
public class FreeSpace {

  private static final long MEGABYTE = 1_000_000;

  private final Path files;
  private final long reserve;

  /**
   * @param files the folder of the files
   * @param reserve megabytes that long work leaves free
   */
  public FreeSpace(
      @Value("${khuyenhoc.files}") Path files,
      @Value("${khuyenhoc.files.reserve-mb:200}") long reserve) {
    this.files = files;
    this.reserve = reserve * MEGABYTE;
  }

  /** Whether less than the reserve is left; false where nobody knows. */
  public boolean full() {
    try {
      return Files.getFileStore(files).getUsableSpace() < reserve;
    } catch (IOException unknown) {
      return false;
    }
  }
}
