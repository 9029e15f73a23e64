package vn.khuyenhoc.platform;

import java.util.List;

/** What waits for somebody, given by the modules and gathered on the page "Việc của tôi". */
public interface WorkSource {

  /**
   * One line of somebody's work.
   *
   * @param messageKey the sentence, in the module's messages
   * @param arguments its values
   * @param count how many wait
   * @param href where it is done
   * @param urgency 0 plain, 1 needs attention, 2 late or returned
   */
  record Work(String messageKey, List<Object> arguments, long count, String href, int urgency) {}

  /** What waits for this actor, most urgent first; empty when nothing does. */
  List<Work> waitingFor(Actor actor);

  /** Whether it says by when something is to be done that another source may tell of as well. */
  default boolean reminds() {
    return false;
  }
}
