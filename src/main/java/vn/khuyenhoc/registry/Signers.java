package vn.khuyenhoc.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.SigningAuthority;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Who signs the documents of bodies. Whoever keeps the bodies of an area keeps those who sign for
 * them; what is written in an area names them, whoever writes it.
 */
@Service
public class Signers {

  private static final int MOST_LETTERS = 120;

  private final SignerTable table;
  private final BodyTable bodyTable;
  private final Bodies bodies;
  private final Journal journal;
  private final Clock clock;

  Signers(SignerTable table, BodyTable bodyTable, Bodies bodies, Journal journal, Clock clock) {
    this.table = table;
    this.bodyTable = bodyTable;
    this.bodies = bodies;
    this.journal = journal;
    this.clock = clock;
  }

  // ---- who signs what

  /**
   * A body with everybody who signs for it.
   *
   * @param id the body
   * @param kind of which kind
   * @param name what it is called
   * @param areaId the area that it is of
   * @param signers everybody, whenever they sign, the newest first
   */
  record Office(UUID id, BodyKind kind, String name, int areaId, List<Signer> signers) {

    Office with(List<Signer> all) {
      return new Office(id, kind, name, areaId, all);
    }
  }

  /**
   * The bodies around an area on a day with those who sign for them.
   *
   * @param areaId the area
   * @param day the day
   * @param offices its own bodies and those above it, the nearest first
   */
  public record Around(int areaId, LocalDate day, List<Office> offices) {
    public Around {
      offices = List.copyOf(offices);
    }

    /** Who signs a paper that a body of that name issues. */
    public Signing of(SignedPaper paper, String issuer) {
      return signing(
          paper,
          issuer,
          offices.stream().filter(one -> same(one.name(), issuer)).findFirst().orElse(null));
    }

    /**
     * Who signs a paper of the area's own body of a kind.
     *
     * @param called what such a body is called where none is in the register
     */
    public Signing of(SignedPaper paper, BodyKind kind, String called) {
      Office own =
          offices.stream()
              .filter(one -> one.kind() == kind && one.areaId() == areaId)
              .findFirst()
              .orElse(null);
      return signing(paper, own == null ? called : own.name(), own);
    }

    /** Whoever of that name signs for the body, but no such paper on the day; empty otherwise. */
    public Optional<Signer> notOn(SignedPaper paper, String issuer, String name) {
      List<Signer> named =
          offices.stream()
              .filter(one -> same(one.name(), issuer))
              .findFirst()
              .map(Office::signers)
              .orElse(List.of())
              .stream()
              .filter(one -> VietnameseText.sameName(one.name(), name))
              .toList();
      return named.stream().anyMatch(one -> one.signs(paper, day))
          ? Optional.empty()
          : named.stream().findFirst();
    }

    private Signing signing(SignedPaper paper, String issuer, @Nullable Office office) {
      if (office == null) {
        return new Signing(paper, day, issuer, areaId, null, List.of(), null);
      }
      List<Signer> all =
          office.signers().stream()
              .filter(one -> one.signs(paper, day))
              .sorted(Comparator.comparing(one -> !one.entry().usual().contains(paper)))
              .toList();
      Signer usual =
          all.stream()
              .findFirst()
              .filter(one -> all.size() == 1 || one.entry().usual().contains(paper))
              .orElse(null);
      return new Signing(paper, day, issuer, office.areaId(), office.id(), all, usual);
    }

    private static boolean same(String one, String other) {
      return VietnameseText.sameName(SigningAuthority.whole(one), SigningAuthority.whole(other));
    }
  }

  /** Who signs what around an area on a day, whoever asks. */
  public Around around(int areaId, LocalDate day) {
    return around(List.of(areaId), day).getOrDefault(areaId, new Around(areaId, day, List.of()));
  }

  /** The same of many areas, in one statement. */
  public Map<Integer, Around> around(Collection<Integer> areaIds, LocalDate day) {
    Map<Integer, Around> around = new HashMap<>();
    table
        .around(areaIds, day)
        .forEach((area, offices) -> around.put(area, new Around(area, day, offices)));
    return around;
  }

  /** Whether the actor may enter who signs a paper. */
  public boolean keeps(Actor actor, Signing signing) {
    return signing.areaId() > 0
        && actor.holds(Right.BODY_KEEP)
        && bodies.keeps(actor, signing.areaId());
  }

  // ---- keeping them

  /** Everybody who signs or has signed for a body that the actor keeps, those of today first. */
  @Transactional(readOnly = true)
  public List<Signer> of(Actor actor, UUID body) {
    bodies.own(actor, body);
    return table.of(body);
  }

  /** One of a body that the actor keeps; not found otherwise. */
  @Transactional(readOnly = true)
  public Signer one(Actor actor, UUID id) {
    Signer signer = table.byId(id).orElseThrow(() -> missing(id));
    bodies.own(actor, signer.bodyId());
    return signer;
  }

  /**
   * Enters somebody who signs. Fields of problems: {@code name}, {@code position}, {@code
   * collective}, {@code signsFor}, {@code papers}, {@code from}, {@code to}.
   *
   * @param id made before it is asked for: asking again with the same one adds nothing more
   */
  @Transactional
  public Result<UUID> add(Actor actor, UUID id, UUID bodyId, Signer.Entry typed) {
    Body body = kept(actor, bodyId);
    if (table.byId(id).filter(one -> one.bodyId().equals(bodyId)).isPresent()) {
      return Result.ok(id);
    }
    Signer.Entry entry = clean(typed);
    List<Problem> problems = problems(id, body, entry);
    if (!problems.isEmpty() || !table.add(id, bodyId, entry, actor, now())) {
      return Result.refused(problems);
    }
    tell(actor, "body.signer-add", body, entry);
    return Result.ok(id);
  }

  /** Changes what is known of one who signs; whoever signs no more is given a last day. */
  @Transactional
  public Result<UUID> edit(Actor actor, UUID id, int version, Signer.Entry typed) {
    Body body = kept(actor, table.byId(id).orElseThrow(() -> missing(id)).bodyId());
    Signer present = table.byId(id).orElseThrow(() -> missing(id));
    Signer.Entry entry = clean(typed);
    if (present.entry().equals(entry)) {
      return Result.ok(id);
    }
    List<Problem> problems = problems(id, body, entry);
    if (present.version() != version) {
      problems.add(
          Problem.of(RegistryProblem.CHANGED_MEANWHILE, present.changedBy(), present.changedAt()));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.change(id, entry, actor, now());
    tell(actor, "body.signer-edit", body, entry);
    return Result.ok(id);
  }

  /** A body that the actor keeps; two who enter signers of it do so one after the other. */
  private Body kept(Actor actor, UUID bodyId) {
    bodies.own(actor, bodyId);
    return bodyTable.locked(bodyId).orElseThrow(() -> new NotFoundException("body " + bodyId));
  }

  private static Signer.Entry clean(Signer.Entry typed) {
    return new Signer.Entry(
        VietnameseText.clean(typed.name()),
        VietnameseText.clean(typed.position()),
        typed.manner(),
        VietnameseText.clean(typed.collective()),
        VietnameseText.clean(typed.signsFor()),
        typed.papers(),
        typed.usual(),
        typed.from(),
        typed.to());
  }

  /** What is wrong with what was typed besides days that cannot be read. */
  List<Problem> problems(Body body, Signer.Entry typed) {
    return problems(body.id(), body, clean(typed), false);
  }

  private List<Problem> problems(UUID own, Body body, Signer.Entry entry) {
    return problems(own, body, entry, true);
  }

  private List<Problem> problems(UUID own, Body body, Signer.Entry entry, boolean days) {
    List<Problem> problems = new ArrayList<>();
    if (!entry.name().contains(" ")) {
      problems.add(Problem.at("name", RegistryProblem.SIGNER_NAME_NOT_FULL));
    }
    if (entry.position().isEmpty()) {
      problems.add(Problem.at("position", RegistryProblem.SIGNER_POSITION_MISSING));
    }
    Map<String, String> texts = new TreeMap<>();
    texts.put("name", entry.name());
    texts.put("position", entry.position());
    texts.put("collective", entry.collective());
    texts.put("signsFor", entry.signsFor());
    texts.forEach(
        (field, text) -> {
          if (text.length() > MOST_LETTERS) {
            problems.add(Problem.at(field, RegistryProblem.BODY_TEXT_LONG, MOST_LETTERS));
          }
        });
    if (entry.papers().isEmpty()) {
      problems.add(Problem.at("papers", RegistryProblem.SIGNER_SIGNS_NOTHING));
    }
    if (days) {
      days(problems, own, body, entry);
    }
    return problems;
  }

  private void days(List<Problem> problems, UUID own, Body body, Signer.Entry entry) {
    LocalDate to = entry.to();
    LocalDate ends = body.to();
    if (entry.from().isBefore(body.from())) {
      problems.add(
          Problem.at("from", RegistryProblem.SIGNER_BEFORE_BODY, body.name(), body.from()));
    }
    if (to != null && to.isBefore(entry.from())) {
      problems.add(Problem.at("to", RegistryProblem.SIGNER_DAYS_TURNED));
    } else {
      if (ends != null && (entry.from().isAfter(ends) || (to != null && to.isAfter(ends)))) {
        problems.add(Problem.at("to", RegistryProblem.SIGNER_AFTER_BODY, body.name(), ends));
      }
      usual(problems, own, body, entry);
    }
  }

  /** One at a time signs a kind of paper where nobody else is chosen. */
  private void usual(List<Problem> problems, UUID own, Body body, Signer.Entry entry) {
    for (Signer other : table.of(body.id())) {
      if (!other.id().equals(own) && meet(entry, other.entry())) {
        entry.usual().stream()
            .filter(other.entry().usual()::contains)
            .sorted()
            .forEach(
                paper ->
                    problems.add(
                        Problem.at(
                            "paper-" + paper,
                            RegistryProblem.SIGNER_USUAL_TAKEN,
                            other.name(),
                            other.entry().from())));
      }
    }
  }

  private static boolean meet(Signer.Entry one, Signer.Entry other) {
    LocalDate end = one.to();
    LocalDate otherEnd = other.to();
    return (end == null || !other.from().isAfter(end))
        && (otherEnd == null || !one.from().isAfter(otherEnd));
  }

  private void tell(Actor actor, String action, Body body, Signer.Entry entry) {
    LocalDate to = entry.to();
    Map<String, Object> told = new TreeMap<>();
    told.put("name", entry.name());
    told.put("position", entry.position());
    told.put("manner", entry.manner().name());
    told.put("collective", entry.collective());
    told.put("signsFor", entry.signsFor());
    told.put("papers", said(entry.papers()));
    told.put("usual", said(entry.usual()));
    told.put("from", entry.from().toString());
    told.put("to", to == null ? "" : to.toString());
    journal.write(actor, action, "body/" + body.id(), body.areaId(), told);
  }

  private static String said(Collection<SignedPaper> papers) {
    return papers.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
  }

  private static NotFoundException missing(UUID id) {
    return new NotFoundException("signer " + id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
