package vn.khuyenhoc.platform.database;

import vn.khuyenhoc.platform.ProblemCode;

/**
 * Everything that can keep the program from its database, its data folder or a backup. Codes are
 * never reused; the sentences are in {@code messages/platform_*.properties}.
 */
public enum DatabaseProblem implements ProblemCode {
  /** Another running instance owns the data folder; {0} folder, {1} process id or "?". */
  FOLDER_IN_USE("PLATFORM-010"),
  /** The data folder cannot be created, read or written; {0} path. */
  FOLDER_NOT_WRITABLE("PLATFORM-011"),
  /** The disk is full; {0} folder. */
  DISK_FULL("PLATFORM-012"),
  /** Running as root and no way to run PostgreSQL without root's rights. */
  ROOT_NOT_POSSIBLE("PLATFORM-013"),
  /** The account that PostgreSQL must run under cannot reach the folder; {0} account, {1} path. */
  ACCOUNT_CANNOT_REACH("PLATFORM-014"),
  /** No PostgreSQL binaries for this machine in the program; {0} machine. */
  NO_BINARIES("PLATFORM-015"),
  /** PostgreSQL did not start; {0} log file, {1} its last line. */
  NOT_STARTED("PLATFORM-016"),
  /** The folder was made by another major version; {0} found, {1} needed. */
  OTHER_MAJOR_VERSION("PLATFORM-017"),
  /** A durability or safety setting is not as promised; {0} names and values. */
  UNSAFE_SETTING("PLATFORM-018"),
  /** The file with the passwords is missing or unreadable beside an existing cluster; {0} file. */
  ACCESS_FILE_MISSING("PLATFORM-019"),
  /** An earlier PostgreSQL is still shutting down or does not answer; {0} process id. */
  STILL_STOPPING("PLATFORM-020"),
  /** The external database is older than 18; {0} its version. */
  EXTERNAL_TOO_OLD("PLATFORM-021"),
  /** The external database cannot be reached or refuses the login; {0} address. */
  EXTERNAL_NOT_REACHED("PLATFORM-022"),
  /** The address of the external database is not understood; {0} the address without password. */
  EXTERNAL_ADDRESS("PLATFORM-023"),
  /** The external database is not UTF-8; {0} its encoding. */
  EXTERNAL_ENCODING("PLATFORM-024"),
  /** A needed extension cannot be created; {0} extension. */
  EXTENSION_MISSING("PLATFORM-025"),
  /** The schema was made by a newer program; {0} found, {1} known. */
  SCHEMA_NEWER("PLATFORM-026"),
  /** An unfinished restore lies in the folder; {0} folder. */
  RESTORE_UNFINISHED("PLATFORM-027"),
  /** The file to write the backup to already exists; {0} file. */
  BACKUP_EXISTS("PLATFORM-030"),
  /** The schema was made by another line of the program, neither older nor newer. */
  SCHEMA_OTHER("PLATFORM-028"),
  /** The backup cannot be read: missing, not a backup; {0} file. */
  BACKUP_NOT_READABLE("PLATFORM-031"),
  /** The backup is damaged; {0} file. */
  BACKUP_DAMAGED("PLATFORM-032"),
  /** The backup was made by a newer program; {0} found, {1} known. */
  BACKUP_NEWER("PLATFORM-033"),
  /** The place to restore into is not empty; {0} place. */
  RESTORE_NOT_EMPTY("PLATFORM-034"),
  /** The restored data differ from the backup; {0} table. */
  RESTORE_DIFFERS("PLATFORM-035"),
  /** The role may not load without triggers; {0} role. */
  RESTORE_RIGHT_MISSING("PLATFORM-036"),
  /** The backup does not fit the tables of this program; {0} table. */
  BACKUP_OTHER_TABLES("PLATFORM-037");

  private final String code;

  DatabaseProblem(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
