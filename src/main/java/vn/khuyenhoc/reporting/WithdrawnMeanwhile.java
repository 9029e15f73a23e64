package vn.khuyenhoc.reporting;

import vn.khuyenhoc.platform.NotFoundException;

/**
 * What somebody is about to change was withdrawn: there is nothing left to change, and whoever
 * typed something has to be told so.
 */
final class WithdrawnMeanwhile extends NotFoundException {

  private static final long serialVersionUID = 1L;

  /** What was withdrawn. */
  enum What {
    PLAN,
    TARGET,
    INDICATOR,
    TABLE
  }

  private final What what;
  private final String name;
  private final transient Withdrawn withdrawn;
  private final String href;

  /**
   * @param what what was withdrawn
   * @param name what people call it
   * @param withdrawn when, by whom and why; without a reason where none was asked for
   * @param href where one goes on
   */
  WithdrawnMeanwhile(What what, String name, Withdrawn withdrawn, String href) {
    super("withdrawn: " + what + " " + name);
    this.what = what;
    this.name = name;
    this.withdrawn = withdrawn;
    this.href = href;
  }

  /** What was withdrawn. */
  What what() {
    return what;
  }

  /** What people call it. */
  String name() {
    return name;
  }

  /** When, by whom and why. */
  Withdrawn withdrawn() {
    return withdrawn;
  }

  /** Where one goes on. */
  String href() {
    return href;
  }
}
