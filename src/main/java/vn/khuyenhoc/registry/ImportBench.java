package vn.khuyenhoc.registry;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Samples;
import vn.khuyenhoc.platform.database.BenchOwner;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A workbook of 30,000 households as Excel writes it, from the file on disk to the commit, against
 * COPY of the same rows into the same tables; and what the import of 300,000 rows needs of the heap
 * against 30,000, each in a fresh process.
 */
@Component
class ImportBench implements Bench {

  private static final int ROWS = 30_000;
  private static final int MANY_ROWS = 300_000;
  private static final int ROUNDS = 5;
  private static final Pattern HEAP = Pattern.compile("\"heap_bytes\":(\\d+)");
  private static final String HOUSEHOLD =
      "home_id, subject_id, serial, name, address, children, adults, workers, note, status, version, "
          + "created_at, created_by, batch_id";
  private static final String RESIDENCE = "home_id, subject_id, valid, area_id";

  private final Samples samples;
  private final HouseholdImports imports;
  private final Areas areas;
  private final Languages languages;
  private final Path data;
  private final BenchOwner owner;

  ImportBench(
      Samples samples,
      HouseholdImports imports,
      Areas areas,
      Languages languages,
      @Value("${khuyenhoc.files}") Path files,
      BenchOwner owner) {
    this.samples = samples;
    this.imports = imports;
    this.areas = areas;
    this.languages = languages;
    this.data = files.toAbsolutePath().resolveSibling("").normalize();
    this.owner = owner;
  }

  @Override
  public String name() {
    return "import";
  }

  @Override
  public List<Figure> measure(String scale) {
    Actor operator = Actor.operator("bench", areas.nation().id());
    return Acting.as(
        operator,
        () -> {
          samples.load(scale, operator, 10);
          Path file = data.resolve("households-" + ROWS + ".xlsx");
          Path large = data.resolve("households-" + MANY_ROWS + ".xlsx");
          workbook(file, ROWS);
          workbook(large, MANY_ROWS);
          try (Connection owner = this.owner.connect()) {
            double copyRatio = copyRatio(owner, operator, file);
            long few = heap(file);
            clear(owner);
            long many = heap(large);
            clear(owner);
            System.out.printf(
                "heap after GC: %,d kB at %,d rows, %,d kB at %,d rows%n",
                few / 1024, ROWS, many / 1024, MANY_ROWS);
            return List.of(
                Figure.atMost("copy_ratio", copyRatio, 2.5),
                Figure.atMost("memory_ratio", (double) many / few, 2.0));
          } catch (SQLException failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  private double copyRatio(Connection owner, Actor operator, Path file) throws SQLException {
    double[] imported = new double[ROUNDS];
    double[] copied = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      long start = System.nanoTime();
      ImportCounts counts = importFile(operator, file);
      double importMillis = (System.nanoTime() - start) / 1e6;
      if (counts.imported() != ROWS) {
        throw new IllegalStateException("imported " + counts);
      }
      byte[] households = copyOut(owner, "registry.subject", HOUSEHOLD);
      byte[] residences = copyOut(owner, "registry.residence", RESIDENCE);
      clear(owner);
      owner.setAutoCommit(false);
      start = System.nanoTime();
      copyIn(owner, "registry.subject (" + HOUSEHOLD + ")", households);
      copyIn(owner, "registry.residence (" + RESIDENCE + ")", residences);
      owner.commit();
      double copyMillis = (System.nanoTime() - start) / 1e6;
      owner.setAutoCommit(true);
      clear(owner);
      System.out.printf(
          "%s: import %.0f ms, COPY %.0f ms%n",
          round < 0 ? "warm-up" : "round " + (round + 1), importMillis, copyMillis);
      if (round >= 0) {
        imported[round] = importMillis;
        copied[round] = copyMillis;
      }
    }
    Arrays.sort(imported);
    Arrays.sort(copied);
    return imported[ROUNDS / 2] / copied[ROUNDS / 2];
  }

  private ImportCounts importFile(Actor operator, Path file) {
    UUID id = Ids.next();
    try (InputStream in = Files.newInputStream(file)) {
      ImportBatch begun =
          imports
              .begin(operator, id, areas.nation().id(), file.getFileName().toString(), in)
              .orThrow();
      imports.work(begun.id(), true);
      imports.confirm(operator, id, false).orThrow();
      imports.work(id, true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    ImportCounts counts = imports.read(operator, id).counts();
    if (counts == null) {
      throw new IllegalStateException("not imported");
    }
    return counts;
  }

  /** Imports in a fresh process with a small heap; answers the most that was left after a GC. */
  private long heap(Path file) {
    String classes = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
    command.addAll(
        classes.endsWith(".jar") && !classes.contains(System.getProperty("path.separator"))
            ? List.of("-jar", classes)
            : List.of("-cp", classes, "vn.khuyenhoc.KhuyenHoc"));
    command.addAll(
        List.of(
            "import",
            "households",
            file.toString(),
            "--json",
            "--heap",
            "--data",
            data.toString()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      StringBuilder answer = new StringBuilder();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        reader.lines().forEach(answer::append);
      }
      if (!process.waitFor(20, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("the import ended with " + answer);
      }
      Matcher found = HEAP.matcher(answer);
      if (!found.find()) {
        throw new IllegalStateException("no heap in " + answer);
      }
      return Long.parseLong(found.group(1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Text as Excel keeps it: every different text once, in a table of shared strings. */
  private void workbook(Path file, int rows) {
    Texts t = languages.vietnamese();
    List<Area> villages = areas.below(List.of(areas.nation().id()), AreaLevel.VILLAGE);
    java.util.Map<Integer, String> communes = new java.util.HashMap<>();
    areas
        .below(List.of(areas.nation().id()), AreaLevel.COMMUNE)
        .forEach(commune -> communes.put(commune.id(), commune.name()));
    try (SXSSFWorkbook book = new SXSSFWorkbook(new XSSFWorkbook(), 100, false, true);
        OutputStream out = Files.newOutputStream(file)) {
      Sheet sheet = book.createSheet("1");
      Row header = sheet.createRow(0);
      String[] columns = {
        "commune", "village", "head", "address", "children", "adults", "workers", "note"
      };
      for (int column = 0; column < columns.length; column++) {
        header
            .createCell(column)
            .setCellValue(t.t("registry.sheet." + columns[column]).split("\\|")[0]);
      }
      for (int i = 0; i < rows; i++) {
        Area village = villages.get(i % villages.size());
        Row row = sheet.createRow(i + 1);
        row.createCell(0).setCellValue(communes.get(village.parentId()));
        row.createCell(1).setCellValue(village.name());
        row.createCell(2).setCellValue(t.t("bench.head", i));
        row.createCell(3).setCellValue(t.t("bench.address", i / villages.size()));
        row.createCell(4).setCellValue(i % 4);
        row.createCell(5).setCellValue(2 + i % 3);
        row.createCell(6).setCellValue(1 + i % 2);
        row.createCell(7).setCellValue(i % 10 == 0 ? t.t("bench.note") : "");
      }
      book.write(out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void clear(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("delete from registry.subject_change");
      statement.execute("delete from registry.residence where kind = 'HOUSEHOLD'");
      statement.execute("delete from registry.subject where kind = 'HOUSEHOLD'");
      statement.execute("vacuum registry.subject, registry.residence, registry.import_row");
    }
  }

  private static byte[] copyOut(Connection owner, String table, String columns)
      throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      owner
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (select " + columns + " from " + table + " where kind = 'HOUSEHOLD') to stdout",
              out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return out.toByteArray();
  }

  private static void copyIn(Connection owner, String table, byte[] rows) throws SQLException {
    try {
      owner
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
