package vn.khuyenhoc.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that the program starts itself. */
class EmbeddedPostgresTest {

  @Test
  void keepsWhatWasCommittedFromOneStartToTheNext(@TempDir Path temporary) throws Exception {
    for (int start = 1; start <= 3; start++) {
      long begun = System.nanoTime();
      try (Database database =
          Database.serve(DataFolder.open(temporary), DatabaseSetting.embedded())) {
        System.out.println("start " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        try (Connection connection = database.owner().connect();
            Statement statement = connection.createStatement()) {
          statement.execute("create table if not exists kept (start int)");
          statement.execute("insert into kept values (" + start + ")");
          try (ResultSet rows = statement.executeQuery("select count(*) from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(start);
          }
        }
        begun = System.nanoTime();
      }
      System.out.println("stop " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }
  }
}
