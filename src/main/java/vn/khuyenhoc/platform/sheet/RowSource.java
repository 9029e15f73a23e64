package vn.khuyenhoc.platform.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Rows of one sheet, top down. */
interface RowSource extends Closeable {

  /**
   * Reads the next row into the given one, which is new and blank.
   *
   * @return whether there was one
   */
  boolean next(RawRow row) throws IOException;

  /** Merged cells (B7:B9); known only after the last row. */
  List<String> merged();

  /** Whether days are counted from 1904. */
  boolean since1904();
}
