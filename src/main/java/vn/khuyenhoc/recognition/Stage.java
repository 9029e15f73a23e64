package vn.khuyenhoc.recognition;

/** Where a dossier stands. Which stage may follow which is said by {@link DossierLifecycle}. */
public enum Stage {
  /** Chưa chấm: on the roll, no answer yet. */
  LISTED,
  /** Đang chấm: some answers, not all. */
  SCORING,
  /** Đã chấm, chưa gửi: all answers, not yet sent to the commune. */
  SCORED,
  /** Đã họp bình xét: voted on by the village meeting, not yet posted or sent. */
  MET,
  /** Đã niêm yết xong: the public notice ended and no objection is open; not yet sent. */
  POSTED,
  /** Đã gửi xã: waits for the commune's appraisal. */
  SENT,
  /** Trả lại: sent back by the commune with a reason. */
  RETURNED,
  /** Đã duyệt: appraised; recognised next where it achieved, final where it did not. */
  APPROVED,
  /** Hội đồng đã thông qua: recognised next where it achieved, final where it did not. */
  AGREED,
  /** Đã công nhận, by a decision. */
  RECOGNISED,
  /** Đã thu hồi: the title was taken back with a reason. */
  REVOKED,
  /** Ra khỏi danh sách: the household left the roll. Not counted anywhere. */
  REMOVED;

  /** The key of its name in the messages. */
  public String messageKey() {
    return "stage." + name();
  }
}
