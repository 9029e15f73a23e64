package vn.khuyenhoc.registry;

import java.util.List;

/**
 * A part of a list of the register.
 *
 * @param rows the part
 * @param total how many the whole list has
 */
public record SubjectPage(List<ListedSubject> rows, long total) {
  public SubjectPage {
    rows = List.copyOf(rows);
  }
}
