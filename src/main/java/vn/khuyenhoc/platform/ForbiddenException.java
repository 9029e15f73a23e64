package vn.khuyenhoc.platform;

/** The actor holds the needed right in no area at all. */
public final class ForbiddenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param right the right that is missing
   */
  public ForbiddenException(Right right) {
    super(right.name(), null, false, false);
  }
}
