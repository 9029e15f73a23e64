package vn.khuyenhoc.reporting;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.CriteriaSets;
import vn.khuyenhoc.criteria.Engine;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.reporting.FiguresTable.Place;

/** Reads how dossiers were scored; of a province and what lies in it, never of the whole nation. */
@Service
public class ScoresRead {

  private final ScoresTable table;
  private final FiguresTable figuresTable;
  private final Figures figures;
  private final Areas areas;
  private final CriteriaSets sets;
  private final Clock clock;

  ScoresRead(
      ScoresTable table,
      FiguresTable figuresTable,
      Figures figures,
      Areas areas,
      CriteriaSets sets,
      Clock clock) {
    this.table = table;
    this.figuresTable = figuresTable;
    this.figures = figures;
    this.areas = areas;
    this.sets = sets;
    this.clock = clock;
  }

  /**
   * Reads them.
   *
   * @param asked the area; null for the reader's own
   * @param campaignId the campaign; null for the newest of families, or else of anything
   * @throws NotFoundException if there is no such area or campaign within the reader's reach
   */
  @Transactional(readOnly = true)
  public Scores of(
      Actor actor,
      Right right,
      @Nullable Integer asked,
      @Nullable Integer campaignId,
      Basis basis) {
    Set<Integer> reach = new HashSet<>(actor.areasFor(right));
    if (reach.isEmpty()) {
      throw new ForbiddenException(right);
    }
    int areaId = asked == null ? actor.areasFor(right).getFirst() : asked;
    LocalDate today = LocalDate.now(clock);
    List<FiguresCampaign> all = figuresTable.campaigns(areaId);
    FiguresCampaign campaign = choose(all, campaignId, today);
    LocalDate date = campaign == null ? today : campaign.treeDate(basis, today);
    List<Place> path = figuresTable.path(areaId, date);
    Set<Integer> within = figures.within(areaId, path, date, today, reach);
    if (path.isEmpty() || campaign == null && campaignId != null) {
      throw new NotFoundException("scores of campaign " + campaignId + " in area " + areaId);
    }
    List<AreaFigures.Step> steps = Overviews.steps(path, reach);
    boolean nation = path.getLast().level() == AreaLevel.NATION;
    if (nation || campaign == null) {
      return new Scores(
          steps,
          nation ? List.of() : all,
          null,
          nation
              ? areas.children(areaId).stream()
                  .map(one -> new AreaFigures.Step(one.id(), one.level(), one.name()))
                  .toList()
              : List.of(),
          basis,
          date,
          clock.instant(),
          false,
          0,
          List.of(),
          within);
    }
    CriteriaSet set = sets.byId(table.set(campaign.id()));
    ScoresTable.Counted counted = table.count(campaign.id(), areaId, basis, date);
    return new Scores(
        steps,
        all,
        campaign,
        List.of(),
        basis,
        date,
        clock.instant(),
        set.engine() == Engine.LEVELS,
        counted.dossiers(),
        set.indicators().stream()
            .map(one -> line(one, counted.given().getOrDefault(one.id(), Map.of())))
            .toList(),
        within);
  }

  private static @Nullable FiguresCampaign choose(
      List<FiguresCampaign> all, @Nullable Integer campaignId, LocalDate today) {
    if (campaignId != null) {
      return all.stream().filter(one -> one.id() == campaignId).findFirst().orElse(null);
    }
    List<FiguresCampaign> past = all.stream().filter(one -> one.year() <= today.getYear()).toList();
    return past.stream()
        .filter(Measured.FAMILIES::counts)
        .findFirst()
        .or(() -> past.stream().findFirst())
        .or(() -> all.stream().findFirst())
        .orElse(null);
  }

  /** The steps of an indicator, and besides what was given before the set was changed. */
  private static Scores.Line line(CriteriaSet.Indicator indicator, Map<BigDecimal, Long> given) {
    Map<BigDecimal, Long> left = new TreeMap<>(given);
    List<Scores.Step> steps = new ArrayList<>();
    indicator
        .steps()
        .forEach(
            step ->
                steps.add(
                    new Scores.Step(
                        step.points(),
                        step.label(),
                        Objects.requireNonNullElse(left.remove(step.points()), 0L))));
    left.forEach((points, count) -> steps.add(new Scores.Step(points, "", count)));
    return new Scores.Line(
        indicator.id(), indicator.text(), indicator.maxPoints(), !indicator.entered(), steps);
  }
}
