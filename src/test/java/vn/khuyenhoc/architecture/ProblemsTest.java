package vn.khuyenhoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import vn.khuyenhoc.platform.ProblemCode;
import vn.khuyenhoc.support.GoldenFile;

/** Everything the program can refuse, each once, with the sentence that a person reads. */
class ProblemsTest {

  @Test
  void noCodeIsUsedTwice() {
    assertThat(codes()).extracting(ProblemCode::code).doesNotHaveDuplicates();
  }

  @Test
  void theListOfProblemsIsTheOneKept() throws IOException {
    StringBuilder out =
        new StringBuilder("# What can be refused\n\n| Code | Name | Sentence |\n|---|---|---|\n");
    Properties sentences = WordsTest.all("vi");
    for (ProblemCode code : codes()) {
      out.append(
          "| %s | %s | %s |\n"
              .formatted(
                  code.code(), ((Enum<?>) code).name(), sentences.getProperty(code.messageKey())));
    }
    GoldenFile.matches("problems.md", out.toString());
  }

  private static List<ProblemCode> codes() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(ProblemCode.class));
    List<ProblemCode> codes = new ArrayList<>();
    scanner
        .findCandidateComponents("vn.khuyenhoc")
        .forEach(
            found -> {
              try {
                Object[] constants = Class.forName(found.getBeanClassName()).getEnumConstants();
                if (constants != null) {
                  for (Object constant : constants) {
                    codes.add((ProblemCode) constant);
                  }
                }
              } catch (ClassNotFoundException failure) {
                throw new IllegalStateException(failure);
              }
            });
    codes.sort(Comparator.comparing(ProblemCode::code));
    return codes;
  }
}
