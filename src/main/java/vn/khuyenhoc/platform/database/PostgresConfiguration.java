package vn.khuyenhoc.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of the embedded cluster: what is promised (durable, checked, behind passwords, only
 * on the loopback address) and what is scaled to the machine's memory.
 */
final class PostgresConfiguration {

  /** What must hold at every start, by the names that PostgreSQL uses. */
  static final Map<String, String> PROMISED =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "data_checksums", "on",
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "password_encryption", "scram-sha-256",
          "server_encoding", "UTF8");

  /** Only the loopback address, only with a password. */
  static final String HOST_RULES =
      """
      # TYPE  DATABASE  USER  ADDRESS        METHOD
      host    all       all   127.0.0.1/32   scram-sha-256
      """;

  private PostgresConfiguration() {}

  /** The configuration file for a machine with this memory in bytes. */
  static String forMemory(long memory) {
    long mb = memory >> 20;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    settings.put("max_connections", "80");
    // The Java side and the page cache of the operating system live on the same machine.
    settings.put("shared_buffers", clamp(mb / 16, 64, 8192) + "MB");
    settings.put("effective_cache_size", clamp(mb / 2, 256, 262_144) + "MB");
    settings.put("work_mem", clamp(mb / 512, 4, 64) + "MB");
    settings.put("maintenance_work_mem", clamp(mb / 32, 32, 1024) + "MB");
    settings.put("max_wal_size", clamp(mb / 8, 512, 4096) + "MB");
    settings.put("min_wal_size", "80MB");
    settings.put("wal_compression", "on");
    settings.put("random_page_cost", "1.1");
    settings.put("jit", "off");
    // A statement whose application was killed must not hold its locks for long.
    settings.put("client_connection_check_interval", "5s");
    settings.put("timezone", "Asia/Ho_Chi_Minh");
    settings.put("log_timezone", "Asia/Ho_Chi_Minh");
    settings.put("datestyle", "ISO, DMY");
    settings.put("default_text_search_config", "pg_catalog.simple");
    // Statements and rejected rows carry personal data: they stay out of the log.
    settings.put("log_checkpoints", "off");
    settings.put("log_error_verbosity", "terse");
    settings.put("log_min_error_statement", "panic");
    settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
    StringBuilder text = new StringBuilder();
    text.append("# Written by the program at every start; own settings belong in own.conf.\n");
    settings.forEach((name, value) -> text.append(name).append(" = '").append(value).append("'\n"));
    text.append("include_if_exists = 'own.conf'\n");
    return text.toString();
  }

  private static long clamp(long value, long low, long high) {
    return Math.max(low, Math.min(high, value));
  }

  /** The memory of the machine, or of the container around the program when that is less. */
  static long machineMemory() {
    long memory = 4L << 30;
    try {
      Matcher total =
          Pattern.compile("MemTotal:\\s+(\\d+) kB")
              .matcher(Files.readString(Path.of("/proc/meminfo")));
      if (total.find()) {
        memory = Long.parseLong(total.group(1)) << 10;
      }
      String limit = Files.readString(Path.of("/sys/fs/cgroup/memory.max")).strip();
      if (!"max".equals(limit)) {
        memory = Math.min(memory, Long.parseLong(limit));
      }
    } catch (IOException | NumberFormatException e) {
      return memory; // no such file on this machine: what was found so far
    }
    return memory;
  }

  /**
   * Compares the running server with what is promised.
   *
   * @throws DatabaseRefused naming every setting that differs
   */
  static void assertPromises(Connection connection, Map<String, String> promised)
      throws SQLException {
    List<String> wrong = new ArrayList<>();
    Map<String, String> found = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select name, coalesce(reset_val, setting) from pg_settings
                union all
                select 'trusted hosts', count(*)::text
                  from pg_hba_file_rules
                 where error is not null or auth_method <> 'scram-sha-256'
                    or address is distinct from '127.0.0.1'
                union all
                select 'of one role or database', count(*)::text
                  from pg_db_role_setting, unnest(setconfig) as setting
                 where setting like 'synchronous_commit=%'
                """)) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    }
    promised.forEach(
        (name, value) -> {
          if (!value.equals(found.get(name))) {
            wrong.add(name + " = " + found.get(name));
          }
        });
    if (!"0".equals(found.get("of one role or database"))
        && "on".equals(promised.get("synchronous_commit"))) {
      wrong.add("alter role … set synchronous_commit");
    }
    if (!"0".equals(found.get("trusted hosts"))) {
      wrong.add("pg_hba.conf");
    }
    if (!wrong.isEmpty()) {
      throw new DatabaseRefused(DatabaseProblem.UNSAFE_SETTING, String.join(", ", wrong));
    }
  }
}
