package vn.khuyenhoc.registry;

import java.io.Closeable;
import java.util.List;
import vn.khuyenhoc.platform.sheet.RowHandler;

/** One reading of a file of some kind: rows go into their table as they come. */
interface KindReading extends RowHandler<RuntimeException>, Closeable {

  /** Ends the copy of the rows, and copies what is wrong with them. */
  void finish();

  /** Remarks about the whole file. */
  List<RowProblem> remarks();

  /** Takes back the copy that was not finished. */
  void abandon();

  @Override
  void close();
}
