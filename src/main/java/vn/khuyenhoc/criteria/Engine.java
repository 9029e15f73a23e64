package vn.khuyenhoc.criteria;

/** The two ways in which regulations rate. */
public enum Engine {
  /** By points: the total is the sum, ratings are bands of it (QĐ 448, TT 44/2014, TT 22/2020). */
  POINTS,
  /**
   * By levels: a step's number is the highest level it meets (0, 1, 2), and what is reached is the
   * least over all indicators that apply (TT 24/2023, TT 25/2023).
   */
  LEVELS
}
