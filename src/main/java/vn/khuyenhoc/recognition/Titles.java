package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.registry.SubjectKey;

/** Titles that were given: looked for, listed, of one subject. */
@Service
@Transactional(readOnly = true)
public class Titles {

  private final TitleTable table;
  private final Areas areas;
  private final Clock clock;

  Titles(TitleTable table, Areas areas, Clock clock) {
    this.table = table;
    this.areas = areas;
    this.clock = clock;
  }

  /** A title within the actor's reach. */
  public Title byKey(Actor actor, Title.Key key) {
    Title title = table.byKey(key).orElseThrow(() -> new NotFoundException("title " + key.text()));
    // whoever moved away stays the title of the office that gave it
    if (!areas.reachesKnown(actor, Right.DOSSIER_READ, title.decidedIn())) {
      areas.require(actor, Right.DOSSIER_READ, title.areaId());
    }
    return title;
  }

  /** So many titles of a list are counted and leafed through; whoever seeks more narrows it. */
  public static final int MOST = 10_000;

  /**
   * A list of titles and how all of its area stand.
   *
   * @param found those of the page; the total is one more than {@link #MOST} where there are more
   * @param counts how many stand how; those about to expire count among the valid ones too. Nothing
   *     where there are more than {@link #MOST}
   */
  public record Listed(Listing<Title> found, Map<Title.State, Integer> counts) {}

  /** Titles by place and name, at most {@link #MOST} of them. */
  public Listed list(Actor actor, TitleFilter filter, int page, int size) {
    areas.require(actor, Right.DOSSIER_READ, filter.areaId());
    Map<Title.State, Integer> counts = new EnumMap<>(Title.State.class);
    int all = 0;
    for (TitleTable.Count one : table.counts(filter, today(), MOST + 1)) {
      counts.put(one.state(), one.titles());
      all += one.titles();
    }
    counts.merge(Title.State.VALID, counts.getOrDefault(Title.State.ENDING, 0), Integer::sum);
    Title.State state = filter.state();
    int found =
        state == null
            ? all
            : all <= MOST ? counts.getOrDefault(state, 0) : table.count(filter, today(), MOST + 1);
    int number = Math.clamp(page, 1, Math.max(1, (found + size - 1) / size));
    return new Listed(
        new Listing<>(
            found == 0 ? List.of() : table.list(filter, today(), size, (number - 1L) * size),
            found),
        all <= MOST ? counts : Map.of());
  }

  /** Hands over all titles by place and name, one after the other, however many. */
  public void each(Actor actor, TitleFilter filter, Consumer<Title> taker) {
    areas.require(actor, Right.DOSSIER_READ, filter.areaId());
    table.each(filter, today(), taker);
  }

  /** The assessment years of which an area has titles, newest first. */
  public List<Integer> years(int areaId) {
    return table.years(areaId);
  }

  /** The titles of a subject, newest first. The caller has seen to it that it may be read. */
  public List<Title> of(SubjectKey subject) {
    return table.of(subject);
  }

  /** The titles that a dossier led to. The caller has seen to it that it may be read. */
  public List<Title> of(DossierKey dossier) {
    return table.of(dossier);
  }

  /** Of these dossiers, the titles that a decision gave them. The caller reads the decision. */
  public Map<DossierKey, Title> byDossier(UUID decisionId, List<DossierLine> lines) {
    Map<DossierKey, Title> found = new HashMap<>();
    table
        .of(decisionId, lines.stream().map(DossierLine::key).toList())
        .forEach(title -> found.put(title.dossier(), title));
    return found;
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
