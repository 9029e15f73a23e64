package vn.khuyenhoc.platform.database;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Rows on their way into a table by bulk copy, within the running transaction. One statement
 * however many rows; nothing is kept in memory but a buffer.
 */
public final class CopyRows implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final DataSource source;
  private final Connection connection;
  private final CopyIn copy;
  private final Buffer buffer = new Buffer();
  private boolean first = true;
  private boolean done;

  private static final class Buffer extends ByteArrayOutputStream {
    Buffer() {
      super(BUFFER + 4096);
    }

    byte[] bytes() {
      return buf;
    }
  }

  /**
   * Begins a copy.
   *
   * @param source where the transaction runs
   * @param into table and columns: {@code registry.household (home_id, head)}
   */
  public CopyRows(DataSource source, String into) {
    this.source = source;
    this.connection = DataSourceUtils.getConnection(source);
    try {
      copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + into + " from stdin with (format text, encoding 'UTF8')");
    } catch (SQLException failure) {
      DataSourceUtils.releaseConnection(connection, source);
      throw failed(failure);
    }
  }

  /** The next value of the row; null for none. */
  public CopyRows value(@Nullable Object value) {
    if (!first) {
      buffer.write('\t');
    }
    first = false;
    if (value == null) {
      buffer.write('\\');
      buffer.write('N');
    } else {
      byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
      int plain = 0;
      for (int i = 0; i < bytes.length; i++) {
        byte escaped =
            switch (bytes[i]) {
              case '\t' -> 't';
              case '\n' -> 'n';
              case '\r' -> 'r';
              case '\\' -> '\\';
              default -> 0;
            };
        if (escaped != 0) {
          buffer.write(bytes, plain, i - plain);
          buffer.write('\\');
          buffer.write(escaped);
          plain = i + 1;
        }
      }
      buffer.write(bytes, plain, bytes.length - plain);
    }
    return this;
  }

  /** Ends the row. */
  public void end() {
    buffer.write('\n');
    first = true;
    if (buffer.size() >= BUFFER) {
      flush();
    }
  }

  private void flush() {
    try {
      copy.writeToCopy(buffer.bytes(), 0, buffer.size());
      buffer.reset();
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  /** Ends the copy; answers how many rows it brought. */
  public long finish() {
    flush();
    try {
      long rows = copy.endCopy();
      done = true;
      return rows;
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  /** Gives the connection back; what was not finished is taken back. */
  @Override
  public void close() {
    try {
      if (!done && copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException failure) {
      throw failed(failure);
    } finally {
      DataSourceUtils.releaseConnection(connection, source);
    }
  }

  private static DataAccessResourceFailureException failed(SQLException failure) {
    return new DataAccessResourceFailureException("bulk copy failed", failure);
  }
}
