package vn.khuyenhoc.recognition;

import static vn.khuyenhoc.recognition.DossierEvent.APPROVE;
import static vn.khuyenhoc.recognition.DossierEvent.COMPLETE;
import static vn.khuyenhoc.recognition.DossierEvent.EMPTY;
import static vn.khuyenhoc.recognition.DossierEvent.GIVE_BACK;
import static vn.khuyenhoc.recognition.DossierEvent.RECOGNISE;
import static vn.khuyenhoc.recognition.DossierEvent.RECOMPUTED;
import static vn.khuyenhoc.recognition.DossierEvent.RELIST;
import static vn.khuyenhoc.recognition.DossierEvent.REMOVE;
import static vn.khuyenhoc.recognition.DossierEvent.SCORE;
import static vn.khuyenhoc.recognition.DossierEvent.SEND;
import static vn.khuyenhoc.recognition.DossierEvent.TAKE_OVER;
import static vn.khuyenhoc.recognition.Stage.APPROVED;
import static vn.khuyenhoc.recognition.Stage.LISTED;
import static vn.khuyenhoc.recognition.Stage.RECOGNISED;
import static vn.khuyenhoc.recognition.Stage.REMOVED;
import static vn.khuyenhoc.recognition.Stage.RETURNED;
import static vn.khuyenhoc.recognition.Stage.SCORED;
import static vn.khuyenhoc.recognition.Stage.SCORING;
import static vn.khuyenhoc.recognition.Stage.SENT;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vn.khuyenhoc.platform.Right;

/** The state graph: the only place that says which stage may follow which, by what, by whom. */
public final class DossierLifecycle {

  /**
   * One edge.
   *
   * @param from the stage before
   * @param event what happens
   * @param to the stage after
   * @param right who may bring it about
   */
  public record Transition(Stage from, DossierEvent event, Stage to, Right right) {}

  /** From the beginning of the procedure to its end; giving back is before sending again. */
  private static final List<Stage> ADVANCE =
      List.of(REMOVED, LISTED, SCORING, SCORED, RETURNED, SENT, APPROVED, RECOGNISED);

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
    graph.add(new Transition(SCORED, SEND, SENT, Right.DOSSIER_SCORE));
    graph.add(new Transition(SENT, APPROVE, APPROVED, Right.DOSSIER_APPRAISE));
    graph.add(new Transition(SENT, GIVE_BACK, RETURNED, Right.DOSSIER_APPRAISE));
    graph.add(new Transition(APPROVED, GIVE_BACK, RETURNED, Right.DOSSIER_APPRAISE));
    graph.add(new Transition(APPROVED, RECOGNISE, RECOGNISED, Right.DECISION_RECORD));
    graph.add(new Transition(SCORED, RECOMPUTED, SCORING, Right.HOUSEHOLD_KEEP));
    graph.add(new Transition(SCORED, RECOMPUTED, LISTED, Right.HOUSEHOLD_KEEP));
    for (Stage from : List.of(LISTED, SCORING, SCORED, RETURNED)) {
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
