package vn.khuyenhoc.platform.database;

import java.util.List;

/**
 * What a backup says about itself; the entry {@code manifest.json}.
 *
 * @param format how the file is laid out; {@link #FORMAT} today
 * @param createdAt when, ISO 8601 in UTC
 * @param schemaVersion the newest migration that had run
 * @param migrations all that had run, in order
 * @param tables every table of the product
 * @param sequences every sequence of the product
 * @param files how many files, and one fingerprint over their names and contents
 * @param contentHash one fingerprint over all tables
 */
record BackupManifest(
    int format,
    String createdAt,
    String schemaVersion,
    List<Migration> migrations,
    List<Table> tables,
    List<Sequence> sequences,
    FileSet files,
    String contentHash) {

  static final int FORMAT = 1;
  static final String ENTRY = "manifest.json";
  static final String FILES_ENTRY = "files.tar";

  /** One migration that had run. */
  record Migration(String version, String script, int checksum) {}

  /**
   * One table.
   *
   * @param name schema and name, each quoted where SQL needs it
   * @param columns the columns in the entry's order, quoted likewise; generated ones are left out
   * @param entry the entry with the rows, in PostgreSQL's COPY text format
   * @param rows how many
   * @param sha256 of the entry's bytes
   * @param rowSum of the rows in any order
   */
  record Table(
      String name, List<String> columns, String entry, long rows, String sha256, String rowSum) {}

  /** One sequence and where it stands. */
  record Sequence(String name, long value, boolean called) {}

  /** All files of the store. */
  record FileSet(long count, long bytes, String sum) {}

  /** The fingerprint of all tables: names, columns, counts and rows, in the order of the names. */
  static String contentHash(List<Table> tables) {
    StringBuilder text = new StringBuilder();
    tables.stream()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(
            table ->
                text.append(table.name())
                    .append(table.columns())
                    .append(table.rows())
                    .append(' ')
                    .append(table.rowSum())
                    .append('\n'));
    return RowSum.sha256(text.toString());
  }
}
