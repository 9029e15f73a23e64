package vn.khuyenhoc.criteria;

import java.util.List;
import java.util.Locale;

/** What can be rated: the five learning models (mô hình học tập) and what stands beside them. */
public enum LearningModel {
  /** Công dân học tập, one form a labour group. */
  LEARNING_CITIZEN(ModelLevel.PERSON),
  /** Gia đình học tập. */
  LEARNING_FAMILY(ModelLevel.HOUSEHOLD),
  /** Dòng họ học tập. */
  LEARNING_CLAN(ModelLevel.CLAN),
  /** Cộng đồng học tập of a village, commune or province; of a district in history. */
  LEARNING_COMMUNITY(
      ModelLevel.VILLAGE, ModelLevel.COMMUNE, ModelLevel.DISTRICT, ModelLevel.PROVINCE),
  /** Đơn vị học tập managed by a commune or province; by a district in history. */
  LEARNING_UNIT(ModelLevel.COMMUNE, ModelLevel.DISTRICT, ModelLevel.PROVINCE),
  /** Tổ Nhân dân tự quản: a community below the village. */
  SELF_MANAGED_GROUP(ModelLevel.GROUP),
  /** Trung tâm học tập cộng đồng. */
  COMMUNITY_LEARNING_CENTRE(ModelLevel.CENTRE),
  /** The learning-society programme of an area as a whole (QĐ 1373/QĐ-TTg). */
  LEARNING_SOCIETY(ModelLevel.COMMUNE, ModelLevel.DISTRICT, ModelLevel.PROVINCE);

  private final List<ModelLevel> levels;

  LearningModel(ModelLevel... levels) {
    this.levels = List.of(levels);
  }

  /** The levels it is rated at, the lowest first. */
  public List<ModelLevel> levels() {
    return levels;
  }

  /** Whether its sets belong to a labour group (form); only those of citizens do. */
  public boolean hasForms() {
    return this == LEARNING_CITIZEN;
  }

  /** The key of its name. */
  public String messageKey() {
    return "criteria.model." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The key of its name at a level: "Cộng đồng học tập cấp xã". */
  public String messageKey(ModelLevel level) {
    return levels.size() == 1
        ? messageKey()
        : messageKey() + "." + level.name().toLowerCase(Locale.ROOT);
  }
}
