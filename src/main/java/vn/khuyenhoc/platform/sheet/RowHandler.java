package vn.khuyenhoc.platform.sheet;

/**
 * Takes the rows of a sheet, one after the other.
 *
 * @param <E> what it may throw; it reaches the one who called the reader
 */
@FunctionalInterface
public interface RowHandler<E extends Exception> {

  /** Takes one row, sound or not. */
  void take(SheetRow row) throws E;
}
