package vn.khuyenhoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.khuyenhoc.platform.web.Languages;

/** What the journal records is shown in words, not in codes. */
class JournalWordsTest {

  private static final Pattern ACTION =
      Pattern.compile("journal\\s*\\.write\\(\\s*[\\w.()]+,\\s*\"([a-z.-]+)\"");

  @Test
  void everyActionThatIsJournalledHasWords() throws IOException {
    Languages languages = new Languages();
    TreeSet<String> missing = new TreeSet<>();
    int found = 0;
    for (Path file : sources()) {
      Matcher action = ACTION.matcher(Files.readString(file));
      while (action.find()) {
        found++;
        if (!languages.vietnamese().has("journal.action." + action.group(1))) {
          missing.add(action.group(1));
        }
      }
    }
    assertThat(found).isGreaterThan(10);
    assertThat(missing).as("journal.action.… stands in no bundle").isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
