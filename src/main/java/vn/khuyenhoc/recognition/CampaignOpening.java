package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.Recognition.Closed;
import vn.khuyenhoc.recognition.Recognition.OpenCampaign;
import vn.khuyenhoc.recognition.Recognition.OpenCampaigns;
import vn.khuyenhoc.recognition.procedure.Procedure;
import vn.khuyenhoc.recognition.procedure.Procedures;

/** Opening and closing of campaigns. */
@Component
class CampaignOpening extends CommandPart {

  private final Procedures procedures;

  CampaignOpening(CommandMeans means, Procedures procedures) {
    super(means);
    this.procedures = procedures;
  }

  /** As {@link Recognition#openCampaign}, as if the day were another: for samples of past years. */
  Result<Integer> open(Actor actor, OpenCampaign wanted, Instant at, LocalDate today) {
    return openAll(
            actor,
            new OpenCampaigns(
                wanted.year(),
                wanted.provinceId(),
                List.of(wanted.setId()),
                wanted.dueOn(),
                wanted.procedureId(),
                false),
            at,
            today)
        .map(List::getFirst);
  }

  Result<List<Integer>> openAll(Actor actor, OpenCampaigns wanted, Instant at, LocalDate today) {
    locks.tree();
    areas.require(actor, Right.CAMPAIGN_OPEN, wanted.provinceId());
    Area province = areas.byId(wanted.provinceId());
    if (province.level() != AreaLevel.PROVINCE) {
      return Result.refused(Problem.at("provinceId", RecognitionProblem.NOT_A_PROVINCE));
    }
    locks.communes(
        Stream.concat(roll.communes(province.id()).stream(), Stream.of(province.id())).toList());
    List<Problem> problems =
        new ArrayList<>(DossierRules.openingProblems(wanted.year(), wanted.dueOn(), today));
    List<CriteriaSet> chosen = new ArrayList<>();
    for (String id : wanted.setIds()) {
      Optional<CriteriaSet> set = known(id).filter(one -> inForce(one, province, today));
      if (set.isEmpty()) {
        problems.add(Problem.at("setId", RecognitionProblem.SET_NOT_IN_FORCE));
      } else if (campaigns.exists(set.get(), wanted.year(), province.id(), wanted.training())) {
        problems.add(existing(wanted, set.get(), province));
      } else if (procedure(wanted, set.get()).isEmpty()) {
        problems.add(Problem.at("procedureId", RecognitionProblem.PROCEDURE_NOT_IN_FORCE));
      } else {
        chosen.add(set.get());
      }
    }
    if (wanted.setIds().isEmpty()) {
      problems.add(Problem.at("setId", RecognitionProblem.SET_NOT_IN_FORCE));
    }
    if (!problems.isEmpty()) {
      return Result.refused(problems);
    }
    List<Integer> opened = new ArrayList<>();
    for (CriteriaSet set : chosen) {
      Optional<Integer> added =
          campaigns.add(
              set,
              wanted.year(),
              province.id(),
              wanted.dueOn(),
              LocalDate.of(wanted.year(), 12, 31),
              procedure(wanted, set).orElseThrow(),
              wanted.training(),
              at,
              actor.accountId());
      if (added.isEmpty()) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return Result.refused(existing(wanted, set, province));
      }
      int id = added.get();
      int listed = roll.list(id, RatedKind.of(set.model()));
      roll.opened(Ids.next(), id, province.id(), at, actor, listed);
      journal.write(
          actor,
          "campaign.open",
          subject(id),
          province.id(),
          Map.of(
              "model", set.model().name(),
              "level", set.level().name(),
              "form", set.form(),
              "year", wanted.year(),
              "set", set.id(),
              "procedure", procedure(wanted, set).orElseThrow().id(),
              "due", wanted.dueOn().toString(),
              "training", wanted.training(),
              "listed", listed));
      opened.add(id);
    }
    return Result.ok(opened);
  }

  /** The one that was chosen, else the first of those in force there. */
  private Optional<Procedure> procedure(OpenCampaigns wanted, CriteriaSet set) {
    String chosen = wanted.procedureId();
    return procedures.inForce(set.model(), set.level(), wanted.provinceId(), wanted.year()).stream()
        .filter(one -> chosen == null || one.id().equals(chosen))
        .findFirst();
  }

  private Optional<CriteriaSet> known(String id) {
    try {
      return Optional.of(sets.byId(id));
    } catch (NotFoundException none) {
      return Optional.empty();
    }
  }

  private boolean inForce(CriteriaSet set, Area province, LocalDate today) {
    return sets.inForce(set.model(), set.level(), set.form(), province.id(), today).stream()
        .anyMatch(one -> one.id().equals(set.id()));
  }

  private static Problem existing(OpenCampaigns wanted, CriteriaSet set, Area province) {
    return Problem.at(
        "year",
        wanted.training() ? RecognitionProblem.TRAINING_EXISTS : RecognitionProblem.CAMPAIGN_EXISTS,
        String.valueOf(wanted.year()),
        province.name(),
        set.title());
  }

  Result<Integer> restart(Actor actor, int campaignId, Instant at, LocalDate today) {
    locks.tree();
    Campaign seen = campaigns.byId(campaignId).orElseThrow(() -> missing(campaignId));
    areas.require(actor, Right.CAMPAIGN_OPEN, areas.standing(seen.provinceId()));
    if (!seen.training()) {
      throw missing(campaignId);
    }
    if (seen.open()) {
      close(actor, campaignId, at);
    }
    Result<List<Integer>> opened =
        openAll(
            actor,
            new OpenCampaigns(
                seen.year(),
                areas.standing(seen.provinceId()),
                List.of(seen.setId()),
                seen.dueOn().isBefore(today) ? today : seen.dueOn(),
                seen.procedure().id(),
                true),
            at,
            today);
    if (!opened.done()) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    }
    return opened.map(List::getFirst);
  }

  Result<Closed> close(Actor actor, int campaignId, Instant at) {
    locks.tree();
    Campaign seen = campaigns.byId(campaignId).orElseThrow(() -> missing(campaignId));
    int province = areas.standing(seen.provinceId());
    areas.require(actor, Right.CAMPAIGN_OPEN, province);
    locks.communes(
        Stream.concat(roll.communes(province).stream(), roll.counting(campaignId).stream())
            .toList());
    Campaign campaign = campaigns.byId(campaignId).orElseThrow(() -> missing(campaignId));
    Instant closedAt = campaign.closedAt();
    if (closedAt != null) {
      return Result.refused(
          Problem.of(RecognitionProblem.CLOSED_ALREADY, String.valueOf(campaign.year()), closedAt));
    }
    campaigns.close(campaignId, at);
    Closed closed = new Closed(campaignId, campaigns.total(campaignId));
    journal.write(
        actor,
        "campaign.close",
        subject(campaignId),
        campaign.provinceId(),
        Map.of("roll", closed.tally().roll(), "leftOpen", closed.leftOpen()));
    return Result.ok(closed);
  }
}
