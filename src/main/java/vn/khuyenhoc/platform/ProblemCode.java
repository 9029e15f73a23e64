package vn.khuyenhoc.platform;

/**
 * One thing a module can refuse. Implemented by one enum a module; its {@link #code()} is never
 * used again for anything else, and its sentence stands in the module's messages under {@code
 * problem.CODE}.
 */
public interface ProblemCode {

  /** For example {@code RECOGNITION-014}. */
  String code();

  /** The key of the sentence that tells a person what to do. */
  default String messageKey() {
    return "problem." + code();
  }
}
