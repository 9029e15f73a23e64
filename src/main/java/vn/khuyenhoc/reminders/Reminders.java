package vn.khuyenhoc.reminders;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ActorLookup;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.ReminderSource;
import vn.khuyenhoc.platform.ReminderSource.Reminder;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.mail.Mailer;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/** What somebody is reminded of, where, and what they put off. */
@Service
class Reminders {

  private static final Duration BETWEEN_ASKING = Duration.ofMinutes(2);
  private static final List<Integer> ALARMS = List.of(7, 1);

  private final List<ReminderSource> sources;
  private final ReminderTable table;
  private final ActorLookup actors;
  private final Mailer mailer;
  private final Texts texts;
  private final Clock clock;

  Reminders(
      List<ReminderSource> sources,
      ReminderTable table,
      ActorLookup actors,
      Mailer mailer,
      Languages languages,
      Clock clock) {
    this.sources = List.copyOf(sources);
    this.table = table;
    this.actors = actors;
    this.mailer = mailer;
    this.texts = languages.vietnamese();
    this.clock = clock;
  }

  /** Everything with a day that waits for the actor, the first day first. */
  @Transactional(readOnly = true)
  List<Reminded> of(Actor actor) {
    UUID account = actor.accountId();
    Map<String, Optional<LocalDate>> quiet =
        account == null ? Map.of() : table.quiet(account, today());
    List<Reminded> all = new ArrayList<>();
    for (ReminderSource source : sources) {
      for (Reminder one : source.remindersFor(actor)) {
        Optional<LocalDate> until = quiet.get(one.key());
        all.add(new Reminded(one, until != null, until == null ? null : until.orElse(null)));
      }
    }
    all.sort(
        Comparator.comparing((Reminded one) -> one.reminder().dueOn())
            .thenComparing(one -> one.reminder().key()));
    return all;
  }

  /**
   * Puts a reminder off for the actor alone.
   *
   * @param days for how many days; 0 for good, negative to be reminded again
   */
  @Transactional
  void quieten(Actor actor, String key, int days) {
    UUID account = account(actor);
    if (of(actor).stream().noneMatch(one -> one.reminder().key().equals(key))) {
      throw new NotFoundException("reminder " + key);
    }
    LocalDate until = days == 0 ? null : today().plusDays(days < 0 ? -1 : Math.min(days - 1, 365));
    table.quieten(account, key, until, now());
  }

  // --- letters

  /** Where letters go; empty where none was ever given. */
  @Transactional(readOnly = true)
  Optional<ReminderTable.Address> address(Actor actor) {
    UUID account = actor.accountId();
    return account == null ? Optional.empty() : table.address(account);
  }

  /**
   * Gives an address; letters come to it once its owner has followed the link that is sent to it.
   *
   * @param base the address of the product as the actor reaches it
   */
  @Transactional
  Result<Boolean> ask(Actor actor, String typed, String base) {
    UUID account = account(actor);
    String address = VietnameseText.clean(typed);
    if (!mailer.on()) {
      return Result.refused(Problem.at("address", ReminderProblem.MAIL_OFF));
    }
    if (!Mailer.address(address)) {
      return Result.refused(Problem.at("address", ReminderProblem.ADDRESS_WRONG));
    }
    Optional<ReminderTable.Address> before = table.address(account);
    if (before.isPresent() && before.get().askedAt().isAfter(now().minus(BETWEEN_ASKING))) {
      return Result.refused(Problem.at("address", ReminderProblem.ASKED_JUST_NOW));
    }
    String confirm = Tokens.next();
    ReminderTable.Address wanted =
        new ReminderTable.Address(account, address, base, Tokens.next(), now(), null, null);
    table.ask(wanted, Tokens.sha256(confirm));
    table.keep(
        Ids.next(),
        account,
        "CONFIRM",
        today(),
        address,
        texts.t("reminders.mail.confirm.subject"),
        texts.t(
            "reminders.mail.confirm",
            actor.name(),
            base + "/reminders/confirm/" + confirm,
            texts.t("product.name")),
        now());
    return Result.ok(true);
  }

  /** The address that a link is about. */
  @Transactional(readOnly = true)
  ReminderTable.Address toConfirm(String token) {
    return table
        .toConfirm(Tokens.sha256(token))
        .orElseThrow(() -> new NotFoundException("a link to confirm"));
  }

  @Transactional
  void confirm(String token) {
    table.confirm(toConfirm(token).accountId(), now());
  }

  /** The address that a link to stop letters is about. */
  @Transactional(readOnly = true)
  ReminderTable.Address toStop(String token) {
    return table.toStop(token).orElseThrow(() -> new NotFoundException("a link to stop"));
  }

  @Transactional
  void stop(String token) {
    table.stop(toStop(token).accountId(), now());
  }

  @Transactional
  void stop(Actor actor) {
    table.stop(account(actor), now());
  }

  /** The trouble with the mail server, if there is any. */
  @Transactional(readOnly = true)
  Optional<String> trouble() {
    return mailer.on() ? table.trouble() : Optional.empty();
  }

  // --- calendars

  /** When the address of the actor's calendar was made. */
  @Transactional(readOnly = true)
  Optional<Instant> subscribed(Actor actor) {
    UUID account = actor.accountId();
    return account == null ? Optional.empty() : table.calendar(account);
  }

  /** Makes a new address of the actor's calendar; one that there was leads nowhere from now on. */
  @Transactional
  String subscribe(Actor actor, String base) {
    String token = Tokens.next();
    table.subscribe(account(actor), Tokens.sha256(token), base, now());
    return base + "/calendar/" + token + ".ics";
  }

  @Transactional
  void unsubscribe(Actor actor) {
    table.unsubscribe(account(actor));
  }

  /** The actor's calendar as a file. */
  @Transactional(readOnly = true)
  String calendar(Actor actor, String base) {
    List<CalendarFile.Event> events = new ArrayList<>();
    for (Reminded one : of(actor)) {
      Reminder reminder = one.reminder();
      events.add(
          new CalendarFile.Event(
              reminder.key() + "@khuyenhoc",
              reminder.dueOn(),
              texts.t("reminders.calendar.event", said(reminder)),
              texts.t("reminders.calendar.waiting", reminder.waiting()),
              base + reminder.href(),
              one.quiet() ? List.of() : ALARMS));
    }
    return CalendarFile.of(
        texts.t("reminders.calendar.name", texts.t("product.name")), now(), events);
  }

  /** The calendar behind a private address. */
  String calendar(String token) {
    ReminderTable.Subscribed whose =
        table
            .subscribed(Tokens.sha256(token))
            .orElseThrow(() -> new NotFoundException("a calendar"));
    Actor actor =
        actors
            .byAccount(whose.accountId())
            .orElseThrow(() -> new NotFoundException("the account of a calendar"));
    return Acting.as(actor, () -> calendar(actor, whose.base()));
  }

  String said(Reminder reminder) {
    return texts.t(reminder.words().messageKey(), reminder.words().arguments().toArray());
  }

  private static UUID account(Actor actor) {
    UUID account = actor.accountId();
    if (account == null) {
      throw new NotFoundException("an account of " + actor.name());
    }
    return account;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
