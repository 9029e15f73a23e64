package vn.khuyenhoc.reminders;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.WorkSource;

/** Reminders on the list of one's work: what is late or comes due within a week. */
@Component
class ReminderWork implements WorkSource {

  private static final int SOON = 7;
  private static final int MOST = 6;

  private final Reminders reminders;
  private final Clock clock;

  ReminderWork(Reminders reminders, Clock clock) {
    this.reminders = reminders;
    this.clock = clock;
  }

  @Override
  public boolean reminds() {
    return true;
  }

  @Override
  public List<Work> waitingFor(Actor actor) {
    LocalDate today = LocalDate.now(clock);
    List<Reminded> waiting =
        reminders.of(actor).stream()
            .filter(one -> !one.quiet() && one.reminder().waiting() > 0)
            .toList();
    Stream<Work> near =
        waiting.stream()
            .filter(one -> one.days(today) <= SOON)
            .limit(MOST)
            .map(
                one ->
                    new Work(
                        one.late(today) ? "reminders.work.late" : "reminders.work.soon",
                        List.of(one.reminder().words(), one.reminder().dueOn()),
                        one.reminder().waiting(),
                        one.reminder().href(),
                        one.late(today) ? 2 : 1));
    Stream<Work> ahead =
        waiting.stream()
            .filter(one -> one.days(today) > SOON)
            .flatMap(one -> Stream.ofNullable(one.reminder().ahead()))
            .limit(MOST);
    return Stream.concat(near, ahead).toList();
  }
}
