package vn.khuyenhoc.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.document.AdministrativeDocument;
import vn.khuyenhoc.platform.document.BuiltInTemplates;
import vn.khuyenhoc.platform.document.OfficePdf;
import vn.khuyenhoc.platform.document.OfficeTemplates;
import vn.khuyenhoc.platform.document.TemplateKind;
import vn.khuyenhoc.platform.document.TemplateProblem;
import vn.khuyenhoc.platform.document.WordTemplate;
import vn.khuyenhoc.platform.text.VietnameseText;
import vn.khuyenhoc.platform.web.Downloads;

/**
 * The templates that provinces and the country keep for their official documents. What is in force
 * in an area is its own, else that of the nearest area above it that has one, else what comes with
 * the product.
 */
@Service
public class Templates implements OfficeTemplates {

  private static final int MOST_LETTERS = 500;

  private final TemplateTable table;
  private final Areas areas;
  private final FileStore files;
  private final Journal journal;
  private final OfficePdf office;
  private final Clock clock;

  Templates(
      TemplateTable table,
      Areas areas,
      FileStore files,
      Journal journal,
      OfficePdf office,
      Clock clock) {
    this.table = table;
    this.areas = areas;
    this.files = files;
    this.journal = journal;
    this.office = office;
    this.clock = clock;
  }

  @Override
  @Transactional(readOnly = true)
  public byte[] word(TemplateKind kind, int areaId, AdministrativeDocument document) {
    return word(kind, areaId, clock.instant(), document);
  }

  @Override
  @Transactional(readOnly = true)
  public byte[] word(TemplateKind kind, int areaId, Instant at, AdministrativeDocument document) {
    Written written = new Written(areaId, at);
    return looks(kind, List.of(written)).word(written, document);
  }

  @Override
  @Transactional(readOnly = true)
  public Looks looks(TemplateKind kind, Collection<Written> written) {
    Map<UUID, WordTemplate> read = new HashMap<>();
    Map<Written, WordTemplate> used = new HashMap<>();
    table
        .inForce(written, kind)
        .forEach(
            (of, one) ->
                used.put(
                    of,
                    read.computeIfAbsent(one.id(), any -> WordTemplate.of(content(one), kind))));
    return (of, document) -> {
      WordTemplate template = used.get(of);
      return template == null ? document.toBytes() : template.fill(document);
    };
  }

  @Override
  @Transactional(readOnly = true)
  public Paper pdf(TemplateKind kind, int areaId, Instant at, AdministrativeDocument document) {
    if (!inForce(kind, areaId, at)) {
      return new Paper(document.toPdf(), false);
    }
    byte[] own = office.named() ? office.of(word(kind, areaId, at, document)) : null;
    return own == null ? new Paper(document.toPdf(), true) : new Paper(own, false);
  }

  @Override
  @Transactional(readOnly = true)
  public @Nullable String pdfLook(TemplateKind kind, int areaId, Instant at) {
    return !inForce(kind, areaId, at)
        ? null
        : office.named() ? "papers.pdf.office" : "papers.pdf.layout";
  }

  @Override
  @Transactional(readOnly = true)
  public boolean inForce(TemplateKind kind, int areaId, Instant at) {
    return !table.inForce(List.of(new Written(areaId, at)), kind).isEmpty();
  }

  /** What is in force today in an area that the actor reads; nothing for what is built in. */
  @Transactional(readOnly = true)
  public Map<TemplateKind, TemplateVersion> inForce(Actor actor, int areaId) {
    areas.require(actor, Right.REPORT_READ, areaId);
    Map<TemplateKind, TemplateVersion> found = new EnumMap<>(TemplateKind.class);
    table.inForce(areaId, today()).forEach(one -> found.put(one.kind(), one));
    return found;
  }

  /** All versions of an area itself, the newest first. */
  @Transactional(readOnly = true)
  public List<TemplateVersion> versions(Actor actor, int areaId, TemplateKind kind) {
    areas.require(actor, Right.REPORT_READ, areaId);
    return table.of(areaId, kind);
  }

  /** What was decided of an area's own templates, the newest first. */
  @Transactional(readOnly = true)
  public List<TemplateUse> uses(Actor actor, int areaId, TemplateKind kind) {
    areas.require(actor, Right.REPORT_READ, areaId);
    return table.uses(areaId, kind);
  }

  /** Whether the actor keeps the templates of that area itself. */
  public boolean keeps(Actor actor, int areaId) {
    return ownLevel(areaId) && areas.reaches(actor, Right.TEMPLATE_KEEP, areaId);
  }

  private boolean ownLevel(int areaId) {
    AreaLevel level = areas.byId(areaId).level();
    return level == AreaLevel.PROVINCE || level == AreaLevel.NATION;
  }

  /** A version of an area that the actor is in, above or below; not found otherwise. */
  @Transactional(readOnly = true)
  public TemplateVersion version(Actor actor, UUID id) {
    return table.seen(id, actor.areasFor(Right.REPORT_READ)).orElseThrow(() -> missing(id));
  }

  /** Where the file of a version lies. The caller has seen to it that it may be read. */
  Path file(TemplateVersion version) {
    return files.path(version.sha256());
  }

  private byte[] content(TemplateVersion version) {
    try {
      return Files.readAllBytes(file(version));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** What should be looked at in a version that was taken. */
  List<Problem> warnings(TemplateVersion version) {
    return WordTemplate.check(content(version), version.kind()).warnings();
  }

  /** A version filled with made-up values. */
  byte[] sample(TemplateVersion version) {
    return WordTemplate.of(content(version), version.kind())
        .fill(BuiltInTemplates.sample(version.kind()));
  }

  /**
   * Takes a file as the next version; it is not in force by that. Fields of problems are {@code
   * file} and {@code remark}.
   *
   * @param id made before it is asked for: asking again with the same one adds nothing more
   * @param areaId whose it is: a province, or the country
   * @param file the Word file; null where none was chosen
   */
  @Transactional
  public Result<UUID> add(
      Actor actor,
      UUID id,
      int areaId,
      TemplateKind kind,
      byte @Nullable [] file,
      String fileName,
      String typed) {
    requireOwn(actor, areaId);
    String remark = VietnameseText.cleanLines(typed);
    List<Problem> problems = new ArrayList<>();
    if (file == null || file.length == 0) {
      problems.add(Problem.at("file", TemplateProblem.MISSING));
    } else {
      problems.addAll(WordTemplate.check(file, kind).refusals());
    }
    tooLong(problems, "remark", remark);
    if (!problems.isEmpty() || file == null) {
      return Result.refused(problems);
    }
    table.alone(areaId, kind);
    String name = VietnameseText.clean(fileName);
    var kept = files.keep(file, Downloads.WORD.toString(), actor);
    Optional<TemplateVersion> newest = table.of(areaId, kind).stream().findFirst();
    if (newest.isPresent() && newest.get().sha256().equals(kept.sha256())) {
      return Result.ok(newest.get().id());
    }
    if (table.add(
        id,
        areaId,
        kind,
        new TemplateTable.Kept(
            kept.sha256(), name.substring(0, Math.min(name.length(), MOST_LETTERS))),
        remark,
        actor,
        now())) {
      journal.write(
          actor,
          "template.add",
          "template/" + id,
          areaId,
          Map.of("kind", kind.name(), "sha256", kept.sha256(), "file", name, "remark", remark));
    }
    return Result.ok(id);
  }

  /**
   * Puts a version in force, an earlier one too. Fields of problems: {@code day}, {@code reason}.
   *
   * @param day from which day; null where none was understood
   * @param typed why; may be empty
   */
  @Transactional
  public Result<TemplateVersion> use(Actor actor, UUID id, @Nullable LocalDate day, String typed) {
    TemplateVersion version = table.byId(id).orElseThrow(() -> missing(id));
    requireOwn(actor, version.areaId());
    String reason = VietnameseText.cleanLines(typed);
    List<Problem> problems = day(day);
    tooLong(problems, "reason", reason);
    if (!problems.isEmpty() || day == null) {
      return Result.refused(problems);
    }
    table.alone(version.areaId(), version.kind());
    table.use(version.areaId(), version.kind(), id, day, reason, actor, now());
    journal.write(
        actor,
        "template.use",
        "template/" + id,
        version.areaId(),
        Map.of(
            "kind", version.kind().name(),
            "version", version.version(),
            "from", day.toString(),
            "reason", reason));
    return Result.ok(version);
  }

  /**
   * From a day on the area has no template of its own of that kind; all versions are kept. Fields
   * of problems: {@code day}, {@code reason}.
   */
  @Transactional
  public Result<TemplateKind> withdraw(
      Actor actor, int areaId, TemplateKind kind, @Nullable LocalDate day, String typed) {
    requireOwn(actor, areaId);
    String reason = VietnameseText.cleanLines(typed);
    List<Problem> problems = day(day);
    if (reason.isEmpty()) {
      problems.add(Problem.at("reason", TemplateProblem.REASON_MISSING));
    }
    tooLong(problems, "reason", reason);
    table.alone(areaId, kind);
    if (!usesOwn(table.uses(areaId, kind))) {
      problems.add(Problem.of(TemplateProblem.NOTHING_IN_FORCE));
    }
    if (!problems.isEmpty() || day == null) {
      return Result.refused(problems);
    }
    table.use(areaId, kind, null, day, reason, actor, now());
    journal.write(
        actor,
        "template.withdraw",
        "template/" + kind.name(),
        areaId,
        Map.of("kind", kind.name(), "from", day.toString(), "reason", reason));
    return Result.ok(kind);
  }

  /** Whether an area uses one of its own, now or from a day to come. */
  static boolean usesOwn(List<TemplateUse> newestFirst) {
    return !newestFirst.isEmpty() && newestFirst.getFirst().version() != null;
  }

  private void requireOwn(Actor actor, int areaId) {
    areas.require(actor, Right.TEMPLATE_KEEP, areaId);
    if (!ownLevel(areaId)) {
      throw new NotFoundException("templates of area " + areaId);
    }
  }

  private List<Problem> day(@Nullable LocalDate day) {
    List<Problem> problems = new ArrayList<>();
    if (day == null) {
      problems.add(Problem.at("day", TemplateProblem.DAY_WRONG));
    } else if (day.isBefore(today())) {
      problems.add(Problem.at("day", TemplateProblem.DAY_PASSED, today()));
    }
    return problems;
  }

  private static void tooLong(List<Problem> problems, String field, String text) {
    if (text.length() > MOST_LETTERS) {
      problems.add(Problem.at(field, TemplateProblem.TEXT_LONG, MOST_LETTERS));
    }
  }

  private static NotFoundException missing(UUID id) {
    return new NotFoundException("template " + id);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
