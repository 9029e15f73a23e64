package vn.khuyenhoc.platform;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.WorkSource.Work;

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
   * @param ahead what somebody's work says of it while its day is still far; null for nothing
   */
  record Reminder(
      String key,
      Sentence words,
      LocalDate dueOn,
      long waiting,
      String href,
      @Nullable Work ahead) {

    /** Something that nobody is told of before its day is near. */
    public Reminder(String key, Sentence words, LocalDate dueOn, long waiting, String href) {
      this(key, words, dueOn, waiting, href, null);
    }
  }

  /** What waits for this actor and has a day. */
  List<Reminder> remindersFor(Actor actor);
}
