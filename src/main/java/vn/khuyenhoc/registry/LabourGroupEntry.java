package vn.khuyenhoc.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What can be entered of a labour group, and what must hold of it.
 *
 * @param name what people call it; up to 100 characters
 * @param explanation who belongs to it; may be empty; up to 500 characters
 * @param source the document that names it; may be empty; up to 300 characters
 * @param verified whether that document was looked at
 */
public record LabourGroupEntry(String name, String explanation, String source, boolean verified) {

  static final int LONGEST_NAME = 100;
  static final int LONGEST_EXPLANATION = 500;
  static final int LONGEST_SOURCE = 300;
  static final int LONGEST_CODE = 40;
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

  /** Texts in the one form in which the product keeps them. */
  public LabourGroupEntry {
    name = VietnameseText.clean(name);
    explanation = VietnameseText.cleanLines(explanation);
    source = VietnameseText.clean(source);
  }

  /** Everything wrong with it. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (name.isEmpty()) {
      problems.add(Problem.at("name", RegistryProblem.NAME_MISSING));
    }
    longest(problems, "name", name, LONGEST_NAME);
    longest(problems, "explanation", explanation, LONGEST_EXPLANATION);
    longest(problems, "source", source, LONGEST_SOURCE);
    if (verified && source.isEmpty()) {
      problems.add(Problem.at("source", RegistryProblem.SOURCE_MISSING));
    }
    return problems;
  }

  private static void longest(List<Problem> problems, String field, String text, int most) {
    if (text.length() > most) {
      problems.add(Problem.at(field, RegistryProblem.TOO_LONG, most));
    }
  }

  /** Whether a code can be written in sheets and criteria sets. */
  static boolean written(String code) {
    return CODE.matcher(code).matches();
  }

  /** A code made of a name: NONG_DAN. */
  static String code(String name) {
    String plain =
        VietnameseText.fold(name)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]+", "_")
            .replaceAll("^[_0-9]+|_+$", "");
    String cut = plain.length() > LONGEST_CODE - 4 ? plain.substring(0, LONGEST_CODE - 4) : plain;
    return cut.isEmpty() ? "NHOM" : cut.replaceAll("_+$", "");
  }
}
