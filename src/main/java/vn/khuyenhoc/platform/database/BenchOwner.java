package vn.khuyenhoc.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The owner of the database that a measurement has to itself; nobody where nothing is measured. */
@Component
public class BenchOwner {

  private final Login login;

  BenchOwner(
      @Value("${khuyenhoc.bench.owner-url:}") String url,
      @Value("${khuyenhoc.bench.owner-user:}") String user,
      @Value("${khuyenhoc.bench.owner-password:}") String password) {
    this.login = new Login(url, user, password);
  }

  /** Where it is. */
  public Login login() {
    return login;
  }

  /** One new connection. The caller closes it. */
  public Connection connect() throws SQLException {
    return login.connect();
  }
}
