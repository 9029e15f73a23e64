package vn.khuyenhoc.recognition;

import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.recognition.procedure.StepKind;

/** Who meets and votes on dossiers. */
public enum MeetingKind {
  /** Họp bình xét: the households of a village. */
  VILLAGE(StepKind.VILLAGE_MEETING, DossierEvent.MEET, Right.DOSSIER_SCORE),
  /** Hội đồng: at the office that appraises. */
  COUNCIL(StepKind.COUNCIL, DossierEvent.AGREE, Right.DOSSIER_APPRAISE);

  private final StepKind step;
  private final DossierEvent event;
  private final Right right;

  MeetingKind(StepKind step, DossierEvent event, Right right) {
    this.step = step;
    this.event = event;
    this.right = right;
  }

  /** The step of the procedure that it is. */
  public StepKind step() {
    return step;
  }

  /** What it does to a dossier. */
  DossierEvent event() {
    return event;
  }

  /** What whoever records it may do. */
  public Right right() {
    return right;
  }

  /** Where the dossiers stand that it votes on. */
  Stage from() {
    return this == VILLAGE ? Stage.SCORED : Stage.APPROVED;
  }

  /** The page of such meetings. */
  public String path(int campaign, int area) {
    return home(campaign, area) + (this == VILLAGE ? "/meeting" : "/council");
  }

  /** The page of the village or office that meets. */
  public String home(int campaign, int area) {
    return "/campaigns/" + campaign + (this == VILLAGE ? "/villages/" : "/communes/") + area;
  }

  /** The key of a sentence about it: those of the council have words of their own. */
  public String word(String key) {
    return this == VILLAGE ? key : key + ".council";
  }
}
