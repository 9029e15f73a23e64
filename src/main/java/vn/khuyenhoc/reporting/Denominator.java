package vn.khuyenhoc.reporting;

/** What a rate is a share of. Two rates over different ones are never compared. */
public enum Denominator {
  /** Hộ. */
  HOUSEHOLDS,
  /** Dòng họ. */
  CLANS,
  /** Tổ Nhân dân tự quản. */
  GROUPS,
  /** Trung tâm học tập cộng đồng. */
  CENTRES,
  /** Thôn, bản, tổ dân phố. */
  VILLAGES,
  /** Xã, phường, đặc khu. */
  COMMUNES,
  /** Huyện, to 30 June 2025. */
  DISTRICTS,
  /** Tỉnh, thành phố. */
  PROVINCES,
  /** Đơn vị. */
  UNITS,
  /** Công dân on the roll. */
  CITIZENS,
  /** Người lớn, as the households state them (QĐ 677/QĐ-TTg counts learning citizens so). */
  ADULTS,
  /** Người lao động, as the households state them. */
  WORKERS,
  /** Người lao động of recognised families, clans and communities alone: in targets. */
  WORKERS_IN_RECOGNISED,
  /** Those who work in recognised units alone: in targets. */
  STAFF_IN_RECOGNISED;

  /** Whether households state it in the register; such a number may be unknown. */
  public boolean stated() {
    return this == ADULTS || this == WORKERS;
  }

  /** The key of the noun. */
  public String messageKey() {
    return "reporting.noun." + name();
  }
}
