package vn.khuyenhoc.recognition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.FileStore;

/** Every piece of evidence has its file, also what was taken off, and the file is what was sent. */
@Component
class EvidenceCheck implements Check {

  private static final int FETCH = 2_000;
  private static final int MOST = 20;

  private final JdbcTemplate jdbc;
  private final FileStore files;

  EvidenceCheck(DataSource source, FileStore files) {
    this.jdbc = new JdbcTemplate(source);
    this.jdbc.setFetchSize(FETCH);
    this.files = files;
  }

  @Override
  public String name() {
    return "evidence";
  }

  @Override
  @Transactional(readOnly = true)
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    jdbc.query(
        """
        select f.sha256, f.size from platform.stored_file f
         where exists (select from recognition.evidence e where e.sha256 = f.sha256)
            or exists (select from recognition.evidence e where e.preview_sha256 = f.sha256)
         order by f.sha256
        """,
        row -> {
          if (faults.size() < MOST) {
            String fault = fault(row.getString(1), row.getLong(2));
            if (!fault.isEmpty()) {
              faults.add("evidence file " + row.getString(1) + ": " + fault);
            }
          }
        });
    return faults;
  }

  private String fault(String sha256, long size) {
    Path path = files.path(sha256);
    try {
      if (!Files.exists(path)) {
        return "missing";
      }
      if (Files.size(path) != size) {
        return Files.size(path) + " bytes instead of " + size;
      }
      MessageDigest digest = sha256();
      try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest()).equals(sha256) ? "" : "altered";
    } catch (IOException failure) {
      return "not readable";
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
