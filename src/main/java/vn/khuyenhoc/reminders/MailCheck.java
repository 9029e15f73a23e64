package vn.khuyenhoc.reminders;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.mail.Mailer;

/** The mail server, where there is one, took the last letter it was given. */
@Component
class MailCheck implements Check {

  private final Reminders reminders;
  private final Mailer mailer;

  MailCheck(Reminders reminders, Mailer mailer) {
    this.reminders = reminders;
    this.mailer = mailer;
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public List<String> faults() {
    return reminders.trouble().map(said -> mailer.server() + ": " + said).stream().toList();
  }
}
