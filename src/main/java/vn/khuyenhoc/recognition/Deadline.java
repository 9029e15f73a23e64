package vn.khuyenhoc.recognition;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Sentence;
import vn.khuyenhoc.platform.web.Texts;
import vn.khuyenhoc.recognition.procedure.Procedure;
import vn.khuyenhoc.recognition.procedure.StepKind;
import vn.khuyenhoc.registry.Bodies;
import vn.khuyenhoc.registry.Body;

/**
 * The last day of a step of an open campaign, for one area of the reader.
 *
 * @param campaign which campaign
 * @param areaId the area
 * @param areaName what it is called today
 * @param kind the step
 * @param send whether it is about sending to whoever appraises, which is no step of its own
 * @param held whether it is about objections to be answered before what was posted can be sent
 * @param by which body does it; null for whoever is rated, or the volunteer of the village
 * @param at the level whose turn it is
 * @param mine whether that is the level of the area
 * @param due the last day
 * @param waiting how many dossiers wait for it in the area and below
 * @param href the list that waits
 */
public record Deadline(
    Campaign campaign,
    int areaId,
    String areaName,
    StepKind kind,
    boolean send,
    boolean held,
    Procedure.@Nullable Doer by,
    AreaLevel at,
    boolean mine,
    LocalDate due,
    int waiting,
    String href) {

  /** Whether its day is past and something still waits. */
  public boolean late(LocalDate today) {
    return waiting > 0 && due.isBefore(today);
  }

  /** Days until it; negative for days since. */
  public long days(LocalDate today) {
    return ChronoUnit.DAYS.between(today, due);
  }

  /** The key of what is to be done. */
  public String stepKey() {
    return held ? "deadlines.objections" : send ? "deadlines.send" : kind.messageKey();
  }

  /** What it is called: "Gia đình học tập 2026: Họp bình xét". */
  public Sentence words() {
    return Sentence.of("deadlines.of", campaign.called(), Sentence.of(stepKey()));
  }

  /** The same for the same step of the same campaign, however much waits. */
  public String key() {
    return "campaign-"
        + campaign.id()
        + "-"
        + (held ? "objections" : send ? "send" : kind.name().toLowerCase(java.util.Locale.ROOT));
  }

  /**
   * Who does it: the body of that place by its name where one is written down, else its kind and
   * level.
   *
   * @param around the bodies around the area
   */
  public String doer(Texts t, Bodies.Around around) {
    if (by == null) {
      return t.t("deadlines.by." + at.name());
    }
    return around
        .at(by.body(), by.level())
        .map(Body::name)
        .orElseGet(
            () ->
                t.t(
                    "steps.by",
                    t.t(by.body().messageKey()),
                    t.t("areas.level." + by.level().name())));
  }

  /** What part of a day says how far off it is: its key in the messages. */
  public String daysKey(LocalDate today) {
    long days = days(today);
    return days < 0 ? "deadlines.late" : days == 0 ? "deadlines.today" : "deadlines.left";
  }
}
