package vn.khuyenhoc.platform;

import java.util.List;
import java.util.function.Function;

/**
 * The answer of a command: done, or refused with everything that is wrong at once.
 *
 * @param <T> what a done command answers with
 */
public sealed interface Result<T> {

  /** Done. */
  record Ok<T>(T value) implements Result<T> {}

  /** Refused: nothing was changed. Never empty. */
  record Refused<T>(List<Problem> problems) implements Result<T> {
    public Refused {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a refusal needs a problem");
      }
    }
  }

  /** A done command. */
  static <T> Result<T> ok(T value) {
    return new Ok<>(value);
  }

  /** A refused command. */
  static <T> Result<T> refused(List<Problem> problems) {
    return new Refused<>(problems);
  }

  /** A command refused for one reason. */
  static <T> Result<T> refused(Problem problem) {
    return new Refused<>(List.of(problem));
  }

  /** All problems; none where the command was done. */
  default List<Problem> problems() {
    return this instanceof Refused<T> refused ? refused.problems() : List.of();
  }

  /** Whether the command was done. */
  default boolean done() {
    return this instanceof Ok;
  }

  /** The same answer with another value. */
  default <R> Result<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Ok<T> ok -> ok(change.apply(ok.value()));
      case Refused<T> refused -> refused(refused.problems());
    };
  }

  /** The value, where a refusal can only be a fault of the program. */
  default T orThrow() {
    return switch (this) {
      case Ok<T> ok -> ok.value();
      case Refused<T> refused ->
          throw new IllegalStateException(
              "refused: "
                  + refused.problems().stream()
                      .map(problem -> problem.code().code() + problem.arguments())
                      .toList());
    };
  }
}
