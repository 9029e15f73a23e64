package vn.khuyenhoc.platform;

/** A command of the command line, given by the module that knows how. */
public interface Command {

  /** Its words, as typed: {@code check}, {@code import households}. */
  String name();

  /**
   * Runs it as the operator of the command line.
   *
   * @param arguments what was typed after the name
   * @return the exit code: 0 done, 1 refused or found wrong, 2 wrongly called
   */
  int run(Arguments arguments);
}
