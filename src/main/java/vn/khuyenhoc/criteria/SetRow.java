package vn.khuyenhoc.criteria;

/**
 * A line of the list in words.
 *
 * @param line the set
 * @param model what it rates
 * @param holds since when, or until when
 * @param checked how much of it is checked
 * @param status what its tag says
 * @param kind the colour of its tag
 */
public record SetRow(
    SetLine line, String model, String holds, String checked, String status, String kind) {

  /** Where the row leads. */
  public String href() {
    return line.status() == SetStatus.DRAFT
        ? "/criteria/drafts/" + line.id()
        : "/criteria/" + line.id();
  }
}
