package vn.khuyenhoc.platform.sheet;

/**
 * How much of a file is read before it is refused.
 *
 * @param fileBytes size of the file itself
 * @param unpackedBytes what its parts may unpack to, together
 * @param packing how many times its own size a file may unpack to, once beyond 16 MB
 * @param rows rows with data
 * @param columns columns up to the last one with data
 */
public record SheetLimits(long fileBytes, long unpackedBytes, int packing, int rows, int columns) {

  /** 50 MB a file, 1 GB unpacked, 200-fold, 500,000 rows of 200 columns. */
  public static final SheetLimits DEFAULT = new SheetLimits(50L << 20, 1L << 30, 200, 500_000, 200);

  /** The same limits for files of another size. */
  public SheetLimits withFileBytes(long bytes) {
    return new SheetLimits(bytes, unpackedBytes, packing, rows, columns);
  }

  /** The same limits for another number of rows. */
  public SheetLimits withRows(int most) {
    return new SheetLimits(fileBytes, unpackedBytes, packing, most, columns);
  }
}
