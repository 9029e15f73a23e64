package vn.khuyenhoc.platform.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which database to use: the embedded one, or an external PostgreSQL ≥ 18 named by one address.
 *
 * @param external the schema owner's login to the external database, or null for the embedded one
 */
public record DatabaseSetting(@Nullable Login external) {

  /** The one setting: {@code jdbc:postgresql://host/name?user=…&password=…}. */
  public static final String URL = "KHUYENHOC_DATABASE_URL";

  /** The owner's role, when it is not in the address. */
  public static final String USER = "KHUYENHOC_DATABASE_USER";

  /** The owner's password, when it is not in the address. */
  public static final String PASSWORD = "KHUYENHOC_DATABASE_PASSWORD";

  /** The embedded database of the data folder. */
  public static DatabaseSetting embedded() {
    return new DatabaseSetting(null);
  }

  /**
   * Reads the setting.
   *
   * @param option the value of {@code --database}, which wins, or null
   * @param environment the environment, for {@link #URL}, {@link #USER}, {@link #PASSWORD}
   * @throws DatabaseRefused if the address is not a PostgreSQL one
   */
  public static DatabaseSetting of(@Nullable String option, Map<String, String> environment) {
    String given = option != null ? option : environment.get(URL);
    if (given == null || given.isBlank()) {
      return embedded();
    }
    String address = given.strip();
    if (address.startsWith("postgresql://") || address.startsWith("postgres://")) {
      address = "jdbc:postgresql" + address.substring(address.indexOf("://"));
    }
    String user = environment.get(USER);
    String password = environment.get(PASSWORD);
    StringBuilder kept = new StringBuilder();
    int query = address.indexOf('?');
    String base = query < 0 ? address : address.substring(0, query);
    if (query >= 0) {
      for (String pair : address.substring(query + 1).split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value =
            equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        if ("user".equals(name)) {
          user = value;
        } else if ("password".equals(name)) {
          password = value;
        } else if (!pair.isEmpty()) {
          kept.append(kept.isEmpty() ? '?' : '&').append(pair);
        }
      }
    }
    int at = base.lastIndexOf('@');
    int slashes = base.indexOf("://");
    if (at > slashes && slashes >= 0) { // postgresql://user:password@host/name
      String[] who = base.substring(slashes + 3, at).split(":", 2);
      user = URLDecoder.decode(who[0], StandardCharsets.UTF_8);
      if (who.length > 1) {
        password = URLDecoder.decode(who[1], StandardCharsets.UTF_8);
      }
      base = base.substring(0, slashes + 3) + base.substring(at + 1);
    }
    if (!base.matches("jdbc:postgresql://[^/@]+/[^/@]+")) {
      throw new DatabaseRefused(DatabaseProblem.EXTERNAL_ADDRESS, base);
    }
    return new DatabaseSetting(
        new Login(
            base + kept,
            user == null ? System.getProperty("user.name") : user,
            password == null ? "" : password));
  }
}
