package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.List;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Option;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Where a form that somebody filled in meanwhile says something else than what another has saved,
 * so that whoever comes second sees it and loses nothing.
 */
final class Differences {

  private final Texts t;
  private final List<Difference> all = new ArrayList<>();

  Differences(Texts texts) {
    this.t = texts;
  }

  /** Whether a form was refused because somebody else saved another version of the same. */
  static boolean shown(List<Problem> problems) {
    return problems.stream().anyMatch(one -> one.code() == ReportingProblem.CHANGED_MEANWHILE);
  }

  /**
   * Compares a field.
   *
   * @param key the message key of its label
   * @param typed what the form says
   * @param now what is saved
   */
  Differences field(String key, String typed, String now) {
    String saved = VietnameseText.clean(now);
    if (!VietnameseText.clean(typed).equals(saved)) {
      all.add(new Difference(t.t(key), saved));
    }
    return this;
  }

  /** The same of a list to choose from. */
  Differences choice(String key, String typed, String now, List<Option> options) {
    if (!typed.equals(now)) {
      all.add(
          new Difference(
              t.t(key),
              options.stream()
                  .filter(one -> one.value().equals(now))
                  .findFirst()
                  .map(Option::label)
                  .orElse(now)));
    }
    return this;
  }

  /** All of them, in the order of the form. */
  List<Difference> all() {
    return List.copyOf(all);
  }
}
