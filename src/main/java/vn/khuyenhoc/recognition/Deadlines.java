package vn.khuyenhoc.recognition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ReminderSource;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.DeadlineTable.Counted;
import vn.khuyenhoc.recognition.procedure.StepKind;

/**
 * Deadlines, what is late, and whose turn it is: of every open campaign and every area of the
 * reader, from the days that the procedures name. Campaigns for practising remind nobody.
 */
@Service
public class Deadlines implements ReminderSource {

  private static final List<StepKind> OF_VILLAGES =
      List.of(
          StepKind.REGISTRATION,
          StepKind.SELF_ASSESSMENT,
          StepKind.VILLAGE_MEETING,
          StepKind.PUBLIC_NOTICE);

  private final CampaignTable campaigns;
  private final DeadlineTable table;
  private final Areas areas;
  private final Clock clock;

  Deadlines(CampaignTable campaigns, DeadlineTable table, Areas areas, Clock clock) {
    this.campaigns = campaigns;
    this.table = table;
    this.areas = areas;
    this.clock = clock;
  }

  /**
   * What there is for somebody.
   *
   * @param all what waits, is late or still to come, the most urgent first
   * @param below the villages or communes in which something is late, the latest first
   */
  public record Found(List<Deadline> all, List<LateBelow> below) {}

  /** The deadlines of the actor's areas. */
  @Transactional(readOnly = true)
  public Found of(Actor actor) {
    List<Integer> within = actor.areasFor(Right.DOSSIER_READ);
    List<Campaign> open =
        within.isEmpty()
            ? List.of()
            : campaigns.touching(within).stream()
                .filter(one -> one.open() && !one.training())
                .toList();
    if (open.isEmpty()) {
      return new Found(List.of(), List.of());
    }
    Map<Integer, Campaign> byId =
        open.stream().collect(Collectors.toMap(Campaign::id, Function.identity()));
    Map<Place, Here> here = here(byId, within);
    LocalDate today = LocalDate.now(clock);
    List<Deadline> all = new ArrayList<>();
    for (int area : within) {
      Area own = areas.byId(area);
      for (Campaign campaign : open) {
        Here sum = whole(here, campaign.id(), own);
        if (sum != null) {
          all.addAll(deadlines(campaign, own.id(), own.name(), own.level(), sum, today));
        }
      }
    }
    all.removeIf(one -> one.waiting() == 0);
    all.sort(
        Comparator.comparing((Deadline one) -> !one.late(today))
            .thenComparing(Deadline::due)
            .thenComparing(one -> one.campaign().id())
            .thenComparing(Deadline::kind));
    return new Found(all, below(byId, within, here, today));
  }

  /**
   * The steps of a campaign with what waits in the actor's areas at each.
   *
   * @param campaign within the actor's reach
   */
  @Transactional(readOnly = true)
  public List<StepView> steps(Actor actor, Campaign campaign) {
    List<Integer> within = actor.areasFor(Right.DOSSIER_READ);
    Map<Place, Here> here = here(Map.of(campaign.id(), campaign), within);
    Here sum = new Here("", AreaLevel.NATION);
    for (int area : within) {
      Here one = whole(here, campaign.id(), areas.byId(area));
      if (one != null) {
        sum.add(one);
      }
    }
    return sum.stages.isEmpty()
        ? StepView.of(campaign)
        : StepView.of(campaign, sum.stages, sum.unregistered, "", false, LocalDate.now(clock));
  }

  /** Those that are the actor's turn, and what is late below. */
  @Override
  public List<Reminder> remindersFor(Actor actor) {
    LocalDate today = LocalDate.now(clock);
    Map<String, Reminder> reminders = new LinkedHashMap<>();
    for (Deadline one : of(actor).all()) {
      if (one.mine() || one.late(today)) {
        reminders.merge(
            one.key(),
            new Reminder(
                one.key(),
                one.words(),
                one.due(),
                one.waiting(),
                // a reminder leads to the list, not to the first on it
                one.href().endsWith("/next")
                    ? one.href().substring(0, one.href().length() - "/next".length())
                    : one.href()),
            (first, other) ->
                new Reminder(
                    first.key(),
                    first.words(),
                    first.dueOn(),
                    first.waiting() + other.waiting(),
                    "/deadlines"));
      }
    }
    return List.copyOf(reminders.values());
  }

  /** An area of the reader, or one below it, in a campaign. */
  private record Place(int campaignId, int of, int areaId) {}

  /** How much stands where in one place. */
  private static final class Here {
    private final String name;
    private final AreaLevel level;
    private final Map<Stage, Integer> stages = new EnumMap<>(Stage.class);
    private int unregistered;
    private int held;

    Here(String name, AreaLevel level) {
      this.name = name;
      this.level = level;
    }

    void add(Here other) {
      other.stages.forEach((stage, count) -> stages.merge(stage, count, Integer::sum));
      unregistered += other.unregistered;
      held += other.held;
    }
  }

  private Map<Place, Here> here(Map<Integer, Campaign> open, List<Integer> within) {
    Map<Place, Here> here = new LinkedHashMap<>();
    for (Counted one : table.counted(open.keySet(), within)) {
      Here place = new Here(one.name(), one.level());
      place.stages.put(Stage.LISTED, one.tally().listed());
      place.stages.put(Stage.SCORING, one.tally().scoring());
      place.stages.put(Stage.RETURNED, one.tally().returned());
      place.stages.put(Stage.SENT, one.tally().sent());
      place.stages.put(Stage.RECOGNISED, one.tally().recognised());
      place.stages.put(Stage.SCORED, one.tally().scored() - one.met() - one.posted());
      place.stages.put(Stage.MET, one.met());
      place.stages.put(Stage.POSTED, one.posted());
      place.stages.put(Stage.APPROVED, one.tally().approved() - one.agreed());
      place.stages.put(Stage.AGREED, one.agreed());
      place.unregistered = one.unregistered();
      here.put(new Place(one.campaignId(), one.of(), one.areaId()), place);
    }
    for (DeadlineTable.Held one : table.held(open.keySet(), within)) {
      hold(here.get(new Place(one.campaignId(), one.of(), one.areaId())), one);
      if (one.areaId() != one.of()) {
        Here whole = here.get(new Place(one.campaignId(), one.of(), one.of()));
        if (whole != null && whole.level == AreaLevel.COMMUNE) {
          hold(whole, one);
        }
      }
    }
    return here;
  }

  private static void hold(@Nullable Here place, DeadlineTable.Held one) {
    if (place != null) {
      place.stages.merge(one.stage(), -one.dossiers(), Integer::sum);
      place.held += one.dossiers();
    }
  }

  /** A commune's tally holds its villages; a province is the sum of its communes and itself. */
  private static @Nullable Here whole(Map<Place, Here> here, int campaignId, Area own) {
    if (own.level().compareTo(AreaLevel.COMMUNE) >= 0) {
      return here.get(new Place(campaignId, own.id(), own.id()));
    }
    Here sum = new Here(own.name(), own.level());
    here.forEach(
        (place, one) -> {
          if (place.campaignId() == campaignId && place.of() == own.id()) {
            sum.add(one);
          }
        });
    return sum.stages.isEmpty() ? null : sum;
  }

  private List<LateBelow> below(
      Map<Integer, Campaign> open, List<Integer> within, Map<Place, Here> here, LocalDate today) {
    Map<Integer, LateBelow> late = new HashMap<>();
    here.forEach(
        (place, one) -> {
          if (within.contains(place.areaId())) {
            return;
          }
          Campaign campaign = open.get(place.campaignId());
          if (campaign == null) {
            return;
          }
          for (Deadline deadline :
              deadlines(campaign, place.areaId(), one.name, one.level, one, today)) {
            if (deadline.late(today) && deadline.mine()) {
              late.merge(
                  place.areaId(),
                  new LateBelow(
                      place.areaId(),
                      one.name,
                      deadline.waiting(),
                      1,
                      one.level == AreaLevel.VILLAGE || campaign.ofCommunes()
                          ? "/campaigns/" + campaign.id() + "/villages/" + place.areaId()
                          : "/campaigns/" + campaign.id() + "/communes/" + place.areaId()),
                  (first, other) ->
                      new LateBelow(
                          first.areaId(),
                          first.name(),
                          first.waiting() + other.waiting(),
                          first.steps() + 1,
                          first.href()));
            }
          }
        });
    return late.values().stream()
        .sorted(
            Comparator.comparingInt(LateBelow::waiting).reversed().thenComparing(LateBelow::areaId))
        .toList();
  }

  private static List<Deadline> deadlines(
      Campaign campaign, int areaId, String name, AreaLevel level, Here here, LocalDate today) {
    List<Deadline> found = new ArrayList<>();
    String village = "/campaigns/" + campaign.id() + "/villages/" + areaId;
    if (here.held > 0) {
      // whoever scored does not answer for it: the office that appraises does
      AreaLevel at = campaign.procedure().appraisedAt();
      found.add(
          new Deadline(
              campaign,
              areaId,
              name,
              StepKind.PUBLIC_NOTICE,
              false,
              true,
              null,
              at,
              at == level,
              campaign.dueOn(),
              here.held,
              level == AreaLevel.VILLAGE ? village + "/notice" : list(campaign, areaId, level)));
    }
    for (StepView step :
        StepView.of(
            campaign,
            here.stages,
            campaign.procedure().has(StepKind.REGISTRATION) ? here.unregistered : 0,
            village,
            true,
            today)) {
      if (step.toSend() > 0 || step.kind() == StepKind.APPRAISAL) {
        AreaLevel at = scoredAt(campaign);
        found.add(
            new Deadline(
                campaign,
                areaId,
                name,
                step.kind(),
                true,
                false,
                null,
                at,
                at == level,
                campaign.dueOn(),
                step.toSend(),
                level == AreaLevel.VILLAGE ? village + "/send" : list(campaign, areaId, level)));
      }
      LocalDate due = step.due();
      // nobody has to register, so whoever did not is not late
      if (due == null || step.kind() == StepKind.REGISTRATION && due.isBefore(today)) {
        continue;
      }
      AreaLevel at = at(campaign, step.kind());
      found.add(
          new Deadline(
              campaign,
              areaId,
              name,
              step.kind(),
              false,
              false,
              step.by(),
              at,
              at == level,
              due,
              step.state() == StepView.State.NOW ? step.waiting() : 0,
              href(campaign, step, areaId, level)));
    }
    return found;
  }

  private static AreaLevel scoredAt(Campaign campaign) {
    if (campaign.ofProvince()) {
      return AreaLevel.PROVINCE;
    }
    return campaign.ofCommunes() ? AreaLevel.COMMUNE : AreaLevel.VILLAGE;
  }

  private static AreaLevel at(Campaign campaign, StepKind kind) {
    return switch (kind) {
      case APPRAISAL, COUNCIL -> campaign.procedure().appraisedAt();
      case DECISION, CERTIFICATE -> campaign.procedure().decidedAt();
      default -> scoredAt(campaign);
    };
  }

  private static String href(Campaign campaign, StepView step, int areaId, AreaLevel level) {
    String own = step.href();
    if (level == AreaLevel.VILLAGE) {
      return own == null ? list(campaign, areaId, level) : own;
    }
    boolean office = !OF_VILLAGES.contains(step.kind()) && at(campaign, step.kind()) == level;
    if (!office) {
      return list(campaign, areaId, level);
    }
    String queue = "/campaigns/" + campaign.id() + "/communes/" + areaId;
    return switch (step.kind()) {
      case COUNCIL -> queue + "/council";
      case DECISION -> queue + "/recognise";
      default -> queue;
    };
  }

  private static String list(Campaign campaign, int areaId, AreaLevel level) {
    boolean own =
        level == AreaLevel.VILLAGE
            || level == AreaLevel.COMMUNE && campaign.ofCommunes()
            || level == AreaLevel.PROVINCE && campaign.ofProvince();
    return "/campaigns/" + campaign.id() + (own ? "/villages/" + areaId : "");
  }
}
