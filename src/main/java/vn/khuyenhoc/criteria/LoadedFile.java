package vn.khuyenhoc.criteria;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.Problem;

/**
 * A file that somebody sent, before anything of it is kept.
 *
 * @param set what it says; null where too little can be read
 * @param readable whether all of it was understood, so that nothing is lost by keeping it
 * @param problems everything wrong with it, each at its line or row
 */
record LoadedFile(@Nullable CriteriaSet set, boolean readable, List<Problem> problems) {

  static LoadedFile of(byte[] content, String name) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException unreadable) {
      return new LoadedFile(null, false, List.of(Problem.of(CriteriaProblem.UNREADABLE)));
    }
    CriteriaFile.Read read =
        CriteriaFile.readYaml(text.startsWith("\uFEFF") ? text.substring(1) : text);
    return new LoadedFile(read.set(), read.problems().isEmpty(), wrong(read));
  }

  /** What is wrong with how a file is written and with what it says. */
  static List<Problem> wrong(CriteriaFile.Read read) {
    List<Problem> problems = new ArrayList<>(read.problems());
    CriteriaSet set = read.set();
    if (set != null) {
      CriteriaRules.problems(set).forEach(one -> problems.add(read.placed(one)));
    }
    return problems;
  }
}
