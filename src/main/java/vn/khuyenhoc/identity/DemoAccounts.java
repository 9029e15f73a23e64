package vn.khuyenhoc.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.OwnSubject;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.registry.ListedSubject;
import vn.khuyenhoc.registry.Persons;
import vn.khuyenhoc.registry.SubjectFilter;
import vn.khuyenhoc.registry.SubjectKey;
import vn.khuyenhoc.registry.SubjectKind;
import vn.khuyenhoc.registry.SubjectStatus;
import vn.khuyenhoc.registry.Subjects;

/**
 * The sample accounts of the demonstration, one a role, without any password, and the links that
 * sign in on them. The links live in the memory of a process that was started as a demonstration:
 * they end with it, and after a day.
 */
@Component
class DemoAccounts implements Sample {

  private static final String PROVINCE = "14";
  private static final String COMMUNE = "03721";
  private static final Duration VALID = Duration.ofHours(24);

  private final Areas areas;
  private final Persons persons;
  private final Subjects subjects;
  private final AccountTable accounts;
  private final Journal journal;
  private final Languages languages;
  private final Clock clock;
  private final Map<String, Link> links = new ConcurrentHashMap<>();

  DemoAccounts(
      Areas areas,
      Persons persons,
      Subjects subjects,
      AccountTable accounts,
      Journal journal,
      Languages languages,
      Clock clock) {
    this.areas = areas;
    this.persons = persons;
    this.subjects = subjects;
    this.accounts = accounts;
    this.journal = journal;
    this.languages = languages;
    this.clock = clock;
  }

  private record Link(UUID accountId, Instant until) {}

  /** A role and the secret of its sign-in link. */
  record DemoLink(Role role, String token) {}

  @Override
  public int place() {
    return 30;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    for (Role role : Role.values()) {
      if (accounts.byLogin(login(role)).isPresent()) {
        continue;
      }
      if (role == Role.HEAD) {
        unit().ifPresent(unit -> addHead(unit, operator));
      } else {
        area(role).ifPresent(area -> add(role, area, operator));
      }
    }
  }

  /** The first unit of the sample commune. */
  private Optional<ListedSubject> unit() {
    return areas
        .byCode(AreaLevel.COMMUNE, COMMUNE)
        .map(
            commune ->
                new SubjectFilter(
                    SubjectKind.UNIT,
                    List.of(commune.id()),
                    SubjectStatus.ACTIVE,
                    null,
                    null,
                    null,
                    null,
                    ""))
        .flatMap(filter -> subjects.page(filter, 1, 0).rows().stream().findFirst());
  }

  private void addHead(ListedSubject unit, Actor operator) {
    Instant now = clock.instant();
    SubjectKey key = unit.subject().key();
    String name = languages.vietnamese().t("identity.sample." + Role.HEAD);
    UUID person =
        persons.findOrAdd(
            unit.subject().areaId(),
            name,
            languages.vietnamese().t("identity.sample.position"),
            operator);
    UUID account = accounts.add(person, login(Role.HEAD), null, null, now).orElseThrow();
    accounts.grantHead(account, new OwnSubject(key.homeId(), key.subjectId()), null, now);
    journal.write(
        operator,
        "account.create",
        "account/" + account,
        unit.subject().areaId(),
        Map.of("login", login(Role.HEAD), "role", Role.HEAD.name(), "sample", true));
  }

  private void add(Role role, Area area, Actor operator) {
    Instant now = clock.instant();
    String name = languages.vietnamese().t("identity.sample." + role);
    UUID person =
        persons.findOrAdd(
            area.id(), name, languages.vietnamese().t("identity.sample.position"), operator);
    UUID account = accounts.add(person, login(role), null, null, now).orElseThrow();
    accounts.grant(account, role, area.id(), null, now);
    journal.write(
        operator,
        "account.create",
        "account/" + account,
        area.id(),
        Map.of("login", login(role), "role", role.name(), "sample", true));
  }

  private Optional<Area> area(Role role) {
    Optional<Area> commune = areas.byCode(AreaLevel.COMMUNE, COMMUNE);
    return switch (role) {
      case VOLUNTEER -> commune.flatMap(one -> areas.children(one.id()).stream().findFirst());
      case COMMUNE_OFFICER -> commune;
      case PROVINCE_OFFICER -> areas.byCode(AreaLevel.PROVINCE, PROVINCE);
      case NATIONAL_OFFICER, ADMINISTRATOR -> Optional.of(areas.nation());
      case HEAD -> Optional.empty();
    };
  }

  private static String login(Role role) {
    return "sample." + role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '.');
  }

  /** Makes new links, one a sample account; the ones before end. */
  List<DemoLink> renewLinks() {
    links.clear();
    List<DemoLink> made = new ArrayList<>();
    for (Role role : Role.values()) {
      accounts
          .byLogin(login(role))
          .filter(AccountTable.Access::open)
          .ifPresent(
              account -> {
                String token = Secrets.token();
                links.put(key(token), new Link(account.accountId(), clock.instant().plus(VALID)));
                made.add(new DemoLink(role, token));
              });
    }
    return made;
  }

  /** Ends all links. */
  void endLinks() {
    links.clear();
  }

  /** The sample account behind a link. */
  Optional<UUID> accountBehind(String token) {
    return Optional.ofNullable(links.get(key(token)))
        .filter(link -> link.until().isAfter(clock.instant()))
        .map(Link::accountId);
  }

  private static String key(String token) {
    return java.util.HexFormat.of().formatHex(Secrets.sha256(token));
  }
}
