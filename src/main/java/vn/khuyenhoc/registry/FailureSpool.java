package vn.khuyenhoc.registry;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.database.CopyRows;

/** What is wrong with rows, set aside on disk until the rows themselves are in their table. */
final class FailureSpool implements Closeable {

  private final UUID batch;
  private final ImportTable table;
  private @Nullable Path spool;
  private @Nullable BufferedWriter failures;

  FailureSpool(UUID batch, ImportTable table) {
    this.batch = batch;
    this.table = table;
  }

  void fail(int number, List<RowProblem> problems) {
    try {
      if (failures == null) {
        spool = Files.createTempFile("khuyenhoc", ".failures");
        failures = Files.newBufferedWriter(spool, StandardCharsets.UTF_8);
      }
      failures.write(number + "\t" + table.json(problems) + "\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Copies what is wrong into its table; to be called once the rows were copied. */
  void finish() {
    Path kept = spool;
    BufferedWriter writer = failures;
    if (kept == null || writer == null) {
      return;
    }
    try {
      writer.close();
      try (BufferedReader lines = Files.newBufferedReader(kept, StandardCharsets.UTF_8);
          CopyRows into = table.failures()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int tab = line.indexOf('\t');
          into.value(batch).value(line.substring(0, tab)).value(line.substring(tab + 1)).end();
        }
        into.finish();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    try {
      if (failures != null) {
        failures.close();
      }
      if (spool != null) {
        Files.deleteIfExists(spool);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
