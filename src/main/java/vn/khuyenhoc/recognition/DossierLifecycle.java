package vn.khuyenhoc.recognition;

import static vn.khuyenhoc.recognition.DossierEvent.AGREE;
import static vn.khuyenhoc.recognition.DossierEvent.APPROVE;
import static vn.khuyenhoc.recognition.DossierEvent.COMPLETE;
import static vn.khuyenhoc.recognition.DossierEvent.CORRECT;
import static vn.khuyenhoc.recognition.DossierEvent.EMPTY;
import static vn.khuyenhoc.recognition.DossierEvent.GIVE_BACK;
import static vn.khuyenhoc.recognition.DossierEvent.MEET;
import static vn.khuyenhoc.recognition.DossierEvent.POST;
import static vn.khuyenhoc.recognition.DossierEvent.RECOGNISE;
import static vn.khuyenhoc.recognition.DossierEvent.RECOMPUTED;
import static vn.khuyenhoc.recognition.DossierEvent.RECONSIDER;
import static vn.khuyenhoc.recognition.DossierEvent.RELIST;
import static vn.khuyenhoc.recognition.DossierEvent.REMOVE;
import static vn.khuyenhoc.recognition.DossierEvent.REOPEN;
import static vn.khuyenhoc.recognition.DossierEvent.REVOKE;
import static vn.khuyenhoc.recognition.DossierEvent.SCORE;
import static vn.khuyenhoc.recognition.DossierEvent.SEND;
import static vn.khuyenhoc.recognition.DossierEvent.TAKE_OVER;
import static vn.khuyenhoc.recognition.DossierEvent.WITHDRAW;
import static vn.khuyenhoc.recognition.Stage.AGREED;
import static vn.khuyenhoc.recognition.Stage.APPROVED;
import static vn.khuyenhoc.recognition.Stage.LISTED;
import static vn.khuyenhoc.recognition.Stage.MET;
import static vn.khuyenhoc.recognition.Stage.POSTED;
import static vn.khuyenhoc.recognition.Stage.RECOGNISED;
import static vn.khuyenhoc.recognition.Stage.REMOVED;
import static vn.khuyenhoc.recognition.Stage.RETURNED;
import static vn.khuyenhoc.recognition.Stage.REVOKED;
import static vn.khuyenhoc.recognition.Stage.SCORED;
import static vn.khuyenhoc.recognition.Stage.SCORING;
import static vn.khuyenhoc.recognition.Stage.SENT;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.procedure.StepKind;

/** The state graph: the only place that says which stage may follow which, by what, by whom. */
public final class DossierLifecycle {

  /**
   * One edge.
   *
   * @param from the stage before
   * @param event what happens
   * @param to the stage after
   * @param right who may bring it about
   * @param with only where the procedure has all of these steps
   * @param without only where it has none of these
   */
  public record Transition(
      Stage from,
      DossierEvent event,
      Stage to,
      Right right,
      Set<StepKind> with,
      Set<StepKind> without) {

    Transition(Stage from, DossierEvent event, Stage to, Right right) {
      this(from, event, to, right, Set.of(), Set.of());
    }

    /** Whether a procedure of these steps has this edge. */
    boolean in(Set<StepKind> steps) {
      return steps.containsAll(with) && without.stream().noneMatch(steps::contains);
    }
  }

  /** From the beginning of the procedure to its end; giving back is before sending again. */
  private static final List<Stage> ADVANCE =
      List.of(
          REMOVED,
          LISTED,
          SCORING,
          SCORED,
          RETURNED,
          MET,
          POSTED,
          SENT,
          APPROVED,
          AGREED,
          REVOKED,
          RECOGNISED);

  private static final List<Transition> GRAPH = graph();

  private DossierLifecycle() {}

  private static List<Transition> graph() {
    List<Transition> graph = new ArrayList<>();
    for (Stage from : List.of(LISTED, SCORING, SCORED)) {
      graph.add(new Transition(from, SCORE, SCORING, Right.DOSSIER_SCORE));
      graph.add(new Transition(from, COMPLETE, SCORED, Right.DOSSIER_SCORE));
    }
    graph.add(new Transition(SCORING, EMPTY, LISTED, Right.DOSSIER_SCORE));
    graph.add(new Transition(SCORED, EMPTY, LISTED, Right.DOSSIER_SCORE));
    graph.add(new Transition(RETURNED, SCORE, RETURNED, Right.DOSSIER_SCORE));
    graph.add(new Transition(RETURNED, COMPLETE, SCORED, Right.DOSSIER_SCORE));
    Set<StepKind> meeting = Set.of(StepKind.VILLAGE_MEETING);
    Set<StepKind> notice = Set.of(StepKind.PUBLIC_NOTICE);
    Set<StepKind> council = Set.of(StepKind.COUNCIL);
    Set<StepKind> both = Set.of(StepKind.VILLAGE_MEETING, StepKind.PUBLIC_NOTICE);
    graph.add(new Transition(SCORED, MEET, MET, Right.DOSSIER_SCORE, meeting, Set.of()));
    graph.add(new Transition(SCORED, POST, POSTED, Right.DOSSIER_SCORE, notice, meeting));
    graph.add(new Transition(MET, POST, POSTED, Right.DOSSIER_SCORE, both, Set.of()));
    for (Stage from : List.of(MET, POSTED)) {
      graph.add(new Transition(from, REOPEN, SCORED, Right.DOSSIER_SCORE));
      graph.add(new Transition(from, REOPEN, SCORING, Right.DOSSIER_SCORE));
      graph.add(new Transition(from, REOPEN, LISTED, Right.DOSSIER_SCORE));
    }
    graph.add(new Transition(SCORED, SEND, SENT, Right.DOSSIER_SCORE, Set.of(), both));
    graph.add(new Transition(MET, SEND, SENT, Right.DOSSIER_SCORE, meeting, notice));
    graph.add(new Transition(POSTED, SEND, SENT, Right.DOSSIER_SCORE, notice, Set.of()));
    graph.add(new Transition(SENT, CORRECT, SENT, Right.DOSSIER_APPRAISE));
    graph.add(new Transition(SENT, APPROVE, APPROVED, Right.DOSSIER_APPRAISE));
    graph.add(new Transition(SENT, GIVE_BACK, RETURNED, Right.DOSSIER_APPRAISE));
    graph.add(new Transition(APPROVED, GIVE_BACK, RETURNED, Right.DOSSIER_APPRAISE));
    graph.add(new Transition(APPROVED, AGREE, AGREED, Right.DOSSIER_APPRAISE, council, Set.of()));
    graph.add(new Transition(AGREED, GIVE_BACK, RETURNED, Right.DOSSIER_APPRAISE));
    // the votes were recorded wrongly; a score was corrected, so that it is approved again too
    for (Stage to : List.of(APPROVED, SENT)) {
      graph.add(new Transition(AGREED, RECONSIDER, to, Right.DOSSIER_APPRAISE, council, Set.of()));
    }
    graph.add(
        new Transition(APPROVED, RECOGNISE, RECOGNISED, Right.DECISION_RECORD, Set.of(), council));
    graph.add(
        new Transition(AGREED, RECOGNISE, RECOGNISED, Right.DECISION_RECORD, council, Set.of()));
    graph.add(
        new Transition(RECOGNISED, WITHDRAW, APPROVED, Right.DECISION_RECORD, Set.of(), council));
    graph.add(
        new Transition(RECOGNISED, WITHDRAW, AGREED, Right.DECISION_RECORD, council, Set.of()));
    graph.add(new Transition(RECOGNISED, REVOKE, REVOKED, Right.DECISION_RECORD));
    graph.add(new Transition(SCORED, RECOMPUTED, SCORING, Right.HOUSEHOLD_KEEP));
    graph.add(new Transition(SCORED, RECOMPUTED, LISTED, Right.HOUSEHOLD_KEEP));
    for (Stage from : List.of(LISTED, SCORING, SCORED, RETURNED, MET, POSTED)) {
      graph.add(new Transition(from, REMOVE, REMOVED, Right.HOUSEHOLD_KEEP));
    }
    graph.add(new Transition(REMOVED, RELIST, LISTED, Right.HOUSEHOLD_KEEP));
    graph.add(new Transition(REMOVED, RELIST, SCORING, Right.HOUSEHOLD_KEEP));
    return List.copyOf(graph);
  }

  /** All edges but {@link DossierEvent#TAKE_OVER}, for which see {@link #takesOver}. */
  public static List<Transition> transitions() {
    return GRAPH;
  }

  /** The stages in which this may happen. */
  public static Set<Stage> from(DossierEvent event) {
    EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
    GRAPH.stream().filter(edge -> edge.event() == event).forEach(edge -> stages.add(edge.from()));
    return stages;
  }

  /** The stages in which this may happen where the procedure has these steps and no others. */
  public static Set<Stage> from(DossierEvent event, Set<StepKind> steps) {
    EnumSet<Stage> stages = EnumSet.noneOf(Stage.class);
    GRAPH.stream()
        .filter(edge -> edge.event() == event && edge.in(steps))
        .forEach(edge -> stages.add(edge.from()));
    return stages;
  }

  /** Whether this may happen in this stage. */
  public static boolean allows(Stage from, DossierEvent event) {
    return GRAPH.stream().anyMatch(edge -> edge.from() == from && edge.event() == event);
  }

  /** The stage after an event that leads to one stage only. */
  public static Stage to(DossierEvent event) {
    List<Stage> stages =
        GRAPH.stream()
            .filter(edge -> edge.event() == event)
            .map(Transition::to)
            .distinct()
            .toList();
    if (stages.size() != 1) {
      throw new IllegalArgumentException(event + " leads to " + stages);
    }
    return stages.getFirst();
  }

  /**
   * The stage after this event.
   *
   * @param wanted the stage the rules came to
   * @throws IllegalStateException if the graph has no such edge: a fault of the program
   */
  static Stage step(Stage from, DossierEvent event, Stage wanted) {
    boolean there =
        event == TAKE_OVER
            ? takesOver(from, wanted)
            : GRAPH.stream()
                .anyMatch(
                    edge -> edge.from() == from && edge.event() == event && edge.to() == wanted);
    if (!there) {
      throw new IllegalStateException("no edge " + from + " -" + event + "-> " + wanted);
    }
    return wanted;
  }

  /**
   * Whether, of two dossiers of one household entered twice, the one that stays goes on in the
   * other's stage: always the further one. The other is removed from whatever stage it was in.
   */
  public static boolean takesOver(Stage kept, Stage other) {
    return ADVANCE.indexOf(other) > ADVANCE.indexOf(kept);
  }

  /** The stages from the beginning to the end, for the database to compare by. */
  static List<Stage> advance() {
    return ADVANCE;
  }
}
