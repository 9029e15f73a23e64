package vn.khuyenhoc.platform.database;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The program cannot go on with its database, data folder or backup, for a reason that a person can
 * do something about. It ends a command with one line, {@link #sentence}.
 */
public final class DatabaseRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final DatabaseProblem problem;
  private final transient List<String> details;

  DatabaseRefused(DatabaseProblem problem, @Nullable Throwable cause, String... details) {
    super(problem.code() + " " + String.join(" · ", details), cause);
    this.problem = problem;
    this.details = List.of(details);
  }

  DatabaseRefused(DatabaseProblem problem, String... details) {
    this(problem, null, details);
  }

  /** What it was. */
  public DatabaseProblem problem() {
    return problem;
  }

  /** The sentence that says what to do, one line, with the code at its end. */
  public String sentence(Locale locale) {
    String pattern =
        ResourceBundle.getBundle("messages/platform", locale).getString(problem.messageKey());
    return new MessageFormat(pattern, locale).format(details.toArray())
        + " ["
        + problem.code()
        + "]";
  }
}
