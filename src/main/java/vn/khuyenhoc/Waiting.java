package vn.khuyenhoc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.WorkSource.Work;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A line of somebody's work.
 *
 * @param work what waits
 * @param reminder what says by when; null for nothing that comes due
 */
public record Waiting(Work work, @Nullable Work reminder) {

  /** How urgent the more urgent of the two is: 0 to 2. */
  public int urgency() {
    return reminder == null ? work.urgency() : Math.max(work.urgency(), reminder.urgency());
  }

  /** By when, and how urgent; null for neither. */
  public @Nullable String sub(Texts t) {
    List<String> parts = new ArrayList<>();
    if (reminder != null) {
      parts.add(t.t(reminder.messageKey(), reminder.arguments().toArray()));
    }
    if (urgency() > 0) {
      parts.add(t.t("work.urgency." + urgency()));
    }
    return parts.isEmpty() ? null : String.join(" · ", parts);
  }
}
