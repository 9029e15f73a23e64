package vn.khuyenhoc.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ReminderSource;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.WorkSource.Work;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** What reports somebody has to send and by when, and which are late below, wherever work waits. */
@Component
class ObligationReminders implements ReminderSource {

  private static final int PLAIN = 0;
  private static final int ATTENTION = 1;
  private final Dues dues;
  private final Texts texts;

  ObligationReminders(Dues dues, Languages languages) {
    this.dues = dues;
    this.texts = languages.vietnamese();
  }

  @Override
  @Transactional(readOnly = true)
  public List<Reminder> remindersFor(Actor actor) {
    if (actor.areasFor(Right.REPORT_READ).isEmpty()) {
      return List.of();
    }
    Dues.Found found = dues.waiting(actor);
    List<Reminder> reminders = new ArrayList<>();
    for (Dues.Owed one : found.owed()) {
      LocalDate due = one.due().due();
      if (due != null) {
        reminders.add(
            new Reminder(
                "report-"
                    + one.obligation().id()
                    + "-"
                    + one.due().key()
                    + "-"
                    + one.row().areaId(),
                owed(one),
                due,
                1,
                path(actor, one),
                ahead(actor, one)));
      }
    }
    for (Dues.Line one : found.below()) {
      LocalDate due = one.due().due();
      if (due != null) {
        reminders.add(
            new Reminder(
                "reports-late-" + one.obligation().id() + "-" + one.due().key(),
                below(one),
                due,
                one.sum().missing(),
                one.path()));
      }
    }
    return reminders;
  }

  /** Whoever writes reports is led to the report; others read what is asked. */
  private static String path(Actor actor, Dues.Owed one) {
    return actor.holds(Right.REPORT_WRITE) ? one.path() : one.obligation().path();
  }

  private Work ahead(Actor actor, Dues.Owed one) {
    Sentence said = owed(one);
    return new Work(
        said.messageKey(),
        said.arguments(),
        1,
        path(actor, one),
        one.row().state() == DueState.RETURNED ? ATTENTION : PLAIN);
  }

  private Sentence owed(Dues.Owed one) {
    return Sentence.of(
        one.row().state() == DueState.RETURNED
            ? "obligations.work.returned"
            : "obligations.work.owed",
        one.obligation().says().title(),
        one.due().period().name(texts));
  }

  private Sentence below(Dues.Line one) {
    return Sentence.of(
        "obligations.work.below",
        one.obligation().says().title(),
        one.due().period().name(texts),
        one.sum().missing(),
        one.sum().areas());
  }
}
