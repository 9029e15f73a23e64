package vn.khuyenhoc.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.khuyenhoc.support.ModuleTest;

/** Files are kept once, whole, and never half. */
@ModuleTest
class FileStoreTest {

  @Autowired private FileStore files;

  private final byte[] bytes =
      ("danh sách hộ " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);

  private FileStore.Kept keep(long limit) {
    return files.keep(new ByteArrayInputStream(bytes), "text/plain", limit, null);
  }

  @Test
  void keepsTheSameFileOnce() throws Exception {
    FileStore.Kept kept = keep(1_000);
    assertThat(keep(1_000)).isEqualTo(kept);
    assertThat(files.path(kept.sha256())).hasBinaryContent(bytes);
  }

  @Test
  void putsTheWholeFileInThePlaceOfOneThatBrokeOff() throws Exception {
    Path place = files.path(keep(1_000).sha256());
    Files.write(place, new byte[] {bytes[0], bytes[1]});
    keep(1_000);
    assertThat(place).hasBinaryContent(bytes);
  }

  @Test
  void leavesNothingOfAFileThatIsTooLarge() throws Exception {
    Path place = files.path("00".repeat(32));
    assertThatThrownBy(() -> keep(3)).isInstanceOf(FileStore.TooLargeException.class);
    try (var left = Files.list(place.resolve("../..").normalize())) {
      assertThat(left).noneMatch(one -> one.getFileName().toString().endsWith(".part"));
    }
  }
}
