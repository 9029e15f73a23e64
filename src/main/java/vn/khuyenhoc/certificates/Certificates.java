package vn.khuyenhoc.certificates;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Certificates: their numbers, issuing them, and what becomes of them. */
@Service
public class Certificates {

  /** The most that one command issues. */
  public static final int MOST = 100_000;

  private static final int MOST_SERIES = 200;
  private static final String SYMBOL = "[0-9A-Z\\u0110][0-9A-Z\\u0110.-]{0,19}";

  private final CertificateTable table;
  private final SeriesTable numbers;
  private final Areas areas;
  private final Journal journal;
  private final ObjectProvider<CertifiedThings> things;
  private final Clock clock;

  Certificates(
      CertificateTable table,
      SeriesTable numbers,
      Areas areas,
      Journal journal,
      ObjectProvider<CertifiedThings> things,
      Clock clock) {
    this.table = table;
    this.numbers = numbers;
    this.areas = areas;
    this.journal = journal;
    this.things = things;
    this.clock = clock;
  }

  // ---- series of numbers

  /**
   * The numbers of an issuer in a year; begun at 1, as {@code 01/GCN-SYMBOL}, where nobody asked
   * for them before.
   *
   * @param issuer in whose name is issued
   * @param year of the day printed on the certificates
   */
  @Transactional
  public Result<Series> series(Actor actor, Issuer issuer, int year) {
    areas.require(actor, Right.CERTIFICATE_ISSUE, issuer.areaId());
    if (!issuer.symbol().matches(SYMBOL)) {
      return Result.refused(Problem.of(CertificatesProblem.SYMBOL_UNSOUND, issuer.symbol()));
    }
    Optional<Series> known = numbers.find(issuer.areaId(), issuer.symbol(), year);
    if (known.isEmpty()) {
      Area area = areas.byId(issuer.areaId());
      numbers.add(
          issuer,
          issuer.symbol()
              + "-"
              + area.code().toUpperCase(java.util.Locale.ROOT).replaceAll("[^0-9A-Z.-]", ""),
          year,
          NumberPattern.usual(issuer.symbol()),
          clock.instant(),
          actor);
      known = numbers.find(issuer.areaId(), issuer.symbol(), year);
    } else if (!known.get().issuer().equals(issuer)) {
      numbers.rename(known.get().id(), issuer.name(), issuer.above());
      known = numbers.byId(known.get().id());
    }
    return Result.ok(known.orElseThrow());
  }

  /**
   * From where an office's certificates can be numbered in a year: the usual series first, also
   * where it does not exist yet. The caller has seen to it that the actor may issue there.
   *
   * @param usual in whose name is issued if nobody says otherwise
   */
  public List<SeriesChoice> choices(Issuer usual, int year) {
    List<Series> known =
        numbers.within(List.of(usual.areaId()), MOST_SERIES).stream()
            .filter(one -> one.year() == year)
            .sorted(
                Comparator.comparing((Series one) -> !one.issuer().symbol().equals(usual.symbol())))
            .toList();
    List<SeriesChoice> choices = new ArrayList<>();
    if (known.isEmpty() || !known.getFirst().issuer().symbol().equals(usual.symbol())) {
      choices.add(
          new SeriesChoice(
              null,
              usual.name(),
              NumberPattern.numbered(NumberPattern.usual(usual.symbol()), 1, year)));
    }
    for (Series one : known) {
      choices.add(
          new SeriesChoice(one.id(), one.issuer().name(), one.numbered(free(one, 1).taken()[0])));
    }
    return choices;
  }

  /** A series, for those who may read certificates of its issuer. */
  public Series seriesOf(Actor actor, int id) {
    Series series = numbers.byId(id).orElseThrow(() -> new NotFoundException("series " + id));
    areas.requireKnown(actor, Right.CERTIFICATE_READ, series.issuer().areaId());
    return series;
  }

  /**
   * Says how numbers are written and which is the first, while none was taken.
   *
   * @param pattern as typed: {@code {n}/GCN-UBND}
   * @param first as typed
   * @param version of the series as it was looked at
   */
  @Transactional
  public Result<Series> configure(
      Actor actor, int seriesId, String pattern, String first, int version) {
    Series series = locked(actor, seriesId);
    List<Problem> problems = new ArrayList<>();
    Optional<String> read = NumberPattern.read(pattern);
    int number = number(first);
    if (read.isEmpty()) {
      problems.add(
          Problem.at(
              "pattern", CertificatesProblem.PATTERN_UNSOUND, VietnameseText.clean(pattern)));
    }
    if (number < 1) {
      problems.add(
          Problem.at("first", CertificatesProblem.FIRST_UNSOUND, VietnameseText.clean(first)));
    }
    if (series.next() > series.first()) {
      problems.add(
          Problem.of(CertificatesProblem.SERIES_BEGUN, (long) (series.next() - series.first())));
    } else if (series.version() != version) {
      problems.add(Problem.of(CertificatesProblem.CHANGED_MEANWHILE));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    numbers.configure(seriesId, read.orElseThrow(), number);
    journal.write(
        actor,
        "certificate.series",
        "series/" + seriesId,
        series.issuer().areaId(),
        Map.of("pattern", read.orElseThrow(), "first", number, "before", series.pattern()));
    return Result.ok(numbers.byId(seriesId).orElseThrow());
  }

  /**
   * Says that certificates on paper bear these numbers: none of them is given out here.
   *
   * @param first as typed
   * @param last as typed; empty for the first one alone
   * @param reason which certificates those are
   */
  @Transactional
  public Result<Series> usedOnPaper(
      Actor actor, int seriesId, String first, String last, String reason) {
    Series series = locked(actor, seriesId);
    List<Problem> problems = new ArrayList<>();
    int from = number(first);
    int until = last.isBlank() ? from : number(last);
    String why = VietnameseText.clean(reason);
    if (from < 1 || until < from || until - from >= MOST) {
      problems.add(
          Problem.at(
              "first",
              CertificatesProblem.RANGE_UNSOUND,
              (first + (last.isBlank() ? "" : " - " + last)).strip()));
    } else if (from < series.next() && until >= series.first()) {
      problems.add(
          Problem.at("first", CertificatesProblem.RANGE_ISSUED, series.first(), series.next() - 1));
    } else if (numbers.onPaper(seriesId).stream()
        .anyMatch(known -> known.first() <= until && known.last() >= from)) {
      problems.add(Problem.at("first", CertificatesProblem.RANGE_NOTED));
    }
    if (why.isEmpty()) {
      problems.add(Problem.at("reason", CertificatesProblem.REASON_MISSING));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    numbers.noteOnPaper(seriesId, from, until, why, clock.instant(), actor);
    journal.write(
        actor,
        "certificate.paper",
        "series/" + seriesId,
        series.issuer().areaId(),
        Map.of("first", from, "last", until, "reason", why));
    return Result.ok(numbers.byId(seriesId).orElseThrow());
  }

  private Series locked(Actor actor, int seriesId) {
    Series series =
        numbers.lock(seriesId).orElseThrow(() -> new NotFoundException("series " + seriesId));
    areas.require(actor, Right.CERTIFICATE_ISSUE, series.issuer().areaId());
    return series;
  }

  private static int number(String typed) {
    String bare = typed.strip().replace(".", "");
    return bare.matches("\\d{1,8}") ? Integer.parseInt(bare) : -1;
  }

  // ---- issuing

  /**
   * Issues certificates in the running transaction. The numbers are taken under the lock of the
   * series alone, so they are given back if the transaction does not commit. Sent twice, each is
   * issued once.
   *
   * @return in the order wanted; those issued before with the number they then got
   */
  @Transactional
  public Result<List<IssuedCertificate>> issue(Actor actor, IssueBatch batch) {
    Series series = locked(actor, batch.seriesId());
    List<UUID> ids = batch.wanted().stream().map(WantedCertificate::id).toList();
    Map<UUID, IssuedCertificate> answers = new LinkedHashMap<>(table.issued(ids));
    List<WantedCertificate> fresh =
        batch.wanted().stream().filter(one -> !answers.containsKey(one.id())).toList();
    List<Problem> problems = problems(batch, fresh, answers);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (!fresh.isEmpty()) {
      UUID batchId = Ids.next();
      Instant at = clock.instant();
      int[] taken = take(series, fresh.size());
      List<String> codes = codes(fresh.size());
      table.addBatch(batchId, series, batch, fresh.size(), at, actor);
      table.add(series, batchId, fresh, taken, codes);
      Optional<Problem> gone = follow(fresh, batch.issuedOn(), at, actor);
      if (gone.isPresent()) {
        org.springframework.transaction.interceptor.TransactionAspectSupport
            .currentTransactionStatus()
            .setRollbackOnly();
        return Result.refused(gone.get());
      }
      for (int i = 0; i < taken.length; i++) {
        UUID id = fresh.get(i).id();
        answers.put(
            id, new IssuedCertificate(id, batchId, series.numbered(taken[i]), codes.get(i)));
      }
      journal.write(
          actor,
          "certificate.issue",
          "series/" + series.id(),
          series.issuer().areaId(),
          Map.of(
              "batch",
              batchId.toString(),
              "count",
              taken.length,
              "first",
              series.numbered(taken[0]),
              "last",
              series.numbered(taken[taken.length - 1]),
              "decision",
              batch.decisionNumber()));
    }
    return Result.ok(ids.stream().map(id -> Objects.requireNonNull(answers.get(id))).toList());
  }

  private List<Problem> problems(
      IssueBatch batch, List<WantedCertificate> fresh, Map<UUID, IssuedCertificate> before) {
    List<Problem> problems = new ArrayList<>();
    if (batch.wanted().isEmpty()) {
      problems.add(Problem.of(CertificatesProblem.NOTHING_TO_ISSUE));
    }
    if (batch.wanted().size() > MOST) {
      problems.add(Problem.of(CertificatesProblem.TOO_MANY, (long) MOST));
    }
    Set<UUID> seen = new HashSet<>();
    for (WantedCertificate one : fresh) {
      if (one.name().isBlank()) {
        problems.add(Problem.of(CertificatesProblem.NAME_MISSING, one.subject()));
      }
      LocalDate until = one.validUntil();
      if (until != null && until.isBefore(one.validFrom())) {
        problems.add(Problem.of(CertificatesProblem.VALIDITY_UNSOUND, one.name()));
      }
      if (one.replaces() != null && one.reason().isBlank()) {
        problems.add(Problem.of(CertificatesProblem.REASON_MISSING));
      }
      if (!seen.add(one.id())) {
        problems.add(Problem.of(CertificatesProblem.KEY_TAKEN, one.name()));
      }
    }
    if (!before.isEmpty() && problems.isEmpty()) {
      Map<UUID, Certificate> known =
          table.byIds(before.keySet()).stream()
              .collect(Collectors.toMap(Certificate::id, one -> one));
      batch.wanted().stream()
          .filter(
              one -> {
                Certificate kept = known.get(one.id());
                return kept != null && !kept.subject().equals(one.subject());
              })
          .forEach(one -> problems.add(Problem.of(CertificatesProblem.KEY_TAKEN, one.name())));
    }
    return problems;
  }

  /** The next numbers of a series that no certificate on paper bears. */
  private int[] take(Series series, int count) {
    Free free = free(series, count);
    numbers.advance(series.id(), free.next());
    return free.taken();
  }

  /** Numbers that are free, and the one after them. */
  private record Free(int[] taken, int next) {}

  private Free free(Series series, int count) {
    List<UsedOnPaper> onPaper = numbers.onPaper(series.id());
    int[] taken = new int[count];
    int next = series.next();
    for (int i = 0; i < count; next++) {
      int candidate = next;
      Optional<UsedOnPaper> borne =
          onPaper.stream()
              .filter(one -> one.first() <= candidate && candidate <= one.last())
              .findFirst();
      if (borne.isPresent()) {
        next = borne.get().last();
      } else {
        taken[i++] = candidate;
      }
    }
    return new Free(taken, next);
  }

  private List<String> codes(int count) {
    Set<String> codes = new HashSet<>(count * 2);
    while (codes.size() < count) {
      codes.add(CertificateCode.fresh());
      if (codes.size() == count) {
        table.taken(codes).forEach(codes::remove);
      }
    }
    return List.copyOf(codes);
  }

  /** What the new ones replace and renew; answers what stands in the way. */
  private Optional<Problem> follow(
      List<WantedCertificate> fresh, LocalDate on, Instant at, Actor actor) {
    List<WantedCertificate> replacing =
        fresh.stream().filter(one -> one.replaces() != null).toList();
    if (!replacing.isEmpty()) {
      List<UUID> old =
          replacing.stream().map(one -> Objects.requireNonNull(one.replaces())).toList();
      Set<UUID> counting = new HashSet<>(table.lock(old));
      Map<UUID, CertificateStatus> kept =
          table.byIds(old).stream().collect(Collectors.toMap(Certificate::id, Certificate::kept));
      Set<UUID> named = new HashSet<>();
      Optional<WantedCertificate> missing =
          replacing.stream()
              .filter(
                  one ->
                      kept.getOrDefault(one.replaces(), CertificateStatus.REPLACED)
                              == CertificateStatus.REPLACED
                          || !named.add(one.replaces()))
              .findFirst();
      if (missing.isPresent()) {
        return Optional.of(
            Problem.of(CertificatesProblem.PREDECESSOR_UNKNOWN, missing.get().name()));
      }
      // what was revoked already stays revoked: the new one stands alone
      List<WantedCertificate> ending =
          replacing.stream().filter(one -> counting.contains(one.replaces())).toList();
      if (!ending.isEmpty()) {
        table.end(
            ending.stream().map(one -> Objects.requireNonNull(one.replaces())).toList(),
            ending.stream().map(WantedCertificate::id).toList(),
            ending.stream().map(WantedCertificate::reason).toList(),
            on,
            at,
            actor);
      }
    }
    List<WantedCertificate> renewing = fresh.stream().filter(one -> one.renews() != null).toList();
    if (!renewing.isEmpty()) {
      List<UUID> old = renewing.stream().map(one -> Objects.requireNonNull(one.renews())).toList();
      Set<UUID> there = table.issued(old).keySet();
      Optional<WantedCertificate> missing =
          renewing.stream().filter(one -> !there.contains(one.renews())).findFirst();
      if (missing.isPresent()) {
        return Optional.of(
            Problem.of(CertificatesProblem.PREDECESSOR_UNKNOWN, missing.get().name()));
      }
      table.renew(old, renewing.stream().map(WantedCertificate::id).toList(), at, actor);
    }
    return Optional.empty();
  }

  // ---- what becomes of them

  /**
   * Takes certificates back. Those of something that still holds end with it, and not by
   * themselves.
   *
   * @param ids which; those that count no more stay as they are
   * @param on the day from which they count no more
   * @param reason why, as everybody reads it
   * @return how many counted until now
   */
  @Transactional
  public Result<Integer> revoke(Actor actor, Collection<UUID> ids, LocalDate on, String reason) {
    List<Certificate> known = table.byIds(ids);
    known.stream()
        .map(one -> one.series().issuer().areaId())
        .distinct()
        .forEach(area -> areas.requireKnown(actor, Right.CERTIFICATE_REVOKE, area));
    List<Problem> problems =
        known.stream()
            .filter(one -> one.kept() == CertificateStatus.VALID && certified(one).isPresent())
            .map(one -> Problem.of(CertificatesProblem.ENDS_WITH_TITLE, one.number()))
            .toList();
    return problems.isEmpty() ? revokeDecided(actor, ids, on, reason) : Result.refused(problems);
  }

  /** Where what a certificate says is taken back; empty where it is taken back by itself. */
  Optional<String> certified(Certificate certificate) {
    return things.stream().flatMap(one -> one.path(certificate).stream()).findFirst();
  }

  /**
   * As {@link #revoke}, for the module that had them issued: it has seen to it that the actor may
   * take back what they certify.
   */
  @Transactional
  public Result<Integer> revokeDecided(
      Actor actor, Collection<UUID> ids, LocalDate on, String reason) {
    String why = VietnameseText.clean(reason);
    List<Problem> problems = new ArrayList<>();
    if (why.isEmpty()) {
      problems.add(Problem.at("reason", CertificatesProblem.REASON_MISSING));
    }
    if (on.isAfter(today())) {
      problems.add(Problem.at("on", CertificatesProblem.DATE_OUTSIDE, today()));
    }
    List<Certificate> known = table.byIds(ids);
    if (known.size() < new HashSet<>(ids).size()) {
      throw new NotFoundException("certificates to revoke");
    }
    known.stream()
        .map(one -> one.batch().issuedOn())
        .filter(on::isBefore)
        .findFirst()
        .ifPresent(day -> problems.add(Problem.at("on", CertificatesProblem.DATE_OUTSIDE, day)));
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    List<UUID> counting = table.lock(ids);
    if (counting.isEmpty()) {
      return Result.ok(0);
    }
    table.end(
        counting, List.of(), counting.stream().map(id -> why).toList(), on, clock.instant(), actor);
    journal.write(
        actor,
        "certificate.revoke",
        counting.size() == 1
            ? "certificate/" + counting.getFirst()
            : "series/" + known.getFirst().series().id(),
        known.getFirst().series().issuer().areaId(),
        Map.of("count", counting.size(), "on", on.toString(), "reason", why));
    return Result.ok(counting.size());
  }

  // ---- questions

  /**
   * A certificate, for those who may read those of its issuer.
   *
   * @throws NotFoundException if there is none, or it is somebody else's
   */
  public Certificate byId(Actor actor, UUID id) {
    Certificate certificate =
        table.byId(id).orElseThrow(() -> new NotFoundException("certificate " + id));
    areas.requireKnown(actor, Right.CERTIFICATE_READ, certificate.series().issuer().areaId());
    return certificate;
  }

  /** Certificates by the caller's keys, whoever asks: for modules that issued them. */
  public Map<UUID, Certificate> byIds(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : table.byIds(ids).stream().collect(Collectors.toMap(Certificate::id, one -> one));
  }

  /** The areas of issuers whose certificates somebody may see, ended ones included. */
  List<Integer> issuersFor(Actor actor, Right right) {
    return List.copyOf(areas.reachedKnown(actor, right, numbers.areas()));
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
