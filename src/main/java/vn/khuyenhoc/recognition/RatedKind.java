package vn.khuyenhoc.recognition;

import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.registry.SubjectKind;

/** Which kind of subject a model rates. */
final class RatedKind {

  private RatedKind() {}

  static SubjectKind of(LearningModel model) {
    return switch (model) {
      case LEARNING_CITIZEN -> SubjectKind.CITIZEN;
      case LEARNING_FAMILY -> SubjectKind.HOUSEHOLD;
      case LEARNING_CLAN -> SubjectKind.CLAN;
      case LEARNING_COMMUNITY -> SubjectKind.COMMUNITY;
      case LEARNING_UNIT -> SubjectKind.UNIT;
      case SELF_MANAGED_GROUP -> SubjectKind.SELF_MANAGED_GROUP;
      case COMMUNITY_LEARNING_CENTRE -> SubjectKind.LEARNING_CENTRE;
      case LEARNING_SOCIETY -> SubjectKind.PROGRAMME;
    };
  }
}
