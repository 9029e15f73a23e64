package vn.khuyenhoc.recognition;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.NotFoundException;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.Role;
import vn.khuyenhoc.registry.SubjectKey;

/**
 * Who does the work of an area. What belongs to a village or a commune is scored, appraised and
 * decided on there; what belongs to the province itself, such as a unit that it manages, by the
 * province. An officer of the province reads what communes do and does not do it for them.
 */
@Component
class Offices {

  private final Areas areas;

  Offices(Areas areas) {
    this.areas = areas;
  }

  /** The area whose office appraises what belongs to this one: its commune, else itself. */
  int of(int areaId) {
    return areas
        .above(areaId, AreaLevel.COMMUNE)
        .or(() -> areas.above(areaId, AreaLevel.PROVINCE))
        .map(Area::id)
        .orElseThrow(() -> new NotFoundException("office of area " + areaId));
  }

  /** The area whose office appraises in a campaign what belongs to this one. */
  int appraising(Campaign campaign, int areaId) {
    return areas
        .above(areaId, campaign.procedure().appraisedAt())
        .map(Area::id)
        .orElseGet(() -> of(areaId));
  }

  /**
   * The office that a decision belongs to today: the one that issued it, or what received that. Who
   * moves away takes the title along, and whoever gave it takes it back; only where an office was
   * divided does the one above the title's area do that.
   *
   * @param decidedIn the area whose office decided, which may have ended
   * @param areaId where the title is counted today
   */
  int deciding(int decidedIn, int areaId) {
    int standing = areas.standing(decidedIn);
    AreaLevel level = areas.lastKnown(standing).level();
    return areas
        .above(standing, level)
        .or(() -> areas.above(areaId, level))
        .map(Area::id)
        .orElseGet(() -> of(areaId));
  }

  /** As {@link #deciding(int, int)}. */
  int deciding(Title title) {
    return deciding(title.decidedIn(), title.areaId());
  }

  /**
   * The first step of a command about what belongs to an area.
   *
   * @return why the actor may not do it though it is within reach; empty where they may
   * @throws NotFoundException if it is not within reach
   */
  Optional<Problem> require(Actor actor, Right right, int areaId) {
    areas.require(actor, right, areaId);
    return acts(actor, right, areaId)
        ? Optional.empty()
        : Optional.of(Problem.of(RecognitionProblem.WORK_OF_ANOTHER_LEVEL));
  }

  /**
   * The first step of a command of an appraising office.
   *
   * @throws NotFoundException if the area is no such office in the campaign
   */
  Optional<Problem> requireOffice(Actor actor, Right right, Campaign campaign, int officeId) {
    Optional<Problem> problem = require(actor, right, officeId);
    AreaLevel at =
        right == Right.DECISION_RECORD
            ? campaign.procedure().decidedAt()
            : campaign.procedure().appraisedAt();
    if (areas.byId(officeId).level() != at) {
      throw new NotFoundException("area " + officeId + " appraises nothing here");
    }
    return problem;
  }

  /** Whether it is a dossier of what the actor is the head of. */
  static boolean own(Actor actor, SubjectKey subject) {
    return actor.heads(subject.homeId(), subject.subjectId());
  }

  /**
   * The first step of a question about a dossier: it lies within reach, or is the actor's own.
   *
   * @throws NotFoundException if it is neither
   */
  void requireReading(Actor actor, int areaId, SubjectKey subject) {
    if (!own(actor, subject)) {
      onlyOwn(actor, Right.DOSSIER_READ);
      areas.require(actor, Right.DOSSIER_READ, areaId);
    }
  }

  /**
   * The first step of a command that scores, registers or sends one dossier: as {@link #require},
   * and whoever it is the own dossier of may.
   */
  Optional<Problem> requireScoring(Actor actor, int areaId, SubjectKey subject) {
    if (own(actor, subject)) {
      return Optional.empty();
    }
    onlyOwn(actor, Right.DOSSIER_SCORE);
    return require(actor, Right.DOSSIER_SCORE, areaId);
  }

  /** Whether the actor scores it: as the head, or where it is scored. */
  boolean scores(Actor actor, int areaId, SubjectKey subject) {
    return own(actor, subject) || acts(actor, Right.DOSSIER_SCORE, areaId);
  }

  /** For whoever has own dossiers only, everything else is not there. */
  private static void onlyOwn(Actor actor, Right right) {
    if (!actor.holds(right) && actor.holds(Right.OWN_DOSSIER)) {
      throw new NotFoundException("not the actor's own dossier");
    }
  }

  /** Whether the actor does such work in this area, and not only reaches it from above. */
  boolean acts(Actor actor, Right right, int areaId) {
    if (!areas.reaches(actor, right, areaId)) {
      return false;
    }
    boolean ofProvince = areas.byId(areaId).level().compareTo(AreaLevel.COMMUNE) < 0;
    Actor there =
        new Actor(
            actor.accountId(),
            actor.personId(),
            actor.name(),
            actor.grants().stream()
                .filter(grant -> (grant.role() == Role.PROVINCE_OFFICER) == ofProvince)
                .toList());
    return areas.reaches(there, right, areaId);
  }
}
