package vn.khuyenhoc.platform;

import java.time.LocalDate;
import java.util.List;

/** What somebody is to be reminded of by a day, given by the modules that know of it. */
public interface ReminderSource {

  /**
   * One thing to be done by a day.
   *
   * @param key the same for the same thing every day: what was put off stays put off
   * @param words what is to be done
   * @param dueOn by when
   * @param waiting how much waits
   * @param href where it is done
   */
  record Reminder(String key, Sentence words, LocalDate dueOn, long waiting, String href) {}

  /** What waits for this actor and has a day. */
  List<Reminder> remindersFor(Actor actor);
}
