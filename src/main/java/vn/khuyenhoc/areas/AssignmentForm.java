package vn.khuyenhoc.areas;

import java.util.List;

/** What the form with rules of assignment holds, and what it would do. */
public final class AssignmentForm {

  private AssignmentForm() {}

  /** A rule as it stands in its form: villages with this text go to that area. */
  public record Rule(String text, String successor) {}

  /** How many villages the rules send to an area, and which. */
  public record Effect(String successor, int villages, List<String> names) {
    public Effect {
      names = List.copyOf(names);
    }
  }
}
