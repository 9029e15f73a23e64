package vn.khuyenhoc.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.support.TestDatabase;

/** Java and the database search and sort alike, or a name found here is not found there. */
class TextInDatabaseTest {

  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @Test
  void foldsLikeTheDatabase() throws SQLException {
    List<String> texts = new ArrayList<>();
    for (int letter = 0x20; letter < 0x2000; letter++) {
      if (Character.isDefined(letter) && !Character.isSurrogate((char) letter)) {
        texts.add("a" + Character.toString(letter) + "b");
      }
    }
    Random random = new Random(8);
    while (texts.size() < 12_000) {
      texts.add(RandomText.vietnamese(random, 6));
    }
    List<String> folded =
        asked("select platform.fold(x) from unnest(?) with ordinality t (x, n) order by n", texts);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!VietnameseText.fold(texts.get(i)).equals(folded.get(i))) {
        different.add(texts.get(i) + " " + VietnameseText.fold(texts.get(i)) + " " + folded.get(i));
      }
    }
    assertThat(different).isEmpty();
  }

  @Test
  void sortsLikeTheDatabase() throws SQLException {
    Random random = new Random(9);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String text = RandomText.vietnamese(random, 4);
      texts.add(
          switch (random.nextInt(4)) {
            case 0 -> text.toUpperCase(java.util.Locale.ROOT);
            case 1 -> text + " " + random.nextInt(30);
            case 2 -> text.replace(' ', '-');
            default -> text;
          });
    }
    List<String> sorted =
        asked("select x from unnest(?) x order by x collate platform.vi, x collate \"C\"", texts);
    texts.sort(VietnameseText.order());
    assertThat(texts).isEqualTo(sorted);
  }

  private static List<String> asked(String sql, List<String> texts) throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      Array array = connection.createArrayOf("text", texts.toArray());
      statement.setArray(1, array);
      List<String> answers = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          answers.add(rows.getString(1));
        }
      }
      return answers;
    }
  }
}
