package vn.khuyenhoc.recognition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.procedure.Procedure;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;

/**
 * A step of a campaign's procedure as a page shows it.
 *
 * @param kind which
 * @param by who does it; null for whoever is rated, or the volunteer of the village
 * @param body the body of the place that does it, by name; null where none is written down
 * @param due by when; null for no day of its own
 * @param late whether that day is past, and something still waits here
 * @param days how many days it lasts; 0 for a step that has none
 * @param state done, now or later; null where nobody counted
 * @param waiting how many dossiers wait here
 * @param toSend how many wait to be sent here
 * @param alone whether it is about one dossier, of which nothing is counted
 * @param guidance what to do, in plain words
 * @param source the document that says so
 * @param href where it is done; null for nowhere
 */
public record StepView(
    StepKind kind,
    Procedure.@Nullable Doer by,
    @Nullable String body,
    @Nullable LocalDate due,
    boolean late,
    int days,
    @Nullable State state,
    int waiting,
    int toSend,
    boolean alone,
    String guidance,
    String source,
    @Nullable String href) {

  /** How far it is. */
  public enum State {
    /** Everything has passed it. */
    DONE,
    /** Something waits here. */
    NOW,
    /** Nothing has come here. */
    LATER
  }

  /** The steps of a procedure, nobody counting. */
  static List<StepView> of(Campaign campaign) {
    return campaign.procedure().content().steps().stream()
        .map(
            step ->
                new StepView(
                    step.kind(),
                    step.by(),
                    null,
                    due(campaign, step),
                    false,
                    step.days(),
                    null,
                    0,
                    0,
                    false,
                    step.guidance(),
                    step.source(),
                    null))
        .toList();
  }

  /**
   * The steps of a procedure, for what belongs to a village.
   *
   * @param stages how many dossiers stand where
   * @param unregistered how many are not registered
   * @param village the village's own page
   * @param works whether the reader does the work of the village
   */
  static List<StepView> of(
      Campaign campaign,
      Map<Stage, Integer> stages,
      int unregistered,
      String village,
      boolean works,
      LocalDate today) {
    Map<StepKind, Integer> at = new EnumMap<>(StepKind.class);
    int toSend = 0;
    var send = DossierLifecycle.from(DossierEvent.SEND, campaign.steps());
    for (Map.Entry<Stage, Integer> one : stages.entrySet()) {
      StepKind kind = where(campaign, one.getKey());
      if (kind != null) {
        at.merge(kind, one.getValue(), Integer::sum);
      }
      toSend += send.contains(one.getKey()) ? one.getValue() : 0;
    }
    int unscored = at.getOrDefault(StepKind.SELF_ASSESSMENT, 0);
    if (campaign.procedure().has(StepKind.REGISTRATION) && unregistered > 0) {
      at.put(StepKind.REGISTRATION, unregistered);
      at.put(StepKind.SELF_ASSESSMENT, Math.max(0, unscored - unregistered));
    }
    List<StepView> views = new ArrayList<>();
    boolean before = false;
    boolean any =
        stages.entrySet().stream()
            .anyMatch(one -> one.getKey() != Stage.REMOVED && one.getValue() > 0);
    for (Procedure.Step step : campaign.procedure().content().steps()) {
      int here = at.getOrDefault(step.kind(), 0);
      boolean now = here > 0 && step.kind() != StepKind.CERTIFICATE;
      LocalDate due = due(campaign, step);
      views.add(
          new StepView(
              step.kind(),
              step.by(),
              null,
              due,
              now && due != null && due.isBefore(today),
              step.days(),
              now ? State.NOW : any && !before ? State.DONE : State.LATER,
              step.kind() == StepKind.APPRAISAL ? here - toSend : here,
              step.kind() == StepKind.APPRAISAL ? toSend : 0,
              false,
              step.guidance(),
              step.source(),
              works ? href(step.kind(), village, toSend) : null));
      before |= here > 0;
    }
    return views;
  }

  /**
   * The steps of a procedure, for one dossier. What did not achieve goes no further than its
   * appraisal, and what was taken off the roll nowhere.
   *
   * @param certified whether a certificate was issued for it
   * @param village the village's own page; null for a reader who does not work there
   */
  static List<StepView> of(
      Campaign campaign,
      DossierLine line,
      boolean certified,
      @Nullable String village,
      LocalDate today) {
    boolean removed = line.stage() == Stage.REMOVED;
    boolean ended = line.stage() == Stage.APPROVED && line.outcome() == Outcome.NOT_ACHIEVED;
    return of(
            campaign,
            Map.of(line.stage(), 1),
            line.unregistered(campaign) ? 1 : 0,
            village == null ? "" : village,
            village != null && campaign.open(),
            today)
        .stream()
        .map(
            step -> {
              boolean beyond = step.kind().compareTo(StepKind.APPRAISAL) > 0;
              boolean paper =
                  step.kind() == StepKind.CERTIFICATE
                      && line.stage() == Stage.RECOGNISED
                      && !certified;
              State state = removed || ended && beyond ? null : paper ? State.NOW : step.state();
              LocalDate due = step.due();
              return new StepView(
                  step.kind(),
                  step.by(),
                  step.body(),
                  due,
                  state == State.NOW && due != null && due.isBefore(today),
                  step.days(),
                  state,
                  step.waiting(),
                  step.toSend(),
                  true,
                  step.guidance(),
                  step.source(),
                  // the list of the village is no place to look for this one
                  step.kind() == StepKind.SELF_ASSESSMENT || state != State.NOW
                      ? null
                      : step.href());
            })
        .toList();
  }

  private static @Nullable LocalDate due(Campaign campaign, Procedure.Step step) {
    if (step.due() == null) {
      return step.kind() == StepKind.SELF_ASSESSMENT ? campaign.dueOn() : null;
    }
    return step.due().in(campaign.year());
  }

  /** The step at which dossiers of a stage wait; null where they wait for nothing. */
  private static @Nullable StepKind where(Campaign campaign, Stage stage) {
    return switch (stage) {
      case LISTED, SCORING, RETURNED -> StepKind.SELF_ASSESSMENT;
      case SCORED ->
          first(campaign, StepKind.VILLAGE_MEETING, StepKind.PUBLIC_NOTICE, StepKind.APPRAISAL);
      case MET -> first(campaign, StepKind.PUBLIC_NOTICE, StepKind.APPRAISAL);
      case POSTED, SENT -> StepKind.APPRAISAL;
      case APPROVED -> first(campaign, StepKind.COUNCIL, StepKind.DECISION);
      case AGREED -> StepKind.DECISION;
      case RECOGNISED -> StepKind.CERTIFICATE;
      case REVOKED, REMOVED -> null;
    };
  }

  private static @Nullable StepKind first(Campaign campaign, StepKind... kinds) {
    for (StepKind kind : kinds) {
      if (campaign.procedure().has(kind)) {
        return kind;
      }
    }
    return null;
  }

  private static @Nullable String href(StepKind kind, String village, int toSend) {
    return switch (kind) {
      case REGISTRATION -> village + "/registration";
      case SELF_ASSESSMENT -> village + "/next";
      case VILLAGE_MEETING -> village + "/meeting";
      case PUBLIC_NOTICE -> village + "/notice";
      case APPRAISAL -> toSend > 0 ? village + "/send" : null;
      case COUNCIL, DECISION, CERTIFICATE -> null;
    };
  }

  /** The same steps, each with the body of the place that does it. */
  static List<StepView> named(List<StepView> steps, Bodies.Around around) {
    return steps.stream()
        .map(
            step -> {
              Procedure.Doer by = step.by();
              String name =
                  by == null ? null : around.at(by.body(), by.level()).map(Body::name).orElse(null);
              return new StepView(
                  step.kind(),
                  by,
                  name,
                  step.due(),
                  step.late(),
                  step.days(),
                  step.state(),
                  step.waiting(),
                  step.toSend(),
                  step.alone(),
                  step.guidance(),
                  step.source(),
                  step.href());
            })
        .toList();
  }

  /** Who does it, by when, what waits. */
  public String sub(Texts t) {
    List<String> parts = new ArrayList<>();
    if (body != null) {
      parts.add(t.t("steps.by.body", body));
    } else if (by != null) {
      parts.add(
          t.t("steps.by", t.t(by.body().messageKey()), t.t("areas.level." + by.level().name())));
    }
    if (days > 0) {
      parts.add(t.t("steps.days", days));
    }
    if (due != null) {
      parts.add(t.t(late ? "steps.late" : "steps.due", due));
    }
    return String.join(" · ", parts);
  }

  /** What waits, in a word. */
  public @Nullable String tag(Texts t) {
    if (state == null) {
      return null;
    }
    if (state == State.NOW && alone) {
      return t.t(toSend > 0 ? "steps.one.to-send" : "steps.one.NOW");
    }
    if (state == State.NOW) {
      return toSend > 0 && waiting > 0
          ? t.t("steps.both", toSend, waiting)
          : toSend > 0 ? t.t("steps.to-send", toSend) : t.t("steps.waiting", waiting);
    }
    return t.t("steps." + state.name());
  }

  /** The colour of that. */
  public String tagKind() {
    return state == null || state == State.LATER
        ? "plain"
        : state == State.DONE ? "ok" : late ? "back" : "wait";
  }
}
