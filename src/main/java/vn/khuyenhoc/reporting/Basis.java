package vn.khuyenhoc.reporting;

/** Through which tree of areas figures are read. */
public enum Basis {
  /**
   * As it was: the tree and the places on the campaign's reference date; today while it is open.
   */
  AS_WAS,
  /** As it is: today's tree, and where the subjects live now. */
  AS_IS;

  /** How the tallies and addresses write it: 0 as it was, 1 as it is. */
  public int code() {
    return ordinal();
  }

  /** The basis written so; as it is for anything unknown. */
  public static Basis of(String code) {
    return code.equals("0") ? AS_WAS : AS_IS;
  }
}
