package vn.khuyenhoc.platform;

/**
 * What was asked for is not there, or not for this actor: a foreign record is not found, never
 * forbidden, so that nobody learns that it exists.
 */
public class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what for the log, never for the screen
   */
  public NotFoundException(String what) {
    super(what, null, false, false);
  }
}
