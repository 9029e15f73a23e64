package vn.khuyenhoc.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which part of a list is shown, and the addresses of the other parts.
 *
 * @param number the page shown, from 1
 * @param size rows a page
 * @param total rows of the whole list
 * @param base the list's address with its search and filters, without page and size
 */
public record Pager(int number, int size, long total, String base) {

  /** The numbers of rows a page offered to the reader. */
  public static final List<Integer> SIZES = List.of(25, 50, 100, 200);

  /** Keeps the page inside the list and the size among the offered ones. */
  public Pager {
    size = fitting(size);
    int last = last(size, total);
    number = Math.max(1, Math.min(number, last));
  }

  /** The number of rows a page that is shown for the one asked for. */
  public static int fitting(int size) {
    return SIZES.contains(size) ? size : SIZES.getFirst();
  }

  /**
   * A part of the list at this address.
   *
   * @param here path and query of the present page; its own {@code page} and {@code size} are
   *     dropped
   */
  public static Pager of(String here, int number, int size, long total) {
    int mark = here.indexOf('?');
    if (mark < 0) {
      return new Pager(number, size, total, here);
    }
    List<String> kept = new ArrayList<>();
    for (String part : here.substring(mark + 1).split("&")) {
      if (!part.isEmpty() && !part.startsWith("page=") && !part.startsWith("size=")) {
        kept.add(part);
      }
    }
    String path = here.substring(0, mark);
    return new Pager(
        number, size, total, kept.isEmpty() ? path : path + "?" + String.join("&", kept));
  }

  /** How many rows come before the first one shown. */
  public long offset() {
    return (number - 1L) * size;
  }

  /** Number of the first row shown, from 1; 0 in an empty list. */
  public long from() {
    return total == 0 ? 0 : offset() + 1;
  }

  /** Number of the last row shown. */
  public long to() {
    return Math.min(total, offset() + size);
  }

  /** Number of the last page. */
  public int last() {
    return last(size, total);
  }

  /** The address of a page, with the same number of rows. */
  public String href(int page) {
    return base + (base.indexOf('?') < 0 ? "?" : "&") + "page=" + page + "&size=" + size;
  }

  /** The address of the page that begins about here, with another number of rows. */
  public String sized(int newSize) {
    long page = offset() / newSize + 1;
    return base + (base.indexOf('?') < 0 ? "?" : "&") + "page=" + page + "&size=" + newSize;
  }

  /** The address of something beside the list, with the same search and filters. */
  public String beside(String name) {
    int mark = base.indexOf('?');
    return mark < 0
        ? base + "/" + name
        : base.substring(0, mark) + "/" + name + base.substring(mark);
  }

  /** The page numbers to offer: first, last and those around; 0 stands for a gap. */
  public List<Integer> window() {
    List<Integer> numbers = new ArrayList<>();
    int previous = 0;
    for (int page :
        IntStream.rangeClosed(1, last())
            .filter(p -> p == 1 || p == last() || Math.abs(p - number) <= 1)
            .toArray()) {
      if (previous > 0 && page > previous + 1) {
        numbers.add(page == previous + 2 ? previous + 1 : 0);
      }
      numbers.add(page);
      previous = page;
    }
    return numbers;
  }

  private static int last(int size, long total) {
    return Math.clamp((total + size - 1) / size, 1, Integer.MAX_VALUE);
  }
}
