package vn.khuyenhoc.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An address, a role and its password.
 *
 * @param url a JDBC address without user and password
 * @param user the role
 * @param password its password; never logged
 */
public record Login(String url, String user, String password) {

  /** One new connection. The caller closes it. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "khuyenhoc");
    properties.setProperty("loginTimeout", "20");
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(url, properties);
  }

  /** A source without a pool: one new connection a call. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("khuyenhoc");
    return source;
  }

  /** The same role and server, another database. */
  Login on(String database) {
    int query = url.indexOf('?');
    String address = query < 0 ? url : url.substring(0, query);
    String rest = query < 0 ? "" : url.substring(query);
    return new Login(
        address.substring(0, address.lastIndexOf('/') + 1) + database + rest, user, password);
  }

  @Override
  public String toString() {
    return user + " at " + url;
  }
}
