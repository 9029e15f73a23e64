package vn.khuyenhoc.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The statements that a piece of work sends, so that none is ever sent once a row. */
public final class Statements {

  private static final ThreadLocal<@Nullable List<String>> HEARD = new ThreadLocal<>();
  private static final Set<String> SENDING =
      Set.of("prepareStatement", "prepareCall", "createStatement");

  private Statements() {}

  /** What the work sends on this thread, the statement that names the actor left out. */
  public static List<String> during(Callable<?> work) throws Exception {
    List<String> heard = new ArrayList<>();
    HEARD.set(heard);
    try {
      work.call();
    } finally {
      HEARD.remove();
    }
    heard.removeIf(sql -> sql.contains("set_config('khuyenhoc.actor'"));
    return heard;
  }

  /** A source whose statements can be heard. */
  static DataSource heard(DataSource source) {
    return new DelegatingDataSource(source) {
      @Override
      public Connection getConnection() throws SQLException {
        return heard(super.getConnection());
      }
    };
  }

  private static Connection heard(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Statements.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              List<String> heard = HEARD.get();
              if (heard != null && SENDING.contains(method.getName())) {
                heard.add(arguments == null ? "" : String.valueOf(arguments[0]));
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            });
  }
}
