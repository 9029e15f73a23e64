package vn.khuyenhoc.recognition;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param rows the rows of the part
 * @param total how many rows the whole list has
 */
public record Listing<T>(List<T> rows, long total) {
  public Listing {
    rows = List.copyOf(rows);
  }

  <R> Listing<R> map(Function<? super T, ? extends R> change) {
    return new Listing<R>(rows.stream().<R>map(change).toList(), total);
  }
}
