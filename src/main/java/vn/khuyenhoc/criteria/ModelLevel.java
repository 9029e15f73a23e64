package vn.khuyenhoc.criteria;

import java.util.Locale;

/** What a learning model is rated for: whose, or the level of the area. */
public enum ModelLevel {
  /** A citizen. */
  PERSON,
  /** A household. */
  HOUSEHOLD,
  /** A clan, which may live in several villages. */
  CLAN,
  /** A self-managed group within a village. */
  GROUP,
  /** A community learning centre. */
  CENTRE,
  /** Thôn, bản, ấp, tổ dân phố. */
  VILLAGE,
  /** Xã, phường, đặc khu; of a unit: managed by it. */
  COMMUNE,
  /** Huyện, to 30 June 2025; of a unit: managed by it. */
  DISTRICT,
  /** Tỉnh, thành phố; of a unit: managed by it. */
  PROVINCE;

  /** The key of its name. */
  public String messageKey() {
    return "criteria.level." + name().toLowerCase(Locale.ROOT);
  }
}
