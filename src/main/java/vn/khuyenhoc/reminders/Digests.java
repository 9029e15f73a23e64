package vn.khuyenhoc.reminders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ActorLookup;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.mail.Mailer;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * One letter a day at most to whoever wants it, and only on days on which something comes due. A
 * letter is kept before it is sent: what waits is sent after a crash too, and what was being sent
 * is never sent again.
 */
@Component
class Digests {

  private static final Logger LOG = LoggerFactory.getLogger(Digests.class);

  private static final int MOST_AT_ONCE = 200;
  private static final int MOST_LINES = 12;
  private static final int WEEK = 7;
  private static final Duration CRASHED = Duration.ofMinutes(10);

  /** How long a server that took nothing is left alone, by how often that was. */
  private static final List<Duration> PATIENCE =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(8));

  private final Reminders reminders;
  private final ReminderTable table;
  private final ActorLookup actors;
  private final Mailer mailer;
  private final Texts texts;
  private final Clock clock;
  private final LocalTime from;
  private final Set<Integer> daysBefore;

  Digests(
      Reminders reminders,
      ReminderTable table,
      ActorLookup actors,
      Mailer mailer,
      Languages languages,
      Clock clock,
      @Value("${khuyenhoc.reminders.time:07:00}") String from,
      @Value("${khuyenhoc.reminders.days-before:14,7,3,1,0}") String daysBefore) {
    this.reminders = reminders;
    this.table = table;
    this.actors = actors;
    this.mailer = mailer;
    this.texts = languages.vietnamese();
    this.clock = clock;
    this.from = LocalTime.parse(from);
    this.daysBefore =
        Arrays.stream(daysBefore.split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .map(Integer::valueOf)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Writes today's letters once their hour has come; how many there are to send. */
  int write() {
    if (!mailer.on() || LocalTime.now(clock).isBefore(from)) {
      return 0;
    }
    LocalDate today = LocalDate.now(clock);
    int written = 0;
    for (ReminderTable.Address to : table.withoutDigest(today)) {
      String body = "";
      Optional<Actor> actor = actors.byAccount(to.accountId());
      if (actor.isPresent()) {
        body = Acting.as(actor.get(), () -> body(actor.get(), to, today));
      }
      table.keep(
          Ids.next(),
          to.accountId(),
          "DIGEST",
          today,
          to.address(),
          texts.t("reminders.mail.subject", today),
          body,
          now());
      written += body.isEmpty() ? 0 : 1;
    }
    return written;
  }

  /** What a letter says; nothing on a day on which nothing is to be said. */
  private String body(Actor actor, ReminderTable.Address to, LocalDate today) {
    List<Reminded> waiting =
        reminders.of(actor).stream()
            .filter(one -> !one.quiet() && one.reminder().waiting() > 0)
            .toList();
    if (waiting.stream().noneMatch(one -> remindsToday(one.days(today)))) {
      return "";
    }
    StringBuilder body = new StringBuilder();
    body.append(texts.t("reminders.mail.greeting", actor.name())).append("\n\n");
    long furthest = daysBefore.stream().max(Integer::compare).orElse(0);
    List<Reminded> near = waiting.stream().filter(one -> one.days(today) <= furthest).toList();
    for (Reminded one : near.subList(0, Math.min(near.size(), MOST_LINES))) {
      body.append("- ")
          .append(
              texts.t(
                  "reminders.mail.line",
                  reminders.said(one.reminder()),
                  one.reminder().dueOn(),
                  texts.t(one.daysKey(today), Math.abs(one.days(today))),
                  one.reminder().waiting()))
          .append('\n')
          .append("  ")
          .append(to.base())
          .append(one.reminder().href())
          .append('\n');
    }
    if (near.size() > MOST_LINES) {
      body.append(texts.t("reminders.mail.more", near.size() - MOST_LINES)).append('\n');
    }
    body.append('\n').append(texts.t("reminders.mail.all", to.base() + "/account/reminders"));
    body.append('\n').append(texts.t("reminders.mail.stop", stop(to)));
    return body.append('\n').toString();
  }

  /** Some days before, on the day, the day after and then once a week. */
  private boolean remindsToday(long days) {
    return days >= 0 ? daysBefore.contains((int) days) : days == -1 || days % WEEK == 0;
  }

  private static String stop(ReminderTable.Address to) {
    return to.base() + "/reminders/stop/" + to.stopToken();
  }

  /**
   * Sends what waits.
   *
   * @return how many the server took
   */
  int send() {
    if (!mailer.on()) {
      return 0;
    }
    int lost = table.unsure(now().minus(CRASHED));
    if (lost > 0) {
      LOG.warn("{} letters were being sent when the program ended; they are not sent again", lost);
    }
    int sent = 0;
    for (ReminderTable.Waiting one : table.waiting(now(), MOST_AT_ONCE)) {
      if (!table.claim(one.id(), now())) {
        continue;
      }
      try {
        mailer.send(
            new Mailer.Letter(
                one.id() + "@khuyenhoc",
                one.to(),
                one.subject(),
                one.body(),
                table
                    .address(one.accountId())
                    .map(to -> Map.of("List-Unsubscribe", "<" + stop(to) + ">"))
                    .orElse(Map.of())));
        table.became(one.id(), "SENT", now(), null, "");
        sent++;
      } catch (Mailer.NotSent refused) {
        int attempt = one.attempts();
        boolean again = attempt < PATIENCE.size();
        table.became(
            one.id(),
            again ? "WAITING" : "GIVEN_UP",
            now(),
            again ? now().plus(PATIENCE.get(attempt)) : null,
            String.valueOf(refused.getMessage()));
        LOG.warn("mail server {}: {}", mailer.server(), refused.getMessage());
      } catch (Mailer.Unsure broken) {
        table.became(one.id(), "UNSURE", now(), null, String.valueOf(broken.getMessage()));
        LOG.warn("mail server {}: {}", mailer.server(), broken.getMessage());
      }
    }
    return sent;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
