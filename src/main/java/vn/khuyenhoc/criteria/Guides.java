package vn.khuyenhoc.criteria;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.FileStore;
import vn.khuyenhoc.platform.Grant;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.KeptChoices;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.attachment.Attachment;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Guidance that a province or the country adds to the library. It is read in the area whose it is,
 * below it, and by whoever is above.
 */
@Service
public class Guides {

  private static final int MOST_LETTERS = 300;
  private static final int MOST_LINK = 1000;
  private static final Pattern PART = Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,2}){0,2}");

  private final GuideTable table;
  private final Areas areas;
  private final FileStore files;
  private final Journal journal;
  private final ObjectProvider<KeptChoices> choices;
  private final Clock clock;

  Guides(
      GuideTable table,
      Areas areas,
      FileStore files,
      Journal journal,
      ObjectProvider<KeptChoices> choices,
      Clock clock) {
    this.table = table;
    this.areas = areas;
    this.files = files;
    this.journal = journal;
    this.choices = choices;
    this.clock = clock;
  }

  /** What the procedures know the steps by. */
  public static final String STEPS = "procedure-step";

  /** The codes of the steps that guidance can explain, in their order. */
  public List<String> steps() {
    return choices.stream()
        .filter(one -> one.topic().equals(STEPS))
        .flatMap(one -> one.all().stream())
        .map(KeptChoices.Kept::code)
        .toList();
  }

  /** What holds in an area for a model. The caller has seen to it that the area may be read. */
  @Transactional(readOnly = true)
  public GuidesHere around(LearningModel model, int areaId) {
    return new GuidesHere(table.around(model, areaId));
  }

  /** Everything that the actor can read; what was withdrawn only for whoever keeps it. */
  @Transactional(readOnly = true)
  public List<Guide> list(Actor actor) {
    return table.seenFrom(places(actor)).stream()
        .filter(one -> one.withdrawn() == null || keeps(actor, one))
        .toList();
  }

  private static Collection<Integer> places(Actor actor) {
    return actor.grants().stream().map(Grant::areaId).distinct().toList();
  }

  /** Whether the actor corrects and withdraws it. */
  public boolean keeps(Actor actor, Guide guide) {
    return areas.reaches(actor, Right.GUIDANCE_KEEP, guide.areaId());
  }

  /** One that the actor keeps; not found otherwise. */
  @Transactional(readOnly = true)
  public Guide own(Actor actor, UUID id) {
    Guide guide = table.byId(id).orElseThrow(() -> missing(id));
    areas.require(actor, Right.GUIDANCE_KEEP, guide.areaId());
    return guide;
  }

  /**
   * A file to be handed over.
   *
   * @param guide whose
   * @param path where it lies
   */
  public record File(Guide guide, Path path) {}

  /** The file of one that the actor can read; not found where it has none. */
  @Transactional(readOnly = true)
  public File file(Actor actor, UUID id) {
    Guide guide =
        list(actor).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> missing(id));
    return new File(guide, files.path(table.sha256(id).orElseThrow(() -> missing(id))));
  }

  /**
   * Adds guidance. Fields of problems are those of {@link Guide.Entry}, and {@code file}.
   *
   * @param id made before it is asked for: asking again with the same one adds nothing more
   * @param areaId whose it is: a province, or the country
   */
  @Transactional
  public Result<UUID> add(
      Actor actor, UUID id, int areaId, Guide.Entry typed, @Nullable Attachment file) {
    areas.require(actor, Right.GUIDANCE_KEEP, areaId);
    AreaLevel level = areas.byId(areaId).level();
    if (level != AreaLevel.PROVINCE && level != AreaLevel.NATION) {
      throw new NotFoundException("guidance of area " + areaId);
    }
    if (table.byId(id).filter(one -> one.areaId() == areaId).isPresent()) {
      return Result.ok(id);
    }
    Guide.Entry entry = clean(typed);
    List<Problem> problems = problems(entry, file != null);
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (table.add(id, areaId, entry, kept(file, actor), actor, now())) {
      journal.write(actor, "guide.add", "guide/" + id, areaId, told(entry));
    }
    return Result.ok(id);
  }

  /**
   * Corrects guidance. Problems as adding.
   *
   * @param file another file in its place; null to keep what it has
   */
  @Transactional
  public Result<UUID> change(
      Actor actor, UUID id, int version, Guide.Entry typed, @Nullable Attachment file) {
    Guide present = table.locked(id).orElseThrow(() -> missing(id));
    areas.require(actor, Right.GUIDANCE_KEEP, present.areaId());
    Guide.Entry entry = clean(typed);
    if (present.entry().equals(entry) && file == null) {
      return Result.ok(id);
    }
    List<Problem> problems = problems(entry, file != null || present.mediaType() != null);
    problems.addAll(standing(present, version));
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.change(id, entry, kept(file, actor), actor, now());
    Map<String, Object> told = told(entry);
    told.put("before", present.entry().title());
    journal.write(actor, "guide.change", "guide/" + id, present.areaId(), told);
    return Result.ok(id);
  }

  /** Withdraws guidance: it is kept, and shown nowhere but to whoever keeps it. */
  @Transactional
  public Result<UUID> withdraw(Actor actor, UUID id, int version, String typed) {
    Guide present = table.locked(id).orElseThrow(() -> missing(id));
    areas.require(actor, Right.GUIDANCE_KEEP, present.areaId());
    String reason = VietnameseText.cleanLines(typed);
    List<Problem> problems = standing(present, version);
    if (reason.isEmpty()) {
      problems.add(Problem.at("reason", GuideProblem.REASON_MISSING));
    } else if (reason.length() > MOST_LINK) {
      problems.add(Problem.at("reason", GuideProblem.TEXT_LONG, MOST_LINK));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    table.withdraw(id, reason, actor, now());
    Map<String, Object> told = told(present.entry());
    told.put("reason", reason);
    journal.write(actor, "guide.withdraw", "guide/" + id, present.areaId(), told);
    return Result.ok(id);
  }

  private static List<Problem> standing(Guide present, int version) {
    List<Problem> problems = new ArrayList<>();
    Guide.Withdrawal withdrawn = present.withdrawn();
    if (withdrawn != null) {
      problems.add(Problem.of(GuideProblem.WITHDRAWN, withdrawn.by(), withdrawn.at()));
    } else if (present.version() != version) {
      problems.add(
          Problem.of(GuideProblem.CHANGED_MEANWHILE, present.changedBy(), present.changedAt()));
    }
    return problems;
  }

  private GuideTable.@Nullable Kept kept(@Nullable Attachment file, Actor actor) {
    if (file == null) {
      return null;
    }
    String type = file.kind().mediaType();
    return new GuideTable.Kept(files.keep(file.content(), type, actor).sha256(), type, file.name());
  }

  private static Guide.Entry clean(Guide.Entry typed) {
    return new Guide.Entry(
        VietnameseText.clean(typed.title()),
        VietnameseText.clean(typed.number()),
        typed.dated(),
        VietnameseText.clean(typed.issuer()),
        typed.model(),
        typed.step().strip(),
        VietnameseText.clean(typed.part()),
        typed.link().strip());
  }

  private List<Problem> problems(Guide.Entry entry, boolean file) {
    List<Problem> problems = new ArrayList<>();
    if (entry.title().isEmpty()) {
      problems.add(Problem.at("title", GuideProblem.TITLE_MISSING));
    }
    if (entry.issuer().isEmpty()) {
      problems.add(Problem.at("issuer", GuideProblem.ISSUER_MISSING));
    }
    tooLong(problems, "title", entry.title(), MOST_LETTERS);
    tooLong(problems, "number", entry.number(), MOST_LETTERS);
    tooLong(problems, "issuer", entry.issuer(), MOST_LETTERS);
    tooLong(problems, "link", entry.link(), MOST_LINK);
    LocalDate dated = entry.dated();
    LocalDate today = LocalDate.now(clock);
    if (dated != null && dated.isAfter(today)) {
      problems.add(Problem.at("dated", GuideProblem.DATE_IN_FUTURE, today));
    }
    if (!entry.step().isEmpty() && !steps().contains(entry.step())) {
      problems.add(Problem.at("step", GuideProblem.STEP_UNKNOWN, entry.step()));
    }
    if (!entry.part().isEmpty() && !PART.matcher(entry.part()).matches()) {
      problems.add(Problem.at("part", GuideProblem.PART_WRONG, entry.part()));
    } else if (!entry.part().isEmpty() && entry.model() == null) {
      problems.add(Problem.at("model", GuideProblem.PART_OF_NO_MODEL));
    }
    if (!entry.link().isEmpty() && !safe(entry.link())) {
      problems.add(Problem.at("link", GuideProblem.LINK_WRONG, entry.link()));
    } else if (entry.link().isEmpty() && !file) {
      problems.add(Problem.at("file", GuideProblem.NOTHING_TO_READ));
    }
    return problems;
  }

  private static void tooLong(List<Problem> problems, String field, String text, int most) {
    if (text.length() > most) {
      problems.add(Problem.at(field, GuideProblem.TEXT_LONG, most));
    }
  }

  /** Whether it is the address of a page over a safe connection, and nobody's name stands in it. */
  private static boolean safe(String link) {
    try {
      URI address = new URI(link);
      return "https".equalsIgnoreCase(address.getScheme())
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (URISyntaxException wrong) {
      return false;
    }
  }

  private static Map<String, Object> told(Guide.Entry entry) {
    LearningModel model = entry.model();
    Map<String, Object> told = new TreeMap<>();
    told.put("title", entry.title());
    told.put("number", entry.number());
    told.put("model", model == null ? "" : model.name());
    told.put("step", entry.step());
    told.put("part", entry.part());
    told.put("link", entry.link());
    return told;
  }

  private static NotFoundException missing(UUID id) {
    return new NotFoundException("guidance " + id);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
