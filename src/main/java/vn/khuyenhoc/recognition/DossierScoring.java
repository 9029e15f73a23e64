package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.Scoring;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.Recognition.GridRow;
import vn.khuyenhoc.recognition.Recognition.GridSaved;
import vn.khuyenhoc.recognition.Recognition.Scored;
import vn.khuyenhoc.recognition.procedure.StepKind;

/** Scoring of one dossier, or of many at once in a grid. */
@Component
class DossierScoring extends CommandPart {

  DossierScoring(CommandMeans means) {
    super(means);
  }

  Result<Scored> score(
      Actor actor,
      DossierKey key,
      int version,
      Map<String, @Nullable BigDecimal> answers,
      boolean part,
      @Nullable UUID scorer) {
    locks.tree();
    DossierTable.Place place = dossiers.place(key).orElseThrow(() -> missing(key));
    Optional<Problem> elsewhere = offices.requireScoring(actor, place.villageId(), place.subject());
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    locks.communes(List.of(place.communeId()));
    Campaign campaign = campaigns.byId(place.campaignId()).orElseThrow();
    Result<UUID> person = scoringPerson(actor, campaign, place.communeId(), scorer);
    if (!(person instanceof Result.Ok<UUID> by)) {
      return Result.refused(person.problems());
    }
    DossierRow row = dossiers.row(key).orElseThrow(() -> missing(key));
    if (row.villageId() != place.villageId()) {
      return Result.refused(stale(row));
    }
    if (unregistered(campaign, row)) {
      return Result.refused(Problem.of(MeetingProblem.NOT_REGISTERED, row.head()));
    }
    CriteriaSet set = sets.byId(campaign.setId());
    row = row.with(facts.of(campaign, set, key));
    Result<DossierRow.Scored> result = DossierRules.score(set, row, answers, part, "");
    if (!(result instanceof Result.Ok<DossierRow.Scored> ok)) {
      return Result.refused(result.problems());
    }
    DossierRow.Scored scored = ok.value();
    if (!scored.changed()) {
      return Result.ok(answer(set, row, row.version()));
    }
    if (row.version() != version) {
      return Result.refused(stale(row));
    }
    dossiers.writeScores(List.of(scored), by.value(), actor, now());
    Map<String, Object> details = new HashMap<>();
    details.put("stage", scored.after().stage().name());
    details.put("changes", scored.changes().size());
    details.put("scorer", by.value().toString());
    journal.write(actor, "dossier.score", subject(key), row.villageId(), details);
    return Result.ok(answer(set, scored.after(), row.version() + 1));
  }

  private static Scored answer(CriteriaSet set, DossierRow row, int version) {
    return new Scored(
        row.key(),
        version,
        row.stage(),
        row.outcome(),
        row.total(),
        Scoring.assess(set, row.answers(), row.facts()).missing());
  }

  Result<GridSaved> scoreGrid(
      Actor actor, int campaignId, int villageId, List<GridRow> rows, @Nullable UUID scorer) {
    locks.tree();
    Optional<Problem> elsewhere = offices.require(actor, Right.DOSSIER_SCORE, villageId);
    if (elsewhere.isPresent()) {
      return Result.refused(elsewhere.get());
    }
    int communeId = offices.of(villageId);
    locks.communes(List.of(communeId));
    Campaign campaign = campaigns.at(campaignId, villageId).orElseThrow(() -> missing(campaignId));
    Result<UUID> person = scoringPerson(actor, campaign, communeId, scorer);
    if (!(person instanceof Result.Ok<UUID> by)) {
      return Result.refused(person.problems());
    }
    CriteriaSet set = sets.byId(campaign.setId());
    Map<DossierKey, DossierRow> present =
        facts
            .in(
                campaign,
                set,
                dossiers.rows(campaignId, villageId, rows.stream().map(GridRow::key).toList()))
            .stream()
            .collect(Collectors.toMap(DossierRow::key, row -> row, (first, same) -> first));
    List<Problem> problems = new ArrayList<>();
    List<DossierRow.Scored> changed = new ArrayList<>();
    int complete = 0;
    for (GridRow given : rows) {
      DossierRow row = present.get(given.key());
      if (row == null) {
        problems.add(Problem.at(given.key().text(), RecognitionProblem.NOT_IN_VILLAGE));
        continue;
      }
      Map<String, @Nullable BigDecimal> different = new HashMap<>();
      given
          .answers()
          .forEach(
              (id, points) -> {
                if (!GridRow.same(row.answers().get(id), points)) {
                  different.put(id, points);
                }
              });
      // one that is being scored may have become complete by a change of its household
      if (different.isEmpty() && row.stage() != Stage.RETURNED && row.stage() != Stage.SCORING) {
        complete += row.outcome() == null ? 0 : 1;
        continue;
      }
      Problem closed = DossierRules.closedToVillage(row);
      if (closed == null && unregistered(campaign, row)) {
        closed = Problem.of(MeetingProblem.NOT_REGISTERED, row.head());
      }
      if (closed != null) {
        problems.add(new Problem(closed.code(), given.key().text(), closed.arguments()));
        continue;
      }
      Result<DossierRow.Scored> result =
          DossierRules.score(
              set,
              row,
              row.stage() == Stage.RETURNED ? given.answers() : different,
              true,
              given.key().text() + ":");
      problems.addAll(result.problems());
      boolean changes =
          !(result instanceof Result.Ok<DossierRow.Scored> done) || done.value().changed();
      if (changes && given.overwrites(row, different)) {
        Problem stale = stale(row);
        problems.add(new Problem(stale.code(), given.key().text(), stale.arguments()));
      }
      if (result instanceof Result.Ok<DossierRow.Scored> ok && ok.value().changed()) {
        changed.add(ok.value());
        complete += ok.value().after().stage() == Stage.SCORED ? 1 : 0;
      }
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    if (!changed.isEmpty()) {
      dossiers.writeScores(changed, by.value(), actor, now());
      journal.write(
          actor,
          "dossier.score-grid",
          subject(campaignId) + "/village/" + villageId,
          villageId,
          Map.of("changed", changed.size(), "scorer", by.value().toString()));
    }
    return Result.ok(new GridSaved(changed.size(), complete, rows.size() - complete));
  }

  /** Where the procedure begins with registration, nothing is scored before it. */
  private static boolean unregistered(Campaign campaign, DossierRow row) {
    return campaign.steps().contains(StepKind.REGISTRATION) && !row.registered();
  }

  /** Who answers for scores given now, after the campaign was found open. */
  private Result<UUID> scoringPerson(
      Actor actor, Campaign campaign, int communeId, @Nullable UUID scorer) {
    if (!campaign.open()) {
      return Result.refused(closed(campaign));
    }
    if (scorer != null) {
      return dossiers.actsIn(scorer, communeId)
          ? Result.ok(scorer)
          : Result.refused(Problem.at("scorer", RecognitionProblem.UNKNOWN_SCORER));
    }
    UUID own = actor.personId();
    return own == null ? Result.refused(Problem.of(RecognitionProblem.NO_PERSON)) : Result.ok(own);
  }
}
