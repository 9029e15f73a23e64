package vn.khuyenhoc.areas;

/** The levels of administration, from the widest. */
public enum AreaLevel {
  /** Cả nước. */
  NATION,
  /** Tỉnh, thành phố trực thuộc trung ương. */
  PROVINCE,
  /** Huyện, quận, thị xã, thành phố thuộc tỉnh: to 30 June 2025. */
  DISTRICT,
  /** Xã, phường, đặc khu (thị trấn to 30 June 2025). */
  COMMUNE,
  /** Thôn, bản, ấp, khóm, tiểu khu, tổ dân phố. */
  VILLAGE;

  /** The level stored under this number. */
  static AreaLevel of(int number) {
    return values()[number];
  }
}
