package vn.khuyenhoc.platform;

import java.util.List;

/** Something that {@code ./khuyenhoc check} verifies, given by the module whose promise it is. */
public interface Check {

  /**
   * What is verified: a word with its sentence under {@code check.name.} of the launch messages.
   */
  String name();

  /** What is wrong, one line each; empty when the promise holds. */
  List<String> faults();
}
