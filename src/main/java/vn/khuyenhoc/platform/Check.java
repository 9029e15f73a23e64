package vn.khuyenhoc.platform;

import java.util.List;

/** Something that {@code ./khuyenhoc check} verifies, given by the module whose promise it is. */
public interface Check {

  /** What is verified, in a few words: {@code tally = recount}. */
  String name();

  /** What is wrong, one line each; empty when the promise holds. */
  List<String> faults();
}
