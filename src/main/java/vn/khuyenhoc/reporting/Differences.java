package vn.khuyenhoc.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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

  /**
   * Answers a form that was refused: the same again, over what another has saved meanwhile where
   * that is why.
   *
   * @param <R> an answer
   * @param changed where the form says something else than what is saved; asked only where another
   *     has saved meanwhile
   * @param sent the answer where it says nothing else: the same was sent twice
   * @param again the form with what it says otherwise; with none where it was refused for something
   *     else
   */
  static <R> R answer(
      List<Problem> problems,
      Supplier<List<Difference>> changed,
      Supplier<R> sent,
      Function<List<Difference>, R> again) {
    if (problems.stream().noneMatch(one -> one.code() == ReportingProblem.CHANGED_MEANWHILE)) {
      return again.apply(List.of());
    }
    List<Difference> all = changed.get();
    return all.isEmpty() ? sent.get() : again.apply(all);
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
