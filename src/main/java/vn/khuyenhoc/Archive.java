package vn.khuyenhoc;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.database.Backup;
import vn.khuyenhoc.platform.database.DataFolder;
import vn.khuyenhoc.platform.database.Database;
import vn.khuyenhoc.platform.database.DatabaseSetting;
import vn.khuyenhoc.platform.database.Restore;

/** {@code ./khuyenhoc backup FILE} and {@code restore FILE}: everything in one file, and back. */
final class Archive {

  private Archive() {}

  static int backup(Arguments arguments, DataFolder folder, DatabaseSetting setting) {
    if (arguments.word(0).isEmpty()) {
      System.err.println(Launch.sentence("archive.no-file"));
      return 2;
    }
    try (Database database = Database.join(folder, setting).closeOnExit()) {
      Backup.Report report = Backup.write(database, Path.of(arguments.word(0).get()));
      journal(
          database.application().dataSource(),
          arguments.option("operator", System.getProperty("user.name", "operator")),
          report);
      tell(
          arguments,
          Launch.sentence(
              "archive.written",
              report.file().toString(),
              report.tables(),
              report.rows(),
              report.files(),
              report.contentHash()),
          report.tables(),
          report.rows(),
          report.files(),
          report.contentHash());
      report
          .damagedFiles()
          .forEach(file -> System.err.println(Launch.sentence("archive.damaged", file)));
      return report.damagedFiles().isEmpty() ? 0 : 1;
    }
  }

  /** Everybody's data left the house in one file: who took it stays on record. */
  private static void journal(DataSource database, String operator, Backup.Report report) {
    boolean there =
        JdbcClient.create(database)
            .sql("select to_regclass('platform.journal') is not null")
            .query(Boolean.class)
            .single();
    if (there) {
      Journal.over(database)
          .write(
              new Actor(null, null, operator, List.of()),
              "backup.write",
              "backup/" + report.contentHash(),
              null,
              Map.of(
                  "file", String.valueOf(report.file().getFileName()),
                  "rows", report.rows(),
                  "files", report.files()));
    }
  }

  static int restore(Arguments arguments, DataFolder folder, DatabaseSetting setting) {
    if (arguments.word(0).isEmpty()) {
      System.err.println(Launch.sentence("archive.no-file"));
      return 2;
    }
    Restore.Report report = Restore.read(Path.of(arguments.word(0).get()), folder, setting);
    tell(
        arguments,
        Launch.sentence(
            "archive.restored",
            folder.path().toString(),
            report.tables(),
            report.rows(),
            report.files(),
            report.contentHash()),
        report.tables(),
        report.rows(),
        report.files(),
        report.contentHash());
    return 0;
  }

  private static void tell(
      Arguments arguments, String sentence, int tables, long rows, long files, String hash) {
    if (arguments.has("json")) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("tables", tables);
      line.put("rows", rows);
      line.put("files", files);
      line.put("content_hash", hash);
      System.out.println(JsonMapper.builder().build().writeValueAsString(line));
    } else {
      System.out.println(sentence);
    }
  }
}
